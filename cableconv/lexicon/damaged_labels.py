"""Labels of the message header with one letter lost, doubled or changed places: "SUJECT:", "RFE:".

Law of this file: a label is read only with its colon and a capital first letter; a letter that
stands for another is no such damage, because words are made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cableconv.grammar.form import lazy
from cableconv.lexicon import tables

_LABELS = ("SUBJECT", "SUBJ", "TAGS", "REF", "REFS", "REFTEL", "CLASSIFIED BY")
_LONG = 10  # letters of a label that is known without its colon
_PRINTED = lazy(
    r"(?P<lead>\s*)(?P<label>[A-Z][A-Za-z]{1,11}(?: [A-Za-z]{1,2}(?![A-Za-z]))?)(?P<colon>\s?:|(?= ))"
)
_LONGEST_ORDER = 120  # columns of the E.O. line
_DIGITS = str.maketrans("IL", "11")
_WORDS = frozenset({"REEF", "REEFS", "RES", "TAG"})  # words of their own, or read as they are


def mended(text: str) -> str:
    """The text with its damaged label put right; the text itself where it has none."""
    found = _PRINTED.match(text)
    if found is None:
        return _order_mended(text)
    label = _damaged().get(found["label"].upper().replace(" ", ""))
    if label in (None, found["label"].upper()) or (not found["colon"] and len(label or "") < _LONG):
        return text
    return f"{found['lead']}{label}:{text[found.end() :]}"


def _order_mended(text: str) -> str:
    """The text with the label of an executive order put right, "B.O. 12958: DECL: ..."."""
    found = _order().match(text) if len(text) < _LONGEST_ORDER else None
    if found is None:
        return text
    number = found["number"].replace(",", "").upper().translate(_DIGITS)
    return f"E.O. {number}: {text[found.start('value') :]}"


@cache
def _order() -> re.Pattern[str]:
    """A label of two letters or less, the number of an order on classification, and what its line says."""
    numbers = "|".join(f"[1Il]{number[1]},?{number[2:]}" for number in sorted(tables.executive_orders()))
    signs = r"[.,:]{0,2}\s?"
    whole = rf"[EF]{signs}[A-Z0][.,:]?|[A-Z]{signs}[O0Q][.,:]?|O{signs}E[.,:]?"
    label = rf"(?:{whole}|[EFO0][.,]|[.,]{{1,2}}(?:[O0][.,]?)?)?"
    says = r"DECL|N\s?/?\s?A\b|X?GDS\b|[ARX]DS\b|OADR\b|1\.[456]\b|(?:25|50|75)X\d|X\d\b"
    return lazy(
        rf"\s*[\"'(]?{label}\s{{0,3}}(?P<number>{numbers})\s?[:;.,-]*\s{{0,3}}(?P<value>(?:{says}).*)",
        re.DOTALL,
    )


@cache
def _damaged() -> dict[str, str]:
    """Damaged labels, their letters alone, with the label that each stands for."""
    whole = {label.replace(" ", "") for label in _LABELS}
    table = {label.replace(" ", ""): label for label in _LABELS if " " in label}
    for label in _LABELS:
        for form in one_letter_wrong(label.replace(" ", "")):
            if form not in whole and form not in _WORDS and len(form) > 2:
                table.setdefault(form, label)
    return table


def one_letter_wrong(label: str) -> Iterator[str]:
    """The label with one letter left out, doubled, or changed with the next."""
    for at in range(len(label)):
        yield label[:at] + label[at + 1 :]
        yield label[:at] + label[at] + label[at:]
        yield label[:at] + label[at + 1 : at + 2] + label[at] + label[at + 2 :]
