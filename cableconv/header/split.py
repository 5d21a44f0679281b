"""Where further elements begin inside a line of the header.

Law of this file: joined, the pieces are the line; it is cut only where an element begins beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cableconv.grammar import authority as authority_forms
from cableconv.grammar import captions
from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar import passing as passing_forms
from cableconv.grammar import references as reference_forms
from cableconv.grammar.form import AtEnd, lazy
from cableconv.header.authority_ends import MARKING
from cableconv.header.bodies_own import bodies_own
from cableconv.header.continuation import is_open
from cableconv.header.forms import is_caption, passing
from cableconv.header.opening import strong
from cableconv.header.unknown_words import behind_its_end, lead
from cableconv.lexicon import tables
from cableconv.model import Kind

OF_THE_MESSAGE = frozenset(
    {Kind.SUBJECT, Kind.TAGS, Kind.EXECUTIVE_ORDER, Kind.REFERENCE, Kind.CLASSIFIED_BY}
)
_BEFORE_NOTICE = frozenset({Kind.SUBJECT, Kind.REFERENCE, Kind.EXECUTIVE_ORDER})
_GLUE = (
    "FM ", "TO ", "INFO ", "XMT ", "ZN", "BT", " RU", "Z ", " UNCLAS", " U N C", " C O N", " CONFID",
    " S E C", " SECRET", "DIS", "SENSITIVE", "NOFORN", " ACCORDINGLY",
)  # fmt: skip
_GLUED_TO = lazy(
    r"\s*FM (?P<post>[A-Z ]{6,60}?(?P<to>TO)) {1,3}(?:RU[A-Z]{3,6}/|AMEMBASSY |AMCONSUL |SECSTATE ).*",
    re.DOTALL,
)  # "FM AMEMBASSY TESTVILLETO RUEHC/SECSTATE"
_TAILED = lazy(  # "UNCLAS TESTVILLE 000123 Glimfen"
    r"(?P<line>\s*\(?(?:T\s?O|S\s?E|C\s?O|L\s?I|U\s?N)[A-Z0-9 .,/()'-]*[A-Z.)] \d{5,8})(?=\s+[A-Z]?[a-z])"
)
_OFFICES = frozenset(  # that a line behind captions may be for
    """DEPT DEPARTMENT STATE SECSTATE USTR NSC TREASURY COMMERCE USDOC USDA DOD SECDEF OSD JCS DOJ FBI
    USAID""".split()  # noqa: SIM905
)
_COMMANDS = frozenset("PACOM CENTCOM EUCOM AFRICOM SOUTHCOM NORTHCOM".split())  # noqa: SIM905
_CLASSIFIED = frozenset("TSCLU( ")
_LOST_ENDS = 300  # columns of a line that has lost its line ends
_CUT = 150  # columns of a line that was never wrapped, before a page marker that cuts it
_REFERENCE = 60  # columns of the number of a cable
_NUMBERED = lazy(r"(?:\A|\s)\N{PILCROW SIGN}?1\s?[.)]\s*(?:\([A-Z/]{1,8}\)\s*)?\Z")
_SECOND = lazy(r"[-=_*~.?!\"')] {1,8}\N{PILCROW SIGN}?2\) +[A-Z\"(]")  # paragraph 2 of a text numbered "1)"
_TWO = lazy(r"(?<!\S)2\s?\.(?:\s{0,4}[A-Z\"'(]|\s{1,4}\d)")  # paragraph 2 of a text numbered "1."
_LATER = lazy(r"(?<!\S)(?:TAGS|REFS?|Refs?|SUBJ(?:ECT)?|Subj(?:ect)?|E\.?O\.? ?1\d{4}|Classified [Bb]y):")
_TWO_MARKED = lazy(rf"(?<!\S){MARKING}\s?\N{{PILCROW SIGN}}?2\s?[.)]")
_CITES = lazy(r"[A-Z,]\s(?:TO|IN|WITH|OF|BY|PER|FROM|ON|UNDER)\Z")  # "KEYED TO REFTEL:" is a sentence
_REASONS = AtEnd(12, r"\b(?:REASONS?|[Rr]easons?):?\s\Z")  # of a classification, in words of an order
_LABELS = frozenset({"TO", "INFO", "T0", "INF0", "FM", "XMT"})  # an address is not cut below its label
_LABEL = lazy(r"\s*[A-Z][a-z]{2,15}:\s*")  # what a site prints before the value


def split(text: str) -> list[str]:
    """The line cut where further header elements begin in it; joined, the pieces are the line."""
    if text[:1] in _CLASSIFIED and len(text) < _LOST_ENDS and (tailed := _TAILED.match(text)):
        if strong(tailed["line"]) is Kind.CLASSIFICATION:
            return [tailed["line"], text[tailed.end("line") :]]
        return [text]
    if _is_one(text):
        return [text]
    if text.rstrip().endswith("BT") and (lines.RELAY.fullmatch(text) or lines.RELAY_MORE.fullmatch(text)):
        return [text]  # a routing indicator that ends in BT
    if (" FOR " in text or " PASS " in text) and (behind := _behind_captions(text)):
        return [text[:behind], text[behind:]]
    head = text[:20_000]
    found = list(forms.SPLIT.pattern().finditer(head))
    glued = _GLUED_TO.match(head)
    if glued is None and not any(head[: each.start()].strip() for each in found):
        return bodies_own([text])  # what begins the line
    cuts = sorted(set(_cuts(head, found, glued)))
    if not cuts or (len(cuts) == 1 and not head[: cuts[0]].strip()):
        return bodies_own([text])
    return bodies_own(_pieces(text, cuts))


def _is_one(text: str) -> bool:
    """Is the line too short, and without the signs, for more than one element?"""
    return len(text) < 14 or (
        len(text) < 70
        and ":" not in text
        and "/" not in text
        and not text[-6:].strip().isdigit()
        and not any(sign in text for sign in _GLUE)
    )


def _pieces(text: str, cuts: Sequence[int]) -> list[str]:
    """The line in pieces: uncut where no element stands before the first cut, and behind paragraph 1."""
    pieces: list[str] = []
    at = 0
    for cut in cuts:
        if text[at:cut].strip():
            if pieces and _begins_text(pieces[-1]):
                break
            apart = behind_its_end(text[at:cut])
            if not (pieces or len(apart) > 1 or _may_be_cut_off(text[:cut]) or lead(text, cut, cuts)):
                return [text]
            pieces += apart
            at = cut
    return [*pieces, text[at:]]


def _begins_text(piece: str) -> bool:
    return forms.PARAGRAPH.match(piece) is not None and not authority_forms.CLASSIFIED_BY.match(piece)


def _may_be_cut_off(first: str) -> bool:
    return strong(first) is not None or lines.ADDRESSEE.match(first) is not None or _may_lead(first)


def _behind_captions(text: str) -> int:
    """Where a passing line begins behind captions, "SENSITIVE DEPT FOR EUR"; 0 where none does."""
    lead = captions.LEADING.match(text) if len(text) < _LOST_ENDS and is_caption(text.split()[0]) else None
    if lead is None or not text[: lead.end()].isupper():
        return 0
    office = text[lead.end() :].split()[:1]
    called = office and (office[0] in _OFFICES or office[0] in tables.posts())
    return lead.end() if called and passing_forms.PASSING.fullmatch(text[lead.end() :].strip()) else 0


def _cuts(text: str, elements: Sequence[re.Match[str]], glued: re.Match[str] | None) -> Iterator[int]:
    """Where further elements begin; of the transmission header none after one of the message. elements:
    what may begin one; glued: an originator with the addressees' label right behind it."""
    opened = strong(text)
    message = labelled = opened in OF_THE_MESSAGE
    if glued and glued["post"].split()[-1] not in tables.posts():
        yield glued.start("to")
    bracketed: bool | None = None  # are paragraphs numbered "1)"? Asked once
    last = 0
    unwrapped = len(text) >= _LOST_ENDS or any(":" in found[0] for found in elements[1:])
    for found in elements:
        if found["bracketed"] is not None:
            bracketed = _has(_SECOND, text, 0) if bracketed is None else bracketed
            if not bracketed:
                continue
        if (found["tight"] or found["figure"] or found["spaced"]) and not (
            _has(_TWO, text, found.end()) and not _LATER.search(text, found.end(), found.end() + _LOST_ENDS)
        ):
            continue
        if found["order"] is not None and labelled:
            continue  # words of a subject
        if found["marked"] is not None and opened is Kind.CLASSIFIED_BY and not text[: found.start()].strip():
            continue  # "(U) 1. Classified by": its own marking
        if found[0][:3] in ("REF", "Ref"):
            lead = text[last : found.start()].rstrip()
            if _begins_subject(lead, text, found.end()) or _CITES.search(lead):
                continue
        if found[0][:1] == "E" and _REASONS.search(text[last : found.start()]):
            continue  # "... for reasons E.O. 12958: 1.4 (b)"
        labelled = labelled or ":" in found[0] or found["order"] is not None
        if found["informed"] is not None:
            lead = text[last : found.start()]
            if not (_ends_in_a_post(lead) or (not message and strong(lead) is Kind.TO)):
                continue
        if found["notice"] is not None:
            if not _may_have_notice(text[last : found.start()], whole=found["whole"] is not None):
                continue  # its own further words, or a line's
        elif found["passing"] is not None:
            if labelled or not unwrapped:
                continue  # words of a subject, or one line for several offices
            if found["posted"] is not None and not _may_pass(found["posted"]):
                continue
        elif found["sent"] is None and found["glued"] is None:
            message = message or found.start() > 0
        elif message:
            continue
        if found[0][:4] in ("CLAS", "Clas") and _NUMBERED.search(
            text, max(0, found.start() - 14), found.start()
        ):
            continue  # "1. (U) Classified by": the statement is written as a paragraph
        before = text[: found.start()].strip()
        if before not in _LABELS and not (before and forms.PORTION.fullmatch(before)):
            last = found.start()
            if found["marked"] is not None and not _has(_TWO_MARKED, text, found.end()):
                last = found.end("marked")  # the marking of what stands before
            yield last


def _begins_subject(lead: str, text: str, at: int) -> bool:
    """Is "REF:" the first word of a subject, "SUBJECT: REF: YOUR QUESTION": right behind its label, and no
    number of a cable behind it?"""
    subject = forms.SUBJECT.fullmatch(lead)
    value = subject["value"].strip() if subject else "-"
    if value and not forms.PORTION.fullmatch(value):
        return False
    rest = text[at : at + _REFERENCE].lstrip()
    if not rest or reference_forms.REFERENCE_ITEM.match(rest):
        return False
    cited = reference_forms.CABLE_NUMBER.match(rest)
    return cited is None or (cited["serial"] == "1" and rest[cited.end() : cited.end() + 1] == ".")


def _has(second: re.Pattern[str], text: str, at: int) -> bool:
    """Does paragraph 2 follow on this line, or may it behind a page marker that cuts the line?"""
    return _last(second, text) >= at or (len(text) > _CUT and text[-1] not in "\r\n")


@lru_cache(maxsize=4)
def _last(second: re.Pattern[str], text: str) -> int:
    """Where the last number of paragraph 2 begins; -1 where there is none."""
    return max((found.start() for found in second.finditer(text)), default=-1)


def _may_pass(name: str) -> bool:
    """May a passing line begin with this name: of a post or a command?"""
    return name in tables.posts() or name.removeprefix("US") in _COMMANDS


def _ends_in_a_post(lead: str) -> bool:
    """Is the name of a post, of up to three words, the last of these words?"""
    words = lead.split()
    return any(" ".join(words[-count:]) in tables.posts() for count in (1, 2, 3))


def _may_have_notice(lead: str, *, whole: bool) -> bool:
    """Does a handling notice behind these words begin an element: behind a passing line, captions or the
    classification; behind a subject or references if it says by itself what it is?"""
    kind = strong(lead)
    if is_caption(lead) or passing(lead) or kind is Kind.CLASSIFICATION:
        return True
    return whole and kind in _BEFORE_NOTICE and not is_open(lead.rstrip())


def _may_lead(text: str) -> bool:
    """May this stand before a header element on the same line: captions, passing words, no prose?"""
    return (
        is_caption(text)
        or passing(text)
        or (text.isupper() and not text.rstrip().endswith("."))
        or _LABEL.fullmatch(text) is not None
    )
