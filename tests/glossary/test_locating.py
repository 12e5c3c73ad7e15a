"""Which glossary is used when none is named, and what is said of a wrong setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.errors import ZhengmingError
from zhengming.glossary.locate import KEYS, built_in, default_glossary
from zhengming.glossary.read import load

ENTRY = "format: zhengming/1\nconcepts:\n  - {id: a, en: b, zh: 丙}\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "stated", ['glossary = "mine.yaml"', 'glossary = ["mine.yaml"]', '\ufeffglossary = "mine.yaml"']
)
def test_a_setting_names_it(tmp_path: Path, stated: str) -> None:
    write(tmp_path / "zhengming.toml", stated)
    (tmp_path / "below").mkdir()
    assert default_glossary(str(tmp_path / "below")) == (str(tmp_path.resolve() / "mine.yaml"),)


def test_pyproject_names_it(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.zhengming]\nglossary = "mine.yaml"\n')
    assert default_glossary(str(tmp_path)) == (str(tmp_path.resolve() / "mine.yaml"),)


@pytest.mark.parametrize("stated", ["glossary = 3", "glossary = [1]", "glossary = {a = 1}", "glossary ="])
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, stated: str) -> None:
    path = write(tmp_path / "zhengming.toml", stated)
    with pytest.raises(ZhengmingError, match=r"zhengming\.toml: ") as raised:
        default_glossary(str(tmp_path))
    assert str(raised.value).startswith(str(path.resolve()))


UNKNOWN = {
    'glosary = "mine.yaml"': "unknown key 'glosary' (did you mean 'glossary'?)",
    'glossarys = ["mine.yaml"]': "unknown key 'glossarys' (did you mean 'glossary'?)",
    'glossary = "mine.yaml"\n[profiles.a]': "unknown key 'profiles' (did you mean 'profile'?)",
    "xyz = 1": f"unknown key 'xyz' (there are {', '.join(KEYS)})",
}


@pytest.mark.parametrize("stated", UNKNOWN)
@pytest.mark.parametrize(("name", "head"), [("zhengming.toml", ""), ("pyproject.toml", "[tool.zhengming]\n")])
def test_an_unknown_key_is_told(tmp_path: Path, name: str, head: str, stated: str) -> None:
    path = write(
        tmp_path / name, head + stated.replace("[profiles", "[tool.zhengming.profiles" if head else "[profiles")
    )
    with pytest.raises(ZhengmingError) as raised:
        default_glossary(str(tmp_path))
    assert str(raised.value) == f"{path.resolve()}: {UNKNOWN[stated]}"


@pytest.mark.parametrize(
    "stated", ["", '[profile.taiwan]\nregion = "tw"\nanything = 1\n', 'baseline = "b.json"', 'ignore = ["old/*"]']
)
def test_what_is_for_later_is_left_alone(tmp_path: Path, stated: str) -> None:
    write(tmp_path / "zhengming.toml", stated)
    assert default_glossary(str(tmp_path)) == (built_in(),)


def test_other_tools_keys_are_theirs(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.zhengming]\nglossary = "a.yaml"\n[tool.other]\nglosary = 1\n')
    assert default_glossary(str(tmp_path)) == (str(tmp_path.resolve() / "a.yaml"),)


def test_loading_without_a_path_is_loading_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "mine.yaml", ENTRY)
    monkeypatch.chdir(tmp_path)
    assert load().paths == load(built_in()).paths
    write(tmp_path / "zhengming.toml", 'glossary = "mine.yaml"')
    assert [concept.id for concept in load().concepts] == ["a"]


def test_another_tools_broken_pyproject_is_not_our_trouble(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.zhengming\nnot toml at all")
    assert default_glossary(str(tmp_path)) == (built_in(),)


def test_a_folder_with_an_entry_is_used(tmp_path: Path) -> None:
    write(tmp_path / "glossary/mine.yaml", ENTRY)
    assert default_glossary(str(tmp_path)) == (str(tmp_path / "glossary"),)


@pytest.mark.parametrize("name", ["report.proposed.yaml", "report.rejected.yaml", ".hidden.yaml", "notes.txt"])
def test_proposals_alone_make_no_glossary(tmp_path: Path, name: str) -> None:
    write(tmp_path / "glossary" / name, ENTRY)
    assert default_glossary(str(tmp_path)) == (built_in(),)
