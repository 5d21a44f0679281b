"""Header fields as TEI feature structures: status, lines, basis, and values without a place
of their own in the TEI header (TEI chapter 18)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cableconv.errors import InputError
from cableconv.model_header import ClassifiedBy, ExecutiveOrder, Section, Security
from cableconv.tei.names import NAMESPACE, datum, undatum

TEI = "{" + NAMESPACE + "}"


class Shape(NamedTuple):
    """How a value is written: a string, number, truth, list of strings, or parts by name."""

    name: str
    make: Callable[..., Any] | None = None
    parts: tuple[tuple[str, "Shape"], ...] = ()
    required: tuple[str, ...] = ()


STR, INT, BOOL, STRS = Shape("str"), Shape("int"), Shape("bool"), Shape("strs")
_SECTION = Shape("parts", Section, (("number", INT), ("total", INT)), ("number",))
_SECURITY = Shape(
    "parts",
    Security,
    (("prosign", STR), ("letters", STR), ("release", STR)),
    ("prosign", "letters"),
)
_ORDER = Shape(
    "parts",
    ExecutiveOrder,
    (("number", STR), ("value", STR), ("applies", BOOL), ("declassify_on", STR), ("exemptions", STRS)),
    ("number",),
)
_CLASSIFIED = Shape(
    "parts",
    ClassifiedBy,
    (("text", STR), ("name", STR), ("title", STR), ("post", STR), ("reasons", STRS)),
    ("text",),
)

# Every field of the header; None: its value has a place of its own (tei_header).
FIELDS: dict[str, Shape | None] = {
    "title": None,
    "subject": None,
    "subject_portion": STR,
    "reference_number": None,
    "post": None,
    "serial": STR,
    "pages": INT,
    "transmission_identifier": STR,
    "relay": STRS,
    "routing_indicator": STR,
    "station_serial": STR,
    "section": _SECTION,
    "julian_day": INT,
    "filing_time": STR,
    "security": _SECURITY,
    "operating_signals": STRS,
    "precedence": None,
    "date_time_group": None,
    "originator": None,
    "action_addressees": None,
    "info_addressees": None,
    "excluded_addressees": None,
    "group_count": STR,
    "distribution": STRS,
    "passing": STRS,
    "classification": None,
    "handling": None,
    "captions": STRS,
    "notice": STR,
    "executive_order": _ORDER,
    "tags": None,
    "references": None,
    "classified_by": _CLASSIFIED,
    "signature": STR,
}


def write_value(shape: Shape, value: Any) -> str:
    """The feature value of a Python value."""
    match shape.name:
        case "str":
            return f"<string>{datum(value)}</string>"
        case "int":
            return f'<numeric value="{value}"/>'
        case "bool":
            return f'<binary value="{"true" if value else "false"}"/>'
        case "strs":
            return "<vColl>" + "".join([write_value(STR, item) for item in value]) + "</vColl>"
    parts = [
        feature(name, write_value(part, getattr(value, name)))
        for name, part in shape.parts
        if name in shape.required or part is BOOL or getattr(value, name) not in ("", None, ())
    ]
    return "<fs>" + "".join(parts) + "</fs>"


def feature(name: str, value: str) -> str:
    return f'<f name="{name.replace("_", "-")}">{value}</f>'


def read_value(shape: Shape, element: Any) -> Any:
    """The Python value of a feature value; InputError when it is none."""
    try:
        return _read_value(shape, element)
    except (ValueError, TypeError, KeyError) as error:
        raise broken(element, "this value of a header field cannot be read") from error


def _read_value(shape: Shape, element: Any) -> Any:
    match shape.name:
        case "str":
            return text_of(element)
        case "int":
            return int(element.get("value"))
        case "bool":
            return {"true": True, "false": False}[element.get("value")]
        case "strs":
            return tuple([text_of(item) for item in element])
    shapes = dict(shape.parts)
    found = {name: _read_value(shapes[name], value) for name, value in features(element)}
    assert shape.make is not None
    return shape.make(**found)


def features(structure: Any) -> Iterator[tuple[str, Any]]:
    """Name and value of each feature of an fs."""
    for each in structure.findall(TEI + "f"):
        if len(each) != 1:
            raise broken(each, "this feature has no value, or several")
        yield each.get("name", "").replace("-", "_"), each[0]


def text_of(element: Any) -> str:
    """The string that an element holds."""
    return undatum("".join(element.itertext()))


def broken(element: Any, message: str) -> InputError:
    """An error for a document that is not as cableconv writes them."""
    return InputError(
        "CC620",
        f"line {element.sourceline or 0}: {message}",
        "use an unchanged document of cableconv",
        line=element.sourceline or 0,
    )


def write_lines(lines: Iterable[int]) -> str:
    """Line numbers, runs as first-last: "3 8-16"."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][1] + 1 == line:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return " ".join([str(a) if a == b else f"{a}-{b}" for a, b in runs])


def read_lines(element: Any, most: int, room: int) -> tuple[int, ...]:
    """The line numbers that `write_lines` wrote; none above most, and no more of them than room."""
    lines: list[int] = []
    for run in text_of(element).split():
        first, _, last = run.partition("-")
        if not all(
            number.isascii() and number.isdigit() and len(number) < 10 for number in (first, last or first)
        ):
            raise broken(element, f"{run if len(run) <= 40 else run[:40] + '...'!r} is no line number")
        begin, end = int(first), int(last or first)
        if end > most:
            raise broken(element, f"{run!r} names lines that the source cannot have")
        if end - begin >= room - len(lines):
            raise broken(element, f"{run!r}: so many lines were never named in a document of such a source")
        lines.extend(range(begin, end + 1))
    if len(set(lines)) != len(lines):
        raise broken(element, "a line is named twice")
    return tuple(lines)
