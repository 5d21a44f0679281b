"""The partition as JSON: an array a source line, in it [kind, text], [kind, text, value] or
[kind, text, value, corrected].

Laws: the texts of all lines, joined, are the text of the source; a text that a JSON string
cannot hold is an array of strings, undecodable bytes and lone surrogates, in one way only.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quote
from typing import Any

from cableconv.grammar.form import lazy
from cableconv.grammar.json_values import BYTE, SURROGATE, UNCLEAN
from cableconv.json.values import Fault, Repeated
from cableconv.model import LAYOUT, LINE_ENDS, Kind, Span, Spans

KINDS = {kind.value: kind for kind in Kind}
_PIECES = lazy("([\ud800-\udfff])")
_LOW = 0xDC00  # surrogateescape holds byte 80 to FF as U+DC80 to U+DCFF


def bytewise(encoding: str) -> bool:
    """Whether U+DC80 to U+DCFF in a text of this encoding stand for bytes."""
    return not encoding.lower().replace("-", "").replace("_", "").startswith(("utf16", "utf32"))


def write_lines(spans: Spans, encoding: str) -> list[str]:
    """The JSON text of each source line."""
    held = bytewise(encoding)
    lines: list[str] = []
    line: list[str] = []
    try:
        "".join([span.text for span in spans]).encode()
        write_text = quote
    except UnicodeEncodeError:

        def write_text(text: str) -> str:
            return write_pieces(text, held)

    for kind, text, value, _, corrected in spans:
        end = f", {quote(value)}]" if value else "]"
        if corrected is not None:
            end = f", {quote(value)}, {quote(corrected)}]"
        line.append(f'["{kind}", {write_text(text)}{end}')
        if text[-1] in "\r\n":
            lines.append("[" + ", ".join(line) + "]")
            line = []
    return [*lines, "[" + ", ".join(line) + "]"] if line else lines


def write_pieces(text: str, held: bool) -> str:
    """A text as a string, or as an array where a string cannot hold it."""
    pieces = _PIECES.split(text)
    if len(pieces) == 1:
        return quote(text)
    return "[" + ", ".join([_write_piece(piece, held) for piece in pieces if piece]) + "]"


def _write_piece(piece: str, held: bool) -> str:
    code = ord(piece[0])
    if not 0xD800 <= code <= 0xDFFF:
        return quote(piece)
    if held and 0xDC80 <= code <= 0xDCFF:
        return f'{{"byte": "{code - _LOW:02X}"}}'
    return f'{{"surrogate": "{code:04X}"}}'


def read_lines(value: Any, encoding: str) -> Spans:
    """The spans of all lines; a newline stands only at the end of a line, and ends it."""
    if type(value) is not list:
        raise Fault("an array", value)
    held = bytewise(encoding)
    spans: list[Span] = []
    before = "\n"
    for place, row in enumerate(value):
        try:
            start = len(spans)
            _read_line(row, held, spans)
            line = "".join([span.text for span in spans[start:]])
            if before[-1] not in "\r\n" or (before[-1] == "\r" and line[0] == "\n"):
                raise Fault("the rest of the line before, as that has no newline", line)
            _check_newline(line, spans[-1].text)
        except Fault as fault:
            raise fault.inside(place) from None
        before = line
    return tuple(spans)


def _read_line(row: Any, held: bool, spans: list[Span]) -> None:
    if type(row) is not list or not row:
        raise Fault("an array of spans", row)
    for place, item in enumerate(row):
        try:
            if type(item) is not list or not 2 <= len(item) <= 4:
                raise Fault("[kind, text], [kind, text, value] or [kind, text, value, corrected]", item)
            kind = KINDS.get(item[0]) if type(item[0]) is str else None
            if kind is None:
                raise Fault("a kind of span", item[0]).inside(0)
            text = item[1]
            if type(text) is not str:
                text = _read_pieces(text, held)
            if not text:
                raise Fault("a string that is not empty", text).inside(1)
            value = item[2] if len(item) > 2 else ""
            if type(value) is not str or (len(item) == 3 and not value):
                raise Fault("a string that is not empty", value).inside(2)
            corrected = _read_corrected(kind, item[3]) if len(item) == 4 else None
            spans.append(Span(kind, text, value, None, corrected))
        except Fault as fault:
            raise fault.inside(place) from None


def _read_corrected(kind: Kind, value: Any) -> str:
    """The corrected reading of a span that prints."""
    if type(value) is not str:
        raise Fault("a string", value).inside(3)
    if (not value.isprintable() and UNCLEAN.search(value)) or "  " in value:
        raise Fault("clean text: single blanks, no control characters", value).inside(3)
    if kind in LAYOUT or kind in LINE_ENDS:
        raise Fault("no corrected reading, as the span prints nothing", value).inside(3)
    return value


def _check_newline(line: str, last: str) -> None:
    content = line[:-2] if last.endswith("\r\n") else line[:-1] if line[-1] in "\r\n" else line
    if "\n" in content or "\r" in content:
        raise Fault("no newline before the end of the line", line)


def _read_pieces(value: Any, held: bool) -> str:
    if type(value) is not list:
        raise Fault("a string, or an array of strings, bytes and surrogates", value).inside(1)
    pieces: list[str] = []
    string_before = False
    try:
        for piece in value:
            if type(piece) is str and (string_before or not piece):
                raise Fault("one string that is not empty", piece)
            string_before = type(piece) is str
            pieces.append(piece if type(piece) is str else _read_piece(piece, held))
    except Fault as fault:
        raise fault.inside(len(pieces)).inside(1) from None
    if all(type(piece) is str for piece in value):
        raise Fault("a string, as one can hold it", value).inside(1)
    return "".join(pieces)


def _read_piece(piece: Any, held: bool) -> str:
    if type(piece) is not dict or len(piece) != 1 or isinstance(piece, Repeated):
        raise Fault('{"byte": "FF"} or {"surrogate": "D800"}', piece)
    [(key, digits)] = piece.items()
    form = {"byte": BYTE, "surrogate": SURROGATE}.get(key)
    if form is None or type(digits) is not str or not form.fullmatch(digits):
        raise Fault('{"byte": "FF"} or {"surrogate": "D800"}', piece)
    if form is BYTE and not held:
        raise Fault("no byte in a text of UTF-16 or UTF-32", piece)
    code = int(digits, 16) + (_LOW if form is BYTE else 0)
    if form is SURROGATE and held and 0xDC80 <= code <= 0xDCFF:
        raise Fault(f'{{"byte": "{code - _LOW:02X}"}}', piece)
    return chr(code)
