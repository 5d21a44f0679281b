"""Navigation on a web page, by what its elements are called.

Law of this file: a name that pages give to their columns too counts only where nothing but links is in it.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

_ROLES = frozenset(("navigation", "menu", "menubar", "search"))
_PATHS = frozenset(("breadcrumb", "breadcrumbs"))
_MENUS = frozenset(("nav", "navbar", "navigation", "menu", "sidebar", "footer"))
_HOLDERS = frozenset(("div", "ul", "ol", "aside", "section", "table", "td"))
_FEWEST = 2  # links of a menu
_MOST = 400  # elements of one


def navigates(element: Any) -> bool:
    """Does an element of any name say that it is navigation, by its role (WAI-ARIA), as a path of pages or
    as a menu of links?"""
    if not element.attrib:
        return False
    classes = element.get("class", "").casefold().split()
    paths = (*classes, *element.get("aria-label", "").casefold().split())
    return (
        element.get("role", "").casefold() in _ROLES
        or not _PATHS.isdisjoint(paths)
        or (
            element.tag in _HOLDERS
            and not _MENUS.isdisjoint((*classes, element.get("id", "").casefold()))
            and _is_of_links(element)
        )
    )


def _is_of_links(element: Any) -> bool:
    """Is every word in it a link's?"""
    inside: set[Any] = set()
    links = 0
    elements = list(islice(element.iter(), _MOST + 1))
    for each in elements:
        beside = each is not element and each.getparent() not in inside
        if each.tag == "br" and not beside:
            return False  # a link that nothing closes has the text below it
        link = each.tag == "a" and each.get("href") is not None
        if link or (each is not element and not beside):
            inside.add(each)
        elif _says(each.text):
            return False
        if beside and _says(each.tail):
            return False
        links += link
    return links >= _FEWEST and len(elements) <= _MOST


def _says(text: str | None) -> bool:
    return bool(text) and any(map(str.isalnum, text or ""))
