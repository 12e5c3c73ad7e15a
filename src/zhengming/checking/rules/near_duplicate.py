"""`near-duplicate`: names and titles of one draft that differ by a character: 徐葳婷 and 徐薇婷.

Severity: warning. Direction: any draft, its notes too. Source: not needed. On by default.

The rarer of the two is reported, the later where both are as frequent; the other one's place is given.
Fails: a name of three characters beside one that sounds or looks like it; names with 「·」 and titles in 《》 with one
character of difference; Latin names of several words with a letter or accent more, less or changed (Joint Communiqué
and Joint Communique).
Passes: other surnames, plurals, spellings (Defence, Defense), numbers and years, two words of the dictionary, variants
of a character (臺, 台); two names that are both frequent.
What to do: find out which is right; where both are, say so in a comment that silences the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.names import is_slip, names
from zhengming.model import Finding, Related

ID = "near-duplicate"
# A name so frequent in a draft is no slip.
_MOST = 3
# More different names than that no draft has; the rest is not compared.
_MOST_NAMES = 20_000


@dataclass
class _Seen:
    """How often a name stands in the draft, where first, and the finding there."""

    kind: str
    place: Related
    finding: Finding
    order: int
    segments: set[int]
    count: int = 1


class Judgement(Judge):
    """One finding a name, at its first place."""

    def __init__(self, context: Context) -> None:
        """Begin without names."""
        super().__init__(context)
        self.seen: dict[tuple[str, str], _Seen] = {}

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """Gather the names of a segment."""
        for stretch in checked.targets:
            for start, end, kind in names(stretch.text):
                key = kind, stretch.text[start:end]
                if key in self.seen:
                    self.seen[key].count += 1
                    self.seen[key].segments.add(checked.segment.number)
                elif len(self.seen) < _MOST_NAMES:
                    finding = self.context.found(
                        ID, "warning", checked, stretch, (start, end), message="", spoken=False
                    )
                    place = self.context.draft_place(stretch, start, end)
                    self.seen[key] = _Seen(kind, place, finding, len(self.seen), {checked.segment.number})
        return iter(())

    def end(self) -> Iterator[Finding]:
        """The names that are probably slips for another."""
        for (one, a), (other, b) in self._pairs():
            # Unlike characters make a slip only where one of the names is well known to the draft.
            apart = max(a.count, b.count) > 1 and not a.segments & b.segments
            if not is_slip(one, other, a.kind, apart=apart):
                continue
            (right, good), (_, wrong) = sorted(((one, a), (other, b)), key=lambda p: (-p[1].count, p[1].order))
            if wrong.count < _MOST or wrong.count * _MOST < good.count:
                yield replace(
                    wrong.finding,
                    expected=(right,),
                    message=f"differs by a character from {right!r}, which stands {_times(good.count)} in this draft",
                    related=(good.place,),
                )

    def _pairs(self) -> Iterator[tuple[tuple[str, _Seen], tuple[str, _Seen]]]:
        """The names that share one end or the other, each pair once: a slip is at one place only."""
        groups: dict[tuple[str, str], list[tuple[str, _Seen]]] = {}
        for (kind, name), seen in self.seen.items():
            for end in _ends(kind, name):
                groups.setdefault((kind, end), []).append((name, seen))
        done: set[tuple[str, str]] = set()
        for group in groups.values():
            for n, one in enumerate(group):
                for other in group[n + 1 :]:
                    pair = one[0], other[0]
                    if one[0] != other[0] and pair not in done:
                        done.add(pair)
                        yield one, other


def _ends(kind: str, name: str) -> tuple[str, ...]:
    if kind == "latin":
        words = name.casefold().split()
        return "^" + words[-2], words[-1] + "$"
    if kind == "person":
        return ("^" + name[0],)
    if kind == "foreign":
        mark = next(n for n, c in enumerate(name) if c in "·‧・．•")
        return name[mark - 2 : mark], name[mark + 1 : mark + 3], name[-2:]
    return "^" + name[:2], name[-2:] + "$"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
