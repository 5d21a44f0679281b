"""An unknown site is learned from its corpus: its lines go, the cables' stay."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from benchmarks.accuracy.printing import sample
from benchmarks.accuracy.verifying import NEWLINE
from cableconv.boilerplate import stage as boilerplate
from cableconv.boilerplate.site_lines import Tally
from cableconv.learn import learn_sources
from cableconv.model import Kind
from cableconv.profile import Profile, dumps, loads
from cableconv.scan import scan

TOP = [
    "The Sampleton Mirror of Public Records",
    "Front page / Collections / People / Donate to the mirror",
    "Record {number} of 90,412",
    "",
    "You are reading a record as the mirror received it.",
    "Filed under: telegrams",
    "",
]
BOTTOM = [
    "",
    "Add this record to your reading list",
    "Other records that readers opened",
    "{teasers}",
    "The Sampleton Mirror is run by volunteers",
    "Write to the keeper of the mirror",
    "Page built in {number} milliseconds",
]
TEASERS = [
    "Harbour plans of {number}",
    "Letters to the lighthouse, box {number}",
    "A ferry timetable",
    "Minutes",
]
DOCUMENTS = 500


@cache
def corpus() -> tuple[tuple[str, frozenset[int]], ...]:
    """Invented documents of an invented site: the text, and the numbers of the site's lines."""
    made: list[tuple[str, frozenset[int]]] = []
    index = 0
    while len(made) < DOCUMENTS:
        index += 1
        source = sample(7, index)
        if source.truth.boilerplate or source.truth.cables > 1:
            continue
        rng = Random(index)
        body = NEWLINE.split(source.data.decode(source.truth.encoding).removeprefix("\ufeff"))
        if any(line.startswith("Cablegate:") for line in body):
            continue
        top = [line.format(number=rng.randint(10, 9999)) for line in TOP]
        bottom = list(BOTTOM)
        at = bottom.index("{teasers}")
        bottom[at : at + 1] = rng.sample(TEASERS, rng.randint(2, 4))
        bottom = [line.format(number=rng.randint(10, 999)) for line in bottom]
        site = {at for at, line in enumerate(top) if line}
        site |= {len(top) + len(body) + at for at, line in enumerate(bottom) if line}
        made.append(("\n".join([*top, *body, *bottom, ""]), frozenset(site)))
    return tuple(made)


@cache
def profile() -> Profile:
    return learn_sources(text.encode() for text, _ in corpus()).profile


def _gone(text: str, known: Profile, cut: str = "balanced") -> set[int]:
    gone: set[int] = set()
    at = 0
    for span in boilerplate.mark(scan(text), cut, known.site_lines):
        if span.kind in (Kind.BOILERPLATE, Kind.TITLE):
            gone.add(at)
        at += span.text.endswith("\n")
    return gone


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
def test_an_unknown_site_goes_and_no_line_of_a_cable(cut: str) -> None:
    leaked = lines = 0
    for text, site in corpus():
        gone = _gone(text, profile(), cut)
        lost = gone - site
        assert not lost, [text.split("\n")[at] for at in sorted(lost)]
        lines += len(site)
        leaked += len(site - gone)
    assert leaked < 0.01 * lines, f"{leaked} of {lines}"


def test_the_profile_lists_the_lines_for_a_person() -> None:
    written = dumps(profile())
    assert 'line = "record # of #"' in written
    assert loads(written) == profile()
    struck = written.replace("cut = true", "cut = false")
    text, _ = corpus()[0]
    assert not _gone(text, loads(struck))
    assert _gone(text, loads(written))


def test_the_order_of_the_documents_does_not_matter() -> None:
    texts = [text.encode() for text, _ in corpus()[:60]]
    assert dumps(learn_sources(texts).profile) == dumps(learn_sources(reversed(texts)).profile)


def test_a_corpus_without_a_site_teaches_no_line() -> None:
    bodies = [
        "\n".join(line for at, line in enumerate(text.split("\n")) if at not in site)
        for text, site in corpus()[:100]
    ]
    assert not learn_sources(body.encode() for body in bodies).profile.site_lines


def test_formulae_of_telegrams_are_no_site() -> None:
    tally = Tally()
    for number in range(100):
        tally.add(
            [
                f"UNCLAS TESTVILLE 00{number:04d}",
                "1. (U) Text of the cable.",
                "Minimize considered.",
                "Visit the embassy's Classified Web Site",
                "SMITH",
                "NNNN",
            ],
            f"POST {number % 7}",
        )
    assert not tally.site_lines(7)


CLOSINGS = {
    "a numbered paragraph": [
        "7. (U) The delegation did not have the opportunity to clear",
        "this cable before it left.",
    ],
    "a sentence": [
        "Amembassy Testville maintains a site on the network of",
        "the department, where all reports are kept.",
    ],
    "an annex": ["Biographic note:", "Name: Quorn", "Party: Harbor"],
}
FRAMES = {
    "three lines": (
        ["Mirror of Records", "Entry {n} of 90"],
        ["Page built in {n} ms", "Terms | Privacy", "Kept by friends"],
    ),
    "one line": (["Mirror of Records"], ["Terms | Privacy | Imprint"]),
    "comments": (
        ["Mirror of Records", "Front page"],
        ["{n} comments", "{comments}", "Leave a reply", "Your name will not be printed"],
    ),
}


def _framed(frame: str, closing: list[str], index: int) -> tuple[str, frozenset[int]]:
    """A cable of five to seven random paragraphs in its frame; every third is not signed, every
    other one, and not the unsigned ones, has the closing."""
    rng = Random(f"{frame}/{index}")
    post = rng.choice(("TESTVILLE", "OTHERVILLE", "SAMPLETON"))
    signed = index % 3 > 0
    words = [
        "harbor",
        "minister",
        "council",
        "talks",
        "spring",
        "trade",
        "market",
        "bridge",
        "school",
        "road",
        "grain",
    ]
    cable = [
        f"R {rng.randint(10, 28)}0838Z DEC 08",
        f"UNCLAS {post} {index:06d}",
        "",
        "SUBJECT: A REPORT",
        "",
    ]
    count = 6
    for number in range(1, count + 1):
        prose = " ".join(rng.choice(words) for _ in range(30)).capitalize()
        cable += [f"{number}. (U) {prose[:50]}", f"{prose[50:105]}.", ""]
    if signed and index % 2:
        cable += [*closing, ""]
    cable += [{"TESTVILLE": "QUORNBY", "OTHERVILLE": "ASHGROVE", "SAMPLETON": "PELLING"}[post], ""] * signed
    top, bottom = ([line.replace("{n}", str(rng.randint(10, 99))) for line in side] for side in FRAMES[frame])
    if "{comments}" in bottom:
        at = bottom.index("{comments}")
        bottom[at : at + 1] = [f"Ida wrote about {rng.choice(words)} {rng.choice(words)}"] * rng.randint(
            1, 20
        )
    lines = [*top, "", *cable, *bottom]
    site = {*range(len(top)), *range(len(lines) - len(bottom), len(lines))}
    return "\n".join([*lines, ""]), frozenset(site)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("closing", CLOSINGS)
def test_what_closes_cables_is_no_site(frame: str, closing: str) -> None:
    made = [_framed(frame, CLOSINGS[closing], index) for index in range(90)]
    known = learn_sources(text.encode() for text, _ in made).profile
    for text, site in made:
        lines = text.split("\n")
        gone = _gone(text, known)
        assert not [lines[at] for at in sorted(gone - site)]
        assert not [lines[at] for at in sorted(site - gone)]


def test_memory_is_bounded() -> None:
    tally = Tally()
    for number in range(4000):
        letters = f"{number:04d}".translate(str.maketrans("0123456789", "abcdefghij"))
        tally.add([f"line {letters} {chr(97 + k % 26)}{k // 26 * 'x'}" for k in range(60)], "TESTVILLE")
    assert len(tally.seen) <= 120_000
