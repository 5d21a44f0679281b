"""Where one cable of a file ends and the next begins.

Law of this file: it finds places, it labels nothing. A cable begins where a telegram opens, or
the site's page about one, after the text of another; a header repeated for a section, a telegram
quoted in another and a second header above one text (a readdressal) begin nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cableconv.grammar import header as header_grammar
from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.labelled import MRN_LINE
from cableconv.grammar.numbers import count
from cableconv.grammar.site import TEXT_BEHIND_SUBJECT
from cableconv.model import Kind, Span, Spans

_LINE = Kind.LINE  # looked up once, not every span
_OPENING_KINDS = frozenset({Kind.TITLE, Kind.BOILERPLATE, Kind.PAGE_LINE})
_TOP_RULES = frozenset({"CC101", "CC105"})  # text of the site above a cable
_TAIL = 16  # lines that may stand above the line by which a cable is known
_ARCHIVED = "Message Text"  # what the archive heads a cable with
_ON_ONE_LINE = 400  # columns of a line that holds text of the cable, its header or not
_RUNNING = 10  # lines of running text that no header has, with more small letters each
_SMALL = 20
_UNNUMBERED = 6  # lines after the subject that are a body without numbers
_TEXT = 8  # lines after a line of a header that are a text, where the site's next page follows
_AHEAD = 14  # lines in which a header says FM, E.O., TAGS or SUBJECT
_QUOTED_AFTER = 4  # lines after "QUOTE" in which a quoted telegram opens
_QUOTED_HEADER = 24  # lines of a quoted telegram's header
_PROSE = lazy(r"[A-Za-z]{2}")
_PAGE_ONE = lazy(r"\s*(?:[A-Z ]{1,30}\s)?PAGE\s+0?1\s")
_CUT_TIME = lazy(r"(?:[ZOPR] ){1,2}\d{6}Z\s*")  # month and year on the next line
_SUBJECT = lazy(r"\s*(?:SUBJECT|SUBJ|Subject)\s?:")
_MESSAGE_HEADER = lazy(r"\s*(?:E\.?\s?O\.?\s?1|TAGS\s?:|SUBJECT\s?:|SUBJ\s?:)")
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
_OPENS_QUOTE = lazy(
    r"""(?ix) \b (?: QUOTE | QTE | BEGIN \s (?: TEXT | CABLE | TELEGRAM | MESSAGE ) | TEXT \s FOLLOWS
    | (?: FOLLOWING | FOL ) \b .{0,60} \b (?: REPEATED | REPEAT | QUOTED | RPTD | SENT ) ) \b"""
)
_CLOSES_QUOTE = lazy(
    r"(?ix) \b (?: UNQUOTE | UNQTE | END \s (?: QUOTE | TEXT | CABLE | TELEGRAM | MESSAGE ) ) \b"
)
_QUOTE_WORDS = ("QUOTE", "QTE", "BEGIN", "END", "TEXT", "FOL")


class Opening(NamedTuple):
    """A line that opens a telegram: its serial and its moment where it says them; sure when no
    header has two such lines, of_site when it is the site's text above a cable."""

    serial: int | None = None
    moment: str = ""
    sure: bool = False
    of_site: bool = False


class _Known:
    """What is known of the cable that is being read."""

    __slots__ = ("body", "moments", "quoted", "running", "serials", "since_header", "since_subject")

    def __init__(self) -> None:
        self.serials: set[int] = set()
        self.moments: set[str] = set()
        self.body = False
        self.quoted = 0  # lines in which an opening is that of a telegram which this one quotes
        self.since_header = 0
        self.since_subject = 0
        self.running = 0  # lines of running text

    def note(self, opening: Opening) -> None:
        if opening.serial is not None:
            self.serials.add(opening.serial % 10_000)
        if opening.moment:
            self.moments.add(opening.moment)
        if not opening.of_site:
            self.since_header = self.since_header or 1

    def is_other(self, opening: Opening) -> bool:
        """Does this open another cable than the one that is being read?"""
        if not (self.body or (opening.of_site and self.since_header > _TEXT)):
            return False
        if self.quoted and not opening.of_site:
            self.quoted = _QUOTED_HEADER
            return False
        if opening.sure or opening.of_site:
            return True
        if opening.serial is not None:
            return bool(self.serials or self.moments) and opening.serial % 10_000 not in self.serials
        return opening.moment not in self.moments

    def read(self, kind: Kind, text: str) -> None:
        """Note a line that opens nothing."""
        if kind is Kind.BOILERPLATE and self.since_subject > 1:
            self.body = True  # the site's text stands below that of the cable
        if kind is not Kind.LINE:
            return
        self.quoted = max(0, self.quoted - 1)
        self.since_header += self.since_header > 0 or text.startswith("E.O.")
        if self.since_subject:
            self.since_subject += 1
            self.body = self.body or self.since_subject > _UNNUMBERED
        elif text.lstrip()[:4].upper() == "SUBJ" and _SUBJECT.match(text):
            self.since_subject = 1
        if not self.body and text[:1] in "ZOPR" and (moment := header_grammar.DTG.fullmatch(text.rstrip())):
            self.moments.add(_shown(moment))  # of a header that a filter has thinned out
        self.running += not self.body and sum(map(str.islower, text)) > _SMALL
        self.body = self.body or len(text) > _ON_ONE_LINE or self.running > _RUNNING
        self.body = self.body or ("SUBJ" in text and TEXT_BEHIND_SUBJECT.search(text) is not None)
        if not self.body and text.lstrip()[:1] in "1NB(\N{PILCROW SIGN}":
            self.body = (
                grammar.NUMBER_ONE.match(text) is not None
                or (text.strip() == "NNNN" and bool(self.serials or self.moments))
                or (text.strip() == "BT" and self.since_subject > 1)
            )
        if text.strip() == "NNNN":
            self.quoted = 0
        upper = text.upper()
        if any(word in upper for word in _QUOTE_WORDS):
            if _CLOSES_QUOTE.search(text):
                self.quoted = 0
            elif _OPENS_QUOTE.search(text):
                self.quoted = _QUOTED_AFTER


def parts(spans: Spans) -> tuple[Spans, ...]:
    """The spans of each cable in a file whose pages are marked, in order; joined they are the spans."""
    starts = [0, *_starts(spans)]
    ends = (*starts[1:], len(spans))
    return tuple(spans[start:end] for start, end in zip(starts, ends, strict=True))


def _starts(spans: Spans) -> Iterator[int]:
    """Places of the first spans of the second and all later cables."""
    openings = _openings(spans)
    known, least = _Known(), 0
    for at, span in enumerate(spans[: max(openings, default=-1) + 1]):
        opening = openings.get(at)
        if opening is None:
            known.read(span.kind, span.text)
            continue
        if known.is_other(opening):
            start = _first_line(spans, at, least)
            if start > least and spans[start - 1].text[-1] in "\r\n":
                known, least = _Known(), start
                yield start
        known.note(opening)
        known.body = known.body or (span.kind is _LINE and len(span.text) > _ON_ONE_LINE)


def _openings(spans: Spans) -> dict[int, Opening]:
    """What opens a telegram, by its place in the spans."""
    opening_of = grammar.OPENING
    may_open = [
        at
        for at, span in enumerate(spans)
        if (opening_of[span.text[:2]] if span.kind is _LINE else span.kind in _OPENING_KINDS)
    ]
    return {at: opening for at in may_open if (opening := _opening(spans, at))}


def _opening(spans: Spans, at: int) -> Opening | None:
    kind, text, _, reason, _ = spans[at]
    if kind is _LINE:
        return _opening_line(spans, at, text.lstrip())
    if kind is Kind.TITLE:
        return Opening(of_site=True)
    if kind is Kind.BOILERPLATE:
        return Opening(of_site=True) if reason is not None and reason.rule in _TOP_RULES else None
    if kind is Kind.PAGE_LINE:
        heading = grammar.PAGE_HEADING.fullmatch(text) if _PAGE_ONE.match(text) else None
        return Opening(int(heading["serial"])) if heading and heading["serial"] else None
    return None


def _opening_line(spans: Spans, at: int, text: str) -> Opening | None:
    if text.startswith(("VZCZ", "ZCZC")):
        return Opening(sure=True) if len(text.rstrip()) < 30 else None
    if text.startswith("DE "):
        station = grammar.STATION_LINE.match(text)
        if station is None or int(station["section"] or 1) > 1 or _PROSE.search(text, station.end()):
            return None
        return Opening(int(station["serial"]))
    if text[:3].upper() == "MRN":
        number = MRN_LINE.fullmatch(text)
        dated = any("DTG" in line.upper() for line in _lines_after(spans, at, 2))
        return Opening(int(number["serial"])) if number and dated else None
    if text[:1] in "ZOPR" and _CUT_TIME.fullmatch(text):
        text = f"{text.rstrip()} {next(_lines_after(spans, at, 1), '').strip()}"
    moment = header_grammar.DTG.fullmatch(text.rstrip()) if text[:1] in "ZOPRY0123FIND(" else None
    if moment:
        opens = any(line.lstrip().startswith("FM ") for line in _lines_after(spans, at, 3))
        return Opening(moment=_shown(moment)) if opens else None
    classified = grammar.CLASSIFIED_SERIAL.match(text) if text[:1] in "UCSTL" else None
    if classified and any(_MESSAGE_HEADER.match(line) for line in _lines_after(spans, at, _AHEAD)):
        return Opening(int(classified["serial"]))
    return None


def _shown(moment: re.Match[str]) -> str:
    return f"{moment['day']}{moment['time']}{moment['month'].upper()}{(moment['year'] or '')[-2:]}"


def _lines_after(spans: Spans, at: int, most: int) -> Iterator[str]:
    """The next lines that are not blank."""
    for kind, text, _, _, _ in spans[at + 1 : at + 1 + 2 * most]:
        if kind is not Kind.BLANK and kind is not Kind.PAGE_LINE:
            yield text
            most -= 1
            if not most:
                return


def _first_line(spans: Spans, at: int, least: int) -> int:
    """Go back over what stands above the line by which a cable is known: relay line,
    distribution header, page heading, the archive's "Message Text"."""
    if spans[at].kind is Kind.TITLE or spans[at].kind is Kind.BOILERPLATE:
        return at
    if spans[at].text.lstrip()[:3].upper() == "MRN":
        return _banners_above(spans, at, least)
    first = last = at
    for place in range(at - 1, max(least, at - 2 * _TAIL), -1):
        if spans[place].kind is Kind.BLANK:
            continue
        if _stands_above(spans[place]) or _is_its_number(spans, place, at):
            first = last = place
        elif _is_banner(spans[place]) or _is_more_relay(spans[place]):
            last = place
        else:
            if spans[place].kind is Kind.BOILERPLATE:
                first = last  # the page of the cable before has ended: the banner is this one's
            break
    return _originator_above(spans, first, least)


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
        return bool(_PAGE_ONE.match(text)) or _begins_section_one(text)
    return kind is Kind.BOILERPLATE and text.strip() == _ARCHIVED


def _is_its_number(spans: Spans, place: int, at: int) -> bool:
    """Is this the reference number of the cable that opens here, whose header has its serial again?"""
    kind, text, _, _, _ = spans[place]
    number = _NUMBER.fullmatch(text.strip()) if kind is Kind.LINE and text.lstrip()[:1].isdigit() else None
    if number is None:
        return False
    serial = int(number["serial"])
    for line in (spans[at].text, *_lines_after(spans, at, _TAIL)):
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


def _is_banner(span: Span) -> bool:
    """A classification by itself, which may stand above this cable or below the one before."""
    return span.kind is Kind.PAGE_LINE and len(span.text) < 40
