"""What lies where on the wall: nothing covers anything else, and what can stay where it is stays."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.wall import (
    ACROSS,
    CARD_HEIGHT,
    DOWN,
    Cluster,
    ClusterId,
    Laid,
    Place,
    below,
    beside,
    in_cell,
    lay,
    shelved,
)

Box = tuple[float, float, float, float]
places = st.builds(Place, st.floats(-6, 6), st.floats(-6, 6))


def cards(first: int, count: int) -> tuple[AnswerId, ...]:
    return tuple(AnswerId(f"a{number}") for number in range(first, first + count))


@st.composite
def walls(draw: st.DrawFn) -> tuple[list[Cluster], dict[AnswerId, Place], dict[AnswerId, Place]]:
    sizes = draw(st.lists(st.integers(0, 9), max_size=5))
    clusters, first = [], 0
    for number, size in enumerate(sizes, start=1):
        clusters.append(Cluster(ClusterId(number), "", draw(places), cards(first, size)))
        first += size
    loners = {card: draw(places) for card in cards(first, draw(st.integers(0, 6)))}
    first += len(loners)
    loose = cards(first, draw(st.integers(0, 30)))
    homes = {card: in_cell(number % 5, number // 5) for number, card in enumerate(loose)}
    return clusters, loners, homes


def boxes(laid: Laid) -> list[Box]:
    """What is covered: titles, and all cards."""
    high = 0.9 * DOWN
    titles = [(c.place.x, c.place.y, c.columns * ACROSS - 0.1, high) for c in laid.clusters]
    return [*titles, *((place.x, place.y, 1.0, CARD_HEIGHT) for place in laid.cards.values())]


def overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


@settings(deadline=None)
@given(walls())
def test_everything_has_a_place_and_nothing_covers_anything(
    wall: tuple[list[Cluster], dict[AnswerId, Place], dict[AnswerId, Place]],
) -> None:
    clusters, loners, homes = wall
    laid = lay(clusters, loners, homes)
    inside = {card for cluster in clusters for card in cluster.answer_ids}
    assert laid.cards.keys() == inside | loners.keys() | homes.keys()
    assert [cluster.id for cluster in laid.clusters] == [cluster.id for cluster in clusters]
    assert not any(overlap(one, other) for one, other in combinations(boxes(laid), 2))


@settings(deadline=None)
@given(walls())
def test_what_is_laid_once_lies_the_same_when_it_is_laid_again(
    wall: tuple[list[Cluster], dict[AnswerId, Place], dict[AnswerId, Place]],
) -> None:
    laid = lay(*wall)
    loose = {card: place for card, place in laid.cards.items() if card not in laid.cluster_of}
    assert lay(laid.clusters, {}, loose) == laid


def test_a_card_of_the_machine_gives_way_to_a_cluster_and_others_do_not_move() -> None:
    homes = {card: in_cell(number % 6, number // 6) for number, card in enumerate(cards(0, 30))}
    alone = lay((), {}, homes)
    held = cards(40, 3)
    laid = lay((Cluster(ClusterId(1), "Ways", Place(0, 0), held),), {}, homes)
    moved = [card for card in homes if laid.cards[card] != alone.cards[card]]
    assert laid.cluster[ClusterId(1)].place == Place(0.0, DOWN)
    assert 0 < len(moved) < 15
    assert all(place.x < 3 * ACROSS or place.y > 0 for place in (alone.cards[card] for card in moved))


def test_suggestions_stand_in_rows_below_what_is_there_and_loose_cards_below_them() -> None:
    kept = (Cluster(ClusterId(1), "Kept", Place(0, 0), cards(0, 5)),)
    groups = [(f"g{number}", cards(10 * number, 3 + number)) for number in range(1, 6)]
    found = shelved(groups, below(lay(kept, {}, {}).clusters), 7)
    laid = lay((*kept, *found), {}, {})
    assert [cluster.place for cluster in laid.clusters[1:]] == [cluster.place for cluster in found]
    assert all(cluster.suggested for cluster in found)
    assert len({cluster.id for cluster in found}) == 5
    end = below(laid.clusters)
    assert all(place.y + CARD_HEIGHT < end for place in laid.cards.values())
    assert in_cell(0, 0, end).y >= end - 1e-3


def test_a_card_that_is_taken_out_lies_at_the_side_of_its_cluster() -> None:
    cluster = lay((Cluster(ClusterId(1), "", Place(0, 0), cards(0, 4)),), {}, {}).clusters[0]
    place = lay((cluster,), {AnswerId("out"): beside(cluster)}, {}).cards[AnswerId("out")]
    assert place.x == round(cluster.columns * ACROSS, 4)
