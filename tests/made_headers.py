"""Invented headers in the layouts of archives, each with the values that it must give."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from cableconv.header import stage as header
from cableconv.model import Spans
from cableconv.pages import stage as pages
from cableconv.scan import scan

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
TAGS = [
    "PREL", "PGOV", "ECON", "KNNP", "TV", "NATO", "OVIP (SMITH, ANN B.)", "ENRG", "EAIR", "MARR", "SNAR",
    "XX", "KDEM", "ASEC",
]  # fmt: skip
LAYOUTS = ("full", "acp126", "seventies", "one-line", "solid")


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


@dataclass
class _Drawn:
    """What has been drawn of one header, and its lines so far."""

    rng: random.Random
    layout: str
    order: str  # the number of the executive order, which fits the year
    year: int
    post: str
    serial: int
    rows: list[str] = field(default_factory=list)
    want: dict[str, object] = field(default_factory=dict)

    @property
    def spaced(self) -> bool:
        return self.layout != "solid"

    @property
    def lined(self) -> bool:
        return self.layout != "one-line"

    @property
    def routed(self) -> bool:
        return self.layout in ("full", "solid", "one-line")

    def gap(self) -> None:
        if self.spaced:
            self.rows.append("")


def render(rng: random.Random, layout: str) -> Made:
    """One invented header in one of the layouts: full, acp126, seventies, filtered, one-line, solid."""
    order = rng.choice(["11652", "12065"]) if layout == "seventies" else rng.choice(list(ORDERS))
    year = rng.randint(*ORDERS[order])
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    hour = f"{rng.randint(0, 23):02d}{rng.randint(0, 59):02d}"
    serial, post = rng.randint(1, 19999), rng.choice(POSTS)
    drawn = _Drawn(rng, layout, order, year, post, serial)
    precedence = rng.choice([("R", "ROUTINE"), ("P", "PRIORITY"), ("O", "IMMEDIATE"), ("Z", "FLASH")])
    dual = rng.random() < 0.3
    classification = rng.choice(list(WORDS))
    printed = rng.choice(WORDS[classification])
    sections = rng.choice([0, 0, 2, 3])
    _transmission(drawn, precedence[0], sections, hour)
    moment = f"{day:02d}{hour}Z {MONTHS[month - 1]} {year % 100:02d}{rng.choice(['', '', ' ZDK'])}"
    drawn.rows.append(f"{precedence[0]}{' R' if dual else ''} {moment}")
    drawn.want.update(
        date_time_group=f"{year}-{month:02d}-{day:02d}T{hour[:2]}:{hour[2:]}:00Z",
        precedence=(precedence[1], "ROUTINE" if dual else ""),
    )
    _addresses(drawn)
    _classification(drawn, classification, printed, sections)
    _captions(drawn)
    _order(drawn)
    _tags(drawn)
    _subject(drawn)
    _references(drawn)
    _authority(drawn)
    if layout == "one-line":
        text = " ".join(filter(None, drawn.rows)) + " " + BODY.replace("\n", " ").strip() + "\n"
    else:
        text = "\n".join(drawn.rows) + ("\n" if layout == "solid" else "\n\n") + BODY
    return Made(text, drawn.want)


def _transmission(drawn: _Drawn, letter: str, sections: int, hour: str) -> None:
    """The format lines up to the security line, or the distribution of the seventies."""
    rng, rows, serial = drawn.rng, drawn.rows, drawn.serial
    if drawn.routed:
        rows.append(f"VZCZCXXX{rng.randint(1, 9999):04d}")
        rows.append(f"{letter * 2} RUEHAA RUEHBB RUEHCC")
        if rng.random() < 0.5 and drawn.lined:
            rows.append("RUEHDD RUEHEEE")
        part = "/01" if sections else ""
        rows.append(f"DE RUEHXX #{serial % 10000:04d}{part} 123{hour}")
        rows.append(rng.choice(["ZNR UUUUU ZZH", "ZNY CCCCC ZZH", "ZNY SSSSS ZZH ZFD"]))
        drawn.want["station_serial"] = f"{serial % 10000:04d}"
    if drawn.layout == "seventies":
        rows += [
            f"PAGE 01        {drawn.post[:6].strip()}  {serial:05d}  01 OF 03  050838Z",
            "63",
            "ACTION EAP-00",
            "",
            "INFO  LOG-00   AID-00   CIAE-00  DODE-00  /001W",
            "DRAFTED BY L:ANAME:XX",
            "APPROVED BY THE DEPUTY SECRETARY",
            "                  ------------------62F208  050839Z /29",
        ]


def _addresses(drawn: _Drawn) -> None:
    rng, rows = drawn.rng, drawn.rows
    rows.append(f"FM AMEMBASSY {drawn.post}")
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
            plad = f"RUEHZ{'ABCDE'[at]}/{name}" if drawn.routed else name
            row = " ".join(filter(None, (plad, precedence, mcn)))
            rows.append(f"{mark} {row}" if at == 0 else row)
    drawn.want.update(originator=f"AMEMBASSY {drawn.post}", action=to, info=info)


def _classification(drawn: _Drawn, classification: str, printed: str, sections: int) -> None:
    rng, rows, layout = drawn.rng, drawn.rows, drawn.layout
    if layout in ("full", "solid") and rng.random() < 0.3:
        rows.append("BT")
    shown = f" SECTION 01 OF {sections:02d}" if sections else ""
    caveat = rng.choice(["", "", " NOFORN"]) if classification in ("SECRET", "CONFIDENTIAL") else ""
    line = f"{printed}{caveat}{shown} {drawn.post} {drawn.serial:06d}"
    if layout == "full" and rng.random() < 0.2:
        rows[-1] = f"{rows[-1]} {line}"
    else:
        drawn.gap()
        rows.append(line)
    drawn.want.update(
        classification=classification,
        post=drawn.post,
        serial=str(drawn.serial),
        reference_number=f"{drawn.year % 100:02d}{drawn.post.replace(' ', '')}{drawn.serial}",
    )
    drawn.gap()


def _captions(drawn: _Drawn) -> None:
    """Captions and passing lines."""
    rng, rows, want = drawn.rng, drawn.rows, drawn.want
    old = drawn.layout == "seventies"
    captions = [] if old else rng.sample(["SIPDIS", "NODIS", "EXDIS"], rng.randint(0, 2))
    rows += captions
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
    if drawn.lined:
        drawn.gap()
        rows += passing
        if passing:
            want["passing"] = tuple(passing)
    drawn.gap()


def _order(drawn: _Drawn) -> None:
    rng = drawn.rng
    values = {
        "11652": ["GDS", "N/A", "XGDS-3"],
        "12065": ["GDS 1/2/88 (SMITH, A.B.)", "N/A"],
        "12356": ["DECL: OADR", "N/A"],
    }
    value = rng.choice(values.get(drawn.order, ["N/A", "DECL: 12/05/2018", "DECL: UPON UNIFICATION"]))
    drawn.rows.append(f"{rng.choice(['E.O. ', 'E.O.', 'EO ', 'E.0. '])}{drawn.order}: {value}")
    drawn.want["executive_order"] = (drawn.order, value)


def _tags(drawn: _Drawn) -> None:
    rng = drawn.rng
    tags = rng.sample(TAGS, rng.randint(1, 12))
    line = f"TAGS: {rng.choice([', ', ' ']).join(tags)}"
    drawn.rows += wrap(line) if drawn.lined else [line]
    parts = [(tag,) if "(" not in tag else ("OVIP", "SMITH, ANN B.") for tag in tags]
    drawn.want["tags"] = tuple(part for each in parts for part in each)


def _subject(drawn: _Drawn) -> None:
    rng = drawn.rng
    subject = rng.choice(SUBJECTS)
    mark = rng.choice(["", "", "(C) ", "(SBU) "])
    drawn.rows += (
        wrap(f"{rng.choice(['SUBJECT', 'SUBJ', 'Subject'])}: {mark}{subject}")
        if drawn.lined
        else [f"SUBJECT: {mark}{subject}"]
    )
    drawn.want.update(subject=subject, subject_portion=mark.strip(" ()") or None)
    if drawn.spaced and rng.random() < 0.7:
        drawn.rows.append("")


def _references(drawn: _Drawn) -> None:
    rng, rows = drawn.rng, drawn.rows
    year = drawn.year % 100
    cited = rng.sample(
        [
            ("OTHERVILLE 122", f"{year:02d}OTHERVILLE122"),
            ("07 STATE 45678 (NOTAL)", "07STATE45678"),
            ("SMITH-JONES E-MAIL 10/15/07", ""),
            ("2006 NEW SAMPLETON 0012", "06NEWSAMPLETON12"),
            ("EXAMPLE-SMITH TELCON OF MAY 5", ""),
        ],
        rng.randint(0, 4),
    )
    if len(cited) == 1:
        rows.append(f"REF: {cited[0][0]}")
    elif cited:
        style = rng.choice(["A. ", "(A) ", "A) "])
        items = [style.replace("A", "ABCDE"[at]) + text for at, (text, _) in enumerate(cited)]
        if rng.random() < 0.5 and drawn.lined:
            rows += [f"REF: {items[0]}", *[f"     {item}" for item in items[1:]]]
        else:
            rows.append("REF: " + rng.choice([" ", ", ", "; "]).join(items))
    drawn.want["references"] = tuple(number for _, number in cited)


def _authority(drawn: _Drawn) -> None:
    rng = drawn.rng
    if rng.random() >= 0.6:
        return
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
    if drawn.lined:
        drawn.gap()
        drawn.rows += wrap(statement)
    else:
        drawn.rows.append(statement)
    drawn.want["classified_by"] = (title, name, ("1.4(b)", "1.4(d)"))


def marked(text: str) -> Spans:
    """The text after the stages of pages and header."""
    return header.mark(pages.mark(scan(text)))
