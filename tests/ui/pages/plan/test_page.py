"""The plan as a page: its faces, what it says of itself, and what is worked out only once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.criteria import IMPACT
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.paths import resource
from cxfacilitator.services import plan as service
from cxfacilitator.services import sheets
from cxfacilitator.ui import ask
from cxfacilitator.ui.pages.plan import PlanPage
from tests.files import imported
from tests.ui.pages.plan.hands import Key, Press, actions_of, current, ideas_of, known, priorities_of


def test_keys_lead_from_face_to_face_and_the_last_one_is_remembered(page: PlanPage, press: Press) -> None:
    for key, name in ((Key.Key_F3, "priorities"), (Key.Key_F4, "actions"), (Key.Key_F2, "ideas")):
        press(key)
        assert page.face.name == name
        assert page.face.isVisible()
    press("K")
    press(Key.Key_F4)
    assert page.remembered()["face"] == "actions"
    assert page.remembered()["ideas.side"] == "1"
    page.put_back({"face": "priorities", "priorities.side": "1"})
    assert page.face.name == "priorities"
    assert priorities_of(page).weights.isVisible()


def test_the_plan_is_written_as_a_table_where_one_chooses(
    page: PlanPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    page.told.connect(lambda text, kind: told.append((text, kind)))
    places = iter((None, tmp_path / "plan.csv", tmp_path / "nowhere" / "plan.csv"))
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: next(places))
    page.export.click()
    page.export.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told.pop()[0].startswith("19 ideas")
    assert "Send arrival-time texts" in (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    page.export.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told.pop()[1] == "error"


def test_scores_and_decisions_do_not_compare_anew(page: PlanPage, press: Press) -> None:
    assert page.planned is not None
    before = page.planned.comparison
    page.workspace.do(service.score, current(page).id, IMPACT, 2)
    press(Key.Key_Shift)
    assert page.planned.snapshot is known(page)
    assert page.planned.comparison is before
    page.workspace.do(sheets.delete, known(page).answers[0].id)
    press(Key.Key_Shift)
    assert page.planned.comparison is not before


def test_progress_is_the_share_of_ideas_with_an_answer(page: PlanPage, press: Press) -> None:
    assert PlanPage.progress(known(page)) == 0
    assert page.wins.text() == "3 quick wins"
    for idea in known(page).ideas:
        page.workspace.do(service.decide, idea.id, Disposition.PLAN)
    press(Key.Key_Shift)
    assert PlanPage.progress(known(page)) == 1
    assert PlanPage.next_step(known(page)) == ""
    assert page.considered.text() == "19 of 19 considered"
    assert not page.next.isVisible()
    told: list[str] = []
    page.told.connect(lambda text, _kind: told.append(text))
    press("U")
    assert told[-1] == "Every idea has an answer."


def test_without_start_answers_the_page_leads_to_the_sheets(empty: PlanPage) -> None:
    face = ideas_of(empty)
    assert face.empty.isVisible()
    assert not face.list.isVisible()
    wanted: list[str] = []
    empty.stage_wanted.connect(wanted.append)
    face.empty.button.click()
    assert wanted == ["sheets"]
    priorities = priorities_of(empty)
    assert priorities.empty.isVisible()
    priorities.empty.button.click()
    assert empty.face.name == "ideas"
    assert PlanPage.progress(known(empty)) is None


def test_what_was_begun_for_one_engagement_never_reaches_another(
    page: PlanPage, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    actions, priorities = actions_of(page), priorities_of(page)
    begun = (actions.new, actions.running.new, priorities.weights.new)
    for line in begun:
        line.setText("half a line")
    with qtbot.waitSignal(page.workspace.opened):
        page.workspace.open(imported(tmp_path / "other.cxfac", resource("sample")))
    assert [line.text() for line in begun] == ["", "", ""]
