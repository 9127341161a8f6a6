"""Several seatings one after the other, so that people meet as many others as possible."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import SplitChoice, split_choices
from cxfacilitator.domain.groups.meetings import fewest_meetings, meetings, repeats
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, cardinal
from cxfacilitator.services.groups.search import Asked, Groups
from cxfacilitator.services.groups.seats import to_seat

MOST_ROUNDS = 12
"""More rounds than this fit into no day."""


@dataclass(frozen=True)
class RoundsPlan:
    """Who sits where in each of several rounds; it forms no groups.

    Attributes:
        rounds: The groups of each round.
    """

    audience: Audience
    session_code: str
    rounds: tuple[Groups, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of people in each group of the first round."""
        return tuple(map(len, self.rounds[0]))

    @property
    def met_again(self) -> int:
        """How many pairs share a group more than once."""
        return sum(count > 1 for count in meetings(self.rounds).values())

    @property
    def fewest(self) -> bool:
        """Whether no other rounds have fewer repeats."""
        return repeats(self.rounds) == fewest_meetings(self.sizes, len(self.rounds))

    def sentences(self) -> tuple[str, ...]:
        """Return what to know of the rounds."""
        found = [f"{cardinal(len(self.rounds)).capitalize()} rounds of {SplitChoice(self.sizes).sentence}."]
        if not self.met_again:
            found.append("Nobody meets anybody twice.")
        else:
            least = fewest_meetings(self.sizes, len(self.rounds))
            why = f"; with {amount(len(self.sizes), 'table')} that cannot be avoided" if least else ""
            found.append(f"{amount(self.met_again, 'pair')} of people meet again{why}.")
            if self.fewest:
                found.append("No other rounds have fewer repeats.")
        found.append(
            "If tables rotate, no sheet belongs to one group, so counting by groups is invalid. "
            "Nothing is formed from these rounds."
        )
        return tuple(found)


def propose_rounds(
    snapshot: Snapshot,
    audience: Audience,
    session_code: str = "",
    rounds: int = 3,
    sizes: Sequence[int] | None = None,
    seed: int = 1,
    progress: Progress = silent,
) -> RoundsPlan:
    """Propose who sits with whom in each of several rounds, so that few people meet again.

    Locked tables and pinned people are left out of account: people move from round to round.

    Raises:
        CxError: Nobody is there to seat, the seats do not match the people, or the number makes no sense.
    """
    if not 2 <= rounds <= MOST_ROUNDS:
        raise CxError(f"Choose from 2 to {MOST_ROUNDS} rounds.")
    people = to_seat(snapshot, audience, session_code)
    if not people:
        raise CxError(f"There is nobody to seat yet. Import the {audience.value} roster, or say how many people come.")
    chosen = tuple(sizes) if sizes is not None else split_choices(len(people))[0].sizes
    if sum(chosen) != len(people):
        raise CxError(f"The groups have {sum(chosen)} seats for {len(people)} people; choose sizes that fit.")
    from cxfacilitator.engines.seating import find_rounds

    request = Asked(snapshot, people, audience).request
    found = find_rounds(request, chosen, rounds, seed, progress)
    return RoundsPlan(audience, session_code, tuple(tuple(map(tuple, groups)) for groups in found))
