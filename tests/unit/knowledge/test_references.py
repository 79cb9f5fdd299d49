import re

import pytest

from reportgen.knowledge.loss_table import LOSSES
from reportgen.knowledge.optimizer_table import OPTIMIZERS
from reportgen.knowledge.references import REFERENCES, cite
from reportgen.knowledge.schedules import SCHEDULES
from reportgen.knowledge.step_options import LOSS_SCALING, STEP_OPTIONS


@pytest.mark.parametrize("key", sorted(REFERENCES))
def test_every_reference_agrees_with_its_key_and_says_where_to_read_it(key: str) -> None:
    reference = REFERENCES[key]
    family = reference.authors[0].partition(",")[0]
    assert key == f"{family.lower()}{reference.year}"
    assert all(", " in author for author in reference.authors)
    assert reference.url.startswith("https://")
    assert reference.title


@pytest.mark.parametrize("key", [key for key, reference in REFERENCES.items() if reference.arxiv])
def test_an_arxiv_number_is_of_the_time_of_the_publication(key: str) -> None:
    number = REFERENCES[key].arxiv
    assert re.fullmatch(r"\d{4}\.\d{4,5}", number)
    # The proceedings' year counts: a paper appears there up to two years after it, or shortly before it.
    assert -1 <= REFERENCES[key].year - (2000 + int(number[:2])) <= 2


def test_every_reference_is_used() -> None:
    described = [*OPTIMIZERS.values(), *LOSSES.values()]
    used = {key for entry in described for key in (*entry.references, *(key for _, key in entry.variants))}
    used |= {key for item in (*STEP_OPTIONS, LOSS_SCALING, *SCHEDULES.values()) for key in item.references}
    assert used == set(REFERENCES)


@pytest.mark.parametrize(
    ("key", "citation"),
    [
        ("zeiler2012", "Zeiler, 2012"),
        ("kingma2015", "Kingma and Ba, 2015"),
        ("tieleman2012", "Tieleman and Hinton, 2012"),
        ("duchi2011", "Duchi et al., 2011"),
        ("jordan2024", "Jordan et al., 2024"),
    ],
)
def test_a_citation_names_two_authors_or_the_first(key: str, citation: str) -> None:
    assert cite(key) == citation


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        cite("nobody1900")
