"""A part of a report is laid out while the layout of another one waits: neither has to do with the other."""

import logging
from types import SimpleNamespace

import pytest

from reportgen.outputs.engine.listening import engine_heard
from reportgen.outputs.engine.replacing import Replacement, none_replaced, replaced


def test_what_is_replaced_is_there_again_while_something_else_is_laid_out() -> None:
    holder = SimpleNamespace(one="own one", two="own two")
    with replaced(Replacement(holder, "one", str)), replaced(Replacement(holder, "one", int)):
        with none_replaced(), replaced(Replacement(holder, "two", str)):
            assert vars(holder) == {"one": "own one", "two": str}
        assert vars(holder) == {"one": int, "two": "own two"}
    assert vars(holder) == {"one": "own one", "two": "own two"}


def test_a_failure_meanwhile_leaves_nothing_replaced() -> None:
    holder = SimpleNamespace(one="own")
    with pytest.raises(KeyError), replaced(Replacement(holder, "one", str)), none_replaced():
        raise KeyError
    assert holder.one == "own"


def test_warnings_meanwhile_are_those_of_the_inner_layout_alone() -> None:
    logger = logging.getLogger("weasyprint")
    before = logger.handlers.copy()
    with engine_heard(lambda: None) as outer:
        with engine_heard(lambda: None) as inner:
            logger.warning("inside")
        logger.warning("outside")
    assert (inner.warnings, outer.warnings) == (("layout: inside",), ("layout: outside",))
    assert logger.handlers == before
