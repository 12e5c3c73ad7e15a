"""English words as families: de-risk, de-risks, De-Risking and derisking are one; form and format are not."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

# A word: letters and digits, with inner apostrophes. Hyphens of all kinds separate words.
WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:['\u2019\u02bc](?!s\b)[0-9A-Za-z\u00c0-\u024f]+)*")
HYPHENS = "-\u2010\u2011\u2012\u2013\u00ad"
# Head nouns stand before these: weapons of mass destruction.
PREPOSITIONS = frozenset("of for in on to with from against between by at under".split())
FUNCTION_WORDS = PREPOSITIONS | frozenset("the a an and or as its their our is are be into over via per".split())

# Words whose inflection is another word in policy texts; a plural here is no plural.
_NEVER_MERGE = frozenset(
    "arms customs goods straits united states means news economics politics physics dynamics electronics "
    "microelectronics photonics robotics logistics statistics tactics ethics headquarters nations working leading "
    "better best left being media data".split()
)
# Derived pairs that a lemmatiser keeps apart belong in a term's `match:` list; these are mere spellings.
_PREFIXES = (
    "anti",
    "co",
    "counter",
    "cyber",
    "de",
    "inter",
    "micro",
    "mid",
    "multi",
    "non",
    "over",
    "post",
    "pre",
    "re",
    "semi",
    "sub",
    "super",
    "trans",
    "ultra",
)
_SPELLINGS = (
    (r"is(e[sdr]?|ing|ation|ations|er|ers)$", r"iz\1"),
    (r"ys(e[sdr]?|ing)$", r"yz\1"),
    (r"([a-z]{2})our(s|ed|ing|er|ers|able|ably|ful|ite|al)?$", r"\1or\2"),
    (r"([bct])re(s|d)?$", r"\1er\2"),
    (r"(def|off|lic|pret)ence(s)?$", r"\1ense\2"),
    (r"([a-z]{2})ogue(s)?$", r"\1og\2"),
    (r"([^l])ll(ed|ing|er|ers)$", r"\1l\2"),
    (r"^(program)me(s)?$", r"\1\2"),
)
# Most words have none of them: one search tells.
_ANY_SPELLING = "|".join(pattern for pattern, _ in _SPELLINGS)
_OURS = frozenset("four our your hour tour pour sour flour devour contour detour glamour paramour velour".split())


def american(word: str) -> str:
    """One spelling for comparing: defence → defense, organisation → organization; not four → for."""
    if word in _OURS or (word.endswith(("s", "ed", "ing")) and word.rstrip("s") in _OURS):
        return word
    if not re.search(_ANY_SPELLING, word):
        return word
    for pattern, replacement in _SPELLINGS:
        # Compiled when first needed: a look-up needs none of them.
        word = re.sub(pattern, replacement, word)
    return word


@cache
def _dictionary() -> dict[bytes, list[bytes]]:
    """Simplemma's English data turned round: lemma → its other forms, all in UTF-8."""
    found = _lemmatizer()[1].get_dictionary("en")
    # It keeps bytes and decodes each at every look: of its 180,000 forms a glossary wants a few thousand.
    pairs = getattr(found, "_dict", found).items()
    forms: dict[bytes, list[bytes]] = {}
    for form, lemma in pairs:
        key = lemma.lower() if isinstance(lemma, bytes) and lemma.isascii() else _utf8(lemma)
        if form != key:
            forms.setdefault(key, []).append(form)
    return forms


def _utf8(word: bytes | str) -> bytes:
    """A word in small letters as UTF-8; `bytes.lower` knows ASCII alone."""
    return (word.decode() if isinstance(word, bytes) else word).lower().encode()


def _forms_in_dictionary(lemma: str) -> list[str]:
    """The other forms of a lower-case lemma, themselves in small letters: crisis → crises."""
    return [_utf8(form).decode() for form in _dictionary().get(lemma.encode(), ())]


@cache
def _lemmatizer() -> tuple[Any, Any]:
    """Simplemma's lemmatizer, and the factory of the dictionary that it reads: one copy serves both."""
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    factory = DefaultDictionaryFactory()
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=factory)), factory


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of one lower-case word: controls → control, crises → crisis."""
    if word in _NEVER_MERGE or len(word) < 3:
        return word
    return str(_lemmatizer()[0].lemmatize(word, lang="en")).lower()


@lru_cache(maxsize=16384)
def is_known(word: str) -> bool:
    """Whether simplemma's English data have a lower-case word."""
    from simplemma import is_known as known

    return bool(known(word, lang="en"))


@lru_cache(maxsize=16384)
def family(word: str) -> str:
    """The key under which all inflections and spellings of a word meet: Organisations → organization."""
    return american(lemma(word.lower()))


def plural(word: str) -> str:
    """The regular plural: policy → policies."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def _regular_verb_forms(word: str) -> tuple[str, ...]:
    stem = word[:-1] if word.endswith("e") else word
    if re.search(r"[^aeiou]y$", word):
        return (plural(word), word[:-1] + "ied", word + "ing")
    doubled = stem + stem[-1] if re.search(r"[^aeiou][aeiou][bdgmnprt]$", stem) and stem == word else stem
    return (plural(word), stem + "ed", stem + "ing", doubled + "ed", doubled + "ing")


@lru_cache(maxsize=4096)
def inflections(word: str) -> frozenset[str]:
    """Every lower-case form of a word's family, spellings included; derisk → derisks, derisked, derisking."""
    word = word.lower()
    if word in _NEVER_MERGE or len(word) < 3 or any(c.isdigit() for c in word):
        return frozenset({word})
    base = lemma(word)
    forms = {word, base, *_forms_in_dictionary(base)}
    if len(forms) <= 2:
        forms.update(_regular_verb_forms(base))
    return frozenset(forms | {american(f) for f in forms} | {_british(f) for f in forms})


_BRITISH = (
    (r"iz(e[sdr]?|ing|ation|ations|er|ers)$", r"is\1"),
    (r"yz(e[sdr]?|ing)$", r"ys\1"),
    (r"(def|off|lic|pret)ense(s)?$", r"\1ence\2"),
    (r"([a-z]{3})or(s|ed|ing|er|ers|able|ably|ful|ite|al)?$", r"\1our\2"),
    (r"([a-z][bct])er(s|ed)?$", r"\1re\2"),
    (r"([a-z]{2}l)og(s)?$", r"\1ogue\2"),
    (r"([aeiou])l(ed|ing|er|ers)$", r"\1ll\2"),
    (r"^(program)(s)?$", r"\1me\2"),
)
# Spellings that no rule tells.
_IRREGULAR_SPELLINGS = {
    a: b
    for one, other in (
        ("gray", "grey"), ("aluminum", "aluminium"), ("aging", "ageing"), ("artifact", "artefact"),
        ("skeptic", "sceptic"), ("skeptical", "sceptical"), ("skepticism", "scepticism"), ("judgment", "judgement"),
        ("enrollment", "enrolment"), ("fulfillment", "fulfilment"), ("maneuver", "manoeuvre"), ("sulfur", "sulphur"),
        ("acknowledgment", "acknowledgement"), ("plow", "plough"), ("mold", "mould"),
        ("installment", "instalment"), ("pediatric", "paediatric"), ("jewelry", "jewellery"),
    )
    for a, b in ((one, other), (other, one), (one + "s", other + "s"), (other + "s", one + "s"))
}  # fmt: skip


@lru_cache(maxsize=16384)
def _british(word: str) -> str:
    """The other spelling of a word, so that both stand in a table of forms; often no word, which harms nobody."""
    if word in _IRREGULAR_SPELLINGS:
        return _IRREGULAR_SPELLINGS[word]
    for pattern, replacement in _BRITISH:
        word = re.sub(pattern, replacement, word)
    return word


def number_forms(word: str) -> frozenset[str]:
    """Singular and plural only: what a name, or a word before the head of a term, may take."""
    word = word.lower()
    if word in _NEVER_MERGE or len(word) < 2:
        return frozenset({word})
    forms = {word, plural(word)}
    if word.endswith("s") and not word.endswith("ss"):
        forms.add(lemma(word))
    return frozenset(forms | {american(f) for f in forms} | {_british(f) for f in forms})


@lru_cache(maxsize=256)
def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word as written) of every word; a possessive 's is neither part of it nor a word.

    Several rules ask for the words of one text in turn: the list is kept for them, and not to be changed.
    """
    found = [(*m.span(), m[0]) for m in WORD.finditer(text)]
    if "'" in text or "\u2019" in text or "\u02bc" in text:
        return [t for t in found if t[2] not in ("s", "S") or text[t[0] - 1 : t[0]] not in _APOSTROPHES or not t[0]]
    return found


_APOSTROPHES = ("'", "\u2019", "\u02bc")


def split_prefix(word: str) -> tuple[str, str] | None:
    """The two parts of a word that others hyphenate: antitrust → anti, trust."""
    for prefix in _PREFIXES if word.startswith(_PREFIXES) else ():
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            return prefix, word[len(prefix) :]
    return None


def slug(text: str) -> str:
    """A concept id from a wording: G7 Leaders' Statement → g7-leaders-statement."""
    plain = _without_accents(text.replace("\u2019", "'").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _without_accents(text: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
