"""What a glossary file means."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.glossary.read import load
from zhengming.model import Concept, Glossary

HEAD = "format: zhengming/1\nconcepts:\n"


def loaded(folder: Path, entries: str, later: str = "") -> Glossary:
    paths = []
    for name, text in (("a.yaml", entries), ("b.yaml", later)):
        if text:
            (folder / name).write_text(HEAD + text, encoding="utf-8")
            paths.append(str(folder / name))
    return load(*paths)


def concept(folder: Path, entry: str, later: str = "") -> Concept:
    [found] = loaded(folder, f"  - {entry}\n", f"  - {later}\n" if later else "").concepts
    return found


def forms(found: Concept, language: str) -> list[str]:
    return [t.text for t in found.designations(language)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "NO",
            "on",
            "Off",
            "yes",
            "y",
            "true",
            "False",
            "null",
            "~",
            "Null",
            "12:30",
            "1e3",
            "017",
            "0x1F",
            "0o17",
        ),
        *("1_000", ".5", ".inf", ".nan", "2022-10-01", "2022-10-01T12:00:00Z", "5", "-5", "3.10", "="),
    ],
)
def test_every_scalar_is_text(tmp_path: Path, text: str) -> None:
    found = concept(tmp_path, f"{{id: {text}, en: {text}, zh: 制裁, note: {text}, tags: [{text}]}}")
    assert (found.id, found.preferred("en"), found.note, found.tags) == (text, text, text, (text,))


@pytest.mark.parametrize("text", ["", "~", "null", "no"])
def test_a_quoted_text_is_text_too(tmp_path: Path, text: str) -> None:
    assert concept(tmp_path, f'{{id: x, en: x, zh: 制裁, note: "{text}"}}').note == text


def test_an_empty_list_of_concepts(tmp_path: Path) -> None:
    for text in ("format: zhengming/1\nconcepts: []\n", HEAD):
        (tmp_path / "g.yaml").write_text(text, encoding="utf-8")
        assert load(str(tmp_path / "g.yaml")).concepts == ()


def test_a_line_is_enough_and_has_its_defaults(tmp_path: Path) -> None:
    found = concept(tmp_path, "{en: Supply chain, zh: 供應鏈}")
    assert (found.id, found.kind, found.line, found.path) == ("supply-chain", "term", 3, str(tmp_path / "a.yaml"))
    assert [(t.text, t.language, t.status, t.type) for t in found.terms] == [
        ("Supply chain", "en", "preferred", "full"),
        ("供應鏈", "zh-Hant", "preferred", "full"),
        ("供应链", "zh-Hans", "preferred", "full"),
    ]


@pytest.mark.parametrize(
    ("zh", "hant", "hans"), [("去風險", "去風險", "去风险"), ("去风险", "去風險", "去风险"), ("制裁", "制裁", "制裁")]
)
def test_zh_is_either_script_and_the_other_is_derived(tmp_path: Path, zh: str, hant: str, hans: str) -> None:
    found = concept(tmp_path, f"{{id: x, en: x, zh: {zh}}}")
    assert (found.preferred("zh-Hant"), found.preferred("zh-Hans")) == (hant, hans)


def test_zh_may_hold_both_scripts(tmp_path: Path) -> None:
    found = concept(tmp_path, "{id: x, en: x, zh: [晶片, 芯片组]}")
    assert (forms(found, "zh-TW"), forms(found, "zh-CN")) == (["晶片"], ["芯片组"])


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "zh-TW: 人工智慧, zh-HK: 人工智能, zh-CN: 人工智能",
            ("人工智慧", "人工智能", "人工智能", "人工智慧", "人工智能"),
        ),
        ("zh-Hant: 晶片, zh-CN: 芯片", ("晶片", "晶片", "芯片", "晶片", "芯片")),
        ("zh-TW: 飛彈", ("飛彈", "飛彈", "飞弹", "飛彈", "飞弹")),
        ("zh-HK: 網絡", ("網絡", "網絡", "网络", "網絡", "网络")),
        ("zh-CN: 网络", ("網絡", "網絡", "网络", "網絡", "网络")),
        ("zh-Hans: 网络, zh-TW: 網路", ("網路", "網路", "网络", "網路", "网络")),
    ],
)
def test_regional_fallback(tmp_path: Path, entry: str, expected: tuple[str, ...]) -> None:
    found = concept(tmp_path, f"{{id: x, en: x, {entry}}}")
    assert tuple(found.preferred(tag) for tag in ("zh-TW", "zh-HK", "zh-CN", "zh-Hant", "zh-Hans")) == expected


def test_the_first_full_term_is_preferred(tmp_path: Path) -> None:
    found = concept(
        tmp_path, "{id: x, en: [{term: AI, type: acronym}, artificial intelligence, machine smarts], zh: 人工智慧}"
    )
    assert [(t.text, t.status) for t in found.terms if t.language == "en"] == [
        ("AI", "admitted"),
        ("artificial intelligence", "preferred"),
        ("machine smarts", "admitted"),
    ]


def test_an_acronym_alone_is_preferred(tmp_path: Path) -> None:
    assert concept(tmp_path, "{id: x, en: {term: AI, type: acronym}, zh: 人工智慧}").preferred("en") == "AI"


def test_a_stated_status_stands(tmp_path: Path) -> None:
    found = concept(tmp_path, "{id: x, en: [{term: a, status: superseded}, {term: b, status: admitted}, c], zh: 制裁}")
    assert [t.status for t in found.terms if t.language == "en"] == ["superseded", "admitted", "preferred"]
    assert forms(found, "en") == ["c", "b"]
    assert found.preferred("en") == "c"


def test_avoid_tells_the_language_by_the_script(tmp_path: Path) -> None:
    found = concept(tmp_path, '{id: x, en: x, zh: 制裁, avoid: [製裁, 贸易制裁, {term: penalties, note: "fines"}]}')
    assert [(t.text, t.language, t.status, t.note) for t in found.deprecated()] == [
        ("製裁", "zh-Hant", "deprecated", ""),
        ("贸易制裁", "zh-Hans", "deprecated", ""),
        ("penalties", "en", "deprecated", "fines"),
    ]


def test_everything_else_of_an_entry(tmp_path: Path) -> None:
    found = concept(
        tmp_path,
        "{id: x, kind: document, en: {term: x, case: exact, match: [xs], note: n, source: s},"
        " zh-TW: {term: 除役, zhuyin: ㄔㄨˊ}, when: {near: [核電], not-near: 軍},"
        " pos: noun, subject: energy, tags: a, do-not-translate: true, related: [y],"
        " formerly: z, definition: d, evidence: [{source: q, at: L3, quote: 除役}, {at: p. 4}]}",
    )
    english, chinese = found.terms[:2]
    assert (english.exact_case, english.match, english.note, english.source) == (True, ("xs",), "n", "s")
    assert chinese.zhuyin == "ㄔㄨˊ"
    assert (found.kind, found.near, found.not_near, found.pos, found.subject) == (
        "document",
        ("核電",),
        ("軍",),
        "noun",
        "energy",
    )
    assert (found.tags, found.do_not_translate, found.related, found.formerly) == (("a",), True, ("y",), ("z",))
    assert found.definition == "d"
    assert [(e.source, e.at, e.quote) for e in found.evidence] == [("q", "L3", "除役"), ("", "p. 4", "")]


class TestOverrides:
    BASE = "{id: sanctions, en: sanctions, zh: 制裁, avoid: [製裁, penalties], note: old, when: {near: [美國]}}"

    def test_the_keys_given_are_replaced_and_the_others_stay(self, tmp_path: Path) -> None:
        found = concept(tmp_path, self.BASE, "{overrides: sanctions, en: restrictive measures}")
        assert forms(found, "en") == ["restrictive measures"]
        assert forms(found, "zh-TW") == ["制裁"]
        assert [t.text for t in found.deprecated()] == ["製裁", "penalties"]
        assert (found.id, found.note, found.near) == ("sanctions", "old", ("美國",))
        assert (found.path, found.line) == (str(tmp_path / "b.yaml"), 3)

    def test_avoid_and_note_and_when(self, tmp_path: Path) -> None:
        found = concept(tmp_path, self.BASE, "{overrides: sanctions, avoid: fines, note: new, when: {near: [歐盟]}}")
        assert ([t.text for t in found.deprecated()], found.note, found.near) == (["fines"], "new", ("歐盟",))
        assert forms(found, "en") == ["sanctions"]

    def test_zh_replaces_both_scripts(self, tmp_path: Path) -> None:
        found = concept(tmp_path, self.BASE, "{overrides: sanctions, zh: 限制措施與處罰}")
        assert (forms(found, "zh-TW"), forms(found, "zh-CN")) == (["限制措施與處罰"], ["限制措施与处罚"])

    def test_one_region_alone(self, tmp_path: Path) -> None:
        found = concept(tmp_path, self.BASE, "{overrides: sanctions, zh-HK: 制裁措施}")
        assert [found.preferred(t) for t in ("zh-TW", "zh-HK", "zh-CN")] == ["制裁", "制裁措施", "制裁"]


def test_files_keep_their_order_and_their_sources(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "format: zhengming/1\ntitle: T\nsources: {q: {title: 書, author: 王, path: a.txt}}\n"
        "concepts:\n  - {en: z, zh: 甲}\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text(HEAD + "  - {en: a, zh: 乙}\n", encoding="utf-8")
    (tmp_path / "b.rejected.yaml").write_text("broken", encoding="utf-8")
    glossary = load(str(tmp_path))
    assert ([c.id for c in glossary.concepts], glossary.title) == (["z", "a"], "T")
    assert [(s.id, s.title, s.author, s.path) for s in glossary.sources] == [("q", "書", "王", "a.txt")]
    assert glossary.paths == (str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5", "gb18030"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = HEAD + "  - {en: policy, zh-Hant: 對中國的政策, note: 這是有關美國的一個說法}\n"
    (tmp_path / "g.yaml").write_bytes(text.encode(encoding))
    assert load(str(tmp_path / "g.yaml")).concepts[0].preferred("zh-TW") == "對中國的政策"
