"""Where the files that come with the program are: templates, fonts, catalogues of languages."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def built_in_folder() -> Path:
    """Return the folder of the templates: inside an installed package, at the top of a checkout beside it."""
    installed, checkout = _PACKAGE / "templates", _PACKAGE.parent / "templates"
    return installed if installed.is_dir() else checkout
