"""One weak line of a site that goes alone, as the last of its page.

Law of this file: it asks, it cuts nothing; a word or two prove nothing by themselves, so the end of the cable
must stand above, or the line speak of its page as no cable does: "Back to list", "Page 2 of 2".
"""

from cableconv.boilerplate.below import Below
from cableconv.boilerplate.quoted import breaks_off
from cableconv.boilerplate.shapes import ADDRESS


def ends_page(below: Below, index: int) -> bool:
    """Is this the page's last line, and its address, which holds the reference number that the page states,
    a link to other pages or their count, a line of two words at least below a signature, or any below the
    end of transmission?"""
    part, text, above = below.part, below.part.text(index).strip(), below.above[index]
    if index != below.lines[-1] or below.is_field(index):
        return False
    if text.startswith(ADDRESS):
        stated = (value for field, value, _ in part.page.metadata if field == "reference_id")
        return any(value and value in text for value in stated)
    if below.head(index) in part.page.layouts.pages:
        return not breaks_off(below, above)
    exact = part.page.hits[index].tail is None
    return exact and (below.ends_transmission(above) or (" " in text and below.ends_cable(above)))
