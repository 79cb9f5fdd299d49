"""Files inside a PDF, each with its relation to the pages, as PDF/A-3 asks (ISO 19005-3, 6.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pikepdf


@dataclass(frozen=True)
class Attachment:
    """A file to attach: `relation` says what it is to the pages, as their `Data` or their `Source`."""

    name: str
    content: bytes
    media_type: str
    description: str
    relation: Literal["Data", "Source", "Supplement"] = "Data"


def attach(document: pikepdf.Pdf, attachments: Iterable[Attachment]) -> None:
    """Attach files to `document` as a whole."""
    for attachment in attachments:
        specification = pikepdf.AttachedFileSpec(
            document,
            attachment.content,
            filename=attachment.name,
            mime_type=attachment.media_type,
            description=attachment.description,
        )
        specification.relationship = pikepdf.Name(f"/{attachment.relation}")
        document.attachments[attachment.name] = specification
        associated = document.Root.get("/AF", pikepdf.Array())
        associated.append(specification.obj)
        document.Root.AF = associated
