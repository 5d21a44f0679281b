"""The signature of an edited telegram, a surname in small letters: "Example".

Law of this file: only below the headline of an edition, and only as the last line of the text, below a
sentence's end or a row of figures, and apart from it where the page has blank lines.
"""

from __future__ import annotations

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Span, kind_of

_SURNAME = lazy(
    r"(?:(?:de|De|di|Di|van|Van|von|Von|le|Le|La|St\.)\s)?(?:O['\u2019]|Mc|Mac)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s*"
)
_NO_NAMES = frozenset(
    """Comment Summary Conclusion Conclusions Text Attachment Enclosure Recommendation Recommendations Note
    Annex Appendix Addendum Unquote Endquote Omitted Regards""".split()  # noqa: SIM905
)
_NUMBERED = lazy(r"(?<=[.?!\"'\u201d\u2019)])\d{1,2}\Z")  # the number of a footnote behind a sentence
_FIGURES = lazy(  # the end of a row, "Rice 6,305 9,443", or the group of downgrading
    r"\s\d[\d,.]*\s+\d[\d,.]*\Z|\A\s*GP-?[1-4]\Z"
)
_LONGEST = 24  # columns of a surname
_ENDED = (".", "?", "!", '."', '?"', ".\u201d", "?\u201d", ".'", ".\u2019", ".)", "]")


def mark(spans: list[Span]) -> list[Span]:
    """Label the surname that ends the text; spans of other pages come back as they are."""
    edited = Kind.TITLE in map(kind_of, spans) and any(
        span.kind is Kind.TITLE and span.value and site.HISTORIAN_TITLE.fullmatch(span.value)
        for span in spans
    )
    lines = [at for at, span in enumerate(spans) if span.kind is Kind.LINE] if edited else []
    if len(lines) < 2:
        return spans
    above, last = lines[-2], lines[-1]
    text = spans[last].text
    if len(text) > _LONGEST or not _SURNAME.fullmatch(text) or text.strip() in _NO_NAMES:
        return spans
    blank = [span.kind is Kind.BLANK for span in spans]
    parted = any(blank[above + 1 : last]) or not any(blank[lines[0] : last])  # by the shape of the page
    words = spans[above].text.rstrip()
    ended = _NUMBERED.sub("", words).endswith(_ENDED) or (any(blank) and _FIGURES.search(words) is not None)
    if not parted or not ended:
        return spans
    result = list(spans)
    result[last] = Span(Kind.SIGNATURE, text)
    return result
