"""The command line of `check`: the options of its settings, and what one run is asked.

Law of this file: a setting has no default here, so that one of the configuration file can be told from one
that is given (`check_settings`).
"""

from __future__ import annotations

import argparse

from cableconv.cli.arguments_groups import USUALLY, add_files_from, add_output, count, parser_of

_EXIT_CODES = """\
exit codes:
  0  nothing at or above --fail-on       1  something was found
  2  wrong usage, or nothing to check    4  fault of cableconv
  3  a path, or the list of paths, is missing; or report, baseline
     or GitHub's summary cannot be written, or its reader went away
"""


def check() -> argparse.ArgumentParser:
    """The parser of `check`; it raises UsageError, and Printed for --help and --version."""
    parser = parser_of(
        "check",
        "Check texts (the findings of their conversion) and TEI and JSON documents (schema, Schematron,\n"
        "laws, recorded hash, findings). Folders are searched for .txt, .xml, .tei, .json and .html files;\n"
        "archives and tables are read as convert reads them.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="PATH",
        help="files, folders, patterns, .zip, .tar, .csv, .jsonl; - is standard input",
    )
    add_files_from(parser)
    _add_selection(parser)
    _add_report(parser)
    _add_tables(parser)
    _add_limits(parser)
    _add_switches(parser)
    parser.add_argument("--no-config", action="store_true", help="read no configuration file")
    parser.add_argument("--show-settings", action="store_true", help="print the settings and stop")
    add_output(parser, "the report (default: standard output)")
    return parser


def _add_selection(parser: argparse.ArgumentParser) -> None:
    """What is checked, and which codes are reported."""
    for name, what in (
        ("--select", "report these codes, or beginnings of codes, only (and what could not be read)"),
        ("--ignore", "do not report these codes, or beginnings of codes"),
        ("--include", "check only what has a path, or a name in it, that matches"),
        ("--exclude", "leave out what has a path, or a name in it, that matches"),
    ):
        parser.add_argument(name, action="append", metavar="LIST", help=f"{what} (comma-separated)")


def _add_report(parser: argparse.ArgumentParser) -> None:
    """How it is checked, and what is told of it in which form."""
    from cableconv.check.settings import WORDS
    from cableconv.check.worst import SEVERITIES

    parser.add_argument("--fail-on", choices=SEVERITIES, help="default: error")
    parser.add_argument("-f", "--output-format", choices=WORDS["output_format"], help="default: text")
    parser.add_argument("--baseline", metavar="FILE", help="do not report what stands in this file")
    parser.add_argument("--write-baseline", metavar="FILE", help="write what is found to this file")
    parser.add_argument("--engine", choices=WORDS["engine"], help="who validates TEI (default: lxml)")
    parser.add_argument("-j", "--jobs", type=count, metavar="N", help="documents at once (default: 1)")
    parser.add_argument("--max-errors", type=int, metavar="N", help="show the N worst diagnostics")


def _add_tables(parser: argparse.ArgumentParser) -> None:
    """What the columns of a table hold."""
    parser.add_argument("--text-column", metavar="NAME", help="column of the text in .csv, .jsonl")
    parser.add_argument("--id-column", metavar="NAME", help="column of the names in .csv, .jsonl")
    parser.add_argument(
        "--host-column",
        action="append",
        metavar="NAME=COLUMN",
        help="a column that states something of the cable, to be compared",
    )


def _add_limits(parser: argparse.ArgumentParser) -> None:
    """What one document may cost."""
    parser.add_argument("--max-bytes", type=count, metavar="N", help="largest document (default: 64,000,000)")
    parser.add_argument("--timeout", type=count, metavar="S", help=f"seconds for one document {USUALLY}")
    parser.add_argument("--max-memory", type=count, metavar="MB", help="address space of a process")


def _add_switches(parser: argparse.ArgumentParser) -> None:
    """The settings that are on or off; --no-NAME turns off what the configuration file turns on."""
    for name, what in (
        ("--roundtrip", "prove restore and read-back on each document"),
        ("--statistics", "count the codes"),
        ("--exit-zero", "exit 0 whatever is found"),
        ("--allow-empty", "exit 0 when there is nothing to check"),
    ):
        parser.add_argument(name, action=argparse.BooleanOptionalAction, help=what)
