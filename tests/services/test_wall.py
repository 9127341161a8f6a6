"""The wall in a real file: each move is one step in words, and undo brings the wall back as it was."""

from collections.abc import Callable

import pytest

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.review import AnswerFilter, Left
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.wall import Cluster, ClusterId, Place
from cxfacilitator.services import codebook, parking, sheets, tagging, wall
from cxfacilitator.store.file import EngagementFile

HERE, THERE = Place(1.5, 2.0), Place(-3.0, 0.5)


def ids(file: EngagementFile, count: int, first: int = 0) -> tuple[AnswerId, ...]:
    return tuple(answer.id for answer in file.snapshot().answers[first : first + count])


def cluster(file: EngagementFile, cluster_id: ClusterId) -> Cluster:
    return next(found for found in file.snapshot().clusters if found.id == cluster_id)


def label(file: EngagementFile) -> str:
    return file.take_steps()[-1].label


def test_a_cluster_has_its_cards_in_order_once_each_and_its_place(sample: EngagementFile) -> None:
    one, two, three = ids(sample, 3)
    made = wall.make_cluster(sample, (three, one, three, two), HERE)
    assert label(sample) == "Make a cluster of 3 cards"
    assert cluster(sample, made) == Cluster(made, "", HERE, (three, one, two))


def test_a_card_is_in_one_cluster_and_a_cluster_without_cards_goes(sample: EngagementFile) -> None:
    one, two, three = ids(sample, 3)
    first = wall.make_cluster(sample, (one, two), HERE, "Tell us before")
    second = wall.make_cluster(sample, (three,), THERE)
    wall.put_into(sample, first, (three,))
    assert label(sample) == "Put 1 card into “Tell us before”"
    assert cluster(sample, first).answer_ids == (one, two, three)
    assert second not in {found.id for found in sample.snapshot().clusters}
    wall.make_cluster(sample, (one, two, three), HERE)
    assert first not in {found.id for found in sample.snapshot().clusters}


def test_a_card_that_is_taken_out_lies_where_it_was_put(sample: EngagementFile) -> None:
    one, two, three = ids(sample, 3)
    made = wall.make_cluster(sample, (one, two), HERE, "Ways")
    wall.move_cards(sample, {one: THERE, three: HERE})
    assert label(sample) == "Take 2 cards out of “Ways”"
    assert cluster(sample, made).answer_ids == (two,)
    assert sample.snapshot().loners == {one: THERE, three: HERE}
    wall.move_cards(sample, {one: HERE})
    assert label(sample) == "Move 1 card"


def test_merged_clusters_keep_the_name_that_there_is(sample: EngagementFile) -> None:
    one, two, three, four = ids(sample, 4)
    named = wall.make_cluster(sample, (one, two), HERE, "Ways")
    nameless = wall.make_cluster(sample, (three, four), THERE)
    wall.merge(sample, named, nameless)
    assert label(sample) == "Merge “Ways” with a cluster without a name"
    assert sample.snapshot().clusters == (Cluster(nameless, "Ways", THERE, (three, four, one, two)),)


def test_a_cluster_merged_with_itself_stays_as_it_is(sample: EngagementFile) -> None:
    made = wall.make_cluster(sample, ids(sample, 2), HERE, "Ways")
    before = sample.snapshot()
    wall.merge(sample, made, made)
    assert sample.snapshot() == before


MOVES: tuple[tuple[str, Callable[[EngagementFile, ClusterId, ClusterId], object]], ...] = (
    ("Make", lambda file, one, _: wall.make_cluster(file, ids(file, 2), HERE)),
    ("Put", lambda file, one, _: wall.put_into(file, one, ids(file, 4))),
    ("Take", lambda file, one, _: wall.move_cards(file, dict.fromkeys(ids(file, 2), HERE))),
    ("Name", lambda file, one, _: wall.name_cluster(file, one, "  Tell us   before ")),
    ("Move", lambda file, one, _: wall.move_cluster(file, one, Place(9, 9))),
    ("Merge", wall.merge),
    ("Dissolve", lambda file, one, _: wall.dissolve(file, one)),
    ("Accept", lambda file, one, _: wall.accept_clusters(file, [Cluster(ClusterId(-1), "App", HERE, ids(file, 2, 9))])),
)


@pytest.mark.parametrize(("verb", "move"), MOVES, ids=[verb for verb, _ in MOVES])
def test_each_move_is_one_step_that_undo_takes_back_and_redo_does_again(
    sample: EngagementFile, verb: str, move: Callable[[EngagementFile, ClusterId, ClusterId], object]
) -> None:
    one = wall.make_cluster(sample, ids(sample, 2), HERE, "Ways")
    other = wall.make_cluster(sample, ids(sample, 2, 2), THERE)
    wall.move_cards(sample, {ids(sample, 1, 5)[0]: THERE})
    sample.take_steps()
    before = sample.snapshot()
    move(sample, one, other)
    after = sample.snapshot()
    [step] = sample.take_steps()
    assert step.label.startswith(verb)
    assert (after.clusters, after.loners) != (before.clusters, before.loners)
    redo = sample.reverse(step)
    assert sample.snapshot() == before
    sample.reverse(redo)
    assert sample.snapshot() == after


def test_a_name_is_written_in_one_line_and_may_be_taken_away(sample: EngagementFile) -> None:
    made = wall.make_cluster(sample, ids(sample, 1), HERE)
    wall.name_cluster(sample, made, "  Tell us \n before ")
    assert cluster(sample, made).name == "Tell us before"
    wall.name_cluster(sample, made, "")
    assert label(sample) == "Take the name from “Tell us before”"


def test_what_is_gone_is_refused_in_a_sentence_and_nothing_changes(sample: EngagementFile) -> None:
    made = wall.make_cluster(sample, ids(sample, 2), HERE)
    before = sample.snapshot()
    for move in (
        lambda: wall.put_into(sample, ClusterId(77), ids(sample, 1)),
        lambda: wall.name_cluster(sample, ClusterId(77), "x"),
        lambda: wall.merge(sample, made, ClusterId(77)),
        lambda: wall.make_cluster(sample, (AnswerId("gone"),), HERE),
        lambda: wall.put_into(sample, made, (AnswerId("gone"),)),
    ):
        with pytest.raises(CxError):
            move()
    assert sample.snapshot() == before


def test_a_parked_card_leaves_the_wall_and_comes_back_to_its_cluster(sample: EngagementFile) -> None:
    one, two = ids(sample, 2)
    made = wall.make_cluster(sample, (one, two), HERE, "Ways")
    parking.park(sample, one)
    wall.name_cluster(sample, made, "Other ways")
    assert cluster(sample, made).answer_ids == (two,)
    parking.unpark(sample, one)
    assert cluster(sample, made).answer_ids == (one, two)


def test_a_parked_card_comes_back_to_its_cluster_whatever_became_of_the_others(sample: EngagementFile) -> None:
    one, two, three, four = ids(sample, 4)
    made = wall.make_cluster(sample, (one, two), HERE, "Ways")
    other = wall.make_cluster(sample, (three, four), THERE, "Vans")
    parking.park(sample, one)
    parking.park(sample, three)
    wall.move_cards(sample, {two: THERE})
    wall.merge(sample, other, made)
    parking.unpark(sample, one)
    parking.unpark(sample, three)
    assert cluster(sample, made).answer_ids == (one, four, three)


def test_a_deleted_answer_takes_its_card_along(sample: EngagementFile) -> None:
    one, two = ids(sample, 2)
    made = wall.make_cluster(sample, (one, two), HERE)
    sheets.delete(sample, one)
    assert cluster(sample, made).answer_ids == (two,)


def test_the_wall_shows_clusters_whole_and_the_loose_answers_that_are_chosen(sample: EngagementFile) -> None:
    everything = AnswerFilter()
    snapshot = sample.snapshot()
    without = AnswerFilter(Left.NO_THEME)
    open_before = [answer.id for answer in wall.on_wall(snapshot, without)[1]]
    assert all(answer_id not in snapshot.themes_of for answer_id in open_before)
    staff = next(answer for answer in snapshot.answers if snapshot.audience_of(answer) is Audience.STAFF)
    customer = next(answer for answer in snapshot.answers if snapshot.audience_of(answer) is Audience.CUSTOMERS)
    made = wall.make_cluster(sample, (staff.id, customer.id), HERE)
    shown, loose = wall.on_wall(sample.snapshot(), AnswerFilter(audience=Audience.STAFF))
    assert [found.id for found in shown] == [made]
    assert shown[0].answer_ids == (staff.id, customer.id)
    assert staff.id not in {answer.id for answer in loose}
    assert {snapshot.audience_of(answer) for answer in loose} == {Audience.STAFF}
    assert len(wall.on_wall(sample.snapshot(), everything)[1]) == 269
    hidden = AnswerFilter(audience=Audience.LEADERSHIP, question=Question.DIFFER)
    assert wall.on_wall(sample.snapshot(), hidden)[0] == ()


def test_cards_of_a_cluster_become_a_theme_and_leave_the_wall_of_answers_without_one(sample: EngagementFile) -> None:
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM tag")
    made = wall.make_cluster(sample, ids(sample, 3), HERE, "Tell us before")
    family = sample.snapshot().codebook.families[0].id
    codebook.add_theme(sample, Theme(ThemeId("X-BEFORE"), family, "Tell us before"), ids(sample, 3))
    snapshot = sample.snapshot()
    assert {snapshot.themes_of[answer_id] for answer_id in ids(sample, 3)} == {("X-BEFORE",)}
    shown, loose = wall.on_wall(snapshot, AnswerFilter(Left.NO_THEME))
    assert shown == ()
    assert not set(ids(sample, 3)) & {answer.id for answer in loose}
    assert cluster(sample, made).answer_ids == ids(sample, 3)


def test_suggested_clusters_are_few_close_and_change_nothing(sample: EngagementFile) -> None:
    before = sample.snapshot()
    tagger = tagging.tagger(before)
    everything = [answer.id for answer in before.answers]
    found = wall.suggest_clusters(tagger, everything)
    assert 5 <= len(found) <= 12
    members = [answer_id for group in found for answer_id in group.answers]
    assert len(members) == len(set(members))
    assert all(len(group.answers) >= 3 for group in found)
    assert len(members) < len(everything) / 2  # loners are legal
    assert sample.snapshot() == before
    few = everything[:40]
    assert {one for group in wall.suggest_clusters(tagger, few) for one in group.answers} <= set(few)
    assert wall.suggest_clusters(tagger, everything[:2]) == ()


def test_each_card_is_laid_in_a_place_of_its_own_below_a_height(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    chosen = ids(sample, 50)
    places = wall.lay_out(tagging.tagger(snapshot), chosen, 8, 3.0)
    assert tuple(places) == chosen
    assert len(set(places.values())) == 50
    assert min(place.y for place in places.values()) >= 3.0
