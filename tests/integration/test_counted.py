"""What a report costs, counted: nothing is read, laid out or drawn twice, whatever was made before and by how many.

Times vary with the machine and with what else it does; these counts do not. `tests/watching` notes what all processes
of a rendering do.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from reportgen.store.reading import read_run
from reportgen.store.writing import RunWriter
from tests.benchmarks.stores import write_realistic_store
from tests.conftest import quiet_environment
from tests.made_once import made_once
from tests.read_pdf import bookmarks_of, page_sizes

WATCHING = Path(__file__).parents[1] / "watching"
RUNS = 7


@dataclass(frozen=True)
class Rendering:
    """A rendering in processes of its own: the report, and what each did: its number, the deed, the thing."""

    store: Path
    report: Path
    notes: tuple[tuple[int, str, str], ...]

    def things(self, deed: str) -> Counter[str]:
        """Return how often each thing was opened, laid out, drawn or imported."""
        return Counter(thing for _, did, thing in self.notes if did == deed)


def rendered(store: Path, folder: Path, processors: int) -> Rendering:
    """Render `store` as on a machine of so many processors, with the cache of `folder`."""
    notes, report = folder / f"notes {processors}", folder / f"report {processors}.pdf"
    watched = {"WATCHED_NOTES": str(notes), "WATCHED_FOLDER": str(store), "WATCHED_PROCESSORS": str(processors)}
    subprocess.run(
        [sys.executable, "-m", "reportgen", "render", store, "-o", report, "-q", "--detail", "full"],
        env=quiet_environment(PYTHONPATH=str(WATCHING), XDG_CACHE_HOME=str(folder / "cache"), **watched),
        check=True,
        timeout=300,
    )
    return Rendering(store, report, tuple(map(tuple, map(json.loads, notes.read_text().splitlines()))))


def make_renderings(folder: Path) -> tuple[Rendering, Rendering]:
    store = write_realistic_store(folder / "runs", RUNS)
    repeat(sorted(path.parent for path in store.glob("*/run.json"))[0])
    return rendered(store, folder, processors=4), rendered(store, folder, processors=1)


def repeat(folder: Path) -> None:
    """Add a run to the store that is another but in its id."""
    other = folder.with_name(folder.name.replace("0000", "ffff"))
    shutil.copytree(folder, other)
    run = read_run(other, []).run
    RunWriter(other).write(msgspec.structs.replace(run, id=other.name))


@pytest.fixture(scope="module")
def renderings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendering, Rendering]:
    """Return a first rendering, by several processes, and a second one by as few as there can be."""
    return made_once(tmp_path_factory, "counted", make_renderings)


@pytest.mark.parametrize("place", [0, 1])
def test_each_file_of_the_store_is_read_once_to_be_understood_and_once_to_be_attached(
    renderings: tuple[Rendering, Rendering], place: int
) -> None:
    rendering = renderings[place]
    files = {str(path) for path in rendering.store.rglob("*") if path.is_file()}
    opened = rendering.things("opened")
    assert opened.keys() == files
    assert max(opened.values()) == 2


@pytest.mark.parametrize("place", [0, 1])
def test_each_page_is_laid_out_once_and_the_contents_when_all_numbers_are_known(
    renderings: tuple[Rendering, Rendering], place: int
) -> None:
    rendering = renderings[place]
    pages = len(page_sizes(rendering.report))
    _, _, first_with_text = bookmarks_of(rendering.report)[0]
    assert pages > 3 * RUNS
    assert pages <= rendering.things("laid out").total() <= pages + first_with_text


def test_each_distinct_chart_is_drawn_once(renderings: tuple[Rendering, Rendering]) -> None:
    drawn = renderings[0].things("drawn")
    assert len(drawn) > 4 * RUNS
    assert set(drawn.values()) == {1}


def test_the_number_of_processes_changes_no_byte(renderings: tuple[Rendering, Rendering]) -> None:
    several, few = renderings
    assert len({process for process, *_ in several.notes}) > len({process for process, *_ in few.notes})
    assert several.report.read_bytes() == few.report.read_bytes()
