"""A cable with something in every place that JSON can fill, for the tests of JSON."""

from __future__ import annotations

from cableconv.blocks.build import assemble, canonical
from cableconv.model import Cable, Change, Edition, Finding, Kind, Span
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

SPANS = canonical(
    (
        Span(Kind.DTG, "P 050838Z DEC 08"),
        Span(Kind.END, "\n"),
        Span(Kind.BLANK, " \n"),
        Span(Kind.HEADING, "Harbor Fees"),
        Span(Kind.END, "\r\n"),
        Span(Kind.LABEL, "2. ", "2"),
        Span(Kind.PORTION, "(SBU) ", "SBU"),
        Span(Kind.TEXT, "The min\udcff\ud800ister\x00 spoke for "),
        Span(Kind.WRAP, "\n"),
        Span(Kind.PAGE_LINE, "TESTVILLE 00000012 002 OF 003\n", "2"),
        Span(Kind.TEXT, "an \N{LATIN SMALL LETTER E WITH ACUTE}vening."),
        Span(Kind.END, "\n"),
        Span(Kind.ITEM_MARK, "-- "),
        Span(Kind.TEXT, "ferries"),
        Span(Kind.TEXT, " of the HarborQ", "", None, " of the Harbor'"),
        Span(Kind.CITATION, "(REF A) ", "A", None, ""),
        Span(Kind.END, "\n"),
        Span(Kind.CELL, "Wheat", ""),
        Span(Kind.CELL, "   12", ""),
        Span(Kind.END, "\n"),
        Span(Kind.PAGE_LINE, "TESTVILLE 00000012 003 OF 003\n", "3"),
        Span(Kind.TRAILER, "NNNN"),
    )
)


def stated(value: object) -> Field[object]:
    return Field(value, Status.STATED, (1, 3))


VALUES: dict[str, object] = {
    "section": Section(1, 3),
    "security": Security("ZNR", "UUUUU"),
    "precedence": Precedence("PRIORITY", "ROUTINE"),
    "date_time_group": "2008-12-05T08:38:00Z",
    "originator": Addressee("AMEMBASSY TESTVILLE"),
    "action_addressees": (Addressee("SECSTATE WASHDC", "RUEHC", "PRIORITY", "0001"),),
    "executive_order": ExecutiveOrder("12958", "DECL: 12/05/2018", True, "2018-12-05", ("25X1",)),
    "tags": (Tag("PREL", "subject"), Tag("TV", "geographic")),
    "references": (Reference("A. OTHERVILLE 12", "cable", "08OTHERVILLE12", "A"),),
    "classified_by": ClassifiedBy("Ilse Karnow", name="Ilse Karnow", reasons=("1.4(b)",)),
    "pages": 3,
    "julian_day": 340,
    "relay": ("PP", "RUEHC"),
    "handling": (),
    "subject": 'Fees \N{EM DASH} "again"',
}


def sample(edition: Edition = Edition.DIPLOMATIC) -> Cable:
    header = Header()._replace(
        **{name: stated(value) for name, value in VALUES.items()},  # type: ignore[arg-type]
        post=Field("TESTVILLE", Status.DERIVED, (), "page marker"),
    )
    return Cable(
        source=Source("a.txt", 200, "0" * 64, "utf-8", 0.5),
        edition=edition,
        generator="cableconv 0",
        header=header,
        blocks=assemble(SPANS),
        changes=(Change("CC201", Kind.PAGE_LINE, (7, 10), "serial and post agree", 0.99),),
        findings=(Finding("CC501", "info", (), "no summary"),),
        spans=SPANS if edition is Edition.DIPLOMATIC else (),
        publisher="A press",
        options=("cut=safe",),
    )
