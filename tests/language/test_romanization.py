"""Readings: pinyin, zhuyin as Taiwan reads, jyutping. The cases are data; a linguist can add to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.language.romanization import _LONGEST, _table, _to_zhuyin, jyutping, pinyin, zhuyin
from zhengming.language.scripts import HAN_CHARACTER, simplify

PINYIN = {
    "去風險": "qù fēng xiǎn",
    "去风险": "qù fēng xiǎn",
    "朝鮮": "cháo xiǎn",
    "朝鲜": "cháo xiǎn",
    "華為": "huá wéi",
    "任正非": "rén zhèng fēi",
    "曾慶紅": "zēng qìng hóng",
    "不對稱作戰": "bù duì chèn zuò zhàn",
    "嚇阻": "hè zǔ",
    "重慶": "chóng qìng",
    "重組": "chóng zǔ",
    "重點": "zhòng diǎn",
    "財政部長": "cái zhèng bù zhǎng",
    "長臂管轄": "cháng bì guǎn xiá",
    "微電子": "wēi diàn zǐ",
    "銀行": "yín háng",
    "行政命令": "xíng zhèng mìng lìng",
    "蒙古": "měng gǔ",
    "緬甸": "miǎn diàn",
    "戰略": "zhàn lüè",
    "女性": "nǚ xìng",
    "業績": "yè jì",
    "框架": "kuàng jià",
    # No changed tones, as dictionaries write.
    "一帶一路": "yī dài yī lù",
    "不是": "bù shì",
    # One Simplified character, two Traditional ones.
    "發展": "fā zhǎn",
    "頭髮": "tóu fà",
    "頭髮銀髮": "tóu fà yín fà",
    "乾淨能源": "gān jìng néng yuán",
    "幹部": "gàn bù",
    "隨著": "suí zhe",
    "著名": "zhù míng",
    # Foreign words stay, punctuation is silent.
    "G7廣島領袖公報": "G7 guǎng dǎo lǐng xiù gōng bào",
    "5G": "5G",
    "3C產品": "3C chǎn pǐn",
    "《晶片與科學法》": "jīng piàn yǔ kē xué fǎ",
    "安東尼·布林肯": "ān dōng ní bù lín kěn",
    "遏制、圍堵、打壓": "è zhì wéi dǔ dǎ yā",
    "": "",
}
ZHUYIN = {
    "危機": "ㄨㄟˊ ㄐㄧ",
    "企業": "ㄑㄧˋ ㄧㄝˋ",
    "研究": "ㄧㄢˊ ㄐㄧㄡˋ",
    "高品質": "ㄍㄠ ㄆㄧㄣˇ ㄓˊ",
    "攻擊": "ㄍㄨㄥ ㄐㄧˊ",
    "微電子": "ㄨㄟˊ ㄉㄧㄢˋ ㄗˇ",
    "意識": "ㄧˋ ㄕˋ",
    "軌跡": "ㄍㄨㄟˇ ㄐㄧ",
    "業績": "ㄧㄝˋ ㄐㄧ",
    "消息": "ㄒㄧㄠ ㄒㄧˊ",
    "分析": "ㄈㄣ ㄒㄧ",
    "衝突": "ㄔㄨㄥ ㄊㄨˊ",
    "垃圾": "ㄌㄜˋ ㄙㄜˋ",
    "和平": "ㄏㄜˊ ㄆㄧㄥˊ",
    "暴露": "ㄆㄨˋ ㄌㄨˋ",
    "包括": "ㄅㄠ ㄍㄨㄚ",
    "儲能": "ㄔㄨˊ ㄋㄥˊ",
    "負載": "ㄈㄨˋ ㄗㄞˋ",
    "傳播": "ㄔㄨㄢˊ ㄅㄛˋ",
    "框架": "ㄎㄨㄤ ㄐㄧㄚˋ",
    "檔案": "ㄉㄤˇ ㄢˋ",
    "綜合": "ㄗㄨㄥˋ ㄏㄜˊ",
    "攜手": "ㄒㄧ ㄕㄡˇ",
    "矽谷": "ㄒㄧˋ ㄍㄨˇ",
    "蒙古": "ㄇㄥˊ ㄍㄨˇ",
    "步驟": "ㄅㄨˋ ㄗㄡˋ",
    "長期": "ㄔㄤˊ ㄑㄧˊ",
    "我們": "ㄨㄛˇ ˙ㄇㄣ",
    "人工智慧": "ㄖㄣˊ ㄍㄨㄥ ㄓˋ ㄏㄨㄟˋ",
    "綠色能源": "ㄌㄩˋ ㄙㄜˋ ㄋㄥˊ ㄩㄢˊ",
    "G7領袖": "G7 ㄌㄧㄥˇ ㄒㄧㄡˋ",
    "𠮷": "𠮷",
}
JYUTPING = {
    "人工智能": "jan4 gung1 zi3 nang4",
    "去風險": "heoi3 fung1 him2",
    "財政部長": "coi4 zing3 bou6 zoeng2",
    "財長": "coi4 zoeng2",
    "歐盟執委會": "au1 mang4 zap1 wai2 wui2",
    "G7峰會": "G7 fung1 wui2",
}


@pytest.mark.parametrize(("text", "reading"), PINYIN.items())
def test_pinyin(text: str, reading: str) -> None:
    assert pinyin(text) == reading


@pytest.mark.parametrize(("text", "reading"), ZHUYIN.items())
def test_zhuyin(text: str, reading: str) -> None:
    assert zhuyin(text) == reading


@pytest.mark.parametrize(("text", "reading"), JYUTPING.items())
def test_jyutping(text: str, reading: str) -> None:
    assert jyutping(text) == reading


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12))
def test_every_character_has_one_syllable(text: str) -> None:
    for read in (pinyin, zhuyin):
        assert len(read(text).split()) == len(text)
    # Units written with one character are read with two in Cantonese: 籿 is fan1 mai5.
    assert len(jyutping(text).split()) >= len(text)


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    for read in (pinyin, zhuyin, jyutping):
        assert "  " not in read(text)


def test_the_table_is_well_formed() -> None:
    table = _table()
    tones = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
    for wordings in (table.mainland, table.taiwan, table.cantonese):
        for wording, readings in wordings.items():
            assert len(wording) == len(readings), wording
            assert len(wording) <= _LONGEST, wording
            assert all(HAN_CHARACTER.match(c) for c in wording), wording
    for readings in (*table.mainland.values(), *table.taiwan.values()):
        assert all(tones.search(r) or r in ("me", "zhe", "lā") for r in readings), readings
    for (character, before), after in (table.everywhere | table.only_taiwan).items():
        assert before != after, character


def test_the_table_finds_both_scripts() -> None:
    for wording in _table().mainland:
        assert simplify(wording) in _table().mainland


def test_the_table_of_zhuyin_is_pypinyins() -> None:
    """Every syllable that its dictionaries know, with its tone: ours is quicker to load, and says the same."""
    from pypinyin import Style
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.style import convert

    known = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    known |= {s for phrase in PHRASES_DICT.values() for syllables in phrase for s in syllables}
    theirs = {syllable: convert(syllable, Style.BOPOMOFO, strict=True) for syllable in known}
    lightly = {syllable: "˙" + said[:-1] if said.endswith("˙") else said for syllable, said in theirs.items()}
    assert {syllable: _to_zhuyin(syllable) for syllable in known} == lightly
    assert len(known) > 1500
