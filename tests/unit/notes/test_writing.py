"""Markdown in the report: text, tables, code, footnotes, pictures, formulas, citations, and their mistakes."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.errors import NotesError
from reportgen.notes.book import short_html
from reportgen.notes.formulas import draw_formula
from tests.unit.notes.conftest import html_of


def test_markdown_becomes_html_and_raw_html_stays_text(finished):
    html = html_of(finished('# A\n\n*a* **b** `c` <b>x</b> [d](https://e.org) [f](javascript:x) "q"\n\n> r\n')[0])
    assert "<em>a</em> <strong>b</strong> <code>c</code> &lt;b&gt;x&lt;/b&gt;" in html
    assert '<a href="https://e.org">d</a>' in html
    assert "<blockquote><p>r</p>" in html
    assert "“q”" in html
    assert "javascript:x" not in re.sub(r"\[f\]\(javascript:x\)", "", html)


def test_dashes_and_omissions_are_set_and_options_and_code_left_as_typed(finished):
    html = html_of(finished("a -- b, 3--5, c---d, e... `f -- g...` --epochs x--y")[0])
    assert "a – b, 3–5, c—d, e… <code>f -- g...</code> --epochs x--y" in html


def test_values_stand_in_text_and_in_cells_of_tables(finished):
    html = html_of(
        finished("# A\n\n{{ best.epochs }} epochs\n\n| a |\n|--:|\n| {{ best.test_accuracy | digits(1) }} |\n")[0]
    )
    assert "<p>5 epochs</p>" in html
    assert '<th scope="col" class="">a</th>' in html
    assert '<td class="">99.0\N{NARROW NO-BREAK SPACE}%</td>' in html


def test_a_run_is_printed_by_its_name_and_leads_to_its_pages(finished):
    assert '<a href="#run-5">MLP5layers</a>' in html_of(finished("{{ run(5) }}")[0])


def test_braces_in_code_and_maths_are_left_alone(finished):
    html = html_of(finished("# A\n\n`{{ x }}` and $\\frac{{a}}{b}$\n\n```python\n{{ y }}\n```\n\n    {{ z }}\n")[0])
    assert "<code>{{ x }}</code>" in html
    assert 'alt="\\frac{{a}}{b}"' in html
    assert '<p class="language">python</p>' in html
    assert "{{ y }}" in html
    assert "{{ z }}" in html


def test_comments_are_not_printed(finished):
    sections = finished("<!-- a\n\n# b -->\n# Title\n\nc <!-- d --> e {{ best.epochs }}\n")
    assert sections[0].title == "Title"
    assert "<p>c  e 5</p>" in html_of(sections[0])


def test_footnotes_stand_at_the_end_of_their_section(finished):
    first, second, *_ = finished("# A\n\nx[^n] y[^n]\n\n# B\n\nz[^m]\n\n[^m]: about {{ best.epochs }}\n[^n]: *why*\n")
    assert html_of(first).count('<a href="#note-1">1</a>') == 2
    assert '<li id="note-1"><p><em>why</em></p>' in html_of(first)
    assert '<ol class="footnotes" start="2">\n<li id="note-2"><p>about 5</p>' in html_of(second)


@pytest.mark.parametrize(
    ("typed", "apart", "is_block"),
    [
        (r"\sum_k y_k", r"\sum_k {\,} y_k", False),
        (r"\prod_{i=1}^n p", r"\prod_{i=1}^n {\,} p", False),
        (r"\max_k y", r"\max_k {\,} y", False),
        (r"\frac{\sum_k a}{b}", r"\frac{\sum_k {\,} a}{b}", False),
        (r"\log_2 x", r"\log_2 {\,} x", True),
    ],
)
def test_the_index_beside_an_operator_does_not_run_into_what_follows(typed: str, apart: str, is_block: bool) -> None:
    assert draw_formula(typed, is_block=is_block).svg == draw_formula(apart, is_block=is_block).svg


@pytest.mark.parametrize(
    "typed", [r"\sum_k = 3", r"\left(\sum_k\right)", r"x_k y_k", r"\nabla_w L", r"\log_2 (x)", r"\sum x"]
)
def test_nothing_else_in_a_formula_is_set_apart(typed: str) -> None:
    from ziamath.zmath import Latex

    alone = Latex(typed, size=20, inline=True, margin=0)
    assert draw_formula(typed, is_block=False).width == pytest.approx(alone.getsize()[0] / 20)


def test_a_formula_is_a_drawing_on_the_baseline_with_its_source_as_text(finished, notes):
    html = html_of(finished("# A\n\nwith $y_i^2$ in it\n\n$$\n\\sum_i x_i\n$$ (total)\n\nsee @eq:total\n")[0])
    image = re.search(r'<img class="formula"[^>]* src="([^"]+)" alt="y_i\^2" style="[^"]*align: -0\.\d+em">', html)
    assert image
    assert '<span class="equation-number">(1)</span>' in html
    assert '<a href="#notes-eq-total">(1)</a>' in html
    drawn = notes("$y_i^2$").formulas[image[1]]
    assert drawn.svg.startswith(b"<svg")
    assert b"<text" not in drawn.svg


def test_matrices_cases_and_aligned_lines_are_drawn(finished):
    for name, body in (
        ("bmatrix", "1 & 2 \\\\ 3 & 4"),
        ("cases", "1 & x > 0 \\\\ 0 &"),
        ("aligned", "a &= b \\\\ &= c"),
    ):
        assert "equation" in html_of(finished(f"# A\n\n$$\n\\begin{{{name}}} {body} \\end{{{name}}}\n$$\n")[0])


def test_a_picture_alone_is_a_figure_and_one_within_a_line_is_not(finished):
    html = html_of(
        finished("# A\n\n![The *plot*](plot.png){#fig:a width=8cm}\n\nIn ![small](plot.png) line, @fig:a\n")[0]
    )
    assert 'alt="The plot" style="width: 80.00mm; height: 40.00mm"' in html
    assert re.search(r'<figcaption><b data-figure="[^"]+">Figure 1:</b> The <em>plot</em></figcaption>', html)
    assert 'alt="small" style="width: 10.58mm' in html
    assert '<a href="#notes-fig-a" data-figure="notes-fig-a">Figure 1</a>' in html


def test_citations_join_the_references_of_the_report(finished):
    sections = finished("# A\n\nOn this [@mine2024; @kingma2015] and [@mine2024].\n")
    listed = sections[-1].content.works
    assert [work.number for work in listed] == list(range(1, len(listed) + 1))
    assert (listed[0].authors, listed[0].title, listed[0].venue) == ("Anna Müller and Jo Roe.", "A Study", "J, 2024")
    assert listed[1].title.startswith("Adam")


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("# A\n\nx {{ bset.epochs }}", 3, 6, "unknown name 'bset'"),
        ('a\n\n{{ table("leaderboard",\n   tap=3) }}', 3, 1, "unexpected keyword argument 'tap'"),
        ("a\n\n{{ best.epochs +\n   best.epoks }}", 4, 9, "no 'epoks', did you mean 'epochs'"),
        ("a\n{{ runs }}", 2, 1, "list cannot be printed"),
        ("a {{ best", 1, 3, "not closed"),
        ("{% for x in y %}", 1, 1, "not known here"),
        ('x {{ table("summary") }} y', 1, 3, "paragraph of its own"),
        ("a [@kingma2016]", 1, 4, "no reference 'kingma2016', did you mean 'kingma2015'"),
        ("a [@]", 1, 4, "cites nothing"),
        ("see @fig:nothing", 1, 5, "no label 'fig:nothing'"),
        ("a\n\n# B {#sec:x}\n\n# C {#sec:x}", 5, 7, "used twice"),
        ("a [^x] b", 1, 3, "no footnote"),
        ("$\\frca{1}{2}$", 1, 2, r"unknown command \\frca"),
        ("a\n\n$$\n\\frac{1}{2\n$$", 4, 6, "without }"),
        ("a $x^$ b", 1, 4, "behind \\^ or _"),
        ("b\n\n![a](missing.png)", 3, 6, "no such file"),
        ("a\n\n![a](my plot.PNG){#fig:a}", 3, 4, r"between < and >: \(<my plot.PNG>\)"),
        ("![a](../secret.png)", 1, 6, "leads out of the folder"),
        ("![a](/etc/passwd)", 1, 6, "leads out of the folder"),
        ("![a](http://x.org/a.png)", 1, 6, "is no file"),
        ("![a](works.bib)", 1, 6, "not a picture"),
        ("![a](plot.png){width=wide}", 1, 22, "allowed are 60%"),
        ("::: befor summary\na\n:::", 1, 5, "did you mean 'before'"),
        ("::: before sumary\na\n:::", 1, 12, "did you mean 'summary'"),
        ("::: before\na\n:::", 1, 1, "the name of one section"),
        ("::: before summary\na", 1, 1, "not closed"),
        ("::: replace summary\na\n:::\n\n::: replace summary\nb\n:::", 5, 1, "already replaced in line 1"),
        ("> ::: before summary\n> a\n> :::", 1, 3, "stands within something else"),
        ('{{ ref(section("left_out")) }}', 1, 1, "does not show 'left_out'"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(finished, text, line, column, reason):
    with pytest.raises(NotesError, match=reason) as raised:
        finished(text)
    assert (raised.value.line, raised.value.column) == (line, column)
    assert str(raised.value).startswith(str(raised.value.path))


def test_a_link_out_of_the_folder_is_no_picture(finished, tmp_path):
    (tmp_path / "secret.png").symlink_to("/etc/hostname")
    with pytest.raises(NotesError, match="leads out of the folder"):
        finished("![a](secret.png)")


def test_a_bibliography_with_a_mistake_is_told(notes, tmp_path, report):
    (tmp_path / "notes.md").write_text("a", encoding="utf-8")
    (tmp_path / "broken.bib").write_text("@article{a,\n title = {x\n}\n", encoding="utf-8")
    from reportgen.notes.book import write_notes
    from reportgen.outputs.pictures import read_picture

    with pytest.raises(NotesError, match=r"broken\.bib, line 1"):
        write_notes(report, tmp_path / "notes.md", read_picture)


def test_notes_that_are_no_text_are_told_with_their_line(report, tmp_path):
    from reportgen.notes.source import read_source

    (tmp_path / "notes.md").write_bytes(b"a\n\xff\n")
    with pytest.raises(NotesError, match=r"notes.md, line 2: no text in UTF-8"):
        read_source(tmp_path / "notes.md")
    with pytest.raises(NotesError, match="cannot be read"):
        read_source(tmp_path / "nothing.md")


def test_a_short_text_has_values_and_no_figures(report):
    html = short_html(report, "We reach **{{ best.test_accuracy }}** <i>.", "abstract")
    assert html == "<p>We reach <strong>99.02\N{NARROW NO-BREAK SPACE}%</strong> &lt;i&gt;.</p>\n"
    for text in ("# A", '{{ table("summary") }}', "a [@kingma2015]", "$x$", "| a |\n|---|"):
        with pytest.raises(NotesError, match=r"^abstract.*(can stand here|paragraphs and lists)"):
            short_html(report, text, "abstract")


PARTS = (
    "{{ }} {{best}} {{best.test_accuracy}} {{runs}} $ $$ $x^2$ ` ``` [^1] [^1]: # ## ::: |a|b| |-|-| <b> <!-- --> * ** "
    "_ \\ > - 1. { } [ ] ( ) &amp; é \ue000 \x00 🚀 text [a](http://x) \\alpha ~~ --- @fig:a [@kingma2015] {#fig:a}"
).split(" ")
LINES = [
    "\n",
    "\n\n",
    "::: before summary\n",
    ":::\n",
    "::: replace leaderboard\n",
    "# T\n",
    "    ",
    "![a](plot.png)\n",
]
SHOWN = ['\n{{ table("summary") }}\n', '{{ ref(section("summary")) }}', "\nTable: c {#tbl:c}\n", "|a|\n|-|\n|1|\n"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*PARTS, *LINES, *SHOWN, " "]), max_size=24).map("".join))
def test_any_text_is_printed_or_told_to_be_wrong(finished, text):
    try:
        finished(text)
    except NotesError as error:
        assert error.line > 0


def test_notes_without_end_are_told_before_they_are_read(finished):
    for text in ("a\n" * 10_002, "a" * 10_001, "a" * 500_001):
        with pytest.raises(NotesError, match=r"allowed|at most"):
            finished(text)
