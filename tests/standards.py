"""What two checkers of PDF/UA-1 and PDF/A-3a find in a report."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import page
import pikepdf


def findings_of_standards(path: Path) -> list[str]:
    """Return the rules of both standards that a PDF breaks, and whether readers find its pages at all."""
    with pikepdf.open(path) as document:
        # ISO 32000-1, 7.7.2: an indirect reference. Some readers mend what others refuse.
        assert document.Root.Pages.is_indirect
    return [
        f"{profile}: {failure}"
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf(str(path), profile=profile).failures
    ]


def findings_of_meaning(path: Path) -> list[str]:
    """Return what a checker that reads like a screen reader finds wrong or doubtful."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "found.json"
        subprocess.run([sys.executable, "-m", "outloud.cli", "-q", "--json", told, path], check=True)
        return [json.dumps(found) for found in json.loads(told.read_text())["results"][0]["findings"]]
