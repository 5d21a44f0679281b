"""Runs that are stopped while inputs change, outputs are damaged and options differ: what --resume makes in
the end is what one undisturbed run makes."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from cableconv.batch import collection as batch
from cableconv.batch import parquet_rows, volumes
from cableconv.batch.report import Tally
from cableconv.batch.work import Order
from cableconv.shard import Plan
from cableconv.sources import paths as sources
from cableconv.sources.wanted import Wanted

TARGETS = {
    "out": (0, 3),
    "out.jsonl": (0, 3, 4),
    "out.xml": (0, 3),
    "out.zip": (0, 3, 4),
    "part-{}.jsonl": (3, 4),
    **({"out.parquet": (0, 3, 4)} if find_spec("pyarrow") else {}),
}


class Stopped(Exception):
    """As a signal stops a run, between two documents."""


class Run(NamedTuple):
    """Options of a run: what may differ from one to the next."""

    target: str
    shard: int = 0
    edition: str = ""
    checksums: bool = False


def put(source: Path, number: int, words: str) -> None:
    """A short cable; without words it is gone, and at its place stands another file that is none."""
    text = f"UNCLAS TESTVILLE {number:06}\n\nSUBJECT: HARBOR\n\n1. (U) {words} was said.\n"
    cable, other = source / f"{number:02}.txt", source / f"{number:02}x.txt"
    (other if words else cable).unlink(missing_ok=True)
    (cable if words else other).write_text(text if words else "")


def converted(source: Path, folder: Path, run: Run, stop: int = 1000, *, resume: bool = True) -> list[str]:
    """Run; what is told to be left of runs before."""
    count = iter(range(stop))

    def progress(tally: Tally) -> None:
        if next(count, None) is None:
            raise Stopped

    order = Order(
        Plan(edition=run.edition),
        str(folder / run.target),
        jobs=0,
        resume=resume,
        prune=resume and run.target == "out",
        shard=run.shard,
        checksums=run.checksums,
    )
    try:
        return batch.convert_all(sources.items([str(source)], Wanted()), order, progress=progress).left
    except Stopped:
        return []


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not (path.name.startswith(".") and path.name.endswith("journal"))
    }


def end(source: Path, tmp_path: Path, run: Run) -> None:
    """Go on to the end, and compare with a run of its own."""
    left = converted(source, tmp_path / "here", run)
    (tmp_path / "there").mkdir()
    converted(source, tmp_path / "there", run, resume=False)
    here, there = files(tmp_path / "here"), files(tmp_path / "there")
    assert {name: here.get(name) == data for name, data in there.items()} == dict.fromkeys(there, True)
    more = here.keys() - there.keys() - {*left, *(f"out/{name}" for name in left)}
    assert {name for name in more if run.shard or "-" not in name} == set()  # else shards of another command


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "here").mkdir()
    for number in range(8):
        put(folder, number, "" if number in (2, 5) else f"Word {number}")
    return folder


@pytest.mark.parametrize("target", ["out.jsonl", "out.xml", "out.zip", "part-{}.jsonl"])
def test_the_last_good_document_of_a_shard_goes(source: Path, tmp_path: Path, target: str) -> None:
    run = Run(target, 3)
    put(source, 2, "Here")
    converted(source, tmp_path / "here", run, 5)
    put(source, 2, "")
    end(source, tmp_path, run)


@pytest.mark.parametrize("target", ["out.jsonl", "out.xml", "out.zip"])
def test_a_shard_is_damaged_behind_its_last_good_document(source: Path, tmp_path: Path, target: str) -> None:
    run = Run(target, 3)
    put(source, 2, "Here")
    converted(source, tmp_path / "here", run, 5)
    (first,) = [path for path in (tmp_path / "here").iterdir() if path.stem == "out-00000"]
    os.truncate(first, first.stat().st_size - 30)
    put(source, 2, "")
    end(source, tmp_path, run)


def test_a_finished_zip_of_other_options_is_none_of_these(source: Path, tmp_path: Path) -> None:
    converted(source, tmp_path / "here", Run("out.zip", 3), 7)
    converted(source, tmp_path / "here", Run("out.zip", 3, "diplomatic"), 2)
    end(source, tmp_path, Run("out.zip", 3, "diplomatic"))


def test_unfinished_files_of_other_shards_are_taken_away(source: Path, tmp_path: Path) -> None:
    converted(source, tmp_path / "here", Run("out.jsonl", 3), 4)
    assert (tmp_path / "here" / "out-00001.jsonl.part").exists()
    (tmp_path / "here" / "out-00009.jsonl.part").write_text("of somebody else\n")
    converted(source, tmp_path / "here", Run("out.jsonl"))
    assert sorted(files(tmp_path / "here")) == ["out-00000.jsonl", "out-00009.jsonl.part", "out.jsonl"]


@pytest.mark.parametrize("seed", range(60))
def test_any_history_ends_as_one_run(source: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    target = draw.choice([*TARGETS])
    run = Run(target, draw.choice(TARGETS[target]))
    for _ in range(draw.randint(1, 4)):
        if draw.random() < 0.3:
            run = run._replace(edition=draw.choice(["", "reading", "diplomatic"]))
        if draw.random() < 0.2:
            run = run._replace(shard=draw.choice(TARGETS[target]))
        run = run._replace(checksums=draw.random() < 0.3)
        converted(source, tmp_path / "here", run, draw.choice([1000, draw.randrange(10)]))
        for _ in range(draw.randint(0, 3)):
            change(draw, source, tmp_path / "here")
    end(source, tmp_path, run._replace(checksums=draw.random() < 0.5))


def change(draw: random.Random, source: Path, folder: Path) -> None:
    """Another input, one less, or damage to an output."""
    inputs = sorted(source.iterdir())
    outputs = sorted(path for path in folder.rglob("*") if path.is_file() and "journal" not in path.name)
    what = draw.random()
    if what < 0.5:
        put(source, draw.randrange(12), draw.choice(["", "New", f"Word {draw.randrange(9)}"]))
    elif what < 0.7 and len(inputs) > 1:
        draw.choice(inputs).unlink()
    elif outputs:
        path = draw.choice(outputs)
        data = path.read_bytes()
        at = draw.randrange(len(data) + 1)
        path.write_bytes(draw.choice([b"", data[:at], data[:at] + b"#" + data[at + 1 :], data + b"#"]))


@pytest.mark.parametrize("where", ["half made", "made", "told", "named"])
@pytest.mark.parametrize("shard", [0, 3])
def test_a_parquet_file_may_be_stopped_while_it_is_made(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, shard: int
) -> None:
    pytest.importorskip("pyarrow")
    pack = parquet_rows.pack

    def stopped(*given: str) -> None:
        raise Stopped

    def stopped_in(lines: str, path: str) -> None:
        pack(lines, path)
        if where == "half made":
            os.truncate(path, os.path.getsize(path) // 2)
        raise Stopped

    run, here = Run("out.parquet", shard), tmp_path / "here"
    with monkeypatch.context() as patch:
        if where == "told":
            patch.setattr(volumes.os, "replace", stopped)
        elif where == "named":
            patch.setattr(volumes, "remove_unfinished", stopped)
        else:
            patch.setattr(parquet_rows, "pack", stopped_in)
        with suppress(Stopped):
            converted(source, here, run)
    first = "out-00000.parquet" if shard else "out.parquet"
    left = {first, f"{first}.part"} if where == "named" else {f"{first}.part", f"{first}.packed"}
    assert {*files(here)} == left
    end(source, tmp_path, run)
    assert files(here) == files(tmp_path / "there")
