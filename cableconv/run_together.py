"""Lines whose line ends a host has lost, cut before what begins inside them.

Law of this file: pieces joined are the line; a number counts in its place in the sequence, a heading where
it stands between a sentence and such a number or its own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.inline import beginning
from cableconv.model import Kind, Reason, Span, Spans
from cableconv.sentences import COUNTED, is_terminal

_LINE = Kind.LINE  # looked up once, not every span
_TITLE_WORDS = 8  # of a heading inside a line, at most
_LONG_LINE = 150  # a line with several paragraphs on it was never a telegraph's line
_NUMBER = lazy(
    r"(?:(?<=[-=_.?!:;\"')\]\N{RIGHT DOUBLE QUOTATION MARK}])|(?<=End [Ss]ummary)|(?<=END SUMMARY)"
    r"|(?<=End [Cc]omment)|(?<=END COMMENT)|(?=\s{1,8}\N{PILCROW SIGN}))"
    r"(\s{1,8})(?=\N{PILCROW SIGN}?(\d{1,3})\s?\.\s{0,4}(?:\([A-Z]|[A-Z\"']))"
)
_PORTION_AFTER = lazy(
    r"(?<=[.?!\"')])(\s{1,8})(?=\N{PILCROW SIGN}?(\d{1,3})\. \((?:U|SBU|C|S|LOU|TS)(?:/{1,2}[A-Z]{2,8})?\) )"
)
# A heading between a sentence and a paragraph number with its portion marking: "Friday. FEES 3. (U) The"
_TITLED_NUMBER = lazy(
    r"(?<=[.?!\"')])\s{1,3}(?P<title>[A-Z][^.?!:;()\r\n]{2,60}?)(?P<white>\s{1,8})"
    r"(?=\N{PILCROW SIGN}?(?P<number>\d{1,3})\s?\.\s{0,4}\([A-Z]{1,3}[/)])"
)
_GLUED_RULE = lazy(r"(?<=\s)(?:-{5,}|={5,}|_{5,})(?: [-=_]+)*\s+")
_GLUED_SIGNATURE = lazy(
    r"(?<=[.!?)\"']) {1,3}([A-Z][A-Z'-]{3,24}(?: [A-Z][A-Z'-]{2,24})?)\s*\Z",
)
_NAME_AFTER_STOP = lazy(
    r"(?:(?:[A-Za-z0-9)\"']{2}|\d)[.!?][\"')]?|[.!?] {1,3}GP-?[1-4]\.?) {1,3}([A-Z][A-Z'-]{3,24})\s*\Z"
)
_GROUP = lazy(r"[.!?] {1,3}GP-?[1-4]\Z")  # marks the classification's group, below the last sentence
_NO_NAMES = frozenset(
    (
        "UNCLASSIFIED",
        "CONFIDENTIAL",
        "SECRET",
        "SIPDIS",
        "SENSITIVE",
        "NOFORN",
        "NODIS",
        "EXDIS",
        "COMMENT",
        "SUMMARY",
    )
)
_SENTENCE_END = lazy(r"[.?!\"')]\s+")


def split_run_together(spans: Spans) -> Spans:
    """Cut lines whose line ends the host lost before each next paragraph number: very long lines, and
    shorter ones where the number has its portion marking."""
    spans = _split_signature(spans)
    joined = {at for at, span in enumerate(spans) if span.kind is _LINE and _is_run_together(span.text)}
    if not joined:
        return spans
    result: list[Span] = []
    last = 0
    for at, span in enumerate(spans):
        if at not in joined:
            if span.kind is Kind.LINE:
                found = grammar.LABEL.match(span.text)
                last = int(found["number"]) if found and int(found["number"]) == last + 1 else last
            result.append(span)
            continue
        for part, heading in _split_at_titles(span.text, last):
            if heading:
                result.append(beginning(Span(Kind.HEADING, part)))
                continue
            pieces, last = _split_at_numbers(part, last, marked=len(span.text) <= _LONG_LINE)
            for piece in pieces:
                result.extend(_split_at_rules(piece))
    return tuple(result)


def _split_at_titles(text: str, last: int) -> Iterator[tuple[str, bool]]:
    """Cut out headings that stand right before the next number with a portion marking; is the part one?"""
    at = 0
    for found in _TITLED_NUMBER.finditer(text):
        words = found["title"].split()
        named = COUNTED.search(found["title"]) is None and not markers.MARKER_END.match(found["title"])
        titled = all(word[:1].isupper() for word in words if len(word) > 3) and len(words) <= _TITLE_WORDS
        if named and titled and int(found["number"]) > last:
            yield text[at : found.start("title")], False
            yield text[found.start("title") : found.end()], True
            at = found.end()
    yield text[at:], False


def _is_run_together(text: str) -> bool:
    if len(text) > _LONG_LINE:
        return True
    marked = ". (" in text
    return marked and (_PORTION_AFTER.search(text) is not None or _TITLED_NUMBER.search(text) is not None)


def _split_signature(spans: Spans) -> Spans:
    """Cut the name in capitals off the end of the last line: "TO SEE HIM SOON. SMITH"."""
    at = next((at for at in range(len(spans) - 1, -1, -1) if spans[at].kind is Kind.LINE), None)
    if at is None:
        return spans
    text = spans[at].text
    long = len(text) > _LONG_LINE
    found = (_GLUED_SIGNATURE if long else _NAME_AFTER_STOP).search(text, max(0, len(text) - 80))
    if not found or found[1] in _NO_NAMES:
        return spans
    before = text[: found.start(1)].rstrip()
    if not (long or is_terminal(before) or _GROUP.search(before)):
        return spans
    cut = (Span(Kind.LINE, text[: found.start(1)]), beginning(Span(Kind.SIGNATURE, text[found.start(1) :])))
    return (*spans[:at], *cut, *spans[at + 1 :])


def _split_at_numbers(text: str, last: int, *, marked: bool) -> tuple[list[str], int]:
    """The pieces of the line and its last number. marked: only numbers with a portion marking count."""
    found = grammar.LABEL.match(text)
    last = int(found["number"]) if found and int(found["number"]) == last + 1 else last
    pieces: list[str] = []
    at = 0
    for number in (_PORTION_AFTER if marked else _NUMBER).finditer(text):
        if marked and int(number[2]) != last + 1:
            continue
        if int(number[2]) == last + 1 or (last == 0 and int(number[2]) < 4):
            last = int(number[2])
            pieces.append(text[at : number.end()])
            at = number.end()
    pieces.append(text[at:])
    return [piece for piece in pieces if piece], last


def _split_at_rules(text: str) -> Iterator[Span]:
    """Cut "... ends. A Heading ------- Text" into text, heading and underline."""
    at = 0
    for rule in _GLUED_RULE.finditer(text):
        ends = [
            found.end() for found in _SENTENCE_END.finditer(text, max(at, rule.start() - 160), rule.start())
        ]
        heading = next(
            (end for end in reversed(ends) if end < rule.start()), at if rule.start() - at < 160 else None
        )
        if heading is None:
            continue
        if heading > at:
            yield Span(Kind.LINE, text[at:heading])
        if heading < rule.start():  # else two underlines, one right behind the other
            yield beginning(Span(Kind.HEADING, text[heading : rule.start()]))
        yield Span(Kind.RULE, rule[0], "", Reason("CC501", "underline inside a line", 0.8))
        at = rule.end()
    if at < len(text):
        yield Span(Kind.LINE, text[at:])
