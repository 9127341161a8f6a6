"""Forms where they are tagged and compared: labelled everywhere, counted beside the groups."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.beside import beside
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.sheets import Box
from cxfacilitator.services import forms, tagging
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.widgets.quote_list import source
from cxfacilitator.ui.widgets.theme_quotes import ThemeQuotes
from cxfacilitator.ui.workspace import Workspace
from tests.builders import sample_snapshot, with_forms

LIST = "Kind,Segment,Date,Good,Comment\nform,trade,3/5/2026,quick,\nreview,,1/5/2026,,never again\n"


@pytest.fixture
def review(workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path) -> ReviewFace:
    """The tagging page of an engagement with a form and a review, and no groups."""
    made = TaggingPage(workspace)
    host(made)
    face = made.face
    assert isinstance(face, ReviewFace)
    workspace.create(tmp_path / "e.cxfac", Engagement("E", "Northbank"))
    qtbot.waitUntil(lambda: workspace.snapshot is not None and not workspace.busy)
    assert workspace.snapshot is not None
    workspace.do(forms.apply, forms.plan_bytes(LIST.encode(), "list.csv", workspace.snapshot))
    qtbot.waitUntil(lambda: len(face.queue.list.rows_model.rows) == 2)
    return face


def test_answers_of_forms_are_tagged_like_others(review: ReviewFace, qtbot: QtBot) -> None:
    """They are listed by code, shown with where they come from, and counted in the progress."""
    snapshot = review.workspace.snapshot
    assert snapshot is not None
    first, second = snapshot.form_answers
    review.show_answer(first.id)
    assert [(row.code, row.note) for row in review.queue.list.rows_model.rows] == [("F1", "Q1"), ("R1", "")]
    assert review.card.who.text() == "Form F1 · trade · 3 May"
    review.show_answer(second.id)
    assert review.card.who.text() == "Review R1 · 1 May"
    assert review.card.question.text() == "Said without a question"
    assert TaggingPage.progress(snapshot) == 0.0
    review.workspace.do(tagging.accept, first.id, snapshot.codebook.counted[0].id)
    qtbot.waitUntil(lambda: review.progress.sentence.text().startswith("1 of 2 reviewed"))


def test_forms_can_be_listed_by_themselves(review: ReviewFace) -> None:
    review.queue.filters.choose(audience=Audience.STAFF)
    assert review.queue.list.rows_model.rows == ()
    review.queue.filters.choose(audience=True)
    assert len(review.queue.list.rows_model.rows) == 2


def test_a_theme_shows_what_forms_say_beside_the_groups(qtbot: QtBot) -> None:
    """The count of groups stays; the forms follow with their own number, and their quotes with their label."""
    sample = sample_snapshot()
    view = compare(sample).themes[0]
    snapshot = with_forms(
        sample, *[(Kind.FORM, [(Box.WELL, [view.theme.id], True)])] * 2, (Kind.FORM, [(Box.WELL, [], True)])
    )
    quotes = ThemeQuotes()
    qtbot.addWidget(quotes)
    quotes.show_theme(sample, view, beside(sample))
    alone = quotes.counts[Audience.CUSTOMERS].text()
    listed = len(quotes.lists[Audience.CUSTOMERS].answers)
    quotes.show_theme(snapshot, view, beside(snapshot))
    assert quotes.counts[Audience.CUSTOMERS].text() == f"{alone}; also on 2 of 3 forms"
    assert len(quotes.lists[Audience.CUSTOMERS].answers) == listed + 2
    assert source(snapshot, quotes.lists[Audience.CUSTOMERS].answers[-1]) == "Form F2 · 3 May · Done well"
    quotes.choice.choose(2)
    assert quotes.counts[Audience.CUSTOMERS].text().endswith("on none of 3 forms")
    assert "form" not in quotes.counts[Audience.STAFF].text()


def test_a_loose_answer_is_called_unsorted() -> None:
    snapshot = with_forms(sample_snapshot(), (Kind.NOTE, [(Box.UNMARKED, [], True)]))
    [answer] = snapshot.form_answers
    assert source(snapshot, replace(answer)) == "Note N1 · 3 May · unsorted"
