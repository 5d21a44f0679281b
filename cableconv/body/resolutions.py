"""Clauses of resolutions, each on lines of its own with no blank line between: "Recalling its decision," /
"Decides to wait;".

Law of this file: one clause is none. A clause begins below a comma or semicolon with a participle or verb
that a sentence would not print with a capital there; in a text in capitals a blank line or a page marker
stands between as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.text.lines import Line

_FEWEST = 2  # clauses
_REACH = 8  # lines from one to the next
_OPENS = 40  # columns that "The Council," is shorter than


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The words that the clauses of resolutions begin with, as the organs of the United Nations print them.
_FIRST = _words(
    """
    Acknowledging Acting Affirming Alarmed Approving Aware Bearing Believing Concerned Condemning
    Conscious Considering Convinced Deeply Desiring Desirous Determined Emphasizing Expressing Fully
    Gravely Guided Having Mindful Noting Observing Reaffirming Recalling Recognizing Regretting
    Reiterating Stressing Taking Underlining Welcoming Affirms Again Also Appeals Approves Authorizes
    Calls Condemns Confirms Decides Declares Demands Deplores Directs Emphasizes Encourages Endorses
    Expresses Further Invites Notes Reaffirms Recalls Recommends Regrets Reiterates Requests Resolves
    Stresses Strongly Supports Takes Urges Welcomes
    """
)


def clauses(lines: Sequence[Line]) -> set[int]:
    """Places of the lines that begin such clauses, and of "The Council," above the first."""
    found: set[int] = set()
    run: list[int] = []
    for at in [at for at in range(1, len(lines)) if _begins(at, lines)]:
        if run and (at - run[-1] > _REACH or any(map(_is_parted, lines[run[-1] + 1 : at]))):
            found |= _of(run, lines)
            run = []
        run.append(at)
    return found | _of(run, lines)


def _begins(at: int, lines: Sequence[Line]) -> bool:
    line = lines[at]
    first = line.bare[: line.word]
    if first.isupper() and (line.blanks or line.paged):
        first = first.capitalize()
    return lines[at - 1].bare[-1] in ",;" and first in _FIRST


def _is_parted(line: Line) -> bool:
    return bool(line.blanks or line.first) and not line.paged


def _of(run: Sequence[int], lines: Sequence[Line]) -> set[int]:
    if len(run) < _FEWEST:
        return set()
    opens = run[0] - 1
    short = lines[opens].length < _OPENS and lines[opens].bare[0].isupper()
    above = opens > 0 and lines[opens - 1].bare[-1] == ":"
    return {*run, opens} if short and above else {*run}
