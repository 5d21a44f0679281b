"""Speakers and fields: words with a colon that begin several lines of a text.

"QUESTION: When?" in an interview, "Name: Example" in a form: where the same words begin line after
line, each of these lines begins something. Law of this file: once is never, but between the turns of
others, and a sentence that runs on is never broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cableconv.grammar.body import DECIMAL, LABEL, PORTION_FIRST
from cableconv.grammar.entries import ANSWER, DAY, HOUR, PRESS, TURN, UNFILLED, YEAR
from cableconv.grammar.form import lazy
from cableconv.grammar.markers import MARKER_RUN_IN
from cableconv.grammar.numbers import month_of
from cableconv.text.lines import Habits, Line, ends_early, fits
from cableconv.text.sentences import LINKS, is_terminal, is_titled

_DIGITS = lazy(r"\d+")  # "QUESTION 1", "QUESTION 2"
_TOLD = 2  # turns after which a question is one below a line that lost its end
_NEAR = 4  # lines from one hour of a schedule to the next but one
_FAR = 12  # lines of one entry of a chronology
_DAYS = frozenset("JFMASOND0123456789")
_DAY_COLUMNS = 32  # in which the day of an entry ends
_FORM = 3  # lines of a form, one right below the other, that need no words in common


def turns(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines that begin with words and a colon which begin other lines too."""
    named: dict[str, list[int]] = {}
    fields: list[int] = []
    found: set[int] = set()
    for at, line in enumerate(lines):
        coloned = ":" in line.bare and ":" in line.bare[:40] and not line.glued
        if not (coloned or fields):
            continue
        words = TURN.match(line.bare) if coloned else None
        if fields and coloned and _is_open(at, lines):
            fields.append(at)
            continue
        if words and _may_begin(at, lines, habits) and not _is_said(words["who"], at, lines, habits):
            named.setdefault(_DIGITS.sub("0", words["who"]), []).append(at)
        if fields and (not words or (line.blanks and not line.paged) or line.first):
            found.update(fields if _are_fields(fields, lines, habits) else ())
            fields = []
        if words and (fields or _may_begin(at, lines, habits)):
            fields.append(at)
    found.update(fields if _are_fields(fields, lines, habits) else ())
    found |= _hours(lines, habits) | _dated(lines) | _decimals(lines, habits) | _papers(lines, habits)
    said = {
        at
        for places in named.values()
        if len(places) > 1 and any(_stands_free(at, lines, habits) for at in places)
        for at in places
    }
    wrapped = {at for at in said if _is_wrapped(at, lines, habits)}
    if not habits.solid and all(lines[at].blanks or lines[at].first for at in said - wrapped):
        said -= wrapped  # all others stand below a blank line
        said |= _between(said, named, lines)
    return found.union(at for at in said if not _is_title_above_number(at, lines))


def _between(said: set[int], named: Mapping[str, Sequence[int]], lines: Sequence[Line]) -> set[int]:
    """Places of the turns of those who speak once, in capitals, between two turns of others."""
    once = {places[0] for who, places in named.items() if len(places) == 1 and who.isupper()}
    blocks = [at for at, line in enumerate(lines) if line.blanks or line.first] if once and said else []
    return {
        at
        for above, at, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if at in once and above in said and below in said
    }


def _is_open(at: int, lines: Sequence[Line]) -> bool:
    """Is this a field without its value, "Spouse:", below one and above another, or with no line below it?"""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if line.bare[-1] != ":" or line.blanks or UNFILLED.fullmatch(line.bare) is None:
        return False
    if below is None or below.blanks or below.first:
        return is_titled(line.bare[:-1])
    return not below.glued and TURN.match(below.bare) is not None


def _papers(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines that begin with a paper and its day, where several do."""
    places = {at for at, line in enumerate(lines) if _cites_paper(line) and _may_begin(at, lines, habits)}
    return places if len(places) > 1 else set()


def _cites_paper(line: Line) -> bool:
    return ":" in line.bare and not line.glued and PRESS.match(line.bare) is not None


def _are_fields(fields: Sequence[int], lines: Sequence[Line], habits: Habits) -> bool:
    """Are there lines enough for a form, and do not all of them fill their width, as those of a paragraph
    with colons do? Two are enough right below the end of transmission or a signature."""
    if len(fields) > 1 and fields[0] > 0 and lines[fields[0]].first:
        return True
    return len(fields) >= _FORM and any(_stands_free(at, lines, habits) for at in fields[1:])


def _stands_free(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the line stand apart from the one above, or had that one room for its first word, or does a
    comment or the like begin?"""
    line = lines[at]
    if at == 0 or line.blanks or line.first or MARKER_RUN_IN.match(line.bare):
        return True
    return fits(lines[at - 1], line, habits.width)


def _is_wrapped(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is the line right below a full one, as a wrapper would have put its first word?"""
    line = lines[at]
    return not (at == 0 or line.blanks or line.first or ends_early(lines[at - 1], line, habits, 0))


def answers(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines that begin with "Q." or "A." where questions and answers follow one another.

    Questions with "Q:" are answered with "A:", and "A. First" is then an item of a list."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        found = ANSWER.match(line.bare) if line.bare[0] in "QA" else None
        if found and (_may_begin(at, lines, habits) or _replies(line, found["stop"], places, lines)):
            places.setdefault(found["stop"], []).append(at)
    return {at for alike in places.values() if _both_speak(alike, lines) for at in alike}


def _replies(line: Line, stop: str, places: Mapping[str, Sequence[int]], lines: Sequence[Line]) -> bool:
    """Does "A: It did." stand below a question that has no answer yet and lost its end, or the next question
    below such an answer?"""
    told = places.get(stop, ())
    if not told and line.bare[0] == "Q":
        return stop == ":"  # the first question, below a line that lost its end
    turn = "AQ" if len(told) < _TOLD else "AQA"  # the next question too, once both have spoken
    return stop == ":" and bool(told) and line.bare[0] + lines[told[-1]].bare[0] in turn


def _is_said(who: str, at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Are these the first words of a sentence, "Prices rose as follows:", below a line as full as others?"""
    small = sum(map(str.islower, who.split())) > 1
    return small and at > 0 and not (lines[at].blanks or ends_early(lines[at - 1], lines[at], habits, 0))


def _is_title_above_number(at: int, lines: Sequence[Line]) -> bool:
    """Is "Banks: More Trouble Ahead" a title: right above a paragraph number, and below no other field?"""
    line = lines[at]
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    if is_terminal(line.bare.rstrip(":")) or not (LABEL.match(below) or PORTION_FIRST.match(below)):
        return False
    field = at > 0 and not line.blanks and TURN.match(lines[at - 1].bare) is not None
    return not field and is_titled(line.bare)


def _both_speak(places: Sequence[int], lines: Sequence[Line]) -> bool:
    asked = sum(lines[at].bare[0] == "Q" for at in places)
    return min(asked, len(places) - asked) > 0


def _may_begin(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    line = lines[at]
    if at == 0 or line.blanks or line.first:
        return True
    above = lines[at - 1]
    return is_terminal(above.bare) or ends_early(above, line, habits, 0)


def _hours(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines of a schedule: several lines near one another begin with an hour."""
    places = [
        at
        for at, line in enumerate(lines)
        if not line.worded and _may_be_hour(line.bare) and HOUR.match(line.bare) and not _runs_in(at, lines)
    ]
    tight = {at - 1 for at in places if not (lines[at].blanks or lines[at - 1].bare[-1] == ":")}
    tight.update(at for run in _hour_runs(lines) for at in run)
    places = [at for at in places if at in tight or not _is_counted(at, lines, habits)]
    return {at for at in places if sum(0 < abs(at - other) <= _NEAR for other in places) >= _FORM - 1}


def _dated(lines: Sequence[Line]) -> set[int]:
    """Places of the lines of chronologies: several lines near one another begin with a year, or with a day,
    and a colon or dash, none of them earlier than the one above, and none below an open sentence that is no
    such entry."""
    found: set[int] = set()
    for time in (_year, _day):
        run: list[int] = []
        last = 0
        for at, line in enumerate(lines):
            now = 0 if line.glued else time(line.bare)
            listed = bool(run) and run[-1] == at - 1  # right below another, which no stop need end
            if not now or not (listed or line.blanks or line.first or is_terminal(lines[at - 1].bare)):
                continue
            if run and (at - run[-1] > _FAR or now < last):
                found.update(run if len(run) >= _FORM else ())
                run = []
            run.append(at)
            last = now
        found.update(run if len(run) >= _FORM else ())
    return found


def _year(bare: str) -> int:
    """The year that begins an entry; 0 for no entry."""
    found = YEAR.match(bare) if bare[0].isdigit() else None
    return int(found["year"]) if found else 0


def _day(bare: str) -> int:
    """Month and day that begin an entry, as one number; 0 for no entry."""
    begun = bare[0] in _DAYS and (":" in bare[:_DAY_COLUMNS] or " -" in bare[:_DAY_COLUMNS])
    found = DAY.match(bare) if begun else None
    if found is None:
        return 0
    return month_of(found["month"] or found["of"]) * 100 + int(found["day"] or found["first"])


def schedules(lines: Sequence[Line]) -> set[int]:
    """Places of the lines of schedules all of whose entries stand on one line each."""
    whole = [run for run in _hour_runs(lines) if run.stop == len(lines) or _begins_anew(lines[run.stop])]
    return {at for run in whole for at in run}


def _begins_anew(line: Line) -> bool:
    return bool(line.blanks or line.paged or line.first or line.label)


def _hour_runs(lines: Sequence[Line]) -> Iterator[range]:
    """Lines that begin with an hour, right below one another."""
    start = 0
    for at in range(len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        hour = line and not line.worded and _may_be_hour(line.bare) and HOUR.match(line.bare)
        if not line or not hour or line.blanks or line.first or _runs_in(at, lines):
            if at - start >= _FORM:
                yield range(start, at)
            start = at if hour else at + 1


def _is_counted(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is this the hour in a sentence: right below a full line that ends none, "at about" / "1400 hours."?"""
    return _is_wrapped(at, lines, habits) and not is_terminal(lines[at - 1].bare)


def _runs_in(at: int, lines: Sequence[Line]) -> bool:
    """Is this a number of the sentence that the line above begins: "in" / "1951 it did not run"?"""
    if at == 0 or lines[at].blanks or lines[at].first:
        return False
    above = lines[at - 1].bare
    return above[-1] != "," and LINKS.search(above) is not None


def _may_be_hour(bare: str) -> bool:
    """Does the line begin with a digit and have another in its place, or the letter of "a.m."?"""
    return bare[0].isdigit() and (any(map(str.isdigit, bare[2:4])) or "m" in bare[:7].lower())


def _decimals(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of "1.1", "1.2" that follow one another at the beginnings of lines."""
    places: list[tuple[int, tuple[int, int]]] = []
    for at, line in [(at, line) for at, line in enumerate(lines) if not line.worded]:
        found = DECIMAL.match(line.bare) if line.bare[0].isdigit() else None
        if found and _may_begin(at, lines, habits):
            places.append((at, (int(found["part"]), int(found["number"]))))
    following = [
        (at, next_at)
        for (at, (part, number)), (next_at, after) in pairwise(places)
        if after in ((part, number + 1), (part + 1, 1), (part + 1, 0))
    ]
    return {at for pair in following for at in pair}
