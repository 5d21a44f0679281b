"""What a page states of its cable outside it: headline, reference, dates, classification, origin."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import ADDRESS, VALUES, without_values
from cableconv.grammar import site

_TABLE = 80  # lines of a page in which its table stands
_LABELS = {
    "ID": "reference_id",
    "Reference": "reference_id",
    "Identifier": "reference_id",
    "Reference ID": "reference_id",
    "ReferenceID": "reference_id",
}  # labels glued to their values
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CELL_ENDS = ("Embassy", "Consulate", "General", "Mission")
_CELL_PARTS = (
    *_CELL_ENDS, "OFFICIAL USE ONLY", "FOR OFFICIAL USE ONLY", "USE ONLY", "ONLY", "UNCLASSIFIED//FOR",
    "UNCLASSIFIED//FOR OFFICIAL", "UNCLASSIFIED//FOR OFFICIAL USE", "OFFICIAL USE", "NOFORN", "Scoop",
)  # fmt: skip


def is_host_value(part: Segment, index: int) -> bool:
    """A line made of values of the site's table only."""
    text = " ".join(part.text(index).split())  # cells may stand in columns
    if len(text) > 160:
        return False
    if site.LIBRARY_VALUE.match(text) or index in part.page.hits:
        return True
    if text.startswith(ADDRESS) and " " not in text:
        return True
    if _is_titled(part, index) or _below_tags(part, index, text):
        return True
    if ":" not in text and (" for " in text or " pass " in text):
        return False
    rest = without_values(text)
    if rest in _CELL_PARTS or _place_name(part, index, rest):
        return True
    if is_row(text):
        return True
    return not rest or bool(
        site.SOFT_HEADER_LINE.match(text) and not text[:4].isupper() and "tag" in text[:4].lower()
    )


def is_row(text: str) -> bool:
    """A row of the table: reference number and date first, then classification and a short origin."""
    reference = site.REFERENCE_ID.match(text)
    dated = site.TIMESTAMP.match(text, reference.end() + 1) if reference else None
    return dated is not None and text[dated.end() :].count(" ") < 10


def _line_above(part: Segment, index: int) -> int:
    """The last line above this one that may belong to a table; -1 where there is none."""
    place = bisect_left(part.lines, index, 0, min(_TABLE, len(part.lines)))
    return part.lines[place - 1] if place else -1


def _is_titled(part: Segment, index: int) -> bool:
    """The headline below its label "Cable title:" on a line of its own."""
    hit = part.page.hits.get(_line_above(part, index))
    return hit is not None and hit.head == "cable title" and hit.tail is None


def _below_tags(part: Segment, index: int, text: str) -> bool:
    """The values below the site's own label "Tags:" on a line of its own."""
    above = _line_above(part, index)
    label = part.text(above).strip() if above >= 0 else ""
    return label == "Tags:" and all(word.isupper() for word in text.replace(",", " ").split())


def _place_name(part: Segment, index: int, text: str) -> bool:
    """The second line of a wrapped cell: "Embassy" / "Testville"."""
    before = part.text(index - 1).split() if index > part.start else []
    return bool(before) and before[-1] in _CELL_ENDS and text.istitle() and len(text.split()) < 4


def title(part: Segment, last: int) -> tuple[int, str, str] | None:
    """(line, headline, evidence) of the site's headline of this cable."""
    page = part.page
    top = [index for index in part.lines if index <= last and index not in page.marks]
    for index in top:
        hit = page.hits.get(index)
        if hit and (hit.role == "title" or hit.field == "title"):
            return index, _headline(part, index, last), f"headline of the site, {page.evidence(index)}"
    for place, index in enumerate(top):
        below = top[place + 1] if place + 1 < len(top) else part.end
        if below < part.end and _is_titled(part, below):
            return below, " ".join(part.text(below).split()), "headline of the site, below its label"
        text, after = part.text(index).strip(), part.text(below).strip() if below < part.end else ""
        dated = site.TIMESTAMP.fullmatch(after) or after.lower().startswith("published:")
        plain = (
            index not in page.hits and not site.MENU.fullmatch(text) and not site.LIBRARY_VALUE.match(text)
        )
        if dated and plain and len(text) > 8 and without_values(text):
            return index, " ".join(text.split()), "headline of the site, above its date"
        glued = site.GLUED_LABEL.fullmatch(part.text(index).rstrip())
        if glued and glued["label"] in ("Subject", "Title"):
            return index, glued["value"].strip(), "headline of the site, after its label"
    return None


def is_dated(part: Segment, index: int, first: int) -> bool:
    """A headline: the site prints day and time of its publication below it, above the cable's first line."""
    below = part.page.after[index]
    if below >= first:
        return False
    text = part.text(below).strip()
    dated = ":" in text and text[:3] in _WEEKDAYS and site.TIMESTAMP.fullmatch(text)
    return bool(dated) or text.lower().startswith("published:")


def _headline(part: Segment, index: int, last: int) -> str:
    text = " ".join(part.text(index).split())
    after = part.page.after[index]
    if text.lower().startswith("viewing cable"):
        rest = text[len("viewing cable") :].lstrip(" :")
        reference, comma, title = rest.partition(",")
        part.page.metadata.append(("reference_id", reference.strip(), index + 1))
        text = title.strip() if comma else ""
        if after <= last and after not in part.page.hits and not is_host_value(part, after):
            text = f"{text} {' '.join(part.text(after).split())}".strip()
            part.page.split_title |= after > index + 1
        return text
    text = text.partition(":")[2].strip()
    for suffix in (" | Scoop News", " - Scoop News", " | Scoop", " | Scoop World"):
        text = text.removesuffix(suffix)
    return text


def read_metadata(part: Segment, last: int, glued: set[int], title: tuple[int, str, str] | None) -> None:
    page = part.page
    if title:
        page.metadata.append(("title", title[1], title[0] + 1))
    above = [index for index in part.lines if index <= last]
    gates = [index for index in above if index < last and _is_gate(part, index)]
    values = [index for index in above if _has_values(part, index)]
    gate = max((index for index in gates if values and index < values[-1]), default=part.start)
    for index in above:
        text, hit = part.text(index).strip(), page.hits.get(index)
        if hit and hit.field and hit.field != "title":
            page.metadata.append((hit.field, text.partition(":")[2].strip(), index + 1))
        elif index in glued and (label := site.GLUED_LABEL.fullmatch(text)):
            name = _LABELS.get(label["label"], label["label"].lower())
            page.metadata.append((name, label["value"].strip(), index + 1))
    _read_values(part, [index for index in above if gate < index and _is_cell(part, index)])


def _has_values(part: Segment, index: int) -> bool:
    """Values of the site's table and nothing else."""
    text = part.text(index).strip()
    return bool(text) and index not in part.page.hits and len(text) <= 160 and not without_values(text)


def _is_cell(part: Segment, index: int) -> bool:
    """Values of the site's table, or the line of a wrapped cell that has a part of one."""
    text = " ".join(part.text(index).split())
    if index in part.page.hits or len(text) > 160:
        return False
    rest = without_values(text)
    return not rest or rest in _CELL_PARTS or _place_name(part, index, rest)


def _is_gate(part: Segment, index: int) -> bool:
    hit = part.page.hits.get(index)
    return hit is not None and (hit.role in ("gate", "title") or hit.head == "reference id")


def _read_values(part: Segment, cells: list[int]) -> None:
    """Values without labels, known by their shape, in cells that may be wrapped."""
    if not cells:
        return
    seen: set[str] = set()
    text, places = "", []
    for index in cells:
        places.append((len(text), index + 1))
        text += f"{part.text(index).strip()} "
    scoop = _scoop(part)
    for name, form in VALUES:
        for found in islice(form.pattern().finditer(text), 2 if name == "created" else 1):
            stated = "released" if name in seen else "published" if name == "created" and scoop else name
            line = next(line for at, line in reversed(places) if at <= found.start())
            part.page.metadata.append((stated, " ".join(found[0].split()), line))
            seen.add(name)
        text = form.pattern().sub(lambda found: " " * len(found[0]), text)


def _scoop(part: Segment) -> bool:
    return any(
        index in part.page.hits and part.page.hits[index].layout[0] == "S" for index in part.lines[:40]
    )
