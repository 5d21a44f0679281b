"""How far a line of a section's repeated header names an originator or addressee of the first one.

Law of this file: behind a name that the first header has, its words alone are repeated; a name that it
lacks is one only with a routing indicator or an organization.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from cableconv.grammar import header as lines
from cableconv.grammar import repeated as grammar
from cableconv.grammar.form import lazy

_LIKE = 0.6  # letters of two words that agree, among all of theirs
_ENOUGH = 2  # words of a name that tell whose it is, where no indicator does
_TOKEN = lazy(r"\S+")


def addressed(text: str, at: int, end: int, known: tuple[str, ...]) -> int:
    """Where the name ends whose line begins at this place, 0 where it is none.

    end: where its capitals do. known: the lines of the first section's header, white space collapsed.
    """
    found = grammar.ADDRESSED.match(text, at)
    if found is None:
        return 0
    tokens = [(token.start(), token[0]) for token in _TOKEN.finditer(text, found.end())]
    same, best = False, 0
    for place, line in enumerate(known):
        other = grammar.ADDRESSED.match(line)
        names = _names(line[other.end() :] if other else line, known[place + 1 : place + 2])
        count, reached = _walk(tokens, names)
        if other and _is_one(found, other):
            same = True
            best = max(best, reached)
        elif count >= min(_ENOUGH, len(names)) > 0 and not (
            other and _indicator(found) and _indicator(other)
        ):
            best = max(best, reached)
    if best or same:
        return best
    named = text[at:end].strip()
    forms = (lines.FROM, lines.TO, lines.ADDRESSEE, lines.EXCLUDED)
    return end if any(form.fullmatch(named) for form in forms) else 0


def _indicator(found: re.Match[str]) -> str:
    return found["indicator"] or found["alone"] or ""


def _is_one(found: re.Match[str], other: re.Match[str]) -> bool:
    """Is this the originator in both, or an addressee with the same indicator?"""
    if "FM" in (found["label"], other["label"]):
        return bool(found["label"] == other["label"])
    return bool(_indicator(found)) and _indicator(found) == _indicator(other)


def _names(line: str, below: tuple[str, ...]) -> list[str]:
    """The words of a name, those of the line below too where it goes on there, without its numbers."""
    words = line.split()
    for rest in below:
        if not grammar.ADDRESSED.match(rest) and not lines.ADDRESSEE.fullmatch(rest):
            words += rest.split()
    return [word for word in words if not word.isdigit()]


def _walk(tokens: list[tuple[int, str]], names: list[str]) -> tuple[int, int]:
    """How many of the tokens are words of the name, in order, and where the last of them ends."""
    end = 0
    for count, ((start, token), name) in enumerate(zip(tokens, names, strict=False)):
        if token == name or (
            len(name) > 1 and SequenceMatcher(None, token, name).ratio() >= _LIKE and token.isupper()
        ):
            end = start + len(token)
        elif token.startswith(name) and token[len(name) :].islower():
            return count + 1, start + len(name)
        else:
            return count, end
    return min(len(tokens), len(names)), end
