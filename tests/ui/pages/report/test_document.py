"""The report on the screen: choices that are kept, pages that follow, and what is open."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.progress import silent
from cxfacilitator.domain.report_setup import LEVELS, Edition, Level, Logo, LogoOwner, Paper, Part
from cxfacilitator.services import name_check, plan
from cxfacilitator.services.other_process import OtherProcess
from cxfacilitator.store import report_setup as store
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.report.document import DocumentFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests import errands, files
from tests.ui.pages.report.hands import CTRL, LONG, choose, known, made, setup, short_report, shown

Wait = Callable[[Workspace], None]


def points(face: DocumentFace) -> list[str]:
    """The sentences below "before you hand it over"."""
    found = [face.open_list.rows.itemAt(place) for place in range(face.open_list.rows.count())]
    texts = (item.widget().property("text") for item in found if item is not None)
    return [str(text) for text in texts]


def test_every_choice_is_kept_in_the_file_and_the_pages_follow(sample: DocumentFace, qtbot: QtBot) -> None:
    assert sample.view.pages == 1
    assert sample.choices.level.currentText() == "One page"
    choose(sample.choices.level, qtbot, Qt.Key.Key_Down)
    made(sample, qtbot)
    assert setup(sample).level is Level.SUMMARY
    assert sample.view.pages > 3
    assert sample.workspace.undo_label == "Choose how much the report says"
    sample.workspace.undo()
    made(sample, qtbot, pages=1)
    assert sample.choices.level.currentText() == "One page"
    choose(sample.choices.paper, qtbot, Qt.Key.Key_Down)
    choose(sample.choices.quotes, qtbot, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: setup(sample).quotes == 1)
    assert setup(sample).paper is Paper.LETTER

    QTest.keyClick(sample.window(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    ticks = sample.parts.list
    qtbot.waitUntil(ticks.hasFocus)
    assert [row.id for row in ticks.rows_model.rows] == list(Part)
    assert [row.id for row in ticks.rows_model.rows if row.ticked] == ["summary"]
    silent = {row.id for row in ticks.rows_model.rows if not row.usable}
    assert silent == {"rounds", "note", "serious"}
    qtbot.waitUntil(lambda: sample.left.verticalScrollBar().maximum() > ticks.height() // 2)
    QTest.keyClick(ticks, Qt.Key.Key_End)
    last = ticks.viewport().mapTo(sample.left.viewport(), ticks.visualRect(ticks.currentIndex()).center())
    assert sample.left.viewport().rect().contains(last), "the row with the cursor is in sight"
    ticks.setCurrentIndex(ticks.rows_model.index(list(Part).index(Part.ROUNDS), 0))
    assert sample.parts.says.text() == "Left out: no earlier round is known."
    ticks.setCurrentIndex(ticks.rows_model.index(0, 0))
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: setup(sample).parts == (Part.COVER, Part.SUMMARY))
    assert sample.choices.level.currentText() == ""
    QTest.keyClick(ticks, Qt.Key.Key_Down, CTRL)
    qtbot.waitUntil(lambda: setup(sample).parts == (Part.SUMMARY, Part.COVER))
    assert ticks.current_id == "cover"
    made(sample, qtbot, pages=2)
    sample.parts.usual.click()
    qtbot.waitUntil(lambda: setup(sample).parts == ())
    assert not sample.parts.usual.isEnabled()
    assert setup(sample).choices.parts == LEVELS[Level.ONE_PAGE]

    sample.choices.pick.click()
    window = sample.window()
    assert isinstance(window, MainWindow)
    assert window.stage == "comparison"
    assert window.pages["comparison"].face.name == "findings"  # type: ignore[attr-defined]
    window.show_stage("report")

    choose(sample.choices.edition, qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: setup(sample).edition is Edition.PARTICIPANTS)
    made(sample, qtbot)
    assert sample.view.pages == 0
    assert sample.view.sentence.text().startswith("Nothing has been decided yet")
    assert sample.view.lead.text() == "Decide on the ideas"
    sample.view.lead.click()
    assert window.stage == "plan"
    window.show_stage("report")
    assert not sample.folds["parts"].isVisible()
    assert not sample.choices.level.isEnabled()


def test_the_headline_is_confirmed_chosen_or_typed_and_what_is_open_leads_on(
    sample: DocumentFace, qtbot: QtBot, wait_saved: Wait
) -> None:
    assert points(sample)[0].startswith("0 of 19 ideas have been considered")
    assert points(sample)[-1].endswith("knows who wrote what is quoted.")
    sample.open_list.buttons["report", "headline"].click()
    form = sample.headline
    assert form.gap.isVisible()
    assert form.confirm.isVisible()
    first = form.now.text()
    assert "the widest gap is" in first
    form.confirm.click()
    made(sample, qtbot)
    assert not form.confirm.isVisible()
    assert ("report", "headline") not in sample.open_list.buttons
    assert form.now.text() == first
    choose(form.gap, qtbot, Qt.Key.Key_Down)
    made(sample, qtbot)
    assert "the gap to look at first is" in form.now.text()
    QTest.keyClick(sample.window(), Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(form.own, "Significant: 7 of 97 wait")
    made(sample, qtbot)
    assert setup(sample).headline == "Significant: 7 of 97 wait"
    assert "“7 of 97” stands nowhere in this report." in form.remarks.text()
    assert "“significant”" in form.remarks.text()
    QTest.keyClicks(form.own, "x" * 200)
    assert len(form.own.toPlainText()) == 160
    form.drafted.click()
    made(sample, qtbot)
    assert setup(sample).headline == ""
    assert form.own.toPlainText() == ""
    assert "the gap to look at first is" in form.now.text()

    sample.open_list.buttons["plan", ""].click()
    window = sample.window()
    assert isinstance(window, MainWindow)
    assert window.stage == "plan"
    for idea in known(sample).ideas:
        sample.workspace.do(plan.decide, idea.id, Disposition.PLAN)
    wait_saved(sample.workspace)
    window.show_stage("report")
    made(sample, qtbot)
    assert points(sample)[0] == "2 people may be named: Brightl and Pk."
    sample.open_list.buttons["report", "names"].click()
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    assert page.face.name == "names"
    sample.workspace.do(name_check.keep, name_check.look(known(sample), Edition.LEADERSHIP))
    wait_saved(sample.workspace)
    page.show_face("report")
    made(sample, qtbot)
    assert points(sample)[0].startswith("Nothing is open.")
    assert not sample.open_list.buttons
    assert ReportPage.next_step(known(sample)).startswith("Export the report")


def test_without_answers_there_is_nothing_to_export(opened: Workspace, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    page = shown(window, qtbot)
    assert page.empty.isVisible()
    assert page.primary_action() is None
    wanted: list[str] = []
    page.stage_wanted.connect(wanted.append)
    page.empty.button.click()
    assert wanted == ["sheets"]


def test_another_engagement_hears_nothing_of_the_last_one(
    sample: DocumentFace, place: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window, ticks = sample.window(), sample.parts.list
    assert isinstance(window, MainWindow)
    sample.folds["parts"].unfold()
    sample.folds["headline"].unfold()
    window.look.set_text_size(150)
    qtbot.waitUntil(lambda: ticks.visualRect(ticks.rows_model.index(0, 0)).height() > 40)
    assert ticks.verticalScrollBar().maximum() == 0
    window.look.set_text_size(100)
    assert ticks.verticalScrollBar().maximum() == 0
    assert ticks.height() < 16 * 40

    buttons = list(sample.open_list.buttons.values())
    at: QWidget = sample.keeping.again
    assert len(buttons) == 3
    for button in buttons:
        assert at.nextInFocusChain() is button, "reached before the pages are"
        at = button

    assert sample.headline.now.text() and sample.headline.gap.count() and sample.parts.says.text()
    other = files.made(tmp_path / "other.cxfac", short_report)
    told: list[str] = []
    sample.told.connect(lambda sentence, _kind: told.append(sentence))
    sample.export.click()
    with qtbot.waitSignal(sample.workspace.opened):
        sample.workspace.open(other)
    assert not sample.headline.now.text()
    assert not sample.headline.gap.count() and not sample.headline.confirm.isVisible()
    assert not sample.headline.no_gap.isVisible()
    assert not sample.parts.says.text()
    qtbot.waitUntil(lambda: not sample.exporting.running, timeout=LONG)
    assert told == ["", f"{place} is written."], "the report of the engagement that was open before"
    assert not sample.exporting.card.isVisible()


def test_pages_that_could_not_be_made_are_made_again(
    sample: DocumentFace, other_process: OtherProcess, qtbot: QtBot
) -> None:
    process = other_process.run(errands.own_id, progress=silent)
    choose(sample.choices.paper, qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sample.workspace.jobs.busy)
    os.kill(process, signal.SIGTERM)
    qtbot.waitUntil(sample.view.lead.isVisible)
    assert sample.view.sentence.text().startswith("The work ended before it was done")
    assert sample.view.lead.text() == "Try again"
    sample.view.lead.click()
    made(sample, qtbot, pages=1)


def test_a_damaged_sign_is_told_and_its_button_leads_to_where_another_is_chosen(
    sample: DocumentFace, qtbot: QtBot
) -> None:
    def damage(file: EngagementFile) -> None:
        with file.edit("Damage") as edit:
            store.save_logo(edit.db, Logo(LogoOwner.CLIENT, "ours.png", b"half a PNG"))
            store.save(edit.db, replace(file.snapshot().report, parts=(Part.COVER, Part.SUMMARY)))

    sample.workspace.do(damage)
    where = ("report", "look")
    qtbot.waitUntil(lambda: where in sample.open_list.buttons, timeout=LONG)
    assert any("sign is damaged" in point.sentence for point in sample.open_list.points)
    QTest.mouseClick(sample.open_list.buttons[where], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sample.look.signs[LogoOwner.CLIENT].choose.hasFocus)
    assert sample.folds["look"].shown
