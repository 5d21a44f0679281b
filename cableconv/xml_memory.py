"""Want of memory, which libxml2 tells as if the document were at fault."""

from __future__ import annotations

from typing import Any

_NO_MEMORY = 2  # XML_ERR_NO_MEMORY (libxml2, xmlerror.h)


def refuse_starved(error: Any) -> None:
    """Raise MemoryError where a parser's error says that there was not enough memory."""
    if error.code == _NO_MEMORY:
        raise MemoryError
