"""The commit and the uncommitted changes of a folder, from real repositories of every odd kind."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from reportgen.recording import git
from reportgen.recording.git import commit_of, uncommitted_changes


def run_git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def committed(folder: Path, **files: str | bytes) -> Path:
    """Make a repository of `folder`, commit `files` ("train" is train.py), and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    run_git(folder, "init", "-q", "-b", "main")
    for name, content in files.items():
        (folder / f"{name}.py").write_bytes(content.encode() if isinstance(content, str) else content)
    run_git(folder, "add", ".")
    run_git(folder, "commit", "-q", "--allow-empty", "-m", "first")
    return folder


def diff(folder: Path) -> str | None:
    changes = uncommitted_changes(folder)
    return None if changes is None else changes.content()[0].decode()


def test_the_changes_to_tracked_files_apply_to_the_commit(tmp_path: Path) -> None:
    folder = committed(tmp_path / "lab", train="layers = 3\n", other="x\n")
    (folder / "train.py").write_text("layers = 4\n")
    (folder / "other.py").unlink()
    (folder / "new.py").write_text("staged = True\n")
    run_git(folder, "add", "new.py")
    (folder / "secret.txt").write_text("untracked")
    (folder / "sub").mkdir()

    commit = commit_of(folder / "sub")
    assert commit is not None
    assert (commit.commit, commit.branch, commit.dirty) == (run_git(folder, "rev-parse", "HEAD"), "main", True)
    changes = diff(folder / "sub")
    assert changes is not None
    assert "secret" not in changes
    fresh = tmp_path / "fresh"
    run_git(tmp_path, "clone", "-q", str(folder), str(fresh))
    (tmp_path / "changes.diff").write_text(changes)
    run_git(fresh, "apply", str(tmp_path / "changes.diff"))
    assert {path.name: path.read_text() for path in fresh.glob("*.py")} == {
        "train.py": "layers = 4\n",
        "new.py": "staged = True\n",
    }


def test_a_clean_folder_has_a_commit_and_no_changes(tmp_path: Path) -> None:
    folder = committed(tmp_path / "lab", train="x")
    run_git(folder, "checkout", "-q", "--detach")

    commit = commit_of(folder)
    assert commit is not None
    assert (commit.branch, commit.dirty, diff(folder)) == (None, False, "")


def test_no_repository_no_commit_and_a_broken_repository_have_nothing(tmp_path: Path) -> None:
    empty, broken, plain = tmp_path / "empty", committed(tmp_path / "broken", train="x"), tmp_path / "plain"
    empty.mkdir()
    plain.mkdir()
    run_git(empty, "init", "-q")
    shutil.rmtree(broken / ".git" / "objects")

    for folder in (empty, broken, plain, tmp_path / "gone"):
        assert (commit_of(folder), uncommitted_changes(folder)) == (None, None)


def test_without_git_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = committed(tmp_path / "lab", train="x")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (commit_of(folder), uncommitted_changes(folder)) == (None, None)


def test_submodules_are_named_by_their_commit(tmp_path: Path) -> None:
    part = committed(tmp_path / "part", net="x = 1\n")
    lab = committed(tmp_path / "lab", train="y = 1\n")
    run_git(lab, "submodule", "--quiet", "add", str(part), "part")
    run_git(lab, "commit", "-q", "-m", "second")
    (lab / "part" / "net.py").write_text("x = 2\n")

    commit = commit_of(lab)
    assert commit is not None
    assert (commit.dirty, diff(lab)) == (False, "")
    assert "+x = 2" in (diff(lab / "part") or "")
    run_git(lab / "part", "commit", "-q", "-a", "-m", "more")
    assert "+Subproject commit" in (diff(lab) or "")


def test_nothing_of_the_configuration_is_run_or_changes_the_diff(tmp_path: Path) -> None:
    folder = committed(tmp_path / "lab", train="x = 1\n", data=b"\0\1\2")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
    trap.chmod(0o755)
    for key in ("diff.external", "diff.py.textconv", "diff.py.command", "core.fsmonitor", "core.pager"):
        run_git(folder, "config", key, str(trap))
    for key in ("diff.noprefix", "diff.mnemonicPrefix", "diff.relative"):
        run_git(folder, "config", key, "true")
    run_git(folder, "config", "color.ui", "always")
    (folder / ".git" / "info" / "attributes").write_text("*.py diff=py\n")
    (folder / "train.py").write_text("x = 2\n")
    (folder / "data.py").write_bytes(b"\0\1\3" * 1000)
    (tmp_path / "sprung").unlink(missing_ok=True)
    index = (folder / ".git" / "index").read_bytes()
    (folder / ".git" / "index.lock").touch()

    changes = diff(folder)
    assert changes is not None
    assert "--- a/train.py\n+++ b/train.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n" in changes
    assert "Binary files a/data.py and b/data.py differ" in changes
    assert commit_of(folder) is not None
    assert not (tmp_path / "sprung").exists()
    assert (folder / ".git" / "index").read_bytes() == index


def test_of_a_home_folder_under_version_control_only_the_program_s_folder_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "train.py").write_text("x = 1\n")
    home = committed(tmp_path, netrc="password 1\n")
    monkeypatch.setenv("HOME", str(home))
    (home / "netrc.py").write_text("password 2\n")
    (home / "lab" / "train.py").write_text("x = 2\n")

    changes = diff(home / "lab") or ""
    assert "+x = 2" in changes
    assert "password" not in changes


def test_a_long_diff_keeps_its_beginning_and_its_end(tmp_path: Path) -> None:
    folder = committed(tmp_path / "lab", train="")
    (folder / "train.py").write_text("".join(f"line {number}\n" for number in range(200_000)))

    changes = uncommitted_changes(folder)
    assert changes is not None
    content, kept = changes.content()
    assert kept < 400_001 < changes.total
    assert content.startswith(b"diff --git a/train.py b/train.py\n")
    assert b" bytes left out]\n" in content
    assert content.endswith(b"+line 199999\n")


def test_a_git_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "git"
    slow.write_text(f"#!/bin/sh\necho $$ >> {tmp_path / 'pids'}\nsleep 60 &\necho $! >> {tmp_path / 'pids'}\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(git, "_SECONDS", 0.5)
    monkeypatch.setattr(git, "_DIFF_SECONDS", 0.5)

    started = time.monotonic()
    assert uncommitted_changes(tmp_path) is None
    assert time.monotonic() - started < 5
    time.sleep(0.2)
    for pid in map(int, (tmp_path / "pids").read_text().split()):
        status = Path(f"/proc/{pid}/status")
        assert not status.exists() or "zombie" in status.read_text()
