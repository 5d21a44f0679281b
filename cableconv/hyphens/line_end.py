"""What a hyphen at the end of a line is: a word break, a part of the word, suspended, a dash.

Signs that leave no doubt come first, then those that only the document's own spelling
overrules (`signs`). What is left is weighed: log-odds of a
word break from the two halves and the word lists, from the document's and the corpus's own
spelling in mid line (`words`), and from the wrapper's regime (`evidence`,
`regime`). A tie keeps the hyphen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cableconv.grammar.hyphens import DASHES, EM_DASH, EN_DASH
from cableconv.hyphens.breaks import WINDOW, Break, first_piece, halves, last_piece, read_break, show
from cableconv.hyphens.evidence import Evidence, gather, weigh_room
from cableconv.hyphens.regime import Regime, logistic, logit
from cableconv.hyphens.signs import Decision, certain, likely
from cableconv.hyphens.spelling import (
    CLAMP,
    SEEN_HYPHENATED,
    bounded_sum,
    is_either_way,
    is_surely_hyphenated,
    spelled_halves,
    spelling,
    surely_closed,
)
from cableconv.hyphens.words import is_unknown_in_capitals
from cableconv.model import Kind
from cableconv.text import addresses

__all__ = [
    "RULES",
    "Decision",
    "Evidence",
    "decide",
    "gather",
    "joins_without_space",
    "with_address",
    "without_hyphen",
]

_SHOWN = 40  # characters of a word that evidence shows
NAMELESS = 0.75  # confidence in a word break of what no list has, in a text in capitals, at most
TIE = 0.25  # log-odds below which a word break is not believed

RULES: Mapping[str, str] = MappingProxyType(
    {
        "CC320": "soft hyphen dropped",
        "CC321": "non-breaking hyphen kept",
        "CC322": "dash at the line end",
        "CC323": "hyphen of an address kept",
        "CC324": "hyphen beside a digit or sign kept",
        "CC325": "hyphen before a capital letter kept",
        "CC326": "suspended hyphen kept, with a space",
        "CC327": "hyphen decided by the document's own spelling",
        "CC328": "hyphen decided by the corpus's spelling",
        "CC329": "hyphen decided by the word lists",
        "CC330": "hyphen decided by how this text was wrapped",
        "CC331": "undecided hyphen kept",
        "CC332": "address broken without a hyphen joined",
        "CC333": "dash or slash without blanks kept so",
    }
)


def decide(before: str, after: str, evidence: Callable[[], Evidence]) -> Decision:
    """Decide the hyphen or dash that ends the line `before`, `after` being the next line.

    Only the tokens at the line end are read, so lines may be of any length; evidence is called
    where the signs at the line end leave a doubt.
    """
    found = read_break(before, after)
    decision = certain(found)
    if decision is not None:
        return decision
    left, right = halves(found)
    decision = likely(found)
    if decision is not None and not (left and right):
        return decision
    known = evidence()
    if decision is not None and (
        spelling(left, right, known.vocabulary) <= 0 or _has_its_own_capital(found, known)
    ):
        return decision  # the document does not write it as one word ("FonMin")
    return weigh(found, known, weigh_room(before, found, known.width))


def _has_its_own_capital(found: Break, known: Evidence) -> bool:
    """Does a capital follow the hyphen that stands inside no word of the text: "Viet-" / "Nam" beside
    "Vietnam"?"""
    right = first_piece(found.right)
    if found.capitals or not right[:1].isupper() or right[1:].isupper():
        return False
    return last_piece(found.left) + right not in known.mixed


def with_address(begun: str, before: str) -> str:
    """The line before with the part of an address that earlier lines hold of its only word."""
    rest = before.lstrip()
    alone = len(rest[:WINDOW].split(None, 1)) == 1
    return begun + rest if alone and addresses.is_address(begun + rest) else before


def joins_without_space(before: str, after: str) -> Decision | None:
    """The decision for an address, or words with a slash or dash between, broken where there is no hyphen;
    None for any other line end."""
    head = after[:WINDOW].split(None, 1)
    tail = before[-WINDOW:].rsplit(None, 2)
    if not head or not tail:
        return None
    shown = f'"{_clipped(tail[-1])}" and "{head[0][:_SHOWN]}"'
    if _is_slashed(tail[-1], head[0]):
        return Decision(Kind.HYPHEN_KEPT, "CC333", f"{shown}: no blank before the slash", 0.9)
    if head[0][0] in DASHES and _is_dashed(tail[-1], head[0]):
        return Decision(Kind.HYPHEN_KEPT, "CC333", f"{shown}: no blank behind the dash", 0.9)
    if not addresses.continues(tail[-1], head[0], tail[-2] if len(tail) > 1 else ""):
        return None
    if addresses.is_doubtful(tail[-1], head[0]):
        return Decision(Kind.HYPHEN_KEPT, "CC332", f"{shown}: one address, or a word behind it", 0.65)
    return Decision(Kind.HYPHEN_KEPT, "CC332", f"{shown}: one address", 0.9)


def without_hyphen(before: str, after: str) -> Decision | None:
    """The decision for a line end without hyphen: joined without a space, or a wrap in which an address may
    go on; None for any other wrap."""
    if (joined := joins_without_space(before, after)) is not None:
        return joined
    head = after[:WINDOW].split(None, 1)
    token = before[-WINDOW:].rsplit(None, 1)[-1] if before.strip() else ""
    if not head or not addresses.is_doubtful(token, head[0]):
        return None
    shown = f'"{_clipped(token)}" and "{head[0][:_SHOWN]}"'
    return Decision(Kind.WRAP, "CC301", f"line wrap; {shown} may be one address", 0.6)


def _clipped(word: str) -> str:
    """The end of a long word, said to be one."""
    return word if len(word) <= _SHOWN else f"...{word[-_SHOWN:]}"


def _is_slashed(before: str, after: str) -> bool:
    """Are these two words or two numbers with a slash between, "price/" and "performance"?"""
    left, right = before[-2:-1], after[:1]
    alike = (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())
    return before[-1] == "/" and alike and not any(sign in before[:-1] for sign in "/.@:")


def _is_dashed(before: str, after: str) -> bool:
    """Does the line after begin with the dash between two words, or between the numbers of a range?"""
    left, right = before[-1], after[1:2]
    if after[0] == EM_DASH:
        return left.isalnum() and right.isalnum()
    return after[0] == EN_DASH and left.isdigit() and right.isdigit()


def weigh(found: Break, evidence: Evidence, room: float = 0.0) -> Decision:
    """Decide by log-odds; the strongest of the reasons that agree gives the rule."""
    corpus = evidence.profile.vocabulary if evidence.profile is not None else {}
    left, right = spelled_halves(found, evidence.vocabulary, corpus)
    own, learned = spelling(left, right, evidence.vocabulary), spelling(left, right, corpus)
    words = evidence.words(found)
    probability = evidence.regime.probability(bounded_sum(words.log_odds, own, learned) + room)
    closed = surely_closed(left, right, evidence.vocabulary, corpus, words.log_odds)
    if closed and evidence.profile is not None:  # a document's own regime is never so sure
        probability = max(probability, logistic(closed + room - CLAMP))
    total = logit(probability)
    foreign = not (left.isascii() and right.isascii())  # the lists say nothing of "peut-" / "être"
    either = words.log_odds < 0 and (foreign or is_either_way(left, right))
    nameless = is_unknown_in_capitals(found)
    either = either or nameless
    if either and not (own or learned or evidence.regime.breaks_words):
        total = min(total, 0.0)  # most texts break words, but nothing shows that this one does
    if is_surely_hyphenated(left, right, evidence.vocabulary):
        total, probability = min(total, SEEN_HYPHENATED), min(probability, logistic(SEEN_HYPHENATED))
    word_break = total > 0
    spelled = (
        (own, "CC327", f'"{_form(left, right, own)}" elsewhere in the document'),
        (learned, "CC328", f'"{_form(left, right, learned)}" in the corpus'),
    )
    reasons = sorted(
        (
            *spelled,
            (words.log_odds, "CC329", f"word lists: {words.reason}"),
            (room, "CC330", "line filled" if room > 0 else "line not filled"),
            (evidence.regime.log_prior, "CC330", _regime(evidence.regime)),
        ),
        key=lambda reason: -abs(reason[0]),
    )
    agreeing = [reason for reason in reasons if reason[0] and (reason[0] > 0) is word_break]
    if abs(total) < TIE:
        return Decision(Kind.HYPHEN_KEPT, "CC331", f"{show(found)}: undecided, kept", 0.5)
    said = [reason[2] for reason in agreeing[:2]]
    said += [f"against {reason[2]}" for reason in spelled if reason[0] and (reason[0] > 0) is not word_break]
    kind = Kind.HYPHEN_DROPPED if word_break else Kind.HYPHEN_KEPT
    confidence = round(probability if word_break else 1 - probability, 2)
    if word_break and nameless and not (own or learned):
        said.append("or a name of two parts, which capitals do not tell")
        confidence = min(confidence, NAMELESS)
    return Decision(kind, agreeing[0][1], f"{show(found)}: {'; '.join(said)}", confidence)


def _regime(regime: Regime) -> str:
    """What the regime rests on, which is never more than was counted."""
    if regime.log_prior > 0:
        if regime.broken:
            return "text that breaks words"
        return (
            "corpus that breaks words"
            if regime.known_soft
            else "most line-end hyphens of any text break words"
        )
    counts = [f"{regime.untaken} possible word breaks not taken"] if regime.untaken else []
    if regime.known_untaken:
        counts.append(
            f"{regime.known_untaken} {'' if counts else 'possible word breaks not taken '}in the corpus"
        )
    if counts:
        return ", ".join(counts)
    crowded = Regime(soft_per_hard=regime.soft_per_hard).log_prior < 0
    return "text full of hyphens" if crowded else "other hyphens at line ends are those of their words"


def _form(left: str, right: str, odds: float) -> str:
    return left + right if odds > 0 else f"{left}-{right}"
