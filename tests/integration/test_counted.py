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
RUNS = 4


@dataclass(frozen=True)
class Rendering:
    """A rendering in processes of its own: the report, and what each did: its number, the deed, the thing."""

    store: Path
    report: Path
    notes: tuple[tuple[int, str, str], ...]

    def things(self, deed: str) -> Counter[str]:
        """Return how often each thing was opened, laid out, drawn or imported."""
        return Counter(thing for _, did, thing in self.notes if did == deed)


def rendered(store: Path, folder: Path, name: str, processors: int, *options: str) -> Rendering:
    """Render `store` as on a machine of so many processors, with the cache of `folder`."""
    notes, report = folder / f"{name} notes", folder / f"{name}.pdf"
    watched = {"WATCHED_NOTES": str(notes), "WATCHED_FOLDER": str(store), "WATCHED_PROCESSORS": str(processors)}
    subprocess.run(
        [sys.executable, "-m", "reportgen", "render", store, "-o", report, "-q", "--detail", "full", *options],
        env=quiet_environment(PYTHONPATH=str(WATCHING), XDG_CACHE_HOME=str(folder / "cache"), **watched),
        check=True,
        timeout=300,
    )
    return Rendering(store, report, tuple(map(tuple, map(json.loads, notes.read_text().splitlines()))))


def make_renderings(folder: Path) -> dict[str, Rendering]:
    store = write_realistic_store(folder / "runs", RUNS)
    first = sorted(path.parent for path in store.glob("*/run.json"))[0]
    repeat(first)
    made = {
        "alone": rendered(store, folder, "alone", 1, "--no-cache"),
        "cold": rendered(store, folder, "cold", 4),
        "warm": rendered(store, folder, "warm", 4),
        "warm alone": rendered(store, folder, "warm alone", 1),
    }
    history = first / "history.jsonl"
    history.write_bytes(b"".join(history.read_bytes().splitlines(keepends=True)[:-1]))
    return made | {"changed": rendered(store, folder, "changed", 4)}


def repeat(folder: Path) -> None:
    """Add a run to the store that is another but in its id."""
    other = folder.with_name(folder.name.replace("0000", "ffff"))
    shutil.copytree(folder, other)
    run = read_run(other, []).run
    RunWriter(other).write(msgspec.structs.replace(run, id=other.name))


@pytest.fixture(scope="module")
def renderings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendering]:
    """Return renderings by as few processes as can be and by several, the same again, and one with a changed run."""
    return made_once(tmp_path_factory, "counted", make_renderings)


def test_each_file_of_the_store_is_read_once(renderings: dict[str, Rendering]) -> None:
    for rendering in renderings.values():
        files = {str(path) for path in rendering.store.rglob("*") if path.is_file()}
        assert rendering.things("opened") == dict.fromkeys(files, 1)


def test_each_page_is_laid_out_once_and_the_contents_when_all_numbers_are_known(
    renderings: dict[str, Rendering],
) -> None:
    for name in ("alone", "cold"):
        pages = len(page_sizes(renderings[name].report))
        _, _, first_with_text = bookmarks_of(renderings[name].report)[0]
        assert pages > 3 * RUNS
        assert pages <= laid_out(renderings[name]) <= pages + first_with_text


def laid_out(rendering: Rendering) -> int:
    """Return how many pages were laid out, beside the empty one that tells each process how margins look.

    Those that were forked have it from the one that loaded the engine.
    """
    return rendering.things("laid out").total() - rendering.things("imported")["pydyf"]


def test_of_what_did_not_change_only_the_part_with_the_contents_is_laid_out_again(
    renderings: dict[str, Rendering],
) -> None:
    marks = bookmarks_of(renderings["warm"].report)
    reports = next(page for _, title, page in marks if title.endswith("Training reports"))
    _, _, first_with_text = marks[0]
    assert laid_out(renderings["warm"]) <= reports + first_with_text
    assert laid_out(renderings["warm"]) < laid_out(renderings["changed"]) < laid_out(renderings["cold"])


def test_margins_are_drawn_once_for_each_page_and_again_only_where_they_show_something_else(
    renderings: dict[str, Rendering],
) -> None:
    framed = {name: rendering.things("framed").total() for name, rendering in renderings.items()}
    pages = {name: len(page_sizes(rendering.report)) for name, rendering in renderings.items()}
    assert framed["alone"] == framed["cold"] == pages["cold"]
    assert (framed["warm"], framed["changed"]) == (0, 0)  # the headings and the number of pages are what they were


def test_each_distinct_chart_is_drawn_once_and_none_that_was_drawn_before(renderings: dict[str, Rendering]) -> None:
    drawn = {name: rendering.things("drawn") for name, rendering in renderings.items()}
    assert len(drawn["cold"]) > 4 * RUNS
    assert set(drawn["cold"].values()) == {1}
    assert drawn["alone"] == drawn["cold"]
    assert not drawn["warm"]
    # The curves of the run that changed, and what compares it with the others.
    assert 0 < len(drawn["changed"]) < len(drawn["cold"]) / 4
    assert not drawn["changed"].keys() & drawn["cold"].keys()


def test_without_a_chart_to_draw_nothing_is_loaded_that_draws_or_counts(renderings: dict[str, Rendering]) -> None:
    loaded = renderings["warm"].things("imported").keys()
    assert "pydyf" in loaded  # the engine
    assert not loaded & {"matplotlib", "numpy", "pandas", "scipy", "sklearn"}


def test_neither_the_number_of_processes_nor_the_cache_changes_a_byte(renderings: dict[str, Rendering]) -> None:
    processes = {name: len({process for process, *_ in found.notes}) for name, found in renderings.items()}
    assert processes["alone"] <= processes["warm"] < processes["cold"]
    content = {name: rendering.report.read_bytes() for name, rendering in renderings.items()}
    assert content["alone"] == content["cold"] == content["warm"] != content["changed"]


def test_where_there_is_one_processor_the_engine_is_loaded_for_what_is_to_be_laid_out_alone(
    renderings: dict[str, Rendering],
) -> None:
    loaded = {name: rendering.things("imported")["pydyf"] for name, rendering in renderings.items()}
    assert (loaded["alone"], loaded["warm alone"]) == (1, 0)
    assert renderings["warm alone"].report.read_bytes() == renderings["cold"].report.read_bytes()
