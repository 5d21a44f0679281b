"""The text of one header element into its value: addressees, E.O., date-time group, authority.

Law of this file: functions of a text with white space collapsed; what cannot be read gives
None or an empty part, never an exception.
"""

from __future__ import annotations

import re
from datetime import datetime

from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar import labelled as labelled_forms
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import digits, month_of
from cableconv.header.dates import day_of, full_year
from cableconv.lexicon import tables
from cableconv.model_header import Addressee, ExecutiveOrder

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
    "PRIORIT": "PRIORITY",  # cut at the end of a line
    "PRIORI": "PRIORITY",
    "PRIOR": "PRIORITY",
    "IMMEDIA": "IMMEDIATE",
    "IMMEDI": "IMMEDIATE",
    "ROUTIN": "ROUTINE",
    "ROUTI": "ROUTINE",
    "PRI0RITY": "PRIORITY",
    "R0UTINE": "ROUTINE",
    "PRIORTY": "PRIORITY",
    "PRIORIY": "PRIORITY",
    "IMMED": "IMMEDIATE",
    "IMMEDIAT": "IMMEDIATE",
    "IMMEDIATELY": "IMMEDIATE",
    "NIACT": "NIACT IMMEDIATE",
    "NIACT IMMEDIATE": "NIACT IMMEDIATE",
    "FLASH OVERRIDE": "FLASH",
    "O NIACT": "NIACT IMMEDIATE",
}
_ADDRESS = lazy(
    r"(?:(?P<ri>[RQU][A-Z]{3,7})\s?/\s?)?(?P<name>.+?)"
    r"(?:\s+(?P<early>\d{4,6}))?"
    r"(?:\s+(?P<precedence>NIACT IMMEDIATE|FLASH OVERRIDE|NIACT|FLASH|IMMED(?:I(?:A(?:TE?)?)?)?"
    r"|PRIOR(?:I(?:TY?)?)?|PIORITY|PRIORTY|PRIORIY|PRI0RITY|ROUTI(?:NE?)?|R0UTINE))?"
    r"(?:\s+(?P<mcn>\d{4,6}))?(?:\s+(?:(?:BY\s+)?POUCH|UNN))?"
)
# Fewer than four digits are a continuity number only after a precedence or a post: "CTF 60" is a name.
_SHORT_NUMBER = lazy(
    r"(?P<rest>.*\b(?:ROUTINE|PRIORITY|PIORITY|PRIORTY|PRIORIY|IMMEDIATE|NIACT|FLASH|WASHDC|WASHINGTON DC)"
    r"|(?:\w+\s?/\s?)?(?:(?:AMEMBASSY|AMCONSUL|USMISSION|USINT|USLO)\b.*[A-Z]|US(?:UN|NATO|EU|EC|OECD|OSCE)"
    r"(?: [A-Z ]+)?))\s+(?P<number>\d{1,3})"
)
_POST_NUMBER = lazy(r"(?P<rest>[A-Z][A-Z ]{2,20}) (?P<number>\d{1,3})")
_NO_NAME = (  # what may stand behind the number or the precedence of an addressee, and names none
    "NIACT|FLASH|IMMED[A-Z]*|PRIOR[A-Z]*|PIORITY|PRI0RITY|R[O0]UTI[A-Z]*|ATTN|FOR|AND|ONLY|FROM|VIA|PASS|UNDER"
    "|ZEN|DC|BT|POUCH|UNN"
)
_POSTED = lazy(r"(?:AMEMBASSY|AMCONSUL) (?P<name>[A-Z .'-]+)")
_RUN_TOGETHER = lazy(
    r"(?<=[\w/,;])(?<!\bTO)(?<!\bINFO)(?<!\bT0)(?<!\bINF0)(?<!\bFM)(?<!\bXMT)(?<![\w\s]/)\s+"
    r"(?:(?=(?:[RQU][A-Z]{3,7}|ZEN)/[A-Z]|(?:AMEMBASSY|AMCONSUL|USMISSION|USINT|SECSTATE|SECDEF)\s)"
    r"|(?<!NATO\s)(?<!ISAF\s)(?<!NATIONAL\s)(?<!REGIONAL\s)(?=HQ\s(?!WASH))"  # "FAA NATIONAL HQ" is one
    r"|(?<!MISSION\s)(?=DEPT\sOF\s|(?:CIA|JCS|USIA|USICA|DIA|NSC|NSA|FBI|USDA|USDOC|USTR|DOJ|DEA|DHS|FAA|HHS)"
    r"\s(?:HQS?\s)?WASH)"
    r"|(?<!MISSION\s)(?=(?:USEU|USUN|USNATO|USOECD|USOSCE)\s[A-Z]|CDR\s?US[A-Z]{4,}\s|MILLENNIUM\sCHALLENGE\s"
    r"|(?:ECOWAS|ASEAN|SADC|OPEC|APEC)\sCOLLECTIVE)"
    r"|(?:(?<=WASHDC\s)|(?<=COLLECTIVE\s)|(?<=\s\d{4}\s)|(?<=IMMEDIATE\s)|(?<=PRIORITY\s)|(?<=ROUTINE\s))"
    rf"(?!(?:{_NO_NAME})\b)(?=[A-Z]{{2}})"
    r"|(?<=WASHINGTON\sDC\s)(?=[A-Z]{2,}(?:\s[A-Z]+){0,3}\sCOLLECTIVE))"
)
_SLASHLESS = lazy(  # "RUEHAA AMEMBASSY TESTVILLE"
    r"(?<!\S)(R(?:UE|UC|HE|HM)[A-Z]{2,5}) (?=(?:AMEMBASSY|AMCONSUL|USMISSION|SECSTATE|SECDEF)\s)"
)
_GLUED_NUMBER = lazy(r"(?P<name>.*?(?P<last>[A-Z]{4,}))(?P<number>\d{4,6})")  # "SECSTATE WASHDC1234"
_FIRST_WORDS = frozenset(  # of names of posts, never one by themselves
    "NEW PORT SAN SANTA SANTO SAO ST SAINT FORT LA LAS LE LOS EL THE CAPE".split()  # noqa: SIM905
)
_GLUED = lazy(r"(?<=\s\d{4})(?=[A-Z]{3})|(?<=[A-Z,;])(?=(?:AMEMBASSY|AMCONSUL|USMISSION)\s)")
_ORGANIZED = lazy(  # no country, as behind "AMEMBASSY SAN JOSE"
    r"(?:US[A-Z]{2,}|CINC[A-Z]*|CDR[A-Z]*|COM[A-Z]+|DIR[A-Z]*|HQ|NATO|DEPT|JOINT STAFF) .+"
    r"|.+ (?:COLLECTIVE|WASHDC|WASHINGTON DC)(?: .*)?"
)
_SEVERAL = lazy(  # "INFO AMEMBASSIES OTHERVILLE, THIRDTOWN"
    r"(?:(?:TO|INFO)\s?:?\s)?(?P<kind>AMEMBASSIES|AMEMBASSYS|AMCONSULS)\s"
    r"(?P<posts>[A-Z .'-]+(?:,[A-Z .'-]+)+)",
    re.IGNORECASE,
)
_COMMAS = lazy(r"\s*,\s*(?:AND\s)?|\sAND\s", re.IGNORECASE)
_LONGEST_NAME = 4  # words of a post's name
_TIME_DIGITS = 4
_LABELS = ("", "TO", "INFO", "TO:", "INFO:", "XMT")
_PAGE_HEADING = lazy(r"(?<=\s)PAGE \d{2}\s.{0,40}?\d{6}Z\s*")  # between "TO" and the first addressee
_LABEL = lazy(
    r"(?:TO|INFO|T0|INF0|FM|XMT|ZEN)(?:\s*:|/)?\s+(?:ZEN/)?|(?:XMT|ZEN)/|(?:FROM|ACTION|INFO|XMT)\s?:\s*"
    r"|FROM\s+(?=AMEMBASSY\s|AMCONSUL\s|USMISSION\s|SECSTATE\s)|FM(?=AMEMBASSY\s|AMCONSUL\s|USMISSION\s)"
    r"|(?:TO|INFO|T0|INF0)(?=R[HU]E[A-Z]{1,5}/)",
    re.IGNORECASE,
)
_APART = lazy(  # addressees of a labelled header
    r"\s*;\s*|(?:(?<=ROUTINE)|(?<=PRIORITY)|(?<=IMMEDIATE)|(?<=FLASH))\s*,?\s+(?=[A-Z])", re.IGNORECASE
)
_EXEMPTION = lazy(
    r"(?<!\d)(?:25|50|75)\s?X\s?\d(?:-(?:HUM(?:AN)?|WMD))?|1\.[4-6]\s?\(?X\d\)?|(?<![\w.])X[1-8](?!\d)|OADR"
    r"|XGDS(?:\s?-?\s?[1-4]|\s?\([1-4]\))?"
    r"|(?<![A-Z])GDS|(?<![A-Z])ADS(?![A-Z])|(?<![A-Z])[RX]DS(?:\s?-?\s?[1-4])?",
    re.IGNORECASE,
)
_MORE_EXEMPTIONS = lazy(r"(?:\s*(?:,|,?\s*AND\s|&)\s*[1-9](?![\d/.-]))+", re.IGNORECASE)
_NOT_APPLICABLE = lazy(r"(?:DECL:?\s*)?(?:N\s?[/.\\]?\s?A\b\.?|NOT APPLICABLE|NONE\b)", re.IGNORECASE)

_ORGANIZATION = lazy(
    r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|AMEMB|USMISSION|USDEL|USINT|USLO|AMEMBASY|AMERICAN EMBASSY)\s+"
)


def addressees(text: str) -> tuple[Addressee, ...]:
    """The addressees of one line: more than one where the line ends of a list were lost."""
    if _is_labelled(text):
        return tuple(addressee(part) for part in _APART.split(_LABEL.sub("", text, count=1)) if part.strip())
    if several := _SEVERAL.fullmatch(text):
        kind = "AMCONSUL" if several["kind"].upper().startswith("AMC") else "AMEMBASSY"
        posts = [post for post in _COMMAS.split(several["posts"]) if post]
        return tuple(addressee(f"{kind} {post.upper()}") for post in posts)
    listed = _SLASHLESS.sub(r"\1/", _PAGE_HEADING.sub("", text))
    parts = [part for run in _RUN_TOGETHER.split(listed) for part in _GLUED.split(run)]
    parts = [piece for part in parts for piece in _behind_a_post(part)]
    return tuple(addressee(part) for part in parts if part.strip(" ,;/") not in _LABELS)


def _behind_a_post(text: str) -> tuple[str, ...]:
    """The addressee, cut where another stands behind the name of its post: "AMEMBASSY ROME HQ EXAMPLE"."""
    found = _POSTED.search(text)
    words = found["name"].split() if found else []
    for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        if found and " ".join(words[:count]) in tables.posts():
            end = re.compile(r"\s+".join(map(re.escape, words[:count]))).match(text, found.start("name"))
            more = text[end.end() :].lstrip() if end else ""
            named = _ORGANIZED.fullmatch(more) is not None
            return (text[: end.end()], more) if end and named else (text,)
    return (text,)


def _is_labelled(text: str) -> bool:
    """Is this a line "Action: WASHDC, SECSTATE ROUTINE" or "Info: OTHERVILLE, AMEMBASSY ROUTINE"?"""
    return text[:7].upper() == "ACTION:" or (
        "," in text and labelled_forms.PLACE_FIRST.search(text) is not None
    )


def addressee(text: str) -> Addressee:
    """One FM, TO, INFO or XMT line, or a line of their list."""
    text = text if text.isupper() else text.upper()  # a site may have folded its case
    bare = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    bare = bare.strip()
    glued = _GLUED_NUMBER.fullmatch(bare)
    if glued and (_ORGANIZATION.match(bare) or glued["last"] in ("WASHDC", "COLLECTIVE")):
        bare = f"{glued['name']} {glued['number']}"
    short = _SHORT_NUMBER.fullmatch(bare.rstrip(",;"))
    if not short and (post := _POST_NUMBER.fullmatch(bare)) and post["rest"] in tables.posts():
        short = post
    found = _ADDRESS.fullmatch(short["rest"] if short else bare.rstrip(",;"))
    if not found:
        return Addressee(bare)
    name = found["name"].strip()
    turned = labelled_forms.PLACE_FIRST.fullmatch(name) if "," in name else None
    return Addressee(
        f"{turned['organization']} {turned['place']}" if turned else name,
        found["ri"] or "",
        PRECEDENCES.get(found["precedence"] or "", ""),
        found["mcn"] or found["early"] or (short["number"] if short else ""),
    )


def post_of(text: str) -> str:
    """The post of an FM line, STATE for the Department; "" for no line."""
    name = addressee(text).name.upper()
    return "STATE" if name.startswith("SECSTATE") else _ORGANIZATION.sub("", name, count=1)


_CAPITAL = (["WASHDC"], ["WASHINGTON", "DC"], ["WASHINGTON"])  # where an agency is
_CAPITAL_ENDS = frozenset({"WASHDC", "DC", "WASHINGTON"})


def address_goes_on(before: str, text: str, *, certain: bool = True) -> bool:
    """Does the addressee of the line before go on here: its precedence, or the rest of its name?

    certain: more of the header is still to come.
    """
    if before.strip() in ("TO", "INFO"):
        return False
    if lines.ADDRESSEE_REST.fullmatch(text) or _completes_name(before, text):
        return True
    open_ = certain and lines.ADDRESSEE_OPEN.fullmatch(before) is not None
    return open_ and lines.ADDRESSEE_ANY.fullmatch(text) is not None and not lines.ADDRESSEE.match(text)


def _completes_name(before: str, text: str) -> bool:
    """Do the first words complete the name of a post, "USMISSION USUN NEW" / "YORK 0221", and nothing but
    precedence and number follow?"""
    begun = before.upper().split()
    bare = addressee(text).name.split() if text.isupper() and "/" not in text else []
    names = tables.posts()
    if not 0 < len(bare) < _LONGEST_NAME or " ".join(bare) in names:
        return False
    if bare in _CAPITAL and "/" in before and begun[-1] not in _CAPITAL_ENDS:
        return True  # "RUEKJCS/SECRETARY OF DEFENSE" / "WASHINGTON DC"
    if begun[-1:] and begun[-1] in _FIRST_WORDS and _ORGANIZATION.search(f"{before.upper()} "):
        return True  # "FM AMEMBASSY NEW" / "TESTVILLE"
    ends = [" ".join(begun[-count:]) for count in range(1, min(_LONGEST_NAME, len(begun)))]
    return any(f"{end} {' '.join(bare)}" in names and end not in names for end in ends)


def unfolded(text: str) -> str:
    """A line whose case a copy has folded, in capitals."""
    return text.upper() if text.islower() else text


def group_of(text: str) -> str:
    """The date-time group in its line; the end of a labelled one, "May 12, 2012 / 121345Z MAY 12"."""
    label = labelled_forms.LABEL.match(text) if text[:1] in "Dd" else None
    if label is None:
        return text
    dated = labelled_forms.SENT.match(label["value"])
    return str(dated["sent"] if dated else label["value"])


def date_time_group(text: str) -> tuple[str, str, str, str]:
    """Precedence letters or words of action and info, ISO time, operating signals; "" where unread."""
    found = lines.DTG.fullmatch(group_of(text))
    if not found:
        return "", "", "", ""
    action, info = (found["action"] or "").upper(), (found["info"] or "").upper()
    moment = ""
    month = month_of(found["month"].replace("0", "O"))
    if found["year"] and month and len(found["time"]) == _TIME_DIGITS:
        try:
            moment = datetime(
                full_year(digits(found["year"])),
                month,
                int(digits(found["day"])),
                int(digits(found["time"])[:2]),
                int(digits(found["time"])[2:]),
            ).strftime("%Y-%m-%dT%H:%M:00Z")
        except ValueError:
            moment = ""
    return PRECEDENCES.get(action, ""), PRECEDENCES.get(info, ""), moment, found["signals"].strip()


def executive_order(text: str) -> ExecutiveOrder | None:
    """The E.O. line: number, value, date, exemptions; None when it is not one."""
    found = forms.EXECUTIVE_ORDER.match(text)
    if not found:
        return None
    number = re.sub("[OIlB ]", lambda m: {"O": "0", " ": "", "B": "8"}.get(m[0], "1"), found["number"])
    value = found["value"].strip()
    applies = not _NOT_APPLICABLE.match(value)
    return ExecutiveOrder(number, value, applies, day_of(value) if applies else "", _exemptions(value))


def _exemptions(value: str) -> tuple[str, ...]:
    """The codes of exemption, "XGDS-2, 3" as two."""
    large = value.upper()
    if not any(sign in large for sign in ("X", "DS", "OADR")):
        return ()
    codes: list[str] = []
    for found in _EXEMPTION.finditer(value):
        printed = " ".join(found[0].upper().split())
        printed = re.sub(r"(?<=XGDS)\s?\((\d)\)", r"-\1", printed)
        code = re.sub(r"\s*-\s*|(?<=XGDS)\s?(?=\d)|(?<=[RX]DS)\s?(?=\d)", "-", printed)
        codes.append(code)
        more = _MORE_EXEMPTIONS.match(value, found.end()) if code[-1].isdigit() else None
        codes.extend(code[:-1] + digit for digit in re.findall(r"\d", more[0] if more else ""))
    return tuple(dict.fromkeys(codes))
