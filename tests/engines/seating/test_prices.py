"""What an unmet wish would cost: the seating that meets it is real, and the price is what has changed."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import SeatingRequest, Trait, Wish, WishKind, WishLevel, problem, trait_scores
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.engines.seating.prices import MOST_PRICED, price_wishes

EVERYBODY = tuple(map(ParticipantId, range(12)))
HALVES = (EVERYBODY[:6], EVERYBODY[6:])


def asked(kinds: str, *wishes: Wish, pins: dict[int, int] | None = None) -> SeatingRequest:
    trait = Trait("kind", dict(zip(EVERYBODY, kinds, strict=True)), 2)
    return SeatingRequest(
        EVERYBODY, (trait,), wishes, pins={ParticipantId(person): group for person, group in (pins or {}).items()}
    )


def wish(first: int, second: int, kind: WishKind, level: WishLevel = WishLevel.WANT) -> Wish:
    return Wish(ParticipantId(first), ParticipantId(second), kind, level)


def test_a_wish_that_an_equal_swap_meets_costs_next_to_nothing() -> None:
    (price,) = price_wishes(asked("abcdef" * 2, wish(0, 7, WishKind.TOGETHER)), (6, 6), HALVES)
    assert price.lost == price.broken == ()
    assert price.sentence({ParticipantId(0): "Ada", ParticipantId(7): "Bo"}) == (
        "Ada and Bo together: costs next to nothing."
    )


def test_the_points_that_a_wish_takes_from_the_mix_are_named() -> None:
    # The only two of their kind are spread; together they are as badly mixed as can be.
    (price,) = price_wishes(asked("xaaaaaxaaaaa", wish(0, 6, WishKind.TOGETHER)), (6, 6), HALVES)
    assert price.lost == (("kind", 100),)
    assert price.sentence() == "person 0 and person 6 together: costs 100 points of kind."


def test_wishes_that_would_be_broken_instead_are_named() -> None:
    wishes = (wish(0, 6, WishKind.TOGETHER), wish(0, 1, WishKind.TOGETHER), wish(1, 6, WishKind.APART))
    (price,) = price_wishes(asked("abcdef" * 2, *wishes), (6, 6), HALVES)
    assert price.wish == wishes[0]
    assert len(price.broken) == 1
    assert ("share a group" in price.sentence()) != ("sit apart" in price.sentence())


def test_a_wish_against_pins_is_only_not_found() -> None:
    request = asked("abcdef" * 2, wish(0, 6, WishKind.TOGETHER), pins={0: 0, 6: 1})
    (price,) = price_wishes(request, (6, 6), HALVES)
    assert price.groups == ()
    assert price.sentence() == "person 0 and person 6 together: no seating was found that allows it."


def test_met_wishes_have_no_price_and_of_many_only_the_first_are_priced() -> None:
    met = [wish(0, n, WishKind.TOGETHER) for n in range(1, 6)]
    assert price_wishes(asked("abcdef" * 2, *met), (6, 6), HALVES) == ()
    unmet = [wish(n, m, WishKind.APART) for n, m in combinations(range(6), 2)]
    assert len(price_wishes(asked("abcdef" * 2, *unmet), (6, 6), HALVES)) == MOST_PRICED


def test_other_groups_are_refused_and_a_search_can_be_stopped() -> None:
    request = asked("abcdef" * 2, wish(0, 7, WishKind.TOGETHER))
    with pytest.raises(CxError):
        price_wishes(request, (6, 6), (EVERYBODY[:6], EVERYBODY[:6]))

    def stop(share: float, note: str) -> None:
        raise Cancelled(note)

    with pytest.raises(Cancelled):
        price_wishes(request, (6, 6), HALVES, progress=stop)


@settings(max_examples=25, deadline=None)
@given(
    st.text("abc", min_size=12, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(WishKind)), min_size=1, max_size=6),
)
def test_every_price_is_what_its_seating_changes(kinds: str, pairs: list[tuple[int, int, WishKind]]) -> None:
    wishes = {wish(min(one, other), max(one, other), kind) for one, other, kind in pairs if one != other}
    request = asked(kinds, *sorted(wishes, key=str))
    measure = problem(request, (6, 6))
    before = trait_scores(measure, measure.seats_of(HALVES))
    for price in price_wishes(request, (6, 6), HALVES):
        seats = measure.seats_of(price.groups)
        seat = dict(zip(measure.people, seats, strict=True))
        assert (seat[price.wish.first_id] == seat[price.wish.second_id]) == (price.wish.kind is WishKind.TOGETHER)
        after = trait_scores(measure, seats)
        assert [points for _, points in price.lost] == [before[n] - after[n] for n in before if before[n] != after[n]]
        assert not set(price.broken) & set(price.met)
