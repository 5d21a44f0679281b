"""``learn`` over a whole collection, once, for real: one pass, in bounded memory, and what it learned.

``python -m benchmarks.learning``: 251,287 generated cables (one JSONL, some 1.6 GB), those that no known site
printed inside the page of an invented one; prints time, documents a second, the largest memory of a process,
and of the invented site's lines how many the profile cuts, and how many lines that are none of its.
``--sum --keep FILE`` takes the documents for lessons as they are, without the stages: the adding alone, which
holds the memory, in a fifth of the time.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from cableconv.boilerplate.layouts import fold
from cableconv.copies import digest_of
from cableconv.learn import Lesson, learn_document, learned

from .accuracy.printing import sample
from .quarter_million import SIZE

_POST = re.compile(r"^FM AM(?:EMBASSY|CONSUL) (\w+)", re.MULTILINE)
_YEAR = re.compile(r"^[ZOPR] \d{6}Z [A-Z]{3} (\d\d)", re.MULTILINE)
OF_NO_SITE = frozenset(("plain", "acp126", "1970s", "none"))
ABOVE = ("Harbor Papers Mirror", "Front page | Index | Letters", "Paper {n} of 251,287")
BELOW = (
    "Seen {n} times since the tide turned",
    "Corrections to the harbor master, please",
    "Index | Letters | Imprint",
    "Harbor Papers is kept up by volunteers",
)


def document(index: int, seed: int = 8) -> str:
    """One generated cable as text, in a page of the invented site where no other printed it."""
    made = sample(seed, index)
    text = made.data.decode("utf-8", "replace")
    layout = next((flag[7:] for flag in made.truth.flags if flag.startswith("layout:")), "none")
    if layout not in OF_NO_SITE:
        return text
    number = Random(f"{seed}/{index}/page").randint(1, 90_000)
    page = [*ABOVE, "", text.rstrip("\r\n"), "", *BELOW, ""]
    return "\n".join(line.replace("{n}", str(number)) if line != text else line for line in page)


def write(target: Path, size: int, jobs: int) -> None:
    """The collection as JSON Lines; the file appears when it is whole."""
    part = target.with_suffix(".part")
    with ProcessPoolExecutor(jobs) as pool, part.open("w", encoding="utf-8") as file:
        for index, text in enumerate(pool.map(partial(document), range(size), chunksize=200)):
            file.write(json.dumps({"id": f"{index:06d}", "text": text}) + "\n")
    part.replace(target)


def lessons(source: Path) -> Iterator[Lesson]:
    """What the documents teach when every line of them is taken for running text."""
    with source.open(encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            post, year = _POST.search(text), _YEAR.search(text)
            name = post[1] if post else ""
            when = 2000 + int(year[1]) if year else None
            lines = text.split("\n")
            profile = learn_document(text, post=name, year=when)
            yield Lesson(((lines, name, profile, digest_of(name, str(when), *lines)),))


def add(source: Path) -> int:
    """The lessons of a collection summed up in this process, which is measured."""
    begin, processor = time.perf_counter(), time.process_time()
    found = learned(lessons(source)).profile
    took, worked = time.perf_counter() - begin, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"the adding alone: {took:.0f} s, {worked:.0f} s of processor time; this process {memory} MB")
    print(f"{len(found.vocabulary)} forms, {len(found.site_lines)} lines listed")
    return int(memory >= 300)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; 1 when learning failed, needed 300 MB, or cuts a line of a cable."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning", description=__doc__)
    parser.add_argument("-n", type=int, default=SIZE, help="number of documents")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--keep", metavar="FILE", help="the collection: written there, or taken if it exists")
    parser.add_argument("--sum", action="store_true", help="the adding alone, over the file of --keep")
    asked = parser.parse_args(argv)
    if asked.sum and not asked.keep:
        parser.error("--sum needs the collection: --keep FILE")
    if asked.sum:
        return add(Path(asked.keep))
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(asked.keep or f"{work}/all.jsonl"), Path(work) / "profile.toml"
        if not source.exists():
            write(source, asked.n, asked.jobs)
        command = [sys.executable, "-m", "cableconv", "learn", str(source), "-o", str(target), "-q"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        begin = time.perf_counter()
        done = subprocess.run([*command, "-j", str(asked.jobs)], check=False)
        took = time.perf_counter() - begin
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        profile = tomllib.loads(target.read_text("utf-8")) if target.exists() else {}
    listed = {entry["line"] for entry in profile.get("site-line", ()) if entry["cut"]}
    own = {fold(line.replace("{n}", "1")) for line in (*ABOVE, *BELOW)}
    rate = asked.n / took
    print(f"{asked.n} documents, {source_size(asked.keep)}: {took:.0f} s, {rate:.0f} a second")
    print(f"exit {done.returncode}; largest process {memory} MB ({before} MB that of the generator)")
    print(f"lines of the site cut: {len(listed & own)} of {len(own)}; others: {sorted(listed - own)}")
    return int(done.returncode != 0 or memory >= 300 or not own <= listed or bool(listed - own))


def source_size(kept: str | None) -> str:
    """How large the collection is, where it was kept."""
    return f"{Path(kept).stat().st_size / 1e6:.0f} MB" if kept else "not kept"


if __name__ == "__main__":
    sys.exit(main())
