"""The line-end decisions of cableconv beside those of other programs, on the same joins.

    python -m benchmarks.hyphen_peers [--half test|dev] [--every 6]

Texts and joins are those of `benchmarks.hyphens`, every sixth text. Programs that are installed run:
textacy, unstructured and pymupdf (PyPI), pandoc, and pdftotext of poppler-utils. Those that read PDF
get the lines as one, in Courier. A program has decided a line end by what stands in its
output: one word, the hyphen and no space, or the hyphen and a space; anything else is wrong.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from benchmarks.hyphen_texts import MISPRINT, SHARE, Join, Text, texts
from cableconv.hyphens import line_end as hyphens
from cableconv.model import Kind

AROUND = 12  # letters on either side by which a join is found in an output
REACH = 200  # letters before and after its expected place
# Is there a hyphen, is there a space (a line end is one, for a reader who wants paragraphs).
DECIDED = {
    (False, False): Kind.HYPHEN_DROPPED,
    (True, False): Kind.HYPHEN_KEPT,
    (True, True): Kind.HYPHEN_SUSPENDED,
}
LEADING = 11  # points
Peer = Callable[[Sequence[str]], str]


def by_textacy(lines: Sequence[str]) -> str:
    from textacy.preprocessing import normalize

    return str(normalize.hyphenated_words("\n".join(lines)))


def by_unstructured(lines: Sequence[str]) -> str:
    from unstructured.cleaners.core import group_broken_paragraphs

    return str(group_broken_paragraphs("\n".join(lines)))


def by_pandoc(lines: Sequence[str]) -> str:
    text = "\n".join(line.strip() for line in lines)
    command = ["pandoc", "-f", "markdown-smart", "-t", "plain", "--wrap=none"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def by_pymupdf(lines: Sequence[str]) -> str:
    import pymupdf

    flags = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_DEHYPHENATE
    with pymupdf.open(stream=pdf(lines), filetype="pdf") as document:
        return "\n".join(page.get_text("text", flags=flags) for page in document)


def by_pdftotext(lines: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text.pdf")
        path.write_bytes(pdf(lines))
        command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


PEERS: dict[str, tuple[Peer, Callable[[], bool]]] = {
    "textacy": (by_textacy, lambda: find_spec("textacy") is not None),
    "unstructured": (by_unstructured, lambda: find_spec("unstructured") is not None),
    "pandoc": (by_pandoc, lambda: shutil.which("pandoc") is not None),
    "pymupdf": (by_pymupdf, lambda: find_spec("pymupdf") is not None),
    "pdftotext": (by_pdftotext, lambda: shutil.which("pdftotext") is not None),
}


def pdf(lines: Sequence[str]) -> bytes:
    """A PDF of the lines in Courier, on one page as high as they need, written out by hand: no
    page break comes between."""
    top = LEADING * len(lines) + 100
    shown = b"\n".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
    content = f"BT /F1 9 Tf {LEADING} TL 40 {top - 50} Td\n".encode() + shown + b"\nET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 {top}] /Contents 5 0 R"
        " /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
        f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
    )
    result = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(result))
        result += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(result)
    result += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    result += b"".join(f"{start:010} 00000 n \n".encode() for start in starts)
    result += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(result)


def _escaped(line: str) -> bytes:
    return re.sub(rb"([()\\])", rb"\\\1", line.encode("cp1252", "replace"))


def signs(text: str) -> tuple[str, list[int]]:
    """The ASCII letters and digits of a text, and where each stands."""
    places = [at for at, letter in enumerate(text) if letter.isascii() and letter.isalnum()]
    return "".join(text[at] for at in places), places


def decisions(text: Text, output: str) -> Iterator[tuple[Join, Kind | None]]:
    """What the output made of every join, by what stands between the same letters; None where the
    letters around it are not there."""
    starts = [0, *accumulate(len(line) + 1 for line in text.lines)]
    source, source_places = signs("\n".join(text.lines))
    letters, places = signs(output)
    shift = 0  # letters that the output has more, up to here
    for join in text.joins:
        at = bisect_left(source_places, starts[join.at + 1])
        around = source[max(at - AROUND, 0) : at + AROUND]
        here = letters.find(around, max(at - AROUND + shift - REACH, 0), at + AROUND + shift + REACH)
        if here < 0:
            yield join, None
            continue
        first = here + min(at, AROUND) - 1
        shift = first - (at - 1)
        between = output[places[first] + 1 : places[first + 1]]
        yield join, DECIDED.get(("-" in between, any(map(str.isspace, between))))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--half", choices=("test", "dev"), default="test")
    parser.add_argument("--every", type=int, default=6, help="read every so many texts")
    options = parser.parse_args()
    peers = {name: peer for name, (peer, installed) in PEERS.items() if installed()}
    print(f"{options.half} half, every {options.every}th text; not installed:", end=" ")
    print(", ".join(name for name in PEERS if name not in peers) or "none")
    for regime in SHARE:
        total: Counter[str] = Counter()
        right: Counter[tuple[str, str]] = Counter()
        for number, text in enumerate(texts(options.half, regime)):
            if number % options.every or not text.joins:
                continue
            evidence = partial(_same, hyphens.gather(text.lines))
            for join in text.joins:
                if join.kind is Kind.DASH:
                    continue
                before, after = text.lines[join.at], text.lines[join.at + 1]
                kind = hyphens.decide(before, after, evidence).kind
                for group in _groups(join):
                    total[group] += 1
                    right["cableconv", group] += kind is join.kind
            for name, peer in peers.items():
                for join, decided in decisions(text, peer(text.lines)):
                    for group in _groups(join):
                        right[name, group] += decided is join.kind
        print(f"\n{regime}: {total['joins']} joins")
        names = ("cableconv", *peers)
        print(f"  {'class':24}{'n':>8}" + "".join(f"{name:>14}" for name in names))
        for group in ("joins", *sorted(set(total) - {"joins"})):
            figures = "".join(f"{right[name, group] / total[group]:14.4f}" for name in names)
            print(f"  {group:24}{total[group]:8}{figures}")


def _same(evidence: hyphens.Evidence) -> hyphens.Evidence:
    return evidence


def _groups(join: Join) -> tuple[str, ...]:
    pooled = join.kind in (Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT) and join.group != MISPRINT
    return ("joins", join.group) if pooled else (join.group,)


if __name__ == "__main__":
    main()
