"""The parts of the report: what a drag makes of their order."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.report_setup import Part, ReportSetup
from cxfacilitator.ui.pages.report.parts import Parts

COVER, SUMMARY, GAPS, PLAN = Part.COVER, Part.SUMMARY, Part.GAPS, Part.PLAN


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    made = Parts()
    qtbot.addWidget(made)
    made.show_setup(ReportSetup(parts=(COVER, SUMMARY, GAPS, PLAN)))
    made.show()
    return made


def dragged(parts: Parts, what: Part, onto: Part, share: float) -> list[object]:
    """Let a part go on another one, so far down it, and return what is chosen then."""
    shown = [row.id for row in parts.list.rows_model.rows]
    parts.list.setCurrentIndex(parts.list.rows_model.index(shown.index(what), 0))
    area = QRectF(parts.list.visualRect(parts.list.rows_model.index(shown.index(onto), 0)))
    at = QPointF(area.left() + 40, area.top() + area.height() * share)
    button, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    chosen: list[object] = []
    parts.chosen.connect(chosen.append)
    carried = QMimeData()
    drop = QDropEvent(at, parts.list.rows_model.supportedDropActions(), carried, button, nothing)
    parts.list.dropEvent(drop)
    action = drop.dropAction()
    assert action == Qt.DropAction.CopyAction, "Qt takes no row out of the list by itself"
    return chosen


@pytest.mark.parametrize(
    ("what", "onto", "share", "order"),
    [
        (PLAN, SUMMARY, 0.25, (COVER, PLAN, SUMMARY, GAPS)),
        (COVER, GAPS, 0.75, (SUMMARY, GAPS, COVER, PLAN)),
        (COVER, Part.SHEETS, 0.75, (SUMMARY, GAPS, PLAN, COVER)),
        (PLAN, Part.WHOLE, 0.25, (COVER, SUMMARY, PLAN, GAPS)),
    ],
)
def test_a_part_comes_where_it_is_let_go(
    parts: Parts, what: Part, onto: Part, share: float, order: tuple[Part, ...]
) -> None:
    assert dragged(parts, what, onto, share) == [order]


def test_a_part_that_comes_to_its_own_place_changes_nothing(parts: Parts) -> None:
    assert dragged(parts, SUMMARY, SUMMARY, 0.75) == []
    assert dragged(parts, SUMMARY, GAPS, 0.25) == []
    assert dragged(parts, Part.SHEETS, COVER, 0.25) == [], "what is not in the report has no place in it"


def test_only_what_is_in_the_report_can_be_dragged(parts: Parts) -> None:
    rows = parts.list.rows_model
    draggable = [
        row.id
        for place, row in enumerate(rows.rows)
        if rows.flags(rows.index(place, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    ]
    assert draggable == [COVER, SUMMARY, GAPS, PLAN]
