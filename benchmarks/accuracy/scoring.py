"""The score of one output against the truth.

A document is perfect when every block has its text, kind, number and portion mark, every
page break stands where it should, no site text is left, nothing is lost, and every header
field that the text states is exact. Blocks beside a boundary of which all evidence is lost
are not demanded: their text may come in any division.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .canon import canon, squash
from .distance import distance
from .outcome import Outcome, Said
from .structure import TrueBlock, Truth


@dataclass(slots=True)
class Score:
    """Counts of one document; sums of them are counts of many."""

    index: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    flags: list[str] = field(default_factory=list)
    missing: bool = False
    size: int = 0

    @property
    def perfect(self) -> bool:
        return not self.failures


def _doubted(truth: Truth) -> list[str]:
    """Text of each run of blocks that is not demanded."""
    runs: list[str] = []
    open_run = False
    for block in truth.blocks:
        if block.certain:
            open_run = False
        elif open_run:
            runs[-1] += squash(block.text)
        else:
            runs.append(squash(block.text))
            open_run = True
    return runs


def _ignored(text: str) -> bool:
    return not text.strip("-=_*~ ")


def _tolerated(block: Said, runs: list[str], orphans: set[str]) -> bool:
    small = squash(block.text)
    return (
        _ignored(block.text)
        or small in orphans
        or any(small in run or small.replace("-", "") in run.replace("-", "") for run in runs)
    )


def squared(portion: str) -> str:
    """A portion mark in one of its two ways of writing."""
    return portion.replace("//", "/")


def _key(block: TrueBlock | Said) -> str:
    return canon(block.text)


def _match(true: list[TrueBlock], said: list[Said]) -> list[tuple[TrueBlock, Said]]:
    """Pairs of blocks with equal text, each used once, in order of the truth."""
    where: dict[str, list[Said]] = {}
    for one in said:
        where.setdefault(_key(one), []).append(one)
    pairs = []
    for block in true:
        found = where.get(_key(block))
        if found:
            pairs.append((block, found.pop(0)))
    return pairs


def _blocks(truth: Truth, outcome: Outcome, score: Score) -> None:
    counts, fail = score.counts, score.failures
    runs = _doubted(truth)
    orphans = {squash(text) for text in truth.orphans}
    true = [b for b in truth.blocks if b.certain]
    said: list[Said]
    open_texts = Counter(_key(b) for b in true)
    said = []
    for one in outcome.blocks:
        if open_texts[_key(one)] > 0:
            open_texts[_key(one)] -= 1
        elif _tolerated(one, runs, orphans):
            continue
        said.append(one)
    pairs = _match(true, said)
    counts["blocks"] += len(true)
    counts["said"] += len(said)
    counts["exact"] += len(pairs)
    matched = {id(b) for b, _ in pairs}
    for block in true:
        kind = block.kind
        counts[f"true:{kind}"] += 1
        if id(block) not in matched:
            fail[f"text:{kind}"] += 1
    counts["extra"] += len(said) - len(pairs)
    if len(said) > len(pairs):
        fail["extra-block"] += len(said) - len(pairs)
    for block, found in pairs:
        good = found.kind in block.accept
        counts[f"kept:{block.kind}"] += good
        if not good:
            fail[f"kind:{block.kind}-as-{found.kind}"] += 1
        if block.n != found.n and found.kind == "paragraph":
            fail["number"] += 1
        if squared(block.portion) != squared(found.portion) and found.kind == "paragraph":
            fail["portion"] += 1
        if block.kind == found.kind == "item":
            counts["items"] += 1
            counts["levels"] += block.level == found.level
        if block.kind == "row":
            counts["cells"] += found.cells == block.cells
    once = {text for text, n in Counter(_key(b) for b in truth.blocks).items() if n == 1}
    in_order = [_key(b) for b in true if _key(b) in once], [_key(b) for b in said if _key(b) in once]
    if len(pairs) == len(said) == len(true) and in_order[0] != in_order[1]:
        fail["order"] += 1


def _text(truth: Truth, outcome: Outcome, score: Score, sites: list[str]) -> None:
    """Character error rate, site text left, cable text lost."""
    true = "\n".join(_key(b) for b in truth.blocks)
    said = "\n".join(_key(b) for b in outcome.blocks)
    counts, fail = score.counts, score.failures
    counts["characters"] += len(true)
    score.size = len(true)
    error = distance(true, said)
    counts["errors"] += min(error, len(true))
    counts["worst"] = error
    said_words, true_words = Counter(said.split()), Counter(true.split())
    head = Counter(" ".join(outcome.header_text).split())
    lost = true_words - said_words
    counts["words"] += true_words.total()
    counts["words lost"] += lost.total()
    if (lost - head).total() > 0.02 * true_words.total() + 3:
        fail["words-lost"] += 1
    body = squash(true)
    whole = squash(said)
    left = [s for s in sites if len(s) > 5 and s in whole and s not in body]
    counts["site lines"] += len(sites)
    counts["site lines left"] += len(left)
    if left:
        fail["site-text-left"] += len(left)


def _place(texts: list[str], block: int, offset: int) -> tuple[str, str]:
    """The characters before and after a point; block boundaries are points of their own."""
    if block < 0:
        return ("", "header")
    text = texts[block]
    before = "".join(text[:offset].split())[-14:]
    after = "".join(text[offset:].split())[:14]
    if not before and block == 0:
        return ("", "header")
    if not before:
        return ("".join(texts[block - 1].split())[-14:], "|")
    return (before, after or "|")


def _pages(truth: Truth, outcome: Outcome, score: Score) -> None:
    counts, fail = score.counts, score.failures
    true_texts, said_texts = [_key(b) for b in truth.blocks], [_key(b) for b in outcome.blocks]
    true: list[tuple[int | None, tuple[str, str]]] = []
    for page in truth.pages:
        offset = len(canon(truth.blocks[page.block].text[: page.offset])) if page.block >= 0 else 0
        true.append((page.page, _place(true_texts, page.block, offset)))
    said = [
        (page, _place(said_texts, min(block, len(said_texts) - 1), offset))
        for page, block, offset in outcome.pages
    ]
    numbered: Counter[int | None] = Counter(p for p, _ in said if p is not None)
    wanted: Counter[int | None] = Counter(p for p, _ in true)
    counts["pages"] += len(true)
    counts["pages found"] += (wanted & numbered).total()
    placed = (Counter(true) & Counter(said)).total()
    counts["pages placed"] += placed
    missing = (wanted - numbered).total()
    if "section-restart" in truth.flags:  # whether a new section is a new page, and which, is open
        numbered &= wanted
    counts["pages said"] += sum(n for p, n in numbered.items() if p != 1 or wanted[1])
    extra = sum(n for p, n in (numbered - wanted).items() if p != 1)
    if missing:
        fail["page-missing"] += missing
    if extra:
        fail["page-extra"] += extra
    sure = {at for at, b in enumerate(truth.blocks) if b.certain}
    wrong = 0
    for page, entry in zip(truth.pages, true, strict=True):
        certain = page.block < 0 or ({page.block, min(page.block + 1, len(truth.blocks) - 1)} <= sure)
        if certain and numbered[entry[0]] and entry not in said:
            wrong += 1
    if wrong:
        fail["page-misplaced"] += wrong


def _seams(truth: Truth, outcome: Outcome, score: Score) -> None:
    """Each decision at a line end that has a hyphen, a dash or a broken address, by class and regime."""
    whole = "\n".join(_key(b) for b in outcome.blocks)
    regime = next((f.removeprefix("regime:") for f in truth.flags if f.startswith("regime:")), "")
    for seam in truth.seams:
        block = truth.blocks[seam.block]
        if not block.certain:
            continue
        left, right = (
            canon(block.text[max(0, seam.offset - 12) : seam.offset]),
            block.text[seam.offset : seam.offset + 10],
        )
        space = " " if right.startswith(" ") else ""
        good = left + space + canon(right) in whole
        for name in (f"seam:{seam.kind}", f"regime:{regime}"):
            score.counts[f"{name}:all"] += 1
            score.counts[f"{name}:good"] += good


def plain(value: Any) -> Any:
    """A header value without what may be said in two ways: case of white space, empty keys."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if v not in ("", None, [], False) or k == "applies"}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return canon(value) if isinstance(value, str) else value


def _agrees(name: str, true: Any, said: Any) -> bool:
    """Whether a stated value is right, field by field."""
    true, said = plain(true), plain(said)
    if said is None:
        return False
    if name == "section":
        number, total = (true[0], true[1]) if isinstance(true, list) else (true, None)
        return bool(said.get("number") == number and (total is None or said.get("total") == total))
    if name == "tags":
        return bool([t.strip("()") for t in true] == [t.get("text", "").strip("()") for t in said])
    if name in ("captions", "operating_signals"):
        return bool(list(dict.fromkeys(true)) == list(dict.fromkeys(said)))
    if name == "distribution":
        return bool(said)
    if name == "title":
        return bool(str(said).removeprefix("Cablegate:").strip() == true)
    if name == "references":
        return bool(len(true) == len(said)) and all(
            {k: v for k, v in b.items() if k in a} == a for a, b in zip(true, said, strict=True)
        )
    if isinstance(true, dict) and isinstance(said, dict):
        return all(bool(said.get(k, True if k == "applies" else None) == v) for k, v in true.items())
    if isinstance(true, list) and true and isinstance(true[0], dict):
        return len(true) == len(said) and all(
            all(b.get(k) == v for k, v in a.items()) for a, b in zip(true, said, strict=True)
        )
    return bool(true == said)


def _header(truth: Truth, outcome: Outcome, score: Score) -> None:
    names = (
        set(truth.stated)
        if outcome.header_known
        else set(truth.stated) & {"originator", "date_time_group", "tags"}
    )
    for name in sorted(names):
        status, value = outcome.header.get(name, ("absent", None))
        good = status != "absent" and _agrees(name, truth.stated[name], value)
        score.fields[f"{name}:all"] += 1
        score.fields[f"{name}:good"] += good
        if not good:
            score.failures[f"header:{name}"] += 1
    for name, (status, value) in outcome.header.items():
        if (
            status == "stated"
            and name in truth.real
            and name not in truth.stated
            and not truth.orphans
            and not _agrees(name, truth.real[name], value)
        ):
            score.fields[f"{name}:invented"] += 1
            score.failures[f"header-invented:{name}"] += 1
        if status == "derived" and name in truth.real and name not in truth.stated:
            score.fields[f"{name}:derived"] += 1
            score.fields[f"{name}:derived good"] += _agrees(name, truth.real[name], value)


def score(truth: Truth, outcome: Outcome | None, sites: list[str]) -> Score:
    """The score of an outcome; None counts as empty. sites: the site's lines, squashed."""
    result = Score(truth.index, flags=truth.flags, missing=outcome is None)
    outcome = outcome or Outcome()
    _blocks(truth, outcome, result)
    _text(truth, outcome, result, sites)
    _pages(truth, outcome, result)
    _seams(truth, outcome, result)
    _header(truth, outcome, result)
    if result.missing:
        result.failures["no-output"] += 1
    result.counts["documents"] = 1
    result.counts["perfect"] = int(result.perfect)
    result.counts["perfect body"] = int(not any(not f.startswith("header") for f in result.failures))
    result.counts["perfect header"] = int(not any(f.startswith("header") for f in result.failures))
    return result


__all__ = ["Score", "plain", "score", "squared"]
