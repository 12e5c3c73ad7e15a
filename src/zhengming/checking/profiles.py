"""What a client or house wants of a draft, read from the configuration: the top level, and `[profile.NAME]` over it."""

from __future__ import annotations

from typing import Any, get_args

from zhengming.checking.rules import RULES
from zhengming.errors import UsageError
from zhengming.files.configuration import Configuration, configurations
from zhengming.glossary.locate import KEYS
from zhengming.model import FirstMention, Profile, Severity
from zhengming.tags import REGION_TAGS, REGIONS

DIRECTIONS = ("zh-en", "en-zh")
SPELLINGS = ("en-US", "en-GB", "en-GB-oxendic")
RESTARTS = ("document", "section")
_SEVERITIES = get_args(Severity)
_OWN = tuple(key for key in KEYS if key != "profile")
_MERGED = ("rules", "severities", "first-mention")


def load_profile(name: str | None = None, start: str = ".") -> Profile:
    """The profile of a name, or what the configuration says at its top level; an empty one where there is none.

    Raises UsageError for a name that is no profile's, ZhengmingError with the file for what cannot be meant.
    """
    found = next(configurations(start), None)
    if found is None:
        if name:
            raise UsageError(f"there is no profile {name!r}", hint="write [profile.NAME] into zhengming.toml")
        return Profile()
    found.refuse_unknown(found.table, KEYS)
    profiles = _table(found, found.table, "profile")
    if name and name not in profiles:
        hint = f"{found.path} has {', '.join(profiles)}" if profiles else f"write [profile.{name}] into {found.path}"
        raise UsageError(f"there is no profile {name!r}", hint=hint)
    own = _table(found, profiles, name) if name else {}
    found.refuse_unknown(own, _OWN, f" in [profile.{name}]")
    return _profile(found, _laid_over(found.table, own), name or "")


def _table(found: Configuration, table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise found.fault(f"`{key}` is no table", f"[{key}]")
    return value


def _laid_over(table: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The top level with a profile's keys in their place; tables are laid over key by key."""
    merged = {key: {**table[key], **own.get(key, {})} for key in _MERGED if isinstance(table.get(key), dict)}
    return {**table, **own, **merged}


def _profile(found: Configuration, table: dict[str, Any], name: str) -> Profile:
    rules, severities = _rules(found, table)
    glossaries = table.get("glossaries") or table.get("glossary")
    region = _one_of(found, table, "region", (*REGION_TAGS, *REGIONS))
    return Profile(
        name=name,
        glossaries=found.paths(glossaries, "glossary") if glossaries else (),
        region=REGION_TAGS.get(region, region),
        direction=_one_of(found, table, "direction", DIRECTIONS),
        spelling=_one_of(found, table, "spelling", SPELLINGS),
        rules=tuple(rules.items()),
        severities=tuple(severities.items()),
        ignore=found.paths(table.get("ignore", []), "ignore"),
        baseline=next(iter(found.paths(table["baseline"], "baseline")), "") if table.get("baseline") else "",
        stances=_flag(found, table, "stances"),
        first_mention=_first_mention(found, _table(found, table, "first-mention")),
    )


def _rules(found: Configuration, table: dict[str, Any]) -> tuple[dict[str, bool], dict[str, Severity]]:
    """Rules on and off, and their severities: `wrong-case = "info"` under [rules] says both."""
    stated = {key: _table(found, table, key) for key in ("rules", "severities")}
    for key, said in stated.items():
        found.refuse_unknown(said, RULES, f" in [{key}]")
        for rule, value in said.items():
            if value not in _SEVERITIES and not (key == "rules" and isinstance(value, bool)):
                choices = ", ".join(_SEVERITIES if key == "severities" else ("true", "false", *_SEVERITIES))
                raise found.fault(f"{rule} = {value!r} in [{key}]", f"one of {choices}")
    severities = {r: v for said in stated.values() for r, v in said.items() if not isinstance(v, bool)}
    return {rule: value is not False for rule, value in stated["rules"].items()}, severities


def _one_of(found: Configuration, table: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = table.get(key, "")
    if value and value not in choices:
        raise found.fault(f"`{key}` is {value!r}", f"one of {', '.join(choices)}")
    return str(value)


def _flag(found: Configuration, table: dict[str, Any], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise found.fault(f"`{key}` is {value!r}", "true or false")
    return value


def _first_mention(found: Configuration, table: dict[str, Any]) -> FirstMention:
    default = FirstMention()
    found.refuse_unknown(table, ("term", "acronym", "person", "restart", "exempt"), " in [first-mention]")
    exempt = table.get("exempt", [])
    if not isinstance(exempt, list) or not all(isinstance(one, str) for one in exempt):
        raise found.fault("`exempt` is no list of ids", '["wto"]')
    patterns = {key: table.get(key, getattr(default, key)) for key in ("term", "acronym", "person")}
    for key, pattern in patterns.items():
        if not isinstance(pattern, str) or "{" in _without_places(pattern):
            raise found.fault(f"`{key}` is {pattern!r}", "text with {term}, {source}, {full}, {acronym} in it")
    return FirstMention(
        **patterns, restart=_one_of(found, table, "restart", RESTARTS) or default.restart, exempt=tuple(exempt)
    )


def _without_places(pattern: str) -> str:
    for name in ("term", "source", "full", "acronym"):
        pattern = pattern.replace("{" + name + "}", "")
    return pattern
