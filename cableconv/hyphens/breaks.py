"""A hyphen at the end of a line as it is read: the tokens on either side and their pieces."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cableconv.grammar.hyphens import HYPHENS

WINDOW = 2048  # characters looked at on either side of a line end
EDGES = (
    "()[]{}<>\"'*.,;:!?_"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
MOST_FOLLOWING = 6  # tokens after the line end that are read
MOSTLY = 4  # capitals for one small letter in text in capitals
_ELIDED = frozenset("dlnqDLNQ")
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}`"


class Break(NamedTuple):
    """A line end at a hyphen: the token before that one, the token before without its hyphen, that
    hyphen, the token after, and the token after that one. capitals: both lines are in capitals;
    further: the tokens after these."""

    previous: str
    left: str
    hyphen: str
    right: str
    second: str
    capitals: bool
    further: tuple[str, ...] = ()


def read_break(before: str, after: str) -> Break:
    """The tokens on either side of a line end."""
    tail = before[-WINDOW:].rstrip() or before.rstrip()[-WINDOW:]
    head = (after[:WINDOW] if not after[:1].isspace() else after.lstrip()[:WINDOW]).split(
        None, MOST_FOLLOWING
    )
    tokens = tail.rsplit(None, 2)[-2:]
    token = tokens[-1] if tokens else ""
    around = tail[-80:] + after[:80]
    return Break(
        previous=tokens[0] if len(tokens) > 1 else "",
        left=_composed(token[:-1]),
        hyphen=token[-1:],
        right=_composed(head[0]) if head else "",
        second=head[1] if len(head) > 1 else "",
        capitals=sum(map(str.isupper, around)) > MOSTLY * sum(map(str.islower, around)),
        further=tuple(head[2:MOST_FOLLOWING]),
    )


def _composed(token: str) -> str:
    """The token with accents that stand behind their letters put into them."""
    if token.isascii():
        return token
    import unicodedata

    return unicodedata.normalize("NFC", token)


def line_breaks(lines: Sequence[str]) -> Iterator[tuple[int, Break]]:
    """Line ends at a hyphen before a line that is not blank, with the place of the line before."""
    for at in range(len(lines) - 1):
        tail = lines[at][-WINDOW:].rstrip()
        if tail and tail[-1] in HYPHENS:
            found = read_break(tail, lines[at + 1][:WINDOW])
            if found.right:
                yield at, found


def show(found: Break) -> str:
    return f"{found.left[-30:]}{found.hyphen}/{found.right[:30]}"


def last_piece(token: str) -> str:
    """The letters before a hyphen, back to the last other sign: "govern" of "(non-govern"."""
    if token.isalpha():
        return token
    at = len(token)
    while at and (token[at - 1].isalpha() or token[at - 1] in APOSTROPHES):
        at -= 1
    return _without_article(token[at:].strip(APOSTROPHES))


def _without_article(piece: str) -> str:
    """ "inté" of "l'inté", "ex" of "l'ex": an article or the like before a vowel is no part of the word."""
    if len(piece) > 2 and piece[1] in APOSTROPHES and piece[0] in _ELIDED:
        return piece[2:]
    return piece


def first_piece(token: str) -> str:
    bare = token.rstrip(EDGES)
    if bare.isalpha():
        return bare
    at = 0
    while at < len(token) and (token[at].isalpha() or token[at] in APOSTROPHES):
        at += 1
    return token[:at].rstrip(APOSTROPHES)


def plain(word: str) -> str:
    """Lower case, without apostrophes and possessive ending."""
    lower = word.lower()
    if lower.isalpha():
        return lower
    if lower[-2:-1] and lower[-2] in APOSTROPHES and lower[-1] == "s":
        lower = lower[:-2]
    return unquoted(lower)


def unquoted(text: str) -> str:
    """The text without its apostrophes."""
    for mark in APOSTROPHES:
        if mark in text:
            text = text.replace(mark, "")
    return text


def halves(found: Break) -> tuple[str, str]:
    """The two pieces that the hyphen stands between, in lower case."""
    return plain(last_piece(found.left)), plain(first_piece(found.right))


def whole_token(found: Break) -> str:
    """The token with its hyphen, in lower case, without signs around it: "vis-a-vis"."""
    return f"{found.left}-{found.right}".strip(EDGES).lower()
