"""What stands above the faces of the comparison, and when the comparison is worked out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.services import findings as service
from cxfacilitator.services import groups, sheets, tagging
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.comparison.compared import look, look_again
from cxfacilitator.ui.pages.comparison.findings import FindingsFace
from cxfacilitator.ui.pages.comparison.matrix import MatrixFace
from cxfacilitator.ui.workspace import Workspace
from tests.builders import sample_snapshot

Wait = Callable[[Workspace], None]


@pytest.fixture
def empty(window_on: Callable[[str], MainWindow]) -> ComparisonPage:
    """The page of a new engagement."""
    found = window_on("comparison").pages["comparison"]
    assert isinstance(found, ComparisonPage)
    return found


def findings(page: ComparisonPage) -> FindingsFace:
    """The findings, brought to the front."""
    face = page.show_face("findings")
    assert isinstance(face, FindingsFace)
    return face


def matrix(page: ComparisonPage) -> MatrixFace:
    """The matrix, brought to the front."""
    face = page.show_face("matrix")
    assert isinstance(face, MatrixFace)
    return face


def known(page: ComparisonPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def test_a_change_elsewhere_changes_the_facts_and_every_face_and_undo_brings_them_back(
    page: ComparisonPage, wait_saved: Wait
) -> None:
    assert "17 themes" in page.whole.text()
    assert "6 the same way" in page.whole.text()
    assert page.reviewed.text().startswith("271 of 271 answers are reviewed")
    assert page.chips[Audience.STAFF].text == "9 groups, counts from 3"
    assert page.chips[Audience.LEADERSHIP].text == "1 group, counts from 1"
    assert "all or nothing" in page.chips[Audience.LEADERSHIP].toolTip()

    card = findings(page).card
    assert card is not None
    assert card.listed.theme_id is not None
    assert page.next_step(known(page)).startswith("Keep or dismiss the findings (F4)")
    assert page.next_step(replace(known(page), kept_findings=(KeptFinding(KeptFindingId(1)),))) == ""
    view = compare(known(page)).by_id[card.listed.theme_id]
    page.workspace.do(tagging.remove, view.answers[Audience.LEADERSHIP][0].id, view.theme.id)
    wait_saved(page.workspace)
    assert page.compared is not None
    assert page.compared.snapshot is known(page)
    assert sum("Over-claimed strength" in row.spoken.splitlines()[0] for row in findings(page).list.rows) < 4
    shown = matrix(page).table.matrix_model.layout_shown
    column = [each.key for each in shown.columns].index(view.theme.id)
    assert shown.answers(1, column) == ()

    page.workspace.do(tagging.set_reviewed, view.answers[Audience.STAFF][0].id, False)
    wait_saved(page.workspace)
    assert "1 does not count yet" in page.reviewed.text()
    page.workspace.undo()
    wait_saved(page.workspace)
    assert "271 of 271" in page.reviewed.text()


def test_a_decision_on_a_finding_compares_nothing_anew(page: ComparisonPage, wait_saved: Wait) -> None:
    face = findings(page)
    assert page.compared is not None
    before = page.compared
    face.keep()
    wait_saved(page.workspace)
    assert page.compared.comparison is before.comparison
    assert page.compared.cards != before.cards
    answer = before.found[0][1].evidence[Audience.CUSTOMERS][0]
    page.workspace.do(tagging.set_flag, answer.id, Flag.SERIOUS, True)
    wait_saved(page.workspace)
    assert page.compared.comparison is not before.comparison


def test_without_answers_the_page_leads_to_the_sheets(empty: ComparisonPage) -> None:
    assert empty.empty.isVisible()
    assert not empty.stack.isVisible()
    assert empty.empty.button.text() == "Type the sheets"
    assert empty.next_step(known(empty)) == "Type the sheets first, or import the answers."
    empty.show_face("findings")
    assert (empty.primary_action(), empty.other_actions()) == (None, ()), "one primary button, that of the empty page"
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
    assert empty.reviewed.text() == "1 of 1 answers are reviewed. Groups are counted, never lines."
    face = findings(empty)
    assert face.progress.text() == ""
    assert empty.primary_action() is face.accept
    assert empty.chips[Audience.CUSTOMERS].text == "not reviewed"
    workspace.do(sheets.save, Answer(AnswerId("b"), "", 2, Box.WELL, 1, "Our drivers"))
    wait_saved(workspace)
    assert empty.reviewed.text().startswith("1 of 2 answers are reviewed; 1 does not count yet.")
    assert empty.next_step(known(empty)) == "1 of 2 answers is not reviewed yet and counts for nothing here."
    workspace.do(tagging.accept, AnswerId("b"), theme)
    wait_saved(workspace)
    assert "No answers of customers are reviewed yet" in empty.whole.text()
    rows = [row for row in findings(empty).list.rows if not row.heading]
    assert any("Inside: shared strength" in row.spoken for row in rows)
    assert "Customers not reviewed" in rows[0].spoken


def test_without_staff_how_leadership_stands_to_customers_is_still_told() -> None:
    snapshot = sample_snapshot()
    staff = {group.id for group in snapshot.groups_of(Audience.STAFF)}
    others = tuple(answer for answer in snapshot.answers if answer.group_id not in staff)
    told = service.tell_whole(compare(replace(snapshot, answers=others)))
    assert told.startswith("Customers hold a clear view on 17 themes.")
    assert "No answers of staff are reviewed yet" in told


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


def test_a_large_engagement_is_compared_as_a_job_and_what_is_no_longer_wanted_is_not_shown(
    empty: ComparisonPage, qtbot: QtBot
) -> None:
    snapshot = large()
    with qtbot.waitSignal(empty.workspace.jobs.started):
        empty._show(snapshot)
    qtbot.waitUntil(lambda: empty.compared is not None and not empty.workspace.jobs.busy)
    assert matrix(empty).table.matrix_model.rowCount() == 304 + 6
    assert empty.chips[Audience.STAFF].text == "171 groups, counts from 57"

    empty._show(replace(snapshot, tags=snapshot.tags[1:]))
    empty._show(sample_snapshot())
    qtbot.waitUntil(lambda: not empty.workspace.jobs.busy)
    assert matrix(empty).table.matrix_model.rowCount() == 16 + 6


def test_what_the_page_computes_is_what_the_file_says() -> None:
    snapshot = sample_snapshot()
    compared = look(snapshot)
    assert compared.snapshot is snapshot
    assert len(compared.cards) == 46
    assert look_again(snapshot, compared) == compared
