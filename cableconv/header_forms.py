"""What a single line of a header is, by itself: dispatch on its first letters, then few forms.

Law of this file: functions of one line (and the element before it); no place, no look-ahead.
"""

from __future__ import annotations

import re

from cableconv import tables
from cableconv.damaged_labels import mended
from cableconv.grammar import header as lines
from cableconv.grammar import header_text as text_forms
from cableconv.grammar.form import lazy
from cableconv.model import Kind

CAPTIONS = frozenset(
    """SIPDIS SENSITIVE NOFORN NODIS EXDIS STADIS LIMDIS EFTO AIDAC TERREP FODAG TERROR EYES ONLY ROGER
    CHANNEL DISSENT
    OFFICIAL INFORMAL OFFICIAL-INFORMAL NOCONTRACT ORCON NOTAL CORRECTED COPY C O R R E C T E D NSC DOJ
    NC PROPIN EXCLUSIVE MEDIA REACTION
    VISAS DONKEY CAPTION VIENNA INFO NATUS USNATO SIPDIS/ CEDTO TOFAM USIAC FPC IMMEDIATE NIACT PRIORITY
    RELIDO CODEL STAFFDEL
    TOSEC PARTO TOPAR SECTO DEPTO TODEP ADM FIN AGRICULTURE MTN MBFR SALT USSALTTWO CSCE DISTO STR EC
    GATT UNCLAS CONTROLS
    BURNS MESSAGE ACTION SALTTWO NOFORN/NODIS LOU DEPT ONLY CLEARANCE COUNTRY CONSULS GENEVA
    CONFIDENTIAL""".split()  # noqa: SIM905
)
_STRONG_CAPTIONS = frozenset(
    """SIPDIS SENSITIVE NOFORN NODIS EXDIS STADIS LIMDIS EFTO AIDAC TERREP FODAG CODEL STAFFDEL TOSEC
    PARTO SECTO TOPAR ORCON""".split()  # noqa: SIM905
)
_PHRASES = (
    "ROGER CHANNEL",
    "DISSENT CHANNEL",
    "OFFICIAL INFORMAL",
    "OFFICIAL-INFORMAL",
    "EYES ONLY",
    "CORRECTED COPY",
    "C O R R E C T E D",
    "E F T O",
    "N O F O R N",
    "S I P D I S",
    "MEDIA REACTION",
)
CLASSIFICATIONS = (
    ("TOPSECRET", "TOP SECRET"),
    ("SECRET", "SECRET"),
    ("CONFIDENTIAL", "CONFIDENTIAL"),
    ("LIMITEDOFFICIALUSE", "LIMITED OFFICIAL USE"),
    ("UNCLASSIFIED", "UNCLASSIFIED"),
    ("UNCLAS", "UNCLASSIFIED"),
)
_NOT_POSTS = frozenset(
    [
        "IN",
        "ON",
        "AND",
        "TO",
        "FOR",
        "BY",
        "FROM",
        "WITH",
        "AT",
        "IS",
        "WAS",
        "SINCE",
        "ABOUT",
        "ABOVE",
        "BELOW",
        "REF",
        "REPORT",
    ]
)
_LONGEST_CLASSIFICATION = 250  # columns of a classification line, blanks at its end included
_STEM = lazy(r"\s*(?:T\s?[O0]\s?P|S\s?E\s?C|C\s?[O0]\s?N|L\s?I\s?M|U\s?N\s?C)", re.IGNORECASE)
TOKEN = lazy(r"[^\s/,;]+")


def classification_word(text: str) -> tuple[str, int] | None:
    """The classification that a line begins with, letter-spaced or not, and where its word ends."""
    if not _STEM.match(text):
        return None
    letters: list[str] = []
    ends: list[int] = []
    for at, character in enumerate(text[:60]):
        if character.isalpha() or character == "0":
            letters.append("O" if character == "0" else character.upper())
            ends.append(at + 1)
        elif not character.isspace() or (letters and text[at : at + 3].isspace()):
            break
    word = "".join(letters)
    for spelled, normal in CLASSIFICATIONS:
        if word.startswith(spelled):
            end = ends[len(spelled) - 1]
            printed = text[:end].strip()
            spaced = (
                printed.count(" ") >= len(spelled) - 3
                or " " not in printed
                or len(printed.split()) == len(normal.split())
            )
            if spaced and not text[end : end + 1].isalpha():
                return normal, end
    return None


def is_classification(text: str, *, alone: bool) -> bool:
    """Is this a classification line? alone: also a bare word without post and serial."""
    word = classification_word(text)
    if word is None or len(text) > _LONGEST_CLASSIFICATION:
        return False
    rest = text_forms.CLASSIFICATION_REST.fullmatch(text, word[1])
    if rest is None:
        return False
    if rest["post"] is None:
        return bool((alone or rest["total"]) and text.isupper())
    post = rest["post"].upper().split()
    if _NOT_POSTS.intersection(post):
        return False
    year_like = len(rest["serial"]) == 4 and rest["serial"][:2] in ("19", "20")
    if year_like and "OF" in post:
        return False
    return text.isupper() or len(rest["serial"]) >= 5


def is_caption(text: str) -> bool:
    """One or more captions and nothing else."""
    bare = text.strip()
    if len(bare) > 60 or bare[:1].islower():
        return False
    upper = bare.upper().strip("().:-/\N{PILCROW SIGN} ")
    if not upper:
        return False
    if upper.startswith(_PHRASES) and (upper in _PHRASES or bare.isupper()):
        return True
    if bare.isupper() and upper in tables.captions():
        return True
    if upper.startswith("SENSITIVE BUT"):
        return False
    words = TOKEN.findall(upper)
    if not words or words[0] not in _STRONG_CAPTIONS:
        return False
    if bare != upper and not bare.isupper() and len(words) > 1:
        return False
    if words[0] in ("CODEL", "STAFFDEL", "TOSEC", "PARTO", "SECTO", "TOPAR"):
        return len(words) <= 4 and bare.isupper()
    if bare.isupper() and (" - " in bare or " FOR " in bare):  # EXDIS - OTHERVILLE PASS, SENSITIVE FOR
        return len(words) < 8 and not bare.endswith(".")
    known = tables.captions()
    return all(word in CAPTIONS or word in known for word in words)


def distribution(text: str) -> bool:
    """A line of the Department's distribution header."""
    return bool(lines.DISTRIBUTION.fullmatch(text) or lines.OFFICES.fullmatch(text))


def _t(text: str) -> Kind | None:
    if text_forms.TAGS.match(text):
        return Kind.TAGS
    return Kind.TO if lines.TO.match(text) else None


def _e(text: str) -> Kind | None:
    return Kind.EXECUTIVE_ORDER if text_forms.EXECUTIVE_ORDER.match(text) else None


def _s(text: str) -> Kind | None:
    if text_forms.SUBJECT.match(text):
        return Kind.SUBJECT
    return Kind.CLASSIFICATION if is_classification(text, alone=False) else None


def _r(text: str) -> Kind | None:
    if text_forms.REFERENCE.match(text):
        return Kind.REFERENCE
    if text[:6].upper() == "REASON" and text_forms.CLASSIFIED_BY.match(text):
        return Kind.CLASSIFIED_BY
    return Kind.RELAY if lines.RELAY.fullmatch(text) else _dtg(text)


def _dtg(text: str) -> Kind | None:
    if len(text) < 60:
        found = lines.DTG.fullmatch(text)
        if found and (found["year"] or found["action"]):
            return Kind.DTG
    return None


def _digit(text: str) -> Kind | None:
    if text_forms.CLASSIFIED_BY.match(text):
        return Kind.CLASSIFIED_BY
    return Kind.DISTRIBUTION if lines.OFFICES.fullmatch(text) else _dtg(text)


def _c(text: str) -> Kind | None:
    if text_forms.CLASSIFIED_BY.match(text):
        return Kind.CLASSIFIED_BY
    return Kind.CLASSIFICATION if is_classification(text, alone=False) else None


def _d(text: str) -> Kind | None:
    if lines.STATION.fullmatch(text):
        return Kind.STATION
    return Kind.DISTRIBUTION if lines.DISTRIBUTION.fullmatch(text) else None


def _o(text: str) -> Kind | None:
    if lines.RELAY.fullmatch(text):
        return Kind.RELAY
    return _dtg(text) or (Kind.DISTRIBUTION if lines.DISTRIBUTION.fullmatch(text) else None)


def _i(text: str) -> Kind | None:
    if lines.OFFICES.fullmatch(text):
        return Kind.DISTRIBUTION
    return Kind.INFO if lines.TO.match(text) else _dtg(text)


def _z(text: str) -> Kind | None:
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
    return Kind.CLASSIFIED_BY if text_forms.CLASSIFIED_BY.match(text) else None


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
        return None
    if len(text) > 4000:
        bare = bare[:4000]
    found = reader(bare)
    if found is None and first == "T" and is_classification(bare, alone=False):
        return Kind.CLASSIFICATION
    if found is None and ":" in bare[:16] and (whole := mended(bare)) is not bare:
        return strong(whole)
    if found is None and first in "SJ" and len(bare) < 20 and lines.GROUP_COUNT.fullmatch(bare):
        return Kind.GROUP_COUNT
    return found


def passing(text: str) -> bool:
    """A passing or attention line, in any case."""
    bare = text.strip()
    if len(bare) > 160 or not bare[:1].isalpha():
        return False
    small = bare.lower()
    if not any(sign in small for sign in ("for ", "from ", "pass", "/", "relay")):
        return False
    if text_forms.PASSING.fullmatch(bare):
        return not _is_sentence(bare)
    if bare.isupper():
        return bool(text_forms.PASSING_CAPITALS.fullmatch(bare))
    return False


def _is_sentence(bare: str) -> bool:
    """Running prose: a good share of small words in lower case."""
    words = bare.split()
    small = sum(1 for word in words if word.islower())
    return small >= 4 and small * 2 > len(words)
