"""Validation against the packaged schema: the last check before TEI is handed over."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any

from cableconv.errors import InternalError
from cableconv.xml_memory import refuse_starved


@cache
def _schema() -> Any:
    from lxml import etree

    from cableconv.resources import schema_file

    return etree.RelaxNG(etree.parse(schema_file("cableconv.rng")))


# What libxml2 checks slowly, and what it checks fast of the same or less: it collapses the blanks of
# every value that it compares, and counts repetitions.
_FASTER = (
    ("<value>", '<value type="string" datatypeLibrary="">'),
    ("CC[0-9]{3}", "CC[0-9][0-9][0-9]"),
)


@cache
def _fast_schema() -> Any:
    """The schema in a form that allows nothing more, and no blanks around the values of a list."""
    from lxml import etree

    from cableconv.resources import schema_file

    with open(schema_file("cableconv.rng"), encoding="utf-8") as file:
        text = file.read()
    for slow, fast in _FASTER:
        text = text.replace(slow, fast)
    return etree.RelaxNG(etree.fromstring(text.encode()))


_LONG = 400  # children of an element with text; see _shortened


def _shortened(root: Any) -> Any:
    """The document with long runs of text cut into several elements, to be validated only.

    libxml2 needs quadratic time for a long sequence of children that may be of any kind in any
    order. Such a sequence is valid when its parts are, so the parts are validated: each stands
    in an element of the same name and attributes. A document without long runs stays as it is.
    """
    long = [each for each in root.iter(*_WITH_TEXT) if len(each) > _LONG]
    for element in long:
        while len(part := list(islice(element, _LONG))) == _LONG:
            before = element.makeelement(element.tag, dict(element.attrib))
            before.extend(part)
            element.addprevious(before)
    return root


_WITH_TEXT = tuple(
    "{http://www.tei-c.org/ns/1.0}" + name
    for name in ("p", "ab", "head", "item", "cell", "signed", "trailer", "seg", "label", "fw", "surplus")
)


def refusals(root: Any) -> list[tuple[int, str]]:
    """Line and message of what the schema does not allow in a parsed document; none when valid."""
    from copy import deepcopy

    long = any(len(each) > _LONG for each in root.iter(*_WITH_TEXT))
    schema = _schema()
    if schema.validate(_shortened(deepcopy(root)) if long else root):
        return []
    return [(error.line, error.message) for error in schema.error_log] or [(1, "not valid")]


def validate_tei(document: Any) -> None:
    """Check a TEI document (bytes, element or tree) against cableconv's RELAX NG schema.

    Raises InternalError with the schema's message: what we wrote is not what we promise.
    """
    from lxml import etree

    if not isinstance(document, bytes):
        document = etree.tostring(document)
    try:
        root = etree.fromstring(document)
    except etree.XMLSyntaxError as error:
        refuse_starved(error)
        raise InternalError("CC601", f"the TEI that was written is not well-formed: {error}") from error
    tags = document.count(b"<", document.find(b"<text>"))
    if tags > _LONG:  # else no element with text has as many children
        root = _shortened(root)
    if _fast_schema().validate(root):
        return
    schema = _schema()
    if not schema.validate(root):
        found = schema.error_log.last_error
        where = f"line {found.line}: {found.message}" if found is not None else "no message"
        raise InternalError(
            "CC602",
            f"the TEI that was written is not valid: {where}",
            "this is a fault of cableconv; please report it with the input",
            line=found.line if found is not None else 0,
        )
