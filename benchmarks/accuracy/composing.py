"""Writing a structured document: text, numbers, marks, lists, tables, traps, signature."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from .structure import ANY_KIND, Block, Document
from .texts import Text, texts

POSTS = (  # name, routing indicator, plain language address
    ("TESTVILLE", "RUEHTV", "AMEMBASSY TESTVILLE"),
    ("OTHERVILLE", "RUEHOV", "AMEMBASSY OTHERVILLE"),
    ("SAMPLETON", "RUEHST", "AMCONSUL SAMPLETON"),
    ("NEW EXAMPLE", "RUEHNX", "AMEMBASSY NEW EXAMPLE"),
    ("PORT SPECIMEN", "RUEHPSP", "AMCONSUL PORT SPECIMEN"),
    ("MOCKBURG", "RUEHMK", "AMEMBASSY MOCKBURG"),
    ("FICTIONA", "RUEHFC", "AMEMBASSY FICTIONA"),
    ("SPURIA", "RUEHSP", "USMISSION SPURIA"),
)
NAMES = (
    "HARTWELL",
    "OKONJO",
    "LINDQUIST",
    "MARCHETTI",
    "PEMBERTON",
    "DRAYTON-VALE",
    "SORENSON",
    "ACHTERBERG",
)
SENTENCES = {
    "trap:seats": "The ruling party won 12 of 15 seats in the district.",
    "trap:section-of": "The committee dropped section 002 of 003 of the draft before the final vote.",
    "trap:site-words": "His press officer reads World Headlines and Scoop Media every morning "
    "before the staff meeting.",
    "trap:marker-words": "In summary, the minister had no comment on the proposal.",
    "trap:abbreviation": "A delegation led by Mr. Pell of the U.S. Chamber met Dr. Anso at 9 a.m. on Monday.",
    "hyphen:suspended": "Officials spoke of pre- and post-election risks, of short- and medium-term needs, "
    "and of a two- to three-year plan for small- and medium-sized firms.",
    "hyphen:range": "Output grew in 2007-2008 by some 300-400 units, "
    "about 10-15 percent a year since 1998-1999.",
    "hyphen:capital": "The U.S.-Testlandian working group, led by Yusuf Al-Sampleh and Kim Yong-Test, "
    "met the Testland-Mockburg commission.",
    "hyphen:prefix": "The so-called self-defense council is a non-governmental, pro-reform "
    "and anti-corruption body.",
    "hyphen:three-part": "He wants government-to-government talks and a state-of-the-art, end-to-end review.",
    "hyphen:address": "The text is at "
    "http://www.testland.example/documents/press-releases/2008-annual-report.html "
    "and questions go to press-office.trade@ministry.testland.example before Friday.",
    "dash": "The reform -- if it comes at all -- will be slow - as the minister himself says -- and costly.",
    "redaction": "The source, XXXXXXXXXXXX, and [name removed] said so; (text missing) was the answer.",
    "citation": "As in REF A and reftel (ref b), and in 99 TESTVILLE 123, nothing has changed.",
    "trap:reference-words": "The reform that a referee preferred cost 15 million on 05 June 2008 in REFIT.",
    "hyphen:telephone": "The duty officer can be reached at (555)-0100-0199 or at 555-0142 at any hour.",
}
ROWS = (
    "Wheat",
    "Rice",
    "Coffee",
    "Textiles",
    "Cement",
    "Crude oil",
    "Fish meal",
    "Machine parts",
    "Timber",
    "Copper",
)
COLUMNS = (("Product", "2006", "2007", "Change"), ("Item", "Volume", "Value"), ("Party", "Seats", "Votes"))
ITEMS = (
    "The ministry should publish the tender rules before the end of the month.",
    "We ask that your government support the resolution in the committee.",
    "Both sides will name a point of contact.",
    "The United States values its cooperation with your government in the fight against piracy "
    "and smuggling at sea.",
    "Training for customs officers at the northern crossing remains the first priority "
    "of the mission this year.",
    "No new commitments of money are made by this text.",
    "A joint statement could be issued after the second round of talks, "
    "if the ministers agree on its wording.",
    "Exports through the old harbor",
    "Lower tariffs on farm machinery",
)
SMALL_ITEMS = (
    "Two cranes for the eastern quay.",
    "A lighthouse keeper, paid by the province.",
    "New uniforms for the harbor police, as promised in the letter of the minister last autumn.",
    "Paint.",
)
DRAFTERS = ("DRAFTED BY: POL:AEXAMPLE", "CLEARED BY: ECON:BSAMPLE", "APPROVED BY: DCM:CMODEL")
ADDRESSES = (
    ("Ministry of Trade", "14 Harbor Road", "Testville 1010"),
    ("Office of the Registrar", "Room 212, Old Mint", "Sampleton"),
)
HEADINGS = (
    "A Slow Start to Reform",
    "Opposition Sees an Opening",
    "What Happens Next",
    "Border Trade Suffers",
    "Little Appetite for Change",
    "Minister Defends the Budget",
    "Views from the Provinces",
    "Biographic Note",
)


def _meta(rng: Random, era: str) -> dict[str, Any]:
    year = rng.randint(1973, 1979) if era == "1970s" else rng.randint(2001, 2010)
    when = datetime(year, 1, 1) + timedelta(minutes=rng.randrange(60 * 24 * 364))
    post, routing, plad = rng.choice(POSTS)
    level = rng.choices(("UNCLAS", "CONFIDENTIAL", "SECRET"), (6, 3, 1))[0]
    if era == "1970s":
        level = rng.choice(("UNCLAS", "LIMITED OFFICIAL USE", "CONFIDENTIAL"))
    return {
        "post": post,
        "routing": routing,
        "plad": plad,
        "when": when,
        "level": level,
        "era": era,
        "serial": rng.randint(12, 9900),
        "signer": rng.choice(NAMES),
    }


def _portion(rng: Random, meta: dict[str, Any], marked: str) -> str:
    if marked == "none":
        return ""
    if meta["level"] == "UNCLAS":
        return rng.choice(("SBU", "SBU", "SBU", "U"))
    if meta["level"] == "CONFIDENTIAL":
        return rng.choices(("C", "C/NF", "U", "SBU"), (8, 1, 2, 1))[0]
    return rng.choices(("S", "C", "S//NF", "U"), (6, 3, 1, 1))[0]


def _label(style: str, n: int, portion: str) -> str:
    mark = f"({portion}) " if portion else ""
    if style == "none":
        return mark
    if style == "pilcrow":
        return f"¶{n}. {mark}"
    if style == "tight":
        return f"{n}.{mark}" if mark else f"{n}. "
    if style == "paren":
        return f"{n}) {mark}"
    if style == "spaced":
        return f"{n} . {mark}"
    return f"{n}. {mark}"


def _season(rng: Random, paragraph: str, flags: set[str]) -> str:
    """Put traps and hyphenated phrases between the sentences of a paragraph."""
    for _ in range(rng.choices((0, 1, 2), (5, 4, 2))[0]):
        name = rng.choice(tuple(SENTENCES))
        flags.add(name)
        cuts = [
            i + 1
            for i in range(len(paragraph) - 3)
            if paragraph[i] == "."
            and paragraph[i + 1] == " "
            and paragraph[i - 2 : i].islower()
            and paragraph[i + 2].isupper()
        ]
        at = rng.choice([*cuts, len(paragraph)])
        paragraph = f"{paragraph[:at]} {SENTENCES[name]}{paragraph[at:]}"
    return paragraph


def _false_start(rng: Random, width: int, lead: str, body: str, flags: set[str]) -> str:
    """A sentence wrapped so that a date stands at the beginning of a line."""
    from .wrapping import wrap

    for filler in (
        "",
        "very ",
        "rather ",
        "indeed ",
        "firmly now ",
        "most of all ",
        "at long last ",
        "in any event again ",
    ):
        day = rng.randint(2, 28)
        sentence = f" The ministry {filler}expects to open the new terminal by December {day}."
        sentence += " The contractor doubts it."
        cuts = wrap(lead + body + sentence, width, Random(0))
        if any(cut.text.startswith(f"{day}. The") for cut in cuts):
            flags.add("trap:false-start")
            return body + sentence
    return body


def _heading(rng: Random, text: str, style: str, width: int) -> Block:
    rule = ""
    char = rng.choice("----=_~*") if style == "odd" else "-"
    if style != "bare":
        rule = char * len(text)
        if len(text) > 45:
            rule = char * 45 + " " + char * (len(text) - 45)
    return Block("heading", text, rule=rule, overline=style == "enclosed", accept=())


def _table(rng: Random, group: int) -> list[Block]:
    head = rng.choice(COLUMNS)
    names = rng.sample(ROWS, rng.randint(3, 6))
    rows = [head, *[(n, *[f"{rng.randint(10, 99999):,}" for _ in head[1:]]) for n in names]]
    sizes = [max(len(r[i]) for r in rows) + 3 for i in range(len(head))]
    blocks = []
    for at, row in enumerate(rows):
        raw = "".join(c.ljust(sizes[i]) if i == 0 else c.rjust(sizes[i]) for i, c in enumerate(row)).rstrip()
        rule = "-" * (sum(sizes) - 2) if at == 0 and rng.random() < 0.3 else ""
        blocks.append(Block("row", " ".join(row), cells=row, raw=raw, tight=at > 0, group=group, rule=rule))
    return blocks


def _list(rng: Random, group: int, flags: set[str]) -> list[Block]:
    style = rng.choice(("--", "--", "-", "*", "o", "letter", "roman", "upper"))
    tight = rng.random() < 0.5
    hang = rng.choice((0, 0, 3))
    flags.add(f"list:{style}")
    blocks = []
    for at, text in enumerate(rng.sample(ITEMS, rng.randint(2, 5))):
        mark = {
            "letter": f"({'abcdefg'[at]})",
            "roman": f"({('i', 'ii', 'iii', 'iv', 'v')[at]})",
            "upper": f"{'ABCDEFG'[at]}.",
        }.get(style, style)
        nested = style in ("letter", "upper", "--") and at == 1 and rng.random() < 0.4
        said = text.rstrip(".") + ":" if nested else text
        blocks.append(Block("item", f"{mark} {said}", hang=hang, tight=tight and at > 0, group=group))
        if nested:
            flags.add("list:nested")
            blocks += _sublist(rng, group, style, tight)
    return blocks


def _sublist(rng: Random, group: int, style: str, tight: bool) -> list[Block]:
    """A list inside an item, indented."""
    marks = rng.choice((("(1)", "(2)", "(3)"), ("-",) * 3)) if style != "--" else ("-",) * 3
    return [
        Block("item", f"{mark} {text}", indent=3, hang=5, tight=tight, group=group, level=2)
        for mark, text in zip(marks, rng.sample(SMALL_ITEMS, rng.randint(2, 3)), strict=False)
    ]


def _summary(rng: Random, text: str, flags: set[str], run_in: bool) -> str:
    word = rng.choice(("Summary", "SUMMARY", "Summary and Comment", "Summary/Introduction"))
    end = rng.choice((f"End {word.split('/')[0]}.", "End Summary.", "END SUMMARY.", "End summary."))
    flags.add("marker:summary")
    lead = rng.choice((f"{word}: ", f"{word}. ", f"Begin {word}: ")) if run_in else ""
    return f"{lead}{text} {end}"


def _comment(rng: Random, text: str, flags: set[str]) -> str:
    flags.add("marker:comment")
    return rng.choice(
        (
            f"Comment: {text} End Comment.",
            f"COMMENT: {text} END COMMENT.",
            f"(Comment: {text} End comment.)",
            f"Begin comment: {text} End comment.",
            f"{text} (Note: The text was not shared. End note.)",
        )
    )


def compose(rng: Random, text: Text, width: int, era: str, plain: bool) -> Document:
    """A structured document from a text. plain: no headings, lists or tables (for one-line pages)."""
    flags: set[str] = set()
    meta = _meta(rng, era)
    document = Document(text.key, meta, flags=flags)
    meta["subject"] = text.subject
    pairs = list(text.paragraphs)
    if rng.random() < 0.5 and len(pairs) > 3:
        pairs = pairs[: rng.randint(3, len(pairs))]
    if rng.random() < 0.5:
        other = rng.choice(texts())
        pairs += list(other.paragraphs[: rng.randint(1, 4)])
    marked = (
        "all"
        if meta["level"] not in ("UNCLAS", "LIMITED OFFICIAL USE")
        else rng.choice(("all", "all", "none"))
    )
    style = rng.choices(("usual", "pilcrow", "tight", "paren", "spaced", "none"), (78, 5, 5, 3, 2, 7))[0]
    if plain and style in ("none", "paren", "spaced"):
        style = "usual"
    if era == "1970s":
        marked = "none"
    flags.add(f"number:{style}")
    flags.add(f"portion:{marked}")
    rules = rng.choices(("single", "bare", "enclosed", "odd"), (6, 2, 1, 1))[0]
    blocks = document.blocks
    group = 0
    number = 0
    summary = rng.random() < 0.6
    for at, (heading, paragraph) in enumerate(pairs):
        first, last = at == 0, at == len(pairs) - 1
        run_in = rng.random() < 0.5
        title = heading if heading else (rng.choice(HEADINGS) if not first and rng.random() < 0.25 else "")
        if first:
            title = (
                rng.choice(("Summary", "SUMMARY", "Summary and Comment")) if summary and not run_in else ""
            )
        if last and not first and rng.random() < 0.4:
            title = rng.choice(("Comment", "COMMENT"))
        if title and not plain and len(title) <= width - 4:
            blocks.append(_heading(rng, title, rules, width))
            flags.add(f"heading:{rules}")
        number += 1
        portion = _portion(rng, meta, marked)
        label = _label(style, number, portion)
        body = _season(rng, paragraph, flags)
        if rng.random() < 0.06:
            body = _false_start(rng, width, label, body, flags)
        if first and summary:
            body = _summary(rng, body, flags, run_in)
        elif (last and rng.random() < 0.5) or rng.random() < 0.04:
            body = _comment(rng, body, flags)
        blocks.append(
            Block("paragraph", label + body, n="" if style == "none" else str(number), portion=portion)
        )
        kind = rng.choices(("", "list", "table", "address", "quote"), (80, 9, 5, 1, 3))[0]
        if plain or first or not kind:
            continue
        group += 1
        flags.add(f"has:{kind}")
        if kind == "list":
            blocks += _list(rng, group, flags)
        elif kind == "table":
            blocks += _table(rng, group)
        elif kind == "address":
            blocks[-1].text += " Letters go to the following address:"
            blocks += [
                Block("line", t, accept=("item", "row"), tight=i > 0, group=group)
                for i, t in enumerate(rng.choice(ADDRESSES))
            ]
        else:
            quotes = [rng.choice(rng.choice(texts()).paragraphs)[1] for _ in range(rng.choice((1, 1, 2)))]
            blocks.append(Block("line", "Begin text:", accept=ANY_KIND))
            blocks += [Block("paragraph", quote, indent=4, hang=4) for quote in quotes]
            blocks.append(Block("line", "End text.", accept=ANY_KIND))
    if rng.random() < 0.05 and not plain:
        flags.add("has:drafting")
        group += 1
        blocks += [
            Block("drafting", text, tight=at > 0, group=group)
            for at, text in enumerate(DRAFTERS[: rng.randint(1, 3)])
        ]
    if rng.random() < 0.6:
        meta["signed"] = True
        blocks.append(Block("signature", meta["signer"], accept=("trailer",)))
    return document
