"""Counts by theme: people's decisions, and apart from them the machine's guesses."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.tagging import LIKELY, Suggestion, Suggestions, Tag
from cxfacilitator.domain.theme_counts import count_themes
from tests.store.builders import full_snapshot


class Guessed(Suggestions):
    """A machine that would give every open answer the same theme."""

    def __init__(self, theme: ThemeId, count: int) -> None:
        self.theme, self.count = theme, count

    def by_theme(self, score: float) -> Mapping[ThemeId, int]:
        return {self.theme: self.count} if score == LIKELY else {}

    def __iter__(self) -> Iterator[AnswerId]:
        raise AssertionError("counting must not make suggestions")

    def __getitem__(self, answer_id: AnswerId) -> tuple[Suggestion, ...]:
        raise AssertionError("counting must not make suggestions")


def test_only_reviewed_answers_count_and_groups_count_once() -> None:
    snapshot = full_snapshot()
    first, second = snapshot.codebook.themes[:2]
    group, other = snapshot.groups[:2]
    answers = tuple(
        Answer(AnswerId(name), name, source.id, Box.WELL, 1, name, reviewed=reviewed)
        for name, source, reviewed in (("a", group, True), ("b", group, True), ("c", other, True), ("d", other, False))
    )
    form = Form(GroupId(900), "F1", Kind.FORM, Audience.CUSTOMERS)
    comments = tuple(
        Answer(AnswerId(name), name, form.id, Box.WELL, 1, name, reviewed=reviewed)
        for name, reviewed in (("x", True), ("y", False))
    )
    tags = [Tag(AnswerId(name), first.id) for name in "abcdx"] + [Tag(AnswerId("a"), second.id, 2)]
    counted = replace(
        snapshot, answers=answers, form_answers=comments, forms=(form,), tags=tuple(tags), set_aside=(), ideas=()
    )
    found = count_themes(counted, Guessed(second.id, 7))
    one, two = found.themes[:2]
    assert (one.groups, one.answers, one.comments, one.guessed) == (2, 3, 1, 0)
    assert (two.groups, two.answers, two.comments, two.guessed) == (1, 1, 0, 7)
    assert (found.groups.reviewed, found.groups.answers, found.groups.themed) == (3, 4, 3)
    assert found.groups.sentence == "3 of 4 reviewed, 100% of them with a theme"
    assert found.comments.sentence == "1 of 2 reviewed, 100% of them with a theme"
    assert found.groups.share == 0.75


def test_a_residual_code_is_no_theme() -> None:
    snapshot = full_snapshot()
    praise = next(theme for theme in snapshot.codebook.themes if theme.residual)
    answer = Answer(AnswerId("a"), "a", snapshot.groups[0].id, Box.WELL, 1, "all good", reviewed=True)
    said = replace(snapshot, answers=(answer,), tags=(Tag(answer.id, praise.id),), set_aside=(), ideas=())
    assert count_themes(said, Suggestions()).groups.sentence == "1 of 1 reviewed, 0% of them with a theme"


def test_where_nothing_is_reviewed_the_sentence_says_so() -> None:
    snapshot = replace(full_snapshot(), answers=(), form_answers=(), tags=())
    found = count_themes(snapshot, Suggestions())
    assert found.groups.sentence == "none of 0 answers reviewed"
    assert found.groups.share == 0
    assert {(row.answers, row.guessed) for row in found.themes} == {(0, 0)}
