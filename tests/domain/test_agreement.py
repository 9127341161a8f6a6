"""Agreement of two taggers: against published and hand-made tables, and what must hold whatever they decide."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.agreement import FEW_OF_A_THEME, Table, agree, cohens_kappa, krippendorffs_alpha
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.doubles import doubles, open_disagreements
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.engagements import random_engagement

WAIT, NEWS, FORMS, STAFF = map(ThemeId, ("WAIT", "NEWS", "FORMS", "STAFF"))
DECISIONS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12)


def table(both: int, first: int, second: int, neither: int) -> Table:
    return {(True, True): both, (True, False): first, (False, True): second, (False, False): neither}


def test_kappa_equals_hand_made_tables() -> None:
    # 35 of 50 alike; chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / (1 - .5).
    assert cohens_kappa(table(20, 5, 10, 15)) == pytest.approx(0.4)
    # 60 of 100 alike both times; chance .54 and .46.
    assert cohens_kappa(table(45, 15, 25, 15)) == pytest.approx((0.60 - 0.54) / 0.46)
    assert cohens_kappa(table(25, 35, 5, 35)) == pytest.approx((0.60 - 0.46) / 0.54)
    # Never alike, each half the time: as far below chance as it goes.
    assert cohens_kappa(table(0, 5, 5, 0)) == pytest.approx(-1)


def test_alpha_equals_the_examples_of_its_author() -> None:
    """Krippendorff (2011), sections A and B."""
    meg, owen = "0100000010", "1110010000"
    assert krippendorffs_alpha(Counter(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.0005)
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert krippendorffs_alpha(Counter(zip(ben, gerry, strict=True))) == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize("figure", [cohens_kappa, krippendorffs_alpha])
@pytest.mark.parametrize("pairs", [[], [("a", "a")], [("a", "a")] * 9])
def test_where_chance_alone_would_agree_there_is_no_figure(
    figure: Callable[[Table], float | None], pairs: list[tuple[str, str]]
) -> None:
    assert figure(Counter(pairs)) is None


def test_a_theme_that_only_one_of_them_ever_gives_is_no_better_than_chance() -> None:
    assert cohens_kappa(table(0, 3, 0, 7)) == 0


@given(DECISIONS, st.randoms(use_true_random=False))
def test_order_names_and_who_is_first_change_nothing(pairs: list[tuple[int, int]], chance: random.Random) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    for figure in (cohens_kappa, krippendorffs_alpha):
        found = figure(Counter(pairs))
        assert found is None or -1 <= found <= 1
        assert figure(Counter(shuffled)) == figure(Counter((other, one) for one, other in pairs)) == found
        assert figure(Counter((str(one), str(other)) for one, other in pairs)) == found
        if found is not None:
            assert (found == 1) == all(one == other for one, other in pairs)


def tagged_by(snapshot: Snapshot, themes: dict[str, Sequence[ThemeId]], **more: object) -> SecondTagger:
    reviews = tuple(SecondReview(AnswerId(name), tuple(given)) for name, given in themes.items())
    return replace(SecondTagger(TaggerId(1), "R. Vance", reviews), **more)  # type: ignore[arg-type]


def engagement(*themes: Sequence[ThemeId], reviewed: bool = True) -> Snapshot:
    """One sheet, whose answers a, b, c … have these themes; and a form with the answer f."""
    whole = random_engagement(1)
    group = whole.groups[0]
    answers = tuple(
        Answer(AnswerId(name), name, group.id, Box.WELL, place, name, reviewed=reviewed)
        for place, name in zip(range(len(themes)), "abcdeghij", strict=False)
    )
    tags = tuple(
        Tag(answer.id, theme, rank)
        for answer, given in zip(answers, themes, strict=True)
        for rank, theme in enumerate(given, 1)
    )
    form = Form(GroupId(99), "F1", Kind.FORM)
    said = Answer(AnswerId("f"), "f", form.id, Box.WELL, 1, "f", reviewed=True)
    return replace(whole, groups=(group,), answers=answers, tags=tags, forms=(form,), form_answers=(said,))


def test_counts_of_a_small_engagement_by_hand() -> None:
    """a: the same; b: another main theme, the same themes; c: one more; d: nothing in common; f: none, on a form."""
    snapshot = engagement([WAIT], [WAIT, NEWS], [NEWS], [FORMS])
    themes: dict[str, Sequence[ThemeId]] = {"a": [WAIT], "b": [NEWS, WAIT], "c": [NEWS, WAIT], "d": [], "f": []}
    found = agree(snapshot, tagged_by(snapshot, themes))
    assert (found.answers, found.same_main, found.same_themes) == (5, 3, 3)
    assert (found.sheets, found.all_sheets, found.forms) == (1, 1, 1)
    assert [double.answer.ref for double in found.different] == ["b", "c", "d"]
    rows = {row.theme.id: (row.both, row.mine, row.theirs) for row in found.themes}
    assert rows == {WAIT: (2, 0, 1), NEWS: (2, 0, 0), FORMS: (0, 1, 0)}
    # Main themes: W-W, W-N, N-N, F-none, none-none. 3 of 5 alike, chance (2*1 + 1*2 + 1*0 + 1*2) / 25.
    assert found.main.kappa == pytest.approx((0.6 - 0.24) / (1 - 0.24))
    assert found.few
    assert all(row.few for row in found.themes)


def test_a_theme_is_not_few_from_ten_answers_on() -> None:
    names = "abcdeghij"
    snapshot = engagement(*([WAIT] for _ in names))
    theirs: dict[str, Sequence[ThemeId]] = {name: [WAIT] for name in names}
    [row] = agree(snapshot, tagged_by(snapshot, theirs)).themes
    assert (row.both, row.few, FEW_OF_A_THEME) == (9, True, 10)
    assert row.figures.kappa is None
    [row] = agree(snapshot, tagged_by(snapshot, theirs | {"f": [WAIT]})).themes
    assert (row.both, row.theirs, row.few) == (9, 1, False)


def test_an_answer_that_one_of_them_has_not_read_is_not_compared() -> None:
    snapshot = engagement([WAIT], [NEWS], reviewed=False)
    assert agree(snapshot, tagged_by(snapshot, {"a": [WAIT], "gone": [WAIT]})).answers == 0
    parked = replace(snapshot, answers=(), set_aside=snapshot.answers)
    assert doubles(parked, tagged_by(snapshot, {"a": [WAIT]}, before={"a": (WAIT,)})) == ()


def test_agreement_is_that_of_the_first_comparison_whatever_was_decided_since() -> None:
    snapshot = engagement([NEWS], [STAFF])
    tagger = tagged_by(snapshot, {"a": [WAIT], "b": [STAFF]}, before={"a": (NEWS, ThemeId("GONE")), "b": (STAFF,)})
    retagged = replace(snapshot, tags=(Tag(AnswerId("a"), WAIT), Tag(AnswerId("b"), STAFF)))
    assert open_disagreements(doubles(snapshot, tagger)) != ()
    assert open_disagreements(doubles(retagged, tagger)) == ()
    for now in (snapshot, retagged):
        found = agree(now, tagger)
        assert (found.same_main, found.same_themes, found.settled) == (1, 1, 0)
        assert [double.mine for double in found.doubles] == [(NEWS,), (STAFF,)]
    settled = replace(tagger, reviews=tuple(replace(review, settled=True) for review in tagger.reviews))
    assert agree(snapshot, settled).settled == 2
    assert agree(snapshot, settled).different == ()
    assert agree(snapshot, settled).same_main == 1


def test_disagreements_of_a_theme() -> None:
    snapshot = engagement([WAIT], [NEWS])
    found = doubles(snapshot, tagged_by(snapshot, {"a": [STAFF], "b": [WAIT]}))
    assert [double.answer.ref for double in open_disagreements(found, WAIT)] == ["a", "b"]
    assert [double.answer.ref for double in open_disagreements(found, STAFF)] == ["a"]
    assert open_disagreements(found, FORMS) == ()


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_whoever_decides_the_same_agrees_on_everything(seed: int) -> None:
    snapshot = random_engagement(seed)
    themes: dict[str, Sequence[ThemeId]] = {answer.id: snapshot.themes_of[answer.id] for answer in snapshot.answers}
    found = agree(snapshot, tagged_by(snapshot, themes))
    assert found.answers == found.same_main == found.same_themes == sum(a.reviewed for a in snapshot.answers)
    assert found.different == ()
    assert {found.main.kappa, found.main.alpha} <= {1, None}
    for row in found.themes:
        assert (row.mine, row.theirs) == (0, 0)
        assert {row.figures.kappa, row.figures.alpha} <= {1, None}
    backwards = replace(snapshot, answers=snapshot.answers[::-1], groups=snapshot.groups[::-1])
    again = agree(backwards, tagged_by(snapshot, dict(reversed(themes.items()))))
    assert (again.main, again.themes, again.sheets) == (found.main, found.themes, found.sheets)
