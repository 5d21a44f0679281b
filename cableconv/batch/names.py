"""Names of outputs: one injective mapping, so that no two inputs share an output.

"a.txt" becomes "a.xml"; every other name keeps all of its own and gets the suffix: "a.html" becomes
"a.html.xml", "v1.2.txt" "v1.2.txt.xml", and "a", which has no suffix, "a%.xml". A name of 255 bytes or
more, the most that file systems take, is one of exactly 255 that ends in a hash. A folder whose name could be
that of an output, "a.xml", becomes "a.xml%", and so that the two never meet, "a.xml%" "a.xml%%".
"""

from __future__ import annotations

import re

from cableconv.folders import JOURNAL, SUMS
from cableconv.sources.names import shortened

_LONGEST = 255
SUFFIXES = {"tei": ".xml", "json": ".json", "text": ".txt"}
# Names of folders that could be those of outputs, or of what a batch keeps beside them.
_TAKEN = {
    to: re.compile(rf"(?:{re.escape(suffix)}|^{re.escape(SUMS)}|^{re.escape(JOURNAL)})%*$", re.IGNORECASE)
    for to, suffix in SUFFIXES.items()
}


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
    return f"{output_folder(folder + slash, to)}{kept}{suffix}"


def output_folder(name: str, to: str) -> str:
    """The name of the folder of outputs, from that of a folder of documents, each with a slash behind it."""
    if SUFFIXES[to] not in name.lower() and SUMS.lower() not in name.lower() and JOURNAL not in name.lower():
        return name
    return "/".join(_beside(part) if _TAKEN[to].search(part) else part for part in name.split("/"))


def _beside(part: str) -> str:
    """A name that no output has."""
    size = len(part.encode("utf-8", "surrogateescape"))
    return f"{part}%" if size < _LONGEST else shortened(part, _LONGEST)


def sharded(name: str, index: int, size: int) -> str:
    """The name in the folder of its shard: "00000/", "00001/" and so on."""
    return f"{index // size:05d}/{name}" if size else name
