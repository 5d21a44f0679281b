"""Lines in which a library names the cable by its own reference, whatever words stand around it.

"... of the document 07TESTVILLE2993_a." The letter says from which collection the library has the cable:
no cable prints it. Law of this file: such a line is a sentence from its beginning, no label, no address
and no reference alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cableconv.boilerplate.layouts import Pattern
from cableconv.boilerplate.shapes import ADDRESS
from cableconv.grammar.form import lazy

LIBRARY = "D1"  # the layout whose pages name their cable so
_NAMED = lazy(r"(?<!\w)(?:\d\d|19\d\d|20\d\d)[A-Z]{3,28}\d{1,7}_[a-e](?!\w)")
_TAGS = lazy(r"\s*Tags: [A-Z]{2,5}(?:, ?[A-Z]{2,5})*\s*")
_LEAST, _MOST = 4, 400  # words that a sentence has at least, characters that it has at most


def naming(texts: Sequence[str]) -> Iterator[tuple[int, Pattern]]:
    """The lines that name the cable so, and the line of its TAGS above one, as lines of the library."""
    for index, text in enumerate(texts):
        if "_" not in text or len(text) > _MOST or text.lstrip().startswith(ADDRESS):
            continue
        found = _NAMED.search(text)
        if found is None or len(text.split()) < _LEAST or not text.lstrip()[:1].isupper():
            continue
        yield index, Pattern(LIBRARY, "bottom", found[0].lower(), None)
        above = next((at for at in range(index - 1, -1, -1) if texts[at].strip()), -1)
        if above >= 0 and _TAGS.fullmatch(texts[above]):
            yield above, Pattern(LIBRARY, "bottom_weak", "tags:", "")
