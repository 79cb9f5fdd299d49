"""The properties of a Word file: title, authors, language, and the time of the records, never that of the writing."""

from datetime import datetime

from docx.document import Document as WordDocument

from reportgen.outputs.document.model import Document

_KEYWORDS = "Keras, training report, machine learning"


def describe(document: WordDocument, source: Document) -> None:
    """Write what `source` says of itself into the properties of `document`."""
    properties = document.core_properties
    created = datetime.fromisoformat(source.created).replace(tzinfo=None)
    properties.title, properties.author = source.title, "; ".join(source.authors)
    properties.keywords, properties.language, properties.comments = _KEYWORDS, source.language, ""
    properties.created = properties.modified = created
    properties.last_modified_by, properties.revision = source.generator, 1
