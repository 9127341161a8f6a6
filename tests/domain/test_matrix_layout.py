"""The matrix laid out: every figure is what can be counted behind it, folded or not, and forms are in no total."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.beside import beside
from cxfacilitator.domain.codebook import Family
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.matrix import matrix
from cxfacilitator.domain.matrix_layout import WHOLE_COLUMN, Layout, RowKind, changed_rows, lay_out
from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import sample_snapshot, with_forms
from tests.engagements import random_engagement

SAMPLE = sample_snapshot()
FAMILIES = [family.id for family in SAMPLE.codebook.families]


def laid(snapshot: Snapshot, folded: tuple[str, ...] = (), closed: tuple[Audience, ...] = ()) -> Layout:
    comparison = compare(snapshot)
    return lay_out(matrix(snapshot, comparison), beside(snapshot), snapshot.codebook.families, folded, closed)


def rows(layout: Layout, kind: RowKind) -> list[int]:
    return [number for number, row in enumerate(layout.rows) if row.kind is kind]


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.booleans())
def test_every_figure_is_the_number_of_groups_behind_its_quotes(seed: int, is_folded: bool) -> None:
    snapshot = random_engagement(seed)
    layout = laid(snapshot, ("F",) if is_folded else ())
    for column, heading in enumerate(layout.columns):
        themes = {view.theme.id for view in heading.views}
        for row in rows(layout, RowKind.TOTAL):
            said, of = layout.said(row, column)
            answers = layout.answers(row, column)
            audience = layout.rows[row].audience
            assert said == len({answer.group_id for answer in answers})
            assert of == sum(r.group is not None and r.audience is audience for r in layout.rows)
            assert {answer.id for answer in answers} == {
                answer.id
                for answer in snapshot.answers
                if snapshot.audience_of(answer) is audience
                and any(answer in view.answers[audience] for view in heading.views if audience is not None)
            }
            assert len(answers) == len({answer.id for answer in answers})
            assert all(themes & set(snapshot.themes_of[answer.id]) for answer in answers)
        assert len(layout.answers(WHOLE_COLUMN, column)) == sum(
            len(layout.answers(row, column)) for row in rows(layout, RowKind.TOTAL)
        )


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_saying_everything_twice_changes_no_figure_and_no_mark(seed: int) -> None:
    snapshot = random_engagement(seed)
    answers, tags = list(snapshot.answers), list(snapshot.tags)
    for answer in snapshot.answers:
        twin = AnswerId(f"{answer.id}-again")
        answers.append(replace(answer, id=twin, ref=twin, position=answer.position + 100))
        tags += [Tag(twin, theme, rank) for rank, theme in enumerate(snapshot.themes_of[answer.id], 1)]
    once, twice = laid(snapshot), laid(replace(snapshot, answers=tuple(answers), tags=tuple(tags)))
    assert once.lines == twice.lines
    assert once.boxes == twice.boxes


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 10_000), st.booleans())
def test_a_row_that_has_not_changed_says_what_it_said(seed: int, other: int, is_folded: bool) -> None:
    """After one answer lost its themes, and beside another engagement."""
    snapshot, folded = random_engagement(seed), ("F",) if is_folded else ()
    gone = snapshot.answers[other % len(snapshot.answers)].id if snapshot.answers else AnswerId("")
    after = replace(snapshot, tags=tuple(tag for tag in snapshot.tags if tag.answer_id != gone))
    before, same = laid(snapshot, folded), laid(snapshot, folded)
    assert set(changed_rows(before, same)) <= set(rows(same, RowKind.TOTAL))
    for layout in (laid(after, folded), laid(random_engagement(other), folded), laid(snapshot)):
        for row in set(range(len(layout.rows))) - set(changed_rows(before, layout)):
            assert layout.rows[row] == before.rows[row]
            for column in range(len(layout.columns)):
                assert layout.columns[column].name == before.columns[column].name
                assert layout.text(row, column) == before.text(row, column)
                assert layout.answers(row, column) == before.answers(row, column)


def test_a_folded_family_is_one_column_with_the_boxes_of_all_its_themes() -> None:
    whole, folded = laid(SAMPLE), laid(SAMPLE, tuple(FAMILIES))
    assert [column.key for column in folded.columns] == [f"family {family}" for family in FAMILIES]
    for place, column in enumerate(folded.columns):
        inside = [n for n, other in enumerate(whole.columns) if other.family == column.family]
        assert column.definition.count(",") >= len(inside) - 1
        for row in rows(folded, RowKind.GROUP):
            together = {box for n in inside for box in whole.boxes.get((row, n), ())}
            assert set(folded.boxes.get((row, place), ())) == together
    one = laid(SAMPLE, (FAMILIES[0],))
    assert len(one.columns) == len(whole.columns) - 3
    assert [column.key for column in one.columns[1:]] == [column.key for column in whole.columns[4:]]


def test_themes_of_a_family_stand_together_whatever_the_order_of_the_codebook() -> None:
    book = SAMPLE.codebook
    mixed = replace(SAMPLE, codebook=replace(book, themes=(book.themes[-6], *book.themes)))
    families = [column.family.id for column in laid(mixed).columns]
    assert sorted(set(families), key=families.index) == FAMILIES
    assert all(families[n] == family or family not in families[:n] for n, family in enumerate(families))
    lost = replace(SAMPLE, codebook=replace(book, families=book.families[1:]))
    assert laid(lost).columns[-1].family == Family(FAMILIES[0], FAMILIES[0])


def test_forms_have_their_own_rows_and_denominator_and_are_in_no_total() -> None:
    theme = SAMPLE.codebook.counted[0].id
    on_it, on_none = [(Box.WELL, [theme], True)], [(Box.WELL, [], True)]
    with_them = with_forms(SAMPLE, (Kind.FORM, on_it), (Kind.FORM, on_none), (Kind.NOTE, on_it))
    before, after = laid(SAMPLE), laid(with_them)
    told = {after.rows[row].name: after.text(row, 0) for row in rows(after, RowKind.FORMS)}
    assert told == {"Customer forms · 2": "1 of 2", "Conversation notes · 1": "1 of 1"}
    totals = [before.text(row, 0) for row in rows(before, RowKind.TOTAL)]
    assert [after.text(row, 0) for row in rows(after, RowKind.TOTAL)] == totals
    extra = len(after.answers(WHOLE_COLUMN, 0)) - len(before.answers(WHOLE_COLUMN, 0))
    assert extra == 2


def test_of_an_audience_that_is_too_small_only_totals_are_shown() -> None:
    layout = laid(SAMPLE, closed=(Audience.CUSTOMERS,))
    assert not any(row.group is not None and row.audience is Audience.CUSTOMERS for row in layout.rows)
    last = rows(layout, RowKind.TOTAL)[-1]
    assert layout.text(last, 0) == "6 of 6"
    assert layout.answers(last, 0) == ()
    assert all(SAMPLE.audience_of(a) is not Audience.CUSTOMERS for a in layout.answers(WHOLE_COLUMN, 0))


def test_the_lines_for_a_spreadsheet_have_a_heading_each_group_and_the_totals() -> None:
    lines = laid(SAMPLE).lines
    assert lines[0][:3] == ("Audience", "Group", "Friendliness, courtesy & care")
    assert lines[2][:3] == ("Staff", "S1 Table 1", "Q1, Q4 Continue")
    assert [line[:3] for line in lines[-3:]] == [
        ("Leadership", "All 1 group", "1 of 1"),
        ("Staff", "All 9 groups", "8 of 9"),
        ("Customers", "All 6 groups", "6 of 6"),
    ]
    assert len(lines) == 1 + 16 + 3
    assert {len(line) for line in lines} == {30}
