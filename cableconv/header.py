"""The header stage: lines of the transmission header and of the message header, and trailers.

Laws of this file: it labels LINE spans and splits a line only where a second element
begins beyond doubt. The header ends at the first line of the body; what stands after it is
left alone, but for the end of transmission. When unsure a line stays body: text is never lost.

A span that begins an element has the value "new".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.header_continuation import Line, may_be_reference
from cableconv.header_forms import is_caption, passing, strong
from cableconv.header_unlabelled import opens_weakly
from cableconv.model import HEADER, LAYOUT, Kind, Span, Spans
from cableconv.spacing import is_double_spaced

NEW = "new"
_LOOK_AHEAD = 8  # unread lines after which no further header line is looked for
_PROSE = 4  # lines of a subject; more without a blank line are a paragraph
_FRONT = 40  # unread lines that may stand before the first line of a header
_TRAILER_LOOK_BACK = 60
_FEW = 5  # gaps between lines of the header that are too few to tell a double-spaced copy
_ONCE = frozenset({Kind.SUBJECT, Kind.TAGS, Kind.EXECUTIVE_ORDER, Kind.DTG, Kind.STATION})
_MESSAGE = frozenset({Kind.CLASSIFICATION, Kind.DTG, Kind.TRANSMISSION_ID, Kind.STATION, Kind.RELAY})
_BESIDE_TRAILERS = LAYOUT - {Kind.RULE}
_OF_THE_MESSAGE = frozenset(
    {Kind.SUBJECT, Kind.TAGS, Kind.EXECUTIVE_ORDER, Kind.REFERENCE, Kind.CLASSIFIED_BY}
)
_GLUE = (
    " FM ", " TO ", " INFO ", " XMT ", " ZN", " BT", " RU", "Z ", " UNCLAS", " U N C", " C O N", " CONFID",
    " S E C", " SECRET", "DIS", "SENSITIVE", "NOFORN",
)  # fmt: skip
_RULES = ("---", "===", "___", "***", "~~~", "- -")
_LABEL = lazy(r"\s*[A-Z][a-z]{2,15}:\s*")  # what a site prints before the value
_LONGEST_LIST = 14  # lines of a reference list
_ITEM = lazy(r"(?<!\S)\(?([A-Za-z])[).](?=\s|[A-Z0-9(])")
_REASON = lazy(r"\s*\([a-h]\)\s?(?:[.,;]|and\b|\Z)")


class Piece(NamedTuple):
    """A line, or the part of a line that one element fills, with what is known of it alone."""

    at: int  # place of its span
    text: str
    kind: Kind | None  # what it opens beyond doubt
    gap: int  # blank lines before it
    paged: bool  # a page line or other layout stands before it
    part: bool  # not the first piece of its line
    overline: bool = False  # the upper one of the two rules of a heading


def mark(spans: Spans) -> Spans:
    """Label the header's lines and the end of transmission; the body's lines stay LINE."""
    pieces, last = _front(spans)
    pieces = _single_spaced(pieces, last)
    labels = _label(pieces, last) if pieces else {}
    result: list[Span] = []
    at = 0
    for index, labelled in labels.items():
        if "".join([span.text for span in labelled]) != spans[index].text:
            continue  # a part of the line could not be read: the whole line stays as it is
        result.extend(spans[at:index])
        result.extend(labelled)
        at = index + 1
    result.extend(spans[at:])
    return tuple(_mark_trailers(result))


def _front(spans: Spans) -> tuple[list[Piece], int]:
    """The pieces up to the body, and the index of the last one that is header beyond doubt."""
    pieces: list[Piece] = []
    last, unread, gap, paged, quiet = -1, 0, 0, False, True
    each = 2 if is_double_spaced(spans) else 1
    seen: set[Kind] = set()
    for at, (kind, text, _, _, _) in enumerate(spans):
        if kind is Kind.BLANK:
            gap += 1
            continue
        if kind is not Kind.LINE:
            if kind in HEADER:  # labelled before
                return [], -1
            paged = True
            continue
        gap = 0 if paged else gap // each  # the blank lines around a page line are its own
        for number, part in enumerate(split(text)):
            found = strong(part) if part.strip() else None
            if found in _ONCE and found in seen and unread:
                return pieces, last
            if number == 0 and part.strip()[:3] in _RULES and forms.UNDERLINE.fullmatch(part) and pieces:
                pieces.append(Piece(at, part, None, gap, paged, False, _is_overline(spans, at)))
                if _message_follows(spans, at):
                    continue
                return pieces, last
            if found is not Kind.CLASSIFIED_BY and _is_body_start(part, pieces):
                pieces.append(Piece(at, part, None, gap, paged, number > 0))
                return pieces, last
            pieces.append(Piece(at, part, found, gap, paged, number > 0))
            gap, paged = 0, False
            if found is not None:
                last, unread, quiet = len(pieces) - 1, 0, False
                seen.add(found)
            elif not _reads_as_header(part, pieces):
                unread += 3 if Kind.SUBJECT in seen and _is_prose(part) else 1
        if unread > (_FRONT if quiet else _LOOK_AHEAD):
            break
    return pieces, last


def _single_spaced(pieces: list[Piece], last: int) -> list[Piece]:
    """The pieces without the blank lines of a double-spaced copy whose body is too short to tell it."""
    gaps = [
        after.gap
        for before, after in pairwise(pieces[: last + 1])
        if after.at != before.at and not after.paged
    ]
    spacing = min(gaps, default=0) if len(gaps) > _FEW else 0
    return [piece._replace(gap=max(0, piece.gap - spacing)) for piece in pieces] if spacing else pieces


def _message_follows(spans: Spans, at: int) -> bool:
    """Does the message itself begin below this rule, which ends a sheet laid on top of it?"""
    below = next((s.text for s in spans[at + 1 :] if s.kind is Kind.LINE and s.text.strip()), "")
    return strong(below) in _MESSAGE


def _is_overline(spans: Spans, at: int) -> bool:
    """Is the heading of this rule the one or two lines below it, which another rule closes?"""
    below = [span.text for span in spans[at + 1 : at + 8] if span.kind is Kind.LINE and span.text.strip()]
    rules = [forms.UNDERLINE.fullmatch(text) is not None for text in below[:3]]
    return rules[:1] == [False] and any(rules[1:])


def _reads_as_header(part: str, pieces: list[Piece]) -> bool:
    return len(part) < 100 and (
        is_caption(part) or passing(part) or bool(lines.ADDRESSEE.match(part)) or _in_distribution(pieces)
    )


def _is_prose(part: str) -> bool:
    """Running text: five words or more in small letters, and no handling notice."""
    return sum(map(str.islower, part.split())) >= 5 and not forms.NOTICE.match(part)


def _in_distribution(pieces: list[Piece]) -> bool:
    return any(piece.kind is Kind.DISTRIBUTION for piece in pieces[-12:])


def _is_body_start(text: str, pieces: list[Piece]) -> bool:
    first = text.lstrip()[:1]
    if (
        first == "("
        and any(piece.kind is Kind.CLASSIFIED_BY for piece in pieces[-4:])
        and _REASON.match(text)
    ):
        return False
    if first in "0123456789(\\\N{PILCROW SIGN}" and forms.PARAGRAPH.match(text):
        if not pieces or first != "(":
            return not _numbered_reference(text, pieces)
        return not (may_be_reference(text) and _is_next_item(text, pieces))
    return bool(
        len(text) < 120
        and first.isalpha()
        and pieces
        and text.lstrip()[:1] in "SsEeBbCcIiAaTt"
        and forms.MARKER.match(text)
    )


def _is_next_item(text: str, pieces: list[Piece]) -> bool:
    """Below a reference line, does the list come to this letter: "(C) POST 123" after "(B) POST 12"?"""
    start = next((at for at in range(1, len(pieces) + 1) if pieces[-at].kind is Kind.REFERENCE), 0)
    if not 0 < start < _LONGEST_LIST:
        return False
    letters = [letter for piece in pieces[-start:] for letter in _ITEM.findall(piece.text)]
    item = forms.REFERENCE_ITEM.match(text)
    return item is not None and (not letters or item["a"] in (None, chr(ord(letters[-1].upper()) + 1)))


def _numbered_reference(text: str, pieces: list[Piece]) -> bool:
    """An item "2) POST 123" of a reference list with numbers in place of letters."""
    near = any(piece.kind is Kind.REFERENCE for piece in pieces[-4:])
    listed = near and len(text) < 60 and forms.NUMBERED_REFERENCE.match(text) is not None
    return listed and forms.CABLE_NUMBER.search(text) is not None


def split(text: str) -> list[str]:
    """The line cut where further header elements begin in it; joined, the pieces are the line."""
    if len(text) < 14 or (
        len(text) < 70
        and ":" not in text
        and "/" not in text
        and not text[-6:].strip().isdigit()
        and not any(sign in text for sign in _GLUE)
    ):
        return [text]
    head = text[:20_000]
    cuts = list(_cuts(head))
    if not cuts or (len(cuts) == 1 and not head[: cuts[0]].strip()):
        return [text]
    pieces: list[str] = []
    at = 0
    for cut in cuts:
        if text[at:cut].strip():
            if pieces and forms.PARAGRAPH.match(pieces[-1]) and not forms.CLASSIFIED_BY.match(pieces[-1]):
                break
            if (
                not pieces
                and strong(text[:cut]) is None
                and not lines.ADDRESSEE.match(text[:cut])
                and not _may_lead(text[:cut])
            ):
                return [text]
            pieces.append(text[at:cut])
            at = cut
    # Paragraph 1 and everything after it is one piece: the body's own.
    pieces.append(text[at:])
    for number, piece in enumerate(pieces):
        if number and piece[:2] in ("1.", "1 ", "\N{PILCROW SIGN}1") and not forms.CLASSIFIED_BY.match(piece):
            return [*pieces[:number], "".join(pieces[number:])]
    return pieces


def _cuts(text: str) -> Iterator[int]:
    """Where further elements begin; of the transmission header none after one of the message."""
    message = strong(text) in _OF_THE_MESSAGE
    for found in forms.SPLIT.pattern().finditer(text):
        if found["sent"] is None:
            message = message or found.start() > 0
        elif message:
            continue
        if not forms.PORTION.fullmatch(text[: found.start()].strip()):
            yield found.start()


def _may_lead(text: str) -> bool:
    """May this stand before a header element on the same line: captions, passing words, no prose?"""
    return (
        is_caption(text)
        or passing(text)
        or (text.isupper() and not text.rstrip().endswith("."))
        or _LABEL.fullmatch(text) is not None
    )


def _label(pieces: list[Piece], last: int) -> dict[int, list[Span]]:
    """Spans by place for the lines of the header, in order; stops at the body."""
    labels: dict[int, list[Span]] = {}
    element: list[str] = []  # texts of the element that runs
    current: Kind | None = None
    seen: set[Kind] = set()
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if number > last and (_is_body_start(piece.text, pieces[:number][-6:]) or current is None):
            break
        certain = number < last
        width = 0 if certain else _prose_width(pieces[number:])
        decided = _decide(piece, current, element, following, certain, seen, width)
        if decided is None:
            break
        kind, value = decided
        if value == NEW:
            element = []
        element.append(piece.text)
        labels.setdefault(piece.at, []).append(Span(kind, piece.text, value))
        current = kind
        seen.add(kind)
    else:
        number = len(pieces)
    for piece in pieces[number:]:  # the rest of a line of which a part is header
        if piece.at in labels:
            before = labels[piece.at][-1]
            if before.kind is Kind.LINE:
                labels[piece.at][-1] = Span(Kind.LINE, before.text + piece.text)
            else:
                labels[piece.at].append(Span(Kind.LINE, piece.text))
    return labels


def _prose_width(pieces: list[Piece]) -> int:
    """The width of the paragraph that these pieces begin with; 0 when they are too few for one."""
    run = [len(pieces[0].text.rstrip())]
    for piece in pieces[1:]:
        if piece.kind is not None or piece.gap or piece.paged:
            break
        run.append(len(piece.text.rstrip()))
    return max(run) if len(run) > _PROSE else 0


def _decide(
    piece: Piece,
    current: Kind | None,
    element: list[str],
    following: Piece | None,
    certain: bool,
    seen: set[Kind],
    width: int,
) -> tuple[Kind, str] | None:
    if piece.kind is not None:
        if piece.kind is Kind.SEPARATOR and seen >= {Kind.SUBJECT}:
            return None
        if current is Kind.TO and piece.kind is Kind.TO:
            return Kind.TO, NEW
        return piece.kind, NEW
    # The office's number stands alone above its line: "42" / "ACTION EUR-12".
    if piece.text.strip().isdigit() and following is not None and following.kind is Kind.DISTRIBUTION:
        return Kind.DISTRIBUTION, NEW
    if piece.overline and not certain:
        return None
    # A rule that a blank line parts from this line is the first rule of the heading below.
    under = (
        following is not None
        and following.gap <= piece.gap
        and not following.overline
        and forms.UNDERLINE.fullmatch(following.text) is not None
    )
    text, before = piece.text, element[-1].rstrip() if element else ""
    line = Line(
        text, text.strip(), current, element, before, seen,
        piece.gap, piece.paged, certain, under, width,
    )  # fmt: skip
    return opens_weakly(line)


def _mark_trailers(spans: list[Span]) -> list[Span]:
    """BT, #4453 and NNNN after the text, alone on their lines or glued to the last one."""
    seen = 0
    for at in range(len(spans) - 1, -1, -1):
        kind, text, _, _, _ = spans[at]
        if kind is Kind.BLANK:
            continue
        if kind is Kind.LINE:
            if len(text) < 40 and lines.TRAILER.fullmatch(text):
                spans[at] = Span(Kind.TRAILER, text, NEW)
            else:
                glued = (
                    lines.TRAILER_GLUED.fullmatch(text)
                    if len(text) < 2000 and ("#" in text[-20:] or "NNNN" in text[-20:])
                    else None
                )
                if glued:
                    spans[at : at + 1] = [
                        Span(Kind.LINE, glued["text"]),
                        Span(Kind.TRAILER, glued["trailer"], NEW),
                    ]
                break
            seen += 1
            if seen == _TRAILER_LOOK_BACK:
                break
        elif kind not in _BESIDE_TRAILERS:
            break
    return spans
