"""The matrix shows exactly what the comparison counts."""

from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.matrix import matrix
from cxfacilitator.domain.sheets import Box
from tests.builders import sample_snapshot


def test_every_count_of_the_comparison_can_be_counted_in_the_cells() -> None:
    snapshot = sample_snapshot()
    comparison = compare(snapshot)
    found = matrix(snapshot, comparison)
    for view in comparison.themes:
        for audience in Audience:
            cells = [found.cells.get((group.id, view.theme.id), ()) for group in found.groups[audience]]
            boxes = [{answer.box for answer in answers} for answers in cells]
            counts = view.counts[audience]
            assert len(boxes) == counts.groups
            assert sum(bool(each) for each in boxes) == counts.mentions
            assert sum(bool(each & {Box.WELL, Box.CONTINUE}) for each in boxes) == counts.well
            assert sum(Box.IMPROVE in each for each in boxes) == counts.improve
            assert sum(Box.DIFFER in each for each in boxes) == counts.differ


def test_a_group_without_reviewed_answers_has_no_row_and_its_answers_are_in_no_cell() -> None:
    snapshot = sample_snapshot()
    first = snapshot.groups_of(Audience.CUSTOMERS)[0]
    unread = replace(
        snapshot,
        answers=tuple(replace(a, reviewed=False) if a.group_id == first.id else a for a in snapshot.answers),
    )
    comparison = compare(unread)
    found = matrix(unread, comparison)
    assert first.id not in {group.id for group in found.groups[Audience.CUSTOMERS]}
    assert len(found.groups[Audience.CUSTOMERS]) == comparison.groups[Audience.CUSTOMERS]
    assert not any(group == first.id for group, _ in found.cells)


def test_a_cell_holds_the_quotes_of_one_group_on_one_theme() -> None:
    snapshot = sample_snapshot()
    found = matrix(snapshot, compare(snapshot))
    (group, theme), answers = next(iter(found.cells.items()))
    assert all(answer.group_id == group for answer in answers)
    assert all(theme in snapshot.themes_of[answer.id] for answer in answers)
    assert (GroupId(-1), ThemeId("NONE")) not in found.cells
