"""Equations as charts: every known line fits into its place, in the report's own face, as vectors, with its words."""

import itertools
import subprocess
from pathlib import Path

import pikepdf
import pytest

from reportgen.figures.description import describe_chart
from reportgen.figures.equation_charts import WIDTH_MM, equation_chart, line_height_mm
from reportgen.figures.equations import extent_mm, width_mm
from reportgen.figures.style import use_fonts
from reportgen.knowledge.loss_table import LOSSES
from reportgen.knowledge.methods import Equation
from reportgen.knowledge.optimizer_table import OPTIMIZERS
from reportgen.knowledge.schedules import SCHEDULES
from reportgen.knowledge.step_options import STEP_OPTIONS
from tests.unit.figures.drawn_pages import draw
from tests.unit.figures.looks import LOOKS

SWITCHES = (
    *("momentum", "nesterov", "centered", "amsgrad", "rms_rate", "warmup_steps", "from_logits", "label_smoothing"),
    *("apply_class_balancing", "staircase", "cycle", "warmup_target", "equal_periods"),
)


def known_charts() -> list[tuple[Equation, ...]]:
    """Return the equations of every variant of everything that is known, each once."""
    sets = [frozenset(chosen) for size in range(3) for chosen in itertools.combinations(SWITCHES, size)]
    tables = [*OPTIMIZERS.values(), *LOSSES.values(), *SCHEDULES.values()]
    variants = [entry.rule(on) for entry in tables if entry.rule for on in sets]
    variants += [part for entry in OPTIMIZERS.values() for part in entry.parts]
    found = [variant.equations for variant in variants] + [option.equations for option in STEP_OPTIONS]
    return list(dict.fromkeys(equations for equations in found if equations))


CHARTS = known_charts()


@pytest.mark.parametrize("theme", LOOKS)
def test_every_known_line_fits_into_its_height_and_the_width_of_the_page(theme: str) -> None:
    look = LOOKS[theme]
    use_fonts(look)
    for equations in CHARTS:
        left = max(width_mm(equation.left, look) for equation in equations)
        for equation in equations:
            width, above, below = extent_mm(equation.right, look)
            assert above + below <= line_height_mm(equation), equation
            assert 6 + left + 6 + width <= WIDTH_MM, equation


def test_equations_are_vectors_in_the_report_s_face_and_the_same_bytes_again(tmp_path: Path) -> None:
    charts = [equation_chart(equations) for equations in CHARTS[:4]]
    draw(list(charts), tmp_path / "a.pdf")
    draw(list(charts), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a.pdf") as document:
        sizes = [tuple(float(edge) / 72 * 25.4 for edge in page.mediabox)[2:] for page in document.pages]
        assert [image for page in document.pages for image in page.get_images()] == []
    assert sizes == [pytest.approx((chart.width_mm, chart.height_mm), abs=0.1) for chart in charts]
    fonts = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
    assert "SourceSerif4-It" in fonts
    assert "DejaVu" not in fonts


def test_equations_are_read_aloud_line_by_line() -> None:
    rule = OPTIMIZERS["SGD"].rule
    assert rule is not None
    assert describe_chart(equation_chart(rule(frozenset({"momentum"})).equations)) == (
        "Equations: v at t is mu times v at t minus 1, minus eta times g at t; w at t is w at t minus 1, plus v at t."
    )


@pytest.mark.parametrize("equations", CHARTS, ids=lambda equations: equations[0].spoken[:40])
def test_no_sign_of_the_print_is_left_in_the_words(equations: tuple[Equation, ...]) -> None:
    said = describe_chart(equation_chart(equations))
    assert not set(said) & set("\\^_{}$=+*/")
    assert said.endswith(".")


def test_equal_equations_are_equal_charts() -> None:
    assert equation_chart(CHARTS[0]) == equation_chart(tuple(CHARTS[0]))
    assert hash(equation_chart(CHARTS[0])) == hash(equation_chart(tuple(CHARTS[0])))
