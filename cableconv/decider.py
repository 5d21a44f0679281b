"""What a line end at a hyphen or inside an address is, by the evidence of its whole document.

Law of this file: the evidence is gathered once, and only when the first such line end asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from cableconv import prose
from cableconv.model import Kind, Reason, Spans
from cableconv.rejoin import lost_ends
from cableconv.rejoin import stage as rejoin
from cableconv.repair import stage as repair

if TYPE_CHECKING:
    from cableconv.hyphens import line_end as hyphens
    from cableconv.profile import Profile

#: Post and year of a cable whose header has been read; "" and None where they are not known.
Origin = Callable[[Spans], tuple[str, int | None]]


def decider(spans: Spans, profile: Profile | None, origin: Origin, mend: bool) -> rejoin.Decider:
    """Line ends at hyphens and in addresses, with the evidence of the whole document.

    origin: tells which of the profile's figures are this cable's; mend: words are looked at as they were
    before their characters were damaged.
    """

    @cache
    def evidence() -> hyphens.Evidence:
        from cableconv.hyphens import line_end as hyphens

        post, year = origin(spans) if profile is not None else ("", None)
        others = prose.others(spans)
        lines = prose.lines(spans)
        if lost_ends.may_have(spans):
            lines = list(lost_ends.wrapped(lines))
        return hyphens.gather(lines, profile, post=post, year=year, others=others)

    def decide(before: str, after: str, begun: str) -> tuple[Kind, Reason] | None:
        from cableconv.hyphens import line_end as hyphens

        if begun:
            before = hyphens.with_address(begun, before)
        if before[-1:] not in (*rejoin.HYPHENS, *rejoin.DASHES):
            found = hyphens.without_hyphen(before, after)
            return (found.kind, Reason(found.rule, found.evidence, found.confidence)) if found else None
        if mend and not (before.isascii() and after.isascii()):
            before, after = repair.mended(before), repair.mended(after)
        found = hyphens.decide(before, after, evidence)
        return found.kind, Reason(found.rule, found.evidence, found.confidence)

    return decide
