"""What header element a line opens beyond doubt: dispatch on its first letter, then few forms.

Law of this file: functions of one line; no place, no look-ahead.
"""

from __future__ import annotations

from cableconv.grammar import authority as authority_forms
from cableconv.grammar import header as lines
from cableconv.grammar import header_text as text_forms
from cableconv.grammar import references as reference_forms
from cableconv.header.forms import distribution
from cableconv.lexicon.classification_words import is_classification
from cableconv.lexicon.damaged_labels import mended
from cableconv.model import Kind


def _t(text: str) -> Kind | None:
    if text_forms.TAGS.match(text):
        return Kind.TAGS
    if text[:5].lower() == "this " and _names_authority(text):
        return Kind.CLASSIFIED_BY  # "This message was classified by"
    return Kind.TO if lines.TO.match(text) else None


def _e(text: str) -> Kind | None:
    return Kind.EXECUTIVE_ORDER if text_forms.EXECUTIVE_ORDER.match(text) else None


def _s(text: str) -> Kind | None:
    if text_forms.SUBJECT.match(text):
        return Kind.SUBJECT
    return Kind.CLASSIFICATION if is_classification(text, alone=False) else None


def _r(text: str) -> Kind | None:
    if reference_forms.REFERENCE.match(text):
        return Kind.REFERENCE
    if text[:6].upper() == "REASON" and authority_forms.CLASSIFIED_BY.match(text):
        return Kind.CLASSIFIED_BY
    return Kind.RELAY if lines.RELAY.fullmatch(text) else _dtg(text)


def _dtg(text: str) -> Kind | None:
    if len(text) < _TIME_COLUMNS:
        found = lines.DTG.fullmatch(text)
        if found and (found["year"] or found["action"]):
            return Kind.DTG
    return None


#: Elements that may have a portion marking before their label.
MARKED = frozenset({Kind.SUBJECT, Kind.TAGS, Kind.EXECUTIVE_ORDER, Kind.REFERENCE})
_LABEL_COLUMNS = 14
_TIME_COLUMNS = 90  # of a line with a date-time group and operating signals
_LONG = 4000  # characters of a line that is not looked through for words


def _names_authority(text: str) -> bool:
    """Is this the statement of the classification authority? Most numbered lines hold none of its words."""
    low = text.casefold() if len(text) < _LONG else "class by"
    worded = ("class" in low and "by" in low) or ("der" in low and "from" in low)
    return worded and authority_forms.CLASSIFIED_BY.match(text) is not None


def _digit(text: str) -> Kind | None:
    if _names_authority(text):
        return Kind.CLASSIFIED_BY
    return Kind.DISTRIBUTION if lines.OFFICES.fullmatch(text) else _dtg(text)


def _c(text: str) -> Kind | None:
    if _names_authority(text):
        return Kind.CLASSIFIED_BY
    return Kind.CLASSIFICATION if is_classification(text, alone=False) else None


def _d(text: str) -> Kind | None:
    if text[:7].upper() == "DERIVED" and _names_authority(text):
        return Kind.CLASSIFIED_BY
    if lines.STATION.fullmatch(text):
        return Kind.STATION
    return Kind.DISTRIBUTION if lines.DISTRIBUTION.fullmatch(text) else _dtg(text)


def _n(text: str) -> Kind | None:
    return _v(text) or _dtg(text)


def _o(text: str) -> Kind | None:
    if lines.RELAY.fullmatch(text):
        return Kind.RELAY
    return _dtg(text) or (Kind.DISTRIBUTION if distribution(text) else None)


def _i(text: str) -> Kind | None:
    if lines.OFFICES.fullmatch(text):
        return Kind.DISTRIBUTION
    return Kind.INFO if lines.TO.match(text) else _dtg(text)


def _z(text: str) -> Kind | None:
    if lines.TRANSMISSION_ID.fullmatch(text):
        return Kind.TRANSMISSION_ID
    if lines.SECURITY.match(text):
        return Kind.SECURITY
    return Kind.RELAY if lines.RELAY.fullmatch(text) else _dtg(text)


def _f(text: str) -> Kind | None:
    if lines.FROM.fullmatch(text):
        return Kind.FROM
    return _e(text) or _dtg(text)


def _v(text: str) -> Kind | None:
    return Kind.TRANSMISSION_ID if lines.TRANSMISSION_ID.fullmatch(text) else None


def _a(text: str) -> Kind | None:
    if distribution(text):
        return Kind.DISTRIBUTION
    return Kind.TAGS if text[:4].strip().upper() == "AGS:" else None


def _u(text: str) -> Kind | None:
    if is_classification(text, alone=False):
        return Kind.CLASSIFICATION
    return Kind.SUBJECT if text_forms.SUBJECT.match(text) else None


def _l(text: str) -> Kind | None:
    return Kind.CLASSIFICATION if is_classification(text, alone=False) else None


def _g(text: str) -> Kind | None:
    return Kind.GROUP_COUNT if lines.GROUP_COUNT.fullmatch(text) else None


def _x(text: str) -> Kind | None:
    return Kind.EXCLUDED if lines.EXCLUDED.fullmatch(text) else None


def _b(text: str) -> Kind | None:
    return Kind.SEPARATOR if lines.SEPARATOR.fullmatch(text) else None


def _p(text: str) -> Kind | None:
    return Kind.RELAY if lines.RELAY.fullmatch(text) else _dtg(text)


def _paren(text: str) -> Kind | None:
    if authority_forms.CLASSIFIED_BY.match(text):
        return Kind.CLASSIFIED_BY
    marked = text_forms.PORTION.match(text)
    if moment := _dtg(text):  # "(P) 050838Z DEC 08"
        return moment
    if len(text) < _TIME_COLUMNS and text[-1:].isdigit() and is_classification(text, alone=False):
        return Kind.CLASSIFICATION  # "(SECRET) TESTVILLE 000123"
    if marked is None or ":" not in text[marked.end() : marked.end() + _LABEL_COLUMNS]:
        return None
    found = strong(text[marked.end() :])  # "(U) SUBJECT: A VISIT"
    return found if found in MARKED else None


def _dash(text: str) -> Kind | None:
    return Kind.DISTRIBUTION if lines.DISTRIBUTION_END.fullmatch(text) else None


_FIRST = {
    "T": _t,
    "E": _e,
    "S": _s,
    "R": _r,
    "C": _c,
    "D": _d,
    "O": _o,
    "I": _i,
    "Z": _z,
    "F": _f,
    "V": _v,
    "N": _n,
    "A": _a,
    "U": _u,
    "L": _l,
    "G": _g,
    "X": _x,
    "B": _b,
    "P": _p,
    "Y": _p,
    "(": _paren,
    "\N{PILCROW SIGN}": _paren,
    "-": _dash,
    **dict.fromkeys("0123456789", _digit),
}


def strong(text: str) -> Kind | None:
    """The kind of a line that opens a header element beyond doubt, else None."""
    bare = text.lstrip()
    first = bare[:1].upper()
    if first == "\N{PILCROW SIGN}" and bare[1:2].isalpha():
        return strong(bare[1:])
    reader = _FIRST.get(first)
    if reader is None:
        return strong(whole) if ":" in bare[:16] and (whole := mended(bare)) is not bare else None
    if len(text) > 4000:
        bare = bare[:4000]
    found = reader(bare)
    if found is None and first == "T" and is_classification(bare, alone=False):
        return Kind.CLASSIFICATION
    if found is None and bare[:2] in ("de", "zn"):  # a copy in small letters
        form, kind = (lines.STATION, Kind.STATION) if first == "D" else (lines.SECURITY, Kind.SECURITY)
        found = (
            kind if form.fullmatch(bare.upper()) and any(map(str.isdigit, bare)) == (first == "D") else None
        )
    if found is None and ":" in bare[:16] and (whole := mended(bare)) is not bare:
        return strong(whole)
    if found is None and first in "SJA" and len(bare) < 20 and lines.GROUP_COUNT.fullmatch(bare):
        return Kind.GROUP_COUNT
    return found
