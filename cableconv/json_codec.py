"""One codec a type: from the model's values to JSON text, from parsed JSON to values.

Laws: codecs are made from the classes of the model once, so that the model is written down in one
place; a key is left out when its value is its default and that default is "", (), None or
False, and may not be given then; what is read is whole, of the right type and within its
limits, or a Fault says where it is not.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from json.encoder import encode_basestring as quote
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from .grammar.form import Form
from .model_header import Field, Status

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


def _note(faults: list[Fault], fault: Fault) -> None:
    """Add a fault of a part of one value, and its others. Raises the first one when there are so many that
    nobody reads on."""
    faults += [fault, *fault.others]
    fault.others = []
    if len(faults) > _MOST:
        _refuse(faults)


def _refuse(faults: list[Fault]) -> None:
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


Key = tuple[type, str]  # a class of the model and the name of its field


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
                _note(faults, fault.inside(at))
        if faults:
            _refuse(faults)
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


def present(codec: Codec[T], default: object) -> Codec[T]:
    """A key that is left out at its default: giving the default is a fault."""

    def read(value: Any) -> T:
        found = codec.read(value)
        if found == default:
            raise Fault("no such key, as it is empty", value)
        return found

    return Codec(codec.write, read)


class Member(NamedTuple):
    """How one field of the model is written and read."""

    name: str
    codec: Codec[Any]
    default: object  # MISSING for a key that is always there


def members(cls: type[Any], limits: Mapping[Key, Limits]) -> tuple[Member, ...]:
    """The fields of a class of the model in their order, each with its codec."""
    hints = get_type_hints(cls)
    found = []
    for name in cls._fields:
        codec = codec_of(hints[name], limits, limits.get((cls, name), Limits()))
        default = cls._field_defaults.get(name, MISSING)
        if any(default is empty for empty in (None, False, "", ())):
            found.append(Member(name, present(codec, default), default))
        else:
            found.append(Member(name, codec, MISSING))
    return tuple(found)


def record(cls: type[T], limits: Mapping[Key, Limits], parts: tuple[Member, ...] = ()) -> Codec[T]:
    """A value of the model as an object; keys in the order of the class."""
    parts = parts or members(cls, limits)
    plan = [(f'"{part.name}": ', part.codec.write, part.default) for part in parts]
    values = attrgetter(*(part.name for part in parts)) if len(parts) > 1 else None
    only = attrgetter(parts[0].name)

    def write(value: T) -> str:
        given = values(value) if values else (only(value),)
        return (
            "{"
            + ", ".join(
                [
                    key + write_item(item)
                    for (key, write_item, default), item in zip(plan, given, strict=True)
                    if item != default
                ]
            )
            + "}"
        )

    readers = {part.name: part.codec.read for part in parts}
    required = frozenset(part.name for part in parts if part.default is MISSING)

    def read(value: Any) -> T:
        return cls(**read_object(value, readers, required))

    return Codec(write, read)


def read_object(
    value: Any, readers: Mapping[str, Callable[[Any], Any]], required: frozenset[str]
) -> dict[str, Any]:
    """The values of an object's keys; every required key is there, and no unknown one. Raises the first
    Fault, with all others."""
    if type(value) is not dict:
        if isinstance(value, Repeated):
            raise Fault(f"the key {value.key!r} once", value)
        raise Fault("an object", value)
    faults: list[Fault] = []
    if not required <= value.keys():
        for key in sorted(required - value.keys()):
            _note(faults, Fault("the key " + key, value))
    found = {}
    for key, item in value.items():
        try:
            if key not in readers:
                raise Fault("no such key", item)
            found[key] = readers[key](item)
        except Fault as fault:
            _note(faults, fault.inside(key))
    if faults:
        _refuse(faults)
    return found


ABSENT = {"status": Status.ABSENT.value}


# The keys that a header field of a status must have, and may have.
_REQUIRED = {
    Status.ABSENT: frozenset({"status"}),
    Status.STATED: frozenset({"status", "value", "lines"}),
    Status.DERIVED: frozenset({"status", "value", "basis"}),
}
_STATUS = _REQUIRED[Status.ABSENT]
_ALLOWED = _REQUIRED | {Status.DERIVED: frozenset({"status", "value", "lines", "basis"})}


def header_field(value: Codec[T]) -> Codec[Field[T]]:
    """A header field: its status alone when absent, else with its value and where it is from."""
    lines = integers(Limits(least=1))
    absent: Field[T] = Field()
    missing = Status.ABSENT
    status = choice(Status)
    readers: dict[str, Callable[[Any], Any]] = {
        "status": status.read,
        "value": value.read,
        "lines": present(lines, ()).read,
        "basis": present(text(Limits()), "").read,
    }

    def write(field: Field[T]) -> str:
        if field.status is missing and field == absent:
            return '{"status": "absent"}'
        written = f'{{"status": "{field.status}"'
        if field.value is not None:
            written += ', "value": ' + value.write(field.value)
        if field.lines:
            written += ', "lines": ' + lines.write(field.lines)
        return written + (f', "basis": {quote(field.basis)}}}' if field.basis else "}")

    def read(given: Any) -> Field[T]:
        if given == ABSENT:
            return absent
        found = read_object(given, readers, _STATUS)
        kind = found["status"]
        if not _REQUIRED[kind] <= found.keys():
            raise Fault("the key " + min(_REQUIRED[kind] - found.keys()), given)
        if not found.keys() <= _ALLOWED[kind]:
            raise Fault("no such key", MISSING).inside(min(found.keys() - _ALLOWED[kind]))
        return Field(**found)

    return Codec(write, read)


PLAIN: dict[type, Callable[[Limits], Codec[Any]]] = {str: text, int: integer, float: share, bool: truth}


def codec_of(hint: Any, limits: Mapping[Key, Limits], own: Limits) -> Codec[Any]:
    """The codec of a type as the model annotates it; own limits its innermost values."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return integers(own) if arguments[0] is int else array(codec_of(arguments[0], limits, own))
    if origin is Field:
        return header_field(codec_of(arguments[0], limits, own))
    if origin in (Union, types.UnionType):  # the model has X | None only
        return codec_of(arguments[0], limits, own)
    if hint in PLAIN:
        return PLAIN[hint](own)
    if issubclass(hint, StrEnum):
        return choice(hint)
    return record(hint, limits)
