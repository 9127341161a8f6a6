"""The snapshot: what follows from its parts."""

from dataclasses import fields, replace
from functools import cached_property
from itertools import chain

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.session import Session, SessionId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import sample_snapshot
from tests.store.builders import full_snapshot


def test_a_group_belongs_to_the_session_it_names_or_most_of_its_people_are_invited_to() -> None:
    def person(number: int, group: int, code: str) -> Participant:
        return Participant(
            ParticipantId(number), Audience.STAFF, f"P{number}", "", "", group_id=group, session_code=code
        )

    snapshot = replace(
        sample_snapshot(),
        sessions=(Session(SessionId(1), "S-AM", Audience.STAFF), Session(SessionId(2), "S-PM", Audience.STAFF)),
        groups=(
            Group(GroupId(1), "S1", Audience.STAFF, "Table 1", SessionId(1)),
            Group(GroupId(2), "S2", Audience.STAFF, "Table 2"),
            Group(GroupId(3), "S3", Audience.STAFF, "Table 3"),
        ),
        participants=(person(1, 1, "S-PM"), person(2, 2, "S-AM"), person(3, 2, "S-PM"), person(4, 2, "S-PM")),
        answers=(),
        tags=(),
    )
    assert snapshot.session_code_of == {1: "S-AM", 2: "S-PM", 3: ""}


def test_what_is_worked_out_is_taken_along_exactly_where_it_still_holds() -> None:
    names = [name for name, found in vars(Snapshot).items() if isinstance(found, cached_property)]
    full = full_snapshot()
    for field in fields(Snapshot):
        value = getattr(full, field.name)
        old = replace(full)
        for name in names:
            getattr(old, name)
        if isinstance(value, tuple):
            value = value[::-1] if field.name == "sessions" else ()
        new = old.with_fields(**{field.name: value})
        fresh = replace(new)
        for name in names:
            assert getattr(new, name) == getattr(fresh, name), (field.name, name)


def test_what_is_worked_out_of_other_fields_is_not_worked_out_again() -> None:
    full = full_snapshot()
    themes, answers = full.themes_of, full.answers_of
    new = full.with_fields(answers=full.answers[1:])
    assert new.themes_of is themes
    assert new.answers_of != answers


def test_the_answers_of_one_group_or_form_are_replaced_in_their_place() -> None:
    full = full_snapshot()
    for answers in (full.answers, full.form_answers):
        for answer in answers:
            source = GroupId(answer.group_id)
            sheet = tuple(found for found in answers if found.group_id == source)
            changed = tuple(replace(found, text=f"{found.text}!") for found in sheet)
            new = full.with_sheets({source: changed})
            assert new.with_sheets({source: sheet}) == full
            assert new.answer[answer.id].text == f"{answer.text}!"
            emptied = full.with_sheets({source: ()})
            assert source not in {**emptied.answers_of, **emptied.form_answers_of}
            fresh = replace(emptied)
            assert (emptied.answers_of, emptied.form_answers_of) == (fresh.answers_of, fresh.form_answers_of)
            assert list(emptied.with_sheets({source: sheet}).answers_of) == list(full.answers_of)


def test_the_tags_on_one_group_or_form_are_replaced_in_their_place() -> None:
    full = full_snapshot()
    assert tuple(chain.from_iterable(full.tags_on.values())) == full.tags
    for source, tags in full.tags_on.items():
        emptied = full.with_tags({source: ()}, full)
        fresh = replace(emptied)
        assert set(emptied.tags) == set(full.tags) - set(tags)
        assert (emptied.tags_on, emptied.themes_of) == (fresh.tags_on, fresh.themes_of)
        assert emptied.with_tags({source: tags}, emptied) == full
        ranked = tuple(Tag(tag.answer_id, tag.theme_id, 4 - tag.rank) for tag in reversed(tags))
        turned = full.with_tags({source: ranked}, full)
        assert turned.themes_of == replace(turned).themes_of
        assert turned.themes_of != full.themes_of or len(tags) == 1
    assert full.with_tags({}, full).themes_of is full.themes_of


def test_a_comparison_holds_where_nothing_that_it_looks_at_is_different() -> None:
    full = full_snapshot()
    for field in fields(Snapshot):
        value = getattr(full, field.name)
        if isinstance(value, tuple) and value:
            other = replace(full, **{field.name: value[:-1]})
            assert other.compares_as(full) <= (compare(other) == compare(full)), field.name
            assert not other.compares_as(full, field.name)
    assert not replace(full, answers=full.answers[:-1]).compares_as(full)
