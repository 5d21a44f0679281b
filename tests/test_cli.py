"""The command line, as a process: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from cableconv import __version__
from cableconv.cli.arguments import VERBS

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_e8292a26f4d70e19.txt"
COMMAND = [sys.executable, "-m", "cableconv"]
CABLE = """\
DE RUEHTV #0042/01 0151200
P 151200Z JAN 08
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 1234
BT
UNCLAS TESTVILLE 000042

SUBJECT: HARBOR TALKS CONTINUE

1. (U) The harbor authority of Testville met its neighbors for a
second round of talks, and agreed to meet again in the spring of
the coming year.

2. (SBU) Comment: Nobody expects a result before the elections are
over. End comment.
SMITH
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def run(
    *arguments: str | Path,
    stdin: bytes = b"",
    folder: Path | None = None,
    through: Sequence[str] = (),
    **variables: str,
) -> subprocess.CompletedProcess[bytes]:
    """A run of the command; through: a program that starts it, with arguments."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **variables}
    return subprocess.run(
        [*through, *COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=environment,
        timeout=120,
    )


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    """What stands on standard error; never a traceback."""
    text = result.stderr.decode()
    assert "Traceback" not in text
    return text


def fails(result: subprocess.CompletedProcess[bytes], code: int, message: str) -> str:
    """One line of the documented form, this exit code, nothing on standard output."""
    lines = said(result).splitlines()
    assert (result.returncode, result.stdout) == (code, b""), lines
    assert len(lines) == 1
    assert re.fullmatch(r"(.+:\d+:\d+|cableconv): CC\d{3} .+", lines[0])
    assert message in lines[0]
    return lines[0]


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    path = tmp_path / "cable.txt"
    path.write_bytes(CABLE.encode())
    return path


# Conversion


def test_the_suffix_of_the_output_says_the_format(cable: Path, tmp_path: Path) -> None:
    for name, begin in {"out.xml": b"<?xml", "out.json": b"{", "out.txt": b"", "OUT.JSON": b"{"}.items():
        result = run(cable, "-o", tmp_path / name)
        assert (result.returncode, result.stdout) == (0, b""), said(result)
        assert (tmp_path / name).read_bytes().startswith(begin)


@pytest.mark.parametrize(
    "option",
    [
        ("--report", "report.json"),
        ("--checksums",),
        ("--resume",),
        ("--prune",),
        ("--shard", "2"),
        ("--engine", "dask"),
        ("--scheduler", "tcp://nowhere.example:1"),
        ("--timeout", "3"),
        ("--max-memory", "500"),
        ("--max-bytes", "10"),
        ("--include", "*.txt"),
        ("--exclude", "*.txt"),
        ("--text-column", "body"),
        ("--id-column", "id"),
        ("--host-column", "created=when"),
    ],
)
def test_what_is_for_many_documents_is_refused_for_one(
    cable: Path, tmp_path: Path, option: tuple[str, ...]
) -> None:
    """It was passed over, and the report that a script waits for was not there at exit code 0."""
    out = tmp_path / "out.xml"
    message = f"{option[0]} is for many documents"
    fails(run(cable, "-o", out, *option, folder=tmp_path), 2, message)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cable.txt"]


def test_a_list_of_paths_that_is_missing_is_named(cable: Path, tmp_path: Path) -> None:
    missing = tmp_path / "lost.lst"
    for command in ([], ["learn"], ["index"], ["check", "--no-config"]):
        result = run(*command, "--files-from", missing, "-o", tmp_path / "out")
        assert fails(result, 3, "CC020").startswith(f"{missing}:1:1: ")
    listed = tmp_path / "windows.lst"
    listed.write_bytes(b"\xef\xbb\xbf" + os.fsencode(cable) + b"\r\n")
    result = run("--files-from", listed, "-o", tmp_path / "out")
    assert result.returncode == 0, said(result)
    database = tmp_path / "there.sqlite"
    database.touch()
    result = run("index", cable, "-o", database, "--no-overwrite")
    assert fails(result, 3, "CC034").startswith(f"{database}:1:1: ")


def test_one_file_is_many_documents_where_the_output_holds_many(cable: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = run(cable, "-o", tmp_path / "out.jsonl", "--report", report, "--max-bytes", "100000", "-j", "2")
    assert result.returncode == 0, said(result)
    assert json.loads(report.read_text())["totals"] == {"converted": 1}


def test_standard_input_and_output(cable: Path) -> None:
    from_file = run(cable, "--to", "text")
    assert from_file.returncode == 0, said(from_file)
    assert b"agreed to meet again in the spring of the coming year." in from_file.stdout
    for arguments in (["-", "-t", "text"], ["convert", "-", "-t", "text", "-o", "-"]):
        result = run(*arguments, stdin=CABLE.encode())
        assert (result.returncode, result.stdout) == (0, from_file.stdout)


def test_without_format_and_suffix_it_is_tei(cable: Path) -> None:
    assert b'xmlns="http://www.tei-c.org/ns/1.0"' in run(cable).stdout


def test_the_same_bytes_each_time(cable: Path) -> None:
    results = {
        run(cable, "-t", form, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale).stdout
        for form in ("tei",)
        for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "C.UTF-8"))
    }
    assert len(results) == 1


def test_the_order_of_sets_shows_in_no_document(tmp_path: Path) -> None:
    made = set()
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.jsonl"
        done = run("convert", ROOT / "tests" / "cases" / "body", "-o", target, "-j", "1", PYTHONHASHSEED=seed)
        assert target.exists(), said(done)
        made.add(target.read_bytes())
    assert len(made) == 1


def test_a_document_is_recognised_by_its_content(cable: Path, tmp_path: Path) -> None:
    tei, again = tmp_path / "tei.dat", tmp_path / "again.dat"
    assert run(cable, "-t", "tei", "-o", tei).returncode == 0
    as_json = run(tei, "-t", "json")
    assert as_json.stdout == run(cable, "-t", "json").stdout
    again.write_bytes(as_json.stdout)
    assert run(again, "-t", "tei").stdout == tei.read_bytes()


def test_publisher_and_licence_stand_in_the_document(cable: Path, tmp_path: Path) -> None:
    options = ("--publisher", "Testville Archive", "--licence", "CC BY 4.0")
    result = run(cable, "-t", "tei", *options)
    assert b"Testville Archive" in result.stdout and b"CC BY 4.0" in result.stdout
    document = tmp_path / "plain.xml"
    assert run(cable, "-o", document).returncode == 0
    assert run(document, *options).stdout == result.stdout


def test_an_encoding_that_is_given_is_used(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(CABLE.replace("Nobody", "Ж").encode("cp1251"))
    result = run(path, "--encoding", "windows-1251", "-t", "json")
    source = json.loads(result.stdout)["source"]
    assert source["encoding"] == "cp1251"
    assert "Ж expects".encode() in result.stdout


def test_restore_gives_the_source_back(cable: Path, tmp_path: Path) -> None:
    data = CABLE.replace("\n", "\r\n").encode() + b"\xff\x01\x1b tail without line end"
    cable.write_bytes(data)
    for name in ("out.xml", "out.json"):
        document, back = tmp_path / name, tmp_path / "back.txt"
        assert run(cable, "--edition", "diplomatic", "-o", document).returncode == 0
        assert run("restore", document).stdout == data
        assert run("restore", document, "-o", back).returncode == 0
        assert back.read_bytes() == data


def test_verify_says_which_source_a_document_was_made_from(cable: Path, tmp_path: Path) -> None:
    document, other = tmp_path / "out.xml", tmp_path / "other.txt"
    other.write_bytes(CABLE.replace("Nobody", "Somebody").encode())
    for edition in ("reading", "diplomatic"):
        assert run(cable, "--edition", edition, "-o", document).returncode == 0
        assert run("restore", document, "--verify", cable).returncode == 0
        fails(run("restore", document, "--verify", other), 1, "was not made from")
    fails(run("restore", document, "--verify", cable, "-o", other), 2, "--verify writes nothing")


def test_the_reading_edition_does_not_restore(cable: Path, tmp_path: Path) -> None:
    document = tmp_path / "out.xml"
    assert run(cable, "-o", document).returncode == 0
    fails(run("restore", document, "-o", tmp_path / "back.txt"), 3, "reading edition")
    fails(run("restore", cable), 3, "no TEI or JSON document")
    fails(run(document, "--edition", "diplomatic"), 2, "reading edition")
    assert not (tmp_path / "back.txt").exists()


# Listings


def test_spans_prints_the_partition(cable: Path) -> None:
    result = run("spans", cable)
    assert result.returncode == 0, said(result)
    rows = [line.split("\t") for line in result.stdout.decode().splitlines()]
    assert "".join(eval(row[2]) for row in rows) == CABLE
    assert rows[0][0] == "1:1"
    label = next(row for row in rows if row[1] == "label")
    assert (label[0], label[3]) == ("10:1", "1")
    portion = next(row for row in rows if row[1] == "portion-marking")
    assert (portion[0], portion[3]) == ("10:4", "U")


def test_explain_says_of_an_address_that_no_hyphen_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "address.txt"
    path.write_text(
        "UNCLAS TESTVILLE 000042\n\n1. (U) See http://www.testville.example/\ndocs/a.html at once.\n"
    )
    explained = run("explain", path).stdout.decode()
    assert "CC332 line end removed inside an address" in explained
    assert "after a hyphen" not in explained


def test_explain_prints_each_change_with_its_place_and_rule(cable: Path) -> None:
    result = run("explain", cable)
    assert result.returncode == 0, said(result)
    lines = result.stdout.decode().splitlines()
    form = re.escape(str(cable)) + r':\d+:\d+: CC\d{3} [^"]+: ".*" \(.+\) \[[01]\.\d\d\]'
    assert lines and all(re.fullmatch(form, line) for line in lines)
    joined = next(line for line in lines if ":10:" in line and "joined" in line)
    assert r"a\x0asecond" in joined


def test_repair_can_be_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "in" / "damaged.txt"
    path.parent.mkdir()
    path.write_text("1. (U) The governmentâ€™s plan &amp; itsÂ£5.\n\n2. (U) More.\n", encoding="utf-8")
    explained = run("explain", path).stdout.decode()
    assert 'damaged.txt:1:22: CC350 damage printed as "\u2019": "governmentâ€™s" (UTF-8 read as' in explained
    assert 'CC351 damage printed as "&": "&amp;"' in explained
    assert "1:22\ttext\t'â€™'\tprinted as '\u2019'\n" in run("spans", path).stdout.decode()
    assert "CC35" not in run("explain", path, "--repair", "off").stdout.decode()
    assert "printed as" not in run("spans", path, "--repair", "off").stdout.decode()
    written = run(path, "--force", "--repair", "off").stdout.decode()
    assert "governmentâ€™s plan &amp;amp; its" in written
    assert "<p>repair=off</p>" in written
    for options in ((), ("--repair", "off")):
        folder = tmp_path / f"out{len(options)}"
        assert run(path.parent, "--force", "-o", f"{folder}/", *options).returncode == 0
        (made,) = folder.rglob("*.xml")
        assert ("governmentâ€™s" in made.read_text("utf-8")) is bool(options)


def test_nothing_of_a_document_steers_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "in\x1b[31m\n::error::.txt"
    path.write_bytes(CABLE.replace("Nobody", "\x1b]0;x\x07 \u202eNobody\u2028 \x9b").encode())
    for verb in ("spans", "explain"):
        result = run(verb, path)
        for text in (result.stdout.decode(), said(result)):
            assert all(character.isprintable() or character in "\n\t" for character in text)
    missing = run(f"{path}-missing")
    assert said(missing).count("\n") == 1 and r"\x1b[31m\x0a::error::" in said(missing)
    assert said(run("::error::missing")).startswith("./::error::missing:1:1: CC020")


# Refusals


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert fails(run("missing.txt", folder=tmp_path), 3, "no such file").startswith("missing.txt:1:1: CC020 ")
    fails(run(tmp_path), 2, "a folder")
    fails(run("spans", "missing.txt", folder=tmp_path), 3, "no such file")
    fails(run("restore", "missing.xml", folder=tmp_path), 3, "no such file")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (PNG, "binary"),
        (b"The hill was green,\nand nobody had been there.\n", "no cable"),
    ],
    ids=["empty", "white", "PNG", "poem"],
)
def test_what_is_no_cable_is_converted_only_by_force(tmp_path: Path, data: bytes, message: str) -> None:
    path, out = tmp_path / "in", tmp_path / "out.json"
    path.write_bytes(data)
    assert "--force" in fails(run(path, "-o", out), 3, message)
    assert not out.exists()
    forced = run(path, "-o", out, "--force", "--edition", "diplomatic")
    assert forced.returncode == 0, said(forced)
    assert run("restore", out).stdout == data
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "IN"),
        (["cable.txt", "other.txt"], "many documents need a place"),
        (["cable.txt", "--to", "pdf"], "pdf"),
        (["cable.txt", "--no-such-option"], "--no-such-option"),
        (["cable.txt", "--edit", "reading"], "--edit"),
        (["cable.txt", "--encoding", "rot13"], "rot13"),
        (["schema", "json", "--form", "rnc"], "has no form rnc"),
        (["spans"], "IN"),
    ],
)
def test_wrong_usage(cable: Path, arguments: Sequence[str], message: str) -> None:
    fails(run(*arguments, folder=cable.parent), 2, message)


def test_an_encoding_is_no_use_for_a_document(cable: Path, tmp_path: Path) -> None:
    document = tmp_path / "out.xml"
    assert run(cable, "-o", document).returncode == 0
    fails(run(document, "--encoding", "utf-8"), 2, "--encoding is for texts")


def test_the_output_is_never_the_input(cable: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xml"
    link.symlink_to(cable)
    for arguments in ([cable, "-o", cable], [cable, "-o", link], [link, "-o", cable]):
        fails(run(*arguments), 2, "output is the input")
    with cable.open("rb") as stdin, cable.open("ab") as stdout:
        for arguments in (["-", "-o", str(cable)], [str(cable)]):
            result = subprocess.run(
                [*COMMAND, *arguments], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, cwd=ROOT
            )
            assert (result.returncode, b"output is the input" in result.stderr) == (2, True)
    assert cable.read_bytes() == CABLE.encode()


def test_an_output_that_cannot_be_written(cable: Path, tmp_path: Path) -> None:
    fails(run(cable, "-o", tmp_path), 3, "folder")
    fails(run(cable, "-o", tmp_path / "missing" / "out.xml"), 3, "does not exist")
    (tmp_path / "there.xml").write_bytes(b"there")
    fails(run(cable, "-o", tmp_path / "there.xml", "--no-overwrite"), 3, "exists")
    assert (tmp_path / "there.xml").read_bytes() == b"there"
    assert sorted(os.listdir(tmp_path)) == ["cable.txt", "there.xml"]


def test_a_damaged_document_leaves_nothing(cable: Path, tmp_path: Path) -> None:
    for name in ("d.xml", "d.json"):
        document, out = tmp_path / name, tmp_path / "back.txt"
        assert run(cable, "--edition", "diplomatic", "-o", document).returncode == 0
        document.write_bytes(document.read_bytes().replace(b"Nobody", b"Everybody"))
        assert run("restore", document, "-o", out).returncode == 3
        document.write_bytes(document.read_bytes()[:-20])
        said(run(document, "-o", out))
        assert run(document, "-o", out).returncode == 3
        assert not out.exists()


# Verbs, help, version


def test_only_the_first_argument_may_be_a_verb(cable: Path) -> None:
    folder = cable.parent
    for name in ("spans", "restore", "-"):
        (folder / name).write_bytes(CABLE.encode())
    plain = run(cable.name, "-t", "text", folder=folder).stdout
    for arguments in (["./spans"], ["--", "spans"], ["convert", "spans"], ["-q", "restore"], ["./-"]):
        result = run("-t", "text", *arguments, folder=folder) if arguments[0] not in VERBS else None
        result = result or run(*arguments, "-t", "text", folder=folder)
        assert (result.returncode, result.stdout) == (0, plain), arguments


def test_help_and_version_say_what_there_is() -> None:
    assert run("--version").stdout.decode() == f"cableconv {__version__}\n"
    text = run("--help").stdout.decode()
    assert all(verb in text for verb in VERBS)
    for verb in VERBS:
        result = run(verb, "--help")
        assert (result.returncode, said(result)) == (0, "")
        assert result.stdout.startswith(b"usage: cableconv")


def test_schemas_are_printed() -> None:
    assert b"http://relaxng.org/ns/structure/1.0" in run("schema").stdout
    assert b"http://relaxng.org/ns/structure/1.0" not in run("schema", "tei", "--form", "rnc").stdout
    assert json.loads(run("schema", "json").stdout)["$schema"].endswith("2020-12/schema")


def test_the_readme_lists_every_option_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Options\n")[1].split("\n## ")[0]
    listed = {verb: set[str]() for verb in VERBS}
    for row in re.findall(r"^\| (`-.+?) \|.*\| (.+?) \|$", section, re.MULTILINE):
        for verb in VERBS if row[1] == "all" else row[1].split(", "):
            listed[verb].update(re.findall(r"--?[a-z0-9][a-z-]*", row[0]))
    for verb, parser in VERBS.items():
        known = {option for action in parser()._actions for option in action.option_strings}
        assert listed[verb] == known, verb


# The process


def test_a_reader_that_goes_away_is_no_noise(cable: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    result = subprocess.run([*COMMAND, cable], stdout=write, stderr=subprocess.PIPE, cwd=ROOT)
    os.close(write)
    assert (result.returncode, result.stderr) == (3, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_said(cable: Path) -> None:
    with open("/dev/full", "wb") as full:
        for arguments in ([str(cable)], ["--version"], ["schema"]):
            result = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, cwd=ROOT)
            assert result.returncode == 3
            assert b"Traceback" not in result.stderr and b"Exception ignored" not in result.stderr
        result = subprocess.run([*COMMAND, "missing.txt"], stdout=full, stderr=full, cwd=ROOT)
        assert result.returncode == 3


def test_closed_streams(cable: Path) -> None:
    shell = f"{sys.executable} -m cableconv"
    for command, code in {
        f"{shell} {cable} >&-": 3,
        f"{shell} --version >&-": 3,
        f"{shell} - <&-": 3,
        f"{shell} missing.txt 2>&-": 3,
        f"{shell} {cable} -o {cable}.xml >&- 2>&- <&-": 0,
    }.items():
        result = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT)
        assert (result.returncode, b"Traceback" in result.stderr) == (code, False), command


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    pipe, out = tmp_path / "in", tmp_path / "out.xml"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        ["sh", "-c", 'pipe=$1; shift; exec "$@" < "$pipe"', "sh", pipe, *COMMAND, "-", "-o", out],
        stderr=subprocess.PIPE,
        cwd=ROOT,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # a shell's background job ignores it
    )
    with pipe.open("wb") as source:
        source.write(b"DE RUEHTV")
        source.flush()
        time.sleep(1)  # it reads now
        process.send_signal(sent)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in errors
    assert os.listdir(tmp_path) == ["in"]


def test_a_fault_of_our_own_is_said_and_shown_on_request(cable: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import cableconv.recognise\n"
        "def recognise(data): raise ZeroDivisionError('invented \\x1b fault')\n"
        "cableconv.recognise.recognise = recognise\n"
    )
    places = os.pathsep.join([str(tmp_path), str(ROOT), *sys.path])
    fails(run(cable, PYTHONPATH=places), 4, r"ZeroDivisionError: invented \x1b fault")
    shown = run(cable, "--debug", PYTHONPATH=places)
    assert (shown.returncode, b"Traceback" in shown.stderr) == (4, True)


def test_findings_are_said_unless_quiet(tmp_path: Path) -> None:
    gap = tmp_path / "gap.txt"
    gap.write_text("UNCLAS TESTVILLE 004453\n\nE.O. 12958: N/A\n\n1. (U) The first.\n\n3. (U) The third.\n")
    result = run(gap, "-o", tmp_path / "out.xml")
    assert result.returncode == 0
    lines = said(result).splitlines()
    form = re.escape(str(gap)) + r":\d+:1: CC\d{3} (warning|error): .+"
    assert lines and all(re.fullmatch(form, line) for line in lines)
    assert said(run(gap, "-q", "-o", tmp_path / "out.xml")) == ""


@pytest.mark.parametrize("verb", ["spans", "explain"])
def test_the_partition_of_a_document_is_refused(tmp_path: Path, verb: str) -> None:
    made = tmp_path / "made.xml"
    assert run(SEED, "-q", "-o", made).returncode == 0
    fails(run(verb, made), 3, "CC027 this is a document that cableconv wrote")
