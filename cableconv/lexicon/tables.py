"""Reference tables: precedence, captions, executive orders, TAGS, posts, routing indicators.

Law of this file: data only, each table a TSV file in data/ with its source and
licence in its head; read when first asked for. No reading of a cable requires an entry.
"""

from __future__ import annotations

import os
import re
from functools import cache

from cableconv.resources import DATA

NAMES = (
    "precedence",
    "captions",
    "executive-orders",
    "subject-tags",
    "geographic-tags",
    "organization-tags",
    "worded-tags",
    "posts",
    "routing-indicators",
    "titles",
)


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, without its comment lines and its line of column names."""
    with open(os.path.join(DATA, f"{name}.tsv"), encoding="utf-8", newline="\n") as file:
        listed = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return tuple(tuple(row) for row in listed[1:])


@cache
def subject_tags() -> dict[str, str]:
    """Subject and program TAGS with their meanings."""
    return {row[0]: row[1] for row in rows("subject-tags")}


@cache
def geographic_tags() -> dict[str, tuple[str, str]]:
    """Geographic TAGS (FIPS 10-4): ISO 3166-1 code, "" where there is none, and name."""
    return {row[0]: (row[1], row[2]) for row in rows("geographic-tags")}


@cache
def organization_tags() -> dict[str, str]:
    """TAGS of organizations with their names."""
    return {row[0]: row[1] for row in rows("organization-tags")}


@cache
def worded_tags() -> dict[str, str]:
    """TAGS in words, "HUMAN RIGHTS", with their meanings."""
    return {row[0]: row[1] for row in rows("worded-tags")}


@cache
def executive_orders() -> dict[str, tuple[str, str]]:
    """Executive orders on classification: in force from and to, ISO dates, "" for still."""
    return {row[0]: (row[1], row[2]) for row in rows("executive-orders")}


@cache
def captions() -> dict[str, str]:
    """Captions with their meanings."""
    return {row[0]: row[1] for row in rows("captions")}


@cache
def posts() -> dict[str, str]:
    """Every name of a post (its own, aliases, ten-letter stumps) to its normal name."""
    known: dict[str, str] = {}
    for name, aliases, renamed in rows("posts"):
        for printed in (name, *filter(None, f"{aliases};{renamed}".split(";"))):
            known[printed] = name
        if len(name) > 10:
            known.setdefault(name[:10].strip(), name)
    return known


@cache
def numbered_posts() -> dict[str, str]:
    """The letters of each alias of a post to those of the name by which its telegrams are numbered. A name of
    other times, "SAIGON", has numbers of its own."""
    return {
        re.sub("[^A-Z]", "", alias): re.sub("[^A-Z]", "", name)
        for name, aliases, _ in rows("posts")
        for alias in filter(None, aliases.split(";"))
    }


@cache
def posts_by_letters() -> dict[str, str]:
    """Normal names of posts by their letters alone, "PORTAUPRINCE"."""
    return {re.sub("[^A-Z]", "", name): name for name in posts().values()}


@cache
def routing_indicators() -> dict[str, str]:
    """Routing indicators known from public headers, with their addressees."""
    return {row[0]: row[1] for row in rows("routing-indicators")}


@cache
def titles() -> frozenset[str]:
    """Words of the titles of those who classify, in capitals."""
    return frozenset(row[0] for row in rows("titles"))
