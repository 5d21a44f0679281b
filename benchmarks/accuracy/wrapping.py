"""Breaking clean text into printed lines, with every line end classified.

Three regimes: "hard" breaks only at hyphens that are there, "few" breaks one word in ten
that could be broken, "typeset" breaks whenever a word can be.
"""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

RATE = {"hard": 0.0, "few": 0.1, "typeset": 1.0}
VOWELS = frozenset("aeiouy")
INSEPARABLE = frozenset(
    (
        *(
            "bl",
            "br",
            "ch",
            "ck",
            "cl",
            "cr",
            "dr",
            "dw",
            "fl",
            "fr",
            "gh",
            "gl",
            "gr",
            "kn",
            "ph",
            "pl",
            "pr",
        ),
        *("qu", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "st", "sw", "th", "tr", "tw", "wh", "wr"),
    )
)
SUFFIX = re.compile(
    r"(?:tion|sion|ment|ments|tions|sions|ness|ship|ful|less|ture|ing|ers|ly|ties|ity|able|ible|ance|ence)$"
)
PREFIXES = frozenset(("so-", "non-", "self-", "anti-", "pro-", "ex-", "vice-", "co-", "re-", "pre-", "post-"))
WORD = re.compile(r"([(\"']*)([a-z]{6,}|[A-Z][a-z]{5,}|[A-Z]{6,})([.,;:?!)\"']*)")
ADDRESS = re.compile(r"://|www\.|@")
SENTENCE_END = re.compile(r"[.?!][\"')]*$")


class Cut(NamedTuple):
    """One printed line of a block: text as printed, span of the clean text, seam."""

    text: str
    start: int
    end: int
    seam: str


def word_breaks(word: str) -> list[int]:
    """Places where a word may be broken: a plain syllable rule, two letters left, three right."""
    low = word.lower()
    found = set()
    for i in range(2, len(low) - 2):
        before, after = low[:i], low[i:]
        if not (VOWELS & set(before) and VOWELS & set(after[:-1])):
            continue
        pair = low[i - 1] + low[i]
        if low[i] in VOWELS or pair in INSEPARABLE:
            continue
        if i + 1 < len(low) and low[i + 1] not in VOWELS and low[i : i + 2] not in INSEPARABLE:
            continue
        found.add(i)
    suffix = SUFFIX.search(low)
    if suffix and suffix.start() >= 3:
        found = {i for i in found if abs(i - suffix.start()) != 1} | {suffix.start()}
    return sorted(i for i in found if 2 <= i <= len(word) - 3)


def _hard_breaks(token: str) -> list[int]:
    """Places after a hyphen of the token, and after / . _ in an address."""
    if ADDRESS.search(token):
        return [
            m.end() for m in re.finditer(r"[/_?&-]|(?<=[a-z])\.(?=[a-z])", token) if 3 < m.end() < len(token)
        ]
    return [
        m.end()
        for m in re.finditer(r"(?<=[A-Za-z0-9.])-(?=[A-Za-z0-9])", token)
        if m.end() >= 3 and len(token) - m.end() >= 2
    ]


def hyphen_class(token: str, at: int) -> str:
    """The class of a hyphen that the text had before it was broken after it."""
    left, right = token[:at], token[at:]
    if ADDRESS.search(token):
        return "address"
    if left[-2:-1].isdigit() and right[:1].isdigit():
        return "range"
    if right[:1].isupper() or left.rstrip("-")[-1:].isupper():
        return "capital"
    if left.count("-") > 1 or "-" in right:
        return "three-part"
    if left.lower() in {
        "so-",
        "non-",
        "self-",
        "anti-",
        "pro-",
        "ex-",
        "vice-",
        "co-",
        "re-",
        "pre-",
        "post-",
    }:
        return "prefix"
    if right[:1].isdigit() or left[-2:-1].isdigit():
        return "digit"
    return "compound"


def _break(token: str, room: int, chance: bool) -> tuple[int, str] | None:
    """Where to break a token that does not fit: (offset, class), or nothing."""
    hard = [at for at in _hard_breaks(token) if at <= room]
    if hard:
        return hard[-1], hyphen_class(token, hard[-1])
    match = WORD.fullmatch(token)
    if not chance or not match:
        return None
    lead = len(match[1])
    soft = [lead + at for at in word_breaks(match[2]) if lead + at + 1 <= room]
    if not soft:
        return None
    return soft[-1], "soft-capitals" if match[2].isupper() else "soft"


def _space_seam(token: str, following: str) -> str:
    if token in {"-", "--"} or token.endswith("--") or following in {"-", "--"}:
        return "dash"
    if token.endswith("-") and len(token) > 1:
        return "suspended"
    return "wrap"


def wrap(
    text: str,
    width: int,
    rng: Random,
    regime: str = "hard",
    indent: int = 0,
    hang: int = 0,
    wide: bool = False,
    mark: str = "-",
) -> list[Cut]:
    """Break text into lines of at most width. wide: two blanks after a sentence."""
    cuts: list[Cut] = []
    line, start, last = " " * indent, 0, 0
    empty = True
    position = 0
    words = text.split(" ")
    for number, whole in enumerate(words):
        token, token_start = whole, position
        position += len(whole) + 1
        while True:
            gap = "" if empty else ("  " if wide and SENTENCE_END.search(text[last - 2 : last]) else " ")
            if len(line) + len(gap) + len(token) <= width or (empty and len(token) < 4):
                line += gap + token
                last = token_start + len(token)
                empty = False
                break
            room = width - len(line) - len(gap)
            cut = _break(token, room, rng.random() < RATE[regime])
            if cut is None and empty:  # a token longer than a line
                line += token
                last = token_start + len(token)
                empty = False
                break
            if cut is None:
                cuts.append(Cut(line, start, last, _space_seam(words[number - 1], token)))
                line, start, empty = " " * hang, token_start, True
                continue
            at, kind = cut
            printed = token[:at] + (mark if kind.startswith("soft") else "")
            cuts.append(Cut(line + gap + printed, start, token_start + at, kind))
            line, start, empty = " " * hang, token_start + at, True
            token, token_start = token[at:], token_start + at
    cuts.append(Cut(line, start, last, ""))
    return cuts
