"""The stages in their order, and the laws that are checked after each of them.

Law 1, partition: the spans' texts joined are the text, and no span is empty. Law 2,
conservation: a stage keeps law 1 and gives no kinds but those that it declares. Both are
checked on every document that is converted, not in tests alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cableconv.body import stage as body
from cableconv.boilerplate import stage as boilerplate
from cableconv.cables.parts import parted
from cableconv.decider import Origin, decider
from cableconv.errors import InternalError
from cableconv.header import stage as header
from cableconv.model import HEADER, LINE_ENDS, Kind, Span, Spans, kind_of, text_of
from cableconv.pages import stage as pages
from cableconv.rejoin import stage as rejoin
from cableconv.repair import stage as repair
from cableconv.repair.correction import Correction
from cableconv.repair.restored import restored
from cableconv.scan import plain, scan

if TYPE_CHECKING:
    from cableconv.profile import Profile

_OF_THE_FILE = 1  # stages that see the whole file alone: site text; all others see each cable
_TOGETHER = 2  # stages that tell where a cable begins: site text and pages, which are marked again in each
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # no line begins with it for the stages

#: Is told what the boilerplate stage finds of the site around the file.
Told = Callable[[boilerplate.Marking], None]


def _no_origin(spans: Spans) -> tuple[str, int | None]:
    return "", None


def _untold(marking: boilerplate.Marking) -> None:
    """Nobody asks for the site."""


class Stage(NamedTuple):
    """One step: its name, what it does, and the kinds that it may give."""

    name: str
    mark: Callable[[Spans], Spans]
    gives: frozenset[Kind]


#: Sees the characters as they are: of damaged ones a no-break space may be a part.
_REPAIR = Stage("repair", repair.mark, frozenset())

_OF_THE_SITE = frozenset({Kind.BOILERPLATE, Kind.TITLE, Kind.LINE, Kind.BLANK})
_OF_PAGES = frozenset({Kind.PAGE_LINE, Kind.REPEAT, Kind.LINE})
_OF_ENDS = frozenset({Kind.TRAILER, Kind.SIGNATURE, Kind.DRAFTING, Kind.LINE, Kind.BLANK, Kind.PAGE_LINE})
_OF_THE_BODY = frozenset(
    {
        Kind.HEADING, Kind.RULE, Kind.LABEL, Kind.PORTION, Kind.ITEM_MARK, Kind.REDACTION, Kind.CITATION,
        Kind.MARKER, Kind.CELL, Kind.VERSE, Kind.TEXT, Kind.SIGNATURE, Kind.DRAFTING,
    }
)  # fmt: skip


def stages(
    cut: str,
    profile: "Profile | None" = None,
    origin: Origin = _no_origin,
    told: Told = _untold,
    mend: bool = True,
) -> tuple[Stage, ...]:
    """The way of a text, in order. cut: how much evidence a cut of boilerplate needs; profile:
    what its corpus taught; origin: tells which of the profile's figures are this cable's; mend:
    whether damaged characters get a corrected reading."""

    def site_text(spans: Spans) -> Spans:
        marking = boilerplate.examine(spans, cut)
        marking = boilerplate.mark_learned(marking, profile.site_lines if profile is not None else None, cut)
        told(marking)
        return marking.spans

    def line_ends(spans: Spans) -> Spans:
        return rejoin.mark(spans, decider(spans, profile, origin, mend))

    every = (
        Stage("boilerplate", site_text, _OF_THE_SITE),
        Stage("pages", pages.mark, _OF_PAGES),
        Stage("header", header.mark, HEADER | _OF_ENDS),
        Stage("body", body.mark, _OF_THE_BODY),
        Stage("rejoin", line_ends, LINE_ENDS),
    )
    return (*every, _REPAIR) if mend else every


def run(
    text: str,
    cut: str = "balanced",
    profile: "Profile | None" = None,
    origin: Origin = _no_origin,
    told: Told = _untold,
    mend: bool = True,
) -> tuple[Spans, ...]:
    """Partition a text: every character in one typed span, with the reason for its kind. The
    spans of each cable by themselves; joined they are the text.

    Raises InternalError when a stage breaks law 1 or 2.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        head, *more = run(text[1:], cut, profile, origin, told, mend)
        first, *rest = head or (Span(Kind.BLANK, ""),)
        return ((first._replace(text=_BYTE_ORDER_MARK + first.text), *rest), *more)
    every = stages(cut, profile, origin, told, mend)
    layout = repair.layout_of(text) if mend else ()
    shaped = plain(repair.shaped(text, layout) if mend else text)
    if shaped == text:
        return _parts(text, every)
    parts = restored(_parts(shaped, every[:-1] if mend else every), text)
    return tuple(_repaired(parts, layout)) if mend else parts


def _parts(text: str, every: tuple[Stage, ...]) -> tuple[Spans, ...]:
    """The partition of each cable in a text, by all stages."""
    spans = scan(text)
    kinds = _check("scan", text, spans, frozenset(), frozenset({Kind.LINE, Kind.BLANK}))
    unpaged = _through(every[:_OF_THE_FILE], text, spans, kinds)
    spans = _through(every[_OF_THE_FILE:_TOGETHER], text, unpaged, _kinds(unpaged))
    parts = parted(spans)
    if len(parts) == 1 and parts[0] is spans:
        return (_through(every[_TOGETHER:], text, spans, _kinds(spans)),)
    _check("cables", text, tuple(chain.from_iterable(parts)), frozenset(Kind), frozenset())
    return tuple(
        _through(every[_OF_THE_FILE:], "".join(map(text_of, part)), part, _kinds(part))
        for part in _cut(unpaged, parts)
    )


def _cut(unpaged: Spans, parts: tuple[Spans, ...]) -> Iterator[Spans]:
    """The spans of each cable before pages were marked: what one cable says of its pages, no other does."""
    at = 0
    for part in parts:
        left, start = sum(map(len, map(text_of, part))), at
        while left > 0:
            left -= len(unpaged[at].text)
            at += 1
        yield unpaged[start:at]


def _kinds(spans: Spans) -> frozenset[Kind]:
    return frozenset(map(kind_of, spans))


def _repaired(parts: Iterable[Spans], layout: Sequence[Correction]) -> Iterator[Spans]:
    """Each cable with its damage read right. layout: what holds the blanks of the whole text."""
    begin = 0
    for spans in parts:
        text = "".join(map(text_of, spans))
        own = [each.moved(-begin) for each in layout if begin <= each.start < begin + len(text)]
        stage = Stage("repair", partial(repair.mark, layout=own), frozenset()) if own else _REPAIR
        yield _through((stage,), text, spans, _kinds(spans))
        begin += len(text)


def _through(some: tuple[Stage, ...], text: str, spans: Spans, kinds: frozenset[Kind]) -> Spans:
    """The spans after some stages. kinds: those of the spans before."""
    for stage in some:
        marked = stage.mark(spans)
        if marked is not spans:  # the same spans need no second proof
            kinds = _check(stage.name, text, marked, kinds, stage.gives)
        spans = marked
    return spans


def _check(
    stage: str, text: str, spans: Spans, before: frozenset[Kind], gives: frozenset[Kind]
) -> frozenset[Kind]:
    """The kinds of the spans. Raises InternalError when they break law 1 or 2."""
    texts = list(map(text_of, spans))
    if "".join(texts) != text or "" in texts:
        raise InternalError(
            "CC711",
            f"the {stage} stage broke the partition at {_offender(text, spans)}",
            "this is a fault of cableconv, nothing was written; please report it with the file",
        )
    given = _kinds(spans)
    strange = given - before - gives
    if strange:
        offender = min((span for span in spans if span.kind in strange), key=lambda span: len(span.text))
        raise InternalError(
            "CC712",
            f"the {stage} stage gave {offender.kind.value!r} to {offender.text[:60]!r}, "
            "a kind that it may not give",
            "this is a fault of cableconv, nothing was written; please report it with the file",
        )
    return given


def _offender(text: str, spans: Spans) -> str:
    at = 0
    for span in spans:
        if not span.text or not text.startswith(span.text, at):
            line = text.count("\n", 0, at) + 1
            return f"line {line}: {span.kind.value} {span.text[:60]!r}"
        at += len(span.text)
    return f"the end: {text[at : at + 60]!r} is in no span"
