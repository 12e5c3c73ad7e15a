"""Latin letters that spell how Chinese is read."""

import pytest

from zhengming.words import align_endings
from zhengming.words.romanization import spelled, spells


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("苗博雅", "Miao Poya"),
        ("蔡英文", "Tsai Ing-wen"),
        ("謝佩芬", "Hsieh Pei-fen"),
        ("張忠謀", "Chang Chung-mou"),
        ("楊思偉", "Yang Ssu-wei"),
        ("習近平", "Xi Jinping"),
        ("内卷", "neijuan"),
        ("双循环", "shuāng xúnhuán"),
        ("新竹", "Hsinchu"),
        ("旺角", "Wong Gok"),
    ],
)
def test_readings(zh: str, en: str) -> None:
    assert spells(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"), [("内卷", "involution"), ("雙循環", "dual circulation"), ("張軍", "Zhang"), ("", "a")]
)
def test_what_is_no_reading(zh: str, en: str) -> None:
    assert not spells(zh, en)


def test_a_part_may_be_spelled() -> None:
    assert spelled("濁水溪", "Zhuoshui") == ((0, 2),)
    assert spelled("到濁水溪", "Zhuoshui") == ((1, 3),)


def test_every_ending_is_explained_by_the_whole_chinese() -> None:
    alignment = align_endings("命運共同體", "the community of common destiny")
    assert [w.shown for w in alignment.words] == ["community", "common", "destiny"]
    assert [e.unexplained for e in alignment.explanations] == [0, 1, 3, 5]


def test_an_ordinary_word_does_not_sound_like_chinese() -> None:
    alignment = align_endings("半导体产业", "Chinese semiconductor industry")
    assert not any(p.how == "sound" and p.mask & 1 for p in alignment.pieces)
