"""Tables of results, worst slices first, and the worst documents side by side."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from .canon import canon
from .outcome import Outcome
from .scoring import Score, squared
from .structure import Sample, Truth


def share(part: float, whole: float) -> str:
    """A percentage, or a dash where there is nothing to count."""
    return f"{100 * part / whole:.2f}" if whole else "-"


def total(scores: Iterable[Score]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Sums of counts, header fields, and documents with each failure."""
    counts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    for score in scores:
        counts.update(score.counts)
        fields.update(score.fields)
        failures.update(set(score.failures))
    return counts, fields, failures


def figures(scores: list[Score]) -> dict[str, str]:
    """The main figures of one system."""
    c, f, _ = total(scores)
    good = sum(v for k, v in f.items() if k.endswith(":good"))
    return {
        "documents perfect in body and header": share(c["perfect"], c["documents"]),
        "documents perfect in body": share(c["perfect body"], c["documents"]),
        "documents perfect in header": share(c["perfect header"], c["documents"]),
        "blocks exact, F1": share(2 * c["exact"], c["blocks"] + c["said"]),
        "body character error rate": share(c["errors"], c["characters"]),
        "headings": share(c["kept:heading"], c["true:heading"]),
        "paragraphs": share(c["kept:paragraph"], c["true:paragraph"]),
        "list items": share(c["kept:item"], c["true:item"]),
        "list items, depth": share(c["levels"], c["items"]),
        "table rows kept": share(c["kept:row"], c["true:row"]),
        "page breaks, recall": share(c["pages found"], c["pages"]),
        "page breaks, precision": share(c["pages found"], c["pages said"]),
        "page breaks, exact place": share(c["pages placed"], c["pages"]),
        "site lines left in the body": share(c["site lines left"], c["site lines"]),
        "body words lost": share(c["words lost"], c["words"]),
        "header fields exact": share(good, sum(v for k, v in f.items() if k.endswith(":all"))),
    }


def main_table(results: dict[str, list[Score]]) -> str:
    """All systems side by side, in per cent."""
    columns = {name: figures(scores) for name, scores in results.items()}
    rows = ["| per cent | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for figure in next(iter(columns.values())):
        rows.append(f"| {figure} | " + " | ".join(c[figure] for c in columns.values()) + " |")
    return "\n".join(rows)


def slices(scores: list[Score], least: int = 8) -> str:
    """Each flag with its share of perfect documents and its commonest failures, worst first."""
    by: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        for flag in score.flags:
            by[flag].append(score)
    rows = []
    for flag, part in by.items():
        if len(part) >= least:
            perfect = sum(s.perfect for s in part) / len(part)
            reasons = total(part)[2].most_common(4)
            rows.append((perfect, flag, len(part), ", ".join(f"{k} {v}" for k, v in reasons)))
    rows.sort()
    lines = ["| flag | documents | perfect | documents failing by check |", "|---|---:|---:|---|"]
    return "\n".join(lines + [f"| {f} | {n} | {100 * p:.1f} | {r} |" for p, f, n, r in rows])


def details(scores: list[Score]) -> str:
    """Failing checks, hyphen classes and regimes, header fields."""
    counts, fields, failures = total(scores)
    lines = ["| check | documents failing |", "|---|---:|"]
    lines += [f"| {k} | {v} |" for k, v in failures.most_common()]
    lines += ["", "| line ends | decisions | right |", "|---|---:|---:|"]
    for name in sorted({k.rsplit(":", 1)[0] for k in counts if k.startswith(("seam:", "regime:"))}):
        lines.append(
            f"| {name} | {counts[name + ':all']} | {share(counts[name + ':good'], counts[name + ':all'])} |"
        )
    lines += [
        "",
        "| header field | stated | exact | invented | derived | right |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name in sorted({k.split(":")[0] for k in fields}):
        derived = fields[name + ":derived"]
        lines.append(
            f"| {name} | {fields[name + ':all']} | {share(fields[name + ':good'], fields[name + ':all'])} | "
            f"{fields[name + ':invented']} | {derived} | {share(fields[name + ':derived good'], derived)} |"
        )
    return "\n".join(lines)


def side_by_side(sample: Sample, outcome: Outcome | None, score: Score, width: int = 78) -> str:
    """Truth and output of one document, differing blocks in full, equal ones in brief."""
    truth = sample.truth
    lines = [f"== {truth.name}  failures: {dict(score.failures)}", f"   flags: {' '.join(truth.flags)}"]
    if outcome is None:
        return lines[0] + "\n   no output"
    said = outcome.blocks
    true_texts = Counter(canon(b.text) for b in truth.blocks)
    said_texts = Counter(b.text for b in said)
    for at, block in enumerate(truth.blocks):
        text = canon(block.text)
        if not said_texts[text]:
            lines.append(
                f"   - {at:3} {'' if block.certain else '(not demanded) '}{block.kind} {block.n}: {text}"
            )
    for at, found in enumerate(said):
        if not true_texts[found.text]:
            lines.append(f"   + {at:3} {found.kind} {found.n}: {found.text}")
        else:
            match = next(b for b in truth.blocks if canon(b.text) == found.text)
            if found.kind not in match.accept or (match.n, squared(match.portion)) != (
                found.n,
                squared(found.portion),
            ):
                lines.append(
                    f"   ~ {at:3} {match.kind}/{match.n}/{match.portion} "
                    f"said {found.kind}/{found.n}/{found.portion}: {found.text[:width]}"
                )
    for name, value in truth.stated.items():
        if f"header:{name}" in score.failures:
            heard = outcome.header.get(name)
            lines.append(f"   header {name}: true {value!r}\n   {'':{len(name) + 7}} said {heard!r}")
    for name in [f.split(":")[1] for f in score.failures if f.startswith("header-invented")]:
        lines.append(f"   header {name}: real {truth.real.get(name)!r} said {outcome.header.get(name)!r}")
    if any(f.startswith("page") for f in score.failures):
        lines.append(f"   pages true {[(p.page, p.block, p.offset, p.form) for p in truth.pages]}")
        lines.append(f"   pages said {outcome.pages}")
    return "\n".join(lines)


def numbered(sample: Sample) -> str:
    """The source with line numbers."""
    text = sample.data.decode(sample.truth.encoding)
    return "\n".join(
        f"{n:4} {line}"
        for n, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    )


def truth_json(truth: Truth) -> str:
    """The truth of a document, to be written beside it."""
    from dataclasses import asdict

    return json.dumps(asdict(truth), indent=1, ensure_ascii=False, default=str)


__all__ = ["details", "figures", "main_table", "numbered", "side_by_side", "slices", "truth_json"]
