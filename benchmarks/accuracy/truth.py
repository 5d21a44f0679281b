"""The truth of a printed document: blocks, pages and header as the lines that are left show them."""

from __future__ import annotations

import re
from typing import Any

from .evidence import doubt
from .structure import Document, Line, Piece, Seam, Shown, TrueBlock, TruePage, Truth


def true_blocks(document: Document, lines: list[Line], base: int) -> tuple[list[TrueBlock], list[Seam]]:
    """The blocks as the remaining lines show them."""
    parts: dict[int, list[tuple[int, int, int, Piece]]] = {}
    for number, line in enumerate(lines):
        column = 0
        for piece in line.pieces:
            if line.role == "body" and piece.owner >= 0:
                parts.setdefault(piece.owner, []).append((number, column, column + len(piece.text), piece))
            column += len(piece.text)
    blocks: list[TrueBlock] = []
    seams: list[Seam] = []
    for owner, found in parts.items():
        block, text, certain, last = document.blocks[owner], "", True, None
        index = base + len(blocks)
        shown: list[Shown] = []
        for number, begin, end, piece in found:
            if last is not None:
                whole = last.end == piece.start or block.text[last.end : piece.start] == " "
                if not whole and last.seam != "wrap":
                    certain = False
                joined = block.text[last.end : piece.start] if whole else " "
                if last.seam not in ("", "wrap") and whole:
                    seams.append(Seam(index, len(text), last.seam))
                text += joined
            text += block.text[piece.start : piece.end]
            shown.append(Shown(number, begin, end, piece.seam, len(text)))
            last = piece
        assert last is not None
        first = found[0][3].start == 0
        if not first or (last.end < len(block.text) and last.seam not in ("wrap",)):
            certain = False
        if last.end < len(block.text) and last.seam not in ("", "wrap"):
            text += "-" if last.seam.startswith("soft") else ""
        blocks.append(
            TrueBlock(
                block.kind,
                text,
                block.n if first else "",
                block.portion if first else "",
                block.cells,
                (block.kind, *block.accept),
                shown,
                certain,
                block.level,
            )
        )
    return blocks, seams


def _true_pages(lines: list[Line], blocks: list[TrueBlock], base: int) -> list[TruePage]:
    """Each printed page number, and the clean text after which its page begins."""
    pages = []
    for number, line in enumerate(lines):
        if line.page is None:
            continue
        block, offset = -1, 0
        for at, true in enumerate(blocks):
            before = [
                p for p in true.pieces if p.line < number or (p.line == number and p.last < line.column)
            ]
            if before:
                block, offset = at + base, before[-1].offset
        pages.append(TruePage(line.page, block, offset, line.demanded, line.note))
    return pages


def _header_truth(document: Document, lines: list[Line]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    left: dict[int, list[str]] = {}
    for line in lines:
        if line.role == "header":
            left.setdefault(int(line.note), []).append(line.text)
    stated: dict[str, Any] = {}
    real: dict[str, Any] = {}
    orphans: list[str] = []
    partial: set[str] = set()
    before: set[str] = set()
    for index, element in enumerate(document.elements):
        whole = [t for pieces in element.lines if (t := "".join(p.text for p in pieces).strip())]
        have = left.get(index, [])
        real |= element.facts
        if len(have) == len(whole):
            stated |= {
                k: v
                for k, v in element.facts.items()
                if not (k == "section" and isinstance(stated.get(k), tuple))
            }
        else:
            orphans += have
            partial |= set(element.facts) if have else set()
            partial |= before if have else set()  # the end of the element before is not to be seen
        before = set(element.facts) if have else before
    if "date_time_group" not in stated:  # then nothing tells the year of a number that has none
        stated.pop("reference_number", None)
        for entry in stated.get("references", ()):
            entry.pop("number", None)
            entry.pop("kind", None)
    return {k: v for k, v in stated.items() if k not in partial}, real, orphans


def truth_of(index: int, document: Document, lines: list[Line], base: int, width: int) -> Truth:
    """What the lines of a document show, as the index-th sample; base: blocks before its own."""
    blocks, seams = true_blocks(document, lines, base)
    for at in doubt(blocks, lines, width):
        blocks[at].certain = False
    pages = _true_pages(lines, blocks, base)
    stated, real, orphans = _header_truth(document, lines)
    for line in lines:
        if line.role == "title":
            stated["title"] = line.text.removeprefix("Cablegate:").strip()
    totals = [
        m
        for line in lines
        if line.role == "page" and (m := re.search(r"\d\d\d(?:\.\d)? OF (\d\d\d)$", line.text.strip()))
    ]
    if totals:
        stated["pages"] = int(totals[0][1])
    if any(b.kind == "signature" and b.certain for b in blocks):
        stated["signature"] = document.meta["signer"]
    site = [i for i, line in enumerate(lines) if line.role == "site"]
    other = [i for i, line in enumerate(lines) if line.role not in ("site", "body")]
    return Truth(
        index, f"{index:05d}.txt", blocks, pages, seams, stated, real, site, other, orphans, [], "", ""
    )


def merged(first: Truth, second: Truth, shift: int) -> Truth:
    """One truth of two cables in a file, the second after shift lines."""
    for block in second.blocks:
        block.pieces = [p._replace(line=p.line + shift) for p in block.pieces]
    for page in second.pages:
        if page.block < 0:  # in the second cable's header: after the last block of the first
            page.block, page.offset = len(first.blocks) - 1, len(first.blocks[-1].text)
        first.pages.append(page)
    first.blocks += second.blocks
    first.seams += second.seams
    first.boilerplate += [i + shift for i in second.boilerplate]
    first.other += [i + shift for i in second.other]
    first.orphans += second.orphans
    first.cables += 1
    return first
