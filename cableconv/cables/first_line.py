"""Where what stands above the line by which a cable is known begins."""

from cableconv.cables.openings import PAGE_ONE, lines_after
from cableconv.grammar import header as header_grammar
from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count
from cableconv.grammar.stamps import REVIEW_STAMP
from cableconv.model import Kind, Span, Spans

_TAIL = 16  # lines that may stand above the line by which a cable is known
_HEADER = 48  # lines of a transmission header with long lists of addressees
_BOTH = 2  # the banner, and what stands above it
_STEM = 6  # letters that tell the classifications apart
_ENDED = lazy(r"N{3,}|BT|#\d{4}")
_ARCHIVED = "Message Text"  # what the archive heads a cable with
_RELAY = lazy(r"\s*[ZOPRY]{2}\s[ZOPRY]{2}(?:\s+R[A-Z]{3,7})+\s*")  # with two precedences
_NUMBER = lazy(r"\d\d[A-Z]{3,25}(?P<serial>\d{1,6})")  # "08TESTVILLE4453", which a page prints above a cable
_ABOVE = (
    grammar.DISTRIBUTION_LINE,
    header_grammar.TRANSMISSION_ID,
    header_grammar.RELAY,
    header_grammar.STATION,
    header_grammar.SECURITY,
    _RELAY,
)  # the distribution header and format lines 1 to 4
_ADDRESSEE_LINE = lazy(r"(?:TO|INFO|XMT|ZEN)\s|(?:RU[A-Z]{2,5}/)?[A-Z0-9 ,/]{3,60}\s*$")


def first_line(spans: Spans, at: int, least: int) -> int:
    """Go back over what stands above the line by which a cable is known: relay line,
    distribution header, page heading, the archive's "Message Text"."""
    if spans[at].kind is Kind.TITLE or spans[at].kind is Kind.BOILERPLATE:
        return at
    if spans[at].text.lstrip()[:3].upper() == "MRN":
        return _banners_above(spans, at, least)
    first = last = at
    for place in range(at - 1, max(least, at - 2 * _TAIL), -1):
        if spans[place].kind is Kind.BLANK or _is_stamp(spans[place]):
            continue
        if (
            _stands_above(spans[place])
            or _is_its_number(spans, place, at)
            or _is_its_top(spans, place, first, at)
        ):
            first = last = place
        elif _is_banner(spans[place]) or _is_more_relay(spans[place]):
            last = place
        else:
            if spans[place].kind is Kind.BOILERPLATE:
                first = last  # the page of the cable before has ended: the banner is this one's
            break
    first = _originator_above(spans, first, least)
    return _banner_of_page(spans, first, at, least)


def _banner_of_page(spans: Spans, first: int, at: int, least: int) -> int:
    """Where the classification above "PAGE 01" of the cable that opens here stands, if it is not the end of
    the cable before: that has ended above it, or has another classification."""
    if spans[first].kind is not Kind.PAGE_LINE or not PAGE_ONE.match(spans[first].text):
        return first
    filled = [
        place for place in range(first - 1, max(least, first - _TAIL), -1) if not _is_blank(spans[place])
    ]
    if len(filled) < _BOTH or not _is_banner(spans[filled[0]]):
        return first
    word = _stem(spans[filled[0]].text)
    own = (line for line in (spans[at].text, *lines_after(spans, at, _HEADER)) if _is_classified(line))
    if _stem(next(own, "")) != word:
        return first
    above = spans[filled[1]]
    if _ENDED.fullmatch(above.text.strip()):
        return filled[0]
    before = (
        spans[place].text for place in range(filled[1], least - 1, -1) if _is_classified(spans[place].text)
    )
    return filled[0] if _stem(next(before, "")) not in ("", word) else first


def _is_blank(span: Span) -> bool:
    return span.kind is Kind.BLANK


def _is_classified(text: str) -> bool:
    return grammar.CLASSIFIED_SERIAL.match(text) is not None


def _stem(text: str) -> str:
    """The letters with which a classification begins, spaced out or not: "SECRET", "UNCLAS", "CONFID"."""
    return "".join(filter(str.isalpha, text.upper()))[:_STEM]


def _banners_above(spans: Spans, at: int, least: int) -> int:
    """Where the classification above a labelled header begins; here if none stands there."""
    first = at
    for place in range(at - 1, least, -1):
        if spans[place].kind is Kind.BLANK and first == at:
            continue
        if not _is_banner(spans[place]):
            break
        first = place
    return first


def _originator_above(spans: Spans, at: int, least: int) -> int:
    """Where "FM" stands, if addressees alone follow it up to here; else here."""
    for place in range(at - 1, max(least, at - 8 * _TAIL), -1):
        kind, text, _, _, _ = spans[place]
        if kind is Kind.LINE and text.lstrip().startswith("FM "):
            return place
        if kind is not Kind.BLANK and not (kind is Kind.LINE and _ADDRESSEE_LINE.match(text)):
            break
    return at


def _stands_above(span: Span) -> bool:
    kind, text, _, _, _ = span
    if kind is Kind.LINE or kind is Kind.REPEAT:  # both cables may have the line
        return (
            text.strip() == _ARCHIVED
            or _begins_section_one(text)
            or any(form.fullmatch(text.strip()) for form in _ABOVE)
        )
    if kind is Kind.PAGE_LINE:
        top = grammar.DISTRIBUTION_TOP.fullmatch(text) if "Z" in text else None
        return bool(PAGE_ONE.match(text) or top) or _begins_section_one(text)
    return kind is Kind.BOILERPLATE and text.strip() == _ARCHIVED


def _is_its_number(spans: Spans, place: int, at: int) -> bool:
    """Is this the reference number of the cable that opens here, whose header has its serial again?"""
    kind, text, _, _, _ = spans[place]
    number = _NUMBER.fullmatch(text.strip()) if kind is Kind.LINE and text.lstrip()[:1].isdigit() else None
    if number is None:
        return False
    return _has_serial(spans, at, int(number["serial"]))


def _is_its_top(spans: Spans, place: int, below: int, at: int) -> bool:
    """Is this the top line of the distribution header of the cable that opens here, of its serial, right
    above the offices? Post and time alone could end a reference in the cable before."""
    kind, text, _, _, _ = spans[place]
    if kind is not Kind.LINE or "Z" not in text:
        return False
    top = grammar.DISTRIBUTION_TOP.fullmatch(text)
    if top is None or not grammar.DISTRIBUTION_LINE.fullmatch(spans[below].text.strip()):
        return False
    return _has_serial(spans, at, int(top["serial"]))


def _has_serial(spans: Spans, at: int, serial: int) -> bool:
    """Has the header that opens here this serial?"""
    for line in (spans[at].text, *lines_after(spans, at, _HEADER)):
        station = grammar.STATION_LINE.match(line)
        if station and int(station["serial"]) == serial % 10_000:
            return True
        classified = grammar.CLASSIFIED_SERIAL.match(line)
        if classified:
            return int(classified["serial"]) == serial
    return False


def _begins_section_one(text: str) -> bool:
    """The heading "TESTVI 04453  01 OF 03  050838Z" of a first section."""
    heading = grammar.DISTRIBUTION_PAGE.fullmatch(text) if " OF " in text else None
    return heading is not None and count(heading["section"]) == 1


def _is_more_relay(span: Span) -> bool:
    """A further line of format line 2, of routing indicators alone: the one with the precedence is above."""
    kind, text, _, _, _ = span
    return kind is Kind.LINE and text[:1] == "R" and header_grammar.RELAY_MORE.fullmatch(text) is not None


def _is_stamp(span: Span) -> bool:
    """A stamp of the review, which stands on each page: alone it is the cable's before."""
    return span.kind is Kind.PAGE_LINE and REVIEW_STAMP.search(span.text) is not None


def _is_banner(span: Span) -> bool:
    """A classification by itself, which may stand above this cable or below the one before."""
    return span.kind is Kind.PAGE_LINE and len(span.text) < 40
