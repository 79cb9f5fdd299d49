"""What somebody wrote beside the records: Markdown with values and parts of the report by name, and where it goes.

`namespace` says what can be used by name, `expressions` evaluates what stands between `{{` and `}}`, `markdown` turns
text into HTML, `placing` says where in the report it goes. Nothing of this is imported for a report without notes.
"""
