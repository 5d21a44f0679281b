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
_LONG_NAME = 5  # letters of a surname that is no entry of four
_SHORT_NAME = lazy(r"[DFGHIJNQRUVWXYZ][A-Z]{3}")  # four letters, as no subject or program has them
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
        person, used = _bare_person(word, words, at, expected=expected)
        if person:
            entries.append(Tag(person, "person"))
            at += used
            continue
        entries.extend(typed(part) for part in _parts(word))
    return tuple(dict.fromkeys(entries))


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
    """Entries run together (PRELPGOVTV) cut in fours where every four is a known entry."""
    if len(word) < 6 or not word.isalpha() or word in tables.organization_tags():
        return [word]
    known = tables.subject_tags()
    parts = [word[start : start + 4] for start in range(0, len(word), 4)]
    last = parts[-1]
    fours = parts if len(last) == 4 else parts[:-1]
    if len(last) not in (4, 2) or not all(part in known or part[0] == "K" for part in fours):
        return [word]
    if not any(part in known for part in fours):
        return [word]
    return parts
