"""The header stage and its fields: generated headers in every layout, readable cases, negative lines.

Law of this file: everything is invented: posts, people, numbers.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from pathlib import Path

import pytest

from cableconv import header, header_fields, header_findings, pages
from cableconv.header_fragments import (
    parse_addressees,
    parse_classified_by,
    parse_header,
    parse_references,
    parse_tags,
)
from cableconv.model import Kind, Span, Spans
from cableconv.model_header import Header, Status
from cableconv.scan import scan

CASES = sorted((Path(__file__).parent / "cases" / "header").glob("*.txt"))
SAMPLE = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
POSTS = ("TESTVILLE", "NORTHVILLE", "NEW SAMPLETON", "PORT OF EXAMPLE", "EL ENSAYO", "QUITE LONG EXAMPLE")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WORDS = {
    "UNCLASSIFIED": ("UNCLAS", "U N C L A S", "UNCLASSIFIED"),
    "CONFIDENTIAL": ("C O N F I D E N T I A L", "CONFIDENTIAL"),
    "SECRET": ("S E C R E T", "SECRET"),
    "LIMITED OFFICIAL USE": ("LIMITED OFFICIAL USE",),
}
ORDERS = {
    "11652": (1973, 1978),
    "12065": (1979, 1982),
    "12356": (1983, 1995),
    "12958": (1996, 2010),
    "13526": (2011, 2012),
}
SUBJECTS = (
    "MINISTER OF EXAMPLES DISCUSSES TRADE WITH THE AMBASSADOR AND PROMISES A NEW LAW BEFORE SUMMER",
    "Minister of Examples Discusses Trade with the Ambassador and Promises a New Law before Summer",
    "TESTLAND: A SHORT NOTE",
    "2008 REPORT ON SAMPLES - PART 2",
    "Testland's Opposition Unites",
)
BODY = "1. (SBU) The Minister told the Ambassador on May 5\nthat talks would resume. He spoke of trade.\n\n2. (U) The embassy will report again.\n"  # noqa: E501


@dataclass
class Made:
    """A rendered header and the values that it must give."""

    text: str = ""
    want: dict[str, object] = field(default_factory=dict)


def wrap(text: str, width: int = 60) -> list[str]:
    """Break at blanks, as the drafters did."""
    rows: list[str] = [""]
    for word in text.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def render(rng: random.Random, layout: str) -> Made:
    """One invented header in one of the layouts: full, acp126, seventies, filtered, one-line, solid."""
    made = Made()
    want = made.want
    number = rng.choice(["11652", "12065"]) if layout == "seventies" else rng.choice(list(ORDERS))
    year = rng.randint(*ORDERS[number])
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    hour = f"{rng.randint(0, 23):02d}{rng.randint(0, 59):02d}"
    serial, post = rng.randint(1, 19999), rng.choice(POSTS)
    letter, word = rng.choice([("R", "ROUTINE"), ("P", "PRIORITY"), ("O", "IMMEDIATE"), ("Z", "FLASH")])
    dual = rng.random() < 0.3
    classification = rng.choice(list(WORDS))
    printed = rng.choice(WORDS[classification])
    sections = rng.choice([0, 0, 2, 3])
    upper: list[str] = []
    if layout in ("full", "solid", "one-line"):
        upper.append(f"VZCZCXXX{rng.randint(1, 9999):04d}")
        upper.append(f"{letter * 2} RUEHAA RUEHBB RUEHCC")
        if rng.random() < 0.5 and layout != "one-line":
            upper.append("RUEHDD RUEHEEE")
        part = "/01" if sections else ""
        upper.append(f"DE RUEHXX #{serial % 10000:04d}{part} 123{hour}")
        upper.append(rng.choice(["ZNR UUUUU ZZH", "ZNY CCCCC ZZH", "ZNY SSSSS ZZH ZFD"]))
        want["station_serial"] = f"{serial % 10000:04d}"
    if layout == "seventies":
        upper += [
            f"PAGE 01        {post[:6].strip()}  {serial:05d}  01 OF 03  050838Z",
            "63",
            "ACTION EAP-00",
            "",
            "INFO  LOG-00   AID-00   CIAE-00  DODE-00  /001W",
            "DRAFTED BY L:ANAME:XX",
            "APPROVED BY THE DEPUTY SECRETARY",
            "                  ------------------62F208  050839Z /29",
        ]
    upper.append(
        f"{letter}{' R' if dual else ''} {day:02d}{hour}Z {MONTHS[month - 1]} {year % 100:02d}{rng.choice(['', '', ' ZDK'])}"  # noqa: E501
    )
    upper.append(f"FM AMEMBASSY {post}")
    ri = layout in ("full", "solid", "one-line")
    to = [("SECSTATE WASHDC", "PRIORITY", "1234")] + (
        [("AMEMBASSY OTHERVILLE", "", "")] if rng.random() < 0.6 else []
    )
    info = rng.sample(
        [
            ("AMCONSUL SAMPLETON", "", "0001"),
            ("SAMPLE REGIONAL COLLECTIVE", "IMMEDIATE", ""),
            ("CIA WASHINGTON DC", "", ""),
            ("USMISSION USEXAMPLE", "ROUTINE", "0456"),
        ],
        rng.randint(0, 4),
    )
    for mark, listed in (("TO", to), ("INFO", info)):
        for at, (name, precedence, mcn) in enumerate(listed):
            row = " ".join(filter(None, (f"RUEHZ{'ABCDE'[at]}/{name}" if ri else name, precedence, mcn)))
            upper.append(f"{mark} {row}" if at == 0 else row)
    want.update(
        date_time_group=f"{year}-{month:02d}-{day:02d}T{hour[:2]}:{hour[2:]}:00Z",
        precedence=(word, "ROUTINE" if dual else ""),
        originator=f"AMEMBASSY {post}",
        action=to,
        info=info,
    )
    if layout in ("full", "solid") and rng.random() < 0.3:
        upper.append("BT")
    shown = f" SECTION 01 OF {sections:02d}" if sections else ""
    caveat = rng.choice(["", "", " NOFORN"]) if classification in ("SECRET", "CONFIDENTIAL") else ""
    line = f"{printed}{caveat}{shown} {post} {serial:06d}"
    glue = layout == "full" and rng.random() < 0.2
    if glue:
        upper[-1] = f"{upper[-1]} {line}"
    else:
        if layout != "solid":
            upper.append("")
        upper.append(line)
    want.update(
        classification=classification,
        post=post,
        serial=str(serial),
        reference_number=f"{year % 100:02d}{post.replace(' ', '')}{serial}",
    )
    if layout != "solid":
        upper.append("")
    captions = rng.sample(["SIPDIS", "NODIS", "EXDIS"], rng.randint(0, 2)) if layout != "seventies" else []
    upper += captions
    if captions:
        want["captions"] = tuple(captions)
    passing = rng.sample(
        [
            "STATE FOR EAP/CM",
            "DEPT PASS TO USTR",
            "OTHERVILLE FOR POLOFF SMITH",
            "Treasury for OASIA - AName, BOther",
        ],
        rng.randint(0, 2),
    )
    if layout != "one-line":
        upper += ([""] if layout != "solid" else []) + passing
        if passing:
            want["passing"] = tuple(passing)
    if layout != "solid":
        upper.append("")
    value = rng.choice(
        {
            "11652": ["GDS", "N/A", "XGDS-3"],
            "12065": ["GDS 1/2/88 (SMITH, A.B.)", "N/A"],
            "12356": ["DECL: OADR", "N/A"],
        }.get(number, ["N/A", "DECL: 12/05/2018", "DECL: UPON UNIFICATION"])
    )
    upper.append(f"{rng.choice(['E.O. ', 'E.O.', 'EO ', 'E.0. '])}{number}: {value}")
    want["executive_order"] = (number, value)
    tags = rng.sample(
        [
            "PREL",
            "PGOV",
            "ECON",
            "KNNP",
            "TV",
            "NATO",
            "OVIP (SMITH, ANN B.)",
            "ENRG",
            "EAIR",
            "MARR",
            "SNAR",
            "XX",
            "KDEM",
            "ASEC",
        ],
        rng.randint(1, 12),
    )
    sep = rng.choice([", ", " "])
    upper += wrap(f"TAGS: {sep.join(tags)}") if layout != "one-line" else [f"TAGS: {sep.join(tags)}"]
    want["tags"] = tuple(t for tag in tags for t in ((tag,) if "(" not in tag else ("OVIP", "SMITH, ANN B.")))
    subject = rng.choice(SUBJECTS)
    mark = rng.choice(["", "", "(C) ", "(SBU) "])
    upper += (
        wrap(f"{rng.choice(['SUBJECT', 'SUBJ', 'Subject'])}: {mark}{subject}")
        if layout != "one-line"
        else [f"SUBJECT: {mark}{subject}"]
    )
    want.update(subject=subject, subject_portion=mark.strip(" ()") or None)
    if layout != "solid" and rng.random() < 0.7:
        upper.append("")
    yy = year % 100
    cited = rng.sample(
        [
            ("OTHERVILLE 122", f"{yy:02d}OTHERVILLE122"),
            ("07 STATE 45678 (NOTAL)", "07STATE45678"),
            ("SMITH-JONES E-MAIL 10/15/07", ""),
            ("2006 NEW SAMPLETON 0012", "06NEWSAMPLETON12"),
            ("EXAMPLE-SMITH TELCON OF MAY 5", ""),
        ],
        rng.randint(0, 4),
    )
    if len(cited) == 1:
        upper.append(f"REF: {cited[0][0]}")
    elif cited:
        style = rng.choice(["A. ", "(A) ", "A) "])
        items = [style.replace("A", "ABCDE"[at]) + text for at, (text, _) in enumerate(cited)]
        if rng.random() < 0.5 and layout != "one-line":
            upper += [f"REF: {items[0]}", *[f"     {item}" for item in items[1:]]]
        else:
            upper.append("REF: " + rng.choice([" ", ", ", "; "]).join(items))
    want["references"] = tuple(number_ for _, number_ in cited)
    if rng.random() < 0.6:
        title, name = rng.choice(
            [
                ("Ambassador", "Ann B. Example"),
                ("Deputy Chief of Mission", "John Q. Sample"),
                ("Acting Political Counselor", "Mary van Test"),
            ]
        )
        reasons = rng.choice(
            [
                ". Reasons: 1.4 (b) and (d).",
                " for reasons 1.4 (b) and (d).",
                ", reasons 1.4 (b,d).",
                "; Reason: 1.4(B) and (D)",
            ]
        )
        statement = f"Classified By: {title} {name}{reasons}"
        if layout == "one-line":
            upper.append(statement)
        else:
            upper += ([""] if layout != "solid" else []) + wrap(statement)
        want["classified_by"] = (title, name, ("1.4(b)", "1.4(d)"))
    if layout == "one-line":
        made.text = " ".join(filter(None, upper)) + " " + BODY.replace("\n", " ").strip() + "\n"
    else:
        made.text = "\n".join(upper) + ("\n" if layout == "solid" else "\n\n") + BODY
    return made


def differences(want: dict[str, object], header_: Header) -> list[str]:
    """Names of the fields that are not as wanted, with what was read."""
    got: dict[str, object] = {}
    for name in want:
        if name in ("action", "info"):
            listed = getattr(header_, f"{name}_addressees").value or ()
            got[name] = [(a.name, a.precedence, a.continuity_number) for a in listed]
        elif name == "precedence":
            p = header_.precedence.value
            got[name] = p and (p.action, p.info)
        elif name == "executive_order":
            e = header_.executive_order.value
            got[name] = e and (e.number, e.value)
        elif name == "tags":
            got[name] = tuple(t.text for t in header_.tags.value or ())
        elif name == "references":
            got[name] = tuple(r.number for r in header_.references.value or ())
        elif name == "classified_by":
            c = header_.classified_by.value
            got[name] = c and (c.title, c.name, c.reasons)
        elif name == "originator":
            o = header_.originator.value
            got[name] = o and o.name
        else:
            got[name] = getattr(header_, name).value
    return [f"{name}: {got[name]!r} for {want[name]!r}" for name in want if got[name] != want[name]]


LAYOUTS = ("full", "acp126", "seventies", "one-line", "solid")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_generated_headers_are_read_exactly(layout: str) -> None:
    rng = random.Random(layout)
    for _ in range(150):
        made = render(rng, layout)
        wrong = differences(made.want, parse_header(made.text))
        assert not wrong, "\n".join([*wrong, made.text])


def filtered(text: str) -> str:
    """The text without the lines that a crawler drops: mostly capitals, or one token."""
    kept = []
    for line in text.split("\n"):
        bare = line.strip()
        if bare and (sum(c.isupper() for c in bare) / len(bare) > 0.5 or len(bare.split()) == 1):
            continue
        kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize("layout", ("full", "acp126", "seventies"))
def test_filtered_headers_give_no_wrong_value(layout: str) -> None:
    rng = random.Random(f"filtered {layout}")
    for _ in range(150):
        made = render(rng, layout)
        text = filtered(made.text)
        read = parse_header(text)
        assert "1. (SBU) The Minister" in "".join(s.text for s in marked(text) if s.kind is Kind.LINE), text
        for name in ("date_time_group", "executive_order", "serial", "classification"):
            if getattr(read, name).value is not None and not (
                name == "classification" and read.classification.basis
            ):
                assert not differences({name: made.want[name]}, read), text
        if "Z " in text and any(t in text for t in MONTHS):
            assert read.executive_order.value is None or f"{read.executive_order.value.number}" in text


def marked(text: str) -> Spans:
    return header.mark(pages.mark(scan(text)))


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """A case: comment lines, input after "--- input", "kind|value|text" lines after "--- spans"."""
    _, _, rest = path.read_text("utf-8").partition("--- input\n")
    text, _, expected = rest.partition("--- spans\n")
    shown = [f"{s.kind.value}|{s.value}|{s.text.rstrip()}" for s in marked(text) if s.kind is not Kind.BLANK]
    assert shown == [line for line in expected.split("\n") if line]


def test_the_sample() -> None:
    text = SAMPLE.read_text("utf-8")
    read = parse_header(text)
    assert read.routing_indicator.value == "RUEHBJ" and read.station_serial.value == "4453"
    assert read.section.value is not None and read.section.value.number == 1 and read.julian_day.value == 340
    assert read.date_time_group.value == "2008-12-05T08:38:00Z" and read.filing_time.value == "0838"
    assert read.post.value == "BEIJING" and read.post.status is Status.DERIVED
    assert read.reference_number.value == "08BEIJING4453" and read.pages.value == 3
    assert read.passing.lines == tuple(range(8, 17)) and len(read.passing.value or ()) == 9
    assert read.notice.lines == (20, 21)
    assert read.executive_order.value is not None and not read.executive_order.value.applies
    assert read.tags.value is None and read.subject.value is None and read.references.value is None


def test_classification_is_derived_from_portion_markings() -> None:
    spans = (
        Span(Kind.PORTION, "(SBU) ", "SBU"),
        Span(Kind.TEXT, "x\n"),
        Span(Kind.PORTION, "(U) ", "U"),
        Span(Kind.TEXT, "y\n"),
    )
    read = header_fields.read(spans)
    assert (read.classification.value, read.classification.status, read.classification.basis) == (
        "UNCLASSIFIED",
        Status.DERIVED,
        "portion markings",
    )
    assert (read.handling.value, read.handling.status) == (("SBU",), Status.DERIVED)
    secret = header_fields.read((Span(Kind.PORTION, "(C) ", "C"), Span(Kind.PORTION, "(S//NF) ", "S//NF")))
    assert secret.classification.value == "SECRET" and secret.handling.value == ("NOFORN",)


NEGATIVE = (
    "TO THE AMBASSADOR'S SURPRISE, THE MINISTER LEFT.",
    "To the east of the city lies the port, From there ships leave.",
    "From 1998 on the party ruled; Info was scarce.",
    "Subject matter experts met in May and spoke of trade.",
    "Ref the earlier talks, the Minister said nothing new.",
    "Tags are sewn into the shirts of the workers here.",
    "Secret talks in 1998 led to nothing, officials said.",
    "SECRET TALKS IN 1998 LED TO NOTHING.",
    "Confidential sources say that the vote was fair.",
    "Info from the region is scarce and seldom reliable.",
    "DE FACTO RULERS REMAIN IN PLACE.",
    "State for the first time in years admitted a deficit.",
    "Classified by many as a failure, the talks went on.",
    "Treasury for years has held the view that rates matter to all of us.",
)


@pytest.mark.parametrize("line", NEGATIVE)
def test_prose_stays_body(line: str) -> None:
    alone = [s for s in marked(f"{line}\nMore of the same text follows here.\n") if s.kind is not Kind.LINE]
    assert not alone
    after = marked(f"P 050838Z DEC 08\nSUBJECT: A NOTE\n\n1. Text of it.\n\n{line}\n")
    assert after[-1].kind is Kind.LINE


@pytest.mark.parametrize("line", NEGATIVE)
def test_prose_after_a_header_without_number_stays_body(line: str) -> None:
    spans = marked(
        f"P 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\nSUBJECT: A NOTE\n\n{line}\nMore of it.\n"  # noqa: E501
    )
    assert [s.kind for s in spans if s.text.startswith(line[:20])] == [Kind.LINE]


HOSTILE = (
    "A " * 25_000,
    "A, " * 17_000,
    "REF: " + "A. " * 16_000,
    "TAGS: " + "(A" * 25_000,
    "(" * 50_000,
    "RUEHXX " * 7_000,
    "1.4 (b) " * 6_000,
    "SUBJECT: " * 6_000,
    "x" * 50_000,
    "-" * 50_000,
    "Classified By: " + "and (d) " * 6_000,
    " " * 50_000 + "x",
    "PARIS 12 AND " * 4_000,
    "UNCLAS" + " " * 30_000 + "x",
    "TO SECSTATE WASHDC " + ": A //" * 5_000,
)


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_take_linear_time(line: str) -> None:
    import time

    start = time.process_time()
    text = f"P 050838Z DEC 08\nE.O. 12958: N/A\n{line}\nREF: {line}\nClassified By: {line}\nTAGS: {line}\n"
    spans = marked(text)
    assert "".join(s.text for s in spans) == text
    header_findings.findings(spans, header_fields.read(spans))
    assert time.process_time() - start < 4


def test_any_text_is_read_and_marking_twice_changes_nothing() -> None:
    rng = random.Random(7)
    rows = [
        line for layout in LAYOUTS for _ in range(6) for line in render(rng, layout).text.split("\n")
    ] + list(NEGATIVE)
    for _ in range(400):
        text = "\n".join(rng.choice(rows)[: rng.randint(1, 90)] for _ in range(rng.randint(1, 25)))
        spans = marked(text)
        assert "".join(s.text for s in spans) == text and all(s.text for s in spans)
        assert header.mark(spans) == spans
        header_findings.findings(spans, header_fields.read(spans))


@pytest.mark.parametrize(
    ("tail", "kinds"),
    [
        ("SMITH\nBT\n#4453\n\nNNNN\n", ["line", "trailer", "trailer", "trailer"]),
        ("SMITH##\n", ["line", "trailer"]),
        ("SMITH NNNN\n", ["line", "trailer"]),
        ("#4453 NNNN", ["trailer"]),
        ("The end of #4453 is near\n", ["line"]),
    ],
)
def test_trailers(tail: str, kinds: list[str]) -> None:
    spans = marked("1. Text.\n\n" + tail)
    assert [s.kind.value for s in spans if s.kind is not Kind.BLANK][1:] == kinds


@pytest.mark.parametrize(
    ("text", "year", "numbers"),
    [
        ("REF: TESTVILLE 123", 2008, ["08TESTVILLE123"]),
        ("REF: (A)STATE 071143, (B) OTHERVILLE 5361", 2007, ["07STATE71143", "07OTHERVILLE5361"]),
        (
            "REFS: A) 09 POSTVILLE 12 AND 13; B) SECSTATE 74879",
            2010,
            ["09POSTVILLE12", "09POSTVILLE13", "10STATE74879"],
        ),
        ("REF: A. A) TESTVILLE 20 B. B) 2/22/08 GRAY-SMITH E-MAIL", 2008, ["08TESTVILLE20", ""]),
        ("REFTEL: TESTVILLE 466 AND PREVIOUS", 8, ["08TESTVILLE466"]),
        ("Ref: a. 05 state 201650 b. 05 testville 3726", 2008, ["05STATE201650", "05TESTVILLE3726"]),
        ("A. NEW SAMPLETON 1", 1974, ["74NEWSAMPLETON1"]),
        ("REF: SECDEF MSG DTG 301601Z SEP 08", 2008, [""]),
        ("REF: TESTVILLE 123, 124 AND 125", 2008, ["08TESTVILLE123", "08TESTVILLE124", "08TESTVILLE125"]),
        ("REF: TESTVILLE 123, 07 STATE 5", 2008, ["08TESTVILLE123", "07STATE5"]),
        ("REF: TESTVILLE'S 1235", 2008, ["08TESTVILLE1235"]),
        ("REF: 2006 TEL AVIV 123", 2008, ["06TELAVIV123"]),
        ("REF: STATE 1234 (B) STATE 1235", 2008, ["08STATE1234", "08STATE1235"]),
        ("REF: THE TALKS (B) STATE 1235", 2008, ["08STATE1235"]),
        ("REF: N/A", 2008, []),
    ],
)
def test_references(text: str, year: int, numbers: list[str]) -> None:
    assert [r.number for r in parse_references(text, year)] == numbers


def test_reference_kinds() -> None:
    items = parse_references(
        "REF: A. SMITH-DOE EMAIL OF 1/2/08 B. MEMO OF MAY 5 C. SMITH TELCON D. AFP OF MAY 6 E. A TALK", 2008
    )
    assert [r.kind for r in items] == ["e-mail", "memorandum", "telcon", "press", "other"]


def test_january_reference_to_the_year_before() -> None:
    text = "R 050838Z JAN 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\nUNCLAS TESTVILLE 000012\n\nREF: A. TESTVILLE 4500  B. TESTVILLE 3  C. STATE 171000\n\n1. Text.\n"  # noqa: E501
    assert [r.number for r in parse_header(text).references.value or ()] == [
        "07TESTVILLE4500",
        "08TESTVILLE3",
        "07STATE171000",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAGS: PREL PGOV TV", "PREL PGOV TV"),
        ("tags prel, pgov; KNNP/NATO", "PREL PGOV KNNP NATO"),
        ("TAGS: OVIP (DOE, JANE), PREL", "OVIP DOE,JANE PREL"),
        ("TAGS: OVIP DOE JANE PREL PGOV", "OVIP DOE,JANE PREL PGOV"),
        ("TAGE: PRELPGOVTV", "PREL PGOV TV"),
        ("TAGS: PREL, SIPDIS", "PREL"),
        ("TAGS: (U) PREL, TV", "PREL TV"),
        (
            "TAGS: PINR DOE, JANE Q., OVIP ROE, JOHN, DOE, ANN, PREL",
            "PINR DOE,JANE Q. OVIP ROE,JOHN DOE,ANN PREL",
        ),
        ("TAGS: PREL, ZANU, HAMAS, TV", "PREL ZANU HAMAS TV"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    assert " ".join(tag.text.replace(", ", ",") for tag in parse_tags(text)) == expected


@pytest.mark.parametrize(
    ("text", "name", "title", "reasons"),
    [
        ("Classified By: Ambassador Ann Example. Reason: 1.4 (b) and (d)", "Ann Example", "Ambassador", "bd"),
        (
            "CLASSIFIED BY: Ann Example, Assistant Secretary, VCI; REASON: 1.4(B), (D)",
            "Ann Example",
            "Assistant Secretary, VCI",
            "bd",
        ),
        (
            "1. (U) CLASSIFIED BY ANN B. EXAMPLE, JR., AMBASSADOR.  REASON:  1.4 (B), (C) AND (D).",
            "ANN B. EXAMPLE, JR.",
            "AMBASSADOR",
            "bcd",
        ),
        (
            "Classified By: Charge d'Affaires, a.i. Ann Example for reasons 1.4 (b/d).",
            "Ann Example",
            "Charge d'Affaires, a.i.",
            "bd",
        ),
        (
            "Classified By: Classified by Pol/Econ Couns Ann Example for 1.4 (b&d).",
            "Ann Example",
            "Pol/Econ Couns",
            "bd",
        ),
        ("CLASSIFIED BY POLOFF ANN EXAMPLE, 1.4 (D).", "ANN EXAMPLE", "POLOFF", "d"),
        ("Classified By: A/S for NEA Ann Example, reasons 1.4 b and d", "Ann Example", "A/S for NEA", "bd"),
        ("Derived from: DSCG 05-1 B,D. Declassify on: 20330112", "", "", ""),
        (
            "Classified By: DCM Ann Example-Test, E.O. 12958, reasons 1.4 b, c, and d",
            "Ann Example-Test",
            "DCM",
            "bcd",
        ),
    ],
)
def test_classified_by(text: str, name: str, title: str, reasons: str) -> None:
    read = parse_classified_by(text)
    assert (read.name, read.title, read.reasons) == (
        name,
        title,
        tuple(f"1.4({letter})" for letter in reasons),
    )


def test_addressees() -> None:
    read = parse_addressees(
        "TO RUEHC/SECSTATE WASHDC PIORITY 1234\nRUEHAA/AMEMBASSY OTHERVILLE NIACT IMMEDIATE\n"
    )
    assert [(a.name, a.routing_indicator, a.precedence, a.continuity_number) for a in read] == [
        ("SECSTATE WASHDC", "RUEHC", "PRIORITY", "1234"),
        ("AMEMBASSY OTHERVILLE", "RUEHAA", "NIACT IMMEDIATE", ""),
    ]


def test_addressees_over_two_lines() -> None:
    read = parse_addressees("TO RUEHC/SECSTATE WASHDC\nPRIORITY 1234\nINFO RUEHAA/AMEMBASSY\nOTHERVILLE\n")
    assert [(a.name, a.precedence, a.continuity_number) for a in read] == [
        ("SECSTATE WASHDC", "PRIORITY", "1234"),
        ("AMEMBASSY OTHERVILLE", "", ""),
    ]


def test_a_blank_after_the_slash_parts_no_addressee() -> None:
    read = parse_addressees("TO RUEHC / SECSTATE WASHDC//INR// PRIORITY\nINFO RUEHXX/ AMEMBASSY OTHERVILLE")
    assert [(a.routing_indicator, a.name) for a in read] == [
        ("RUEHC", "SECSTATE WASHDC//INR//"),
        ("RUEHXX", "AMEMBASSY OTHERVILLE"),
    ]


def test_addressees_that_run_together() -> None:
    read = parse_addressees(
        "INFO AMEMBASSY OTHERVILLE 0433 RUEHYY/AMCONSUL NORTHPORT PRIORITY SECDEF WASHDC CDR FORT SAMPLE\n"
    )
    assert [(a.name, a.routing_indicator, a.precedence, a.continuity_number) for a in read] == [
        ("AMEMBASSY OTHERVILLE", "", "", "0433"),
        ("AMCONSUL NORTHPORT", "RUEHYY", "PRIORITY", ""),
        ("SECDEF WASHDC", "", "", ""),
        ("CDR FORT SAMPLE", "", "", ""),
    ]


def codes(text: str) -> set[str]:
    spans = marked(text)
    return {finding.code for finding in header_findings.findings(spans, header_fields.read(spans))}


FULL = "PP RUEHC\nDE RUEHXX #0123 3400838\nZNR UUUUU ZZH\nP 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC\nBT\nUNCLAS TESTVILLE 000123\n\nE.O. 12958: N/A\nSUBJECT: X\n\n1. Text.\nBT\n#0123\nNNNN\n"  # noqa: E501


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("3400838", "3410838", "CC401"),
        ("3400838", "3400839", "CC402"),
        ("#0123\n", "#0124\n", "CC403"),
        ("#0123 ", "#0777 ", "CC403"),
        ("ZNR UUUUU", "ZNY SSSSS", "CC405"),
        ("12958", "11652", "CC407"),
        ("12958: N/A", "12958: DECL: 01/01/2001", "CC408"),
        ("PP R", "RR R", "CC409"),
        ("ZZH", "ZZH ZFD", "CC410"),
    ],
)
def test_findings(old: str, new: str, code: str) -> None:
    assert codes(FULL) == set()
    assert code in codes(FULL.replace(old, new))


def test_portion_above_the_banner() -> None:
    spans = (
        Span(Kind.CLASSIFICATION, "UNCLAS TESTVILLE 000123\n"),
        Span(Kind.PORTION, "(C) ", "C"),
        Span(Kind.TEXT, "x\n"),
    )
    assert [f.code for f in header_findings.findings(spans, header_fields.read(spans))] == ["CC406"]


def test_values_hold_clean_text() -> None:
    read = parse_header("SUBJECT: A\x00 NO\udc80TE\tOF\ufeff IT\n\n1. Text.\n")
    assert read.subject.value == "A NO\N{REPLACEMENT CHARACTER}TE OF IT"


def test_every_field_is_a_field() -> None:
    assert all(getattr(parse_header(""), f.name).status is Status.ABSENT for f in fields(Header))
