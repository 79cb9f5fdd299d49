"""A folder that stands first on the program's PYTHONPATH for a moment: Python imports `sitecustomize` from it."""
