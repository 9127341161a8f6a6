"""The comparison on the screen, from a real file with the sample in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Mark
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.paths import resource
from cxfacilitator.services import groups, sheets, tagging
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.comparison.compared import look
from cxfacilitator.ui.pages.comparison.findings import FindingsFace
from cxfacilitator.ui.pages.comparison.matrix import MatrixFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.widgets.findings_view import FEW, NONE_WITH_WORDS, NONE_YET, FindingsView
from cxfacilitator.ui.workspace import Workspace
from tests.builders import sample_snapshot

Key = Qt.Key
Wait = Callable[[Workspace], None]


def shown(window: MainWindow, qtbot: QtBot) -> ComparisonPage:
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("comparison")
    page = window.pages["comparison"]
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def sample(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path) -> ComparisonPage:
    """The page with the sample engagement and its reviewed tags."""
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(workspace.opened):
        workspace.import_folder(resource("sample"), tmp_path / "s.cxfac", resource("sample", "tags.json"))
    page = shown(window, qtbot)
    qtbot.waitUntil(findings(page).list.hasFocus)
    return page


@pytest.fixture
def empty(opened: Workspace, settings: Settings, qtbot: QtBot) -> ComparisonPage:
    """The page of a new engagement."""
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    return shown(window, qtbot)


def findings(page: ComparisonPage) -> FindingsView:
    """The findings, brought to the front."""
    face = page.show_face("findings") if page.face.name != "findings" else page.face
    assert isinstance(face, FindingsFace)
    return face.view


def matrix(page: ComparisonPage) -> MatrixFace:
    """The matrix, brought to the front."""
    face = page.show_face("matrix") if page.face.name != "matrix" else page.face
    assert isinstance(face, MatrixFace)
    return face


def known(page: ComparisonPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def test_without_findings_the_list_says_so_and_not_that_words_are_missing(sample: ComparisonPage, qtbot: QtBot) -> None:
    view = findings(sample)
    view.search.setText("zzz")
    assert (view.list.rows, view.list.nothing) == ((), NONE_WITH_WORDS)
    view.search.clear()
    assert view.list.rows
    snapshot = sample.workspace.snapshot
    assert snapshot is not None
    others = [answer.id for answer in snapshot.to_review[1:]]
    sample.workspace.do(tagging.mark_many, others, Mark.REVIEWED, False)
    qtbot.waitUntil(lambda: not findings(sample).list.rows)
    assert view.list.nothing == NONE_YET


def test_the_list_begins_with_the_widest_gap_and_shows_every_finding(sample: ComparisonPage) -> None:
    rows = [row for row in findings(sample).list.rows if not row.heading]
    assert len(rows) == 46
    assert "Over-claimed strength · clear" in rows[0].spoken
    assert "all six customer groups asked to improve it" in rows[0].spoken
    assert "Leadership strength 1 of 1" in rows[0].spoken
    assert "Customers concern 6 of 6" in rows[0].spoken
    headings = [row.lines[0].text for row in findings(sample).list.rows if row.heading]
    assert headings[0] == "Gaps to close"
    assert len(headings) == 4
    assert len([row for row in findings(sample).list.rows if not row.heading]) == 46


def test_the_line_on_top_says_alignment_review_and_thresholds(sample: ComparisonPage) -> None:
    assert "17 themes" in sample.whole.text()
    assert "6 the same way" in sample.whole.text()
    assert sample.reviewed.text().startswith("271 of 271 answers are reviewed")
    assert sample.chips[Audience.STAFF].text == "9 groups, counts from 3"
    assert sample.chips[Audience.LEADERSHIP].text == "1 group, counts from 1"
    assert "all or nothing" in sample.chips[Audience.LEADERSHIP].toolTip()


def test_fragile_findings_say_that_they_rest_on_few_statements(sample: ComparisonPage) -> None:
    assert sum(FEW in row.spoken for row in findings(sample).list.rows) == 7


def test_the_quotes_follow_the_cursor_and_every_number_can_be_counted_in_them(
    sample: ComparisonPage, qtbot: QtBot
) -> None:
    listed = findings(sample).list
    comparison = compare(known(sample))
    listed.setFocus()
    for row in [row for row in listed.rows if not row.heading]:
        view = comparison.by_id[listed.current_value().finding.theme_id]
        assert listed.current_value() is row.value
        assert findings(sample).quotes.title.text() == view.theme.name
        for audience in Audience:
            quoted = findings(sample).quotes.lists[audience].answers
            assert [answer.ref for answer in quoted] == [answer.ref for answer in view.answers[audience]]
            assert len({answer.group_id for answer in quoted}) == view.counts[audience].mentions
        QTest.keyClick(listed, Key.Key_Down)


def test_a_digit_shows_the_quotes_of_one_box(sample: ComparisonPage, qtbot: QtBot) -> None:
    findings(sample).list.setFocus()
    quotes = findings(sample).quotes
    QTest.keyClick(findings(sample).list, Key.Key_2)
    qtbot.waitUntil(lambda: quotes.choice.box is Box.IMPROVE)
    customers = quotes.lists[Audience.CUSTOMERS].answers
    assert customers
    assert {answer.box for answer in customers} == {Box.IMPROVE}
    said = len({answer.group_id for answer in customers})
    assert quotes.counts[Audience.CUSTOMERS].text() == f"{said} of 6 groups"
    QTest.keyClick(findings(sample).list, Key.Key_0)
    qtbot.waitUntil(lambda: quotes.choice.box is None)
    assert quotes.counts[Audience.CUSTOMERS].text() == "6 of 6 groups: concern"


def test_enter_goes_to_the_quotes_escape_back_and_copy_takes_the_words(sample: ComparisonPage, qtbot: QtBot) -> None:
    findings(sample).list.setFocus()
    QTest.keyClick(findings(sample).list, Key.Key_Return)
    customers = findings(sample).quotes.lists[Audience.CUSTOMERS]
    qtbot.waitUntil(customers.hasFocus)
    QTest.keyClick(customers, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert customers.answers[0].text in QGuiApplication.clipboard().text()
    assert customers.answers[0].ref in QGuiApplication.clipboard().text()
    QTest.keyClick(customers, Key.Key_Escape)
    qtbot.waitUntil(findings(sample).list.hasFocus)


def test_words_narrow_the_list_and_the_headings_without_findings_go(sample: ComparisonPage, qtbot: QtBot) -> None:
    findings(sample).list.setFocus()
    QTest.keyClick(findings(sample).list, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(findings(sample).search.hasFocus)
    QTest.keyClicks(findings(sample).search, "billing effort")
    rows = findings(sample).list.rows
    assert [row.heading for row in rows] == [True, False]
    assert "“billing, invoicing & payment”" in rows[1].spoken
    findings(sample).search.setText("nothing at all like this")
    assert findings(sample).list.rows == ()
    assert findings(sample).quotes.title.text() == ""
    findings(sample).search.clear()
    assert len(findings(sample).list.rows) == 50


def test_a_theme_taken_from_an_answer_is_gone_from_findings_and_matrix_at_once(
    sample: ComparisonPage, wait_saved: Wait
) -> None:
    before = known(sample)
    view = compare(before).by_id[findings(sample).list.current_value().finding.theme_id]
    taken = view.answers[Audience.LEADERSHIP][0]
    sample.workspace.do(tagging.remove, taken.id, view.theme.id)
    wait_saved(sample.workspace)
    assert sample.compared is not None
    assert sample.compared.snapshot is known(sample)
    assert sum("Over-claimed strength" in row.spoken.splitlines()[0] for row in findings(sample).list.rows) < 4
    shown = matrix(sample).table.matrix_model.layout_shown
    column = [each.key for each in shown.columns].index(view.theme.id)
    assert shown.answers(1, column) == ()


def test_without_answers_the_page_leads_to_the_sheets(empty: ComparisonPage) -> None:
    assert empty.empty.isVisible()
    assert not empty.stack.isVisible()
    assert empty.empty.button.text() == "Type the sheets"
    with_stage = []
    empty.stage_wanted.connect(with_stage.append)
    empty.empty.button.click()
    assert with_stage == ["sheets"]


def test_answers_that_nobody_reviewed_are_not_compared_and_with_two_audiences_it_says_what_is_missing(
    empty: ComparisonPage, wait_saved: Wait
) -> None:
    workspace = empty.workspace
    workspace.do(groups.add, Audience.STAFF)
    workspace.do(groups.add, Audience.LEADERSHIP)
    workspace.do(sheets.save, Answer(AnswerId("a"), "", 1, Box.WELL, 1, "Kind drivers"))
    wait_saved(workspace)
    assert empty.empty.button.text() == "Review the answers"
    theme = known(empty).codebook.counted[0].id
    workspace.do(tagging.accept, AnswerId("a"), theme)
    wait_saved(workspace)
    assert empty.stack.isVisible()
    assert "nothing to compare them with" in empty.whole.text()
    assert empty.chips[Audience.CUSTOMERS].text == "not reviewed"
    workspace.do(sheets.save, Answer(AnswerId("b"), "", 2, Box.WELL, 1, "Our drivers"))
    workspace.do(tagging.accept, AnswerId("b"), theme)
    wait_saved(workspace)
    assert "No answers of customers are reviewed yet" in empty.whole.text()
    rows = [row for row in findings(empty).list.rows if not row.heading]
    assert any("Inside: shared strength" in row.spoken for row in rows)
    assert "Customers not reviewed" in rows[0].spoken


def test_undo_brings_the_comparison_back(sample: ComparisonPage, wait_saved: Wait) -> None:
    answer = next(a for a in known(sample).answers if known(sample).themes_of.get(a.id))
    sample.workspace.do(tagging.set_reviewed, answer.id, False)
    wait_saved(sample.workspace)
    assert "1 do not count yet" in sample.reviewed.text()
    sample.workspace.undo()
    wait_saved(sample.workspace)
    assert "271 of 271" in sample.reviewed.text()


def large() -> Snapshot:
    """The sample nineteen times over: 304 groups."""
    base = sample_snapshot()
    copies = range(19)
    return replace(
        base,
        groups=tuple(
            Group(GroupId(g.id + 100 * n), f"{g.code}-{n}", g.audience, g.label) for n in copies for g in base.groups
        ),
        answers=tuple(
            replace(a, id=AnswerId(f"{a.id}-{n}"), ref=f"{a.ref}-{n}", group_id=a.group_id + 100 * n)
            for n in copies
            for a in base.answers
        ),
        tags=tuple(Tag(AnswerId(f"{t.answer_id}-{n}"), t.theme_id, t.rank) for n in copies for t in base.tags),
        ideas=(),
    )


def test_a_large_engagement_is_compared_as_a_job_and_shown_whole(empty: ComparisonPage, qtbot: QtBot) -> None:
    snapshot = large()
    with qtbot.waitSignal(empty.workspace.jobs.started):
        empty._show(snapshot)
    qtbot.waitUntil(lambda: empty.compared is not None and not empty.workspace.jobs.busy)
    assert matrix(empty).table.matrix_model.rowCount() == 304 + 6
    assert empty.chips[Audience.STAFF].text == "171 groups, counts from 57"


def test_a_comparison_that_is_no_longer_wanted_is_not_shown(empty: ComparisonPage, qtbot: QtBot) -> None:
    empty._show(large())
    empty._show(sample_snapshot())
    qtbot.waitUntil(lambda: not empty.workspace.jobs.busy)
    QApplication.processEvents()
    assert matrix(empty).table.matrix_model.rowCount() == 16 + 6


def test_what_the_page_computes_is_what_the_file_says() -> None:
    snapshot = sample_snapshot()
    compared = look(snapshot)
    assert compared.snapshot is snapshot
    assert len(compared.told) == 46
