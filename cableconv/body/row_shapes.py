"""Rows whose cells a single blank or a sign parts: "Harbor Union 41" above "Greens 4", "Wheat/120/88" above
"Oats/41/39".

Law of this file: two lines by their words and figures alone, without their place on the page.
"""

from cableconv.grammar.form import lazy

_CELL = lazy(r"(?P<figure>[-+$]?\d[\d.,:]*%?)(?!\w)|(?P<word>[^\W_][\w.'&-]*)|\s+|(?P<sign>.)")


def are_rows(above: str, line: str) -> bool:
    """Do both lines hold figures, and words and signs in the same order around them?"""
    shape = _shape(above)
    return "9" in shape and len(shape) > 1 and shape == _shape(line)


def _shape(bare: str) -> str:
    """The words of a line as "a", however many stand together, its figures as "9", and its signs."""
    shape = ""
    for found in _CELL.finditer(bare):
        if found.lastgroup == "figure":
            shape += "9"
        elif found.lastgroup == "sign":
            shape += found[0]
        elif found.lastgroup == "word" and shape[-1:] != "a":
            shape += "a"
    return shape
