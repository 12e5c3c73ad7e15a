"""Every fault of a glossary file is one sentence with its line and what to try."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhengming.errors import GlossaryError, ReadError
from zhengming.glossary import nodes
from zhengming.glossary.read import load

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/glossary/errors.yaml").read_text(encoding="utf-8")
)
HEAD = "format: zhengming/1\nconcepts:\n"


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_errors(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(case["text"].replace("{head}", HEAD), encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load(str(path))
    assert str(caught.value) == f"{path}:{case['sentence'].replace('{path}', str(path))}"


def test_a_duplicate_id_in_two_files_names_both(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(f"{HEAD}  - {{id: x, en: x, zh: 制裁}}\n", encoding="utf-8")
    second.write_text(f"{HEAD}\n\n  - {{id: x, en: y, zh: 脫鉤}}\n", encoding="utf-8")
    for paths in ((str(tmp_path),), (str(first), str(second))):
        with pytest.raises(GlossaryError) as caught:
            load(*paths)
        assert str(caught.value).startswith(f"{second}:5: the id 'x' stands twice (first in {first}:3)")


def test_a_folder_without_a_glossary(tmp_path: Path) -> None:
    (tmp_path / "x.proposed.yaml").touch()
    with pytest.raises(ReadError) as caught:
        load(str(tmp_path))
    assert (
        str(caught.value) == f"{tmp_path}: there is no glossary (*.yaml) in this folder (name a file or another folder)"
    )


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"there is no such file \(check the path\)$"):
        load(str(tmp_path / "no.yaml"))


@pytest.mark.parametrize("text", ["[" * 3000, "{a: " * 3000, "- " * 3000 + "x"], ids=["lists", "mappings", "blocks"])
def test_deep_nesting_is_one_sentence(text: str) -> None:
    with pytest.raises(GlossaryError):
        nodes.parse(text, "g.yaml")


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_a_node_or_one_sentence(text: str) -> None:
    try:
        nodes.parse(text, "g.yaml")
    except GlossaryError as error:
        assert "\n" not in str(error)
