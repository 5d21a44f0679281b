"""Whether a zip stands behind another one, which readers that begin at the end do not see.

Law of this file: other bytes before a zip, such as the program that unpacks it, are none of our business.
"""

from __future__ import annotations

import struct

_END = struct.Struct("<4s4H2LH")  # of a zip (PKWARE, APPNOTE.TXT, 4.3.16)
_MARK, _ENTRY, _LOCATOR = b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07"
_LOCATED = 20  # bytes of the locator that stands before the end of a large one (4.3.15)
_TAIL = _END.size + 2 * 65535  # with a comment, and something between the two


def is_behind_a_zip(path: str, begin: int) -> bool:
    """Does another zip with entries end before this place? Raises OSError."""
    if begin < _END.size:
        return False
    with open(path, "rb") as file:
        start = max(0, begin - _TAIL)
        file.seek(start)
        tail = file.read(begin - start)
        at = tail.rfind(_MARK)
        while at >= 0:
            if at + _END.size <= len(tail):
                _, _, _, _, count, size, _, _ = _END.unpack_from(tail, at)
                file.seek(max(0, start + at - size))
                large = tail[max(0, at - _LOCATED) : at].startswith(_LOCATOR)
                if count and (large or (size and file.read(len(_ENTRY)) == _ENTRY)):
                    return True
            at = tail.rfind(_MARK, 0, at)
    return False
