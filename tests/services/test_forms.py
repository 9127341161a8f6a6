"""Forms on their way into the file: planned, agreed, typed, changed and taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import Cancelled, ImportProblem
from cxfacilitator.domain.form_columns import FormColumn
from cxfacilitator.domain.form_plan import FormChoices, FormPlan
from cxfacilitator.domain.forms import Form, Kind, Separator
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.reading import ColumnsWanted, ReadingChoices
from cxfacilitator.domain.sheets import Box, Parked
from cxfacilitator.services import engagement, forms, tagging
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store.file import EngagementFile

NOW = datetime(2026, 5, 3, 14, 3, tzinfo=UTC)
F1 = Form(GroupId(0), "F1", Kind.FORM, segment="trade")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EngagementFile]:
    """An engagement without anything in it."""
    with engagement.create(tmp_path / "a.cxfac", Engagement("A", "Acme")) as made:
        yield made


def planned(file: EngagementFile, text: str, choices: FormChoices = FormChoices()) -> FormPlan:  # noqa: B008
    """The plan of a CSV text."""
    return forms.plan_bytes(text.encode(), "list.csv", file.snapshot(), choices)


def cells(plan: FormPlan) -> list[dict[Box, str]]:
    """What the rows say, by box."""
    return [{box: row.cell(box) for box in {line.box for line in row.lines}} for row in plan.rows]


def texts(file: EngagementFile, form: str = "F1") -> list[tuple[str, str]]:
    """References and texts of a form's answers, in order."""
    snapshot = file.snapshot()
    found = next(each for each in snapshot.forms if each.code == form)
    return [(answer.ref, answer.text) for answer in snapshot.form_answers_of.get(found.id, ())]


def test_a_list_with_everything(file: EngagementFile) -> None:
    """Kind, source, segment and day of each row, an answer a line, and a competitor for Q3."""
    plan = planned(
        file,
        "Kind,Source,Segment,Date,Good,Bad,Q3,Competitor,Continue,Start\n"
        'form,,trade,13/5/2026,"friendly\nquick",late,cheaper,Brightline,calling first,an app\n'
        "review,Trustpilot,,2026-05-01,helpful,,,,,\n",
    )
    first, second = plan.rows
    assert (first.form.kind, first.form.segment, first.form.held_on) == (Kind.FORM, "trade", date(2026, 5, 13))
    assert first.cell(Box.WELL) == "friendly\nquick"
    assert first.cell(Box.START) == "an app"
    assert [line.competitor for line in first.lines if line.competitor] == ["Brightline"]
    assert (second.form.kind, second.form.label) == (Kind.REVIEW, "Trustpilot")
    assert plan.counts == "1 form, 1 review"
    assert forms.apply(file, plan) == 2
    assert [form.described for form in file.snapshot().forms] == [
        "Form F1 · trade · 13 May",
        "Review R1 · Trustpilot · 1 May",
    ]
    assert texts(file)[:3] == [("F1-Q1-01", "friendly"), ("F1-Q1-02", "quick"), ("F1-Q2-01", "late")]


def test_what_a_row_does_not_say_is_said_for_all(file: EngagementFile) -> None:
    """Kind, segment and day of the choices are for the rows that have none of their own."""
    choices = FormChoices(Kind.NOTE, "home", date(2026, 4, 1))
    plan = planned(file, "segment,comment\ntrade,quick\n,slow\n", choices)
    assert [(row.form.kind, row.form.segment, row.form.held_on) for row in plan.rows] == [
        (Kind.NOTE, "trade", date(2026, 4, 1)),
        (Kind.NOTE, "home", date(2026, 4, 1)),
    ]


def test_a_question_that_was_not_divided(file: EngagementFile) -> None:
    """What Q4 or a comment leaves open stays open, unless the line itself says continue or start."""
    plan = planned(file, 'Q1,Q4\ngood,"Continue: ring first\nS: an app\nstart of the call was slow"\n')
    assert cells(plan) == [
        {
            Box.WELL: "good",
            Box.CONTINUE: "ring first",
            Box.START: "an app",
            Box.UNMARKED: "start of the call was slow",
        }
    ]


def test_rows_that_cannot_become_forms_are_named(file: EngagementFile) -> None:
    """By row and reason; nothing is dropped without a word."""
    plan = planned(file, "Kind,Date,Good\nform,soon,quick\nradio,,nice\nform,,\nKind,Date,Good\n")
    assert [(note.number, note.about) for note in plan.left_out] == [
        (4, "left out, because no answer is there"),
        (5, "left out, because the headings come again"),
    ]
    assert [note.number for note in plan.unclear] == [2, 3]
    told = " ".join(plan.sentences())
    assert "row 4" in told
    assert "“radio”" in told


def test_days_that_could_be_read_both_ways_are_said(file: EngagementFile) -> None:
    """Day first, unless another row of the list shows that it cannot be; or as a person says."""
    plan = planned(file, "Date,Good\n3/5/2026,a\n")
    assert plan.rows[0].form.held_on == date(2026, 5, 3)
    assert any("day first: 3/5/2026 is 3 May 2026" in sentence for sentence in plan.assumptions)
    plan = planned(file, "Date,Good\n3/5/2026,a\n5/13/2026,b\n")
    assert plan.rows[0].form.held_on == date(2026, 3, 5)
    plan = planned(file, "Date,Good\n3/5/2026,a\n", FormChoices(month_first=True))
    assert plan.rows[0].form.held_on == date(2026, 3, 5)


def test_the_same_list_twice_adds_nothing(file: EngagementFile) -> None:
    """Each form that is there answers for one row; a person may still want them again."""
    text = "Date,Good\n2026-05-03,quick\n2026-05-03,Quick\n2026-05-03,slow\n"
    assert forms.apply(file, planned(file, text)) == 3
    again = planned(file, text + "2026-05-03,quick\n")
    assert [row.number for row in again.already] == [2, 3, 4]
    assert [row.number for row in again.rows] == [5]
    assert len(planned(file, text, FormChoices(keep_known=True)).rows) == 3


def test_a_cell_is_cut_only_at_its_lines(file: EngagementFile) -> None:
    """Another separator is used only when a person says so."""
    text = "Good\nquick / clean\n"
    assert cells(planned(file, text)) == [{Box.WELL: "quick / clean"}]
    assert cells(planned(file, text, FormChoices(separator=Separator.SLASH))) == [{Box.WELL: "quick\nclean"}]


def test_headings_in_three_rows(file: EngagementFile) -> None:
    """The question tells what a column holds; the code over it and the one for machines do not."""
    plan = planned(
        file,
        "StartDate,Q1,Q2,Q3\n"
        "Start Date,What could be improved?,How old are you?,What do you like?\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""QID3""}"\n'
        "2026-05-03 10:11:12,slow,44,the staff\n",
    )
    assert cells(plan) == [{Box.IMPROVE: "slow", Box.WELL: "the staff"}]
    assert plan.rows[0].form.held_on == date(2026, 5, 3)
    assert plan.rows[0].number == 4
    assert [column.holds for column in plan.read.columns] == [
        FormColumn.DATE, FormColumn.IMPROVE, None, FormColumn.WELL,
    ]  # fmt: skip


def test_a_row_that_only_says_open_ended_response(file: EngagementFile) -> None:
    """It is a heading, not an answer."""
    plan = planned(file, "Respondent,What do you like?\n,Open-Ended Response\n1,the staff\n")
    assert cells(plan) == [{Box.WELL: "the staff"}]


def test_ratings_are_no_answers(file: EngagementFile) -> None:
    """A column of figures below a question that sounds like one of ours is not used."""
    plan = planned(file, "How well did we do (1-5)?,Comment\n4,nice\n5,quick\n")
    assert cells(plan) == [{Box.UNMARKED: "nice"}, {Box.UNMARKED: "quick"}]


def test_a_list_without_answers_names_its_columns(file: EngagementFile) -> None:
    """A person can then say which one it is."""
    with pytest.raises(ColumnsWanted, match=r"list\.csv: no column of answers .* Name and Shoe size") as problem:
        planned(file, "Name,Shoe size\nAnna,38\n")
    assert [column.label for column in problem.value.read.columns] == ["Name", "Shoe size"]
    plan = planned(
        file,
        "Name,Shoe size\nAnna,38\n",
        FormChoices(reading=ReadingChoices(columns={"Shoe size": FormColumn.IMPROVE})),
    )
    assert cells(plan) == [{Box.IMPROVE: "38"}]
    with pytest.raises(ImportProblem, match="no column headed “Hat”"):
        planned(file, "Name,Good\nAnna,38\n", FormChoices(reading=ReadingChoices(columns={"Hat": None})))


def test_a_workbook(file: EngagementFile, tmp_path: Path) -> None:
    """Cells with several lines and days of a workbook are read as they are shown."""
    book = Workbook()
    assert book.active is not None
    book.active.append(["Date", "Well", "Improve"])
    book.active.append([date(2026, 5, 3), "quick\nclean", None])
    book.save(tmp_path / "forms.xlsx")
    plan = forms.plan_import(tmp_path / "forms.xlsx", file.snapshot())
    assert cells(plan) == [{Box.WELL: "quick\nclean"}]
    assert plan.rows[0].form.held_on == date(2026, 5, 3)


def test_pasted_cells(file: EngagementFile) -> None:
    """With headings or without; a cell of several lines stays one cell, and a comma is a comma."""
    snapshot = file.snapshot()
    plan = forms.plan_paste("Good\tBad\nquick, clean\tlate\n", snapshot)
    assert cells(plan) == [{Box.WELL: "quick, clean", Box.IMPROVE: "late"}]
    plan = forms.plan_paste('"quick\nclean"\tlate\tcheaper\tring first\tapp\n', snapshot)
    assert cells(plan) == [
        {
            Box.WELL: "quick\nclean",
            Box.IMPROVE: "late",
            Box.DIFFER: "cheaper",
            Box.CONTINUE: "ring first",
            Box.START: "app",
        }
    ]
    plan = forms.plan_paste("nice people\nslow, and dear\n", snapshot, FormChoices(Kind.REVIEW))
    assert [row.cell(Box.UNMARKED) for row in plan.rows] == ["nice people", "slow, and dear"]


def test_an_import_is_one_step(file: EngagementFile) -> None:
    """Undo takes all of it back, redo brings it again."""
    before = file.snapshot()
    forms.apply(file, planned(file, "Good\na\nb\n"))
    [step] = file.take_steps()
    assert step.label == "Import 2 forms"
    after = file.snapshot()
    back = file.reverse(step)
    assert file.snapshot() == before
    file.reverse(back)
    assert file.snapshot() == after


def test_what_a_long_import_keeps_for_undo_is_short(file: EngagementFile) -> None:
    """One statement for all answers and one for all forms, however many there are."""
    before = file.snapshot()
    forms.apply(file, planned(file, "Good,Bad\n" + "warm,slow\n" * 200))
    [step] = file.take_steps()
    assert len(step.inverse) == 2
    file.reverse(step)
    assert file.snapshot() == before


def test_a_job_that_is_stopped_plans_nothing(file: EngagementFile) -> None:
    """Progress is told while a long list is read, and may stop it."""
    shares: list[float] = []

    def stop(share: float, note: str) -> None:
        shares.append(share)
        if share > 0.4:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        forms.plan_bytes(("Good\n" + "a\n" * 3000).encode(), "list.csv", file.snapshot(), progress=stop)
    assert shares == sorted(shares)


def test_typing_a_cell(file: EngagementFile) -> None:
    """The first key adds the form; a line is an answer; a line taken away is gone."""
    for text in ("q", "quick", "quick\n", "quick\nclean"):
        forms.type_cell(file, F1, Box.WELL, text, NOW)
    assert texts(file) == [("F1-Q1-01", "quick"), ("F1-Q1-02", "clean")]
    assert file.snapshot().forms[0].segment == "trade"
    assert file.snapshot().form_answers[0].typed_at == NOW
    forms.type_cell(file, F1, Box.WELL, "clean", NOW)
    assert texts(file) == [("F1-Q1-02", "clean")]


def test_typing_keeps_what_was_decided(file: EngagementFile) -> None:
    """A line that is corrected keeps its themes; a line put before it does not take them."""
    forms.type_cell(file, F1, Box.WELL, "quik", NOW)
    theme = file.snapshot().codebook.counted[0].id
    tagging.accept(file, file.snapshot().form_answers[0].id, theme)
    forms.type_cell(file, F1, Box.WELL, "new\nquik", NOW)
    forms.type_cell(file, F1, Box.WELL, "new\nquick", NOW)
    snapshot = file.snapshot()
    assert [(a.text, snapshot.themes_of.get(a.id, ())) for a in snapshot.form_answers] == [
        ("new", ()),
        ("quick", (theme,)),
    ]


def test_what_is_parked_stays_parked(file: EngagementFile) -> None:
    """A line in the parking lot is not in its cell, and typing there does not touch it."""
    forms.type_cell(file, F1, Box.WELL, "quick\nclean", NOW)
    parked = file.snapshot().form_answers[0]
    with file.edit("Park") as edit:
        sheets_store.park(edit.db, Parked(parked.id))
    forms.type_cell(file, F1, Box.WELL, "cleaner", NOW)
    snapshot = file.snapshot()
    assert [answer.text for answer in snapshot.form_answers] == ["cleaner"]
    assert [answer.text for answer in snapshot.set_aside] == ["quick"]


def test_facts(file: EngagementFile) -> None:
    """Segment, source and day; a form that is new is added by any of them."""
    forms.set_segment(file, F1, " home ")
    kept = file.snapshot().forms[0]
    forms.set_day(file, kept, date(2026, 5, 3))
    forms.set_source(file, kept, "till")
    assert file.snapshot().forms[0].described == "Form F1 · till · home · 3 May"


def test_another_kind_has_another_code(file: EngagementFile) -> None:
    """The references of its answers follow; what is typed on its way to the old code still finds it."""
    forms.type_cell(file, F1, Box.WELL, "quick", NOW)
    kept = file.snapshot().forms[0]
    forms.set_kind(file, kept, Kind.NOTE)
    forms.type_cell(file, kept, Box.WELL, "quicker", NOW)
    assert [form.code for form in file.snapshot().forms] == ["N1"]
    assert texts(file, "N1") == [("N1-Q1-01", "quicker")]


def test_removed_forms_come_back_whole(file: EngagementFile) -> None:
    """With their answers and themes."""
    forms.apply(file, planned(file, "Good\na\nb\nc\n"))
    theme = file.snapshot().codebook.counted[0].id
    tagging.accept(file, file.snapshot().form_answers[0].id, theme)
    before = file.snapshot()
    file.take_steps()
    forms.remove(file, before.forms[:2])
    assert [form.code for form in file.snapshot().forms] == ["F3"]
    [step] = file.take_steps()
    assert step.label == "Remove 2 forms"
    file.reverse(step)
    assert file.snapshot() == before
