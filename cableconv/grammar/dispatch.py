"""Which forms can match a line, told from the two characters that it begins with.

Most lines of a cable are prose, which few forms can match: a look-up spares them the rest.
Law of this file: a form that could match is never left out; tests try each declared form on
every pair of characters.
"""

from __future__ import annotations

from cableconv.grammar.form import Form

_MOST = 10_000  # pairs that are kept: a damaged corpus must not fill the memory


class Dispatch(dict[str, tuple[Form, ...]]):
    """The forms that may match a line, by its first two characters: dispatch[text[:2]]."""

    def __init__(self, *forms: Form) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, begin: str) -> tuple[Form, ...]:
        found = tuple([form for form in self._forms if may_begin(form, begin)])
        if len(self) < _MOST:
            self[begin] = found
        return found


def may_begin(form: Form, begin: str) -> bool:
    """May form match a text that begins with these one or two characters? True when in doubt."""
    return not form.begins or any(
        _within(begin[:1], first) and (not second or _within(begin[1:2], second))
        for first, second in form.begins
    )


def _within(character: str, declared: str) -> bool:
    """Is the character one of those declared, "A-Z", "\\\\s" (white) and "\\\\d" (decimal) included?"""
    if not character:
        return True
    at = 0
    while at < len(declared):
        if declared[at] == "\\" and (
            character.isspace() if declared[at + 1] == "s" else character.isdecimal()
        ):
            return True
        if declared[at + 1 : at + 2] == "-" and at + 2 < len(declared):
            if declared[at] <= character <= declared[at + 2]:
                return True
            at += 3
        else:
            if declared[at] == character:
                return True
            at += 2 if declared[at] == "\\" else 1
    return False
