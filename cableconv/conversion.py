"""The story: bytes to a cable, and a cable to bytes.

Laws of this file: pure functions of bytes and options, picklable, no files, no printing.
What is returned has been checked: TEI against the schema, JSON by reading it back, and a
diplomatic edition by rebuilding the source from it.
"""

from __future__ import annotations

from cableconv import __version__
from cableconv.cable import cable_of
from cableconv.conversion_trace import trace, without_page
from cableconv.conversion_write import write
from cableconv.errors import InputError, InternalError, UsageError
from cableconv.fields import host as host_fields
from cableconv.grammar import site
from cableconv.model import Block, BlockKind, Cable, Edition, Kind, Mark
from cableconv.model_header import Status
from cableconv.options import DEFAULT, Options
from cableconv.recognise import recognise

_LABELS = 6  # blocks of a list of a page's labels, TAGS among them, without a telegram
_WORDS = 5  # blanks of the shortest sentence that a page without a header is believed for
GENERATOR = f"cableconv {__version__}"


def convert(data: bytes, options: Options = DEFAULT, to: str = "tei") -> bytes:
    """A scraped text, or a TEI or JSON document of cableconv, as TEI, JSON or plain text.

    to is "tei", "json" or "text". Several cables become one corpus. Raises InputError when a TEI
    or JSON document is damaged, UsageError for a format or options that there are not, InternalError
    when a law or the schema fails.
    """
    return write(read_all(data, options), to)


def read(data: bytes, options: Options = DEFAULT) -> Cable:
    """The one cable in data: text in any encoding, or TEI or JSON as cableconv writes them.

    Raises InputError also when there are several.
    """
    found = read_all(data, options)
    if len(found) > 1:
        raise several(found)
    return found[0]


def read_all(data: bytes, options: Options = DEFAULT) -> tuple[Cable, ...]:
    """The cables in data, in their order: one, or all of a file or corpus of several.

    Raises InputError when a TEI or JSON document is damaged, UsageError for options that there are not
    and for data that is no bytes.
    """
    if not isinstance(data, (bytes, bytearray)):
        raise UsageError("CC040", f"data is bytes, not {type(data).__name__}", "read the file in binary mode")
    if not isinstance(options, Options):
        raise UsageError(
            "CC040", f"options is Options, not {type(options).__name__}", 'write convert(data, to="json")'
        )
    options = options.checked()
    if recognise(data) in ("tei", "json"):
        from cableconv.restoration import read_documents

        return tuple(_in_edition(_sound(cable), options) for cable in read_documents(data))
    edition = options.edition or Edition.READING
    return tuple(
        cable_of(
            without_page(document.source, edition),
            document.spans,
            begins=document.begins,
            doubtful=document.doubtful,
            edition=edition,
            generator=GENERATOR,
            publisher=options.publisher,
            licence=options.licence,
            options=options.stated(),
        )
        for document in trace(data, options)
    )


def several(found: tuple[Cable, ...]) -> InputError:
    """The refusal of a file of several cables, with the lines in which they begin."""
    lines = ", ".join(str(cable.source.part.line) for cable in found if cable.source.part)
    return InputError(
        "CC029",
        f"there are {len(found)} cables in this file, which begin in lines {lines}",
        "convert it to a corpus or to several documents (read_all, or --several corpus or split)",
    )


def has_cable(cable: Cable) -> bool:
    """Is there a cable at all: a header element of telegrams, the headline of an edition that calls the
    text below it a telegram, with a sentence there, or numbered paragraphs below a subject or a page's
    statement of the number? On a page of a known site that states the number one sentence is enough: the
    header may be hidden."""
    header = cable.header
    edition = cable.source.host is not None and cable.source.host.layout == "F1"
    if (
        edition
        and site.HISTORIAN_TITLE.fullmatch(header.title.value or "")
        and any(map(_is_said, cable.blocks))
    ):
        return True
    telling = (
        header.routing_indicator,
        header.date_time_group,
        header.originator,
        header.classification,
        header.executive_order,
        header.reference_number,
        header.transmission_identifier,
    )
    if any(field.status is not Status.ABSENT and not host_fields.of_page(field) for field in telling):
        return True
    numbers, numbered = _numbers(cable), header.reference_number.value is not None
    if header.tags.status is not Status.ABSENT and not host_fields.of_page(header.tags):
        return bool(numbers) or len(cable.blocks) > _LABELS or any(map(_is_text, cable.blocks))
    if cable.source.host is not None and cable.source.host.layout and numbered:
        return numbers[:1] == ["1"] or any(map(_is_text, cable.blocks))
    told = (numbered or header.serial.value is not None) and numbers[:3] == ["1", "2", "3"]
    return len(numbers) >= 3 and (header.subject.status is Status.STATED or told)


def _numbers(cable: Cable) -> list[str]:
    """The numbers of the paragraphs."""
    return [
        item.value
        for block in cable.blocks
        if block.kind is BlockKind.PARAGRAPH
        for item in block.content
        if isinstance(item, Mark) and item.kind is Kind.LABEL
    ]


def _is_said(block: Block) -> bool:
    """Does a block of an edition end as a sentence does, and is it no place and date?"""
    text = "".join([item for item in block.content if isinstance(item, str)]).strip()
    return text.endswith((".", "!", "?", '"', "\u201d", ")")) and site.DATELINE.fullmatch(text) is None


def _is_text(block: Block) -> bool:
    """Is this a paragraph of a sentence at least?"""
    text = "".join([item for item in block.content if isinstance(item, str)])
    return block.kind is BlockKind.PARAGRAPH and text.count(" ") >= _WORDS and text.endswith((".", "!", "?"))


def _sound(cable: Cable) -> Cable:
    """A cable read from a document, if it can be written again: else the document was changed."""
    try:
        for to in ("tei", "json"):
            write(cable, to)
    except InternalError as error:
        raise InputError(
            "CC706",
            f"the document does not fit the schema: {error.message}",
            "it was changed after it was made; use an unchanged copy, or convert the source again",
        ) from error
    return cable


def _in_edition(cable: Cable, options: Options) -> Cable:
    """A document's cable in the edition asked for; from diplomatic to reading only."""
    wanted = options.edition or cable.edition
    cable = cable._replace(
        publisher=options.publisher or cable.publisher, licence=options.licence or cable.licence
    )
    if wanted is cable.edition:
        return cable
    if wanted is Edition.DIPLOMATIC:
        raise UsageError(
            "CC011",
            "a diplomatic edition cannot be made from a reading edition, which does not carry the source",
            "convert the source itself",
        )
    source = without_page(cable.source, Edition.READING)
    return cable._replace(source=source, edition=Edition.READING, spans=())
