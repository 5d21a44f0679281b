"""What an item of a reference line holds side by side: "03STATE12345, 03TESTVILLE123", a cable and an e-mail.

Law of this file: an item is parted only where a cable's number is sure to stand by itself: printed as one
word, or with its year or a post that is known. Dates and names of an e-mail stay with it.
"""

import re

from cableconv.grammar import references as forms
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables

_BETWEEN = lazy(r"\s*(?:[,;&]|[,;]?\s+AND\b)\s*(?=\S)", re.IGNORECASE)
_HANDLED = lazy(r"\s*\((?:NOTAL|EXDIS|NODIS|LIMDIS)\)\s*\Z")
_DEPARTMENT = "STATE"
_NUMBER_AS_ONE = lazy(
    r"(?P<year>\d{2})(?P<post>[A-Z]{3,25}?)(?P<serial>0{0,5}[1-9]\d{0,5})(?:\s*\((?:NOTAL|EXDIS|NODIS)\))?"
)
_FURTHER = lazy(  # serial of the same post and year
    r"\s*(?:[,;&]|[,;]?\s+AND\b)\s*(?P<serial>0{0,5}[1-9]\d{0,5})(?=\s*(?:[,;&(]|AND\b|\Z))", re.IGNORECASE
)


def as_one(item: str) -> list[tuple[str, str]]:
    """Printed text and reference number of each cable, where the item is a number printed as one word, and
    further serials: "03STATE12, 13"; nothing of another item."""
    found, end = _series(item)
    return found if not _HANDLED.sub("", item[end:]).strip() else []


def _series(item: str) -> tuple[list[tuple[str, str]], int]:
    """The cables with which an item begins, and where they end."""
    first = _NUMBER_AS_ONE.match(item)
    if first is None or item[first.end() : first.end() + 1].isalnum():
        return [], 0
    cables, end = [(first[0], f"{first['year']}{first['post']}{int(first['serial'])}")], first.end()
    while more := _FURTHER.match(item, end):
        cables.append((more["serial"], f"{first['year']}{first['post']}{int(more['serial'])}"))
        end = more.end()
    return cables, end


def parted(item: str, own: str, *, mixed: bool) -> list[str]:
    """The first part of an item and its rest, or its beginning and its last part; the item alone where it is
    one. own: the post of the cable itself; mixed: the item names something other than a cable."""
    between = list(_BETWEEN.finditer(item))
    if not between or as_one(item):
        return [item]
    first, last = between[0], between[-1]
    _, end = _series(item)
    if end and (behind := _BETWEEN.match(item, end)):
        return [item[:end], item[behind.end() :]]
    if _stands_alone(item[: first.start()], own, mixed=mixed):
        return [item[: first.start()], item[first.end() :]]
    if _stands_alone(item[last.end() :], own, mixed=mixed):
        return [item[: last.start()], item[last.end() :]]
    return [item]


def _stands_alone(part: str, own: str, *, mixed: bool) -> bool:
    """Is this a cable's number by itself? mixed: also one in several words, whose year or post is known."""
    bare = _HANDLED.sub("", part).strip()
    if as_one(bare):
        return True
    found = forms.CABLE_NUMBER.fullmatch(bare) if mixed else None
    if found is None:
        return False
    post = found["post"].upper()
    return bool(found["year"]) or post in (_DEPARTMENT, own) or post in tables.posts()
