"""Which answers the grid lists, in which order, under which headings, and which themes have a number."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.tagging.grid.legend import KEYS, most_used, with_recent
from cxfacilitator.ui.pages.tagging.grid.rows import (
    CHANCE,
    COLUMNS,
    FLAGS,
    NO_THEME,
    THEMES,
    WORDING,
    GridColumn,
    Grouping,
    Heading,
    Shown,
    WordFilter,
    in_groups,
    in_order,
)
from tests.builders import sample_snapshot

THEME_IDS = [ThemeId(f"T{number}") for number in range(14)]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return sample_snapshot()


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@pytest.mark.parametrize("descending", [False, True])
def test_sorting_loses_nobody_and_puts_what_says_nothing_last(
    snapshot: Snapshot, column: GridColumn, descending: bool
) -> None:
    shown = Shown(snapshot)
    found = in_order(shown, snapshot.answers, column, descending)
    assert sorted(found, key=lambda a: a.id) == sorted(snapshot.answers, key=lambda a: a.id)
    said = [bool(column.text(shown, answer)) for answer in found]
    assert said == sorted(said, reverse=True)


def test_the_other_way_round_is_the_other_way_round(snapshot: Snapshot) -> None:
    shown = Shown(snapshot)
    texts = [answer.wording.casefold() for answer in in_order(shown, snapshot.answers, WORDING)]
    assert texts == sorted(texts)
    assert [a.wording.casefold() for a in in_order(shown, snapshot.answers, WORDING, True)] == texts[::-1]


@pytest.mark.parametrize("grouping", Grouping)
def test_every_answer_stands_under_one_heading_that_counts_it(snapshot: Snapshot, grouping: Grouping) -> None:
    lines = in_groups(Shown(snapshot), snapshot.answers, grouping)
    assert sorted(line for line in lines if not isinstance(line, Heading)) == sorted(a.id for a in snapshot.answers)
    counts: list[list[int]] = []
    for line in lines:
        if isinstance(line, Heading):
            counts.append([line.count, 0])
        elif counts:
            counts[-1][1] += 1
    assert all(said == there > 0 for said, there in counts)
    assert bool(counts) is (grouping is not Grouping.NOTHING)


def test_answers_without_a_theme_come_last(snapshot: Snapshot) -> None:
    bare = replace(snapshot, tags=snapshot.tags[:20])
    lines = in_groups(Shown(bare), bare.answers, Grouping.THEME)
    headings = [line for line in lines if isinstance(line, Heading)]
    assert headings[-1] == Heading(NO_THEME, len(bare.answers) - len(bare.themes_of))
    named = [theme.name for theme in bare.codebook.themes]
    assert [named.index(heading.title) for heading in headings[:-1]] == sorted(
        named.index(heading.title) for heading in headings[:-1]
    )


def test_words_are_found_in_answers_themes_and_groups_accents_or_not(snapshot: Snapshot) -> None:
    first = replace(snapshot.answers[0], text="Café in Zürich", tidy="")
    changed = replace(snapshot, answers=(first, *snapshot.answers[1:]))
    shown, words = Shown(changed), WordFilter()

    def found(text: str) -> list[Answer]:
        return words.keep(shown, changed.answers, text)

    assert found("zurich cafe") == [first]
    assert found("cafe nowhere") == []
    assert found("") == list(changed.answers)
    theme, group = shown.theme_names(first)[0], shown.source(first)
    assert first in found(theme)
    assert found(f"{first.ref}") == [first]
    assert {answer.group_id for answer in found(f"{group.code}-")} == {group.id}


def test_words_are_found_in_what_is_new(snapshot: Snapshot) -> None:
    words = WordFilter()
    assert not words.keep(Shown(snapshot), snapshot.answers, "xylophone")
    first = replace(snapshot.answers[0], tidy="A xylophone")
    newer = replace(snapshot, answers=(first, *snapshot.answers[1:]))
    assert words.keep(Shown(newer), newer.answers, "xylophone") == [first]
    untagged = replace(newer, tags=())
    name = snapshot.codebook.by_id[snapshot.tags[0].theme_id].name
    assert words.keep(Shown(newer), newer.answers, name)
    assert first not in words.keep(Shown(untagged), untagged.answers, name)


def test_what_a_person_has_reviewed_has_no_suggestion_any_more(snapshot: Snapshot) -> None:
    shown = Shown(snapshot)
    assert all(answer.reviewed for answer in snapshot.answers)
    assert not any(CHANCE.text(shown, answer) for answer in snapshot.answers)
    assert any(THEMES.text(shown, answer) for answer in snapshot.answers)
    assert any(FLAGS.text(shown, answer) for answer in snapshot.answers)


def test_the_themes_given_most_often_have_the_numbers(snapshot: Snapshot) -> None:
    found = most_used(snapshot)
    uses = [sum(tag.theme_id == theme for tag in snapshot.tags) for theme in found]
    assert len(found) == KEYS
    assert uses == sorted(uses, reverse=True)
    assert min(uses) >= max(
        sum(tag.theme_id == theme.id for tag in snapshot.tags)
        for theme in snapshot.codebook.themes
        if theme.id not in found
    )
    nobody = most_used(replace(snapshot, tags=()))
    assert nobody == tuple(theme.id for theme in snapshot.codebook.themes[:KEYS])


@given(
    st.lists(st.sampled_from(THEME_IDS), max_size=KEYS, unique=True),
    st.lists(st.sampled_from(THEME_IDS), unique=True),
    st.sampled_from(THEME_IDS),
)
def test_a_new_number_moves_no_other(keyed: list[ThemeId], used: list[ThemeId], theme: ThemeId) -> None:
    found = with_recent(keyed, used, theme)
    assert theme in found
    assert len(found) == len(set(found)) <= KEYS
    changed = [place for place, before in enumerate(keyed) if found[place] != before]
    assert len(changed) <= 1
    if changed and len(used) and keyed[changed[0]] in used:
        assert all(other in used for other in keyed)
        assert keyed[changed[0]] == min(keyed, key=used.index)
