"""Forms and words of network addresses (URL, e-mail), and of the sentence around them."""

from __future__ import annotations

import re

from cableconv.grammar.form import Form


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ADDRESS = Form(
    "network address",
    "RFC 3986 (URL) and RFC 5322 (e-mail address)",
    "http://www.example.gov/reports",
    r"(?: [A-Za-z][A-Za-z0-9+.]{1,9} :// | (?: www | WWW ) \. | [\w.+%-] @ )",
    counter=("and/or", "U.S.", "@"),
)
BARE_ADDRESS = Form(
    "host and slash of an address without its scheme",
    "RFC 1035",
    "testville.example/",
    r"(?: [a-z0-9-]++ \. )++ [a-z]{2,24}+ /",
    counter=("and/or", "a.m./", "5.25/", "The/"),
    flags=re.ASCII,
)
EMAIL_DOMAIN = Form(
    "at sign and whole domain",
    "RFC 5322",
    "@testville.example",
    r"@ (?: [a-z0-9-]++ \. )++ [a-z]{2}",
    counter=("@12.50", "@testville", "at@a"),
    flags=re.ASCII,
)
HOST_BEGUN = Form(
    "labels of a host without scheme",
    "RFC 1035",
    "harbors.testville.",
    r"(?: [a-z0-9-]{2,64}+ \. ){2,}",
    counter=("e.g.", "end.", "a.m."),
    flags=re.ASCII,
)
FIRST_LABEL = Form(
    "first label of a host without scheme",
    "RFC 1035",
    "testville.",
    r"[a-z0-9-]{3,63}+ \.",
    counter=("e.", "a.m.", "Testville.", "end"),
    flags=re.ASCII,
)
GENERIC_TOP = Form(
    "generic top-level domain, and nothing or a path behind it",
    "IANA root zone",
    "org/docs",
    r"(?: com | org | gov | mil | edu | net (?= / ) ) (?! [\w-] )",
    counter=("organ", "net of tax", "com-"),
    flags=re.ASCII,
)
HOST_LABEL = Form(
    "scheme and first label of a host",
    "RFC 1035",
    "://www.testville.",
    r"(?: :// (?: www\. )? | www\. ) (?: [a-z0-9-]+ \. )? \Z",
    counter=("http://www.testville.example.", "end."),
)
PORT = Form("port of a host", "RFC 3986", "8080/", r"[0-9]{2,5} [/?\#]", counter=("12", "8/", "2008"))
NUMBERED_HOST = Form(
    "part of a host that is four numbers",
    "RFC 791",
    "/10.0.",
    r"[/@] [0-9]{1,3} (?: \. [0-9]{1,3} ){0,2} \. \Z",
)
PAGE_END = Form(
    "address that a page's name and a stop end",
    "usual web file types",
    "/rules.html.",
    r"/ [^\s/]* \. (?: s?html? | aspx? | php | jsp | pdf | docx? | txt | xml | csv | xlsx? | pptx? | rtf"
    r" | jpe?g | gif | png | cfm | cgi ) \. \Z",
    counter=("http://harbor.example.", "rules.html.", "http://harbor.example/v1."),
)
NUMBER = Form(
    "number of a sentence",
    "English usage",
    "12,500",
    r"[0-9] [0-9.,%]*+ (?: st | nd | rd | th | s )? ",
    counter=("2008/", "a1", "10.0.0.1/"),
)
LISTING_REST = Form(
    "piece of an address that a comma may stand before",
    "usual web file types and queries",
    ".html",
    r"= | \. (?: html? | s?html | aspx? | php | jsp | pdf | xml ) (?! \w )",
    counter=("and", "12,500", "a.m."),
)
EMAIL_HEAD = Form(
    "local part and at sign", "RFC 5322", "jane.doe@", r".* [\w.+%-] @ [\w.-]*+", counter=("http://a", "@")
)
DOMAIN_REST = Form(
    "domain, or the rest of one",
    "RFC 1035",
    "example.gov.",
    r"[a-z0-9-]++ (?: \. [a-z0-9-]++ )++",
    counter=("gov", "The", "end."),
    flags=re.ASCII,
)
ADDRESS_REST = Form(
    "piece of an address that no plain word looks like",
    "RFC 3986",
    "reports/2008/index.html",
    r"[A-Za-z0-9~%$+-]*+ (?: [/?&=_%~\#@] [\w(] | \.[a-z0-9] | : [0-9]++ / | [0-9] [a-z] | [a-z] [0-9] )",
    counter=("and", "The", "end.", "1999."),
    flags=re.ASCII,
)
TOP_DOMAIN = Form(
    "top-level domain or file name extension at the end of an address",
    "IANA root zone; usual web file types",
    "gov.",
    r"(?: com | org | net | gov | mil | edu | int | info | biz | eu | uk | us | de | fr | cn | ru | ch | jp"
    r" | br | html? | pdf | aspx? | php | jsp | shtml | xml | docx? | txt | csv | xlsx? | pptx?"
    r" | rtf | jpe?g | gif | png | cfm | cgi | stm | zip | mp3 | gz ) (?! [\w-] )",
    counter=("government", "in"),
)
SECOND_LEVEL = _words("ac co com edu go gob gouv gov govt gub gv mil net nic or org")  # before a country
COUNTRIES = _words(
    """
    ac ad ae af ag ai al am an ao ar as at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca
    cd cf cg ch ci ck cl cm cn co cr cu cv cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga
    gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hn hr ht hu id ie il im in iq ir is it je jm jo jp ke
    kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr
    ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py
    qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr st su sv sy sz tc td tg th tj tk tl tm tn to
    tp tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yu za zm zw example
    """
)  # domains of countries (IANA root zone; some are of their time), and the one that stands for any (RFC 2606)
# Usual given names, no other words: in small letters such a name begins an address, and ends no sentence.
GIVEN_NAMES = _words(
    """
    abdul ahmad ahmed alain alan albert alejandro alex alexander alexei ali alice ana andre andrea
    andreas andrei andrew angela ann anna anne antonio arthur barbara benjamin bernard boris brian bruno
    carlos carmen carol caroline catherine charles charlotte christian christina christine christopher
    claire claude claudia cynthia daniel david deborah denis dennis diana diane diego dmitri donald
    dorothy douglas edward elena elizabeth emily emma eric erik eva fatima felipe fernando francis
    francisco francois fred frederick gabriel george gerard gloria gregory guillermo gustavo hans harold
    hassan heather helen helena henri henry hiroshi hugo hussein ibrahim igor ingrid irene isabel ismail
    ivan ivana jacques james jan jane janet jean jeffrey jennifer jessica joan joao johan johann john
    jonas jonathan jorge jose josef joseph juan juana julia julian julie karen karim karl katarina
    katherine kenneth kevin khalid kofi kwame larry laura laurent lawrence lena leonard linda lisa lucas
    lucia luis luisa mahmoud manuel marco marcos margaret maria marie marina mario martha martin mary
    matthew mehmet melissa michael michel michelle miguel mikhail milan mohamed mohammad mohammed monica
    mustafa nancy natalia nicholas nicole nikolai noor olga omar oscar pablo pamela patricia patrick
    paul paula paulo pavel pedro peter philip philippe pierre rachel rafael rahim rashid raymond rebecca
    ricardo richard robert roberto roger roland ronald ruth samuel sandra sara sarah sergei sergio simon
    sofia stefan stephen steven susan tatiana teresa theodore thomas timothy tomas valentina vera victor
    victoria viktor vincent vladimir walter wilhelm william yuri yusuf
    """
)
# Words that go on with a sentence behind an address: no path ends in one of them.
GOING_ON = _words(
    """
    a about above after again all already also although am among an and are as at be because been before
    below between both but by can could daily did do does during each even for from go had has have he her
    here his how however i if in into is it its itself last later may me might more most must my no nor
    not now of often on once online only or other our over per recently several shall she should since so
    some soon still such than that the their them then there these they this those though through till to
    today together too under until up upon us very via was we were what when where whether which while who
    whose why will with within without would yesterday yet you your
    """
)
# What one calls an address behind it.
CALLED = _words(
    """
    address database homepage link online page pages portal server site sites url web website websites
    """
)
FORMS: tuple[Form, ...] = (
    ADDRESS,
    BARE_ADDRESS,
    EMAIL_DOMAIN,
    HOST_BEGUN,
    FIRST_LABEL,
    GENERIC_TOP,
    HOST_LABEL,
    PORT,
    NUMBERED_HOST,
    PAGE_END,
    NUMBER,
    LISTING_REST,
    EMAIL_HEAD,
    DOMAIN_REST,
    ADDRESS_REST,
    TOP_DOMAIN,
)
