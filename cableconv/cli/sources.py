"""The commands spans, explain and restore: a source, and what became of each piece of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cableconv.cli.files import check_output, names_several, read, write_each, write_output
from cableconv.cli.messages import about, say, shown
from cableconv.cli.options import options_of
from cableconv.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.conversion_trace import Document


def print_spans(asked: Namespace) -> int:
    """Print each piece of a text with its kind."""
    from cableconv.cli.listing import span_lines

    return _list(asked, span_lines)


def print_explanation(asked: Namespace) -> int:
    """Print each change with its rule, evidence and confidence."""
    from cableconv.cli.listing import change_lines

    return _list(asked, lambda document: change_lines(document, shown(asked.input)))


def restore_sources(asked: Namespace) -> int:
    """Give sources back from documents, or tell whether they were made from one (--verify)."""
    from cableconv.restoration import restore, restore_all, verify

    name = shown(asked.inputs[0])
    if asked.verify is None:
        if names_several(asked):
            with about(name):
                found = restore_all(*map(read, asked.inputs))
            write_each(asked, asked.inputs, [*found], "txt")
            return ExitCode.DONE
        check_output(asked)
        documents = [read(path) for path in asked.inputs]
        with about(name):
            restored = restore(*documents)
        write_output(asked, restored)
        return ExitCode.DONE
    if asked.output is not None:
        raise UsageError("CC042", "--verify writes nothing", "leave --output out")
    source = read(asked.verify)
    outcome = ExitCode.DONE
    for path in asked.inputs:
        data = read(path)
        with about(shown(path)):
            same = verify(data, source)
        if not same:
            say(f"{shown(path)}:1:1: CC705 this document was not made from {shown(asked.verify)}")
            outcome = ExitCode.FINDINGS
    return outcome


def _list(asked: Namespace, lines: Callable[[Document], Iterator[str]]) -> int:
    from cableconv.conversion_trace import trace
    from cableconv.recognise import recognise

    check_output(asked)
    data = read(asked.input)
    with about(shown(asked.input)):
        if recognise(data) in ("tei", "json"):
            raise InputError(
                "CC027",
                "this is a document that cableconv wrote, not a source",
                f"give its source, or restore that first: cableconv restore {shown(asked.input)}",
            )
        text = "".join(f"{line}\n" for document in trace(data, options_of(asked)) for line in lines(document))
    write_output(asked, text.encode("utf-8"))
    return ExitCode.DONE
