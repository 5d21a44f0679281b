"""Learn a corpus profile: spelling in mid line, the wrapper's regime, widths.

One pass in bounded memory: of forms beyond PRUNE_AT the rarest are dropped. Until then neither
order nor parts change anything. Beyond it the same files in the same order still give the same
bytes, merged parts give the same in either order, and no count is ever too high: a dropped form
begins again at nothing, so rare forms may be missing or low, and hyphenated ones go last. Copies of a cable
count once in one run (`copies`); parts learned apart know nothing of one another's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from cableconv import prose
from cableconv.boilerplate import site_lines
from cableconv.conversion import has_cable, read_all
from cableconv.conversion_trace import origin
from cableconv.copies import Copies, digest_of
from cableconv.grammar.form import lazy
from cableconv.hyphens import evidence as hyphen_evidence
from cableconv.hyphens import line_end as hyphens
from cableconv.hyphens.breaks import line_breaks
from cableconv.hyphens.regime import line_width
from cableconv.model import Cable, Edition, Kind, Spans
from cableconv.options import Options
from cableconv.profile import MOST_FORMS, LineEnds, Profile, bounded, merge, most_frequent
from cableconv.recognise import recognise

__all__ = ["Learned", "learn_document", "learn_documents", "learn_sources", "merge"]

PRUNE_AT = 3 * MOST_FORMS  # forms held before the rarest are dropped
LONGEST_FORM = 48  # letters of a word with its hyphens
_SPELLING = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # numbers and addresses say nothing of a broken word


class Learned(NamedTuple):
    """A profile, and of the sources that it was not learned from how many there are by reason."""

    profile: Profile
    left_out: Mapping[str, int]


class Lesson(NamedTuple):
    """What one file teaches: of each cable the file's lines, its post, a profile, the digest of its text; or
    why it is left out."""

    cables: tuple[tuple[list[str], str, Profile, bytes], ...] = ()
    left_out: str = ""


def learn_sources(sources: Iterable[bytes], known: Iterable[Profile] = ()) -> Learned:
    """The profile of the cables among these files' bytes, added to what is known.

    Figures belong to the post and year that each cable's header states; words and line ends are
    those of its paragraphs, so the site's text teaches nothing. What is no text with a cable is
    left out and counted.
    """
    return learned(map(lesson, sources), known)


def lesson(data: bytes) -> Lesson:
    """What a file's bytes teach; InputError as conversion.read_all raises it."""
    kind = recognise(data)
    if kind not in ("text", "html"):
        return Lesson(left_out=_NO_TEXT[kind])
    found = [*filter(has_cable, read_all(data, Options(edition=Edition.DIPLOMATIC)))]
    if not found:
        return Lesson(left_out="without a cable")
    return Lesson(tuple(map(_taught, found)))


def _taught(cable: Cable) -> tuple[list[str], str, Profile, bytes]:
    post, year = origin(cable.spans)
    lines = prose.lines(cable.spans)
    digest = digest_of(post, str(year), *lines)
    return _file_lines(cable.spans), post, _of_lines(lines, post, year), digest


def learned(lessons: Iterable[Lesson], known: Iterable[Profile] = ()) -> Learned:
    """All lessons together, added to what is known. Copies of one text of one post and year are one witness
    of spelling and wrapping."""
    left_out: Counter[str] = Counter()
    copies = Copies()
    tally = site_lines.Tally()
    posts: set[str] = set()

    def profiles() -> Iterator[Profile]:
        yield from known
        for each in lessons:
            if each.left_out:
                left_out[each.left_out] += 1
            for lines, post, profile, digest in each.cables:
                posts.update((post,) if post else ())
                tally.add(lines, post)
                yield profile if copies.is_new(digest) else _counted(profile)

    summed = _sum(profiles())
    lines = site_lines.merged((summed.site_lines, tally.site_lines(len(posts))))
    return Learned(replace(summed, site_lines=MappingProxyType(lines)), MappingProxyType(left_out))


def _counted(profile: Profile) -> Profile:
    """What a copy teaches: that there is one more cable."""
    ends = {key: LineEnds(documents=found.documents) for key, found in profile.regimes.items()}
    return Profile(regimes=MappingProxyType(ends))


def _file_lines(spans: Spans) -> list[str]:
    """The source's lines, without those that a known site printed."""
    lines: list[str] = []
    line: list[str] = []
    own = True
    for kind, text, _, _, _ in spans:
        if kind not in (Kind.BOILERPLATE, Kind.TITLE):
            line.append(text)
        else:
            own = False
        if text[-1] in "\r\n":
            if line and (own or "".join(line).strip()):
                lines.append("".join(line).rstrip())
            line, own = [], True
    return [*lines, "".join(line)]


_NO_TEXT = {
    "tei": "converted already",
    "json": "converted already",
    "binary": "binary",
    "empty": "empty",
}


def learn_document(text: str, *, post: str = "", year: int | None = None) -> Profile:
    """The profile of one text, every line of it running text; post and year say where its
    figures belong."""
    return _of_lines(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), post, year)


def learn_documents(texts: Iterable[str], *, post: str = "", year: int | None = None) -> Profile:
    """The profile of many texts of one post and year (or of none)."""
    return _sum(learn_document(text, post=post, year=year) for text in texts)


def _of_lines(lines: Sequence[str], post: str, year: int | None) -> Profile:
    evidence = hyphens.gather(lines)
    kinds = Counter(
        hyphens.decide(lines[at], lines[at + 1], lambda: evidence).kind for at, _ in line_breaks(lines)
    )
    width = line_width([len(line.rstrip()) for line in lines])
    ends = LineEnds(
        documents=1,
        soft=kinds[Kind.HYPHEN_DROPPED],
        hard=kinds[Kind.HYPHEN_KEPT],
        untaken=hyphen_evidence.read_wrapping(lines).untaken,
        widths=MappingProxyType({width: 1}),
    )
    key = (post, "" if year is None else str(year))
    return Profile(MappingProxyType(_spellings(lines)), MappingProxyType({key: ends}))


def _spellings(lines: Sequence[str]) -> dict[str, int]:
    return {
        form: count
        for form, count in hyphen_evidence.count_words(lines).items()
        if len(form) <= LONGEST_FORM and _SPELLING.fullmatch(form)
    }


def _sum(profiles: Iterable[Profile]) -> Profile:
    forms: Counter[str] = Counter()
    regimes: dict[tuple[str, str], LineEnds] = {}
    lines: dict[site_lines.Key, site_lines.Recurrence] = {}
    for learned in profiles:
        forms.update(learned.vocabulary)
        for key, ends in learned.regimes.items():
            regimes[key] = regimes.get(key, LineEnds()) + ends
        lines = site_lines.merged((lines, learned.site_lines)) if learned.site_lines else lines
        if len(forms) > PRUNE_AT:
            forms = Counter(most_frequent(forms, PRUNE_AT // 2))
    return Profile(MappingProxyType(dict(bounded(forms))), MappingProxyType(regimes), MappingProxyType(lines))
