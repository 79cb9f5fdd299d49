"""Puts what was prepared for it into a PDF as attached files, each with its relation to the pages, as PDF/A-3 asks.

See ISO 19005-3, 6.8. A name in the PDF has "~" for "/": viewers and tools save what is attached under plain names only.
"""

from datetime import UTC

import pikepdf

from reportgen.outputs.attachments import Embedded, Entry, Prepared, attached_name


def begun(prepared: Prepared) -> pikepdf.Pdf:
    """Return a document without pages, with room for what was `prepared`: that is read when it is saved.

    It begins as the file that was prepared: what is copied from another one, pikepdf has in memory.
    """
    # Not mapped: that would count as memory of this process.
    return pikepdf.open(prepared.file, access_mode=pikepdf.AccessMode.stream)


def put_first(document: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Put the pages of `source` before those of `document`, with what it says of itself as a whole."""
    for place, page in enumerate(source.pages):
        document.pages.insert(place, page)
    described = pikepdf.Dictionary({key: source.Root[key] for key in source.Root.keys() - {"/Type", "/Pages"}})
    for key, value in document.copy_foreign(source.make_indirect(described)).items():
        document.Root[key] = value
    document.trailer.Info = document.copy_foreign(source.trailer.Info)


def attach(document: pikepdf.Pdf, prepared: Prepared) -> None:
    """Attach what was `prepared` to a document that was `begun` with it, as a whole, in its order."""
    streams = [_stream(document.get_object(embedded.number, 0), embedded) for embedded in prepared.embedded]
    listed: dict[str, pikepdf.Object] = {}
    for entry in prepared.entries:
        name = attached_name(entry.path, listed)
        listed[name] = _specification(document, entry, name, streams[entry.embedded])
    if listed:
        _list(document, listed)


def _list(document: pikepdf.Pdf, listed: dict[str, pikepdf.Object]) -> None:
    tree = pikepdf.NameTree.new(document)
    for name in sorted(listed):
        tree[name] = listed[name]
    names = document.Root.get("/Names", pikepdf.Dictionary())
    names.EmbeddedFiles = tree.obj
    document.Root.Names = names
    document.Root.AF = pikepdf.Array(listed.values())


def _specification(document: pikepdf.Pdf, entry: Entry, name: str, stream: pikepdf.Object) -> pikepdf.Object:
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(name),
            UF=pikepdf.String(name),
            Desc=pikepdf.String(entry.description),
            AFRelationship=pikepdf.Name(f"/{entry.relation}"),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )


def _stream(stream: pikepdf.Object, embedded: Embedded) -> pikepdf.Object:
    """Say of a stream that was prepared what is in it."""
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name(f"/{embedded.media_type}")
    stream.Filter = pikepdf.Name.FlateDecode
    stream.Params = pikepdf.Dictionary(
        Size=embedded.size,
        ModDate=f"{embedded.modified_at.astimezone(UTC):D:%Y%m%d%H%M%SZ}",
        CheckSum=pikepdf.String(embedded.checksum),
    )
    return stream
