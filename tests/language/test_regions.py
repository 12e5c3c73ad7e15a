"""What OpenCC proposes for a region: a suggestion, never a truth."""

from __future__ import annotations

import pytest

from zhengming.language.regions import convert, regional


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("去風險", "zh-Hans", "去风险"),
        ("去风险", "zh-Hant", "去風險"),
        ("去風險", "zh-Hant", "去風險"),
        ("制裁", "zh-Hant", "制裁"),
        ("脱钩", "zh-TW", "脫鉤"),
        ("计划", "zh-Hant", "計劃"),
        ("計畫", "zh-TW", "計畫"),
        ("G7峰会", "zh-Hant", "G7峯會"),
    ],
)
def test_convert(text: str, tag: str, expected: str) -> None:
    if "峯" in expected:
        assert convert(text, tag) in ("G7峯會", "G7峰會")
    else:
        assert convert(text, tag) == expected


@pytest.mark.parametrize(
    ("text", "tag", "form", "how"),
    [
        ("人工智能", "zh-TW", "人工智慧", "phrases"),
        ("視頻", "zh-TW", "影片", "phrases"),
        ("政府", "zh-TW", "政府", "characters"),
        ("飛機", "zh-CN", "飞机", "characters"),
        ("網絡安全", "zh-TW", "網路安全", "phrases"),
        ("計畫", "zh-TW", "計畫", "characters"),
    ],
)
def test_regional(text: str, tag: str, form: str, how: str) -> None:
    assert regional(text, tag) == (form, how)
