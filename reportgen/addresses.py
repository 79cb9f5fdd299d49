"""Addresses of the report's own files, as style sheets and pages name them: nothing else is read for a report."""

SCHEME = "reportgen:"
"""What they begin with; behind it stands the name of a file of the templates."""

BESIDE = "theme/"
"""`reportgen:theme/FILE` is a file beside the user's own theme, such as a font."""
