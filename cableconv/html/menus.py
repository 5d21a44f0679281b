"""Navigation on a web page, by what its elements are called.

Law of this file: a name that pages give to their columns too counts only where nothing but links is in it.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from cableconv.html.footers import WORDS

_ROLES = frozenset(("navigation", "menu", "menubar", "search"))
_PATHS = frozenset(("breadcrumb", "breadcrumbs"))
_MENUS = frozenset(("nav", "navbar", "navigation", "menu", "sidebar", "footer"))
_LISTS = frozenset(  # of other pages, below a heading or not
    """related related-posts relatedposts related-articles related-content jp-relatedposts post-navigation
    nav-links share sharing sharedaddy share-buttons social social-links""".split()  # noqa: SIM905
)
_FEET = frozenset(("footer", "site-footer", "page-footer", "colophon", "copyright"))
_RIGHTS = ("\N{COPYRIGHT SIGN}", "copyright", "all rights reserved", "powered by")
_FEW = 80  # words of a page's foot
_PAGES = frozenset(("pagination", "pager", "paging", "page-numbers", "page-nav", "pagenav"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_HOLDERS = frozenset(("div", "ul", "ol", "aside", "section", "table", "td", "p", "center"))
_PAGE = frozenset(("body", "html"))
_UNSEEN = frozenset(("script", "style", "link", "noscript"))
_FEWEST = 2  # links of a menu
_MOST = 400  # elements of one


def navigates(element: Any) -> bool:
    """Does an element of any name say that it is navigation, by its role (WAI-ARIA), as a path of pages, as a
    menu of links or as the foot of the page, which says whose rights are reserved; or do links alone end the
    page?"""
    if (
        element.tag in _HOLDERS
        and _ends_page(element)
        and _is_of_links(element)
        and _speaks_of_pages(element)
    ):
        return True
    if not element.attrib:
        return False
    classes = element.get("class", "").casefold().split()
    names = (*classes, element.get("id", "").casefold())
    paths = (*classes, *element.get("aria-label", "").casefold().split())
    return (
        element.get("role", "").casefold() in _ROLES
        or not _PATHS.isdisjoint(paths)
        or (
            element.tag in _HOLDERS
            and (
                (not _MENUS.isdisjoint(names) and _is_of_links(element))
                or (not _LISTS.isdisjoint(names) and _is_of_links(element, headed=True))
                or (not _PAGES.isdisjoint(names) and _is_of_links(element, numbered=True))
                or (not _FEET.isdisjoint(names) and _reserves_rights(element))
            )
        )
    )


def _ends_page(element: Any) -> bool:
    """Is this the last that stands on the page?"""
    while element is not None and element.tag not in _PAGE:
        if (element.tail or "").strip() or any(
            other.tag not in _UNSEEN for other in element.itersiblings() if isinstance(other.tag, str)
        ):
            return False
        element = element.getparent()
    return element is not None


def _speaks_of_pages(element: Any) -> bool:
    """Is a menu's word among these: "Home", "Contact"?"""
    words = " ".join(islice(element.itertext(), _MOST)).casefold().split()
    return not WORDS.isdisjoint(words)


def _reserves_rights(element: Any) -> bool:
    """Do few words stand here, and say whose the page is?"""
    text = " ".join(islice(element.itertext(), _MOST)).casefold()
    return any(sign in text for sign in _RIGHTS) and len(text.split()) <= _FEW


def _is_of_links(element: Any, *, headed: bool = False, numbered: bool = False) -> bool:
    """Is every word in it a link's? headed: or a heading's; numbered: or a number, of the page that is
    shown. Of these a link may lead nowhere, but it is no anchor."""
    inside: set[Any] = set()
    links = 0
    elements = list(islice(element.iter(), _MOST + 1))
    for each in elements:
        beside = each is not element and each.getparent() not in inside
        if each.tag == "br" and not beside:
            return False  # a link that nothing closes has the text below it
        leads = each.get("href") is not None or ((headed or numbered) and not each.attrib)
        link = each.tag == "a" and leads
        heads = headed and each.tag in _HEADINGS
        if link or heads or (each is not element and not beside):
            inside.add(each)
        elif _says(each.text, numbered):
            return False
        if beside and _says(each.tail, numbered):
            return False
        links += link
    return links >= (1 if headed or numbered else _FEWEST) and len(elements) <= _MOST


def _says(text: str | None, numbered: bool) -> bool:
    """Is there a letter in this text, or a digit where numbers tell something?"""
    return bool(text) and any(map(str.isalpha if numbered else str.isalnum, text or ""))
