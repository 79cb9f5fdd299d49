"""The built wheel, in an environment that holds nothing but it and what it asks for."""

import importlib.metadata
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.read_pdf import text_of
from tests.standards import findings_of_meaning, findings_of_standards

ROOT = Path(__file__).parents[2]


def requirements(name: str) -> set[str]:
    """Return the distributions that the distribution `name` asks for, and what these ask for."""
    found: set[str] = set()
    waiting, seen = [(name, frozenset[str]())], set()
    while waiting:
        if (asking := waiting.pop()) in seen:
            continue
        seen.add(asking)
        asked = [(item.name, frozenset(item.extras)) for item in asked_by(*asking)]
        found.update(other for other, _ in asked)
        waiting += asked
    return found


def asked_by(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    for line in importlib.metadata.requires(name) or []:
        requirement = Requirement(line)
        wanted = [{"extra": extra} for extra in extras or {""}]
        if requirement.marker is None or any(requirement.marker.evaluate(environment) for environment in wanted):
            yield requirement


def link(name: str, site_packages: Path) -> None:
    """Put the files of the installed distribution `name` into `site_packages`."""
    for file in importlib.metadata.files(name) or []:
        target = site_packages / file
        if ".." not in file.parts and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(file.locate())


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the programs of an environment with the wheel and its requirements, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / "bin"
    # Like pip, which would have to be installed first: that takes longer than all else here.
    install = [Path(sys.executable).with_name("uv"), "pip", "install", "--python", programs / "python"]
    subprocess.run(
        [*install, "--offline", "--no-index", "--no-deps", "--no-cache", wheel], check=True, capture_output=True
    )
    site_packages = next((folder / "env" / "lib").glob("python*/site-packages"))
    for name in requirements("keras-reportgen"):
        link(name, site_packages)
    return programs


def run(program: Path, *arguments: object, folder: Path) -> str:
    words = [str(program), *map(str, arguments)]
    done = subprocess.run(words, cwd=folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_alone_renders_the_checked_in_runs(clean: Path, tmp_path: Path) -> None:
    code = "import importlib.util, sys; print([n for n in sys.argv[1:] if importlib.util.find_spec(n)])"
    assert run(clean / "python", "-c", code, "tensorflow", "keras", folder=tmp_path) == "[]\n"

    said = run(clean / "reportgen", "render", ROOT / "runs", folder=tmp_path)

    assert said.startswith("report.pdf: 5 runs,")
    report = tmp_path / "report.pdf"
    text = text_of(report)
    assert findings_of_standards(report) == findings_of_meaning(report) == []
    for words in ("ConvNet2layers", "MLP2layers", "MLP5layers", "Training reports", "Model Architectures"):
        assert words in text


def test_the_wheel_alone_lists_runs_and_says_what_the_demo_needs(clean: Path, tmp_path: Path) -> None:
    assert len(run(clean / "reportgen", "list", ROOT / "runs", folder=tmp_path).splitlines()) == 6

    done = subprocess.run([clean / "reportgen", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    needed = "tensorflow, keras, scikit-learn: pip install tensorflow keras scikit-learn"
    assert done.stderr == f"reportgen: error: the demo needs {needed}\n"
