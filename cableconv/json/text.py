"""The values of a JSON text, and the refusal of one: where it is no document, and what was expected there.

Law of this file: strict UTF-8, and no value that no codec reads is let through unseen.
"""

from __future__ import annotations

import json
import sys
from typing import Any, NamedTuple

from cableconv.errors import InputError
from cableconv.grammar.form import lazy
from cableconv.json.values import MISSING, Fault, Repeated

_REMEDY = "convert the source again, or undo the edit"


_MOST = 100  # other faults whose places are looked for


class NoDocument(InputError):
    """A JSON text that is no document of ours; others: its other faults."""

    others: tuple[InputError, ...] = ()


def refusal(fault: Fault, data: bytes = b"") -> NoDocument:
    """The error for a fault of these bytes, with the others."""
    text = data.decode()
    told = _told(fault, text)
    told.others = tuple(_told(each, text) for each in fault.others[:_MOST])
    if len(fault.others) > _MOST:
        last = told.others[-1]
        said = "more faults of the document are not listed"
        told.others += (NoDocument("CC611", said, "mend these first", last.line, last.column),)
    return told


def _told(fault: Fault, text: str) -> NoDocument:
    from cableconv.json.place import place, place_again

    shown = "" if fault.found is MISSING else f", found {_shown(fault.found)}"
    path = fault.path[::-1]
    line, column = 0, 0
    if text and isinstance(fault.found, Repeated):
        line, column = place_again(text, path, fault.found.key)
    elif text:
        line, column = place(text, path)
    return NoDocument("CC611", f"{fault.where()}: expected {fault.expected}{shown}", _REMEDY, line, column)


def _shown(value: object) -> str:
    """A value in a few words that no terminal or log can be hurt by."""
    if isinstance(value, Constant):
        return value.word
    if isinstance(value, (dict, list)):
        return f"{'an object' if isinstance(value, dict) else 'an array'} of {len(value)}"
    shown = {True: "true", False: "false"}[value] if type(value) is bool else repr(value)
    return "null" if value is None else shown if len(shown) <= 60 else shown[:57] + "..."


class Constant(NamedTuple):
    """NaN or Infinity in the file; no codec reads it."""

    word: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = Repeated(found)
    seen: set[str] = set()
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


_SURROGATE = lazy(r"\\u[dD][89a-fA-F]")


def parse(data: bytes) -> Any:
    """The values of a JSON text in strict UTF-8; InputError with line and column otherwise.

    A repeated key, NaN and Infinity become values that no codec reads, so that the fault
    has a path; an escaped surrogate without its other half is refused here.
    """
    try:
        text_ = data.decode()
        value = json.loads(text_, object_pairs_hook=_object, parse_constant=Constant)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        where = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise InputError("CC610", f"not UTF-8 at byte {error.start}", _REMEDY, *where) from None
    except json.JSONDecodeError as error:
        raise InputError("CC610", f"no JSON: {error.msg}", _REMEDY, error.lineno, error.colno) from None
    except RecursionError:
        raise InputError("CC610", "JSON nested too deeply", _REMEDY) from None
    except ValueError:  # int() refuses more than 4300 digits
        from cableconv.json.place import place_of_long_number

        where = place_of_long_number(text_, sys.get_int_max_str_digits())
        raise InputError("CC610", "a number with thousands of digits", _REMEDY, *where) from None
    if _SURROGATE.search(text_):
        try:
            _refuse_surrogates(value)
        except Fault as fault:
            raise refusal(fault, data) from None
    return value


def _refuse_surrogates(value: Any) -> None:
    """Strings and keys of a parsed text hold no lone surrogate."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if type(value) is list else ()
    for step, item in steps:
        try:
            _refuse_surrogates(item)
            if isinstance(step, str):
                _refuse_surrogates(step)
        except Fault as fault:
            raise fault.inside(step) from None
    if type(value) is str and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Fault("a string without lone surrogates", value)
