"""What a session keeps, without the secrets in it.

Of arguments, the value of everything that is named like a secret: `--token X`, `--password=X`, `WANDB_API_KEY=X`,
`Authorization: Bearer X`, `https://user:X@host`. Of texts (console, diff, sources, notebook), the values that those
arguments and the environment's variables of such names had, wherever they stand.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from reportgen.records.session import REDACTED

_SECRET_NAME = re.compile(
    r"(?:^|[-_.]|(?<=-e))"
    r"(?:[a-z]*token|password|passwd|passphrase|pwd|[a-z]*secret|credentials?|auth|authorization"
    r"|(?:api|access|account|auth|encryption|private|secret|signing|ssh)?key)$",
    re.IGNORECASE,
)
# What tokenizers, data frames and tables call so.
_HARMLESS_NAME = re.compile(
    r"(?:^|[-_.])(?:(?:bos|cls|end|eos|mask|oov|pad|sep|special|start|stop|unk)[-_]?token"
    r"|(?:column|feature|foreign|group|image|input|label|output|partition|primary|public|sort|target|text)[-_]?key)$",
    re.IGNORECASE,
)
_ASSIGNMENT = re.compile(r"(?P<name>[-+~]*[\w./-]+)=(?P<value>.+)", re.DOTALL)
_INNER_ASSIGNMENT = re.compile(
    r"""(?<![\w.-])(?P<name>[\w.-]++)(?P<between>["']?\s*[:=](?!//)\s*["']?(?:(?:Bearer|Basic|Token)\s+)?)(?P<value>[^\s"',;&{}]+)""",
    re.IGNORECASE,
)
_LOGIN_IN_URL = re.compile(r"(?<=://)(?P<user>[^/\s:@]*)(?P<colon>:?)(?P<password>[^/\s]*)@")
# Where a host takes a token, it may stand in the place of the user.
_SHORTEST_TOKEN = 20

# A shorter value stands in a text by chance too often: `KEY=on`, `AUTH=basic`.
_SHORTEST_VALUE = 8
_NO_SECRETS = ("PWD",)
"""Variables that every shell sets: the working folder."""


class Secrets:
    """Values that no file of a session may hold."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        whole = set(values)
        # A key of several lines is also known by each of them.
        parts = whole | {line for value in whole for line in value.splitlines()}
        known = sorted((part for part in parts if len(part) >= _SHORTEST_VALUE), key=len, reverse=True)
        words = [re.escape(os.fsencode(part)) for part in known]
        self.pattern: re.Pattern[bytes] | None = re.compile(b"|".join(words)) if words else None

    def removed_from(self, content: bytes) -> bytes:
        """Return `content` with each secret in it replaced by `REDACTED`."""
        return self.pattern.sub(REDACTED.encode(), content) if self.pattern else content


def secrets_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Secrets:
    """Return the secrets that a program was started with: those in its arguments and those in its environment."""
    found: list[str] = []
    _without_secrets(arguments, found)
    for name, value in environment.items():
        if name not in _NO_SECRETS and _is_secret(name):
            found.append(value)
        else:
            _LOGIN_IN_URL.sub(lambda login: _hide_login(login, found), value)
    return Secrets(found)


def redacted(arguments: Sequence[str], secrets: Secrets | None = None) -> tuple[str, ...]:
    """Return `arguments` with the value of everything that is named like a secret, and `secrets`, replaced."""
    shown = _without_secrets(arguments, [])
    return tuple(os.fsdecode((secrets or Secrets()).removed_from(os.fsencode(argument))) for argument in shown)


def _without_secrets(arguments: Sequence[str], found: list[str]) -> list[str]:
    """Return what may be shown of `arguments`; what was taken out is added to `found`."""
    shown: list[str] = []
    follows_name = False
    for argument in arguments:
        is_value = follows_name and not argument.startswith("--")
        if is_value:
            found.append(argument)
        shown.append(REDACTED if is_value else _hide(argument, found))
        follows_name = not is_value and argument.startswith("-") and _is_secret(argument)
    return shown


def _is_secret(name: str) -> bool:
    return bool(_SECRET_NAME.search(name)) and not _HARMLESS_NAME.search(name)


def _hide(argument: str, found: list[str]) -> str:
    before = ""
    while assignment := _ASSIGNMENT.fullmatch(argument):  # --env=API_KEY=X
        if _is_secret(assignment["name"]):
            found.append(assignment["value"])
            return f"{before}{assignment['name']}={REDACTED}"
        before += f"{assignment['name']}="
        argument = assignment["value"]
    shown = _LOGIN_IN_URL.sub(lambda login: _hide_login(login, found), argument)
    return before + _INNER_ASSIGNMENT.sub(lambda inner: _hide_inner(inner, found), shown)


def _hide_login(login: re.Match[str], found: list[str]) -> str:
    user = login["user"]
    if len(user) >= _SHORTEST_TOKEN:
        found.append(user)
        user = REDACTED
    if not login["password"]:
        return f"{user}{login['colon']}@"
    found.append(login["password"])
    return f"{user}:{REDACTED}@"


def _hide_inner(inner: re.Match[str], found: list[str]) -> str:
    if not _is_secret(inner["name"]) or inner["value"] == REDACTED:
        return inner[0]
    found.append(inner["value"])
    return f"{inner['name']}{inner['between']}{REDACTED}"
