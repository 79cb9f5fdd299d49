"""The PDF engine gets the report's own files and nothing else."""

from pathlib import Path

import pytest
from weasyprint.urls import URLFetchingError

from reportgen.built_in import built_in_folder
from reportgen.outputs.fetching import ReportFetcher


@pytest.fixture
def fetcher(tmp_path: Path) -> ReportFetcher:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "type.css").write_text("/* mine */")
    return ReportFetcher((tmp_path, built_in_folder()))


def test_a_file_of_the_user_s_templates_replaces_the_built_in_one(fetcher: ReportFetcher) -> None:
    assert fetcher.fetch("reportgen:css/type.css").read() == b"/* mine */"
    assert b"@page" in fetcher.fetch("reportgen:css/page.css").read()


def test_placeholders_are_served_as_images(fetcher: ReportFetcher) -> None:
    response = fetcher.fetch("reportgen:chart/7")
    assert response.content_type == "image/png"
    assert response.read().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x.png",
        "https://example.org/",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "ftp://127.0.0.1/x",
        "reportgen:../pyproject.toml",
        "reportgen:css/../../pyproject.toml",
        "reportgen:no-such.css",
        "reportgen:fallback-fonts/../../../__init__.py",
    ],
)
def test_everything_else_is_refused(fetcher: ReportFetcher, address: str) -> None:
    with pytest.raises(URLFetchingError):
        fetcher.fetch(address)
