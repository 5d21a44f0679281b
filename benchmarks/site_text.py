"""Site text that leaks and cable text that is lost: ``python -m benchmarks.site_text -n 5000``.

``--joined`` joins two or three pages of a site in each file, some with the site's table or foot in
another form, and counts the files that part into another number of documents as well.

Documents are those of benchmarks.accuracy (every layout, crawler's filter, encodings), with
paragraphs put into half of the cables that a careless reader takes for the site's own words, and
every sixth cable ending in such without a signature.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random
from textwrap import wrap
from typing import NamedTuple

from cableconv import pipeline
from cableconv.model import Kind

from .accuracy.printing import sample
from .accuracy.verifying import NEWLINE

TRAPS = (
    "The daily printed the story under World Headlines, and the editor said that it would run again.",
    "World Headlines, the weekly bulletin of the ministry, carried nothing on the port of Testville.",
    "Advertisement for the state lottery filled two pages of each paper that we were shown this week.",
    "Subscribe, the clerk told us, and the gazette of Otherville comes by post on the first Monday.",
    "The article bore the mark (c) Scoop Media and was read aloud in the council; nobody answered it.",
    "(c) Scoop Media stood below the text that the minister's aide handed to us on his way out.",
    "The Testville Courier sells 4,000 copies, of which the government buys half; its pages are Home, "
    "World, Politics, Sport and Search, and its last page holds advertisements and nothing more...",
    "He asked us to Share the text, to Print it, and to Tweet nothing of it before Monday's session.",
    "Are you getting our free newsletter? was the question on the leaflet, and Learn More its answer.",
    "The independent news service sends its files with the words: Viewing cable, Browse by origin.",
    "UN: The assembly will return to the item in spring, as the delegate of Sampleton had proposed.",
)
ENDINGS = (  # of cables without a signature
    "WikiLeaks is not a newspaper, the Gazette wrote, and should not be read as one.\n\n"
    "The Sample Post did not print a word on the matter.",
    "Viewing cable traffic is a crime, the minister told the council.\n"
    "He added that the law would be applied.",
    "(c) Scoop Media\n\nstood below it. We asked why and had no answer.\n\n"
    "World Headlines\n\nwas the title of the next page.",
    "Cablegate: The Minister Is Named\nby John Sample\n\nThe minister is named in a cable of the embassy.",
    "Browse by day and pay by night, is the offer of the new shops.\n\n"
    "Join Scoop Citizen, says the leaflet of the agency.\n\nNobody in the council answered it.",
)
NOTES = (
    "- Source: National Records, RG 59, Central Files 1973. Confidential; Priority. \u21a9",
    "- Not printed. \u21a9",
)

BANNERS = ("UNCLASSIFIED", "UNCLAS", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET")  # the header's


JOINED = ("S1", "S2", "S3", "W1", "W2", "W3", "D1", "D2", "D4")  # layouts whose pages are joined
FEET = {  # what the pages of a site print below the cable, of which the generator knows less
    "D1": (
        "Raw content", "Metadata", "Print", "Share",
        "You can use this tool to generate a print-friendly PDF of the document.",
        "Help Expand The Public Library of US Diplomacy", "Highlighted text will be shown here",
    ),
    "D2": ("Previous cable", "Next cable"),
    "W3": ("Courage is contagious",),
}  # fmt: skip


class Counts(NamedTuple):
    """One file: its layout, lines of the site, those that stayed, lines of the cable, those lost, and
    whether it parted into another number of documents than it has."""

    layout: str
    site: int
    leaked: tuple[str, ...]
    cable: int
    lost: tuple[str, ...]
    name: str
    misparted: bool = False


class Made(NamedTuple):
    """A document's lines, and of each whether the site printed it."""

    layout: str
    lines: tuple[tuple[str, bool], ...]


def made(index: int, seed: int) -> Made:
    """A generated document, with its traps and, for documents of an edition, a historian's page around."""
    source = sample(seed, index)
    rng = Random(f"{seed}/{index}")
    text = source.data.decode(source.truth.encoding)
    own = set(source.truth.boilerplate)
    lines = [
        (line, at in own or line.startswith(("Cablegate:", "Viewing cable ")))
        for at, line in enumerate(NEWLINE.split(text))
    ]
    layout = next((flag[7:] for flag in source.truth.flags if flag.startswith("layout:")), "none")
    body = sorted({piece.line for block in source.truth.blocks for piece in block.pieces})
    if body and rng.random() < 0.5:
        inner = [at for at in body if not lines[at - 1][0].strip() and at > body[0]]
        at = body[-1] + 1 if not inner or rng.random() < 0.4 else rng.choice(inner)
        trap = [(line, False) for line in wrap(rng.choice(TRAPS), rng.choice((55, 65, 72)))]
        lines[at:at] = [("", False), *trap, ("", False)]
    lines = _unsigned(lines, body, Random(f"{seed}/{index}/end"))
    if layout == "F1":
        top = ["12. Telegram From the Embassy in Testland to the Department of State1", ""]
        top_lines = [(line, bool(line)) for line in ["Office of the Historian", "", *top]]
        lines = [*top_lines, *lines, ("", False), *[(line, True) for line in NOTES]]
    return Made(layout, tuple(lines))


def _unsigned(lines: list[tuple[str, bool]], body: list[int], rng: Random) -> list[tuple[str, bool]]:
    """Of every sixth document: the cable ends in sentences that begin or are parted like a site's lines,
    and neither signature nor trailer follows them."""
    if not body or rng.random() > 1 / 6:
        return lines
    last = max(at for at in range(len(lines)) if not lines[at][1] and lines[at][0].strip())
    first = min(body[-1], last)
    end = [("", False), *[(line, False) for line in rng.choice(ENDINGS).split("\n")], ("", False)]
    return [*lines[:first], *end, *[line for line in lines[first:] if line[1]]]


def joined(index: int, seed: int) -> tuple[Made, int]:
    """Pages of one layout in a file, and how many."""
    rng = Random(f"{seed}/{index}/joined")
    layout, number = rng.choice(JOINED), rng.choice((2, 2, 3))
    lines: list[tuple[str, bool]] = []
    at, found = index * 1000, 0
    while found < number:
        page = made(at, seed)
        at += 1
        if page.layout != layout:
            continue
        found += 1
        lines += [*_framed(page, rng), *[("", False)] * rng.choice((0, 1, 2))]
    return Made(layout, tuple(lines)), number


def _framed(page: Made, rng: Random) -> list[tuple[str, bool]]:
    """The lines of a page, its site's table and foot in one of their forms."""
    lines = list(page.lines)
    if page.layout == "D2" and rng.random() < 0.7:
        table = next(at for at, (line, _) in enumerate(lines) if line.startswith("Identifier "))
        labels = lines[table][0].split()
        identifier, day, time, *rest = lines[table + 1][0].split()
        cells = [identifier, f"{day} {time}", rest[0], " ".join(rest[1:])]
        stacked = [*labels, *cells]
        beside = [f"{label}: {cell}" for label, cell in zip(labels, cells, strict=True)]
        lines[table : table + 2] = [(line, True) for line in rng.choice((stacked, beside))]
    if rng.random() < 0.5:
        lines += [("", False), *[(line, True) for line in FEET.get(page.layout, ())]]
    return lines


def counts(index: int, seed: int, cut: str, join: bool = False) -> Counts:
    """One file through the stages."""
    (layout, lines), pages = joined(index, seed) if join else (made(index, seed), 0)
    parts = pipeline.run("".join(f"{line}\n" for line, _ in lines), cut)
    gone: set[int] = set()  # lines of which something was taken for the site's
    apart: set[int] = set()  # lines that are no text of the cable for another reason
    at = 0
    for span in (span for part in parts for span in part):
        if span.kind in (Kind.BOILERPLATE, Kind.TITLE):
            gone.add(at)
        elif span.kind in (Kind.PAGE_LINE, Kind.REPEAT):
            apart.add(at)
        at += span.text.endswith(("\n", "\r"))
    leaked, lost, site, cable = [], [], 0, 0
    for number, (line, is_site) in enumerate(lines):
        if not line.strip() or (is_site and line.strip() in BANNERS):
            continue
        if is_site:
            site += 1
            if number not in gone | apart:
                leaked.append(line)
        else:
            cable += 1
            if number in gone:
                lost.append(line)
    misparted = join and len(parts) != pages
    return Counts(layout, site, tuple(leaked), cable, tuple(lost), f"{index:05d}", misparted)


def main(argv: list[str] | None = None) -> int:
    """Print both sides by layout; 1 when a line of a cable was lost or too much leaked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site_text", description=__doc__)
    parser.add_argument("-n", type=int, default=5000, help="number of documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cut", default="balanced", choices=("safe", "balanced", "aggressive"))
    parser.add_argument("--joined", action="store_true", help="two or three pages in each file")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N lines of each fault")
    asked = parser.parse_args(argv)
    work = partial(counts, seed=asked.seed, cut=asked.cut, join=asked.joined)
    with ProcessPoolExecutor(asked.jobs) as pool:
        results = list(pool.map(work, range(asked.n), chunksize=50))
    total: dict[str, Counter[str]] = {}
    for one in results:
        for key in (one.layout, "all"):
            total.setdefault(key, Counter()).update(
                documents=1, site=one.site, leaked=len(one.leaked), cable=one.cable, lost=len(one.lost)
            )
    print("layout   documents  site lines  leaked     %  cable lines  lost")
    for key in sorted(total, key=lambda key: (key == "all", key)):
        row = total[key]
        share = 100 * row["leaked"] / max(1, row["site"])
        print(
            f"{key:8} {row['documents']:9} {row['site']:11} {row['leaked']:7} {share:5.2f}"
            f" {row['cable']:12} {row['lost']:5}"
        )
    for name in ("lost", "leaked"):
        shown = [(one.name, one.layout, line) for one in results for line in getattr(one, name)]
        for document, layout, line in shown[: asked.show]:
            print(f"{name} {document} {layout}: {line[:110]!r}")
    everything = total["all"]
    if asked.joined:
        wrong = [one.name for one in results if one.misparted]
        print(f"in another number of documents: {len(wrong)} of {asked.n} files", *wrong[: asked.show])
    return int(bool(everything["lost"]) or everything["leaked"] > 0.005 * everything["site"])


if __name__ == "__main__":
    sys.exit(main())
