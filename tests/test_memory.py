"""Want of memory in a parser is told as that, and is no fault of the document or of cableconv."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("resource")
STARVED = """
import resource, sys
from cableconv import validate
from cableconv.errors import CableconvError
from cableconv.html import page as html_page
from cableconv.tei import walk as tei_walk
from lxml import etree
{load}
data = {data}
with open("/proc/self/statm") as file:
    pages = int(file.read().split()[0])
limit = pages * resource.getpagesize() + {more}
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    {read}(data)
except (MemoryError, CableconvError) as error:
    print(type(error).__name__)
"""
LARGE = "b'<a>' + b'<p>text</p>' * 400000 + b'</a>'"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the size of a process is read from /proc")
@pytest.mark.parametrize("read", ["validate.validate_tei", "tei_walk.parse", "html_page.read"])
@pytest.mark.parametrize(("data", "starved"), [(LARGE, True), ("b'<a>'", False)])
def test_a_parser_without_memory(read: str, data: str, starved: bool) -> None:
    more = 20_000_000 if starved else 500_000_000
    load = "etree.fromstring(b'<a/>'); etree.HTML('<p>')"
    script = STARVED.format(load=load, data=data, more=more, read=read)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert ("MemoryError" in done.stdout) == starved, (done.stdout, done.stderr)
