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
        found = tuple([form for form in self._forms if form.may_begin(begin)])
        if len(self) < _MOST:
            self[begin] = found
        return found
