"""What kind of thing a pair names."""

from __future__ import annotations

import re

from zhengming.extraction.names import is_name
from zhengming.language.scripts import simplify
from zhengming.words.lexicon import senses

_ORGANIZATION_ZH = re.compile(
    r"(?:公司|集团|银行|基金会|委员会|理事会|议会|协会|学会|联盟|联合会|组织|机构|中心|研究所|研究院|学院|大学|论坛|平台|总署|总局|署|局|部|院|党|社|网|军|法院|实验室|工业国|智库|财团|商会|工会|联邦|公会)$"
)
_ORGANIZATION_EN = re.compile(
    r"\b(?:Council|Committee|Commission|Agency|Association|Organi[sz]ation|Center|Centre|Institute|Institution|Forum|Bureau|"
    r"Department|Ministry|Office|University|College|Company|Corporation|Corp|Inc|Ltd|Group|Bank|Foundation|Union|Party|Alliance|"
    r"Laboratory|Lab|Labs|Academy|Society|Federation|Platform|Authority|Administration|Command|Navy|Army|Court)\b"
)
_DOCUMENT_EN = re.compile(
    r"\b(?:Act|Law|Bill|Strategy|Report|Treaty|Agreement|Accord|Charter|Declaration|Communiqu[eé]|Statement|Convention|Protocol|"
    r"Constitution|White Paper|Times|Journal|Post|Daily|Weekly|Review|Magazine|Gazette|Herald|Tribune|"
    r"Order|Resolution|License|Licence)\b"
)
# A lower-case phrase that begins so is what somebody said: our most serious competitor.
_SPOKEN = frozenset(
    {"our", "my", "your", "their", "his", "her", "its", "most", "we", "they", "it", "this", "not", "so", "no"}
)


# What only a sentence has.
_FINITE = frozenset(
    {
        "is", "are", "was", "were", "will", "would", "shall", "must", "should", "can", "could", "may", "might", "has",
        "have", "had", "do", "does", "did", "we", "they", "he", "she", "you", "agreed", "believe", "cannot", "don't",
    }
)  # fmt: skip
_SHORTEST_CLAUSE = 6


def kind_of(zh: str, en: str, *, marked: str, is_acronym: bool, is_alias: bool = False) -> str:
    """`person`, `organization`, `document`, `acronym`, `quote`, `alias` or `term`."""
    plain = simplify(zh)
    if is_alias:
        return "alias"
    words = en.replace("\u2019", "'").split()
    if len(words) >= _SHORTEST_CLAUSE and not _FINITE.isdisjoint(words):
        return "quote"
    if is_acronym:
        return "acronym"
    if marked in ("《》", "〈〉"):
        return (
            "document"
            if not _ORGANIZATION_EN.search(en)
            else "organization"
            if not _DOCUMENT_EN.search(en)
            else "document"
        )
    if marked in ("「」", "『』", "“”", '""') and _is_clause(plain, en):
        return "quote"
    if is_name(en) and len(plain) <= 14 and not _ORGANIZATION_ZH.search(plain) and not _ends_in_a_noun(plain, en):
        return "person"
    capitals = en[:1].isupper() and (len(en.split()) == 1 or sum(w[:1].isupper() for w in en.split()) >= 2)
    if capitals and _ORGANIZATION_EN.search(en):
        return "organization"
    if capitals and _DOCUMENT_EN.search(en) and re.search(r"[A-Z]\w* ", en):
        return "document"
    if capitals and _ORGANIZATION_ZH.search(plain):
        return "organization"
    return "term"


def _is_clause(zh: str, en: str) -> bool:
    """Somebody's words rather than a term: a clause, or a lower-case phrase with a 的 in it."""
    words = en.split()
    return (
        len(words) > 7
        or bool(re.search(r"[，。；！？]", zh))
        or ("的" in zh and len(words) >= 3 and en == en.lower() and (len(zh) >= 10 or words[0] in _SPOKEN))
    )


def _ends_in_a_noun(zh: str, en: str) -> bool:
    """Whether the dictionary renders the last English word by the end of the Chinese: Thucydides Trap is no person."""
    last = en.split()[-1].lower()
    found = senses(zh[-length:] for length in (2, 3, 4) if length <= len(zh))
    return any(last in sense.split() for every in found.values() for sense in every)
