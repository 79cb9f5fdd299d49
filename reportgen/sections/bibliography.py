"""Section "References": every paper that the report cites, numbered in the order of the first citation."""

from collections.abc import Sequence

import msgspec

from reportgen.knowledge.references import REFERENCES, Reference
from reportgen.language import N_, _
from reportgen.language.numbers import listed
from reportgen.sections.anchors import reference_anchor
from reportgen.sections.report import Content

TITLE = N_("References")


class CitedWork(msgspec.Struct, frozen=True):
    """A publication as it is listed; `address` is where to read it, `place` that address in short.

    `language` is that of title and venue, if it is known.
    """

    number: int
    anchor: str
    authors: str
    title: str
    venue: str
    address: str
    place: str
    language: str = ""


class Bibliography(Content, msgspec.Struct, frozen=True):
    """The papers, in the order of their numbers."""

    works: tuple[CitedWork, ...]


def gather(contents: Sequence[Content]) -> Bibliography | None:
    """List what the other sections, `contents` in the order of the report, cite; None if they cite nothing."""
    keys = dict.fromkeys(key for content in contents for key in content.references)
    known = {**REFERENCES, **{key: work for content in contents for key, work in content.publications.items()}}
    works = tuple(_work(number, key, known[key]) for number, key in enumerate(keys, start=1))
    return Bibliography(works) if works else None


def _work(number: int, key: str, reference: Reference) -> CitedWork:
    venue = "" if reference.venue == "arXiv" else reference.venue
    return CitedWork(
        number=number,
        anchor=reference_anchor(key),
        authors=_authors(reference),
        title=reference.title,
        venue=", ".join(filter(None, [venue, str(reference.year or "")])),
        address=reference.url,
        place=_place(reference),
        language="en" if reference == REFERENCES.get(key) else "",
    )


def _authors(reference: Reference) -> str:
    """Write the authors by their given names: "Diederik P. Kingma and Jimmy Ba"."""
    names = [" ".join(reversed(author.split(", "))) for author in reference.authors]
    if not names:
        return ""
    if reference.more_authors:
        return _("{authors} et al.").format(authors=", ".join(names))
    shown = listed(names)
    return shown if shown.endswith(".") else f"{shown}."


def _place(reference: Reference) -> str:
    if reference.doi:
        return f"doi:{reference.doi}"
    return f"arXiv:{reference.arxiv}" if reference.arxiv else reference.page.partition("://")[2]
