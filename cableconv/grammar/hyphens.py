"""Words and patterns that decide what a hyphen at the end of a line is."""

from __future__ import annotations

import re

from cableconv.grammar.form import Form, lazy

HYPHEN, TRUE_HYPHEN = "-", "\N{HYPHEN}"
SOFT_HYPHEN, NON_BREAKING_HYPHEN = "\N{SOFT HYPHEN}", "\N{NON-BREAKING HYPHEN}"
EN_DASH, EM_DASH = "\N{EN DASH}", "\N{EM DASH}"
# What text recognition prints for a soft hyphen, and some typesetters for any.
NOT_SIGN, MINUS_SIGN = "\N{NOT SIGN}", "\N{MINUS SIGN}"
HYPHENS = HYPHEN + SOFT_HYPHEN + TRUE_HYPHEN + NON_BREAKING_HYPHEN + NOT_SIGN + MINUS_SIGN
DASHES = EN_DASH + EM_DASH + "\N{FIGURE DASH}\N{HORIZONTAL BAR}"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONJUNCTIONS = frozenset({"and", "or", "to", "nor", "but", "versus", "vs", "through", "and/or"})
# Phrases that join a suspended hyphen with the word that it is parallel to, and their words.
JOINING_PHRASES = (
    "as well as",
    "as opposed to",
    "rather than",
    "instead of",
    "if not",
    "not to mention",
    "let alone",
)
LINKS = _words(
    "than maybe perhaps even not nor also both more less much sometimes plus yet or and but"
) | _words(" ".join(JOINING_PHRASES)) - {"mention"}

# Written with a hyphen in diplomatic English before almost any word.
PREFIXES = _words(
    """
    all anti arch audio bi bio by centre center co counter cross cyber deputy eco electro euro ex extra
    far first geo hydro half high ill infra inner inter intra ist large long low macro mega meta micro
    mid mini multi nano narco near neo new next non nuclear off on one out over pan para petro physico
    poly post pre pro pseudo quasi radio re second self semi short single small so socio state sub super
    techno tele then third trans tri two three four five six seven eight nine ten ultra uni vice vis
    well afro anglo arab euro franco greco indo israeli russo sino south north east west turco serbo
    judeo luso perso hispano
    """
)
# Those among them that many writers set off even where the dictionary writes one word.
FREE_PREFIXES = _words(
    """
    anti bi bio co cross eco extra half mid mini multi neo non post self semi socio sub two vice well
    world
    """
)
SUFFIXES = _words(
    """
    aged aligned backed based born bound building by called century class controlled day dominated down
    driven elect era established fifths financed fire free friendly funded general going government
    ground hand hour held in initiated inclined intensive keeping language leaning led level like line
    long looking made making man member mile mindedness minded minister minute month monthly odd off old
    on oriented out owned page party paid phase plus point power prone qualified range ranging ranking
    rate ready related resistant rich round run saving scale sensitive sharing side sized speaking
    sponsored standing state step stop style supported term thirds time ton trained type up weapon wide
    wing week winning world year yearly
    """
)
ENDINGS = _words(
    """
    ing ings ed er ers est ly tion tions sion sions ment ments ness ism isms ist ists ity ities ization
    izations ize ized izing able ably ability abilities ible ibly ibility ance ances ence ences ful
    fully less lessly ally ical ically tive tively ous ously ary ian ians ese
    """
)  # of words; never after a hyphen
ENDINGS_ABROAD = _words(
    """
    aire aires cao cia cias cion ciones coes cracia cratie dade elle encia heit ique iques ite ites keit logie
    ment mente ments nomia nomie schaft schaften sion sions tere teres tes te tiel tiels tion tions que ques
    ung ungen
    """
)  # without their accents, of words in French, Spanish, Portuguese and German
LONGER_ENDINGS_ABROAD = tuple(sorted(ENDINGS_ABROAD - _words("que ques te tes tere teres")))
PREFIXES_ABROAD = _words("apres arriere avant chef contre demi haut haute hors mi outre sans sous sur vice")
BEHIND_NAMES = _words(
    """
    aligned allied appointed area backed based born bound brokered built chaired controlled dominated drafted
    educated elected friendly funded inspired issued led managed occupied operated oriented owned produced
    registered related sponsored style supplied supported trained wide
    """
)  # make adjectives of names, "Testville-born", and end none
INFLECTIONS = (  # endings of a word's forms, and what the others have in their place
    ("s", ("",)),
    ("es", ("",)),
    ("ies", ("y",)),
    ("d", ("",)),
    ("ed", ("",)),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("ation", ("ate", "e")),
    ("ion", ("e", "")),
    ("ions", ("e", "", "ion")),
)
TENS = _words(
    """
    twenty thirty forty fifty sixty seventy eighty ninety
    """
)
UNITS = _words(
    """
    one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth
    ninth
    """
)
ARTICLES = _words(
    """
    al el as ash az bin ibn abu abd ul ur us
    beit ben beni deir guinea kfar ould porto saint sainte tel umm
    """
)  # of Arabic names, and what places are named with

NAME_LINKS = _words(
    "al el es en au aux de du des la le les ul ur sur sous am der upon on"
)  # "Aix-en-Testville"
NAME_LINKS_IN_CAPITALS = _words("al el es au aux sur sous ul")  # ends of few words
NAME_ENDINGS = _words("eddin eddine eldin eldine uddin ullah")  # "Seif-eldin"; a wrapper breaks "Sei-feldin"

SMALL_WORDS = _words("a an as at by for from in its of on our the their to will with would")

NAME_SYLLABLES = _words(
    """
    bae bok bom bong bum byung chae chan chang cheol chin cho choon chul chun chung dae dal do dong doo duk
    eun gab geun gil goo gu gun gyu ha hae hak han hee ho hong hoon hwa hwan hwang hye hyo hyuk hyun hyung
    il im in ja jae jeong ji jin jo jong joo joon ju jun jung kap keun ki kil kon koo kook ku kuk kun kwang
    kwon kyo kyong kyu kyun kyung man mi min mo moo moon mu muk myong myung nam nyon ok pil pyo pyong pyung
    rae rak ran rok ryong sam sang seo seok seol seong seung shik shin sik sin so sok song soo sook su suk
    sun sung tae taek tak tok ui uk un ung wan whan won woo wook woon woong yang yeon yol yon yong yoo yoon
    yop you young yu yul yun yung
    """
)  # of Korean given names, in the spellings of newspapers

FAMILY_NAMES = _words(
    """
    ahn an bae baek bak ban bang byun cha chae chang cheon cheong chi chin cho choe choi chon chong choo chu
    chun chung eom eum gil gong gu ha hahn ham han heo ho hong huh hur hwang hyon hyun im jang je jeon jeong
    ji jin jo joo ju jun jung kam kang ki kil kim ko koh koo ku kum kwak kwon lee li lim ma maeng min mo
    moon mun myung na nam no noh oh ok pae paek pak pang park pyo pyon pyun ra rhee ri rim ro roh ryu seo
    seok seol shim shin sim sin so sohn sok sol son song suh sul sung tae tak um wang wi won woo yang ye yeo
    yeom yi yim yom yoo yook yoon yu yuk yun
    """
)  # of Koreans, in the spellings of newspapers (the census of 2015 counts fewer than 300)
NAME_SYLLABLE = lazy(  # of a Korean given name: one consonant or none before the vowel, few behind it
    r"(?:ch|sh|[bcdghjkmnprsty])?w?(?:ae|eo|eu|oe|oo|ee|ou|ui|y?[aeou]|i)(?:ng|[bklmnprt])?", re.IGNORECASE
)
CHINESE_FAMILY_NAMES = _words(
    """
    chai chan chang chao chau chen cheng cheung chi chia chiang chiao chien chin ching chiu chou chow
    chu chuang chung fan fang feng fong fu gao gong guo hao ho hsia hsiao hsieh hsiung hsu hu hua huang
    hung jao jen jiang kao keng kong ku kuan kuei kung kuo kwok lai lam lau lee leung li liang liao lien
    lin ling liu lo lu lui luo ma mao mei meng mo ni ouyang pai pan peng pi pien po qian qiao qin shao
    shen shi shih soong su sun sung sze tan tang tao teng tien ting tong tsai tsang tsao tseng tsou tsui
    tu tuan tung wan wang wei wen weng wong woo wu yan yang yao yeh yen yin ying yip yiu yu yuan yueh
    yung zhang zhao zheng zhou zhu
    """
)  # in the spellings of Wade and Giles, of Taiwan and Hong Kong, whose given names have a hyphen
_FINALS = (
    "a ai an ang ao e ei en eng eou erh i ia ian iang iao ie ieh ien ih in ing io iu iung o ong ou"
    " u ua uai uan uang ueh ui un ung uo"
)
CHINESE_SYLLABLE = lazy(  # in the same spellings: an initial or none, and a final
    rf"(?:ch|hs|ts|tz|sh|[bdfghjklmnpstwy])?'?(?:{_FINALS.replace(' ', '|')})",
    re.IGNORECASE,
)
# Families and the syllables of the names that they give.
FAMILIES = ((FAMILY_NAMES, NAME_SYLLABLE), (CHINESE_FAMILY_NAMES, CHINESE_SYLLABLE))
CLOSED_PREFIXES = _words("un dis mis")  # have no hyphen before a small letter
DERIVING = _words(
    "anti counter de dis inter mis non out over pre re sub un under"
)  # begin words without hyphen

SYLLABLE = lazy(r"[aeiouy]+", re.IGNORECASE)
NAME_PREFIX = Form(
    "prefix of a surname",
    "names such as McNamara and MacArthur carry a capital inside the word",
    "Mc",
    r"(?: Mc | Mac | O['\N{RIGHT SINGLE QUOTATION MARK}]? | Fitz | Di | De | La | Le | Van )",
    counter=("Al", "US", "Kim"),
)
FORMS: tuple[Form, ...] = (NAME_PREFIX,)
