"""Paragraphs that end without a sentence's end: a crawler may have dropped a last line of one word.

Law of this file: it reports what no list below, no title, no taken-out word and no note's number explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from cableconv.grammar.entries import TURN
from cableconv.grammar.form import lazy
from cableconv.grammar.letters import SALUTATION
from cableconv.model import LAYOUT, Block, BlockKind, Finding, Kind, Mark, Spans, kind_of
from cableconv.text.sentences import LINKS, is_terminal, is_titled

_END = Kind.END  # looked up once, not every span
_NUMBERED = frozenset({Kind.LABEL, Kind.PORTION})
_PROSE = frozenset({Kind.TEXT, Kind.MARKER})
_ENDED = lazy(  # by the group marking, the end of a quotation, a conjunction, a note's number, an address
    r"[.!?]\s+GP-?[1-4]\s*\Z|//\s*\Z|\b(?:UN-?QUOTE|UNQTE|END QUOTE)\s*\Z|[;,]\s+(?i:and|or|and/or)\s*\Z"
    r"|[a-z]{2}[.?!][\"')\N{RIGHT DOUBLE QUOTATION MARK}]?\d{1,2}\s*\Z"
    r"|(?<!\S)(?:(?:https?://|www\.)\S+|\S+@[\w-]+\.[\w.-]+|\S+/\S*\.[a-z]{2,5}/?|\S+\.[a-z]{2,5}/\S*)\s*\Z"
)
_FIELD = lazy(r"[A-Z][A-Z /&'()-]{2,34}: +(?P<value>\S[^\r\n]{0,120})")
_NAME = 30  # characters of a value in capitals
_TITLE_LENGTH = 50  # of one in capitals
_TITLE = lazy(
    r"[\"\N{LEFT DOUBLE QUOTATION MARK}](?P<title>[A-Z][^\"]{2,70})[\"\N{RIGHT DOUBLE QUOTATION MARK}]"
)


def findings(spans: Spans, lines: Sequence[int], blocks: tuple[Block, ...]) -> Iterator[Finding]:
    """One finding for each such paragraph with a number or a portion marking. lines: that of each span."""
    labelled = any(
        isinstance(item, Mark) and item.kind is Kind.LABEL
        for block in blocks
        if block.kind is BlockKind.PARAGRAPH
        for item in block.content
    )
    if not labelled:
        return
    small = any(map(str.islower, "".join([span.text for span in spans if span.kind is Kind.TEXT])))
    begin = 0
    for end in [at for at, span in enumerate(spans) if span.kind is _END]:
        block, begin = spans[begin:end], end + 1
        if _NUMBERED.isdisjoint(map(kind_of, block)):
            continue
        if _only_begins(block) or _is_taken_out(block):
            continue
        text = _last_text(block)
        if spans[end + 1 : end + 2] and spans[end + 1].kind is Kind.VERSE and TURN.match(text.lstrip()):
            continue  # the first field of a form, "2. Date: May 2" above "Place: Testville"
        title = _is_title(text.strip(), small=small) or _is_field(text.strip())
        if title or _goes_on_in_list(spans[end + 1 :]):
            continue
        if text and not is_terminal(text.strip()) and not _ENDED.search(text):
            yield Finding(
                "CC554",
                "info",
                (lines[end],),
                "the paragraph ends without a sentence's end: its last word or line may be lost",
            )


def _only_begins(block: Spans) -> bool:
    """Does the block end with a marker that begins something: "4. BEGIN QUOTE"?"""
    last = next((span for span in reversed(block) if span.kind in _PROSE), None)
    return last is not None and last.kind is Kind.MARKER and last.value.endswith("-begin")


def _is_title(text: str, *, small: bool) -> bool:
    """Is the paragraph one title in quotation marks, as press summaries number them, "The Long Day", or a few
    words in capitals in a text in small letters, or the salutation of a letter?"""
    found = _TITLE.fullmatch(text)
    if found is not None:
        return is_titled(found["title"])
    in_capitals = small and text.isupper() and len(text) <= _TITLE_LENGTH and LINKS.search(text) is None
    return in_capitals or SALUTATION.fullmatch(text) is not None


def _is_field(text: str) -> bool:
    """Is the paragraph one field of a form, "AGE: 52", in a text that is not all in capitals?"""
    found = _FIELD.fullmatch(text)
    return found is not None and not (found["value"].isupper() and len(found["value"]) > _NAME)


def _goes_on_in_list(below: Spans) -> bool:
    """Does the sentence go on in the items of a list: "He asked the Board" / "(a) to meet; and"?"""
    printed = [span for span in below if span.kind not in LAYOUT][:2]
    marked = len(printed) > 1 and printed[0].kind is Kind.ITEM_MARK
    return marked and printed[1].text[:1].islower()


def _is_taken_out(block: Spans) -> bool:
    """Does the block end with what stands for words that were taken out?"""
    printed = (span for span in reversed(block) if span.kind not in LAYOUT and span.text.strip())
    return next((span.kind for span in printed), None) is Kind.REDACTION


def _last_text(block: Spans) -> str:
    """What the last spans of text that stand side by side print."""
    backwards = dropwhile(lambda span: span.kind not in _PROSE, reversed(block))
    last = list(takewhile(lambda span: span.kind in _PROSE, backwards))
    return "".join([span.text if span.corrected is None else span.corrected for span in reversed(last)])
