"""The same records give the same bytes, whoever renders them, wherever and whenever."""

import os
import subprocess
import sys
from pathlib import Path

from tests.unit.archive.conftest import write_small_store

ELSEWHERE = """
import os, sys, time
os.umask(0o077)
os.sched_getaffinity = lambda process: set(range(5))
import reportgen.figures.drawing
time.time = lambda: 4102444800.0
from reportgen.api import render
from tests.unit.archive.conftest import SETTINGS
render("runs", "report.pdf", settings=SETTINGS)
"""


def test_another_day_folder_user_locale_zone_hash_seed_and_number_of_processes_give_the_same_bytes(
    report: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Ἄλλος φάκελος"
    write_small_store(folder)
    home = tmp_path / "home"
    home.mkdir()
    surroundings = {
        "HOME": str(home),
        "USER": "somebody",
        "LOGNAME": "somebody",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    environment = {name: value for name, value in os.environ.items() if name not in ("LANG", "SOURCE_DATE_EPOCH")}
    subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=folder, env=environment | surroundings, check=True)
    assert (folder / "report.pdf").read_bytes() == report.read_bytes()
