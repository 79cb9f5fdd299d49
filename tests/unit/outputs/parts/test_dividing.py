"""Where the parts of a report begin, and what each of them takes from those before."""

import re

from reportgen.outputs.parts.dividing import PAGE_BEGINS, divide, without_marks
from tests.unit.outputs.parts.long_page import long_page

_SECTIONS = ("training-reports", "judgement")


def test_a_report_of_few_pages_is_one_part() -> None:
    (part,) = divide(long_page(2).html)
    assert (part.html, part.levels, part.joined) == (long_page(2).html, (), 0)


def test_the_parts_have_all_of_the_text_once_and_in_order() -> None:
    parts = divide(long_page().html)
    assert len(parts) > 2
    seen = [re.sub(r'<(\w+)[^>]*style="display: none !important"></\1>', "", part.html) for part in parts]
    bodies = [html.split("<body>")[1].split("</body>")[0] for html in seen]
    whole = without_marks(long_page().html)
    for number in range(1, 17):
        assert sum(f'id="run-{number}"' in body for body in bodies) == 1
    texts = [re.sub(r"<[^>]*>", "", body) for body in bodies]
    assert "".join(texts).split() == re.sub(r"<[^>]*>", "", whole.split("<body>")[1]).split()


def test_a_part_says_what_stands_around_its_beginning() -> None:
    _, _, third, *_ = divide(long_page().html)
    assert third.joined == 1
    assert third.levels == (1, 2, 3)
    assert '<section class="training-reports">' in third.html


def test_behind_a_seam_the_styles_see_that_other_elements_came_before() -> None:
    _, _, third, *_ = divide(long_page().html)
    section = third.html.partition('<section class="training-reports">')[2]
    before, first, _ = section.partition('<article class="run" data-unseen="xxx')
    assert re.match(r'<h2 style="display: none !important"></h2>', section)
    assert 'id="' not in before + first


def test_no_anchor_is_there_twice() -> None:
    anchors = [anchor for part in divide(long_page().html) for anchor in re.findall(r' id="([^"]+)"', part.html)]
    assert len(anchors) == len(set(anchors)) == 34


def test_a_page_without_marks_is_one_part_however_long() -> None:
    assert len(divide(long_page().html.replace(PAGE_BEGINS, ""))) == 1


def test_at_any_length_a_run_more_leaves_all_but_the_end_of_each_section_divided_as_it_was() -> None:
    parts = divide(long_page(7).html)
    for runs in range(8, 60):
        known, parts = {part.name for part in parts}, divide(long_page(runs).html)
        again = [part for part in parts if part.name not in known]
        sections = [[part for part in again if kind in part.html.partition("<body>")[2]] for kind in _SECTIONS]
        assert [len(section) in (1, 2) for section in sections] == [True, True]
        assert len(again) == 1 + sum(map(len, sections))


def test_of_four_times_as_many_pages_are_hardly_more_than_twice_as_many_parts() -> None:
    few, many = (len(divide(long_page(runs).html)) for runs in (100, 400))
    assert 2 < many / few < 2.5


def test_a_sign_in_an_attribute_is_no_end_of_a_tag() -> None:
    html = long_page().html.replace("<body>", "<body><div title='a > b'>").replace("</body>", "</div></body>")
    for part in divide(html)[1:]:
        assert part.html.count("<div title='a > b'>") == 1
        assert len(re.findall(r"<div title='a > b'( style=\"[^\"]*\")?>", part.html)) == part.html.count("</div>")


def test_what_nobody_closed_ends_with_what_holds_it() -> None:
    html = long_page().html.replace("</article>", "<div>open</article>")
    _, *others = divide(html)
    assert len(others) > 1
    assert all("<div>" not in part.html.partition("open</article>")[0].partition("<article")[0] for part in others)
    assert [part.joined for part in others] == [part.joined for part in divide(long_page().html)[1:]]
