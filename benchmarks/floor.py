"""What a bar in file copies leaves room for: steps that no converter in Python does without, against a copy.

    python -m benchmarks.floor [FILE]

Processor time, both sides measured in turn in the same run, as in benchmarks.speed. None of these steps is
the project's own code: they are what libxml2 and CPython take for the least that a conversion asks of them.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

import cableconv
from benchmarks.speed import LOOPS, paired

SCHEMA = Path(__file__).parent.parent / "schemas" / "1.0" / "cableconv.rng"
CALLS = 1000


def nothing() -> int:
    """A call that does nothing."""
    return 0


def steps(path: Path) -> dict[str, Callable[[], object]]:
    """The steps by name, over the text of a file and the document that it becomes."""
    data = path.read_bytes()
    lines = data.decode(errors="replace").splitlines(keepends=True)
    document = cableconv.convert(data, cableconv.Options(name=path.name), "tei")
    tree = etree.fromstring(document)
    schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
    pattern = re.compile(r"\s*\d{1,3}\.")
    return {
        "reading the finished TEI with libxml2": lambda: etree.fromstring(document),
        "validating it, read, against the published schema": lambda: schema.validate(tree),
        f"one pattern matched once on each of {len(lines)} lines": lambda: [
            pattern.match(line) for line in lines
        ],
        f"{CALLS:,} calls of an empty function": lambda: [nothing() for _ in range(CALLS)],
    }


def main() -> None:
    """Measure and print."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds/000_e8292a26f4d70e19.txt")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.txt"
        for name, step in steps(path).items():
            paired(name, step, lambda: shutil.copyfile(path, copy), LOOPS, "4 for all together")


if __name__ == "__main__":
    main()
