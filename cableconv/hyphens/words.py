"""What the word lists and a text's words say of a broken word, as log-odds of a word break.

Each trait of the two halves and of the whole adds its weight. The weights are those of a logistic
regression (`benchmarks/hyphen_weights.py` prints them), so their sum is the log-odds at even odds.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cableconv.grammar.hyphens import (
    ARTICLES,
    BEHIND_NAMES,
    CLOSED_PREFIXES,
    DERIVING,
    ENDINGS,
    ENDINGS_ABROAD,
    FAMILIES,
    FREE_PREFIXES,
    INFLECTIONS,
    LONGER_ENDINGS_ABROAD,
    NAME_SYLLABLES,
    PREFIXES,
    PREFIXES_ABROAD,
    SUFFIXES,
    SYLLABLE,
    TENS,
    UNITS,
)
from cableconv.hyphens.breaks import EDGES, Break, first_piece, halves, last_piece, plain, whole_token
from cableconv.lexicon.words import (
    UNKNOWN,
    frequency,
    is_hyphenated,
    pair_frequency,
    productivity,
    without_accents,
)

LONGEST_SYLLABLE = 6  # letters of a name
ORDINARY = 3  # band of a word as frequent as the median of the list
FREQUENT = 12  # band of words that a text in capitals has more often than family names
COMMON, RARER = 10, 2  # bands of a word that its other forms need not speak for, and how much less they count
SHORTEST_STEM = 5  # letters that a word and its other forms have in common
SHORTEST_NAME = 4  # letters of a name that a compound begins with
LONGEST_ENDING = 7  # letters of what is no word of its own
FEWEST_LETTERS = 3  # of a half that is a word by chance

# Log-odds that one unit of each trait adds.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "even": -0.97,
        "whole": 0.55,
        "listed": -1.38,
        "first part": -0.23,
        "last part": -0.30,
        "first unknown": 1.66,
        "last unknown": 1.51,
        "ending": 2.81,
        "free prefix": -1.57,
        "three parts": -7.43,
        "short first": 1.41,
        "last": -0.16,
        "name": 2.30,
        "given name": -6.13,
        "chance first": 1.73,
        "chance last": 1.01,
        "two words": -1.41,
        "pair": -0.13,
        "capital": -5.0,
        "last elsewhere": -0.84,
        "numeral": -7.0,
        "article": -3.0,
        "name's compound": -3.0,
        "closed prefix": 2.5,
        "no second word": 2.0,
    }
)


REASONS: Mapping[str, str] = MappingProxyType(
    {
        "whole": "listed as one word",
        "listed": "listed with its hyphen",
        "first part": "words with hyphens begin so",
        "last part": "words with hyphens end so",
        "first unknown": "first half no word",
        "last unknown": "second half no word",
        "ending": "second half an ending",
        "free prefix": "prefix",
        "three parts": "compound of three",
        "short first": "first half short",
        "last": "second half a word",
        "name": "name",
        "given name": "name of two syllables",
        "chance first": "first half too short for a word",
        "chance last": "second half too short for a word",
        "two words": "both halves words",
        "pair": "two words as often",
        "capital": "capital after the hyphen",
        "last elsewhere": "second half ends another compound of the document",
        "numeral": "numeral",
        "article": "article of a name",
        "name's compound": "a word that stands behind names",
        "closed prefix": "prefix that has no hyphen",
        "no second word": "second half no word, and both together one",
    }
)
NOTHING: Mapping[str, int] = MappingProxyType({})


def traits(found: Break, vocabulary: Mapping[str, int] = NOTHING) -> dict[str, float]:
    """The traits of a broken word, by the keys of WEIGHTS; vocabulary: the document's own forms,
    with "first-" and "-last" for the parts of those with a hyphen."""
    left, right = halves(found)
    whole, first, last = frequency(left + right), frequency(left), frequency(right)
    abroad = whole == UNKNOWN and not (left.isascii() and right.isascii())
    if abroad:
        whole = frequency(without_accents(left + right))
    if whole == UNKNOWN:
        whole = derived(left, right)
    if whole < COMMON:
        whole = max(whole, inflected(left, right) - RARER)
    prefix, unknown = left in PREFIXES, whole == UNKNOWN
    begins = max(productivity(left + "-"), 4 if prefix else 0)
    ends = max(productivity("-" + right), 3 if right in SUFFIXES else 0)
    syllables = is_name_of_syllables(found)
    asian = syllables and (unknown or found.capitals)
    behind = unknown and is_behind_name(found, left, right)
    listed = is_listed(left, right) or is_hyphenated(whole_token(found))
    article = left in ARTICLES and unknown
    by_chance = not (begins or prefix or asian or (article and len(left) == FEWEST_LETTERS))  # "ben", "tel"
    only = listed and unknown  # "op-ed": neither half is short by chance, nor an ending
    first_unknown = first == UNKNOWN and not (prefix or behind) and left not in vocabulary
    return {
        "even": 1,
        "whole": whole,
        "listed": listed,
        "first part": begins,
        "last part": ends,
        "first unknown": first_unknown,
        "last unknown": last == UNKNOWN and right not in vocabulary,
        "ending": (right in ENDINGS or (abroad and is_ending_abroad(left, right))) and not only,
        "free prefix": left in FREE_PREFIXES,
        "three parts": "-" in found.left.strip("-") or "-" in found.right.strip("-"),
        "short first": len(left) <= 2 and not (prefix or asian or only),
        "last": min(max(last, 5), 15),
        "name": found.left[:1].isupper() and not (found.capitals or asian) and unknown and first_unknown,
        "given name": asian or is_given_name(found),
        "chance first": len(left) <= FEWEST_LETTERS and by_chance and not only,
        "chance last": len(right) <= FEWEST_LETTERS and not (ends or asian or only),
        "two words": unknown and min(first, last) > 0 and min(len(left), len(right)) > FEWEST_LETTERS,
        "pair": pair_frequency(left, right),
        "capital": found.right[:1].isupper() and not found.capitals and not found.left[1:].isupper(),
        "last elsewhere": "-" + right in vocabulary,
        "numeral": left in TENS and right in UNITS,
        "article": article,
        "name's compound": behind,
        "no second word": len(right) > FEWEST_LETTERS
        and frequency(left + right) > 0
        and last == UNKNOWN
        and not (ends or syllables or right in vocabulary or is_listed(left, right)),
        "closed prefix": not found.capitals  # "UN-SPONSORED"
        and left in CLOSED_PREFIXES
        and last > 0
        and not is_hyphenated(f"{left}-{right}"),
    }


def is_ending_abroad(left: str, right: str) -> bool:
    """Is the second half of a word with accents, itself no word, the end of one in another language and the
    first half no prefix: "répub-/lique", "minis-/tère", but not "vice-/présidence" or "contre-/vérité"?"""
    bare = without_accents(right)
    if left in PREFIXES or without_accents(left) in PREFIXES_ABROAD or len(right) > LONGEST_ENDING:
        return False
    if bare in ENDINGS_ABROAD:
        return True
    known = max(frequency(left), frequency(right)) > UNKNOWN
    return not known and bare.endswith(LONGER_ENDINGS_ABROAD)


def is_unknown_in_capitals(found: Break) -> bool:
    """A word in capitals that no list has, whole or parted, such as a family name of two: capitals tell names
    from no other words, and neither half is too short for one, or an ending. Of two letters the first may be
    where the second is a word by itself ("KI-" / "MOON")."""
    if not found.capitals:
        return False
    left, right = halves(found)
    short = len(left) < SHORTEST_NAME - 1 and not (len(left) > 1 and frequency(right) >= ORDINARY)
    if short or len(right) < SHORTEST_NAME - 1 or right in ENDINGS or left in PREFIXES:
        return False
    foreign = not (left.isascii() and right.isascii())
    if foreign and (is_ending_abroad(left, right) or frequency(without_accents(left + right)) > UNKNOWN):
        return False  # "PRÉSI-" / "DENT"
    return max(frequency(left + right), derived(left, right), inflected(left, right)) == UNKNOWN


def is_behind_name(found: Break, left: str, right: str) -> bool:
    """A name and a word that makes adjectives of names and ends none: "Testville-born", "Sample-led"."""
    return right in BEHIND_NAMES and len(left) >= SHORTEST_NAME and last_piece(found.left).istitle()


def is_name_of_syllables(found: Break) -> bool:
    """Two syllables of Korean given names, wherever they stand: "Jae-won"; less usual ones, and Chinese ones,
    behind a family name: "Kim Su-dok", "Chou Tse-kai"."""
    left, right = last_piece(found.left), plain(first_piece(found.right))
    if not (found.capitals or (left.istitle() and first_piece(found.right).islower())):
        return False
    if left.lower() in NAME_SYLLABLES and right in NAME_SYLLABLES:
        return True
    family = found.previous.strip(EDGES)
    if not (frequency(family.lower()) < FREQUENT if found.capitals else family.istitle()):
        return False
    forms = [form for families, form in FAMILIES if family.lower() in families]
    return any(form.fullmatch(left) and form.fullmatch(right) for form in forms)


def derived(left: str, right: str) -> int:
    """Band of a word that is not listed but begins with a prefix that its first half holds whole before a
    listed word: "redis" / "count", "nonim" / "migrant"; UNKNOWN where there is none."""
    bases = [
        left.removeprefix(prefix) + right for prefix in DERIVING if left.startswith(prefix) and left != prefix
    ]
    return max((frequency(base) // 2 for base in bases if frequency(base) >= ORDINARY), default=UNKNOWN)


def inflected(left: str, right: str) -> int:
    """Band of the most frequent word that differs from this one by an ending alone: "exchange" of
    "exchanging"; UNKNOWN where there is none, or one is listed with this hyphen."""
    forms = _other_forms(left + right)
    if any(is_hyphenated(f"{left}-{form[len(left) :]}") for form in forms):
        return UNKNOWN
    return max(map(frequency, forms), default=UNKNOWN)


def _other_forms(word: str) -> set[str]:
    """The words that differ from this one by an ending alone."""
    stems = {word}
    for ending, others in INFLECTIONS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            stems.update(stem + other for other in others)
    return {stem + ending for stem in stems for ending in ("", "s", "d", "ed")} - {word}


def is_listed(left: str, right: str) -> bool:
    """Is the word listed with this hyphen, or, where its second half is none, with another ending: "pre-empt"
    of "pre-empted"?"""
    if is_hyphenated(f"{left}-{right}"):
        return True
    if left not in PREFIXES or frequency(right) > UNKNOWN:
        return False
    return any(is_hyphenated(f"{left}-{form[len(left) :]}") for form in _other_forms(left + right))


def is_given_name(found: Break) -> bool:
    """Two short syllables after a short family name, as in "Kim Test-name" of East Asia."""
    if found.capitals:
        return False
    left, right = last_piece(found.left), first_piece(found.right)
    family = found.previous.strip(EDGES)
    return (
        left.istitle()
        and right.islower()
        and family.istitle()
        and max(len(left), len(right), len(family)) <= LONGEST_SYLLABLE
        and all(len(SYLLABLE.findall(part)) == 1 for part in (left, right, family))
    )


class Words(NamedTuple):
    """Log-odds of a word break by the words, at even odds before, and the strongest trait that agrees."""

    log_odds: float
    reason: str


def weigh_words(found: Break, vocabulary: Mapping[str, int] = NOTHING) -> Words:
    """What the word lists and the document's other words say."""
    amounts = traits(found, vocabulary)
    shares = {name: WEIGHTS[name] * amount for name, amount in amounts.items()}
    total = sum(shares.values())
    if total <= 0 and amounts["listed"]:
        return Words(total, REASONS["listed"])
    whole = amounts["whole"]
    shares["even"], shares["whole"] = 0.0, WEIGHTS["whole"] * (whole - ORDINARY)
    strongest = (max if total > 0 else min)(shares, key=lambda name: shares[name])
    if strongest == "whole" and whole > UNKNOWN and frequency("".join(halves(found))) == UNKNOWN:
        known = derived(*halves(found)) > UNKNOWN
        said = "a prefix before a listed word" if known else "listed as one word with another ending"
        return Words(total, said)
    if strongest == "whole" and whole < ORDINARY:
        return Words(total, "not listed as one word" if whole == UNKNOWN else "rare as one word")
    return Words(total, REASONS[strongest])
