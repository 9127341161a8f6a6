"""The rail in high and low windows: every stage is seen without scrolling."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.rail import Rail
from cxfacilitator.ui.stages import KEYS, PHASES, STAGES
from tests.builders import WORDING


@pytest.mark.parametrize(("height", "percent", "headed"), [(702, 100, True), (694, 150, False), (1006, 150, True)])
def test_every_stage_is_seen_without_scrolling(
    qapp: QApplication, qtbot: QtBot, height: int, percent: int, headed: bool
) -> None:
    theme.apply(qapp, theme.load("light", percent))
    rail = Rail([(phase, [(s.name, s.title, KEYS[s.name]) for s in STAGES if s.phase == phase]) for phase in PHASES])
    qtbot.addWidget(rail)
    engagement = Engagement("TRH-2025-R1", "Tolland Reeve Hire Ltd")
    rail.show_snapshot(Snapshot(engagement, WORDING, Codebook("none", (), ())), {})
    rail.resize(rail.width(), height)
    with qtbot.waitExposed(rail):
        rail.show()
    assert rail.stages.verticalScrollBar().maximum() == 0
    window, lowest = rail.stages.viewport(), 0
    for entry in rail.entries.values():
        top = entry.mapTo(window, QPoint(0, 0)).y()
        assert top >= lowest
        assert entry.height() >= entry.minimumSizeHint().height()
        lowest = top + entry.height()
    assert lowest <= window.height()
    assert all(heading.isVisible() is headed for heading in rail.stages.headings)
