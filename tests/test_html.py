"""Saved web pages: the text that stands on them, and the page back from its document."""

from __future__ import annotations

from pathlib import Path

import pytest

import cableconv
from cableconv import Edition, InputError, Options
from cableconv.html import page as html_page
from cableconv.recognise import has_written_line_ends
from tests.test_cli import run

PAGES = sorted((Path(__file__).parent / "cases" / "html").glob("*.html"))
EACH = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


def paragraphs(cable: cableconv.Cable) -> list[str]:
    return [
        "".join(item if isinstance(item, str) else getattr(item, "text", "") for item in block.content)
        for block in cable.blocks
        if block.kind in ("paragraph", "signature", "item", "heading")
    ]


@EACH
def test_a_page_is_read_as_its_text(path: Path) -> None:
    cable = cableconv.read(path.read_bytes())
    assert paragraphs(cable) == [
        "1. (U) The harbor authority of Testville met its neighbors for a second round of talks in the "
        "caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{LEFT DOUBLE QUOTATION MARK}Zur "
        "Br\N{LATIN SMALL LETTER U WITH DIAERESIS}cke\N{RIGHT DOUBLE QUOTATION MARK}.",
        "2. (U) They left.",
        "SMITH",
    ]
    assert cable.header.subject.value == "HARBOR TALKS & MORE"
    assert cable.header.reference_number.value == "08TESTVILLE42"


@EACH
@pytest.mark.parametrize("to", ["tei", "json"])
def test_the_page_comes_back(path: Path, to: str) -> None:
    data = path.read_bytes()
    written = cableconv.convert(data, Options(name=path.name, edition=Edition.DIPLOMATIC), to)
    assert cableconv.restore(written) == data
    assert cableconv.verify(written, data)
    assert not cableconv.verify(written, data + b" ")
    for other in ("tei", "json"):
        assert cableconv.restore(cableconv.convert(written, to=other)) == data
    reading = cableconv.convert(data, Options(name=path.name), to)
    assert cableconv.verify(reading, data)
    assert len(reading) < len(written)
    with pytest.raises(InputError, match="CC701"):
        cableconv.restore(reading)


PAGE = (
    "{before}<html><head><title>Caf\N{LATIN SMALL LETTER E WITH ACUTE}</title></head><body>"
    "<p>UNCLAS TESTVILLE 000123<p>SUBJECT: TALKS<p>1. (U) The <button>harbor</button> of the caf"
    "\N{LATIN SMALL LETTER E WITH ACUTE} would be <noscript>open</noscript> in spring."
    "<script>document.write('NO')</script><noscript>Please enable scripts.</noscript></body></html>"
)


@pytest.mark.parametrize("before", ["", "<!DOCTYPE html>\n", "\n  ", '<?xml version="1.0"?>\n'])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1252"]
)
def test_a_page_is_a_page_in_every_encoding(encoding: str, before: str) -> None:
    mark = {"utf-32-be": "\ufeff"}.get(encoding, "")
    if encoding in ("utf-16-le", "utf-16-be") and before.startswith("\n"):
        mark = "\ufeff"
    data = (mark + PAGE.format(before=before)).encode(encoding)
    cable = cableconv.read(data)
    assert paragraphs(cable) == [
        "1. (U) The harbor of the caf\N{LATIN SMALL LETTER E WITH ACUTE} would be open in spring."
    ]
    written = cableconv.convert(data, Options(edition=Edition.DIPLOMATIC), "json")
    assert cableconv.restore(written) == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_that_begins_with_a_bracket_is_no_page(encoding: str) -> None:
    text = "<UNCLAS TESTVILLE 000123>\n\nSUBJECT: TALKS\n\n1. (U) The harbor is <b>open</b> to them.\n"
    assert paragraphs(cableconv.read(text.encode(encoding))) == ["1. (U) The harbor is <b>open</b> to them."]


def test_a_changed_page_is_refused() -> None:
    data = PAGES[0].read_bytes()
    written = cableconv.convert(data, Options(edition=Edition.DIPLOMATIC), "json").decode()
    start = written.index('"content": "') + 40
    changed = written[:start] + ("A" if written[start] != "A" else "B") + written[start + 1 :]
    with pytest.raises(InputError, match="CC703"):
        cableconv.restore(changed.encode())


def test_several_cables_on_one_page() -> None:
    page = PAGES[1].read_bytes()
    other = (
        page.replace(b"TESTVILLE", b"OTHERVILLE").replace(b"0042", b"0017").replace(b"151200Z", b"161300Z")
    )
    data = page.replace(b"</body></html>", b"") + other[other.index(b"<pre>") :]
    cables = cableconv.read_all(data, Options(edition=Edition.DIPLOMATIC))
    assert [cable.header.post.value for cable in cables] == ["TESTVILLE", "OTHERVILLE"]
    assert cableconv.restore(*[cableconv.write(cable) for cable in cables]) == data
    assert cableconv.restore(cableconv.write(cables)) == data


@pytest.mark.parametrize(
    "between", ["", "\n", "\n<!DOCTYPE html>\n", '\n<?xml version="1.0"?>\n', "\n<!-- next page -->\n"]
)
def test_pages_one_below_the_other(between: str) -> None:
    page = PAGES[1].read_bytes()
    other = (
        page.replace(b"TESTVILLE", b"OTHERVILLE").replace(b"0042", b"0017").replace(b"151200Z", b"161300Z")
    )
    data = page + between.encode() + other
    cables = cableconv.read_all(data, Options(edition=Edition.DIPLOMATIC))
    assert [cable.header.post.value for cable in cables] == ["TESTVILLE", "OTHERVILLE"]
    assert paragraphs(cables[0]) == paragraphs(cables[1])
    assert cableconv.restore(*[cableconv.write(cable) for cable in cables]) == data


@pytest.mark.parametrize("end", ["</body></html>", "</html>", "</body>\n</HTML >\n", "</html></html>"])
def test_text_below_the_end_of_the_page_is_read(end: str) -> None:
    page = f"<html><body><p>UNCLAS TESTVILLE 000123<p>SUBJECT: TALKS<p>1. (U) One.{end}<p>2. (U) Two.<p>SMITH"
    cable = cableconv.read(page.encode())
    assert paragraphs(cable) == ["1. (U) One.", "2. (U) Two.", "SMITH"]


@pytest.mark.parametrize(
    ("declared", "actual", "recorded"),
    [
        ("utf-8", "cp1252", "cp1252"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("windows-1252", "utf-8", "utf-8"),
        ("windows-1251", "utf-8", "utf-8"),
        ("us-ascii", "cp1252", "cp1252"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("gb18030", "gb18030", "gb18030"),
        ("shift_jis", "shift_jis", "shift_jis"),
    ],
)
def test_letters_are_those_of_the_bytes(declared: str, actual: str, recorded: str) -> None:
    letters = {"gb18030": "\u6e2f\u53e3", "shift_jis": "\u6e2f\u53e3"}.get(actual, "caf\xe9 \u201cMole\u201d")
    page = f"<html><meta charset={declared}><p>SUBJECT: TALKS<p>1. (U) The {letters} was open."
    data = page.encode(actual)
    cable = cableconv.read(data, Options(edition=Edition.DIPLOMATIC))
    assert paragraphs(cable) == [f"1. (U) The {letters} was open."]
    assert cable.source.page is not None
    assert cable.source.page.encoding == recorded
    assert cableconv.restore(cableconv.write(cable)) == data


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<html>caf\xc3\xa9, id\xe9e", "caf\xe9, id\xe9e\n"),
        (b"<html><meta charset=utf-8>caf\xc3\xa9 \xc3\xa0 id\xe9e \x94", "caf\xe9 \xe0 id\xe9e \u201d\n"),
        (b"<html><meta charset=utf-8>caf\xc3\xa9 \x81", "caf\xe9 \ufffd\n"),
        ("\ufeff<html>".encode("utf-16-le") + b"\x80\xdcx\x00", "\ufffdx\n"),
        (b"<html>one\n</html>", "one\n"),
        (b"<html>one</html>\n<html><head><title>No</title></head>two</html>three", "one\n\ntwothree\n"),
        (b"<html><pre>one</html>\ntwo\n</pre>three", "one\ntwo\n\nthree\n"),
        (b"<html>one<script>x = '</html>'</script> two<!-- </html> no --> three", "one two three\n"),
        (b"<html>one &lt;/html&gt; two", "one </html> two\n"),
        (b"<html></html>" * 20_000 + b"<html>one</html>", "one\n"),
        (b"<html>" + b"</html>one" * 3, "oneoneone\n"),
    ],
)
def test_nothing_of_the_page_is_lost(page: bytes, text: str) -> None:
    assert html_page.read(page).text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<html><body>a<br>b<br/>c</body></html>", "a\nb\nc\n"),
        (b"<html><p>one\n two<p>three", "one two\n\nthree\n"),
        (b"<html><pre>\n  a\n\n   b </pre>c", "  a\n\n   b \n\nc\n"),
        (b"<html><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n"),
        (b"<html><div>a<b>b</b>c <i>d</i></div><div>e</div>", "abc d\ne\n"),
        (b"<html><body>a<script>b</script><style>c</style><!-- d -->e", "ae\n"),
        (b"<html><nav>menu</nav><select><option>x</option></select>text<button>go</button>", "text\n"),
        (b"<html>&lt;p&gt; &amp;amp; &#65;&#x42; &nbsp;|", "<p> &amp; AB \N{NO-BREAK SPACE}|\n"),
        (
            b"<html><meta charset=windows-1252><p>\x93x\x94",
            "\N{LEFT DOUBLE QUOTATION MARK}x\N{RIGHT DOUBLE QUOTATION MARK}\n",
        ),
        (b"<html><meta charset=nonsense><p>\xc3\xa9", "\N{LATIN SMALL LETTER E WITH ACUTE}\n"),
        ("\ufeff<html><p>\N{EURO SIGN}".encode("utf-16-le"), "\N{EURO SIGN}\n"),
        ("\ufeff<html><meta charset=utf-16><p>\N{EURO SIGN}".encode("utf-16-le"), "\N{EURO SIGN}\n"),
        (b"<html><meta charset=utf-16><p>\xe2\x82\xac.", "\N{EURO SIGN}.\n"),
        (b"<html></html>", ""),
        (b"<html><p>was <button>closed</button> by order</p>", "was closed by order\n"),
        (
            b"<html><footer>Contact</footer><footer><p>2. (U) The inn was open.</footer>",
            "2. (U) The inn was open.\n",
        ),
        (
            b"<html><article><p>2. (U) The inn was open.</p><footer>FENNWICK</footer></article>",
            "2. (U) The inn was open.\n\nFENNWICK\n",
        ),
        (
            b"<html><main>2. (U) The inn was open.<footer><p>OSTERLEY-FENN<p>FENNWICK</footer></main>",
            "2. (U) The inn was open.\n\nOSTERLEY-FENN\n\nFENNWICK\n",
        ),
        (
            b"<html><article><p>2. (U) The inn was open.</p><footer>SHARE</footer>",
            "2. (U) The inn was open.\n",
        ),
        (
            b"<html><article><p>2. (U) The inn was open.</p><footer><a href=x>FENNWICK</a></footer>",
            "2. (U) The inn was open.\n",
        ),
        (
            b"<html><article><p>2. (U) The inn was open.</p><footer>The Testville Times</footer>",
            "2. (U) The inn was open.\n",
        ),
        (
            b"<html><article><p>2. (U) The inn was open.</p></article><footer>FENNWICK</footer>",
            "2. (U) The inn was open.\n",
        ),
        (b"<html><article><h1>The inn</h1><footer>FENNWICK</footer></article>", "The inn\n"),
        (
            b"<html><section><p>2. (U) The inn was open.</p><footer>FENNWICK</footer></section>",
            "2. (U) The inn was open.\n\nFENNWICK\n",
        ),
        (
            b"<html><blockquote><p>The inn was open.</p><footer>FENNWICK</footer></blockquote>",
            "The inn was open.\n\nFENNWICK\n",
        ),
        (b"<html><div><p>The inn was open.</p><footer>FENNWICK</footer></div>", "The inn was open.\n"),
        (
            b"<html>x<div class=pagination><span>1</span> <a href=y>2</a> <a href=y>Next</a></div>"
            b"<div class='x related-posts'><h3>Related</h3><ul><li><a href=y>The inn</a></ul></div>"
            b"<ul class=share><li><a>Tweet</a></ul>",
            "x\n",
        ),
        (b"<html><div class=pagination>FENNWICK <a href=x>2</a></div>", "FENNWICK 2\n"),
        (b"<html><div class=pagination>1 of 2</div>", "1 of 2\n"),
        (b"<html><div class=related><h3>The inn</h3><p>It was open.</div>", "The inn\n\nIt was open.\n"),
        (
            b"<html><div class=related><h3>The inn</h3><a name=x>It was open</a></div>",
            "The inn\n\nIt was open\n",
        ),
        (
            b"<html><div class=related><a href=x>2. (U) The inn was open.</a></div>",
            "2. (U) The inn was open.\n",
        ),
        (b"<html><p class=related>the <a href=x>inn</a></p>", "the inn\n"),
        (b"<html><noscript>Turn scripts on.</noscript><noscript>3. (U) Text.</noscript>", "3. (U) Text.\n"),
        (b"<html><textarea>R 151200Z JAN 08\n  UNCLAS</textarea>", "R 151200Z JAN 08\n  UNCLAS\n"),
        (b"<html><nav>1. Home</nav><textarea>Your comment</textarea>x", "x\n"),
        (b"<html><ol class='x breadcrumb'><li>Home<li>Volume 2</ol>text", "text\n"),
        (b"<html><div role=navigation>Home</div><p aria-label='Breadcrumbs'>Home</p>text", "text\n"),
        (b"<html><div class=breadcrumb>1. (U) The inn was open.</div>", "1. (U) The inn was open.\n"),
        (b"<html><body class=breadcrumb><p class='breadcrumb-free'>text<p role=note>note", "text\n\nnote\n"),
        (
            b"<html><div id=nav><ul class=menu><li><a href=x>Home</a><li><a href=y><i>B</i></a></ul></div>x",
            "x\n",
        ),
        (
            b"<html>x<div class='left sidebar'><a href=x>Poem</a></div>"
            b"<div id=footer><a href=x>A</a> | <a href=y>B</a></div>",
            "x\nPoem\n",
        ),
        (b"<html><div id=footer><a href=x>A</a> | <a href=x>B</a> Fennwick</div>", "A | B Fennwick\n"),
        (b"<html>x<div><p><a href=x>Home</a> | <a href=y>Contact</a></p></div><script>1</script>", "x\n"),
        (
            b"<html>x<p><a href=x>Home</a> | <a href=y>Contact</a></p>FENNWICK",
            "x\n\nHome | Contact\n\nFENNWICK\n",
        ),
        (b"<html>x<p><a href=x>Home</a> was lost.</p>", "x\n\nHome was lost.\n"),
        (b"<html>x<div id=footer>&copy; Fennwick Press. <a href=x>Back to top</a></div>", "x\n"),
        (
            b"<html>x<div id=footer>1. (U) All rights reserved to him were lost.<p>Copyright Fennwick</div>",
            "x\n1. (U) All rights reserved to him were lost.\n\nCopyright Fennwick\n",
        ),
        (b"<html><div class=menu>FENNWICK <a href=x>A</a> <a href=x>B</a></div>", "FENNWICK A B\n"),
        (b"<html><div id=sidebar>The inn was open.<br>FENNWICK</div>", "The inn was open.\nFENNWICK\n"),
        (
            b"<html><div class=menu><a href=x>1. (U) The inn was open.</a> <a href=x>2</a></div>",
            "1. (U) The inn was open. 2\n",
        ),
        (
            b"<html>the <span class=menu><a href=x>inn</a> <a href=x>was</a></span> open"
            b"<div class=menus><a href=x>A</a> <a href=x>B</a></div>",
            "the inn was open\nA B\n",
        ),
        (b"<html><div class=menu><a name=x>The inn</a> <a name=y>was open</a></div>", "The inn was open\n"),
        (
            b"<html><div class=menu><a href=x>A</a> <a href=y>The inn<br>was open</div>",
            "A The inn\nwas open\n",
        ),
        (b"<html><ul><li>one <b>point</b><li><a>Menu</a></ul>", "- one point\nMenu\n"),
        (b"<html><ul><li><p>one point</p><li><p><a>Menu</a></p></ul>", "- one point\n\nMenu\n"),
        (
            b"<html><ol><li>one thing<li value=7>a <b>second</b><li>third</ol>",
            "1) one thing\n7) a second\n8) third\n",
        ),
        (b"<html><ol start=3 type=A><li>one<li>two</ol>", "C) one\nD) two\n"),
        (
            b"<html><ol><li>(U) The inn.<ol><li>x<li>y</ol><li><p>(C) No.</p></ol>",
            "1. (U) The inn.\n\n1) x\n2) y\n\n2. (C) No.\n",
        ),
        (b"<html><ol><li>5. (U) The inn.<li><a>Home</a><li>Text</ol>", "5. (U) The inn.\nHome\n3) Text\n"),
        (
            b"<html><table><tr><th>Ship<th>Tons<tr><td>Ida<td>12<tr><td>Annabel<td>7</table>after",
            "Ship      Tons\nIda       12\nAnnabel   7\n\nafter\n",
        ),
        (b"<html><table><tr><td><p>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>", "a\n\nb\nc d\ne f\n"),
        (
            b"<html><table><tr><td>Home<br>Menu<td>FM A<br>TO B<br>BT<td>Latest</table>",
            "Home\nMenu\nFM A\nTO B\nBT\nLatest\n",
        ),
        (
            b"<html><table><tr><td>Home of all cables<td>FM A<br>TO B<br>BT</table>",
            "Home of all cables\nFM A\nTO B\nBT\n",
        ),
        (b"<html><table><tr><td>A<br>B<br>C<th><i>D</i></table>", "A\nB\nC\nD\n"),
        (
            b"<html><table><tr><td>TO<td>A<br>B<br>C<tr><td>Text of the note:<td>D<br>E<br>F</table>",
            "TO A\nB\nC\nText of the note: D\nE\nF\n",
        ),
        (b"<html><table><tr><td>Ida<br>(old)<td>12<td>two<br>tons</table>", "Ida\n(old) 12 two\ntons\n"),
    ],
)
def test_what_a_reader_sees(page: bytes, text: str) -> None:
    assert html_page.read(page).text == text


def test_nothing_is_expanded_or_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    head = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    page = f'{head}<html><p>a &x; b<iframe src="{secret}"></iframe>'
    assert "the secret" not in html_page.read(page.encode()).text


@pytest.mark.parametrize(
    "page",
    [
        b"<html>" + b"<div>" * 20_000 + b"x",
        b"<html>" + b"<p " + b"a=1 " * 20_000 + b">x",
        b"<html>" + b"<table><tr><td>" * 5_000 + b"x",
        b"<html>" + b"<ul><li>a" * 5_000 + b"x",
        b"<html>" + b"<div class=menu><a href=x>a</a>" * 5_000 + b"x",
        b"<html><table><tr>" + b"<td>a<b>" * 20_000,
        b"<html>" + b"<table><tr><td>a<td>b<span>" * 3_000,
        b"<html>" + b"<ol><li>a<ol>" * 3_000 + b"<li>x" * 20_000,
        b"<html>" + b"<footer><p>1. (U) x" * 5_000 + b"x",
        b"<html>" + b"&#x000A;" * 100_000,
        b"<html>" + b"</html>x" * 50_000,
        b"<html></html>x" * 20_000,
        (b"<html>" + b" " * 50_000) * 3 + b"x",
        b"<html>\x00\x01\xff\xfe<p>x",
    ],
)
def test_a_hostile_page_is_read_in_time(page: bytes) -> None:
    written = cableconv.convert(page, Options(edition=Edition.DIPLOMATIC), "json")
    assert cableconv.restore(written) == page


def test_on_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "page.xml"
    assert run(PAGES[0], "--edition", "diplomatic", "-o", out).returncode == 0
    assert run("restore", out).stdout == PAGES[0].read_bytes()
    assert run("restore", out, "--verify", PAGES[0]).returncode == 0
    assert b"boilerplate" in run("spans", PAGES[-1]).stdout


WRITTEN = """\
UNCLAS TESTVILLE 000042

SUBJECT: HARBOR DUES

1. (U) The pilots met the council on Monday and were told
that the power-
generation plant will be closed.

2. (U) The members are:
Jane Specimen
John Sample

SMITH
"""


@pytest.mark.parametrize("sign", ["&#x000A;", "&#10;", "&#x000D;&#x000A;", "&amp;#xA;"])
@pytest.mark.parametrize("head", [0, 3], ids=["whole", "body"])
def test_line_ends_written_as_references_are_line_ends(sign: str, head: int) -> None:
    lines = WRITTEN.split("\n")
    data = ("\n".join([*lines[:head], ""]) if head else "").encode() + sign.join(lines[head:]).encode()
    assert cableconv.read(data).blocks == cableconv.read(WRITTEN.encode()).blocks
    written = cableconv.convert(data, Options(name="a.txt", edition=Edition.DIPLOMATIC))
    assert cableconv.restore(written) == data


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN.replace("\n", "&#x000A;\n"),
        WRITTEN.replace("Monday and", "Monday&#x000A;and"),
        f"<html><body><p>{WRITTEN}</p></body></html>",
    ],
    ids=["beside", "one", "page"],
)
def test_references_beside_line_ends_are_none(text: str) -> None:
    assert not has_written_line_ends(text.encode())


LISTED = [
    "R 121340Z APR 07",
    "FM AMEMBASSY TESTVILLE",
    "UNCLAS TESTVILLE 000499",
    "",
    "SUBJECT: THE QUAY",
    "",
    "1. (U) The quay is open, and the boats that",
    "were in Otherville are back.",
    "",
    "FENNWICK",
]


@pytest.mark.parametrize(
    "page",
    [
        "<ol class='text'>" + "".join(f"<li><div>{line}</div></li>\n" for line in LISTED) + "</ol>",
        "<ol>" + "".join(f"<li>{line}" for line in LISTED) + "</ol>",
        "<table>"
        + "".join(f"<tr><td>{n}</td><td><code>{line}</code></td></tr>\n" for n, line in enumerate(LISTED, 1))
        + "</table>",
    ],
    ids=["blocks in items", "items", "rows"],
)
def test_a_page_that_counts_the_lines_of_a_text_prints_no_numbers(page: str) -> None:
    assert html_page.read(f"<html>{page}".encode()).text.splitlines() == LISTED


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("<ol>" + "<li>a ship" * 6 + "<li><li>" + "</ol>", "6) a ship"),  # no line of a telegram
        ("<ol>" + "<li>a ship<li>UNCLAS TESTVILLE 000499" * 4 + "</ol>", "3) a ship"),  # none is blank
        ("<ol><li>a ship<li>R 121340Z APR 07<li><li></ol>", "1) a ship"),  # few
        ("<table><tr><td>7<td><p>R 121340Z APR 07</p></tr><tr><td>8<td></tr></table>", "7\n\nR 121340Z"),
    ],
    ids=["no telegram", "no blank line", "few", "few rows"],
)
def test_other_lists_keep_their_numbers(page: str, printed: str) -> None:
    assert printed in html_page.read(f"<html>{page}".encode()).text


@pytest.mark.parametrize(
    ("shown", "lines"),
    [
        (
            '<span style="display:block">fees and</span><span style="Display: Block">tolls</span>',
            "fees and/tolls",
        ),
        (
            '<span style="color:red; display : flex">fees and</span><b style="display:block">tolls</b>',
            "fees and/tolls",
        ),
        ('<pre><span style="display:block">fees and</span>\n<i>tolls</i></pre>', "fees and/tolls"),
        (
            '<span style="display:inline">fees</span> and<span style="border:none"> tolls</span>',
            "fees and tolls",
        ),
        ('<span style="x-display:block">fees</span><a style="">and</a>', "feesand"),
    ],
)
def test_a_line_by_its_style_is_one(shown: str, lines: str) -> None:
    assert html_page.read(f"<body>{shown}</body>".encode()).text.split("\n")[:-1] == lines.split("/")


@pytest.mark.parametrize(
    ("hidden", "kept"),
    [
        ('<div style="display:none">Loading comments</div>', ""),
        ("<p hidden>Loading comments</p>", ""),
        ('<div style="display: none">DE RUEHTV #0042 0151200</div>', "DE RUEHTV #0042 0151200"),
        ("<div hidden>He left for the harbor at noon</div>", "He left for the harbor at noon"),
        ('of the<span style="display:none"> old </span>harbor', "of the old harbor"),
        ('<div style="display:none-such">Loading comments</div>', "Loading comments"),
    ],
)
def test_what_a_page_does_not_show_is_left_out_but_for_text_of_a_cable(hidden: str, kept: str) -> None:
    assert html_page.read(f"<body>{hidden}<pre></pre></body>".encode()).text.strip() == kept


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('the spring session.<sup><a href="#fn2">2</a></sup> He left.', "the spring session. He left."),
        ('the <i>Gazette</i><a href="/12#fn2"><sup>[12]</sup></a>, too', "the Gazette, too"),
        ("a room of 12 m<sup>2</sup> at the quay", "a room of 12 m2 at the quay"),
        ('<sup><a href="#r1">1</a></sup> Source: a paper', "1 Source: a paper"),
        ('in the year <a href="#y">12</a>', "in the year 12"),
        ('the 4<sup><a href="/day">th</a></sup> day', "the 4th day"),
    ],
)
def test_the_mark_of_a_note_is_no_word_of_the_text(marked: str, text: str) -> None:
    assert html_page.read(f"<body><p>{marked}</p></body>".encode()).text == f"{text}\n"


EDITED = (
    "<body><h3>12. Telegram From the Embassy in Testville to the Department of State</h3>"
    "<p>Testville, August 17, 1969, 0330Z.</p><p>1472. Subj: Transit fees. Ref: State 12.</p>{text}"
    "<p>Holloway</p><ol><li>Source: National Archives, RG 59, Central Files 1969. Secret. &#8617;</li></ol>"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>1. The fees would be lowered.</p><p>2. Dallow agreed.</p>", []),
        ("<p>2. The fees would be lowered.</p><p>3. Dallow agreed.</p>", []),
        ("<p>1. The fees would be lowered.</p><p>3. Dallow agreed.</p>", ["CC551"]),
        ("<p>3. The fees would be lowered.</p><p>4. Dallow agreed.</p>", ["CC551"]),
    ],
)
def test_the_number_of_an_edited_telegram_may_stand_above_paragraph_1(text: str, told: list[str]) -> None:
    cable = cableconv.read(EDITED.format(text=text).encode())
    assert cable.header.serial.value == "1472"
    assert [one.code for one in cable.findings if one.code in ("CC551", "CC552")] == told
