"""Lists of checksums, which archives have beside their files: how they are called, and what stands in them.

Law of this file: a list is known by its name and by its lines together, as a cable may have any name. Forms
of lines: sha256sum and its like (GNU coreutils, "cksum common options"; --tag too), and the manifests of
BagIt (RFC 8493, section 2.1.3).
"""

from __future__ import annotations

import re

HEAD = 600  # bytes of a list that tell what it is
_KINDS = "md5|sha-?1|sha-?(?:224|256|384|512)|blake2b?|b2|b3"
_NAME = re.compile(
    rf"(?:check|{_KINDS})sums?(?:\.(?:txt|asc))?|.*\.(?:{_KINDS})(?:sums?)?|(?:tag)?manifest-(?:{_KINDS})\.txt",
    re.IGNORECASE,
)
_DIGEST = b"(?:%b)" % b"|".join(b"[0-9A-Fa-f]{%d}" % size for size in (32, 40, 56, 64, 96, 128))
_LINE = re.compile(
    rb"\\?" + _DIGEST + rb"(?:[ \t]+\*?[^\r\n]*)?|\\?[A-Za-z0-9/-]{2,12} \([^\r\n]+\) ?= ?" + _DIGEST
)


def is_line(line: bytes) -> bool:
    """Does a line, without its end, state the checksum of a file?"""
    return _LINE.fullmatch(line) is not None


def is_name(name: str) -> bool:
    """Is a file with this name, without its folder, likely a list of checksums?"""
    return _NAME.fullmatch(name) is not None


def is_list(head: bytes) -> bool:
    """Does a file that begins so list checksums? Remarks may stand above them."""
    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    rest = [line for line in lines if not line.startswith(b"#")]
    if len(head) >= HEAD and len(rest) > 1:  # where the last line may be cut
        del rest[-1]
    return bool(rest) and all(map(is_line, rest))
