"""The command convert, of many documents."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cableconv.cli import many
from cableconv.cli.files import STANDARD_OUTPUT
from cableconv.cli.messages import say, shown
from cableconv.cli.options import profile_of, wanted
from cableconv.errors import CableconvError, InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.batch.report import Result, Tally
    from cableconv.batch.work import Order
    from cableconv.sources.item import Gauge

# Of CC057, by whether the output is a folder and --prune was given.
_REMEDIES = {
    (True, False): "--resume --prune removes those that nobody has changed",
    (True, True): "they stay: somebody has changed them since, or they cannot be removed",
    (False, False): "--resume --prune removes those that a run before proves to be unchanged",
    (False, True): "they stay: neither journal nor checksums of a run before prove that they are unchanged",
}


def convert_many(asked: Namespace) -> int:
    """Convert many documents: the progress while it runs, a line for each failure, the tally."""
    many.start_ahead(asked, least=1)
    from cableconv.sources import files
    from cableconv.sources.item import Gauge

    paths = many.paths_of(asked)
    _refuse_contradictions(asked)
    order = _order(asked, paths)
    show = not asked.quiet and sys.stderr is not None and sys.stderr.isatty()
    gauge = Gauge(files.measure(paths) if show else 0)
    done: list[Tally] = []
    try:
        tally = _converted(asked, paths, order, gauge, done, show=show)
    except UsageError:
        raise  # what was asked for cannot be: no summary stands before it
    except CableconvError:  # ends the run, and does not undo what it has done
        _say_lines(*(each.summary() for each in done if not asked.quiet))
        raise
    if not asked.quiet:
        many.say_notes(gauge)
    if not tally.documents:
        raise InputError("CC052", "there was no document to convert", "check paths, --include and --exclude")
    if not asked.quiet:
        _say_lines(tally.summary())
        _say_left(tally, prune=asked.prune, folder=os.path.isdir(asked.output))
    return tally.exit_code()


def _converted(
    asked: Namespace, paths: list[str], order: Order, gauge: Gauge, done: list[Tally], *, show: bool
) -> Tally:
    """The tally of the run, which done has from its first document on."""
    from cableconv.batch import collection as batch
    from cableconv.cli import progress as cli_progress
    from cableconv.sources import paths as sources

    progress = cli_progress.progress(gauge, shown=show)

    def tell(result: Result) -> None:
        progress.hide()
        said = result.done
        say(f"{shown(said.name)}:1:1: {said.code} {result.outcome}: {said.message}")

    def waits(said: str) -> None:
        progress.hide()
        say(f"cableconv: {said}")

    def goes_on(tally: Tally) -> None:
        done[:] = [tally]
        progress.show(tally)

    items = sources.items(paths, wanted(asked), gauge, len(paths) - len(asked.inputs))
    try:
        return batch.convert_all(items, order._replace(tell=waits, passed=gauge.passed), tell, goes_on)
    finally:
        progress.close()


def _say_lines(*texts: str) -> None:
    for line in "\n".join(texts).splitlines():
        say(line)


def _say_left(tally: Tally, *, prune: bool, folder: bool) -> None:
    """What is in the output and belongs to no document of this run."""
    from cableconv.batch.report import counted

    if tally.pruned:
        removed = counted(tally.pruned, "output")
        say(f"cableconv: removed {removed} of runs before, which this one has not made")
    if tally.left:
        if prune and tally.torn:
            remedy = "none is removed while a part of the input cannot be read, or a named path is empty"
        elif tally.bare:
            remedy = many.kept_by_folders(tally.bare)
        else:
            remedy = _REMEDIES[folder, prune]
        left = counted(len(tally.left), "output")
        say(
            f"cableconv: CC057 {left} of runs before, of no document of this one "
            f"({many.examples(tally.left)}); {remedy}"
        )


def _refuse_contradictions(asked: Namespace) -> None:
    if asked.several == "split":
        raise UsageError("CC050", "--several split is for one file", "convert that file by itself")
    if asked.output in STANDARD_OUTPUT:
        raise UsageError(
            "CC050", "many documents need a place", "give -o a folder, a .jsonl, .xml, .zip or .parquet"
        )
    if asked.prune and not asked.resume:
        raise UsageError("CC040", "--prune is for --resume", "give both, or leave both out")
    if asked.scheduler is not None and asked.engine != "dask":
        raise UsageError("CC040", "--scheduler is for --engine dask", "give both, or leave both out")
    if asked.scheduler is not None and not asked.scheduler.strip():  # a variable of a shell that is not set
        raise UsageError(
            "CC040", "the address of --scheduler is empty", "give one, or leave it out for a cluster here"
        )
    if asked.engine == "dask" and (asked.timeout or asked.max_memory or asked.no_overwrite):
        raise UsageError(
            "CC040",
            "a Dask cluster knows no --timeout and no --max-memory, and does again what a lost node had done",
            "leave --timeout, --max-memory and --no-overwrite out; give the workers of Dask --memory-limit",
        )


def _order(asked: Namespace, paths: list[str]) -> Order:
    from cableconv.batch.work import Order
    from cableconv.shard import Plan
    from cableconv.sources.paths import bare

    plan = Plan(
        to=asked.to or "tei",
        edition=asked.edition or "",
        encoding=asked.encoding,
        publisher=asked.publisher,
        licence=asked.licence,
        cut=asked.cut,
        profile=profile_of(asked.profile) if asked.profile is not None else None,
        force=asked.force,
        max_bytes=asked.max_bytes,
        refuse_several=asked.several == "refuse",
        repair=asked.repair == "on",
    )
    return Order(
        plan,
        asked.output,
        jobs=max(1, asked.jobs),
        limits=many.limits_of(asked),
        resume=asked.resume,
        prune=asked.prune,
        overwrite=not asked.no_overwrite,
        shard=asked.shard,
        checksums=asked.checksums,
        report=asked.report,
        engine=asked.engine,
        scheduler=asked.scheduler or "",
        bare=lambda: bare(paths, len(paths) - len(asked.inputs)),
        inputs=(*paths, *filter(None, (asked.files_from, asked.profile))),
    )
