"""Names that a line end parts beside an initial: "met Halvek H." / "Kolmand", "met Lidija" / "E. Kolmand".

Law of this file: two lines' words, without their place on the page; what may be a common word is no surname,
and a letter behind "Annex" or "Plan" is none of a name.
"""

from cableconv.grammar.form import AtEnd, lazy
from cableconv.lexicon.words import frequency
from cableconv.text.sentences import TITLES

_ENDS = AtEnd(24, r"(?<![\w-])(?P<given>[A-Z][A-Za-z'-]{1,18}) [A-Z]\.\Z")  # "Halvek H."
_GIVEN = AtEnd(20, r"(?<![\w-])(?P<given>[A-Z][A-Za-z'-]{2,18})\Z")
_TITLE = AtEnd(6, rf"(?<![\w-])(?:{'|'.join([*TITLES, *map(str.upper, TITLES)])})\.\Z")  # "Rep." / "J. Doe"
_SURNAME = lazy(r"(?:[A-Z]\. )?(?P<name>(?:Mc|Mac|O')?[A-Z][A-Za-z-]{2,24})(?:'[sS])?(?![\w'-])")
_INITIAL = lazy(r"[A-Z]\. (?=[A-Z])")
_COUNTED = frozenset(
    """annex appendix area article block building category chapter class exhibit grade group hepatitis item
    level option para paragraph part phase plan point ref reftel schedule section tab table team title type
    unit vitamin zone""".split()  # noqa: SIM905
)
_RARE = 9  # band of words that surnames may be; "Embassy" is as frequent
_GIVEN_NAMES = 14  # band of words that given names may be: "John"
_OFFICERS = ("off", "offs")  # "Poloff", which few word lists have


def goes_on_in_name(above: str, below: str) -> bool:
    """Does the line above end with a given name and an initial, and the one below begin with the surname?"""
    found = _ENDS.search(above)
    return found is not None and _may_be_given(found["given"]) and _begins_with_surname(below)


def begins_with_initial(above: str, below: str) -> bool:
    """Does the line above end with a given name, and the one below begin with an initial and the surname?
    Behind "Mr." an initial is enough."""
    if above[-1] == "." and _INITIAL.match(below) and _TITLE.search(above):
        return True
    found = _GIVEN.search(above) if _INITIAL.match(below) else None
    return found is not None and _may_be_given(found["given"]) and _begins_with_surname(below)


def _may_be_given(word: str) -> bool:
    small = word.lower()
    return small not in _COUNTED and frequency(small) < _GIVEN_NAMES


def _begins_with_surname(below: str) -> bool:
    found = _SURNAME.match(below)
    small = found["name"].lower() if found else ""
    return found is not None and frequency(small) < _RARE and not small.endswith(_OFFICERS)
