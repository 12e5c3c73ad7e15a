"""HTML → blocks: what a reader of the page sees, every character with its offset. The texts are invented."""

from __future__ import annotations

import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.documents import html, parse
from zhengming.files.decode import Decoded
from zhengming.model import OBJECT, Block

CASES = {
    "paragraphs and headings": (
        "<h1>脫鉤</h1><p>一</p><div>二</div>三",
        ["heading: 脫鉤", "paragraph: 一", "paragraph: 二", "paragraph: 三"],
    ),
    "nothing is closed": ("<p>一<p>二<ul><li>三<li>四", ["paragraph: 一", "paragraph: 二", "item: 三", "item: 四"]),
    "a heading never closed": ("<h2>題<p>文", ["heading: 題", "paragraph: 文"]),
    "table cells": ("<table><tr><th>詞<td><p>去風險</p></table>", ["cell: 詞", "cell: 去風險"]),
    "Chinese lines join without a space": ("<p>各國尋求\n   去風險</p>", ["paragraph: 各國尋求去風險"]),
    "English lines join with one": ("<p>supply\n  chain  risks</p>", ["paragraph: supply chain risks"]),
    "a space beside a tag counts once": ("<p>the <b> Entity</b> <i>List</i></p>", ["paragraph: the Entity List"]),
    "a line break is a boundary": ("<p>姓名<br>去風險（de-risking）", [f"paragraph: 姓名{OBJECT}去風險（de-risking）"]),
    "scripts, styles, templates and comments": (
        "<title>題</title><style>p{}</style><script>if (a<b) '</p>'</script><p>一<!-- 二 --><template>三</template>",
        ["paragraph: 一"],
    ),
    "hidden by an attribute or a style": (
        '<p hidden>一<p style="display: none">二<p class="hidden-print">三',
        ["paragraph: 三"],
    ),
    "a reading is no part of the wording": (
        "<ruby>去<rp>(</rp><rt>qù</rt><rp>)</rp></ruby>風險",
        ["paragraph: 去風險"],
    ),
    "note marks": (
        '去風險<sup><a href="#fn1">1</a></sup>的<a role="doc-noteref">2</a>詞',
        [f"paragraph: 去風險{OBJECT}的{OBJECT}詞"],
    ),
    "a link that is only a number leads to a note": (
        '去風險<a href="#fn3">3</a>（<a href="n.html#a">[2]</a>de-risking）<a href="#3">三</a> <a href="y">4</a>',
        [f"paragraph: 去風險{OBJECT}（{OBJECT}de-risking）三 4"],
    ),
    "a line end beside a Latin letter is a space, as it is shown": (
        "<p>推廣\nGNU\n通用許可證\n（GPL）\n與\n其他 said\n“no”",
        ["paragraph: 推廣 GNU 通用許可證（GPL）與其他 said “no”"],
    ),
    "what was deleted": ("<p>採取<del>脫鉤</del><ins>去風險</ins>", ["paragraph: 採取去風險"]),
    "places where a word may be divided": (
        "<p>de-risk\u00ading, eco&ZeroWidthSpace;\u200bnomy",
        ["paragraph: de-risking, economy"],
    ),
    "an ordinal is no note mark": ("the 21<sup>st</sup> century", ["paragraph: the 21st century"]),
    "a note mark never closed": ("<p>去風險<sup>1<p>脫鉤", [f"paragraph: 去風險{OBJECT}", "paragraph: 脫鉤"]),
    "notes": (
        '<ol class="footnotes"><li>一</ol><p id="fn2">二<aside epub:type="footnote"><p>三',
        ["note: 一", "note: 二", "note: 三"],
    ),
    "code is no prose": ("<p>用<code>x(y)</code>的", [f"paragraph: 用{OBJECT}的"]),
    "preformatted lines": ("<pre>一\n二（two）</pre>", [f"paragraph: 一{OBJECT}二（two）"]),
    "entities": (
        "<p>R&amp;D&nbsp;&#20998;&#x6790; caf&eacute; &ABC; a&shy;b AT&T",
        ["paragraph: R&D 分析 café &ABC; ab AT&T"],
    ),
    "an image is what it shows": (
        '<p>見<img src="x" alt="圖（figure）">。',
        [f"paragraph: 見{OBJECT}圖（figure）{OBJECT}。"],
    ),
    "a URL is no prose": ("<p>見 https://example.org/a_b?c 。", [f"paragraph: 見 {OBJECT} 。"]),
    "CDATA is text": ("<p><![CDATA[去<風險]]>", ["paragraph: 去<風險"]),
    "a sign that is no tag": ("<p>3 < 4，<中文>", ["paragraph: 3 < 4，<中文>"]),
    "a quotation mark never closed": ('<p class="a>去風險</p><p>脫鉤', ["paragraph: 去風險", "paragraph: 脫鉤"]),
    "an apostrophe in an attribute": ("<p title=Bob's>去風險", ["paragraph: 去風險"]),
    "XHTML closes itself": ('<p/><title/><p><a id="x"/>去<script src="y"/>風險</p>', ["paragraph: 去風險"]),
    "crossed tags": ("<p><b>去<i>風</b>險</i></p></div></p>", ["paragraph: 去風險"]),
    "empty": ("", []),
}


def shown(blocks: list[Block]) -> list[str]:
    return [f"{b.kind}: {b.text}" for b in blocks]


@pytest.mark.parametrize("label", CASES)
def test_blocks(label: str) -> None:
    text, expected = CASES[label]
    assert shown(html.read(text)) == expected


def test_marks_span_the_marked_words() -> None:
    [block] = html.read('<p>所謂 <em> 去風險 </em>（<a href="x">de-<b>risking</b></a>）*脫鉤*')
    assert [(m.kind, block.text[m.start : m.end]) for m in block.marks] == [
        ("emphasis", "去風險"),
        ("link", "de-risking"),
        ("emphasis", "risking"),
        ("emphasis", "脫鉤"),
    ]


def test_a_mark_goes_on_in_the_next_block() -> None:
    blocks = html.read("<b><div>一</div><div>二</div></b>")
    assert [[b.text[m.start : m.end] for m in b.marks] for b in blocks] == [["一"], ["二"]]


def test_places_are_those_of_the_file() -> None:
    text = "<html>\r\n<p>各國&amp;<b>去風險</b>（de-risking）</p>"
    document = parse(Decoded(text, "utf-8"), "page.html", suffix=".html")
    [block] = document.blocks
    assert document.text == text
    assert document.place(block.offset(block.text.index("（"))) == (2, 21)


PIECES = st.sampled_from(
    """去風險 （de-risking） <p> </p> <b> </b> <em> <a·href='x'> </a> <br> <li> <td> &amp; &nbsp; &#20998; &lt &bogus;
    <!-- --> <script> </script> <sup> </sup> <h1> </h1> · ·· ↵ ·↵·· 　 * https://a.b/c < > " ' = <![CDATA[ ]]> <pre>
    </pre> ¹ <div·hidden> </div> <img·alt='圖'> <ruby> <rt> </ruby>""".split(" ")
)
PAGES = st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).replace("·", " ").replace("↵", "\r\n"))


def stands_there(character: str, text: str, at: int) -> bool:
    """Whether a block's character is the one of the file, or stands for an entity, a line end or a sign."""
    if character == " " and text[at] in "\t\r\n\f":
        return True
    meant = unescape(text[at : at + 10])[0] if text[at] == "&" else ""
    return character in (OBJECT, text[at], meant) or (character, meant) == (" ", "\u00a0")


@given(PAGES | st.text(max_size=80))
def test_every_character_is_the_one_at_its_offset(text: str) -> None:
    for block in html.read(text):
        assert all(stands_there(c, text, block.offset(n)) for n, c in enumerate(block.text))
        assert all(0 <= m.start < m.end <= len(block.text) for m in block.marks)
        assert list(block.starts) == sorted(set(block.starts))


class Peer(HTMLParser):
    """Python's own parser, for all the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


TREES = st.recursive(
    st.sampled_from(["去風險", "（de-risking）", "&amp;", "x &lt; y", "é"]),
    lambda inner: (
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from("p div b em li td span a".split()), inner)
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=20,
)


@given(TREES)
def test_the_text_is_that_of_another_parser(page: str) -> None:
    peer = Peer()
    peer.feed(page)
    peer.close()
    ours = "".join(b.text for b in html.read(page))
    assert "".join(ours.split()) == "".join("".join(peer.found).split())


DECODED = {
    "big5 as the page says": ('<meta charset="big5"><p>去風險與碁', "big5-hkscs", "big5hkscs"),
    "gb2312 is gb18030": ('<meta http-equiv=x content="text/html; charset=gb2312"><p>去风险㐀', "gb18030", "gb18030"),
    "the page lies, it is UTF-8": ('<meta charset="big5"><p>去風險', "utf-8", "utf-8"),
    "latin1": ('<meta charset="iso-8859-1"><p>café naïve', "cp1252", "cp1252"),
    "a byte order mark": ("<p>去風險", "utf-16", "utf-16-le"),
    "nothing said": ("<p>各國尋求去風險的政策，並調整供應鏈", "big5hkscs", "big5hkscs"),
}


@pytest.mark.parametrize("label", DECODED)
def test_encodings(label: str) -> None:
    text, encoding, expected = DECODED[label]
    assert html.decode_html(text.encode(encoding), "x.html") == Decoded(text, expected)


HOSTILE = {
    "quotes never closed": '<a href="' * 50_000,
    "both quotes": "<a b='" * 50_000 + '<a b="' * 50_000,
    "tags never closed": "<a " * 100_000,
    "comments never closed": "<!--" * 100_000,
    "end tags without a name": "</" * 100_000,
    "CDATA never closed": "<![CDATA[" * 50_000,
    "scripts never closed": "<script>" * 50_000,
    "50,000 levels": "<div>" * 50_000 + "去風險",
    "50,000 levels of emphasis": "<b>" * 50_000 + "去風險",
    "items with emphasis never closed": "<li><b>x" * 5_000,
    "ampersands": "&" * 500_000,
    "one long line": "去風險（de-risking）" * 100_000,
}


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_page_takes_no_long_time(label: str) -> None:
    begun = time.process_time()
    html.read(HOSTILE[label])
    assert time.process_time() - begun < 5
