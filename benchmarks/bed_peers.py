"""Score other checkers on the test bed of `check`, with the same table.

    python benchmarks/bed_peers.py [--bin FOLDER ...] [--list] [--peer NAME]

`--bin` names folders with the tools' programs (the `bin` of a virtual environment, `node_modules/.bin`); a tool that is
not there is skipped, and said so. Each gets what a user could make of the glossary, in the form that it reads:

    substring    our own few lines: a source form `in` the source, no target form `in` the target; avoid forms `in` it
    poglossary   PyPI; source form -> target forms (its place is the segment, its finding a missing term)
    l10n-lint    PyPI; required and forbidden terms of its configuration
    zhtw         PyPI; drafts for Taiwan only, its own word list
    textlint     npm, with textlint-rule-prh; forms to avoid and other regions' forms as patterns

All of them get our paragraphs or units as segments, so that none loses by the alignment.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from bed_texts import GLOSSARY, Draft, Text, units_of
from check_bed import Alarm, Checker, Offsets, scores, table

from zhengming.glossary.read import load
from zhengming.model import Concept, Glossary
from zhengming.tags import CHINESE_TAGS

REGIONAL = {"tw": "zh-TW", "hk": "zh-HK", "cn": "zh-CN"}


@cache
def glossary() -> Glossary:
    """The bed's own."""
    return load(str(GLOSSARY))


def wanted(concept: Concept, draft: Draft) -> list[str]:
    """What the draft may say for a concept."""
    if draft.language == "en":
        return [form for term in concept.designations("en") for form in (term.text, *term.match)]
    return [term.text for term in concept.designations(REGIONAL.get(draft.region, "zh-Hant"))]


def sources(concept: Concept, draft: Draft) -> list[str]:
    """What the source may say for it."""
    tags = CHINESE_TAGS if draft.language == "en" else ("en",)
    return list(dict.fromkeys(t.text for t in concept.terms if t.language in tags and t.is_right))


def unwanted(concept: Concept, draft: Draft) -> list[str]:
    """Forms to avoid in the language of the draft."""
    return [t.text for t in concept.deprecated() if (t.language == "en") == (draft.language == "en")]


def substring(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
    """What everybody writes first."""
    alarms = []
    for source, (start, end) in units_of(draft, text.text):
        target = text.text[start:end].lower()
        for concept in glossary().concepts:
            for form in unwanted(concept, draft):
                at = target.find(form.lower())
                if at >= 0:
                    alarms.append(Alarm("avoid", "error", start + at, start + at + len(form), concept.id, form))
            named = any(_inside(form, source) for form in sources(concept, draft))
            if named and not any(_inside(form, text.text[start:end]) for form in wanted(concept, draft)):
                alarms.append(Alarm("missing", "warning", start, end, concept.id, None))
    return alarms


def _inside(form: str, text: str) -> bool:
    return form in text if form.isupper() else form.lower() in text.lower()


def poglossary(program: str) -> Checker:
    """One PO entry a segment; its table is read back by line and missing term."""

    def run(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
        units = [(source, span) for source, span in units_of(draft, text.text) if source]
        lines = _write_po(folder / "peer.po", draft, text, units)
        forms = {form: (concept, wanted(concept, draft)) for concept in glossary().concepts
                 for form in sources(concept, draft)}  # fmt: skip
        config = {"glossary": {form: targets for form, (_, targets) in forms.items()}}
        (folder / "peer.yml").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
        out = _output([program, "peer.po", "peer.yml"], folder)
        concepts = {_bare(form): concept.id for form, (concept, _) in forms.items()}
        return list(_poglossary_alarms(out, lines, concepts))

    return run


def _poglossary_alarms(out: str, lines: dict[int, tuple[int, int]], concepts: dict[str, str]) -> Iterable[Alarm]:
    for row in re.split(r"[├╞╘][^\n]*", re.sub(r"\x1b\[[\d;]*m", "", out)):
        cells = [line.split("│") for line in row.splitlines() if line.count("│") == 4]
        missing = _bare("".join(cell[3] for cell in cells))
        place = re.match(r"\s*peer\.po:(\d+)", cells[0][1]) if cells else None
        if not place:
            continue
        start, end = lines[int(place[1])]
        for form, concept in concepts.items():
            if form + ":" in missing:
                yield Alarm("poglossary", "warning", start, end, concept, None)


def l10n_lint(program: str) -> Checker:
    """Required and forbidden terms, PO in, JSON out. Acronyms are left out: it would find AI in "maintain"."""

    def run(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
        units = units_of(draft, text.text)
        lines = _write_po(folder / "peer.po", draft, text, [(source or "text", span) for source, span in units])
        required = [{"source": form, "target": wanted(concept, draft)[0]} for concept in glossary().concepts
                    for form in sources(concept, draft) if not form.isupper()]  # fmt: skip
        forbidden = [form for concept in glossary().concepts for form in unwanted(concept, draft)]
        rows = [f"{{ source = {_toml(r['source'])}, target = {_toml(r['target'])} }}," for r in required]
        (folder / "peer.toml").write_text(
            "[tool.l10n-lint]\nrequired-terms = [\n" + "\n".join(rows) + "\n]\n"
            f"forbidden-terms = [{', '.join(map(_toml, forbidden))}]\n",
            encoding="utf-8",
        )
        out = _output([program, "--config", "peer.toml", "--format", "json", "peer.po"], folder)
        found = json.loads(out)["issues"] if out.startswith("{") else []
        return [alarm for issue in found for alarm in _l10n_alarms(issue, draft, text, lines)]

    return run


def _l10n_alarms(
    issue: dict[str, object], draft: Draft, text: Text, lines: dict[int, tuple[int, int]]
) -> Iterable[Alarm]:
    quoted = re.search(r"'(.*)'", str(issue["message"]))
    start, end = lines.get(int(str(issue["line"])), (0, 0))
    if not quoted or issue["rule"] not in ("required-term-missing", "forbidden-term"):
        return
    for concept in glossary().concepts:
        if issue["rule"] == "forbidden-term" and quoted[1] in unwanted(concept, draft):
            at = text.text.lower().find(quoted[1].lower(), start, end)
            yield Alarm("forbidden", "warning", at, at + len(quoted[1]), concept.id, quoted[1])
        elif issue["rule"] == "required-term-missing" and quoted[1] == (wanted(concept, draft) or [""])[0]:
            yield Alarm("required", "warning", start, end, concept.id, None)


def zhtw(program: str) -> Checker:
    """Its own words and characters, for drafts that Taiwan will read."""

    def run(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
        if draft.region != "tw" or draft.language != "zh":
            return []
        (folder / "peer.txt").write_text(text.text, encoding="utf-8")
        out = _output([program, "check", "peer.txt", "--json"], folder)
        offsets = Offsets(text.text)
        alarms = []
        for issue in json.loads(out[out.index("{") :])["issues"]:
            start = offsets.at(issue["line"], issue["column"])
            alarms.append(Alarm("zhtw", "warning", start, start + len(issue["source"]), "", issue["source"]))
        inside = [(first, last) for _, (first, last) in units_of(draft, text.text)]
        return [a for a in alarms if any(first <= a.start < last for first, last in inside)]

    return run


def textlint(program: str) -> Checker:
    """Patterns for prh from the forms to avoid and those of other regions."""

    def run(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
        rules = [{"expected": wanted(concept, draft)[0], "patterns": patterns}
                 for concept in glossary().concepts if (patterns := _patterns(concept, draft))]  # fmt: skip
        (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}, ensure_ascii=False), "utf-8")
        config = {"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}
        (folder / "textlint.json").write_text(json.dumps(config), encoding="utf-8")
        draft_file = folder / ("peer.md" if draft.name.endswith(".md") else "peer.txt")
        draft_file.write_text(text.text, encoding="utf-8")
        command = [program, "-c", str(folder / "textlint.json"), "-f", "json", str(draft_file)]
        out = _output(command, Path(program).parents[2])
        messages = json.loads(out[out.index("[") :])[0]["messages"] if "[" in out else []
        units = units_of(draft, text.text)
        alarms = [_prh_alarm(m, text.text) for m in messages]
        return [a for a in alarms if any(first <= a.start < last for _, (first, last) in units)]

    return run


def _prh_alarm(message: dict[str, object], text: str) -> Alarm:
    wrong = str(message["message"]).split(" => ")[0]
    # textlint counts UTF-16 units; the bed holds none beyond the first plane.
    start = int(str(message["index"]))
    return Alarm("prh", "warning", start, start + len(wrong), "", text[start : start + len(wrong)])


def _patterns(concept: Concept, draft: Draft) -> list[str]:
    right = wanted(concept, draft)
    forms = unwanted(concept, draft)
    if draft.language == "zh" and draft.region:
        forms += [t.text for t in concept.terms if t.language != "en" and t.is_right]
    # As expressions: prh escapes a hyphen in plain words in a way that JavaScript refuses. All with one set of flags.
    return [f"/{f}/i" for f in dict.fromkeys(forms) if not any(f in r or r in f for r in right)]


def _write_po(
    path: Path, draft: Draft, text: Text, units: Iterable[tuple[str, tuple[int, int]]]
) -> dict[int, tuple[int, int]]:
    """A PO file with an entry a segment; from each of its lines to the segment's place in the draft."""
    language = "en" if draft.language == "en" else "zh"
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {language}\\n"\n'
    rows = head.splitlines()
    lines = {}
    for source, (start, end) in units:
        entry = ["", f"#: x:{start}", f"msgid {_quoted(source)}", f"msgstr {_quoted(text.text[start:end])}"]
        for number in range(len(rows) + 1, len(rows) + 1 + len(entry)):
            lines[number] = (start, end)
        rows += entry
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return lines


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _bare(text: str) -> str:
    return "".join(text.split())


def _output(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "COLUMNS": "200"}
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment)
    return run.stdout


PEERS: dict[str, tuple[str, Callable[[str], Checker]]] = {
    "poglossary": ("poglossary", poglossary),
    "l10n-lint": ("l10n-lint", l10n_lint),
    "zhtw": ("zhtw", zhtw),
    "textlint + prh": ("textlint", textlint),
}


def main() -> None:
    """One table a peer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", action="append", default=[], help="folder with programs; repeatable")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--peer", default="", help="only those whose name holds this")
    options = parser.parse_args()
    places = os.pathsep.join([*(str(Path(folder).absolute()) for folder in options.bin), os.environ.get("PATH", "")])
    if options.peer in "substring":
        print(f"substring\n{table(scores(substring), listed=options.list)}\n", flush=True)
    for name, (program, make) in PEERS.items():
        found = shutil.which(program, path=places)
        if options.peer not in name:
            continue
        if not found:
            print(f"{name}: skipped, no program {program}; name its folder with --bin\n")
            continue
        print(f"{name}\n{table(scores(make(found)), listed=options.list)}\n", flush=True)


if __name__ == "__main__":
    main()
