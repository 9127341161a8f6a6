"""The rail in high and low windows: every stage is seen without scrolling."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.rail import Rail
from cxfacilitator.ui.stages import KEYS, PHASES, STAGES
from tests.builders import WORDING

LONG = "The Worshipful Company of North Yorkshire Agricultural Machinery and Plant Hire Associates"


@pytest.mark.parametrize("client", ["Tolland Reeve Hire Ltd", LONG])
@pytest.mark.parametrize(("height", "percent", "headed"), [(702, 100, True), (694, 150, False), (1006, 150, True)])
def test_every_stage_is_seen_without_scrolling(
    qapp: QApplication, qtbot: QtBot, height: int, percent: int, headed: bool, client: str
) -> None:
    theme.apply(qapp, theme.load("light", percent))
    rail = Rail([(phase, [(s.name, s.title, KEYS[s.name]) for s in STAGES if s.phase == phase]) for phase in PHASES])
    qtbot.addWidget(rail)
    engagement = Engagement("TRH-2025-R1", client)
    rail.show_snapshot(Snapshot(engagement, WORDING, Codebook("none", (), ())), {})
    rail.resize(rail.width(), height)
    with qtbot.waitExposed(rail):
        rail.show()
    assert rail.name.height() == 2 * rail.name.fontMetrics().height()
    assert rail.name.toolTip() == client
    assert rail.stages.verticalScrollBar().maximum() == 0
    window, lowest = rail.stages.viewport(), 0
    for entry in rail.entries.values():
        top = entry.mapTo(window, QPoint(0, 0)).y()
        assert top >= lowest
        assert entry.height() >= entry.minimumSizeHint().height()
        lowest = top + entry.height()
    assert lowest <= window.height()
    assert all(heading.isVisible() is headed for heading in rail.stages.headings)


def test_of_many_groups_nothing_is_cut_off(qtbot: QtBot) -> None:
    rail = Rail([])
    qtbot.addWidget(rail)
    groups = [Group(GroupId(n), f"S{n}", Audience.STAFF, f"Table {n}") for n in range(10_000)]
    groups += [replace(group, id=GroupId(20_000 + group.id), audience=Audience.CUSTOMERS) for group in groups]
    engagement = Engagement("TRH-2025-R1", "Tolland Reeve Hire Ltd")
    rail.show_snapshot(Snapshot(engagement, WORDING, Codebook("none", (), ()), groups=tuple(groups)), {})
    rail.resize(rail.width(), 702)
    with qtbot.waitExposed(rail):
        rail.show()
    for part in (rail.name, *rail.chips.values()):
        assert rail.rect().contains(QRect(part.mapTo(rail, QPoint(0, 0)), part.size()))
        assert part.width() >= part.minimumSizeHint().width()
