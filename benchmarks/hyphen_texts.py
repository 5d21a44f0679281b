"""Clean texts wrapped again, with the truth of every line end.

The texts are telegrams and memoranda of Foreign Relations of the United States, read from
../shared/corpus/frus-dev.jsonl, and invented sentences; word breaks follow the patterns of pyphen (PyPI),
which cableconv does not use. Documents are split in two halves.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cableconv.grammar.hyphens import DASHES
from cableconv.model import Kind
from cableconv.text.addresses import CLOSING

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "frus-dev.jsonl"
WIDTHS = {"typeset": range(50, 76, 4), "few soft": range(46, 80, 1), "cable": range(46, 80, 1)}
REPEATS = {"typeset": 1, "few soft": 2, "cable": 6}
SHARE = {"typeset": 1.0, "few soft": 0.1, "cable": 0.0}
SUSPENDED = (
    "both {a}- {c} {b}-term loans", "the {a}- {c} {b}-level talks", "{a}- {c} {b}-owned firms were there",
    "in {a}- {c} {b}-year plans", "all {a}- {c} medium-sized firms", "the {a}- {c} {b}-war period",
    "{a}- {c} {b}-income families", "over a {a}- {c} {b}-month period",
)  # fmt: skip
SUSPENDED_LEFT = (
    "short",
    "medium",
    "pre",
    "inter",
    "two",
    "five",
    "state",
    "privately",
    "low",
    "upper",
    "small",
    "foreign",
    "10",
    "sub",
    "macro",
    "land",
    "government",
)
SUSPENDED_RIGHT = (
    "long",
    "post",
    "three",
    "ten",
    "high",
    "party",
    "middle",
    "15",
    "intra",
    "micro",
    "sea",
    "domestically",
)
MISPRINT = "misprint"  # its truth is in doubt; counted apart
TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Join:
    """A line end whose truth is known: document, place of the line, kind, class."""

    at: int
    kind: Kind
    group: str


@dataclass(frozen=True, slots=True)
class Text:
    lines: tuple[str, ...]
    joins: tuple[Join, ...]


@cache
def soft_breaks(word: str) -> tuple[int, ...]:
    """Places where pyphen breaks the letters of a token that has no hyphen."""
    import pyphen

    start = next((at for at, letter in enumerate(word) if letter.isalpha()), len(word))
    end = start
    while end < len(word) and word[end].isalpha():
        end += 1
    core = word[start:end]
    if len(core) < 5 or any(not (letter.isalpha() or letter in CLOSING) for letter in word[end:]):
        return ()
    dictionary = _dictionary(pyphen)
    return tuple(start + int(place) for place in dictionary.positions(core.lower()) if place <= len(core) - 2)


@cache
def _dictionary(pyphen):  # type: ignore[no-untyped-def]
    return pyphen.Pyphen(lang="en_US")


def hard_breaks(word: str) -> Iterator[int]:
    for at in range(1, len(word) - 1):
        if (
            word[at] == "-"
            and word[at - 1] != "-"
            and word[at + 1] != "-"
            and any(map(str.isalnum, word[:at]))
        ):
            yield at + 1


def group_of(left: str, right: str, kind: Kind) -> str:
    if kind is Kind.HYPHEN_DROPPED:
        return "word break" + (", capitals" if left.isupper() else ", name" if left[:1].isupper() else "")
    if left[-2:-1].isdigit() or right[:1].isdigit():
        return "digit"
    if "-" in left[:-1] or "-" in right:
        return "three parts" + (", capitals" if left.isupper() else "")
    if left.isupper() and right.upper() == right:
        return "compound, capitals"
    if right[:1].isupper():
        return "capital"
    return "compound, name" if left[:1].isupper() else "compound"


def wrap(paragraphs: Sequence[str], width: int, share: float, rng: random.Random) -> Text:
    """Wrap paragraphs greedily; share of the possible word breaks are taken."""
    lines: list[str] = []
    joins: list[Join] = []
    for paragraph in paragraphs:
        line: list[str] = []
        tokens = paragraph.split()
        tokens.reverse()
        indent = rng.randrange(0, 12)
        used = indent
        while tokens:
            token = tokens.pop()
            room = width - used - (1 if line else 0)
            if len(token) <= room:
                used += len(token) + (1 if line else 0)
                line.append(token)
                continue
            places = [at for at in hard_breaks(token) if at <= room]
            kind = Kind.HYPHEN_KEPT
            if not places and "-" not in token and share and rng.random() < share:
                places = [at for at in soft_breaks(token) if at + 1 <= room]
                kind = Kind.HYPHEN_DROPPED
            if places:
                at = places[-1]
                left, right = token[:at], token[at:]
                group = group_of(left.strip("(\"“'"), right, kind)
                if (left + right).lower().strip(CLOSING) in misprints():
                    group = MISPRINT
                if kind is Kind.HYPHEN_DROPPED:
                    left += "-"
                line.append(left)
                joins.append(Join(len(lines), kind, group))
                tokens.append(right)
            elif line:
                last = line[-1]
                if last.endswith("--") or last in DASHES:
                    joins.append(Join(len(lines), Kind.DASH, "dash"))
                elif len(last) > 1 and last[-1] == "-":
                    joins.append(Join(len(lines), Kind.HYPHEN_SUSPENDED, "suspended"))
                tokens.append(token)
            else:
                line.append(token)
            lines.append(" " * indent + " ".join(line))
            line, used, indent = [], 0, 0
        if line:
            lines.append(" " * indent + " ".join(line))
        lines.append("")
    return Text(tuple(lines), tuple(joins))


@cache
def misprints() -> frozenset[str]:
    """Printers' word breaks that the corpus's own transcription kept ("pro-viding"): forms seen once,
    one half of which stands nowhere else in the corpus while their letters are a word of it."""
    words: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for line in filter(None, CORPUS.read_text(encoding="utf-8").split("\n")):
        for token in TOKEN.findall(" ".join(json.loads(line)["paragraphs"]).lower()):
            (forms if "-" in token else words)[token] += 1
    pieces = Counter(piece for form in forms for piece in form.split("-"))
    return frozenset(
        form
        for form, count in forms.items()
        if count == 1
        and words[form.replace("-", "")] >= 3
        and any(words[piece] == 0 and pieces[piece] == 1 for piece in form.split("-"))
    )


def documents(half: str) -> list[list[str]]:
    """The clean paragraphs of every second document, with invented suspended hyphens."""
    if not CORPUS.exists():
        sys.exit(f"{CORPUS}: not there; this benchmark needs it")
    chosen: list[list[str]] = []
    rng = random.Random(5)
    for number, line in enumerate(CORPUS.read_text(encoding="utf-8").split("\n")):
        if not line or (number % 2 == 0) is not (half == "dev"):
            continue
        paragraphs = [
            paragraph.replace("\N{EN DASH}", "-").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
            for paragraph in json.loads(line)["paragraphs"]
        ]
        chosen.append([with_suspended(paragraph, rng) for paragraph in paragraphs])
    return chosen


def with_suspended(paragraph: str, rng: random.Random) -> str:
    """Put an invented phrase with a suspended hyphen after some sentences."""
    sentences = paragraph.split(". ")
    for at in range(len(sentences) - 1):
        if rng.random() < 0.03:
            phrase = rng.choice(SUSPENDED).format(
                a=rng.choice(SUSPENDED_LEFT),
                b=rng.choice(SUSPENDED_RIGHT),
                c=rng.choice(("and", "and", "or", "to")),
            )
            sentences[at] += f", {phrase.upper() if paragraph.isupper() else phrase}"
    return ". ".join(sentences)


def texts(half: str, regime: str) -> Iterator[Text]:
    rng = random.Random(f"{half} {regime}")
    chosen = documents(half)
    for width in WIDTHS[regime]:
        for _ in range(REPEATS[regime]):
            for paragraphs in chosen:
                yield wrap(paragraphs, width, SHARE[regime], rng)
