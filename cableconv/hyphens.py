"""What a hyphen at the end of a line is: a word break, a part of the word, suspended, a dash.

Signs that leave no doubt come first, in the order of `CERTAIN`. What is left is weighed:
log-odds of a word break from the two halves and the word lists, from the document's and the
corpus's own spelling in mid line, and from the wrapper's regime. A tie keeps the hyphen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from types import MappingProxyType
from typing import NamedTuple

from cableconv import addresses
from cableconv.grammar.hyphens import (
    ARTICLES,
    CONJUNCTIONS,
    DASHES,
    EN_DASH,
    ENDINGS,
    FREE_PREFIXES,
    HYPHENS,
    NAME_PREFIX,
    NON_BREAKING_HYPHEN,
    PREFIXES,
    SOFT_HYPHEN,
    SUFFIXES,
    TENS,
    UNITS,
)
from cableconv.model import Kind
from cableconv.profile import Profile
from cableconv.regime import Regime, could_break, estimate, line_width, logit
from cableconv.words import is_closed, is_common, is_hyphenated, is_part

WINDOW = 2048  # characters looked at on either side of a line end
MOST_READ = 4_000_000  # characters of a document whose words are counted
TIE = 0.25  # log-odds below which a word break is not believed
EDGES = (
    "()[]{}<>\"'*.,;:!?_"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
MOST_SURE = 8.0  # log-odds
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}`"

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
    }
)

# Log-odds of a word break, by what the lists say of the halves and of the whole. Measured on
# English diplomatic text: share among word breaks / share among hyphens of the word itself.
LOG_ODDS: Mapping[str, float] = MappingProxyType(
    {
        "numeral": -7.0,
        "article": -4.5,
        "listed": -7.5,
        "listed, closed": -4.0,
        "listed, common": -2.0,
        "compound of three": -6.0,
        "broken compound": 1.0,
        "non, closed, common": -4.0,
        "non, closed, rare": -6.0,
        "free prefix, closed, common": -0.6,
        "free prefix, closed, rare": -3.0,
        "prefix, closed, common": 1.4,
        "prefix, closed, rare": -2.0,
        "prefix, no word": -2.5,
        "prefix": -5.0,
        "suffix, closed, common": 0.2,
        "suffix, closed, rare": -2.0,
        "suffix": -5.0,
        "closed, no half, common": 7.0,
        "closed, no half, rare": 6.0,
        "closed, one half, common": 6.0,
        "closed, one half, rare": 3.0,
        "closed, both halves, common": 4.5,
        "closed, both halves, rare": 0.0,
        "ending": 4.0,
        "both halves": -4.2,
        "first half": -1.5,
        "second half": -1.8,
        "no half": 1.0,
        "name, no half": -0.8,
    }
)
SEEN_HYPHENATED, SEEN_CLOSED = -4.0, 4.0  # the same word in mid line, in the document or the corpus


@dataclass(frozen=True, slots=True)
class Decision:
    """What a line end is: kind, rule code, the evidence in words, confidence 0-1."""

    kind: Kind
    rule: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says of its own line ends. vocabulary: lower-case forms seen in mid line,
    with their counts; regime: how it was wrapped; profile: what the corpus taught."""

    vocabulary: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    regime: Regime = field(default_factory=Regime)
    profile: Profile | None = None


class Break(NamedTuple):
    """A line end at a hyphen: the token before without its hyphen, that hyphen, the token
    after, and the token after that one. capitals: both lines are all in capitals."""

    left: str
    hyphen: str
    right: str
    second: str
    capitals: bool


def decide(before: str, after: str, evidence: Evidence) -> Decision:
    """Decide the hyphen or dash that ends the line `before`, `after` being the next line.

    Only the tokens at the line end are read, so lines may be of any length.
    """
    found = read_break(before, after)
    for sign in CERTAIN:
        decision = sign(found)
        if decision is not None:
            return decision
    return weigh(found, evidence)


def joins_without_space(before: str, after: str) -> Decision | None:
    """The decision for an address broken where there is no hyphen; None for any other line end."""
    head = after[:WINDOW].split(None, 1)
    tail = before[-WINDOW:].rsplit(None, 1)
    if not head or not tail or not addresses.continues(tail[-1], head[0]):
        return None
    evidence = f"{tail[-1][-40:]}/{head[0][:40]}: one address"
    return Decision(Kind.HYPHEN_KEPT, "CC332", evidence, 0.9)


def read_break(before: str, after: str) -> Break:
    """The tokens on either side of a line end."""
    tail = before[-WINDOW:].rstrip() or before.rstrip()[-WINDOW:]
    head = (after[:WINDOW] if not after[:1].isspace() else after.lstrip()[:WINDOW]).split(None, 2)
    token = tail.rsplit(None, 1)[-1] if tail else ""
    letters = tail[-80:] + after[:80]
    return Break(
        left=token[:-1],
        hyphen=token[-1:],
        right=head[0] if head else "",
        second=head[1] if len(head) > 1 else "",
        capitals=letters.isupper(),
    )


def show(found: Break) -> str:
    return f"{found.left[-30:]}{found.hyphen}/{found.right[:30]}"


# Signs that leave no doubt, each a Decision or None.


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
    left = _last_piece(found.left).lower()
    if is_hyphenated(f"{left}-{word}") and "-" not in found.second:
        return None  # how-to, lean-to
    parallel = "-" in found.second.strip("-")
    closed = is_closed(left + word) and (word not in ("and", "or") or not is_closed(left))
    if not parallel and (
        closed or (word == "through" and not left[-1:].isdigit() and not left.endswith("day"))
    ):
        return None  # in-/to, pota-/to, husb-/and, break-/through
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
    if len(_last_piece(found.left)) == 1 and found.left[-1] not in "aAeEiIoOuU":
        return Decision(Kind.HYPHEN_KEPT, "CC324", f"{show(found)}: single letter", 0.95)
    return None


def capital(found: Break) -> Decision | None:
    if found.capitals or not found.right[0].isupper():
        return None
    left = _last_piece(found.left)
    if (
        NAME_PREFIX.fullmatch(left) is not None
        and left in ("Mc", "Mac", "Fitz")
        and found.right[1:2].islower()
    ):
        return Decision(Kind.HYPHEN_DROPPED, "CC325", f"{show(found)}: name in {left}", 0.85)
    return Decision(Kind.HYPHEN_KEPT, "CC325", f"{show(found)}: capital after the hyphen", 0.97)


CERTAIN: tuple[Callable[[Break], Decision | None], ...] = (
    special_hyphen,
    dash,
    address,
    suspended,
    digit_or_sign,
    capital,
)


def _last_piece(token: str) -> str:
    """The letters before a hyphen, back to the last other sign: "govern" of "(non-govern"."""
    at = len(token)
    while at and (token[at - 1].isalpha() or token[at - 1] in APOSTROPHES):
        at -= 1
    return token[at:].strip(APOSTROPHES)


def _first_piece(token: str) -> str:
    at = 0
    while at < len(token) and (token[at].isalpha() or token[at] in APOSTROPHES):
        at += 1
    return token[:at].rstrip(APOSTROPHES)


def _plain(word: str) -> str:
    """Lower case, without apostrophes and possessive ending."""
    lower = word.lower()
    if lower[-2:-1] and lower[-2] in APOSTROPHES and lower[-1] == "s":
        lower = lower[:-2]
    for mark in APOSTROPHES:
        lower = lower.replace(mark, "")
    return lower


def halves(found: Break) -> tuple[str, str]:
    """The two pieces that the hyphen stands between, in lower case."""
    return _plain(_last_piece(found.left)), _plain(_first_piece(found.right))


def classify(found: Break) -> str:
    """The key of LOG_ODDS that the word lists give."""
    left, right = halves(found)
    whole = left + right
    closed = is_closed(whole)
    words = is_closed(left), is_closed(right)
    if left in TENS and right in UNITS:
        return "numeral"
    if left in ARTICLES and not closed:
        return "article"
    if "-" in found.left.strip("-") or "-" in found.right.strip("-"):
        return "broken compound" if closed and not words[0] and len(left) > 2 else "compound of three"
    if is_hyphenated(f"{left}-{right}"):
        return "listed" if not closed else "listed, common" if is_common(whole) else "listed, closed"
    if closed:
        return _classify_closed(left, right, words) + (", common" if is_common(whole) else ", rare")
    if right in ENDINGS:
        return "ending"
    if left in PREFIXES:
        return "prefix" if words[1] else "prefix, no word"
    if (right in SUFFIXES or is_part("-" + right)) and words[0]:
        return "suffix"
    if is_part(left + "-") and words[1]:
        return "prefix"
    if not any(words):
        return "name, no half" if found.left[:1].isupper() and not found.capitals else "no half"
    return "both halves" if all(words) else "first half" if words[0] else "second half"


def _classify_closed(left: str, right: str, words: tuple[bool, bool]) -> str:
    if left == "non" and words[1]:
        return "non, closed"
    if left in FREE_PREFIXES and words[1]:
        return "free prefix, closed"
    if left in PREFIXES and words[1]:
        return "prefix, closed"
    if right in SUFFIXES and words[0]:
        return "suffix, closed"
    return ("closed, no half", "closed, one half", "closed, both halves")[sum(words)]


def spelling(left: str, right: str, vocabulary: Mapping[str, int]) -> float:
    """Log-odds of a word break from how often the word is seen closed and hyphenated."""
    closed, hyphenated = vocabulary.get(left + right, 0), vocabulary.get(f"{left}-{right}", 0)
    if not closed and not hyphenated:
        return 0.0
    if closed and hyphenated:
        return max(SEEN_HYPHENATED, min(SEEN_CLOSED, log(closed / hyphenated)))
    return SEEN_CLOSED if closed else SEEN_HYPHENATED


def bounded_sum(words: float, own: float, learned: float) -> float:
    """Log-odds of all that is known of the word. The corpus speaks where the document does
    not; no spelling is surer than the error rate of texts and lists."""
    return max(-MOST_SURE, min(MOST_SURE, words + (own or learned)))


def weigh(found: Break, evidence: Evidence) -> Decision:
    """Decide by log-odds; the strongest of the reasons that agree gives the rule."""
    left, right = halves(found)
    key = classify(found)
    corpus = evidence.profile.vocabulary if evidence.profile is not None else {}
    own, learned = spelling(left, right, evidence.vocabulary), spelling(left, right, corpus)
    words = LOG_ODDS[key]
    probability = evidence.regime.probability(bounded_sum(words, own, learned))
    total = logit(probability)
    word_break = total > 0
    reasons = sorted(
        (
            (own, "CC327", f'"{_form(left, right, own)}" in mid line'),
            (learned, "CC328", f'"{_form(left, right, learned)}" in the corpus'),
            (words, "CC329", f"word lists: {key}"),
            (evidence.regime.log_prior, "CC330", f"{evidence.regime.untaken} possible word breaks not taken"),
        ),
        key=lambda reason: -abs(reason[0]),
    )
    agreeing = [reason for reason in reasons if reason[0] and (reason[0] > 0) is word_break]
    text = f"{show(found)}: " + "; ".join(reason[2] for reason in agreeing[:2])
    if abs(total) < TIE:
        return Decision(Kind.HYPHEN_KEPT, "CC331", f"{show(found)}: undecided, kept", 0.5)
    kind = Kind.HYPHEN_DROPPED if word_break else Kind.HYPHEN_KEPT
    return Decision(kind, agreeing[0][1], text, round(probability if word_break else 1 - probability, 2))


def _form(left: str, right: str, odds: float) -> str:
    return left + right if odds > 0 else f"{left}-{right}"


# Gathering the evidence of a document.


def gather(
    lines: Sequence[str], profile: Profile | None = None, *, post: str = "", year: int | None = None
) -> Evidence:
    """The evidence of a document's lines; empty unless a line ends in a hyphen.

    post and year choose what the profile knows of the way such cables were wrapped.
    """
    breaks = [found for _, found in line_breaks(lines)]
    if not breaks:
        return Evidence(profile=profile)
    vocabulary = count_words(lines)
    corpus = profile.vocabulary if profile is not None else {}
    odds = [
        bounded_sum(
            LOG_ODDS[classify(found)],
            spelling(*halves(found), vocabulary),
            spelling(*halves(found), corpus),
        )
        for found in breaks
        if not any(sign(found) for sign in CERTAIN)
    ]
    known = profile.line_ends(post, year) if profile is not None else None
    regime = estimate(
        odds,
        untaken_breaks(lines),
        known_soft=known.surely_soft if known else 0,
        known_untaken=known.untaken if known else 0,
    )
    return Evidence(vocabulary, regime, profile)


def line_breaks(lines: Sequence[str]) -> Iterator[tuple[int, Break]]:
    """Line ends at a hyphen before a line that is not blank, with the place of the line before."""
    for at in range(len(lines) - 1):
        tail = lines[at][-WINDOW:].rstrip()
        if tail and tail[-1] in HYPHENS:
            found = read_break(tail, lines[at + 1][:WINDOW])
            if found.right:
                yield at, found


def count_words(lines: Sequence[str]) -> Mapping[str, int]:
    """Lower-case words and hyphenated forms in mid line, with their counts."""
    counts: Counter[str] = Counter()
    read = 0
    broken = False
    for line in lines:
        tokens = line[: MOST_READ - read].lower().split()
        read += len(line)
        if broken:
            tokens = tokens[1:]
        broken = bool(tokens) and tokens[-1][-1] in HYPHENS
        if broken:
            tokens.pop()
        counts.update(tokens)
        if read >= MOST_READ:
            break
    vocabulary: Counter[str] = Counter()
    for token, count in counts.items():
        vocabulary[_plain(token.strip(EDGES))] += count
    del vocabulary[""]
    return MappingProxyType(vocabulary)


def untaken_breaks(lines: Sequence[str]) -> int:
    """Line ends at which a typesetter would have broken the next word."""
    bare = [line.rstrip() if len(line) < WINDOW else line for line in lines]
    width = line_width([len(line) for line in bare])
    count = 0
    for line, following in pairwise(bare):
        room = width - len(line) - 1
        if room < 3 or not line or line[-1] in HYPHENS:
            continue
        head = following[:WINDOW].split(None, 1)
        if head and len(head[0]) > room and could_break(_first_piece(head[0]), room):
            count += 1
    return count
