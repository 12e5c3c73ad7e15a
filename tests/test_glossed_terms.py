"""What the chapter glosses, the glossary has."""

from __future__ import annotations

from pathlib import Path

import zhengming
from zhengming.language.keys import chinese_key

ROOT = Path(__file__).parents[1]
# Corrected in the glossary (the note says why), a title whose year or a term whose adjective the glossary leaves out.
ENGLISH_CORRECTED = {
    "integrated network system of system",
    "National Security Strategy, 2022",
    "2022 National Defense Strategy of the U.S.A.",
    "advanced CBW",
}


def test_every_glossed_term_has_its_concept() -> None:
    glossary = zhengming.load(str(ROOT / "glossary"))
    matcher = zhengming.Matcher(glossary)
    forms = {c.id: {chinese_key(t.text) for t in c.terms if t.language != "en"} for c in glossary.concepts}
    missing = []
    for pair in zhengming.extract(zhengming.read(str(ROOT / "seeds/indsr-2023-chapter-6.txt"))):
        owners = {c for m in matcher.find(pair.en) for c in m.concepts}
        wanted = chinese_key(pair.zh)
        # 準備 is glossed within 軍事準備.
        if not any(form.endswith(wanted) for c in owners for form in forms[c]) and pair.en not in ENGLISH_CORRECTED:
            missing.append((pair.zh, pair.en))
    assert missing == []
