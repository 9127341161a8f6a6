"""Findings are decided on with real keys, against a real file."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.kept_findings import KeptFinding
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import Box, Flag, Mark
from cxfacilitator.services import tagging
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.comparison.findings import NONE_WITH_WORDS, NONE_YET, FindingsFace
from cxfacilitator.ui.pages.comparison.findings.card_side import WORDING
from cxfacilitator.ui.pages.comparison.findings.picker import OTHERS, PICKED, SUGGESTED
from cxfacilitator.ui.pages.comparison.findings.rows import DISMISSED, FEW, GONE, KEPT, SERIOUS
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]
Write = Callable[[str], None]
Wait = Callable[[Workspace], None]
BILLING = (
    "The leadership group named “billing, invoicing & payment” as done well; "
    "all six customer groups asked to improve it."
)


@pytest.fixture
def face(page: ComparisonPage, qtbot: QtBot) -> FindingsFace:
    """The findings, with the cursor in the list."""
    found = page.show_face("findings")
    assert isinstance(found, FindingsFace)
    qtbot.waitUntil(found.list.hasFocus)
    return found


def filed(face: FindingsFace) -> tuple[KeptFinding, ...]:
    """What was decided, as it is in the file."""
    assert face.workspace.snapshot is not None
    return face.workspace.snapshot.kept_findings


def parts(face: FindingsFace) -> dict[str, list[str]]:
    """The sentences under each heading of the list."""
    found: dict[str, list[str]] = {}
    for row in face.list.rows:
        if row.heading:
            here = found.setdefault(row.lines[0].text.rpartition(" (")[0], [])
        else:
            here.append(row.value.sentence if isinstance(row.value, FindingCard) else row.lines[0].text)
    return found


def at_hand(face: FindingsFace) -> FindingCard:
    assert face.card is not None
    return face.card


def test_findings_are_accepted_and_dismissed_with_a_reason_and_taken_back(
    face: FindingsFace, press: Press, write: Write, qtbot: QtBot
) -> None:
    workspace = face.workspace
    assert face.progress.text() == "0 of 46 decided"
    assert at_hand(face).sentence == BILLING
    assert FEW in "".join(row.spoken for row in face.list.rows)

    second = [row.value for row in face.list.rows if not row.heading][1]
    press(Key.Key_A)
    assert face.progress.text() == "1 of 46 decided"
    assert parts(face)[KEPT] == [BILLING]
    assert at_hand(face).sentence == second.sentence, "the cursor goes on to the next that waits"
    assert workspace.undo_label == "Keep “Over-claimed strength” on Billing, invoicing & payment"

    press(Key.Key_D)
    qtbot.waitUntil(face.dismissing.reason.hasFocus)
    assert not face.dismissing.dismiss.isEnabled()
    press(Key.Key_Return)
    assert face.dismissing.isVisible(), "there is no dismissing without a reason"
    write("Not this year")
    press(Key.Key_Return)
    assert not face.dismissing.isVisible()
    assert parts(face)[DISMISSED] == [second.sentence]
    assert [(kept.dismissed, kept.reason) for kept in filed(face)] == [(False, ""), (True, "Not this year")]
    assert face.progress.text() == "2 of 46 decided"

    qtbot.waitUntil(face.list.hasFocus)
    low = [row for row in face.list.rows if isinstance(row.value, FindingCard)][2]
    face.list.choose(low.key)
    press(Key.Key_D)
    qtbot.waitUntil(lambda: face.list.viewport().rect().contains(face.list.visualRect(face.list.currentIndex())))
    press(Key.Key_Escape)
    qtbot.waitUntil(face.list.hasFocus)
    assert not face.dismissing.isVisible()
    assert len(filed(face)) == 2

    assert face.list.choose(next(row.key for row in face.list.rows if row.value and row.value.sentence == BILLING))
    assert not face.accept.isEnabled()
    press(Key.Key_U)
    assert KEPT not in parts(face)
    assert at_hand(face).listed.status is Status.DRAFT
    workspace.undo()
    qtbot.waitUntil(lambda: parts(face).get(KEPT) == [BILLING])


def test_what_is_typed_is_in_the_file_and_stays_when_the_page_changes(
    face: FindingsFace, page: ComparisonPage, press: Press, write: Write, qtbot: QtBot
) -> None:
    side = face.side.wording
    press(Key.Key_E)
    qtbot.waitUntil(side.sentence.hasFocus)
    press(Key.Key_A, CTRL)
    write("They count what they send. ")
    assert [kept.sentence for kept in filed(face)] == ["They count what they send."]
    assert side.sentence.toPlainText() == "They count what they send. ", "nothing is rewritten under the cursor"
    page.show_face("matrix")
    page.show_face("findings")
    assert side.sentence.toPlainText() == "They count what they send."
    assert at_hand(face).sentence == "They count what they send."

    press(Key.Key_B)
    qtbot.waitUntil(side.question.hasFocus)
    press(Key.Key_A, CTRL)
    write("Who pays?")
    assert filed(face)[0].debrief == "Who pays?"
    press(Key.Key_Escape)
    press(Key.Key_R)
    qtbot.waitUntil(side.response.hasFocus)
    side.response.setCurrentIndex(side.response.findData(Response.DECIDE.value))
    side.response.activated.emit(side.response.currentIndex())
    qtbot.waitUntil(lambda: filed(face)[0].response is Response.DECIDE)
    qtbot.waitUntil(lambda: any(row.lines[0].text.endswith("· decide") for row in face.list.rows))

    press(Key.Key_Escape)
    press(Key.Key_E)
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: filed(face)[0].sentence == "")
    face.list.setFocus()
    qtbot.waitUntil(lambda: side.sentence.toPlainText() == BILLING)


def test_a_finding_that_changed_says_so_and_stands_in_the_words_that_a_person_chooses(
    face: FindingsFace, press: Press, wait_saved: Wait
) -> None:
    workspace, card = face.workspace, at_hand(face)
    key = next(row.key for row in face.list.rows if row.value is card)
    press(Key.Key_A)
    face.list.choose(key)
    snapshot = workspace.snapshot
    assert snapshot is not None
    finding = card.listed.finding
    assert finding is not None
    for answer in finding.evidence[Audience.CUSTOMERS]:
        if answer.ref.startswith("C1-"):
            workspace.do(tagging.remove, answer.id, finding.theme_id)
    wait_saved(workspace)
    assert at_hand(face).listed.status is Status.CHANGED
    assert face.side.tabs[WORDING].text() == "Wording: changed"
    face.list.choose_first()
    face.list.choose(key)
    assert face.side.wording.changed.isVisible(), "coming to it, one reads first what has changed"
    assert "6 of 6 groups asked to improve it then, 5 of 6 groups now" in face.side.wording.changed.lines.text()
    assert "5 of 6 customer groups" in face.side.wording.changed.draft.text()
    assert face.side.wording.sentence.toPlainText() == BILLING, "never silently rewritten"

    press(Key.Key_A)
    assert (at_hand(face).listed.status, at_hand(face).sentence) == (Status.KEPT, BILLING)
    assert not face.side.wording.changed.isVisible()
    workspace.undo()
    wait_saved(workspace)
    face.side.wording.changed.take.click()
    wait_saved(workspace)
    assert (at_hand(face).listed.status, at_hand(face).sentence) == (Status.KEPT, at_hand(face).draft)

    for answer in finding.evidence[Audience.LEADERSHIP]:
        workspace.do(tagging.remove, answer.id, finding.theme_id)
    wait_saved(workspace)
    assert at_hand(face).listed.status is Status.GONE
    assert len(parts(face)[GONE]) == 1
    assert "any more" in face.side.wording.changed.lines.text()
    press(Key.Key_Delete)
    assert GONE not in parts(face)


def test_quotes_are_suggested_picked_and_put_in_order_by_keys(face: FindingsFace, press: Press, qtbot: QtBot) -> None:
    picker = face.side.picker
    press(Key.Key_Q)
    qtbot.waitUntil(picker.list.hasFocus)
    qtbot.waitUntil(lambda: any(row.heading and row.lines[0].text == SUGGESTED for row in picker.list.rows))
    suggested = [row.value for row in picker.list.rows if not row.heading][:2]
    assert len({answer.group_id for answer in suggested}) == 2
    picker.list.choose(suggested[0].id)
    press(Key.Key_Space)
    press(Key.Key_Space)
    assert filed(face)[0].quotes == tuple(answer.id for answer in suggested)
    assert [row.lines[0].text for row in picker.list.rows if row.heading] == [PICKED, SUGGESTED, OTHERS]
    assert "Quotes (2)" in [tab.text() for tab in face.side.tabs]
    picker.list.choose(suggested[1].id)
    press(Key.Key_Up, CTRL)
    assert filed(face)[0].quotes == (suggested[1].id, suggested[0].id)
    press(Key.Key_Space)
    assert filed(face)[0].quotes == (suggested[0].id,)

    face.workspace.do(tagging.set_reviewed, suggested[0].id, False)
    qtbot.waitUntil(lambda: any("Look again" in row.spoken for row in picker.list.rows))
    picker.search.setText("no such words at all")
    assert picker.list.rows == ()
    press(Key.Key_Escape)
    qtbot.waitUntil(face.list.hasFocus)


def test_findings_of_ones_own_are_added_ordered_and_deleted(
    face: FindingsFace, page: ComparisonPage, press: Press, write: Write, qtbot: QtBot
) -> None:
    press(Key.Key_A)
    press(Key.Key_N)
    qtbot.waitUntil(face.owning.words.hasFocus)
    write("Nobody owns")
    page.show_face("matrix")
    page.show_face("findings")
    assert face.owning.words.text() == "Nobody owns", "what is typed stays when the page changes"
    face.owning.words.setFocus()
    write(" the depot")
    press(Key.Key_Return)
    assert parts(face)[KEPT] == [BILLING, "Nobody owns the depot"]
    assert filed(face)[1].theme_id is not None, "the theme at hand is proposed"
    assert not face.owning.isVisible()

    own = next(row for row in face.list.rows if row.value and row.value.sentence == "Nobody owns the depot")
    face.list.choose(own.key)
    face.list.setFocus()
    assert "In your own words" in own.spoken
    press(Key.Key_Up, CTRL)
    assert parts(face)[KEPT] == ["Nobody owns the depot", BILLING]
    assert [kept.kind for kept in sorted(filed(face), key=lambda one: one.position)] == [
        None,
        FindingKind.OVER_CLAIMED_STRENGTH,
    ]
    press(Key.Key_Delete)
    assert parts(face)[KEPT] == [BILLING]
    assert face.workspace.undo_label == "Delete a finding of your own"


def test_the_words_follow_the_cursor_and_every_number_opens_its_own(
    face: FindingsFace, press: Press, qtbot: QtBot
) -> None:
    assert face.workspace.snapshot is not None
    comparison = compare(face.workspace.snapshot)
    quotes = face.side.evidence.quotes
    cards = [row.value for row in face.list.rows if isinstance(row.value, FindingCard)]
    assert len(cards) == 46
    for card in cards[::9]:
        face.list.choose(next(row.key for row in face.list.rows if row.value is card))
        view = comparison.by_id[card.listed.theme_id]
        assert face.side.title.text() == view.theme.name
        for audience in Audience:
            shown = quotes.lists[audience].answers
            assert [answer.ref for answer in shown] == [answer.ref for answer in view.answers[audience]]
        for place, number in enumerate(card.numbers):
            button = face.side.evidence.numbers[place]
            assert button.text() == number.words
            press(Key(Key.Key_6.value + place))
            assert button.isChecked()
            shown = [answer for each in quotes.lists.values() for answer in each.answers]
            assert len({answer.group_id for answer in shown}) == number.said
        press(Key.Key_0)
        assert not any(button.isChecked() for button in face.side.evidence.numbers)

    face.list.choose_first()
    press(Key.Key_2)
    assert {answer.box for answer in quotes.lists[Audience.CUSTOMERS].answers} == {Box.IMPROVE}
    said = len({answer.group_id for answer in quotes.lists[Audience.CUSTOMERS].answers})
    assert quotes.counts[Audience.CUSTOMERS].text() == f"{said} of 6 groups"
    press(Key.Key_0)
    press(Key.Key_Return)
    customers = quotes.lists[Audience.CUSTOMERS]
    qtbot.waitUntil(customers.hasFocus)
    press(Key.Key_C, CTRL)
    assert customers.answers[0].text in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(face.answer_wanted) as wanted:
        press(Key.Key_Return)
    assert wanted.args == [customers.answers[0].id]


def test_words_narrow_the_list_and_without_findings_it_says_so(
    face: FindingsFace, press: Press, write: Write, wait_saved: Wait, qtbot: QtBot
) -> None:
    press(Key.Key_F, CTRL)
    qtbot.waitUntil(face.search.hasFocus)
    write("billing effort")
    assert [row.heading for row in face.list.rows] == [True, False]
    face.search.setText("nothing at all like this")
    assert (face.list.rows, face.list.nothing) == ((), NONE_WITH_WORDS)
    assert face.side.title.text() == ""
    assert not face.accept.isEnabled()
    face.search.clear()
    assert face.workspace.snapshot is not None
    others = [answer.id for answer in face.workspace.snapshot.to_review[1:]]
    face.workspace.do(tagging.mark_many, others, Mark.REVIEWED, False)
    wait_saved(face.workspace)
    assert not [row for row in face.list.rows if isinstance(row.value, FindingCard)]
    assert face.list.nothing == NONE_YET


def test_serious_answers_stand_word_for_word_and_how_sure_it_is_is_told_when_asked(
    face: FindingsFace, press: Press, write: Write, wait_saved: Wait, qtbot: QtBot
) -> None:
    workspace = face.workspace
    assert workspace.snapshot is not None
    answer = workspace.snapshot.answers[40]
    assert not face.sureness.words.isVisible()
    press(Key.Key_W)
    qtbot.waitUntil(lambda: "labelled likely or clear; shuffled labels give" in face.sureness.words.text())
    assert "Staff and customers: " in face.sureness.words.text()
    press(Key.Key_W)
    assert not face.sureness.words.isVisible()

    press(Key.Key_N)
    write("Nobody owns the depot.")
    press(Key.Key_Return)
    own = next(row for row in face.list.rows if row.value and row.value.sentence == "Nobody owns the depot.")
    face.list.choose(own.key)
    press(Key.Key_E)
    refused: list[object] = []
    workspace.refused.connect(refused.append)
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    assert not refused, "an emptied sentence of one's own is not sent"
    press(Key.Key_Escape)
    assert face.side.wording.sentence.toPlainText() == "Nobody owns the depot."
    press(Key.Key_U)

    workspace.do(tagging.set_flag, answer.id, Flag.SERIOUS, True)
    wait_saved(workspace)
    assert parts(face)[SERIOUS] == [answer.wording]
    assert "1 serious" in face.progress.text()
    face.list.choose((SERIOUS, answer.id))
    assert not face.accept.isEnabled()
    press(Key.Key_A)
    assert filed(face) == ()
    QApplication.processEvents()
    with qtbot.waitSignal(face.answer_wanted) as wanted:
        press(Key.Key_Return)
    assert wanted.args == [answer.id]
