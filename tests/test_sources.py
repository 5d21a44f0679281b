"""Where documents come from: the tables, archives and names of which nothing may be lost unsaid."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cableconv.batch.names import output_name
from cableconv.sources.item import Item
from cableconv.sources.names import safe
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, corpus, tree
from tests.test_cli import fails, run, said

__all__ = ["corpus"]
TEXTS = [cable(serial).decode() for serial in range(1, 5)]


def found(path: Path, **wanted: object) -> list[Item]:
    return list(items([str(path)], Wanted(**wanted)))  # type: ignore[arg-type]


def good(path: Path) -> dict[str, str]:
    return {item.name: (item.data or b"").decode() for item in found(path) if not item.error}


def bad(path: Path) -> dict[str, str]:
    return {item.name: item.error for item in found(path) if item.error}


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()


# Delimiters and encodings


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [
        ("a.csv", ";", "utf-8"),
        ("a.csv", "\t", "utf-8"),
        ("a.csv", "|", "utf-8-sig"),
        ("a.tsv", "\t", "utf-8"),
        ("a.tsv", ",", "utf-8"),
        ("a.csv", ",", "utf-16"),
        ("a.csv", ";", "utf-16-le"),
        ("a.csv", ",", "utf-16-be"),
    ],
)
def test_a_table_says_itself_how_it_is_written(
    tmp_path: Path, name: str, delimiter: str, encoding: str
) -> None:
    path = tmp_path / name
    text = TEXTS[0].replace("neighbors", 'neighbors; "all", of\tthem|caf\N{LATIN SMALL LETTER E WITH ACUTE}')
    path.write_bytes(table([["id", "text"], ["A1", text], ["A2", TEXTS[1]]], delimiter).encode(encoding))
    assert good(path) == {"A1.txt": text, "A2.txt": TEXTS[1]}
    assert not bad(path)


def test_other_signs_in_a_line_of_names_part_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text,note;x\n1,a;b,c|d\n")
    assert good(path) == {"1.txt": "a;b"}
    path.write_text("id,words;more\n1,a;b\n")
    fails(at_once(path, "-o", tmp_path / "out", "-q"), 3, "CC049")


def test_lines_of_json_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((json.dumps({"id": "1", "text": TEXTS[0]}) + "\n").encode("utf-16"))
    assert good(path) == {"1.txt": TEXTS[0]}
    path.write_bytes(path.read_bytes()[:-9])  # torn, and in mid letter
    assert not good(path) and bad(path)


# The dump of cables, with a line of names

NAMED = ("id", "date", "reference_id", "origin", "classification", "references", "header", "body")
HEAD, BODY = TEXTS[0].partition("BT\n")[0], TEXTS[0].partition("BT\n")[2]
DUMP = (
    "1",
    "1/15/2008 12:00",
    "08OTTAWA1",
    "Embassy Ottawa",
    "CONFIDENTIAL",
    "08STATE7|07OTTAWA9",
    HEAD,
    BODY,
)
STATED = (
    ("created", DUMP[1]),
    ("reference_id", DUMP[2]),
    ("origin", DUMP[3]),
    ("classification", DUMP[4]),
    ("references", DUMP[5]),
)


def backslashed(rows: Sequence[Sequence[str]]) -> str:
    def cell(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    return "".join(",".join(map(cell, row)) + "\n" for row in rows)


@pytest.mark.parametrize("written", [backslashed, table])
@pytest.mark.parametrize(
    "names",
    [
        NAMED,
        tuple(name.upper() for name in NAMED),
        ("nr", "datetime", "identifier", "embassy", "class", "refs", "head", "content"),
        ("eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht"),
    ],
)
def test_a_dump_with_names_is_read_as_one_without(tmp_path: Path, written: object, names: tuple[str]) -> None:
    path = tmp_path / "cables.csv"
    text = BODY.replace("neighbors", 'neighbors, "all" of \\them\\')
    path.write_text(written([names, (*DUMP[:7], text)]))  # type: ignore[operator]
    (item,) = found(path)
    assert item == Item("08OTTAWA1.txt", data=f"{HEAD}\n\n{text}".encode(), stated=STATED, origin=str(path))


def test_a_dump_s_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    order = [7, 3, 6, 1, 2, 4]
    rows = [[NAMED[at] for at in order] + ["note"], [DUMP[at] for at in order] + ["x"]]
    path, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    path.write_text(table(rows))
    lines.write_text(json.dumps(dict(zip(*rows, strict=True))) + "\n")
    for each in (path, lines):
        (item,) = found(each)
        data = f"{HEAD}\n\n{BODY}".encode()
        assert item == Item("08OTTAWA1.txt", data=data, stated=STATED[:-1], origin=str(each))
        (item,) = found(each, text_column="body")  # what is named is taken, and no more
        assert item.data == BODY.encode()
        assert not item.stated


def test_a_column_named_header_alone_makes_no_dump(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        table([["id", "header", "text", "date"], ["1", "Content-Type: text", "words", "1/1/2008"]])
    )
    (item,) = found(path)
    assert (item.name, item.data, item.stated) == ("1.txt", b"words", ())


# Rows that a lost quote has run together


def rows_with(damage: object) -> str:
    rows = [f'"A{at}","{text}"\n' for at, text in enumerate(TEXTS, 1)]
    rows[1] = damage(rows[1])  # type: ignore[operator]
    return '"id","text"\n' + "".join(rows)


@pytest.mark.parametrize(
    "damage",
    [
        lambda row: row[:-2] + "\n",  # not closed
        lambda row: row.replace('","', '",', 1),  # not opened
        lambda row: row.replace("neighbors", 'the "neighbors" said'),  # not doubled
        lambda row: row.replace("neighbors", '"neighbors'),
        lambda row: row.replace('"A2","', '"A2"x,"'),
    ],
)
def test_a_row_with_a_lost_quote_costs_itself(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "a.csv"
    path.write_text(rows_with(damage))
    sound = {f"A{at}.txt": TEXTS[at - 1] for at in (1, 3, 4)}
    assert {name: text for name, text in good(path).items() if name in sound} == sound
    assert bad(path)


def test_lines_of_a_damaged_row_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = TEXTS[1] + '\nWashington, D.C.\nhe said,"No, he did not say"\n15 Jan, 2008\n'
    path.write_text(f'id,text\n08TESTVILLE1,"{TEXTS[0]}"\n08TESTVILLE2,"{text}\n08TESTVILLE3,"{TEXTS[2]}"\n')
    assert good(path) == {"08TESTVILLE1.txt": TEXTS[0], "08TESTVILLE3.txt": TEXTS[2]}
    assert len(bad(path)) <= 2


def test_the_lines_of_a_damaged_row_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,text\nA1,"first\nsecond"\nA2,"he "said" no\nand went\naway"\nA3,"third"\nA4,"x"y\nA5,"fifth"\n'
    )
    assert good(path) == {"A1.txt": "first\nsecond", "A3.txt": "third", "A5.txt": "fifth"}
    assert [error.partition(":")[0] for error in bad(path).values()] == ["lines 4 to 6", "line 8"]


UNQUOTED = {  # the line of names; a row of a serial, its text, and the quote that may be lost
    "the text last": ("id,text\n", '{0},{2}{1}"\n'),
    "all in quotes": ('"id","text"\n', '"{0}",{2}{1}"\n'),
    "the text in the middle": ("id,text,date\n", '{0},{2}{1}","2008-01-01"\n'),
    "the text alone": ("text\n", '{2}{1}"\n'),
    "a dump": ("", '{0},"12/5/2008 8:38","08OTTAWA{0}","E","UNCLASSIFIED","08A1|08B2","head\nBT",{2}{1}"\n'),
    "its head": ("", '{0},"12/5/2008 8:38","08OTTAWA{0}","E","UNCLASSIFIED","08A1",{2}head\nBT","{1}"\n'),
}


@pytest.mark.parametrize("form", UNQUOTED)
@pytest.mark.parametrize("lost", [{2}, {4}, {2, 3}])
@pytest.mark.parametrize("first", ["", "OF TESTVILLE, A, B\n"])
def test_a_text_that_lost_its_first_quote_is_no_text_of_one_line(
    tmp_path: Path, form: str, lost: set[int], first: str
) -> None:
    path = tmp_path / "cables.csv"
    head, row = UNQUOTED[form]
    texts = {at: f"{first}{TEXTS[at - 1]}\n15 Jan, 2008\n{at + 4}\nEND" for at in (1, 2, 3, 4)}
    rows = [row.format(at, text, "" if at in lost else '"') for at, text in texts.items()]
    path.write_text(head + "".join(rows))
    whole = [text for at, text in texts.items() if at not in lost]
    found = [text.rpartition("BT\n\n")[2] for text in good(path).values()]
    assert found == whole
    assert len(bad(path)) <= len(lost) * 2 and "a quote is missing" in str(bad(path))


def test_short_rows_among_texts_of_lines_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,text\n1,"a\nb"\n2,one line\n3\n\n4,\n5,"x",y,z\n6,of one\n7,"quoted, of one"\n8,the last\n'
    )
    assert good(path) == {
        "1.txt": "a\nb", "2.txt": "one line", "4.txt": "", "6.txt": "of one", "7.txt": "quoted, of one",
        "8.txt": "the last",
    }  # fmt: skip
    assert bad(path).keys() == {"3.txt", "5.txt"}


def test_a_dump_with_a_lost_quote(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    rows = [
        backslashed([(str(at), DUMP[1], f"08OTTAWA{at}", *DUMP[3:7], TEXTS[at - 1])]) for at in (1, 2, 3, 4)
    ]
    rows[1] = rows[1][:-2] + "\n"
    path.write_text("".join(rows))
    assert good(path).keys() == {"08OTTAWA1.txt", "08OTTAWA3.txt", "08OTTAWA4.txt"}
    assert len(bad(path)) == 1


# Archives


def taped(path: Path, *entries: tuple[str, str, str], mode: str = "w") -> Path:
    """Entries: name, kind, and what it holds or leads to."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, kind, what in entries:
            entry = tarfile.TarInfo(name)
            entry.type = {"hard": tarfile.LNKTYPE, "soft": tarfile.SYMTYPE, "pipe": tarfile.FIFOTYPE}.get(
                kind, tarfile.REGTYPE
            )
            if kind == "file":
                entry.size = len(what)
                archive.addfile(entry, io.BytesIO(what.encode()))
            else:
                entry.linkname = what
                archive.addfile(entry)
    return path


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_links_in_a_tar_are_the_files_that_they_lead_to(tmp_path: Path, mode: str) -> None:
    path = taped(
        tmp_path / f"a.tar{mode[1:].replace(':', '.')}",
        ("d/early.txt", "soft", "../a.txt"),
        ("a.txt", "file", "old"),
        ("b.txt", "hard", "a.txt"),
        ("a.txt", "file", "new"),  # as a tar that was added to has it
        ("c.txt", "hard", "a.txt"),
        ("c2.txt", "hard", "c.txt"),
        ("d/soft.txt", "soft", "early.txt"),
        ("out.txt", "soft", "/etc/passwd"),
        ("up.txt", "soft", "../../a.txt"),
        ("round.txt", "soft", "round.txt"),
        ("nowhere.txt", "hard", "missing.txt"),
        ("pipe.txt", "pipe", ""),
        mode=mode,
    )
    assert good(path) == {
        "a.txt": "old",
        "a%2.txt": "new",
        "b.txt": "old",
        "c.txt": "new",
        "c2.txt": "new",
        "d/early.txt": "new",
        "d/soft.txt": "new",
    }
    assert bad(path).keys() == {"out.txt", "up.txt", "round.txt", "nowhere.txt", "pipe.txt"}
    assert {item.code for item in found(path) if item.error} == {"CC058"}


def test_links_in_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("d/a.txt", "text")
        for name, target in (("d/b.txt", "a.txt"), ("c.txt", "d/b.txt"), ("out.txt", "/etc/passwd")):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, target)
    assert good(path) == dict.fromkeys(("d/a.txt", "d/b.txt", "c.txt"), "text")
    assert bad(path).keys() == {"out.txt"}


def test_the_folder_of_a_tar_of_a_folder_is_none(tmp_path: Path) -> None:
    path = taped(
        tmp_path / "a.tar",
        ("./d/1.txt", "file", "1"),
        ("././2.txt", "file", "2"),
        ("./../3.txt", "file", "3"),
        ("d/./4.txt", "file", "4"),
        ("d/1.txt", "file", "5"),
    )
    assert good(path) == {
        "d/1.txt": "1",
        "2.txt": "2",
        "%2E%2E/3.txt": "3",
        "d/%2E/4.txt": "4",
        "d/1%2.txt": "5",
    }


class Pipe(io.BytesIO):
    """Written and never gone back in."""

    def tell(self) -> int:
        raise io.UnsupportedOperation

    seek = tell  # type: ignore[assignment]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("streamed", [False, True])
def test_a_torn_zip_gives_what_stands_before_the_tear(tmp_path: Path, method: int, streamed: bool) -> None:
    path, stream = tmp_path / "a.zip", io.BytesIO()
    if streamed:  # as a program that cannot go back writes it: the sizes come after the data
        stream = Pipe()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for at, text in enumerate(TEXTS):
            archive.writestr(f"d/{at}.txt", text)
    data = stream.getvalue()
    assert bool(data[6] & 8) == streamed
    for share in (0.6, 0.95):
        path.write_bytes(data[: int(len(data) * share)])
        listed = found(path)
        assert (listed[-1].name, listed[-1].code, listed[-1].whole) == ("a.zip", "CC022", True)
        sound = good(path)
        if streamed and method == zipfile.ZIP_STORED:
            assert not sound and len(listed) == 2
            continue
        assert len(sound) >= 2
        assert all(TEXTS[int(name[2])] == text for name, text in sound.items())
    path.write_bytes(b"No zip at all.\n" * 100)
    assert [item.name for item in found(path)] == ["a.zip"]


def test_a_torn_zip_with_a_flipped_bit_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for at, text in enumerate(TEXTS):
            archive.writestr(f"{at}.txt", text)
    data = bytearray(path.read_bytes()[:-30])
    data[data.index(b"neighbors")] ^= 1
    path.write_bytes(data)
    assert bad(path)["0.txt"] == "its sum is wrong"
    assert list(good(path)) == ["1.txt", "2.txt", "3.txt"]


# Archives that are joined, cut off or damaged


def tape(*names: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 4
            archive.addfile(entry, io.BytesIO(b"text"))
    return stream.getvalue()


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_packed_in_pieces_is_read_to_its_end(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    whole = tape(*"abcdef")
    path = tmp_path / "a.tgz"
    for at in (512, 1600, 2048, 5000):
        path.write_bytes(packed(whole[:at]) + packed(whole[at:]))
        assert (list(good(path)), bad(path)) == (list("abcdef"), {})
    path.write_bytes(packed(whole[:3000]))
    assert list(good(path)) == ["a", "b", "c"]
    assert list(bad(path)) == ["a.tgz"]


def test_tars_one_behind_the_other_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tape("a", "b") + tape("c") + bytes(300))
    assert (list(good(path)), bad(path)) == (["a", "b", "c"], {})


@pytest.mark.parametrize(
    ("change", "kept", "why"),
    [
        (lambda data: data[:2048], "ab", "it has no end"),
        (lambda data: data[:2100], "ab", "it is cut off"),
        (lambda data: data[:2562], "ab", "unexpected end of data"),
        (lambda data: data[:1025] + b"?" + data[1026:], "ac", "what stands at byte 1024 is no entry"),
        (lambda data: data + b"more" * 200, "abc", "what stands behind its end is no entry"),
        (lambda data: b"?" + data[1:], "", "what stands at byte 0 is no entry"),
    ],
)
def test_a_tar_that_ends_too_soon_says_so(
    tmp_path: Path, change: Callable[[bytes], bytes], kept: str, why: str
) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(change(tape("a", "b", "c")))
    assert list(good(path)) == list(kept)
    assert why in bad(path)["a.tar"]


def test_hidden_files_are_left_out_as_in_a_folder(tmp_path: Path) -> None:
    names = ("a", ".b", "c/.d/e", "__MACOSX/c/._f", "./g", "../h", "..i", "c.d")
    (tmp_path / "a.tar").write_bytes(tape(*names))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    for path in (tmp_path / "a.tar", tmp_path / "a.zip"):
        assert (list(good(path)), bad(path)) == (["a", "g", "%2E%2E/h", "c.d"], {})
    (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:-30])
    assert "c/.d/e" not in good(tmp_path / "a.zip") and len(good(tmp_path / "a.zip")) == 4


def test_an_archive_of_hidden_files_alone_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tape(".corpus/a", ".corpus/b"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(".corpus/a", "text")
    for path in (tmp_path / "a.tar", tmp_path / "a.zip"):
        assert bad(path) == {path.name: f"{path} holds hidden files only"}
    (tmp_path / "a.tar").write_bytes(tape())
    assert found(tmp_path / "a.tar") == []


def test_names_in_a_zip_may_be_utf_8_without_saying_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("\u00e9t\u00e9.txt", "xxxx.txt"):
            archive.writestr(name, "text")
    data = path.read_bytes().replace(b"xxxx", "\u00e9t\u00e9".encode("cp437").ljust(4, b"x"))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.index(signature) + offset
        data = data[:at] + b"\0\0" + data[at + 2 :]
    path.write_bytes(data)
    assert list(good(path)) == ["\u00e9t\u00e9.txt", "\u00e9t\u00e9x.txt"]


# Tables of other habits


def test_lines_may_end_in_cr_and_names_stand_below_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'\r\rid,text\r1,"one\rline"\r2,two\r')
    assert good(path) == {"1.txt": "one\rline", "2.txt": "two"}


def test_a_space_behind_each_comma(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id, text\n1, "one, ""two""\nlines"\n2, three\n')
    assert good(path) == {"1.txt": 'one, "two"\nlines', "2.txt": "three"}
    path.write_text('"id, or name",text\n1, kept space\n')
    assert good(path) == {"row-1.txt": " kept space"}


def test_two_columns_of_one_name_are_not_guessed_between(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text,text\n1,a,b\n")
    assert "has 2 columns 'text'" in bad(path)["a.csv"]


@pytest.mark.parametrize("huge", ["x" * 400_000, "words\n" * 60_000])
def test_a_row_above_the_limit_costs_itself(tmp_path: Path, huge: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table([("id", "text"), ("1", "one"), ("2", huge), ("3", "three"), ("4", "four")]))
    found_rows = list(items([str(path)], Wanted(max_bytes=1000)))
    assert [item.name for item in found_rows if not item.error] == ["1.txt", "3.txt", "4.txt"]
    (lost,) = [item for item in found_rows if item.error]
    assert "longer than any document may be" in lost.error


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.gz"])
def test_a_packed_table_of_no_bytes_is_damaged(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert "it is empty" in bad(tmp_path / name)[name]
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b""))
    assert found(tmp_path / "b.jsonl.gz") == []


# Names and paths


def test_names_that_only_their_accents_tell_apart_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    ids = ("caf\u00e9", "cafe\u0301", "CAFE\u0301")
    path.write_text("".join(json.dumps({"id": each, "text": "text"}) + "\n" for each in ids))
    assert [name.count("%") for name in good(path)] == [0, 1, 1]


@pytest.mark.parametrize("letter", ["\N{LATIN SMALL LETTER E WITH ACUTE}", "\u65e5", "\U0001f4dc", "a"])
def test_long_names_are_cut_by_their_bytes(tmp_path: Path, letter: str) -> None:
    names = [safe(letter * length) for length in (45, 120, 200, 255, 400, 401)]
    assert len(set(names)) == len(names)
    assert all(len(name.encode()) <= 200 for name in names)
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    path.write_text("".join(json.dumps({"id": letter * at, "text": TEXTS[0]}) + "\n" for at in (400, 401)))
    assert at_once(path, "-o", out).returncode == 0
    assert len(tree(out)) == 2


def test_a_file_of_the_longest_name_has_an_output(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    names = [
        "x" * 255,
        "x" * 254,
        "x" * 250,
        "\N{LATIN SMALL LETTER E WITH ACUTE}" * 125 + ".html",
        "y" * 251 + ".txt",
    ]
    for serial, name in enumerate(names, 1):
        (source / name).write_bytes(cable(serial))
    assert at_once(source, "-o", tmp_path / "out").returncode == 0
    assert len(tree(tmp_path / "out")) == len(names)
    shortest = output_name("x" * 255, "tei")
    assert len(shortest) == 255
    assert output_name(shortest.removesuffix(".xml") + ".txt", "tei") != shortest


def test_a_name_deeper_than_any_folder_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    ids = ("d/" * 2500 + "x", "e/" * 1200 + "y", "z")
    path.write_text("".join(json.dumps({"id": each, "text": TEXTS[0]}) + "\n" for each in ids))
    result = at_once(path, "-o", tmp_path / "out", "-q")
    assert "CC033 failed: the output cannot be written (File name too long)" in fails(result, 3, "CC033")
    assert len(list(items([str(tmp_path / "out")], Wanted()))) == 2
    at_once(path, "-o", tmp_path / "out", "-q", "--resume")
    import subprocess

    subprocess.run(["rm", "-rf", str(tmp_path / "out")], check=True)


def test_a_path_that_is_missing_costs_itself(corpus: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list"
    listed.write_text(f"{corpus}/a/1.txt\nnot-there.txt\n{corpus}/none*.txt\n{corpus}/a/3.txt\n")
    result = at_once("--files-from", listed, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert "not-there.txt:1:1: CC020 failed: there is no such file" in said(result)
    assert f"{corpus}/none*.txt:1:1: CC052 failed: nothing matches" in said(result)
    folder = f"%{corpus.as_posix()}/a"
    assert list(tree(tmp_path / "out")) == [f"{folder}/1.xml", f"{folder}/3.xml"]
    listed.write_text("not-there.txt\nnor-here.txt\n")
    fails(at_once("--files-from", listed, "-o", tmp_path / "none"), 3, "CC020")
    fails(at_once("none*.txt", "-o", tmp_path / "none"), 3, "CC052")
    assert not (tmp_path / "none").exists()


def test_no_way_of_naming_an_input_leads_out_of_the_output(corpus: Path, tmp_path: Path) -> None:
    (corpus / "d").mkdir()
    out = tmp_path / "x" / "y" / "out"
    for inputs in (("..", "."), ("../a", "../."), ("../b/*/../../a/1.txt", "../a/../a/*/../1.txt", "../a")):
        result = at_once(*inputs, "-o", out, "-q", folder=corpus / "d")
        assert result.returncode in (0, 2, 3), said(result)
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"corpus", "a", "a%2", "b"}
    assert (out / "b" / "%2E%2E" / "a" / "1.xml").exists()
    first = next(iter(items([os.sep, str(corpus)], Wanted())))
    assert first.name.startswith("%/")


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    huge.touch()
    os.truncate(huge, 2**40)  # nothing of it is on the disk
    result = run(huge, tmp_path / "huge.txt", "-o", tmp_path / "out", "-q", "--max-memory", "600")
    assert said(result).count("it has 1099511627776 bytes, more than --max-bytes 64000000") == 2


def test_our_own_checksums_are_no_document(corpus: Path, tmp_path: Path) -> None:
    assert at_once(corpus, "-o", tmp_path / "out", "--checksums").returncode == 0
    assert "SHA256SUMS" not in {item.name for item in found(tmp_path / "out")}
    (corpus / "SHA256SUMS").write_text("of somebody else\n")
    assert "SHA256SUMS" in {item.name for item in found(corpus)}


def test_an_open_file_is_read_here_and_not_by_a_worker(corpus: Path, tmp_path: Path) -> None:
    result = run(corpus / "a" / "1.txt", "/dev/stdin", "-o", tmp_path / "out", stdin=cable(9))
    assert result.returncode == 0
    assert sorted(tree(tmp_path / "out")) == ["1.xml", "stdin%.xml"]


def test_memory_that_cannot_hold_a_process_is_refused(corpus: Path, tmp_path: Path) -> None:
    if not os.path.exists("/proc/self/statm"):
        pytest.skip("the system does not say how much memory a process has")
    for jobs in ("1", "2"):
        result = run(corpus, "-o", tmp_path / "out", "--max-memory", "1", "-j", jobs)
        assert "before its first document" in fails(result, 2, "CC040")
    assert not (tmp_path / "out").exists()


def test_learn_and_check_take_what_convert_takes(corpus: Path, tmp_path: Path) -> None:
    listed, lines = tmp_path / "list", tmp_path / "a.jsonl"
    listed.write_text(f"{corpus}/a\n{corpus}/b\n")
    assert run("learn", "--files-from", listed, "-o", tmp_path / "p.toml").returncode == 0
    fails(run("learn", "-o", tmp_path / "p.toml"), 2, "CC040")
    lines.write_text(json.dumps({"id": "x", "when": "16 Jan 2008", "text": TEXTS[0]}) + "\n")
    options = ("--timeout", "60", "--max-memory", "900", "--host-column", "created=when", "--no-config")
    result = run("check", lines, *options)
    assert b"a.jsonl/x.txt:5:1: CC112 warning: the table" in result.stdout
    assert b"CC112" not in run("check", lines, "--no-config").stdout
    fails(run("check", lines, "--no-config", "--host-column", "colour=when"), 2, "CC040")
