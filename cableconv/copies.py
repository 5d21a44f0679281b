"""Which texts of a corpus were read before, told in memory of one size.

Law of this file: a text is called a copy wrongly once in some hundred thousand of them at most; after
MOST texts no further ones are remembered, and their copies pass for new.
"""

from __future__ import annotations

from hashlib import blake2b

_BITS = 1 << 26  # 8 MB
_PROBES = 4
_BYTES = 4  # of the digest, for each probe
MOST = 1_000_000
DIGEST = _PROBES * _BYTES


def digest_of(*parts: str) -> bytes:
    """The digest of a text in parts, however its lines were wrapped: of its letters and signs, without white
    space and hyphens."""
    found = blake2b(digest_size=DIGEST)
    for part in parts:
        found.update("".join(part.replace("-", "").split()).encode("utf-8", "surrogatepass"))
    return found.digest()


class Copies:
    """A Bloom filter of digests."""

    __slots__ = ("_bits", "_held")

    def __init__(self) -> None:
        self._bits = bytearray()
        self._held = 0

    def is_new(self, digest: bytes) -> bool:
        """Was no such text read before? From now on it was."""
        if not self._bits:
            self._bits = bytearray(_BITS // 8)
        places = [int.from_bytes(digest[at : at + _BYTES], "big") % _BITS for at in range(0, DIGEST, _BYTES)]
        if all(self._bits[place >> 3] >> (place & 7) & 1 for place in places):
            return False
        if self._held < MOST:
            self._held += 1
            for place in places:
                self._bits[place >> 3] |= 1 << (place & 7)
        return True
