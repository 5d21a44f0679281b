"""Many documents converted in one go: what a worker, a node of a cluster or a notebook runs.

Law of this file: pure functions of items and a plan, picklable; one document's failure is that
document's outcome and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from cableconv import input, plain
from cableconv.blocks.printed import clean
from cableconv.conversion import has_cable, read_all, several
from cableconv.conversion_write import write, write_members
from cableconv.errors import CableconvError, InputError
from cableconv.model import Cable
from cableconv.model_source import Statement
from cableconv.options import Options, edition_of
from cableconv.profile import Profile
from cableconv.recognise import recognise
from cableconv.sources.item import Item, code_of, taken_from, too_large


class Plan(NamedTuple):
    """How every document is converted. edition "" is each input's own."""

    to: str = "tei"
    edition: str = ""
    encoding: str | None = None
    publisher: str = ""
    licence: str = ""
    cut: str = "balanced"
    profile: Profile | None = None
    force: bool = False
    max_bytes: int = 64_000_000
    refuse_several: bool = False
    repair: bool = True
    form: str = ""  # of the file that takes all documents: what one adds to it; "" for documents apart

    def key(self) -> str:
        """What must be equal for a document to be up to date: program, options, profile."""
        from cableconv.conversion import GENERATOR

        digest = self.profile.digest if self.profile is not None else ""
        return "|".join((GENERATOR, *map(str, self._replace(profile=None)), digest))

    def stated(self) -> tuple[tuple[str, str], ...]:
        """The options that are not at their default, by name."""
        given = self._replace(profile=None, form="")
        changed = [
            (name, str(value))
            for name, value in given._asdict().items()
            if value != Plan._field_defaults[name]
        ]
        return (*changed, *([("profile", self.profile.digest)] if self.profile is not None else []))

    def options(self, item: Item) -> Options:
        """The options for one document."""
        return Options(
            item.name.rpartition("/")[2],
            self.encoding,
            edition_of(self.edition),
            self.publisher,
            self.licence,
            self.cut,
            self.profile,
            self.repair,
            statements(item),
        )


class Converted(NamedTuple):
    """A document's outcome: its bytes, or the code and message of its failure; the source's size
    and hash; the codes of its findings; how many cables it held."""

    name: str
    data: bytes = b""
    code: str = ""
    message: str = ""
    size: int = 0
    sha256: str = ""
    findings: tuple[str, ...] = ()
    cables: int = 0
    fields: tuple[str | None, ...] = ()  # FIELDS of its first cable, where the form has columns for them


_REMEDIES = {
    "CC020": "check the name and the folder",
    "CC052": "check the pattern and the folder",
    "CC058": "",  # its message says it
    "CC063": "unpack it, or pack it again with a smaller window",
}
FIELDS = ("reference_number", "date_time_group", "post", "classification", "subject", "text")


def statements(item: Item) -> tuple[Statement, ...]:
    """What the item's table states of it."""
    return tuple(Statement(name, clean(value), 0) for name, value in item.stated if clean(value))


def load(item: Item, max_bytes: int) -> bytes:
    """The bytes of an item. Raises InputError."""
    if item.error:
        usual = "check its permissions" if item.path else "use an undamaged copy"
        code = item.code or code_of(item.error)
        raise InputError(code, item.error, _REMEDIES.get(code, usual))
    if item.data is not None:
        return item.data
    why = too_large(input.size_of(item.path), max_bytes)
    data = b"" if why else input.read_input(item.path)
    if why := why or too_large(len(data), max_bytes):
        raise InputError(code_of(why), why, "split it")
    return data


def convert_one(item: Item, plan: Plan, data: bytes | None = None, place: int = 0) -> Converted:
    """One document. Never raises for what is in it. place: its number in the collection, which makes
    the identifiers in a corpus its own."""
    size, digest = 0, ""
    try:
        data = load(item, plan.max_bytes) if data is None else data
        size, digest = len(data), sha256(data).hexdigest()
        cables = read_all(data, plan.options(item))
        if not plan.force:
            refuse_without_cable(recognise(data), any(map(has_cable, cables)), item.column)
        if plan.refuse_several and len(cables) > 1:
            raise several(cables)
        written = write_members(cables, place) if plan.form == "corpus" else write(cables, plan.to)
        codes = tuple(sorted(finding.code for cable in cables for finding in cable.findings))
        fields = _fields(cables[0]) if plan.form == "parquet" else ()
        return Converted(item.name, written, "", "", size, digest, codes, len(cables), fields)
    except CableconvError as error:
        return Converted(item.name, b"", error.code, error.message, size, digest)
    except MemoryError:
        return Converted(item.name, b"", "CC065", "there is not enough memory", size, digest)
    except Exception as error:  # a fault of ours in one document must not end the batch
        message = f"unexpected {type(error).__name__}: {error}"
        return Converted(item.name, b"", "CC799", message, size, digest)


def _fields(cable: Cable) -> tuple[str | None, ...]:
    """The values of FIELDS."""
    stated = tuple(getattr(cable.header, name).value for name in FIELDS[:-1])
    return (*stated, plain.write(cable).decode("utf-8"))


def refuse_without_cable(kind: str, found: bool, column: str = "") -> None:
    """Raise InputError for a source of this kind that is empty, binary, or a text without a cable. column: of
    a table, where nobody named it."""
    if kind == "empty":
        what = "cell" if column else "file"
        raise InputError("CC024", f"the {what} is empty{taken_from(column)}", "")
    if kind == "binary":
        raise InputError("CC025", f"this is a binary file, not a text{taken_from(column)}", "")
    if not found and kind in ("text", "html"):
        raise InputError("CC026", f"no cable was found{taken_from(column)}", "")


def convert_shard(items: Iterable[Item], plan: Plan) -> Iterator[Converted]:
    """Documents in, outcomes out, in their order: the function for Spark, Dask and Slurm."""
    for item in items:
        yield convert_one(item, plan)
