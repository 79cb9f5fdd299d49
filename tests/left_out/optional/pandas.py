"""Stands in for pandas: see `quiet_environment` of `tests/conftest.py`."""

raise ImportError("left out")
