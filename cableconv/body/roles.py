"""What a line can be in the body.

Law of this file: names only; nothing here looks at a text.
"""

from enum import StrEnum
from typing import NamedTuple

from cableconv.text.labels import Label
from cableconv.text.lines import Line

BULLETS = "-*+#[o\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}>"


class Role(StrEnum):
    """What a line is in the body."""

    HEADING = "heading"
    HEADING_MORE = "heading-more"
    RULE = "rule"
    LABELLED = "labelled"
    ITEM = "item"
    ROW = "row"
    KEPT = "kept"
    KEPT_MORE = "kept-more"  # the rest of a kept line
    BEGINS = "begins"
    GOES_ON = "goes-on"
    SIGNATURE = "signature"
    DRAFTING = "drafting"
    DRAFTING_MORE = "drafting-more"  # the rest of a drafting line


class Reading(NamedTuple):
    """A line with its role; label for numbered paragraphs, cells for rows."""

    line: Line
    role: Role
    label: Label | None = None
    cells: tuple[int, ...] = ()


RUNNING = frozenset({Role.LABELLED, Role.ITEM, Role.BEGINS, Role.GOES_ON})
BEFORE_ITEMS = frozenset({Role.HEADING, Role.HEADING_MORE, Role.RULE, Role.ROW})
