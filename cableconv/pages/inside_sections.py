"""A later section of a telegram that begins inside a line whose ends a host has lost.

Law of this file: a section begins only where its classification line has this cable's serial. What it
repeats of the header is what the first section's header has in the same words; where that is hidden, what
no text of a cable reads like.
"""

import re
from collections.abc import Iterator

from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.model import Kind, Reason
from cableconv.pages.identity import Identity
from cableconv.pages.piece import Piece
from cableconv.pages.section_lines import is_later, section_line

_LONG = 200  # columns of a line whose ends are lost
_HEADER = 3_000  # of the transmission header that a section repeats
_TRANSMISSION = lazy(  # from the end of the section before to the break above the classification line
    r"""(?x) (?: (?<!\S) BT \s+ \# \d{4} \s+ (?: N{4} \s+ )? | (?<!\S) N{4} \s+ )?
    (?: (?<!\S) V?ZCZC \S* \s+ )? (?: (?<!\S) [ZOPRY]{2} (?: \s+ R[A-Z]{3,7} )+ \s+ )*
    (?<!\S) DE \s+ R[A-Z]{3,7} \s* [#$] (?P<serial> \d{4} ) / \d{2} \s
    (?: (?! \s DE \s ) [^a-z] )* \Z"""
)
_SENT = lazy(  # the same without its station: date-time group, originator, addressees
    r"""(?x) (?: (?<!\S) BT \s+ \# (?P<serial> \d{4} ) \s+ (?: N{4} \s+ )? )?
    (?<!\S) (?P<time> (?: [ZOPR] \s{1,3} ){1,2} \d{6}Z \s{1,3} [A-Z]{3} \s{1,3} \d{2,4} )
    (?: \s+ Z[A-Z]{2} \d? )* \s+ FM \s (?: (?! \s \d{6}Z \s ) [^a-z] )* \Z"""
)
_MESSAGE = lazy(r"\bSUBJ(?:ECT)?\s?:|\bTAGS\s?:|(?<!\S)\N{PILCROW SIGN}?1\s?\.\s")
_BREAK = lazy(r"(?<!\S)(?:BT\s+#\d{4}\s+(?:N{4}\s+)?)?(?:BT\s+)?\Z")
_TOLD = lazy(  # what a header says in words of its own
    r"""(?x) \s* (?: E\.?\s?O\.? \s? \d{5} \s? : [^a-z]{0,60}? (?= \s (?: TAGS | SUBJ | REF ) )
      | E\.?\s?O\.? \s? \d{5} \s? : \s* (?: DECL \s? : \s* \S+ | N/A | GDS | XGDS[-0-9]* )
      | TAGS \s? : \s* [A-Z]{2,5} (?: [,;/]? \s+ /? \s* [A-Z]{2,5} )* (?= \s+ (?: SUBJ | REF | E\.?O ) )
      | REF (?: TELS? | S | \(S\) )? \s? : (?: \s* \(?[A-Z][.)] )? \s* (?: \d\d \s )?
        [A-Z][A-Z .]{2,24}? \s \d{1,7}
        (?: [,;]? \s* \(?[A-Z][.)] \s* (?: \d\d \s )? [A-Z][A-Z .]{2,24}? \s \d{1,7} )*
      | (?i: CLASSIFIED \s BY ) \s? : .{5,160}? (?i: REASONS? ) \s? :? \s* 1\.[45] \s* \([A-Za-z]\)
        (?: (?: , | ,? \s* (?i: AND ) ) \s* \([A-Za-z]\) )* \.? )"""
)
_SUBJECT = lazy(r"\s*SUBJ(?:ECT)?\s?:\s*(?:\([A-Z/]{1,8}\)\s)?")
_LABEL_TEXT = (
    r"(?:SUBJ(?:ECT)?|REF(?:S|TELS?|\(S\))?|TAGS|E\.?\s?O\.?\s?\d{5}|C(?:LASSIFIED|lassified) [Bb][Yy])\s?:"
)
_LABEL = lazy(_LABEL_TEXT)
_LABEL_LAST = lazy(rf"(?<!\S){_LABEL_TEXT}\Z")
_LONGEST_LABEL = 16
_NUMBER_ONE = lazy(r"(?<!\S)(?:\([A-Z/]{1,8}\)\s?)?\N{PILCROW SIGN}?1\s?[.)]\s")
_WORD = lazy(r"\S+")


def restarts(text: str, identity: Identity, *, paged: bool) -> Iterator[Piece]:
    """The later sections that begin in a long line. paged: other marks begin its pages."""
    if len(text) < _LONG:
        return
    own = [
        found
        for found in grammar.CLASSIFIED_INSIDE.pattern().finditer(text)
        if identity.agrees(found["serial"])
    ]
    for found in own:
        section = section_line(found[0]).number
        if section < 2:
            continue
        above = max((other.end() for other in own if other.end() <= found.start()), default=0)
        begin = _transmission(text, above, found.start(), identity)
        end = _header(text, found, own, identity.title)
        shown = f'section {section} begins: "{" ".join(found[0].split())}"'
        again = Reason("CC207", f"header repeated for section {section}", 0.9)
        if begin < found.start():
            yield Piece(begin, found.start(), "", again, Kind.REPEAT)
        kind, value = (Kind.REPEAT, "") if paged else (Kind.PAGE_LINE, str(section))
        yield Piece(found.start(), found.end(), value, Reason("CC208", shown, 0.95), kind)
        if end > found.end():
            yield Piece(found.end(), end, "", again, Kind.REPEAT)


def _transmission(text: str, above: int, at: int, identity: Identity) -> int:
    """Where the transmission header above a classification line begins; there if none stands above it. above:
    where the classification line before ends; a message header stands in no transmission header."""
    above = max(above, at - _HEADER)
    window = text[above:at]
    repeated = _TRANSMISSION.search(window)
    if repeated and identity.agrees(repeated["serial"]) and not _MESSAGE.search(repeated[0]):
        return above + repeated.start()
    sent = _SENT.search(window) if "FM " in window else None
    again = sent is not None and text.find(sent["time"]) < above + sent.start("time")
    ended = sent is not None and sent["serial"] is not None and identity.agrees(sent["serial"])
    if sent and (again or ended) and not _MESSAGE.search(sent[0]):
        return above + sent.start()
    broken = _BREAK.search(text, max(0, at - 40), at)
    return broken.start() if broken else at


def _header(text: str, restart: re.Match[str], own: list[re.Match[str]], title: str) -> int:
    """Where the header that is repeated behind a classification line ends: it has the words that stand behind
    the first section's, else those behind another's if they are words of a header. title: what the subject
    may be."""
    at = restart.end()
    first = [_common(text, other.end(), at) for other in own if not is_later(other[0])]
    later = [_common(text, other.end(), at) for other in own if other is not restart]
    opens = next((other.end() for other in own if not is_later(other[0])), at)
    known = _elements(text, opens) if opens < at else {}
    same = max(first, default=at)
    bare = _LABEL_LAST.search(text, max(at, same - _LONGEST_LABEL), same)  # what it labels is another
    return _told(text, bare.start() if bare else same, title, max(later, default=at), known)


def _elements(text: str, at: int) -> dict[str, list[str]]:
    """The words of each element of the first section's header, by the first letters of its label."""
    header = text[at : at + _HEADER]
    one = _NUMBER_ONE.search(header)
    header = header[: one.start()] if one else ""
    labels = list(_LABEL.finditer(header))
    ends = [*[label.start() for label in labels], len(header)][1:]  # none where nothing is labelled
    return {
        label[0][:3].upper(): header[label.end() : end].split()
        for label, end in zip(labels, ends, strict=True)
    }


def _again(text: str, at: int, known: dict[str, list[str]]) -> int:
    """Where the element that begins here ends if the first section's header has the same; 0 where not."""
    label = _LABEL.match(text, at + len(text[at : at + 9]) - len(text[at : at + 9].lstrip()))
    words = known.get(label[0][:3].upper(), []) if label else []
    end = 0
    for word, found in zip(words, _words(text, label.end() if label else at), strict=False):
        if found[0] != word:
            return 0
        end = found.end()
    return end


def _told(text: str, at: int, title: str, common: int, first: dict[str, list[str]]) -> int:
    """Where what reads as a header only ends, from here on. common: up to where another section repeats the
    same, so that what stands above a label there is header, too. first: what the first header has."""
    known = tables.captions()
    while True:
        if again := _again(text, at, first):
            at = again
            continue
        word = next(_words(text, at), None)
        subject = _SUBJECT.match(text, at)
        if told := _TOLD.match(text, at):
            at = told.end()
        elif subject and title and text[subject.end() : subject.end() + len(title)].upper() == title:
            at = subject.end() + len(title)
        elif word and word[0].strip("(),") in known:
            at = word.end()
        elif at < common and (label := _LABEL.search(text, at + 1, common)):
            at = label.start()
        else:
            return at


def _common(text: str, first: int, at: int) -> int:
    """Where the words behind one place differ from those behind another."""
    end = at
    for one, two in zip(_words(text, first), _words(text, at), strict=False):
        if one[0] != two[0] or two.end() >= len(text):
            break
        end = two.end()
    return end


def _words(text: str, at: int) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text, at)
