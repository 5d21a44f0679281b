"""Names of outputs: one injective mapping, so that no two inputs share an output.

"a.txt" becomes "a.xml"; every other name keeps all of its own and gets the suffix: "a.html" becomes
"a.html.xml", "v1.2.txt" "v1.2.txt.xml", and "a", which has no suffix, "a%.xml". A name of 255 bytes or
more, the most that file systems take, is one of exactly 255 that ends in a hash.
"""

from __future__ import annotations

from cableconv.sources_item import shortened

_LONGEST = 255
SUFFIXES = {"tei": ".xml", "json": ".json", "text": ".txt"}


def output_name(name: str, to: str) -> str:
    """The name of the output, folders kept. Two names never give one."""
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    if dot and suffix == "txt" and stem and "." not in stem and not stem.endswith("%"):
        kept = stem
    elif "." in last:
        kept = last
    else:
        kept = f"{last}%"
    suffix = SUFFIXES[to]
    if len(kept.encode("utf-8", "surrogateescape")) + len(suffix) >= _LONGEST:
        kept = shortened(kept, _LONGEST - len(suffix))
    return f"{folder}{slash}{kept}{suffix}"


def sharded(name: str, index: int, size: int) -> str:
    """The name in the folder of its shard: "00000/", "00001/" and so on."""
    return f"{index // size:05d}/{name}" if size else name
