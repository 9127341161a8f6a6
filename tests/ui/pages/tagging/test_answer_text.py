"""The words of an answer are as large as there is room for, and never cut off as long as any size fits."""

import re

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.pages.tagging.answer_text import AnswerText, together

SHORT, LONG = "the website", "they come when they say they come, " * 6


def size_of(area: AnswerText) -> int:
    """How large the words are written, in pixels."""
    found = re.search(r"font-size: (\d+)px", area.text.text())
    assert found is not None
    return int(found[1])


@pytest.fixture
def area(qtbot: QtBot) -> AnswerText:
    """Room for about two lines."""
    area = AnswerText()
    qtbot.addWidget(area)
    area.resize(700, 60)
    area.show()
    return area


def test_words_are_larger_where_there_is_room(area: AnswerText) -> None:
    area.show_text(SHORT, ())
    assert size_of(area) == 32
    area.show_text(LONG, ())
    cramped = size_of(area)
    assert cramped < 24
    area.resize(700, 400)
    assert size_of(area) > cramped


@pytest.mark.parametrize("width", [300, 420, 700])
@pytest.mark.parametrize("text", [SHORT, LONG, "Seen as good, makes customers sticky. MegaPlant has an app"])
def test_nothing_is_cut_off_where_a_smaller_size_fits(area: AnswerText, qtbot: QtBot, width: int, text: str) -> None:
    area.resize(width, 240)
    area.show_text(text, ())
    qtbot.waitUntil(lambda: area.text.height() > 0)
    assert area.text.heightForWidth(area.viewport().width()) <= area.viewport().height()


def test_spans_that_overlap_are_marked_once() -> None:
    assert together([(8, 12), (0, 4), (2, 6)]) == ((0, 6), (8, 12))
