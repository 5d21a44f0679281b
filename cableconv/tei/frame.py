"""The containers of a TEI text: front, body and back, divisions, lists, tables.

Law: any sequence of blocks and layout gives a text that TEI P5 allows (chapter 4). A heading
begins a division; only signature, drafting lines and trailers follow one of them in its division.
"""

from __future__ import annotations

from cableconv.model import BlockKind, Kind

_INSIDE = {BlockKind.ITEM: "list", BlockKind.ROW: "table"}
_CLOSING = {
    BlockKind.SIGNATURE: ("<closer><signed", "</signed></closer>"),
    BlockKind.DRAFTING: ("<byline", "</byline>"),
    BlockKind.TRAILER: ("<trailer", "</trailer>"),
}
_PLAIN = {
    BlockKind.HEADING: ("<head", "</head>"),
    BlockKind.PARAGRAPH: ("<p", "</p>"),
    BlockKind.ITEM: ("<item", "</item>"),
    BlockKind.ROW: ("<row", "</row>"),
    BlockKind.LINE: ('<ab type="line"', "</ab>"),
}
_APART = ('<ab type="line" subtype="first"', "</ab>")
_QUOTABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.LINE})
_POINTS_IN = {"front": "header", "body": "", "back": Kind.BOILERPLATE.value}  # the division for them
_EMPTY, _FILLED, _CLOSED = range(3)  # what a division holds: at most a head; blocks; a signature


class Frame:
    """Opens and closes containers as blocks come, and collects the text's markup in `out`."""

    __slots__ = ("container", "depth", "division", "held", "out", "part", "quoted", "state")

    def __init__(self) -> None:
        self.out: list[str] = ["<text>"]
        self.part = ""
        self.division: str | None = None
        self.container = ""
        self.depth = 0  # lists that are open, one in the last item of the other
        self.held = False  # the last item is open still, as a list in it follows
        self.quoted = False
        self.state = _EMPTY

    def block(
        self,
        kind: BlockKind,
        element: str = "",
        *,
        quoted: bool = False,
        level: int = 1,
        holds: bool = False,
        apart: bool = False,
    ) -> tuple[str, str]:
        """Make room for a block; its start tag without the end, and its end tag.

        quoted: the block is part of a text that the cable gives word for word; level: depth of
        an item's list; holds: the next item stands in a list inside this one; apart: a blank line parts
        the line from the one before.
        """
        if self.part != "body" and kind is not BlockKind.HEADER:
            self._enter("body")
        elif not self.part:
            self._enter("front")
        wanted = "header" if self.part == "front" else ""
        late = self.state == _CLOSED and kind not in _CLOSING
        if kind is BlockKind.HEADING or late or self.division != wanted:
            self._divide(wanted)
        self._quote(quoted and kind in _QUOTABLE)
        self._contain(_INSIDE.get(kind, ""))
        if kind is BlockKind.ITEM:
            return self._item(level, holds)
        if kind in _CLOSING:
            if self.state == _EMPTY:
                self.state = _FILLED
                return f'<ab type="{kind}"', "</ab>"
            self.state = _CLOSED
            return _CLOSING[kind]
        if kind is not BlockKind.HEADING:
            self.state = _FILLED
        if kind is BlockKind.HEADER:
            return f'<ab type="{element}"', "</ab>"
        return _APART if apart else _PLAIN[kind]

    def _item(self, level: int, holds: bool) -> tuple[str, str]:
        """An item that holds a list has its own text in a paragraph, and stays open."""
        self.state = _FILLED
        if level > self.depth and self.held:
            self.out.append("\n<list>")
            self.depth, self.held = self.depth + 1, False
        while self.depth > max(level, 1):
            self._leave()
        if self.held:
            self.out.append("</item>")
        self.held = holds
        return ("<item><p", "</p>") if holds else _PLAIN[BlockKind.ITEM]

    def _leave(self) -> None:
        """Close the innermost list, and the item in which it stands."""
        self.out.append("</item></list></item>" if self.held else "</list></item>")
        self.depth, self.held = self.depth - 1, False

    def point(self) -> None:
        """Make room for milestones and other markup that may stand between any blocks."""
        if not self.part:
            self._enter("front")
        if self.division is None:
            self._divide(_POINTS_IN[self.part])

    def layout(self, kind: Kind) -> tuple[str, str]:
        """Make room for a run of lines that are no text of the cable; its tags."""
        if not self.part:
            self._enter("front")
        if self.division is None or self.state == _CLOSED:
            self._divide("" if self.part == "body" else Kind.BOILERPLATE.value)
        if self.container:
            return f'<note type="{kind}"', "</note>"
        self.state = _FILLED
        return f'<ab type="{kind}"', "</ab>"

    def back(self) -> None:
        """No block comes any more: what follows stands behind the body, if there was one."""
        if self.part == "body":
            self._enter("back")

    def finish(self) -> str:
        """The whole text element."""
        if self.part not in ("body", "back"):
            self._enter("body")
        if self.division is None:
            self._divide(_POINTS_IN[self.part])
        self._close()
        self.out.append(f"</{self.part}></text>")
        return "".join(self.out)

    def _enter(self, part: str) -> None:
        if self.part:
            self._close()
            self.out.append(f"</{self.part}>\n")
        self.part = part
        self.out.append(f"<{part}>")

    def _close(self) -> None:
        self._quote(False)
        self._contain("")
        if self.division is not None:
            self.out.append("</div>")
            self.division = None

    def _divide(self, kind: str) -> None:
        self._close()
        self.out.append(f'\n<div type="{kind}">' if kind else "\n<div>")
        self.division = kind
        self.state = _EMPTY

    def _quote(self, quoted: bool) -> None:
        if quoted is not self.quoted:
            self._contain("")
            self.out.append("\n<quote>" if quoted else "</quote>")
            self.quoted = quoted

    def _contain(self, container: str) -> None:
        if container != self.container:
            while self.depth > 1:
                self._leave()
            if self.held:
                self.out.append("</item>")
            if self.container:
                self.out.append(f"</{self.container}>")
            self.depth, self.held = int(container == "list"), False
            if container:
                self.out.append(f"\n<{container}>")
            self.container = container
