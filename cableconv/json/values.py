"""Codecs of plain values: strings, numbers, enumerations, arrays; and the fault that says what does not fit.

Law of this file: what is read is of the right type and within its limits, or a Fault says where it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from json.encoder import encode_basestring as quote
from typing import Any, Generic, NamedTuple, TypeVar

from cableconv.grammar.form import Form

T = TypeVar("T")
_MOST = 1000  # faults of one document
_LONGEST = 60  # characters of a key that are shown
MISSING = object()  # no value at all
LARGEST = 2**53 - 1  # the largest integer that every JSON reader holds (RFC 8259, 6)


class Codec(NamedTuple, Generic[T]):
    """write: value to JSON text. read: parsed JSON to value; raises Fault."""

    write: Callable[[T], str]
    read: Callable[[Any], T]


class Fault(Exception):
    """A value that does not fit; its path grows from the inside out while it is raised."""

    def __init__(self, expected: str, found: object = MISSING) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = found
        self.path: list[str | int] = []
        self.others: list[Fault] = []  # of the same value, after this one

    def where(self) -> str:
        """The place as a JSON path: $.blocks[3].kind"""
        return "$" + "".join(map(_step, reversed(self.path)))

    def inside(self, step: str | int) -> Fault:
        for each in (self, *self.others):
            each.path.append(step)
        return self


def _step(step: str | int) -> str:
    """A step of a path; a key that is no plain word in quotes, and short."""
    if isinstance(step, int):
        return f"[{step}]"
    if step.removeprefix("$").isidentifier() and len(step) <= _LONGEST:
        return f".{step}"
    return f"[{step!r}]" if len(step) <= _LONGEST else f"[{step[:_LONGEST]!r}...]"


def note(faults: list[Fault], fault: Fault) -> None:
    """Add a fault of a part of one value, and its others. Raises the first one when there are so many that
    nobody reads on."""
    faults += [fault, *fault.others]
    fault.others = []
    if len(faults) > _MOST:
        refuse(faults)


def refuse(faults: list[Fault]) -> None:
    """Raise the first fault, with the others."""
    first, *first.others = faults
    raise first from None


class Repeated(dict[str, Any]):
    """An object of the file that gives one key twice; no codec reads it."""

    key = ""


class Limits(NamedTuple):
    """What a string or number may be, beyond its type."""

    words: tuple[str, ...] = ()  # the only values
    form: Form | None = None  # the whole string
    called: str = "a string"  # what has the form
    least: int = 0
    most: int = LARGEST


def text(limits: Limits) -> Codec[str]:
    """A string that is one of some words, or has a form, or is free."""
    allowed, form = frozenset(limits.words), limits.form

    def read(value: Any) -> str:
        if type(value) is not str:
            raise Fault("a string", value)
        if allowed and value not in allowed:
            raise Fault("one of " + ", ".join(limits.words), value)
        if form and not form.fullmatch(value):
            raise Fault(f"{limits.called} such as {form.example}", value)
        return value

    return Codec(quote, read)


def integer(limits: Limits) -> Codec[int]:
    """A whole number within its limits; 2.0 is one, as in JSON Schema."""
    least, most = limits.least, limits.most

    def read(value: Any) -> int:
        whole = int(value) if type(value) is float and value.is_integer() else value
        if type(whole) is not int or not least <= whole <= most:
            raise Fault(f"a whole number from {least} to {most}", value)
        return whole

    return Codec(int.__repr__, read)


def share(_limits: Limits) -> Codec[float]:
    """A number from 0 to 1."""

    def read(value: Any) -> float:
        if type(value) not in (int, float) or not 0 <= value <= 1:
            raise Fault("a number from 0 to 1", value)
        return float(value)

    return Codec(float.__repr__, read)


def truth(_limits: Limits) -> Codec[bool]:
    """true or false."""

    def read(value: Any) -> bool:
        if type(value) is not bool:
            raise Fault("true or false", value)
        return value

    return Codec(lambda value: "true" if value else "false", read)


def choice(kinds: type[StrEnum]) -> Codec[StrEnum]:
    """A member of an enumeration, by its value."""
    members = {member.value: member for member in kinds}

    def read(value: Any) -> StrEnum:
        member = members.get(value) if type(value) is str else None
        if member is None:
            raise Fault("one of " + ", ".join(members), value)
        return member

    return Codec(quote, read)


def array(item: Codec[T], unique: bool = False) -> Codec[tuple[T, ...]]:
    """A tuple, all of one type; with unique no value comes twice."""
    write_item, read_item = item

    def read(value: Any) -> tuple[T, ...]:
        if type(value) is not list:
            raise Fault("an array", value)
        items = []
        faults: list[Fault] = []
        for at, one in enumerate(value):
            try:
                items.append(read_item(one))
            except Fault as fault:
                note(faults, fault.inside(at))
        if faults:
            refuse(faults)
        if unique and len(set(items)) != len(items):
            raise Fault("an array without repetition", value)
        return tuple(items)

    return Codec(lambda value: "[" + ", ".join(map(write_item, value)) + "]", read)


def integers(limits: Limits) -> Codec[tuple[int, ...]]:
    """Whole numbers within their limits, none twice: all of them are looked at in steps of C, and one by one
    where something is wrong."""
    every = array(integer(limits), unique=True)
    least, most = limits.least, limits.most

    def read(value: Any) -> tuple[int, ...]:
        given: list[int] = value if type(value) is list and {*map(type, value)} == {int} else []
        if given and least <= min(given) and max(given) <= most and len({*given}) == len(given):
            return tuple(given)
        return every.read(value)

    return Codec(every.write, read)
