"""A program that writes changes nothing but what it adds."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhengming.errors import GlossaryError, UsageError, WriteError
from zhengming.glossary.add import add
from zhengming.glossary.proposals import propose
from zhengming.glossary.read import load
from zhengming.glossary.write import one_line, scalar
from zhengming.model import Pair

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
TRICKY = st.sampled_from(
    [
        *(
            "no",
            "1e3",
            "a: b",
            "a:",
            "a #b",
            "a, b",
            "a,",
            "- a",
            "-",
            "?",
            "...",
            "---",
            "{a}",
            "[a]",
            '"a"',
            "'a'",
            "a\nb",
        ),
        *(
            "\\",
            "a\tb",
            "",
            " a",
            "a ",
            "<<",
            "=",
            "a\x85b",
            "a\u2028b",
            "\ufeff",
            "\x00",
            "@a",
            "`a",
            "%a",
            "!a",
            "&a",
        ),
        *("*a", "|", ">", "國：", "a:\u3000b"),
    ]
)


def written(text: str) -> list[str]:
    """The text where it may stand: in an entry on one line, in a list, under a key."""
    one = scalar(text)
    return [f"- {{id: {one}, en: x}}\n", f"- [{one}, x]\n", f"- id: {one}\n  en: x\n", f"- - {one}\n  - x\n"]


@settings(max_examples=300)
@given(text=TEXTS | TRICKY)
@example(text="National Security Strategy, 2022")
@example(text="12:30")
def test_a_scalar_reads_as_its_text_with_any_loader(text: str) -> None:
    for n, file in enumerate(written(text)):
        for loader in (yaml.BaseLoader, yaml.CSafeLoader, yaml.SafeLoader):
            [read] = yaml.load(file, Loader=loader)
            assert (read[0] if n in (1, 3) else read["id"]) == text, (file, loader)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("supply chain", "supply chain"),
        ("去風險", "去風險"),
        ("G7 Leaders' Statement", "G7 Leaders' Statement"),
        ("《2022 國家安全戰略》", "《2022 國家安全戰略》"),
        ("Communiqué", "Communiqué"),
        ("no", '"no"'),
        ("5", '"5"'),
        ("5G", "5G"),
        ("National Security Strategy, 2022", '"National Security Strategy, 2022"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a [b]", '"a [b]"'),
        ('say "a"', 'say "a"'),
    ],
)
def test_quotes_only_where_they_are_needed(text: str, expected: str) -> None:
    assert scalar(text) == expected


def test_one_line() -> None:
    fields = [("id", "supply-chain"), ("kind", ""), ("en", "supply chain"), ("zh-Hant", "供應鏈")]
    assert one_line(fields) == "{id: supply-chain, en: supply chain, zh-Hant: 供應鏈}"


COMMENT = st.sampled_from(["", "  # 註", "  # a: b", " # [x]"])


@st.composite
def entries(draw: st.DrawFn, number: int, indent: int) -> str:
    """One entry as a person may write it."""
    name, zh = f"term number {number}", "詞" + "一二三四五六七八九"[number]
    pad = " " * indent
    style = draw(st.sampled_from(["flow", "block", "long flow", "literal", "quoted", "empty note", "evidence"]))
    comment = draw(COMMENT)
    if style == "flow":
        return f"{pad}- {{id: t{number}, en: {name}, zh: {zh}}}{comment}\n"
    if style == "long flow":
        return f"{pad}- {{id: t{number},{comment}\n{pad}   en: {name},\n{pad}   zh: {zh}\n{pad}  }}{comment}\n"
    lines = [f"- id: t{number}{comment}", f"  en: {name}", f"  zh: {zh}{comment}"]
    if style == "literal":
        lines += ["  note: |", "    first line", "", "    # no comment"]
    if style == "quoted":
        lines += ['  note: "a: b', '    c"' + comment]
    if style == "empty note":
        lines += ["  note:" + comment]
    if style == "evidence":
        lines += [
            "  evidence:",
            "    - source: s",
            "      at: L1" + comment,
            "      quote: >-",
            "        folded",
            "        text",
        ]
    return "".join(f"{pad}{line}\n" if line else "\n" for line in lines)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A glossary file with comments, any indentation, line end and encoding."""
    indent = draw(st.sampled_from([0, 2, 4]))
    count = draw(st.integers(0, 4))
    head = draw(st.sampled_from(["", "# 開頭\n", "# a\n\n"])) + "format: zhengming/1" + draw(COMMENT) + "\n"
    head += draw(st.sampled_from(["", "title: 書\n", "sources:\n  s:\n    title: 書\n"]))
    between = draw(st.sampled_from(["", "\n", " " * indent + "# 一節\n", "\n# 一節\n\n"]))
    if count:
        body = "concepts:" + draw(COMMENT) + "\n" + between.join(draw(entries(n, indent)) for n in range(count))
    else:
        body = (
            draw(st.sampled_from(["concepts: []", "concepts:", "concepts: [ ]", "concepts: [\n  ]"]))
            + draw(COMMENT)
            + "\n"
        )
    tail = draw(
        st.sampled_from(
            ["", "", "\n", "# 尾\n", "  # 尾\n\n", "title: 書\n" if "title" not in head.split("sources")[0] else ""]
        )
    )
    text = head + body + tail
    if draw(st.booleans()):
        text = text.rstrip("\n")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    bom, encoding = draw(
        st.sampled_from(
            [
                (b"", "utf-8"),
                (codecs.BOM_UTF8, "utf-8"),
                (codecs.BOM_UTF16_LE, "utf-16-le"),
                (codecs.BOM_UTF16_BE, "utf-16-be"),
            ]
        )
    )
    return bom + text.encode(encoding)


def is_subsequence(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with bytes put in at up to two places, or `[]` taken out."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    rest = before[start:]
    return after.endswith(rest)


@given(content=files())
def test_adding_touches_no_other_byte(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.yaml"
        path.write_bytes(content)
        before = load(str(path))
        add(str(path), "export control, new", "出口管制", regions={"zh-HK": "出口管制措施"}, note="a: b # c")
        after = load(str(path))
        assert [c.id for c in after.concepts] == [*(c.id for c in before.concepts), "export-control-new"]
        new = after.concepts[-1]
        assert (new.preferred("en"), new.preferred("zh-HK"), new.note) == (
            "export control, new",
            "出口管制措施",
            "a: b # c",
        )
        assert [c.terms for c in after.concepts[:-1]] == [c.terms for c in before.concepts]
        assert [c.note for c in after.concepts[:-1]] == [c.note for c in before.concepts]
        changed = path.read_bytes()
        if before.concepts:
            assert is_subsequence(content, changed), (content, changed)
        lone = b"\n" if content.count(b"\n") else b""
        assert (b"\r" in content or lone == b"") or b"\r" not in changed


@given(content=files())
def test_adding_twice_is_refused_and_changes_nothing(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.yaml"
        path.write_bytes(content)
        add(str(path), "export control", "出口管制")
        once = path.read_bytes()
        with pytest.raises(GlossaryError, match="belongs to the concept 'export-control' already"):
            add(str(path), "Export Controls", "管制")
        with pytest.raises(GlossaryError, match="belongs to the concept 'export-control' already"):
            add(str(path), "limits", "出口管制")
        assert path.read_bytes() == once


class TestAdd:
    def test_a_new_file(self, tmp_path: Path) -> None:
        path = tmp_path / "g.yaml"
        assert add(str(path), "chip", "晶片", regions={"zh-CN": "芯片"}) == "chip"
        assert path.read_text(encoding="utf-8") == (
            "format: zhengming/1\nconcepts:\n  - {id: chip, en: chip, zh-Hant: 晶片, zh-Hans: 晶片, zh-CN: 芯片}\n"
        )

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("concepts: []  # none yet\n", "concepts:  # none yet\n  - NEW\n"),
            ("concepts:   # none yet\ntitle: x\n", "concepts:   # none yet\n  - NEW\ntitle: x\n"),
            (
                "concepts:\n- {en: a, zh: 甲}   # one\n\n# end\n",
                "concepts:\n- {en: a, zh: 甲}   # one\n- NEW\n\n# end\n",
            ),
            ("concepts:\n    - {en: a, zh: 甲}", "concepts:\n    - {en: a, zh: 甲}\n    - NEW"),
        ],
    )
    def test_the_place(self, tmp_path: Path, before: str, after: str) -> None:
        path = tmp_path / "g.yaml"
        path.write_text("format: zhengming/1\n" + before, encoding="utf-8")
        add(str(path), "chip", "晶片")
        new = "{id: chip, en: chip, zh-Hant: 晶片, zh-Hans: 晶片}"
        assert path.read_text(encoding="utf-8") == "format: zhengming/1\n" + after.replace("NEW", new)

    def test_the_owner_is_named_with_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "g.yaml"
        path.write_text("format: zhengming/1\nconcepts:\n  - {id: r, en: de-risking, zh: 去風險}\n", encoding="utf-8")
        for en, zh, named in (
            ("De-Risking", "減險", "De-Risking"),
            ("derisking", "減險", "derisking"),
            ("risk", "去风险", "去风险"),
        ):
            with pytest.raises(GlossaryError) as caught:
                add(str(path), en, zh)
            assert str(caught.value) == f"{path}:3: {named} belongs to the concept 'r' already (edit that entry)"

    @pytest.mark.parametrize(
        ("en", "zh"), [("去風險", "de-risking"), ("", "去風險"), ("chip", ""), ("chip", "chip"), ("5", "五")]
    )
    def test_what_is_no_term(self, tmp_path: Path, en: str, zh: str) -> None:
        with pytest.raises(UsageError, match="the English comes first"):
            add(str(tmp_path / "g.yaml"), en, zh)
        assert list(tmp_path.iterdir()) == []

    def test_an_id_that_is_taken_gets_a_number(self, tmp_path: Path) -> None:
        path = tmp_path / "g.yaml"
        path.write_text("format: zhengming/1\nconcepts:\n  - {id: chip, en: wafer, zh: 晶圓}\n", encoding="utf-8")
        assert add(str(path), "chip", "晶片") == "chip-2"

    def test_a_list_in_brackets_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "g.yaml"
        text = "format: zhengming/1\nconcepts: [{en: a, zh: 甲}]\n"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(GlossaryError, match=r":2: `concepts:` is a list in brackets \(write one entry a line\)$"):
            add(str(path), "chip", "晶片")
        assert path.read_text(encoding="utf-8") == text

    def test_a_broken_glossary_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "g.yaml"
        path.write_text("format: zhengming/1\nconcepts:\n  - {en: a}\n", encoding="utf-8")
        with pytest.raises(GlossaryError, match="an entry without Chinese"):
            add(str(path), "chip", "晶片")

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match="its folder does not exist"):
            add(str(tmp_path / "no/g.yaml"), "chip", "晶片")


def pair(
    zh: str, en: str, *, doc: str = "report.txt", line: int = 1, kind: str = "term", acronym: str | None = None
) -> Pair:
    return Pair(doc, line, 1, 0, zh, en, kind, 0.9, acronym=acronym, quote=f"提出{zh}（{en}）: # x")


PAIRS = (
    pair("去風險", "de-risking"),
    pair("去風險", "De-risking", line=7),
    pair("網宇實體系統", "Cyber-Physical System", acronym="CPS"),
    pair("世界貿易組織", "WTO", kind="acronym", doc="第六章.txt"),
    pair("布林肯", "Antony Blinken", kind="person"),
    pair("最嚴峻的競爭者", "most serious competitor", kind="quote"),
)


class TestProposals:
    @pytest.fixture
    def into(self, tmp_path: Path) -> Iterator[str]:
        path = tmp_path / "house.yaml"
        path.write_text("format: zhengming/1\nconcepts:\n  - {id: chip, en: chip, zh: 晶片}\n", encoding="utf-8")
        before = path.read_bytes()
        yield str(path)
        assert path.read_bytes() == before

    def test_they_stand_beside_the_glossary(self, into: str) -> None:
        outcome = propose(into, PAIRS)
        assert outcome == (into.replace(".yaml", ".proposed.yaml"), 4, 0)
        proposed = load(outcome.path)
        assert [c.id for c in proposed.concepts] == ["de-risking", "cyber-physical-system", "wto", "antony-blinken"]
        assert [(e.source, e.at) for e in proposed.concepts[0].evidence] == [("report", "L1"), ("report", "L7")]
        assert proposed.concepts[0].evidence[0].quote == "提出去風險（de-risking）: # x"
        assert [(t.text, t.type) for t in proposed.concepts[1].designations("en")] == [
            ("Cyber-Physical System", "full"),
            ("CPS", "acronym"),
        ]
        assert [t.type for t in proposed.concepts[2].designations("en")] == ["acronym"]
        assert proposed.concepts[3].kind == "person"
        assert [(s.id, s.path) for s in proposed.sources] == [("report", "report.txt"), ("第六章", "第六章.txt")]

    def test_a_second_run_changes_nothing(self, into: str) -> None:
        path = Path(propose(into, PAIRS).path)
        before, time = path.read_bytes(), path.stat().st_mtime_ns
        assert propose(into, PAIRS)[1:] == (0, 4)
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, time)

    def test_what_the_glossary_or_the_rejections_have_is_not_proposed(self, into: str) -> None:
        Path(into.replace(".yaml", ".rejected.yaml")).write_text(
            "format: zhengming/1\nconcepts:\n  - {en: De-Risk, zh: 去风险}\n", encoding="utf-8"
        )
        outcome = propose(into, [pair("晶片", "Chips"), pair("去風險", "de-risk"), pair("脫鉤", "decoupling")])
        assert outcome[1:] == (1, 2)
        assert [c.id for c in load(outcome.path).concepts] == ["decoupling"]

    def test_what_a_person_wrote_in_the_proposals_stays(self, into: str) -> None:
        path = Path(propose(into, PAIRS[:1]).path)
        edited = path.read_text(encoding="utf-8").replace("en: de-risking", "en: de-risking  # 再議")
        path.write_text(edited + "# 尾\n", encoding="utf-8")
        propose(into, PAIRS)
        text = path.read_text(encoding="utf-8")
        assert "en: de-risking  # 再議\n" in text
        assert text.endswith("# 尾\n")
        assert len(load(str(path)).concepts) == 4

    def test_nothing_to_propose_writes_nothing(self, into: str) -> None:
        assert propose(into, [])[1:] == (0, 0)
        assert not Path(into.replace(".yaml", ".proposed.yaml")).exists()
