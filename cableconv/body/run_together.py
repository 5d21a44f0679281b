"""Lines whose line ends a host has lost, cut before what begins inside them.

Law of this file: pieces joined are the line; a number counts in its place in the sequence, a heading where
it stands between a sentence and such a number or its own rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from cableconv.body.run_together_lists import split_at_items
from cableconv.body.run_together_numbers import PORTION_AFTER, is_bracketed, split_at_numbers
from cableconv.body.run_together_portions import split_at_portions
from cableconv.body.run_together_rules import TITLE_WORDS, split_at_rules
from cableconv.body.run_together_turns import split_at_turns
from cableconv.grammar import body as grammar
from cableconv.grammar import closing, markers
from cableconv.grammar.form import AtEnd, lazy
from cableconv.model import LAYOUT, Kind, Span, Spans, text_of
from cableconv.text.inline import beginning, heading_value
from cableconv.text.sentences import COUNTED, is_terminal

_LINE = Kind.LINE  # looked up once, not every span
_LONG_LINE = 150  # a line with several paragraphs on it was never a telegraph's line
_PLAIN_WORDS = 4  # of a title in small letters, at most
_TOLD = frozenset(  # words of a sentence
    (
        *("are", "did", "do", "does", "had", "has", "have", "he", "i", "is", "it", "left", "met", "said"),
        *("she", "they", "we", "went", "will", "was", "were", "would", "you", "agreed", "added", "told"),
    )
)
_FEW = 3  # words of a name behind a page marker
_WIDEST = 90  # columns of a telegraph's line, where another line shows that line ends are lost
# A heading between a sentence and a paragraph number with its portion marking: "Friday. FEES 3. (U) The"
_TITLED_NUMBER = lazy(
    r"(?:(?<=[.?!\"')])\s{1,3}|\A(?=(?:SUMMARY|Summary|COMMENT|Comment|INTRODUCTION|Introduction)\s))"
    r"(?P<title>[A-Z][^.?!:;()\r\n]{2,60}?)(?P<white>\s{1,8})"
    r"(?=\N{PILCROW SIGN}?(?P<number>\d{1,3})\s?[.)]\s{0,4}\(\s?[A-Z]{1,3}\s?[/)])"
)
_RULED_NUMBER = lazy(  # a heading between its two rules, and a number: "------ TEA ------ 1. THE"
    r"\s{0,6}([-=*_])\1{3,} {1,3}[A-Z][^-=*_\r\n]{2,60} \1{4,} {1,3}\N{PILCROW SIGN}?\d{1,3}\s?[.)]\s?(?!\d)"
)
_HEADING_BEHIND = lazy(  # "The talks failed.  A RETURN TO THE OLD ORDER"
    r"(?<=[a-z0-9)\"'][.?!])(?:[\"')])? {2,3}(?P<title>[A-Z][A-Z0-9 ,'&()/:;-]{8,}[A-Z0-9)?])\s*\Z"
)
_UNDERLINED = lazy(r" {0,3}(?P<title>[A-Z][^.!;:]{2,80}?\S) {1,3}(?P<rule>-{4,}(?: -+)?)\s*")
_LONGER = 3  # columns by which an underline differs from its heading
_OF_PARTICLES = (
    r"(?:AL|DA|DE|DEL|DEN|DI|DU|EL|LA|LE|ST|TEN|TER|VAN|VON) (?:(?:DE|DEN|DER|LA) )?[A-Z][A-Z'-]{2,24}"
)
_GLUED_SIGNATURE = lazy(
    r"(?<=[.!?)\"']) {1,3}([A-Z][A-Z'-]{3,24}(?: [A-Z][A-Z'-]{2,24})?)\s*\Z"
    r"|(?:(?<=[\w%]{2}[.!?])|(?<=\d[.!?])|(?<=\w[.!?][\"')])|(?<= [ap][.]m[.])) {1,3}"
    rf"([A-Z]{{3}}|{_OF_PARTICLES})\s*\Z"
    r"|(?:(?<=\bREGARDS,)|(?<=\bRegards,)|(?<=\bWISHES,)) {1,3}([A-Z][A-Z'-]{2,24})\s*\Z"
)
_NAME_AFTER_STOP = lazy(
    r"(?:(?:[A-Za-z0-9)\"']{2}|\d)[.!?][\"')]?|[.!?] {1,3}GP-?[1-4]\.?) {1,3}"
    rf"([A-Z][A-Z'-]{{3,24}}|{_OF_PARTICLES})\s*\Z"
)
_NAME_AFTER_QUOTE = lazy(
    r"(?:\A *|[.?!:)\"'] {1,3}|[.?!] {1,3}[A-Z][A-Z'-]{2,24} {1,3})"
    r"(?:UN-?QUOTE|UNQTE|END ?QUOTE|END TEXT)[.:]? {1,3}([A-Z][A-Z'-]{2,24}(?: [A-Z][A-Z'-]{2,24})?)\s*\Z"
)
_GROUP = AtEnd(8, r"[.!?] {1,3}GP-?[1-4]\Z")  # marks the classification's group, below the last sentence
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
        "END",
        "QUOTE",
        "UNQUOTE",
        "REGARDS",
        "MINIMIZE CONSIDERED",
        "LIMITED OFFICIAL",
        "TOP SECRET",
    )
)


def split_run_together(spans: Spans) -> Spans:
    """Cut lines whose line ends the host lost before each next paragraph number: very long lines, and
    shorter ones where the number has its portion marking."""
    ruled = {at for at, span in enumerate(spans) if span.kind is _LINE and _RULED_NUMBER.match(span.text)}
    long = _of_long_lines(spans, _WIDEST if ruled else _LONG_LINE) | ruled
    spans = _split_signature(spans, long)
    titled = (
        {at for at, span in enumerate(spans) if span.kind is _LINE and _is_underlined(span.text)}
        if long
        else set()
    )
    joined = {
        at
        for at, span in enumerate(spans)
        if span.kind is _LINE
        and (at in long or at in titled or (". (" in span.text and _is_marked(span.text)))
    }
    if not joined:
        return spans
    result: list[Span] = []
    last = at = 0
    while at < len(spans):
        span = spans[at]
        if at not in joined:
            if span.kind is _LINE:
                found = grammar.LABEL.match(span.text)
                last = int(found["number"]) if found and int(found["number"]) == last + 1 else last
            result.append(span)
            at += 1
            continue
        end = _end_of_text(spans, at)
        text = "".join([piece.text for piece in spans[at:end] if piece.kind is _LINE])
        heading = _heading_behind(text, spans[end:]) if at in long else len(text)
        pieces, last = _pieces(text[:heading], last, marked=at not in long | titled)
        if heading < len(text):
            pieces.append(beginning(Span(Kind.HEADING, text[heading:], heading_value(text[heading:]))))
        result.extend(_around_layout(pieces, spans[at:end]))
        at = end
    return tuple(result)


def _is_underlined(text: str) -> bool:
    """Is this a heading with its underline behind it, nearly as long: "SUMMARY -------"?"""
    found = _UNDERLINED.fullmatch(text) if text.rstrip().endswith("---") else None
    return found is not None and abs(len(found["title"]) - len(found["rule"])) <= _LONGER


def _heading_behind(text: str, below: Spans) -> int:
    """Where a heading in capitals begins behind the last sentence of a paragraph without line ends, above the
    next paragraph's number; else the end of the text."""
    found = _HEADING_BEHIND.search(text, max(0, len(text) - _WIDEST))
    after = next((span.text for span in below if span.kind is _LINE), "")
    if found is None or not grammar.LABEL.match(after) or len(found["title"].split()) < _FEW:
        return len(text)
    return found.start("title")


def _end_of_text(spans: Spans, at: int) -> int:
    """Behind the last piece of text of the line; page markers may stand between its pieces."""
    end = after = at + 1
    while spans[after - 1].text[-1] not in "\r\n" and after < len(spans):
        if spans[after].kind is _LINE:
            end = after + 1
        elif spans[after].kind not in LAYOUT:
            break
        after += 1
    return end


def _around_layout(pieces: Sequence[Span], spans: Spans) -> Iterator[Span]:
    """The pieces of a text in place of its lines, cut where layout stands between these."""
    number = start = 0
    for span in spans:
        if span.kind is not _LINE:
            yield span
            continue
        left = len(span.text)
        while left:
            piece = pieces[number]
            part = piece.text[start : start + left]
            yield piece._replace(text=part, value=piece.value if start == 0 else "")
            left -= len(part)
            start += len(part)
            if start == len(piece.text):
                number, start = number + 1, 0


def _pieces(text: str, last: int, *, marked: bool) -> tuple[list[Span], int]:
    """The line cut at its headings, numbers and rules, and its last number."""
    result: list[Span] = []
    bracketed = not marked and is_bracketed(text)
    for part, heading in _split_at_titles(text, last):
        if heading:
            result.append(beginning(Span(Kind.HEADING, part, heading_value(part))))
            continue
        above = last
        pieces, last = split_at_numbers(part, last, marked=marked, bracketed=bracketed)
        title = pieces[0].strip() if not above and len(pieces) > 1 else ""
        if title[-1:].isalpha() and markers.MARKER_HEADING.fullmatch(title):  # "SUMMARY 1. TEXT"
            result.append(beginning(Span(Kind.HEADING, pieces[0], heading_value(pieces[0]))))
            del pieces[0]
        for piece in pieces:
            result.extend(split_at_rules(piece))
    if len(result) == 1 and not marked:
        result = list(split_at_portions(result[0]))
    if not marked:
        result = [turn for piece in result for turn in split_at_turns(piece)]
    if len(result) > 1 and not marked:
        result = [span for piece in result for span in split_at_items(piece)]
    return result, last


def _split_at_titles(text: str, last: int) -> Iterator[tuple[str, bool]]:
    """Cut out headings that stand right before the next number with a portion marking; is the part one?"""
    at = 0
    for found in _TITLED_NUMBER.finditer(text):
        words = found["title"].split()
        named = COUNTED.search(found["title"]) is None and not markers.MARKER_END.match(found["title"])
        titled = all(word[:1].isupper() for word in words if len(word) > 3) and len(words) <= TITLE_WORDS
        ruled = words[-1:] == ["-"]  # "SUMMARY - - - -"
        number = int(found["number"])
        next_ = number == last + 1 or f" {number - 1}. (" in f" {text[: found.start()]}"
        titled = (titled and words[-1][-1] != ",") or (next_ and _is_plain_title(words))
        if named and titled and not ruled and number > last:
            yield text[at : found.start("title")], False
            yield text[found.start("title") : found.end()], True
            at = found.end()
    yield text[at:], False


def _is_plain_title(words: Sequence[str]) -> bool:
    """Are these few words in small letters, "The way forward", no sentence that has lost its stop?"""
    plain = len(words) <= _PLAIN_WORDS and words[0].isalpha() and words[-1][-1:].isalnum()
    return plain and _TOLD.isdisjoint(map(str.lower, words))


def _of_long_lines(spans: Spans, least: int) -> set[int]:
    """Places of the spans of lines longer than that; what was cut out, such as a page marker, counts."""
    long: set[int] = set()
    if max(map(len, "".join(map(text_of, spans)).split("\n"))) < least:
        return long
    start = length = 0
    for at, span in enumerate(spans):
        length += len(span.text)
        if span.text[-1] in "\r\n" or at + 1 == len(spans):
            if length > least:
                long.update(range(start, at + 1))
            start, length = at + 1, 0
    return long


def _is_marked(text: str) -> bool:
    """Does a number with its portion marking stand inside this line with ". ("?"""
    return PORTION_AFTER.search(text) is not None or _TITLED_NUMBER.search(text) is not None


def _split_signature(spans: Spans, long_lines: Set[int]) -> Spans:
    """Cut the name in capitals off the end of the last line: "TO SEE HIM SOON. SMITH"."""
    end = next((at for at, span in enumerate(spans) if span.kind is Kind.TRAILER), len(spans))
    at = next((at for at in range(end - 1, -1, -1) if spans[at].kind is Kind.LINE), None)
    if at is None:
        return spans
    text = spans[at].text
    long = at in long_lines
    begin = max(0, len(text) - 80)
    if long and _is_name_below_page(spans, at):
        return (*spans[:at], beginning(Span(Kind.SIGNATURE, text)), *spans[at + 1 :])
    quoted = _name_after_quote(spans, at, begin)
    found = quoted or (_GLUED_SIGNATURE if long else _NAME_AFTER_STOP).search(text, begin)
    if not found or found[found.lastindex or 1] in _NO_NAMES:
        return spans
    start = found.start(found.lastindex or 1)
    before = text[:start].rstrip()
    if not (long or quoted or is_terminal(before) or _GROUP.search(before)):
        return spans
    cut = (Span(Kind.LINE, text[:start]), beginning(Span(Kind.SIGNATURE, text[start:])))
    return (*spans[:at], *cut, *spans[at + 1 :])


def _is_name_below_page(spans: Spans, at: int) -> bool:
    """Is this nothing but a name, behind a page marker that the last sentence of the line stands before?"""
    text = spans[at].text.strip()
    if at < 2 or spans[at - 1].kind not in LAYOUT or spans[at - 1].text[-1] in "\r\n" or text in _NO_NAMES:
        return False
    above = next((span.text for span in reversed(spans[:at]) if span.kind is _LINE and span.text.strip()), "")
    alone = len(text.split()) < _FEW and closing.SIGNATURE.fullmatch(text) is not None
    return alone and above[-1:] not in "\r\n" and is_terminal(above.rstrip())


def _name_after_quote(spans: Spans, at: int, begin: int) -> re.Match[str] | None:
    """The name behind the end of a quotation, which stands behind a sentence or the name that signs it."""
    text = spans[at].text
    if not ("Q" in text[begin:] or "END" in text[begin:]):
        return None
    found = _NAME_AFTER_QUOTE.search(text, begin)
    if found is None or found.start() or not found[0].lstrip().startswith(("UN", "END")):
        return found
    above = next((span.text.rstrip() for span in reversed(spans[:at]) if span.kind is _LINE), "")
    signed = closing.SIGNATURE.fullmatch(above.strip()) is not None
    return found if signed or is_terminal(above) else None
