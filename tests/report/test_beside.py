"""What the report says of forms, notes and reviews: small, labelled, and beside every count of groups."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.sheets import Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import ReportContent, build
from tests.builders import sample_snapshot, with_forms

SAMPLE = sample_snapshot()
GAP = next(view.theme.id for view in compare(SAMPLE).gaps)


def forms(count: int, kind: Kind = Kind.FORM) -> Snapshot:
    """The sample with so many forms that ask to improve the theme of the widest gap."""
    return with_forms(SAMPLE, *[(kind, [(Box.IMPROVE, [GAP], True)]) for _ in range(count)])


def told(content: ReportContent) -> list[str]:
    """What stands beside the gaps."""
    return [card.beside for section in content.gaps.sections for card in section.cards if card.beside]


def test_without_forms_nobody_speaks_of_them() -> None:
    content = build(SAMPLE, Edition.FACILITATOR)
    assert told(content) == []
    assert "Beside the groups" not in str(content)


def test_a_gap_says_on_how_many_forms_it_is() -> None:
    """With the words of one form, which is called what it is."""
    [line, *_] = told(build(forms(6), Edition.FACILITATOR))
    assert line == "Beside the groups: also on 6 of 6 forms. “what was said in line 1” (Form F1 · 3 May)"
    [line, *_] = told(build(forms(6), Edition.LEADERSHIP))
    assert line.endswith("(Customer form)")


def test_leadership_reads_no_words_of_few_people() -> None:
    """Fewer than five forms are counted and not quoted; the facilitator reads everything."""
    assert told(build(forms(4), Edition.LEADERSHIP))[0] == "Beside the groups: also on 4 of 4 forms."
    assert "“" in told(build(forms(4), Edition.FACILITATOR))[0]


@pytest.mark.parametrize("edition", Edition)
def test_forms_change_no_mark_and_no_sentence_about_groups(edition: Edition) -> None:
    """Take away what stands beside the groups, and the report is the one without forms."""
    plain, content = build(SAMPLE, edition), build(forms(9), edition)
    bare = [
        replace(section, cards=tuple(replace(card, beside="") for card in section.cards))
        for section in content.gaps.sections
    ]
    assert tuple(bare) == plain.gaps.sections
    assert (content.summary, content.whole, content.inside, content.keep, content.plan, content.asked) == (
        plain.summary, plain.whole, plain.inside, plain.keep, plain.plan, plain.asked,
    )  # fmt: skip
    assert content.sheets == plain.sheets
    assert content.footer == plain.footer
    for one, other in zip(content.questions, plain.questions, strict=True):
        assert (one.title, one.tables, one.diverging, one.voices) == (
            other.title, other.tables, other.diverging, other.voices,
        )  # fmt: skip


def test_the_method_says_how_many_there_were() -> None:
    who = next(part for part in build(forms(9), Edition.LEADERSHIP).method if part.heading == "Who was asked")
    assert who.lines[-1].startswith("Beside the groups: 9 forms, from 3 May 2026; somebody has decided on answers of 9")
    assert "never with the groups" in who.lines[-1]


def test_a_question_names_what_forms_name_most() -> None:
    name = SAMPLE.codebook.by_id[GAP].name
    improve = build(forms(3, Kind.NOTE), Edition.LEADERSHIP).questions[1]
    assert f"Beside the groups, named most often on 3 notes: {name} (3)." in improve.notes


def test_a_serious_answer_of_a_form_is_not_lost() -> None:
    snapshot = forms(1)
    [answer] = snapshot.form_answers
    snapshot = replace(snapshot, form_answers=(replace(answer, flags=frozenset({Flag.SERIOUS})),))
    assert build(snapshot, Edition.LEADERSHIP).serious[-1].source == "Customer form"
    assert build(snapshot, Edition.FACILITATOR).serious[-1].source == "Form F1 · 3 May"
