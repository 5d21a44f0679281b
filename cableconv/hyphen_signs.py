"""Signs of what a hyphen or dash at the end of a line is: those of CERTAIN leave no doubt, those of
LIKELY none but the text's own spelling of the word.

Each takes the break and gives a Decision, or None where it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cableconv import addresses
from cableconv.grammar.hyphens import (
    CONJUNCTIONS,
    DASHES,
    EN_DASH,
    HYPHENS,
    NAME_PREFIX,
    NON_BREAKING_HYPHEN,
    PREFIXES,
    SOFT_HYPHEN,
)
from cableconv.hyphen_break import Break, first_piece, last_piece, show
from cableconv.model import Kind
from cableconv.words import is_closed, is_hyphenated


class Decision(NamedTuple):
    """What a line end is: kind, rule code, the evidence in words, confidence 0-1."""

    kind: Kind
    rule: str
    evidence: str
    confidence: float


def special_hyphen(found: Break) -> Decision | None:
    if found.hyphen == SOFT_HYPHEN:
        return Decision(Kind.HYPHEN_DROPPED, "CC320", f"{show(found)}: soft hyphen (U+00AD)", 1.0)
    if found.hyphen == NON_BREAKING_HYPHEN:
        return Decision(Kind.HYPHEN_KEPT, "CC321", f"{show(found)}: non-breaking hyphen (U+2011)", 1.0)
    return None


def dash(found: Break) -> Decision | None:
    last, first = found.left[-1:], found.right[:1]
    if found.hyphen in DASHES:
        if found.hyphen == EN_DASH and last.isalnum() and (last.isdigit() or first.isdigit()):
            return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: range", 0.95)
        return Decision(Kind.DASH, "CC322", f"{show(found)}: dash", 0.97)
    if not any(map(str.isalnum, found.left)):
        return Decision(Kind.DASH, "CC322", f"{show(found)}: free-standing", 0.97)
    if last in HYPHENS or last in DASHES:
        return Decision(Kind.DASH, "CC322", f"{show(found)}: double hyphen", 0.98)
    if not first or first in HYPHENS or first in DASHES:
        return Decision(Kind.DASH, "CC322", f"{show(found)}: no word follows", 0.8)
    return None


def address(found: Break) -> Decision | None:
    if addresses.is_address(found.left) or (addresses.is_address(found.right) and "@" in found.right):
        return Decision(Kind.HYPHEN_KEPT, "CC323", f"{show(found)}: address", 0.97)
    return None


def suspended(found: Break) -> Decision | None:
    word = found.right.rstrip(",").lower()
    if word not in CONJUNCTIONS:
        return None
    left = last_piece(found.left).lower()
    if is_hyphenated(f"{left}-{word}") and "-" not in found.second:
        return None  # how-to, lean-to
    parallel = "-" in found.second.strip("-")
    closed = is_closed(left + word) and (word not in ("and", "or") or not is_closed(left))
    name = not is_closed(left) and left.isalpha() and left not in PREFIXES
    if not parallel and (
        closed or name or (word == "through" and not left[-1:].isdigit() and not left.endswith("day"))
    ):
        return None  # in-/to, pota-/to, husb-/and, break-/through, a name in -to
    evidence = f"{show(found)}: " + (
        f"parallel to {found.second[:30]}" if parallel else "conjunction follows"
    )
    return Decision(Kind.HYPHEN_SUSPENDED, "CC326", evidence, 0.95 if parallel else 0.85)


def digit_or_sign(found: Break) -> Decision | None:
    last, first = found.left[-1:], found.right[:1]
    if last.isdigit() or first.isdigit():
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: digit beside the hyphen", 0.98)
    if not last.isalpha() or not first.isalpha():
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: sign beside the hyphen", 0.95)
    if len(last_piece(found.left)) == 1 and found.left[-1] not in "aAeEiIoOuU":
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: single letter", 0.95)
    return None


def capital(found: Break) -> Decision | None:
    if found.capitals:
        return None
    left, right = last_piece(found.left), first_piece(found.right)
    if not right[:1].isupper():
        if left[1:].isupper() and right:
            return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: capitals before the hyphen", 0.97)
        return None
    if left[1:].isupper() and right[1:].isupper() and is_closed((left + right).lower()):
        return None  # one word in capitals in mixed text
    if (
        NAME_PREFIX.fullmatch(left) is not None
        and left in ("Mc", "Mac", "Fitz")
        and found.right[1:2].islower()
    ):
        return Decision(Kind.HYPHEN_DROPPED, "CC325", f"{show(found)}: name in {left}", 0.85)
    return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: capital after the hyphen", 0.97)


Sign = Callable[[Break], Decision | None]
CERTAIN: tuple[Sign, ...] = (special_hyphen, dash, address)
LIKELY: tuple[Sign, ...] = (suspended, digit_or_sign, capital)


def certain(found: Break) -> Decision | None:
    """What a sign that leaves no doubt says; None where there is none."""
    return _first(CERTAIN, found)


def likely(found: Break) -> Decision | None:
    """What a sign says that only the text's own spelling overrules; None where there is none."""
    return _first(LIKELY, found)


def _first(signs: tuple[Sign, ...], found: Break) -> Decision | None:
    return next((decision for sign in signs if (decision := sign(found)) is not None), None)
