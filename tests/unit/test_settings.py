import datetime
from pathlib import Path

import pytest

from reportgen.errors import SettingsError
from reportgen.setting_values import Author
from reportgen.settings import Settings, chosen, load_settings


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_file_and_flags_the_settings_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings([tmp_path], {"title": None, "authors": ()}) == Settings()


def test_every_key_of_the_file_is_taken(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        'title = "Übung 3"\nauthors = ["Ada", "Alan"]\npaper = "Letter"\nsort = "-test_accuracy"\n'
        'select = ["MLP*", "1-3,state:completed"]\ntemplates = "mine"\n',
    )

    assert load_settings([folder]) == Settings(
        title="Übung 3",
        authors=(Author("Ada"), Author("Alan")),
        paper="letter",
        sort="-test_accuracy",
        select=("MLP*", "1-3", "state:completed"),
        templates=tmp_path / "mine",
    )


def test_a_single_author_may_be_a_text(tmp_path: Path) -> None:
    assert load_settings([write(tmp_path, 'author = "Ada Lovelace"')]).authors == (Author("Ada Lovelace"),)


def test_authors_may_have_student_numbers(tmp_path: Path) -> None:
    text = '[[authors]]\nname = "Ada"\nstudent_number = 4711\n[[authors]]\nname = "Alan"\nstudent_number = "s0815"\n'

    assert load_settings([write(tmp_path, text)]).authors == (Author("Ada", "4711"), Author("Alan", "s0815"))


def test_what_a_cover_shows_is_taken_and_files_are_found_beside_the_settings(tmp_path: Path) -> None:
    text = (
        'course = "Deep Learning"\ninstitution = "NTUA"\ninstructor = "G. Stamou"\nlogo = "ntua.svg"\n'
        'abstract = "Three nets."\nlanguage = "el"\ntheme = "thesis"\nnotes = "words.md"\nbibliography = "my.bib"\n'
    )

    assert load_settings([write(tmp_path, text)]) == Settings(
        course="Deep Learning",
        institution="NTUA",
        instructor="G. Stamou",
        logo=tmp_path / "ntua.svg",
        abstract="Three nets.",
        language="el",
        theme="thesis",
        notes=tmp_path / "words.md",
        bibliography=tmp_path / "my.bib",
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("date = 2026-11-21", datetime.date(2026, 11, 21)),
        ('date = "2026-11-21"', datetime.date(2026, 11, 21)),
        ("date = 2026-11-21T10:00:00Z", datetime.date(2026, 11, 21)),
        ('date = "Autumn 2026"', "Autumn 2026"),
    ],
)
def test_a_date_is_a_day_or_a_text(tmp_path: Path, line: str, date: datetime.date | str) -> None:
    assert load_settings([write(tmp_path, line)]).date == date


def test_flags_win_over_the_working_folder_which_wins_over_the_folder_of_the_runs(tmp_path: Path) -> None:
    here = write(tmp_path / "here", 'title = "here"\nsort = "name"')
    runs = write(tmp_path / "runs", 'title = "runs"\nsort = "epochs"\npaper = "letter"')

    settings = load_settings([here, runs], {"title": "flag", "sort": None})

    assert (settings.title, settings.sort, settings.paper) == ("flag", "name", "letter")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('titel = "x"', ["unknown key 'titel'", "did you mean 'title'?"]),
        ('zzz = "x"', ["unknown key 'zzz'", "known are", "authors"]),
        ("title = 3", ["title = 3", "a text in quotes is needed"]),
        ("author = [1]", ["author = [1]", "a name in quotes", "not 1"]),
        ('author = {name = "Ada", numbr = 1}', ["unknown key 'numbr'", "name, student_number"]),
        ('author = {name = "Ada", student_number = true}', ["student_number = True", "a text in quotes"]),
        ("date = 3", ["date = 3", "a text in quotes"]),
        ('language = "fi"', ["language = 'fi'", "en, fr, de, es, it, pt, el"]),
        ('theme = "dark"', ["theme = 'dark'", "plain, modern, thesis"]),
        ('paper = "a5"', ["paper = 'a5'", "a4, letter"]),
        ('sort = "speed"', ["sort = 'speed'", "started, name", "'-' in front"]),
        ('select = "5-2"', ["5-2 runs backwards", "2-5"]),
        ("templates = true", ["templates = True", "path of a folder"]),
        ('class_names = "cat"', ["class_names = 'cat'", "a list of names in quotes"]),
        ("class_names = [1, 2]", ["class_names = [1, 2]", "a table from data set to such a list"]),
        ("[class_names]\nMNIST = []", ["a list of names in quotes"]),
        ('detail = "long"', ["detail = 'long'", "brief, normal, full"]),
        ('sections = ["-remark"]', ["unknown name '-remark'", "did you mean 'remarks'?"]),
        ('remarks = "-overfiting"', ["unknown name '-overfiting'", "did you mean 'overfitting'?"]),
        ("sections = []", ["names at least one"]),
        ("title = ", ["not valid TOML"]),
    ],
)
def test_a_mistake_names_file_value_and_what_is_allowed(tmp_path: Path, line: str, words: list[str]) -> None:
    folder = write(tmp_path, line)

    with pytest.raises(SettingsError) as raised:
        load_settings([folder])

    assert all(word in str(raised.value) for word in [str(tmp_path / "report.toml"), *words])
    assert "\n" not in str(raised.value)


def test_a_wrong_flag_names_the_command_line() -> None:
    with pytest.raises(SettingsError, match="the command line: paper = 'a3': allowed are a4, letter"):
        load_settings([], {"paper": "a3"})


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_bytes(b'title = "\xff"')

    with pytest.raises(SettingsError, match=r"report\.toml: not valid TOML"):
        load_settings([tmp_path])


def test_names_are_chosen_moved_and_left_out() -> None:
    known = ("a", "b", "c")
    assert chosen(known, ()) == known
    assert chosen(known, ("-b",)) == ("a", "c")
    assert chosen(known, ("c", "a")) == ("c", "a")
    assert chosen(known, ("c", "a", "-a")) == ("c",)


def test_class_names_are_a_list_or_a_table_from_data_set_to_list(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain", 'class_names = ["cat", "dog"]')
    table = write(tmp_path / "table", '[class_names]\n"Fashion-MNIST" = ["shirt", "bag"]\nanimals = ["cat", "dog"]\n')

    assert load_settings([plain]).class_names == (("", ("cat", "dog")),)
    assert load_settings([table]).class_names == (("Fashion-MNIST", ("shirt", "bag")), ("animals", ("cat", "dog")))
