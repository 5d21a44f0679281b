"""`learn`, `--profile` and `--cut` on the command line, over invented corpora."""

from __future__ import annotations

import pickle
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from cableconv import Options, convert
from cableconv.profile import read
from tests.batch_corpus import at_once
from tests.test_cli import PNG, fails, run, said

FEW = "; lines of a site are learned from 10 cables on"
HEADER = """\
DE RUEHTV #00{serial}/01 0151200
P 151200Z JAN {year}
FM AMEMBASSY {post}
TO RUEHC/SECSTATE WASHDC PRIORITY 1234
BT
UNCLAS {post} 0000{serial}

SUBJECT: HARBOR TALKS CONTINUE

"""
TEACHES = """\
1. (U) The zorb-lighter of the port was seen, and a zorb-lighter
was there again, and the kelmostration was held at the customs
house before the minister spoke of the next kelmostration in the
town.
SMITH
"""
ASKS = """\
1. (U) The minister of the port came to see for himself the zorb-
lighter, which nobody had ever seen before he came for the kelmo-
stration in the town.
SMITH
"""


def cable(body: str, serial: int = 42, post: str = "TESTVILLE", year: str = "08") -> str:
    return HEADER.format(serial=serial, post=post, year=year) + body


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "2007").mkdir(parents=True)
    (folder / "one.txt").write_text(cable(TEACHES))
    (folder / "2007" / "two.txt").write_text(cable(TEACHES, 43, year="07"))
    (folder / "2007" / "three.txt").write_text(cable(TEACHES, 44, "SAMPLETON", "07"))
    return folder


def test_a_profile_decides_a_hyphen_as_its_corpus_spells(corpus: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    result = at_once("learn", corpus, "-o", profile)
    assert (result.returncode, said(result)) == (0, f"cableconv: learned from 3 cables{FEW}\n")
    source = tmp_path / "asks.txt"
    source.write_text(cable(ASKS, 45))
    text = at_once(source, "--to", "text", "--profile", profile).stdout.decode()
    assert "the zorb-lighter, which" in text
    assert "the kelmostration in" in text
    explained = at_once("explain", source, "--profile", profile).stdout.decode()
    assert '"zorb-lighter" in the corpus' in explained
    written = at_once(source, "--to", "json", "--profile", profile).stdout.decode()
    assert f"profile={sha256(profile.read_bytes()).hexdigest()}" in written


def test_figures_belong_to_the_post_and_year_of_the_header(corpus: Path) -> None:
    table = tomllib.loads(at_once("learn", corpus).stdout.decode())
    assert {(entry["post"], entry["year"]): entry["documents"] for entry in table["line-ends"]} == {
        ("SAMPLETON", "2007"): 1,
        ("TESTVILLE", "2007"): 1,
        ("TESTVILLE", "2008"): 1,
    }
    assert table["vocabulary"]["zorb-lighter"] == 6
    assert "subject" not in table["vocabulary"]  # no words of a header


def test_parts_learned_apart_add_up_to_the_whole(corpus: Path, tmp_path: Path) -> None:
    whole, one, two, both = (tmp_path / f"{name}.toml" for name in ("whole", "one", "two", "both"))
    for arguments in ((corpus, "-o", whole), (corpus / "one.txt", "-o", one), (corpus / "2007", "-o", two)):
        assert at_once("learn", *arguments).returncode == 0
    assert at_once("learn", two, one, "-o", both).returncode == 0
    assert both.read_bytes() == whole.read_bytes()


def test_what_is_no_cable_is_left_out_and_counted(corpus: Path, tmp_path: Path) -> None:
    before = at_once("learn", corpus).stdout
    (corpus / "notes.txt").write_text("These are notes about the collection.\n")
    (corpus / "picture.txt").write_bytes(PNG)
    (corpus / "empty.txt").write_bytes(b"")
    assert at_once(corpus / "one.txt", "-o", corpus / "one.xml").returncode == 0
    (corpus / ".hidden.txt").write_text(cable(TEACHES))
    profile = corpus / "profile.toml"
    for _ in range(2):  # the profile itself, in the folder, is not learned from
        result = at_once("learn", corpus, "-o", profile)
        assert said(result) == (
            f"cableconv: learned from 3 cables{FEW}; "
            "left out: 1 binary, 1 converted already, 1 empty, 1 without a cable\n"
        )
        assert profile.read_bytes() == before


EDITION = """\
Foreign Relations of the United States, 1969\u20131976, Volume XX
207. Telegram From the Embassy in Testville to the Department of State1
"""


def test_an_editions_headline_alone_is_no_cable_and_stops_nothing(corpus: Path, tmp_path: Path) -> None:
    before = at_once("learn", corpus).stdout
    (corpus / "headline.txt").write_text(EDITION, encoding="utf-8")
    result = at_once("learn", corpus, "-o", tmp_path / "profile.toml")
    assert (result.returncode, "1 without a cable" in said(result)) == (0, True)
    assert (tmp_path / "profile.toml").read_bytes() == before
    fails(at_once(corpus / "headline.txt", "-o", tmp_path / "out.xml"), 3, "CC026 no cable")


@pytest.mark.parametrize(
    "below", ["", "Testville, March 5, 1973, 1200Z.\n", "\nSources\n- Not found. \u21a9\nPrevious Document\n"]
)
def test_an_editions_page_without_a_telegrams_text_is_no_cable(below: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(EDITION + below, encoding="utf-8")
    fails(at_once(tmp_path / "page.txt", "-o", tmp_path / "out.xml"), 3, "CC026 no cable")
    (tmp_path / "page.txt").write_text(EDITION + below + "\n1234. Concur.\n\nDoe\n", encoding="utf-8")
    assert at_once(tmp_path / "page.txt", "-o", tmp_path / "out.xml").returncode == 0


def test_a_cable_that_is_named_twice_counts_once(corpus: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "once.toml", tmp_path / "twice.toml"
    assert at_once("learn", corpus, "-o", once).returncode == 0
    one = corpus / "one.txt"
    result = at_once("learn", corpus, one, corpus / "2007", one, "-o", twice)
    assert (result.returncode, twice.read_bytes()) == (0, once.read_bytes())


def test_copies_of_a_cable_teach_once(corpus: Path, tmp_path: Path) -> None:
    once, more = tmp_path / "once.toml", tmp_path / "more.toml"
    assert at_once("learn", corpus, "-o", once).returncode == 0
    (corpus / "copy.txt").write_text(cable(TEACHES))
    wrapped = TEACHES.replace("was seen, and a zorb-", "was seen,\nand a zorb-")
    (corpus / "wrapped.txt").write_text(cable(wrapped, 77))
    assert said(at_once("learn", corpus, "-o", more)) == f"cableconv: learned from 5 cables{FEW}\n"
    assert read(more.read_bytes()).vocabulary == read(once.read_bytes()).vocabulary
    assert read(more.read_bytes()).line_ends().untaken == read(once.read_bytes()).line_ends().untaken
    (corpus / "other.txt").write_text(cable(TEACHES.replace("customs", "harbor")))
    assert at_once("learn", corpus, "-o", more).returncode == 0
    zorb = "zorb-lighter"
    counts = [read(path.read_bytes()).vocabulary[zorb] for path in (once, more)]
    assert counts == [6, 8]


def test_a_profile_that_a_person_wrote_may_hold_a_vocabulary_alone(corpus: Path, tmp_path: Path) -> None:
    written, out = tmp_path / "words.toml", tmp_path / "out.toml"
    written.write_text('format = "cableconv-profile"\nversion = 1\n[vocabulary]\n"ship-yard" = 40\n')
    result = at_once("learn", written, "-o", out)
    assert (result.returncode, said(result)) == (0, "cableconv: learned from 0 cables\n")
    assert '"ship-yard" = 40' in out.read_text()
    assert at_once("learn", written, corpus, "-o", out).returncode == 0


def test_a_command_behind_options_is_told(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "w.toml"
    fails(
        at_once("-q", "learn", corpus, "-o", out),
        2,
        "learn is a command, and a command is the first argument",
    )
    assert not out.exists()


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    out = tmp_path / "profile.toml"
    (tmp_path / "empty").mkdir()
    fails(at_once("learn", tmp_path / "empty", "-o", out), 3, "CC028 no cable to learn from (no file)")
    fails(at_once("learn", tmp_path / "missing", "-o", out), 3, "CC020 there is no such file")
    assert not out.exists()


def test_an_input_is_never_the_output(corpus: Path) -> None:
    source = corpus / "one.txt"
    before = source.read_bytes()
    assert at_once("learn", source, "-o", source).returncode == 2
    assert source.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b'format = "other"', b"a = ["])
def test_a_file_that_is_no_profile_is_refused(corpus: Path, tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(data)
    fails(at_once(corpus / "one.txt", "--profile", bad), 3, "bad.toml:1:1: CC340 the profile cannot be read")


def test_a_fault_in_a_profile_is_told_where_it_stands(corpus: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b'format = "cableconv-profile"\nversion = 1\n[vocabulary]\n"a" = 1\n"a" = 2\n')
    fails(at_once(corpus / "one.txt", "--profile", bad), 3, "bad.toml:5:8: CC340 the profile cannot be read")
    bad.write_bytes(b'format = "cableconv-profile"\nversion = 1\n[vocabulary]\n"a')
    fails(at_once(corpus / "one.txt", "--profile", bad), 3, "bad.toml:4:1: CC340 the profile cannot be read")


def test_a_profile_that_an_editor_saved_with_a_byte_order_mark_is_read(corpus: Path) -> None:
    profile = at_once("learn", corpus).stdout
    assert read(b"\xef\xbb\xbf" + profile).vocabulary == read(profile).vocabulary


def test_options_with_a_profile_travel_to_another_interpreter(corpus: Path) -> None:
    options = Options(profile=read(at_once("learn", corpus).stdout))
    copied = pickle.loads(pickle.dumps(options))
    assert copied == options
    data = cable(ASKS).encode()
    assert convert(data, copied) == convert(data, options)


TEASERS = """\

Testville: Harbor Talks Go On In The New Year
The harbor authority of Testville said on Monday that the talks ...
Sampleton: Fair Opens
The fair of Sampleton opened with a speech of the mayor about the ...
"""


def test_cut_says_how_much_evidence_a_cut_needs(tmp_path: Path) -> None:
    source = tmp_path / "teasers.txt"
    source.write_text(cable(TEACHES) + TEASERS)
    texts = [
        at_once(source, "--to", "text", *cut).stdout.decode()
        for cut in (("--cut", "safe"), (), ("--cut", "balanced"), ("--cut", "aggressive"))
    ]
    assert texts[1] == texts[2]
    assert ["Fair Opens" in text for text in texts] == [True, True, True, False]
    spans = [at_once("spans", source, "--cut", cut).stdout.decode() for cut in ("safe", "aggressive")]
    assert ["boilerplate" in listed for listed in spans] == [False, True]
    written = at_once(source, "--to", "json", "--cut", "aggressive").stdout.decode()
    assert "cut=aggressive" in written
    assert at_once(source, "--cut", "some").returncode == 2


def test_processes_change_nothing_and_what_is_unreadable_is_told(corpus: Path, tmp_path: Path) -> None:
    for serial in range(50, 80):
        (corpus / f"{serial}.txt").write_text(cable(TEACHES + TEASERS, serial))
    alone, together = run("learn", corpus, "-j", "1"), run("learn", corpus, "-j", "2")
    assert alone.stdout == together.stdout
    assert alone.returncode == together.returncode == 0
    torn = tmp_path / "torn.zip"
    torn.write_bytes(b"PK\x03\x04 torn")
    result = at_once("learn", corpus, torn, "-o", tmp_path / "p.toml")
    assert result.returncode == 3
    assert "torn.zip:1:1: CC022" in said(result) and "left out: 1 unreadable" in said(result)
    assert (tmp_path / "p.toml").read_bytes() == alone.stdout
