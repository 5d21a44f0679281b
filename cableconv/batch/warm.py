"""What the first document of a process loads, loaded once: workers are forked from a server that has it.

Law of this file: importing it converts one invented cable and keeps nothing of it.
"""

from __future__ import annotations

import gc

from cableconv.shard import Plan, convert_one
from cableconv.sources.item import Item

_CABLE = b"""\
VZCZCXYZ0000
PP RUEHC
DE RUEHTV #0042/01 0151200
ZNY CCCCC ZZH
P 151200Z JAN 08
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 1234
BT
C O N F I D E N T I A L SECTION 01 OF 02 TESTVILLE 000042

SIPDIS

E.O. 12958: DECL: 01/15/2018
TAGS: PREL, ETRD, CA
SUBJECT: HARBOR TALKS

REF: A. 07 TESTVILLE 41

Classified By: Counselor Ann Example for reasons 1.4 (b) and (d).

1. (C) SUMMARY: The harbor authority of Testville met its neigh-
bors for a second round of talks on areas of interest for future
TESTVILLE 00000042  002 OF 002
action. END SUMMARY.
- one point
- another point
SMITH
NNNN
"""

for _to in ("tei", "json"):
    convert_one(Item("warm.txt", data=_CABLE), Plan(to=_to))
gc.collect()
gc.set_threshold(50_000)  # objects between two searches for garbage: counting references frees nearly all
gc.freeze()  # so that a worker's garbage collection writes to no page that all share
