"""The TEI header and standOff of a document of cableconv, read back into values."""

from __future__ import annotations

from typing import Any

from cableconv.model import Change, Edition, Finding
from cableconv.model_header import Addressee, Field, Header, Precedence, Reference, Status, Tag
from cableconv.model_source import Host, Page, Part, Source, Statement
from cableconv.tei.fields import FIELDS, TEI, broken, features, read_lines, read_value, text_of
from cableconv.tei.names import KINDS, undatum

_FEW_LINES = 100_000  # so many are harmless, whatever the source
_TIMES = 16  # each line is named that often at most, all in all: a run "1-999999" takes few bytes
_ID = "{http://www.w3.org/XML/1998/namespace}id"


class HeaderReader:
    """One document's header: finds elements by path, pointers by their categories."""

    def __init__(self, root: Any) -> None:
        self.root = root
        found = root.find(TEI + "teiHeader")
        if found is None:
            raise broken(root, "this TEI document has no teiHeader")
        self.header = found
        self.most = self._most_lines()
        self.room = _TIMES * self.most
        self.categories = {each.get(_ID, ""): text_of(each) for each in found.iter(TEI + "category")}

    def _most_lines(self) -> int:
        """The most lines that the source can have: one a byte, and one."""
        sizes = [each.get("quantity", "") for each in self.all("fileDesc/sourceDesc/bibl/extent/measure")]
        size = sizes[0] if sizes else ""
        return max(_FEW_LINES, int(size) + 1 if size.isascii() and size.isdigit() and len(size) < 16 else 0)

    def _lines(self, element: Any) -> tuple[int, ...]:
        lines = read_lines(element, self.most, self.room)
        self.room -= len(lines)
        return lines

    def all(self, path: str) -> list[Any]:
        found: list[Any] = self.header.findall("/".join([TEI + step for step in path.split("/")]))
        return found

    def one(self, path: str) -> Any:
        """The one element at this path."""
        found = self.all(path)
        if len(found) != 1:
            raise broken(self.header, f"the header has {len(found)} of {path}, not one")
        return found[0]

    def text(self, path: str) -> str | None:
        found = self.all(path)
        return text_of(found[0]) if found else None

    def typed(self, path: str, kind: str) -> str | None:
        """The text of the element at this path with this type."""
        for each in self.all(path):
            if each.get("type") == kind:
                return text_of(each)
        return None

    def category(self, element: Any, reference: str) -> str:
        """The value of the category that a pointer points to."""
        try:
            return self.categories[reference.removeprefix("#")]
        except KeyError:
            raise broken(element, f"no category {reference}") from None

    def edition(self) -> Edition:
        element = self.one("fileDesc/editionStmt/edition")
        try:
            return Edition(element.get("n"))
        except ValueError:
            raise broken(element, f"there is no edition {element.get('n')!r}") from None

    def source(self) -> Source:
        bibl = "fileDesc/sourceDesc/bibl"
        measure = self.one(bibl + "/extent/measure")
        sha256 = self.typed(bibl + "/idno", "sha256")
        encoding = self.typed(bibl + "/note", "encoding")
        if sha256 is None or encoding is None:
            raise broken(measure, "the header does not say the source's SHA-256 and encoding")
        try:
            return Source(
                name=self.typed(bibl + "/title", "file") or "",
                size=int(measure.get("quantity", "")),
                sha256=sha256,
                encoding=encoding,
                confidence=float(self.typed(bibl + "/note", "encoding-confidence") or 1.0),
                truncated=int(self.typed(bibl + "/note", "truncated-bytes") or 0),
                part=self._part(bibl),
                page=self._page(bibl),
                host=self._host(bibl),
            )
        except ValueError as error:
            raise broken(measure, f"the description of the source cannot be read: {error}") from error

    def _part(self, bibl: str) -> Part | None:
        item = self._related(bibl, "file")
        if item is None:
            return None
        size, cables = (int(each.get("quantity", "")) for each in item.iter(TEI + "measure"))
        cable, offset, line = (int(each.get("from", "")) for each in item.iter(TEI + "biblScope"))
        return Part(cable, cables, offset, line, size, text_of(next(item.iter(TEI + "idno"))))

    def _page(self, bibl: str) -> Page | None:
        item = self._related(bibl, "page")
        if item is None:
            return None
        (size,) = (int(each.get("quantity", "")) for each in item.iter(TEI + "measure"))
        content = "".join(
            [
                "".join((each.text or "").split())
                for each in self.root.iterfind(f"{TEI}facsimile/{TEI}binaryObject")
            ]
        )
        sha256, encoding = (text_of(next(item.iter(TEI + name))) for name in ("idno", "note"))
        return Page(size, sha256, encoding, content)

    def _host(self, bibl: str) -> Host | None:
        item = self._related(bibl, "host")
        if item is None:
            return None
        layout, statements = "", []
        for note in item.iter(TEI + "note"):
            name = note.get("type", "")
            if name == "layout":
                layout = text_of(note)
            else:
                statements.append(Statement(name.replace("-", "_"), text_of(note), int(note.get("n", "0"))))
        return Host(layout, tuple(statements))

    def _related(self, bibl: str, kind: str) -> Any:
        return next((each for each in self.all(bibl + "/relatedItem") if each.get("type") == kind), None)

    def newline(self) -> str:
        return self.typed("fileDesc/sourceDesc/bibl/note", "newline") or "lf"

    def generator(self) -> str:
        return self.text("encodingDesc/appInfo/application/label") or ""

    def options(self) -> tuple[str, ...]:
        return tuple([text_of(each) for each in self.all("encodingDesc/appInfo/application/p")])

    def publisher(self) -> str:
        return self.text("fileDesc/publicationStmt/publisher") or ""

    def licence(self) -> str:
        return self.text("fileDesc/publicationStmt/availability/licence") or ""

    def fields(self) -> Header:
        """Every field of the cable's header."""
        found: dict[str, Field[Any]] = {}
        for structure in self.root.findall(f"{TEI}standOff/{TEI}fs"):
            if structure.get("type") == "field":
                name = structure.get("n", "").replace("-", "_")
                if name not in FIELDS or name in found:
                    raise broken(structure, f"unknown or repeated header field {name!r}")
                found[name] = self._field(name, structure)
        return Header(**found)

    def _field(self, name: str, structure: Any) -> Field[Any]:
        known = dict(features(structure))
        try:
            status = Status(known["status"].get("value"))
        except (KeyError, ValueError):
            raise broken(structure, f"the field {name} does not say where it comes from") from None
        shape = FIELDS[name]
        value = None
        if shape is None:
            value = getattr(self, "_" + name)()
        elif "value" in known:
            value = read_value(shape, known["value"])
        return Field(
            value,
            status,
            self._lines(known["lines"]) if "lines" in known else (),
            text_of(known["basis"]) if "basis" in known else "",
        )

    # Fields with a place of their own

    def _title(self) -> str | None:
        return self.typed("fileDesc/titleStmt/title", "host")

    def _subject(self) -> str | None:
        return self.typed("fileDesc/titleStmt/title", "subject")

    def _reference_number(self) -> str | None:
        return self.typed("fileDesc/sourceDesc/bibl/idno", "message-reference-number")

    def _actions(self, kind: str, subtype: str | None = None) -> list[Any]:
        return [
            each
            for each in self.all("profileDesc/correspDesc/correspAction")
            if each.get("type") == kind and each.get("subtype") == subtype
        ]

    def _post(self) -> str | None:
        for action in self._actions("sent"):
            for place in action.findall(TEI + "placeName"):
                return text_of(place)
        return None

    def _date_time_group(self) -> str | None:
        for action in self._actions("sent"):
            for date in action.findall(TEI + "date"):
                when: str | None = date.get("when")
                return text_of(date) if when is None else when
        return None

    def _originator(self) -> Addressee | None:
        for action in self._actions("sent"):
            if action.find(TEI + "orgName") is not None:
                return _party(action)
        return None

    def _action_addressees(self) -> tuple[Addressee, ...]:
        return tuple([_party(each) for each in self._actions("received", "action")])

    def _info_addressees(self) -> tuple[Addressee, ...]:
        return tuple([_party(each) for each in self._actions("received", "info")])

    def _excluded_addressees(self) -> tuple[Addressee, ...]:
        return tuple([_party(each) for each in self._actions("received", "excluded")])

    def _references(self) -> tuple[Reference, ...]:
        return tuple(
            [
                Reference(
                    text_of(each),
                    undatum(each.get("type", "")),
                    undatum(each.get("cRef", "")),
                    undatum(each.get("n", "")),
                )
                for each in self.all("profileDesc/correspDesc/correspContext/ref")
            ]
        )

    def _classes(self, taxonomy: str) -> list[tuple[str, str]]:
        return [
            (self.category(each, each.get("target", "")), each.get("n", ""))
            for each in self.all("profileDesc/textClass/catRef")
            if each.get("scheme", "").endswith("-" + taxonomy)
        ]

    def _classification(self) -> str | None:
        for value, _ in self._classes("classification"):
            return value
        return None

    def _handling(self) -> tuple[str, ...]:
        return tuple([value for value, _ in self._classes("handling")])

    def _precedence(self) -> Precedence | None:
        roles = {role: value for value, role in self._classes("precedence")}
        return Precedence(roles.get("action", ""), roles.get("info", "")) if roles else None

    def _tags(self) -> tuple[Tag, ...]:
        return tuple(
            [
                Tag(text_of(each), undatum(each.get("type", "")))
                for each in self.all("profileDesc/textClass/keywords/term")
            ]
        )

    # Ledger

    def changes(self) -> tuple[Change, ...]:
        found = []
        for structure in self.root.findall(f"{TEI}standOff/{TEI}fs"):
            if structure.get("type") == "change":
                known = dict(features(structure))
                try:
                    found.append(
                        Change(
                            undatum(structure.get("n", "")),
                            KINDS[known["kind"].get("value")],
                            self._lines(known["lines"]),
                            text_of(known["evidence"]),
                            float(known["confidence"].get("value")),
                        )
                    )
                except (KeyError, ValueError, TypeError):
                    raise broken(structure, "this ledger entry cannot be read") from None
        return tuple(found)

    def findings(self) -> tuple[Finding, ...]:
        found = []
        for structure in self.root.findall(f"{TEI}standOff/{TEI}fs"):
            if structure.get("type") == "finding":
                known = dict(features(structure))
                try:
                    found.append(
                        Finding(
                            undatum(structure.get("n", "")),
                            undatum(known["severity"].get("value", "")),
                            self._lines(known["lines"]),
                            text_of(known["message"]),
                        )
                    )
                except KeyError:
                    raise broken(structure, "this finding cannot be read") from None
        return tuple(found)


def _party(action: Any) -> Addressee:
    known = {each.get("type"): text_of(each) for each in action if each.get("type")}
    name = action.find(TEI + "orgName")
    if name is None:
        raise broken(action, "this correspAction names nobody")
    return Addressee(
        text_of(name),
        known.get("routing-indicator", ""),
        known.get("precedence", ""),
        known.get("message-continuity-number", ""),
    )
