"""Shapes of a page's lines that several readers of boilerplate ask for.

Law of this file: questions of one line's text, in linear time.
"""

from __future__ import annotations

from cableconv.grammar import markers, pages, site

LONG = 2000  # characters: a longer line is no line of a site, but may hold some of its text
SENTENCE_END = (".", "!", "?", '"', "'", ")", "\u201d", "\u2019", ";", "-", "=", "#")
ADDRESS = ("http://", "https://", "www.")
_ROW = 5  # words of a row
_TAG = 8  # letters of an entry
_SIGNED = 60  # characters of a stop, a signature and the end of transmission
_FEW = 3  # words that are no sentence
_PAGE_LINES = (pages.PAGE_MARKER, pages.PAGE_HEADING, pages.RELAYED_PAGE)
_LONGEST = 120  # characters of such a line
VALUES = (
    ("reference_id", site.REFERENCE_ID),
    ("created", site.TIMESTAMP),
    ("classification", site.CLASS_VALUE),
    ("origin", site.ORIGIN_VALUE),
)


def without_values(text: str) -> str:
    """What is left of a line when the values of a reference table are taken out, in their order."""
    for _, form in VALUES:
        for _ in range(2):
            found = form.search(text)
            if not found:
                break
            text = text[: found.start()] + text[found.end() :]
    return text.strip(" |\t,;-")


def is_page_line(text: str) -> bool:
    """Is this a line with which the pages of a telegram begin, TESTVILLE 00004453 002 OF 003, and nothing
    else?"""
    return len(text) < _LONGEST and any(form.fullmatch(text) for form in _PAGE_LINES)


def is_teaser(text: str) -> bool:
    return bool(
        text.rstrip()[-2:] in (">>", ">", "\u00bb", "\u203a", "d>", "e>", "e\u00bb", "e >")
        or ">>" in text[-12:]
        or "\u00bb" in text[-6:]
    ) and bool(site.TEASER.search(text, max(0, len(text) - 60)))


def is_footnote(text: str) -> bool:
    if "\u21a9" in text[:12] and site.FOOTNOTE.match(text):
        return True
    return "\u21a9" in text[-12:] and bool(
        site.FOOTNOTE.search(text, len(text) - 12 if len(text) > 12 else 0)
    )


def is_tag_row(text: str) -> bool:
    """A row of a list of TAGS or of letters to browse by: short words in capitals alone, five at least."""
    words = text.split() if text.isupper() else ()
    return len(words) >= _ROW and all(word.isalpha() and len(word) <= _TAG for word in words)


def is_letter_row(text: str) -> bool:
    """A row of letters to browse by: "A B C D E"."""
    words = text.split()
    return len(words) >= _ROW and all(len(word) == 1 and word.isupper() for word in words)


def is_prose(text: str) -> bool:
    """A line of running text: long, mostly small letters, no menu."""
    if len(text) < 40 or text.count(" ") < 5:
        return False
    small = sum(map(str.islower, text[:80]))
    return small > 24 and "|" not in text and not is_teaser(text)


def is_sentence(text: str) -> bool:
    """A whole sentence of running text: four words and more, most of them in small letters (or all
    of it in capitals, as old telegrams are), ended as sentences end."""
    words = text.split()
    if len(words) < 4 or not text.rstrip(" \"'\u201d\u2019)").endswith((".", "!", "?")):
        return False
    if text.rstrip().endswith("..."):
        return False
    return runs_small(words) or (text.isupper() and len(words) > 4)


def ends_text(text: str) -> bool:
    """Does a line end as the text of a cable does: with a sentence, or with the signature behind one?"""
    bare = text.rstrip()
    return bare.endswith(SENTENCE_END) or (
        (bare[-1:].isupper() or bare[-1:].isdigit()) and site.SIGNED_END.search(bare[-_SIGNED:]) is not None
    )


def is_of_cable(text: str) -> bool:
    """Is a line of a shape that cables alone print, as items, tables and the ends of comments are?"""
    bare = text.strip()
    ends = markers.MARKER_END.match(bare) or markers.TEXT_MARKER.fullmatch(bare)
    return bool(site.CABLE_ONLY.match(text) or ends or markers.EXTENT_MARKER.fullmatch(bare))


def runs_small(words: list[str]) -> bool:
    """Do half of the words, at least, begin with a small letter?"""
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def is_cut_short(text: str) -> bool:
    """The beginning of a sentence, which a page cuts short: "Ministers will meet to look at ..."."""
    words = text.split()
    return len(words) > _FEW and site.TRAILING_DOTS.search(text) is not None and runs_small(words)


def shown(text: str) -> str:
    return f'"{" ".join(text.split())[:60]}"'
