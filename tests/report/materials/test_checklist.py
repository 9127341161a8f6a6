"""The printed checklist: its days and its lines."""

from dataclasses import replace
from datetime import date

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.materials.pack import name_of
from tests.report.materials.packs import SIZES, pack, phases, read, seated


def test_the_checklist_counts_its_days_from_each_session() -> None:
    engagement = replace(seated().engagement, delete_by=date(2026, 12, 31))
    texts = read(pack(replace(seated(), engagement=engagement), "checklist"))
    assert len(texts) == len(seated().sessions) == 5
    staff, customers = texts[1], texts[-1]
    days = ["2 September 2025", "9 September 2025", "15 September 2025", "16 September 2025", "17 September 2025"]
    assert [line for line in staff.splitlines() if line in days] == days
    assert "30 September 2025" in staff
    assert "Ask for the staff list" in staff
    assert "receipts" not in staff
    assert "receipts" in customers
    assert all("Delete the roster by 31 December 2026." in text for text in texts)
    assert not any(name_of(person) in text for text in texts for person in seated().participants)


def test_an_audience_without_a_session_has_a_checklist_without_days() -> None:
    empty = replace(seated(), participants=(), groups=(), sessions=(), answers=())
    texts = read(pack(empty, "checklist"))
    assert [next(a for a in Audience if a.label in text) for text in texts] == list(Audience)
    assert not any("2025" in text for text in texts)


def test_every_line_of_the_checklist_stands_on_one_row() -> None:
    for size in SIZES:
        made = pack(seated(), "checklist", size=size)
        for sitting, text in zip(made.sittings, read(made), strict=True):
            lines = [line for phase in phases() for line in phase.lines_for(sitting.audience)]
            found = [line for line in lines if line.replace("[delete by]", made.deleted) in text.splitlines()]
            assert found == lines
