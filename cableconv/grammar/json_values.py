"""Forms of the values that a cableconv JSON document may carry.

The JSON Schema has the same patterns; a test compares them.
"""

from __future__ import annotations

import re

from .form import Form

SHA256 = Form(
    "sha256",
    "FIPS 180-4, digest of 256 bits in lower-case hex",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    r"[0-9a-f]{64}",
    counter=("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", "e3b0"),
)
# A day of the calendar: of every month, of those with 30 and with 31 days, of leap years; no year 0.
_DAY = (
    r"(?!0000)(?:[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
CODE = Form(
    "rule-code",
    "cableconv rules: a family digit and a number",
    "CC201",
    r"CC[0-9]{3}",
    counter=("CC20", "cc201"),
)
INSTANT = Form(
    "instant",
    "ISO 8601 as W3C xsd:dateTime in UTC; date-time groups have minutes only, the date of an airgram no time",
    "2008-12-05T08:38:00Z",
    _DAY + r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:00Z)?",
    counter=("2008-12", "2008-13-05T08:38:00Z", "2008-12-05T24:38:00Z", "2002-02-30T14:59:00Z"),
)
DATE = Form(
    "date",
    "ISO 8601 calendar date",
    "2018-12-05",
    _DAY,
    counter=("12/05/2018", "2018-12-32", "2018-04-31", "1900-02-29", "0000-01-01"),
)
BYTE = Form("byte", "a byte above 7F in hex", "FF", r"[89A-F][0-9A-F]", counter=("7F", "ff", "0FF"))
SURROGATE = Form(
    "surrogate", "a UTF-16 surrogate in hex", "D800", r"D[89A-F][0-9A-F]{2}", counter=("D7FF", "d800")
)
UNCLEAN = Form(
    "unclean",
    "what clean text does not hold: other white space than one blank, controls, noncharacters",
    "two  blanks",
    r"[ ]{2}|[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\ufffe\uffff]",
    counter=("one blank", "a soft\u00adhyphen"),
    flags=re.UNICODE,
)

FORMS: tuple[Form, ...] = (SHA256, CODE, INSTANT, DATE, BYTE, SURROGATE, UNCLEAN)
