"""Says in the PDF's metadata what the PDF is: PDF/A-3a and PDF/UA-1 at once."""

import pikepdf

# PDF/A allows the schemas it knows and those described in the same place (ISO 19005-3, 6.6.2.3): PDF/UA came later.
_DESCRIPTIONS = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def identify(document: pikepdf.Pdf) -> None:
    """Add the identification as PDF/UA-1 to the metadata, which WeasyPrint wrote for PDF/A-3a."""
    metadata = document.Root.Metadata
    before, closing, after = metadata.read_bytes().rpartition(b"</rdf:RDF>")
    metadata.write((before + _DESCRIPTIONS + closing + after).rstrip())
