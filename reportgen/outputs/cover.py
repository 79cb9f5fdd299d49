"""What stands before the first section: the cover's logo, title, people and date, the abstract.

Takes the settings and the runs; gives a frozen `Front`, which `cover.html` or the head of the first page shows.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import msgspec
from markupsafe import Markup

from reportgen.errors import PictureError, SettingsError
from reportgen.language import _
from reportgen.outputs.pictures import Picture, read_picture
from reportgen.sections.numerals import day
from reportgen.sections.report import Report
from reportgen.settings import Settings

LOGO_URL = "reportgen:logo"

# Space for the logo, in millimetres. Pixels are never printed so large that they look coarse: 100 an inch.
_WIDEST, _HIGHEST = 72.0, 30.0
_MM_PER_PIXEL = 25.4 / 100


class Logo(msgspec.Struct, frozen=True):
    """A picture on the cover at `address`; `width` and `height` in millimetres, `description` for who cannot see it."""

    address: str
    picture: Picture
    width: float
    height: float
    description: str


class Front(msgspec.Struct, frozen=True):
    """What the first page says. `has_cover` tells whether it has that page for itself."""

    title: str
    date: str
    created: str
    has_cover: bool
    logo: Logo | None
    abstract: Markup | None

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The pictures it shows, by their address."""
        return {self.logo.address: self.logo.picture} if self.logo else {}


def front_of(report: Report) -> Front:
    """Return the front of `report`; its date is that of the settings or of the last training, never today's.

    Raises:
        SettingsError: the logo is missing or cannot be printed.
        NotesError: the abstract has a mistake.
    """
    settings = report.settings
    last = max(run.stored.run.ended_at or run.stored.run.started_at for run in report.runs)
    return Front(
        title=settings.title or _("Training report"),
        date=_written(settings.date, last),
        created=f"{last:%Y-%m-%dT%H:%M:%SZ}",
        has_cover=bool(settings.course or settings.institution or settings.logo),
        logo=_logo(settings),
        abstract=_abstract(report),
    )


def _written(chosen: date | str | None, last: datetime) -> str:
    if isinstance(chosen, str):
        return chosen
    return day(datetime(chosen.year, chosen.month, chosen.day, tzinfo=UTC) if chosen else last)


def _abstract(report: Report) -> Markup | None:
    text = report.settings.abstract
    if not text or not text.strip():
        return None
    from reportgen.notes.book import short_html

    return short_html(report, text, "abstract")


def _logo(settings: Settings) -> Logo | None:
    if settings.logo is None:
        return None
    try:
        picture = read_picture(settings.logo)
    except PictureError as error:
        raise SettingsError(f"logo {settings.logo}: {error}; leave the key 'logo' out to do without") from error
    largest = float("inf") if picture.scalable else _MM_PER_PIXEL
    scale = min(_WIDEST / picture.width, _HIGHEST / picture.height, largest)
    # A line of pixels a hundred times as wide as high still has a height.
    width, height = (round(max(0.5, side * scale), 2) for side in (picture.width, picture.height))
    return Logo(LOGO_URL, picture, width, height, settings.institution or _("Logo"))
