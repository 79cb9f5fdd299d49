"""The text of a report.toml with every key, explained in the language that is spoken; most of them commented out."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.language import N_, _, current_language
from reportgen.setting_values import LANGUAGES, REMARKS, SECTIONS, SORT_KEYS, THEMES

_WIDTH = 98


@dataclass(frozen=True)
class _Key:
    """A key of report.toml: what to say of it, and lines that give it a value. `choices` are all there are."""

    about: str
    lines: tuple[str, ...]
    choices: tuple[str, ...] = ()


_COVER = (
    _Key(
        N_("What it is handed in for, where, and to whom. Course, institution or logo give the report a cover page."),
        (
            'course = "CS-101 Machine Learning"',
            'institution = "University of Example"',
            'instructor = "Prof. M. Curie"',
        ),
    ),
    _Key(
        N_("A picture for the cover, PNG, JPEG or SVG; paths are meant from the folder of this file."),
        ('logo = "logo.png"',),
    ),
    _Key(
        N_("The day that the cover names, or a few words; that of the last training if it is left out."),
        ("date = 2026-11-21",),
    ),
    _Key(
        N_("A few sentences in Markdown; what stands between {{ and }} is a value, as in the notes."),
        ('abstract = """', "We train a network.", '"""'),
    ),
)
_WRITING = (
    _Key(N_("The file with your own words; notes.md beside this file if it is left out."), ('notes = "notes.md"',)),
    _Key(N_("A BibTeX file with what the notes cite."), ('bibliography = "references.bib"',)),
    _Key(N_("How the report looks:"), ('theme = "plain"',), THEMES),
    _Key(N_("The size of the pages, a4 or letter."), ('paper = "a4"',)),
    _Key(N_("A folder with templates that replace built-in ones of the same name."), ('templates = "my-templates"',)),
)
_CONTENT = (
    _Key(
        N_("Which runs: numbers, ranges, names or ids with *, states. All if it is left out."),
        ('select = ["MLP*", "1-3", "state:completed"]',),
    ),
    _Key(N_("The order of the runs, with - in front for descending:"), ('sort = "-test_accuracy"',), SORT_KEYS),
    _Key(
        N_("How much: brief (short pages for the best three runs), normal (for the best ten of more than 30) or full."),
        ('detail = "normal"',),
    ),
    _Key(
        N_("These sections in this order or, with - in front, all but these:"), ('sections = ["-remarks"]',), SECTIONS
    ),
    _Key(N_("Which kinds of remarks, in the same manner:"), ('remarks = ["-plateau"]',), REMARKS),
    _Key(
        N_("What the classes 0, 1, … are called, where the program does not say; or a list for each data set."),
        ('class_names = ["cat", "dog", "eel"]',),
    ),
)


def settings_text(title: str, author: str | None) -> str:
    """Return the text of a report.toml; `title` and `author` are guesses, marked as to be filled in."""
    return "\n".join(_lines(title, author)) + "\n"


def _lines(title: str, author: str | None) -> Iterator[str]:
    yield from _comment(_("The settings of the report. The options of the command line win over them."))
    yield from _comment(_("A # in front of a line switches it off; take it away to use the key."))
    yield ""
    yield from _comment(_("The title: a guess from the name of the folder. Fill it in."))
    yield f"title = {_quoted(title)}"
    yield ""
    guess = _("The authors: a guess, yours by git. Fill them in.") if author else _("The authors. Fill them in.")
    yield from _comment(guess)
    example = f'authors = [{{ name = {_quoted(author or "Ada Lovelace")}, student_number = "123456" }}, "Alan Turing"]'
    yield f"# {example}"
    if author:
        yield f"authors = [{_quoted(author)}]"
    yield ""
    yield from _comment(_("What the report is written in: {languages}.").format(languages=", ".join(LANGUAGES)))
    yield f"language = {_quoted(current_language())}"
    for head, keys in ((_("The cover"), _COVER), (_("How it is written"), _WRITING), (_("What it shows"), _CONTENT)):
        yield from ("", f"# --- {head} ---")
        for key in keys:
            yield from ("", *_explained(key))


def _explained(key: _Key) -> Iterator[str]:
    yield from _comment(" ".join([_(key.about), *([f"{', '.join(key.choices)}."] if key.choices else [])]))
    yield from (f"# {line}" for line in key.lines)


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _quoted(text: str) -> str:
    """Return a text as TOML takes it: JSON's manner is one of its own."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
