"""How figures look in each theme, read from its CSS."""

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.theme import figure_style
from reportgen.setting_values import THEMES
from reportgen.settings import Settings
from reportgen.themes import theme_of

LOOKS: dict[str, FigureStyle] = {name: figure_style(theme_of(Settings(theme=name))) for name in THEMES}
PLAIN = LOOKS["plain"]
