"""Brings the catalogues of `templates/locale` up to date: `make catalogues`.

Takes every message out of reportgen/ and templates/, puts it into `reportgen.po` of each language, where the
translations stay, and compiles each to `reportgen.mo`. A message that only changed its wording keeps the old
translation as a draft, marked fuzzy. The same sources give the same bytes: no dates, no numbers of lines.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "templates" / "locale"
DOMAIN = "reportgen"
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "nN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = {"reportgen": ("python", "**/*.py"), "templates": ("jinja2.ext:babel_extract", "**/*.html")}


class StableCatalog(Catalog):
    """A catalogue whose header holds what gettext needs, and nothing that changes from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header, none of them with a date."""
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def languages() -> list[str]:
    """Return the languages that have a catalogue; English is in the sources."""
    return sorted(folder.parent.name for folder in LOCALE.glob("*/LC_MESSAGES"))


def catalogue_file(language: str, ending: str) -> Path:
    """Return the path of the catalogue of a language: "po" or "mo"."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def extracted() -> StableCatalog:
    """Return all messages of the sources, without translations."""
    template = StableCatalog(fuzzy=False)
    for path, message, context, comments in _found():
        template.add(message, None, [(path, None)], auto_comments=comments, context=context)
    return template


def _found() -> Iterator[tuple[str, object, str | None, list[str]]]:
    for folder, (method, pattern) in METHODS.items():
        for path in sorted((ROOT / folder).glob(pattern)):
            options = {"silent": "false"}
            found = extract_from_file(method, path, KEYWORDS, ["Translators:"], options, strip_comment_tags=True)
            for _line, message, comments, context in found:
                yield path.relative_to(ROOT).as_posix(), message, context, comments


def read(language: str) -> StableCatalog:
    """Return the catalogue of a language as it is on disk; an empty one if there is none."""
    catalogue = StableCatalog(language, header_comment=f"# {Locale.parse(language).english_name}", fuzzy=False)
    path = catalogue_file(language, "po")
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, language, abort_invalid=True):
                if message.id:
                    catalogue[message.id] = message
    return catalogue


def compiled(language: str) -> bytes:
    """Return the bytes of `reportgen.mo` for what is in `reportgen.po`."""
    catalogue, target = StableCatalog(language), io.BytesIO()
    for message in read(language):
        # Babel would write an empty plural form, which then is printed.
        if message.id and all([message.string] if isinstance(message.string, str) else message.string):
            catalogue[message.id] = message
    write_mo(target, catalogue)
    return target.getvalue()


def update(language: str, template: Catalog) -> None:
    """Put the messages of `template` into the catalogue of a language, and compile it."""
    catalogue = read(language)
    catalogue.update(template)
    path = catalogue_file(language, "po")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    catalogue_file(language, "mo").write_bytes(compiled(language))


def main() -> None:
    """Update the languages that are named, or all that have a catalogue."""
    template = extracted()
    for language in sys.argv[1:] or languages():
        update(language, template)
    sys.stdout.write(f"{len(template)} messages\n")


if __name__ == "__main__":
    main()
