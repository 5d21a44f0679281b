"""Where the statement of the authority ends in a line that has lost its line ends and goes on with the text.

Law of this file: the statement ends with its reasons, or where paragraph 2 begins; what is behind is text.
"""

from cableconv.grammar import authority as forms
from cableconv.grammar.form import lazy

MARKING = r"\((?:U|SBU|C|S|LOU|TS)(?://?[A-Z]{1,8})?\)"
_TWO = lazy(  # "2. (C) The", "(C) 2. The"
    rf"(?<!\S)(?:{MARKING}\s?)?\N{{PILCROW SIGN}}?2\s?[.)](?:\s?{MARKING}|\s{{1,4}}[\"'(A-Z\d]|[A-Z][a-z])"
)
_NUMBERED = 1  # of the paragraph as which the statement may be written


def text_behind(piece: str) -> int:
    """Where the text behind the statement of the authority begins in this piece of a line; 0 where none does,
    and where the piece is none."""
    stated = forms.CLASSIFIED_BY.match(piece)
    if stated is None:
        return 0
    number = "".join(filter(str.isdigit, stated["label"] or ""))
    if number and int(number) != _NUMBERED:
        return 0
    two = _TWO.search(piece, stated.start("value"))
    reasons = forms.REASONS_AND_TEXT.match(piece, stated.start("value"), two.end() if two else len(piece))
    if reasons:
        return reasons.end()
    return two.start() if two else 0
