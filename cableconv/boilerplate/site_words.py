"""Words that tell whose a line is that all files have below unsigned cables: the site's or theirs.

Law of this file: of a folded line alone. Most lines have neither sort of word, and then nothing is told.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import lazy

_OF_CABLES = lazy(  # offices, their officers and what they do with a cable: 5 FAH-1 H-200, 5 FAH-2 H-300
    r"""\b(?: (?:am)?embass(?:y|ies) | (?:am)?consulates? | missions? | legation | ambassador | dcm |
      charge(?:[ ]d'affaires)? | consul(?:[ ]general)? | attaches? | (?:sep|ref|my|ur)tels? |
      (?:emb|pol|econ|con|pa|pd|cons|ref|leg|mil|agr|lab|fin|sci)offs? |
      (?:pol(?:itical)?|econ(?:omic)?|pub(?:lic)?[ ]affairs|consular|commercial|defense|management|labor)
        (?:/\w+)?[ ](?:section|officer|counselor|office|unit) |
      washington | sec?state | department | dept | usg | minimize | points?[ ]of[ ]contact |
      p\.?o\.?c\.? | tel\. | telephone | drafted | cleared | clearances? | declassif\w+ |
      (?:this|the)[ ](?:cable|message|telegram|report)[ ](?:was|is|has|may|should|will)
    )(?!\w)
    | \bpost(?:'s)?[ ](?:will|has|is|would|appreciates?|requests?|recommends?|believes?|thanks|stands|plans?|
        continues?|notes?|expects?|can|cannot|could|does|did|welcomes?|reporting)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_SITES = lazy(  # who keeps papers and lends them, and what is done with them there
    r"""\b(?: librar(?:y|ies) | archives? | archived | archivists? | museum | foundation | society |
      collections? | volunteers? | scans? | scanned | scanning | digiti[sz]ed | transcribed | uploaded |
      reading[ ]room | readers? | mailing[ ]list | online | web(?:[ ]?site|[ ]?page)? | site |
      catalog(?:ue)? | originals? | copyright | licen[cs]e | shel(?:f|ves) | folder | microfilm |
      donat(?:e|ed|ions?)
    )(?!\w)
    | ^\W*(?:message|item|record|document|paper|cable|sheet|card|entry|file)[ ](?:no\.?[ ])?
        [#][ ](?:of|/)[ ][#]""",
    re.IGNORECASE | re.VERBOSE,
)

# of these the words that no office's closing line has, as one that names its web site
_OF_KEEPERS = lazy(
    r"""\b(?: librar(?:y|ies) | archives? | archived | archivists? | scanned | digiti[sz]ed | transcribed |
      reading[ ]room | microfilm )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_TO_READERS = lazy(  # what a site asks of those who read it, between the paragraphs of their text
    r"""\b(?: (?:keep|continue|go[ ]on)[ ]reading | read[ ](?:more|on) | scroll[ ](?:down|to) |
      our[ ](?:app|newsletter|mailing[ ]list|readers?|subscribers?|sponsors?|supporters?|shop|podcast) |
      (?:support|help)[ ](?:us|our[ ]work|this[ ](?:site|page|archive|project)|the[ ](?:archive|project)) |
      (?:buy|with)[ ](?:us[ ])?a[ ]coffee | sponsor(?:ed)?[ ](?:message|content|link|by) |
      (?:story|article|text)[ ]continues | advertisements? | subscribe | sign[ ]up[ ](?:for|to) |
      donat(?:e|ions?) )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def speaks_as_cable(line: str) -> bool:
    """Does a folded line name an office, its officers or what they do with cables?"""
    return _OF_CABLES.search(line) is not None


def speaks_of_site(line: str) -> bool:
    """Does a folded line speak of the keeping of papers, or count them, and of no office?"""
    return _OF_SITES.search(line) is not None and not speaks_as_cable(line)


def speaks_of_keepers(line: str) -> bool:
    """Does a folded line speak of a library, an archive or their work, and of no office?"""
    return _OF_KEEPERS.search(line) is not None and not speaks_as_cable(line)


def speaks_to_readers(line: str) -> bool:
    """Does a folded line ask something of the readers of a site?"""
    return _TO_READERS.search(line) is not None
