"""The format on disk: its version, its JSON Schema, and the records that were once stored in it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from reportgen.records.format import FORMAT_VERSION, json_schemas, major
from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session
from reportgen.records.values import Record
from reportgen.store.writing import encode
from tests.sample_runs import first_document_runs, nasty_runs, odd_runs, write_store
from tests.unit.records import examples

FORMATS = jsonschema.FormatChecker(formats=[])


@FORMATS.checks("date-time", raises=ValueError)
def is_moment_with_zone(value: object) -> bool:
    """Check RFC 3339's two demands that ISO 8601 does not make: a time and a zone."""
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


def validator(file: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schemas()[file], format_checker=FORMATS)


def records_in(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        yield from records_in([getattr(value, field) for field in value.__struct_fields__])
    elif isinstance(value, dict):
        yield from records_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from records_in(item)


def kinds_of_records() -> set[type[Record]]:
    kinds, found = [Record], set()
    while kinds:
        found.update(
            below := [kind for kind in kinds.pop().__subclasses__() if kind.__module__.startswith("reportgen.records.")]
        )
        kinds.extend(below)
    return found


@pytest.mark.parametrize(("version", "number"), [("1.0", 1), ("1.7", 1), ("2", 2), ("12.3.4", 12)])
def test_the_major_number_of_a_version_is_its_first(version: str, number: int) -> None:
    assert major(version) == number


@pytest.mark.parametrize(
    "version", ["", "abc", "0.9", "-1.0", " 1.0", "1_0", "1.", "1.x", "٣.0", "1.0\n", "9" * 5000, "v1.0"]
)
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="is no version"):
        major(version)


def test_the_version_written_today_can_be_read_today() -> None:
    assert major(FORMAT_VERSION) == 1


@pytest.mark.parametrize(
    ("file", "record"), [("run.json", examples.RUN), ("session.json", examples.SESSION)], ids=["run", "session"]
)
def test_a_record_of_the_newest_format_is_read_and_written_as_it_was(file: str, record: Record) -> None:
    stored = (examples.FOLDER / file).read_bytes()
    assert msgspec.json.decode(stored, type=type(record)) == record
    assert encode(record) == stored


def test_epochs_of_the_newest_format_are_read_and_written_as_they_were() -> None:
    lines = (examples.FOLDER / "history.jsonl").read_bytes().splitlines()
    assert tuple(msgspec.json.decode(line, type=Epoch) for line in lines) == examples.EPOCHS
    assert [encode(epoch, indent=0) for epoch in examples.EPOCHS] == lines


@pytest.mark.parametrize("file", ["run.json", "session.json"])
def test_a_record_stored_by_format_1_0_is_read_with_everything_in_it(file: str) -> None:
    stored = json.loads((examples.OLDER / file).read_bytes())
    kind = Run if file == "run.json" else Session
    assert lost(stored, json.loads(encode(msgspec.convert(stored, kind)))) == []


def lost(before: Any, after: Any, path: str = "") -> list[str]:
    """Return the paths of values in `before` that `after` lacks or changes."""
    if isinstance(before, dict):
        return [item for key in before for item in lost(before[key], after.get(key), f"{path}/{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [item for place in range(len(before)) for item in lost(before[place], after[place], f"{path}/{place}")]
    return [] if before == after else [path]


def test_the_stored_examples_hold_every_kind_of_record_with_every_field() -> None:
    shown = list(records_in([examples.RUN, examples.EPOCHS, examples.SESSION]))
    assert {type(record) for record in shown} == kinds_of_records()
    for kind in kinds_of_records():
        filled = [record for record in shown if type(record) is kind]
        for field in msgspec.structs.fields(kind):
            default = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
            assert any(getattr(record, field.name) != default for record in filled), f"{kind.__name__}.{field.name}"


@pytest.mark.parametrize("file", ["run.json", "history.jsonl", "session.json"])
def test_the_schema_of_each_file_is_a_schema(file: str) -> None:
    schema = json_schemas()[file]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_what_is_stored_fits_the_schema(tmp_path: Path) -> None:
    write_store(tmp_path, [*first_document_runs()[:3], *odd_runs(), *nasty_runs()][:20])
    write_store(tmp_path / "full", [(examples.RUN, examples.EPOCHS)])
    for path in tmp_path.rglob("run.json"):
        validator("run.json").validate(json.loads(path.read_bytes()))
    for path in tmp_path.rglob("history.jsonl"):
        for line in path.read_bytes().splitlines()[:10]:
            validator("history.jsonl").validate(json.loads(line))
    validator("session.json").validate(json.loads((examples.FOLDER / "session.json").read_bytes()))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", "done"),
        ("started_at", "yesterday"),
        ("started_at", "2026-09-26T13:50:12"),
        ("name", None),
        ("duration_seconds", "NaN"),
        ("model", {"name": "m", "type": "Sequential", "parameters": 2**63}),
        ("evaluations", [{"data": "test", "metrics": {"loss": "nan"}}]),
    ],
)
def test_the_schema_refuses_what_the_format_does_not_allow(field: str, value: Any) -> None:
    stored = json.loads((examples.FOLDER / "run.json").read_bytes())
    assert validator("run.json").is_valid(stored)
    assert not validator("run.json").is_valid({**stored, field: value})


def test_a_file_needs_nothing_but_what_a_run_cannot_be_without() -> None:
    required = {kind: {f.name for f in msgspec.structs.fields(kind) if f.required} for kind in (Run, Epoch, Session)}
    assert required == {
        Run: {"format_version", "id", "name", "state", "started_at"},
        Epoch: {"epoch"},
        Session: {"format_version", "id", "program", "started_at"},
    }
