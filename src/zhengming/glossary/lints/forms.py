"""Faults of single forms: the other script in them, a region's form that says nothing new, an unexplained acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengming.glossary import nodes, splices
from zhengming.glossary.lints.context import Context, Entry, Fault, Form, place_of
from zhengming.language.purity import Stray, strays
from zhengming.tags import LANGUAGE_TAGS, REGIONS, SCRIPT_OF_REGION, SCRIPTS

_LIKE_AN_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}")


def mixed_script(context: Context) -> Iterator[Fault]:
    """A Simplified form with Traditional characters in it, and the reverse."""
    for entry in context.entries:
        for form in entry.in_effect:
            if form.term.is_right and form.term.language != "en":
                script = SCRIPT_OF_REGION.get(form.term.language, form.term.language)
                found = strays(form.term.text, script)
                if found:
                    yield _mixed(entry, form, script, found)


def _mixed(entry: Entry, form: Form, script: str, found: Sequence[Stray]) -> Fault:
    other = next(name for tag, name in SCRIPTS.items() if tag != script)
    characters = "".join(dict.fromkeys(s.character for s in found))
    right = list(form.term.text)
    for stray in found:
        right[stray.at] = stray.right
    mended = "".join(right) if all(s.right for s in found) else ""
    advice = f"write {mended}" if mended else f"write the {SCRIPTS[script]} characters"
    verb = "is" if len(characters) == 1 else "are"
    key = "" if form.key == "zh" else f" under `{form.key}:`"
    return Fault(
        "mixed-script",
        entry,
        place_of(entry, form.wording),
        f"{form.term.text}{key} is to be {SCRIPTS[script]}, but {characters} {verb} {other}; {advice}",
        found=form.term.text,
        expected=(mended,) if mended else (),
        splice=_reworded(entry, form, mended) if mended else None,
    )


def _reworded(entry: Entry, form: Form, wording: str) -> splices.Splice | None:
    """Another wording in the same quotes."""
    written = entry.file.text[form.wording.start : form.wording.end]
    if written.count(form.term.text) != 1:
        return None
    start = form.wording.start + written.index(form.term.text)
    return start, start + len(form.term.text), wording


def same_as_fallback(context: Context) -> Iterator[Fault]:
    """A region's forms that are those of its script, which would be used without them."""
    for entry in context.entries:
        for region, name in REGIONS.items():
            own, script = _of(entry, region), SCRIPT_OF_REGION[region]
            if own and _said(own) == _said(_of(entry, script)):
                told = ", ".join(f.term.text for f in own)
                yield Fault(
                    "same-as-fallback",
                    entry,
                    place_of(entry, own[0].wording),
                    f"`{region}: {told}` is what {name} falls back to (`{script}`) and says nothing new; leave it out",
                    found=told,
                    splice=_without_key(entry, region) if all(_is_plain(f) for f in own) else None,
                )


def _of(entry: Entry, tag: str) -> list[Form]:
    return [f for f in entry.in_effect if f.term.language == tag and f.term.is_right and f.key != "avoid"]


def _said(forms: Sequence[Form]) -> list[tuple[str, str, str]]:
    return [(f.term.text, f.term.status, f.term.type) for f in forms]


def _is_plain(form: Form) -> bool:
    """Whether nothing is lost with it: no note, reading or source."""
    return form.is_bare or (isinstance(form.item, nodes.Mapping) and set(form.item.items) <= {"term", "type", "status"})


def _without_key(entry: Entry, key: str) -> splices.Splice | None:
    """A key taken out with its line; None where a comment would go with it."""
    text, name = entry.file.text, entry.node.items[key][0]
    end = splices.value_end(text, entry.node.items[key][1])
    others = [k for k, _ in entry.node.items.values()]
    following = next((k for k in others if k.start > name.start), None)
    if entry.node.flow or name.start == entry.node.start:
        if name.start == others[0].start:
            cut = (name.start, following.start, "") if following else None
        else:
            before = [v for k, v in entry.node.items.values() if k.start < name.start][-1]
            cut = (splices.value_end(text, before), end, "")
    else:
        rest = splices.LINE_END.search(text, end)
        cut = (splices.line_start(text, name.start), rest.end(), "") if rest else None
    return cut if cut and "#" not in text[cut[0] : cut[1]] else None


def acronym_alone(context: Context) -> Iterator[Fault]:
    """An acronym in a concept that nowhere says what it stands for."""
    for entry in context.entries:
        for tag in LANGUAGE_TAGS:
            right = [t for t in entry.concept.terms if t.language == tag and t.is_right]
            here = [f for f in entry.in_effect if f.term.language == tag and f.term.is_right]
            if here and right and _only_acronyms(right_forms=here, all_right=len(right), entry=entry, tag=tag):
                yield _alone(entry, here[0], tag)


def _only_acronyms(*, right_forms: Sequence[Form], all_right: int, entry: Entry, tag: str) -> bool:
    """Whether all terms of a language are acronyms, said to be so or, in English, in capitals with nothing said."""
    if len(right_forms) < all_right:
        return False
    if tag != "en" and any(t.type != "acronym" for t in entry.concept.designations(SCRIPT_OF_REGION.get(tag, tag))):
        return False
    return all(f.term.type == "acronym" or (tag == "en" and looks_like_an_acronym(f)) for f in right_forms)


def looks_like_an_acronym(form: Form) -> bool:
    """Whether a bare term is in capitals: WTO; `type: full` says of a name that it is none."""
    return form.is_bare and bool(_LIKE_AN_ACRONYM.fullmatch(form.term.text))


def _alone(entry: Entry, form: Form, tag: str) -> Fault:
    silence = "" if form.term.type == "acronym" else f", or say `{{term: {form.term.text}, type: full}}` of a name"
    return Fault(
        "acronym-alone",
        entry,
        place_of(entry, form.wording),
        f"{form.term.text} is an acronym, and no full form stands under `{form.key}:`; add what it stands for{silence}",
        found=form.term.text,
    )
