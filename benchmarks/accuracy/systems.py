"""The converters that are measured: bytes in, Outcome out."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from shutil import which

from . import baseline
from .canon import canon
from .outcome import Outcome, Said, from_json, from_tei


def cableconv_json(data: bytes, name: str) -> Outcome:
    """The converter through its public door, as JSON."""
    import cableconv

    return from_json(cableconv.convert(data, cableconv.Options(name=name), "json"))


def cableconv_tei(data: bytes, name: str) -> Outcome:
    """The converter through its public door, as TEI."""
    import cableconv

    return from_tei(cableconv.convert(data, cableconv.Options(name=name), "tei"))


def simple(data: bytes, name: str) -> Outcome:
    """The regular-expression baseline."""
    return baseline.convert(data)


def _paragraphs(text: str) -> Outcome:
    blocks = []
    for chunk in re.split(r"\n\s*\n", text):
        if words := canon(chunk):
            label = baseline.LABEL.match(words)
            blocks.append(
                Said(
                    "paragraph" if label else "heading",
                    words,
                    label[1] if label else "",
                    (label[2] or "") if label else "",
                )
            )
    return Outcome(blocks=blocks)


def trafilatura(data: bytes, name: str) -> Outcome:
    """trafilatura, given the text as preformatted HTML."""
    import html

    from trafilatura import extract  # type: ignore[import-not-found,unused-ignore]

    text = html.escape(data.decode("utf-8", "replace"))
    page = f"<html><body><article><pre>{text}</pre></article></body></html>"
    return _paragraphs(str(extract(page) or ""))


def pandoc(data: bytes, name: str) -> Outcome:
    """pandoc, reading the text as Markdown."""
    run = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "plain", "--wrap=none"],
        input=data,
        capture_output=True,
        check=True,
    )
    return _paragraphs(run.stdout.decode())


SYSTEMS: dict[str, Callable[[bytes, str], Outcome]] = {
    "cableconv": cableconv_json,
    "cableconv-tei": cableconv_tei,
    "baseline": simple,
    "trafilatura": trafilatura,
    "pandoc": pandoc,
}


def installed(name: str) -> bool:
    """Whether a system can be run here."""
    if name == "pandoc":
        return which("pandoc") is not None
    return name in ("truth", "baseline") or find_spec(name.split("-")[0]) is not None
