"""What bringing in a codebook would change, and that it changes nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.codebook_plan import CodebookPlan, plan, without_id

A, B, C, R = map(ThemeId, ("ACC-A", "ACC-B", "OFF-C", "NONE"))
HERE = Codebook(
    "1",
    (Family("ACC", "Access"), Family("OFF", "Offer")),
    (
        Theme(A, "ACC", "Waiting", "How long", cues=("wait*",), visibility=Visibility.INDIRECT, effort_linked=True),
        Theme(B, "ACC", "Reaching us"),
        Theme(C, "OFF", "Price"),
        Theme(R, "", "No answer", residual=True),
    ),
)


def planned(
    *themes: Theme, families: tuple[Family, ...] = (), used: tuple[ThemeId, ...] = (), drop: bool = False
) -> CodebookPlan:
    return plan(HERE, used, Codebook("2", families, themes), drop_unused=drop)


def test_the_same_codebook_changes_nothing() -> None:
    found = plan(HERE, (), HERE, drop_unused=True)
    assert found.changes_nothing
    assert found.result == HERE
    assert found.same == HERE.themes


def test_what_differs_is_told_field_by_field_and_blanks_change_nothing() -> None:
    found = planned(Theme(A, "", "Queues", include=("lines",)))
    [change] = found.changed
    assert change.fields == ("name", "include", "visibility", "effort_linked")
    assert (change.after.definition, change.after.cues, change.after.family) == ("How long", ("wait*",), "ACC")
    assert "1 theme changed: Waiting (name, included cases, visibility and effort link)" in found.sentences()


def test_a_theme_without_an_id_is_known_by_its_name_alone() -> None:
    found = planned(
        Theme(without_id(1), "", "WÁITING"), Theme(without_id(2), "", "A"), Theme(without_id(3), "", "a waiting room")
    )
    assert found.same == (HERE.by_id[A],), "it has neither visibility nor effort to say"
    assert [theme.id for theme in found.new] == ["A", "WAITING"]


def test_a_new_theme_joins_the_family_of_the_same_name() -> None:
    found = planned(Theme(ThemeId("X"), "Z", "Parking"), families=(Family("Z", "ACCESS"),))
    assert found.new[0].family == "ACC"
    assert [theme.id for theme in found.result.themes] == [A, B, "X", C, R]
    assert [family.name for family in found.result.families] == ["ACCESS", "Offer"]


def test_themes_that_are_only_here_stay_and_only_unused_ones_may_go() -> None:
    kept = planned(HERE.by_id[A], used=(B,))
    assert (kept.used, kept.unused) == ((HERE.by_id[B],), (HERE.by_id[C],))
    assert kept.result.themes == HERE.themes
    dropped = planned(HERE.by_id[A], families=HERE.families[:1], used=(B,), drop=True)
    assert dropped.result.themes == (HERE.by_id[A], HERE.by_id[B], HERE.by_id[R])
    assert dropped.result.families == HERE.families[:1]
    assert "1 theme only here and unused, removed: Price" in dropped.sentences()


def test_residual_codes_stay_what_they_are() -> None:
    found = planned(Theme(R, "ACC", "Nothing"), Theme(A, "ACC", "Waiting", residual=True), drop=True)
    assert found.result.by_id[R].residual
    assert not found.result.by_id[A].residual
    assert found.result.themes[-1].id == R


def test_a_codebook_that_ends_up_as_the_other_has_its_version() -> None:
    other = replace(HERE, version="2/abc", themes=(replace(HERE.themes[0], name="Queues"), *HERE.themes[1:]))
    assert plan(HERE, (), other, drop_unused=False).result == other
    assert planned(HERE.by_id[A]).result.version == HERE.version


ids = st.sampled_from([A, B, C, R, ThemeId("X"), ThemeId("Y"), without_id(1), without_id(2)])
names = st.sampled_from(["Waiting", "Reaching us", "Price", "No answer", "New", "Newer"])


@given(
    themes=st.lists(
        st.builds(Theme, ids, st.sampled_from(["", "ACC", "Z"]), names), max_size=5, unique_by=lambda t: t.id
    ),
    used=st.sets(st.sampled_from([A, B, C])),
    drop=st.booleans(),
)
def test_nothing_in_use_is_ever_lost_and_every_theme_comes_in_once(
    themes: list[Theme], used: set[ThemeId], drop: bool
) -> None:
    incoming = Codebook("2", (Family("ACC", "Access"), Family("Z", "Offer")), tuple(themes))
    found = plan(HERE, used, incoming, drop_unused=drop)
    result = [theme.id for theme in found.result.themes]
    assert len(result) == len(set(result))
    assert {*used, R} <= set(result)
    assert not [theme for theme in result if theme.startswith("?")]
    assert {theme.family for theme in found.result.themes} - {""} <= set(found.result.families_by_id)
    assert len(found.new) + len(found.changed) + len(found.same) == len(themes)
    if not drop:
        assert {theme.id for theme in HERE.themes} <= set(result)
