"""Does paragraph "(1)" begin at this line, where the paragraphs of a cable have their numbers in brackets?

Law of this file: "(2)", or "(3)" where a list stands in paragraph 1, begins a line below, where a sentence
has ended; or a sentence of several lines is the whole text. What a subject or the references count goes on in
mid sentence: "(1) VISAS; (2) STAFF".
"""

from cableconv.grammar.form import lazy
from cableconv.header.body_start import NUMBER_ONE
from cableconv.header.items import may_be_reference
from cableconv.header.pieces import Piece
from cableconv.model import Kind, Spans
from cableconv.text.sentences import is_terminal

_ONE = lazy(r"\s{0,8}\(1\)\s{1,3}(?=\S)")
_NEXT = lazy(r"\s{0,8}\((?P<number>[23])\)\s{1,3}(?=\S)")
_LAST = "3"
_WORDS = 7  # of a line of running text, its number too
_FURTHER = 60  # lines of the longest paragraph 1
_RULES = ("---", "===", "***", "___", "~~~")
_ABOVE = frozenset({Kind.SUBJECT, Kind.REFERENCE})


def begins_text(text: str, at: int, pieces: list[Piece], spans: Spans) -> bool:
    """Is this paragraph (1) below the header's last fields: "(1) THE MINISTER ..."?"""
    if text[:12].lstrip()[:3] != "(1)" or _ONE.match(text) is None or may_be_reference(text[3:]):
        return False
    if not any(piece.kind in _ABOVE for piece in pieces):
        return False
    before, sentence, ruled = text, "", False
    for span in spans[at + 1 : at + _FURTHER]:
        below = span.text
        if span.kind is not Kind.LINE or not below.strip():
            continue
        if below.lstrip()[:3] in _RULES:
            ruled = True  # of a heading, which needs no stop
            continue
        if NUMBER_ONE.match(below):
            return False  # of the text below a subject that counts
        if following := _NEXT.match(below):
            ended = ruled or (is_terminal(before.rstrip()) and before.rstrip()[-1] not in ";,")
            if ended or following["number"] == _LAST:
                return ended
        before, ruled = below, False
        sentence = sentence or (before.rstrip() if is_terminal(before.rstrip()) else "")
    return _is_the_text(text, sentence, pieces)


def _is_the_text(text: str, end: str, pieces: list[Piece]) -> bool:
    """Does a lone paragraph begin here below references: a line of many words and no figure? end: the line
    below it in which its first sentence ends."""
    if not end.endswith(".") or pieces[-1].kind is not Kind.REFERENCE:
        return False
    return len(text.split()) >= _WORDS and not any(map(str.isdigit, text.replace("(1)", "", 1)))
