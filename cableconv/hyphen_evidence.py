"""What a document says of its own line ends: its words in mid line, how it was wrapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from types import MappingProxyType

from cableconv.grammar.hyphens import HYPHENS
from cableconv.hyphen_break import APOSTROPHES, WINDOW, first_piece, halves, line_breaks, plain
from cableconv.hyphen_signs import certain
from cableconv.hyphen_words import LOG_ODDS, bounded_sum, classify, spelling
from cableconv.profile import Profile
from cableconv.records import dataclass
from cableconv.regime import Regime, could_break, estimate, line_width

_HYPHENS = frozenset(HYPHENS)
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

    vocabulary: Mapping[str, int] = MappingProxyType({})
    regime: Regime = Regime()
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
    vocabulary = OwnWords(lines)
    corpus = profile.vocabulary if profile is not None else {}
    odds = [
        bounded_sum(
            LOG_ODDS[classify(found)],
            spelling(*halves(found), vocabulary),
            spelling(*halves(found), corpus),
        )
        for found in breaks
        if certain(found) is None
    ]
    known = profile.line_ends(post, year) if profile is not None else None
    regime = estimate(
        odds,
        untaken_breaks(lines),
        known_soft=known.surely_soft if known else 0,
        known_untaken=known.untaken if known else 0,
    )
    return Evidence(vocabulary, regime, profile)


class OwnWords(Mapping[str, int]):
    """count_words(lines), each word counted when it is asked for.

    The words that a text breaks mostly stand in few of its other lines or in none, and only
    those lines are read. Where many words are asked for, all are counted at once.
    """

    _FEW = 40

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._asked: dict[str, int] = {}

    def __getitem__(self, word: str) -> int:
        if word not in self._asked:
            self._asked[word] = self._count(word)
        if not self._asked[word]:
            raise KeyError(word)
        return self._asked[word]

    def _count(self, word: str) -> int:
        if len(self._asked) >= self._FEW:
            return self._all.get(word, 0)
        if not word or word not in self._unquoted:
            return 0
        return sum(
            plain(token.strip(EDGES)) == word
            for at, line in enumerate(self._unquoted.split("\n"))
            if word in line
            for token in _mid_line(self._lowered[at], after_break=self._after_break[at])
        )

    @cached_property
    def _all(self) -> Mapping[str, int]:
        return count_words(self._lines)

    @cached_property
    def _lowered(self) -> list[str]:
        ends = accumulate([len(line) for line in self._lines], initial=0)
        readable = [
            line[: MOST_READ - end] for line, end in zip(self._lines, ends, strict=False) if end < MOST_READ
        ]
        return [line.lower() for line in readable]

    @cached_property
    def _unquoted(self) -> str:
        """The lines without their apostrophes."""
        text = "\n".join(self._lowered)
        for mark in APOSTROPHES:
            text = text.replace(mark, "")
        return text

    @cached_property
    def _after_break(self) -> list[bool]:
        """Does each line begin with the rest of a broken word?"""
        found, broken = [], False
        for line in self._lowered:
            found.append(broken)
            broken = line.rstrip()[-1:] in _HYPHENS and (not broken or len(line.split(None, 1)) > 1)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _mid_line(lowered: str, *, after_break: bool) -> list[str]:
    """The tokens of a line but for the pieces of broken words at its ends."""
    tokens = lowered.split()
    if after_break:
        tokens = tokens[1:]
    return tokens[:-1] if tokens and tokens[-1][-1] in HYPHENS else tokens


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
