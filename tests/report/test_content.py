"""What the report says, by value."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from cxfacilitator.domain.chance import ChanceCheck, Similarity, Verdict, Weighed
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.sheets import Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.charts import Marks
from cxfacilitator.report.content import ReportContent, build
from tests.builders import ROUND_2, sample_snapshot

L, S, C = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS


def only(snapshot: Snapshot, *audiences: Audience) -> Snapshot:
    """The same engagement before the other audiences have been asked."""
    groups = tuple(group for group in snapshot.groups if group.audience in audiences)
    ids = {group.id for group in groups}
    answers = tuple(answer for answer in snapshot.answers if answer.group_id in ids)
    kept = {answer.id for answer in answers}
    tags = tuple(tag for tag in snapshot.tags if tag.answer_id in kept)
    return replace(snapshot, groups=groups, answers=answers, tags=tags, ideas=())


def texts(value: object) -> Iterator[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from texts(getattr(value, each.name))


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


@pytest.fixture(scope="module")
def content(sample: Snapshot) -> ReportContent:
    return build(sample, Edition.FACILITATOR)


def test_the_headline_is_the_strongest_agreement_and_the_widest_clear_gap(content: ReportContent) -> None:
    assert content.summary.title.title == (
        "All three audiences praise “friendliness, courtesy & care”; the widest gap is “billing, invoicing & payment”"
    )
    assert content.summary.chart.rows[0].name == "Billing, invoicing & payment"
    assert content.summary.chart.rows[0].counts == ((L, 1, 1), (S, 0, 9), (C, 0, 6))


def test_the_method_says_what_chance_alone_would_give(sample: Snapshot, content: ReportContent) -> None:
    """Where somebody has worked it out; and that hardly more is only a reason to ask."""
    similar = Similarity(S, C, 0.5, (0.4, 0.6), Verdict.NOT_CLEARLY)
    clear, hardly = (Weighed(ChanceCheck(6, 4.9, 400, as_many), {(S, C): similar}) for as_many in (3, 120))
    of = {
        name: [part.lines for part in build(sample, Edition.LEADERSHIP, each).method if "chance" in part.heading]
        for name, each in (("clear", clear), ("hardly", hardly))
    }
    how = "To see what chance alone gives, whole sheets were given to audiences at random 400 times"
    assert of["clear"] == [
        (
            f"{how} and compared by the same rules.",
            "6 differences are labelled likely or clear; shuffled labels give 4.9.",
            "Over all themes and questions, two audiences are held against random sets of the same groups:",
            "Staff and customers: not clearly further apart.",
        )
    ]
    assert of["hardly"][0][2] == "That is hardly more than chance gives: treat differences as questions."
    assert not any("chance" in part.heading for part in content.method)


def test_an_early_sign_never_makes_a_headline(sample: Snapshot) -> None:
    told = build(replace(sample, engagement=replace(sample.engagement, everybody=frozenset())), Edition.FACILITATOR)
    assert "no gap is more than an early sign" in told.summary.title.title
    assert (
        "no gap is more than an early sign" in build(sample_snapshot(ROUND_2), Edition.LEADERSHIP).summary.title.title
    )


def test_the_summary_can_be_read_in_a_minute(content: ReportContent) -> None:
    part = content.summary
    words = " ".join(texts((part.title, part.boxes, part.decisions, part.caution))).split()
    assert len(words) <= 200
    assert len(part.chart.rows) <= 5
    assert len(part.decisions) == 3
    assert all(len(box.lines) <= 3 for box in part.boxes)


def test_every_figure_comes_from_the_comparison(sample: Snapshot, content: ReportContent) -> None:
    comparison = compare(sample)
    by_name = {view.theme.name: view for view in comparison.themes}
    for section in content.gaps.sections:
        for card in section.cards:
            counts = by_name[card.theme].counts
            assert [marks.said for marks in card.marks] == [
                counts[L].well,
                counts[C].well,
                counts[C].raises,
                counts[L].raises,
            ]
    for row in content.keep.keep.rows:
        assert [marks.said for marks in row.marks] == [by_name[row.name].counts[a].keeps for a in Audience]
    well = {row.name: tuple(marks.said for marks in row.marks) for row in content.questions[0].tables[0].rows}
    heat = {row.name: row.said[0] for row in content.whole.heat.rows}
    assert all(heat[name] == said for name, said in well.items())


def test_no_theme_is_dropped_from_a_question(content: ReportContent) -> None:
    for part, blocks in zip(content.questions, ((0,), (1,), (), (3, 4)), strict=True):
        for table, block in zip(part.tables, blocks, strict=True):
            shown = {row.name for row in table.rows}
            named = {row.name for row in content.whole.heat.rows if any(row.said[block])}
            assert all(name in shown or name in table.alone for name in named)


def test_all_findings_about_customers_are_on_the_gap_pages(content: ReportContent) -> None:
    cards = [len(section.cards) for section in content.gaps.sections]
    assert cards == [2, 7, 2, 1, 3, 1]
    assert content.gaps.title.title == "Leadership and customers see 11 of 17 themes differently"
    assert content.gaps.title.lead.endswith(
        "Leadership sees 6 the same way, is silent on 9 and sees 2 the opposite way."
    )
    assert content.gaps.none_found == "None found in these sheets: Unconfirmed strengths."


def test_a_fragile_finding_and_its_evidence_are_marked(content: ReportContent) -> None:
    cards = {card.theme: card for section in content.gaps.sections for card in section.cards}
    assert cards["Clear information & expectations"].fragile
    assert cards["Billing, invoicing & payment"].word == "clear"
    assert cards["Reaching us"].word == "early sign"
    assert "C1-Q2-02" in cards["Billing, invoicing & payment"].refs


def test_quotes_stand_on_the_side_of_their_heading(sample: Snapshot, content: ReportContent) -> None:
    boxes = {answer.text: answer.box.value for answer in sample.answers}
    over_claimed = content.gaps.sections[0].cards
    for card in over_claimed:
        assert [boxes[quote.text] in ("well", "continue") for _, quote in card.quotes] == [True, False]


def test_no_full_name_of_the_roster_is_in_any_edition(sample: Snapshot) -> None:
    named = replace(
        sample,
        answers=(replace(sample.answers[0], text="Saoirse Birtles and Margot Reeve help"), *sample.answers[1:]),
        ideas=(replace(sample.ideas[0], owner="Margot Reeve", title="as Saoirse Birtles says"), *sample.ideas[1:]),
    )
    for edition in Edition:
        said = "\n".join(texts(build(named, edition)))
        assert not [person.full_name for person in sample.participants if person.full_name in said]


def test_leadership_reads_no_names_and_no_tables(sample: Snapshot) -> None:
    said = "\n".join(texts(build(sample, Edition.LEADERSHIP)))
    assert not re.search(r"\b(Priya|Dave)\b", said)
    assert not [person.full_name for person in sample.participants if person.full_name in said]
    assert not re.search(r"\d+ (people|persons)", "\n".join(texts(build(sample, Edition.LEADERSHIP).sheets)))
    assert not [group.label for group in sample.groups if group.label.startswith("Table") and group.label in said]
    assert "Landscapers & grounds" not in said


def test_sheet_codes_of_leadership_do_not_lead_to_the_table(sample: Snapshot) -> None:
    told = build(sample, Edition.LEADERSHIP)
    leadership, *others = told.sheets
    assert leadership.title == "Leadership sheet"
    codes = [part.title.split()[-1] for part in others]
    assert sorted(["L1", *codes]) == sorted(group.code for group in sample.groups)
    ours = {part.title.split()[2]: part.boxes[0].lines for part in build(sample, Edition.FACILITATOR).sheets}
    assert not [code for code, part in zip(codes, others, strict=True) if ours[code] == part.boxes[0].lines]
    assert build(sample, Edition.LEADERSHIP) == told
    assert not [text for text in texts(told) if re.search(r"\bL1\b", text)]


def test_of_two_groups_neither_has_a_code_and_their_order_tells_nothing(sample: Snapshot) -> None:
    """Among two, a code that is never one's own would be the other's for certain."""
    groups = tuple(group for group in sample.groups if group.audience is not S or group.code in ("S1", "S2"))
    kept = {group.id for group in groups}
    two = replace(sample, groups=groups, answers=tuple(a for a in sample.answers if a.group_id in kept), ideas=())
    first = set()
    for round_ in range(12):
        engagement = replace(sample.engagement, code=f"E{round_}")
        told = build(replace(two, engagement=engagement), Edition.LEADERSHIP)
        sheets = [part for part in told.sheets if part.title.startswith("Staff")]
        assert [part.title for part in sheets] == ["Staff sheet", "Staff sheet"]
        assert not [text for text in texts(told) if re.search(r"\bS[12]\b", text)]
        first.add(sheets[0].boxes[0].lines)
    assert len(first) == 2


def test_leadership_is_not_quoted_when_its_audience_is_tiny(sample: Snapshot) -> None:
    groups = tuple(replace(group, people=3) if group.audience is L else group for group in sample.groups)
    told = build(replace(sample, groups=groups), Edition.LEADERSHIP)
    assert not any(part.title.startswith("Leadership") for part in told.sheets)
    assert all(not voices.quotes for part in told.questions for voices in part.voices if voices.audience is L)
    assert any("fewer than five people" in line for item in told.method for line in item.lines)


def test_every_answer_is_in_the_facilitators_sheets_word_for_word(sample: Snapshot, content: ReportContent) -> None:
    lines = [line for part in content.sheets for box in part.boxes for line in box.lines]
    assert len(lines) == len(sample.answers)
    for answer in sample.answers:
        assert any(line.startswith(answer.text) for line in lines)


@pytest.mark.parametrize("edition", Edition)
def test_a_tidied_wording_stands_for_the_original_and_the_method_says_how_often(
    sample: Snapshot, edition: Edition
) -> None:
    first, second, *rest = sample.answers
    tidied = (replace(first, tidy="Kind people"), replace(second, tidy="[name] promised it"), *rest)
    told = build(replace(sample, answers=tidied), edition)
    lines = [line for part in told.sheets for box in part.boxes for line in box.lines]
    assert {"Kind people", "[name] promised it"} <= set(lines)
    assert not [text for text in texts(told) if first.text in text or second.text in text]
    method = [line for item in told.method for line in item.lines]
    assert f"2 of {len(sample.answers)} answers are shown in a tidied wording." in method


def test_an_idea_tells_its_reason_and_how_customers_will_see_it(sample: Snapshot) -> None:
    reason = "Saoirse Birtles says no"
    first = replace(sample.ideas[0], disposition=Disposition.NOT_NOW, reason=reason, customer_view="Less\nwaiting")
    told = build(replace(sample, ideas=(first, *sample.ideas[1:])), Edition.LEADERSHIP)
    row = next(row for row in told.plan.rows if row.disposition == "Not now")
    assert row.said == "Customers will see: Less waiting · Reason: [name] says no"


def test_serious_answers_are_told_one_by_one(sample: Snapshot) -> None:
    flagged = replace(sample.answers[5], flags=frozenset({Flag.SERIOUS}))
    told = build(replace(sample, answers=(flagged, *sample.answers)), Edition.FACILITATOR)
    assert [quote.text for quote in told.serious] == [flagged.text]


def test_ideas_are_in_order_with_what_was_decided(sample: Snapshot) -> None:
    decided = replace(
        sample.ideas[4], disposition=Disposition.DO_NOW, owner="Operations Director", due=date(2025, 11, 1)
    )
    ideas = (*sample.ideas[:4], decided, *sample.ideas[5:])
    rows = build(replace(sample, ideas=ideas), Edition.FACILITATOR).plan.rows
    assert [row.number for row in rows] == list(range(1, 20))
    assert rows[0].quick_win
    assert (rows[0].disposition, rows[0].owner, rows[0].due) == ("Do now", "Operations Director", "1 November 2025")
    assert [row.evidence for row in rows[-2:]] == ["Runs against what customers said"] * 2


def test_what_was_decided_is_not_asked_again_and_what_waits_is_not_started_first(sample: Snapshot) -> None:
    before = build(sample, Edition.FACILITATOR)
    first, second = before.plan.rows[:2]
    not_now = [replace(i, disposition=Disposition.NOT_NOW) if i.title == first.title else i for i in sample.ideas]
    told = build(replace(sample, ideas=tuple(not_now)), Edition.FACILITATOR).summary
    (box,) = (box for box in told.boxes if box.heading.startswith("Start first"))
    assert box.lines[0].startswith(f"2. {second.title[:20]}")
    assert any(f"Do we start with “{first.title[:20]}" in line for line in before.summary.decisions)
    assert any(f"Do we start with “{second.title[:20]}" in line for line in told.decisions)
    refused = tuple(replace(idea, disposition=Disposition.NOT_NOW) for idea in sample.ideas)
    (box,) = build(replace(sample, ideas=refused), Edition.FACILITATOR).summary.boxes[3:]
    assert box.lines == ("None is to be started now.",)
    done = tuple(replace(idea, disposition=Disposition.DO_NOW) for idea in sample.ideas)
    told = build(replace(sample, ideas=done), Edition.FACILITATOR).summary
    assert not any("Do we start" in line for line in told.decisions)


def test_one_leadership_sheet_alone_claims_nothing_about_customers(sample: Snapshot) -> None:
    told = build(only(sample, L), Edition.FACILITATOR)
    assert told.summary.title.title == "Only leadership has been asked so far"
    assert told.gaps.title.title == "No gap can be seen without answers from customers"
    assert "When do we ask staff and customers?" in told.summary.decisions
    assert told.summary.chart.rows == ()


def test_staff_and_leadership_alone_are_compared_with_each_other(sample: Snapshot) -> None:
    told = build(only(sample, L, S), Edition.FACILITATOR)
    assert told.inside.sections
    assert told.inside.title.lead == "Customers have not been asked, so these rest on the company alone."


def test_without_customers_nothing_is_said_of_their_silence(sample: Snapshot) -> None:
    inside = [a for a in sample.answers if sample.audience_of(a) is not Audience.CUSTOMERS]
    content = build(replace(sample, answers=tuple(inside), ideas=()), Edition.LEADERSHIP)
    boxes = {box.heading: box.lines for box in content.summary.boxes}
    assert boxes["Blind spots: customers raise it"] == ("Customers have not been asked.",)
    assert boxes["Invisible work: no customer praises it"] == ("Customers have not been asked.",)
    assert "no customer group" not in str(content)


def test_answers_that_nobody_has_read_count_for_nothing_and_are_said(sample: Snapshot) -> None:
    waiting = replace(sample, answers=tuple(replace(answer, reviewed=False) for answer in sample.answers))
    told = build(waiting, Edition.FACILITATOR)
    assert told.summary.title.title == "271 answers wait to be read"
    assert told.footer == "nothing counted yet"
    assert told.asked[1].sheets == 9
    assert "271 answers not yet decided on count for nothing." in told.method[3].lines


def test_a_single_theme_is_one_theme(sample: Snapshot) -> None:
    first = sample.tags[0]
    told = build(replace(sample, tags=(first,)), Edition.FACILITATOR)
    assert told.whole.title.title.startswith("1 theme came up; the most named is")


def test_an_engagement_without_answers_is_still_a_report(sample: Snapshot) -> None:
    empty = replace(sample, groups=(), answers=(), tags=(), ideas=(), sessions=())
    told = build(empty, Edition.LEADERSHIP)
    assert told.summary.title.title == "No answers yet"
    assert told.sheets == ()


def test_many_groups_turn_marks_into_bars_everywhere(sample: Snapshot) -> None:
    extra = tuple(Group(GroupId(100 + number), f"C{number}", C, f"Table {number}", people=7) for number in range(7, 12))
    mine = next(group for group in sample.groups if group.audience is C)
    answers = tuple(
        replace(answer, id=f"{answer.id}-{group.id}", ref=f"{group.code}-{answer.box}-{number}", group_id=group.id)
        for group in extra
        for number, answer in enumerate(sample.answers_of[mine.id])
    )
    many = replace(sample, groups=sample.groups + extra, answers=sample.answers + answers)
    told = build(many, Edition.FACILITATOR)
    marks = [each for row in told.questions[0].tables[0].rows for each in row.marks]
    assert all(isinstance(each, Marks) and each.as_bar for each in marks)


def test_the_days_of_the_sessions_are_in_words_and_date_the_document(content: ReportContent, sample: Snapshot) -> None:
    assert content.days == "3, 16 and 24 September and 1 October 2025"
    assert content.made_on == (2025, 10, 1)
    later = replace(sample, sessions=(replace(sample.sessions[0], held_on=date(2026, 1, 2)),))
    assert build(later, Edition.FACILITATOR).days == "2 January 2026"


def test_a_question_that_customers_left_to_others_is_told_by_those_who_answered_it() -> None:
    snapshot = sample_snapshot()
    silent = {(Audience.CUSTOMERS, box) for box in (Box.WELL, Box.CONTINUE, Box.START)}
    answers = tuple(each for each in snapshot.answers if (snapshot.audience_of(each), each.box) not in silent)
    well, _, _, after = build(replace(snapshot, answers=answers), Edition.LEADERSHIP).questions
    assert well.title.title.startswith("8 of 9 staff groups and the leadership group named “friendliness, courtesy")
    assert after.title.title.startswith("4 of 9 staff groups and the leadership group asked to continue")
    assert after.title.lead.startswith("5 of 9 staff groups wanted something new on “keeping customers informed”")
