"""The program's source: its main file, found without running anything, and which modules are its own."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportgen.recording.modules import own_modules
from reportgen.recording.sources import main_file

ROOT = Path(__file__).parents[3]
LOUD = "raise SystemExit('a part of the program was run')\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def source(target: str, *, is_module: bool) -> bytes | None:
    found = main_file(target, is_module=is_module)
    return found.content if found else None


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_a_module_is_found_in_packages_that_are_not_imported(folder: Path) -> None:
    write(folder / "lab" / "__init__.py", LOUD)
    write(folder / "lab" / "deep" / "train.py", LOUD + "# the module")
    write(folder / "lab" / "deep" / "more" / "net.py", LOUD + "# deeper, in folders without __init__")
    write(folder / "lab" / "__main__.py", LOUD + "# the package")
    before = set(sys.modules)

    assert source("lab.deep.train", is_module=True) == f"{LOUD}# the module".encode()
    assert source("lab.deep.more.net", is_module=True) == f"{LOUD}# deeper, in folders without __init__".encode()
    assert source("lab", is_module=True) == f"{LOUD}# the package".encode()
    for missing in ("lab.deep", "lab.deep.gone", "lab.deep.train.more", "gone", "sys", "lab..deep", ""):
        assert source(missing, is_module=True) is None
    assert {name for name in set(sys.modules) - before if name.startswith("lab")} == set()


def test_a_module_in_an_archive_on_the_search_path_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(folder / "lab.zip", "w") as archive:
        archive.writestr("packed/__init__.py", LOUD)
        archive.writestr("packed/train.py", "x = 1")
    monkeypatch.syspath_prepend(str(folder / "lab.zip"))

    assert source("packed.train", is_module=True) == b"x = 1"


def test_scripts_folders_and_archives_have_a_main_file(folder: Path) -> None:
    write(folder / "train.py", "script")
    write(folder / "app" / "__main__.py", "folder")
    with zipfile.ZipFile(folder / "app.pyz", "w") as archive:
        archive.writestr("__main__.py", "archive")
    with zipfile.ZipFile(folder / "empty.zip", "w") as archive:
        archive.writestr("other.py", "other")
    write(folder / "train.pyc", "compiled")

    assert source("train.py", is_module=False) == b"script"
    assert source("app", is_module=False) == b"folder"
    assert source("app.pyz", is_module=False) == b"archive"
    for without in ("train.pyc", "empty.zip", "gone.py"):
        assert source(without, is_module=False) is None


def test_own_modules_are_those_of_the_program_and_not_installed_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lazy(type(sys)):
        def __getattribute__(self, name: str) -> object:
            raise SystemExit("a lazy module was loaded")

    outside = folder.parent / "elsewhere"
    modules = {
        "__main__": outside / "train.py",
        "helper": outside / "helper.py",
        "lab.net": folder / "lab" / "net.py",
        "lab.again": folder / "lab" / "net.py",
        "installed": folder / "env" / "lib" / "python3.11" / "site-packages" / "installed.py",
        "debian": folder / "lib" / "python3" / "dist-packages" / "debian.py",
        "compiled": folder / "fast.so",
        "far": folder.parent / "far.py",
    }
    for name, path in modules.items():
        module = type(sys)(name)
        module.__file__ = str(path)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setitem(sys.modules, "lazy", Lazy("lazy"))
    monkeypatch.setitem(sys.modules, "nothing", None)

    assert own_modules(folder) == [
        (Path("helper.py"), outside / "helper.py"),
        (Path("lab/net.py"), folder / "lab" / "net.py"),
    ]


def test_no_more_than_a_megabyte_of_modules_is_kept(folder: Path) -> None:
    """A process of its own: what is kept is what a whole process imported."""
    for number in range(250):
        write(folder / f"part_{number:03}.py", f"# {number}\n" + "x = 1\n" * (200_000 if number == 3 else 500))
    write(
        folder / "train.py",
        "from pathlib import Path\n"
        "from reportgen.recording.modules import keep_modules\n"
        "keep_modules(Path('session'))\n"
        "for number in range(250): __import__(f'part_{number:03}')\n",
    )
    subprocess.run([sys.executable, "train.py"], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)

    kept = sorted(path.name for path in (folder / "session" / "source").iterdir())
    assert "part_003.py" not in kept
    assert len(kept) == 199
    assert kept[-1] == "part_199.py"
