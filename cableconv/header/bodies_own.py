"""Which part of a line that has lost its line ends is the body's own: paragraph 1 with the heading above it,
or what the text goes on with behind the statement of the authority.

Law of this file: joined, the pieces are what they were; a heading goes with the text below it.
"""

from __future__ import annotations

from cableconv.grammar import authority as authority_forms
from cableconv.grammar.form import lazy
from cableconv.header.authority_ends import MARKING, text_behind
from cableconv.header.opening import strong
from cableconv.model import Kind

_HEADING_COLUMNS = 200  # that a heading above paragraph 1 may fill, with its rules
_HEADED = 20  # columns of the shortest line with a heading and a paragraph
_RULE = r"(?:-{4,}|={4,}|_{4,}|\*{4,}|~{4,}|-(?: -){3,})(?: [-=_*~]+)*"
_RULED = "-=_*~"
_MARKED = (
    r"(?:(?:EXECUTIVE )?SUMMARY|Summary|INTRODUCTION|Introduction|COMMENT|Comment|KEY POINTS|Key [Pp]oints"
    r"|ACTION REQUEST|Action [Rr]equest|BACKGROUND|Background)"
    r"(?:,? (?:AND|and|&) (?:[A-Z][A-Za-z]+)(?: [A-Z][A-Za-z]+)?)?[.:]?"
)
_ENDED = r"(?<=[.\d)\]]\s)"  # what ends a reference or the statement of the authority
_TITLE = r"[A-Z][^.?!;\d()\r\n]{2,60}?[?]?"
_HEADING = lazy(
    rf"(?<=\s){_RULE}\s+(?:{_TITLE}\s{_RULE}\s*)?\Z|(?<=\s){_MARKED}\s+{_RULE}\s*\Z"
    rf"|{_ENDED}{_TITLE}\s{_RULE}\s*\Z|{_ENDED}(?<=\s){_MARKED}\s*\Z"
)
_HEADED_ONE = lazy(
    rf"(?:{_RULE}\s+)?(?:{_MARKED}|{_TITLE}\s{_RULE})\s+(?:{_RULE}\s+)?"
    rf"(?:{MARKING}\s?)?\N{{PILCROW SIGN}}?[12]\s?[.)]"
)
_LINED_ONE = lazy(  # a heading whose rule is as long as it is
    r"\s?(?P<title>\S.{3,79}?)\s(?P<rule>-{5,}|={5,}|_{5,}|\*{5,}|~{5,})\s+"
    rf"(?:{MARKING}\s?)?\N{{PILCROW SIGN}}?[12]\s?[.)]"
)
_FRAMED_ONE = lazy(  # a heading between two rules that are as long as it is
    r"\s?(?P<rule>-{5,}|={5,}|_{5,}|\*{5,}|~{5,})\s+(?P<title>\S.{3,79}?)\s(?P=rule)\s+"
    rf"(?:{MARKING}\s?)?\N{{PILCROW SIGN}}?[12]\s?[.)]"
)
_UNDERLINE = lazy(r"(?<=\S)\s(?P<rule>-{5,}|={5,}|_{5,}|\*{5,}|~{5,})\s*\Z")
_ONE = lazy(rf"(?:{MARKING}\s?)?\N{{PILCROW SIGN}}?1(?:\s|[.)])")


def bodies_own(pieces: list[str]) -> list[str]:
    """Paragraph 1, with a heading above it, and everything behind it is one piece: the body's own."""
    for number, piece in enumerate(pieces):
        if number and _ONE.match(piece) and not authority_forms.CLASSIFIED_BY.match(piece):
            header, heading = _before_heading(pieces[number - 1])
            return [*pieces[: number - 1], header, heading + "".join(pieces[number:])]
    return _behind_authority(pieces)


def _behind_authority(pieces: list[str]) -> list[str]:
    """The text that goes on behind the statement of the authority, as which paragraph 1 may be written, is a
    piece: the body's own."""
    for number, piece in enumerate(pieces):
        behind = text_behind(piece) if len(piece) > _HEADED else 0
        if behind and strong(piece) is Kind.CLASSIFIED_BY:
            header, heading = _before_heading(piece[:behind])
            return [*pieces[:number], header, heading + piece[behind:] + "".join(pieces[number + 1 :])]
    return pieces


def _before_heading(piece: str) -> tuple[str, str]:
    """The last element of the header, and the heading of paragraph 1 that stands at its end."""
    found = _HEADING.search(piece, max(0, len(piece) - _HEADING_COLUMNS))
    overlined = found is not None and found[0][0] in _RULED and bool(found[0].strip(_RULED + " "))
    start = 0 if overlined else _underlined(piece)
    start = start or (found.start() if found else len(piece))
    return piece[:start], piece[start:]


def _underlined(piece: str) -> int:
    """Where the heading begins that the rule at the end of the piece is as long as, with such a rule above it
    if there is one; 0 where none is."""
    rule = _UNDERLINE.search(piece, max(0, len(piece) - _HEADING_COLUMNS))
    if rule is None:
        return 0
    start = rule.start() - len(rule["rule"])
    begins = start > 0 and piece[start - 1].isspace() and not piece[start].isspace()
    if not (begins and piece[start:].isprintable()):
        return 0
    above = piece[:start].rstrip()
    over = len(above) - len(rule["rule"])
    framed = over > 0 and above[over:] == rule["rule"] and above[over - 1].isspace()
    return over if framed else start


def is_headed(text: str) -> bool:
    """Does this line, whose line ends are lost, begin with a heading and go on with paragraph 1?"""
    if len(text) <= _HEADED or "1" not in text:
        return False
    titled = (_LINED_ONE.match(text), _FRAMED_ONE.match(text))
    return _HEADED_ONE.match(text) is not None or any(
        found is not None and len(found["title"]) == len(found["rule"]) for found in titled
    )
