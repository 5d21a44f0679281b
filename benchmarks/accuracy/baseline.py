"""The simple baseline: what an afternoon with regular expressions gives."""

from __future__ import annotations

import re
from typing import Any

from .canon import canon
from .outcome import Outcome, Said

PAGE = re.compile(r"^[A-Z ]{3,12} \d{8}\s+(\d{3})(?:\.\d)? OF (\d{3})\s*$")
LABEL = re.compile(r"^\s*¶?(\d{1,3})\. *(?:\(([A-Z/ ]+)\))?")
RULE = re.compile(r"^[-=_*~ ]{4,}$")
ITEM = re.compile(r"^\s*(?:--|-|\*|\([a-z]+\)) ")
DTG = re.compile(r"^([ZOPRY])(?: ([ZOPRY]))? (\d\d)(\d\d)(\d\d)Z ([A-Z]{3}) (\d\d)$")
STATION = re.compile(r"^DE (R[A-Z]+) #(\d{4})(?:/(\d\d))? (\d{3})(\d{4})$")
CLASS = re.compile(
    r"^(UNCLAS|C O N F I D E N T I A L|S E C R E T)(?: SECTION (\d\d) OF (\d\d))? ([A-Z ]+) (\d{6})$"
)
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
WORDS = {"O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE", "Z": "FLASH"}
STOP = re.compile(r"^(?:© Scoop Media|World Headlines|View as: DESKTOP)")


def _header(lines: list[str]) -> dict[str, tuple[str, Any]]:
    said: dict[str, Any] = {}
    for line in lines:
        if line.startswith("Cablegate: "):
            said["title"] = line[11:]
        elif m := STATION.match(line):
            said |= {
                "routing_indicator": m[1],
                "station_serial": m[2],
                "julian_day": int(m[4]),
                "filing_time": m[5],
            }
            if m[3]:
                said["section"] = {"number": int(m[3])}
        elif m := DTG.match(line):
            year = int(m[7]) + (1900 if int(m[7]) > 65 else 2000)
            said["date_time_group"] = f"{year}-{MONTHS.index(m[6]) + 1:02d}-{m[3]}T{m[4]}:{m[5]}:00Z"
            said["precedence"] = {"action": WORDS[m[1]], "info": WORDS.get(m[2] or "", "")}
        elif line.startswith("FM "):
            said["originator"] = {"name": line[3:].strip()}
        elif m := CLASS.match(line):
            level = {"UNCLAS": "UNCLASSIFIED"}.get(m[1], m[1].replace(" ", ""))
            said |= {"classification": level, "post": m[4], "serial": str(int(m[5]))}
        elif m := re.match(r"^E\.?O\.? (\d{5}): (.*)", line):
            said["executive_order"] = {
                "number": m[1],
                "value": m[2].strip(),
                "applies": m[2].strip() != "N/A",
            }
        elif m := re.match(r"^TAGS:? (.*)", line):
            said["tags"] = [{"text": t} for t in re.split(r"[,\s]+", m[1].strip())]
        elif m := re.match(r"^SUBJECT: (?:\(([A-Z]+)\) )?(.*)", line):
            said["subject"] = m[2].strip()
    return {key: ("stated", value) for key, value in said.items()}


def convert(data: bytes) -> Outcome:
    """Blank lines part blocks; page lines, underlines and the foot of the page go."""
    lines = data.decode("utf-8", "replace").splitlines()
    outcome = Outcome(header=_header(lines))
    first = next((i for i, line in enumerate(lines) if LABEL.match(line)), 0)
    last = next((i for i, line in enumerate(lines) if STOP.match(line)), len(lines))
    joined, closed = "", True

    def close() -> None:
        nonlocal joined, closed
        if canon(joined):
            label, text = LABEL.match(joined), canon(joined)
            kind = "paragraph" if label or len(text) > 70 or text.endswith(".") else "heading"
            kind = "item" if ITEM.match(joined) else kind
            portion = (label[2] or "") if label else ""
            outcome.blocks.append(Said(kind, text, label[1] if label else "", portion))
        joined, closed = "", True

    for line in lines[first:last]:
        if page := PAGE.match(line):
            outcome.pages.append((int(page[1]), len(outcome.blocks), len(canon(joined))))
            closed = False
        elif RULE.match(line):
            close()
        elif not line.strip():
            if joined and (closed or canon(joined)[-1:] in '.!?"'):
                close()
        else:
            if LABEL.match(line) or ITEM.match(line):
                close()
            closed = True
            glue = "" if not joined or re.search(r"\w-$", joined.rstrip()) else " "
            joined = joined.rstrip() + glue + line.strip() if joined else line
    close()
    return outcome
