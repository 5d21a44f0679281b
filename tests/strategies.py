"""Random partitions and cables: every kind in any order, over text with all odd characters."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from cableconv.blocks.build import VALUED, assemble, canonical
from cableconv.grammar.json_values import UNCLEAN
from cableconv.model import LAYOUT, LINE_ENDS, Cable, Change, Edition, Finding, Kind, Span, Spans
from cableconv.model_header import (
    Addressee,
    ClassifiedBy,
    ExecutiveOrder,
    Field,
    Header,
    Precedence,
    Reference,
    Section,
    Security,
    Status,
    Tag,
)
from cableconv.model_source import Source

ODD = (
    "\x00", "\x07", "\x0c", "\x1b", "\x1c", "\x7f", "\x80", "\x85", "\x9f", "\xa0", "\xad", "\u200b",
    "\u2028", "\u3000", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\udc80", "\udcff",
    "\ud800", "\U0001f600", "\U0001fffe",
)  # fmt: skip
characters = st.one_of(
    st.sampled_from("abcXYZ019.-&<>\"'()"),
    st.sampled_from("  \t  "),
    st.sampled_from(ODD),
    st.characters(blacklist_characters="\r\n"),
)
pieces = st.one_of(
    st.sampled_from(
        (
            "word",
            "1. ",
            "a. ",
            "  (1) ",
            "these:",
            "(SBU) ",
            "text ",
            " text",
            "  two  ",
            "-",
            " ",
            "   ",
            "\t",
            "End Summary.",
        )
    ),
    st.text(characters, min_size=1, max_size=8),
)
newlines = st.sampled_from(("\n", "\n", "\n", "\r\n", "\r"))
kinds = st.one_of(
    st.sampled_from(tuple(Kind)),
    st.sampled_from(
        (
            Kind.TEXT,
            Kind.TEXT,
            Kind.ITEM_MARK,
            Kind.WRAP,
            Kind.HYPHEN_DROPPED,
            Kind.HYPHEN_KEPT,
            Kind.END,
            Kind.BLANK,
        )
    ),
)
values = {
    Kind.PAGE_LINE: ("", "2", "2", "2/3", "x"),
    Kind.LABEL: ("", "1", "12"),
    Kind.PORTION: ("", "SBU", "C//NF"),
    Kind.CITATION: ("", "A", "07STATE1 08TESTVILLE2", "*"),
    Kind.REDACTION: ("", "B1", "1.4(B),B6"),
    Kind.MARKER: (
        "",
        "text-begin",
        "text-end",
        "summary-begin",
        "summary-end",
        "comment-begin",
        "comment-end",
    ),
    Kind.HEADING: ("", "", "summary-begin", "note-begin"),
    Kind.CELL: ("", "", "1", "12", "007", "x"),
}
assert set(values) == VALUED


corrections = st.one_of(
    st.sampled_from(
        ("", " ", "'", "\N{RIGHT SINGLE QUOTATION MARK}", " word", "word ", " two words ", "\xad")
    ),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=4).map(
        lambda text: UNCLEAN.pattern().sub("", text)
    ),
)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    span = draw(_sound_spans())
    if span.kind in LAYOUT or span.kind in LINE_ENDS or draw(st.integers(0, 3)):
        return span
    return span._replace(corrected=draw(corrections))


@st.composite
def _sound_spans(draw: st.DrawFn) -> Span:
    kind = draw(kinds)
    value = draw(st.sampled_from(values.get(kind, ("",))))
    shape = draw(st.integers(0, 4))
    if kind is Kind.HYPHEN_DROPPED and shape < 3:
        return Span(kind, "-" + draw(newlines), value)
    if shape == 0:
        return Span(kind, draw(newlines), value)
    return Span(kind, draw(pieces) + (draw(newlines) if shape > 2 else ""), value)


def _apart(spans: list[Span]) -> Spans:
    """Without a carriage return and a newline that would be one newline across two spans."""
    made: list[Span] = []
    for span in spans:
        if made and made[-1].text[-1] == "\r" and span.text[0] == "\n":
            made[-1] = made[-1]._replace(text=made[-1].text + "\n")
            if len(span.text) == 1:
                continue
            span = span._replace(text=span.text[1:])
        made.append(span)
    return canonical(tuple(made))


partitions = st.lists(_spans(), max_size=30).map(_apart)

strings = st.one_of(
    st.sampled_from(
        ("TESTVILLE", "SECSTATE WASHDC", 'A <b> & "c"', "back\\slash", " edges ", "two  blanks", "")
    ),
    st.text(max_size=8),
)
names = st.text(st.one_of(st.sampled_from(ODD), st.characters()), min_size=1, max_size=6)
lines = st.lists(st.integers(1, 40), max_size=6, unique=True).map(tuple)
addressees = st.builds(Addressee, strings, strings, strings, strings)
several = st.lists(strings, max_size=3).map(tuple)
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "pages": st.integers(0, 99),
    "relay": several,
    "section": st.builds(Section, st.integers(1, 9), st.none() | st.integers(1, 9)),
    "julian_day": st.integers(1, 366),
    "security": st.builds(Security, strings, strings, strings),
    "operating_signals": several,
    "precedence": st.builds(Precedence, st.sampled_from(("ROUTINE", "NIACT IMMEDIATE", "")), strings),
    "date_time_group": st.one_of(st.sampled_from(("2008-12-05T08:38:00Z", "2008-13-05T08:38:00Z")), strings),
    "originator": addressees,
    "action_addressees": st.lists(addressees, max_size=3).map(tuple),
    "info_addressees": st.lists(addressees, max_size=3).map(tuple),
    "excluded_addressees": st.lists(addressees, max_size=3).map(tuple),
    "distribution": several,
    "passing": several,
    "handling": several,
    "captions": several,
    "executive_order": st.builds(ExecutiveOrder, strings, strings, st.booleans(), strings, several),
    "tags": st.lists(st.builds(Tag, strings, st.sampled_from(("subject", "geographic"))), max_size=3).map(
        tuple
    ),
    "references": st.lists(
        st.builds(Reference, strings, st.sampled_from(("cable", "e-mail", "other")), strings, strings),
        max_size=3,
    ).map(tuple),
    "classified_by": st.builds(ClassifiedBy, strings, strings, strings, strings, several),
}


def _field(name: str) -> st.SearchStrategy[Field[object]]:
    known = st.builds(
        Field, _VALUES.get(name, strings), st.sampled_from((Status.STATED, Status.DERIVED)), lines, strings
    )
    return st.one_of(st.just(Field()), known)


headers = st.builds(Header, **{name: _field(name) for name in Header._fields})
changes = st.builds(
    Change, st.sampled_from(("CC101", "CC350")), st.sampled_from(tuple(Kind)), lines, strings, st.floats(0, 1)
)
findings = st.builds(
    Finding,
    st.sampled_from(("CC501", "CC401")),
    st.sampled_from(("error", "warning", "info")),
    lines,
    strings,
)
sources = st.builds(
    lambda *given: Source(*given),  # of the class itself hypothesis would make up the rest of the fields
    names,
    st.integers(0, 10**9),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.sampled_from(("utf-8", "cp1252", "utf-16-le")),
    st.floats(0, 1),
    st.integers(0, 3),
)


@st.composite
def cables(draw: st.DrawFn, *, header: bool = True) -> Cable:
    """Cables in both editions; header=False: with an empty header and ledger."""
    spans = draw(partitions)
    edition = draw(st.sampled_from(tuple(Edition)))
    cable = Cable(
        source=draw(sources) if header else Source("a.txt", 1, "0" * 64, "utf-8"),
        edition=edition,
        generator="cableconv 0.1.0",
        header=draw(headers) if header else Header(),
        blocks=assemble(spans),
        spans=spans if edition is Edition.DIPLOMATIC else (),
    )
    if not header:
        return cable
    return Cable(
        source=cable.source,
        edition=edition,
        generator=draw(st.sampled_from(("cableconv 0.1.0", "something else"))),
        header=cable.header,
        blocks=cable.blocks,
        changes=tuple(draw(st.lists(changes, max_size=3))),
        findings=tuple(draw(st.lists(findings, max_size=3))),
        spans=cable.spans,
        publisher=draw(strings),
        licence=draw(st.one_of(strings, st.just("https://example.org/licence"))),
        options=tuple(draw(st.lists(strings, max_size=2))),
    )


def rewrap(text: str) -> str:
    """XML with every space of its text nodes turned into a line break and an indent."""
    return re.sub(
        r">([^<]+)<",
        lambda found: ">" + found[1].replace(" ", "\n    ") + "<",
        text,
    )
