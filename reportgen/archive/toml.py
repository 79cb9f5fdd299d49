"""Settings as the text of a report.toml, for the reader that the standard library has and no writer."""

import json
from collections.abc import Mapping

from reportgen.records.values import JsonValue


def toml_text(settings: Mapping[str, JsonValue]) -> str:
    """Return a report.toml with these values: texts, lists and tables of them, at any depth."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in settings.items())


def _value(value: JsonValue) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_text(str(key))} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    # Every escape of JSON is one of TOML; the only character that TOML wants escaped and JSON does not is DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
