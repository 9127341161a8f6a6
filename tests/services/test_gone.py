"""A click may be on its way while its target is removed or its making undone: each verb says so in a sentence."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.roster import Attendance, ParticipantId
from cxfacilitator.domain.session import EventKind, SessionId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.services import groups, plan, roster, session, sheets, tagging
from cxfacilitator.store.file import EngagementFile

ANSWER, THEME, PERSON = AnswerId("gone"), ThemeId("PEO-CARE"), ParticipantId(999)
VERBS: tuple[Callable[[EngagementFile], object], ...] = (
    partial(tagging.accept, answer_id=ANSWER, theme_id=THEME),
    partial(tagging.accept_many, pairs=[(ANSWER, THEME)]),
    partial(tagging.remove, answer_id=ANSWER, theme_id=THEME),
    partial(tagging.reject, answer_id=ANSWER, theme_id=THEME),
    partial(tagging.set_reviewed, answer_id=ANSWER, reviewed=True),
    partial(tagging.set_flag, answer_id=ANSWER, flag=Flag.SERIOUS, on=True),
    partial(groups.move, participant_id=PERSON, group_id=None),
    partial(roster.set_attendance, participant_id=PERSON, attendance=Attendance.PRESENT),
    partial(roster.remove_people, participant_ids=[PERSON]),
    partial(plan.rename, idea_id=IdeaId(999), title="Text before arrival"),
    partial(plan.merge, idea_ids=[IdeaId(998), IdeaId(999)]),
    partial(session.record, session_id=SessionId(999), kind=EventKind.STARTED, at=datetime(2025, 9, 16, tzinfo=UTC)),
    partial(sheets.save, answer=Answer(ANSWER, "X1-Q1-01", GroupId(999), Box.WELL, 1, "Friendly")),
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.func.__name__)
def test_what_is_gone_is_said_in_a_sentence(sample: EngagementFile, verb: Callable[[EngagementFile], object]) -> None:
    before = sample.snapshot()
    with pytest.raises(CxError, match=r"no longer.*Nothing was changed"):
        verb(sample)
    assert sample.snapshot() == before
