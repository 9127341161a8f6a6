"""What was done differently in two rounds is found, and nothing where nothing was."""

from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.round_changes import RoundChanges, round_changes
from cxfacilitator.domain.rounds import RoundSummary
from cxfacilitator.domain.trends import summarise, trend
from tests.builders import sample_snapshot

FIRST = summarise(sample_snapshot())
SAME = replace(FIRST, number=2)
WAIT, REACH = ThemeId("ACC-WAIT"), ThemeId("ACC-REACH")
NOTHING = RoundChanges((), False, (), (), (), (), (), (), ())


def changed(now: RoundSummary, earlier: RoundSummary = FIRST) -> RoundChanges:
    return round_changes(trend(earlier, now))


def with_theme(summary: RoundSummary, theme_id: ThemeId, **fields: object) -> RoundSummary:
    themes = (replace(t, **fields) if t.id == theme_id else t for t in summary.themes)  # type: ignore[arg-type]
    return replace(summary, themes=tuple(themes))


def without(summary: RoundSummary, theme_id: ThemeId) -> RoundSummary:
    return replace(summary, themes=tuple(theme for theme in summary.themes if theme.id != theme_id))


def test_two_rounds_done_in_the_same_way() -> None:
    assert changed(SAME) == NOTHING


def test_blanks_are_no_other_words() -> None:
    wording = {key: f" {text.replace(' ', '  ')}" for key, text in FIRST.wording.items()}
    assert changed(replace(SAME, wording=wording)) == NOTHING


def test_a_question_in_other_words_is_found_for_the_audiences_that_were_asked_both_times() -> None:
    wording = {**FIRST.wording, **{(Question.DIFFER, audience): "And others?" for audience in Audience}}
    groups = {**FIRST.groups, Audience.STAFF: 0}
    found = changed(replace(SAME, wording=wording, groups=groups))
    assert found.reworded == ((Question.DIFFER, (Audience.LEADERSHIP, Audience.CUSTOMERS)),)
    assert found.asked_once == (Audience.STAFF,)


def test_a_round_that_has_not_begun_differs_in_nothing() -> None:
    assert changed(replace(SAME, groups=dict.fromkeys(Audience, 0))).asked_once == ()


def test_sessions_are_compared_where_they_are_known_of_both() -> None:
    more = {**FIRST.sessions, Audience.STAFF: 5}
    assert changed(replace(SAME, sessions=more)).sessions
    assert not changed(replace(SAME, sessions=dict.fromkeys(Audience, 0))).sessions


def test_changes_of_the_codebook() -> None:
    name = FIRST.themes[[theme.id for theme in FIRST.themes].index(WAIT)].name
    assert changed(with_theme(SAME, WAIT, name="Queues")).renamed == ((name, "Queues"),)
    assert changed(with_theme(SAME, WAIT, meaning="other")).redefined == (name,)
    assert changed(with_theme(SAME, WAIT, visibility=Visibility.NONE)).seen_otherwise == (name,)
    assert changed(without(SAME, WAIT)).gone == (name,)
    assert changed(SAME, without(FIRST, WAIT)).added == (name,)


def test_a_merged_theme_is_neither_gone_nor_is_the_other_redefined() -> None:
    now = replace(with_theme(without(SAME, WAIT), REACH, meaning="both"), merged={WAIT: REACH})
    assert changed(now) == replace(NOTHING, merged=(("Waiting, booking & lead times", "Reaching us"),))
