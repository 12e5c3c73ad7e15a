"""The options of `zhengming export anki`: what a person asks of a deck."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from zhengming.cli.options import region_option
from zhengming.model import KINDS, STATUSES

if TYPE_CHECKING:
    from zhengming.exchange.anki_choices import Choices

_Decorator = Callable[[Any], Any]


def _split(_context: click.Context, _option: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    """Several values of one option: repeated, or with commas between them."""
    return tuple(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))


def _all_of(*options: _Decorator) -> _Decorator:
    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


selection_options: _Decorator = _all_of(
    region_option,
    click.option("--subject", "subjects", multiple=True, metavar="SUBJECT", help="Only of this subject; repeatable."),
    click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only of this kind; repeatable."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only with this tag; repeatable."),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice([*STATUSES, "proposed"]),
        help="Only concepts whose best terms have this status; repeatable.",
    ),
)
anki_options: _Decorator = _all_of(
    click.option("--deck", default="", metavar="NAME", help="Anki: the deck, for example 'Policy::US–China'."),
    click.option(
        "--cards",
        multiple=True,
        callback=_split,
        metavar="CARDS",
        help="Anki: only en-zh, zh-en, cloze, or some of them.",
    ),
    click.option("--include", multiple=True, callback=_split, metavar="WHAT", help="Anki: also persons, proposals."),
)


def anki_choices(*, deck: str, region: str | None, cards: tuple[str, ...], **others: tuple[str, ...]) -> Choices:
    """What was chosen; UsageError for a word that is none of the choices."""
    from zhengming.exchange.anki_choices import CARDS, DECK, Choices

    return Choices(deck=deck or DECK, region=region or "", cards=cards or CARDS, **others)
