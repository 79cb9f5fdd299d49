"""A user who may not do everything, also where the tests run as root."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Give a folder of somebody without rights elsewhere, as whom the test runs."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() != 0:
        yield folder
    else:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)
    for below in (folder, *folder.rglob("*")):
        if below.is_dir() and not below.is_symlink():
            below.chmod(0o700)
    shutil.rmtree(folder)
