"""Lines of the message header that a crawler has left without the line above them.

Law of this file: one line alone; that it stands right above paragraph 1 is asked where it is used.
"""

from __future__ import annotations

from cableconv.grammar.form import lazy

_LETTER = r"(?:\N{PILCROW SIGN}?\(?[A-F]|\([a-f])[).]\s+"
LETTERED = lazy(rf"(?<!\S){_LETTER}(?:(?:19|20)?\d\d )?[A-Z]{{3}}")  # an item of a list of references
_DATED = lazy(  # "E-MAIL OF 11/16/04", "B. JONES-SMITH TELCON, 5 MAY 2004": an item that is no cable
    rf"(?P<letter>{_LETTER})?[A-Z /,'-]{{0,40}}"
    r"\b(?:E-?MAILS?|MEM(?:O|CON|ORANDUM)|TELE?CONS?|LETTER|FAX|REPORT)\b[A-Z ,:-]{0,12}"
    r"(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2} [A-Z]{3,9}(?P<year>,? \d{2,4})?|[A-Z]{3,9} \d{1,2}, \d{4})"
    r"(?: \(NOTAL\))?"
)
_NUMBER_ALONE = lazy(  # "782 (EXDIS)", "23624 AND PREVIOUS": the end of the last item
    r"\d{2,7}(?: \((?:NOTAL|EXDIS|NODIS|LIMDIS|STADIS)\))?(?: AND PREVIOUS)?\.?"
)
_PERSON = lazy(r"\([A-Z][A-Z'. -]+, ?[A-Z][A-Z'. -]+\)(?:,? [A-Z]{2,5})*")  # the end of the TAGS
_ENDS = ("(NOTAL)", "(EXDIS)", "(NODIS)", " AND", " PREVIOUS")  # of a line of such a list
_REQUESTED = lazy(r"[^.!?]{0,60}\(C-[A-Z0-9]{2,4}-\d{4,6}\)")  # the number of a request for reports


def is_left_over(bare: str) -> bool:
    """Is this the end of references, of TAGS, or of a subject with the number of a request, the line above
    which a crawler ate: "82289; (C) 04 STATE 87521", "(ROE, JANE)", "Incident (C-TN9-00123)"?"""
    listed = sum(map(str.islower, bare)) < 2 and (bare[-1:].isdigit() or bare.endswith(_ENDS))
    listed = listed and LETTERED.search(bare) is not None
    dated = _DATED.fullmatch(bare)
    whole = dated is not None and bool(dated["letter"] or dated["year"] or not bare[-1].isalpha())
    cut = not bare.isdigit() and _NUMBER_ALONE.fullmatch(bare) is not None
    if bare[:1] == "(" and _PERSON.fullmatch(bare):
        return True
    return listed or whole or cut or _REQUESTED.fullmatch(bare) is not None


def is_dated_item(bare: str) -> bool:
    """Is this an item of a list of references that is no cable: "B. SAMPLE/DOE E-MAIL OF 5/24/03"?"""
    dated = _DATED.fullmatch(bare)
    return dated is not None and dated["letter"] is not None
