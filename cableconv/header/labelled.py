"""The header with a label on every line, "MRN:", "Date/DTG:", "From:", "Action:": where its elements begin.

Law of this file: such labels are read only from a line on that no other header has; each ends at the next
label, and the last at a blank line or at running text.
"""

from __future__ import annotations

from functools import cache

from cableconv.grammar import labelled as forms
from cableconv.grammar.form import lazy
from cableconv.lexicon.classification_words import is_classification
from cableconv.lexicon.damaged_labels import one_letter_wrong
from cableconv.model import Kind

_KINDS = {
    "MRN": Kind.REFERENCE_NUMBER,
    "DATE/DTG": Kind.DTG,
    "FROM": Kind.FROM,
    "ACTION": Kind.TO,
    "INFO": Kind.INFO,
    "XMT": Kind.EXCLUDED,
    "E.O.": Kind.EXECUTIVE_ORDER,
    "TAGS": Kind.TAGS,
    "CAPTIONS": Kind.CAPTION,
    "REFERENCE": Kind.REFERENCE,
    "PASSLINE": Kind.PASSING,
    "SUBJECT": Kind.SUBJECT,
    "CLASSIFIEDBY": Kind.CLASSIFIED_BY,
    "REASON": Kind.CLASSIFIED_BY,
    "DERIVEDFROM": Kind.CLASSIFIED_BY,
    "DECLASSIFYON": Kind.EXECUTIVE_ORDER,
}
_SAME = {
    "CAPTION": "CAPTIONS", "REF": "REFERENCE", "REFERENCES": "REFERENCE", "DECLON": "DECLASSIFYON",
    "EO": "E.O.", "E0": "E.O.", "E.0.": "E.O.", "EO.": "E.O.", "E.O": "E.O.",
}  # fmt: skip
_SHORTEST = 5  # letters of a label that one wrong letter leaves recognizable
_WIDTH = 24  # characters in which a label ends
_PROSE = 5  # words in small letters that no subject has
_LONGEST = 14  # characters of a damaged label
_PRINTED = lazy(r"\s*(?P<label>[A-Za-z][A-Za-z/]{2,13}(?: [A-Za-z]{2,4})?)\s?:")
_ORDER = tuple("mrn date from action info order tags captions reference passing subject".split())  # noqa: SIM905


def opens(text: str) -> bool:
    """Does this line show that the header is a labelled one?"""
    if forms.OPENER.match(text):
        return True
    if not ("MRN:" in text or "/DTG:" in text):
        return False
    return any(found["mrn"] or found["date"] for found in forms.CUT.pattern().finditer(text[:20_000]))


def kind_of(text: str) -> Kind | None:
    """The element that a line of a labelled header opens; None for a line without such a label."""
    found = forms.LABEL.match(text)
    if found:
        name = "".join(found["label"].upper().split())
        name = "DATE/DTG" if name.startswith("DATE") else _SAME.get(name, name)
        return _KINDS[name]
    if forms.OPENER.match(text):
        return Kind.REFERENCE_NUMBER if text.lstrip()[:1] in "Mm" else Kind.DTG
    printed = _PRINTED.match(text[: _LONGEST + 8])
    return _damaged().get("".join(printed["label"].upper().split())) if printed else None


@cache
def _damaged() -> dict[str, Kind]:
    """Labels with one letter lost, doubled or changed with the next."""
    return {
        form: kind
        for label, kind in _KINDS.items()
        if len(label) >= _SHORTEST
        for form in one_letter_wrong(label)
        if form not in _KINDS and form not in _SAME
    }


def split(text: str) -> list[str]:
    """The line cut where further labels begin in it, in the order in which a header has them."""
    cuts: list[int] = []
    rank = -1
    for found in forms.CUT.pattern().finditer(text[:20_000]):
        own = _ORDER.index(found.lastgroup or "mrn")
        if own > rank:
            rank = own
            cuts.append(found.start())
    ends = [*cuts, len(text)]
    pieces = [text[: ends[0]], *(text[cut:end] for cut, end in zip(cuts, ends[1:], strict=True))]
    return [piece for piece in pieces if piece]


def value_of(text: str) -> str:
    """What stands behind the label; the text itself where it has none."""
    if ":" not in text[:_WIDTH] and ";" not in text[:_WIDTH]:
        return text
    found = forms.LABEL.match(text)
    if found:
        return str(found["value"])
    printed = _PRINTED.match(text[: _LONGEST + 8])
    return text[printed.end() :].lstrip() if printed and kind_of(text) else text


def goes_on(text: str, element: list[str], *, gap: bool, certain: bool) -> bool:
    """Does a line without a label belong to the element above? gap: a blank line stands between; certain:
    more of the header is still to come."""
    value = value_of("".join(element)).strip()
    if gap:
        return certain and not value
    if is_classification(text, alone=True):
        return False  # a banner
    return certain or not value or sum(map(str.islower, text.split())) < _PROSE
