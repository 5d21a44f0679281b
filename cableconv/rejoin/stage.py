"""The last stage: what every line end inside the cable's text is.

Laws of this file: it splits the line end off each line of text and gives it a kind; it
cuts off the hyphen of a word that the wrapper broke; it reads and clears the BEGINS and
"new" values by which earlier stages say that a block begins. It touches no layout span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from cableconv.model import HEADER, LAYOUT, LINE_ENDS, Kind, Reason, Span, Spans, kind_of
from cableconv.rejoin import lost_ends
from cableconv.rejoin.block_ends import reason_of_end

BEGINS = "begins:"
NEW = "new"
MORE = "more"  # the rest of a kept line
HYPHENS = (
    "-", "\N{SOFT HYPHEN}", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", "\N{NOT SIGN}", "\N{MINUS SIGN}",
)  # fmt: skip
# i with acute accent, its UTF-8 read as Windows-1252
_NO_HYPHEN = "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{SOFT HYPHEN}"
DASHES = ("\N{EN DASH}", "\N{EM DASH}")
_DASHES = ("--", *DASHES)
_OWN_BLOCK = frozenset({Kind.VERSE, Kind.SIGNATURE, Kind.TRAILER})

#: Decides a line end from the line before (white space at its end removed), the line after, and what
#: earlier lines hold of the word that the line before begins in the middle of ("" as a rule).
Decider = Callable[[str, str, str], tuple[Kind, Reason] | None]

LONGEST_WORD = 2048  # characters of a word or an address over several lines
# What may stand on either side of a line end inside an address, or between words without blanks.
_BEFORE_BREAK = frozenset("/@._=?&#%~+:,").union(DASHES)
_AFTER_BREAK = frozenset("/.@_=?&#%~+:-").union(DASHES)
_WRAPPED = Reason("CC301", "line wrap", 0.97)
_INSIDE = Reason("CC308", "a speaker's turn inside a line", 0.85)
_DASHED = Reason("CC305", "dash at the line end", 0.95)
_TEXT, _RULE = Kind.TEXT, Kind.RULE  # looked up once, not every line
_span = partial(tuple.__new__, Span)  # a Span from its parts in one step of C
_NEWLINES = ("\n", "\r\n", "\r")
_WRAPS = {newline: Span(Kind.WRAP, newline, "", _WRAPPED) for newline in _NEWLINES}
_WRAP = _WRAPS["\n"]
_NOTHING = Span(Kind.BLANK, "\n")  # stands below the last span
_ENDS = {newline: Span(Kind.END, newline) for newline in _NEWLINES}
_BEFORE_TURN = frozenset({Kind.TEXT, Kind.MARKER, Kind.CITATION, Kind.REDACTION})
_SETTLED = LAYOUT | LINE_ENDS


def mark(spans: Spans, decide: Decider) -> Spans:
    """Split off and label every line end of the cable's text.

    decide is asked where the line before ends in a hyphen, or in what may be a part of an
    address; None from it means an ordinary line wrap.
    """
    if lost_ends.may_have(spans):
        spans = tuple(lost_ends.mark(spans, decide))
    if _has_parted_word(spans):
        spans = tuple(_with_parted_words(spans, decide))
    return tuple(_with_line_ends(spans, decide))


def _with_line_ends(spans: Spans, decide: Decider) -> list[Span]:
    """The spans with every line end split off; one loop, because a call for each line would cost too much."""
    result: list[Span] = []
    append = result.append
    line: list[str] = []  # texts of the line so far
    begun = ""  # the word that the line goes on with, as far as earlier lines hold it
    white_kind: Kind | None = None  # after a join without space: the kind of the indent to come
    ahead = 0  # place of the first span below that is no layout
    for at, (span, below) in enumerate(pairwise((*spans, _NOTHING)), 1):
        kind, text = span.kind, span.text
        if kind is _TEXT is below.kind and white_kind is None and not (span.value or below.value):
            bare = text[:-1]
            last = bare[-1:]
            plain = last.isalpha() or (last == "," and "://" not in bare)
            if plain and text[-1] == "\n" and below.text[0].isalnum():  # an ordinary line of a paragraph
                append(_span((_TEXT, bare, "", span.reason, None)))
                append(_WRAP)
                line, begun = [], ""
                continue
        if kind in _SETTLED:
            if (
                kind is _RULE and text[-1] in "\r\n" and result and result[-1].kind is Kind.CELL
            ):  # the bar that ends a row of a table
                _append_end(result, (_RULE, text, "", span.reason), None, parted=False)
                line = []
            else:
                append(span)
            continue
        value, reason = span.value, span.reason
        if value:
            if kind is _TEXT and line and value.startswith(BEGINS):
                _append_end_inside(result)
            value = _cleared(value, kind)
        if white_kind is not None:
            text = _append_indent(result, text, white_kind)
            white_kind = None
        line.append(text)
        if text[-1] not in "\r\n":
            append(_span((kind, text, value, reason, None)))
            continue
        if ahead < at:
            ahead = _below_layout(spans, at)
        after = spans[ahead] if ahead < len(spans) else None
        ended = after is None or _begins_block(after, kind)
        if ended and after is not None and _breaks_kept_word(text, kind, after, line, decide):
            ended = False
        if ended or after is None:
            _append_end(result, (kind, text, value, reason), after, parted=ahead > at)
            begun = ""
        else:
            white_kind = _append_join(result, (kind, text, value, reason), line, after.text, decide, begun)
            begun = _last_word(begun + "".join(line)) if white_kind is Kind.HYPHEN_KEPT else ""
        line = []
    return result


def _append_end_inside(result: list[Span]) -> None:
    """End the block above a paragraph that begins inside a line: the white space between them is its end."""
    last = result[-1]
    bare = last.text.rstrip()
    if last.kind in _BEFORE_TURN and bare and bare != last.text:
        result[-1] = last._replace(text=bare)
        result.append(Span(Kind.END, last.text[len(bare) :], "", _INSIDE))


def _cleared(value: str, kind: Kind) -> str:
    """The value without what earlier stages said of the block, which the line ends say from here on."""
    if value.startswith(BEGINS):
        return value[len(BEGINS) :]
    own = (value == NEW and kind in HEADER) or (value == MORE and kind in _OWN_BLOCK)
    return "" if own else value


def _append_indent(result: list[Span], text: str, kind: Kind) -> str:
    """Append the white space that the text begins with, which prints nothing; the rest of the text."""
    bare = text.lstrip()
    if not bare or len(bare) == len(text):
        return text
    result.append(Span(kind, text[: len(text) - len(bare)]))
    return bare


def _below_layout(spans: Spans, at: int) -> int:
    """The place of the first span from at on that is no layout."""
    while at < len(spans) and spans[at].kind in LAYOUT:
        at += 1
    return at


def _has_parted_word(spans: Spans) -> bool:
    page_line = Kind.PAGE_LINE
    return page_line in map(kind_of, spans) and any(
        after.kind is page_line and before.text.rstrip(" ")[-1:] in HYPHENS
        for before, after in pairwise(spans)
    )


def _with_parted_words(spans: Spans, decide: Decider) -> Iterator[Span]:
    """The spans, cut where a page marker inside a line parts a word at its hyphen, "govern-" and "ment"."""
    joined: Kind | None = None  # behind such a hyphen: what the white space before the rest is
    for at, span in enumerate(spans, 1):
        kind, text, value, _, _ = span
        if joined and kind is _TEXT:
            bare = text.lstrip()
            if bare != text:
                yield Span(joined, text[: len(text) - len(bare)])
            joined = None if bare else joined
            span = span._replace(text=bare)
            if not bare:
                continue
        found = _parted(spans, at, span) if kind is _TEXT and at < len(spans) else None
        bare = span.text.rstrip(" ")
        decided = decide(bare, found, "") if found else None
        if decided is None or not _is_joined(span.text, bare, found or "", *decided):
            yield span
            continue
        joined, reason = decided
        cut = len(bare) - (joined is Kind.HYPHEN_DROPPED)
        if cut:
            yield Span(kind, span.text[:cut], value, span.reason)
        if span.text[cut:]:
            yield Span(joined, span.text[cut:], "", reason)


def _is_joined(text: str, bare: str, below: str, kind: Kind, reason: Reason) -> bool:
    """Is this one word over a page marker? bare: the text before it without the blank at its end."""
    joined = kind in (Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT)
    if not joined or bare == text:
        return joined
    return lost_ends.reading(bare, below, kind, reason) is not lost_ends.Reading.DASH


def _parted(spans: Spans, at: int, span: Span) -> str | None:
    """The text below the page marker at this place, which stands behind a hyphen of its line; None if
    none does."""
    if span.text.rstrip(" ")[-1:] not in HYPHENS or spans[at].kind is not Kind.PAGE_LINE:
        return None
    for below in spans[at:]:
        if below.kind is _TEXT and below.text.strip():
            return None if below.value else below.text
        if not (below.kind in LAYOUT or (below.kind is _TEXT and not below.value)):
            return None
    return None


def _last_word(text: str) -> str:
    """The word that the text ends with; "" if it is longer than any."""
    word = text[-LONGEST_WORD:].rsplit(None, 1)[-1]
    return word if len(word) < LONGEST_WORD else ""


def _begins_block(after: Span, before: Kind) -> bool:
    kind, value = after.kind, after.value
    if kind is before is _TEXT and not value:
        return False  # the ordinary line of a paragraph
    if value == MORE and kind is before and kind in _OWN_BLOCK:
        return False  # the rest of a kept line
    if kind is before is Kind.DRAFTING:
        return value == NEW or value.startswith(BEGINS)  # not the rest of a list of names
    if value.startswith(BEGINS) or kind in _OWN_BLOCK or Kind.DRAFTING in (kind, before):
        return True
    if kind in HEADER or before in HEADER:
        return value == NEW or (kind is not before and not (kind is Kind.PORTION or before is Kind.PORTION))
    return (
        before in _OWN_BLOCK or before is Kind.CELL or (kind is Kind.HEADING) is not (before is Kind.HEADING)
    )


def _breaks_kept_word(text: str, kind: Kind, after: Span, line: list[str], decide: Decider) -> bool:
    """Is a word broken between two kept lines, which are one entry of their list then?"""
    if not kind is Kind.VERSE is after.kind:
        return False
    bare = text.rstrip()
    if bare[-1:] not in HYPHENS or not bare[-2:-1].isalpha() or not after.text.lstrip()[:1].isalpha():
        return False
    before = "".join(line).rstrip()
    decided = decide(before, after.text, "")
    if decided is None or decided[0] is not Kind.HYPHEN_DROPPED:
        return False
    return lost_ends.reading(before, after.text, *decided) is lost_ends.Reading.WORD  # no poet's dash


def _append_end(
    result: list[Span], span: tuple[Kind, str, str, Reason | None], after: Span | None, *, parted: bool
) -> None:
    kind, text, value, reason = span
    bare = text.rstrip("\r\n")
    if bare:
        result.append(_span((kind, bare, value, reason, None)))
    newline = text[len(bare) :]
    ended = reason_of_end(kind, bare, after, parted=parted)
    result.append(_ENDS[newline] if ended is None else _span((Kind.END, newline, "", ended, None)))


def _append_join(
    result: list[Span],
    span: tuple[Kind, str, str, Reason | None],
    line: list[str],
    after: str,
    decide: Decider,
    begun: str,
) -> Kind | None:
    """Append the line and its joined end; the kind for the next line's indent if no space prints."""
    kind, text, value, reason = span
    bare = text.rstrip("\r\n")
    if (bare[-1:].isalpha() or (bare[-1:] == "," and "://" not in bare)) and after[0].isalnum():
        # no hyphen, dash or address
        result += (_span((kind, bare, value, reason, None)), _WRAPS[text[len(bare) :]])
        return None
    bare = text.rstrip()
    last = bare[-1:]
    decided: tuple[Kind, Reason] | None = None
    hyphen = last in HYPHENS and not bare.endswith(_NO_HYPHEN)
    if hyphen or last in _BEFORE_BREAK or after.lstrip()[:1] in _AFTER_BREAK:
        decided = decide("".join(line).rstrip(), after, begun)
    if decided is None:
        head = after.lstrip()
        dash = (
            bare.endswith(_DASHES) or (last == "-" and bare[-2:-1] in ("", " ")) or head.startswith(_DASHES)
        )
        decided = (Kind.DASH, _DASHED) if dash else (Kind.WRAP, _WRAPPED)
    end_kind, end_reason = decided
    if end_kind is Kind.HYPHEN_DROPPED and bare:
        bare = bare[:-1]
    elif end_kind is not Kind.HYPHEN_KEPT:
        bare = text.rstrip("\r\n")  # white space at the line's end prints the same space
    if bare:
        result.append(Span(kind, bare, value, reason))
    result.append(Span(end_kind, text[len(bare) :], "", end_reason))
    return end_kind if end_kind in (Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT) else None
