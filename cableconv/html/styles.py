"""What the style that an element carries itself says of it: a line of its own, or not shown at all.

Law of this file: style sheets are not read; an element is taken at its own word or at its name.
"""

from __future__ import annotations

import re
from typing import Any

from cableconv.grammar.form import lazy

_DISPLAY = lazy(r"(?:\A|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_AS_BLOCKS = frozenset(("block", "list-item", "flex", "grid", "table", "table-row"))
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span
    strike strong sub sup time tt u var""".split()  # noqa: SIM905
)


def is_block(element: Any) -> bool:
    """Does an element that stands in lines by its name stand on lines of its own by its style? In printed
    text the line end behind it says the same, and is one line end with it."""
    if element.tag not in _INLINE or _display(element) not in _AS_BLOCKS:
        return False
    return not (element.tail or "").startswith(("\n", "\r"))


def is_hidden(element: Any) -> bool:
    """Does the page not show this element, until a script does?"""
    return bool(element.attrib) and (element.get("hidden") is not None or _display(element) == "none")


def _display(element: Any) -> str:
    style = element.get("style")
    found = _DISPLAY.search(style) if style else None
    return found[1].lower() if found else ""
