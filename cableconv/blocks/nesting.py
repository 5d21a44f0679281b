"""Lists in lists: at what depth an item stands.

Sources: 5 FAH-1 H-246 (sub-paragraphs a., (1), (a)), TEI P5 chapter 3.8. Law of this file: a
mark of another style is deeper only with evidence, an indent, an item before that ends in a colon, or a
list that goes on below ("A. 1. 2. B."); in doubt the items stand side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cableconv.blocks.extents import quoted
from cableconv.grammar import body as grammar
from cableconv.model import Block, BlockKind, Mark
from cableconv.text.labels import follows

_ROMAN = frozenset("ivx")
_REACH = 40  # items of an inner list, at most
DEEPEST = 9  # levels of a list; deeper items stand at this one


class _Step(NamedTuple):
    """One open list: the style of its marks, the indent and letter of its last item."""

    style: str
    indent: int
    letter: str


def nested(blocks: Sequence[Block], marks: Mapping[int, str]) -> list[Block]:
    """The blocks with the level of each item; marks: index of an item, its mark as printed."""
    result = list(blocks)
    open_lists: list[_Step] = []
    before = ""  # text of the item before
    in_quote = False
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.PAGE_BREAK:
            continue
        if index not in marks:
            open_lists = []
            continue
        if quoted(block) is not in_quote:  # a quotation begins or ends between two lists
            open_lists, in_quote = [], not in_quote
        deeper = before.endswith(":") or (bool(open_lists) and _goes_on(open_lists[-1], index, blocks, marks))
        open_lists = _stepped(open_lists, marks[index], deeper=deeper)
        if len(open_lists) > 1:
            result[index] = block._replace(level=min(len(open_lists), DEEPEST))
        before = _ending(block)
    return result


def holders(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the items that hold a list: the next item is deeper than they are."""
    held: set[int] = set()
    after: Block | None = None
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.kind is BlockKind.PAGE_BREAK:
            continue
        if after is not None and block.kind is after.kind is BlockKind.ITEM and after.level > block.level:
            held.add(index)
        after = block
    return frozenset(held)


def _goes_on(step: _Step, index: int, blocks: Sequence[Block], marks: Mapping[int, str]) -> bool:
    """Does a list of another style begin with this item, at its first letter, and the open one go on below
    it with its next letter?"""
    style, letter = _style(marks[index], step)
    if style == step.style or letter.lower() not in ("1", "a", "i") or not step.letter:
        return False
    for mark in _marks_below(index, blocks, marks):
        style, letter = _style(mark, step)
        if style == step.style:
            return follows(step.letter, letter)
    return False


def _marks_below(index: int, blocks: Sequence[Block], marks: Mapping[int, str]) -> Iterator[str]:
    """The marks of the items below this one, as far as no other block stands between."""
    for below in range(index + 1, min(index + _REACH, len(blocks))):
        if below in marks:
            yield marks[below]
        elif blocks[below].kind is not BlockKind.PAGE_BREAK:
            return


def _stepped(open_lists: list[_Step], mark: str, *, deeper: bool) -> list[_Step]:
    """The lists that are open once this item has begun. deeper: something says that a new one is inside
    the last of them."""
    indent = len(mark) - len(mark.lstrip())
    for place in range(len(open_lists) - 1, -1, -1):
        step = open_lists[place]
        style, letter = _style(mark, step)
        if style == step.style:
            return [*open_lists[:place], _Step(style, indent, letter)]
    style, letter = _style(mark, None)
    if not open_lists:
        return [_Step(style, indent, letter)]
    if indent > open_lists[-1].indent or deeper:
        return [*open_lists, _Step(style, indent, letter)]
    kept = next((at for at, step in enumerate(open_lists) if step.indent >= indent), len(open_lists) - 1)
    return [*open_lists[:kept], _Step(style, indent, letter)]


def _style(mark: str, step: _Step | None) -> tuple[str, str]:
    """The style of a mark, "(a)" or "--", and its letter; "(i)" after "(h)" is a letter."""
    found = grammar.LETTER_MARK.match(mark + "x")
    if not found:
        return mark.strip(), ""
    letter = found["in"] or found["out"] or found["dot"]
    frame = "(" if found["in"] else ")" if found["out"] else "."
    case = "A" if letter.isupper() else "a"
    follows = step is not None and len(letter) == 1 and len(step.letter) == 1
    follows = follows and step is not None and ord(letter) == ord(step.letter) + 1
    if letter.isdigit():
        case = "1"
    elif set(letter.lower()) <= _ROMAN and not (follows and step is not None and step.style[1:] == case):
        case = "I" if letter.isupper() else "i"
    return frame + case, letter


def _ending(block: Block) -> str:
    """The end of what a block prints."""
    for item in reversed(block.content):
        if isinstance(item, str):
            return item.rstrip()
        if isinstance(item, Mark):
            return item.text.rstrip()
    return ""
