"""Messages: one line on standard error, and the name of the file that an error is about.

Law of this file: a message is one line of printable characters, and no command of a CI log.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cableconv.errors import CableconvError
from cableconv.visible import visible


class About(Exception):
    """An error with the name of the file that it is about."""

    def __init__(self, name: str, error: CableconvError):
        super().__init__(name)
        self.name = name
        self.error = error


@contextmanager
def about(name: str) -> Iterator[None]:
    """Errors raised inside are about the file of this name."""
    try:
        yield
    except CableconvError as error:
        raise About(name, error) from error


def shown(path: str) -> str:
    """A file's name in a message: made visible, and no command of a CI log."""
    shown = visible(path)
    return f"./{shown}" if shown.lstrip().startswith(("::", "##[")) else shown


def say(message: str) -> None:
    """One line on standard error; a standard error that is full or closed is no failure."""
    with suppress(OSError, ValueError, AttributeError):  # standard error is full or closed
        sys.stderr.write(visible(message) + "\n")
        sys.stderr.flush()
