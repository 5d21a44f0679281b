"""Signs of what a hyphen or dash at the end of a line is: those of CERTAIN leave no doubt, those of
LIKELY none but the text's own spelling of the word.

Each takes the break and gives a Decision, or None where it says nothing.
"""

from collections.abc import Callable
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.grammar.hyphens import (
    CONJUNCTIONS,
    DASHES,
    EN_DASH,
    HYPHENS,
    JOINING_PHRASES,
    LINKS,
    NAME_ENDINGS,
    NAME_LINKS,
    NAME_LINKS_IN_CAPITALS,
    NAME_PREFIX,
    NON_BREAKING_HYPHEN,
    NOT_SIGN,
    PREFIXES,
    SOFT_HYPHEN,
)
from cableconv.hyphens.breaks import Break, first_piece, last_piece, plain, show, unquoted
from cableconv.lexicon.tables import organization_tags
from cableconv.lexicon.words import frequency, is_closed, is_hyphenated, without_accents
from cableconv.model import Kind
from cableconv.text import addresses

_TIGHT = lazy(r"\w--\w")
RARE = 6  # band of words that are less likely than the phrase ("Midas")


class Decision(NamedTuple):
    """What a line end is: kind, rule code, the evidence in words, confidence 0-1."""

    kind: Kind
    rule: str
    evidence: str
    confidence: float


def special_hyphen(found: Break) -> Decision | None:
    if found.hyphen in (SOFT_HYPHEN, NOT_SIGN):
        # A PDF may hold it for the hyphen that is seen: no word is broken beside a digit or "and".
        visible = suspended(found) or digit_or_sign(found) or capital(found)
        if visible is not None and visible.kind is not Kind.HYPHEN_DROPPED:
            return visible
        return Decision(
            Kind.HYPHEN_DROPPED, "CC320", f"{show(found)}: soft hyphen (U+{ord(found.hyphen):04X})", 1.0
        )
    if found.hyphen == NON_BREAKING_HYPHEN:
        if (parted := suspended(found)) is not None:
            return parted  # typesetters write "pre-" so, too
        return Decision(Kind.HYPHEN_KEPT, "CC321", f"{show(found)}: non-breaking hyphen (U+2011)", 1.0)
    return None


def dash(found: Break) -> Decision | None:
    last, first = found.left[-1:], found.right[:1]
    if found.hyphen in DASHES:
        if found.hyphen == EN_DASH and last.isalnum() and (last.isdigit() or first.isdigit()):
            return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: range", 0.95)
        if last and first and last not in HYPHENS + DASHES and first not in HYPHENS + DASHES:
            return Decision(Kind.HYPHEN_KEPT, "CC333", f"{show(found)}: no blank before the dash", 0.9)
        return Decision(Kind.DASH, "CC322", f"{show(found)}: dash", 0.97)
    if not any(map(str.isalnum, found.left)):
        return Decision(Kind.DASH, "CC322", f"{show(found)}: free-standing", 0.97)
    if last in HYPHENS or last in DASHES:
        tight = found.left[-2:-1].isalnum() and first.isalnum()
        if tight and any(map(_TIGHT.search, (found.right, found.second, *found.further))):
            shown = f"{show(found)}: double hyphen, no blanks beside another"
            return Decision(Kind.HYPHEN_KEPT, "CC333", shown, 0.85)
        return Decision(Kind.DASH, "CC322", f"{show(found)}: double hyphen", 0.98)
    if not first or first in HYPHENS or first in DASHES:
        return Decision(Kind.DASH, "CC322", f"{show(found)}: no word follows", 0.8)
    return None


def address(found: Break) -> Decision | None:
    if addresses.is_address(found.left) or (addresses.is_address(found.right) and "@" in found.right):
        small, word = found.left.islower(), first_piece(found.right)
        if small and "/" in found.left and word.istitle() and len(word) > 1 and is_closed(word.lower()):
            return Decision(Kind.DASH, "CC322", f"{show(found)}: an address, and a word of a sentence", 0.6)
        return Decision(Kind.HYPHEN_KEPT, "CC323", f"{show(found)}: address", 0.97)
    return None


def suspended(found: Break) -> Decision | None:
    word = found.right.rstrip(",").lower()
    if word[:1] == "(" and word[1:] in CONJUNCTIONS and found.left[-1:].isalnum():
        return Decision(
            Kind.HYPHEN_SUSPENDED, "CC326", f"{show(found)}: conjunction in brackets follows", 0.9
        )
    if word not in CONJUNCTIONS:
        return _suspended_before_phrase(found)
    left = last_piece(found.left).lower()
    if is_hyphenated(f"{left}-{word}") and "-" not in found.second:
        return None  # how-to, lean-to
    parallel = "-" in found.second.strip("-")
    whole = frequency(left + word)
    closed = whole > 0 and (word not in ("and", "or") or whole > frequency(left))  # "thous" is a word, too
    name = not is_closed(left) and unquoted(left).isalpha() and left not in PREFIXES
    if not parallel and (
        closed or name or (word == "through" and not left[-1:].isdigit() and not left.endswith("day"))
    ):
        return None  # in-/to, pota-/to, husb-/and, break-/through, a name in -to
    evidence = f"{show(found)}: " + (
        f"parallel to {found.second[:30]}" if parallel else "conjunction follows"
    )
    return Decision(Kind.HYPHEN_SUSPENDED, "CC326", evidence, 0.95 if parallel else 0.85)


def _suspended_before_phrase(found: Break) -> Decision | None:
    """ "anti- as well as pro-government": a phrase that joins, and the parallel word if the line holds it."""
    following = [token.strip(",").lower() for token in (found.right, found.second, *found.further)]
    left, numbers = last_piece(found.left).lower(), found.left[-1:].isdigit()
    joining = next((at for at, token in enumerate(following) if token not in LINKS), len(following))
    if not joining or not (numbers or left in PREFIXES or is_closed(left)):
        return None
    if (not numbers and frequency(left + following[0]) > RARE) or is_hyphenated(f"{left}-{following[0]}"):
        return None  # can-/not as long-term, a has-/been
    parallel = following[joining] if joining < len(following) else ""
    if "-" in parallel.strip("-"):
        evidence, confidence = f"parallel to {parallel[:30]}", 0.95
    elif " ".join(following).startswith(JOINING_PHRASES) and (numbers or left in PREFIXES):
        evidence, confidence = "joining phrase follows", 0.85
    else:
        return None
    return Decision(Kind.HYPHEN_SUSPENDED, "CC326", f"{show(found)}: {evidence}", confidence)


def digit_or_sign(found: Break) -> Decision | None:
    last, first = found.left[-1:], found.right[:1]
    if last.isdigit() or first.isdigit():
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: digit beside the hyphen", 0.98)
    if not last.isalpha() or not first.isalpha():
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: sign beside the hyphen", 0.95)
    if is_single_letter(found):
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: single letter", 0.95)
    return None


def is_single_letter(found: Break) -> bool:
    """A letter by itself before the hyphen, no first letter of a broken word: a consonant, one that the
    lists have so ("e-mail"), or a capital that begins no known word ("A-level", but "A-/merican")."""
    letter = last_piece(found.left)
    if len(letter) != 1 or letter not in "aAeEiIoOuU":
        return len(letter) == 1
    right = first_piece(found.right).lower()
    listed = is_hyphenated(f"{letter.lower()}-{right}")
    return listed or (letter.isupper() and not is_closed(letter.lower() + right))


def linked_name(found: Break) -> Decision | None:
    """ "Aix-" / "en-Testville", "PORT-" / "AU-SAMPLE", "Seif-" / "eldin": names that have a hyphen always."""
    if not (last_piece(found.left)[:1].isupper() and found.left[-1:].isalpha()):
        return None
    if plain(first_piece(found.right)) in NAME_ENDINGS:
        return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: part of a name follows", 0.9)
    word, _, rest = found.right.partition("-")
    linked = word in NAME_LINKS or (found.capitals and word.lower() in NAME_LINKS_IN_CAPITALS)
    if linked and rest[:1].isupper():
        return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: small word of a name follows", 0.95)
    return None


def capital(found: Break) -> Decision | None:
    if found.capitals:
        return None
    left, right = last_piece(found.left), first_piece(found.right)
    if not right[:1].isupper():
        if left[1:].isupper() and right:
            return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: capitals before the hyphen", 0.97)
        return None
    if left[1:].isupper() and right[1:].isupper() and is_closed(without_accents((left + right).lower())):
        return None  # one word in capitals in mixed text
    if (
        NAME_PREFIX.fullmatch(left) is not None
        and left in ("Mc", "Mac", "Fitz")
        and found.right[1:2].islower()
    ):
        return Decision(Kind.HYPHEN_DROPPED, "CC325", f"{show(found)}: name in {left}", 0.85)
    return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: capital after the hyphen", 0.97)


def organizations(found: Break) -> Decision | None:
    """ "EU-" / "ASEAN" in capitals, where each is the name of an organization, and both together no word."""
    if not found.capitals:
        return None
    left, right = last_piece(found.left), first_piece(found.right)
    tags = organization_tags()
    if left not in tags or right not in tags or left + right in tags or is_closed((left + right).lower()):
        return None
    return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: two organizations", 0.85)


Sign = Callable[[Break], Decision | None]
CERTAIN: tuple[Sign, ...] = (special_hyphen, dash, address)
LIKELY: tuple[Sign, ...] = (suspended, digit_or_sign, linked_name, capital, organizations)


def certain(found: Break) -> Decision | None:
    """What a sign that leaves no doubt says; None where there is none."""
    return _first(CERTAIN, found)


def likely(found: Break) -> Decision | None:
    """What a sign says that only the text's own spelling overrules; None where there is none."""
    return _first(LIKELY, found)


def _first(signs: tuple[Sign, ...], found: Break) -> Decision | None:
    return next((decision for sign in signs if (decision := sign(found)) is not None), None)
