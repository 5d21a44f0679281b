"""The footer of an article or a section, where a page puts the signature of its cable.

Law of this file: a name in capitals alone, below text of the article, is a signature; a page's own words
(links, a menu's words, a footer of the whole page) are none.
"""

from __future__ import annotations

from typing import Any

from cableconv.grammar import site

_ARTICLES = ("article", "main", "section", "blockquote", "td", "details")  # whose footer is not the page's
_OF_PAGES = ("a", "button", "form", "input", "nav", "img")
WORDS = frozenset(
    """share print top home menu back next previous ends more comment comments rss tags login search contact
    about subscribe copyright email donate credits source sources permalink archive""".split()  # noqa: SIM905
)
_MOST = 2  # lines of a signature
_LONGEST = 60  # characters of one, markup's blanks apart
_END = (".", "?", "!", '"', ")")


def signs(element: Any) -> bool:
    """Does a footer of an article hold nothing but the signature of the text above it?"""
    lines = [text.strip() for text in element.itertext() if text.strip()]
    if not 0 < len(lines) <= _MOST or not all(map(_is_name, lines)):
        return False
    if (
        next(element.iterancestors(*_ARTICLES), None) is None
        or next(element.iter(*_OF_PAGES), None) is not None
    ):
        return False
    above = element.getprevious()
    texts = [*above.itertext(), above.tail or ""] if above is not None else [element.getparent().text or ""]
    said = [text.strip() for text in texts if text.strip()]
    return bool(said) and said[-1].endswith(_END)


def _is_name(line: str) -> bool:
    known = WORDS.isdisjoint(line.casefold().split())
    return len(line) <= _LONGEST and known and site.SIGNATURE.fullmatch(line) is not None
