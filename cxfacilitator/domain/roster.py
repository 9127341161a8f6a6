"""The roster: who was invited, and how an HR list becomes one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from cxfacilitator.domain.engagement import Audience

ParticipantId = NewType("ParticipantId", int)


_NO_INCENTIVE = {"", "0", "no", "none", "n/a", "nothing", "declined", "refused", "waived", "not wanted"}

TABLE_ROLES = ("scribe", "timekeeper", "speaker")
"""What somebody may do at the table."""


class Attendance(StrEnum):
    """Whether somebody invited is in the room."""

    INVITED = "invited"
    PRESENT = "present"
    NO_SHOW = "no-show"
    WALK_IN = "walk-in"

    @property
    def may_sit(self) -> bool:
        """Whether this person gets a seat; before the day everybody invited does."""
        return self is not Attendance.NO_SHOW

    @property
    def in_the_room(self) -> bool:
        """Whether this person was seen to be here."""
        return self in (Attendance.PRESENT, Attendance.WALK_IN)

    @property
    def toggled(self) -> "Attendance":
        """What one press of a key makes of it: expected, here, not here, expected again."""
        return {
            Attendance.INVITED: Attendance.PRESENT,
            Attendance.PRESENT: Attendance.NO_SHOW,
            Attendance.WALK_IN: Attendance.NO_SHOW,
            Attendance.NO_SHOW: Attendance.INVITED,
        }[self]


@dataclass(frozen=True, slots=True)
class Participant:
    """A person on the roster.

    Names live here and in the printed lists only: nothing on the way to the comparison or the
    report reads them, except the check that no name has slipped into an answer.

    Attributes:
        code: The person's id in the client's list, or ours (`P17`); unique in the engagement.
        grade: Seniority in the client's words.
        manager_id: The line manager, when that person is on the roster too.
        session_code: The session that this person was invited to, for example `S-AM`.
        group_id: The group that this person sits in; a `GroupId`.
        table_role: scribe, timekeeper, speaker or empty.
        segment, company, tenure, recruited_via, incentive, consent: Customers only.
        needs: What the seat must allow, for example `wheelchair` or `speaks French`.
        pinned: Stays in the group that this person sits in when groups are formed again.
        announced: The label of the table that this person was last told, or that was last printed.
    """

    id: ParticipantId
    audience: Audience
    code: str
    first_name: str
    last_name: str
    department: str = ""
    site: str = ""
    grade: str = ""
    job_title: str = ""
    manager_id: ParticipantId | None = None
    session_code: str = ""
    attendance: Attendance = Attendance.INVITED
    group_id: int | None = None
    table_role: str = ""
    segment: str = ""
    company: str = ""
    tenure: str = ""
    recruited_via: str = ""
    incentive: str = ""
    consent: bool = False
    needs: str = ""
    pinned: bool = False
    announced: str = ""

    @property
    def incentive_due(self) -> str:
        """What this person gets for the time; empty when it is nothing, or was declined.

        >>> Participant(ParticipantId(1), Audience.CUSTOMERS, "P1", "Ada", "", incentive="Declined").incentive_due
        ''
        """
        incentive = " ".join(self.incentive.split())
        return "" if incentive.casefold().strip(".-–—") in _NO_INCENTIVE else incentive

    @property
    def full_name(self) -> str:
        """First name and last name with one blank between."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def shown_name(self) -> str:
        """First name and initial: all that the audience window may show."""
        return f"{self.first_name} {self.last_name[:1]}".strip()
