"""The end of transmission: BT, #4453 and NNNN, alone on their lines or glued to the last one.

Law of this file: such lines end the text, or only lines that are not of the telegram stand below them: no
paragraph by its number, no end of a quotation.
"""

from __future__ import annotations

import re

from cableconv.grammar import markers
from cableconv.grammar import trailers as trailer_forms
from cableconv.grammar.form import lazy
from cableconv.header.elements import NEW
from cableconv.model import LAYOUT, Kind, Reason, Span, kind_of

_LINE, _BLANK = Kind.LINE, Kind.BLANK  # looked up once, not every span
_LOOK_BACK = 60
_LONGEST = 40  # columns of such a line
_WIDEST = 100  # columns of one between rules
_BELOW_BREAK = 2  # lines of the end of transmission below a name that stands below the break
_GLUED = 120  # columns at the end of a line in which its trailer stands
_NEAR = 5  # spans from the break to a note below it
_UNWRAPPED = 150  # columns of a line that was never wrapped
_STOPS = (".", "!", "?", ")")
_ENDED = (*_STOPS, '"', "'")
_SIGNS = ("#", "NNN", "DOCUMENT")
_BANNER_BELOW = Reason("CC206", "classification banner before the end of transmission", 0.9)
_BESIDE = LAYOUT - {Kind.RULE}
_SURE = lazy(
    r"\s*(?:BT\s*)?(?:#\s?\d{3,5}\s*)?N{3,}\s*|\s*BT\s*#\s?\d{3,5}\s*|\s*<+\s?END OF DOCUMENT\s?>+\s*"
)
_SERIAL = lazy(r"\s*#\s?\d{3,5}\s*")
_GOES_ON = lazy(
    r"\s*(?:\([A-Z/ ,]{1,12}\)\s?)?\N{PILCROW SIGN}?\d{1,3}\s?[.)][\s(]"
    r"|\W*(?:END\s|End\s)"
)


def mark(spans: list[Span]) -> list[Span]:
    """Label the end of transmission: at the end of the text, or above the foreign lines below it."""
    marked = _at_the_end(spans)
    if Kind.TRAILER in map(kind_of, marked):
        return marked
    end = _above_foreign_lines(marked)
    return marked if end is None else [*_at_the_end(marked[: end + 1]), *marked[end + 1 :]]


def _above_foreign_lines(spans: list[Span]) -> int | None:
    """The place of the last line that nothing but an end of transmission can be, where what stands below
    is not of this telegram."""
    for at in range(len(spans) - 1, -1, -1):
        kind, text, _, _, _ = spans[at]
        if kind is _BLANK:
            continue
        if kind is not _LINE:
            if kind not in _BESIDE:
                return None
            continue
        if _is_sure(spans, at):
            return at if any(span.kind is _LINE for span in spans[:at]) else None
        if _GOES_ON.match(text) or markers.QUOTE_MARKER.fullmatch(text.strip()):
            return None
    return None


def _is_sure(spans: list[Span], at: int) -> bool:
    text = spans[at].text
    if not any(sign in text for sign in _SIGNS):
        return False
    if len(text) < _LONGEST and _SURE.fullmatch(text):
        return True
    if len(text) < _LONGEST and _SERIAL.fullmatch(text):
        above = at - 1
        while above > 0 and spans[above].kind in _BESIDE:
            above -= 1
        return above >= 0 and spans[above].text.strip() == "BT"
    return (
        text.rstrip().endswith((" NNNN", ">"))
        and trailer_forms.TRAILER_GLUED.fullmatch(text[-_GLUED:]) is not None
    )


def _at_the_end(spans: list[Span]) -> list[Span]:
    spans = list(spans)
    seen = 0
    for at in range(len(spans) - 1, -1, -1):
        kind, text, _, _, _ = spans[at]
        if kind is _BLANK:
            continue
        if kind is _LINE:
            if _ends_transmission(text) or _is_noted_below_break(spans, at):
                spans[at] = Span(Kind.TRAILER, text, NEW)
            elif _signs_below_break(spans, at, seen):
                spans[at] = Span(Kind.SIGNATURE, text)
            else:
                spans[at : at + 1] = _without_trailer(text, apart=_is_apart(spans, at))
                break
            seen += 1
            if seen == _LOOK_BACK:
                break
        elif kind not in _BESIDE:
            break
    return spans


def _ends_transmission(text: str) -> bool:
    if len(text) < _LONGEST and trailer_forms.TRAILER.fullmatch(text):
        return True
    if text.strip() == ">":  # which some prints have as their last sign
        return True
    if "0" <= text.lstrip()[0] <= "9":
        return len(text) < _WIDEST and trailer_forms.ARCHIVE_FOOT.fullmatch(text) is not None
    return (
        len(text) < _WIDEST and "END" in text.upper() and trailer_forms.CABLE_ENDS.fullmatch(text) is not None
    )


def _is_noted_below_break(spans: list[Span], at: int) -> bool:
    """Is this a note of the Department's telegraph office right below the break that ends the text?"""
    if "NOTE BY" not in spans[at].text or not markers.OFFICE_NOTE.fullmatch(spans[at].text.rstrip()):
        return False
    above = [span.text.strip() for span in spans[max(0, at - _NEAR) : at] if span.kind is _LINE]
    return above[-1:] == ["BT"]


def _signs_below_break(spans: list[Span], at: int, seen: int) -> bool:
    """Is this the one name between the break that ends the text and the end of transmission? Where that is
    lost, the break stands below a sentence's end.

    seen: the lines of the end of transmission below it.
    """
    if seen > _BELOW_BREAK or not trailer_forms.SIGNED_ALONE.fullmatch(spans[at].text):
        return False
    above = [span.text.strip() for span in spans[max(0, at - 8) : at] if span.kind is _LINE][-2:]
    return above[1:] == ["BT"] and (seen > 0 or above[0].endswith(_ENDED) or above[0].startswith("GP"))


def _is_apart(spans: list[Span], at: int) -> bool:
    """Does no sentence run on to this line?"""
    above = spans[at - 1] if at else None
    return above is None or above.kind is not _LINE or above.text.rstrip().endswith(_ENDED)


def _signed_above_banner(text: str, *, apart: bool) -> re.Match[str] | None:
    """The name that signs and the banner behind it: all of the last line, or the end of one without ends."""
    if len(text) < _LONGEST:
        return trailer_forms.SIGNED_BANNER.fullmatch(text) if apart else None
    return trailer_forms.SIGNED_BANNER_GLUED.fullmatch(text[-_GLUED:]) if len(text) > _UNWRAPPED else None


def _without_trailer(text: str, *, apart: bool) -> list[Span]:
    """The last line, cut before the end of transmission that is glued to it and the banner before that.

    apart: no sentence runs on to the line.
    """
    tail = text[-_GLUED:]
    glued = trailer_forms.TRAILER_GLUED.fullmatch(tail) if any(sign in tail for sign in _SIGNS) else None
    if glued is None and tail.rstrip().endswith(" BT"):
        glued = trailer_forms.BREAK_GLUED.fullmatch(tail)
        if glued and not (apart and tail == text) and not any(sign in glued["text"] for sign in _STOPS):
            glued = None
    if glued is None:
        signed = _signed_above_banner(text, apart=apart)
        if signed is None:
            return [Span(_LINE, text)]
        banner = signed["banner"]
        return [
            Span(_LINE, text[: len(text) - len(banner)]),
            Span(Kind.PAGE_LINE, banner, "", _BANNER_BELOW),
        ]
    banner = glued["banner"] or ""
    parts = [Span(_LINE, text[: len(text) - len(tail)] + glued["text"])]
    if banner:
        parts.append(Span(Kind.PAGE_LINE, banner, "", _BANNER_BELOW))
    return [*parts, Span(Kind.TRAILER, glued["trailer"], NEW)]
