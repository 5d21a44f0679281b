"""What a line must look like to be a heading, told from the line alone and the width of its text.

Law of this file: a line that ends like a sentence, or is as long as the text is wide, has no such look.
"""

from __future__ import annotations

from cableconv.grammar import body as grammar
from cableconv.grammar import letters
from cableconv.grammar import pages as page_forms
from cableconv.grammar.form import lazy
from cableconv.text.labels import Numbering
from cableconv.text.lines import Habits, Line
from cableconv.text.sentences import EDGES, LINKS, SMALL, is_terminal, is_titled

_SENTENCES = lazy(r"[a-z]{4}\.[\"')\]]?\s+[A-Z]")
WIDE = 0.8  # of the width: a longer line without a blank line about it is prose
NARROW = 0.75  # of the width: a title is narrower
_MANY = 5  # words of a title in capitals that ends with an abbreviation
_FIRMS = (" Inc.", " Ltd.", " Co.", " Corp.", " Bros.", " INC.", " LTD.", " CO.", " CORP.", " BROS.")
_MISCOUNTED = 6  # paragraphs by which a number below a title may be too high
_COUNTRY = lazy(r"\b(?:[A-Z]\.){2,3}\Z")  # "Trade with the U.S."
_ANNOUNCES = frozenset({"IS", "ARE", "WAS", "WERE", "READS", "READ", "SAYS", "SAID"})
_SPOKEN = frozenset(  # words that begin a sentence
    {"he", "she", "it", "they", "we", "this", "that", "these", "i", "you", "there"}
)


def is_title(line: Line, width: int) -> bool:
    """Is the line alone enough to be seen as a heading: short, in title case, without an end?"""
    if line.length >= NARROW * width:
        return False
    bare = line.bare.strip("*- ")  # "*** Next Steps ***"
    words = [word.strip(EDGES) for word in bare.split()]
    titled = len(words) > 1 and all(
        word[:1].isupper() for word in words if len(word) > 3 and word not in SMALL
    )
    plain = bare[:1].isupper() and not any(map(str.isdigit, bare))  # "Room 212, Old Mint"
    return titled and plain and not is_terminal(_unabbreviated(line.bare).rstrip("?"))


def _unabbreviated(bare: str) -> str:
    """The words without the stop of an abbreviation at their end."""
    return bare[:-1] if _is_abbreviated(bare) else bare


def _is_abbreviated(bare: str) -> bool:
    """Does a firm's abbreviation, or a country's below words that begin no sentence, end the words?"""
    if bare.endswith(_FIRMS):
        return True
    return bare[-2:-1].isupper() and _COUNTRY.search(bare) is not None and _first(bare) not in _SPOKEN


def _first(bare: str) -> str:
    return bare.partition(" ")[0].lower()


def is_title_or_word(line: Line, habits: Habits) -> bool:
    """Is the line in title case, with a portion marking or without, or one long word?"""
    title = without_portion(line)
    word = title.bare.isalpha() and (title.bare.isupper() or title.bare.istitle()) and len(title.bare) > 4
    return word or is_title(title, habits.width)


def without_portion(line: Line) -> Line:
    portion = grammar.PORTION_FIRST.match(line.bare) if line.bare[0] == "(" else None
    return line._replace(bare=line.bare[portion.end() :].lstrip()) if portion else line


def is_plain_title(title: str) -> bool:
    """Capitals at the beginnings of its words, no number, and no mark inside it or after it but a colon."""
    if not title[:1].isupper() or any(mark in title[:-1] for mark in ":,") or not is_titled(title):
        return False
    return title[-1] not in ".,;!-" and not any(map(str.isdigit, title))


def is_framed(bare: str) -> bool:
    """ "*** Next Steps ***" or "-- Next Steps --"."""
    return bare[0] == "*" == bare[-1] or (bare[:2] == "--" == bare[-2:] and len(bare) > 4)


def is_cut_off(line: Line, habits: Habits) -> bool:
    """Is the line as long as the text is wide, and does it end with a word that no heading ends with? A
    crawler ate what followed."""
    if line.length <= WIDE * habits.width or line.bare.isupper():
        return False
    small = [word for word in line.bare.split() if word.islower() and len(word) > 3 and word not in SMALL]
    return LINKS.search(line.bare) is not None or len(small) > 1


def is_unit(bare: str) -> bool:
    """Is the line in capitals, or does it count an article, chapter or annex?"""
    return (bare.isupper() and 4 < len(bare) <= 75) or grammar.UNIT.fullmatch(bare) is not None


def is_prose(line: Line, habits: Habits) -> bool:
    """Is this a line of a paragraph in capitals, as long as the text is wide?"""
    return line.bare.isupper() and line.length > NARROW * habits.width


def is_shaped_like_heading(bare: str) -> bool:
    """Could these words, with a portion marking or without, be a heading?"""
    portion = grammar.PORTION_FIRST.match(bare)
    text = bare[portion.end() :].strip() if portion else bare
    if text[:1] == "*" and text[-1:] == "*":
        text = text.strip("* ")  # "*** NEXT STEPS ***"
    if not text or text[0].islower() or text[0].isdigit() or text.lstrip('"')[:1] in ("-", "*", "("):
        return False  # '"(Signed) A. Doe"' as well
    if text[-5:].upper() in ("QUOTE", "UNQTE") and is_terminal(text):
        return False  # "We are sad.  UNQUOTE"
    if text.startswith(("QUOTE:", "QTE:")) and text[-1] != ":":
        return False  # "QUOTE: UNCLAS TESTVILLE 4453"
    if _SENTENCES.search(text) and is_terminal(text):
        return False
    if " OF " in text and page_forms.PAGE_MARKER.fullmatch(text):
        return False  # that of another cable
    if ":" in text and letters.LABELLED.fullmatch(text):
        return False  # "Source: Ministry of Finance"
    ending = text.rstrip("\"'\N{RIGHT DOUBLE QUOTATION MARK}")[-1:]
    if ending == ":":  # "The Minister made these points:" opens a list
        if text[:-1].rpartition(" ")[2] in _ANNOUNCES:
            return False  # "THE ADDRESS IS:"
        return len(text.split()) <= (3 if text.isupper() else 6) and is_titled(text)
    if ending == "." and _is_abbreviated(text):
        words = text.split()
        named = all(word[:1].isupper() for word in words if len(word) > 3 and word not in SMALL)
        return named and len(words) <= (_MANY if text.isupper() else 2 * _MANY)
    return ending not in (".", ",", ";", "-") or text.endswith("...")


def starts_block(line: Line, numbering: Numbering) -> bool:
    """Is this line the beginning of the next paragraph, by its number or portion marking?"""
    label = line.label
    if label and (label["stop"] != ")" or label["portion"] or numbering.bracketed):
        return int(label["number"]) in (numbering.last + 1, 1) or label["portion"] is not None
    return grammar.PORTION_FIRST.match(line.text) is not None


def skips(line: Line, title: Line, numbering: Numbering, width: int) -> bool:
    """Does the number of a paragraph skip some or repeat the last, below a title that stands apart? Drafters
    miscount; a sentence that counts, "paragraphs 2 to" / "4. The ...", ends with no title."""
    label = line.label
    if label is None or (label["stop"] == ")" and not numbering.bracketed) or title.paged or not title.blanks:
        return False
    step = int(label["number"]) - numbering.last
    return step <= _MISCOUNTED and _counts_on(line, step, numbering) and is_title(title, width)


def counts_again(line: Line, numbering: Numbering) -> bool:
    """Does the number of a paragraph repeat the last one, "2." below "2."? A list may begin with 1."""
    label = line.label
    step = int(label["number"]) - numbering.last if label else 1
    return step == 0 and numbering.last > 1 and _counts_on(line, step, numbering)


def _counts_on(line: Line, step: int, numbering: Numbering) -> bool:
    """Is the number no lower than the last, and above a sentence?"""
    text = line.text[line.label.end() :] if line.label else ""
    return numbering.seen and step >= 0 and text.lstrip("\"'( ")[:1].isupper()
