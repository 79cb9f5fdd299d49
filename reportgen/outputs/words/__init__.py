"""What a document for Word is made of, on top of python-docx: styles, properties, fields, tables, pictures."""
