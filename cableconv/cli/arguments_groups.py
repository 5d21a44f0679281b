"""Groups of options that several commands share, and the parser that they are added to.

Law of this file: an option means the same in every command that has it.
"""

from __future__ import annotations

import argparse
from typing import NoReturn

from cableconv import __version__
from cableconv.errors import UsageError

_HELP_WIDTH = 90
MOST_BYTES = 64_000_000
USUALLY = "(default: 120, and 20 for each megabyte of it)"
# What convert does with many documents only; the number of processes is no promise of an output.
FOR_MANY = (
    "report", "checksums", "resume", "prune", "shard", "engine", "scheduler", "timeout", "max_memory",
    "max_bytes", "include", "exclude", "text_column", "id_column", "host_column",
)  # fmt: skip


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


def count(given: str) -> int:
    """A whole number from 1 on."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given!r} is no number from 1 on")
    return int(given)


def seconds(given: str) -> float:
    """A number of seconds above 0."""
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of seconds above 0")
    return seconds


def words(given: str) -> str:
    """Words that a document can hold: text in the encoding of the locale."""
    if not given.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in given):
        raise argparse.ArgumentTypeError(f"{given!r} holds bytes that are no text")
    return given


def parser_of(verb: str, description: str, epilog: str = "", input_file: bool = True) -> _Parser:
    """The parser of a command, with what all commands have."""
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


def add_output(parser: argparse.ArgumentParser, what: str, *, required: bool = False) -> None:
    """Where the output goes."""
    parser.add_argument("-o", "--output", metavar="OUT", help=what, required=required)
    parser.add_argument("--no-overwrite", action="store_true", help="refuse when OUT exists")


def add_batch(parser: argparse.ArgumentParser) -> None:
    """What is for many documents only."""
    many = parser.add_argument_group("many documents")
    add_files_from(many)
    add_choice(many)
    add_jobs(many)
    many.add_argument(
        "--engine", choices=("processes", "dask"), default="processes", help="default: processes"
    )
    many.add_argument("--scheduler", metavar="ADDRESS", help="of Dask; without it a cluster is started here")
    many.add_argument("--resume", action="store_true", help="go on with what a run before has left")
    many.add_argument(
        "--prune", action="store_true", help="with --resume: remove the outputs of documents that are gone"
    )
    many.add_argument("--shard", type=count, default=0, metavar="N", help="N documents a folder, or a file")
    many.add_argument("--checksums", action="store_true", help="write SHA256SUMS of the outputs")
    many.add_argument("--report", default="", metavar="FILE", help="what became of each document, as JSON")
    add_limits(many)


def add_jobs(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """How many processes."""
    parser.add_argument("-j", "--jobs", type=count, default=1, metavar="N", help="processes (default: 1)")


def add_limits(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """What one document may cost."""
    parser.add_argument(
        "--timeout", type=seconds, default=0, metavar="S", help=f"seconds for one document {USUALLY}"
    )
    parser.add_argument(
        "--max-memory", type=count, default=0, metavar="MB", help="address space of a process, all in all"
    )


def add_files_from(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Paths from a file."""
    parser.add_argument("--files-from", metavar="FILE", help="paths, one a line; - is standard input")
    parser.add_argument("-0", "--null", action="store_true", help="the paths of --files-from end with NUL")


def add_choice(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
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
        type=count,
        default=MOST_BYTES,
        metavar="N",
        help="largest document (default: 64,000,000)",
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
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
