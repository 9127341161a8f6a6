"""Cards that propose the same: worded alike and on the same themes, and never by force."""

import itertools

import numpy as np

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.engines.same_idea import same_ideas
from tests.builders import sample_snapshot

NOTHING = frozenset[ThemeId]()
NEWS, BILL = frozenset({ThemeId("NEWS")}), frozenset({ThemeId("BILL")})


def grouped(cards: list[str], themes: list[frozenset[ThemeId]]) -> set[frozenset[int]]:
    return {frozenset(group.rows) for group in same_ideas(cards, themes)}


def test_nothing_is_like_nothing() -> None:
    assert same_ideas([], []) == ()
    assert same_ideas(["text before delivery"], [NEWS]) == ()
    assert grouped(["???", ""], [NOTHING, NOTHING]) == set()


def test_the_same_words_go_together_without_any_theme() -> None:
    cards = ["text before delivery", "open earlier", "a text before every delivery", "more car parks"]
    assert grouped(cards, [NOTHING] * 4) == {frozenset({0, 2})}


def test_a_shared_theme_brings_together_and_another_one_keeps_apart() -> None:
    cards = ["text customers before delivery", "customers want a call before", "new chairs"]
    assert grouped(cards, [NEWS, NEWS, NOTHING]) == {frozenset({0, 1})}
    assert grouped(cards, [NEWS, BILL, NOTHING]) == set()


def test_a_theme_alone_is_no_reason() -> None:
    assert grouped(["text before delivery", "board for news"], [NEWS, NEWS]) == set()


def test_meaning_stands_in_for_words() -> None:
    near = [np.array([[1.0, 0.1]], np.float32), np.array([[1.0, 0.0], [1.0, 0.2]], np.float32)]
    far = [np.array([[0.0, 1.0]], np.float32)]
    found = same_ideas(["ring", "phone", "sign"], [NEWS, NEWS, NEWS], [*near, *far])
    assert [set(group.rows) for group in found] == [{0, 1}]


def test_what_is_proposed_in_the_sample_is_what_people_put_together() -> None:
    snapshot = sample_snapshot()
    people = {answer_id: idea.code for idea in snapshot.ideas for answer_id in idea.answer_ids}
    starts = [answer for answer in snapshot.answers if answer.box is Box.START and answer.id in people]
    themes = [frozenset(snapshot.themes_of.get(answer.id, ())) for answer in starts]
    found = same_ideas([answer.wording for answer in starts], themes)
    codes = [people[answer.id] for answer in starts]
    pairs = [pair for group in found for pair in itertools.combinations(group.rows, 2)]
    right = [codes[one] == codes[other] for one, other in pairs]
    wanted = sum(codes.count(code) * (codes.count(code) - 1) // 2 for code in set(codes))
    assert sum(right) / len(right) >= 0.85
    assert sum(right) / wanted >= 0.5
