"""A reader of header fields alone, as collections were read before: one search over the text for each field.

A rival to measure beside: it keeps no structure, writes nothing and accounts for no character. Written for
this benchmark in the manner of such readers.
"""

from __future__ import annotations

import re

_FIELDS = {
    "date_time_group": r"\b(?:[ZOPR] ){0,3}(\d{6}Z [A-Z]{3} \d\d)\b",
    "station": r"^DE ([A-Z]{4,7}) #(\d{4})",
    "from": r"^FM (.+)$",
    "to": r"^TO (.+(?:\n(?!INFO|BT).+)*)",
    "info": r"^INFO (.+(?:\n(?!BT).+)*)",
    "classification": r"^(?:UNCLAS(?:SIFIED)?|C O N F I D E N T I A L|CONFIDENTIAL|S E C R E T|SECRET)\b.*$",
    "reference_number": r"\b([A-Z][A-Z ]{2,20}) (0\d{5,9})\b",
    "executive_order": r"^E\.?O\.? ?(\d{5}):? *(.*)$",
    "tags": r"^TAGS:? *(.+(?:\n(?! *(?:SUBJECT|SUBJ|REF)|\s*$).+)*)",
    "subject": r"^(?:SUBJECT|SUBJ):? *(.+(?:\n(?! *(?:REF|Classified)|\s*$).+)*)",
    "references": r"^REFS?:? *(.+(?:\n(?!\s*$).+)*)",
    "summary": r"(?is)\bsummary\b[.: ]+(.{20,4000}?)\bend summary\b",
}
_PATTERNS = {name: re.compile(pattern, re.MULTILINE) for name, pattern in _FIELDS.items()}
_REFERENCE = re.compile(r"\b(?:(\d\d) )?([A-Z][A-Z ]{2,20}) (\d{1,6})\b")


def header(data: bytes) -> dict[str, object]:
    """The header fields of a cable, as far as a search finds them."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    found: dict[str, object] = {}
    for name, pattern in _PATTERNS.items():
        match = pattern.search(text)
        found[name] = " ".join(match[match.lastindex or 0].split()) if match else None
    found["tags"] = re.split(r"[,\s]+", str(found["tags"])) if found["tags"] else []
    found["references"] = _REFERENCE.findall(str(found["references"]))
    return found
