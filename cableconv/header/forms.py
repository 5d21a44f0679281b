"""Header lines known by their words, without a label: captions, distribution, passing.

Law of this file: functions of one line; no place, no look-ahead.
"""

from __future__ import annotations

from cableconv.grammar import captions as caption_forms
from cableconv.grammar import header as lines
from cableconv.grammar import passing as passing_forms
from cableconv.grammar.form import lazy
from cableconv.grammar.header_text import SERIES
from cableconv.lexicon import tables

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
_GLUE = "SIPDIS|SENSITIVE|NOFORN|NODIS|EXDIS|STADIS|LIMDIS|EFTO"
GLUED_CAPTIONS = lazy(rf"(?:{_GLUE}){{2,4}}")  # "SIPDISEXDIS"
ONE_CAPTION = lazy(_GLUE)
_JOINT = lazy(r"JOINT [A-Z/, -]{3,40} (?:MESSAGE|TELEGRAM|CABLE)")  # "JOINT STATE/DEFENSE MESSAGE"
_SLASHES = lazy("/+")
TOKEN = lazy(r"[^\s/,;]+")


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
    if bare.isupper() and (_is_series(upper) or GLUED_CAPTIONS.fullmatch(upper)):
        return True
    if bare.isupper() and _JOINT.fullmatch(upper):
        return True
    words = TOKEN.findall(upper)
    if not words or words[0] not in _STRONG_CAPTIONS:
        return False
    if bare.isupper() and len(listed_captions(upper)) > 1:
        return True
    if bare != upper and not bare.isupper() and len(words) > 1:
        return False
    if words[0] in ("CODEL", "STAFFDEL", "TOSEC", "PARTO", "SECTO", "TOPAR"):
        return len(words) <= 4 and bare.isupper()
    if bare.isupper() and (" - " in bare or " FOR " in bare):  # EXDIS - OTHERVILLE PASS, SENSITIVE FOR
        return len(words) < 8 and not bare.endswith(".")
    known = tables.captions()
    return all(word in CAPTIONS or word in known for word in words)


def listed_captions(upper: str) -> list[str]:
    """The captions of a line that holds nothing else, "SIPDIS CODEL MARLOWE"; none of any other line."""
    pattern = caption_forms.LISTED.pattern()
    found = [one[0] for one in pattern.finditer(upper)]
    rest = pattern.sub("", upper)
    return found if not rest.strip(" ,;/()") else []


def _is_series(upper: str) -> bool:
    """A telegram's number in a series, captions before it or not: "NODIS/PARIS DELTO 12"."""
    parts = _SLASHES.split(upper)
    return any(
        SERIES.fullmatch("/".join(parts[cut:])) and _STRONG_CAPTIONS.issuperset(parts[:cut])
        for cut in range(-1, -min(3, len(parts) + 1), -1)
    )


def distribution(text: str) -> bool:
    """A line of the Department's distribution header."""
    return bool(lines.DISTRIBUTION.fullmatch(text) or lines.OFFICES.fullmatch(text))


def passing(text: str) -> bool:
    """A passing or attention line, in any case."""
    bare = text.strip()
    if len(bare) > 160 or not bare[:1].isalpha():
        return False
    small = bare.lower()
    if "att" in small[:8] and passing_forms.ATTENTION.fullmatch(bare):
        return True
    if not any(sign in small for sign in ("for ", "from ", "pass", "/", "relay")):
        return False
    if passing_forms.PASSING.fullmatch(bare):
        return not _is_sentence(bare)
    if bare.isupper():
        return bool(passing_forms.PASSING_CAPITALS.fullmatch(bare))
    return False


def _is_sentence(bare: str) -> bool:
    """Running prose: a good share of small words in lower case."""
    words = bare.split()
    small = sum(1 for word in words if word.islower())
    return small >= 4 and small * 2 > len(words)
