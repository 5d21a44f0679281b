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
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from cableconv.json.values import (
    MISSING,
    Codec,
    Fault,
    Limits,
    Repeated,
    T,
    array,
    choice,
    integer,
    integers,
    note,
    refuse,
    share,
    text,
    truth,
)
from cableconv.model_header import Field, Status

Key = tuple[type, str]  # a class of the model and the name of its field


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
            note(faults, Fault("the key " + key, value))
    found = {}
    for key, item in value.items():
        try:
            if key not in readers:
                raise Fault("no such key", item)
            found[key] = readers[key](item)
        except Fault as fault:
            note(faults, fault.inside(key))
    if faults:
        refuse(faults)
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
