"""From a structured document to the bytes of a scraped file, and the truth of what is left.

One random generator per document, seeded by seed and index: any document can be made again.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

from .composing import compose
from .headers import build_header
from .pagination import inline_pages, paginate
from .sites import surround, survives
from .structure import Document, Line, Piece, Sample
from .texts import texts
from .truth import merged, truth_of
from .wrapping import wrap

LAYOUTS = {  # layout: weight
    "plain": 14,
    "acp126": 4,
    "partial": 6,
    "S1": 26,
    "S2": 7,
    "S3": 8,
    "W1": 5,
    "W2": 4,
    "W3": 4,
    "W4": 2,
    "W5": 1,
    "D1": 3,
    "D2": 3,
    "D3": 3,
    "D4": 2,
    "D5": 2,
    "N1": 4,
    "1970s": 2,
    "F1": 2,
}
FILTERED = {"S1": 1.0, "S2": 1.0, "plain": 0.1}
PAGE_FORMS = {"": 22, "P1": 34, "P2": 18, "P3": 6, "P4": 3, "P5": 3, "P6": 8, "P7": 2, "P9": 4}


def _body(
    document: Document, rng: Random, width: int, regime: str, wide: bool, mark: str, compact: bool
) -> list[Line]:
    lines: list[Line] = []

    def blank() -> None:
        if lines and not compact and lines[-1].role != "blank":
            lines.append(Line("blank", [Piece("")]))

    heading_tight = rng.random() < 0.3
    indent = rng.choice((0, 0, 0, 0, 0, 3, 5))
    if indent:
        document.flags.add("first-line-indent")
    for index, block in enumerate(document.blocks):
        under_heading = index > 0 and document.blocks[index - 1].kind == "heading" and heading_tight
        ruled = index > 0 and document.blocks[index - 1].rule
        if not block.tight and not (under_heading and ruled):
            blank()
        if block.overline and block.rule:
            lines.append(Line("rule", [Piece(block.rule)]))
        if block.kind == "row":
            lines.append(Line("body", [Piece(block.raw, index, 0, len(block.text))]))
        else:
            first = indent if block.kind == "paragraph" and not block.indent else block.indent
            cuts = wrap(block.text, width, rng, regime, first, block.hang, wide, mark)
            lines += [Line("body", [Piece(c.text, index, c.start, c.end, c.seam)]) for c in cuts]
        if block.rule:
            lines.append(Line("rule", [Piece(block.rule)]))
    return lines


def _spacing(document: Document, lines: list[Line], rng: Random, style: str, width: int) -> list[Line]:
    if style == "double":
        return [x for line in lines for x in (line, Line("blank", [Piece("")], note="double"))]
    if style == "lost":
        return [line for line in lines if line.role != "blank" or rng.random() < 0.5]
    if style == "spurious":
        result = []
        for i, line in enumerate(lines):
            result.append(line)
            if i + 1 < len(lines) and line.role == lines[i + 1].role == "body" and rng.random() < 0.06:
                left, right = line.pieces[-1], lines[i + 1].pieces[0]
                text = right.text.lstrip()
                if (
                    left.owner == right.owner
                    and left.seam == "wrap"
                    and text[0].islower()
                    and text.split(" ")[0].isalpha()
                    and not re.search(r"[.?!:;][\"')]*$", line.text)
                ):
                    result.append(Line("blank", [Piece("")], note="spurious"))
        return result
    return lines


def _one_line(lines: list[Line]) -> list[Line]:
    """The body with its line ends lost: one line of many pieces."""
    pieces: list[Piece] = []
    for line in lines:
        if line.role == "body":
            for piece in line.pieces:
                pieces += [piece, Piece(" ")] if piece.seam in ("", "wrap", "suspended", "dash") else [piece]
    whole = Line("body", pieces[:-1])
    return _numbered_pages(whole, lines)


def _numbered_pages(whole: Line, lines: list[Line]) -> list[Line]:
    """The line of many pieces, with the page that a marker inside it begins.

    A line states one page: where markers of more pages stand in it, those of the later ones go.
    """
    marked = [line for line in lines if line.page is not None]
    later = {id(piece) for line in marked[1:] for piece in line.pieces if piece.owner < 0}
    whole.pieces = [piece for piece in whole.pieces if id(piece) not in later]
    if marked:
        column = 0
        for piece in whole.pieces:
            if piece.owner < 0 and piece.text.strip() and any(piece is own for own in marked[0].pieces):
                whole.page, whole.note, whole.column = marked[0].page, marked[0].note, column + 1
            column += len(piece.text)
    return [whole]


def _header_lines(document: Document) -> list[Line]:
    lines = []
    for index, element in enumerate(document.elements):
        for pieces in element.lines:
            blank = not "".join(p.text for p in pieces).strip()
            lines.append(Line("blank" if blank else "header", pieces, note="" if blank else str(index)))
    return lines


def _trailer(document: Document, rng: Random, layout: str) -> list[Line]:
    if layout in ("plain", "acp126", "D5", "W5", "S1") and rng.random() < 0.6:
        document.flags.add("trailer")
        serial = f"#{document.meta['serial'] % 10000:04d}"
        return [
            Line("trailer", [Piece(t)])
            for t in rng.choice((["BT", serial], ["BT", serial, "", "NNNN"], ["NNNN"]))
        ]
    return []


def _settings(rng: Random) -> dict[str, Any]:
    layout = rng.choices(list(LAYOUTS), list(LAYOUTS.values()))[0]
    old = layout in ("N1", "1970s")
    form = rng.choices(list(PAGE_FORMS), list(PAGE_FORMS.values()))[0]
    if old:
        form = rng.choice(("P3", "P5", "P7"))
    if layout == "F1":
        form = "P8"
    filtered = rng.random() < FILTERED.get(layout, 0.0)
    if (form in ("P9", "P6", "P4", "P5") and filtered) or (layout in ("D1",) and form not in ("", "P9")):
        form = "P1" if layout != "D1" else ""
    spacing = rng.choices(("usual", "lost", "double", "spurious"), (86, 5, 3, 6))[0]
    return {
        "layout": layout,
        "era": "1970s" if old else "2000s",
        "form": form,
        "filtered": filtered,
        "width": rng.randint(62, 72) if old else rng.choice((50, 52, 54, 55, 55, 55, 58, 60, 64, 66, 69, 72)),
        "regime": rng.choices(("hard", "few", "typeset"), (75, 15, 10))[0],
        "spacing": "usual" if layout in ("S2", "D1") else spacing,
        "wide": rng.random() < 0.35,
        "one_line": layout == "D1" and rng.random() < 0.5,
    }


def make(rng: Random, settings: dict[str, Any]) -> tuple[Document, list[Line]]:
    """One printed cable: the document and all lines that are left of it."""
    layout, width = settings["layout"], settings["width"]
    document = compose(rng, rng.choice(texts()), width, settings["era"], settings["one_line"])
    mark = "-"
    if settings["regime"] == "typeset" and rng.random() < 0.1:
        mark = "\N{SOFT HYPHEN}"
        document.flags.add("soft-hyphen-character")
    body = _body(document, rng, width, settings["regime"], settings["wide"], mark, layout == "S2")
    body = _spacing(document, body, rng, settings["spacing"], width)
    form = settings["form"]
    length = sum(line.role == "body" for line in body)
    total = max(2, min(9, length // rng.randint(18, 40) + 1)) if form and length > 12 else 1
    document.meta["sections"] = total if form in ("P1", "P2", "P3", "P5", "P6", "P9") else 1
    header_form = {
        "acp126": "acp126",
        "partial": "partial",
        "D2": "partial",
        "1970s": "1970s",
        "N1": "1970s",
    }.get(layout, "full")
    build_header(document, rng, header_form, width)
    header = _header_lines(document)
    inline_pages(document, body, form, total, rng)
    if settings["one_line"]:
        body = _one_line(body)
    gap = [] if layout == "S2" else [Line("blank", [Piece("")]) for _ in range(rng.randint(1, 2))]
    if layout == "partial":
        note = (
            "This record is a partial extract of the original cable. "
            "The full text of the original cable is not available."
        )
        header = [Line("site", [Piece(note)]), Line("blank", [Piece("")]), *header]
    lines = paginate(document, [*header, *gap, *body], form, total, rng)
    lines += _trailer(document, rng, layout)
    lines = surround(document, lines, layout, rng)
    if layout == "S2":
        lines = [line for line in lines if line.role != "blank"]
    if layout == "D3":
        for line in lines:
            line.pieces = [*line.pieces, Piece(" ")]
    if settings["filtered"]:
        lines = [line for line in lines if survives(line)]
    document.flags |= {
        f"layout:{layout}",
        f"width:{width // 5 * 5}",
        f"regime:{settings['regime']}",
        f"spacing:{settings['spacing']}",
        f"pages:{form or 'none'}",
        *(["filtered"] if settings["filtered"] else []),
        *(["two-blanks"] if settings["wide"] else []),
        *(["one-line"] if settings["one_line"] else []),
        f"text:{'invented' if '/' not in document.key else 'public'}",
    }
    return document, lines


CHANGES = {  # noise on the printed characters: canon() undoes both sides
    "mojibake": (("'", "â€™"), ("\u2019", "â€™")),
    "entities": (("&", "&amp;"), ('"', "&quot;"), ("<", "&lt;")),
    "curly": (("'", "\u2019"),),
}


def _alter(lines: list[Line], rng: Random, flags: set[str]) -> None:
    noise = rng.choices(("", "mojibake", "entities", "curly", "nbsp"), (84, 2, 4, 7, 3))[0]
    if not noise:
        return
    flags.add(f"noise:{noise}")
    for line in lines:
        if line.role != "body":
            continue
        pieces = []
        for piece in line.pieces:
            text = piece.text
            if piece.owner >= 0:
                for old, new in CHANGES.get(noise, ()):
                    text = text.replace(old, new) if old in text else text
                if noise == "nbsp":
                    text = "".join(
                        "\xa0" if c == " " and rng.random() < 0.05 and text[i - 1 : i].isalpha() else c
                        for i, c in enumerate(text)
                    )
            pieces.append(piece._replace(text=text))
        line.column += _grown(line.pieces, pieces, line.column)
        line.pieces = pieces


def _grown(before: list[Piece], after: list[Piece], column: int) -> int:
    """By how many characters the noise has moved a page marker that stands at a column."""
    moved = at = 0
    for old, new in zip(before, after, strict=True):
        at += len(old.text)
        if at > column:
            break
        moved += len(new.text) - len(old.text)
    return moved


def _encode(rng: Random, text_lines: list[str], flags: set[str]) -> tuple[bytes, str, str]:
    newline = rng.choices(("\n", "\r\n", "\r", "mixed"), (80, 14, 2, 4))[0]
    ends = [newline if newline != "mixed" else rng.choice(("\n", "\r\n")) for _ in text_lines]
    text = "".join(t + e for t, e in zip(text_lines, ends, strict=True))
    if rng.random() < 0.2:
        text = text.rstrip("\r\n")
    name = rng.choices(("utf-8", "utf-8-sig", "cp1252", "utf-16"), (84, 4, 9, 3))[0]
    try:
        data = text.encode(name)
    except UnicodeEncodeError:
        name, data = "utf-8", text.encode()
    flags |= {f"newline:{newline!r}", f"encoding:{name}"}
    return data, name, newline


def sample(seed: int, index: int) -> Sample:
    """The index-th document of a seed: its bytes and its truth."""
    rng = Random(f"{seed}/{index}")
    settings = _settings(rng)
    document, lines = make(rng, settings)
    flags = document.flags
    _alter(lines, rng, flags)
    truth = truth_of(index, document, lines, 0, settings["width"])
    if settings["layout"] in ("W5", "D5"):
        flags.add("several-cables")
        again, more = make(rng, {**settings, "layout": "W1" if settings["layout"] == "W5" else "D5"})
        more = [Line("blank", [Piece("")]), *more]
        truth = merged(truth, truth_of(index, again, more, len(truth.blocks), settings["width"]), len(lines))
        lines += more
        flags |= {f for f in again.flags if f.startswith(("trap", "hyphen", "page", "list", "has"))}
    data, truth.encoding, truth.newline = _encode(rng, [line.text for line in lines], flags)
    truth.flags = sorted(flags)
    return Sample(data, truth)
