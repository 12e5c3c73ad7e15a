"""What different spellings of one wording have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.language.keys import chinese_key, english_keys


@pytest.mark.parametrize(
    ("wordings", "key"),
    [
        (("G7高峰會", "G7 高峰會", "Ｇ７高峰会", "g7  高峰會"), "g7高峰会"),
        (("去風險", "去风险"), "去风险"),
        (("《2022 國家安全戰略》", "《2022國家安全戰略》"), "《2022国家安全战略》"),
        (("國家 安全", "國家安全"), "国家安全"),
        (("AI and 5G", "ai and 5g"), "ai and 5g"),
    ],
)
def test_chinese_key(wordings: tuple[str, ...], key: str) -> None:
    assert {chinese_key(w) for w in wordings} == {key}


@pytest.mark.parametrize(
    ("wording", "keys"),
    [
        ("supply chain", ["supply chain"]),
        ("de-risking", ["de risking", "derisking"]),
        ("derisking", ["derisking", "de risking"]),
        ("human-machine interface", ["human machine interface", "humanmachine interface"]),
        ("G7 Leaders’ Statement", ["g7 leaders statement"]),
        ("", []),
        ("去風險", []),
    ],
)
def test_english_keys(wording: str, keys: list[str]) -> None:
    assert [" ".join(k) for k in english_keys(wording)] == keys


@given(wording=st.text(max_size=40))
def test_keys_of_anything(wording: str) -> None:
    assert chinese_key(chinese_key(wording)) == chinese_key(chinese_key(chinese_key(wording)))
    english_keys(wording)
