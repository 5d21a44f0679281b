"""Learn a corpus profile: spelling in mid line, the wrapper's regime, widths.

One pass in bounded memory; the documents' order changes nothing as long as the bound on
forms is not reached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from cableconv import hyphens
from cableconv.model import Kind
from cableconv.profile import MOST_FORMS, LineEnds, Profile, bounded, merge
from cableconv.regime import line_width

__all__ = ["learn_document", "learn_documents", "merge"]

PRUNE_AT = 4 * MOST_FORMS  # forms held before the rarest are dropped


def split_lines(text: str) -> list[str]:
    """Lines without their ends; a line ends at CR LF, LF or CR only."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def learn_document(text: str, *, post: str = "", year: int | None = None) -> Profile:
    """The profile of one document; post and year say where its figures belong."""
    lines = split_lines(text)
    evidence = hyphens.gather(lines)
    kinds = Counter(
        hyphens.decide(lines[at], lines[at + 1], evidence).kind for at, _ in hyphens.line_breaks(lines)
    )
    width = line_width([len(line.rstrip()) for line in lines])
    ends = LineEnds(
        documents=1,
        soft=kinds[Kind.HYPHEN_DROPPED],
        hard=kinds[Kind.HYPHEN_KEPT],
        untaken=hyphens.untaken_breaks(lines),
        widths=MappingProxyType({width: 1}),
    )
    key = (post, "" if year is None else str(year))
    return Profile(hyphens.count_words(lines), MappingProxyType({key: ends}))


def learn_documents(texts: Iterable[str], *, post: str = "", year: int | None = None) -> Profile:
    """The profile of many documents of one post and year (or of none)."""
    forms: Counter[str] = Counter()
    regimes: dict[tuple[str, str], LineEnds] = {}
    for text in texts:
        learned = learn_document(text, post=post, year=year)
        forms.update(learned.vocabulary)
        for key, ends in learned.regimes.items():
            regimes[key] = regimes.get(key, LineEnds()) + ends
        if len(forms) > PRUNE_AT:
            forms = Counter(dict(bounded(forms, PRUNE_AT // 2)))
    return Profile(MappingProxyType(dict(bounded(forms))), MappingProxyType(regimes))
