"""What goes back when the codebook is rolled back, and what people have decided since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.codebook_history import (
    CodebookChange,
    CodebookChangeId,
    Refiled,
    RollBack,
    merges,
    plan_roll_back,
)
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId

A, B, C, D, N = map(ThemeId, "ABCDN")
ONE, TWO = AnswerId("1"), AnswerId("2")


def book(*ids: ThemeId, families: tuple[Family, ...] = (), version: str = "1") -> Codebook:
    family = families[0].id if families else ""
    return Codebook(version, families, tuple(Theme(theme, family, f"Theme {theme}") for theme in ids))


def change(number: int, before: Codebook, *refiled: Refiled) -> CodebookChange:
    at = datetime(2026, 3, 31, 14, number, tzinfo=UTC)
    return CodebookChange(CodebookChangeId(number), at, "me", f"Change {number}", before, refiled)


def rolled(
    now: Codebook, tags: Mapping[AnswerId, tuple[ThemeId, ...]], *changes: CodebookChange, to: int = 1
) -> RollBack:
    return plan_roll_back(now, tags, changes, CodebookChangeId(to))


@pytest.mark.parametrize(
    ("before", "after", "now", "back"),
    [
        ((A, C, B), (B, C), (B, C), (A, C, B)),
        ((A,), (B,), (C, B), (C, A)),
        ((A, B), (B,), (D, B), (D, A, B)),
        ((A,), (B,), (C,), (C,)),
        ((A,), (B,), (), ()),
        ((A,), (B,), (B, A), (A,)),
    ],
    ids=[
        "untouched since",
        "another theme since",
        "room for both",
        "taken away since",
        "all gone",
        "given again since",
    ],
)
def test_a_theme_goes_back_where_the_answer_still_has_the_later_one(
    before: tuple[ThemeId, ...], after: tuple[ThemeId, ...], now: tuple[ThemeId, ...], back: tuple[ThemeId, ...]
) -> None:
    assert Refiled(ONE, before, after, B).back(now) == back


def test_an_answer_never_gets_a_fourth_theme() -> None:
    assert Refiled(ONE, (A, B), (B,), B).back((C, D, B)) == (C, D, A)


def test_the_codebook_is_what_it_was_version_and_all() -> None:
    plan = rolled(book(B, version="2"), {ONE: (B,)}, change(1, book(A, B), Refiled(ONE, (A,), (B,), B)))
    assert plan.codebook == book(A, B)
    assert plan.refiled == (Refiled(ONE, (B,), (A,)),)
    assert plan.stays == ()


def test_several_changes_go_back_one_after_the_other() -> None:
    first = change(1, book(A), Refiled(ONE, (A,), (N,), N))
    second = change(2, book(A, N), Refiled(ONE, (N,), (B,), B))
    plan = rolled(book(A, B), {ONE: (B,)}, first, second)
    assert (plan.codebook, plan.refiled) == (book(A), (Refiled(ONE, (B,), (A,)),))
    later = rolled(book(A, B), {ONE: (B,)}, first, second, to=2)
    assert (later.codebook, later.refiled) == (book(A, N), (Refiled(ONE, (B,), (N,)),))


def test_a_theme_that_was_added_since_stays_with_its_family_where_answers_have_it() -> None:
    families = (Family("F", "Later"),)
    now = Codebook("2", families, (*book(A).themes, Theme(N, "F", "New"), Theme(B, "F", "Unused")))
    plan = rolled(now, {ONE: (A, N)}, change(1, book(A)))
    assert [theme.id for theme in plan.codebook.themes] == [A, N]
    assert plan.codebook.families == families
    assert plan.codebook.version not in ("1", "2")
    assert [theme.name for theme in plan.stays] == ["New"]
    assert "“New” stays, because of what is filed there." in plan.sentence
    assert plan.refiled == ()


def test_a_theme_that_only_existed_in_between_comes_back_with_the_answers_that_had_it() -> None:
    added = change(1, book(A))
    merged = change(2, book(A, N), Refiled(ONE, (N,), (A,), A))
    plan = rolled(book(A), {ONE: (A,), TWO: (A,)}, added, merged)
    assert plan.refiled == (Refiled(ONE, (A,), (N,)),)
    assert [theme.id for theme in plan.stays] == [N]


def test_a_change_that_was_undone_cannot_be_rolled_back() -> None:
    with pytest.raises(CxError, match="no longer in the file"):
        rolled(book(A), {}, change(2, book(A)), to=1)


def merge(number: int, before: Codebook, into: ThemeId) -> CodebookChange:
    return replace(change(number, before), merged_into=into)


@pytest.mark.parametrize(
    ("now", "changes", "found"),
    [
        (book(A, B), [], {}),
        (book(A), [change(1, book(A, B))], {}),
        (book(A), [merge(1, book(A, B, C), A)], {B: A, C: A}),
        (book(A), [merge(1, book(A, B, C), B), merge(2, book(A, B), A)], {B: A, C: A}),
        (book(A, B), [merge(1, book(A, B), A), change(2, book(A))], {}),
        (book(C), [merge(1, book(A, B, C), A), change(2, book(A, C))], {}),
        (book(B), [merge(1, book(A, B), A), change(2, book(A)), merge(3, book(A, B), B)], {A: B}),
    ],
    ids=["nothing", "removed", "two at once", "one after the other", "brought back", "its home removed", "and back"],
)
def test_where_themes_went_is_known_as_long_as_their_home_is_there(
    now: Codebook, changes: list[CodebookChange], found: Mapping[ThemeId, ThemeId]
) -> None:
    assert merges(now.by_id, [(change.before.by_id, change.merged_into) for change in changes]) == found
