"""A form: one pattern of the grammar with its source and an example line.

A form compiles itself on first use: a plain conversion needs a fraction of the grammar,
and compiling all of it would cost more than the conversion.
"""

import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, cast

Matcher = Callable[..., "re.Match[str] | None"]
_MOST = 2_000  # characters of which the answer is kept
_OFTEN = 100  # questions after which a pattern costs less than the look whether it can match
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
    needs: pieces of text of which every match holds one, in small letters where the form ignores
    case (tested); none when that was never declared. match, fullmatch and search work as on
    re.Pattern."""

    __slots__ = (
        "_asked", "_pattern", "begins", "counter", "example", "flags", "fullmatch", "match", "name", "needs",
        "search", "source", "text",
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
        needs: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.source = source
        self.example = example
        self.text = text
        self.counter = counter
        self.begins = begins
        self.needs = needs
        self._pattern: re.Pattern[str] | None = None
        self._asked = 0
        self.flags = flags | re.VERBOSE
        self.match: Matcher = self._first("match")
        self.fullmatch: Matcher = self._first("fullmatch")
        self.search: Matcher = self._first("search")

    def may_begin(self, begin: str) -> bool:
        """May a match begin with these one or two characters? True when in doubt."""
        if not self.begins:
            return True
        one, two = begin[:1], begin[1:2]
        for first, second in self.begins:
            if _class_of(first)[one] and (not second or _class_of(second)[two]):
                return True
        return False

    def may_stand_in(self, text: str) -> bool:
        """May a match stand in this text? True when in doubt."""
        if not self.needs:
            return True
        if self.flags & re.IGNORECASE:
            if not text.isascii():
                return True  # a pattern takes more letters for one than lower() does
            text = text.lower()
        return any(piece in text for piece in self.needs)

    def _first(self, method: str) -> Matcher:
        def compile_then(*arguments: Any) -> re.Match[str] | None:
            self._asked += 1
            if self._asked < _OFTEN:  # a form that no line can be need not be compiled
                anchored = method != "search" and len(arguments) == 1
                if anchored and not self.may_begin(arguments[0][:2]):
                    return None
                if not self.may_stand_in(arguments[0]):
                    return None
            pattern = self.pattern()
            self.match, self.fullmatch, self.search = pattern.match, pattern.fullmatch, pattern.search
            found: re.Match[str] | None = getattr(pattern, method)(*arguments)
            return found

        return compile_then

    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._pattern is None:
            self._pattern = _compiled(self.text, self.flags)
        return self._pattern


class _Class(dict[str, bool]):
    """Is a character in a declared class: "A-Z", "\\s" (white) and "\\d" (decimal) included? True for none.

    Each character is looked at once.
    """

    def __init__(self, declared: str) -> None:
        super().__init__({"": True})
        self._white, self._decimal = r"\s" in declared, r"\d" in declared
        plain = declared.replace(r"\s", "").replace(r"\d", "")
        at = 0
        while at < len(plain):
            last = plain[at + 2] if plain[at + 1 : at + 2] == "-" and at + 2 < len(plain) else plain[at]
            self.update((chr(code), True) for code in range(ord(plain[at]), ord(last) + 1))
            at += 1 if last == plain[at] else 3

    def __missing__(self, character: str) -> bool:
        found = (self._white and character.isspace()) or (self._decimal and character.isdecimal())
        if len(self) < _MOST:
            self[character] = found
        return found


_class_of = cache(_Class)


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


class AtEnd:
    """What a text ends with: a pattern that ends with \\Z and matches so many characters at most (tested), so
    that it is not looked for in what stands before. It compiles when it is first asked for."""

    __slots__ = ("flags", "longest", "pattern", "text")

    def __init__(self, longest: int, text: str, flags: int = 0) -> None:
        self.longest = longest
        self.text = text
        self.flags = flags
        self.pattern = lazy(text, flags)

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text, max(0, len(text) - self.longest))


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for one module's own use, compiled when first used (it need not be at all)."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
