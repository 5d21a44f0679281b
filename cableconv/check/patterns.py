"""RELAX NG patterns and their derivatives (J. Clark, "An algorithm for RELAX NG validation", 2002).

Law of this file: values only. Equal patterns are one object, so that what was computed of one is found
again; a derivative is the pattern of what may follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import count

from cableconv.check.datatypes import MEANINGS, is_valid, is_white, tokens


class Sort(IntEnum):
    """The sorts of patterns."""

    EMPTY = 0
    NOTHING = 1
    TEXT = 2
    CHOICE = 3
    GROUP = 4
    MANY = 5
    ELEMENT = 6
    ATTRIBUTE = 7
    DATA = 8
    VALUE = 9
    LIST = 10


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """sort, the name of an element, attribute or datatype, the parts, and a value or pattern of text;
    number: in which order patterns were made."""

    sort: Sort
    name: str = ""
    parts: tuple[Pattern, ...] = ()
    text: str = ""
    number: int = 0


_numbers = count(1)
EMPTY, NOTHING, TEXT = Pattern(Sort.EMPTY), Pattern(Sort.NOTHING), Pattern(Sort.TEXT)


@cache
def pattern_of(sort: Sort, name: str, parts: tuple[Pattern, ...], text: str) -> Pattern:
    """The one pattern that is this."""
    return Pattern(sort, name, parts, text, next(_numbers))


@cache
def choice(one: Pattern, other: Pattern) -> Pattern:
    """Either; written as one flat choice, so that the same alternatives are the same choice."""
    found: dict[Pattern, None] = {}
    for each in (one, other):
        found.update(dict.fromkeys(each.parts if each.sort == Sort.CHOICE else (each,)))
    found.pop(NOTHING, None)
    if not found:
        return NOTHING
    parts = tuple(sorted(found, key=lambda each: (each.number, each.sort)))
    return parts[0] if len(parts) == 1 else pattern_of(Sort.CHOICE, "", parts, "")


def any_of(patterns: Iterable[Pattern]) -> Pattern:
    """One of them; NOTHING of none."""
    whole = NOTHING
    for each in patterns:
        whole = choice(whole, each)
    return whole


@cache
def group(one: Pattern, other: Pattern) -> Pattern:
    """One after the other."""
    if NOTHING in (one, other):
        return NOTHING
    if one is EMPTY or other is EMPTY:
        return other if one is EMPTY else one
    return pattern_of(Sort.GROUP, "", (one, other), "")


@cache
def many(part: Pattern) -> Pattern:
    """One or more."""
    return part if part in (EMPTY, NOTHING, TEXT) else pattern_of(Sort.MANY, "", (part,), "")


@cache
def is_nullable(pattern: Pattern) -> bool:
    """May nothing more follow?"""
    match pattern.sort:
        case Sort.EMPTY | Sort.TEXT:
            return True
        case Sort.CHOICE:
            return any(map(is_nullable, pattern.parts))
        case Sort.GROUP | Sort.MANY:
            return all(map(is_nullable, pattern.parts))
    return False


@cache
def starts(pattern: Pattern, name: str) -> tuple[tuple[Pattern, Pattern], ...]:
    """Each element pattern of this name that may begin here, with what follows after it."""
    match pattern.sort:
        case Sort.ELEMENT:
            return ((pattern, EMPTY),) if pattern.name == name else ()
        case Sort.CHOICE:
            return tuple(pair for part in pattern.parts for pair in starts(part, name))
        case Sort.MANY:
            rest = choice(pattern, EMPTY)
            return tuple((element, group(then, rest)) for element, then in starts(pattern.parts[0], name))
        case Sort.GROUP:
            one, other = pattern.parts
            found = tuple((element, group(then, other)) for element, then in starts(one, name))
            return found + starts(other, name) if is_nullable(one) else found
    return ()


@cache
def attributes(pattern: Pattern) -> tuple[Pattern, ...]:
    """The attributes that may still stand."""
    if pattern.sort == Sort.ATTRIBUTE:
        return (pattern,)
    found = (each for part in pattern.parts for each in attributes(part))
    return tuple(dict.fromkeys(found)) if pattern.sort in (Sort.CHOICE, Sort.GROUP) else ()


def take(pattern: Pattern, name: str, value: str | None) -> Pattern:
    """What follows after an attribute; of any value when that is None."""
    match pattern.sort:
        case Sort.ATTRIBUTE:
            fits = pattern.name == name and (value is None or _is_text(pattern.parts[0], value))
            return EMPTY if fits else NOTHING
        case Sort.CHOICE:
            return any_of([take(part, name, value) for part in pattern.parts])
        case Sort.GROUP if any(each.name == name for each in attributes(pattern)):
            one, other = pattern.parts
            return choice(group(take(one, name, value), other), group(one, take(other, name, value)))
    return NOTHING


@cache
def closed(pattern: Pattern, missing: Pattern = NOTHING) -> Pattern:
    """What follows after the start tag: NOTHING where an attribute is missing, or, with EMPTY for it, as
    if none were."""
    match pattern.sort:
        case Sort.ATTRIBUTE:
            return missing
        case Sort.CHOICE:
            return any_of([closed(part, missing) for part in pattern.parts])
        case Sort.GROUP:
            return group(closed(pattern.parts[0], missing), closed(pattern.parts[1], missing))
    return pattern


def _is_text(pattern: Pattern, text: str) -> bool:
    """Is this the text of a value?"""
    return is_nullable(after_text(pattern, text)) or (is_white(text) and is_nullable(pattern))


def after_text(pattern: Pattern, text: str) -> Pattern:
    """What follows after text."""
    match pattern.sort:
        case Sort.TEXT:
            return TEXT
        case Sort.VALUE:
            return EMPTY if " ".join(tokens(text)) == pattern.text else NOTHING
        case Sort.DATA:
            return EMPTY if is_valid(pattern.name, pattern.text, text) else NOTHING
        case Sort.LIST:
            rest = pattern.parts[0]
            for token in tokens(text):
                rest = after_text(rest, token)
            return EMPTY if is_nullable(rest) else NOTHING
        case Sort.CHOICE:
            return any_of([after_text(part, text) for part in pattern.parts])
        case Sort.MANY:
            return group(after_text(pattern.parts[0], text), choice(pattern, EMPTY))
        case Sort.GROUP:
            one, other = pattern.parts
            found = group(after_text(one, text), other)
            return choice(found, after_text(other, text)) if is_nullable(one) else found
    return NOTHING


@cache
def firsts(pattern: Pattern) -> tuple[Pattern, ...]:
    """What may stand here: elements, TEXT, data and values."""
    if pattern.sort in (Sort.ELEMENT, Sort.TEXT, Sort.DATA, Sort.VALUE, Sort.LIST):
        return (pattern,)
    parts = pattern.parts
    if pattern.sort == Sort.GROUP and not is_nullable(parts[0]):
        parts = parts[:1]
    return tuple(dict.fromkeys(each for part in parts for each in firsts(part)))


def texts(pattern: Pattern) -> list[str]:
    """In words, what a text may be: values in quotes, else datatypes."""
    found: dict[str, None] = {}
    for each in firsts(pattern):
        match each.sort:
            case Sort.VALUE:
                found[f'"{each.text}"'] = None
            case Sort.DATA:
                about = f" that matches {each.text}" if each.text else ""
                found[MEANINGS[each.name] + about] = None
            case Sort.LIST:
                found["one or more of " + " or ".join(texts(each.parts[0]))] = None
            case Sort.TEXT:
                found["text"] = None
    return list(found)


def elements(pattern: Pattern) -> list[Pattern]:
    """The elements that may stand here."""
    return [each for each in firsts(pattern) if each.sort == Sort.ELEMENT]


def values(attribute: Pattern) -> list[str]:
    """The only values of an attribute; none when it is free."""
    found = firsts(attribute.parts[0])
    return [each.text for each in found] if all(each.sort == Sort.VALUE for each in found) else []


@cache
def all_elements(pattern: Pattern) -> tuple[Pattern, ...]:
    """The elements that may stand anywhere in it."""
    if pattern.sort == Sort.ELEMENT:
        return (pattern,)
    return tuple(dict.fromkeys(each for part in pattern.parts for each in all_elements(part)))


def without(pattern: Pattern, attribute: Pattern) -> Pattern:
    """The pattern as if the attribute were optional."""
    if pattern is attribute:
        return choice(pattern, EMPTY)
    match pattern.sort:
        case Sort.CHOICE:
            return any_of([without(part, attribute) for part in pattern.parts])
        case Sort.GROUP:
            return group(without(pattern.parts[0], attribute), without(pattern.parts[1], attribute))
    return pattern
