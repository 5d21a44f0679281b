"""The corpus profile: what many documents of one source teach about their line ends.

Counts only, so that profiles of parts of a corpus add up to the profile of the whole.
Written as TOML, sorted, so that the same corpus gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from cableconv.boilerplate import site_lines
from cableconv.boilerplate.site_lines import Recurrence, SiteLines
from cableconv.errors import InputError
from cableconv.grammar.form import lazy

FORMAT = "cableconv-profile"
VERSION = 1
COUNTS = ("documents", "soft", "hard", "untaken")
_PLACE = lazy(r" \(at line ([0-9]+), column ([0-9]+)\)\Z")  # in what the TOML reader says
FEWEST_BREAKS = 60  # possible word breaks below which a post's or year's own figures are not used
MISJUDGED = 20  # one hyphen of a word in so many may have been taken for a word break
MOST_FORMS = 200_000  # forms that a profile keeps


class ProfileError(InputError):
    """A profile that cannot be read."""


@dataclass(frozen=True, slots=True)
class LineEnds:
    """How documents were wrapped: soft and hard line-end hyphens, possible word breaks not
    taken, and documents by the width of their lines."""

    documents: int = 0
    soft: int = 0
    hard: int = 0
    untaken: int = 0
    widths: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def surely_soft(self) -> int:
        """Word breaks beyond those that hyphens of words, misjudged, account for."""
        return max(0, self.soft - self.hard // MISJUDGED)

    def __reduce__(self) -> tuple[object, ...]:
        counts = self.documents, self.soft, self.hard, self.untaken
        return _line_ends_of, (*counts, dict(self.widths))

    def __add__(self, other: LineEnds) -> LineEnds:
        widths = {
            width: self.widths.get(width, 0) + other.widths.get(width, 0)
            for width in sorted({*self.widths, *other.widths})
        }
        return LineEnds(
            self.documents + other.documents,
            self.soft + other.soft,
            self.hard + other.hard,
            self.untaken + other.untaken,
            MappingProxyType(widths),
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """vocabulary: lower-case forms seen in mid line, hyphenated ones and the closed forms of
    the same letters, with counts; regimes: by post and year, both may be empty; site_lines: what
    the corpus's own site prints; digest: SHA-256 of the file that it was read from."""

    vocabulary: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    regimes: Mapping[tuple[str, str], LineEnds] = field(default_factory=lambda: MappingProxyType({}))
    site_lines: SiteLines = field(default_factory=lambda: MappingProxyType({}))
    digest: str = field(default="", compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        return _profile_of, (dict(self.vocabulary), dict(self.regimes), dict(self.site_lines), self.digest)

    def line_ends(self, post: str = "", year: int | None = None) -> LineEnds:
        """Figures of the post in the year; where they are few, of the post, the year, or all."""
        when = "" if year is None else str(year)
        total = LineEnds()
        for chosen in (
            lambda key: key == (post, when),
            lambda key: post != "" and key[0] == post,
            lambda key: when != "" and key[1] == when,
            lambda key: True,
        ):
            total = LineEnds()
            for key in sorted(self.regimes):
                if chosen(key):
                    total += self.regimes[key]
            if total.soft + total.untaken >= FEWEST_BREAKS:
                return total
        return total


def _line_ends_of(documents: int, soft: int, hard: int, untaken: int, widths: dict[int, int]) -> LineEnds:
    return LineEnds(documents, soft, hard, untaken, MappingProxyType(widths))


def _profile_of(
    vocabulary: dict[str, int],
    regimes: dict[tuple[str, str], LineEnds],
    lines: dict[site_lines.Key, Recurrence],
    digest: str,
) -> Profile:
    return Profile(MappingProxyType(vocabulary), MappingProxyType(regimes), MappingProxyType(lines), digest)


def bounded(forms: Mapping[str, int], most: int = MOST_FORMS) -> Mapping[str, int]:
    """The most frequent forms, hyphenated ones first, ties by spelling; sorted by spelling."""
    kept = forms if len(forms) <= most else most_frequent(forms, most)
    return {form: kept[form] for form in sorted(kept)}


def most_frequent(forms: Mapping[str, int], most: int) -> dict[str, int]:
    """So many of the forms, hyphenated ones and then frequent ones first, ties by spelling. Only the
    forms of the last rank are sorted, so that little memory is needed beside the result."""
    ranks = Counter(("-" not in form, -count) for form, count in forms.items())
    room = most
    for last in sorted(ranks):
        if ranks[last] > room:
            break
        room -= ranks[last]
    else:
        return dict(forms)
    kept: dict[str, int] = {}
    ties: list[str] = []
    for form, count in forms.items():
        rank = ("-" not in form, -count)
        if rank < last:
            kept[form] = count
        elif rank == last:
            ties.append(form)
    ties.sort()
    return kept | {form: forms[form] for form in ties[:room]}


def merge(first: Profile, second: Profile) -> Profile:
    """The profile of both corpora together; the order of the two does not matter."""
    forms = {
        form: first.vocabulary.get(form, 0) + second.vocabulary.get(form, 0)
        for form in {*first.vocabulary, *second.vocabulary}
    }
    regimes = {
        key: first.regimes.get(key, LineEnds()) + second.regimes.get(key, LineEnds())
        for key in sorted({*first.regimes, *second.regimes})
    }
    lines = site_lines.merged((first.site_lines, second.site_lines))
    return Profile(MappingProxyType(dict(bounded(forms))), MappingProxyType(regimes), MappingProxyType(lines))


def dumps(profile: Profile) -> str:
    """The profile as TOML, in one order."""
    lines = [f'format = "{FORMAT}"', f"version = {VERSION}"]
    for (post, year), ends in sorted(profile.regimes.items()):
        lines += ["", "[[line-ends]]", f"post = {_quote(post)}", f"year = {_quote(year)}"]
        lines += [f"{name} = {getattr(ends, name)}" for name in COUNTS]
        lines.append(
            "widths = {"
            + ", ".join(f'"{width}" = {count}' for width, count in sorted(ends.widths.items()))
            + "}"
        )
    if profile.site_lines:
        lines += ["", "# Lines of the corpus's own site: cut = false keeps what one of them would cut."]
    for (edge, line), seen in sorted(profile.site_lines.items()):
        lines += ["", "[[site-line]]", f"edge = {_quote(edge)}", f"line = {_quote(line)}"]
        lines += [f"{name} = {getattr(seen, name)}" for name in _DISTANCES]
        lines.append(f"cut = {str(seen.cut).lower()}")
    lines += ["", "[vocabulary]"]
    lines += [f"{_quote(form)} = {count}" for form, count in sorted(profile.vocabulary.items())]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """A TOML basic string, in ASCII; a lone surrogate, which TOML cannot hold, becomes U+FFFD."""
    return '"' + "".join(_escape(letter) for letter in text) + '"'


def _escape(letter: str) -> str:
    code = ord(letter)
    if 0x20 <= code < 0x7F and letter not in '"\\':
        return letter
    if 0xD800 <= code <= 0xDFFF:
        return "\\uFFFD"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def read(data: bytes) -> Profile:
    """The profile in a file's bytes, with their digest. Raises ProfileError for anything else."""
    from hashlib import sha256

    try:
        text = data.decode("utf-8-sig")  # some editors write a byte-order mark
    except UnicodeDecodeError as error:
        raise _unreadable(f"it is not UTF-8 (byte {error.start + 1})") from error
    return replace(loads(text), digest=sha256(data).hexdigest())


def loads(text: str) -> Profile:
    """The profile that dumps wrote. Raises ProfileError for anything else, which is what the JSON Schema
    cableconv.profile.schema.json refuses."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why = str(error)
        place = _PLACE.search(why)
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        raise _unreadable(_PLACE.sub("", why), line, column) from error
    if table.get("format") != FORMAT:
        raise _unreadable(f'no line format = "{FORMAT}"')
    _only(table, ("format", "version", "line-ends", "site-line", "vocabulary"), "the profile")
    if type(table.get("version")) is not int or table["version"] != VERSION:
        raise _unreadable(f"version {table.get('version')!r}, this program reads version {VERSION}")
    regimes: dict[tuple[str, str], LineEnds] = {}
    entries = table.get("line-ends", [])
    if not isinstance(entries, list):
        raise _unreadable("line-ends is no list of tables")
    for entry in entries:
        key, ends = _line_ends(entry)
        regimes[key] = regimes.get(key, LineEnds()) + ends
    return Profile(
        MappingProxyType(_counts(table.get("vocabulary", {}))),
        MappingProxyType(regimes),
        MappingProxyType(_site_lines(table.get("site-line", []))),
    )


_DISTANCES = ("documents", "nearest", "farthest")


def _site_lines(entries: object) -> dict[site_lines.Key, Recurrence]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _unreadable("site-line is no list of tables")
    found: dict[site_lines.Key, Recurrence] = {}
    for entry in entries:
        _only(entry, ("edge", "line", *_DISTANCES, "cut"), "a site-line")
        edge, line, cut = entry.get("edge"), entry.get("line"), entry.get("cut", True)
        if edge not in site_lines.EDGES or not isinstance(line, str):
            raise _unreadable("a site-line needs edge (top, bottom or inside) and line")
        if not isinstance(cut, bool):
            raise _unreadable("cut of a site-line is true or false")
        counts = _counts({name: entry.get(name, 0) for name in _DISTANCES})
        found |= site_lines.merged((found, {(edge, line): Recurrence(**counts, cut=cut)}))
    return found


def _line_ends(entry: object) -> tuple[tuple[str, str], LineEnds]:
    if not isinstance(entry, dict):
        raise _unreadable("an entry of line-ends is no table")
    _only(entry, ("post", "year", *COUNTS, "widths"), "an entry of line-ends")
    post, year = entry.get("post", ""), entry.get("year", "")
    if not isinstance(post, str) or not isinstance(year, str):
        raise _unreadable("post and year are strings")
    counts = _counts({name: entry.get(name, 0) for name in COUNTS})
    widths = _counts(entry.get("widths", {}))
    if not all(width.isascii() and width.isdigit() and len(width) < 10 for width in widths):
        raise _unreadable("a width is no number")
    return (post, year), LineEnds(
        **counts, widths=MappingProxyType({int(width): count for width, count in widths.items()})
    )


def _only(table: Mapping[str, object], names: tuple[str, ...], what: str) -> None:
    for name in table:
        if name not in names:
            raise _unreadable(f"{what} has no {name!r}; it has {', '.join(names)}")


def _counts(table: object) -> dict[str, int]:
    if not isinstance(table, dict):
        raise _unreadable("vocabulary and widths are tables")
    for name, count in table.items():
        if type(count) is not int or count < 0:
            raise _unreadable(f"{name!r} has no count: {count!r}")
    return dict(table)


def _unreadable(why: str, line: int = 0, column: int = 0) -> ProfileError:
    return ProfileError(
        "CC340",
        f"the profile cannot be read: {why}",
        "write it again with `cableconv learn`",
        line,
        column,
    )
