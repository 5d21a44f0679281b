"""What every code means: the one place that `rules`, docs/rules.md and the reports read.

Law of this file: a code that the program uses stands in data/rules.toml, and no other does.
"""

import os
from functools import cache
from typing import NamedTuple

from cableconv.resources import DATA

_FILE = os.path.join(DATA, "rules.toml")
SORTS = {
    "change": "Changes to the text. Each is recorded with its place, evidence and confidence.",
    "finding": "Findings: what a reader should know. Nothing is changed.",
    "error": "Errors of the input, a document or the usage.",
    "fault": "Faults of cableconv. Nothing is written.",
}
CORRECTIONS = frozenset(
    ("CC350", "CC351", "CC352", "CC353", "CC354", "CC355", "CC356", "CC357", "CC358", "CC360", "CC361")
)  # of damaged characters
FAMILIES = {
    "0": "encoding, files, usage",
    "1": "site text",
    "2": "pages",
    "3": "line ends, damaged characters",
    "4": "header",
    "5": "structure",
    "6": "schema",
    "7": "round trip",
}


class Rule(NamedTuple):
    """One code: its title, sort (a key of SORTS), why it is there, an example, what to do."""

    code: str
    title: str
    sort: str
    why: str
    example: str
    mend: str


@cache
def rules() -> dict[str, Rule]:
    """All rules by code, in order."""
    import tomllib

    with open(_FILE, "rb") as file:
        table = tomllib.load(file)
    return {code: Rule(code, **entry) for code, entry in sorted(table.items())}


def remedy_of(code: str) -> str:
    """How to mend it, as the end of a line; empty for a code that is none."""
    mend = rules()[code].mend if code in rules() else ""
    return mend[:1].lower() + mend[1:].rstrip(".")


def described(rule: Rule) -> str:
    """A rule as text for a terminal."""
    return (
        f"{rule.code}: {rule.title} ({rule.sort})\n\n{rule.why}\n\n"
        f"Example: {rule.example}\nWhat to do: {rule.mend}\n"
    )


def listed() -> str:
    """All codes, one a line."""
    return "".join(f"{rule.code}  {rule.sort:8} {rule.title}\n" for rule in rules().values())


def markdown() -> str:
    """docs/rules.md."""
    parts = [
        "# Rules\n\nMade by `cableconv rules --markdown` from `cableconv/data/rules.toml`; "
        "do not edit.\n\n"
        + "".join(f"- *{sort}*: {meaning}\n" for sort, meaning in SORTS.items())
        + "\nCodes are never renumbered.\n"
    ]
    for family, name in FAMILIES.items():
        parts.append(f"\n## CC{family}: {name}\n")
        for rule in rules().values():
            if rule.code[2] == family:
                parts.append(
                    f"\n### {rule.code} {rule.title}\n\n*{rule.sort}*. {rule.why}\n\n"
                    f"- Example: `{rule.example.replace('`', '')}`\n- What to do: {rule.mend}\n"
                )
    return "".join(parts)
