"""The cache folder is ours alone, and work goes on without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.files.cache import cache_folder


def test_it_is_made_for_us_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "a/b"))
    folder = cache_folder()
    assert folder == tmp_path / "a/b"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_open_one_stays_as_it_is_and_gets_ours_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "open"))
    assert cache_folder() == tmp_path / "open/zhengming"
    assert (tmp_path / "open").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "open/zhengming").stat().st_mode & 0o777 == 0o700


def test_ours_is_closed_where_it_was_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHENGMING_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "zhengming").mkdir(mode=0o755)
    assert cache_folder() == tmp_path / "zhengming"
    assert (tmp_path / "zhengming").stat().st_mode & 0o777 == 0o700


def test_without_a_name_it_is_where_caches_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHENGMING_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "zhengming"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache/zhengming"


def test_a_file_in_its_place_means_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for named in ("file", "file/below"):
        monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / named))
        assert cache_folder() is None


def test_somebody_elses_means_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path))
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert cache_folder() is None
