"""A full disk is told with the folder that is full, and what to do."""

import errno
import os
import tempfile

import pytest

from reportgen.errors import RenderError
from reportgen.outputs.room import lack_of_room_told


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG])
def test_a_full_disk_is_told_with_its_folder(code: int) -> None:
    with pytest.raises(RenderError, match="TMPDIR") as caught, lack_of_room_told():
        raise OSError(code, os.strerror(code))
    assert tempfile.gettempdir() in str(caught.value)


def test_any_other_mistake_stays_what_it_is() -> None:
    with pytest.raises(PermissionError), lack_of_room_told():
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
