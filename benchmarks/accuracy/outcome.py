"""What a converter said, in one form, from its public JSON or TEI."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from .canon import canon
from .structure import Truth

TEI = "{http://www.tei-c.org/ns/1.0}"
BODY = frozenset(("heading", "paragraph", "item", "row", "line", "drafting", "signature"))


@dataclass(slots=True)
class Said:
    """A block of the output."""

    kind: str
    text: str
    n: str = ""
    portion: str = ""
    cells: tuple[str, ...] = ()
    level: int = 1


@dataclass(slots=True)
class Outcome:
    """Blocks of the body in order, page breaks as (page, index of block or -1, offset), header."""

    blocks: list[Said] = field(default_factory=list)
    pages: list[tuple[int | None, int, int]] = field(default_factory=list)
    header: dict[str, tuple[str, Any]] = field(default_factory=dict)  # field: (status, value)
    header_text: list[str] = field(default_factory=list)
    header_known: bool = True  # TEI: only the fields that are read here


def from_json(data: bytes) -> Outcome:
    """The outcome of a JSON document, or of a list of them."""
    value = json.loads(data)
    documents = value if isinstance(value, list) else value.get("documents", [value])
    outcome = Outcome()
    for at, document in enumerate(documents):
        for block in document.get("blocks", ()):
            _json_block(block, outcome)
        if at == 0:
            outcome.header = {
                name: (entry.get("status", "absent"), entry.get("value"))
                for name, entry in document.get("header", {}).items()
            }
    return outcome


def _json_block(block: dict[str, Any], outcome: Outcome) -> None:
    kind = block["kind"]
    said = Said(kind, "", level=block.get("level", 1))
    text, cells = "", []
    body = kind in BODY
    for part in block.get("content", ()):
        if isinstance(part, str):
            text += part
        elif part["kind"] == "page-break":
            at = len(outcome.blocks) if kind != "page-break" else len(outcome.blocks) - 1
            offset = len(canon(text)) if body else 1 << 30
            position = (at, offset) if body or kind == "page-break" else (len(outcome.blocks) - 1, 1 << 30)
            outcome.pages.append((part.get("page"), *position))
        elif part["kind"] == "cell":
            cells.append(canon(part["text"]))
            text += (" " if text else "") + part["text"]
        else:
            text += part["text"]
            if part["kind"] == "label":
                said.n = part.get("value", "")
            elif part["kind"] == "portion-marking":
                said.portion = part.get("value", "")
    said.text, said.cells = canon(text), tuple(cells)
    if body:
        outcome.blocks.append(said)
    elif kind == "header":
        outcome.header_text.append(said.text)


KINDS = {
    "head": "heading",
    "p": "paragraph",
    "item": "item",
    "row": "row",
    "signed": "signature",
    "byline": "drafting",
}


def from_tei(data: bytes) -> Outcome:
    """The outcome of a TEI document or corpus."""
    root = ElementTree.fromstring(data)
    outcome = Outcome(header_known=False)
    for text in root.iter(f"{TEI}text"):
        for element in text:
            _tei_walk(element, outcome)
    _tei_header(next(root.iter(f"{TEI}TEI")), outcome)
    return outcome


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).removeprefix(TEI)


def _tei_walk(element: ElementTree.Element, outcome: Outcome, level: int = 0) -> None:
    name = _local(element)
    if name in ("front", "trailer"):
        outcome.header_text.append(canon("".join(element.itertext())))
        outcome.pages += [(_page(pb), -1, 1 << 30) for pb in element.iter(f"{TEI}pb")]
    elif name == "pb":
        outcome.pages.append((_page(element), len(outcome.blocks) - 1, 1 << 30))
    elif name in KINDS or (name == "ab" and element.get("type") == "line"):
        said = Said(KINDS.get(name, "line"), "", n=element.get("n", "") if name == "p" else "")
        cells = [canon("".join(c.itertext())) for c in element.iter(f"{TEI}cell")]
        text = _tei_text(element, outcome, "")
        said.cells = tuple(cells)
        said.level = level + 1 if name == "item" else 1
        said.text = " ".join(cells) if cells else canon(text)
        portion = next((s for s in element.iter(f"{TEI}seg") if s.get("type") == "portion-marking"), None)
        if portion is not None:
            said.portion = re.sub(r"[()\s]", "", "".join(portion.itertext()))
        outcome.blocks.append(said)
        for nested in element.findall(f"{TEI}list"):  # items of their own, not the item's words
            _tei_walk(nested, outcome, level + 1)
    elif name != "ab":
        for child in element:
            _tei_walk(child, outcome, level)


def _tei_text(element: ElementTree.Element, outcome: Outcome, text: str) -> str:
    text += element.text or ""
    for child in element:
        if _local(child) == "list":
            pass
        elif _local(child) == "pb":
            outcome.pages.append((_page(child), len(outcome.blocks), len(canon(text))))
        elif _local(child) == "cell" and text:
            text = _tei_text(child, outcome, text + " ")
        else:
            text = _tei_text(child, outcome, text)
        text += child.tail or ""
    return text


def _page(element: ElementTree.Element) -> int | None:
    number = element.get("n", "")
    return int(number) if number.isdigit() else None


def _tei_header(root: ElementTree.Element, outcome: Outcome) -> None:
    """The header fields with a place of their own in TEI: subject, originator, date, TAGS."""

    def words(path: str) -> list[str]:
        return [canon("".join(e.itertext())) for e in root.iterfind(path.replace("t:", TEI))]

    found: dict[str, Any] = {}
    sent = ".//t:correspAction[@type='sent']/"
    if name := words(f"{sent}t:orgName"):
        found["originator"] = {"name": name[0]}
    date = root.find(f"{sent}t:date".replace("t:", TEI))
    if date is not None and date.get("when"):
        found["date_time_group"] = date.get("when")
    if terms := words(".//t:keywords/t:term"):
        found["tags"] = [{"text": t} for t in terms]
    outcome.header = {key: ("stated", value) for key, value in found.items()}


def from_truth(truth: Truth) -> Outcome:
    """The truth as if a converter had said it: it must score 100."""
    outcome = Outcome()
    for block in truth.blocks:
        outcome.blocks.append(
            Said(block.kind, canon(block.text), block.n, block.portion, block.cells, block.level)
        )
    for page in truth.pages:
        offset = len(canon(truth.blocks[page.block].text[: page.offset])) if page.block >= 0 else 0
        outcome.pages.append((page.page, page.block, offset))
    for name, value in truth.stated.items():
        if name == "section":
            value = {"number": value[0], "total": value[1]} if isinstance(value, tuple) else {"number": value}
        elif name == "tags":
            value = [{"text": t} for t in value]
        outcome.header[name] = ("stated", value)
    return outcome
