"""What a conversion may be told."""

from typing import TYPE_CHECKING, NamedTuple

from cableconv.errors import UsageError
from cableconv.model import Edition
from cableconv.model_source import Statement

if TYPE_CHECKING:
    from cableconv.profile import Profile

CUTS = ("safe", "balanced", "aggressive")


class Options(NamedTuple):
    """What a conversion may be told.

    name: the file's name, without folders, which the document gives with all that cannot be
    printed made visible; encoding: a Python codec name that overrides detection; edition (also
    "reading" or "diplomatic"): None is reading for a text and the document's own for TEI and
    JSON; cut: safe, balanced or aggressive; profile: what the corpus taught, as `learn` wrote
    it; repair: whether damaged characters of the text get the reading that they had, where it is
    certain; host: what the table in which the text stood states of it.

    What takes them raises UsageError for another edition or cut, and for a publisher or licence that
    holds a lone surrogate, which no document can hold.
    """

    name: str = ""
    encoding: str | None = None
    edition: Edition | None = None
    publisher: str = ""
    licence: str = ""
    cut: str = "balanced"
    profile: "Profile | None" = None
    repair: bool = True
    host: tuple[Statement, ...] = ()

    def checked(self) -> "Options":
        """The options with the edition as a member. Raises UsageError for a wrong word, which would
        pass for the default below."""
        if self.cut not in CUTS:
            raise UsageError("CC040", f"there is no cut {self.cut!r}", f"use {', '.join(CUTS)}")
        for name, value in (("publisher", self.publisher), ("licence", self.licence)):
            if holds_surrogate(value):
                raise UsageError("CC040", f"the {name} {value!r} holds bytes that are no text", "give text")
        return self._replace(edition=edition_of(self.edition))

    def stated(self) -> tuple[str, ...]:
        """The parameters that change the result and are not at their default, as "name=value"."""
        given = (
            ("encoding", self.encoding or ""),
            ("cut", "" if self.cut == "balanced" else self.cut),
            ("profile", self.profile.digest or "unnamed" if self.profile is not None else ""),
            ("repair", "" if self.repair else "off"),
        )
        return tuple(f"{name}={value}" for name, value in given if value)


def edition_of(name: str | None) -> Edition | None:
    """The edition of this name, None for none. Raises UsageError."""
    if not name:
        return None
    if name not in tuple(Edition):
        raise UsageError("CC040", f"there is no edition {name!r}", f"use {', '.join(Edition)}")
    return Edition(name)


def holds_surrogate(text: str) -> bool:
    """Does the text hold a lone surrogate, as arguments do that are no text in the locale's encoding?"""
    return not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text)


DEFAULT = Options()
