"""What a document says of its own line ends: its words in mid line, how it was wrapped."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

from cableconv.grammar.form import lazy
from cableconv.grammar.hyphens import HYPHENS
from cableconv.hyphens.breaks import EDGES, WINDOW, Break, first_piece, halves, line_breaks, plain, unquoted
from cableconv.hyphens.regime import Regime, could_break, estimate, first_break, line_width, soft_for_hard
from cableconv.hyphens.signs import certain, likely
from cableconv.hyphens.spelling import bounded_sum, spelled_halves, spelling
from cableconv.hyphens.words import Words, weigh_words

if TYPE_CHECKING:
    from cableconv.profile import Profile

_T = TypeVar("_T")
_HYPHENS = frozenset(HYPHENS)
_INSIDE_WORD = lazy(r"-(?:(?<=[^\W\d_]-)(?=[a-z])|(?<=[A-Z]-)(?=[A-Z]))")
_MIXED = lazy("(?<![A-Za-z])[A-Za-z]*?[a-z][A-Z][A-Za-z]*")
SLACK = 8  # columns; a line with more room than these and the next word ends a paragraph
MOST_EARLY = 0.12  # of the lines that may end before their last word that fits, in even text
FEWEST_FILLED = 5  # lines that show it
# Log-odds of a word break by how the line before it was filled.
WHOLE_FITTED = -4.0  # without its hyphen the word would have stood on the line
PIECE_FITTED = (-0.5, -1.4, -3.0, -4.0)  # its next syllable would have, and so many columns were left
FILLED = 0.2
MOST_READ = 4_000_000  # characters of a document whose words are counted


class Wrapping(NamedTuple):
    """How lines were filled. width: columns that every line was filled to as far as its words
    allowed, 0 if lines are uneven; untaken: line ends at which a typesetter would have broken
    the next word."""

    width: int = 0
    untaken: int = 0


class Evidence(NamedTuple):
    """What a document says of its own line ends. vocabulary: lower-case forms seen elsewhere,
    with their counts; regime: how it was wrapped; width: that of its lines, 0 if they are
    uneven; profile: what the corpus taught."""

    vocabulary: Mapping[str, int] = MappingProxyType({})
    regime: Regime = Regime()
    width: int = 0
    profile: "Profile | None" = None
    weighed: Mapping[Break, Words] = MappingProxyType({})  # what its words say of its own breaks
    mixed: frozenset[str] = frozenset()  # its words with a capital inside, "FonMin"

    def words(self, found: Break) -> Words:
        """What the words of this break say."""
        return self.weighed.get(found) or weigh_words(found, self.vocabulary)


def gather(
    lines: Sequence[str],
    profile: "Profile | None" = None,
    *,
    post: str = "",
    year: int | None = None,
    others: Sequence[str] = (),
) -> Evidence:
    """The evidence of a document's lines; empty unless a line ends in a hyphen.

    others: lines that are no running text, whose words count too; post and year choose what the profile
    knows of the way such cables were wrapped.
    """
    breaks = [(lines[at], found) for at, found in line_breaks(lines)]
    if not breaks:
        return Evidence(profile=profile)
    vocabulary = OwnWords((*lines, "", *others), broken_twice(found for _, found in breaks))
    corpus = profile.vocabulary if profile is not None else {}
    wrapping = read_wrapping(lines)
    doubtful = [(line, found) for line, found in breaks if certain(found) is None and likely(found) is None]
    weighed = {found: weigh_words(found, vocabulary) for _, found in doubtful}
    odds = [
        bounded_sum(
            weighed[found].log_odds,
            spelling(*spelled_halves(found, vocabulary, corpus), vocabulary),
            spelling(*spelled_halves(found, vocabulary, corpus), corpus),
        )
        + weigh_room(line, found, wrapping.width)
        for line, found in doubtful
    ]
    known = profile.line_ends(post, year) if profile is not None else None
    regime = estimate(
        odds,
        wrapping.untaken,
        known_soft=known.surely_soft if known else 0,
        known_untaken=known.untaken if known else 0,
        soft_per_hard=soft_for_hard(*count_hyphens(lines)),
    )
    mixed = frozenset(word for line in lines for word in _MIXED.findall(line))
    return Evidence(vocabulary, regime, wrapping.width, profile, weighed, mixed)


def count_hyphens(lines: Sequence[str]) -> tuple[int, int]:
    """The hyphens inside words in mid line, those before a capital of mixed text left out, and the
    characters that were read."""
    hyphens = read = 0
    for line in lines:
        hyphens += line.count("-") and len(_INSIDE_WORD.findall(line))
        read += len(line)
        if read >= MOST_READ:
            break
    return hyphens, read


def weigh_room(before: str, found: Break, width: int) -> float:
    """Log-odds of a word break by the columns that the line before it leaves: who breaks words
    fills the line with letters as far as they go, who breaks at hyphens cannot."""
    room = width - len(before.rstrip() if len(before) < WINDOW else before)
    if not width or room >= len(found.right):
        return 0.0
    if room == len(found.right) - 1:
        return WHOLE_FITTED
    place = first_break(first_piece(found.right))
    if not place or room < place:
        return FILLED
    return PIECE_FITTED[min(room - place, len(PIECE_FITTED) - 1)]


def with_parts(counts: Mapping[str, int]) -> dict[str, int]:
    """The words, and "-term" for every "long-term"; both with their counts."""
    found = Counter({word: count for word, count in counts.items() if word[0] != "-"})
    for word, count in counts.items():
        if part := _last_part(word):
            found[part] += count
    return found


def _last_part(word: str) -> str:
    """ "-term" of "long-term"; empty without a hyphen inside."""
    return word[word.rfind("-") :] if "-" in word.strip("-") else ""


def broken_twice(breaks: Iterable[Break]) -> dict[str, int]:
    """The closed forms of words that line ends break at different places, as no hyphen of the
    word itself could stand."""
    places: dict[str, set[int]] = {}
    for found in breaks:
        left, right = halves(found)
        places.setdefault(left + right, set()).add(len(left))
    return {whole: len(where) for whole, where in places.items() if len(where) > 1}


class OwnWords(Mapping[str, int]):
    """count_words(lines), each word counted when it is asked for; "-term" counts "long-term".

    The words that a text breaks mostly stand in few of its other lines or in none, and only
    those lines are read. Where many words are asked for, all are counted at once. twice: counts
    of words that the text's line ends break at different places.
    """

    _FEW = 40

    def __init__(self, lines: Sequence[str], twice: Mapping[str, int]) -> None:
        self._lines = lines
        self._asked: dict[str, int] = {**twice}

    def __getitem__(self, word: str) -> int:
        if count := self._counted(word):
            return count
        raise KeyError(word)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._counted(word) > 0

    @overload
    def get(self, word: str, /) -> int | None: ...
    @overload
    def get(self, word: str, /, default: int | _T) -> int | _T: ...
    def get(self, word: str, /, default: object = None) -> object:
        return self._counted(word) or default

    def _counted(self, word: str) -> int:
        if word not in self._asked:
            self._asked[word] = self._count(word)
        return self._asked[word]

    def _count(self, word: str) -> int:
        if len(self._asked) >= self._FEW:
            return self._all.get(word, 0)
        if not word or word not in self._text:
            return 0
        reads = _last_part if word[0] == "-" else str
        holding = [at for at, line in enumerate(self._unquoted) if word in line]
        return sum(
            reads(plain(token.strip(EDGES))) == word
            for at in holding
            for token in _mid_line(self._lowered[at], after_break=self._after_break[at])
        )

    @cached_property
    def _all(self) -> Mapping[str, int]:
        return with_parts(count_words(self._lines))

    @cached_property
    def _lowered(self) -> list[str]:
        ends = accumulate([len(line) for line in self._lines], initial=0)
        readable = [
            line[: MOST_READ - end] for line, end in zip(self._lines, ends, strict=False) if end < MOST_READ
        ]
        return [line.lower() for line in readable]

    @cached_property
    def _unquoted(self) -> list[str]:
        """The lines without their apostrophes."""
        return [unquoted(line) for line in self._lowered]

    @cached_property
    def _text(self) -> str:
        """All lines without their apostrophes: most words that are asked for stand in none."""
        return unquoted("\n".join(self._lowered))

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


def read_wrapping(lines: Sequence[str]) -> Wrapping:
    """How these lines were filled."""
    bare = [line.rstrip() if len(line) < WINDOW else line for line in lines]
    width = line_width([len(line) for line in bare])
    untaken = filled = early = 0
    for line, following in pairwise(bare):
        head = following[:WINDOW].split(None, 1)
        if not line or not head or line[-1] in HYPHENS:
            continue
        room = width - len(line) - 1
        if len(head[0]) > room:
            filled += 1
            untaken += room >= 3 and could_break(first_piece(head[0]), room)
        elif room < len(head[0]) + SLACK:
            early += 1
    even = filled >= FEWEST_FILLED and early <= MOST_EARLY * (filled + early)
    return Wrapping(width if even else 0, untaken)
