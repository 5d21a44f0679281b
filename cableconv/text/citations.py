"""References to telegrams in running text: "reftel", "REF A", "99 TESTVILLE 123".

Source: 5 FAH-1 H-232 (REF line: items A, B, C, cited by letter in the text). Laws of this
file: the words stay as printed, the value says which telegram they mean; a letter that the
header does not explain stays a letter, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cableconv.grammar.form import lazy
from cableconv.model import Kind, Spans, kind_of
from cableconv.model_header import Reference

SEVERAL = "*"  # the value of "reftels", until the header's references are known
_NO_POSTS = frozenset(
    "JANUARY FEBRUARY MARCH APRIL JUNE JULY AUGUST SEPTEMBER SEPT OCTOBER NOVEMBER DECEMBER "  # noqa: SIM905
    "PERCENT MILLION BILLION THOUSAND HOURS DAYS WEEKS MONTHS YEARS MILES TONS METERS DOLLARS EURO "
    "OVER FROM WITH WERE UNTIL THROUGH THAN THEN ONLY INTO AFTER ABOUT AND THE".split()
)
_LETTER = lazy(r"\b[A-Za-z]\b")


def citation_value(found: re.Match[str]) -> str | None:
    """What a match of grammar.body.CITATION says: "" for the one reftel, SEVERAL, letters "A B", or
    the reference number; None when it is no reference at all."""
    if found["reftel"]:
        return SEVERAL if found["several"] else ""
    if found["post"]:
        words = found["post"].split()
        upper = not any(character.islower() for character in found.string)
        if _NO_POSTS.intersection(words) or (upper and not _is_post("".join(words))):
            return None
        return f"{found['year'][-2:]}{_letters(found['post'])}{int(found['serial'])}"
    letters = found["in"] or found["small"] or found["letters"]
    return " ".join(each[0].upper() for each in _LETTER.finditer(letters))


def _letters(post: str) -> str:
    from cableconv.lexicon.reference_numbers import post_letters

    return post_letters(post)


def _is_post(name: str) -> bool:
    """In a text all in capitals a name must be a known post's: "IN 05 LARGE 12" is none."""
    from cableconv.lexicon import tables

    return name == "STATE" or name in {known.replace(" ", "").upper() for known in tables.posts()}


def resolved(spans: Spans, references: Sequence[Reference]) -> Spans:
    """The partition with each citation's value made the number of the header's reference."""
    if Kind.CITATION not in map(kind_of, spans):
        return spans
    citation = Kind.CITATION
    return tuple(
        [
            span._replace(value=_resolved(span.value, references)) if span.kind is citation else span
            for span in spans
        ]
    )


def _resolved(value: str, references: Sequence[Reference]) -> str:
    if value == SEVERAL or (not value and len(references) == 1):
        return " ".join(each.number or each.label for each in references if each.number or each.label)
    if value and all(len(letter) == 1 for letter in value.split()):
        numbers: dict[str, list[str]] = {}  # an item may name several cables, "(A) TESTVILLE 12 AND 13"
        for each in references:
            if each.label and each.number:
                numbers.setdefault(each.label, []).append(each.number)
        return " ".join(" ".join(numbers.get(letter, [letter])) for letter in value.split())
    return value
