"""Score `zhengming check` on the test bed: planted faults found, and how often it cries wolf.

    python benchmarks/check_bed.py [FOLDER] [--list] [--only NAME]

Each draft is checked twice through the command, as a user does: with all its faults, and clean. A fault is found by an
error or warning that overlaps it; a finding with nothing to point at (`found` is null: a term is missing) finds the
fault in its paragraph or segment that has cost the draft its concept. Several findings on one fault count once. An
error or warning that finds no fault is a false alarm; on a clean draft every one is. Recall and precision are those of
the planted drafts, alarms per 1,000 words of planted and clean ones together (1.6 Han characters count as a word).
`--list` prints misses and false alarms with their places. The texts are described in `bed_texts.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bed_texts import BED, GLOSSARY, GROUPS, KINDS, Draft, Place, Text, drafts, words_in

from zhengming.glossary.read import load

ALARMS = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a checker says of a draft: code points from `start` to `end`, and places that it names beside."""

    rule: str
    severity: str
    start: int
    end: int
    concept: str
    found: str | None
    related: tuple[tuple[int, int], ...] = ()


Checker = Callable[[Draft, Text, Path], list[Alarm]]


@dataclass(slots=True)
class Score:
    """Counts of a group of drafts."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    by_info: Counter[str] = field(default_factory=Counter)
    traps: Counter[str] = field(default_factory=Counter)
    trapped: Counter[str] = field(default_factory=Counter)
    false_planted: int = 0
    false_clean: int = 0
    words: float = 0.0
    lines: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of all planted faults."""
        return self.found.total() / max(self.planted.total(), 1)

    @property
    def precision(self) -> float:
        """Of the planted drafts: faults found against false alarms."""
        return self.found.total() / max(self.found.total() + self.false_planted, 1)

    @property
    def per_thousand(self) -> float:
        """False alarms per 1,000 words, planted and clean drafts together."""
        return 1000 * (self.false_planted + self.false_clean) / max(self.words, 1)

    def add(self, other: Score) -> None:
        """Counts of another group on top."""
        for mine, theirs in (
            (self.planted, other.planted),
            (self.found, other.found),
            (self.by_info, other.by_info),
            (self.traps, other.traps),
            (self.trapped, other.trapped),
        ):
            mine.update(theirs)
        self.false_planted += other.false_planted
        self.false_clean += other.false_clean
        self.words += other.words
        self.lines += other.lines


def hits(alarm: Alarm, places: Sequence[Place]) -> list[Place]:
    """The planted faults that an alarm finds."""
    faults = [p for p in places if p.role == "fault"]
    if alarm.found is None:
        return [p for p in faults if alarm.start < p.block[1] and p.block[0] < alarm.end and loses(p, alarm.concept)]
    spans = [(alarm.start, alarm.end), *alarm.related]
    groups = {p.label for p in places if p.role == "same" and any(p.overlaps(*s) for s in spans)}
    return [p for p in faults if _on(alarm, p, spans) or (p.label in groups and p.kind in ("drift", "near-duplicate"))]


def loses(place: Place, concept: str) -> bool:
    """Whether through a fault a concept is missing: it is the fault's own, or its wording went with the right one."""
    if place.kind in ("case", "spelling", "gloss") or not concept:
        return False
    forms = forms_of().get(concept, ())
    wrong, right = place.wrong.lower(), place.right.lower()
    return place.label == concept or any(form in right and form not in wrong for form in forms)


@cache
def forms_of() -> dict[str, tuple[str, ...]]:
    """The right forms of each concept of the bed, in small letters."""
    return {c.id: tuple(t.text.lower() for t in c.terms if t.is_right) for c in load(str(GLOSSARY)).concepts}


def _on(alarm: Alarm, place: Place, spans: Iterable[tuple[int, int]]) -> bool:
    if place.start == place.end or place.kind == "dropped":
        return place.label == alarm.concept and alarm.start < place.block[1] and place.block[0] < alarm.end
    return any(place.overlaps(*span) for span in spans)


def score(draft: Draft, checker: Checker, folder: Path) -> Score:
    """Planted and clean draft of one file."""
    total = Score()
    planted, clean = draft.planted(), draft.clean()
    faults = [p for p in planted.places if p.role == "fault"]
    alarms = checker(draft, planted, folder)
    found = {p for a in alarms if a.severity in ALARMS for p in hits(a, planted.places)}
    by_info = {p for a in alarms if a.severity == "info" for p in hits(a, planted.places)} - found
    total.planted.update(p.kind for p in faults)
    total.found.update(p.kind for p in found)
    total.by_info.update(p.kind for p in by_info)
    total.lines += [f"missed  {_at(draft, planted, p.start)} {p.kind} {p.label}: {p.wrong!r} for {p.right!r}"
                    + (" (info)" if p in by_info else "") for p in faults if p not in found]  # fmt: skip
    total.traps.update(p.kind for p in clean.places)
    trapped: dict[int, str] = {}
    for text, these in ((planted, alarms), (clean, checker(draft, clean, folder))):
        false = [a for a in these if a.severity in ALARMS and not (text is planted and hits(a, text.places))]
        total.words += words_in(text.name, text.text)
        if text is planted:
            total.false_planted += len(false)
        else:
            total.false_clean += len(false)
        traps = [p for p in text.places if p.role == "trap"]
        for alarm in false:
            on = [(n, p) for n, p in enumerate(traps) if alarm.found is not None and p.overlaps(alarm.start, alarm.end)]
            trapped |= {n: p.kind for n, p in on}
            which = "planted" if text is planted else "clean"
            words = repr(alarm.found) if alarm.found else "(nothing)"
            trap = f" on trap {on[0][1].kind}" if on else ""
            at = _at(draft, text, alarm.start)
            total.lines.append(f"false   {at} {which} {alarm.severity} {alarm.rule} {alarm.concept}: {words}{trap}")
    total.trapped.update(trapped.values())
    return total


def _at(draft: Draft, text: Text, offset: int) -> str:
    line = text.text.count("\n", 0, offset) + 1
    return f"{draft.id}:{line}:{offset - text.text.rfind(chr(10), 0, offset)}"


class Offsets:
    """From line and column to code points of a text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(n + 1 for n, sign in enumerate(text) if sign == "\n")]

    def at(self, line: int, column: int) -> int:
        """The offset of a place, 1-based."""
        return self.starts[min(line, len(self.starts)) - 1] + column - 1

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_right(self.starts, offset)


def zhengming(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
    """What the command says of a draft."""
    path = folder / text.name
    path.write_text(text.text, encoding="utf-8", newline="")
    command = [
        sys.executable,
        "-c",
        "from zhengming.cli import run; run()",
        "check",
        str(path),
        "--glossary",
        str(GLOSSARY),
    ]
    command += ["--source", str(draft.source)] if draft.source else []
    command += ["--region", draft.region] if draft.region else []
    run = subprocess.run([*command, "--format", "json"], capture_output=True, encoding="utf-8", check=False)
    if run.returncode not in (0, 1):
        print(f"{draft.id}: exit code {run.returncode}: {run.stderr.strip()[-300:]}", file=sys.stderr)
    offsets = Offsets(text.text)
    return [_alarm(f, offsets, text) for f in json.loads(run.stdout or '{"findings": []}')["findings"]]


def _alarm(finding: dict[str, object], offsets: Offsets, text: Text) -> Alarm:
    def number(key: str, default: int) -> int:
        value = finding.get(key)
        return value if isinstance(value, int) else default

    start = offsets.at(number("line", 1), number("column", 1))
    end = offsets.at(number("end_line", number("line", 1)), number("end_column", number("column", 1)))
    found = finding["found"]
    related = finding.get("related")
    near = [
        (offsets.at(r["line"], r["column"]), offsets.at(r["line"], r["column"]) + len(r["found"] or "x"))
        for r in (related if isinstance(related, list) else [])
        if r.get("line") and str(r.get("path", "")).endswith(text.name)
    ]
    return Alarm(
        str(finding["rule"]),
        str(finding["severity"]),
        start,
        end,
        str(finding["concept"] or ""),
        None if found is None else str(found),
        tuple(near),
    )


def scores(checker: Checker, folder: Path = BED, only: str = "") -> dict[str, Score]:
    """The scores by group of drafts."""
    result = {group: Score() for group in GROUPS}
    with tempfile.TemporaryDirectory() as scratch:
        for draft in drafts(folder):
            if only in draft.id:
                result[draft.group].add(score(draft, checker, Path(scratch)))
    return result


def table(result: dict[str, Score], *, listed: bool = False) -> str:
    """The report."""
    every = Score()
    for one in result.values():
        every.add(one)
    head = "".join(f"{name:>12}" for name in (*result, "all"))
    rows = [f"{'':18}{head}"]
    columns = [*result.values(), every]
    for kind in KINDS:
        cells = (f"{s.found[kind]}/{s.planted[kind]}" if s.planted[kind] else "–" for s in columns)
        share = f"{every.found[kind] / every.planted[kind]:8.1%}" if every.planted[kind] else ""
        info = f"   +{every.by_info[kind]} as info" if every.by_info[kind] else ""
        rows.append(f"{kind:18}" + "".join(f"{cell:>12}" for cell in cells) + share + info)
    for name, value in (("recall", "recall"), ("precision", "precision")):
        rows.append(f"{name:18}" + "".join(f"{getattr(s, value):12.1%}" for s in columns))
    rows.append(f"{'false, planted':18}" + "".join(f"{s.false_planted:12}" for s in columns))
    rows.append(f"{'false, clean':18}" + "".join(f"{s.false_clean:12}" for s in columns))
    rows.append(f"{'words, both':18}" + "".join(f"{s.words:12.0f}" for s in columns))
    rows.append(f"{'false per 1,000':18}" + "".join(f"{s.per_thousand:12.2f}" for s in columns))
    caught = ", ".join(f"{kind} {every.trapped[kind]}/{every.traps[kind]}" for kind in sorted(every.trapped))
    rows.append(f"traps sprung: {every.trapped.total()} of {every.traps.total()}" + (f" ({caught})" if caught else ""))
    return "\n".join(rows + (every.lines if listed else []))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=BED)
    parser.add_argument("--list", action="store_true", help="misses and false alarms with their places")
    parser.add_argument("--only", default="", help="drafts whose name holds this")
    options = parser.parse_args()
    print(table(scores(zhengming, options.folder, options.only), listed=options.list))


if __name__ == "__main__":
    main()
