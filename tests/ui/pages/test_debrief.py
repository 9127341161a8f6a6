"""The debrief by keys alone: what is on the wall, what is in the file, and what never gets onto the wall."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.debrief import DebriefPart
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import FindingKey, Sorting
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement, findings, tagging
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.debrief import ONE_SCREEN, DebriefPage
from cxfacilitator.ui.session.debrief_window import in_words
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported

Key = Qt.Key
CARE = FindingKey(FindingKind.SHARED_STRENGTH, ThemeId("PEO-CARE"))
BILLS = FindingKey(FindingKind.OVER_CLAIMED_STRENGTH, ThemeId("OFF-BILL"))
NEWS = FindingKey(FindingKind.LEADERSHIP_BLIND_SPOT, ThemeId("COM-PROACT"))
DISMISSED = FindingKey(FindingKind.INVISIBLE_WORK, ThemeId("INT-BACK"))


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> dict[str, bytes]:
    """The sample as it is, and with three findings kept, quotes picked, one dismissed, and a note."""
    path = imported(tmp_path_factory.mktemp("master") / "e.cxfac", sample_folder, sample_folder / "gold.json")
    with engagement.open_file(path) as file:
        now = file.snapshot().engagement
        engagement.update(file, replace(now, everybody=frozenset({Audience.LEADERSHIP})))
    found = {"drafts": path.read_bytes()}
    with engagement.open_file(path) as file:
        cards = findings.cards(file.snapshot())
        by_key = {(card.listed.kind, card.listed.theme_id): card for card in cards}
        for key in (CARE, NEWS, BILLS):
            suggested = findings.suggested_quotes(file.snapshot(), [by_key[key.kind, key.theme_id]])[0]
            findings.set_quotes(file, key, [answer.id for answer in suggested[:2]])
        findings.dismiss(file, DISMISSED, "a reason for the facilitator")
        findings.set_question(file, BILLS, "What would the canary ask?")
        unpicked = file.snapshot().answers[0]
        tagging.set_memo(file, unpicked.id, "canary note")
    return {**found, "kept": path.read_bytes()}


@pytest.fixture
def open_window(
    masters: dict[str, bytes], workspace: Workspace, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> Iterator[Callable[[str], MainWindow]]:
    """Open an engagement in the window, as it is shown when it was open before."""
    made: list[MainWindow] = []

    def show(name: str) -> MainWindow:
        path = tmp_path / "e.cxfac"
        path.write_bytes(masters[name])
        made.append(shown(workspace, settings, path, qtbot))
        return made[-1]

    yield show
    for window in made:
        for page in window.pages.values():
            if isinstance(page, DebriefPage):
                page.room.close()


def shown(workspace: Workspace, settings: Settings, path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.resize(1366, 736)
    with qtbot.waitActive(window):
        window.show()
    with qtbot.waitSignal(workspace.opened):
        workspace.open(path)
    QTest.keyClick(window, Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "debrief" in window.pages and page_of(window).hasFocus())
    return window


def page_of(window: MainWindow) -> DebriefPage:
    page = window.pages["debrief"]
    assert isinstance(page, DebriefPage)
    return page


def press(window: MainWindow, qtbot: QtBot, *keys: Key) -> None:
    """Press keys where the cursor is, and wait until what they did is in the file and on the screen."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        qtbot.waitUntil(lambda: not window.workspace.busy)


def type_in(words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)


def snapshot(window: MainWindow) -> Snapshot:
    assert window.workspace.snapshot is not None
    return window.workspace.snapshot


def sorting(window: MainWindow, key: FindingKey) -> Sorting | None:
    return next(kept.sorting for kept in snapshot(window).kept_findings if kept.key == key)


def part(page: DebriefPage) -> DebriefPart:
    assert page.debrief is not None
    return next(step.part for step in page.debrief.steps if step.key == page.order.current_value())


def test_a_debrief_by_keys_alone_from_the_first_guess_to_the_minutes_and_over_a_crash(
    open_window: Callable[[str], MainWindow],
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = open_window("kept")
    page = page_of(window)
    room = page.room
    assert not room.isVisible()
    press(window, qtbot, Key.Key_F11)
    assert room.isVisible()
    assert window.message.text == ONE_SCREEN
    assert page.hasFocus(), "the wall never takes the keys"
    assert [row[2] for row in room.slide.rows] == ["?"] * 5
    press(window, qtbot, Key.Key_Space, Key.Key_Space)
    assert [row[2] for row in room.slide.rows][:3] == ["6 of 6 groups: done well", "6 of 6 groups: to improve", "?"]
    press(window, qtbot, *[Key.Key_Right] * 4)
    assert room.slide.title == "Friendliness, courtesy & care"
    press(window, qtbot, Key.Key_3)
    assert sorting(window, CARE) is None, "what all agree on has no place on the board"
    press(window, qtbot, Key.Key_Right)
    assert (part(page), room.slide.title, room.slide.quotes) == (DebriefPart.GAPS, "Keeping customers informed", ())
    press(window, qtbot, Key.Key_Space, Key.Key_Space, Key.Key_Space)
    assert len(room.slide.quotes) == 2
    press(window, qtbot, Key.Key_Right, Key.Key_Left)
    assert len(room.slide.quotes) == 2, "what was revealed stays so"

    press(window, qtbot, Key.Key_A)
    type_in("Tell every customer the hour, 1 day before")
    assert not room.slide.agreed
    press(window, qtbot, Key.Key_Tab)
    type_in("Dana")
    press(window, qtbot, Key.Key_Tab)
    type_in("soon")
    press(window, qtbot, Key.Key_Return)
    assert "“soon” is no day" in page.bar.problem.text()
    assert not snapshot(window).actions
    page.bar.due.clear()
    type_in("2026-12-03")
    press(window, qtbot, Key.Key_Return)
    [action] = snapshot(window).actions
    assert (action.text, action.owner, action.due) == (
        "Tell every customer the hour, 1 day before",
        "Dana",
        date(2026, 12, 3),
    )
    assert action.theme_id == NEWS.theme_id
    assert room.slide.agreed[0].startswith("Tell every customer the hour, 1 day before")
    assert page.hasFocus()
    press(window, qtbot, Key.Key_2)
    assert sorting(window, NEWS) is Sorting.CHANGE

    # The computer stops here; what is on the disk is opened again.
    left = tmp_path / "after"
    left.mkdir()
    for file in tmp_path.glob("e.cxfac*"):
        shutil.copy(file, left)
    settings.save()
    press(window, qtbot, Key.Key_Escape)
    assert not room.isVisible()
    window.workspace.close()
    again = shown(window.workspace, Settings(settings.folder / "cxfacilitator.ini"), left / "e.cxfac", qtbot)
    page = page_of(again)
    assert page.order.current_value() == f"finding {next(k.id for k in snapshot(again).kept_findings if k.key == NEWS)}"
    assert sorting(again, NEWS) is Sorting.CHANGE
    assert len(snapshot(again).actions) == 1

    press(again, qtbot, Key.Key_F11, Key.Key_Right, Key.Key_Right)
    assert part(page) is DebriefPart.BOARD
    assert page.room.slide.lead.startswith("The leadership group named “billing"), "what waits is asked about"
    press(again, qtbot, Key.Key_4)
    assert sorting(again, BILLS) is Sorting.ASK
    assert [row for row in page.room.slide.rows if any(row)] == [
        ("", "Keeping customers informed", "", "Billing, invoicing & payment")
    ]
    press(again, qtbot, Key.Key_0)
    assert sorting(again, BILLS) is None
    press(again, qtbot, Key.Key_Up, Key.Key_1)
    assert sorting(again, NEWS) is Sorting.EXPLAIN
    press(again, qtbot, Key.Key_F8)
    assert page.room.blank
    press(again, qtbot, Key.Key_F8, Key.Key_Right)
    assert page.room.slide.rows == (("Tell every customer the hour, 1 day before", "Dana", "3 December 2026"),)
    minutes = tmp_path / "minutes.md"
    monkeypatch.setattr(ask, "file_to_write", lambda *_, **__: minutes)
    QTest.keyClick(page, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    text = minutes.read_text(encoding="utf-8")
    assert "### Explain\n\n- Keeping customers informed\n" in text
    assert "- [ ] Tell every customer the hour, 1 day before (Dana, by 3 December 2026)" in text
    press(again, qtbot, Key.Key_Escape)
    assert not page.room.isVisible()


def everything_in(room: QWidget) -> str:
    """Whatever the window of the room could say to anybody, in any way."""
    said: list[str] = []
    for widget in (room, *room.findChildren(QWidget)):
        said += [widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.objectName()]
        said += [widget.accessibleName(), widget.accessibleDescription()]
        said += [
            words for action in widget.actions() for words in (action.text(), action.toolTip(), action.whatsThis())
        ]
    return "\n".join(said)


def test_nothing_that_is_not_meant_for_the_room_is_in_its_window(
    open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window("kept")
    page, now = page_of(window), snapshot(window)
    person = next(each for each in now.participants if each.last_name)
    press(window, qtbot, Key.Key_F11, Key.Key_A)
    type_in(f"Ask {person.first_name} {person.last_name}")
    press(window, qtbot, Key.Key_Tab)
    type_in(f"{person.first_name} {person.last_name}")
    press(window, qtbot, Key.Key_Return)
    said = []
    assert page.debrief is not None
    for _ in page.debrief.steps:
        for _ in range(6):
            said.append(everything_in(page.room))
            press(window, qtbot, Key.Key_Space)
        assert in_words(page.room.slide) == page.room.accessibleName()
        press(window, qtbot, Key.Key_Right)
    heard = "\n".join(said)
    assert "Friendliness, courtesy & care" in heard, "the net catches something"
    picked = {answer_id for kept in now.kept_findings if not kept.dismissed for answer_id in kept.quotes}
    assert sum(f"“{now.answer[answer_id].wording}”" in heard for answer_id in picked) == 6
    cards = findings.cards(now)
    unpicked = [answer.wording for answer in now.to_review if answer.id not in picked]
    never = [words for words in unpicked if len(words) > len("on time")]
    never += [card.sentence for card in cards if not card.listed.on_the_list]
    never += [card.question for card in cards if card.question]
    never += ["canary", "a reason for the facilitator", "blind spot", "claimed"]
    assert [words for words in never if words in heard] == []
    whole = [group.code for group in now.groups] + [f"{each.first_name} {each.last_name}" for each in now.participants]
    assert [words for words in whole if re.search(rf"\b{re.escape(words)}\b", heard)] == []


def test_before_anything_is_kept_drafts_are_offered_and_never_shown(
    open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window("drafts")
    page = page_of(window)
    press(window, qtbot, Key.Key_F11)
    assert page.remarks.text().startswith("No finding is kept yet")
    assert "6 drafts are clear or likely" in page.remarks.text()
    assert not page.presenter.sorting[Sorting.ASK].isEnabled()
    press(window, qtbot, *[Key.Key_Right] * 9)
    assert page.room.slide.title == "What we will do"
    press(window, qtbot, Key.Key_K)
    [kept] = snapshot(window).kept_findings
    assert kept.key == BILLS
    assert page.remarks.isHidden()
    assert page.offers.isHidden()
    press(window, qtbot, Key.Key_Left, Key.Key_Left)
    assert page.room.slide.title == "Billing, invoicing & payment"


def test_an_action_that_was_not_given_is_still_there_and_a_wall_follows_other_pages(
    open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window("kept")
    page = page_of(window)
    press(window, qtbot, Key.Key_F11, *[Key.Key_Right] * 5, Key.Key_Space, Key.Key_A)
    type_in("Half a thou")
    press(window, qtbot, Key.Key_Escape)
    assert page.room.isVisible(), "Escape closes what was opened last"
    press(window, qtbot, Key.Key_A)
    assert page.bar.words.text() == "Half a thou"
    press(window, qtbot, Key.Key_Escape, Key.Key_T)
    assert page.pace.isHidden()
    [quote] = page.room.slide.quotes
    window.show_stage("plan")
    picked = next(kept.quotes[0] for kept in snapshot(window).kept_findings if kept.key == NEWS)
    window.workspace.do(tagging.set_reviewed, picked, False)
    qtbot.waitUntil(lambda: not window.workspace.busy)
    assert quote.words not in in_words(page.room.slide)


def test_nothing_follows_the_last_slide_and_an_empty_debrief_leads_to_the_tags(
    open_window: Callable[[str], MainWindow], workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window("kept")
    page = page_of(window)
    assert page.presenter.following.text() == "Next"
    assert page.debrief is not None
    press(window, qtbot, *[Key.Key_Right] * len(page.debrief.steps))
    assert page.presenter.following.text() == "This is the last slide"
    engagement.create(tmp_path / "new.cxfac", Engagement("HLF-2025-R1", "Harbour Line Ferries")).close()
    with qtbot.waitSignal(workspace.opened):
        workspace.open(tmp_path / "new.cxfac")
    window.show_stage("debrief")
    qtbot.waitUntil(page.empty.button.hasFocus)
    press(window, qtbot, Key.Key_Return)
    assert window.stage == "tagging"


def test_nothing_of_an_engagement_stays_on_the_wall_when_it_is_closed(
    open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window("kept")
    page = page_of(window)
    press(window, qtbot, Key.Key_F11, Key.Key_Space)
    window.workspace.close()
    assert not page.room.isVisible()
    assert in_words(page.room.slide) == ""


def test_the_board_goes_on_with_the_next_finding_in_the_order_of_the_slides(
    open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window("kept")
    page = page_of(window)
    window.workspace.do(findings.own, "Nobody owns the depot.")
    qtbot.waitUntil(lambda: len(snapshot(window).kept_findings) == 5)
    ids = {kept.key: kept.id for kept in snapshot(window).kept_findings}
    window.workspace.do(findings.arrange, [ids[BILLS], ids[NEWS], ids[None]])
    qtbot.waitUntil(lambda: not window.workspace.busy)
    press(window, qtbot, *[Key.Key_Right] * 8)
    assert part(page) is DebriefPart.BOARD
    asked = []
    for _ in range(3):
        asked.append(page.room.slide.lead)
        press(window, qtbot, Key.Key_1)
    assert [lead[:22] for lead in asked] == [
        "The leadership group n",
        "5 of 6 customer groups",
        "Nobody owns the depot.",
    ]
    assert all(sorting(window, key) is Sorting.EXPLAIN for key in (BILLS, NEWS))
