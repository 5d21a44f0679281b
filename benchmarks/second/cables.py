"""A cable as its drafter meant it: header values, header lines, blocks of the body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from ..accuracy.texts import texts

POSTS = (
    ("TESTVILLE", "AMEMBASSY"),
    ("NEW TESTVILLE", "AMEMBASSY"),
    ("OTHERTON", "AMCONSUL"),
    ("PORT SAMPLE", "AMCONSUL"),
    ("SAN EJEMPLO", "AMEMBASSY"),
    ("EXAMPOLIS", "USMISSION"),
)
ADDRESSEES = (
    ("SECSTATE WASHDC", "RUEHC"),
    ("AMEMBASSY NORTHPORT", "RUEHYY"),
    ("USMISSION GENEVA", "RUEHGV"),
    ("CIA WASHDC", "RUEAIIA"),
)
INFORMED = (
    ("AMEMBASSY BERLIN", "RUEHRL"),
    ("AMCONSUL FRANKFURT", "RUEHFT"),
    ("EUROPEAN POLITICAL COLLECTIVE", "RUEHZL"),
    ("SECDEF WASHDC", "RUEKJCS"),
    ("CDR FORT SAMPLE FL", "RHMFISS"),
)
PRECEDENCES = {"R": "ROUTINE", "P": "PRIORITY", "O": "IMMEDIATE"}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SPACED = {"UNCLASSIFIED": "U N C L A S", "CONFIDENTIAL": "C O N F I D E N T I A L", "SECRET": "S E C R E T"}
PORTIONS = {"UNCLASSIFIED": "U", "CONFIDENTIAL": "C", "SECRET": "S", "LIMITED OFFICIAL USE": "LOU"}
HEADINGS = (
    "The Opposition's View", "Background", "Economic Outlook", "Next Steps", "A New Coalition?",
    "Human Rights",
    "Ministry of Finance Remains Skeptical", "BIO NOTES", "THE MILITARY DIMENSION", "Press Reaction",
    "What the Prime Minister Did Not Say", "Trade and Investment", "Refugees: No Quick Solution",
    "U.S. Interests",
)  # fmt: skip
SUBJECTS = (
    "OPPOSITION LEADER ON ELECTIONS, ECONOMY AND RELATIONS WITH NEIGHBORS", "HARBOR PROJECT: NEXT STEPS",
    "Prime Minister Discusses Trade Agenda With Ambassador", "DEMARCHE DELIVERED ON WHALING",
    "Scenesetter for the Visit of Assistant Secretary Sample to Testville, October 3-5",
    "MEDIA REACTION: THE SUMMIT; WORLD TRADE TALKS", "Weekly Economic Roundup No. 12",
    "CORRUPTION IN THE PORT AUTHORITY -- AN INSIDER'S ACCOUNT OF HOW MONEY MOVES",
)  # fmt: skip
TAGS = ("PREL", "PGOV", "ECON", "ETRD", "EFIN", "PHUM", "MARR", "SNAR", "KDEM", "KCRM", "EINV", "ENRG",
        "PTER", "UNGA", "EUN", "TV", "RS", "IZ", "AF", "EAID")  # fmt: skip
NAMES = ("SAMPLE", "EXAMPLE-JONES", "MCSPECIMEN", "O'FORMAT", "WINTERTEST")
OFFICERS = ("Ann Sample", "Robert Q. Example", "Paul McSpecimen", "J. Example-Jones")
TITLES = ("Ambassador", "DCM", "Charge d'Affaires", "Political Counselor", "Econ Chief", "Consul General")
STYLES = ("1. (M) ", "1. (M) ", "1.  (M) ", "(M) 1. ", "1.(M) ", "\N{PILCROW SIGN}1. (M) ", "(M) ")
BARE_STYLES = ("1. ", "1. ", "1.  ", "   1. ", "\N{PILCROW SIGN}1. ", "1) ")
BULLETS = ("-- ", "- ", "* ", "a. ", "(1) ", "A. ")
OPENERS = ("The Ambassador made the following points:", "Participants raised three issues:")
TRAP = " The ruling party won 12 of 15 seats in December. See page 2 of 3 of the report."


@dataclass(frozen=True, slots=True)
class Block:
    """kind as in the JSON output; text as it should print, its number and mark included; columns: for a
    row, the line as typed; hang: columns by which the lines after the first of an item stand in."""

    kind: str
    text: str
    columns: str = ""
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Cable:
    """header: lines in order; values: what they state, by JSON field; blocks: the body; signature."""

    moment: datetime
    post: str
    serial: int
    classification: str
    header: tuple[str, ...]
    values: dict[str, object]
    blocks: tuple[Block, ...]
    signature: str
    rule: str  # how headings are ruled: under, over, none
    trailers: tuple[str, ...]


class _Drawn(NamedTuple):
    """What has been drawn of one cable before its header is written."""

    choose: Random
    moment: datetime
    post: str
    kind: str  # of post: embassy, consulate, mission
    serial: int
    classification: str
    sbu: bool


def compose(choose: Random) -> Cable:
    """One cable."""
    year = choose.choice((choose.randint(1973, 1979), choose.randint(1982, 1999), choose.randint(2000, 2010)))
    moment = datetime(year, 1, 1) + timedelta(minutes=choose.randrange(364 * 1440))
    classes = (
        "UNCLASSIFIED",
        "UNCLASSIFIED",
        "CONFIDENTIAL",
        "SECRET" if year > 1979 else "LIMITED OFFICIAL USE",
    )
    classification = choose.choice(classes)
    sbu = classification == "UNCLASSIFIED" and year > 1995 and choose.random() < 0.5
    post, kind = choose.choice(POSTS)
    serial = choose.choice((choose.randint(1, 999), choose.randint(1000, 25000)))
    mark = "SBU" if sbu else PORTIONS[classification]
    marked = (year > 1985 and mark != "U") or choose.random() < 0.2
    values: dict[str, object] = {}
    header = _header(_Drawn(choose, moment, post, kind, serial, classification, sbu), values)
    rule = choose.choice(("under", "under", "over", "none", "no headings"))
    capitals = year < 1980 and choose.random() < 0.7
    blocks = _body(choose, mark if marked else "", rule != "no headings", year)
    if capitals:
        blocks = [Block(b.kind, b.text.upper(), b.columns.upper(), b.hang) for b in blocks]
    trailers = (
        ("BT", f"#{serial % 10_000:04}", "NNNN")
        if "station_serial" in values and choose.random() < 0.4
        else ()
    )
    signature = choose.choice(NAMES) if choose.random() < 0.75 else ""
    return Cable(
        moment, post, serial, classification, tuple(header), values, tuple(blocks), signature, rule, trailers
    )


def _header(drawn: _Drawn, values: dict[str, object]) -> list[str]:
    choose, moment, post, _, serial, classification, sbu = drawn
    shape = choose.choice(
        ("full", "full", "full", "plain", "text", "department" if moment.year < 1980 else "full")
    )
    several = choose.choice((1, 1, 1, 2, 3))
    lines: list[str] = []
    if shape != "text":
        lines += _transmission(drawn, several, shape, values)
    word = (
        choose.choice(("UNCLAS", SPACED["UNCLASSIFIED"]))
        if classification == "UNCLASSIFIED"
        else SPACED.get(classification, classification)
    )
    section = f" SECTION 01 OF {several:02}" if several > 1 else ""
    lines += [f"{word}{section} {post} {serial:06}", ""]
    values |= {"classification": classification, "serial": str(serial), "post": post.replace(" ", "")}
    lines += ["SIPDIS", ""] * (choose.random() < 0.6) + ["SENSITIVE", ""] * sbu
    if choose.random() < 0.3:
        lines += [
            choose.choice(("STATE FOR EUR/WE AND EB/TPP", "DEPT FOR AF/E - JSAMPLE; USTR FOR PEXAMPLE")),
            "",
        ]
    lines += _message(choose, moment, classification, values)
    return lines


def _transmission(drawn: _Drawn, several: int, shape: str, values: dict[str, object]) -> list[str]:
    choose, moment, post, kind, serial, classification, _ = drawn
    letter = choose.choice("RRPPO")
    stamp = moment.strftime("%d%H%M")
    lines: list[str] = []
    if shape == "department":
        lines += [f"PAGE 01        {post[:6]}  {serial:05}  {stamp}Z", "", "ACTION EUR-12", ""]
        lines += [
            "INFO  OCT-01  ISO-00  CIAE-00  DODE-00  PM-03  H-02",
            "      INR-07  L-03  NSC-05  PA-01  /063 W",
        ]
        lines += [f"                     --------------------- 0{choose.randint(10000, 99999)}", ""]
    if shape == "full":
        lines += [f"VZCZC{''.join(choose.choices('ABCDEFGHXYZ', k=3))}{choose.randint(1, 9999):04}"]
        lines += [f"{letter * 2} RUEHC RUEHYY"]
        lines += [f"DE RUEHXX #{serial % 10_000:04}{'/01' * (several > 1)} {moment:%j%H%M}"]
        prosign = "ZNR" if classification == "UNCLASSIFIED" else "ZNY"
        lines += [f"{prosign} {('E' if classification[0] == 'L' else classification[0]) * 5} ZZH"]
        values |= {"routing_indicator": "RUEHXX", "station_serial": f"{serial % 10_000:04}"}
    lines += [f"{letter} {stamp}Z {MONTHS[moment.month - 1]} {moment:%y}", f"FM {kind} {post}"]
    values |= {"date_time_group": moment.strftime("%Y-%m-%dT%H:%M:00Z"), "precedence": PRECEDENCES[letter]}
    lines += _addressees(choose, letter, shape, values)
    return lines + ["BT"] * (shape == "full" and choose.random() < 0.7)


def _addressees(choose: Random, letter: str, shape: str, values: dict[str, object]) -> list[str]:
    lines: list[str] = []
    for word, field, table in (
        ("TO", "action_addressees", ADDRESSEES[: choose.randint(1, 3)]),
        ("INFO", "info_addressees", INFORMED[: choose.choice((0, 1, 3, 5))]),
    ):
        for at, (name, indicator) in enumerate(table):
            front = (f"{word} " if not at else "") + (f"{indicator}/" if shape == "full" else "")
            rank = f" {PRECEDENCES[letter if word == 'TO' else 'R']}" * (choose.random() < 0.5)
            lines.append(f"{front}{name}{rank}{f' {choose.randint(1, 9999):04}' * (choose.random() < 0.5)}")
        if table:
            values[field] = [name for name, _ in table]
    return lines


def _message(choose: Random, moment: datetime, classification: str, values: dict[str, object]) -> list[str]:
    """E.O., TAGS, subject, references, authority; their lines are wrapped when they are printed."""
    year = moment.year
    order = "11652" if year < 1979 else "12065" if year < 1983 else "12356" if year < 1996 else "12958"
    if classification in ("UNCLASSIFIED", "LIMITED OFFICIAL USE"):
        event = "N/A"
    elif order in ("11652", "12065"):
        event = "GDS" if order == "11652" else f"GDS {moment:%m/%d}/{(year + 6) % 100:02} (SAMPLE, ANN)"
    else:
        event = "DECL: OADR" if order == "12356" else f"DECL: {moment:%m/%d}/{year + 10}"
    lines = [choose.choice(("E.O. {}: {}", "E.O. {}:  {}", "EO {}: {}", "E. O. {}: {}")).format(order, event)]
    listed = choose.sample(TAGS, choose.randint(2, 6))
    lines += ["TAGS: " + choose.choice((", ", " ", ",")).join(listed)]
    subject = choose.choice(SUBJECTS)
    lines += [f"SUBJECT: {'(U) ' * (choose.random() < 0.2)}{subject}"]
    values |= {"executive_order": order, "tags": listed, "subject": subject}
    if choose.random() < 0.6:
        numbers = [
            f"{choose.choice(('STATE', 'OTHERTON', 'NORTHPORT'))} {choose.randint(10, 99999)}"
            for _ in range(4)
        ]
        numbers = [
            f"{moment:%y} {n}" if choose.random() < 0.4 else n for n in numbers[: choose.randint(1, 4)]
        ]
        letter = choose.choice(("A. ", "(A) ", "A) "))
        items = (
            [letter.replace("A", chr(65 + at)) + n for at, n in enumerate(numbers)]
            if numbers[1:]
            else numbers
        )
        lines += ["", f"{choose.choice(('REF', 'REFS'))}: {' '.join(items)}"]
        values["references"] = len(numbers)
    if classification in ("CONFIDENTIAL", "SECRET") and year > 1995:
        name = choose.choice(OFFICERS)
        form = choose.choice(("Classified By: {} {} for reasons {}.", "Classified By: {} {}. Reason: {}."))
        reasons = choose.choice(("1.4 (b) and (d)", "1.4(b), (d)", "1.5 (b) and (d)"))
        lines += ["", form.format(choose.choice(TITLES), name, reasons)]
        values["classified_by"] = name
    return lines


def _body(choose: Random, mark: str, headed: bool, year: int) -> list[Block]:
    every = [paragraph for text in texts() for _, paragraph in text.paragraphs]
    prose = choose.sample(every, 16)
    style = choose.choice(STYLES if mark else BARE_STYLES)
    headings = choose.sample(HEADINGS, len(HEADINGS))
    blocks: list[Block] = []
    number = 0

    def paragraph(text: str) -> None:
        nonlocal number
        number += 1
        label = style.replace("1", str(number)).replace("M", mark if choose.random() < 0.85 else "U")
        blocks.append(Block("paragraph", label + text))

    if choose.random() < 0.6:
        run_in = not headed or choose.random() < 0.3
        if not run_in:
            blocks.append(Block("heading", choose.choice(("SUMMARY", "Summary", "Summary and Comment"))))
        paragraph(f"{choose.choice(('Summary: ', 'SUMMARY. ')) * run_in}{prose[0]} End Summary.")
    for text in prose[1 : choose.randint(3, 10)]:
        if headed and choose.random() < 0.35:
            blocks.append(Block("heading", headings.pop()))
        turn = choose.random()
        if turn < 0.75:
            paragraph(text)
        elif turn < 0.85:
            paragraph(choose.choice(OPENERS))
            blocks += _items(choose, every)
        elif turn < 0.92:
            paragraph("The following table shows exports by year, in millions of dollars:")
            blocks += _rows(choose, year)
        else:
            paragraph(text + TRAP)
    if choose.random() < 0.5:
        paragraph(f"COMMENT: {prose[-1]} END COMMENT.")
    return blocks


def _items(choose: Random, prose: list[str]) -> list[Block]:
    bullet = choose.choice(BULLETS)
    hangs = choose.random() < 0.4
    items = []
    for at in range(choose.randint(2, 4)):
        sentence = choose.choice(prose).split(". ")[0][:200].rsplit(" ", 1)[0].rstrip(",;:-.") + "."
        label = bullet.replace("a", chr(97 + at)).replace("A", chr(65 + at)).replace("1", str(at + 1))
        items.append(Block("item", label + sentence, "", len(label) * hangs))
    return items


def _rows(choose: Random, year: int) -> list[Block]:
    rows = [("Year", "Exports", "Imports")]
    rows += [
        (str(year - at), f"{choose.uniform(10, 900):.1f}", str(choose.randint(100, 4000)))
        for at in range(choose.randint(2, 4))
    ]
    return [Block("row", " ".join(row), f"{row[0]:12}{row[1]:>12}{row[2]:>12}") for row in rows]
