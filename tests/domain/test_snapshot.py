"""The snapshot: what follows from its parts."""

from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.session import Session, SessionId
from tests.builders import sample_snapshot


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
