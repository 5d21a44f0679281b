"""Letters inside a telegram: how they greet and close, and the lines of postal and network addresses.

Sources: the Universal Postal Union's parts of an address (S42) and the forms that published copies show.
Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_COPIES = "observed in published copies of telegrams"

SALUTATION = Form(
    "salutation of a letter",
    _COPIES,
    "Dear Senator Example:",
    r"""
    ["\u201c]? (?: (?: My \s )?+ Dear \b .{0,60} | (?: Your \s )?+ Excellenc(?: y | ies ) (?: \s .{0,40} )?
      | (?: Sirs? | Madam | Gentlemen | Mr\. \s \w+ ) (?: \s .{0,30} )?
      | (?: My \s )?+ (?: Fellow \s \w{4,15} | Ladies \s and \s Gentlemen | Compatriots | Comrades | Citizens
        | Friends | Brothers \s and \s Sisters ) (?: \s (?: of | and ) \s [\w ]{2,30} )?
      | (?: Monsieur | Madame | Messieurs | Se[nñ]or (?: as? | es )? | Excelencia | Sehr \s geehrte[rn]? )
        (?: \s .{0,40} )? ) [,:!]
    """,
    flags=re.IGNORECASE,
    counter=(
        "Dear food",
        "Excellency of the wine",
        "Friends meet again",
        "Citizens: the law of 1990",
        "Monsieur Example, who",
    ),
    needs=(
        "dear",
        "excellenc",
        "sir",
        "madam",
        "gentlemen",
        "mr.",
        "fellow",
        "compatriots",
        "comrades",
        "citizens",
        "friends",
        "sisters",
        "monsieur",
        "messieurs",
        "se\N{LATIN SMALL LETTER N WITH TILDE}or",
        "senor",
        "excelencia",
        "geehrte",
    ),
)

GREETING = Form(
    "greeting of a mail, alone on its line",
    _COPIES,
    "Priscilla,",
    r"(?: (?: Dear | Hi | Hello ) [ ] )? [A-Z][a-z]{2,12} (?: [ ] and [ ] [A-Z][a-z]{2,12} )? ,",
    counter=("Priscilla", "The port,", "he,", "Priscilla, who"),
)

CLOSING = Form(
    "closing of a letter, above the name of who signed it",
    _COPIES,
    "Sincerely yours,",
    r"""
    (?: (?: Very | Most ) \s )?+
    (?: (?: Sincerely | Respectfully | Cordially | Faithfully | Truly ) (?: \s Yours )?
      | Yours (?: \s (?: very | most ) )? \s
        (?: Sincerely | Respectfully | Cordially | Faithfully | Truly )
      | (?: With \s )?+ (?: (?: Best | Kind | Warm ) (?: est )? \s (?: Personal \s )? )?+
        (?: Regards | Wishes ) ) ,
    """,
    flags=re.IGNORECASE,
    counter=("Sincerely, he said", "Yours", "With regard,"),
)

DATELINE = Form(
    "place and day below a note, on a line of their own",
    "notes of embassies as telegrams quote them",
    "Sample City, March 3, 1998.",
    r"""
    [A-Z][\w'.-]* (?: [ ,]{1,2} [A-Z][\w'.-]* ){0,3} , \s (?: the \s )?
    (?: (?: JANUARY | FEBRUARY | MARCH | APRIL | MAY | JUNE | JULY | AUGUST | SEPTEMBER | OCTOBER | NOVEMBER
          | DECEMBER ) \s \d{1,2} (?: st | nd | rd | th )? , \s \d{4}
      | \d{1,2} \s (?: JANUARY | FEBRUARY | MARCH | APRIL | MAY | JUNE | JULY | AUGUST | SEPTEMBER | OCTOBER
          | NOVEMBER | DECEMBER ) ,? \s \d{4} ) \.?
    """,
    flags=re.IGNORECASE,
    counter=("He came on March 3, 1998, and left", "March 3, 1998.", "Sample City, in March 1998"),
    needs=("19", "20"),
)
SIGNED = Form(
    "name of who signed a text, behind a word for it",
    "5 FAH-1 H-600, texts of agreements; telegrams as published",
    "For the Government of Testland:  (signed) A. Sample",
    r"""
    (?: [A-Z][\w,.'& -]{2,60} [:,.]? \s+ )? (?: \( signed \) | signed: | /s/ ) \s* [A-Z][\w.' -]{2,50}
    """,
    flags=re.IGNORECASE,
    counter=("It was (signed) on May 5 by the minister, who", "signed by A. Sample", "/s/"),
    needs=("signed", "/s/"),
)

_THOROUGHFARE = r"""(?: (?-i: [Rr]ue | [Aa]venue | [Bb]oulevard | [Pp]lace | [Qq]uai | [Cc]hemin | Via | Viale
    | Corso | Piazza | Calle | Avenida | Avda[.] | Carrera | Paseo | Plaza | Rua | Travessa | Ulica | Ulitsa
    | [Uu]l[.] | Jalan | Jl[.] | RUE | AVENUE | BOULEVARD | QUAI | CHEMIN | VIALE | CALLE | AVENIDA | RUA )
    [ ] (?: (?: d[aeou] | d[aeo]s | del | la | le | les | el ) [ ] ){0,3}
    (?-i: [A-Z] )[\w.'-]{0,20} (?: [ ] (?-i: [A-Zd] )[\w.'-]{0,20} ){0,3}? )"""
_HOUSE = r"(?: \d{1,4} (?: [ ]? (?: bis | ter | [A-Za-z] \b ) )? )"
STREET = Form(
    "street, room or box of a postal address",
    "Universal Postal Union, S42: thoroughfare, building, room and post office box of an address",
    "14 Harbor Road",
    rf"""
    (?: \d{{1,5}} [A-Za-z]?,? [ ] (?: (?-i: [A-Z] )[\w.'-]* [ ] ){{1,4}}
        (?: Road | Rd | Street | St | Avenue | Ave | Boulevard | Blvd | Lane | Ln | Drive | Square | Sq |
            Place | Quay | Court | Terrace | Highway | Way | Alley | Row ) \b [.]?
      | (?: Room | Suite | Floor | Flat | Building | Bldg [.]? | P [.]? [ ]? O [.]? [ ] Box | Box ) [ ]
        (?: No [.]? [ ] )? \d{{1,6}} [A-Za-z]?
      | \d{{1,2}} (?: st | nd | rd | th ) [ ] floor
      | {_THOROUGHFARE} ,? [ ] {_HOUSE}
      | {_HOUSE} ,? [ ] {_THOROUGHFARE}
      | (?-i: [A-Z] )[\w.'-]{{2,30}}? (?: stra(?: \N{{LATIN SMALL LETTER SHARP S}} | ss )e | str[.] | gasse
            | platz | straat | gatan ) [ ] {_HOUSE} )
    (?: [,] [ ] (?-i: [A-Z0-9] ) [\w.,' -]{{1,40}} )?+
    """,
    flags=re.IGNORECASE,
    counter=(
        "14 of the road",
        "Room for talks",
        "Street children",
        "12 March 2008",
        "5. Main Street",
        "Place of birth 1947",
        "via Testville 12",
        "12 avenues of escape",
        "3 place of birth",
    ),
)
IN_CARE = Form(
    "words before who receives the mail of an address",
    "Universal Postal Union, S42: mailee, role descriptor and care of",
    "c/o ",
    r"(?: c/o :? | attn\b [.:]? | att [.:] | attention : | f\.?a\.?o\.? :? | z\. ?[Hh]d\. | p/a ) [ ]",
    flags=re.IGNORECASE,
    counter=("care of ", "attention of ", "attend ", "and/or "),
)
ONLINE = Form(
    "telephone number or address of the network, alone on its line",
    _COPIES,
    "Email: jan.sample@harbors.example",
    r"""
    \s* (?: (?: (?-i: [A-Z] )[\w-]{0,12} | e-?mail | web (?:site|page)?+ | url | internet )
             (?: \s [\w-]{1,10} )?+ \s? : \s* )?+
    <? (?: (?: https? | ftp ) :// [^\s@]{4,} | www \. [^\s@]{4,}
         | [\w.+-]{1,64} @ [\w-]{1,63} (?: \.[\w-]{1,63} )+ ) >? [;,]? \s*
    | \s* (?: TEL | TELEPHONE | PHONE | FAX | MOBILE | CELL )\b \.? \s? :? \s? [+(]? \d [\d\s().-]{4,20}
      (?: EXT \.? \s? \d{1,5} )?+ \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "see http://www.harbors.example/",
        "www.",
        "a@b",
        "by: a@harbors.example",
        "http://a.example and more",
        "Tel Aviv 2008",
    ),
    needs=("://", "www.", "@", "tel", "phone", "fax", "mobile", "cell"),
)

_NAME = r"""(?: (?-i: [A-Z] ) (?: [\w'-]{1,24} | \. ) )"""
OFFICE = Form(
    "a person's name, a comma and the office",
    _COPIES,
    "Ann Example, Director, Office of Trade",
    rf"""
    (?: [A-Z][a-z]{{1,4}} \. [ ] )? {_NAME} (?: [ ] {_NAME} ){{1,3}} , [ ]
    [A-Za-z] (?: [\w&/'-] | [ ] (?! [ ] ) | , [ ] | \. (?= [ ]? [A-Z] ) | \( [^()]{{1,30}} \) ){{2,70}}
    (?<= [\w)] )
    """,
    counter=(
        "Example, Director of Trade",
        "Ann Example, who said so.",
        "On Monday, the minister said that; he",
        "Ann Example, Director:",
    ),
    needs=(", ",),
)

REACHED = Form(
    "a person's name and the telephone number or network address, at the end of the line",
    _COPIES,
    "Ann Example: tel. (00-55) 711-9011",
    rf"""
    {_NAME} (?: [ ] {_NAME} ){{1,4}} [ ]? (?: --? | [:,] )? [ ]
    (?: (?: tel | telephone | phone | fax | mobile | cell | e-?mail ) \b \.? [ ]? :? [ ]? )?
    (?: [+(]? \d [\d ().-]{{5,20}} \d | <? [\w.+-]{{1,64}} @ [\w-]{{1,63}} (?: \.[\w-]{{1,63}} )+ >? )
    """,
    flags=re.IGNORECASE,
    counter=("On Monday 1975", "write to ann@trade.example", "Ann Example said 555-1212, and he"),
)

LABELLED = Form(
    "source of a table, or how to reach somebody, behind its label",
    _COPIES,
    "Source: Ministry of Finance",
    r"""
    Sources? \s? : \s* \S .*
    | (?: Tel (?: s | ephones? )? | Phones? | Fax | Mobile | Cell | E-?mails? | Web (?: \s? site )? | URL )
      \s? [.]? \s? : \s* (?: [+(]? \d | www [.] | https?: | \S+ @ ) .*
    """,
    flags=re.IGNORECASE,
    counter=("Sources:", "Source of the Nile: A Trip", "Mobile: A Market", "Email: The End of Letters"),
    needs=("source", "tel", "phone", "fax", "mobile", "cell", "mail", "web", "url"),
)

FORMS = (
    SALUTATION,
    GREETING,
    CLOSING,
    DATELINE,
    SIGNED,
    STREET,
    IN_CARE,
    ONLINE,
    OFFICE,
    REACHED,
    LABELLED,
)
