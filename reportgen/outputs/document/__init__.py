"""The report as a document without a page: headings, paragraphs, lists, tables and figures, read from its HTML.

Word, Markdown and the tables are written from it, so that a section needs no work for any of them.
"""
