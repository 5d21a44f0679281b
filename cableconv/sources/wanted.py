"""Which documents of a collection are taken, by patterns of names, and which columns of tables are read."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import NamedTuple

from cableconv.sources.item import Item


class Wanted(NamedTuple):
    """What is taken. include and exclude: patterns; columns: of tables, "" finds them by name; host: names
    of statements (model.Statement) and the columns that state them."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    text_column: str = ""
    id_column: str = ""
    max_bytes: int = 64_000_000
    host: tuple[tuple[str, str], ...] = ()

    def takes(self, name: str) -> bool:
        """By the whole name, or by its last part."""
        return (not self.include or _matches_any(name, self.include)) and self.keeps(name)

    def keeps(self, name: str) -> bool:
        """Is it not left out?"""
        return not _matches_any(name, self.exclude)

    def tells(self, item: Item) -> bool:
        """Is the item taken? An error that may have taken any documents with it is one of those to be taken,
        unless all that it may have taken is left out."""
        lost = [name for name in item.lost if name]
        if not item.lost:
            return self.takes(item.name)
        return self.keeps(item.name) and (not lost or any(map(self.keeps, lost)))


def _matches_any(name: str, patterns: tuple[str, ...]) -> bool:
    names = (name, name.rpartition("/")[2])
    return any(fnmatch(each, pattern) for each in names for pattern in patterns)
