"""The TAGS line into typed entries.

Law of this file: an entry keeps its printed letters, but for a digit in a known one's place (PG0V); a
run of letters is cut only where all of it falls into known entries.
"""

from __future__ import annotations

import re

from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.model_header import Tag

_TOKEN = lazy(r"\((?P<person>[^()]{2,60})\)|(?P<word>[^\s,;/()]+)|(?P<comma>,)")
_LABEL = lazy(r"TAGS?[: ]")
_SHORT = lazy(r"[A-Z]{2,4}")
_ORGANIZATION = lazy(r"[A-Z]{5,12}(?:-[A-Z]{1,3})?")
_INITIAL = lazy(r"[A-Z]\.?")
_TITLE = lazy(r"[A-Z]{3,}(?: [A-Z]{2,})+")  # behind a name, "(FOREIGN MINISTER)"
_LONG_NAME = 5  # letters of a surname or another word that is no entry of four
_SHORT_NAME = lazy(r"[DFGHIJNQRUVWXYZ][A-Z]{3}")  # four letters, as no subject or program has them
_LONGEST_TERM = 5  # words
_COMMAS = 3  # in a line that has one behind each entry
_CAPTIONS = frozenset({"SIPDIS", "SENSITIVE", "NOFORN"})

_NONE = lazy(r"(?:N\s?/\s?A|NONE|NOT APPLICABLE)\.?")  # no entry at all
_BETWEEN = lazy(r"[.-]")
_LETTERS = str.maketrans("01", "OI")
_SUBJECT_LIKE = lazy(r"(?=[A-Z]*0[A-Z]*\Z)[ABCELMOPST][A-Z0]{3}")  # one zero among the letters
_SURNAMES = frozenset({"DOE"})  # organizations whose letters are a surname as well
_GIVEN = lazy(r"[A-Z]?[AEIOUY][A-Z]{2,}")  # "JOHN", not the letters of another organization


def tags(text: str) -> tuple[Tag, ...]:
    """The entries of a TAGS line, its label still in front or not, in printed order, each once."""
    found = forms.TAGS.match(text)
    value = (found["value"] if found else text).upper()
    if not found and _LABEL.match(value):
        value = value[5:]
    marked = forms.PORTION.match(value)
    value = value[marked.end() :] if marked else value
    if _NONE.fullmatch(value.strip()):
        return ()
    entries: list[Tag] = []
    words = list(_TOKEN.finditer(value))
    listed = value.count(",") >= _COMMAS
    at = 0
    while at < len(words):
        token = words[at]
        at += 1
        if token["comma"]:
            continue
        if token["person"]:
            name = " ".join(token["person"].split())
            if _SHORT.fullmatch(name):
                entries.append(typed(name))
            elif not (entries and entries[-1].kind == "person" and _TITLE.fullmatch(name)):
                entries.append(Tag(name, "person"))
            continue
        word = _undamaged(token["word"].strip(".:-"))
        if not word or word in _CAPTIONS:
            continue
        if several := _parted(word):
            entries.extend(map(typed, several))
            continue
        expected = bool(entries) and (entries[-1].text == "OVIP" or entries[-1].kind == "person")
        term, used = _worded(words, at - 1, value, listed)
        if term and not expected:
            entries.append(Tag(term, "unknown"))
            at += used - 1
            continue
        person, used = _bare_person(word, words, at, expected=expected)
        if person:
            entries.append(Tag(person, "person"))
            at += used
            continue
        entries.extend(typed(part) for part in _parts(word))
    return tuple(dict.fromkeys(entries))


def _worded(words: list[re.Match[str]], at: int, value: str, listed: bool) -> tuple[str, int]:
    """A term in words that begins at a word, and of how many it is made: one that is known ("HUMAN RIGHTS"),
    or, where a comma stands behind each entry (listed), the words between two commas, none an entry."""
    run = [words[at]]
    for token in words[at + 1 : at + _LONGEST_TERM]:
        if token["word"] is None or not value[run[-1].end() : token.start()].isspace():
            break
        run.append(token)
    texts = [token["word"].strip(".:-") for token in run]
    known = tables.worded_tags()
    for size in range(len(run), 0, -1):
        term = " ".join(texts[:size])
        if term in known:
            return term, size
    ends = at + len(run)
    begun = at == 0 or words[at - 1]["comma"]
    ended = ends == len(words) or words[ends]["comma"]
    return (" ".join(texts), len(run)) if listed and begun and ended and _is_term(texts) else ("", 0)


def _is_term(texts: list[str]) -> bool:
    """Two words or more of which none is a code."""
    return len(texts) > 1 and all(map(_is_plain, texts)) and max(map(len, texts)) >= _LONG_NAME


def _is_plain(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and not _is_entry(word) and _parts(word) == [word]


def typed(word: str) -> Tag:
    """One entry with its kind, from its shape and the subject table."""
    if word in tables.organization_tags():
        return Tag(word, "organization")
    letters = _SHORT.fullmatch(word) is not None
    if letters and len(word) == 2:
        return Tag(word, "geographic")
    if letters and len(word) == 4 and word[0] == "K":
        return Tag(word, "program")
    if letters and len(word) == 4:
        listed = word[0] in "ABCELMOPST" or word in tables.subject_tags()
        return Tag(word, "subject" if listed else "unknown")
    if letters or _ORGANIZATION.fullmatch(word):
        return Tag(word, "organization")
    return Tag(word, "unknown")


def _undamaged(word: str) -> str:
    """The known entry of which a copy has digits for the letters O and I; else the word itself."""
    if word.isalpha():
        return word
    letters = word.translate(_LETTERS)
    subject = _SUBJECT_LIKE.fullmatch(word) is not None
    return letters if letters.isalpha() and (subject or _is_entry(letters)) else word


def _bare_person(word: str, words: list[re.Match[str]], at: int, *, expected: bool) -> tuple[str, int]:
    """ "LAST, FIRST" without brackets: the name and how many further tokens it took.

    expected: OVIP or a person stands before; elsewhere an initial tells a name from two tags, or two words
    with a comma between them that are no entries: entries of more than four letters are listed.
    """
    surname = word in _SURNAMES
    if (
        len(word) < 3
        or (_is_entry(word) and not surname)
        or not word.replace("-", "").replace("'", "").isalpha()
    ):
        return "", 0
    used = 1 if at < len(words) and words[at]["comma"] else 0
    if at + used >= len(words):
        return "", 0
    first = words[at + used]["word"] or ""
    bare = first.strip(".")
    if len(bare) < 3 or not bare.isalpha() or _is_entry(bare):
        return "", 0
    apostrophe = "'" in word and words[at]["comma"] is not None
    used += 1
    name = f"{word}, {first}"
    if at + used < len(words) and _INITIAL.fullmatch(words[at + used]["word"] or ""):
        return f"{name} {words[at + used]['word']}", used + 1
    given = _GIVEN.fullmatch(bare) is not None
    long_ = len(word) >= _LONG_NAME and len(bare) > 3 and _parts(word) == [word] and _parts(bare) == [bare]
    short = len(word) == 3 and (len(bare) > 4 or _SHORT_NAME.fullmatch(bare) is not None)  # "ROE, JANE"
    plain = words[at]["comma"] is not None and (
        long_ or (given and (short or _SHORT_NAME.fullmatch(word) is not None))
    )
    return (name, used) if expected or (surname and given) or plain or apostrophe else ("", 0)


def _is_entry(word: str) -> bool:
    """A subject, program or organization that is known."""
    return (
        word in tables.subject_tags()
        or word in tables.organization_tags()
        or (len(word) == 4 and word[0] == "K" and _SHORT.fullmatch(word) is not None)
    )


def _parted(word: str) -> list[str]:
    """The entries between hyphens or stops, "PGOV-PREL-TV", where each is known, two of them at least."""
    pieces = _BETWEEN.split(word)
    countries = tables.geographic_tags()
    known = all(_is_entry(piece) or (len(piece) == 2 and piece in countries) for piece in pieces)
    return pieces if len(pieces) > 1 and known and any(map(_is_entry, pieces)) else []


def _parts(word: str) -> list[str]:
    """Entries run together (PRELPGOVTV) cut in fours where every four is a known entry; two letters of a
    country at their end, or in front (TVPREL)."""
    if len(word) < 6 or not word.isalpha() or word in tables.organization_tags():
        return [word]
    over = len(word) % 4
    if over in (0, 2) and _all_known(parts := _cut(word[: len(word) - over])):
        return [*parts, word[-2:]] if over else parts
    if over == 2 and word[:2] in tables.geographic_tags() and _all_known(parts := _cut(word[2:])):
        return [word[:2], *parts]
    return [word]


def _cut(word: str) -> list[str]:
    return [word[at : at + 4] for at in range(0, len(word), 4)]


def _all_known(fours: list[str]) -> bool:
    """Known subjects and programs, one of them a subject."""
    known = tables.subject_tags()
    return any(four in known for four in fours) and all(four in known or four[0] == "K" for four in fours)
