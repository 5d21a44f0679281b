"""The command line as data: the commands, their options, their help.

Law of this file: it reads arguments and decides nothing about files.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from cableconv.cli.arguments_groups import (
    add_batch,
    add_choice,
    add_files_from,
    add_jobs,
    add_limits,
    add_output,
    add_reading,
    parser_of,
    words,
)

_EXIT_CODES = """\
exit codes:
  0  done                                1  restore --verify: made from another file
  2  wrong usage, output is the input    3  input missing or refused, output unwritable
  4  fault of cableconv, nothing written
  129, 130, 143  terminal closed, interrupted, terminated
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


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as values, with `verb`. Only the first one may be a verb; else convert.

    Raises UsageError, and Printed for --help and --version.
    """
    verb, rest = "convert", arguments
    if arguments and arguments[0] in VERBS:
        verb, rest = arguments[0], arguments[1:]
    if rest and rest[-1] == "--":  # nothing follows it; argparse of some versions takes it for an argument
        rest = rest[:-1]
    return VERBS[verb]().parse_args(rest, argparse.Namespace(verb=verb))


def _convert() -> argparse.ArgumentParser:
    parser = parser_of(
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
    add_output(
        parser,
        "the output file (default: standard output); of many documents: a folder, or a file .jsonl, .xml "
        "(a TEI corpus), .zip or .parquet",
    )
    _add_form(parser)
    add_reading(parser)
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
    add_batch(parser)
    parser.add_argument(
        "--publisher", type=words, default="", metavar="NAME", help="publisher of the document"
    )
    parser.add_argument("--licence", type=words, default="", metavar="TEXT", help="licence of the document")
    return parser


def _add_form(parser: argparse.ArgumentParser) -> None:
    """Format and edition of the output."""
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


def _spans() -> argparse.ArgumentParser:
    parser = parser_of(
        "spans",
        "Print the partition of a text: one line a span, with tabs between line:column, kind,\n"
        "the text as a Python literal, and the value where there is one.",
    )
    add_output(parser, "the file to print to (default: standard output)")
    add_reading(parser)
    return parser


def _explain() -> argparse.ArgumentParser:
    parser = parser_of(
        "explain",
        "Print every part of a text that is removed, joined or derived:\n"
        'name:line:column: RULE what: "text" (evidence) [confidence].',
    )
    add_output(parser, "the file to print to (default: standard output)")
    add_reading(parser)
    return parser


def _restore() -> argparse.ArgumentParser:
    parser = parser_of(
        "restore",
        "Give back the source, byte for byte, from a diplomatic edition in TEI or JSON.\n"
        "Nothing is written when the bytes do not have the recorded SHA-256. A file of several\n"
        "cables comes back from its corpus, or from the documents of all its cables.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument("inputs", nargs="+", metavar="IN", help="a document; - is standard input")
    add_output(
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
    parser = parser_of(
        "learn",
        "Learn from a corpus how its line ends were made: words and hyphenated forms seen in mid\n"
        "line, word breaks taken and not taken by post and year, widths of lines; and the lines that\n"
        "its site prints above, below and inside the cables, for a person to approve. The profile is\n"
        "TOML; profiles of parts of a corpus, given as .toml files, are added up.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="PATH",
        help="profiles (.toml), and texts: files, folders, .zip, .tar, .csv or .jsonl",
    )
    add_output(parser, "the profile (default: standard output)")
    add_files_from(parser)
    add_choice(parser)
    add_jobs(parser)
    add_limits(parser)
    return parser


def _index() -> argparse.ArgumentParser:
    parser = parser_of(
        "index",
        "Bring an SQLite database up to date with a collection of texts or documents: header fields,\n"
        "addressees, TAGS, references (who cites whom), findings, full text. Unchanged files are not\n"
        "read again; what is in the database and no PATH gives stays, unless --prune is given.",
        _EXIT_CODES,
        input_file=False,
    )
    parser.add_argument(
        "inputs", nargs="*", metavar="PATH", help="files, folders, .zip, .tar, .csv or .jsonl"
    )
    add_output(parser, "the database", required=True)
    add_files_from(parser)
    add_choice(parser)
    add_jobs(parser)
    add_limits(parser)
    parser.add_argument("--prune", action="store_true", help="take out the files that no PATH gives any more")
    return parser


def _check() -> argparse.ArgumentParser:
    from cableconv.cli.arguments_check import check

    return check()


def _rules() -> argparse.ArgumentParser:
    parser = parser_of(
        "rules",
        "Explain a code, or list all codes: what it is, why, an example, what to do.",
        input_file=False,
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="a code such as CC406")
    parser.add_argument("--markdown", action="store_true", help="all rules as Markdown")
    add_output(parser, "the file to write (default: standard output)")
    return parser


def _schema() -> argparse.ArgumentParser:
    from cableconv.resources import SCHEMA_FILES

    parser = parser_of(
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
    add_output(parser, "the file to write (default: standard output)")
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
