"""Sites that no layout file describes, learned from their corpus: ``python -m benchmarks.unknown -n 500``.

For each kind of site and manner of cables a corpus is made, learned, and cut with its profile: lines of the
site that stay, lines of cables that go. ``--mixed`` joins two sites in each corpus. ``--lines`` takes the
lines alone, without the stages, which gives the same figures sooner.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from cableconv.boilerplate import stage
from cableconv.boilerplate.site_lines import SiteLines, Tally
from cableconv.learn import learn_sources
from cableconv.model import Kind
from cableconv.scan import scan

from .cables import MANNERS, Manner, cable
from .sites import KINDS

_STAYS = 0.01  # of a site's lines at most


class Text(NamedTuple):
    """A file, the numbers of the lines that its site printed, and the post that its cable states."""

    text: str
    site: frozenset[int]
    post: str


class Measured(NamedTuple):
    """Of one corpus: lines of its site and of its cables, and of these those that stay, and those that go."""

    site: int
    cables: int
    leaked: Counter[str]
    lost: Counter[str]
    known: SiteLines

    @property
    def share(self) -> float:
        """How much of the site stays."""
        return self.leaked.total() / max(1, self.site)


def corpus(kinds: Sequence[str], manner: Manner, size: int, seed: int) -> list[Text]:
    """Files of these sites by turns, the same for the same seed."""
    made = []
    for index in range(size):
        rng = Random(f"{seed}/{'+'.join(kinds)}/{index}")
        page = KINDS[kinds[index % len(kinds)]](rng)
        lines, post = cable(index + 1, rng, manner)
        above = [*page.top, ""] if page.top else []
        whole = [*above, *lines, *page.bottom]
        site = {*range(len(above)), *range(len(above) + len(lines), len(whole))}
        if not manner.blanks:
            kept = [at for at, line in enumerate(whole) if line]
            site = {new for new, at in enumerate(kept) if at in site}
            whole = [whole[at] for at in kept]
        made.append(Text("\n".join([*whole, ""]), frozenset(at for at in site if whole[at]), post))
    return made


def learned(texts: Iterable[Text], alone: bool) -> SiteLines:
    """What the corpus teaches of its site."""
    if not alone:
        return learn_sources(text.text.encode() for text in texts).profile.site_lines
    tally = Tally()
    posts = set[str]()
    for text in texts:
        tally.add(text.text.split("\n"), text.post)
        posts.update((text.post,) if text.post else ())
    return tally.site_lines(len(posts))


def gone(text: str, known: SiteLines) -> set[int]:
    """The numbers of the lines that the profile cuts."""
    found: set[int] = set()
    at = 0
    for span in stage.mark(scan(text), "balanced", known):
        if span.kind in (Kind.BOILERPLATE, Kind.TITLE):
            found.add(at)
        at += span.text.endswith("\n")
    return found


def measure(kinds: Sequence[str], manner: str, size: int, seed: int = 1, *, alone: bool = True) -> Measured:
    """One corpus of these sites by turns, learned and cut."""
    texts = corpus(kinds, MANNERS[manner], size, seed)
    known = learned(texts, alone)
    leaked, lost = Counter[str](), Counter[str]()
    site = cables = 0
    for text, own, _ in texts:
        cut, lines = gone(text, known), text.split("\n")
        leaked.update(lines[at] for at in own - cut)
        lost.update(lines[at] for at in cut - own)
        site += len(own)
        cables += sum(map(bool, lines)) - len(own)
    return Measured(site, cables, leaked, lost, known)


def told(kinds: Sequence[str], found: Measured) -> str:
    """A corpus that misses the bar, in a few words; "" of others."""
    if found.share < _STAYS and not found.lost:
        return ""
    return f"{' and '.join(kinds)} {100 * found.share:.0f} %" + f", LOST {found.lost.total()}" * bool(
        found.lost
    )


def main(argv: list[str] | None = None) -> int:
    """Print the figures; 1 when a line of a cable is lost or 1 % of a corpus's site stays."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unknown", description=__doc__)
    parser.add_argument("-n", type=int, default=500, help="documents of a corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=KINDS, help="of the site; default all")
    parser.add_argument("--manner", action="append", choices=MANNERS, help="of the cables; default all")
    parser.add_argument("--mixed", action="store_true", help="two sites in each corpus")
    parser.add_argument("--lines", action="store_true", help="the lines alone, without the stages")
    parser.add_argument("-v", action="store_true", help="the lines that stay or go, and the profile's")
    asked = parser.parse_args(argv)
    kinds = asked.kind or list(KINDS)
    missed = False
    for manner in asked.manner or MANNERS:
        site = stayed = cables = lost = 0
        bad = []
        for place, kind in enumerate(kinds):
            sites = [kind, kinds[(place + 7) % len(kinds)]] if asked.mixed else [kind]
            found = measure(sites, manner, asked.n, asked.seed, alone=asked.lines)
            site, stayed = site + found.site, stayed + found.leaked.total()
            cables, lost = cables + found.cables, lost + found.lost.total()
            bad += [told(sites, found)]
            if asked.v:
                print(kind, found.leaked.most_common(4), found.lost.most_common(6))
                for (edge, line), seen in found.known.items():
                    print("   ", edge, repr(line), *seen)
        missed |= any(bad)
        print(
            f"{manner}: of {site} site lines {stayed} stay ({100 * stayed / max(1, site):.1f} %), "
            f"of {cables} lines of cables {lost} go; {'; '.join(filter(None, bad))}",
            flush=True,
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
