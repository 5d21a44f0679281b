"""Random texts that look like cables, for property tests: lines of every kind in any order."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    "",
    "   ",
    "VZCZCXXX0001",
    "PP RUEHC RUEHXX",
    "DE RUEHXX #4453/01 3400838",
    "ZNR UUUUU ZZH",
    "P 050838Z DEC 08",
    "FM AMEMBASSY TESTVILLE",
    "TO RUEHC/SECSTATE WASHDC PRIORITY 1234",
    "INFO RUEHXX/AMEMBASSY OTHERVILLE 0001",
    "BT",
    "UNCLAS SECTION 01 OF 03 TESTVILLE 004453",
    "UNCLAS SECTION 02 OF 03 TESTVILLE 004453",
    "SIPDIS",
    "STATE FOR EAP/CM - ASAMPLE, BEXAMPLE",
    "E.O. 12958: N/A",
    "TAGS: PREL, ECON, TV",
    "SUBJECT: A TEST OF EVERYTHING THAT THERE IS IN",
    "THE WORLD",
    "REF: A. TESTVILLE 1234",
    "     B. 08 STATE 999",
    "Classified By: Ambassador Ann Example. Reason: 1.4 (b) and (d)",
    "1. (SBU) SUMMARY: The minister said on December",
    "12. The next meeting is on the day after that and so-",
    "called experts of the govern-",
    "ment will be there. End",
    "Summary.",
    "A Short Heading",
    "---------------",
    "2. (C//NF) A second paragraph that has 12 of 15 seats",
    "TESTVILLE 00004453 002 OF 003",
    "TESTVILLE 00004453  003.2 OF 003",
    "PAGE 02        TESTVI  04453  01 OF 03  050838Z",
    "-- a bullet",
    "(a) a letter",
    "a. a letter",
    "Wheat        12       15",
    "Barley       100      200",
    "END COMMENT.",
    "SMITH",
    "#4453",
    "NNNN",
    "© Scoop Media",
    "World Headlines",
    "UN: A Headline Of The Day",
    "something about it... More>>",
    "Cablegate: A Headline",
    "Advertisement - scroll to continue reading",
    "[Page 12]",
    "3. (U) " + "A long line without end. " * 12 + "4. (U) Another. --------- 5. (U) More.",
    "SUBJECT: CAF\u00c3\u2030 FEES&#x000A;AND &quot;PLANS&quot;",
    "4. (U) The GovernmentQs plan\u00e2\u20ac\u2122s end: it doesnQt mat-",
    "ter to the \u00e2\u20ac\u0153experts\u00e2\u20ac\u009d of Caf\u00c3\u00a9-",
    "A\u00c3\u00b1a said\u00c2\u00a0so. (REF\u00c2\u00a0A)&amp;#39;&nbsp;\\",
    "Caf\u00c3\u00a9        \u00c2\u00a35       \u00c3\u2030t\u00c3\u00a9",
    "F\u00c3\u00aate &amp; Harbor\\",
    "\u00d0\u0178\u00d1\u20ac don\x92t \u00c3\u0192\u00e2\u20ac\u00b0",
    "DE RUEHXX $4453 3400838",
    "$4453",
    "Ann B. Example Declassified/Released US Department of State EO Systematic Review 01 JAN 2000",
)

newlines = st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", "\n\n"))
lines = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(LINES),
    st.text(st.characters(blacklist_characters="\r\n"), max_size=40),
    st.builds(lambda a, b: a + b, st.sampled_from(LINES), st.sampled_from(LINES)),
)


def soups(most: int = 40) -> st.SearchStrategy[str]:
    """Texts of up to `most` lines with line ends of every kind."""
    return st.lists(st.tuples(lines, newlines), max_size=most).map(
        lambda pairs: "".join(line + newline for line, newline in pairs)
    )
