"""Evidence in words that a person can check."""

from __future__ import annotations

from zhengming.extraction.ranking import Ranked, Ranking
from zhengming.words import Alignment, Piece

# What a piece of evidence says of a span; {left} is the word before it, {first} its first word.
_SAYINGS = {
    "at_stop": "a sign or line start stands before it",
    "title_before": "the title {left} stands before the name",
    "title_first": "it begins with the title {first}",
    "stop_before": "it follows {left}",
    "stop_first": "it begins with {first}",
    "latin_before": "it follows {left}, in another script",
    "conjunction_first": "it begins with {first}",
    "conjunction_before": "it follows {left}",
    "modifier_first": "it begins with {first}",
    "after_dot": "it cuts a dotted name",
    "too_many_dots": "it has more parts than the English name",
    "name_with_dot": "its parts are parted by a dot as those of a foreign name",
    "inside_word": "it begins in the middle of a word",
    "inside_guess": "it begins in the middle of what looks like a word",
    "cuts_link": "it cuts a word that explains the English",
    "recurs": "the same words stand elsewhere in the document",
    "quoted_whole": "the quotation marks enclose it with its gloss",
    "surname_first": "it begins with a Chinese family name",
    "surname_cut_off": "it leaves a family name out",
    "country_unglossed": "{first} is not in the English",
    "country_before": "{left} before it is not in the English",
    "country_cut_off": "it leaves out {left}, which the English has",
    "country_glossed": "{first} is in the English",
    "joined_as_english": "both sides join two things",
    "join_missing": "the English joins two things, it does not",
    "possessive": "a 的 stands inside",
    "stop_inside": "a function word stands inside",
    "one_character": "it is one character",
    "too_long": "it is rather long for the English",
    "too_short": "it is rather short for the English",
    "quoted_first": "it begins with a word in its own marks",
    "items_match": "both sides list as many things",
    "items_differ": "the two sides do not list as many things",
    "entry": "it is all that stands on its line",
    "latin_foreign": "{first} is not in the English",
    "latin_inside_foreign": "it holds Latin words that are not in the English",
    "ordinal_cut": "it cuts 第 from its number",
    "suffix_first": "no word begins with {first}",
    "number_cut": "it leaves out {left}, which the English has",
    "prefix_cut": "it cuts {left} off",
    "whole_entry": "the dictionary has it as a whole",
    "glossary_pair": "the glossary has the two as one concept",
    "glossary_term": "the glossary has it as a term",
    "number_missing": "the number of the English is not in it",
}
_LINKS = {
    "sound": "{zh} sounds like {en}",
    "initials": "{zh} can stand for {en}",
    "same": "{zh} is in the English",
    "reading": "{zh} is read {en}",
}


def explain(ranking: Ranking) -> tuple[str, ...]:
    """Why the best span: what explains what, what stands before it, and why the next best one lost."""
    best = ranking.ranked[0]
    reasons = [*_links(ranking, best), *_edge(best)]
    if len(ranking.ranked) > 1:
        reasons.append(_lost(ranking, best, ranking.ranked[1]))
    return tuple(reasons)


def _pieces(ranking: Ranking, ranked: Ranked) -> tuple[Piece, ...]:
    return ranking.alignment.explanations[ranked.candidate.start - ranking.begin].pieces


def _links(ranking: Ranking, best: Ranked) -> list[str]:
    longest = max((r.candidate for r in ranking.ranked), key=lambda c: len(c.text))
    return [tell_links(longest.text, ranking.alignment, _pieces(ranking, best))]


def tell_links(run: str, alignment: Alignment, pieces: tuple[Piece, ...]) -> str:
    """去 explains de-, 風險 explains risking."""
    said = (
        _LINKS.get(p.how, "{zh} explains {en}").format(zh=run[p.start : p.end], en=alignment.shown(p.mask))
        for p in pieces
    )
    return ", ".join(said) or "no word of it explains the English"


def _edge(best: Ranked) -> list[str]:
    spoken = [_say(best, name) for name, weight in best.evidence if weight > 0.2]
    return [s for s in spoken if s][:2]


def _lost(ranking: Ranking, best: Ranked, second: Ranked) -> str:
    """The reason with the greatest weight against the runner-up, compared with the best."""
    zh = second.candidate.text
    missing = _unexplained(ranking.alignment, _pieces(ranking, best), _pieces(ranking, second))
    if missing:
        return f"not {zh}: it leaves {missing} unexplained"
    for name, weight in second.evidence:
        saying = _say(second, name)
        if weight < -0.3 and saying and name not in dict(best.evidence):
            return f"not {zh}: {saying}"
    if (
        len(zh) > len(best.candidate.text)
        and ranking.alignment.explanations[second.candidate.start - ranking.begin].edge
    ):
        return f"not {zh}: nothing in the English explains {zh[: len(zh) - len(best.candidate.text)]}"
    return f"not {zh}: less speaks for it"


def _unexplained(alignment: Alignment, best: tuple[Piece, ...], other: tuple[Piece, ...]) -> str:
    """The English words that the best span explains and the other one does not."""
    mine, theirs = sum({p.mask for p in best}), sum({p.mask for p in other})
    return alignment.shown(mine & ~theirs)


def _say(ranked: Ranked, name: str) -> str:
    saying = _SAYINGS.get(name.split(":")[0], "")
    return saying.format(left=ranked.candidate.left, first=ranked.candidate.words[0])
