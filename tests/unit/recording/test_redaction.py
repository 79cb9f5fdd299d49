"""Secrets in arguments, and in the texts that a session keeps."""

import time

import pytest

from reportgen.recording.redaction import REDACTED, redacted, secrets_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["--token", "abc"], ["--token", REDACTED]),
        (["--api-key=abc"], [f"--api-key={REDACTED}"]),
        (["--hf_token", "abc", "--epochs", "3"], ["--hf_token", REDACTED, "--epochs", "3"]),
        (["OPENAI_API_KEY=abc"], [f"OPENAI_API_KEY={REDACTED}"]),
        (["password=a=b"], [f"password={REDACTED}"]),
        (["--secret", "-x"], ["--secret", REDACTED]),
        (["https://ada:abc@example.org/data"], [f"https://ada:{REDACTED}@example.org/data"]),
        (["redis://:abc@d@host"], [f"redis://:{REDACTED}@host"]),
        (["https://ghp_0123456789abcdefghij@host/x"], [f"https://{REDACTED}@host/x"]),
        (["--password", "abc"], ["--password", REDACTED]),
        (["--hf-token", "abc"], ["--hf-token", REDACTED]),
        (["--openai_api_key", "abc"], ["--openai_api_key", REDACTED]),
        (["--apiKey", "abc"], ["--apiKey", REDACTED]),
        (["-e", "API_KEY=abc"], ["-e", f"API_KEY={REDACTED}"]),
        (["-eAPI_KEY=abc", "--env=API_KEY=abc"], [f"-eAPI_KEY={REDACTED}", f"--env=API_KEY={REDACTED}"]),
        (["+wandb.api_key=abc"], [f"+wandb.api_key={REDACTED}"]),
        (["-H", "Authorization: Bearer abc"], ["-H", f"Authorization: Bearer {REDACTED}"]),
        (["--header=X-Api-Key: abc"], [f"--header=X-Api-Key: {REDACTED}"]),
        (["https://host/?api_key=abc&page=2"], [f"https://host/?api_key={REDACTED}&page=2"]),
        (['{"token": "abc", "lr": 0.1}'], ['{"token": "' + REDACTED + '", "lr": 0.1}']),
    ],
)
def test_what_is_named_like_a_secret_is_left_out(given: list[str], kept: list[str]) -> None:
    assert redacted(given) == tuple(kept)


@pytest.mark.parametrize(
    "given",
    [
        ["--epochs", "5", "--batch-size=64", "data/train.csv"],
        ["--max-tokens", "128"],
        ["--token-length=9"],
        ["--token", "--epochs", "3"],
        ["keyboard=querty", "monkey", "https://example.org/a:b@c", "git@example.org:ada/lab.git"],
        ["--key-size", "3", "--tokens", "100", "--max-tokens", "5", "--monkey", "banana", "--author", "Ada"],
        ["--pad-token", "<pad>", "--sort-key=loss", "--label_key", "y", "--public-key", "ab"],
        ["https://ada@example.org/x", "when: 12:30", '{"units": 64}', "a=b=c"],
    ],
)
def test_everything_else_stays(given: list[str]) -> None:
    assert redacted(given) == tuple(given)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--token", "s3cr3t-value"], {}),
        (["-H", "Authorization: Bearer s3cr3t-value"], {}),
        (["https://ada:s3cr3t-value@host"], {}),
        ([], {"WANDB_API_KEY": "s3cr3t-value"}),
        ([], {"DATABASE_URL": "postgres://ada:s3cr3t-value@host/db"}),
        ([], {"PRIVATE_KEY": "first line\ns3cr3t-value\nlast line"}),
    ],
)
def test_the_values_of_secrets_are_left_out_of_texts(arguments: list[str], environment: dict[str, str]) -> None:
    secrets = secrets_of(arguments, environment)

    assert secrets.removed_from(b"login: s3cr3t-value, done") == b"login: <redacted>, done"
    assert redacted(["s3cr3t-value"], secrets) == (REDACTED,)


def test_short_values_and_ordinary_variables_stay_in_texts() -> None:
    secrets = secrets_of(["--auth", "basic"], {"PWD": "/home/ada/lab", "HOME": "/home/ada", "KEY": "on"})

    text = b"/home/ada/lab: basic, on"
    assert secrets.removed_from(text) == text


def test_arguments_that_are_no_text_stay_as_they_are() -> None:
    given = "caf\udce9.csv"
    assert redacted([given], secrets_of([given], {"TOKEN": "caf\udce9-secret"})) == (given,)


@pytest.mark.parametrize("given", ["a" * 100_000, "a=" * 5_000, "a-" * 50_000, "://" * 30_000, "key:" * 20_000])
def test_long_arguments_are_looked_through_in_a_moment(given: str) -> None:
    started = time.process_time()
    redacted([given])
    assert time.process_time() - started < 2
