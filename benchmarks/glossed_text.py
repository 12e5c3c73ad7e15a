"""Chinese text with many glosses, made by rule: for measuring speed and for comparing two ways of extracting.

More than 200 glosses a megabyte, half of them with a word right before their Chinese side (an open left edge), the
others in quotation marks or right after a sign. Terms are drawn out of a hundred thousand combinations and names are
put together of syllables, so that few glosses repeat; filler sentences come between.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

GLOSSES_PER_MB = 220


def _table(text: str) -> dict[str, str]:
    "`供應鏈:supply_chain 水:water` as Chinese → English."
    return dict(pair.replace("_", " ").split(":") for pair in text.split())


_MODIFIERS = _table(
    "經濟:economic 軍事:military 國際:international 區域:regional 海洋:maritime 網路:cyber "
    "數位:digital 綠色:green 戰略:strategic 集體:collective 公共:public 民間:civil 核子:nuclear "
    "太空:space 金融:financial 農業:agricultural 跨境:cross-border 去中心化:decentralized "
    "非傳統:non-traditional 可持續:sustainable 不對稱:asymmetric 低碳:low-carbon 包容性:inclusive "
    "多邊:multilateral 雙邊:bilateral 全球:global 氣候:climate 能源:energy 教育:education "
    "科技:technology"
)
_MIDDLES = _table(
    "安全:security 貿易:trade 供應鏈:supply_chain 人才:talent 資料:data 風險:risk 危機:crisis "
    "資源:resource 投資:investment 情報:intelligence 基礎設施:infrastructure 勞動力:labor 市場:market "
    "環境:environmental 健康:health 信任:trust 創新:innovation 交通:transport 債務:debt "
    "半導體:semiconductor 人工智慧:artificial_intelligence 移民:migration 食品:food 水:water"
)
_HEADS = _table(
    "管理:management 戰略:strategy 架構:framework 對話:dialogue 治理:governance 合作:cooperation "
    "競爭:competition 脅迫:coercion 韌性:resilience 協議:agreement 轉型:transition 評估:assessment "
    "政策:policy 標準:standards 聯盟:alliance 機制:mechanism 網絡:network 倡議:initiative 改革:reform "
    "計畫:program 委員會:committee 平台:platform 指數:index 模型:model"
)
_SYLLABLES = _table(
    "布:b 林:lin 肯:ken 克:c 拉:la 斯:s 德:d 馬:ma 丁:tin 羅:ro 納:na 托:to 比:bi 爾:l 格:g 魯:ru "
    "維:vi 卡:ka 多:do 尼:ni 莫:mo 里:ri 森:sen 特:t 蘭:lan 艾:a 奧:o 莎:sha 迪:di 科:co 巴:ba 佩:pe "
    "勒:ler 米:mi 安:an 希:shi"
)
_OPENERS = "各國尋求 學者提出 政府推動 與會者討論 報告強調 部長指出 企業開始採用 媒體關注 專家批評 歐盟正式通過".split()
_SUBJECTS = "各國 政府 學者 歐盟 企業 專家 媒體 地方 部會 議員 民眾 研究團隊 主管機關 新創公司 國會 智庫".split()
_VERBS = "認為 指出 強調 主張 討論 檢視 推動 否認 支持 批評 重申 觀察到 預期 承諾 調整 擱置".split()
_OBJECTS = (
    "區域局勢的變化 長期的投資計畫 供應鏈的重組 過去十年的經驗 人口結構的壓力 鄰國的立場 "
    "科技發展的速度 立法的進度 公開資料的品質 地方財政的負擔 年輕世代的期待 國際情勢的走向 邊境的管理 "
    "氣候變遷的影響 市場的反應 選舉的結果"
).split()
_LINKS = "並且 因此 不過 同時 另一方面 在此之後 相較之下 儘管如此".split()


class Gloss(NamedTuple):
    "What the text glosses: where its parenthesis opens, both sides, and whether its left edge is"

    "open."

    offset: int
    zh: str
    en: str
    is_open: bool


class Glossed(NamedTuple):
    "A text and its glosses in their order."

    text: str
    glosses: tuple[Gloss, ...]


def glossed_text(megabytes: float, seed: int = 1, *, simplified: bool = False) -> Glossed:
    "A text of about that size in UTF-8, in one script, the same for the same seed."
    from zhengming.language.scripts import simplify

    draw = random.Random(seed)
    parts: list[str] = []
    glosses: list[Gloss] = []
    at, size, wanted = 0, 0, int(megabytes * 1_000_000)
    while size < wanted:
        for piece, gloss in _paragraph(draw, len(glosses), dense=len(glosses) < GLOSSES_PER_MB * size / 1_000_000):
            if gloss:
                offset = at + piece.index("（", piece.index(gloss[0]))
                zh = simplify(gloss[0]) if simplified else gloss[0]
                glosses.append(Gloss(offset, zh, gloss[1], is_open=gloss[2]))
            parts.append(piece)
            at += len(piece)
            size += len(piece.encode())
    text = "".join(parts)
    return Glossed(simplify(text) if simplified else text, tuple(glosses))


def _paragraph(draw: random.Random, number: int, *, dense: bool) -> Iterator[tuple[str, tuple[str, str, bool] | None]]:
    "Sentences of filler, one with a gloss in every paragraph where there are too few so far."
    for _ in range(draw.randint(2, 5)):
        yield _filler(draw), None
    if dense:
        yield _glossed_sentence(draw, number)
    yield _filler(draw) + "\n\n", None


def _filler(draw: random.Random) -> str:
    clause = f"{draw.choice(_SUBJECTS)}{draw.choice(_VERBS)}{draw.choice(_OBJECTS)}"
    return f"{clause}，{draw.choice(_LINKS)}{draw.choice(_SUBJECTS)}{draw.choice(_VERBS)}{draw.choice(_OBJECTS)}。"


def _glossed_sentence(draw: random.Random, number: int) -> tuple[str, tuple[str, str, bool]]:
    zh, en = (_term, _term, _term, _name, _acronym)[number % 5](draw)
    is_open = number % 2 == 0
    left = draw.choice(_OPENERS)
    edge = ("", "") if is_open else draw.choice((("「", "」"), ("「", "」"), ("，", ""), ("：", "")))
    return f"{left}{edge[0]}{zh}{edge[1]}（{en}）的{draw.choice(_OBJECTS)}。", (zh, en, is_open)


def _term(draw: random.Random) -> tuple[str, str]:
    parts = [draw.choice(list(t.items())) for t in (_MODIFIERS, _MIDDLES, _HEADS)[draw.randint(0, 1) :]]
    return "".join(zh for zh, _ in parts), " ".join(en for _, en in parts)


def _name(draw: random.Random) -> tuple[str, str]:
    first, last = (draw.sample(list(_SYLLABLES.items()), draw.randint(2, 3)) for _ in range(2))
    dotted = "·".join("".join(zh for zh, _ in part) for part in (first, last))
    return dotted, " ".join("".join(en for _, en in part).title() for part in (first, last))


def _acronym(draw: random.Random) -> tuple[str, str]:
    zh, en = _term(draw)
    return zh, "".join(word[0].upper() for word in en.replace("-", " ").split())
