"""What both editions' readers share: a hardened parser, and the walk over a text element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cableconv.errors import InputError
from cableconv.grammar.form import lazy
from cableconv.recognise import wide_encoding
from cableconv.tei.fields import TEI, broken
from cableconv.xml_memory import refuse_starved

_BEFORE_DOCTYPE = lazy(r"(?:\s|\ufeff|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+")

_OURS = frozenset(
    {
        "list", "head", "p", "item", "row", "cell", "ab", "signed", "closer", "byline", "trailer", "label",
        "seg", "ref", "fw", "metamark", "surplus", "note", "pb", "lb", "space", "g", "sic", "corr",
    }
)  # fmt: skip


_READINGS = ("sic", "corr")
_DECLARED = lazy(r"""(<\?xml\s[^>]*?)\sencoding\s*=\s*(?:"[^"]*"|'[^']*')""")
_OF_IDS = (513, 539)  # libxml2's XML_DTD_ID_REDEFINED and XML_DTD_XMLID_VALUE


class Misnamed(InputError):
    """A document that is well-formed, and in which an xml:id is no name or stands twice, or a namespace has a
    name that is no URI."""


class Limited(InputError):
    """A document that may be well-formed, and goes beyond a limit of the parser."""


_DEEP = ("more than 256 elements stand one in another", "take some out: cableconv writes no document so deep")
_LONG_NAME = ("a name has more than 50,000 characters", "give it a shorter one")
_LARGE = (
    "a text, attribute, comment or instruction has more than 10,000,000 bytes",
    'part it: cableconv convert puts <milestone unit="chunk"/> into long texts',
)
_LIMIT = lazy(
    r"(?P<deep>[Ee]xcessive depth)|(?P<name>Name\b.{0,12}too long)|PARSE_HUGE|too (?:big|long)|huge"
)
_LONG_WORD = lazy(r"(\S{100})\S+")
_NO_URI = 99  # its XML_WAR_NS_URI
_UNKNOWN_ENCODING = 32  # libxml2's XML_ERR_UNSUPPORTED_ENCODING


def narrowed(data: bytes) -> bytes:
    """A document in UTF-32, or in UTF-16 without a byte-order mark, in UTF-8: not every parser reads those.
    Characters, and so their lines and columns, are the same. Any other document as it is."""
    encoding = wide_encoding(data)
    if not encoding or (data.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding == "utf-16"):
        return data
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return data  # its parser says why
    return _DECLARED.sub(r"\1", text, count=1).encode("utf-8", "surrogatepass")


def hardened(data: bytes) -> Any:
    """The root element of an XML document; InputError when it is malformed or unsafe.

    No document type declaration, so no entities and no default attributes; no network. The
    limits of libxml2 stay (huge_tree off): 256 levels, 10,000,000 bytes in one text node; our
    writer keeps below them.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        refuse_starved(error)
        line, column = error.position
        place = line or 0, column or 0
        if error.code in _OF_IDS:
            said = f"line {line}, column {column}: {error.msg}"
            raise Misnamed("CC710", said, "give the declaration its own name again", *place) from error
        if "ntity" in error.msg and (declared := _doctype(data, None)):
            raise _with_doctype(declared) from error  # it is no entity of XML itself
        raise _refused(error, line or 0, column or 0) from error
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise _with_doctype(_doctype(data, info.encoding) or (1, 1))
    return root


def _refused(error: Any, line: int, column: int) -> InputError:
    """What the parser refuses: what is beyond its limits, what it cannot decode, what is malformed."""
    said = shortened(" ".join(error.msg.partition(f", line {line}, column")[0].split()))
    before = f"line {line}, column {column}: "
    if beyond := _LIMIT.search(said):
        what, remedy = _DEEP if beyond["deep"] else _LONG_NAME if beyond["name"] else _LARGE
        return Limited("CC715", before + what, remedy, line, column)
    if error.code == _NO_URI:
        return Misnamed("CC710", before + said, "give the namespace a URI, or take it out", line, column)
    remedy = "save it as UTF-8" if error.code == _UNKNOWN_ENCODING else "use an undamaged copy"
    return InputError("CC710", f"{before}not well-formed XML: {said}", remedy, line, column)


def shortened(said: str) -> str:
    """A parser's message: of each name in it with more than 100 characters the first, and a mark."""
    return _LONG_WORD.sub(r"\1...", said)


def _with_doctype(place: tuple[int, int]) -> InputError:
    said = "the document has a DOCTYPE, which cableconv does not read"
    return InputError("CC710", said, "remove the DOCTYPE", *place)


def _doctype(data: bytes, encoding: str | None) -> tuple[int, int] | None:
    """Line and column of the document type declaration, if there is one that can be found."""
    try:
        text = data.decode(encoding or wide_encoding(data) or "utf-8", "replace")
    except LookupError:
        return None
    before = _BEFORE_DOCTYPE.match(text)
    at = before.end() if before else 0
    if not text.startswith("<!DOCTYPE", at):
        return None
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def parse(data: bytes) -> list[Any]:
    """The TEI elements of a document or corpus; InputError when it is malformed, foreign or unsafe."""
    root = hardened(data)
    if root.tag not in (TEI + "TEI", TEI + "teiCorpus"):
        raise broken(root, f"the root element is {root.tag!s}, not that of a TEI document")
    documents = [root] if root.tag == TEI + "TEI" else root.findall(TEI + "TEI")
    if not documents:
        raise broken(root, "the corpus has no documents")
    for document in documents:
        if document.find(TEI + "text") is None:
            raise broken(document, "the document has no text element")
    return documents


def in_choice(element: Any) -> bool:
    """Does it stand in a choice, which holds elements and no text of its own?"""
    parent = element.getparent()
    return parent is not None and bool(parent.tag == TEI + "choice")


def walk(root: Any) -> Iterator[tuple[str, str, Any]]:
    """Events of the text in document order: ("text", string, None), ("start" or "end", name,
    element). Elements that cableconv does not write are transparent: their text belongs to
    where they stand. Notes of an editor are passed over."""
    from lxml import etree

    text: list[str] = []
    steps = etree.iterwalk(root.find(TEI + "text"), events=("start", "end"))
    for event, element in steps:
        name = element.tag.removeprefix(TEI) if isinstance(element.tag, str) else ""
        is_note = name == "note" and element.get("type") not in ("boilerplate", "title")
        foreign = is_note or name not in _OURS
        if is_note and event == "start":
            steps.skip_subtree()
        elif not foreign:
            if text:
                yield "text", "".join(text), None
                text = []
            yield event, name, element
        if event == "start":
            if element.text and not is_note and name != "choice":
                text.append(element.text)
        elif element.tail and not ((foreign or name in _READINGS) and in_choice(element)):
            text.append(element.tail)
    if text:
        yield "text", "".join(text), None
