"""Where the lines of a file can only be a cable's, and what of the rest reads like a cable's prose.

Law of this file: it measures, it labels nothing. Lines are those of a file that are not blank; a
second list says above which of them a blank line stands.
"""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.text.sentences import is_terminal

REACH = 60  # lines from an edge in which the site's own are looked for
_TOP = 60  # lines of a page in which the cable's header begins
_UNWRAPPED = 120  # characters of a paragraph that stands on one line
_SHORT = 40  # characters that no end of transmission has
_BLOCK = 8  # lines of a block in which its head is looked for
_FEW = 3  # lines of a site right below a signature
TAIL = 8  # lines of a site's foot right below a paragraph
_NEAR = 3  # the same where no blank line parts them
_MENU = 8  # words of a menu's line
_VERBS = frozenset(
    {"are", "can", "had", "has", "have", "is", "may", "should", "was", "were", "will", "would"}
)
_WORDS = 4  # of a sentence at least
_MENU_WORDS = lazy(
    r"\W*(?:home|search|top|back|next|previous|login|log|register|contact|about|menu|share|print|e-?mail|help|news|"
    r"archive|articles?|latest|related|comments?|reply|links?|tags?|more|advertisements?|privacy|terms|imprint|donate|"
    r"subscribe|follow|facebook|twitter|navigation|footer|sitemap)\b",
    re.IGNORECASE,
)


_ENDS = lazy(r"\s*(?:BT\s*)?(?:#\d{4}\s*)?(?:N{3,}|(?<=\d)\s*)\s*")  # 5 FAH-2 H-320, format lines 15 and 16
# what of a header may stand above the first line that only a header has: 5 FAH-2 H-320, format lines 6 to 11
_OF_HEADER = lazy(r"\s*(?:BT\s*\Z|(?:TO|INFO|XMT)\s|R[A-Z]{3,6}/[A-Z]|SIPDIS\s*\Z|Z[A-Z]{2}\s)")
_ADDRESS = lazy(r"[ ]*(?:https?://|www\.)\S+[ ]*")
_FURNITURE = lazy(
    r"""\N{COPYRIGHT SIGN} | \(c\)[ ](?:\d{4}|[#]) | all[ ]rights[ ]reserved | \b(?:log|sign)[ ](?:in|up)\b |
    subscribe | newsletter | cookies? | ^[ ]*(?:posted|powered|hosted)[ ]by\b |
    \bprivacy\b.{0,12}(?:policy|[|]) |
    ^[ ]*(?:leave[ ]a[ ](?:reply|comment)|(?:previous|next)[ ]post)\b |
    ^[ ]*related:?[ ](?:entries|posts|articles|cables?|documents?)\b |
    ^[ ]*page[ ](?:built|generated|loaded|rendered)[ ]in\b | (?:\b\d+|[#])[ ]comments[ ]*$ |
    ^[ ]*(?:share|tweet|print|home|search|menu)[ ]*$ | ^[ ]*(?:retrieved[ ]from\b|categor(?:y|ies):) |
    ^[ ]*comments?[ ]*\([#]\) | ^[ ]*(?:<<|\u00ab)[ ]*\w | \w[ ]*(?:>>|\u00bb)[ ]*$ |
    ^[ ]*https?://\S+[ ]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_SITES = lazy(
    r"""\b(?:visitors?|bookmarks?|imprint|sitemap|site[ ]map|permalink|javascript|rss|webmaster|
    legal[ ]notice|disclaimer|readers[ ]also|also[ ]liked?|read[ ]also|most[ ]read|
    back[ ]to[ ](?:top|list|(?:the[ ])?(?:contents|home[ ]?page|index|overview|search(?:[ ]results)?)\W*$)|
    post[ ](?:new[ ])?topics?|in[ ]this[ ]forum|
    share[ ]this|top[ ]of[ ]page|more[ ]from[ ]this|this[ ]page|powered[ ]by|e-?mail[ ]will[ ]not)\b""",
    re.IGNORECASE | re.VERBOSE,
)


_CLOSES = lazy(
    r"""\W*(?: cc[ ]*: | (?:info[ ])?copies[ ]to\b |
      (?:distribution(?:[ ]list)?|attachments?|enclosures?|participants|attendees|drafters?|
        bio(?:graphic(?:al)?)?[ ](?:note|notes|data|sketch|information)|points?[ ]of[ ]contact)[ ]*(?::|$) |
      p\.?o\.?c\.?\b | (?P<above> (?:annex|appendix|attachment|enclosure)(?:[ ][A-Z\d]{1,2})?[ ]*(?:[:-]|$) |
        (?:annex|appendix|text)\b.{0,60}:[ ]*$ | begin[ ]text ) |
      (?:drafted|cleared|clearances?|approved)(?:[ ]by)?[ ]*: | (?:drafted|cleared)[ ]by\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = lazy(  # what sites say of a page, each page in other words; a telegram's labels are in capitals
    r"""\W*(?P<label> tags? | key[ ]?words? | topics? | categor(?:y|ies) | filed[ ](?:under|in) |
      (?:posted|published)(?:[ ](?:in|by|on))? | (?:last[ ])?(?:changed?|modified|updated?)(?:[ ]on)? |
      views | hits | related(?:[ ]\w+)? | permalink | read[ ](?:also|more|next) |
      (?:previous|prev|next|newer|older|earlier|later)
      (?:[ ](?:article|cable|document|entry|item|message|page|paper|post|record))? )
    [ ]?:[ ]+ (?P<value> \S.{0,100} )""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY = ": *"  # ends the form of such lines
_UNDERLINE = lazy(r"[ ]*[-=_*~][-=_*~ ]{2,}")
HEADING = lazy(  # words alone on a line that head a part of a cable and sign none
    r"\s*(?:BACKGROUND|COMMENTS?|SUMMARY|CONCLUSIONS?|DISCUSSION|ASSESSMENT|ANALYSIS|CONTEXT|INTRODUCTION|NOTES?|"
    r"NEXT STEPS?|RECOMMENDATIONS?|ACTION REQUEST(?:ED)?|BIO(?:GRAPHIC)? NOTES?|PARTICIPANTS?|ANNEX|TEXT|"
    r"MINIMIZE(?: CONSIDERED)?)\s*"
)


class Edges(NamedTuple):
    """Lines above the cable, and the first line below the paragraph that its last sure line begins,
    among a file's lines."""

    top: int
    bottom: int
    certain: bool  # the cable begins with a line of its transmission header
    signature: int  # the end of transmission, or the first surname alone from bottom on; -1 none
    numbered: bool = False  # its last sure line begins a numbered paragraph


def edges(lines: Sequence[str], apart: Sequence[bool] = (), listed: Container[int] = ()) -> Edges:
    """Where the lines (none blank) can only be the cable's: from top to before bottom.

    apart: for each line whether a blank line stands above it; empty where that is not known. listed: lines
    known to be a site's, whose numbers count no paragraph.
    """
    first, sure, expected, numbered = -1, -1, 1, False
    telling = [
        (index, text)
        for index, text in enumerate(lines)
        if site.TELLING[text[:2]] and not (index in listed and site.NUMBERED.match(text))
    ]
    opens = _transmission_header(telling)
    for index, text in telling[opens:]:
        header = site.HEADER_LINE.match(text)
        number = site.NUMBERED.match(text)
        counts = number is not None and expected <= int(number["number"]) <= expected + 5
        if number is not None and counts:
            expected = int(number["number"]) + 1
        # a site prints "Tags:" below as well
        soft = expected == 1 and site.SOFT_HEADER_LINE.match(text) and not (sure >= 0 and labelled(text))
        if header or counts or soft or site.SURE_LINE.match(text):
            first, sure, numbered = (index if first < 0 else first), index, counts
    opening = lines[first].lstrip() if first >= 0 and site.HEADER_LINE.match(lines[first]) else ""
    ended = sure >= 0 and not numbered and len(lines[sure]) < _SHORT and bool(_ENDS.fullmatch(lines[sure]))
    bottom = _end_of_paragraph(lines, apart, sure) if numbered else sure + 1
    signed = _name_in_paragraph(lines, sure, bottom) if numbered else -1
    bottom = signed if signed >= 0 else bottom
    while first > 0 and opening and _OF_HEADER.match(lines[first - 1]):
        first -= 1
    return Edges(
        max(first, 0),
        bottom,
        opening[:1].isalpha() and opening[0] != "E",  # an executive order opens no cable
        sure if ended else _signature(lines, apart, bottom) if sure >= 0 else -1,
        numbered,
    )


def _transmission_header(telling: Sequence[tuple[int, str]]) -> int:
    """Which of the telling lines is the first of the transmission header, if only labels that a site may
    print too ("Tags:") stand above it; else 0."""
    for place, (index, text) in enumerate(telling):
        if index > _TOP or site.NUMBERED.match(text):
            return 0
        if site.HEADER_LINE.match(text):
            return 0 if text.lstrip().startswith("E") else place
    return 0


def _end_of_paragraph(lines: Sequence[str], apart: Sequence[bool], at: int) -> int:
    """The first line below the paragraph: at a blank line, where the text has any between paragraphs,
    else below the first line that ends a sentence."""
    blanks = any(apart)
    while at + 1 < len(lines) and not (blanks and apart[at + 1]):
        if len(lines[at]) > _UNWRAPPED or (not blanks and is_terminal(lines[at].strip())):
            break
        at += 1
    return at + 1


def _name_in_paragraph(lines: Sequence[str], at: int, end: int) -> int:
    """Which line of the last paragraph's block signs the cable: a name below the end of a sentence, and
    below it nothing that reads on; -1 none."""
    for name in range(at + 1, end):
        if is_name(lines[name]) and is_terminal(lines[name - 1].strip()):
            rest = lines[name + 1 : end]
            return -1 if any(is_prose(rest, (), below) for below in range(len(rest))) else name
    return -1


def _signature(lines: Sequence[str], apart: Sequence[bool], start: int) -> int:
    """The first name from start on that ends its block; if there is none, one that begins its block and has
    nothing below it in it that reads on, of few lines."""
    blanks, beginning = any(apart), -1
    for at in range(start, len(lines)):
        if not is_name(lines[at]):
            continue
        before = lines[at - 1].strip()
        above = not apart or apart[at] or is_terminal(before)
        if not above and blanks:  # below a line that closes the cable without a stop: an address, a name
            above = not before.isupper() and not before.endswith((":", ",", "-"))
        if above and (not blanks or at + 1 == len(lines) or apart[at + 1]):
            return at
        if above and beginning < 0 and apart[at]:
            end = next((below for below in range(at + 1, len(lines)) if apart[below]), len(lines))
            rest = lines[at + 1 : end]
            if len(rest) <= _FEW and not any(_runs_on(rest, below) for below in range(len(rest))):
                beginning = at
    return beginning


def _runs_on(lines: Sequence[str], at: int) -> bool:
    """Does a line below a name read as prose, and is it long or the end of a sentence? A site's words in
    small letters, "paste id 12", are neither."""
    text = lines[at].strip()
    return is_prose(lines, (), at) and (len(text) >= _SHORT or is_terminal(text) or text.endswith(","))


def tail(lines: Sequence[str], apart: Sequence[bool], bottom: int) -> int:
    """The first line below the last sentence of the paragraph that ends before bottom: a site's foot may
    stand without a blank line; bottom where there is none, or where more lines stand there."""
    for at in range(bottom - 1, max(0, bottom - 1 - TAIL), -1):
        text = lines[at].strip()
        if is_terminal(text) and not text.endswith(":"):
            return at + 1
        if apart[at] or site.NUMBERED.match(lines[at]):
            break
    return bottom


def is_name(line: str) -> bool:
    """Is it of a signature's shape, and neither a word of a menu nor a heading of a cable?"""
    shape = line.lstrip()[:1].isupper() and site.SIGNATURE.fullmatch(line)
    return bool(shape) and not is_menu_word(line) and not HEADING.fullmatch(line)


def is_menu_word(line: str) -> bool:
    """Does a line begin with a word that menus hold?"""
    return _MENU_WORDS.match(line) is not None


def labelled(line: str) -> str:
    """The form of a line that a site labels and that is another one on each page, "tags: *"; "" of others."""
    found = _LABELLED.fullmatch(line.strip()) if ":" in line else None
    if found is None or found["label"].isupper() or is_terminal(found["value"]):
        return ""
    return " ".join(found["label"].lower().split()) + _ANY


def is_form(line: str) -> bool:
    """Is a line that recurs the form of those with one label?"""
    return line.endswith(_ANY)


def closings(lines: Sequence[str], apart: Sequence[bool], start: int) -> frozenset[int]:
    """The lines from start on that cables close with, also below their signature: distribution, annex,
    clearances, whatever has an underlined heading; to the end of its block, and of the next where the head
    stands alone. In a text without blank lines the head only."""
    found = set[int]()
    blanks, at = any(apart), start
    while at < len(lines):
        head, at = at, at + 1
        below = at < len(lines) and not (blanks and apart[at])
        ruled = below and _UNDERLINE.fullmatch(lines[at]) is not None
        closes = _CLOSES.match(lines[head])
        if not (ruled or closes):
            continue
        at += ruled
        if (
            blanks
            and at < len(lines)
            and apart[at]
            and (not closes or closes["above"] or _is_label(lines[head]))
        ):
            at += 1
        while blanks and at < len(lines) and not apart[at]:
            at += 1
        found.update(range(head, at))
    return frozenset(found)


def _is_label(line: str) -> bool:
    """A head that has none of its text behind it."""
    return line.rstrip().endswith(":") or (":" not in line and line.count(" ") < _WORDS - 1)


def is_prose(lines: Sequence[str], apart: Sequence[bool], at: int) -> bool:
    """Is this line a sentence, or a part of one that goes on from or into the lines beside it?"""
    text = lines[at].strip()
    below = at + 1 < len(lines) and not (apart and apart[at + 1]) and lines[at + 1].lstrip()[:1].islower()
    sentence = is_terminal(text) and not text.endswith(":") and text.count(" ") + 1 >= _WORDS
    return text[:1].islower() or below or sentence


def is_furniture(line: str) -> bool:
    """Does a line look like a web site's: a menu, a mark of ownership, a teaser, a form?"""
    return bool(_FURNITURE.search(line) or site.TEASER.search(line) or line.count(" | ") > 1)


def shows_site(line: str) -> bool:
    """The same of a folded line that recurs, with the words that sites alone print often. An address alone
    does not: posts close their cables with that of their page."""
    if _ADDRESS.fullmatch(line):
        return False
    words = line.split()
    menu = len(words) <= _MENU and sum(_MENU_WORDS.fullmatch(word) is not None for word in words) > 1
    menu = menu and _VERBS.isdisjoint(words)  # "more will follow"
    return menu or is_furniture(line) or bool(_OF_SITES.search(line)) or is_form(line)


def is_announced(lines: Sequence[str], apart: Sequence[bool], at: int) -> bool:
    """Does a line that ends in a colon stand above this one in its block?"""
    return announcing(lines, apart, at) >= 0


def announces(lines: Sequence[str], apart: Sequence[bool], at: int) -> bool:
    """Does this line introduce those below it in more words than a site's label has?"""
    line = lines[at].rstrip()
    if not line.endswith(":") or line.count(" ") + 1 < _WORDS or at + 1 == len(lines):
        return False
    return not (apart and apart[at + 1]) and not shows_site(line.casefold())


def announcing(lines: Sequence[str], apart: Sequence[bool], at: int) -> int:
    """Which is the nearest line above this one in its block, near it in a text without blank lines, that
    ends in a colon; -1 none."""
    near = _BLOCK if any(apart) else _NEAR
    for above in range(at - 1, max(-1, at - near), -1):
        if apart and apart[above + 1]:
            return -1
        if lines[above].rstrip().endswith(":"):
            return above
    return -1
