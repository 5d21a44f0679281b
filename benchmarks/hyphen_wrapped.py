"""Addresses that a wrapper broke over two or more lines, joined by the last stage as the pipeline runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from cableconv import pipeline
from cableconv.model import LINE_ENDS, Kind, Span

SPACED = frozenset({Kind.WRAP, Kind.HYPHEN_SUSPENDED, Kind.DASH})
MOST_UNBROKEN = 28  # letters of a word that is never broken
LONG_ADDRESSES = (
    "http://www.testville-harbor.example/docs/Harbor/pilots/annual_reports/2008/minister-visits/view.asp"
    "?id=1234&lang=en_US&page=12&sort=by_date#section-5",
    "https://archive.otherville.example:8080/cgi-bin/~rmarlowe/documents/organization/107423/the_pilots.pdf",
    "http://10.0.0.1/harbor/news/article.php?story=20081205&part=3%20of%204&view=print",
    "WWW.TESTVILLE.EXAMPLE/DOCS/HARBOR/PILOTS-GUIDE/REPORTS_2008/INDEX.HTML?ID=12",
    "harbors.testville.example/en/press-releases/minister/index.html",
    "jan.marlowe-quarm@harbor-office.testville.example",
    "consul_general@testville.example",
)
SENTENCES = (
    ("The whole text can be found by all of the pilots at", "and is worth reading by all of them."),
    ("Officers of the embassy wrote to", "in March. He said no."),
)


def wrap_address(words: Sequence[str], width: int, signs: str, before: bool) -> list[str]:
    """Lines of words; one that holds an address is broken after (before) each of signs that fits."""
    lines, line = [], ""
    for word in words:
        rest = word
        while rest:
            room = width - len(line) - bool(line)
            if len(rest) <= room:
                line, rest = (f"{line} {rest}" if line else rest), ""
                continue
            places = [
                at
                for at in range(3, min(room, len(rest) - 1) + 1)
                if rest[at if before else at - 1] in signs and rest[at].isalnum() is not before
            ]
            if places and len(word) > MOST_UNBROKEN and "://" not in rest[places[-1] - 1 : places[-1] + 4]:
                line, rest = (
                    (f"{line} {rest[: places[-1]]}" if line else rest[: places[-1]]),
                    rest[places[-1] :],
                )
            elif not line:
                line, rest = rest, ""
            lines.append(line)
            line = ""
    return [*lines, line]


def report_wrapped(errors: int) -> None:
    """Sentences that hold an address, broken at one sort of sign at every width, joined by the last stage."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    rejoin = next(stage for stage in pipeline.stages("balanced") if stage.name == "rejoin")
    for address in LONG_ADDRESSES:
        for head, tail in SENTENCES:
            sentence = f"{head} {address} {tail}"
            for width in range(30, 75):
                for signs, before in product(
                    ("/", "-", ".", "@", "_", "?", "&", "=", "/.-_?&=@#~:"), (False, True)
                ):
                    lines = wrap_address(sentence.split(), width, signs, before)
                    spans = tuple(Span(Kind.TEXT, f"{line}\n") for line in lines)
                    printed = "".join(
                        " " if kind in SPACED else "" if kind in LINE_ENDS else text
                        for kind, text, _, _, _ in rejoin.mark(spans)
                    )
                    group = f"broken {'before' if before else 'after'} {signs}"
                    whole = " ".join(printed.split()) == sentence
                    for name in ("lines", group):
                        total[name] += 1
                        right[name] += whole
                    if not whole:
                        wrong.append("    " + " | ".join(lines))
    print(f"\nsentences with an address over lines: {total['lines']}")
    for group in sorted(total):
        print(f"  {group:24}{total[group]:8}{right[group] / total[group]:14.4f}")
    print("\n".join(wrong[:: max(len(wrong) // max(errors, 1), 1)][:errors]), end="\n" if wrong else "")
