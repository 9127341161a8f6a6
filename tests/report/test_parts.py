"""Which parts a report has: by level, one by one, and in order."""

import re
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import LEVELS, Edition, Level, Part, ReportChoices, choose
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.content.chapters import chapters
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.pdfs import texts


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


def pages(snapshot: Snapshot, choices: ReportChoices, path: Path) -> list[str]:
    """The text of each page without its foot."""
    write(build(snapshot, Edition.LEADERSHIP, choices=choices), path)
    return [
        re.sub(r"^.*counts are groups, not people(\s*\d+ / \d+)?\s*$|^\d+ / \d+\s*$", "", text, flags=re.M).strip()
        for text in texts(path)
    ]


def test_one_page_is_one_page(sample: Snapshot, tmp_path: Path) -> None:
    (page,) = pages(sample, choose(Level.ONE_PAGE), tmp_path / "r.pdf")
    assert page.startswith("On one page")


def test_the_summary_has_cover_one_page_contents_gaps_and_plan(sample: Snapshot, tmp_path: Path) -> None:
    cover, first, contents, *rest = pages(sample, choose(Level.SUMMARY), tmp_path / "r.pdf")
    assert "side by side" in cover
    assert first.startswith("On one page")
    assert contents.startswith("Contents")
    assert "Question 1" not in contents
    assert rest[0].startswith("Perception gaps")
    assert any(page.startswith("Plan") for page in rest)


def test_parts_stand_in_the_order_that_was_chosen(sample: Snapshot, tmp_path: Path) -> None:
    chosen = choose(parts=(Part.PLAN, Part.COVER, Part.SUMMARY))
    told = build(sample, Edition.LEADERSHIP, choices=chosen)
    assert [chapter.part for chapter in chapters(told)] == [Part.PLAN, Part.COVER, Part.SUMMARY]
    plan, *_, cover, summary = pages(sample, chosen, tmp_path / "r.pdf")
    assert plan.startswith("Plan")
    assert "side by side" in cover
    assert summary.startswith("On one page")


def test_a_part_that_has_nothing_to_say_is_no_chapter(sample: Snapshot) -> None:
    told = build(sample, Edition.LEADERSHIP)
    missing = set(LEVELS[Level.FULL]) - {chapter.part for chapter in chapters(told)}
    assert missing == {Part.SERIOUS, Part.ROUNDS}


def test_every_part_but_the_note_is_in_the_full_report() -> None:
    assert set(Part) - set(choose().parts) == {Part.NOTE}
    assert Part.SHEETS not in choose(without=[Part.SHEETS]).parts


def test_no_part_left_and_a_part_twice_are_refused() -> None:
    with pytest.raises(CxError, match="No part of the report is left"):
        choose(parts=[Part.PLAN], without=[Part.PLAN])
    with pytest.raises(CxError, match="named twice: plan"):
        choose(parts=[Part.PLAN, Part.GAPS, Part.PLAN])
