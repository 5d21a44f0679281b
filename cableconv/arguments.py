"""The command line as data: verbs, options, help.

Law of this file: it reads arguments and decides nothing about files.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from cableconv import __version__
from cableconv.errors import UsageError

_EXIT_CODES = """\
exit codes:
  0  done                                1  restore --verify: made from another file
  2  wrong usage, output is the input    3  input missing or refused, output unwritable
  4  fault of cableconv, nothing written
  130, 143  interrupted, terminated
"""
_CHECK_CODES = """\
exit codes:
  0  nothing at or above --fail-on     1  something was found
  2  wrong usage, or nothing to check  3  a path is missing
"""
_VERBS = """\
other commands (cableconv COMMAND --help):
  spans     print every piece of a text with its kind
  explain   print every change with its rule, evidence and confidence
  restore   give the source back from a diplomatic edition
  learn     learn from a corpus how it was wrapped and spelled, for --profile
  check     check texts and documents, for people and CI
  index     collect header fields, references and texts in an SQLite database
  rules     explain a code such as CC406, or list all
  schema    print a schema that the output follows

A file that is named like a command is written ./spans.

examples:
  cableconv cable.txt -o cable.xml
  cableconv cable.txt -o cable.json --edition diplomatic
  cableconv cable.json -o cable.xml
  cableconv - --to text < cable.txt
  cableconv learn corpus -o profile.toml
  cableconv cable.txt --profile profile.toml -o cable.xml

"""


_HELP_WIDTH = 90


class Printed(Exception):
    """The text that --help or --version asks for, for the caller to print."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing, where argparse would lose a failure to print."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("CC040", message, f"see {self.prog} --help")

    def _print_message(self, message: str, file: object = None) -> NoReturn:
        raise Printed(message)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help of one width: to ask for the terminal's would import shutil in every run."""

    def __init__(self, prog: str):
        super().__init__(prog, width=_HELP_WIDTH)


def _count(given: str) -> int:
    """A whole number from 1 on."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given!r} is no number from 1 on")
    return int(given)


def _seconds(given: str) -> float:
    """A number of seconds above 0."""
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of seconds above 0")
    return seconds


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as values, with `verb`. Only the first one may be a verb; else convert.

    Raises UsageError, and Printed for --help and --version.
    """
    verb, rest = "convert", arguments
    if arguments and arguments[0] in VERBS:
        verb, rest = arguments[0], arguments[1:]
    return VERBS[verb]().parse_args(rest, argparse.Namespace(verb=verb))


def _convert() -> argparse.ArgumentParser:
    parser = _parser(
        "convert",
        "Convert a scraped diplomatic cable to TEI-XML, JSON or plain text.\n"
        "The input is a text in any encoding, a saved web page, or TEI or JSON that cableconv wrote;\n"
        "its content says which.",
        _VERBS + _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="IN",
        help="a file (- is standard input); or several files, folders, .zip, .tar, .csv or .jsonl",
    )
    _add_output(
        parser,
        "the output file (default: standard output); of many documents: a folder, or a file .jsonl, .xml "
        "(a TEI corpus), .zip or .parquet",
    )
    parser.add_argument(
        "-t",
        "--to",
        choices=("tei", "json", "text"),
        help="output format (default: what the suffix of OUT says, .xml, .json or .txt; else tei)",
    )
    parser.add_argument(
        "--edition",
        choices=("reading", "diplomatic"),
        help="reading: clean text; diplomatic: also the source's layout, so that restore works "
        "(default: reading for a text, its own for TEI and JSON)",
    )
    _add_reading(parser)
    parser.add_argument(
        "--several",
        choices=("corpus", "split", "refuse"),
        default="corpus",
        help="a file of several cables: one corpus (default); a document for each, OUT being a folder "
        "or a name with {} for the number; or an error",
    )
    parser.add_argument(
        "--force", action="store_true", help="convert also an empty or binary file, or a text without a cable"
    )
    _add_batch(parser)
    parser.add_argument("--publisher", default="", metavar="NAME", help="publisher of the document")
    parser.add_argument("--licence", default="", metavar="TEXT", help="licence of the document")
    return parser


def _spans() -> argparse.ArgumentParser:
    parser = _parser(
        "spans",
        "Print the partition of a text: one line a span, with tabs between line:column, kind,\n"
        "the text as a Python literal, and the value where there is one.",
    )
    _add_output(parser, "the file to print to (default: standard output)")
    _add_reading(parser)
    return parser


def _explain() -> argparse.ArgumentParser:
    parser = _parser(
        "explain",
        "Print every part of a text that is removed, joined or derived:\n"
        'name:line:column: RULE what: "text" (evidence) [confidence].',
    )
    _add_output(parser, "the file to print to (default: standard output)")
    _add_reading(parser)
    return parser


def _restore() -> argparse.ArgumentParser:
    parser = _parser(
        "restore",
        "Give back the source, byte for byte, from a diplomatic edition in TEI or JSON.\n"
        "Nothing is written when the bytes do not have the recorded SHA-256. A file of several\n"
        "cables comes back from its corpus, or from the documents of all its cables.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument("inputs", nargs="+", metavar="IN", help="a document; - is standard input")
    _add_output(
        parser,
        "the file to write (default: standard output); of a corpus of several sources a folder, or a name "
        "with {} for the number of each",
    )
    parser.add_argument(
        "--verify",
        metavar="SOURCE",
        help="write nothing; check that the document, of either edition, was made from SOURCE "
        "(exit 0 when it was, 1 when not)",
    )
    return parser


def _learn() -> argparse.ArgumentParser:
    parser = _parser(
        "learn",
        "Learn from a corpus how its line ends were made: words and hyphenated forms seen in mid\n"
        "line, word breaks taken and not taken by post and year, widths of lines. The profile is\n"
        "TOML; profiles of parts of a corpus, given as .toml files, are added up.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="PATH",
        help="profiles (.toml), and texts: files, folders, .zip, .tar, .csv or .jsonl",
    )
    _add_output(parser, "the profile (default: standard output)")
    _add_choice(parser)
    _add_jobs(parser)
    _add_limits(parser)
    return parser


def _index() -> argparse.ArgumentParser:
    parser = _parser(
        "index",
        "Bring an SQLite database up to date with a collection of texts or documents: header fields,\n"
        "addressees, TAGS, references (who cites whom), findings, full text. Unchanged files are not\n"
        "read again.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs", nargs="+", metavar="PATH", help="files, folders, .zip, .tar, .csv or .jsonl"
    )
    _add_output(parser, "the database", required=True)
    _add_choice(parser)
    _add_jobs(parser)
    return parser


def _check() -> argparse.ArgumentParser:
    from cableconv.check_settings import SEVERITIES, WORDS

    parser = _parser(
        "check",
        "Check texts (the findings of their conversion) and TEI and JSON documents (schema, Schematron,\n"
        "laws, recorded hash, findings). Folders are searched for .txt, .xml, .tei, .json and .html files;\n"
        "archives and tables are read as convert reads them.",
        _CHECK_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="PATH",
        help="files, folders, patterns, .zip, .tar, .csv, .jsonl; - is standard input",
    )
    _add_files_from(parser)
    for name, what in (
        ("--select", "report these codes, or beginnings of codes, only (and what could not be read)"),
        ("--ignore", "do not report these codes, or beginnings of codes"),
        ("--include", "check only what has a path, or a name in it, that matches"),
        ("--exclude", "leave out what has a path, or a name in it, that matches"),
    ):
        parser.add_argument(name, action="append", metavar="LIST", help=f"{what} (comma-separated)")
    parser.add_argument("--fail-on", choices=SEVERITIES, help="default: error")
    parser.add_argument("-f", "--output-format", choices=WORDS["output_format"], help="default: text")
    parser.add_argument("--baseline", metavar="FILE", help="do not report what stands in this file")
    parser.add_argument("--write-baseline", metavar="FILE", help="write what is found to this file")
    parser.add_argument("--engine", choices=WORDS["engine"], help="who validates TEI (default: lxml)")
    parser.add_argument("-j", "--jobs", type=_count, metavar="N", help="documents at once (default: 1)")
    parser.add_argument("--max-errors", type=int, metavar="N", help="show N diagnostics at most")
    parser.add_argument("--text-column", metavar="NAME", help="column of the text in .csv, .jsonl")
    parser.add_argument("--id-column", metavar="NAME", help="column of the names in .csv, .jsonl")
    parser.add_argument(
        "--max-bytes", type=_count, metavar="N", help="largest document (default: 64,000,000)"
    )
    for name, what in (
        ("--roundtrip", "prove restore and read-back on each document"),
        ("--statistics", "count the codes"),
        ("--exit-zero", "exit 0 whatever is found"),
        ("--allow-empty", "exit 0 when there is nothing to check"),
    ):
        parser.add_argument(name, action="store_true", default=None, help=what)
    parser.add_argument("--no-config", action="store_true", help="read no configuration file")
    parser.add_argument("--show-settings", action="store_true", help="print the settings and stop")
    _add_output(parser, "the report (default: standard output)")
    return parser


def _rules() -> argparse.ArgumentParser:
    parser = _parser(
        "rules",
        "Explain a code, or list all codes: what it is, why, an example, what to do.",
        input_file=False,
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="a code such as CC406")
    parser.add_argument("--markdown", action="store_true", help="all rules as Markdown")
    _add_output(parser, "the file to write (default: standard output)")
    return parser


def _schema() -> argparse.ArgumentParser:
    from cableconv.resources import SCHEMA_FILES

    parser = _parser(
        "schema",
        "Print a schema: of TEI documents (RELAX NG, Schematron, ODD), of JSON documents, of reports\n"
        "of a batch, of profiles, of the configuration.",
        input_file=False,
    )
    parser.add_argument("name", nargs="?", choices=tuple(SCHEMA_FILES), default="tei", help="default: tei")
    parser.add_argument(
        "--form",
        choices=tuple(dict.fromkeys(form for forms in SCHEMA_FILES.values() for form in forms)),
        help="tei: rng (default) is RELAX NG, rnc its compact form, sch Schematron, odd the ODD that "
        "documents them, catalog the XML catalog; the others: json",
    )
    _add_output(parser, "the file to write (default: standard output)")
    return parser


VERBS: dict[str, Callable[[], argparse.ArgumentParser]] = {
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


def _parser(verb: str, description: str, epilog: str = "", input_file: bool = True) -> _Parser:
    parser = _Parser(
        prog="cableconv" if verb == "convert" else f"cableconv {verb}",
        description=description,
        epilog=epilog,
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    if input_file:
        parser.add_argument("input", metavar="IN", help="the input file; - is standard input")
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    parser.add_argument("--debug", action="store_true", help="print a traceback with an error")
    parser.add_argument("--version", action="version", version=f"cableconv {__version__}")
    return parser


def _add_output(parser: argparse.ArgumentParser, what: str, *, required: bool = False) -> None:
    parser.add_argument("-o", "--output", metavar="OUT", help=what, required=required)
    parser.add_argument("--no-overwrite", action="store_true", help="refuse when OUT exists")


def _add_batch(parser: argparse.ArgumentParser) -> None:
    """What is for many documents only."""
    many = parser.add_argument_group("many documents")
    _add_files_from(many)
    _add_choice(many)
    _add_jobs(many)
    many.add_argument(
        "--engine", choices=("processes", "dask"), default="processes", help="default: processes"
    )
    many.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="of Dask; without it a cluster is started here"
    )
    many.add_argument("--resume", action="store_true", help="go on with what a run before has left")
    many.add_argument("--shard", type=_count, default=0, metavar="N", help="N documents a folder, or a file")
    many.add_argument("--checksums", action="store_true", help="write SHA256SUMS of the outputs")
    many.add_argument("--report", default="", metavar="FILE", help="what became of each document, as JSON")
    _add_limits(many)


def _add_jobs(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    parser.add_argument("-j", "--jobs", type=_count, default=1, metavar="N", help="processes (default: 1)")


def _add_limits(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """What one document may cost."""
    parser.add_argument("--timeout", type=_seconds, default=0, metavar="S", help="seconds for one document")
    parser.add_argument(
        "--max-memory", type=_count, default=0, metavar="MB", help="address space of a process"
    )


def _add_files_from(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    parser.add_argument("--files-from", metavar="FILE", help="paths, one a line; - is standard input")
    parser.add_argument("-0", "--null", action="store_true", help="the paths of --files-from end with NUL")


def _add_choice(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Which documents of a collection."""
    for name, what in (
        ("--include", "take documents whose name, or its last part, matches"),
        ("--exclude", "leave out documents whose name, or its last part, matches"),
    ):
        parser.add_argument(name, action="append", metavar="LIST", help=f"{what} (comma-separated)")
    parser.add_argument(
        "--text-column", default="", metavar="NAME", help="column of the text in .csv, .jsonl"
    )
    parser.add_argument("--id-column", default="", metavar="NAME", help="column of the names in .csv, .jsonl")
    parser.add_argument(
        "--host-column",
        action="append",
        metavar="NAME=COLUMN",
        help="a column that states something of the cable (reference_id, created, classification, origin, "
        "...), to be recorded and compared",
    )
    parser.add_argument(
        "--max-bytes",
        type=_count,
        default=64_000_000,
        metavar="N",
        help="largest document (default: 64,000,000)",
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """What decides how a text is read."""
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="encoding of a text, a Python codec name such as cp1252 (default: detected)",
    )
    parser.add_argument(
        "--cut",
        choices=("safe", "balanced", "aggressive"),
        default="balanced",
        help="how much evidence a cut of site text needs (default: balanced)",
    )
    parser.add_argument(
        "--profile", metavar="FILE", help="what `cableconv learn` learned from the text's corpus"
    )
    parser.add_argument(
        "--repair",
        choices=("on", "off"),
        default="on",
        help="print damaged characters as they were, where that is certain (default: on)",
    )
