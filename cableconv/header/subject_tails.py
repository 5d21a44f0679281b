"""Is a line one of the subject's, though it reads otherwise: it asks for something, "ACTION REQUEST", or a
number begins it?

Law of this file: the same words are a heading below a blank line, above a rule and above text, unless the
subject has been left open; a number is a paragraph's unless the header still goes on below it.
"""

from cableconv.grammar import header_text as forms
from cableconv.header.body_start import NUMBER_ONE
from cableconv.header.continuation import is_open
from cableconv.header.opening import strong
from cableconv.header.pieces import Piece
from cableconv.model import Kind, Spans

_SIGNS = ";:,(-"  # before a request
_LAST_WORDS = frozenset(
    """REQUEST REQUESTED REQUIRED MESSAGE CABLE GUIDANCE ACTION INSTRUCTION INSTRUCTIONS ASSISTANCE APPROVAL
    CLEARANCE INFORMATION FUNDING OPINION""".split()  # noqa: SIM905
)
_LINES = 3  # of a subject above its last one
_NEAR = 24  # lines to paragraph 1 from the last of a subject, blank ones too


def ends_subject(text: str, at: int, pieces: list[Piece], spans: Spans, *, paged: bool) -> bool:
    """Does the subject that stands right above end in this line? at: its place in the spans; paged: a page
    marker stands between the two."""
    if not _runs_through(pieces) or not _asks(pieces[-1].text, text):
        return False
    if paged and not is_open(pieces[-1].text.strip()):
        return False
    below = spans[at + 1] if at + 1 < len(spans) else None
    if below is None or below.kind is not Kind.LINE or strong(below.text) is not None:
        return True
    return is_open(pieces[-1].text.strip()) and not forms.UNDERLINE.fullmatch(below.text)


def goes_on_with_number(text: str, at: int, pieces: list[Piece], spans: Spans) -> bool:
    """Is this right below the subject one of its lines, though a number begins it, "1. FC TESTVILLE LOSES":
    are references with their label still to come, and paragraph 1 below them?"""
    if not text.lstrip()[:1].isdigit() or text.rstrip().endswith(".") or not _runs_through(pieces):
        return False
    below = [span.text for span in spans[at + 1 : at + 1 + _NEAR] if span.kind is Kind.LINE]
    label = next((place for place, line in enumerate(below[:_LINES]) if strong(line) is not None), None)
    if label is None or strong(below[label]) is not Kind.REFERENCE:
        return False
    return any(NUMBER_ONE.match(line) for line in below[label + 1 :])


def _asks(above: str, text: str) -> bool:
    """Does a request end in the line, which may begin above, "; REQUEST" / "FOR GUIDANCE"?"""
    if forms.SUBJECT_TAIL.fullmatch(text):
        return True
    words = text.split()  # none, where a line holds separators of data alone
    if not words or words[-1].strip(").").upper() not in _LAST_WORDS:
        return False
    whole = f"{above.rstrip()} {text.strip()}"
    begin = max(whole.rfind(sign) for sign in _SIGNS)
    return begin >= 0 and forms.SUBJECT_TAIL.fullmatch(whole[begin + 1 :]) is not None


def _runs_through(pieces: list[Piece]) -> bool:
    """Are the last lines the subject's, with nothing between them?"""
    for piece in reversed(pieces[-_LINES:]):
        if piece.kind is not None:
            return piece.kind is Kind.SUBJECT
        if piece.gap or piece.paged:
            return False
    return False
