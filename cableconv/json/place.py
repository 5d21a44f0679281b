"""Where a value stands in a JSON text: line and column of a path such as $.blocks[3].kind.

Law of this file: it reads texts that have been parsed before, and never fails on one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cableconv.grammar.form import lazy

_STRING = lazy(r'"(?:[^"\\]|\\.)*"', 16)  # DOTALL
_PLAIN = lazy(r"[^\s,\]}:]+")
_NUMBER = lazy(r'"(?:[^"\\]|\\.)*"|\d+', 16)  # strings, to pass over them
_WHITE = " \t\r\n"


def place(text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """Line and column, from 1, of the value at the path; of the last step that is there."""
    return line_and_column(text, _found(text, path))


def place_again(text: str, path: Sequence[str | int], key: str) -> tuple[int, int]:
    """Line and column of the second value that the object at the path gives a key."""
    at = _found(text, path)
    same = [begin for each, begin in children(text, at) if each == key]
    return line_and_column(text, same[1] if len(same) > 1 else at)


def place_of_long_number(text: str, digits: int) -> tuple[int, int]:
    """Line and column of the first number with more digits."""
    found = (each for each in _NUMBER.finditer(text) if len(each[0]) > digits and each[0][0] != '"')
    first = next(found, None)
    return line_and_column(text, first.start() if first else 0)


def _found(text: str, path: Sequence[str | int]) -> int:
    at = _white(text, 0)
    for step in path:
        found = child(text, at, step)
        if found is None:
            break
        at = found
    return at


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in the text."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def child(text: str, at: int, step: str | int) -> int | None:
    """Where the member or item of the object or array at this place begins."""
    return next((begin for key, begin in children(text, at) if key == step), None)


def _white(text: str, at: int) -> int:
    while at < len(text) and text[at] in _WHITE:
        at += 1
    return at


def children(text: str, at: int) -> Iterator[tuple[str | int, int]]:
    """The members or items of the object or array at this place: key or index, and where each begins."""
    opener = text[at : at + 1]
    if opener not in ("{", "["):
        return
    at = _white(text, at + 1)
    index = 0
    while at < len(text) and text[at] not in "}]":
        key: str | int = index
        if opener == "{":
            end = _past(text, at)
            key = _key(text[at:end])
            at = _white(text, _white(text, end) + 1)  # the colon
        yield key, at
        at = _white(text, _past(text, at))
        index += 1
        if text[at : at + 1] == ",":
            at = _white(text, at + 1)


def _key(quoted: str) -> str:
    """The key that a JSON string writes."""
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:  # as it is written, in a text that was not parsed
        return quoted[1:-1]


def _past(text: str, at: int) -> int:
    """The place after the value at this place."""
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            found = _STRING.match(text, at)
            at = found.end() if found else len(text)
        elif letter in "{[":
            depth, at = depth + 1, at + 1
        elif letter in "}]":
            depth, at = depth - 1, at + 1
        elif letter in _WHITE or letter in ",:":
            at += 1
            continue
        else:
            plain = _PLAIN.match(text, at)
            at = plain.end() if plain else at + 1
        if depth == 0:
            return at
    return len(text)
