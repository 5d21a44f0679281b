"""Invented addresses broken at every place where a wrapper breaks them: is each read as one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cableconv.hyphens import line_end as hyphens
from cableconv.model import Kind

HOSTS = (
    "www.example.gov",
    "http://www.sampleton.example.org",
    "https://news.otherville.example.com",
    "http://intranet.state-dept.example.gov",
    "ftp://files.example.net",
)
PATHS = (
    "/p/eap/rls/2008/index.html",
    "/reports/annual-review/trade_policy.pdf",
    "/cgi-bin/view.asp?id=1234&lang=en_US",
    "/news/article.php?story=2008-12-05&page=2",
    "/~archive/documents/organization/107423.pdf",
    "/en/press_releases/minister-visits.htm",
    "/a/b1/c2.html",
)
PEOPLE = ("jane.doe", "j.q_public", "consul-general", "press_office", "doej", "max.muster-mann")
DOMAINS = ("state.example.gov", "post-office.example.com", "testville.example.org", "mail.example.co.uk")
PROSE = (
    "The report says more.",
    "and the embassy agreed.",
    "for details of the plan.",
    "Embassy officers visited it.",
    "which the ministry runs",
    "He said no.",
    "In March the site moved.",
    "contains the full text",
)


def address_cases() -> Iterator[tuple[str, str, bool]]:
    """Line before, line after, one address? At every place where a wrapper breaks addresses."""
    wholes = [host + path for host in HOSTS for path in PATHS]
    wholes += [f"{person}@{domain}" for person in PEOPLE for domain in DOMAINS]
    for whole in wholes:
        for at in range(1, len(whole)):
            if whole[at - 1] in "/._=?&@-" and whole[at] not in "/._=?&@":
                if at < 4 or whole[:at].rstrip("/") in ("http:", "https:", "ftp:"):
                    continue
                for end in ("", " and more", ". The text"):
                    yield f"as shown on {whole[:at]}", whole[at:] + end, True
        for prose in PROSE:
            for end in ("", ".", "/", ",") if "@" not in whole else ("", ".", ","):
                yield f"as shown on {whole}{end}", prose, False


def report_addresses(errors: int) -> float:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for before, after, one in address_cases():
        if before.endswith("-"):
            found = hyphens.decide(before, after, hyphens.Evidence).kind is Kind.HYPHEN_KEPT
        else:
            found = hyphens.joins_without_space(before, after) is not None
        for group in ("addresses", ("broken at " + before[-1]) if one else "whole, prose follows"):
            total[group] += 1
            right[group] += found is one
        if found is not one:
            wrong.append(f"    {before} | {after}")
    print(f"\naddresses: {total['addresses']} line ends")
    for group in sorted(total):
        print(f"  {group:24}{total[group]:8}{right[group] / total[group]:14.4f}")
    print("\n".join(wrong[:errors]), end="\n" if wrong else "")
    return right["addresses"] / total["addresses"]
