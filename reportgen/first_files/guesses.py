"""What the folder and the machine tell of a report nobody has described yet: its title, author and language."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from reportgen.setting_values import LANGUAGES

_PATIENCE_SECONDS = 5


def title_of(folder: Path) -> str:
    """Return a title from the name of the folder: "Lab 3" for lab-3."""
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip()
    return re.sub(r"(?<=[a-z])(?=\d)", " ", words[:1].upper() + words[1:])


def author_at(folder: Path) -> str | None:
    """Return the name that git would write into a commit in `folder`; None if there is none."""
    command = ["git", "-C", str(folder), "config", "user.name"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=False)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    name = found.stdout.strip()
    return name if found.returncode == 0 and name.isprintable() and name else None


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of the user, where it is one of the report's; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := environment.get(name):
            language = re.split(r"[_.@]", chosen)[0].lower()
            return language if language in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]
