"""What a theme says of figures: takes its custom properties and font files, gives a `FigureStyle`."""

from pathlib import Path

from reportgen.errors import ThemeError
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.font_file import FontFile
from reportgen.figures.text_width import Advances, read_advances
from reportgen.themes import Theme

_LINES, _CLASSES, _BARS = 5, 8, 3
_KIND = "--kind-"
_STRONG = ("700", "bold", "600", "800", "500")


def figure_style(theme: Theme) -> FigureStyle:
    """Return how figures look in `theme`.

    Raises:
        ThemeError: a colour is none, or the text face has no TrueType file.
    """
    regular, italic, strong = _fonts(theme)
    family, advances = _measured(regular, strong)
    return FigureStyle(
        face=family,
        fonts=tuple(dict.fromkeys((regular, italic, strong))),
        advances=advances,
        type_scale=_number(theme, "--figure-type-scale"),
        ink=_colour(theme, "--ink"),
        soft=_colour(theme, "--soft"),
        frame=_colour(theme, "--figure-frame"),
        grid=_colour(theme, "--figure-grid"),
        fill=_colour(theme, "--figure-fill"),
        lines=_colours(theme, "--figure-lines", _LINES),
        classes=_colours(theme, "--figure-classes", _CLASSES),
        bars=_colours(theme, "--figure-bars", _BARS),
        shares=_colours(theme, "--figure-shares", 2),
        values=_colours(theme, "--figure-values", 2),
        costs=_colours(theme, "--figure-costs", 2),
        kinds={name.removeprefix(_KIND): _colour(theme, name) for name in theme.names(_KIND)},
    )


def _number(theme: Theme, name: str) -> float:
    words = theme.words(name)
    try:
        (number,) = map(float, words)
    except ValueError:
        raise ThemeError(f"{theme.files[-1]}: {name}: {' '.join(words)}: one number such as 1.1 is needed") from None
    return number


def _colour(theme: Theme, name: str) -> str:
    return _colours(theme, name, 1)[0]


def _colours(theme: Theme, name: str, fewest: int) -> tuple[str, ...]:
    colours = theme.colours(name)
    if len(colours) < fewest:
        raise ThemeError(f"{theme.files[-1]}: {name}: {len(colours)} colours, but {fewest} are needed")
    return colours


def _fonts(theme: Theme) -> tuple[Path, Path, Path]:
    """Return the files of the first family of `--text` that has any: regular, italic and strong."""
    declared = {face.family for face in theme.faces}
    named = theme.words("--text")
    family = next((name for name in named if name in declared), None)
    if family is None:
        raise ThemeError(
            f"{theme.files[-1]}: --text: {', '.join(named)}: figures need the files of one of these families; declare "
            "it with @font-face"
        )
    files = {
        (face.style, face.weight): _font(theme, face.address, family) for face in theme.faces if face.family == family
    }
    upright = {weight: path for (style, weight), path in files.items() if style == "normal"}
    regular = next((upright[weight] for weight in ("400", "normal") if weight in upright), next(iter(files.values())))
    italic = next((path for (style, _), path in files.items() if style != "normal"), regular)
    return regular, italic, next((upright[weight] for weight in _STRONG if weight in upright), regular)


def _font(theme: Theme, address: str, family: str) -> Path:
    path = theme.file_at(address)
    if path is None:
        raise ThemeError(
            f'{theme.files[-1]}: @font-face "{family}": src {address!r} names no file; write '
            'url("reportgen:theme/FILE.ttf") for a file beside the theme'
        )
    if path.suffix.lower() not in (".ttf", ".otf"):
        raise ThemeError(f'{theme.files[-1]}: @font-face "{family}": {path.name}: figures need a .ttf file')
    return path


def _measured(regular: Path, strong: Path) -> tuple[str, Advances]:
    """Return the family as matplotlib finds it, and the widths of the letters of both weights."""
    try:
        fonts = [FontFile(regular), FontFile(strong)]
        return fonts[0].family, read_advances(fonts)
    except (OSError, ValueError) as error:
        raise ThemeError(str(error)) from error
