"""Traditional and Simplified, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.language.scripts import (
    HAN_CHARACTER,
    contains_han,
    contains_latin,
    fold,
    is_chinese,
    script_of,
    simplify,
)

TEXTS = st.text(max_size=60)


@given(text=TEXTS)
def test_length_stays(text: str) -> None:
    assert len(simplify(text)) == len(fold(text)) == len(text)


@given(text=TEXTS | st.text(alphabet="著瞭後裡臺灣製衛ＡＩＧÉ　", max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert simplify(simplify(text)) == simplify(text)


@pytest.mark.parametrize(
    ("texts", "folded"),
    [
        (("臺灣", "台灣", "台湾"), "台湾"),
        (("製裁", "制裁"), "制裁"),
        (("ＡＩ晶片", "AI晶片", "ai晶片"), "ai晶片"),
        (("隨著", "随着", "隨着"), "随着"),
        (("裏", "裡", "里"), "里"),
        (("脫鈎", "脫鉤", "脱钩"), "脱钩"),
        (("群衆", "群眾", "群众"), "群众"),
        (("É", "é"), "é"),
        (("a\u3000b", "a\u00a0b", "a b"), "a b"),
    ],
)
def test_one_key(texts: tuple[str, ...], folded: str) -> None:
    assert {fold(t) for t in texts} == {folded}


@pytest.mark.parametrize(
    ("a", "b"), [("末", "未"), ("己", "已"), ("晶片", "芯片"), ("網路", "網絡"), ("徐葳婷", "徐薇婷"), ("滬", "滄")]
)
def test_different_keys(a: str, b: str) -> None:
    assert fold(a) != fold(b)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("發展", "zh-Hant"),
        ("发展", "zh-Hans"),
        ("製裁", "zh-Hant"),
        ("制裁", None),
        ("政府", None),
        ("AI", None),
        ("", None),
        ("皇后", None),
        ("干預", "zh-Hant"),
        ("台灣", "zh-Hant"),
        ("里長", "zh-Hant"),
        ("中国與美国的关系", "zh-Hans"),
    ],
)
def test_script_of(text: str, script: str | None) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("character", "han"),
    [
        *(
            ("一", True),
            ("\u3400", True),
            ("\u33ff", False),
            ("\u4dbf", True),
            ("\u4dc0", False),
            ("\u9fff", True),
            ("\ua000", False),
        ),
        *(
            ("\uf900", True),
            ("\ufaff", True),
            ("\ufb00", False),
            ("𠀀", True),
            ("\U000323af", True),
            ("\U000323b0", False),
        ),
        *(
            ("々", True),
            ("〇", True),
            ("–", False),
            ("ぁ", False),
            ("가", False),
            ("，", False),
            ("Ａ", False),
            ("0", False),
        ),
    ],
)
def test_what_is_han_at_both_ends_of_each_range(character: str, han: bool) -> None:
    assert bool(HAN_CHARACTER.fullmatch(character)) is han
    assert contains_han(f"a{character}b") is han


def test_contains_latin() -> None:
    assert contains_latin("去é")
    assert not contains_latin("去，5")


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("政府宣布去風險（de-risking）", True),
        ("The 去風險 policy of the government", False),
        ("", False),
        ("2023", False),
        ("風", True),
    ],
)
def test_is_chinese(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese
