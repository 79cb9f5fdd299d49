"""What the report shows: one module a section, which takes the `Report` and gives frozen data for its template.

A section module has a `TITLE` and a function `build(report) -> content | None`; None leaves the section out.
A content has `entries`, its lines in the table of contents. Its template is `templates/sections/NAME.html`, its place
in the order stands in `templates/report.html`.
"""
