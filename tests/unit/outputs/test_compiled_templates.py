"""Built-in templates are compiled once and kept; what is damaged, changed or the user's own is compiled anew."""

from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2.sandbox import SandboxedEnvironment

from reportgen.outputs.compiled_templates import CompiledTemplates
from reportgen.outputs.template_loading import TemplateLoader


@pytest.fixture
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of built-in templates, in a place where caches have a folder of their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (tmp_path / "built-in" / "sections").mkdir(parents=True)
    (tmp_path / "built-in" / "sections" / "page.html").write_text("{{ 6 * number }}")
    return tmp_path / "built-in"


def filled(
    *folders: Path, name: str = "sections/page.html", kind: type[jinja2.Environment] = jinja2.Environment
) -> tuple[str, int]:
    """Return a filled template, and how many templates were compiled for it."""
    compiled = 0

    class Counting(kind):  # type: ignore[misc, valid-type]
        def _generate(self, *given: Any, **named: Any) -> str:
            nonlocal compiled
            compiled += 1
            return str(super()._generate(*given, **named))

    Counting.__name__ = kind.__name__
    environment = Counting(loader=TemplateLoader(folders), bytecode_cache=CompiledTemplates(folders[-1]))
    return environment.get_template(name).render(number=7), compiled


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.jinja") if path.is_file())


def test_a_template_is_compiled_once(built_in: Path) -> None:
    assert [filled(built_in), filled(built_in)] == [("42", 1), ("42", 0)]
    assert len(kept(built_in / "__pycache__")) == 1


def test_a_template_that_changes_is_compiled_anew_in_the_same_place(built_in: Path) -> None:
    filled(built_in)
    (built_in / "sections" / "page.html").write_text("{{ 7 * number }}")
    assert [filled(built_in), filled(built_in)] == [("49", 1), ("49", 0)]
    assert len(kept(built_in)) == 1


@pytest.mark.parametrize("place", [0, 40, -1])
def test_code_that_was_damaged_is_not_run(built_in: Path, place: int) -> None:
    filled(built_in)
    (file,) = kept(built_in)
    content = bytearray(file.read_bytes())
    content[place] ^= 0xFF
    file.write_bytes(content)
    assert [filled(built_in), filled(built_in)] == [("42", 1), ("42", 0)]
    file.write_bytes(b"")
    assert filled(built_in) == ("42", 1)


def test_where_nothing_can_be_written_beside_the_templates_the_user_s_cache_keeps_them(
    built_in: Path, tmp_path: Path
) -> None:
    (built_in / "__pycache__").write_text("no folder")
    assert [filled(built_in), filled(built_in)] == [("42", 1), ("42", 0)]
    assert len(kept(tmp_path / "caches" / "reportgen")) == 1


def test_where_nothing_can_be_written_at_all_templates_are_compiled_each_time(built_in: Path, tmp_path: Path) -> None:
    (built_in / "__pycache__").write_text("no folder")
    (tmp_path / "caches").write_text("no folder")
    assert [filled(built_in), filled(built_in)] == [("42", 1), ("42", 1)]


def test_templates_of_the_user_are_not_kept(built_in: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "sections"
    own.mkdir(parents=True)
    (own / "page.html").write_text("mine")
    assert [filled(tmp_path / "own", built_in), filled(tmp_path / "own", built_in)] == [("mine", 1), ("mine", 1)]
    assert kept(tmp_path) == []


def test_code_for_a_sandbox_and_code_for_none_are_kept_apart(built_in: Path) -> None:
    kinds = (jinja2.Environment, SandboxedEnvironment) * 2
    assert [filled(built_in, kind=kind)[1] for kind in kinds] == [1, 1, 0, 0]
