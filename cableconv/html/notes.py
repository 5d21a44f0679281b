"""Marks of an editor's notes in the text of a page: a raised number that leads to the note.

Law of this file: a number that leads nowhere, or begins its paragraph, is text.
"""

from __future__ import annotations

from typing import Any

from cableconv.grammar.form import lazy

_MARK = lazy(r"\s*(?:\d{1,3}|\[\d{1,3}\]|[*\u2020\u2021])\s*")


def is_mark(element: Any) -> bool:
    """Is an element a raised number that leads to a place of its page, behind the words of a sentence?"""
    if element.tag == "sup":
        link, raised = next(element.iter("a"), None), element
    elif element.tag == "a":
        link, raised = element, next(element.iter("sup"), None)
    else:
        return False
    if link is None or raised is None or "#" not in link.get("href", ""):
        return False
    return _MARK.fullmatch("".join(element.itertext())) is not None and _stands_behind_text(element)


def _stands_behind_text(element: Any) -> bool:
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return parent is not None and bool((parent.text or "").strip())
    return bool((before.tail or "").strip() or "".join(before.itertext()).strip())
