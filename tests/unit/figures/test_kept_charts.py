"""Drawn charts are kept by what they show; a folder that is damaged, full or missing costs time, and nothing else."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from reportgen.cache_folder import without_cache
from reportgen.figures.chart_keys import ChartKeys
from reportgen.figures.charts import Chart, Line, LineChart
from reportgen.figures.drawing import Drawing, Drawn
from reportgen.kept_files import KeptFiles, kept_files
from reportgen.language import speaking
from tests.unit.figures.looks import LOOKS, PLAIN

KEY = "0123456789abcdef0123456789abcdef01230000"
CHART = LineChart(
    width_mm=79, height_mm=50, lines=(Line("loss", "training", (1, 2, 3), (0.5, 0.3, float("nan"))),), y_label="Loss"
)
PRINT_KEY = """
from tests.unit.figures.test_kept_charts import CHART, PLAIN, ChartKeys
print(ChartKeys(PLAIN, "pdf").key(CHART, 7))
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptFiles]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = kept_files("charts")
    assert kept is not None
    yield kept


def drawn(*charts: Chart) -> Drawn:
    with Drawing(PLAIN) as drawing:
        drawing.submit(charts)
        return drawing.finish()


def files(kept: KeptFiles) -> list[Path]:
    return [path for path in kept.folder.rglob("*") if path.is_file()]


def test_what_is_kept_is_found_again_and_nothing_else(cache: KeptFiles) -> None:
    assert cache.is_new
    cache.keep(KEY, b"drawing")
    assert not cache.is_new
    assert cache.find(KEY) == b"drawing"
    assert cache.find(KEY.replace("0", "f")) is None


@pytest.mark.parametrize("damaged", [b"", b"short", b"x" * 40])
def test_a_damaged_file_is_as_good_as_none_and_is_written_anew(cache: KeptFiles, damaged: bytes) -> None:
    cache.keep(KEY, b"drawing")
    (path,) = files(cache)
    path.write_bytes(damaged)
    assert cache.find(KEY) is None
    cache.keep(KEY, b"drawing")
    assert cache.find(KEY) == b"drawing"


def test_a_folder_in_the_place_of_a_drawing_or_of_the_cache_is_left_alone(cache: KeptFiles, tmp_path: Path) -> None:
    cache.keep(KEY, b"drawing")
    (path,) = files(cache)
    path.unlink()
    (path / "mine").mkdir(parents=True)
    cache.keep(KEY, b"drawing")
    assert cache.find(KEY) is None
    assert files(cache) == []
    (tmp_path / "file").write_text("no folder")
    KeptFiles(tmp_path / "file").keep(KEY, b"drawing")
    assert KeptFiles(tmp_path / "file").find(KEY) is None


def test_the_oldest_leave_when_a_folder_is_full_and_what_is_read_stays(
    cache: KeptFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.kept_files._MOST_BYTES_A_FOLDER", 10_000)
    keys = [f"{KEY[:-4]}{number:03x}1" for number in range(9)]
    days_ago = time.time() - 5 * 86_400
    for age, key in enumerate(keys):
        cache.keep(key, bytes(1_000))
        os.utime(next(path for path in files(cache) if path.name == key), (days_ago + age, days_ago + age))
    assert cache.find(keys[0]) is not None  # reading it makes it young
    cache.keep(f"{KEY[:-4]}fff0", bytes(2_000))
    left = {path.name for path in files(cache)}
    assert {keys[0], f"{KEY[:-4]}fff0"} < left
    assert not {keys[1], keys[2]} & left
    assert sum(path.stat().st_size for path in files(cache)) <= 10_000


def test_a_drawing_too_large_for_a_folder_is_not_kept(cache: KeptFiles) -> None:
    cache.keep(KEY, bytes(2 * 2**20))
    assert cache.find(KEY) is None


def test_many_writers_and_readers_at_once_see_whole_drawings_only(cache: KeptFiles) -> None:
    seen: set[bytes | None] = set()

    def work(place: int) -> None:
        for turn in range(100):
            cache.keep(KEY, b"drawing" * 1000) if place % 2 else seen.add(cache.find(KEY))
            cache.keep(f"{turn:02x}{KEY[2:-1]}1", b"other")

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= {None, b"drawing" * 1000}
    assert all(path.suffix == "" for path in files(cache))


def test_keys_are_the_same_in_every_process() -> None:
    keys = {
        subprocess.run(
            [sys.executable, "-c", PRINT_KEY],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert keys == {ChartKeys(PLAIN, "pdf").key(CHART, 7)}


def test_whatever_changes_a_drawing_changes_its_key(tmp_path: Path) -> None:
    other = replace(CHART, lines=(replace(CHART.lines[0], y=(0.5, 0.3, 0.2)),))
    keys = [ChartKeys(PLAIN, "pdf").key(chart, 0) for chart in (CHART, other, replace(CHART, width_mm=80))]
    keys += [ChartKeys(look, "pdf").key(CHART, 0) for look in (LOOKS["modern"], replace(PLAIN, ink="#123456"))]
    keys += [ChartKeys(PLAIN, kind).key(CHART, 0) for kind in ("svg", "png")]
    keys.append(ChartKeys(PLAIN, "svg").key(CHART, 1))
    with speaking("de"):
        keys.append(ChartKeys(PLAIN, "pdf").key(CHART, 0))
    (tmp_path / "other.ttf").write_bytes(PLAIN.fonts[0].read_bytes() + b"\0")
    keys.append(ChartKeys(replace(PLAIN, fonts=(tmp_path / "other.ttf", *PLAIN.fonts[1:])), "pdf").key(CHART, 0))
    assert len(set(keys)) == len(keys) == 10


def test_neither_its_number_in_a_pdf_nor_the_place_of_a_font_changes_a_key(tmp_path: Path) -> None:
    (tmp_path / "same.ttf").write_bytes(PLAIN.fonts[0].read_bytes())
    moved = replace(PLAIN, fonts=(tmp_path / "same.ttf", *PLAIN.fonts[1:]))
    assert ChartKeys(moved, "pdf").key(CHART, 9) == ChartKeys(PLAIN, "pdf").key(CHART, 0)


def test_a_chart_with_a_number_beyond_64_bits_has_no_key() -> None:
    huge = replace(CHART, lines=(replace(CHART.lines[0], x=(2**70,), y=(1.0,)),))
    assert ChartKeys(PLAIN, "pdf").key(huge, 0) is None


def test_an_edit_of_the_drawing_code_changes_all_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ChartKeys(PLAIN, "pdf").key(CHART, 0)
    monkeypatch.setattr("reportgen.figures.chart_keys._files", lambda language: [("lines.py", 1, 2)])
    assert ChartKeys(PLAIN, "pdf").key(CHART, 0) != before


def test_charts_are_the_same_drawn_kept_or_without_a_cache_and_kept_ones_start_no_process(
    cache: KeptFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts = [replace(CHART, y_label=label) for label in ("Loss", "精度", "90 %")]
    with without_cache():
        plain = drawn(*charts)
    assert files(cache) == []
    first = drawn(*charts)
    assert len(files(cache)) == 3
    files(cache)[0].write_bytes(b"damaged")
    mended = drawn(*charts)
    monkeypatch.setattr("reportgen.figures.workers.Worker", None)
    assert plain == first == mended == drawn(*charts)
    assert len(plain.warnings) == 2
