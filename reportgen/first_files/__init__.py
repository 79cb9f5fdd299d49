"""The files that a hand-in begins with, as `reportgen init` writes them, in the language of the report.

`settings_file` gives the text of a report.toml with every key explained, `notes_file` that of notes.md, which refers to
the runs that are there, `guesses` what the folder and the machine tell of title, authors and language.
"""
