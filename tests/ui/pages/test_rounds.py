"""The rounds on the screen, from real files of the sample's two rounds."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.sheets import Mark
from cxfacilitator.domain.trends import Movement, rounds_of
from cxfacilitator.services import engagement, rounds, tagging
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.rounds import RoundsPage
from cxfacilitator.ui.pages.rounds.cells import moved_in_words
from cxfacilitator.ui.pages.rounds.theme_table import ThemeTable
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.builders import ROUND_2, SAMPLE
from tests.files import imported

Key = Qt.Key
Wait = Callable[[Workspace], None]
Open = Callable[[Path], RoundsPage]
GOLD = {
    row["theme"]: row["movement"] for row in json.loads((ROUND_2 / "gold.json").read_text(encoding="utf-8"))["trend"]
}


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rounds")
    for name, source in (("r1", SAMPLE), ("r2", ROUND_2)):
        imported(folder / f"{name}.cxfac", source, source / "gold.json")
    (folder / "both.cxfac").write_bytes((folder / "r2.cxfac").read_bytes())
    with engagement.open_file(folder / "both.cxfac") as file:
        rounds.keep(file, rounds.read(folder / "r1.cxfac"))
    return folder


@pytest.fixture
def files(_made: Path, tmp_path: Path) -> Path:
    """A folder with the first round, the second, and the second with the figures of the first."""
    for path in _made.glob("*.cxfac"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def open_page(workspace: Workspace, settings: Settings, qtbot: QtBot) -> Open:
    """Show the page of a file."""

    def show(path: Path) -> RoundsPage:
        window = MainWindow(workspace, settings)
        qtbot.addWidget(window)
        with qtbot.waitSignal(workspace.opened):
            workspace.open(path)
        window.resize(1366, 740)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.show_stage("rounds")
        page = window.pages["rounds"]
        assert isinstance(page, RoundsPage)
        qtbot.waitUntil(page.isVisible)
        return page

    return show


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for picker in ("file_to_open", "file_to_write"):
        monkeypatch.setattr(ask, picker, lambda *_args, **_kwargs: path)


def table_of(page: RoundsPage) -> ThemeTable:
    assert page.table is not None
    return page.table


def press(key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def moved(page: RoundsPage) -> dict[str, str]:
    """What the last column says of each theme, by the gold file's names."""
    table, found = table_of(page), {}
    names = {moved_in_words(movement): movement.value for movement in Movement}
    model = table.model()
    for line in range(model.rowCount()):
        row = table.row_at(model.index(line, 0))
        found[str(row.theme_id)] = names[model.index(line, model.columnCount() - 1).data()]
    return found


def test_an_earlier_round_is_added_by_key_and_taken_out_again(
    files: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, wait_saved: Wait
) -> None:
    page = open_page(files / "r2.cxfac")
    assert page.empty.isVisible()
    assert "This is round 2, and no earlier one is known here" in page.empty.sentence.text()
    assert page.primary_action() is not None
    assert not page.next.isVisible()
    before = (files / "r1.cxfac").read_bytes()
    choose(monkeypatch, files / "r1.cxfac")
    QTest.keyClick(page, Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.body.isVisible)
    assert (files / "r1.cxfac").read_bytes() == before
    assert moved(page) == GOLD
    heads = [table_of(page).themes.columns[column].title for column in (1, 2)]
    assert heads == [
        "Round 1: 1 leadership,\n9 staff, 6 customer groups",
        "Round 2: 1 leadership,\n4 staff, 3 customer groups",
    ]
    assert page.whole.text().startswith("Of 18 themes that customers raised in either round: 1 gap closed")
    spoken = [row.spoken for row in page.basis.differences.rows]
    assert spoken[0] == "Groups: leadership 1 then, 1 now; staff 9 then, 4 now; customers 6 then, 3 now."
    wait_saved(page.workspace)
    assert page.workspace.undo_label == "Keep the figures of round 1"
    page.basis.rounds.setFocus()
    press(Key.Key_Delete)
    wait_saved(page.workspace)
    assert page.body.isVisible(), "the round that the file is of stays"
    press(Key.Key_Down)
    press(Key.Key_Delete)
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.button.hasFocus(), "the keys stay on the page"
    page.workspace.undo()
    qtbot.waitUntil(page.body.isVisible)
    assert table_of(page).hasFocus()
    assert moved(page) == GOLD


def test_themes_are_read_by_keys_alone(
    files: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = open_page(files / "both.cxfac")
    table = table_of(page)
    qtbot.waitUntil(table.hasFocus)
    assert page.story.title.text() == "Friendliness, courtesy & care"
    QTest.keyClick(page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.search, "billing")
    assert shown(table) == ["Billing, invoicing & payment"]
    press(Key.Key_Escape)
    assert table.hasFocus()
    told = [row.spoken for row in page.story.rounds.rows]
    assert told[0].startswith("Round 2 · 14, 21 and 28 April 2026\n2 of 3 customer groups asked to improve it, and")
    assert "Leadership concern 1 of 1, Staff " in told[0]
    assert told[1] == "↘  Gap narrowed, since round 1"
    assert told[2].startswith("Round 1 · 3, 16 and 24 September and 1 October 2025\nAll six customer groups asked")
    seen = page.seen
    assert seen is not None
    assert seen.told is not None
    view = seen.comparison.by_id[ThemeId("OFF-BILL")]
    quoted = page.story.quotes.answers
    assert {answer.id for answer in quoted} == {answer.id for a in Audience for answer in view.answers[a]}
    for audience in Audience:
        said = {a.group_id for a in quoted if seen.snapshot.audience_of(a) is audience}
        assert len(said) == view.counts[audience].mentions
    press(Key.Key_Return)
    assert page.story.quotes.hasFocus()
    with qtbot.waitSignal(page.answer_wanted) as wanted:
        press(Key.Key_Return)
    assert wanted.args == [page.story.quotes.current_value().id]
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.stage == "tagging"
    window.show_stage("rounds")
    press(Key.Key_Escape)
    page.search.clear()
    press(Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert page.movement.hasFocus()
    offered = [page.movement.itemText(place) for place in range(page.movement.count())]
    assert offered[:3] == ["All 18 themes", "Gap closed (1)", "Gap narrowed (1)"]
    press(Key.Key_Down)
    assert shown(table) == ["Keeping customers informed"]
    press(Key.Key_Escape)
    press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, row = (line.split("\t") for line in QGuiApplication.clipboard().text().split("\n"))
    copied = dict(zip(heads, row, strict=True))
    assert copied["Theme"] == "Keeping customers informed"
    assert copied["Round 1: 1 leadership, 9 staff, 6 customer groups"] == "leadership silent"
    assert copied["Round 1: customers"] == "concern, 5 of 6"
    assert copied["Since round 1"] == "Gap closed"
    choose(monkeypatch, files / "out.csv")
    press(Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.bar.isVisible)
    assert page.bar.text == f"18 themes of 2 rounds are in {files / 'out.csv'}."
    assert len((files / "out.csv").read_text(encoding="utf-8-sig").splitlines()) == 19


def shown(table: ThemeTable) -> list[str]:
    return [table.row_at(table.model().index(line, 0)).name for line in range(table.model().rowCount())]


def test_what_is_not_reviewed_counts_for_nothing_and_is_told(
    files: Path, open_page: Open, qtbot: QtBot, wait_saved: Wait
) -> None:
    page = open_page(files / "both.cxfac")
    snapshot = page.workspace.snapshot
    assert snapshot is not None
    assert page.next_step(snapshot) == ""
    customers = [a.id for a in snapshot.answers if snapshot.audience_of(a) is Audience.CUSTOMERS]
    page.workspace.do(tagging.mark_many, customers, Mark.REVIEWED, False)
    wait_saved(page.workspace)
    assert set(moved(page).values()) == {"not_compared"}
    told = page.story.rounds.rows
    assert told[1].spoken.startswith("?  Not compared, since round 1\nThen all six customer groups praised it")
    assert "no customer answers were reviewed" in told[1].spoken
    assert page.story.quotes.answers, "what the others say is still there"
    latest = page.workspace.snapshot
    assert latest is not None
    assert page.next_step(latest).startswith(f"{len(customers)} of 97 answers are not reviewed yet")


def test_another_client_is_asked_about_and_no_later_round_is_added(
    files: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with engagement.open_file(files / "r1.cxfac") as file, file.edit("Rename") as edit:
        edit.db.execute("UPDATE engagement SET client = 'Harrow Vets'")
    page = open_page(files / "r2.cxfac")
    choose(monkeypatch, files / "r1.cxfac")
    page.empty.button.click()
    qtbot.waitUntil(page.bar.isVisible)
    assert page.bar.text == (
        "TRH-2025-R1 is of Harrow Vets, and this is of Tolland Reeve Hire Ltd. Is it the same client by another name?"
    )
    assert page.empty.isVisible()
    page.bar.button.click()
    qtbot.waitUntil(page.body.isVisible)
    assert "Another name of the client in round 1: “Harrow Vets”." in [r.spoken for r in page.basis.differences.rows]
    choose(monkeypatch, files / "both.cxfac")
    with qtbot.waitSignal(page.workspace.refused) as refused:
        page.add.click()
    assert "is round 2 and this is round 2, so it is not an earlier round" in str(refused.args[0])
    choose(monkeypatch, files / "torn.cxfac")
    (files / "torn.cxfac").write_text("no engagement")
    page.add.click()
    qtbot.waitUntil(page.bar.isVisible)
    assert "torn.cxfac" in page.bar.text
    assert page.bar.kind == "error"


def test_the_next_round_begins_here_and_is_opened(
    files: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = open_page(files / "r1.cxfac")
    assert page.empty.sentence.text().startswith("This is the first round.")
    assert page.empty.button.text() == "Begin the next round"
    choose(monkeypatch, files / "new.cxfac")
    page.empty.button.click()
    qtbot.waitUntil(page.bar.isVisible)
    assert page.bar.text.startswith("Round 2 is in new.cxfac")
    with qtbot.waitSignal(page.workspace.opened):
        page.bar.button.click()
    begun = page.workspace.snapshot
    assert begun is not None
    assert (begun.engagement.code, len(begun.earlier_rounds), begun.answers) == ("TRH-2025-R2", 1, ())
    page.go("rounds")
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(page.body.isVisible)
    assert not page.bar.isVisible()
    assert page.whole.text() == "No answer of round 2 has been reviewed, so nothing can be compared."


def test_a_new_engagement_leads_to_its_sheets_and_many_answers_are_compared_as_a_job(
    files: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("cxfacilitator.ui.looking.AT_ONCE", 0)
    page = open_page(files / "both.cxfac")
    qtbot.waitUntil(lambda: page.table is not None)
    assert moved(page) == GOLD
    wanted: list[str] = []
    page.stage_wanted.connect(wanted.append)
    with qtbot.waitSignal(page.workspace.opened):
        page.workspace.create(files / "empty.cxfac", Engagement("HLF-2025-R1", "Harbour Line Ferries"))
    page.go("rounds")
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.button.text() == "Review the answers"
    page.empty.button.click()
    assert wanted[-1] == "sheets"


def test_of_many_rounds_the_oldest_give_way_and_stand_beside_the_table(
    files: Path, open_page: Open, qtbot: QtBot, qapp: QApplication, wait_saved: Wait
) -> None:
    with engagement.open_file(files / "both.cxfac") as file:
        snapshot = file.snapshot()
        first, second = rounds_of(snapshot)
        engagement.update(file, replace(snapshot.engagement, round=5))
        for number, each in ((2, second), (3, first), (4, second)):
            rounds.keep(file, replace(each, number=number))
    page = open_page(files / "both.cxfac")
    table, window = table_of(page), page.window()

    def heads() -> list[str]:
        titles = [column.title.split(":")[0] for column in table.themes.columns]
        return [title for place, title in enumerate(titles) if not table.isColumnHidden(place)]

    qtbot.waitUntil(lambda: heads() == ["Theme", "Round 4", "Round 5", "Since round 4"])
    assert page.note.text().startswith("Rounds 1, 2 and 3: beside the table, for want of room.")
    told = [row.spoken.split("\n")[0] for row in page.story.rounds.rows]
    assert [words.split(" ·")[0] for words in told[::2]] == [f"Round {number}" for number in (5, 4, 3, 2, 1)]
    assert told[1] == "=  Still aligned, since round 4"
    assert page.basis.rounds.rounds.data(page.basis.rounds.rounds.index(4, 6)) == "Sep, Oct 2025"
    theme.apply(qapp, theme.load("light", 150))
    qtbot.waitUntil(lambda: heads() == ["Theme", "Round 5", "Since round 4"])
    assert table.horizontalScrollBar().maximum() == 0, "nothing is cut off with large text"
    theme.apply(qapp, theme.load("light"))
    window.resize(3400, 900)
    qtbot.waitUntil(lambda: len(heads()) == 10)
    assert heads()[-4:] == ["Round 4", "Since round 3", "Round 5", "Since round 4"]
    assert not page.note.text().startswith("Rounds")
    offered = page.movement.findText("Gap widened", Qt.MatchFlag.MatchStartsWith)
    # One theme widened twice, and the two gaps that closed and narrowed opened again in between.
    assert page.movement.itemText(offered) == "Gap widened (3)"
    page.basis.rounds.choose(3)
    page.basis.rounds.setFocus()
    press(Key.Key_Delete)
    wait_saved(page.workspace)
    qtbot.waitUntil(lambda: page.table is not table)
    assert len(table_of(page).themes.columns) == 8
