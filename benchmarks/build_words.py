"""Derive cableconv/data/words from Debian's wamerican and wordnet-base packages.

    apt-get download wamerican wordnet-base
    for deb in *.deb; do dpkg-deb -x "$deb" packages; done
    python -m benchmarks.build_words packages

The result depends on the two packages only: the same packages give the same bytes.
Origin and licences: cableconv/data/words/ORIGIN.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "cableconv" / "data" / "words"
WORD_LIST = Path("usr/share/dict/american-english")
WORDNET = Path("usr/share/wordnet")
PARTS_OF_SPEECH = ("adj", "adv", "noun", "verb")
PRODUCTIVE = 4  # a prefix or suffix is listed when this many different hyphenated forms have it
COMMON = 4  # times that glosses use an everyday word
WORD = re.compile(r"(?<![\w'-])[a-z]++(?![\w-])")
HYPHENATED = re.compile(r"(?<![\w-])[a-z][a-z']*+(?:-[a-z][a-z']*+)++(?![\w-])")


def closed_forms(root: Path) -> set[str]:
    """Words without hyphen or apostrophe, in lower case."""
    words = (root / WORD_LIST).read_text(encoding="utf-8").split("\n")
    return {word.lower() for word in words if word.isalpha() and len(word) > 1}


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
    return {form for text in (*lemmas, *glosses) for form in HYPHENATED.findall(text)}


def common_forms(root: Path, closed: set[str]) -> set[str]:
    """The closed forms that WordNet's glosses use often enough to be everyday words."""
    counts: Counter[str] = Counter()
    for line in wordnet_lines(root, "data"):
        counts.update(WORD.findall(line.partition("|")[2].lower()))
    return {word for word in closed if counts[word] >= COMMON}


def productive_parts(forms: Iterable[str]) -> set[str]:
    """ "self-" and "-shaped": first and last parts that many different forms share."""
    counts: Counter[str] = Counter()
    for form in forms:
        first, _, rest = form.partition("-")
        counts[first + "-"] += 1
        counts["-" + rest.rpartition("-")[2]] += 1
    return {part for part, count in counts.items() if count >= PRODUCTIVE and len(part) > 2}


def write(name: str, words: Iterable[str]) -> None:
    """Write words one a line, sorted as bytes, a line end on both sides of each."""
    lines = sorted({word.encode() for word in words})
    (TARGET / name).write_bytes(b"\n" + b"\n".join(lines) + b"\n")
    print(f"{name}: {len(lines)} words, {(TARGET / name).stat().st_size} bytes")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = Path(sys.argv[1])
    hyphenated = hyphenated_forms(root)
    closed = closed_forms(root)
    write("closed.txt", closed)
    write("common.txt", common_forms(root, closed))
    write("hyphenated.txt", hyphenated)
    write("parts.txt", productive_parts(hyphenated))


if __name__ == "__main__":
    main()
