"""Line ends that are kept: tables, addresses, verse; and prose beside them, which is joined.

``python -m benchmarks.kept -n 3000 --seed 7 [--show 5] [--only verse]``: invented cables, each with one
such block between numbered paragraphs, at widths from 55 to 72. A block is right when every line end of it,
and the one above it, has the outcome that its author meant. Prose in odd layouts (justified, inset) is the
other half of the measure: whoever keeps every line end has all of the first and none of it.
"""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from cableconv import trace
from cableconv.model import LAYOUT, LINE_ENDS, Kind

from .accuracy.texts import Text, texts

KEPT, JOINED = "kept", "joined"
HEAD = """\
P 151200Z JAN 08
FM AMEMBASSY TESTVILLE
TO SECSTATE WASHDC PRIORITY 1234
BT
UNCLAS TESTVILLE 000042

E.O. 12958: N/A
TAGS: PREL, ECON
SUBJECT: HARBOR TALKS CONTINUE IN TESTVILLE

"""
NOUNS = ("river", "harbor", "winter", "bell", "road", "fire", "brother", "lamp", "sail", "morning", "letter")
VERBS = ("waits", "falls", "burns", "turns", "sleeps", "rises", "sings", "forgets", "returns", "listens")
PLACES = ("beside the hill", "upon the sea", "before the door", "beyond the farther shore", "in the rain")
FIRST = ["Jan", "Rosa", "Ama", "Otto", "Lena", "Boris", "Mina", "Karel"]
LAST = ["Marlowe", "Quarm", "Osei", "Sample", "Tester", "Dorn", "Vale"]
TITLES = ("Director", "Deputy Minister", "Harbor Master", "Chief Pilot", "First Secretary")
HOUSES = ("Ministry of Harbors", "Testville Port Authority", "Union of Pilots", "Bank of Otherville")
STREETS = ["Harbor Road", "Mill Street", "Old Mint Square", "Quay Avenue"]
TOWNS = ("Testville", "Otherville", "Sampleton", "Dorn")
INTROS = (
    "The text is as follows:",
    "It was read aloud at the rally and printed in the papers the next day:",
    "The embassy has received the following from its contacts in the ministry.",
)


class Item(NamedTuple):
    """A line with the outcome of its own end, "" where either is right."""

    text: str
    end: str


Maker = Callable[[Random, int], list[Item]]


def _kept(lines: Sequence[str]) -> list[Item]:
    return [Item(line, KEPT) for line in lines]


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[Item]:
    """A paragraph: its line ends are joined but for the last."""
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [Item(line, JOINED) for line in lines[:-1]] + [Item(lines[-1], KEPT)]


@cache
def _invented() -> tuple[Text, ...]:
    return tuple(text for text in texts() if text.invented)


def _paragraphs(rng: Random) -> Iterator[str]:
    while True:
        yield from [text for _, text in rng.choice(_invented()).paragraphs]


def _person(rng: Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


# Tables.


def _figures(rng: Random, width: int) -> list[Item]:
    columns = rng.randint(1, 3)
    rows = [(rng.choice(TOWNS), *(f"{rng.randint(1, 9999):,}" for _ in range(columns))) for _ in range(5)]
    return _kept(["".join(cell.ljust(14) for cell in row).rstrip() for row in rows])


def _cells(rng: Random, width: int, heads: Sequence[Sequence[str]], wrap_at: int) -> list[Item]:
    """Rows whose cell at wrap_at holds words that wrap below themselves."""
    prose = _paragraphs(rng)
    gap = rng.choice((2, 3, 4))
    wide = [max(len(row[at]) for row in heads) + gap for at in range(len(heads[0]))]
    left = sum(wide[:wrap_at])
    right = sum(wide[wrap_at:])
    room = max(14, width - left - right - (gap if right else 0))
    lines: list[str] = []
    for row in heads:
        words = next(prose).split()[: rng.randint(2, 14)]
        cell = textwrap.wrap(" ".join(words).rstrip(".,"), room, break_on_hyphens=False)
        for number, part in enumerate(cell):
            if not number:
                before = "".join(row[at].ljust(wide[at]) for at in range(wrap_at))
                after = "".join(row[at].ljust(wide[at]) for at in range(wrap_at, len(row)))
            else:
                before, after = " " * left, ""
            lines.append((before + (part.ljust(room + gap) + after if after else part)).rstrip())
    return _kept(lines)


def _last_wraps(rng: Random, width: int) -> list[Item]:
    return _cells(rng, width, [(rng.choice(HOUSES),) for _ in range(rng.randint(2, 5))], 1)


def _schedule(rng: Random, width: int) -> list[Item]:
    days = ("Monday", "", "Tuesday", "", "Wednesday")
    hours = ("0900", "1130", "1000", "1900", "1245")
    return _cells(rng, width, list(zip(days, hours, strict=True))[: rng.randint(3, 5)], 2)


def _numbered_rows(rng: Random, width: int) -> list[Item]:
    return _cells(rng, width, [(f"{at}. {_person(rng)}",) for at in range(1, rng.randint(3, 6))], 1)


def _middle_wraps(rng: Random, width: int) -> list[Item]:
    heads = [(rng.choice(TOWNS), f"{rng.randint(1, 99) * 1000:,}") for _ in range(rng.randint(3, 5))]
    return _cells(rng, width, heads, 1)


# Addresses.


def _address(rng: Random, width: int) -> list[Item]:
    lines = [_person(rng), rng.choice(TITLES), rng.choice(HOUSES)]
    lines.append(f"{rng.randint(1, 99)} {rng.choice(STREETS)}")
    lines.append(f"{rng.choice(TOWNS)} {rng.randint(1000, 9999)}")
    return _kept(lines[rng.randint(0, 2) :])


def _address_online(rng: Random, width: int) -> list[Item]:
    lines = [item.text for item in _address(rng, width)]
    town = rng.choice(TOWNS).lower()
    online = [
        f"Tel: 555-{rng.randint(1000, 9999)}",
        f"Email: office@harbors.{town}.example",
        f"{rng.choice(FIRST).lower()}.{rng.choice(LAST).lower()}@{town}.example",
        f"http://www.harbors.{town}.example/",
        f"www.{town}-port.example",
    ]
    rng.shuffle(online)
    return _kept(lines + online[: rng.randint(1, 3)])


# Verse.


def _verse_line(rng: Random) -> str:
    noun, other, verb = rng.choice(NOUNS), rng.choice(NOUNS), rng.choice(VERBS)
    return rng.choice(
        (
            f"the {noun} {verb} {rng.choice(PLACES)}",
            f"and every {noun} {verb} {rng.choice(PLACES)}",
            f"come home, my {noun}, the {other} {verb} no more",
            f"no {noun} {verb} for me",
            f"O {noun}, O {other}, my {rng.choice(NOUNS)}",
            f"we knew the {noun} before the {other} {verb}",
            f"where {noun} and {other} are one",
            f"but still the {noun} {verb}",
        )
    ) + rng.choice(("", "", ",", ";", ".", "!"))


def _stanza(rng: Random, count: int, indent: str = "", lower: bool = False) -> list[str]:
    lines = [_verse_line(rng) for _ in range(count)]
    return [indent + (line if lower else line[0].upper() + line[1:]) for line in lines]


def _verse(rng: Random, width: int) -> list[Item]:
    return _kept(_stanza(rng, rng.randint(3, 8)))


def _verse_indented(rng: Random, width: int) -> list[Item]:
    return _kept(_stanza(rng, rng.randint(3, 8), " " * rng.randint(3, 12)))


def _verse_stanzas(rng: Random, width: int) -> list[Item]:
    each, indent = rng.randint(2, 4), " " * rng.choice((0, 0, 5))
    lines: list[str] = []
    for _ in range(rng.randint(2, 3)):
        lines += [*([""] if lines else []), *_stanza(rng, each, indent)]
    return _kept(lines)


def _verse_lower(rng: Random, width: int) -> list[Item]:
    return _kept(_stanza(rng, rng.randint(3, 8), " " * rng.choice((0, 0, 5)), lower=True))


def _verse_turned(rng: Random, width: int) -> list[Item]:
    """Long lines whose last words stand indented below them."""
    items: list[Item] = []
    for _ in range(rng.randint(3, 5)):
        line = f"{_verse_line(rng).rstrip(',;.!')} and {_verse_line(rng)}"
        items += _wrapped(line[0].upper() + line[1:], width, "", "    ")
    return items


# Prose.


def _spread(line: str, width: int, rng: Random, manner: str) -> str:
    """The line with blanks added between its words until it is as wide as the text."""
    words = line.split(" ")
    gaps = [1] * (len(words) - 1)
    if not gaps:
        return line
    order = list(range(len(gaps)))
    if manner == "right":
        order.reverse()
    if manner == "random":
        rng.shuffle(order)
    for number in range(width - len(line)):
        gaps[order[number % len(order)]] += 1
    return words[0] + "".join(" " * gap + word for gap, word in zip(gaps, words[1:], strict=True))


def _justified(text: str, width: int, rng: Random, manner: str, first: str = "") -> list[Item]:
    items = _wrapped(first + text, width)
    return [Item(_spread(item.text, width, rng, manner), JOINED) for item in items[:-1]] + items[-1:]


def _inset(rng: Random, width: int) -> list[Item]:
    indent = " " * rng.choice((0, 4, 6))
    return _wrapped(next(_paragraphs(rng)), width - rng.randint(6, 14), indent, indent)


def _wrapped_twice(rng: Random, width: int) -> list[Item]:
    """Prose of lines that another wrapper broke again, so that every second one is a stump."""
    indent = " " * rng.choice((0, 0, 5))
    lines = textwrap.wrap(next(_paragraphs(rng)), width + rng.randint(3, 8), break_on_hyphens=False)
    again = [part for line in lines for part in textwrap.wrap(line, width - 5, break_on_hyphens=False)]
    return [Item(indent + line, JOINED) for line in again[:-1]] + [Item(indent + again[-1], KEPT)]


def _short_prose(rng: Random, width: int) -> list[Item]:
    sentence = next(_paragraphs(rng)).split(". ")[0].rstrip(".") + "."
    return _wrapped(sentence, width)


CLASSES: dict[str, Maker] = {
    "table: figures": _figures,
    "table: last cell wraps": _last_wraps,
    "table: middle cell wraps": _middle_wraps,
    "table: schedule that wraps": _schedule,
    "table: numbered rows that wrap": _numbered_rows,
    "address: postal": _address,
    "address: telephone, mail, web": _address_online,
    "verse: flush": _verse,
    "verse: indented": _verse_indented,
    "verse: stanzas": _verse_stanzas,
    "verse: small letters": _verse_lower,
    "verse: turned-over lines": _verse_turned,
    "prose: one sentence": _short_prose,
    "prose: inset": _inset,
    "prose: wrapped twice": _wrapped_twice,
}
JUSTIFIED = "prose: justified"


class Made(NamedTuple):
    name: str
    text: str
    ends: dict[int, str]  # line, from 1, of the block -> what its end is


def make(seed: int, index: int, only: str = "") -> Made:
    """One cable with one block; the same seed and index always give the same."""
    rng = Random(f"kept/{seed}/{index}")
    names = [name for name in (*CLASSES, JUSTIFIED) if only in name]
    name = names[index % len(names)]
    width = rng.choice((55, 60, 62, 65, 68, 72))
    prose = _paragraphs(rng)
    if name == JUSTIFIED:
        manner = rng.choice(("left", "right", "random"))
        blocks = [
            _justified(next(prose), width, rng, manner, f"{n}. (U) ") for n in range(1, rng.randint(4, 6))
        ]
        lines, ends = HEAD.splitlines(), {}
        for block in blocks:
            ends.update({len(lines) + at: item.end for at, item in enumerate(block, 1)})
            lines += [*(item.text for item in block), ""]
        return Made(name, "\n".join([*lines, "MARLOWE"]) + "\n", ends)
    before = [_wrapped(f"{n}. (U) {next(prose)}", width) for n in range(1, rng.randint(2, 4))]
    intro = _wrapped(f"{len(before) + 1}. (U) {rng.choice(INTROS)}", width)
    close = not name.startswith("prose") and rng.random() < 0.2
    block = CLASSES[name](rng, width)
    after = [_wrapped(f"{len(before) + n}. (U) {next(prose)}", width) for n in range(2, rng.randint(3, 5))]
    lines = HEAD.splitlines()
    for paragraph in before:
        lines += [*(item.text for item in paragraph), ""]
    lines += [item.text for item in intro]
    ends = {len(lines): KEPT}
    lines += [] if close else [""]
    ends.update({len(lines) + at: item.end for at, item in enumerate(block, 1) if item.text})
    lines += [*(item.text for item in block), ""]
    for paragraph in after:
        lines += [*(item.text for item in paragraph), ""]
    return Made(name, "\n".join([*lines, "MARLOWE"]) + "\n", ends)


def decided(text: str) -> dict[int, str]:
    """What cableconv makes of the end of every line that holds text of the cable."""
    (document,) = trace(text.encode())
    found: dict[int, str] = {}
    line = 1
    for span in document.spans:
        if span.kind in LINE_ENDS:
            found[line] = KEPT if span.kind is Kind.END else JOINED
        elif span.kind not in LAYOUT and span.text.endswith("\n"):
            found[line] = KEPT
        line += span.text.count("\n")
    return found


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks.kept")
    options.add_argument("-n", type=int, default=1500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0)
    options.add_argument("--only", default="")
    arguments = options.parse_args()
    blocks: Counter[str] = Counter()
    right: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    ends_right: Counter[str] = Counter()
    shown = 0
    for index in range(arguments.n):
        made = make(arguments.seed, index, arguments.only)
        outcome = decided(made.text)
        wrong = {line: end for line, end in made.ends.items() if outcome.get(line) != end}
        blocks[made.name] += 1
        right[made.name] += not wrong
        ends[made.name] += len(made.ends)
        ends_right[made.name] += len(made.ends) - len(wrong)
        if wrong and shown < arguments.show:
            shown += 1
            print(f"{index}: {made.name}")
            for number, line in enumerate(made.text.splitlines(), 1):
                if number in made.ends:
                    mark = f"should be {wrong[number]}" if number in wrong else ""
                    print(f"  {number:3} {line:75} {mark}")
    print("| | blocks | all line ends right, % | line ends | right, % |")
    print("|---|---:|---:|---:|---:|")
    for name in [*blocks, *dict.fromkeys(name.partition(":")[0] for name in blocks)]:
        members = [one for one in blocks if one == name or one.partition(":")[0] == name]
        count, whole = sum(blocks[one] for one in members), sum(right[one] for one in members)
        every, good = sum(ends[one] for one in members), sum(ends_right[one] for one in members)
        label = name if name in blocks else f"**{name}, all**"
        print(f"| {label} | {count} | {100 * whole / count:.1f} | {every} | {100 * good / every:.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
