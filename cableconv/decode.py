"""Bytes to text and back, proved: encode(decode(data)) == data for any bytes.

Law of this file: no reading of the bytes is returned before its text, encoded again, has
given back the same bytes; whatever fails this falls to the next rung of the ladder. A
byte-order mark stays in the text as U+FEFF; a byte that the encoding does not know stays
as U+DC80-U+DCFF (PEP 383).
"""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from cableconv.errors import InputError, InternalError, UsageError

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16: its mark begins like that one
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
_UNIT = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
# Python's names that eat or write a byte-order mark; the mark belongs to the text.
_WITH_MARK = {
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16-le", "utf-16-be"),
    "utf-32": ("utf-32-le", "utf-32-be"),
}
# Escapes and names of hosts, no encodings of a file; some take quadratic time.
_NO_FILE_ENCODING = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)

_STATISTICS_WINDOW = 1 << 16
_DETECTION_WINDOW = 1 << 13
_BEFORE_BAD_BYTE = 1 << 11
_NO_BREAK = b"\xa0"  # a blank in most sets, so that it tells none of them (DOS: a letter, Mac: a dagger)
_ENOUGH = 16  # bytes above 0x7F in the window from which a statistical guess beats the prior,
_TELLING = 0.1  # and the confidence: chardet gives 0.13 to 0.6 to its right answers
_ASCII = bytes(range(0x80))
_CP1252_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"

_BY_NULS = 0.95
_PRIOR = 0.3  # cp1252, against what the statistics of a few bytes say
_LAST_RUNG = 0.1


class Decoded(NamedTuple):
    """Text of some bytes: encoding a Python codec name; confidence 0-1, 1 when proved or
    given; truncated the number of bytes of an incomplete last code unit, which end the
    text as U+DC00 plus byte each."""

    text: str
    encoding: str
    confidence: float
    truncated: int


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Any bytes to text from which encode gives the same bytes.

    encoding None: a byte-order mark, the NULs of UTF-16 or UTF-32, strict UTF-8, UTF-8
    with some bad bytes, chardet with a prior for Windows-1252, in this order. With a
    name, that encoding: UsageError when Python does not know it as a text encoding,
    InputError when the bytes are not in it.
    """
    if encoding is not None:
        return _given(data, encoding)
    for name, confidence in _candidates(data):
        found = _proved(data, name, confidence)
        if found is not None:
            return found
    raise InternalError("CC003", "no encoding gave the bytes back", "please report this file")


def encode(text: str, encoding: str, truncated: int = 0) -> bytes:
    """The bytes that decode read as this text, encoding and number of truncated bytes.

    Raises InputError when these cannot come from decode.
    """
    try:
        return _encode(text, _text_codec(encoding), truncated)
    except (ValueError, UsageError) as error:
        raise InputError(
            "CC004",
            f"text is not in its recorded encoding: {error}",
            "undo the edit, or convert the source again",
        ) from error


def _candidates(data: bytes) -> Iterator[tuple[str, float]]:
    """The ladder, lazily: each rung is worked out only when those before it failed."""
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    yield from ((name, 1.0) for name in marked if name != "utf-8")
    by_nuls = _encoding_by_nuls(data)
    if by_nuls and not marked:
        yield by_nuls, _BY_NULS
    first_bad = _first_bad_byte(data)
    if first_bad < 0:
        yield "utf-8", 1.0
        return
    share = _share_of_utf8(data)
    if share >= 0.5 or "utf-8" in marked:
        yield "utf-8", round(share, 2)
    else:
        yield from _by_statistics(data, first_bad)
    yield "utf-8", _LAST_RUNG


def _first_bad_byte(data: bytes) -> int:
    """Offset of the first byte that is no UTF-8, or -1."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _encoding_by_nuls(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, by where the NULs of the first bytes stand.

    In Western text nearly every code unit has NULs at the same places, and the other
    places have next to none; stray NULs in 8-bit text stand anywhere.
    """
    window = data[:_STATISTICS_WINDOW]
    if len(window) < 4 or not window.count(0):
        return None
    length = len(window)
    quarters = [window[i::4].count(0) / max(1, (length - i + 3) // 4) for i in range(4)]
    halves = [window[i::2].count(0) / max(1, (length - i + 1) // 2) for i in range(2)]
    tests = (
        ("utf-32-le", quarters[0], min(quarters[2:])),
        ("utf-32-be", quarters[3], min(quarters[:2])),
        ("utf-16-le", halves[0], halves[1]),
        ("utf-16-be", halves[1], halves[0]),
    )
    for name, elsewhere, here in tests:
        if here >= (0.9 if "32" in name else 0.25) and elsewhere * 10 <= here:
            return name
    return None


def _share_of_utf8(data: bytes) -> float:
    """Among what is not ASCII, the share of well-formed UTF-8 characters against bad bytes."""
    escaped = data.decode("utf-8", "surrogateescape")
    kept = data.decode("utf-8", "ignore")
    bad = len(escaped) - len(kept)
    good = len(kept) - len(kept.encode("ascii", "ignore"))
    return good / (good + bad) if good + bad else 1.0


def _by_statistics(data: bytes, first_bad: int) -> Iterator[tuple[str, float]]:
    """What chardet says about the bytes around the first bad one, then Windows-1252.

    Most text of the Western web that is no UTF-8 is Windows-1252, so a few bytes are no
    evidence for anything else, and no-break spaces alone are none.
    """
    import chardet

    start = max(0, first_bad - _BEFORE_BAD_BYTE)
    window = data[start : start + _DETECTION_WINDOW]
    high = len(window.translate(None, _ASCII + _NO_BREAK))
    eras = chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME
    answer = chardet.detect(window, prefer_superset=True, compat_names=False, encoding_era=eras)
    name, confidence = answer["encoding"], round(float(answer["confidence"] or 0.0), 2)
    telling = high >= _ENOUGH and confidence >= _TELLING
    if name and name not in ("cp1252", "utf-8", "ascii") and telling and _holds(data, name):
        yield name, confidence
    all_high = data.translate(None, _ASCII)
    undefined = len(all_high) - len(all_high.translate(None, _CP1252_UNDEFINED))
    if undefined * 20 <= len(all_high) and name is not None:
        yield "cp1252", confidence if name == "cp1252" else _PRIOR


def _holds(data: bytes, name: str) -> bool:
    """Whether all of the data is in this encoding, with no byte left over."""
    try:
        data.decode(_text_codec(name))
    except (ValueError, UsageError):
        return False
    return True


def _given(data: bytes, encoding: str) -> Decoded:
    """data in the encoding that the user named."""
    name = _text_codec(encoding)
    names: tuple[str, ...] = _WITH_MARK.get(name, (name,))
    if len(names) > 1:
        by_mark = [found for mark, found in _MARKS if found in names and data.startswith(mark)]
        by_nuls = [found for found in names if found == _encoding_by_nuls(data)]
        names = (*by_mark, *by_nuls, *names)
    found = _proved(data, names[0], 1.0)
    if found is not None:
        return found
    line, column = _place_of_error(data, names[0])
    raise InputError(
        "CC002",
        f"not a text in the encoding {encoding}",
        "leave --encoding out to have the encoding detected",
        line,
        column,
    )


def _place_of_error(data: bytes, name: str) -> tuple[int, int]:
    """Line and column (here: in bytes) of the first byte that the codec refuses; 1, 1 if unknown."""
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        return before.count(b"\n") + 1, error.start - before.rfind(b"\n")
    except ValueError:
        pass
    return 1, 1


def _text_codec(name: str) -> str:
    """Python's own name of a text encoding, or UsageError."""
    try:
        found = codecs.lookup(name).name
        " ".encode(found)  # refused by a codec that is no text encoding (rot13); "" would pass
        if found not in _NO_FILE_ENCODING:
            return found
    except (LookupError, ValueError):
        pass
    raise UsageError(
        "CC001", f"{name!r} is not a text encoding", "use a name such as utf-8, cp1252 or utf-16-le"
    )


def _proved(data: bytes, name: str, confidence: float) -> Decoded | None:
    """data decoded, if the codec gives the bytes back; else None."""
    truncated = len(data) % _UNIT.get(name, 1)
    whole = len(data) - truncated
    try:
        codec = _text_codec(name)
        text = (data[:whole] if truncated else data).decode(codec, _errors(codec))
        if truncated:
            text += "".join(chr(0xDC00 + byte) for byte in data[whole:])
        if _encode(text, codec, truncated) == data:
            return Decoded(text, codec, confidence, truncated)
    except (ValueError, UsageError):
        pass
    return None


def _encode(text: str, codec: str, truncated: int) -> bytes:
    """The bytes of text; raises ValueError when a character has none."""
    if not truncated:
        return text.encode(codec, _errors(codec))
    if not 0 < truncated < _UNIT.get(codec, 1) or truncated > len(text):
        raise ValueError(f"{truncated} truncated bytes")
    tail = bytes(ord(character) - 0xDC00 for character in text[-truncated:])
    return text[:-truncated].encode(codec, _errors(codec)) + tail


def _errors(codec: str) -> str:
    """The error handler: code units keep lone surrogates, bytes are escaped (PEP 383)."""
    return "surrogatepass" if codec in _UNIT else "surrogateescape"
