import pytest

from reportgen.recording.redaction import REDACTED, redacted


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
        ["keyboard=querty", "monkey", "https://example.org/a:b@c"],
    ],
)
def test_everything_else_stays(given: list[str]) -> None:
    assert redacted(given) == tuple(given)
