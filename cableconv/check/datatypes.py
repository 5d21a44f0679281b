"""The datatypes of the schema: XML Schema part 2, as far as cableconv.rnc uses them."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

_NAME = r"[^\W\d][\w.\-]*"
# Lexical forms; a string keeps its white space, in the others it is collapsed.
_FORMS = {
    "string": r"[\s\S]*",
    "token": r".*",
    "NMTOKEN": r"[\w.\-:]+",
    "NCName": _NAME,
    "ID": _NAME,
    "anyURI": r"[^\s<>\"{}|\\^`]*",
    "boolean": r"true|false|0|1",
    "integer": r"[+-]?[0-9]+",
    "nonNegativeInteger": r"\+?[0-9]+|-0+",
    "positiveInteger": r"\+?0*[1-9][0-9]*",
    "double": r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN",
    "dateTime": r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?",
    "date": r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?",
    "base64Binary": r"(?:[A-Za-z0-9+/] ?)*(?:= ?){0,2}",
}
MEANINGS = {
    "string": "text",
    "token": "text",
    "NMTOKEN": "a name of letters, digits, full stops, hyphens",
    "NCName": "a name that begins with a letter",
    "ID": "a name that begins with a letter",
    "anyURI": "an address",
    "boolean": "true or false",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number from 0",
    "positiveInteger": "a whole number from 1",
    "double": "a number",
    "dateTime": "a moment such as 2007-03-14T15:30:00Z",
    "date": "a day such as 2007-03-14",
    "base64Binary": "base64",
}


WHITE = " \t\r\n"  # white space of XML; a no-break space is text


def tokens(text: str) -> list[str]:
    """The words of a text, parted by white space of XML."""
    return [word for word in _compiled(f"[{WHITE}]+").split(text) if word]


def is_white(text: str) -> bool:
    """Is there nothing in the text but white space of XML?"""
    return not text.strip(WHITE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_valid(datatype: str, pattern: str, text: str) -> bool:
    """Is the text a value of the datatype, and of the pattern if there is one?"""
    value = text if datatype == "string" else " ".join(tokens(text))
    if not _compiled(_FORMS[datatype]).fullmatch(value):
        return False
    if datatype in ("dateTime", "date") and not _is_moment(value[:10] if datatype == "date" else value):
        return False
    if datatype == "base64Binary" and len(value.replace(" ", "")) % 4:
        return False
    return not pattern or _compiled(pattern).fullmatch(value) is not None


def _is_moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
