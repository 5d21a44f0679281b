"""A document's JSON against the sample it was made from.

Nothing is demanded that the text no longer shows: where the crawler's filter took lines, blocks that lost
one, and blocks without a number below them, are compared by their letters alone, and the header is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .printing import HEADER, Sample

BODY = ("heading", "paragraph", "item", "row", "line", "drafting")
LISTED = {"action_addressees": "name", "info_addressees": "name", "tags": "text"}
INSIDE = {"precedence": "action", "executive_order": "number", "classified_by": "name"}


@dataclass(slots=True)
class Score:
    """faults: what is wrong, in words; blocks: true, found, right; pages likewise; fields: right or not."""

    flags: tuple[str, ...]
    body: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    blocks: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    fields: dict[str, bool] = field(default_factory=dict)
    letters: int = 0  # of the body, that differ

    @property
    def perfect(self) -> bool:
        """Nothing wrong in body or header."""
        return not self.body and not self.header


def score(made: Sample, document: dict[str, Any]) -> Score:
    """The score of one document; document: the JSON of a conversion."""
    result = Score(made.flags)
    if document.get("format") != "cableconv-document":
        result.body.append("not one document")
        return result
    _blocks(made, document, result)
    _pages(made, document, result)
    _letters(made, document, result)
    if not made.filtered:
        _header(made, document["header"], result)
    return result


def _text(block: dict[str, Any]) -> str:
    parts = [part if isinstance(part, str) else part.get("text", "") for part in block["content"]]
    return " ".join((" " if block["kind"] == "row" else "").join(parts).split())


def _blocks(made: Sample, document: dict[str, Any], result: Score) -> None:
    left = {line.owner for line in made.lines if line.owner >= 0}
    true = [
        (at, block.kind, " ".join(block.text.split()))
        for at, block in enumerate(made.cable.blocks)
        if at in left
    ]
    found = [(block["kind"], _text(block)) for block in document["blocks"] if block["kind"] in BODY]
    demanded = Counter((kind, text) for at, kind, text in true if not made.filtered or _is_whole(made, at))
    missing = demanded - Counter(found)
    result.blocks.update(true=demanded.total(), right=demanded.total() - missing.total(), found=len(found))
    result.body += [f"{kind} missing: {text}" for kind, text in missing]
    if not made.filtered:
        more = Counter(found) - demanded
        result.body += [f"{kind} too many: {text}" for kind, text in more]
        if not missing and not more and found != [(kind, text) for _, kind, text in true]:
            result.body.append("blocks in another order")


def _is_whole(made: Sample, at: int) -> bool:
    """Did the block lose no line, and does it begin beyond doubt: by its number, or below a whole block?"""
    text = made.cable.blocks[at].text.lstrip()
    numbered = text[0].isdigit() or text[0] in "(\N{PILCROW SIGN}"
    return (
        at not in made.lost and at + 1 not in made.lost and (numbered or (at > 0 and at - 1 not in made.lost))
    )


def _pieces(document: dict[str, Any]) -> Iterator[str | int]:
    """Texts and page numbers of the body in their order."""
    for block in document["blocks"]:
        if block["kind"] not in (*BODY, "page-break"):
            continue
        for part in block["content"]:
            if isinstance(part, str):
                yield part
            elif part["kind"] == "page-break":
                yield part["page"]
            else:
                yield part["text"]


def _pages(made: Sample, document: dict[str, Any], result: Score) -> None:
    """A page is right when just the letters and digits stand before it that stood before its marker."""
    seen = 0
    true = Counter[tuple[int, int]]()
    for line in made.lines:
        if line.page:
            true[line.page, seen] += 1
        elif line.owner >= 0:
            seen += sum(map(str.isalnum, line.text))
    seen = 0
    found = Counter[tuple[int, int]]()
    for piece in _pieces(document):
        if isinstance(piece, int):
            found[piece, seen] += 1
        elif piece is not None:
            seen += sum(map(str.isalnum, piece))
    result.pages.update(true=true.total(), found=found.total(), right=(true & found).total())
    if true != found:
        result.body.append(f"pages {sorted(true)} found as {sorted(found)}")


def _letters(made: Sample, document: dict[str, Any], result: Score) -> None:
    """No letter of the body is lost and none comes from elsewhere."""
    true = Counter("".join(line.text for line in made.lines if line.owner >= 0))
    found = Counter("".join(piece for piece in _pieces(document) if isinstance(piece, str)))
    differ = sum(abs(true[sign] - found[sign]) for sign in true | found if sign.isalnum())
    result.letters = differ
    if differ:
        result.body.append(f"{differ} letters lost or added")


def _header(made: Sample, header: dict[str, Any], result: Score) -> None:
    for name, true in made.cable.values.items():
        said = header[name].get("value")
        if name in LISTED:
            said = [one[LISTED[name]] for one in said or ()]
        elif name == "references":
            said = len(said or ())
        elif name in INSIDE:
            said = said and said[INSIDE[name]]
        elif name == "post":
            said = said and said.replace(" ", "")
        result.fields[name] = said == true
        if said != true:
            result.header.append(f"{name}: {true!r} read as {said!r}")
    if made.cable.signature and any(line.owner == HEADER for line in made.lines):
        said = header["signature"].get("value")
        result.fields["signature"] = said == made.cable.signature
        if said != made.cable.signature:
            result.header.append(f"signature: {made.cable.signature!r} read as {said!r}")
