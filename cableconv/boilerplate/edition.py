"""Headline, footnotes and what stands below them of a document in a historian's edition (layout F1).

Law of this file: dateline and serial are read as the page's statements and stay in the cable.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.closing_notes import closing_notes
from cableconv.boilerplate.notes import other_notes
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import is_footnote, is_prose, is_sentence
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Reason

_TOP = 40  # lines of a document in which its headline stands
_SOURCE = lazy(r"[-\u2022 0123456789.)]*Source: ")
_COUNTED = lazy(r"\s*(?P<number>\d{1,3})[.)]\s")
_NOTE = lazy(  # no footnote has a portion marking
    r"[-\u2022 0123456789.)]*Source: |\s*\u21a9|\s*\d{1,3}[.)]\s(?!\s*\([A-Z/]{1,12}\))"
)
_GLUED = lazy(r"[^\d\s]\s+\d{1,3}[.)]? Source: ")
_PARAGRAPHS = 9  # numbers that the first paragraph of an abridged text may have


def historian(part: Segment) -> None:
    """Headline, source note and footnotes of the edited documents (layout F1)."""
    if "F1" not in part.page.layouts.names:
        return
    titles = [index for index in part.lines if site.HISTORIAN_TITLE.fullmatch(part.text(index))]
    for start, end in pairwise([part.start, *titles[1:], part.end]):
        _document([index for index in part.lines if start <= index < end], part)


def _document(lines: list[int], part: Segment) -> None:
    """One document of the edition: its headline is among its first lines, its footnotes are its last."""
    page = part.page
    notes = [index for index in lines if is_footnote(part.text(index)) and _is_note(part, index)]
    if notes and not _is_shown(part, lines, notes):
        page.doubtful.update(notes)
    elif notes:
        _footnotes(part, lines, notes)
    elif notes := closing_notes(part, lines):
        _put_notes(part, notes)
        _put_below(part, lines, notes[-1])
    else:
        other_notes(part, lines)
    sure = bool(notes) or any(p.layout == "F1" and p.role in data.STRONG for p in page.hits.values())
    for index in lines[:_TOP]:
        found = site.HISTORIAN_TITLE.fullmatch(part.text(index))
        if found and index not in page.marks and (sure or _dateline(part, page.after[index])):
            title = found["title"].strip()
            page.marks[index] = (Kind.TITLE, title, Reason("CC104", "headline of the edition", 0.95))
            page.metadata.append(("title", title, index + 1))
            page.hits[index] = data.Pattern("F1", "title", data.fold(title), None)
            _read_dateline(part, page.after[index])
            break


def _footnotes(part: Segment, lines: list[int], notes: list[int]) -> None:
    above = -1
    for first, last in _groups(part, lines, notes):
        between = _range(lines, above + 1, first)
        begin = max((at for at in between if _begins_note(part.text(at))), default=first)
        if above < 0 and not _SOURCE.match(part.text(begin)):
            begin = first  # its first lines are left to the text: a number may be a paragraph's
        _put_notes(part, _range(lines, begin, last))
        above = last
    _put_below(part, lines, notes[-1])


def _put_notes(part: Segment, notes: list[int]) -> None:
    for index in notes:
        part.page.put(index, "CC110", "footnote of the edition", 0.95)
        part.page.hits.pop(index, None)


def _put_below(part: Segment, lines: list[int], last: int) -> None:
    """What the page prints below its footnotes, where it is no text."""
    page, below = part.page, [index for index in lines if index > last]
    if not any(_is_text(part, index) for index in below):
        known = [index for index in below if index in page.hits and page.hits[index].layout == "F1"]
        for index in known if page.cut == "safe" else below:
            page.put(index, "CC102", "site text below the footnotes of the edition", 0.93)
            page.hits.pop(index, None)  # it stands above no cable


def _is_note(part: Segment, index: int) -> bool:
    """Does this line, or the first of the lines above that it goes on with, begin as a footnote, and is no
    footnote joined to text of the cable?"""
    lines, apart = part.page.line, False
    while not (_SOURCE if apart else _NOTE).match(part.text(index)):
        index -= 1
        if index < part.start or is_footnote(part.text(index)):
            return False
        apart = apart or not lines[index]  # a source note alone has several paragraphs
    return not _GLUED.search(part.text(index))


def _is_shown(part: Segment, lines: list[int], notes: list[int]) -> bool:
    """Does anything else show that this is a document of an edition: headline, source note, its site?"""
    strong = any(hit.layout == "F1" and hit.role in data.STRONG for hit in part.page.hits.values())
    return strong or any(
        site.HISTORIAN_TITLE.fullmatch(text) or (at <= notes[-1] and _SOURCE.match(text))
        for at, text in ((at, part.text(at)) for at in lines)
    )


def _range(lines: list[int], first: int, last: int) -> list[int]:
    """Those of the lines from one place to another, both included."""
    return lines[bisect_left(lines, first) : bisect_right(lines, last)]


def _begins_note(text: str) -> bool:
    return bool(_COUNTED.match(text) or _SOURCE.match(text))


def _groups(part: Segment, lines: list[int], notes: list[int]) -> list[tuple[int, int]]:
    """First and last end of a footnote in each run of them: a run ends where their numbers begin anew, or
    where a document begins, whose headline may be damaged."""
    groups: list[tuple[int, int]] = []
    number, above = 0, -1
    for note in notes:
        between = [part.text(index) for index in _range(lines, above + 1, note)]
        counted = [int(found["number"]) for text in between if (found := _COUNTED.match(text))]
        anew = bool(counted) and counted[-1] <= number
        if not groups or anew or any(_opens_document(text) for text in between[:-1]):
            groups.append((note, note))
        else:
            groups[-1] = (groups[-1][0], note)
        number, above = counted[-1] if counted else number + 1, note
    return groups


def _opens_document(text: str) -> bool:
    """Headline, dateline or header line: nothing that a footnote goes on with."""
    headed = site.HISTORIAN_TITLE.fullmatch(text) or site.DATELINE.fullmatch(text)
    return bool(headed or site.HEADER_LINE.match(text))


def _is_text(part: Segment, index: int) -> bool:
    """A line of a cable, or running text that no site is known to print: a page with notes of its own."""
    text = part.text(index)
    return _begins_document(text) or (
        index not in part.page.hits and is_prose(text) and is_sentence(text.strip())
    )


def _begins_document(text: str) -> bool:
    """A line of a cable, or the headline of the next document of an edition."""
    sure = any(form.match(text) for form in site.CABLE[text[:2]])
    return sure or bool(site.HISTORIAN_TITLE.fullmatch(text))


def _dateline(part: Segment, index: int) -> re.Match[str] | None:
    return site.DATELINE.fullmatch(part.text(index)) if index < part.end else None


def _read_dateline(part: Segment, index: int) -> None:
    """Place and time of the telegram, in the line below the headline, and the serial that opens the
    text; the lines themselves are kept."""
    found = _dateline(part, index)
    if found is None:
        return
    part.page.metadata.append(("origin", found["place"], index + 1))
    part.page.metadata.append(("created", found["time"], index + 1))
    below = part.page.after[index]
    opening = site.RUN_IN.fullmatch(part.text(below)) if below < part.end else None
    if opening and (opening["label"] or int(opening["serial"]) > _PARAGRAPHS):
        part.page.metadata.append(("serial", opening["serial"], below + 1))
