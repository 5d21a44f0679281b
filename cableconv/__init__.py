"""cableconv: scraped diplomatic cables into validated TEI-XML or JSON, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from cableconv.conversion import convert, has_cable, read, read_all
    from cableconv.conversion_trace import trace
    from cableconv.conversion_write import write
    from cableconv.errors import CableconvError, InputError, InternalError, UsageError
    from cableconv.fields.fragments import (
        parse_addressees,
        parse_classified_by,
        parse_header,
        parse_references,
        parse_tags,
    )
    from cableconv.model import Cable, Edition
    from cableconv.options import Options
    from cableconv.restoration import restore, verify

_HOME = {
    **dict.fromkeys(("convert", "has_cable", "read", "read_all"), "conversion"),
    "Options": "options",
    "trace": "conversion_trace",
    "write": "conversion_write",
    **dict.fromkeys(("restore", "verify"), "restoration"),
    **dict.fromkeys(("CableconvError", "InputError", "InternalError", "UsageError"), "errors"),
    **dict.fromkeys(
        ("parse_addressees", "parse_classified_by", "parse_header", "parse_references", "parse_tags"),
        "fields.fragments",
    ),
    **dict.fromkeys(("Cable", "Edition"), "model"),
}

__all__ = [
    "Cable",
    "CableconvError",
    "Edition",
    "InputError",
    "InternalError",
    "Options",
    "UsageError",
    "convert",
    "has_cable",
    "parse_addressees",
    "parse_classified_by",
    "parse_header",
    "parse_references",
    "parse_tags",
    "read",
    "read_all",
    "restore",
    "trace",
    "verify",
    "write",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: `import cableconv` itself costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'cableconv' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cableconv.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """The public names, also those that are not loaded yet."""
    return sorted({*globals(), *__all__})
