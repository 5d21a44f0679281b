"""Texts made comparable: what a converter may repair or leave compares as equal."""

from __future__ import annotations

import html

PAIRS = (("â€™", "'"), ("â€œ", '"'), ("\N{RIGHT SINGLE QUOTATION MARK}", "'"), ("\N{SOFT HYPHEN}", ""))


def canon(text: str) -> str:
    """White space collapsed; entities, mojibake and curly apostrophes in one form."""
    for old, new in PAIRS:
        if old in text:
            text = text.replace(old, new)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


def squash(text: str) -> str:
    """Canonical text without any white space."""
    return canon(text).replace(" ", "")
