"""What a document says of its own line ends: its words in mid line, how it was wrapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from cableconv.grammar.hyphens import HYPHENS
from cableconv.hyphen_break import WINDOW, first_piece, halves, line_breaks, plain
from cableconv.hyphen_signs import CERTAIN
from cableconv.hyphen_words import LOG_ODDS, bounded_sum, classify, spelling
from cableconv.profile import Profile
from cableconv.regime import Regime, could_break, estimate, line_width

MOST_READ = 4_000_000  # characters of a document whose words are counted
EDGES = (
    "()[]{}<>\"'*.,;:!?_"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says of its own line ends. vocabulary: lower-case forms seen in mid line,
    with their counts; regime: how it was wrapped; profile: what the corpus taught."""

    vocabulary: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    regime: Regime = field(default_factory=Regime)
    profile: Profile | None = None


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
        vocabulary[plain(token.strip(EDGES))] += count
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
        if head and len(head[0]) > room and could_break(first_piece(head[0]), room):
            count += 1
    return count
