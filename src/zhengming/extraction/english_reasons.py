"""Why an English wording before a Chinese gloss begins where it does, in words that a person can check."""

from __future__ import annotations

from zhengming.extraction.english_ranking import EnglishRanked, EnglishRanking
from zhengming.extraction.reasons import tell_links
from zhengming.words import Alignment
from zhengming.words.english import words_of

# What a piece of evidence says of a span; {left} is the word before it, {first} its first word.
_SAYINGS = {
    "edge:quote": "the author marks it",
    "edge:opening": "a mark opens before it",
    "edge:line": "it begins the line",
    "edge:stop": "a sign stands before it",
    "edge:comma": "a comma stands before it",
    "edge:colon": "a colon stands before it",
    "edge:dash": "a dash stands before it",
    "edge:slash": "a slash stands before it",
    "edge:inside": "it begins within what the author marks",
    "over_marks": "it reaches over the marks",
    "left:article": "it follows {left}",
    "left:determiner": "it follows {left}",
    "left:possessive": "it follows {left}",
    "left:preposition": "it follows {left}",
    "left:conjunction": "it follows {left}",
    "left:naming": "it follows {left}",
    "left:verb": "it follows the verb {left}",
    "left:done": "it follows the verb {left}",
    "left:doing": "it follows the verb {left}",
    "left:auxiliary": "it follows {left}",
    "left:pronoun": "it follows {left}",
    "left:adverb": "it follows {left}",
    "first:article": "it begins with {first}",
    "first:determiner": "it begins with {first}",
    "first:preposition": "it begins with {first}",
    "first:conjunction": "it begins with {first}",
    "first:auxiliary": "it begins with {first}",
    "first:pronoun": "it begins with {first}",
    "first:possessive": "it begins with {first}",
    "first:adverb": "it begins with the adverb {first}",
    "first:verb": "it begins with the verb {first}",
    "first:done": "it begins with the verb {first}",
    "first:doing": "it begins with the verb {first}",
    "first:naming": "it begins with {first}",
    "title_first": "it begins with the title {first}",
    "title_first_perhaps": "it begins with the title {first}",
    "title_before": "the title {left} stands before the name",
    "glossary_pair": "the glossary has the two as one concept",
    "surname_first": "its first word is the family name",
    "surname_last": "its last word is the family name",
    "spells": "it spells how the Chinese is read",
    "begins_capitals": "the capitalised words begin here",
    "cuts_capitals": "it cuts the capitalised words before {first}",
    "cuts_linked": "it cuts the capitalised words before {left}",
    "lower_before_capital": "{first} is not capitalised as the rest is",
    "cuts_off": "it leaves out what the Chinese explains",
    "chinese_left": "more of the Chinese is left unexplained",
    "english_left": "nothing in the Chinese is left for {first}",
    "first_unexplained": "nothing in the Chinese explains {first}",
    "missing": "the Chinese explains less of it",
    "number_unglossed": "{first} is not in the Chinese",
    "number_cut_off": "it leaves out {left}, which the Chinese has",
    "place_unglossed": "{first} is not in the Chinese",
    "place_cut_off": "it leaves out {left}, which the Chinese has",
    "after_possessive_name": "it follows {left}",
    "inner:possessive": "a possessive stands inside",
    "inner:naming": "it reaches over a word that introduces a term",
    "the_inside": "a sentence begins inside",
    "place_owns": "it begins with {first}",
    "genus_of_first": "it begins with {first} of",
    "genus_of_glossed": "it begins with {first} of",
    "inner:verb": "a verb stands inside",
    "inner:auxiliary": "a verb stands inside",
    "inner:pronoun": "a pronoun stands inside",
    "inner:article": "an article stands inside",
    "inner:preposition": "a preposition stands inside",
    "comma_inside": "a comma stands inside",
    "sign_inside": "a sign stands inside",
    "recurs": "the same words stand elsewhere in the document",
    "too_long": "it is rather long for the Chinese",
    "too_short": "it is rather short for the Chinese",
}
_SURE, _AGAINST = 0.3, -0.3


def explain_english(ranking: EnglishRanking, zh: str) -> tuple[str, ...]:
    """Which Chinese explains which word, what stands before the wording, and why the next best one lost."""
    best = ranking.ranked[0]
    links = tell_links(zh, ranking.measured.alignment, best.explained.pieces)
    edges = [s for s in (_say(best, name) for name, weight in best.evidence if weight > _SURE) if s]
    lost = [_lost(best, ranking.ranked[1], ranking.measured.alignment)] if len(ranking.ranked) > 1 else []
    return (links, *edges[:2], *lost)


def _lost(best: EnglishRanked, second: EnglishRanked, alignment: Alignment) -> str:
    """The reason with the greatest weight against the runner-up, compared with the best."""
    left_out = _left_out(best, second, alignment)
    if left_out and any(name == "cuts_off" for name, _ in second.evidence):
        return f"not {second.candidate.text}: it leaves out {left_out}, which the Chinese explains"
    mine = dict(best.evidence)
    differences = sorted((weight - mine.get(name, 0.0), name) for name, weight in second.evidence)
    for difference, name in differences:
        saying = _say(second, name)
        if difference < _AGAINST and saying and dict(second.evidence)[name] < 0:
            return f"not {second.candidate.text}: {saying}"
    return f"not {second.candidate.text}: less speaks for it"


def _left_out(best: EnglishRanked, second: EnglishRanked, alignment: Alignment) -> str:
    """The words before the runner-up that the Chinese explains of the best."""
    kept = sum(len(words_of(word)) for word in second.candidate.words)
    before = sum(w.bit for w in alignment.words[: max(len(alignment.words) - kept, 0)])
    return alignment.shown(sum({p.mask for p in best.explained.pieces}) & before)


def _say(ranked: EnglishRanked, name: str) -> str:
    saying = _SAYINGS.get(name.replace("_capital:", ":"), "")
    return saying.format(left=ranked.candidate.left, first=ranked.candidate.words[0])
