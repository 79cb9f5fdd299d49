import pytest

from reportgen.recording.program import interpreter_flags


@pytest.mark.parametrize(
    ("command_line", "flags"),
    [
        ("python -m reportgen run x.py -u", []),
        ("python /venv/bin/reportgen run -W x.py", []),
        ("python -u -W error -m reportgen run x.py", ["-u", "-W", "error"]),
        ("python -uBm reportgen run", ["-uB"]),
        ("python -Wignore -Xutf8 -X dev script.py", ["-Wignore", "-Xutf8", "-X", "dev"]),
        ("python -uX dev -OO -m reportgen", ["-uX", "dev", "-OO"]),
        ("python --check-hash-based-pycs never -m reportgen", ["--check-hash-based-pycs", "never"]),
        ("python -bc code -u", ["-b"]),
    ],
)
def test_the_flags_of_python_end_where_the_program_begins(command_line: str, flags: list[str]) -> None:
    assert interpreter_flags(command_line.split()) == flags
