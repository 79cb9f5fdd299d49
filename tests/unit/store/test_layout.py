"""Names of folders, and that each is claimed once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reportgen.store.layout import claim, slug
from tests.sample_runs import NASTY_NAMES

MOMENT = datetime(2026, 9, 26, 13, 50, 12, 999999, tzinfo=UTC)

_CLAIM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reportgen.store.layout import claim
sys.stdin.read(1)
for _ in range(25):
    print(claim(Path(sys.argv[1]), datetime(2026, 9, 26, tzinfo=UTC), "net").name)
"""


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ConvNet2layers", "convnet2layers"),
        ("Conv 32-64 · Dense 128-10", "conv-32-64-dense-128-10"),
        ("étoile", "etoile"),
        ("日本語", "run"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "run"),
        ("W" * 4096, "w" * 40),
    ],
)
def test_a_name_becomes_a_part_of_a_folder_name(name: str, part: str) -> None:
    assert slug(name) == part


@pytest.mark.parametrize("name", NASTY_NAMES.values(), ids=NASTY_NAMES)
def test_the_folder_of_a_nasty_name_stays_where_it_belongs(name: str, tmp_path: Path) -> None:
    folder = claim(tmp_path, MOMENT, name)
    assert folder.parent == tmp_path
    assert folder.name.isascii()
    assert folder.name.startswith("20260926T135012Z-")
    assert len(folder.name) <= 63


def test_a_folder_is_named_after_the_moment_in_utc(tmp_path: Path) -> None:
    folder = claim(tmp_path, MOMENT.astimezone(timezone(timedelta(hours=-9))), "net")
    assert folder.name.startswith("20260926T135012Z-net-")


def test_a_session_is_claimed_below_folders_that_do_not_exist_yet(tmp_path: Path) -> None:
    folder = claim(tmp_path / "runs" / "sessions", MOMENT)
    assert folder.is_dir()
    assert folder.name[:-4] == "20260926T135012Z-"


def test_fifty_threads_claim_a_thousand_different_folders_in_one_second(tmp_path: Path) -> None:
    with ThreadPoolExecutor(50) as threads:
        folders = list(threads.map(lambda _: claim(tmp_path, MOMENT, "net"), range(1000)))
    assert len(set(folders)) == 1000
    assert sorted(folders) == sorted(tmp_path.iterdir())


def test_processes_claim_different_folders(tmp_path: Path) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", _CLAIM, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("g")
        child.stdin.flush()
    names = [name for child in children for name in child.communicate()[0].split()]
    assert len(names) == len(set(names)) == 100
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())


def test_a_claim_ends_when_every_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.urandom", lambda _size: b"\0\0")
    claim(tmp_path, MOMENT, "net")
    with pytest.raises(FileExistsError):
        claim(tmp_path, MOMENT, "net")


def test_claiming_in_a_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(FileExistsError):
        claim(tmp_path / "runs", MOMENT, "net")


def test_claiming_where_one_may_not_write_is_an_error_of_the_system(as_nobody: Path) -> None:
    as_nobody.chmod(0o500)
    with pytest.raises(PermissionError):
        claim(as_nobody / "runs", MOMENT, "net")
