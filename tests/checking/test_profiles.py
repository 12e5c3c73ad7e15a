"""Profiles: the top level of the configuration, [profile.NAME] over it, and one sentence for what cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.checking.profiles import load_profile
from zhengming.errors import ZhengmingError
from zhengming.model import FirstMention, Profile

HOUSE = """
glossary = "house.yaml"
region = "tw"
spelling = "en-GB"
ignore = ["old/**"]

[rules]
first-mention = true
near-duplicate = "info"

[severities]
wrong-case = "error"

[first-mention]
acronym = "{full}, {acronym}"
restart = "section"

[profile.client]
glossaries = ["house.yaml", "client.yaml"]
region = "zh-CN"
baseline = "known.json"
stances = true

[profile.client.rules]
first-mention = false

[profile.client.first-mention]
exempt = ["wto"]
"""


def folder(tmp_path: Path, text: str, name: str = "zhengming.toml") -> str:
    (tmp_path / ".git").mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path)


def test_without_a_configuration_there_is_nothing_special(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert load_profile(start=str(tmp_path)) == Profile()


def test_the_top_level_is_the_profile_of_all(tmp_path: Path) -> None:
    start = folder(tmp_path, HOUSE)
    found = load_profile(start=start)
    assert (found.name, found.region, found.spelling) == ("", "zh-TW", "en-GB")
    assert found.glossaries == (str(tmp_path.resolve() / "house.yaml"),)
    assert found.ignore == (str(tmp_path.resolve() / "old/**"),)
    assert dict(found.rules) == {"first-mention": True, "near-duplicate": True}
    assert dict(found.severities) == {"near-duplicate": "info", "wrong-case": "error"}
    assert found.first_mention == FirstMention(acronym="{full}, {acronym}", restart="section")


def test_a_profile_is_laid_over_it_key_by_key(tmp_path: Path) -> None:
    found = load_profile("client", folder(tmp_path, HOUSE))
    assert (found.name, found.region, found.spelling, found.stances) == ("client", "zh-CN", "en-GB", True)
    assert [Path(path).name for path in found.glossaries] == ["house.yaml", "client.yaml"]
    assert found.baseline == str(tmp_path.resolve() / "known.json")
    assert dict(found.rules) == {"first-mention": False, "near-duplicate": True}
    assert found.first_mention == FirstMention(acronym="{full}, {acronym}", restart="section", exempt=("wto",))


def test_it_may_stand_in_pyproject(tmp_path: Path) -> None:
    text = '[tool.zhengming]\nregion = "hk"\n[tool.zhengming.profile.a]\ndirection = "en-zh"\n'
    found = load_profile("a", folder(tmp_path, text, "pyproject.toml"))
    assert (found.region, found.direction) == ("zh-HK", "en-zh")


FAULTS = {
    'region = "jp"': "`region` is 'jp' (one of tw, hk, cn, zh-TW, zh-HK, zh-CN)",
    'direction = "zh"': "`direction` is 'zh' (one of zh-en, en-zh)",
    'spelling = "british"': "`spelling` is 'british' (one of en-US, en-GB, en-GB-oxendic)",
    'stances = "yes"': "`stances` is 'yes' (true or false)",
    "[rules]\nwrong-csae = true": "unknown key 'wrong-csae' in [rules] (did you mean 'wrong-case'?)",
    "[rules]\nwrong-case = 3": "wrong-case = 3 in [rules] (one of true, false, error, warning, info)",
    '[severities]\nwrong-case = "loud"': "wrong-case = 'loud' in [severities] (one of error, warning, info)",
    "rules = 3": "`rules` is no table ([rules])",
    '[first-mention]\nterm = "{name}"': "`term` is '{name}' (text with {term}, {source}, {full}, {acronym} in it)",
    '[first-mention]\nrestart = "page"': "`restart` is 'page' (one of document, section)",
    "[profile.a]\nregoin = 1": "unknown key 'regoin' in [profile.a] (did you mean 'region'?)",
    "ignore = 3": '`ignore` is neither a path nor a list of paths ("my.yaml")',
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_cannot_be_meant_is_told_with_the_file(tmp_path: Path, text: str) -> None:
    start = folder(tmp_path, text)
    with pytest.raises(ZhengmingError) as raised:
        load_profile("a" if "profile.a" in text else None, start)
    assert str(raised.value) == f"{tmp_path.resolve()}/zhengming.toml: {FAULTS[text]}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no profile 'b' (write [profile.NAME] into zhengming.toml)"),
        ("[profile.a]\n", "there is no profile 'b' ("),
        ('region = "tw"', "there is no profile 'b' (write [profile.b] into "),
    ],
)
def test_a_profile_that_is_not_there(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ZhengmingError) as raised:
        load_profile("b", folder(tmp_path, text))
    assert str(raised.value).startswith(said)
