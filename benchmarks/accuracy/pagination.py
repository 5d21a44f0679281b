"""Page breaks P1-P9 and section restarts, at every place a break can fall."""

from __future__ import annotations

from random import Random

from .headers import group_of
from .structure import Document, Line, Piece

FORMS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9")
WEIGHTS = {
    "mid-sentence": 4,
    "in-word": 12,
    "between": 2,
    "heading-rule": 12,
    "list": 3,
    "table": 3,
    "subject": 2,
    "reference": 2,
    "sentence-end": 1,
}


def places(document: Document, lines: list[Line]) -> list[tuple[int, str]]:
    """Gaps (before line i) where a page can begin, each with the name of the place."""
    found = []
    for i in range(1, len(lines)):
        a, b = lines[i - 1], lines[i]
        if a.role == "header" and b.role == "header" and a.note == b.note:
            name = document.elements[int(a.note)].name
            if name in ("subject", "reference"):
                found.append((i, name))
        elif a.role == "body" and b.role == "rule":
            found.append((i, "heading-rule"))
        elif a.role == "body" and b.role == "body":
            left, right = a.pieces[-1], b.pieces[0]
            kind = document.blocks[right.owner].kind
            if left.owner == right.owner:
                if left.seam.startswith("soft") or left.seam in (
                    "compound",
                    "prefix",
                    "capital",
                    "range",
                    "three-part",
                ):
                    found.append((i, "in-word"))
                elif a.text.rstrip()[-1:] in '.?!")':
                    found.append((i, "sentence-end"))
                else:
                    found.append((i, "list" if kind == "item" else "mid-sentence"))
            else:
                found.append((i, {"item": "list", "row": "table"}.get(kind, "between")))
        elif a.role in ("body", "rule") and b.role == "blank":
            found.append((i, "between"))
    return found


def _marker(document: Document, form: str, page: int, total: int, rng: Random) -> list[Line]:
    meta = document.meta
    post, serial = meta["post"][:10].rstrip(), meta["serial"]
    group = group_of(meta)[:7]
    stump = meta["post"][:6]
    word = meta["word"]
    counter = f"PAGE {page:02d}        {stump}  {serial:05d}  {page:02d} OF {total:02d}  {group}"
    if form == "P1":
        texts = [f"{post} {serial:08d} {page:03d} OF {total:03d}"]
    elif form == "P2":
        texts = [f"{post} {serial:08d}  {page:03d}.{rng.randint(2, 4)} OF {total:03d}"]
    elif form == "P3":
        texts = [counter]
    elif form == "P4":
        texts = [f"PAGE {page:02d} STATE {serial:06d} TOSEC {rng.randint(1, 99):06d}"]
    elif form == "P5":
        texts = [word, "", counter] if rng.random() < 0.5 else [word, word, "", counter]
    elif form == "P7":
        stamp = "Declassified/Released US Department of State EO Systematic Review 01 JAN 2000"
        texts = [stamp, "", stamp, counter] if rng.random() < 0.7 else [stamp]
    else:
        return []
    if form in ("P1", "P2") and rng.random() < 0.06:  # a site that folds the case of lines
        texts = [texts[0].title().replace(" Of ", " of ")]
        document.flags.add("page:case-folded")
    lines = []
    for text in texts:
        printed = text in (texts[-1],)
        line = Line("page" if text else "blank", [Piece(text)], note=form)
        if (printed and form != "P7") or (form == "P7" and text == counter):
            line.page = page
        lines.append(line)
    return lines


def _restart(document: Document, page: int, total: int, lines: list[Line]) -> list[Line]:
    """The header of a following section, as far as the first section printed it."""
    names = {"classification", "caption", "executive-order", "tags", "subject"}
    repeated = []
    for line in lines:
        if line.role != "header":
            continue
        name = document.elements[int(line.note)].name
        if name not in names:
            continue
        text = line.text
        if name == "classification":
            section = f"SECTION {page:02d} OF {total:02d}"
            if page == total and total > 2 and document.meta["serial"] % 2:
                section = f"FINAL SECTION OF {total:02d}"
            text = text.replace(f"SECTION 01 OF {total:02d}", section)
        repeated.append(Line("repeat", [Piece(text)], note=name))
        if name in ("caption", "classification"):
            continue
    return repeated


def paginate(document: Document, lines: list[Line], form: str, total: int, rng: Random) -> list[Line]:
    """Put total - 1 page breaks of one form into the lines."""
    if form in ("", "P8", "P9") or total < 2:
        return lines
    body = [i for i, line in enumerate(lines) if line.role == "body"]
    low = next(
        (
            i
            for i, line in enumerate(lines)
            if line.role == "header" and line.note and document.elements[int(line.note)].name == "subject"
        ),
        body[0],
    )
    found = [(i, place) for i, place in places(document, lines) if i > low]
    chosen: list[tuple[int, str]] = []
    for step in range(1, total):
        middle = low + (body[-1] - low) * step / total
        span = max(3.0, (body[-1] - low) / total / 2 - 1)
        near = [
            (i, p) for i, p in found if abs(i - middle) <= span and all(abs(i - c) > 3 for c, _ in chosen)
        ]
        if near:
            chosen.append(rng.choices(near, [WEIGHTS[p] for _, p in near])[0])
    top = [(i, place) for i, place in found if place in ("subject", "reference")]
    if top and rng.random() < 0.25:
        chosen = [rng.choice(top), *chosen[: max(0, total - 2)]]
    chosen.sort()
    result: list[Line] = []
    last = 0
    if form == "P2" and rng.random() < 0.3:  # the first page may be marked too
        last = body[0]
        while last and lines[last - 1].role == "rule":
            last -= 1
        first = f"{document.meta['post'][:10].rstrip()} {document.meta['serial']:08d}  001.2 OF {total:03d}"
        result = [
            *lines[:last],
            Line("page", [Piece(first)], note=form),
            Line("blank", [Piece("")], note="page"),
        ]
        chosen = [(i, place) for i, place in chosen if i > last]
        document.flags.add("page:P2:first")
    for page, (i, place) in enumerate(chosen, 2):
        result += lines[last:i]
        last = i
        document.flags.add(f"page:{form}:{place}")
        if form == "P6":
            inserted = _restart(document, page, total, lines)
            document.flags.add("section-restart")
        else:
            inserted = _marker(document, form, page, total, rng)
        blanks = rng.randint(1, 3)
        result += [Line("blank", [Piece("")], note="page") for _ in range(blanks)] + inserted
        result += [Line("blank", [Piece("")], note="page") for _ in range(rng.randint(1, 2))]
    return result + lines[last:]


def inline_pages(document: Document, lines: list[Line], form: str, total: int, rng: Random) -> None:
    """P8 and P9: the marker stands in a line of text."""
    if form not in ("P8", "P9"):
        return
    body = [
        line
        for line in lines
        if line.role == "body"
        and len(line.text) > 35
        and document.blocks[line.pieces[0].owner].kind == "paragraph"
        and line.pieces[-1].seam == "wrap"
        and line.text.rstrip()[-1] not in '.?!:"),'
    ]
    chosen = sorted(rng.sample(range(len(body)), min(total - 1, len(body))))
    first = rng.randint(300, 900)
    meta = document.meta
    for page, index in enumerate(chosen, 2):
        line = body[index]
        piece = line.pieces[-1]
        document.flags.add(f"page:{form}:mid-sentence")
        if form == "P9":
            marker = f" {meta['post'][:10].rstrip()} {meta['serial']:08d} {page:03d} OF {total:03d}"
            line.column = len(line.text) + 1
            line.pieces.append(Piece(marker))
            line.page, line.note = page, "P9"
        else:
            block = document.blocks[piece.owner].text
            blanks = [
                k for k in range(piece.start + 8, piece.end - 8) if block[k] == " " and block[k - 1].isalpha()
            ]
            cut = rng.choice(blanks) if blanks else 0
            at = (
                piece.text.find(block[cut + 1 : piece.end].split(" ")[0] + " ", cut - piece.start)
                if blanks
                else -1
            )
            left = piece.text[:at].rstrip() if at > 0 else ""
            if not blanks or " ".join(left.split()) != block[piece.start : cut]:
                continue
            line.pieces = [
                Piece(left, piece.owner, piece.start, cut, "wrap"),
                Piece(f" [Page {first + page}] "),
                Piece(piece.text[at:], piece.owner, cut + 1, piece.end, piece.seam),
            ]
            line.page, line.note, line.column = first + page, "P8", len(left) + 1
