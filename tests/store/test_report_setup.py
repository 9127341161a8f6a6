"""What was chosen for the report as it is kept: what cannot be printed is not read."""

from pathlib import Path

from cxfacilitator.domain.report_setup import MOST_QUOTES, Part
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import written


def test_choices_that_no_report_can_have_are_the_usual_ones(tmp_path: Path) -> None:
    with written(tmp_path / "e.cxfac") as file, file.edit("Write what another program would") as edit:
        edit.db.execute(
            "UPDATE report_setup SET quotes = 999, accent = 'rubbish', "
            """parts = '["gaps", "poem", "plan", "gaps", 7, null]'"""
        )
    with EngagementFile.open(tmp_path / "e.cxfac") as file:
        setup = file.snapshot().report
    assert setup == setup.checked()
    assert (setup.quotes, setup.accent, setup.parts) == (MOST_QUOTES, "", (Part.GAPS, Part.PLAN))
