"""What an unsigned cable quotes of the site that a profile lists stays; the site's own foot goes."""

from __future__ import annotations

import pytest

from cableconv.boilerplate import stage as boilerplate
from cableconv.boilerplate.site_sightings import BOTTOM, TOP, Recurrence
from cableconv.model import Kind
from cableconv.scan import scan

KNOWN = {
    (TOP, "harbor archive of documents"): Recurrence(500, 0, 0),
    (BOTTOM, "tags: *"): Recurrence(493, 3, 3),
    (BOTTOM, "share this document | print | e-mail"): Recurrence(493, 2, 2),
    (BOTTOM, "related: *"): Recurrence(120, 4, 4),
    (BOTTOM, "(c) # harbor archive. all rights reserved"): Recurrence(493, 1, 1),
    (BOTTOM, "page built in # milliseconds"): Recurrence(493, 0, 0),
}
HEADER = "R 121340Z APR 07\nUNCLAS TESTVILLE 000499\n\nE.O. 12958: N/A\n\n1. (U) The quay is open.\n"
FOOT = (
    "Tags: quay, mole\nShare this document | Print | E-mail\n"
    "\u00a9 2011 Harbor Archive. All rights reserved.\nPage built in 12 milliseconds\n"
)
COLON = "\nThe Gazette printed the foot of its page as\nfollows:\n\n"
QUOTED = {
    "below a colon": COLON + "Tags: quay, mole\n\nThe council meets in May.\n\nA) Who pays?\nB) Who builds\n",
    "below a colon, as far from the end": COLON + "Tags: boat\n\nThe council meets.\n\nA) Who?\nB) How?\n",
    "below a colon at the end": COLON
    + "Share this document | Print | E-mail\nPage built in 1 milliseconds\n",
    "as a heading": "\nRelated: No. 12\n---------------\n\nThe council meets.\n\nMINIMIZE CONSIDERED.\n",
    "as items": COLON + "-- Tags: quay, mole\n-- Related: boats\n",
    "above a table": "\nTags: quay\nPage built in 3 milliseconds\n\nYear   Tons   Ships\n2003   312   410\n",
    "above minimize": COLON + "Share this document | Print | E-mail\n\nMINIMIZE CONSIDERED.\n",
    "alone": "\n\u00a9 2011 Harbor Archive. All rights reserved.\n",
}


def _kept(text: str, cut: str) -> str:
    marked = boilerplate.mark(scan(text), cut, KNOWN)
    return "".join(span.text for span in marked if span.kind in (Kind.LINE, Kind.BLANK)).rstrip("\n")


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
@pytest.mark.parametrize("end", QUOTED.values(), ids=QUOTED)
def test_a_quoted_line_of_the_site_stays(end: str, cut: str) -> None:
    assert _kept(HEADER + end, cut) == (HEADER + end).rstrip("\n")


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
@pytest.mark.parametrize("end", ["", *QUOTED.values()], ids=["nothing", *QUOTED])
def test_the_foot_of_the_site_goes_below_what_is_quoted(end: str, cut: str) -> None:
    assert _kept(f"{HEADER}{end}\n{FOOT}", cut) == (HEADER + end).rstrip("\n")


def test_a_whole_foot_goes_below_a_colon_whose_list_is_lost() -> None:
    text = HEADER + "\nThe guests were:\n\n"
    assert _kept(text + FOOT, "balanced") == text.rstrip("\n")


def test_a_sentence_between_lines_of_the_foot_is_the_site_s() -> None:
    foot = FOOT.replace("\u00a9", "This archive is read by all.\n\u00a9")
    shifted = {**KNOWN, (BOTTOM, "tags: *"): Recurrence(493, 4, 4)}
    shifted[BOTTOM, "share this document | print | e-mail"] = Recurrence(493, 3, 3)
    marked = boilerplate.mark(scan(f"{HEADER}\n{foot}"), "balanced", shifted)
    assert not [s.text for s in marked if s.kind is Kind.LINE and "archive" in s.text]


def test_the_only_line_that_is_listed_goes_alone() -> None:
    known = {(BOTTOM, "page built in # milliseconds"): Recurrence(493, 0, 0)}
    marked = boilerplate.mark(scan(f"{HEADER}\nPage built in 12 milliseconds\n"), "balanced", known)
    assert [s.text for s in marked if s.kind is Kind.BOILERPLATE] == ["Page built in 12 milliseconds\n"]
