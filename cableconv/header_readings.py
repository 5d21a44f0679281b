"""The text of one header element into its value: addressees, E.O., date-time group, authority.

Law of this file: functions of a text with white space collapsed; what cannot be read gives
None or an empty part, never an exception.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.model import Addressee, ClassifiedBy, ExecutiveOrder

PRECEDENCES = {
    "Z": "FLASH",
    "O": "IMMEDIATE",
    "0": "IMMEDIATE",
    "P": "PRIORITY",
    "R": "ROUTINE",
    "Y": "EMERGENCY",
    "FLASH": "FLASH",
    "IMMEDIATE": "IMMEDIATE",
    "PRIORITY": "PRIORITY",
    "ROUTINE": "ROUTINE",
    "PIORITY": "PRIORITY",
    "PRIORTY": "PRIORITY",
    "PRIORIY": "PRIORITY",
    "IMMED": "IMMEDIATE",
    "IMMEDIAT": "IMMEDIATE",
    "IMMEDIATELY": "IMMEDIATE",
    "NIACT": "NIACT IMMEDIATE",
    "NIACT IMMEDIATE": "NIACT IMMEDIATE",
    "FLASH OVERRIDE": "FLASH",
}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ADDRESS = lazy(
    r"(?:(?P<ri>[RQU][A-Z]{3,7})\s?/\s?)?(?P<name>.+?)"
    r"(?:\s+(?P<early>\d{4,6}))?"
    r"(?:\s+(?P<precedence>NIACT IMMEDIATE|FLASH OVERRIDE|NIACT|FLASH|IMMEDIATE|IMMEDIAT|IMMED"
    r"|PRIORITY|PIORITY|PRIORTY|PRIORIY|ROUTINE))?"
    r"(?:\s+(?P<mcn>\d{4,6}))?"
)
# Fewer than four digits are a continuity number only after a precedence or a post: "CTF 60" is a name.
_SHORT_NUMBER = lazy(
    r"(?P<rest>.*\b(?:ROUTINE|PRIORITY|IMMEDIATE|NIACT|FLASH|WASHDC|WASHINGTON DC)"
    r"|(?:\w+\s?/\s?)?(?:AMEMBASSY|AMCONSUL|USMISSION|USINT|USLO)\b.*[A-Z])\s+(?P<number>\d{1,3})"
)
_RUN_TOGETHER = lazy(
    r"(?<=[\w/,;])(?<!\bTO)(?<!\bINFO)(?<!\bT0)(?<!\bINF0)(?<!\bFM)(?<!\bXMT)\s+"
    r"(?:(?=[RQU][A-Z]{3,7}/[A-Z]|(?:AMEMBASSY|AMCONSUL|USMISSION|USINT|SECSTATE|SECDEF)\s)"
    r"|(?:(?<=WASHDC\s)|(?<=COLLECTIVE\s))(?=(?:CDR|CIA|CINC\w*|CTF|DIA|NSC|JOINT STAFF|DEPT\w+|USEUCOM)\s))"
)
_LABEL = lazy(r"(?:TO|INFO|T0|INF0|FM|XMT|ZEN)(?:\s*:|/)?\s+|(?:XMT|ZEN)/")
_NUMERIC_DATE = lazy(r"(?<!\d)(\d{1,4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{2,4})(?!\d)")
_WORD_DATE = lazy(r"(?<!\d)(\d{1,2})?\s?([A-Z]{3,9})\.? (\d{1,2},? )?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_EXEMPTION = lazy(
    r"25\s?X\s?\d(?:-HUMAN)?|1\.[4-6]\s?\(?X\d\)?|(?<![\w.])X[1-8](?!\d)|OADR|XGDS(?:\s?-?\s?[1-4])?|(?<![A-Z])GDS|(?<![A-Z])ADS(?![A-Z])|RDS(?:\s?-?\s?[1-4])?",
    re.IGNORECASE,
)
_NOT_APPLICABLE = lazy(r"(?:DECL:?\s*)?(?:N\s?[/.\\]?\s?A\b\.?|NOT APPLICABLE|NONE\b)", re.IGNORECASE)


def addressees(text: str) -> tuple[Addressee, ...]:
    """The addressees of one line: more than one where the line ends of a list were lost."""
    return tuple(addressee(part) for part in _RUN_TOGETHER.split(text) if part.strip(" ,;"))


def addressee(text: str) -> Addressee:
    """One FM, TO, INFO or XMT line, or a line of their list."""
    bare = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    bare = bare.strip()
    short = _SHORT_NUMBER.fullmatch(bare.rstrip(",;"))
    found = _ADDRESS.fullmatch(short["rest"] if short else bare.rstrip(",;"))
    if not found:
        return Addressee(bare)
    return Addressee(
        found["name"].strip(),
        found["ri"] or "",
        PRECEDENCES.get(found["precedence"] or "", ""),
        found["mcn"] or found["early"] or (short["number"] if short else ""),
    )


def full_year(printed: str) -> int:
    """Two digits 66 to 99 are 19xx, 00 to 65 are 20xx."""
    year = int(printed)
    return year if year > 99 else year + (1900 if year >= 66 else 2000)


def date_time_group(text: str) -> tuple[str, str, str, str]:
    """Precedence letters or words of action and info, ISO time, operating signals; "" where unread."""
    found = lines.DTG.fullmatch(text)
    if not found:
        return "", "", "", ""
    action, info = (found["action"] or "").upper(), (found["info"] or "").upper()
    moment = ""
    month = found["month"].upper()[:3]
    if found["year"] and month in MONTHS:
        try:
            moment = datetime(
                full_year(found["year"]),
                MONTHS.index(month) + 1,
                int(found["day"].upper().replace("O", "0")),
                int(found["time"][:2]),
                int(found["time"][2:]),
            ).strftime("%Y-%m-%dT%H:%M:00Z")
        except ValueError:
            moment = ""
    return PRECEDENCES.get(action, ""), PRECEDENCES.get(info, ""), moment, found["signals"].strip()


def executive_order(text: str) -> ExecutiveOrder | None:
    """The E.O. line: number, value, date, exemptions; None when it is not one."""
    found = forms.EXECUTIVE_ORDER.match(text)
    if not found:
        return None
    number = re.sub("[OIl ]", lambda m: {"O": "0", " ": ""}.get(m[0], "1"), found["number"])
    value = found["value"].strip()
    applies = not _NOT_APPLICABLE.match(value)
    exemptions = tuple(
        dict.fromkeys(
            re.sub(r"\s*-\s*|(?<=XGDS)\s?(?=\d)|(?<=RDS)\s?(?=\d)", "-", " ".join(e.upper().split()))
            for e in _EXEMPTION.findall(value)
        )
    )
    return ExecutiveOrder(number, value, applies, _date(value) if applies else "", exemptions)


def _date(value: str) -> str:
    found = _NUMERIC_DATE.search(value)
    try:
        if found:
            first, second, third = found.groups()
            if len(first) == 4:
                return date(int(first), int(second), int(third)).isoformat()
            month, day = int(first), int(second)
            if month > 12 and day <= 12:
                month, day = day, month
            return date(full_year(third), month, day).isoformat() if len(first) < 3 else ""
        for spelled in _WORD_DATE.finditer(value):
            if spelled[2].upper()[:3] in MONTHS and (spelled[1] or spelled[3]):
                day = int(spelled[1] or spelled[3].strip(" ,"))
                return date(int(spelled[4]), MONTHS.index(spelled[2].upper()[:3]) + 1, day).isoformat()
    except ValueError:
        return ""
    return ""


_REASONS_FIRST = lazy(r"\s*Reasons?\s?:\s?1\.[4-6][ ()a-h,and]{0,24}[.;]\s+", re.IGNORECASE)
_PRELUDE = lazy(
    r"(?:\N{PILCROW SIGN}?\d{1,2}\s?[.)]\s*)?(?:\((?:U|C|S|SBU)\)\s*)?"
    r"(?:This (?:message|cable)(?: was| is)?\s*)?class?(?:ified|fied|ifed|ifified)\s+by\s*[:;.]?\s*",
    re.IGNORECASE,
)
_REASON = lazy(
    r"(?:\bfor[ ])?(?:\bthe[ ](?:following[ ])?)?(?:\bper[ ])?"
    r"(?:(?<![A-Za-z])E\.?\s?O\.?\s?\d{5}\b|\brea\s?s?o?\s?n?s?\s?(?:\(s\))?\b(?=\W)"
    r"|\brea ?sons?\b|\bre asons?\b|\br easons?\b|\breaons\b|\bpara(?:graph)?\s+(?=1\.)"
    r"|\b1\s?\.\s?[2-6]\s*[\s(.,]|\b(?:under|section)\s+1\.)",
    re.IGNORECASE,
)
_SECTION = lazy(r"1\s?\.\s?([2-6])")
_LETTER = lazy(r"(?<![A-Za-z.])([a-h])(?![A-Za-z])", re.IGNORECASE)
_TITLE_WORDS = frozenset(
    """AMBASSADOR AMB AMBASSAOR DCM A/DCM ADCM CHARGE CDA D'AFFAIRES D'AFFAIRS DAFFAIRES AFFAIRES
    AFFAIRS A.I AI COUNSELOR COUNSELLOR COUNCELOR COUNSELOUR
    MINISTER-COUNSELOR MINISTER-COUNSELLOR COUNS MINISTER OFFICER POLOFF ECONOFF CONOFF EMBOFF CHIEF
    DIRECTOR DIR DEPUTY ACTING ASSISTANT SECRETARY MISSION CONSUL
    GENERAL CONGEN CG PRINCIPAL POL ECON POL/ECON POLCOUNS ECONCOUNS ECMIN POLCHIEF POLMIN ATTACHE
    ATTACHE' LEGAL ADVISER ADVISOR REPRESENTATIVE
    HEAD LEADER COORDINATOR UNDER DAS A/S PDAS PERMANENT ENVOY SPECIAL SECTION POLITICAL ECONOMIC
    POLITICAL-MILITARY MANAGEMENT CONSULAR
    COMMERCIAL LABOR DEFENSE PUBLIC OF FOR AND THE TO STATE OFFICE PO PRT TEAM AIT USUN USEU EMBASSY
    DEPARTMENT M/C MCOUNSELOR SPECIALIST
    COUN MIN UNIT ANALYST MANAGER EXECUTIVE LTC COL COLONEL DR MR MRS MS""".split()  # noqa: SIM905
)
_SUFFIX = lazy(r"(?:JR|SR|II|III|IV)\.?", re.IGNORECASE)
_POST = lazy(
    r"(?:(?:U\.?S\.?|AMERICAN|AM)\s+)?(?:EMBASSY|CONSULATE|MISSION"
    r"|DEPARTMENT OF STATE|DEPT\.? OF STATE|STATE DEPARTMENT|AMEMBASSY|AMCONSUL)\b.*",
    re.IGNORECASE,
)


def classified_by(text: str) -> ClassifiedBy:
    """The statement of the classification authority; parts that cannot be read stay empty."""
    first = _REASONS_FIRST.match(text)
    rest = text[first.end() :] if first else text
    while found := _PRELUDE.match(rest):
        rest = rest[found.end() :]
    rest = re.sub(r"^\((?:U|C|S)\)\s*", "", rest)
    if again := _PRELUDE.match(rest):
        rest = rest[again.end() :]
    cut = _REASON.search(rest)
    head, tail = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    name, title, post = _person(_trimmed(head if cut else re.split(r"(?<=[a-z]{3})\. ", head)[0]))
    return ClassifiedBy(text, name, title, post, _reasons(tail) or _reasons(first[0] if first else ""))


def _trimmed(head: str) -> str:
    """The statement without the marks at its end, the full stop of "Jr." kept."""
    bare = head.strip(" ,;:-(")
    while (
        bare.endswith(".")
        and not _SUFFIX.fullmatch(bare[bare.rfind(" ") + 1 :])
        and not bare.lower().endswith(" a.i.")
    ):
        bare = bare[:-1].rstrip(" ,;:-(")
    return bare


def _reasons(tail: str) -> tuple[str, ...]:
    found = _SECTION.search(tail)
    if not found:
        return ()
    reasons: list[str] = []
    for part in re.split(r"(?=1\s?\.\s?[2-6])", tail[found.start() :]):
        number = _SECTION.match(part)
        if not number:
            continue
        listed = re.split(
            r"[A-Za-z]{4,}|\.\s+[A-Z][a-z]", re.sub(r"\ba\s+nd\b", "and", part[number.end() :])
        )[0]
        reasons.extend(f"1.{number[1]}({letter.lower()})" for letter in _LETTER.findall(listed.lstrip(".")))
    return tuple(dict.fromkeys(reasons))


def _person(head: str) -> tuple[str, str, str]:
    """Name, title and post of "title name, post" and "name, title, post"."""
    parts = _parts(head)
    if not parts:
        return "", "", ""
    post = ""
    if len(parts) > 1 and _POST.fullmatch(parts[-1]):
        post = parts.pop()
        if len(parts) > 1 and _POST.fullmatch(parts[-1]):
            post = f"{parts.pop()}, {post}"
    title, name = _title_and_name(parts[0])
    if name and not title:
        return name, ", ".join(parts[1:]), post
    if not name:
        for at, part in enumerate(parts[1:], 1):
            more, name = _title_and_name(part)
            if name:
                return name, ", ".join(filter(None, (*parts[:at], more))), post
        return "", ", ".join(parts), post
    return name, title, post or ", ".join(parts[1:])


def _parts(head: str) -> list[str]:
    """Split at commas, keeping ", Jr." and ", III" with the name."""
    parts: list[str] = []
    office, dash, rest = head.partition(" - ")
    pieces = re.split(r"\s*[,;]\s*|:\s*", head)
    if dash and "," not in office and not _POST.match(office):  # "AF/C - ANN EXAMPLE"
        pieces = [office, *re.split(r"\s*[,;]\s*|:\s*", rest)]
    for part in pieces:
        bare = part.strip()
        if not bare:
            continue
        if parts and _SUFFIX.fullmatch(bare):
            parts[-1] += f", {bare}"
        else:
            parts.append(bare)
    return parts


def _title_and_name(part: str) -> tuple[str, str]:
    words = part.split()
    at = len(words)
    while (
        at
        and not _is_title_word(words[at - 1])
        and (
            words[at - 1][0].isupper()
            or words[at - 1].lower() in ("de", "van", "von", "la", "der", "el", "al")
        )
    ):
        at -= 1
    name = words[at:]
    if at == 0:
        return "", part
    if len(name) > 4 and not _SUFFIX.fullmatch(name[-1]):
        at = len(words) - 3
        name = words[at:]
    return " ".join(words[:at]).strip(" ,:"), " ".join(name)


def _is_title_word(word: str) -> bool:
    bare = word.upper().strip(".,;:()")
    if bare in _TITLE_WORDS or "/" in bare or bare.endswith(("OFF", "COUNS", "COUNSELOR", "COUNSELLOR")):
        return True
    return any(piece in _TITLE_WORDS for piece in bare.split("-")) and "-" in bare
