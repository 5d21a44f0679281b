"""The commands for collections: convert of many documents, learn, index."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from cableconv import output
from cableconv.cli.files import STANDARD_OUTPUT, check_output, write_output
from cableconv.cli.messages import About, about, say, shown
from cableconv.cli.options import profile_of, wanted
from cableconv.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.batch.report import Result, Tally
    from cableconv.batch.work import Order
    from cableconv.pool.worker import Limits
    from cableconv.profile import Profile
    from cableconv.sources.item import Item

_EXAMPLES = 3  # names in a message
# Of CC057, by whether the output is a folder and --prune was given.
_REMEDIES = {
    (True, False): "--resume --prune removes those that nobody has changed",
    (True, True): "they stay: somebody has changed them since, or they cannot be removed",
    (False, False): "--resume --prune removes those that the checksums of a run before prove to be unchanged",
    (False, True): "they stay: no checksums of a run before prove that they are unchanged",
}


def convert_many(asked: Namespace) -> int:
    """Convert many documents: the progress while it runs, a line for each failure, the tally."""
    _start_ahead(asked, least=1)
    from cableconv.batch import collection as batch
    from cableconv.cli import progress as cli_progress
    from cableconv.sources import files
    from cableconv.sources import paths as sources
    from cableconv.sources.item import Gauge

    paths = _paths(asked)
    _refuse_contradictions(asked)
    order = _order(asked, paths)
    show = not asked.quiet and sys.stderr is not None and sys.stderr.isatty()
    gauge = Gauge(files.measure(paths) if show else 0)
    progress = cli_progress.progress(gauge, shown=show)

    def tell(result: Result) -> None:
        progress.hide()
        done = result.done
        say(f"{shown(done.name)}:1:1: {done.code} {result.outcome}: {done.message}")

    def waits(said: str) -> None:
        progress.hide()
        say(f"cableconv: {said}")

    order = order._replace(tell=waits)
    try:
        tally = batch.convert_all(sources.items(paths, wanted(asked), gauge), order, tell, progress.show)
    finally:
        progress.close()
    if not tally.documents:
        raise InputError("CC052", "there was no document to convert", "check paths, --include and --exclude")
    if not asked.quiet:
        for line in tally.summary().split("\n"):
            say(line)
        _say_left(tally, prune=asked.prune, folder=os.path.isdir(asked.output))
    return tally.exit_code()


def _start_ahead(asked: Namespace, least: int) -> None:
    """Have the processes load while this one does, if there will be any."""
    if asked.jobs >= least and getattr(asked, "engine", "processes") == "processes":
        from cableconv.pool.start import start_ahead

        start_ahead()


def _say_left(tally: Tally, *, prune: bool, folder: bool) -> None:
    """What is in the output and belongs to no document of this run."""
    if tally.pruned:
        say(f"cableconv: removed {tally.pruned} outputs of documents that are gone")
    if tally.left:
        example = ", ".join(map(shown, tally.left[:_EXAMPLES]))
        more = ", ..." if len(tally.left) > _EXAMPLES else ""
        if prune and tally.torn:
            remedy = "none is removed while a part of the input cannot be read, or a folder of it is empty"
        else:
            remedy = _REMEDIES[folder, prune]
        say(
            f"cableconv: CC057 {len(tally.left)} outputs of runs before belong to no document of this one "
            f"({example}{more}); {remedy}"
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
        limits=_limits(asked),
        resume=asked.resume,
        prune=asked.prune,
        overwrite=not asked.no_overwrite,
        shard=asked.shard,
        checksums=asked.checksums,
        report=asked.report,
        engine=asked.engine,
        scheduler=asked.scheduler or "",
        inputs=(*paths, *filter(None, (asked.files_from, asked.profile))),
    )


def learn_profile(asked: Namespace) -> int:
    """Learn from a corpus; 3 when some of it could not be read."""
    _start_ahead(asked, least=2)
    from cableconv.batch.learn import learn_items
    from cableconv.sources.paths import items

    check_output(asked)
    paths = _paths(asked)
    paths = list(_once(paths))
    profiles = [path for path in paths if path.endswith(".toml")]
    given = [path for path in paths if path not in profiles]
    found = (item for item in items(given, wanted(asked)) if not _is_profile_to_come(item, asked.output))
    failed: list[str] = []

    def tell(name: str, why: str) -> None:
        failed.append(name)
        say(f"{shown(name)}:1:1: {why}")

    learned = learn_items(
        found,
        [profile_of(path) for path in profiles],
        tell,
        max_bytes=asked.max_bytes,
        jobs=asked.jobs,
        limits=_limits(asked),
    )
    left_out = ", ".join(f"{count} {reason}" for reason, count in sorted(learned.left_out.items()))
    _write_profile(asked, learned.profile, left_out)
    return ExitCode.INPUT if failed else ExitCode.DONE


def _once(paths: Sequence[str]) -> Iterator[str]:
    """The paths without those that are named twice, or that stand in a folder which is named too: a cable
    counts once."""
    places = [os.path.realpath(path) for path in paths]
    folders = {place for place in places if os.path.isdir(place)}
    seen: set[str] = set()
    for path, place in zip(paths, places, strict=True):
        if path in STANDARD_OUTPUT or not (place in seen or (folders and _is_inside(place, folders))):
            seen.add(place)
            yield path


def _is_inside(place: str, folders: Container[str]) -> bool:
    above = os.path.dirname(place)
    while above not in folders and above != os.path.dirname(above):
        above = os.path.dirname(above)
    return above in folders


def _is_profile_to_come(item: Item, path: str | None) -> bool:
    """Is this the profile that is written, as a run before has left it? Raises UsageError when it is a
    document that the profile would replace."""
    from cableconv.profile import FORMAT

    place = item.path or item.inside
    if path is None or not place or not output.is_same_file(place, path):
        return False
    if output.size_of(place) and not output.read_input(place).startswith(f'format = "{FORMAT}"'.encode()):
        raise About(
            shown(path), UsageError("CC030", "the output is one of the inputs", "choose another name")
        )
    return True


def _write_profile(asked: Namespace, learned: Profile, left_out: str) -> None:
    from cableconv.boilerplate.site_lines import FEWEST
    from cableconv.profile import dumps

    count = sum(ends.documents for ends in learned.regimes.values())
    if not (count or learned.vocabulary or learned.site_lines):
        raise InputError(
            "CC028",
            f"no cable to learn from ({left_out or 'no file'})",
            "name files or folders that hold texts of cables",
        )
    write_output(asked, dumps(learned).encode("utf-8"))
    if not asked.quiet:
        few = f"; lines of a site are learned from {FEWEST} cables on" if 0 < count < FEWEST else ""
        say(f"cableconv: learned from {count} cables{few}" + (f"; left out: {left_out}" if left_out else ""))


def build_index(asked: Namespace) -> int:
    """Bring the database up to date with a collection."""
    _start_ahead(asked, least=2)
    from cableconv.index.update import index
    from cableconv.sources.paths import items

    paths = _paths(asked)
    database = os.path.abspath(asked.output)
    own = {database, *(f"{database}{ending}" for ending in ("-journal", "-wal", "-shm"))}
    if asked.no_overwrite and os.path.exists(database):
        with about(shown(asked.output)):
            raise InputError("CC034", "the output exists", "choose another name, or leave --no-overwrite out")
    found = (
        item for item in items(paths, wanted(asked)) if not (item.path and os.path.abspath(item.path) in own)
    )
    done = index(
        found,
        asked.output,
        lambda name, why: say(f"{shown(name)}:1:1: {why}"),
        max_bytes=asked.max_bytes,
        jobs=asked.jobs,
        limits=_limits(asked),
    )
    if not asked.quiet:
        say(
            f"cableconv: {done.cables} cables; {done.read} files read, {done.unchanged} unchanged, "
            f"{done.removed} removed, {done.failed} without a cable or unreadable"
        )
    return ExitCode.INPUT if done.failed else ExitCode.DONE


def _paths(asked: Namespace) -> list[str]:
    """The paths that are named, and those of --files-from. Raises UsageError or InputError when there are
    none."""
    from cableconv.sources import paths as sources

    paths = list(asked.inputs)
    if asked.files_from is not None:
        with about(shown(asked.files_from)):
            paths += sources.paths_from(asked.files_from, asked.null)
            if not paths:
                raise InputError(
                    "CC052", "it lists no path", "give paths, one a line, or NUL behind each (-0)"
                )
    if not paths:
        what = "IN" if asked.verb == "convert" else "PATH"
        raise UsageError(
            "CC040",
            f"the following arguments are required: {what}",
            f"see cableconv {'' if what == 'IN' else f'{asked.verb} '}--help",
        )
    return paths


def _limits(asked: Namespace) -> Limits:
    from cableconv.pool.worker import limits_of

    return limits_of(asked.timeout, asked.max_memory)
