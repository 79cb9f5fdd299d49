"""Themes: CSS files that pages and figures take their faces, colours and sizes from.

`plain` is read first and has every custom property; another theme, built in or a file of the user's, says what differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from reportgen.addresses import BESIDE, SCHEME
from reportgen.built_in import built_in_folder
from reportgen.errors import ThemeError
from reportgen.setting_values import THEMES, nearest
from reportgen.settings import Settings

Node = Any
"""A token, a rule or a declaration of tinycss2, which has no types."""

_DEFAULT = "plain"
_FOLDER = "css/themes"
PLAIN = f"{SCHEME}{_FOLDER}/{_DEFAULT}.css"
_DEEPEST = 20


class Face(msgspec.Struct, frozen=True):
    """A `@font-face`: one font file of a family."""

    family: str
    weight: str
    style: str
    address: str


class Theme(msgspec.Struct, frozen=True, dict=True):
    """A theme: `address` is that of its CSS file, `folders` hold the files it may name, `files` are plain and its own.

    `beside` is the folder of the user's own theme.
    """

    address: str
    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    beside: Path | None = None

    @cached_property
    def _sheets(self) -> tuple[list[Node], ...]:
        import tinycss2

        return tuple(
            tinycss2.parse_stylesheet(_read(file), skip_comments=True, skip_whitespace=True) for file in self.files
        )

    @cached_property
    def _properties(self) -> Mapping[str, list[Node]]:
        return {name: value for sheet in self._sheets for name, value in _root_properties(sheet)}

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The font files that the theme declares."""
        return tuple(face for sheet in self._sheets for face in _faces(sheet))

    @property
    def own_files(self) -> tuple[Path, ...]:
        """The user's own theme and the fonts beside it that it names; () for a built-in theme."""
        if self.beside is None:
            return ()
        named = [self.file_at(face.address) for face in self.faces if face.address.startswith(f"{SCHEME}{BESIDE}")]
        return tuple(dict.fromkeys((self.files[-1], *(path for path in named if path))))

    def names(self, beginning: str) -> list[str]:
        """Return the names of the custom properties that begin so."""
        return [name for name in self._properties if name.startswith(beginning)]

    def words(self, name: str) -> list[str]:
        """Return the parts of the custom property `name`, each `var()` in it resolved: names, colours, numbers.

        Raises:
            ThemeError: there is no such property, or it is made of itself.
        """
        return [_word(token) for token in self._resolved(name, 0)]

    def colours(self, name: str) -> tuple[str, ...]:
        """Return the colours of the custom property `name` as "#rrggbb".

        Raises:
            ThemeError: it is missing, or holds something else.
        """
        import tinycss2.color3

        found = [tinycss2.color3.parse_color(token) for token in self._resolved(name, 0)]
        if not found or not all(isinstance(colour, tinycss2.color3.RGBA) and colour.alpha == 1 for colour in found):
            given = " ".join(self.words(name))
            raise ThemeError(f"{self.files[-1]}: {name}: {given}: colours such as #0067a5 are needed, without alpha")
        return tuple("#" + "".join(f"{round(255 * part):02x}" for part in colour[:3]) for colour in found)

    def file_at(self, address: str) -> Path | None:
        """Return the file that an address in the theme names; None if there is none."""
        name = address.removeprefix(SCHEME)
        if not address.startswith(SCHEME) or ".." in name.split("/"):
            return None
        if self.beside and name.startswith(BESIDE):
            found = self.beside / name.removeprefix(BESIDE)
            return found if found.is_file() else None
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def _resolved(self, name: str, depth: int) -> Iterator[Node]:
        if name not in self._properties:
            raise ThemeError(f"{self.files[-1]}: no property {name}{nearest(name, set(self._properties))}")
        if depth > _DEEPEST:
            raise ThemeError(f"{self.files[-1]}: {name} is made of itself; give it a value")
        for token in self._properties[name]:
            if token.type == "function" and token.lower_name == "var":
                named = next((part.value for part in token.arguments if part.type == "ident"), "")
                yield from self._resolved(named, depth + 1)
            elif token.type not in ("whitespace", "comment", "literal"):
                yield token


def theme_of(settings: Settings) -> Theme:
    """Return the theme that the settings name.

    Raises:
        ThemeError: there is no such file.
    """
    own_folder = (settings.templates,) if settings.templates else ()
    folders = (*own_folder, built_in_folder())
    base = _built_in(_DEFAULT, folders)
    if settings.theme in THEMES:
        named = _built_in(str(settings.theme), folders)
        files = (base,) if named == base else (base, named)
        return Theme(f"{SCHEME}{_FOLDER}/{settings.theme}.css", files, folders)
    own = Path(settings.theme)
    if not own.is_file():
        raise ThemeError(f"theme {own}: no such file. Name a CSS file of your own, or one of {', '.join(THEMES)}")
    return Theme(f"{SCHEME}{BESIDE}{own.name}", (base, own), folders, own.absolute().parent)


def _built_in(name: str, folders: Sequence[Path]) -> Path:
    return next(path for folder in folders if (path := folder / _FOLDER / f"{name}.css").is_file())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path}: cannot be read as CSS in UTF-8: {error}") from error


def _root_properties(sheet: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Yield the custom properties that are set for the whole document."""
    import tinycss2

    for rule in sheet:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() in (":root", "html"):
            for declared in _declarations(rule):
                if declared.name.startswith("--"):
                    yield declared.name, declared.value


def _faces(sheet: list[Node]) -> Iterator[Face]:
    for rule in sheet:
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            said = {declared.lower_name: list(declared.value) for declared in _declarations(rule)}
            words = {name: " ".join(filter(None, map(_word, value))) for name, value in said.items()}
            family, source = words.get("font-family", ""), words.get("src", "")
            yield Face(family, words.get("font-weight", "400"), words.get("font-style", "normal"), source)


def _declarations(rule: Node) -> list[Node]:
    import tinycss2

    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return [node for node in found if node.type == "declaration"]


def _word(token: Node) -> str:
    """Return a token without quotation marks; "" for a space or a comma."""
    if token.type in ("whitespace", "comment", "literal"):
        return ""
    if token.type == "function" and token.lower_name == "url":
        return next((part.value for part in token.arguments if part.type == "string"), "")
    if token.type in ("string", "url", "ident"):
        return str(token.value)
    return str(token.serialize())
