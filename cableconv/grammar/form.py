"""A form: one pattern of the grammar with its source and an example line.

A form compiles itself on first use: a plain conversion needs a fraction of the grammar,
and compiling all of it would cost more than the conversion.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import cast

Matcher = Callable[..., "re.Match[str] | None"]
_POSSESSIVE = (")?+", ")*+", ")++", "}+")


def _compiled(text: str, flags: int) -> re.Pattern[str]:
    """The pattern, by re; possessive groups by regex where re matches them wrongly.

    CPython before 3.11.5 (Debian 12 has 3.11.2) loses its place in a possessive group that holds
    something to go back to: https://github.com/python/cpython/issues/106052
    """
    if sys.version_info >= (3, 11, 5) or not any(sign in text for sign in _POSSESSIVE):
        return re.compile(text, flags)
    import regex

    return cast("re.Pattern[str]", regex.compile(text, int(flags)))


class Form:
    """A named, verbose pattern. example: a line that it matches (tested); counter: lines
    that it must not match (tested). begins: what the first two characters of a match can be, as
    pairs of character classes (see dispatch.py; tested); none when that was never declared.
    match, fullmatch and search work as on re.Pattern."""

    __slots__ = (
        "begins", "counter", "example", "flags", "fullmatch", "match", "name", "search", "source", "text",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        source: str,
        example: str,
        text: str,
        *,
        counter: tuple[str, ...] = (),
        flags: int = 0,
        begins: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.name = name
        self.source = source
        self.example = example
        self.text = text
        self.counter = counter
        self.begins = begins
        self.flags = flags | re.VERBOSE
        self.match: Matcher = self._first("match")
        self.fullmatch: Matcher = self._first("fullmatch")
        self.search: Matcher = self._first("search")

    def _first(self, method: str) -> Matcher:
        def compile_then(*arguments: object) -> re.Match[str] | None:
            pattern = self.pattern()
            self.match, self.fullmatch, self.search = pattern.match, pattern.fullmatch, pattern.search
            found: re.Match[str] | None = getattr(pattern, method)(*arguments)
            return found

        return compile_then

    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern (re and regex cache it)."""
        return _compiled(self.text, self.flags)


class _Lazy:
    """A pattern that compiles when its first method is asked for."""

    __slots__ = ("_flags", "_text", "findall", "finditer", "fullmatch", "match", "search", "split", "sub")

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Called while a method's slot is empty: compile, fill the slots, give the method."""
        pattern = _compiled(self._text, self._flags)
        for method in self.__slots__[2:]:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for one module's own use, compiled when first used (it need not be at all)."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
