"""Every message of the sources is in the catalogue of every language, translated, with the same values and markup."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from reportgen.setting_values import LANGUAGES
from tests.unit.language import catalogues

PROGRAM = catalogues.load()
TRANSLATED = [language for language in LANGUAGES if language != "en"]
HOW = "run `make catalogues`, and translate what is new in templates/locale"


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return PROGRAM.extracted()


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return PROGRAM.read(request.param)


def key(message: Message) -> tuple[object, str | None]:
    return message.id, message.context


def keys(catalogue: Catalog) -> set[tuple[object, str | None]]:
    return {key(message) for message in catalogue if message.id}


def forms(said: object) -> tuple[str, ...]:
    """Return a message in all its forms: one, or singular and plural."""
    return tuple(said) if isinstance(said, list | tuple) else (str(said),)


def translations(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield each form of each translation beside the form of the source that it must agree with."""
    for message in catalogue:
        if message.id:
            own, said = forms(message.id), forms(message.string)
            yield from zip((own[0], *[own[-1]] * (len(said) - 1)), said, strict=True)


def test_there_is_a_catalogue_for_every_language() -> None:
    assert PROGRAM.languages() == sorted(TRANSLATED)


def test_every_message_is_in_the_catalogue_and_none_is_stale(sources: Catalog, catalogue: Catalog) -> None:
    missing, stale = keys(sources) - keys(catalogue), keys(catalogue) - keys(sources)
    assert not missing, f"{HOW}: {sorted(map(str, missing))[:5]}"
    assert not stale, f"{HOW}: {sorted(map(str, stale))[:5]}"


def test_every_message_is_translated_in_all_its_forms_and_no_translation_is_a_draft(catalogue: Catalog) -> None:
    wanted = {True: catalogue.num_plurals, False: 1}
    bad = [
        message.id
        for message in catalogue
        if message.id
        and (
            message.fuzzy
            or not all(forms(message.string))
            or len(forms(message.string)) != wanted[message.pluralizable]
        )
    ]
    assert not bad, f"{HOW}: {len(bad)} of {len(catalogue)}, such as {bad[:5]}"


def test_a_translation_has_the_values_of_its_message(catalogue: Catalog) -> None:
    for source, said in translations(catalogue):
        wanted, found = (set(re.findall(r"\{(\w*)\}", text)) for text in (source, said))
        # "one run" may be said without its number, and said with it.
        assert found - {"number"} == wanted - {"number"}, f"{source!r} and {said!r}"
        assert re.sub(r"\{\w+\}", "", said).count("{") == re.sub(r"\{\w+\}", "", source).count("{"), said


def test_a_translation_has_the_markup_and_the_outer_spaces_of_its_message(catalogue: Catalog) -> None:
    for source, said in translations(catalogue):
        tags = [Counter(re.findall(r"</?\w+>", text)) for text in (source, said)]
        assert tags[0] == tags[1], f"{source!r} and {said!r}"
        assert (source.strip(" \n") == source) == (said.strip(" \n") == said), f"{source!r} and {said!r}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_shipped_is_what_was_translated(language: str) -> None:
    shipped = PROGRAM.catalogue_file(language, "mo").read_bytes()
    assert shipped == PROGRAM.compiled(language), HOW
    assert shipped == PROGRAM.compiled(language)  # the same bytes each time


def calls_in_f_strings(path: Path) -> Iterator[ast.Call]:
    for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(text, ast.JoinedStr):
            yield from (node for node in ast.walk(text) if isinstance(node, ast.Call))


def test_no_message_stands_inside_of_an_f_string_where_babel_does_not_find_it() -> None:
    lost = [
        f"{path}:{call.lineno}"
        for path in (catalogues.ROOT / "reportgen").rglob("*.py")
        for call in calls_in_f_strings(path)
        if isinstance(call.func, ast.Name) and call.func.id in PROGRAM.KEYWORDS
        if isinstance(call.args[0], ast.Constant)
    ]
    assert lost == [], "give the message a line of its own"
