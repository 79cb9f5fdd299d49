"""Arguments of a program without the secrets in them: `--token X`, `--password=X`, `WANDB_API_KEY=X`, `https://user:X@host`."""

import re
from collections.abc import Iterator, Sequence

REDACTED = "<redacted>"

_SECRET_NAME = re.compile(
    r"(?:^|[-_.])(?:[a-z]*token|password|passwd|passphrase|pwd|[a-z]*secret|[a-z]*key|credentials?|auth)$",
    re.IGNORECASE,
)
_ASSIGNMENT = re.compile(r"(?P<name>-{0,2}[\w.-]+)=(?P<value>.+)", re.DOTALL)
_PASSWORD_IN_URL = re.compile(r"(?<=://)([^/\s:@]*):[^/\s@]+@")


def redacted(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return `arguments` with the value of everything that is named like a secret replaced by `REDACTED`."""
    return tuple(_redact(arguments))


def _redact(arguments: Sequence[str]) -> Iterator[str]:
    is_secret = False
    for argument in arguments:
        if is_secret and not argument.startswith("--"):
            yield REDACTED
            is_secret = False
            continue
        assignment = _ASSIGNMENT.fullmatch(argument)
        if assignment and _SECRET_NAME.search(assignment["name"]):
            yield f"{assignment['name']}={REDACTED}"
        else:
            yield _PASSWORD_IN_URL.sub(rf"\1:{REDACTED}@", argument)
        is_secret = argument.startswith("-") and not assignment and bool(_SECRET_NAME.search(argument))
