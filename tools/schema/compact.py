"""RELAX NG in XML form from the compact form, which is the one that is written by hand.

It reads the part of the compact syntax (OASIS, 2002) that cableconv.rnc uses: one grammar, the default
namespace, datatypes of XML Schema, documentation comments. Anything else is a SyntaxError with its line.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "http://www.tei-c.org/ns/1.0"
_ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
DOCUMENTATION = "{" + _ANNOTATIONS + "}documentation"
_HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- Made from cableconv.rnc by python -m tools.schema; do not edit. -->
"""
_TOKEN = re.compile(
    r"""(?P<white>\s+) | (?P<doc>\#\#.*) | (?P<comment>\#.*) | (?P<text>"[^"\n]*")
    | (?P<name>\\?[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?) | (?P<sign>[={}(),|?*+])""",
    re.VERBOSE,
)
_OCCURS = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_WITH_BODY = ("element", "attribute", "list")


class Token(NamedTuple):
    """sort: doc, text, name, sign or end; the characters; the line."""

    sort: str
    text: str
    line: int


def relax_ng(compact: str) -> bytes:
    """The schema in XML form. Raises SyntaxError with the line."""
    root = _Reader(compact).grammar()
    etree.indent(root)
    return _HEAD + etree.tostring(root, encoding="UTF-8") + b"\n"


def _tokens(compact: str) -> list[Token]:
    tokens = []
    place = 0
    while place < len(compact):
        found = _TOKEN.match(compact, place)
        line = compact.count("\n", 0, place) + 1
        if found is None:
            raise SyntaxError(f"cableconv.rnc:{line}: {compact[place]!r} is not read")
        place = found.end()
        if found.lastgroup not in ("white", "comment"):
            tokens.append(Token(str(found.lastgroup), found[0], line))
    return [*tokens, Token("end", "", compact.count("\n") + 1)]


class _Reader:
    """Reads tokens from the front; a pattern is a list of elements, a sequence when they are several."""

    def __init__(self, compact: str) -> None:
        self.tokens = _tokens(compact)
        self.place = 0

    def next(self, *wanted: str) -> str:
        """The next token, which must be one of those, if any are named."""
        token = self.tokens[self.place]
        if wanted and token.text not in wanted:
            raise SyntaxError(f"cableconv.rnc:{token.line}: {wanted[0]!r} is expected, not {token.text!r}")
        self.place += 1
        return token.text

    def at(self, *texts: str) -> bool:
        return self.tokens[self.place].text in texts

    def grammar(self) -> Any:
        names = {None: RNG[1:-1], "a": _ANNOTATIONS}
        root = etree.Element(RNG + "grammar", nsmap=names)
        while self.tokens[self.place].sort != "end":
            name = self.next()
            if name in ("default", "datatypes"):
                self.next("namespace", "xsd")
                self.next("=")
                root.set("ns" if name == "default" else "datatypeLibrary", self.next()[1:-1])
                continue
            self.next("=")
            define = etree.SubElement(root, RNG + ("start" if name == "start" else "define"))
            if name != "start":
                define.set("name", name.removeprefix("\\"))
            define.extend(self.pattern())
        return root

    def pattern(self) -> list[Any]:
        """Particles with commas or with bars between them."""
        parts = [self.particle()]
        sign = "," if self.at(",") else "|"
        while self.at(sign):
            self.next()
            parts.append(self.particle())
        if sign == "," or len(parts) == 1:
            return [node for part in parts for node in part]
        choice = etree.Element(RNG + "choice")
        for part in parts:
            choice.extend(_one(part))
        return [choice]

    def particle(self) -> list[Any]:
        said = []
        while self.tokens[self.place].sort == "doc":
            said.append(self.next().removeprefix("##").removeprefix(" "))
        nodes = self.primary()
        if said:
            documentation = etree.Element(DOCUMENTATION)
            documentation.text = "\n".join(said)
            if nodes[0].tag in (RNG + "element", RNG + "attribute"):
                nodes[0].insert(0, documentation)
            else:
                nodes.append(documentation)  # a value holds text alone
        if self.at(*_OCCURS):
            occurs = etree.Element(RNG + _OCCURS[self.next()])
            occurs.extend(nodes)
            return [occurs]
        return nodes

    def primary(self) -> list[Any]:
        token = self.tokens[self.place]
        self.next()
        match token:
            case Token("sign", "("):
                nodes = self.pattern()
                self.next(")")
                return nodes
            case Token("text"):
                node = etree.Element(RNG + "value")
                node.text = token.text[1:-1]
            case Token("name", "text" | "empty"):
                node = etree.Element(RNG + token.text)
            case Token("name", name) if name in _WITH_BODY:
                node = self.bodied(name)
            case Token("name", name) if name.startswith("xsd:"):
                node = self.data(name.removeprefix("xsd:"))
            case Token("name", name):
                node = etree.Element(RNG + "ref", name=name.removeprefix("\\"))
            case _:
                raise SyntaxError(f"cableconv.rnc:{token.line}: a pattern is expected, not {token.text!r}")
        return [node]

    def bodied(self, name: str) -> Any:
        node = etree.Element(RNG + name)
        if name != "list":
            node.set("name", self.next())
        self.next("{")
        inside = self.pattern()
        self.next("}")
        if not (name == "attribute" and [each.tag for each in inside] == [RNG + "text"]):
            node.extend(inside)  # an attribute may have any text unless it is said
        return node

    def data(self, datatype: str) -> Any:
        node = etree.Element(RNG + "data", type=datatype)
        if self.at("{"):
            self.next()
            param = etree.SubElement(node, RNG + "param", name=self.next())
            self.next("=")
            param.text = self.next()[1:-1]
            self.next("}")
        return node


def _one(nodes: list[Any]) -> list[Any]:
    """Nodes as one member of a choice, with its documentation."""
    if sum(node.tag != DOCUMENTATION for node in nodes) == 1:
        return nodes[0][:] if nodes[0].tag == RNG + "choice" else nodes
    group = etree.Element(RNG + "group")
    group.extend(nodes)
    return [group]
