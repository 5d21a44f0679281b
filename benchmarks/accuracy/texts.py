"""Where the text comes from: invented documents shipped here, and a public corpus if present.

A text is a subject and sections: a heading (may be empty) and its paragraphs.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parents[1] / "data"
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "frus-dev.jsonl"
FOLD = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{EN DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NO-BREAK SPACE}": " ",
        "\N{MIDDLE DOT}": " ",
    }
)
LEAD = re.compile(r"^(?:\(?[0-9A-Za-z]{1,4}[.)]|[-*\u2022]+)\s+")


class Text(NamedTuple):
    """One text. paragraphs: (heading, paragraph) pairs in order."""

    key: str
    subject: str
    paragraphs: tuple[tuple[str, str], ...]
    invented: bool


def _invented() -> list[Text]:
    found = []
    for path in sorted(DATA.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")).get("documents", ()):
            pairs = [
                (section["heading"] if not at else "", paragraph)
                for section in entry["sections"]
                for at, paragraph in enumerate(section["paragraphs"])
            ]
            found.append(Text(entry["id"], entry["subject"], tuple(pairs), True))
    return found


def fold(text: str) -> str:
    """What a teletype could print of a modern edition's text."""
    text = text.translate(FOLD).replace("—", " -- ")
    text = text.encode("ascii", "ignore").decode()
    return " ".join(LEAD.sub("", " ".join(text.split())).split())


def _public() -> list[Text]:
    if not CORPUS.exists():
        return []
    found = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["allcaps"]:
            continue
        paragraphs = [fold(p) for p in entry["paragraphs"]]
        good = [
            ("", p)
            for p in paragraphs
            if 150 <= len(p) <= 1500
            and p[-1] in '.?!"'
            and p[0].isupper()
            and "  " not in p
            and " . " not in p
            and sum(map(str.isupper, p)) < len(p) / 4
            and not re.search(r"\bNNNN\b|PAGE \d|\[", p)
        ]
        if len(good) >= 3:
            subject = fold(entry["subject"] or entry["heading"])[:110].rstrip(" .,;:-")
            found.append(Text(entry["id"], re.sub(r"[^A-Za-z0-9 ,'-]", "", subject), tuple(good[:14]), False))
    return found


@cache
def texts() -> tuple[Text, ...]:
    """All texts, invented ones first, in a fixed order."""
    return tuple(_invented() + _public())
