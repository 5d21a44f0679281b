"""The command line: the only place that prints.

Law of this file: every failure is one line `file:line:column: CODE message; remedy` on
standard error and an exit code of errors.py; standard output carries results alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from cableconv import output
from cableconv.arguments import Printed, parse
from cableconv.errors import CableconvError, ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from types import FrameType

    from cableconv.batch_report import Result
    from cableconv.check_settings import Settings
    from cableconv.conversion import Document, Options
    from cableconv.model import Cable
    from cableconv.profile import Profile
    from cableconv.sources import Wanted

_FORMATS = {".xml": "tei", ".tei": "tei", ".json": "json", ".txt": "text"}
_OF_MANY = (".jsonl", ".zip", ".parquet")  # files that hold documents, also where there is one only
_STANDARD_OUTPUT = (None, "-", "/dev/stdout")


class _Terminated(BaseException):
    """SIGTERM: unwinds like an interrupt, so that a temporary file goes."""


class _About(Exception):
    """An error with the name of the file that it is about."""

    def __init__(self, name: str, error: CableconvError):
        super().__init__(name)
        self.name = name
        self.error = error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run cableconv with these arguments (default: those of the process); the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with _terminable():
            return _outcome(given)
    except KeyboardInterrupt:
        _say("cableconv: interrupted")
        return ExitCode.INTERRUPTED
    except _Terminated:
        _say("cableconv: terminated")
        return ExitCode.TERMINATED


def _outcome(given: list[str]) -> int:
    """Run, and turn every exception into its message and exit code."""
    try:
        try:
            asked = parse(given)
        except Printed as printed:
            output.write_standard_output(printed.text.encode("utf-8"))
            return ExitCode.DONE
        return _VERBS[asked.verb](asked)
    except output.ReaderGone:
        return ExitCode.INPUT
    except _About as about:
        return _fail(about.name, about.error, given)
    except CableconvError as error:
        return _fail("", error, given)
    except MemoryError:
        return _fail("", InputError("CC022", "there is not enough memory", "split the input"), given)
    except Exception as error:  # the last door: our fault is told as ours, with its own exit code
        what = f"unexpected {type(error).__name__}: {error}"
        return _fail("", CableconvError("CC799", what, "nothing was written; please report this"), given)


def _convert(asked: Namespace) -> int:
    many = len(asked.inputs) != 1 or asked.files_from is not None or output.is_collection(asked.inputs[0])
    if many or (asked.output or "").lower().endswith(_OF_MANY):
        return _convert_all(asked)
    asked.input = asked.inputs[0]
    del asked.inputs
    from cableconv.conversion import several, write

    to = asked.to or _FORMATS.get(os.path.splitext(asked.output or "")[1].lower(), "tei")
    name = _shown(asked.input)
    if asked.several == "split":
        _check_pattern(asked)
    else:
        _check_output(asked)
    data = _read(asked.input)
    with _about(name):
        cables = _cables(data, _options(asked), asked)
        if len(cables) > 1 and asked.several == "refuse":
            raise several(cables)
        documents = [(cable,) for cable in cables] if asked.several == "split" else [cables]
        written = [write(document, to) for document in documents]
    if asked.several == "split":
        suffix = {"tei": "xml", "json": "json", "text": "txt"}[to]
        _write_each(asked, asked.input, written, suffix)
    else:
        _write(asked, written[0])
    if not asked.quiet:
        _say_findings(name, cables)
    return ExitCode.DONE


def _convert_all(asked: Namespace) -> int:
    """Many documents."""
    from cableconv import batch, cli_progress, sources
    from cableconv.pool import Limits
    from cableconv.shard import Plan
    from cableconv.sources_item import Gauge

    paths = list(asked.inputs)
    if asked.files_from is not None:
        paths += sources.paths_from(asked.files_from, asked.null)
    if not paths:
        raise UsageError("CC040", "the following arguments are required: IN", "see cableconv --help")
    if asked.several == "split":
        raise UsageError("CC050", "--several split is for one file", "convert that file by itself")
    if asked.output in _STANDARD_OUTPUT:
        raise UsageError(
            "CC050", "many documents need a place", "give -o a folder, a .jsonl, .xml, .zip or .parquet"
        )
    if asked.scheduler and asked.engine != "dask":
        raise UsageError("CC040", "--scheduler is for --engine dask", "give both, or leave both out")
    if asked.engine == "dask" and (asked.timeout or asked.max_memory or asked.no_overwrite):
        raise UsageError(
            "CC040",
            "a Dask cluster knows no --timeout and no --max-memory, and does again what a lost node had done",
            "leave --timeout, --max-memory and --no-overwrite out; give the workers of Dask --memory-limit",
        )
    plan = Plan(
        to=asked.to or "tei",
        edition=asked.edition or "",
        encoding=asked.encoding,
        publisher=asked.publisher,
        licence=asked.licence,
        cut=asked.cut,
        profile=_profile(asked.profile) if asked.profile is not None else None,
        force=asked.force,
        max_bytes=asked.max_bytes,
        refuse_several=asked.several == "refuse",
        repair=asked.repair == "on",
    )
    order = batch.Order(
        plan,
        asked.output,
        max(1, asked.jobs),
        Limits(asked.timeout, asked.max_memory * 1_000_000),
        asked.resume,
        not asked.no_overwrite,
        asked.shard,
        asked.checksums,
        asked.report,
        asked.engine,
        asked.scheduler,
        tuple(paths),
    )
    show = not asked.quiet and sys.stderr is not None and sys.stderr.isatty()
    gauge = Gauge(sources.measure(paths) if show else 0)
    progress = cli_progress.progress(gauge, shown=show)

    def say(result: Result) -> None:
        progress.hide()
        done = result.done
        _say(f"{_shown(done.name)}:1:1: {done.code} {result.outcome}: {done.message}")

    try:
        tally = batch.convert_all(sources.items(paths, _wanted(asked), gauge), order, say, progress.show)
    finally:
        progress.close()
    if not tally.documents:
        raise InputError("CC052", "there was no document to convert", "check paths, --include and --exclude")
    if not asked.quiet:
        for line in tally.summary().split("\n"):
            _say(line)
    return tally.exit_code()


def _wanted(asked: Namespace) -> Wanted:
    """Which documents of a collection are meant."""
    from cableconv.sources import Wanted

    include, exclude = (
        tuple(part for each in given or () for part in each.split(",") if part)
        for given in (asked.include, asked.exclude)
    )
    host = tuple(_statement(given) for given in asked.host_column or ())
    return Wanted(include, exclude, asked.text_column, asked.id_column, asked.max_bytes, host)


def _statement(given: str) -> tuple[str, str]:
    """The name of a statement and the column that makes it, from "created=date"."""
    from cableconv.model import STATEMENTS

    name, _, column = given.partition("=")
    name = name.replace("-", "_")
    if name not in STATEMENTS or not column:
        raise UsageError(
            "CC040",
            f"--host-column {given} is not of the form NAME=COLUMN",
            f"names are {', '.join(STATEMENTS)}",
        )
    return name, column


def _say_findings(name: str, cables: tuple[Cable, ...]) -> None:
    for cable in cables:
        before = cable.source.part.line - 1 if cable.source.part else 0
        for finding in cable.findings:
            if finding.severity != "info":
                line = before + (finding.lines[0] if finding.lines else 1)
                _say(f"{name}:{line}:1: {finding.code} {finding.severity}: {finding.message}")


def _names_several(asked: Namespace) -> bool:
    """Is the output a folder, or a name with a place for a number?"""
    return asked.output not in _STANDARD_OUTPUT and ("{}" in asked.output or os.path.isdir(asked.output))


def _check_pattern(asked: Namespace) -> None:
    """Refuse an output of --several split that is no folder and has no place for the number."""
    if not _names_several(asked):
        raise UsageError(
            "CC044",
            "--several split writes a document for each cable",
            "give -o a folder that exists, or a name with {} for the number, such as cable-{}.xml",
        )


def _write_each(asked: Namespace, given: str, written: list[bytes], suffix: str) -> None:
    """All documents, numbered, or none of them."""
    pattern = asked.output
    if os.path.isdir(pattern):
        stem = os.path.splitext(os.path.basename(given))[0] if given != "-" else "cable"
        pattern = os.path.join(pattern, f"{stem.replace('{}', '__')}-{{}}.{suffix}")
    width = len(str(len(written)))
    files = [
        (pattern.replace("{}", f"{number:0{width}}"), data) for number, data in enumerate(written, start=1)
    ]
    source = 0 if given == "-" else given
    for path, _ in files:
        with _about(_shown(path)):
            output.check_output(path, source, overwrite=not asked.no_overwrite)
    with _about(_shown(asked.output)):
        output.write_all_atomically(files, overwrite=not asked.no_overwrite)


def _cables(data: bytes, options: Options, asked: Namespace) -> tuple[Cable, ...]:
    """The cables in the input, or InputError when there is none and --force is not given."""
    from cableconv.conversion import has_cable, read_all
    from cableconv.recognise import recognise

    remedy = "convert it anyway with --force"
    kind = recognise(data)
    if kind in ("tei", "json"):
        if asked.encoding is not None:
            raise UsageError("CC041", f"--encoding is for texts, and this is {kind.upper()}", "leave it out")
        return tuple(
            replace(
                cable,
                publisher=asked.publisher or cable.publisher,
                licence=asked.licence or cable.licence,
            )
            for cable in read_all(data, options)
        )
    if kind == "empty" and not asked.force:
        raise InputError("CC024", "the file is empty", remedy)
    if kind == "binary" and not asked.force:
        raise InputError("CC025", "this is a binary file, not a text", remedy)
    cables = read_all(data, options)
    if not asked.force and not any(map(has_cable, cables)):
        raise InputError(
            "CC026", "no cable was found: no header line of a telegram and no marked paragraphs", remedy
        )
    return cables


def _spans(asked: Namespace) -> int:
    from cableconv.listing import span_lines

    return _list(asked, span_lines)


def _explain(asked: Namespace) -> int:
    from cableconv.listing import change_lines

    return _list(asked, lambda document: change_lines(document, _shown(asked.input)))


def _restore(asked: Namespace) -> int:
    from cableconv.restoration import restore, restore_all, verify

    name = _shown(asked.inputs[0])
    if asked.verify is None:
        if _names_several(asked):
            with _about(name):
                found = restore_all(*map(_read, asked.inputs))
            _write_each(asked, asked.inputs[0], [*found], "txt")
            return ExitCode.DONE
        _check_output(asked)
        documents = [_read(path) for path in asked.inputs]
        with _about(name):
            restored = restore(*documents)
        _write(asked, restored)
        return ExitCode.DONE
    if asked.output is not None:
        raise UsageError("CC042", "--verify writes nothing", "leave --output out")
    source = _read(asked.verify)
    outcome = ExitCode.DONE
    for path in asked.inputs:
        data = _read(path)
        with _about(_shown(path)):
            same = verify(data, source)
        if not same:
            _say(f"{_shown(path)}:1:1: CC705 this document was not made from {_shown(asked.verify)}")
            outcome = ExitCode.FINDINGS
    return outcome


def _learn(asked: Namespace) -> int:
    from cableconv.batch_learn import learn_items
    from cableconv.pool import Limits
    from cableconv.profile import dumps
    from cableconv.sources import items

    _check_output(asked)
    profiles = [path for path in asked.inputs if path.endswith(".toml")]
    given = [path for path in asked.inputs if path not in profiles]
    found = (
        item
        for item in items(given, _wanted(asked))
        if not (item.path and output.is_same_file(item.path, asked.output or "-"))
    )
    failed: list[str] = []

    def say(name: str, why: str) -> None:
        failed.append(name)
        _say(f"{_shown(name)}:1:1: {why}")

    learned = learn_items(
        found,
        [_profile(path) for path in profiles],
        say,
        max_bytes=asked.max_bytes,
        jobs=asked.jobs,
        limits=Limits(asked.timeout, asked.max_memory * 1_000_000),
    )
    left_out = ", ".join(f"{count} {reason}" for reason, count in sorted(learned.left_out.items()))
    count = sum(ends.documents for ends in learned.profile.regimes.values())
    if not count:
        raise InputError(
            "CC028",
            f"no cable to learn from ({left_out or 'no file'})",
            "name files or folders that hold texts of cables",
        )
    _write(asked, dumps(learned.profile).encode("utf-8"))
    if not asked.quiet:
        _say(f"cableconv: learned from {count} cables" + (f"; left out: {left_out}" if left_out else ""))
    return ExitCode.INPUT if failed else ExitCode.DONE


def _check(asked: Namespace) -> int:
    from cableconv import check_settings, sources
    from cableconv.check_reports import github_summary
    from cableconv.check_run import Run

    settings = _check_settings(asked)
    if asked.show_settings:
        _write(asked, check_settings.shown(settings).encode("utf-8"))
        return ExitCode.DONE
    paths = list(asked.inputs)
    if asked.files_from is not None:
        with _about(_shown(asked.files_from)):
            paths += sources.paths_from(asked.files_from, asked.null)
    if not paths and asked.files_from is None:
        raise UsageError("CC040", "the following arguments are required: PATH", "see cableconv check --help")
    _check_output(asked)
    run = Run(paths, settings, keep_marks=bool(asked.write_baseline))
    _write_chunks(asked, (chunk.encode("utf-8") for chunk in run.chunks()))
    if asked.write_baseline:
        with _about(_shown(asked.write_baseline)):
            output.write_atomically(asked.write_baseline, run.baseline.encode("utf-8"))
    if settings.output_format == "github" and (step := os.environ.get("GITHUB_STEP_SUMMARY")):
        with _about(_shown(step)):
            output.append(step, github_summary(run.tally).encode("utf-8"))
    return run.exit_code


def _check_settings(asked: Namespace) -> Settings:
    """From the configuration file, and over them those of the command line."""
    from cableconv import check_settings

    try:
        found = check_settings.Settings() if asked.no_config else check_settings.found_from(os.getcwd())
    except check_settings.Misconfigured as error:
        raise _About(_shown(error.file), error) from error
    given = {name: value for name, value in vars(asked).items() if value is not None}
    for name in ("select", "ignore", "include", "exclude"):
        if name in given:
            given[name] = tuple(part for each in given[name] for part in each.split(",") if part)
    known = {field.name for field in fields(found)}
    try:
        chosen = {name: check_settings.checked(name, value) for name, value in given.items() if name in known}
    except check_settings.Wrong as error:
        raise UsageError("CC040", f"argument --{error}", "see cableconv check --help") from error
    return replace(found, **chosen)


def _index(asked: Namespace) -> int:
    from cableconv.index import index
    from cableconv.sources import items

    database = os.path.abspath(asked.output)
    if asked.no_overwrite and os.path.exists(database):
        raise InputError("CC034", "the output exists", "choose another name, or leave --no-overwrite out")
    found = (
        item
        for item in items(asked.inputs, _wanted(asked))
        if not (item.path and os.path.abspath(item.path).startswith(database))
    )
    done = index(found, asked.output, asked.max_bytes, asked.jobs)
    if not asked.quiet:
        _say(
            f"cableconv: {done.cables} cables; {done.read} files read, {done.unchanged} unchanged, "
            f"{done.removed} removed, {done.failed} without a cable or unreadable"
        )
    return ExitCode.DONE


def _rules(asked: Namespace) -> int:
    from cableconv import rules

    _check_output(asked)
    if asked.code is None:
        text = rules.markdown() if asked.markdown else rules.listed()
    elif asked.code.upper() in rules.rules():
        text = rules.described(rules.rules()[asked.code.upper()])
    else:
        raise UsageError("CC045", f"there is no code {asked.code}", "cableconv rules lists all")
    _write(asked, text.encode("utf-8"))
    return ExitCode.DONE


def _profile(path: str) -> Profile:
    from cableconv import profile

    with _about(_shown(path)):
        return profile.read(output.read_input(path))


def _schema(asked: Namespace) -> int:
    from cableconv.resources import SCHEMA_FILES, schema_file

    forms = SCHEMA_FILES[asked.name]
    form = asked.form or next(iter(forms))
    if form not in forms:
        raise UsageError("CC043", f"the schema {asked.name} has no form {form}", f"forms: {', '.join(forms)}")
    _check_output(asked)
    _write(asked, output.read_input(schema_file(forms[form])))
    return ExitCode.DONE


_VERBS = {
    "convert": _convert,
    "spans": _spans,
    "explain": _explain,
    "restore": _restore,
    "learn": _learn,
    "index": _index,
    "check": _check,
    "rules": _rules,
    "schema": _schema,
}


def _list(asked: Namespace, lines: Callable[[Document], Iterator[str]]) -> int:
    from cableconv.conversion import trace
    from cableconv.recognise import recognise

    _check_output(asked)
    data = _read(asked.input)
    with _about(_shown(asked.input)):
        if recognise(data) in ("tei", "json"):
            raise InputError(
                "CC027",
                "this is a document that cableconv wrote, not a source",
                f"give its source, or restore that first: cableconv restore {_shown(asked.input)}",
            )
        text = "".join(f"{line}\n" for document in trace(data, _options(asked)) for line in lines(document))
    _write(asked, text.encode("utf-8"))
    return ExitCode.DONE


def _options(asked: Namespace) -> Options:
    from cableconv.conversion import Options
    from cableconv.model import Edition

    edition = getattr(asked, "edition", None)
    return Options(
        name=_visible(os.path.basename(asked.input)),
        encoding=asked.encoding,
        edition=Edition(edition) if edition else None,
        publisher=getattr(asked, "publisher", ""),
        licence=getattr(asked, "licence", ""),
        cut=asked.cut,
        profile=_profile(asked.profile) if asked.profile is not None else None,
        repair=asked.repair == "on",
    )


def _read(path: str) -> bytes:
    with _about(_shown(path)):
        return output.read_standard_input() if path == "-" else output.read_input(path)


def _check_output(asked: Namespace) -> None:
    inputs: list[str] = [asked.input] if "input" in asked else getattr(asked, "inputs", [])
    sources: list[str | int] = [0 if path == "-" else path for path in inputs]
    if asked.output in _STANDARD_OUTPUT:
        for path, source in zip(inputs, sources, strict=True):
            if output.is_same_file(source, 1):
                raise _About(_shown(path), output.same_file())
        return
    with _about(_shown(asked.output)):
        output.check_output(asked.output, *sources, overwrite=not asked.no_overwrite)


def _write(asked: Namespace, data: bytes) -> None:
    if asked.output not in _STANDARD_OUTPUT:
        with _about(_shown(asked.output)):
            output.write_atomically(asked.output, data, overwrite=not asked.no_overwrite)
        return
    with _about("standard output"):
        output.write_standard_output(data)


def _write_chunks(asked: Namespace, chunks: Iterable[bytes]) -> None:
    """Write what comes piece by piece: to a file when all is there, to standard output as it comes."""
    if asked.output in _STANDARD_OUTPUT:
        for chunk in chunks:
            with _about("standard output"):
                output.write_standard_output(chunk)
        return
    output.write_chunks_atomically(asked.output, chunks, overwrite=not asked.no_overwrite)


@contextmanager
def _about(name: str) -> Iterator[None]:
    try:
        yield
    except CableconvError as error:
        raise _About(name, error) from error


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM unwinds the run, where the process lets us say so."""
    import signal

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Terminated

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _fail(name: str, error: CableconvError, given: Sequence[str]) -> int:
    if "--debug" in given:
        import traceback

        traceback.print_exc()
    place = f"{name}:{error.line or 1}:{error.column or 1}" if name else "cableconv"
    remedy = f"; {error.remedy}" if error.remedy else ""
    _say(f"{place}: {error.code} {error.message}{remedy}")
    return error.exit_code


def _shown(path: str) -> str:
    """A file's name in a message: made visible, and no command of a CI log."""
    shown = _visible(path)
    return f"./{shown}" if shown.lstrip().startswith(("::", "##[")) else shown


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    from cableconv.listing import visible

    return visible(text)


def _say(message: str) -> None:
    with suppress(OSError, ValueError, AttributeError):  # standard error is full or closed
        sys.stderr.write(_visible(message) + "\n")
        sys.stderr.flush()
