"""The user's cache folder: where it lies, and that a report needs none."""

import os

import pytest

from reportgen.cache_folder import cache_folder, without_cache


def test_the_folder_lies_where_the_user_keeps_caches_and_is_the_users_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert cache_folder() == tmp_path / "caches" / "reportgen"
    assert (tmp_path / "caches" / "reportgen").stat().st_mode & 0o077 == 0
    assert cache_folder() == tmp_path / "caches" / "reportgen"


def test_without_a_setting_it_lies_in_the_home(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path)


def test_a_place_where_no_folder_can_be_made_gives_none(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder() is None


def test_a_file_in_the_place_of_the_folder_gives_none(tmp_path, monkeypatch):
    (tmp_path / "reportgen").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_gives_none(tmp_path, monkeypatch):
    (tmp_path / "reportgen").mkdir(mode=0o500)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() is None


def test_who_wants_no_cache_gets_none_until_the_end_of_the_block(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with without_cache():
        assert cache_folder() is None
    assert cache_folder() == tmp_path / "reportgen"
