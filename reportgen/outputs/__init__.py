"""The forms of the report: one file a format. `html` fills the templates, `pdf` lays them out."""
