"""The second tagger's face: a copy, their tags, how far both agree, and what is settled, by real keys and files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.services import engagement, second_tagger, sheets, tagging
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.tagging.second import SecondFace
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import in_file, shown, themes, two_sheets

Key = Qt.Key
Press = Callable[..., None]
Wait = Callable[[Workspace], None]
CARE, KNOW, BILL, WEB, WAIT = map(ThemeId, ("PEO-CARE", "PEO-KNOW", "OFF-BILL", "ACC-DIGI", "ACC-WAIT"))
MINE = {0: (CARE,), 1: (BILL,), 3: (CARE,), 4: (WEB,)}
THEIRS = {"S1-Q1-01": (KNOW,), "S1-Q2-01": (BILL,), "C1-Q1-01": (CARE, KNOW), "C1-Q2-01": (WAIT,)}


class OnlySecond(FacedPage):
    """A page with this face alone, which needs no suggestions."""

    kinds = (SecondFace,)


@pytest.fixture(scope="module")
def _theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of a second person, who has decided on four of the five answers."""
    folder = tmp_path_factory.mktemp("second")
    with two_sheets(folder / "mine.cxfac") as file:
        second_tagger.prepare(file.snapshot(), folder / "theirs.cxfac", "R. Vance", share=1)
    with engagement.open_file(folder / "theirs.cxfac") as copy:
        refs = {answer.ref: answer.id for answer in copy.snapshot().answers}
        tagging.accept_many(copy, [(refs[ref], theme) for ref, given in THEIRS.items() for theme in given])
    return folder / "theirs.cxfac"


@pytest.fixture
def theirs(_theirs: Path, tmp_path: Path) -> Path:
    """That copy, for one test."""
    path = tmp_path / "theirs.cxfac"
    path.write_bytes(_theirs.read_bytes())
    return path


@pytest.fixture
def page(opened: Workspace, host: Callable[[Page], QWidget], wait_saved: Wait) -> OnlySecond:
    """The page, when the first person has decided on all answers but one."""
    opened.do(
        tagging.accept_many, [(AnswerId(f"a{number}"), theme) for number, given in MINE.items() for theme in given]
    )
    wait_saved(opened)
    found = OnlySecond(opened)
    host(found)
    return found


@pytest.fixture
def face(page: OnlySecond) -> SecondFace:
    """The face."""
    assert isinstance(page.face, SecondFace)
    return page.face


@pytest.fixture
def both(
    face: SecondFace, opened: Workspace, theirs: Path, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> SecondFace:
    """The face when the tags are in, and the cursor is on the first answer to settle."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(theirs), ""))
    press("i")
    qtbot.waitUntil(lambda: face.plan.active)
    press(Key.Key_Return)
    qtbot.waitUntil(face.settling.list.hasFocus)
    return face


def to_settle(face: SecondFace) -> list[str]:
    return [row.spoken.split()[0] for row in face.settling.list.rows]


def at_hand(face: SecondFace) -> str:
    return str(face.settling.list.current_value().answer.ref)


def test_a_copy_is_prepared_by_keys_and_is_an_engagement_of_its_own(
    face: SecondFace,
    press: Press,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert face.empty.isVisible()
    assert face.primary_action() is None
    qtbot.waitUntil(face.empty.button.hasFocus)
    press(Key.Key_P)
    assert face.preparing.name.hasFocus()
    assert face.preparing.sheets.text() == "2 sheets with 5 answers: S1 and C1"
    assert not face.preparing.others.isEnabled()
    press(Key.Key_Escape)
    assert face.empty.isVisible()
    press(Key.Key_P)
    press("R. Vance")
    path = tmp_path / "copy.cxfac"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    with qtbot.waitSignal(face.told) as told:
        press(Key.Key_Return)
    assert "copy.cxfac has 5 answers of 2 of 2 sheets (S1 and C1), and none of your tags" in told.args[0]
    with engagement.open_file(path) as copy:
        assert copy.snapshot().engagement.facilitator == "R. Vance"
        assert copy.snapshot().tags == ()
    assert face.empty.isVisible()
    press(Key.Key_P)
    with qtbot.waitSignal(face.told) as refused:
        press(Key.Key_Return)
    assert "exists already" in refused.args[0]
    assert refused.args[1] == "error"


def test_tags_are_taken_in_once_they_were_seen_and_settled_by_keys(
    both: SecondFace, opened: Workspace, press: Press, page: OnlySecond
) -> None:
    assert page.primary_action() is both.again
    assert both.agreement.first.text() == (
        "2 of 4 answers on 2 of 2 sheets got the same main theme from R. Vance and you; 1 got exactly the same themes."
    )
    assert not both.agreement.who.isVisible()
    rows = {row.theme.id: (row.both, row.mine, row.theirs) for row in both.agreement.model.rows}
    assert rows == {CARE: (1, 1, 0), KNOW: (0, 0, 2), BILL: (1, 0, 0), WEB: (0, 1, 0), WAIT: (0, 0, 1)}
    assert to_settle(both) == ["S1-Q1-01", "C1-Q1-01", "C1-Q2-01"]
    assert both.settling.list.rows[0].spoken.endswith(
        "You: Friendliness, courtesy & care\nR. Vance: Knowledge & expertise"
    )

    press("t")
    assert themes(shown(opened), 0) == (KNOW,)
    assert at_hand(both) == "C1-Q1-01"
    press("b")
    assert themes(shown(opened), 3) == (CARE, KNOW)
    press("y")
    assert to_settle(both) == []
    assert not both.settling.buttons["Y"].isEnabled()
    assert both.agreement.first.text().startswith("2 of 4 answers on 2 of 2 sheets")
    assert opened.undo_label == "Settle C1-Q2-01: mine"
    press("z")
    press("z")
    assert to_settle(both) == ["C1-Q1-01", "C1-Q2-01"]
    assert themes(shown(opened), 3) == (CARE,)
    press(Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    assert to_settle(both) == ["C1-Q2-01"]
    [tagger] = in_file(opened).second_taggers
    assert [review.settled for review in tagger.reviews] == [True, False, True, False]


def test_other_themes_are_chosen_by_typing(both: SecondFace, opened: Workspace, press: Press) -> None:
    press("o")
    assert both.settling.take.text() == "Settle with no theme"
    press("invoic")
    press(Key.Key_Return)
    press("wait")
    press(Key.Key_Return)
    assert [chip.theme_id for chip in both.settling.draft.chips] == [BILL, WAIT]
    press(Key.Key_Escape)
    assert themes(shown(opened), 0) == (CARE,)
    assert both.settling.list.hasFocus()
    press("o")
    assert both.settling.draft.chips == []
    for word in ("invoic", "wait", "websi"):
        press(word)
        press(Key.Key_Return)
    assert both.settling.take.hasFocus()
    press(Key.Key_Space)
    assert themes(shown(opened), 0) == (BILL, WAIT, WEB)
    assert at_hand(both) == "C1-Q1-01"


def test_enter_leads_to_the_answers_of_a_theme_and_to_the_review(both: SecondFace, press: Press, qtbot: QtBot) -> None:
    assert both.agreement.table.choose(CARE)
    both.agreement.table.setFocus()
    press(Key.Key_Return)
    assert to_settle(both) == ["S1-Q1-01", "C1-Q1-01"]
    assert both.settling.heading.text() == "2 answers to settle about Friendliness, courtesy & care"
    press("a")
    assert len(to_settle(both)) == 3
    press(Key.Key_Down)
    with qtbot.waitSignal(both.answer_wanted) as wanted:
        press(Key.Key_Return)
    assert wanted.args == ["a3"]


def test_the_plan_asks_for_a_name_and_names_what_does_not_fit(
    face: SecondFace, opened: Workspace, theirs: Path, press: Press, qtbot: QtBot, wait_saved: Wait
) -> None:
    rows = "Reference,Wording,Theme ids,Reviewed by a person\nC1-Q2-01,the website,ACC-WAIT,yes\nX1,what,ACC-WAIT,yes\n"
    listed = theirs.with_name("tags.csv")
    listed.write_text(rows, encoding="utf-8")
    face.plan_from(listed)
    qtbot.waitUntil(lambda: face.plan.active)
    qtbot.waitUntil(face.plan.name.hasFocus)
    assert not face.plan.apply.isEnabled()
    press("Rae")
    assert face.plan.plan.sentences() == (
        "Rae decided on 1 answer of this engagement, you on 1 of them.",
        "X1 is no answer of this engagement, and is passed over.",
    )
    press(Key.Key_Escape)
    assert face.empty.isVisible()
    assert shown(opened).second_taggers == ()

    face.plan_from(listed)
    qtbot.waitUntil(lambda: face.plan.active)
    press("Rae")
    opened.do(sheets.set_tidy, AnswerId("a4"), "the web site")
    wait_saved(opened)
    qtbot.waitUntil(lambda: face.plan.plan.reviews[0].answer.wording == "the web site")
    press(Key.Key_Return)
    qtbot.waitUntil(face.settling.list.hasFocus)
    face.plan_from(theirs)
    qtbot.waitUntil(lambda: face.plan.active)
    press(Key.Key_Return)
    wait_saved(opened)
    assert [tagger.name for tagger in shown(opened).second_taggers] == ["Rae", "R. Vance"]
    assert face.agreement.who.isVisible()
    assert face.agreement.first.text().startswith("2 of 4 answers ")
    face.agreement.who.setFocus()
    press(Key.Key_Up)
    assert face.agreement.first.text().startswith("0 of 1 answer ")
    press(Key.Key_Down)
    assert face.agreement.first.text().startswith("2 of 4 answers ")
    face.out.click()
    wait_saved(opened)
    assert opened.undo_label == "Forget the tags of R. Vance"
    assert not face.agreement.who.isVisible()


def test_what_cannot_be_read_is_said_and_changes_nothing(face: SecondFace, tmp_path: Path, qtbot: QtBot) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    with qtbot.waitSignal(face.told) as told:
        face.plan_from(wrong)
    assert "the column Reference is missing" in told.args[0]
    assert face.empty.isVisible()
