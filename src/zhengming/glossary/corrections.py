"""What a person corrects in a proposal before deciding about it, written at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from zhengming.errors import UsageError
from zhengming.glossary import nodes, splices, write
from zhengming.glossary.add import both_scripts, unused_id
from zhengming.glossary.decisions import remember
from zhengming.glossary.entries import File, all_locked, concept_of, opened, put_text, take_out
from zhengming.glossary.groups import stands_for
from zhengming.glossary.journal import Change, Decision
from zhengming.glossary.proposals import Beside, beside, concept_pairs, english_lines
from zhengming.glossary.read import load_alone
from zhengming.language.english import slug
from zhengming.language.scripts import contains_han, contains_latin
from zhengming.model import Concept, Evidence
from zhengming.tags import CHINESE_TAGS

_FULL_AND_ACRONYM = re.compile(r"(?P<full>.+?)\s*[,，]\s*(?P<acronym>[A-Z0-9][A-Za-z0-9&.\-]*)")
# A key of an entry as lines of block style, and its value in flow style.
_Value = tuple[list[str], str]


def correct_english(glossary: str, identity: str, wording: str) -> Decision:
    """Change the English of a proposal, and its id with it; `Full Form, ACR` is a full form and its acronym."""
    wording = " ".join(wording.split())
    if not contains_latin(wording) or contains_han(wording):
        raise UsageError(f"{wording!r} is no English term")
    full, acronym = _parts(wording)
    terms = [write.flow_term(full, "acronym" if full == acronym else "full")]
    terms += [write.flow_term(acronym, "acronym")] if acronym and acronym != full else []
    english = (english_lines(full, acronym), write.flow_list(terms))
    return _correct(glossary, identity, {"en": english}, renamed=slug(full))


def _parts(wording: str) -> tuple[str, str | None]:
    both = _FULL_AND_ACRONYM.fullmatch(wording)
    if both and stands_for(both["acronym"], both["full"]):
        return both["full"], both["acronym"]
    is_acronym = " " not in wording and sum(c.isupper() for c in wording) >= 2 and wording.upper() == wording
    return wording, wording if is_acronym else None


def correct_chinese(glossary: str, identity: str, wording: str) -> Decision:
    """Change the Chinese of a proposal; the other script is derived anew."""
    wording = _chinese(wording)
    fields = {tag: _text_value(tag, form) for tag, form in both_scripts(wording)}
    return _correct(glossary, identity, fields, zh=wording)


def set_region(glossary: str, identity: str, tag: str, form: str) -> Decision:
    """Say what Taiwan, Hong Kong or the Mainland (`zh-TW`, `zh-HK`, `zh-CN`) says."""
    return _correct(glossary, identity, {tag: _text_value(tag, _chinese(form))})


def _chinese(wording: str) -> str:
    wording = wording.strip()
    if not contains_han(wording):
        raise UsageError(f"{wording!r} is no Chinese term")
    return wording


def set_kind(glossary: str, identity: str, kind: str) -> Decision:
    """Say what kind of thing a proposal names."""
    return _correct(glossary, identity, {"kind": _text_value("kind", kind)})


def _text_value(key: str, wording: str) -> _Value:
    return [f"{key}: {write.scalar(wording)}"], write.scalar(wording)


def _correct(glossary: str, identity: str, keys: Mapping[str, _Value], *, renamed: str = "", zh: str = "") -> Decision:
    """Set keys of a proposal; the pair as it stands in the document is remembered, not to be proposed again.

    `zh` is set instead where the entry has that key.
    """
    files = beside(glossary)
    with all_locked(files):
        proposed = load_alone(files.proposed)
        before = concept_of(identity, proposed.concepts)
        final = unused_id(renamed, _ids(files) - {identity}) if renamed else identity
        wanted = dict(keys) | ({"id": _text_value("id", final)} if final != identity else {})
        file = opened(files.proposed)
        if zh and "zh" in file.entries([identity], proposed.concepts)[identity].items:
            wanted = {"zh": _text_value("zh", zh)}
        changed = _rewritten(file, before, wanted)
        after = concept_of(final, load_alone(files.proposed).concepts)
        return Decision((final,), (changed, *_remember_the_original(files, before, after)))


def _ids(files: Beside) -> set[str]:
    return {c.id for file in (files.accepted, files.proposed) for c in load_alone(file).concepts}


def _rewritten(file: File, concept: Concept, wanted: Mapping[str, _Value]) -> Change:
    text = file.text
    for key, value in wanted.items():
        entry = splices.entry_at(text, file.path, concept.line)
        text = splices.spliced(text, [_splice(text, entry, key, value)])
    return put_text(file, text)


def _splice(text: str, entry: nodes.Mapping, key: str, value: _Value) -> splices.Splice:
    lines, flow = value
    stated = entry.get(key)
    if key == "id" and isinstance(stated, nodes.Scalar):
        # The count behind it stays where it is.
        return stated.start, stated.end, flow
    after = ("id",) if key in ("id", "kind") else ("id", "en", "zh", *CHINESE_TAGS)
    return splices.put_key(text, entry, key, lines, flow, after=after)


def _remember_the_original(files: Beside, before: Concept, after: Concept) -> Iterator[Change]:
    pairs = set(concept_pairs(after))
    rejected = load_alone(files.rejected).concepts
    known = {key for c in rejected for key in concept_pairs(c)}
    if pairs <= known:
        # What a person types is wanted, whatever was rejected before.
        yield take_out(files.rejected, [c.id for c in rejected if pairs & set(concept_pairs(c))], rejected)
    elif not set(concept_pairs(before)) <= pairs | known and any(_is_in_quote(before, e) for e in before.evidence):
        yield remember(files, before)


def _is_in_quote(concept: Concept, evidence: Evidence) -> bool:
    languages = {"en" if t.language == "en" else "zh" for t in concept.terms if t.text in evidence.quote}
    return len(languages) == 2
