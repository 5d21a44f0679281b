"""The header stage: lines of the transmission header and of the message header, and trailers.

Laws of this file: it labels LINE spans and splits a line only where a second element
begins beyond doubt. The header ends at the first line of the body; what stands after it is
left alone, but for the end of transmission. When unsure a line stays body: text is never lost.

A span that begins an element has the value "new".
"""

from __future__ import annotations

from cableconv.grammar import authority as authority_forms
from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.header import banners, closing, sections, signed, trailers
from cableconv.header import labelled as header_labelled
from cableconv.header.body_start import is_body_start
from cableconv.header.continuation import Line
from cableconv.header.elements import NEW
from cableconv.header.forms import passing
from cableconv.header.front import front
from cableconv.header.left_over import is_left_over
from cableconv.header.markers import named_by_station, names_of_markers
from cableconv.header.pieces import Piece, single_spaced
from cableconv.header.unlabelled import opens_weakly
from cableconv.lexicon.classification_post import is_named, named_by, rest_of
from cableconv.lexicon.classification_words import classification_word, is_classification
from cableconv.model import Kind, Span, Spans

_NUMBER_ONE = lazy(r"\s{0,6}\N{PILCROW SIGN}?(?:\([A-Z/]{1,8}\)\s?)?1\s?[.)]\s?(?!\d)")
_PROSE = 4  # lines of a subject; more without a blank line are a paragraph
_LEFT_OVER = 4  # lines that a crawler has left of a list of references, at most
_TWO_LINES = 120  # columns of a classification line on two lines
_NAMING = frozenset({Kind.STATION, Kind.FROM, Kind.EXCLUDED})


def mark(spans: Spans) -> Spans:
    """Label the header's lines and the end of transmission; the body's lines stay LINE."""
    pieces, last = front(spans)
    pieces = single_spaced(pieces, last)
    labels = _label(pieces, last, names_of_markers(spans)) if pieces else {}
    result: list[Span] = []
    at = 0
    for index, labelled in labels.items():
        if "".join([span.text for span in labelled]) != spans[index].text:
            continue  # a part of the line could not be read: the whole line stays as it is
        result.extend(spans[at:index])
        result.extend(labelled)
        at = index + 1
    result.extend(spans[at:])
    ended = banners.mark(trailers.mark(banners.mark(sections.mark(result))))
    return tuple(signed.mark(closing.mark(ended)))


def _label(pieces: list[Piece], last: int, named: frozenset[str]) -> dict[int, list[Span]]:
    """Spans by place for the lines of the header, in order; stops at the body. named: the posts that page
    markers name."""
    labels: dict[int, list[Span]] = {}
    element: list[str] = []  # texts of the element that runs
    current: Kind | None = None
    seen: set[Kind] = set()
    spaced = any(piece.gap for piece in pieces)  # without blank lines a heading is as close as a subject
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if number > last and (
            piece.begun or is_body_start(piece.text, pieces[:number][-6:]) or current is None
        ):
            break
        certain = number < last
        width = 0 if certain else _prose_width(pieces[number:])
        numbered = spaced and _one_follows(pieces[number + 1 : number + 1 + _LEFT_OVER])
        numbered = numbered or _opens_a_line(piece, following)
        if current is Kind.SUBJECT and spaced:
            numbered = numbered or _runs_to_one(pieces[number : number + _PROSE])
        alone = certain or _is_alone(pieces[number:])
        decided = _decide(piece, current, element, following, certain, seen, width, named, numbered, alone)
        if decided is None:
            break
        kind, value = decided
        if value == NEW:
            element = []
        element.append(piece.text)
        labels.setdefault(piece.at, []).append(Span(kind, piece.text, value))
        current = kind
        if kind in _NAMING:
            whole = " ".join(map(str.strip, element))
            named |= named_by_station(whole) if kind is Kind.STATION else named_by(whole)
        seen.add(kind)
    else:
        number = len(pieces)
    for piece in pieces[number:]:  # the rest of a line of which a part is header
        if piece.at in labels:
            before = labels[piece.at][-1]
            if before.kind is Kind.LINE:
                labels[piece.at][-1] = Span(Kind.LINE, before.text + piece.text)
            else:
                labels[piece.at].append(Span(Kind.LINE, piece.text))
    return labels


def _prose_width(pieces: list[Piece]) -> int:
    """The width of the paragraph that these pieces begin with; 0 when they are too few for one."""
    run = [len(pieces[0].text.rstrip())]
    for piece in pieces[1:]:
        if piece.kind is not None or piece.gap or piece.paged:
            break
        run.append(len(piece.text.rstrip()))
    return max(run) if len(run) > _PROSE else 0


def _one_follows(pieces: list[Piece]) -> bool:
    """Does paragraph 1 follow, right below or under what a crawler has left of the header?"""
    for piece in pieces:
        if _NUMBER_ONE.match(piece.text):
            return True
        if not is_left_over(piece.text.strip()):
            return False
    return False


def _runs_to_one(pieces: list[Piece]) -> bool:
    """Is this the first of a few lines in capitals, none the end of a sentence, that run to paragraph 1
    with no blank one between them, "TO TESTVILLE" / "MARCH 3-5" below a subject?"""
    for number, piece in enumerate(pieces):
        if number and _NUMBER_ONE.match(piece.text):
            return pieces[0].gap == 0
        ended = piece.kind or piece.paged or piece.overline or piece.text.rstrip().endswith((".", ":"))
        if ended or not piece.text.isupper() or (number and piece.gap) or passing(piece.text):
            return False
    return False


def _is_alone(pieces: list[Piece]) -> bool:
    """Does a blank line follow the first of these pieces, or paragraph 1 the few lines that begin with it?"""
    if len(pieces) < 2 or pieces[1].gap or pieces[1].paged:
        return True
    return any(_NUMBER_ONE.match(piece.text) for piece in pieces[1:_PROSE])


def _decide(
    piece: Piece,
    current: Kind | None,
    element: list[str],
    following: Piece | None,
    certain: bool,
    seen: set[Kind],
    width: int,
    named: frozenset[str],
    numbered: bool,
    alone: bool,
) -> tuple[Kind, str] | None:
    if not piece.labelled and (time := _split_time(piece, current, element, following)):
        return time
    if piece.joined and current is not None:
        return current, ""
    if piece.kind is not None:
        return _opened(piece, piece.kind, current, seen)
    # The office's number stands alone above its line: "42" / "ACTION EUR-12".
    if piece.text.strip().isdigit() and following is not None and following.kind is Kind.DISTRIBUTION:
        return Kind.DISTRIBUTION, NEW
    if piece.overline and not certain:
        return None
    if _lacks_its_serial(piece.text, following, named):
        return Kind.CLASSIFICATION, NEW
    if current is Kind.CLASSIFICATION and _is_its_serial(piece, element, named):
        return Kind.CLASSIFICATION, ""
    inside = current is Kind.SUBJECT and not piece.gap
    if current is not None and not inside and _lacks_its_agency(piece, following):
        return Kind.PASSING, NEW
    if piece.labelled and current is not None and current is not Kind.HEADER_TEXT:
        gap = piece.gap > 0 and not piece.paged
        if header_labelled.goes_on(piece.text, element, gap=gap, certain=certain):
            return current, ""
    under = _is_underlined(piece, following)
    text, before = piece.text, element[-1].rstrip() if element else ""
    line = Line(
        text, text.strip(), current, element, before, seen,
        piece.gap, piece.paged, certain, under, width, named,
        numbered, alone,
    )  # fmt: skip
    return opens_weakly(line)


def _opened(piece: Piece, kind: Kind, current: Kind | None, seen: set[Kind]) -> tuple[Kind, str] | None:
    """The element that a piece opens beyond doubt; None at the separator that ends the text."""
    if kind is Kind.SEPARATOR and Kind.SUBJECT in seen:
        return None
    if current is kind is Kind.CLASSIFIED_BY and piece.text.lstrip()[:6].lower() == "reason":
        return Kind.CLASSIFIED_BY, ""
    reasons = current is Kind.CLASSIFIED_BY and kind is Kind.EXECUTIVE_ORDER and not piece.gap
    if reasons and authority_forms.ORDER_OF_REASONS.match(piece.text):
        return Kind.CLASSIFIED_BY, ""  # "Reason:" / "E.O. 12958 1.4 (b)"
    return kind, NEW


def _lacks_its_agency(piece: Piece, following: Piece | None) -> bool:
    """Is this "TREASURY PASS", with the agency to which it is passed right below?"""
    begun = piece.text.rstrip()
    if not begun.endswith((" PASS", " PASS TO")) or following is None or following.gap or following.kind:
        return False
    return begun.isupper() and following.text.isupper() and passing(f"{begun} {following.text}")


def _is_underlined(piece: Piece, following: Piece | None) -> bool:
    """Is the next line a rule under this one? One that a blank line parts from it is the first rule of the
    heading below."""
    return (
        following is not None
        and not _opens_a_line(piece, following)
        and following.gap <= piece.gap
        and not following.overline
        and forms.UNDERLINE.fullmatch(following.text) is not None
    )


def _opens_a_line(piece: Piece, following: Piece | None) -> bool:
    """Does a page on one line begin below this line, with the first rule of a heading?"""
    if following is None or piece.text[-1] not in "\r\n" or following.text[-1] in "\r\n":
        return False
    return forms.UNDERLINE.fullmatch(following.text) is not None


def _lacks_its_serial(begun: str, following: Piece | None, named: frozenset[str]) -> bool:
    """Is this a classification line whose serial, or of which more, has come to stand on the next line?"""
    if following is None or following.gap or following.kind is not None:
        return False
    begun, more = begun.rstrip(), following.text.strip()
    if more.isdigit():
        return not begun[-1:].isdigit() and is_classification(f"{begun} {more}", alone=False)
    word = classification_word(begun) if begun.isupper() and more.isupper() else None
    if word is None or len(begun) + len(more) > _TWO_LINES or rest_of(begun, word[1]) is not None:
        return False
    whole = f"{begun} {more}"
    rest = rest_of(whole, word[1], named)
    return rest is not None and bool(rest.serial) and is_named(rest.post, named)


def _is_its_serial(piece: Piece, element: list[str], named: frozenset[str]) -> bool:
    return bool(element) and not piece.gap and _lacks_its_serial(element[-1], piece, named)


def _split_time(
    piece: Piece, current: Kind | None, element: list[str], following: Piece | None
) -> tuple[Kind, str] | None:
    """A part of a date-time group that is split over two lines, or three: it is one with the others."""
    if current is Kind.DTG and element and not piece.gap and not piece.paged:
        before = "".join(element)
        more = before + piece.text
        whole = lines.DTG_PART.fullmatch(before) and (_is_time(more) or _goes_on(more, following))
        return (Kind.DTG, "") if whole else None
    if not lines.DTG_PART.fullmatch(piece.text):
        return None
    return (Kind.DTG, NEW) if _goes_on(piece.text, following) else None


def _goes_on(begun: str, following: Piece | None) -> bool:
    """Does the next line complete what has begun, or bring it as far as the time?"""
    if following is None or following.gap:
        return False
    more = begun + following.text
    return _is_time(more) or ("Z" in following.text[6:] and lines.DTG_PART.fullmatch(more) is not None)


def _is_time(text: str) -> bool:
    found = lines.DTG.fullmatch(" ".join(text.split()))
    return found is not None and found["year"] is not None
