"""From documents back: the cables in them, and the bytes of the source that they were made from.

Laws of this file: pure functions of bytes; a source that does not have the recorded size and
SHA-256 is refused, never given.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from cableconv.decode import encode
from cableconv.errors import InputError
from cableconv.model import Cable, Edition
from cableconv.recognise import recognise


def read_documents(data: bytes) -> tuple[Cable, ...]:
    """The cables of a TEI or JSON document or corpus as its reader gives them: read_all proves besides
    that they can be written again. Raises InputError."""
    match recognise(data):
        case "tei":
            from cableconv.tei import document as tei

            return tei.read_all(data)
        case "json":
            from cableconv.json import document as json_document

            return json_document.read_all(data)
    raise InputError(
        "CC704",
        "this is no TEI or JSON document of cableconv",
        "give the file that cableconv convert wrote with --edition diplomatic",
    )


def restore(*documents: bytes) -> bytes:
    """The source's bytes, from a diplomatic TEI or JSON document alone; from all documents, or
    the corpus, of a file of several cables.

    Raises InputError when a document is damaged, is a reading edition, when one of the file's
    cables is missing, or when the bytes that were rebuilt do not have the size and SHA-256 that
    the documents record.
    """
    return restored([cable for data in documents for cable in read_documents(data)])


def restore_all(*documents: bytes) -> tuple[bytes, ...]:
    """The bytes of every source of documents or corpora, in the order in which the sources first come.

    Raises InputError as restore does.
    """
    return tuple(map(restored, sources_of([cable for data in documents for cable in read_documents(data)])))


def sources_of(found: Sequence[Cable]) -> tuple[tuple[Cable, ...], ...]:
    """The cables, those of one source together. A part that comes again is of another copy of its file."""
    sources: list[list[Cable]] = []
    files: dict[str, list[Cable]] = {}  # by hash: the last source that is a file of several cables
    for cable in found:
        part = cable.source.part
        if part is None:
            sources.append([cable])
            continue
        one = files.get(part.sha256)
        if one is None or any(each.source.part == part for each in one):
            one = files[part.sha256] = []
            sources.append(one)
        one.append(cable)
    return tuple(map(tuple, sources))


def restored(found: Sequence[Cable]) -> bytes:
    """The source's bytes from the cables of its documents. Raises InputError as restore does."""
    if len(found) == 1 and found[0].source.part is None:
        return _page_of(found[0], _rebuilt(found[0]))
    parts = {part.cable: cable for cable in found if (part := cable.source.part)}
    files = {(part.sha256, part.cables) for cable in parts.values() if (part := cable.source.part)}
    if len(files) != 1 or len(parts) != len(found):
        raise InputError(
            "CC707", "these documents are not parts of one file", "give the documents of one file, each once"
        )
    digest, count = next(iter(files))
    missing = [str(number) for number in range(1, count + 1) if number not in parts]
    if missing:
        raise InputError(
            "CC708",
            f"of the {count} cables of the file these are missing: {', '.join(missing)}",
            "give the documents of all of them: cableconv restore PART...",
        )
    whole = b"".join(_rebuilt(parts[number]) for number in range(1, count + 1))
    if sha256(whole).hexdigest() != digest:
        raise InputError(
            "CC703",
            f"the rebuilt file ({len(whole)} bytes) does not have the SHA-256 recorded ({digest})",
            "a document was changed after it was made; use unchanged copies",
        )
    return _page_of(parts[1], whole)


def _page_of(first: Cable, text: bytes) -> bytes:
    """The page from which the text was taken, or the text itself. Raises InputError."""
    page = first.source.page
    if page is None:
        return text
    from base64 import b64decode
    from zlib import decompressobj, error

    try:
        unpacking = decompressobj()
        data = unpacking.decompress(b64decode(page.content, validate=True), page.size + 1)
    except (ValueError, error):
        data = b""
    if len(data) != page.size or sha256(data).hexdigest() != page.sha256:
        raise InputError(
            "CC703",
            f"the page in the document ({len(data)} bytes) is not the one recorded ({page.size} bytes, "
            f"SHA-256 {page.sha256})",
            "the document was changed after it was made; use an unchanged copy",
        )
    return data


def _rebuilt(cable: Cable) -> bytes:
    """The bytes of one cable's source. Raises InputError as restore does."""
    if cable.edition is not Edition.DIPLOMATIC:
        raise InputError(
            "CC701",
            "this is the reading edition, which does not carry the source",
            "convert the source again with --edition diplomatic, or check it with restore --verify SOURCE",
        )
    text = "".join(span.text for span in cable.spans)
    rebuilt = encode(text, cable.source.encoding, cable.source.truncated)
    if len(rebuilt) != cable.source.size or sha256(rebuilt).hexdigest() != cable.source.sha256:
        raise InputError(
            "CC703",
            f"the rebuilt source ({len(rebuilt)} bytes) is not the one recorded "
            f"({cable.source.size} bytes, SHA-256 {cable.source.sha256})",
            "the document was changed after it was made; use an unchanged copy",
        )
    return rebuilt


def verify(data: bytes, source: bytes) -> bool:
    """Was this TEI or JSON document, of either edition, made from the file of these bytes?

    A part must be what stands in the file at its place. A diplomatic edition must also restore them.
    """
    return all(_made_from(cable, source) for cable in read_documents(data))


def _made_from(cable: Cable, file: bytes) -> bool:
    source, part = cable.source, cable.source.part
    if source.page is not None:
        same = (source.page.size, source.page.sha256) == (len(file), sha256(file).hexdigest())
        return same and (cable.edition is not Edition.DIPLOMATIC or _rebuilt(cable) is not None)
    whole = (part.size, part.sha256) if part else (source.size, source.sha256)
    if whole != (len(file), sha256(file).hexdigest()):
        return False
    piece = file[part.offset : part.offset + source.size] if part else file
    if (source.size, source.sha256) != (len(piece), sha256(piece).hexdigest()):
        return False
    return cable.edition is not Edition.DIPLOMATIC or _rebuilt(cable) == piece
