"""`zhengming review`: proposals, one after the other."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengming.cli.options import columns
from zhengming.errors import UsageError, ZhengmingError
from zhengming.model import KINDS
from zhengming.reporting.visible import visible
from zhengming.tags import REGION_TAGS

if TYPE_CHECKING:
    from zhengming.glossary.journal import Decision
    from zhengming.glossary.pending import Proposal

KEYS = {
    "a": "accept",
    "e": "edit English",
    "z": "edit Chinese",
    "m": "merge into a concept",
    "k": "set kind",
    "g": "set a region's form",
    "r": "reject",
    "s": "skip",
    "u": "undo",
    "A": "accept all above a confidence",
    "q": "quit",
}
_KINDS = KINDS[:4]
_SURE = 95
# A document larger than this is not read again for one line of it.
_LARGEST = 20_000_000
# So much of a document's line is shown on either side of the quote.
_AROUND = 15


@click.command("review")
@click.argument("glossary", metavar="NAME.yaml")
def command(glossary: str) -> int:
    """Decide about the proposals in NAME.proposed.yaml, one key each; every decision is written at once.

    Accepted ones move to NAME.yaml, rejected ones are remembered in NAME.rejected.yaml. Without a terminal the keys are
    read line by line, what a key asks for on the same line or the next one.

    \b
    zhengming extract --into mine.yaml report.txt
    zhengming review mine.yaml
    """
    glossary = glossary.removesuffix(".proposed.yaml") + ".yaml" if glossary.endswith(".proposed.yaml") else glossary
    review = _Review(glossary, _Keys())
    if not review.waiting:
        print("no proposals wait")
        return 0
    try:
        review.walk()
    except EOFError:
        print()
    print(review.summary())
    return 0


def _pressed() -> str:
    """One key of a terminal. Several typed ahead come as one, which is no key: nobody decides about what is not shown.

    click's own throws away what is typed before it waits.
    """
    import os
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        typed = os.read(terminal, 64).decode("utf-8", "replace")
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    # The end of the input that is typed before the terminal waits for a key arrives as a zero.
    if typed in ("", "\x04", "\x00"):
        raise EOFError
    return typed


class _Keys:
    """What the person types: single keys on a terminal, else lines."""

    def __init__(self) -> None:
        self.terminal = sys.stdin.isatty()
        self.rest = ""

    def key(self) -> str:
        """One key; raises EOFError at the end of the input."""
        print("[" + " ".join(KEYS) + " ?] ", end="", flush=True)
        if self.terminal:
            key = _pressed()
            print(visible(key))
            return key
        line = self._line()
        print(visible(line))
        key, _, self.rest = line.strip().partition(" ")
        return key

    def ask(self, what: str, default: str) -> str:
        """A text; nothing typed is the default."""
        if self.terminal:
            try:
                return str(click.prompt(what, default=default, show_default=bool(default)))
            except click.exceptions.Abort:
                # click makes one of both; an interrupt ends the run, the end of the input is like quitting.
                raise KeyboardInterrupt from None
        print(f"{what}: ", end="")
        typed = (self.rest or self._line()).strip()
        self.rest = ""
        print(visible(typed))
        return typed or default

    def _line(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")


class _Review:
    """A walk through the proposals of one glossary: which wait, which were skipped, what can be undone."""

    def __init__(self, glossary: str, keys: _Keys) -> None:
        self.glossary, self.keys = glossary, keys
        self.skipped: list[str] = []
        self.undoable: list[tuple[str, Decision | None]] = []
        self.done: dict[str, int] = {}
        self.actions: dict[str, Callable[[Proposal], None]] = {
            "a": self._accept,
            "e": self._edit_english,
            "z": self._edit_chinese,
            "m": self._merge,
            "k": self._set_kind,
            "g": self._set_region,
            "r": self._reject,
            "s": self._skip,
            "u": self._undo,
            "A": self._accept_all,
        }
        self._look_again()

    def _look_again(self) -> None:
        from zhengming.glossary.near import Near
        from zhengming.glossary.pending import pending
        from zhengming.glossary.proposals import beside
        from zhengming.glossary.read import load_alone

        self.waiting = pending(self.glossary)
        self.accepted = load_alone(self.glossary)
        self.near = Near(self.accepted)
        self.sources = {s.id: s.path for s in load_alone(beside(self.glossary).proposed).sources}

    def walk(self) -> None:
        """Show one proposal after the other until none is left or the person quits."""
        shown = ""
        while True:
            proposal = next((p for p in self.waiting if p.concept.id not in self.skipped), None)
            if proposal is None:
                if not self._is_taken_back():
                    return
                continue
            if shown != proposal.concept.id:
                print("\n" + self._text(proposal) + "\n")
            key = self.keys.key()
            if key == "q":
                return
            shown = "" if self._done(key, proposal) else proposal.concept.id

    def _done(self, key: str, proposal: Proposal | None) -> bool:
        """Carry one key out; False where it could not be, after saying why."""
        if key not in self.actions:
            print("\n".join(f"  {k}  {what}" for k, what in KEYS.items()))
            return False
        try:
            if proposal is None:
                self._undo(None)
            else:
                self.actions[key](proposal)
        except UsageError as error:
            print(f"  {visible(str(error))}")
            return False
        return True

    def _is_taken_back(self) -> bool:
        """After the last proposal: whether the person undoes the decision just made."""
        if not self.undoable:
            return False
        print("\nthat was the last one: u undoes it, any other key ends")
        return self.keys.key() == "u" and self._done("u", None)

    def summary(self) -> str:
        """What became of the proposals."""
        told = [f"{number} {what}" for what, number in self.done.items() if number]
        return ", ".join([*told, f"{len(self.waiting)} waiting"])

    def _text(self, proposal: Proposal) -> str:
        from zhengming.lookup.variants import variants
        from zhengming.reporting.proposals import proposal_text

        chinese = next(t.text for t in proposal.concept.terms if t.language != "en")
        left = [p for p in self.waiting if p.concept.id not in self.skipped]
        return proposal_text(
            proposal,
            heading=f"{proposal.concept.id}  ({len(left)} left)",
            forms=variants(chinese, self.accepted),
            context=self._context(proposal),
            near=self.near.of(proposal.concept),
            columns=columns(),
        )

    def _context(self, proposal: Proposal) -> list[str]:
        """Where it stands, and the words there: the document's own line where it can be read, else the quote."""
        for evidence in proposal.concept.evidence[:1]:
            path = self.sources.get(evidence.source, "")
            line = _line_of(path, evidence.at, evidence.quote)
            return [f"{path or evidence.source} {evidence.at}", line or evidence.quote]
        return []

    def _accept(self, proposal: Proposal) -> None:
        from zhengming.glossary.decisions import accept

        self._decided("accepted", accept(self.glossary, [proposal.concept.id]))

    def _reject(self, proposal: Proposal) -> None:
        from zhengming.glossary.decisions import reject

        self._decided("rejected", reject(self.glossary, proposal.concept.id))

    def _skip(self, proposal: Proposal) -> None:
        self.skipped.append(proposal.concept.id)
        self.undoable.append(("skipped", None))

    def _edit_english(self, proposal: Proposal) -> None:
        from zhengming.glossary.corrections import correct_english

        now = ", ".join(t.text for t in proposal.concept.terms if t.language == "en")
        typed = self.keys.ask("English", now)
        if typed != now:
            self._corrected(correct_english(self.glossary, proposal.concept.id, typed))

    def _edit_chinese(self, proposal: Proposal) -> None:
        from zhengming.glossary.corrections import correct_chinese

        now = next(t.text for t in proposal.concept.terms if t.language != "en")
        typed = self.keys.ask("Chinese", now)
        if typed != now:
            self._corrected(correct_chinese(self.glossary, proposal.concept.id, typed))

    def _set_kind(self, proposal: Proposal) -> None:
        from zhengming.glossary.corrections import set_kind

        typed = self.keys.ask(f"kind ({', '.join(_KINDS)})", proposal.concept.kind)
        kind = next((k for k in _KINDS if typed and k.startswith(typed.lower())), None)
        if kind is None:
            raise UsageError(f"there is no kind {typed!r}", hint=f"one of {', '.join(_KINDS)}")
        if kind != proposal.concept.kind:
            self._corrected(set_kind(self.glossary, proposal.concept.id, kind))

    def _set_region(self, proposal: Proposal) -> None:
        from zhengming.glossary.corrections import set_region

        region, equals, form = (part.strip() for part in self.keys.ask("tw, hk or cn = form", "").partition("="))
        if region.lower() not in REGION_TAGS or not equals:
            raise UsageError("that is no region and form", hint="type tw = 人工智慧")
        self._corrected(set_region(self.glossary, proposal.concept.id, REGION_TAGS[region.lower()], form))

    def _corrected(self, decision: Decision) -> None:
        self._decided("corrected", decision)
        if not any(p.concept.id in decision.ids for p in self.waiting):
            print("  the glossary or its rejections have this pair already: the proposal is dropped")

    def _merge(self, proposal: Proposal) -> None:
        from zhengming.glossary.merging import merge

        near = [*proposal.concept.related, *(c.id for c in self.near.of(proposal.concept))]
        known = {c.id for c in self.accepted.concepts}
        typed = self.keys.ask("into the concept", next((n for n in near if n in known), ""))
        if typed not in known:
            like = difflib.get_close_matches(typed, known, 1)
            raise UsageError(f"there is no concept {typed!r}", hint=f"did you mean {like[0]!r}?" if like else "")
        self._decided("merged", merge(self.glossary, proposal.concept.id, typed))

    def _accept_all(self, _proposal: Proposal) -> None:
        from zhengming.glossary.decisions import accept

        typed = self.keys.ask("accept all from how many percent on", str(_SURE)).rstrip(" %")
        least = _percent(typed)
        sure = [p for p in self.waiting if p.confidence is not None and p.confidence >= least]
        plain = [p.concept.id for p in sure if p.is_plain]
        if plain:
            self._decided("accepted", accept(self.glossary, plain), len(plain))
        print(f"  {len(plain)} accepted")
        if len(plain) < len(sure):
            print(f"  {len(sure) - len(plain)} left, whose Chinese or English another concept or proposal has")

    def _undo(self, _proposal: Proposal | None) -> None:
        from zhengming.glossary.journal import undo

        if not self.undoable:
            raise UsageError("there is nothing to undo")
        what, decision = self.undoable[-1]
        if decision is None:
            self.skipped.pop()
        else:
            undo(decision)
            self.done[what] -= len(decision.ids)
        self.undoable.pop()
        self._look_again()
        print(f"  undone: {what}")

    def _decided(self, what: str, decision: Decision, number: int = 1) -> None:
        self.done[what] = self.done.get(what, 0) + number
        self.undoable.append((what, decision))
        self._look_again()


def _percent(typed: str) -> float:
    try:
        number = float(typed)
    except ValueError:
        raise UsageError(f"{typed!r} is no percentage", hint="type 95") from None
    return number / 100 if number > 1 else number


def _line_of(path: str, at: str, quote: str) -> str:
    """The line of a text around a quote, empty where the document is not there or is no text with lines."""
    from zhengming.documents import TEXTS
    from zhengming.files.decode import read_text

    file = Path(path)
    number = at.removeprefix("L")
    if not path or not number.isdecimal() or not at.startswith("L") or file.suffix.lower() not in TEXTS:
        return ""
    try:
        lines = read_text(path).text.splitlines() if file.stat().st_size <= _LARGEST else []
    except (ZhengmingError, OSError):
        return ""
    line = lines[int(number) - 1] if 0 < int(number) <= len(lines) else ""
    found = line.find(quote)
    if found < 0:
        return ""
    start, end = max(0, found - _AROUND), found + len(quote) + _AROUND
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
