"""The TEI header of a cable, of a corpus of one file, and of a collection.

Every datum stands in one place. What TEI has an element for stands there (TEI chapter 2), the
rest in the field's feature structure, which also says where a value comes from.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import lazy
from cableconv.model import Cable, Edition
from cableconv.model_source import Part, Source
from cableconv.rules import CORRECTIONS
from cableconv.tei.names import CHUNK, Pointers, ana_of, datum
from cableconv.tei.profile import profile

_EDITIONS = {
    Edition.READING: "Reading edition: the clean text",
    Edition.DIPLOMATIC: "Diplomatic edition: the clean text and the layout of the source",
}
_PRACTICE = {
    Edition.READING: (
        '<hyphenation eol="none"><p>Words that line ends had broken are whole; hyphens that belong to a '
        "word are kept.</p></hyphenation><normalization><p>Lines are joined to paragraphs, white space is "
        "collapsed; page headers and text of the publishing site are left out. The standOff lists every "
        "change.</p></normalization>"
    ),
    Edition.DIPLOMATIC: (
        '<hyphenation eol="all"><p>A line break inside a word has break="no"; rend="hyphen" says that a '
        "hyphen stood before it.</p></hyphenation><normalization><p>Every line of the source begins with lb; "
        "a space beside an "
        "element is layout, other white space stands in space and g; page headers stand in fw, text of the "
        "publishing site in elements of type boilerplate and in surplus.</p></normalization>"
    ),
}
_CORRECTION = {
    Edition.READING: '<correction method="silent"><p>Damaged characters are printed as they were, where that '
    "is certain.</p></correction>",
    Edition.DIPLOMATIC: '<correction method="markup"><p>Damaged characters stand in sic, beside them in corr '
    "what they were, where that is certain.</p></correction>",
}
_UNPUBLISHED = "Not published: no publisher and no licence are recorded."
_VERSION = lazy(r"([A-Za-z][\w.-]*) (\d+(?:\.\d+){0,3})", re.ASCII)
_ADDRESS = lazy(r"https?://[\w.-]+(?:/[\w./~+-]*)?", re.ASCII)


def header(cable: Cable, pointers: Pointers, newline: str) -> str:
    """The teiHeader. newline: name of the usual newline, "" in a reading edition."""
    described = profile(cable.header, pointers)  # first: the encodingDesc declares its categories
    return (
        "<teiHeader>\n<fileDesc>\n"
        + _titles(cable, pointers)
        + f'<editionStmt><edition n="{cable.edition}">{_EDITIONS[cable.edition]}</edition></editionStmt>\n'
        + _publication(cable)
        + _source(cable, pointers, newline)
        + "</fileDesc>\n"
        + _encoding(cable, pointers)
        + described
        + "</teiHeader>\n"
    )


def corpus_header(first: Cable) -> str:
    """The teiHeader of the corpus of a file of several cables, of which this is the first."""
    part = first.source.part
    if part is None:
        raise ValueError("a corpus is made of the parts of a file")
    file = f'<title type="file">{datum(first.source.name)}</title>{_file(part)}'
    return (
        "<teiHeader>\n<fileDesc>\n<titleStmt><title>The cables of one file</title></titleStmt>\n"
        + _publication(first)
        + f"<sourceDesc><bibl>{file}</bibl></sourceDesc>\n</fileDesc>\n"
        + f"<encodingDesc>\n{_application(first)}</encodingDesc>\n</teiHeader>\n"
    )


def collection_header(publisher: str, licence: str) -> str:
    """The teiHeader of a corpus of many sources."""
    return (
        "<teiHeader>\n<fileDesc>\n<titleStmt><title>A collection of cables</title></titleStmt>\n"
        + _published(publisher, licence)
        + "<sourceDesc><p>Each document names its own source.</p></sourceDesc>\n</fileDesc>\n</teiHeader>\n"
    )


def _file(part: Part) -> str:
    return (
        f'<extent><measure unit="byte" quantity="{part.size}"/>'
        f'<measure unit="cable" quantity="{part.cables}"/></extent>'
        f'<idno type="sha256">{datum(part.sha256)}</idno>'
    )


def _titles(cable: Cable, pointers: Pointers) -> str:
    found = ""
    subject, title = cable.header.subject, cable.header.title
    if subject.value is not None:
        found += f'<title type="subject"{ana_of("subject", pointers)}>{datum(subject.value)}</title>'
    if title.value is not None:
        found += f'<title type="host"{ana_of("title", pointers)}>{datum(title.value)}</title>'
    return f"<titleStmt>{found or '<title>A cable without a title</title>'}</titleStmt>\n"


def _publication(cable: Cable) -> str:
    return _published(cable.publisher, cable.licence)


def _published(publisher: str, licence: str) -> str:
    if not publisher and not licence:
        return f"<publicationStmt><p>{_UNPUBLISHED}</p></publicationStmt>\n"
    found = (
        f"<publisher>{datum(publisher)}</publisher>"
        if publisher
        else "<authority>No publisher is recorded.</authority>"
    )
    if licence:
        target = f' target="{datum(licence)}"' if _ADDRESS.fullmatch(licence) else ""
        found += f"<availability><licence{target}>{datum(licence)}</licence></availability>"
    return f"<publicationStmt>{found}</publicationStmt>\n"


def _source(cable: Cable, pointers: Pointers, newline: str) -> str:
    source, number = cable.source, cable.header.reference_number
    found = [
        f'<title type="file">{datum(source.name)}</title>',
        f'<extent><measure unit="byte" quantity="{source.size}"/></extent>',
        f'<idno type="sha256">{datum(source.sha256)}</idno>',
    ]
    if number.value is not None:
        ana = ana_of("reference_number", pointers)
        found.append(f'<idno type="message-reference-number"{ana}>{datum(number.value)}</idno>')
    found.append(f'<note type="encoding">{datum(source.encoding)}</note>')
    if source.confidence != 1.0:
        found.append(f'<note type="encoding-confidence">{source.confidence!r}</note>')
    if source.truncated:
        found.append(f'<note type="truncated-bytes">{source.truncated}</note>')
    if newline:
        found.append(f'<note type="newline">{newline}</note>')
    found.extend(_related(source))
    return f"<sourceDesc><bibl>{''.join(found)}</bibl></sourceDesc>\n"


def _related(source: Source) -> list[str]:
    """What the source was a part of, taken from, and published on: file, page, host."""
    found: list[str] = []
    if source.part is not None:
        places = (("cable", source.part.cable), ("byte", source.part.offset), ("line", source.part.line))
        scope = "".join([f'<biblScope unit="{unit}" from="{place}"/>' for unit, place in places])
        found.append(f'<relatedItem type="file"><bibl>{_file(source.part)}{scope}</bibl></relatedItem>')
    if source.page is not None:
        found.append(
            '<relatedItem type="page"><bibl>'
            f'<extent><measure unit="byte" quantity="{source.page.size}"/></extent>'
            f'<idno type="sha256">{datum(source.page.sha256)}</idno>'
            f'<note type="encoding">{datum(source.page.encoding)}</note></bibl></relatedItem>'
        )
    if source.host is not None:
        layout = source.host.layout
        said = f'<note type="layout">{datum(layout)}</note>' if layout else ""
        said += "".join(
            [
                f'<note type="{one.name.replace("_", "-")}"'
                + (f' n="{one.line}"' if one.line else "")
                + f">{datum(one.value)}</note>"
                for one in source.host.statements
            ]
        )
        found.append(f'<relatedItem type="host"><bibl>{said}</bibl></relatedItem>')
    return found


def facsimile(cable: Cable) -> str:
    """The bytes of the page that the text was taken from, cut into pieces that any parser reads."""
    content = cable.source.page.content if cable.source.page is not None else ""
    if not content:
        return ""
    pieces = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)]
    written = "".join(
        [
            f'<binaryObject mimeType="application/zlib" encoding="base64">{piece}</binaryObject>'
            for piece in pieces
        ]
    )
    return f"<facsimile>{written}</facsimile>\n"


def _application(cable: Cable) -> str:
    known = _VERSION.fullmatch(cable.generator)
    ident, version = (known[1], known[2]) if known else ("cableconv", "0")
    options = "".join([f"<p>{datum(option)}</p>" for option in cable.options])
    return (
        f'<appInfo><application ident="{ident}" version="{version}"><label>{datum(cable.generator)}</label>'
        f"{options}</application></appInfo>\n"
    )


def _encoding(cable: Cable, pointers: Pointers) -> str:
    mended = any(change.rule in CORRECTIONS for change in cable.changes)
    practice = (_CORRECTION[cable.edition] if mended else "") + _PRACTICE[cable.edition]
    found = _application(cable) + f"<editorialDecl>{practice}</editorialDecl>\n"
    if pointers.categories:
        found += "<classDecl>" + "".join(
            [
                f'<taxonomy xml:id="{pointers.prefix}-{taxonomy}">'
                + "".join(
                    [
                        f'<category xml:id="{name}"><catDesc>{datum(value)}</catDesc></category>'
                        for value, name in known_values.items()
                    ]
                )
                + "</taxonomy>"
                for taxonomy, known_values in pointers.categories.items()
            ]
        )
        found += "</classDecl>\n"
    if pointers.characters:
        found += "<charDecl>" + "".join(
            [
                f'<char xml:id="{ident}"><mapping type="codepoint">{name}</mapping></char>'
                for name, ident in sorted(pointers.characters.items())
            ]
        )
        found += "</charDecl>\n"
    return f"<encodingDesc>\n{found}</encodingDesc>\n"
