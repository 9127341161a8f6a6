"""What becomes of a gap between two rounds: equal to the gold of the sample's second round, and never over-claimed."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.counts import Counts, State, threshold
from cxfacilitator.domain.earlier_themes import Hindrance
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.domain.trends import Movement, Relation, Trend, relation, summarise, timeline, trend
from tests.builders import ROUND_2, WORDING, sample_snapshot

L, S, C = Audience
A, B, N = ThemeId("A"), ThemeId("B"), ThemeId("N")
FIRST, SECOND = summarise(sample_snapshot()), summarise(sample_snapshot(ROUND_2))


def counts(groups: int, well: int = 0, improve: int = 0, mentions: int = 0) -> Counts:
    """Counts in which each group that praises or complains is another one, as far as there are so many."""
    said = max(mentions, min(groups, well + improve))
    return Counts(groups, threshold(groups), well, improve, 0, improve, 0, 0, 0, 0, said)


STATES: Mapping[str, Counts] = {
    "strength": counts(4, well=3),
    "concern": counts(4, improve=3),
    "divided": counts(4, well=2, improve=2),
    "mentioned": counts(4, mentions=1),
    "silent": counts(4),
    "not asked": counts(0),
}


def theme(
    leadership: Counts | str, customers: Counts | str, theme_id: ThemeId = A, visibility: Visibility = Visibility.DIRECT
) -> RoundTheme:
    found = {L: leadership, S: "silent", C: customers}
    made = {audience: STATES[each] if isinstance(each, str) else each for audience, each in found.items()}
    return RoundTheme(theme_id, f"Theme {theme_id}", visibility, "0", made)


def a_round(number: int, *themes: RoundTheme, merged: Mapping[ThemeId, ThemeId] | None = None) -> RoundSummary:
    groups = {audience: max((t.counts[audience].groups for t in themes), default=4) for audience in Audience}
    sessions = dict.fromkeys(Audience, 1)
    return RoundSummary(
        number, f"R{number}", "Client", (), groups, sessions, 0, WORDING, "1", themes, merged or {}
    )  # fmt: skip


def told(found: Trend) -> list[dict[str, str]]:
    rows = []
    for each in found.themes:
        assert each.then is not None
        assert each.now is not None
        was, has = relation(each.then), relation(each.now)
        assert was is not None
        assert has is not None
        rows.append(
            {
                "theme": each.theme_id,
                "r1": was.value,
                "r1_customers": each.then.counts[C].state.value,
                "r2": has.value,
                "r2_customers": each.now.counts[C].state.value,
                "movement": each.movement.value,
            }
        )
    return rows


def test_the_trend_of_the_sample_equals_gold() -> None:
    gold = json.loads((ROUND_2 / "gold.json").read_text(encoding="utf-8"))["trend"]
    assert told(trend(FIRST, SECOND)) == gold


def test_a_round_in_figures_counts_groups_sessions_and_days() -> None:
    assert (FIRST.number, FIRST.code, FIRST.unreviewed) == (1, "TRH-2025-R1", 0)
    assert FIRST.groups == {L: 1, S: 9, C: 6}
    assert FIRST.sessions == {L: 1, S: 2, C: 2}
    assert [day.isoformat() for day in SECOND.days] == ["2026-04-14", "2026-04-21", "2026-04-28"]
    assert len(FIRST.themes) == 28


def test_no_words_of_anybody_are_in_the_figures() -> None:
    snapshot = sample_snapshot()
    whole = repr(summarise(snapshot)).casefold()
    names = {theme.name.casefold() for theme in snapshot.codebook.themes}
    long = [answer.text.casefold() for answer in snapshot.answers if len(answer.text) > 12]
    assert len(long) > 200
    assert [text for text in long if text in whole and not any(text in name for name in names)] == []
    people = [f"{person.first_name} {person.last_name}".casefold() for person in snapshot.participants]
    assert [name for name in people if name in whole] == []


@pytest.mark.parametrize(
    ("then", "now", "movement"),
    [
        (("silent", "concern"), ("strength", "strength"), Movement.CLOSED),
        (("silent", "strength"), ("strength", "strength"), Movement.CLOSED),
        (("strength", "concern"), ("concern", "concern"), Movement.NARROWED),
        (("silent", "concern"), ("mentioned", "concern"), Movement.PERSISTS),
        (("silent", "concern"), ("divided", "strength"), Movement.PERSISTS),
        (("concern", "concern"), ("silent", "concern"), Movement.WIDENED),
        (("silent", "silent"), ("silent", "concern"), Movement.NEW_GAP),
        (("strength", "divided"), ("silent", "concern"), Movement.NEW_GAP),
        (("silent", "mentioned"), ("strength", "strength"), Movement.NEWLY_ALIGNED),
        (("strength", "divided"), ("concern", "concern"), Movement.NEWLY_ALIGNED),
        (("concern", "concern"), ("strength", "strength"), Movement.STILL_ALIGNED),
        (("silent", "concern"), ("silent", "divided"), Movement.CUSTOMERS_DIVIDED),
        (("silent", "concern"), ("strength", "silent"), Movement.NOT_RAISED),
        (("silent", "concern"), ("strength", "mentioned"), Movement.NOT_RAISED),
        (("strength", "strength"), ("strength", "silent"), Movement.NOT_RAISED),
        (("silent", "divided"), ("silent", "silent"), Movement.NOT_RAISED),
    ],
)
def test_movements(then: tuple[str, str], now: tuple[str, str], movement: Movement) -> None:
    [found] = trend(a_round(1, theme(*then)), a_round(2, theme(*now))).themes
    assert (found.movement, found.why_not) == (movement, None)


def test_what_customers_raised_in_neither_round_is_no_movement() -> None:
    found = trend(a_round(1, theme("concern", "mentioned")), a_round(2, theme("strength", "silent")))
    assert found.themes == ()
    assert found.unraised == ("Theme A",)


@pytest.mark.parametrize("then", list(STATES))
@pytest.mark.parametrize("leadership", list(STATES))
def test_silence_of_customers_never_closes_anything(then: str, leadership: str) -> None:
    for now in ("silent", "mentioned"):
        for found in trend(a_round(1, theme(leadership, then)), a_round(2, theme("strength", now))).themes:
            assert found.movement in (Movement.NOT_RAISED, Movement.NOT_COMPARED)


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ([theme("silent", "not asked")], [theme("silent", "concern")], Hindrance.CUSTOMERS_NOT_ASKED),
        ([theme("silent", "concern")], [theme("silent", "not asked")], Hindrance.CUSTOMERS_NOT_ASKED),
        ([theme("not asked", "concern")], [theme("silent", "concern")], Hindrance.LEADERSHIP_NOT_ASKED),
        ([theme("silent", "concern")], [theme("not asked", "concern")], Hindrance.LEADERSHIP_NOT_ASKED),
        ([], [theme("silent", "concern")], Hindrance.NEW_THEME),
        ([theme("silent", "concern")], [], Hindrance.GONE),
        (
            [theme("silent", "concern")],
            [theme("silent", "concern", visibility=Visibility.INDIRECT)],
            Hindrance.VISIBILITY,
        ),
        (
            [theme("silent", "silent", visibility=Visibility.NONE)],
            [theme("silent", "concern")],
            Hindrance.VISIBILITY,
        ),
    ],
)
def test_what_cannot_be_compared_says_why(then: list[RoundTheme], now: list[RoundTheme], why: Hindrance) -> None:
    [found] = trend(a_round(1, *then), a_round(2, *now)).themes
    assert (found.movement, found.why_not) == (Movement.NOT_COMPARED, why)


def test_themes_that_customers_cannot_speak_about_have_no_trend() -> None:
    unseen = theme("concern", "concern", visibility=Visibility.INDIRECT)
    assert trend(a_round(1, unseen), a_round(2, unseen)).themes == ()


def test_a_merged_theme_is_compared_where_the_least_and_the_most_say_the_same() -> None:
    parts = theme("silent", counts(6, improve=3)), theme("silent", counts(6, improve=2), B)
    [found] = trend(a_round(1, *parts), a_round(2, theme("concern", "concern"), merged={B: A})).themes
    assert found.movement is Movement.NARROWED
    assert found.then is not None
    assert found.then.counts[C].raises == 3


def test_a_merged_theme_is_not_compared_where_nobody_can_tell_any_more() -> None:
    # One group each: the same group, or two, and only two would make it a concern.
    parts = theme("silent", counts(6, improve=1)), theme("silent", counts(6, improve=1), B)
    [found] = trend(a_round(1, *parts), a_round(2, theme("concern", "concern"), merged={B: A})).themes
    assert (found.movement, found.why_not, found.then) == (Movement.NOT_COMPARED, Hindrance.MERGED, None)


def test_merged_themes_that_customers_cannot_speak_about_have_no_trend_either() -> None:
    unseen = [theme(counts(6, improve=1), "silent", name, Visibility.INDIRECT) for name in (A, B)]
    found = trend(a_round(1, *unseen), a_round(2, replace(unseen[0], id=A), merged={B: A}))
    assert found.themes == ()


def test_a_theme_that_nobody_spoke_of_adds_nothing_to_the_one_that_it_went_into() -> None:
    parts = theme("silent", "concern"), theme("silent", "silent", B, Visibility.NONE)
    [found] = trend(a_round(1, *parts), a_round(2, theme("concern", "concern"), merged={B: A})).themes
    assert found.movement is Movement.NARROWED


def test_merges_of_the_rounds_between_count_too() -> None:
    first = a_round(1, theme("silent", "concern", B))
    second = a_round(2, theme("silent", "concern", N), merged={B: N})
    third = a_round(3, theme("silent", "concern"), merged={N: A})
    [found] = trend(first, third, [second]).themes
    assert (found.theme_id, found.movement) == (A, Movement.PERSISTS)
    [row] = timeline([first, second, third])
    assert row.relations == (Relation.SILENT, Relation.SILENT, Relation.SILENT)
    assert row.trend is not None
    assert row.trend.movement is Movement.PERSISTS


def test_a_theme_that_was_merged_and_came_back_is_itself_again() -> None:
    both = theme("silent", "concern"), theme("silent", "strength", B)
    found = trend(a_round(1, *both), a_round(2, *both, merged={B: A}))
    assert [each.movement for each in found.themes] == [Movement.PERSISTS, Movement.PERSISTS]
    assert found.merged == {}


def test_over_three_rounds_a_theme_that_is_gone_keeps_its_row() -> None:
    rows = timeline([a_round(1, theme("silent", "silent", B)), a_round(2, theme("silent", "concern", B)), a_round(3)])
    assert [(row.name, row.relations) for row in rows] == [
        ("Theme B", (Relation.CUSTOMERS_SILENT, Relation.SILENT, None))
    ]


def test_over_three_rounds_what_was_raised_long_ago_is_still_shown() -> None:
    silent = theme("silent", "silent")
    rows = timeline([a_round(1, theme("concern", "concern")), a_round(2, silent), a_round(3, silent)])
    quiet = Relation.CUSTOMERS_SILENT
    assert [(row.relations, row.trend) for row in rows] == [((Relation.ALIGNED, quiet, quiet), None)]


def test_each_step_between_rounds_is_told_as_it_was_with_the_figures_of_the_cells() -> None:
    both = theme("silent", "concern"), theme("concern", counts(6, improve=3), B)
    first, second = a_round(1, *both), a_round(2, theme("concern", "concern"), both[1])
    third = a_round(3, theme("concern", "strength"), merged={B: A})
    [row] = timeline([first, second, third])
    # Alone, theme A went from silent to aligned; together with what went into it later, it was aligned all the time.
    assert [entry.movement if entry else None for entry in row.trends] == [Movement.STILL_ALIGNED, Movement.WIDENED]
    assert [entry.name for entry in row.trends if entry] == ["Theme A", "Theme A"]
    assert row.trend is row.trends[-1]
    assert [[entry.then, entry.now] for entry in row.trends if entry] == [[*row.rounds[:2]], [*row.rounds[1:]]]


def test_a_theme_that_a_round_between_did_not_have_moves_only_where_both_had_it() -> None:
    here = theme("silent", "concern")
    [row] = timeline([a_round(1, here), a_round(2), a_round(3, here)])
    assert row.relations == (Relation.SILENT, None, Relation.SILENT)
    [before, since] = row.trends
    assert before is None
    assert since is not None
    assert since.why_not is Hindrance.NEW_THEME


@st.composite
def summaries(draw: st.DrawFn, number: int = 1) -> RoundSummary:
    asked = {audience: draw(st.integers(0, 9)) for audience in Audience}

    def said(audience: Audience) -> Counts:
        groups = asked[audience]
        well, improve = draw(st.integers(0, groups)), draw(st.integers(0, groups))
        return counts(groups, well, improve, draw(st.integers(max(well, improve), groups)))

    visible = st.sampled_from(Visibility)
    themes = [
        RoundTheme(ThemeId(name), f"Theme {name}", draw(visible), "0", {a: said(a) for a in Audience})
        for name in draw(st.lists(st.sampled_from("ABCDEF"), unique=True))
    ]
    return replace(a_round(number, *themes), groups=asked)


@given(summaries())
def test_against_itself_nothing_has_moved(summary: RoundSummary) -> None:
    still = {
        Movement.PERSISTS, Movement.STILL_ALIGNED, Movement.CUSTOMERS_DIVIDED, Movement.NOT_COMPARED
    }  # fmt: skip
    found = trend(summary, replace(summary, number=2))
    assert {each.movement for each in found.themes} <= still
    why = {each.why_not for each in found.themes if each.movement is Movement.NOT_COMPARED}
    assert why <= {Hindrance.LEADERSHIP_NOT_ASKED}


@given(summaries(), summaries(2))
def test_every_theme_that_customers_raised_is_told_once(earlier: RoundSummary, now: RoundSummary) -> None:
    found = trend(earlier, now)

    def raised(summary: RoundSummary) -> set[ThemeId]:
        weak = (State.SILENT, State.MENTIONED)
        direct = (t for t in summary.themes if t.visibility is Visibility.DIRECT)
        return {t.id for t in direct if t.counts[C].groups and t.counts[C].state not in weak}

    assert sorted(each.theme_id for each in found.themes) == sorted(raised(earlier) | raised(now))
    assert sum(found.movements.values()) == len(found.themes)
    assert all((each.why_not is not None) == (each.movement is Movement.NOT_COMPARED) for each in found.themes)
    rows = timeline([earlier, now])
    assert [row.theme_id for row in rows] == [each.theme_id for each in found.themes]
    assert [row.trend for row in rows] == list(found.themes)


def doubled(snapshot: Snapshot) -> Snapshot:
    again = tuple(
        replace(answer, id=AnswerId(f"{answer.id}+"), ref=f"{answer.ref}+", position=answer.position + 100)
        for answer in snapshot.answers
    )
    tags = tuple(Tag(AnswerId(f"{tag.answer_id}+"), tag.theme_id, tag.rank) for tag in snapshot.tags)
    return replace(snapshot, answers=snapshot.answers + again, tags=snapshot.tags + tags)


def test_saying_everything_twice_changes_nothing() -> None:
    assert summarise(doubled(sample_snapshot(ROUND_2))) == SECOND


def test_what_nobody_has_reviewed_counts_for_nothing_and_is_told() -> None:
    snapshot = sample_snapshot(ROUND_2)
    open_again = replace(snapshot, answers=tuple(replace(answer, reviewed=False) for answer in snapshot.answers))
    summary = summarise(open_again)
    assert (summary.unreviewed, summary.groups) == (97, dict.fromkeys(Audience, 0))
    assert {each.why_not for each in trend(FIRST, summary).themes} == {Hindrance.CUSTOMERS_NOT_ASKED}
