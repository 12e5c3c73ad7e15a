"""Faults between concepts: one wording of two, a form to avoid that another prefers, a form inside another's."""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.glossary.add import english_spellings
from zhengming.glossary.lints.context import Context, Entry, Fault, Form, is_conditional, place_of
from zhengming.language.english import family, tokens
from zhengming.language.keys import chinese_key

_Owner = tuple[Entry, Form]
# So many places of longer forms are told; a person needs no more to see what is meant.
_TOLD = 3


def ambiguous_wording(context: Context) -> Iterator[Fault]:
    """A wording that two concepts claim, with nothing that tells when which is meant."""
    owners: dict[str, list[_Owner]] = {}
    for entry, form in _right_forms(context):
        if not is_conditional(entry.concept, form.term):
            for key in _claims(form):
                owners.setdefault(key, []).append((entry, form))
    told: set[tuple[str, str, str]] = set()
    for key, claimants in owners.items():
        first, first_form = claimants[0]
        for entry, form in claimants[1:]:
            if entry.concept.id == first.concept.id:
                continue
            pair = (first.concept.id, entry.concept.id, key if form.key != "en" else form.term.text)
            if pair not in told:
                told.add(pair)
                yield _claimed(entry, form, first, first_form)


def _claimed(entry: Entry, form: Form, first: Entry, first_form: Form) -> Fault:
    other = f"the concept {first.concept.id!r} has {_as(form, first_form)} too"
    return Fault(
        "ambiguous-wording",
        entry,
        place_of(entry, form.wording),
        f"{form.term.text}: {other}, and nothing says when which is meant; give one of them "
        "`when: {near: […]}`, or take it out of one",
        found=form.term.text,
        related=(place_of(first, first_form.wording),),
    )


def _as(form: Form, other: Form) -> str:
    return "it" if form.term.text == other.term.text else f"it ({other.term.text})"


def _claims(form: Form) -> Iterator[str]:
    """The keys under which a term would be found; an acronym in exact case only."""
    for wording in (form.term.text, *form.term.match):
        if form.term.language != "en":
            yield chinese_key(wording)
            continue
        yield f"={wording}"
        if form.term.type != "acronym":
            yield from (f"~{spelling}" for spelling in english_spellings(wording))


def _right_forms(context: Context) -> Iterator[_Owner]:
    for entry in context.entries:
        yield from ((entry, form) for form in entry.in_effect if form.term.is_right)


def avoided_elsewhere_right(context: Context) -> Iterator[Fault]:
    """A form to avoid that is the right one of another concept."""
    right: dict[tuple[bool, str], list[_Owner]] = {}
    for entry, form in _right_forms(context):
        right.setdefault(_written(form), []).append((entry, form))
    for entry in context.entries:
        for form in entry.in_effect:
            owners = () if form.term.is_right else right.get(_written(form), ())
            for other, other_form in owners:
                if other.concept.id == entry.concept.id or _told_apart(entry, form, other, other_form):
                    continue
                yield Fault(
                    "avoided-elsewhere-right",
                    entry,
                    place_of(entry, form.wording),
                    f"{form.term.text} is to be avoided here, but the concept {other.concept.id!r} says it so: "
                    "a draft can do right by one of them only; take it out of one, or give one `when: {near: […]}`",
                    found=form.term.text,
                    related=(place_of(other, other_form.wording),),
                )
                break


def _told_apart(entry: Entry, form: Form, other: Entry, other_form: Form) -> bool:
    return is_conditional(entry.concept, form.term) or is_conditional(other.concept, other_form.term)


def _written(form: Form) -> tuple[bool, str]:
    """What a draft must have for this form: the very characters, in English in any case unless it is an acronym."""
    english = form.term.language == "en"
    plain = english and form.term.type != "acronym"
    return english, form.term.text.casefold() if plain else form.term.text


def form_inside_form(context: Context) -> Iterator[Fault]:
    """A form that stands inside a longer one of another concept, where it will not be found."""
    short: dict[str, _Owner] = {}
    for entry, form in _right_forms(context):
        short.setdefault("".join(_pieces(form)), (entry, form))
    longer: dict[str, dict[str, _Owner]] = {}
    for entry, form in _right_forms(context):
        for part in _parts(form):
            owner = short.get(part)
            if owner and not _know_each_other(owner[0], entry):
                longer.setdefault(part, {}).setdefault(entry.concept.id, (entry, form))
    told: set[tuple[str, str]] = set()
    for part, found in longer.items():
        entry, form = short[part]
        # 脫鉤 in 脫鉤斷鏈 and decoupling in decoupling and severing supply chains are one thing to know.
        fresh = [o for identity, o in found.items() if (entry.concept.id, identity) not in told]
        told.update((entry.concept.id, identity) for identity in found)
        if fresh:
            yield _inside(entry, form, fresh)


def _know_each_other(one: Entry, other: Entry) -> bool:
    ids = one.concept.id, other.concept.id
    return ids[0] == ids[1] or ids[1] in one.concept.related or ids[0] in other.concept.related


def _inside(entry: Entry, form: Form, longer: list[_Owner]) -> Fault:
    told = ", ".join(f"{f.term.text} ({e.concept.id})" for e, f in longer[:_TOLD])
    more = f" and {len(longer) - _TOLD} more" if len(longer) > _TOLD else ""
    return Fault(
        "form-inside-form",
        entry,
        place_of(entry, form.wording),
        f"{form.term.text} stands inside {told}{more}: the longest term wins, so there only the longer one is found; "
        "`related:` on either entry says that you know",
        severity="info",
        found=form.term.text,
        related=tuple(place_of(e, f.wording) for e, f in longer[:_TOLD]),
    )


def _pieces(form: Form) -> list[str]:
    """What a form is made of: characters, or families of words, an acronym as it is written."""
    if form.term.language != "en":
        return list(chinese_key(form.term.text))
    if form.term.type == "acronym":
        return [f" ={form.term.text}"]
    return [f" {family(word)}" for _, _, word in tokens(form.term.text)]


def _parts(form: Form) -> Iterator[str]:
    """Every stretch of a form but the whole; for acronyms inside also its words as they are written."""
    pieces = _pieces(form)
    count = len(pieces)
    for start in range(count):
        for end in range(start + 1, count + 1):
            if end - start < count:
                yield "".join(pieces[start:end])
    if form.term.language == "en" and count > 1:
        yield from (f" ={word}" for _, _, word in tokens(form.term.text))
