"""What a conversion may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cableconv.model import Edition
from cableconv.model_source import Statement

if TYPE_CHECKING:
    from cableconv.profile import Profile


class Options(NamedTuple):
    """What a conversion may be told.

    name: the file's name, without folders, as the document will give it; encoding: a Python
    codec name that overrides detection; edition: None is reading for a text and the
    document's own for TEI and JSON; cut: safe, balanced or aggressive; profile: what the
    corpus taught, as `learn` wrote it; repair: whether damaged characters of the text get the
    reading that they had, where it is certain; host: what the table in which the text stood states
    of it.
    """

    name: str = ""
    encoding: str | None = None
    edition: Edition | None = None
    publisher: str = ""
    licence: str = ""
    cut: str = "balanced"
    profile: Profile | None = None
    repair: bool = True
    host: tuple[Statement, ...] = ()

    def stated(self) -> tuple[str, ...]:
        """The parameters that change the result and are not at their default, as "name=value"."""
        given = (
            ("encoding", self.encoding or ""),
            ("cut", "" if self.cut == "balanced" else self.cut),
            ("profile", self.profile.digest or "unnamed" if self.profile is not None else ""),
            ("repair", "" if self.repair else "off"),
        )
        return tuple(f"{name}={value}" for name, value in given if value)


DEFAULT = Options()
