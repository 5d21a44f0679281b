"""Text into line spans: the first partition, which every stage refines.

Law of this file: the spans are whole lines and their texts joined are the text.
"""

from __future__ import annotations

import re

from cableconv.model import Kind, Span, Spans

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def scan(text: str) -> Spans:
    """Split text into one span a line, newline included: BLANK when white only, else LINE.

    A line ends at CR LF, LF or CR and at nothing else: str.splitlines would also split
    at form feed, NEL and U+2028, which are characters of the line.
    """
    blank, line = Kind.BLANK, Kind.LINE
    return tuple([Span(blank if piece.isspace() else line, piece) for piece in _LINE.findall(text)])
