"""Stamps of reviewers and releases, printed over a page or through its lines.

Source: the forms that released copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form
from cableconv.grammar.pages import CLASSIFICATION

_COPIES = "observed in published copies of telegrams"
REVIEW_STAMP = Form(
    "declassification stamp of the systematic review",
    _COPIES,
    "Ann B. Example Declassified/Released US Department of State EO Systematic Review 01 JAN 2000",
    r"""
    (?: (?P<reviewer> (?-i: (?<! [A-Z] ) [A-Z][a-z'-]{1,20} [ ]+ [A-Z]\.? [ ]+ [A-Z][A-Za-z'-]{1,20}
          | (?: (?<! . ) | (?<= \s\s ) ) [A-Z][A-Z'-]{1,20} [ ]+ [A-Z]\.? [ ]+ [A-Z][A-Z'-]{1,20}
            (?= [ ]{2} | [ ]D )
          | (?<! . ) [A-Z][a-z'-]{1,20} [ ] [A-Z][A-Za-z'-]{1,20} (?= [ ]{2} ) ) )
        [ ]+ )?
    Declassified (?: / | [ ]+ ) Released [ ]+ US [ ]+ Department [ ]+ of [ ]+ State (?: [ ]+ EO )?
    [ ]+ Systematic [ ]+ Review (?: [ ]+ \d{1,2} [ ]+ [A-Z]{3,9} [ ]+ \d{4} )?
    """,
    flags=re.IGNORECASE,
    counter=("The paper was declassified after review",),
)


SIGNED_STAMP = Form(
    "declassification stamp of the systematic review, its reviewer behind it",
    _COPIES,
    "Declassified/Released US Department of State EO Systematic Review 01 JAN 2000 Ann B. Example",
    r"""
    \s* Declassified (?: / | [ ]+ ) Released [ ]+ US [ ]+ Department [ ]+ of [ ]+ State (?: [ ]+ EO )?
    [ ]+ Systematic [ ]+ Review [ ]+ \d{1,2} [ ]+ [A-Z]{3,9} [ ]+ \d{4} [ ]+
    (?P<reviewer> (?-i: [A-Z][a-z'-]{1,20} [ ]+ [A-Z]\.? [ ]+ [A-Z][A-Za-z'-]{1,20} ) ) \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "Declassified/Released US Department of State EO Systematic Review 01 JAN 2000",
        "Declassified/Released US Department of State EO Systematic Review 01 JAN 2000 Ann B. Example left",
        "Declassified/Released US Department of State EO Systematic Review 01 JAN 2000 the Minister",
    ),
)


#: Words that stand in every stamp of a review, and in little else.
REVIEWED = ("Declassified", "DECLASSIFIED")

CASE_STAMP = Form(
    "stamp of a release under the Freedom of Information Act",
    "observed on released documents of the Department of State",
    "UNCLASSIFIED U.S. Department of State Case No. F-2011-00001 Doc No. C05000001 Date: 01/02/2013",
    rf"""
    (?: {CLASSIFICATION} \s+ )? U\.S\. [ ] Department [ ] of [ ] State
    \s+ Case [ ] No\. \s* [A-Z0-9-]{{4,20}} \s+ Doc [ ] No\. \s* [A-Z]?\d{{5,12}}
    (?: \s+ Date: \s* \d{{1,2}}/\d{{1,2}}/\d{{4}} )?
    """,
    counter=("The U.S. Department of State Case No. 4 was heard",),
)


RELEASE_STAMP = Form(
    "decision on a release, where the stamp of one stands as well",
    "observed on released documents of the Department of State",
    "RELEASE IN PART B1,1.4(D)",
    r"""
    \s* RELEASED? [ ] IN [ ] (?: FULL | PART )
    (?: [ ]+ (?: \(? B\d \)? | 1\.4\([A-H]\) ) [A-Z0-9.,() ]{0,40} )? \s*
    """,
    counter=("RELEASE IN PART OF THE PRISONERS", "Release in part"),
)


RELEASE_NOTE = Form(
    "who decided on a release, and what became of the classification, where the stamp of one stands as well",
    "observed on released documents of the Department of State",
    "REVIEW AUTHORITY: Ann Example, Senior Reviewer",
    r"""
    \s* (?: REVIEW [ ] AUTHORITY: [ ] \S [^\r\n]{2,80}
      | SENSITIVE [ ] INFORMATION [ ] DELETED
      | CLASSIFIED [ ] BY [ ] [^\r\n]{2,60}? [ ] ON [ ] \d{1,2}/\d{1,2}/\d{4} [ ] [^\r\n]{0,60}?
        DECLASSIFY [ ] ON :? [ ] \d{1,2}/\d{1,2}/\d{4} ) \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "Classified by: Ambassador Example, reasons 1.4 (b)",
        "The review authority: a board",
        "Sensitive information deleted from the text",
    ),
)

FORMS = (
    REVIEW_STAMP,
    SIGNED_STAMP,
    CASE_STAMP,
    RELEASE_STAMP,
    RELEASE_NOTE,
)
