"""The document, read back from the PDF: what it says, where its links lead, how its pages stand."""

import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import msgspec
import pikepdf
import pytest

from reportgen.api import Rendered, render
from reportgen.errors import NoRunsError, UsageError
from reportgen.records.run import Parent
from reportgen.settings import Settings
from tests.read_pdf import Word, bookmarks_of, draws_pixels, lines_of, links_of, page_sizes, text_of, words_of
from tests.sample_runs import NASTY_NAMES, sample_run, write_store

Reports = Callable[[str], Rendered]
STORES = ["first document", "odd", "nasty", "thirty"]

POINTS = 72 / 25.4
MARGIN_MM = 24


@pytest.fixture(scope="module")
def first(rendered: Reports) -> Path:
    return rendered("first document").path


def test_the_summary_shows_the_table_of_the_first_document(first: Path) -> None:
    page = lines_of(first, 1)
    assert "№ Model name #Parameters #Epochs Batch size Test Acc. Training Acc." in page
    rows = re.findall(r"([1-5]) (ConvNet2layers|MLP2layers|MLP5layers) ([\d ]+) 5 64 ([\d.]+) %\S* ([\d.]+) %", page)
    assert rows == [
        ("1", "ConvNet2layers", "1 199 882", "98.80", "99.41"),
        ("2", "ConvNet2layers", "1 199 882", "98.79", "99.40"),
        ("3", "MLP2layers", "669 706", "91.56", "90.83"),
        ("4", "MLP2layers", "669 706", "90.62", "90.83"),
        ("5", "MLP5layers", "1 457 674", "92.23", "91.58"),
    ]


def test_the_first_page_names_title_authors_and_the_day_of_the_training(first: Path) -> None:
    page = lines_of(first, 1)
    assert "MNIST, three ways" in page
    assert "Ada Lovelace, Ἀρχιμήδης" in page
    assert "26 September 2026" in page


def test_bookmarks_and_contents_name_the_same_headings_on_the_same_pages(first: Path) -> None:
    listed = re.findall(r"^ ?([\d.]+) (.+?) (?:\. )+(\d+)$", lines_of(first, 1), re.MULTILINE)
    bookmarks = [(title.split(" ", 1)[0], title.split(" ", 1)[1], str(page)) for _, title, page in bookmarks_of(first)]
    assert listed == bookmarks
    assert [number for number, _, _ in listed] == "1 2 2.1 2.2 2.3 2.4 2.5 3 3.1 3.2 3.3".split()
    assert ("2.5", "Model 5: MLP5layers") in [entry[:2] for entry in listed]


def test_every_heading_stands_on_the_page_that_the_contents_name(first: Path) -> None:
    for _, title, page in bookmarks_of(first):
        assert title.split(" ", 1)[1] in text_of(first, page)


def test_links_lead_both_ways_between_summary_runs_figures_and_architectures(first: Path) -> None:
    links = {(page, target) for page, target, _ in links_of(first)}
    runs = {name: page for _, name, page in links_of(first) if name.startswith("run-")}
    for number in range(1, 6):
        page = runs[f"run-{number}"]
        assert {(1, f"run-{number}"), (page, f"summary-{number}"), (page, f"figure-{number}")} <= links
    assert (runs["run-2"], "architecture-1") in links
    used_in = {(page, target) for page, target in links if page >= 7 and target.startswith("run-")}
    assert len(used_in) == 5


def test_an_architecture_names_exactly_the_runs_that_used_it(first: Path) -> None:
    assert re.findall(r"Used in №: ([\d, ]+)$", lines_of(first), re.MULTILINE) == ["1, 2", "3, 4", "5"]


def test_the_facts_of_a_run_are_those_of_the_first_document(first: Path) -> None:
    page = " ".join(text_of(first, 2).split())
    for fact in (
        "Name MNIST",
        "Train-Test-Dev split Training set: 60 000, Test set: 10 000, Dev set: 0",
        "Image size [28, 28]",
        "Number of epochs 5",
        "Optimizer Adam (Kingma and Ba, 2015)",
        "Learning Rate 0.001 Beta 1 0.9 Beta 2 0.999",
        "Epsilon 1e-07 Amsgrad False",
        "Loss Categorical crossentropy",
        "Batch size 64",
        "Shuffle Yes",
        "Device used GPU (GeForce GTX 1060 6GB)",
        "Intel(R) Xeon(R) CPU E3-1245 v5 @ 3.50GHz",
        "Keras Version 3.15.1 (Backend: tensorflow)",
        "Figure 1: Training and evaluation metrics for model 1.",
        "(a) Accuracy learning process for model 1.",
        "(b) Loss learning process for model 1.",
        "(c) Learning rate per epoch for model 1.",
    ):
        assert fact in page, fact


def test_the_layers_and_their_parameters_are_those_of_the_first_document(first: Path) -> None:
    page = lines_of(first, 7)
    for row in (
        r"0 input_1 \(InputLayer\) \(28, 28, 1\) 0",
        r"1 conv2d_1 \(Conv2D\) \(26, 26, 32\) .* 320 input_1",
        r"2 conv2d_2 \(Conv2D\) \(24, 24, 64\) .* 18 496 conv2d_1",
        r"5 flatten_1 \(Flatten\) \(9216,\) 0 dropout_1",
        r"6 dense_1 \(Dense\) \(128,\) #Neurons: 128 1 179 776 flatten_1",
        r"8 dense_2 \(Dense\) \(10,\) #Neurons: 10 1 290 dropout_2",
    ):
        assert re.search(row, page), row
    for setting in ("Activation: relu", "Kernel Size: [3, 3]", "Stride: [1, 1]", "Dropout Rate: 0.2", "Padding: valid"):
        assert setting in page


def test_printed_parameters_of_layers_add_up_to_the_printed_total(first: Path) -> None:
    printed = [int(total.replace(" ", "")) for total in re.findall(r"Parameters ([\d ]+) Trainable", lines_of(first))]
    assert printed == [1_199_882, 669_706, 1_457_674]
    assert [sum(column) for column in parameter_columns(first)] == printed


def parameter_columns(path: Path) -> list[list[int]]:
    """Return the numbers below each heading "#Parameters" of the tables of layers, over several pages too."""
    words = words_of(path)
    heads = [word for word in words if word.text == "#Parameters" and word.page > 1]
    ends = [word for word in words if word.text == "Trainable"]
    columns = []
    for end in ends:
        head = next(head for head in reversed(heads) if (head.page, head.top) < (end.page, end.top))
        first = next(word for word in reversed(words) if word.text == "summary:" and place(word) < place(end))
        inside = [word for word in words if place(first) < place(word) < (end.page, end.top - 2)]
        column = [word for word in inside if word.left > head.left - 2 and word.right < head.right + 2]
        lines = dict.fromkeys(place(word) for word in column if word.text[0].isdigit())
        rows = ["".join(word.text for word in column if place(word) == line) for line in lines]
        columns.append([int("".join(filter(str.isdigit, row))) for row in rows])
    return columns


def place(word: Word) -> tuple[int, float]:
    return word.page, word.top


def words_by_page(path: Path) -> dict[int, list[Word]]:
    return {page: list(words) for page, words in groupby(words_of(path), key=lambda word: word.page)}


@pytest.mark.parametrize("store", STORES)
def test_no_report_leaves_the_engine_anything_to_warn_of(rendered: Reports, store: str) -> None:
    # The picture in one of the nasty names needs a font that not every machine has; that it is told is tested below.
    assert [warning for warning in rendered(store).warnings if not warning.startswith("no font has")] == []
    assert rendered(store).problems == ()


@pytest.mark.parametrize("store", STORES)
def test_no_word_stands_outside_the_margins(rendered: Reports, store: str) -> None:
    words = words_of(rendered(store).path)
    right_edge = (210 - MARGIN_MM) * POINTS
    outside = [word for word in words if word.left < MARGIN_MM * POINTS - 1 or word.right > right_edge + 1]
    assert outside == []


@pytest.mark.parametrize("store", STORES)
def test_no_heading_stands_at_the_foot_of_a_page(rendered: Reports, store: str) -> None:
    path = rendered(store).path
    words = words_by_page(path)
    for _, title, page in bookmarks_of(path):
        number = title.split(" ", 1)[0]
        tops = [word.top for word in words[page] if word.text == number and word.top > 22 * POINTS]
        below = [word for word in words[page] if min(tops) + 14 < word.top < 275 * POINTS]
        assert len(below) > 5, title


@pytest.mark.parametrize("store", STORES)
def test_the_running_head_names_the_section_that_the_page_begins_in(rendered: Reports, store: str) -> None:
    path = rendered(store).path
    words = words_by_page(path)
    sections = [(title.split(" ", 1)[0], page) for depth, title, page in bookmarks_of(path) if depth == 0]
    for page in range(sections[0][1] + 1, max(words) + 1):
        on_page = words[page]
        head = min((word for word in on_page if word.top < 22 * POINTS), key=lambda word: word.left)
        first = min((word for word in on_page if word.top > 22 * POINTS), key=lambda word: (word.top, word.left))
        begun = [number for number, start in sections if start < page or (start == page and number == first.text)]
        assert head.text == begun[-1], page


@pytest.mark.parametrize("store", STORES)
def test_figures_are_vectors_and_all_faces_are_embedded(rendered: Reports, store: str) -> None:
    path = rendered(store).path
    assert not draws_pixels(path)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert {line.split()[-5] for line in fonts} == {"yes"}


@pytest.mark.parametrize("store", STORES)
def test_every_figure_stands_on_one_page_with_its_caption(rendered: Reports, store: str) -> None:
    path = rendered(store).path
    targets = {name: page for _, name, page in links_of(path) if name.startswith("figure-")}
    assert targets
    models = {int(found): page for name, page in targets.items() if (found := name.removeprefix("figure-")).isdigit()}
    for model, page in sorted(models.items()):
        text = text_of(path, page)
        caption = re.search(rf"(Figure \d+): Training and evaluation metrics for model {model}\.", text)
        assert caption, model
        assert f"See {caption[1]}." in text
    numbers = [int(number) for number in re.findall(r"^Figure (\d+):", text_of(path), re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "name", [name for key, name in NASTY_NAMES.items() if key not in ("4 KB", "control characters")]
)
def test_a_name_of_any_kind_prints_as_text(rendered: Reports, name: str) -> None:
    titles = [title for _, title, _ in bookmarks_of(rendered("nasty").path)]
    assert any(title.endswith(f": {name}") for title in titles)


def test_control_characters_in_a_name_print_as_their_pictures(rendered: Reports) -> None:
    titles = [title for _, title, _ in bookmarks_of(rendered("nasty").path)]
    assert any(title.endswith(": bell␇ tab newline escape␛[31m") for title in titles)


def test_a_character_that_no_font_has_is_told_with_its_name(tmp_path: Path) -> None:
    # Unassigned in Unicode, so that no font has it.
    store = write_store(tmp_path / "runs", [sample_run("net \u0378")])
    (told,) = render(store, tmp_path / "report.pdf").warnings
    assert told.startswith("no font has the character U+0378 (without a name): install a font")


def test_a_name_of_four_kilobytes_prints_wholly_once_and_short_elsewhere(rendered: Reports) -> None:
    # 2 000 characters are the longest line that is printed, wherever it stands.
    assert 2000 <= text_of(rendered("nasty").path).count("W") < 2000 + 12 * 120
    assert all(len(title) < 120 for _, title, _ in bookmarks_of(rendered("nasty").path))


def test_letter_paper_has_its_size_and_no_word_outside_its_margins(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    path = render(store, tmp_path / "report.pdf", settings=Settings(paper="letter")).path
    assert set(page_sizes(path)) == {(215.9, 279.4)}
    assert all(word.right <= (215.9 - MARGIN_MM) * POINTS + 1 for word in words_of(path))


def test_a_record_that_cannot_be_read_is_listed_at_the_end_and_the_others_are_reported(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    broken = store / "20260101T000000Z-broken-0000"
    broken.mkdir()
    (broken / "run.json").write_text('{"format_version": "1.0", "id"')
    report = render(store, tmp_path / "report.pdf")
    text = " ".join(text_of(report.path).split())
    assert report.runs == 1
    assert "Records left out" in text
    assert "is not JSON" in text
    assert (broken / "run.json").read_text() == '{"format_version": "1.0", "id"'


def test_a_folder_whose_name_is_no_text_is_listed_all_the_same(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    broken = store / os.fsdecode(b"bad\xff\x1b[31m")
    broken.mkdir()
    (broken / "run.json").write_text("{")
    text = text_of(render(store, tmp_path / "report.pdf").path)
    assert "Records left out" in text
    assert "\x1b" not in text


def test_rendering_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    store = write_store(tmp_path / "runs", [sample_run("http://127.0.0.1/x.png")])
    assert render(store, tmp_path / "report.pdf").warnings == ()


def test_rendering_loads_no_framework_and_only_the_worker_loads_matplotlib(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    program = (
        "import sys, reportgen; reportgen.render(sys.argv[1], sys.argv[2])\n"
        "print(sorted({'tensorflow', 'keras', 'torch', 'jax', 'matplotlib', 'numpy', 'pandas'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, store, tmp_path / "report.pdf"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_an_output_that_cannot_be_written_is_an_error_before_any_work(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    with pytest.raises(UsageError, match="there is no folder"):
        render(store, tmp_path / "no" / "report.pdf")
    with pytest.raises(UsageError, match="is a folder; name a file"):
        render(store, tmp_path)


def test_a_failed_rendering_leaves_the_old_report_in_place(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")
    (tmp_path / "runs").mkdir()
    with pytest.raises(NoRunsError):
        render(tmp_path / "runs", tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_document_says_who_made_it_and_when(first: Path) -> None:
    with pikepdf.open(first) as document:
        information = {str(key): str(value) for key, value in document.docinfo.items()}
    assert information["/Title"] == "MNIST, three ways"
    assert information["/Author"] == "Ada Lovelace, Ἀρχιμήδης"
    assert information["/Creator"].startswith("reportgen ")
    assert information["/CreationDate"].startswith("D:20260926")


def test_no_page_holds_nothing_but_a_heading(rendered: Reports, tmp_path: Path) -> None:
    metrics = ("precision", "recall", "auc", "f1_score")
    run, epochs = sample_run("many metrics")
    wide = tuple(
        msgspec.structs.replace(epoch, metrics={**epoch.metrics, **dict.fromkeys(metrics, 0.5)}) for epoch in epochs
    )
    path = render(write_store(tmp_path / "runs", [(run, wide)]), tmp_path / "report.pdf").path
    for report in (path, rendered("odd").path):
        counts = Counter(word.page for word in words_of(report))
        assert min(counts.values()) > 25, counts


def test_a_continued_training_links_to_the_one_it_continues(tmp_path: Path) -> None:
    first, second = sample_run("net", seed=1), sample_run("net", seed=2)
    continued = msgspec.structs.replace(second[0], parent=Parent(run_id=first[0].id, relation="continuation"))
    path = render(write_store(tmp_path / "runs", [first, (continued, second[1])]), tmp_path / "report.pdf").path
    pages = {title.split(" ", 1)[1]: page for _, title, page in bookmarks_of(path)}
    first_page, second_page = pages["Model 1: net"], pages["Model 2: net"]
    assert "Continues model 1." in " ".join(text_of(path, second_page).split())
    assert (second_page, "run-1", first_page) in links_of(path)
