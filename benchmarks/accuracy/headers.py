"""Printing the header: full ACP 127, ACP 126, partial, Department copy of the 1970s.

Facts go by the names and normal values of the converter's published header.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from .composing import NAMES, POSTS
from .structure import Document, Element, Piece
from .wrapping import wrap

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
PRECEDENCE = {"O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}
LEVELS = {"UNCLAS": "UNCLASSIFIED"}
SUBJECT_TAGS = ("PREL", "PGOV", "ECON", "ETRD", "PHUM", "EAID", "SNAR", "MARR", "KDEM", "KIPR", "UN", "EAIR")
GEO_TAGS = ("TV", "XX", "OV", "QT")
PASSING = (
    "STATE FOR EUR/CE - JHALLOW, PWEST",
    "State for EAP/CM - JHallow and PWest",
    "USTR for China Office - AMorrow, LPine",
    "DEPT PASS TO USTR FOR J HALLOW",
    "Commerce for MAC - EBirch, JOrr",
    "Treasury for OASIA - LMarsh",
)
NOTICE = "This cable is sensitive but unclassified and is not for Internet distribution."


def spaced(word: str) -> str:
    """A word printed letter by letter."""
    return " ".join(word)


def group_of(meta: dict[str, Any]) -> str:
    """The date-time group without its precedence."""
    when = meta["when"]
    return f"{when:%d%H%M}Z {MONTHS[when.month - 1]} {when:%y}"


def _text(lines: list[str]) -> list[list[Piece]]:
    """Lines whose text needs no truth of its own."""
    return [[Piece(line)] for line in lines]


def _wrapped(lead: str, text: str, width: int, rng: Random) -> list[str]:
    return [cut.text for cut in wrap(lead + text, width, rng)]


def _address(
    name: str, routing: str, full: bool, precedence: str, number: int | None
) -> tuple[str, dict[str, str]]:
    said = {"name": name}
    printed = name
    if full:
        printed = f"{routing}/{name}"
        said["routing_indicator"] = routing
    if precedence:
        printed += f" {precedence}"
        said["precedence"] = precedence
    if number is not None:
        printed += f" {number:04d}"
        said["continuity_number"] = f"{number:04d}"
    return printed, said


def _transmission(document: Document, rng: Random, form: str, add: Any) -> None:
    meta = document.meta
    when, full = meta["when"], form == "full"
    action, info = rng.choice((("P", "R"), ("R", ""), ("O", "P"), ("P", ""), ("O", ""), ("R", "R")))
    day = when.timetuple().tm_yday
    sections = meta["sections"]
    serial = f"{meta['serial'] % 10000:04d}"
    signal = {"UNCLAS": "ZNR UUUUU", "CONFIDENTIAL": "ZNY CCCCC", "SECRET": "ZNY SSSSS"}.get(
        meta["level"], "ZNR EEEEE"
    )
    if full:
        identifier = f"VZCZCX{rng.choice('ABCXYZ')}{rng.choice('ABCXYZ')}{rng.randint(1, 9999):04d}"
        add("transmission-identifier", [identifier], transmission_identifier=identifier)
        route = ["RUEHC", *[p[1] for p in rng.sample(POSTS, rng.randint(0, 3)) if p[0] != meta["post"]]]
        add("relay", [f"{action * 2} {' '.join(route)}"], relay=[action * 2, *route])
        part = "/01" if sections > 1 else ""
        add(
            "station",
            [f"DE {meta['routing']} #{serial}{part} {day:03d}{when:%H%M}"],
            routing_indicator=meta["routing"],
            station_serial=serial,
            julian_day=day,
            filing_time=f"{when:%H%M}",
            **({"section": 1} if sections > 1 else {}),
        )
        prosign, letters = signal.split()
        operating = ["ZZH"] if rng.random() < 0.8 else ["ZZK", "ZZH"]
        add(
            "security",
            [f"{signal} {' '.join(operating)}"],
            security={"prosign": prosign, "letters": letters},
            operating_signals=operating,
        )
    add(
        "date-time-group",
        [f"{action}{' ' + info if info else ''} {group_of(meta)}"],
        precedence={"action": PRECEDENCE[action], **({"info": PRECEDENCE[info]} if info else {})},
        date_time_group=f"{when:%Y-%m-%dT%H:%M}:00Z",
    )
    add("from", [f"FM {meta['plad']}"], originator={"name": meta["plad"]})
    others = [p for p in POSTS if p[0] != meta["post"]]
    printed, said = _address(
        "SECSTATE WASHDC", "RUEHC", full, rng.choice(("", PRECEDENCE[action])), rng.randint(1, 9999)
    )
    to_lines, to_said = [f"TO {printed}"], [said]
    for _, routing, plad in rng.sample(others, rng.choice((0, 0, 1, 2))):
        printed, said = _address(plad, routing, full, "", rng.choice((None, rng.randint(1, 9999))))
        to_lines.append(printed)
        to_said.append(said)
    add("to", to_lines, action_addressees=to_said)
    chosen = rng.sample(others, rng.choice((0, 1, 3, 5)))
    if chosen:
        info_lines, info_said = [], []
        for _, routing, plad in chosen:
            printed, said = _address(
                plad,
                routing,
                full,
                rng.choice(("", "", "PRIORITY")),
                rng.choice((None, rng.randint(1, 9999))),
            )
            info_lines.append(printed)
            info_said.append(said)
        info_lines[0] = "INFO " + info_lines[0]
        add("info", info_lines, info_addressees=info_said)
    if rng.random() < 0.05:
        add("excluded", ["XMT AMEMBASSY LEFTOUT"], excluded_addressees=[{"name": "AMEMBASSY LEFTOUT"}])
    if full or rng.random() < 0.5:
        add("separator", ["BT"])


def _classification(document: Document, rng: Random, add: Any) -> None:
    meta = document.meta
    level, sections = meta["level"], meta["sections"]
    word = spaced(level) if level in ("CONFIDENTIAL", "SECRET") else rng.choice((level, level, spaced(level)))
    if level == "LIMITED OFFICIAL USE":
        word = level
    section = f" SECTION 01 OF {sections:02d}" if sections > 1 else ""
    digits = f"{meta['serial']}" if meta["era"] == "1970s" else f"{meta['serial']:06d}"
    meta["word"] = word
    facts: dict[str, Any] = {
        "classification": LEVELS.get(level, level),
        "post": meta["post"],
        "serial": str(meta["serial"]),
        "reference_number": f"{meta['when']:%y}{meta['post'].replace(' ', '')}{meta['serial']}",
    }
    if sections > 1:
        facts["section"] = (1, sections)
    add("classification", [f"{word}{section} {meta['post']} {digits}"], **facts)


def _message(document: Document, rng: Random, form: str, width: int, add: Any) -> None:
    meta = document.meta
    old = meta["era"] == "1970s"
    _classification(document, rng, add)
    captions = (
        []
        if old
        else rng.choice(
            (["SIPDIS"], ["SIPDIS", "SENSITIVE"], ["SENSITIVE", "SIPDIS"], ["NOFORN", "SIPDIS"], [])
        )
    )
    if captions:
        add("caption", captions, captions=captions)
    if not old and rng.random() < 0.4:
        lines = rng.sample(PASSING, rng.randint(1, 3))
        add("gap", [""])
        add("passing", lines, passing=lines)
    add("gap", [""])
    notice = not old and rng.random() < 0.15
    if notice and rng.random() < 0.3:
        add("notice", _wrapped("", NOTICE, min(width, 60), rng), notice=NOTICE)
        add("gap", [""])
        notice = False
    number, value, iso = "12958", "N/A", ""
    when: date = meta["when"].date()
    if old:
        number, value = "11652", rng.choice(("N/A", "GDS", "XGDS-1"))
        if meta["level"] == "CONFIDENTIAL":
            value = "GDS"
    elif meta["level"] != "UNCLAS":
        until = when + timedelta(days=365 * 10)
        value, iso = f"DECL: {until:%m/%d/%Y}", until.isoformat()
    dots = rng.choice(("E.O.", "E.O.", "E.O.", "EO"))
    order: dict[str, Any] = {"number": number, "value": value}
    if value == "N/A":
        order["applies"] = False
    if iso:
        order["declassify_on"] = iso
    if value in ("GDS", "XGDS-1"):
        order["exemptions"] = [value]
    add("executive-order", [f"{dots} {number}: {value}"], executive_order=order)
    tags = rng.sample(SUBJECT_TAGS, rng.randint(2, 5)) + rng.sample(GEO_TAGS, rng.randint(1, 2))
    if rng.random() < 0.05:
        tags.append(f"{rng.choice(NAMES)}, JOHN")
    meta["tags"] = tags
    joined = (
        rng.choice((", ", ", ", " ")).join(tags)
        if "JOHN" not in tags[-1]
        else ", ".join([*tags[:-1], f"({tags[-1]})"])
    )
    add("tags", _wrapped("TAGS: ", joined, width, rng), tags=tags)
    subject = meta["subject"].upper() if rng.random() < 0.7 else meta["subject"]
    meta["printed_subject"] = subject
    portion = (
        ""
        if rng.random() < 0.85 or old
        else rng.choice(("U", "SBU", "C") if meta["level"] != "UNCLAS" else ("U", "SBU"))
    )
    lead = "SUBJECT: " + (f"({portion}) " if portion else "")
    facts = {"subject": subject, **({"subject_portion": portion} if portion else {})}
    add("subject", _wrapped(lead, subject, width, rng), **facts)
    _reference(document, rng, width, add)
    if meta["level"] in ("CONFIDENTIAL", "SECRET") and not old:
        _classified_by(document, rng, width, add)
    if notice:
        add("gap", [""])
        add("notice", _wrapped("", NOTICE, min(width, 60), rng), notice=NOTICE)


def _reference(document: Document, rng: Random, width: int, add: Any) -> None:
    meta = document.meta
    count = rng.choice((0, 0, 1, 2, 3))
    if not count:
        return
    this = f"{meta['when']:%y}"
    said, printed = [], []
    for at in range(count):
        post, serial = rng.choice(("STATE", "TESTVILLE", "OTHERVILLE")), rng.randint(10, 99999)
        year = rng.choice(("", "", f"{(meta['when'].year - 1) % 100:02d} "))
        label = "" if count == 1 else "ABC"[at]
        entry = {"kind": "cable", "number": f"{year.strip() or this}{post}{serial}"}
        if label:
            entry["label"] = label
        said.append(entry)
        notal = " (NOTAL)" if rng.random() < 0.1 else ""
        printed.append((f"{label}. " if label else "") + f"{year}{post} {serial}{notal}")
    if meta["when"].month == 1:  # a year left out in January may be either
        for entry in said:
            entry.pop("number")
    if count > 1 and rng.random() < 0.5:
        lines = [("REF: " if at == 0 else "     ") + entry for at, entry in enumerate(printed)]
    else:
        lines = _wrapped(
            rng.choice(("REF: ", "REFS: ")) if count > 1 else "REF: ", " ".join(printed), width, rng
        )
    add("gap", [""] if rng.random() < 0.4 else [])
    add("reference", lines, references=said)


def _classified_by(document: Document, rng: Random, width: int, add: Any) -> None:
    meta = document.meta
    name = f"{rng.choice(('John', 'Anna', 'Peter'))} {rng.choice(NAMES).title()}"
    title = rng.choice(("Ambassador", "Political Counselor", "Charge d'Affaires"))
    series = "1.4" if meta["when"].year >= 2004 else "1.5"
    reasons = rng.choice((["b", "d"], ["b"], ["d"]))
    tail = " and ".join(f"({r})" for r in reasons)
    word = "Reasons" if len(reasons) > 1 else "Reason"
    printed = f"Classified By: {title} {name}. {word}: {series} {tail}."
    add("gap", [""])
    add(
        "classified-by",
        _wrapped("", printed, width, rng),
        classified_by={"name": name, "title": title, "reasons": [f"{series}({r})" for r in reasons]},
    )


def _distribution(document: Document, rng: Random, add: Any) -> None:
    meta = document.meta
    stump, serial = meta["post"][:6], f"{meta['serial']:05d}"
    lines = [
        f"PAGE 01        {stump}  {serial}  {group_of(meta)[:7]}",
        f"ACTION {rng.choice(('EUR', 'EAP', 'NEA'))}-{rng.randint(8, 15):02d}",
        "INFO  OCT-01  ISO-00  AID-05  CIAE-00  DODE-00  /057 W",
        f"                     --------------------- {rng.randint(10000, 99999):06d}"
        if meta["era"] == "1970s"
        else f"                  ------------------{rng.randint(0x100000, 0xFFFFFF):06X}  "
        f"{group_of(meta)[:7]} /38",
    ]
    add("distribution", lines, distribution=True)


def build_header(document: Document, rng: Random, form: str, width: int) -> None:
    """Fill document.elements. form: full, acp126, partial, 1970s."""

    def add(name: str, lines: list[str], **facts: Any) -> None:
        document.elements.append(Element(name, _text(lines), facts))

    if form == "1970s" or (form == "full" and rng.random() < 0.08):
        _distribution(document, rng, add)
        document.flags.add("header:distribution")
    if form != "partial":
        _transmission(document, rng, form, add)
    if rng.random() < 0.3:
        add("gap", [""])
    _message(document, rng, form, width, add)
