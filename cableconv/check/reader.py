"""A TEI document read tag by tag against the schema: what is wrong at each, and how to mend it.

Law of this file: after a fault it goes on as the writer of the document is likely to have meant it, so
that one fault is told once and hides no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from cableconv.check import patterns
from cableconv.check.datatypes import is_white, tokens
from cableconv.check.grammar import Schema
from cableconv.check.patterns import EMPTY, NOTHING, Pattern

_LISTED = 12  # names that a message lists
_SHOWN = 40  # characters of a text that a message shows
_NAMED = 100  # characters of a name or a namespace that it shows
_LACKING = 3  # elements that may be missing in a row
_AGAIN = "or convert the source again"


class Option(NamedTuple):
    """One way to read an element that is open: what it may still hold; the option of its parent that it
    belongs to (-1: none), and what the parent may hold after it."""

    content: Pattern
    parent: int
    after: Pattern


class Open(NamedTuple):
    """An element that is open, in every way in which it can be read; known: whether the schema has it."""

    name: str
    options: list[Option]
    known: bool


class Reader:
    """Reads a document's tags and texts; what it yields are messages with their remedies."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.open: list[Open] = [Open("", [Option(schema.start, -1, EMPTY)], True)]
        self.text: list[str] = []
        self.text_place = 1, 1

    # Elements

    def start(self, name: str, attributes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        above = self.open[-1]
        found = self._begun(above.options, name)
        fitting = [option for option in found if self._fits(option, attributes)]
        if not fitting and above.known:
            for lacking, options in self._after_lacking(above.options, name):
                later = [one for one in self._begun(options, name) if self._fits(one, attributes)]
                if later:
                    yield self._lacks(above.name, lacking, name)
                    above.options[:] = options
                    found = later
                    break
        if not found:
            if above.known or name not in self.schema.elements:
                yield from self._misplaced(name, above)
            found = [
                Option(self.schema.contents[each], -1, EMPTY) for each in self.schema.elements.get(name, ())
            ]
        held = Open(name, found, name in self.schema.elements)
        self.open.append(held)
        if found:
            yield from self._attributes(held, attributes)

    def _begun(self, options: list[Option], name: str) -> list[Option]:
        """Every way in which the element can begin here."""
        return [
            Option(self.schema.contents[element], number, after)
            for number, option in enumerate(options)
            for element, after in patterns.starts(option.content, name)
        ]

    def _fits(self, option: Option, attributes: list[tuple[str, str]]) -> bool:
        content = option.content
        for name, value in attributes:
            content = patterns.take(content, name, value)
        return patterns.closed(content) is not NOTHING

    def _after_lacking(
        self, options: list[Option], name: str
    ) -> Iterator[tuple[list[Pattern], list[Option]]]:
        """Elements that are left out, few before many, with what their parent may then hold."""
        seen = {option.content for option in options}
        waiting: list[tuple[list[Pattern], list[Option]]] = [([], options)]
        for lacking, states in waiting:
            if len(lacking) == _LACKING:
                break
            for element in dict.fromkeys(e for state in states for e in patterns.elements(state.content)):
                later = [
                    state._replace(content=after)
                    for state in states
                    for begun, after in patterns.starts(state.content, element.name)
                    if begun is element and after not in seen
                ]
                if later:
                    seen.update(state.content for state in later)
                    waiting.append(([*lacking, element], later))
                    yield waiting[-1]

    def _lacks(self, parent: str, lacking: list[Pattern], name: str) -> tuple[str, str]:
        missing = ", ".join(map(self._described, lacking))
        inside = f"<{parent}> lacks" if parent else "the document lacks"
        return f"{inside} {missing} before <{name}>", f"add it, {_AGAIN}"

    def _described(self, element: Pattern) -> str:
        """The start tag of an element, with the attributes that have one value only."""
        fixed = "".join(
            f' {each.name}="{only[0]}"'
            for each in patterns.attributes(self.schema.contents[element])
            if len(only := patterns.values(each)) == 1 and each.name != "break"
        )
        return f"<{element.name}{fixed}>"

    def _misplaced(self, name: str, above: Open) -> Iterator[tuple[str, str]]:
        places = sorted(_parents(self.schema, name))
        allowed = {each.name for option in above.options for each in patterns.elements(option.content)}
        close = get_close_matches(name, sorted(allowed), 1)
        if close and name not in self.schema.elements:
            remedy = f"write <{close[0]}>"
        elif places:
            remedy = f"move it: it stands in {_listed(places)}"
        elif name in self.schema.elements:
            remedy = "make it the root of a document"
        else:
            remedy = "take its tags away, or name an element that is allowed there"
        if not above.name:
            yield f"the root element is <{named(name)}>; allowed: {self._allowed(above)}", remedy
        elif above.known:
            yield (
                f"element <{named(name)}> is not allowed here in <{above.name}>; "
                f"allowed: {self._allowed(above)}",
                remedy,
            )
        else:
            yield f"element <{named(name)}> is not known", remedy

    def allowed(self) -> str:
        """What may stand here."""
        return self._allowed(self.open[-1])

    def _allowed(self, element: Open) -> str:
        """What may stand here in an element."""
        names = {
            self._described(each) for option in element.options for each in patterns.elements(option.content)
        }
        said = _listed(sorted(names)) if names else ""
        texts = sorted({each for option in element.options for each in patterns.texts(option.content)})
        ends = any(patterns.is_nullable(option.content) for option in element.options)
        more = [*texts, *([f"the end of <{element.name}>"] if ends and element.name else [])]
        return ", ".join([part for part in (said, *more) if part]) or "nothing"

    def end(self) -> Iterator[tuple[str, str]]:
        closing = self.open.pop()
        above = self.open[-1]
        whole = [option for option in closing.options if patterns.is_nullable(option.content)]
        if closing.options and not whole:
            yield (
                f"<{closing.name}> is not complete; expected: {self._allowed(closing)}",
                f"add what is missing, {_AGAIN}",
            )
            whole = closing.options
        followed = [
            above.options[option.parent]._replace(content=option.after)
            for option in whole
            if option.parent >= 0
        ]
        if followed:
            above.options[:] = dict.fromkeys(followed)

    # Attributes

    def _attributes(self, held: Open, given: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Hold the start tag's attributes to the schema; leaves the ways that remain."""
        options = held.options
        known = sorted({each.name for option in options for each in patterns.attributes(option.content)})
        for name, value in given:
            fitting = _taken(options, name, value)
            if fitting:
                options = fitting
                continue
            here = [
                each
                for option in options
                for each in patterns.attributes(option.content)
                if each.name == name
            ]
            if here:
                yield self._wrong_value(held.name, name, value, here)
                options = _taken(options, name, None)
            else:
                yield (
                    f"attribute {named(name)} is not allowed on <{held.name}>; "
                    f"allowed: {_listed(known) or 'none'}",
                    "take it away",
                )
        whole = _closed(options)
        if not whole:
            lacking = [
                {each.name for each in patterns.attributes(option.content) if _must(option.content, each)}
                for option in options
            ]
            least = min(lacking, key=lambda names: (len(names), sorted(names)))
            names = ", ".join(sorted(least))
            yield f"<{held.name}> lacks the attribute {names}", f"add it, {_AGAIN}"
            whole = [option._replace(content=patterns.closed(option.content, EMPTY)) for option in options]
        held.options[:] = whole

    def _wrong_value(self, element: str, name: str, value: str, here: list[Pattern]) -> tuple[str, str]:
        allowed = [text for each in here for text in patterns.texts(each.parts[0])]
        listed = _listed(dict.fromkeys(allowed))
        said = f'{name}="{_cut(value, _SHOWN)}" is not allowed on this <{element}>'
        return f"{said}; allowed: {listed}", _instead(value, allowed)

    # Text

    def text_ends(self, last: bool = False) -> Iterator[tuple[str, str]]:
        """Hold the text that was gathered to the schema. last: the element ends."""
        text, self.text = "".join(self.text), []
        held = self.open[-1]
        if not held.options or (is_white(text) and not last):
            return
        followed = [
            option._replace(content=after)
            for option in held.options
            if (after := patterns.after_text(option.content, text)) is not NOTHING
        ]
        if is_white(text):  # may stand between elements, and is the value of an empty string
            followed = [*dict.fromkeys([*followed, *held.options])]
        if not followed:
            yield self._wrong_text(held, " ".join(tokens(text)))
            followed = [
                option._replace(content=EMPTY) if patterns.texts(option.content) else option
                for option in held.options
            ]
        held.options[:] = followed

    def _wrong_text(self, held: Open, text: str) -> tuple[str, str]:
        allowed = {each for option in held.options for each in patterns.texts(option.content)}
        remedy = _instead(text, allowed) if allowed else f"take it away, {_AGAIN}"
        said = f'text "{_cut(text, _SHOWN)}" is not allowed here in <{held.name}>'
        return f"{said}; allowed: {self._allowed(held)}", remedy


def named(name: str) -> str:
    """A name as a message shows it: of one that is very long, of its namespace too, the beginning."""
    space, brace, local = name.rpartition("}")
    return (_cut(space, _NAMED) + brace if brace else "") + _cut(local, _NAMED)


def _cut(text: str, most: int) -> str:
    """The text; of more characters than most the first, with a mark that it goes on."""
    return text if len(text) <= most else text[:most] + "..."


def _parents(schema: Schema, name: str) -> set[str]:
    """The elements that may hold one of this name somewhere."""
    return {
        f"<{element.name}>"
        for element, content in schema.contents.items()
        if any(inner.name == name for inner in patterns.all_elements(content))
    }


def _instead(value: str, allowed: Iterable[str]) -> str:
    """How to mend a wrong value: the allowed one that is most like it, if one is."""
    close = get_close_matches(value, [each.strip('"') for each in allowed if each.startswith('"')], 1)
    return f'write "{close[0]}"' if close else f"give an allowed value, {_AGAIN}"


def _taken(options: list[Option], name: str, value: str | None) -> list[Option]:
    return [
        option._replace(content=after)
        for option in options
        if (after := patterns.take(option.content, name, value)) is not NOTHING
    ]


def _closed(options: list[Option]) -> list[Option]:
    return [
        option._replace(content=after)
        for option in options
        if (after := patterns.closed(option.content)) is not NOTHING
    ]


def _must(content: Pattern, attribute: Pattern) -> bool:
    """Is the content nothing without this attribute?"""
    others = content
    for each in patterns.attributes(content):
        if each is not attribute:
            others = patterns.without(others, each)
    return patterns.closed(others) is NOTHING


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_LISTED]) + (
        f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    )
