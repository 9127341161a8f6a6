"""Rounds: begin the next one, keep what is left of the earlier ones, and say what has become of each gap."""

from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.codebook_history import merges
from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.rounds import RoundSummary, carried_over, next_engagement, same_client
from cxfacilitator.domain.trends import Relation, ThemeTrend, Trend, summarise, trend
from cxfacilitator.report.trend_sentences import MOVEMENT, RELATION, basis_sentences, trend_sentence, whole_sentence
from cxfacilitator.store import codebook as codebook_store
from cxfacilitator.store import elsewhere
from cxfacilitator.store import rounds as store
from cxfacilitator.store.file import EngagementFile


@dataclass(frozen=True)
class ToldTheme:
    """A theme's movement with its words.

    Attributes:
        heading: What the movement is called.
        sentence: What customers and leadership said then and this time.
    """

    theme: ThemeTrend
    heading: str
    sentence: str


@dataclass(frozen=True)
class ToldTrend:
    """A trend with its words.

    Attributes:
        whole: How many themes made which movement.
        basis: What both rounds rest on, and what was done differently; the groups come first.
    """

    trend: Trend
    whole: str
    basis: tuple[str, ...]
    themes: tuple[ToldTheme, ...]


def tell(found: Trend) -> ToldTrend:
    """Return a trend with its words."""
    themes = (ToldTheme(theme, MOVEMENT[theme.movement], trend_sentence(theme, found)) for theme in found.themes)
    return ToldTrend(found, whole_sentence(found), basis_sentences(found), tuple(themes))


def tell_relation(relation: Relation | None) -> str:
    """Say in a few words how leadership stood to customers in one round; a dash where it cannot be said."""
    return RELATION[relation] if relation else "-"


def this_round(file: EngagementFile) -> RoundSummary:
    """Put the round of an engagement into figures."""
    snapshot = file.snapshot()
    return summarise(snapshot, merges(snapshot.codebook, file.read(codebook_store.load_changes)))


def rounds(file: EngagementFile) -> tuple[RoundSummary, ...]:
    """Return the earlier rounds and this one, oldest first."""
    now = this_round(file)
    return (*(each for each in file.read(store.load_all) if each.number < now.number), now)


def read(path: Path) -> RoundSummary:
    """Put the round of another engagement's file into figures; the file is neither locked nor changed.

    Raises:
        FileProblem: It cannot be read.
    """
    with elsewhere.another(path) as file:
        return this_round(file)


def trend_since(file: EngagementFile, earlier: RoundSummary | None = None, *, other_client: bool = False) -> Trend:
    """Say what has become of each theme since an earlier round, the last one that the file knows by default.

    Args:
        file: The engagement of the later round.
        earlier: The round to compare with, when it is not in the file.
        other_client: Compare with another client's round too.

    Raises:
        CxError: No earlier round is known, or this one cannot be compared with it.
    """
    *known, now = rounds(file)
    if earlier is None:
        if not known:
            raise CxError(
                "No earlier round is known here. Bring one in from its file, or begin the next round from that file."
            )
        earlier = known[-1]
    _check(earlier, now, other_client=other_client)
    between = [each for each in known if each.number > earlier.number]
    return trend(earlier, now, between)


def keep(file: EngagementFile, earlier: RoundSummary, *, other_client: bool = False) -> None:
    """Keep the figures of an earlier round in the file, instead of those that it has of the same round.

    Args:
        file: The engagement of the later round.
        earlier: The round to keep.
        other_client: Keep another client's round too.

    Raises:
        CxError: It is another client's, or not earlier than this one; nothing was changed.
    """
    _check(earlier, this_round(file), other_client=other_client)
    with file.edit(f"Keep the figures of round {earlier.number}") as edit:
        store.save(edit.db, earlier)


def forget(file: EngagementFile, number: int) -> None:
    """Take the figures of an earlier round out of the file.

    Raises:
        CxError: There are none of that round; nothing was changed.
    """
    if all(each.number != number for each in file.read(store.load_all)):
        raise CxError(f"There are no figures of round {number} here. Nothing was changed.")
    with file.edit(f"Forget the figures of round {number}") as edit:
        store.delete(edit.db, number)


def begin_next(old: EngagementFile, new: Path) -> Engagement:
    """Make the file of the next round from that of a round that is over, which is not changed.

    A re-run has a file of its own: the answers of a round must go on the day that was promised in the room, while the
    trend stays. So the new file has the client, the wording, the codebook, the competitors and the figures of all
    rounds before it, and neither people nor anything that they wrote.

    Returns:
        The engagement of the next round; its file is closed.

    Raises:
        FileProblem: There is a file of the new name already, or its folder cannot be written.
        CxError: Nothing of the old round has been reviewed, so that there would be nothing to compare with.
    """
    snapshot, earlier = old.snapshot(), rounds(old)
    over = earlier[-1]
    if not any(over.groups.values()):
        raise CxError(
            f"No answer of round {over.number} has been reviewed, so the next round would have nothing to be compared "
            "with. Review its answers first."
        )
    written = {text for answer in snapshot.answer.values() for text in (answer.text, answer.tidy)}
    engagement, codebook = next_engagement(snapshot.engagement), carried_over(snapshot.codebook, written)
    file = EngagementFile.create(new, engagement, snapshot.wording, codebook)
    try:
        with file, file.edit(f"Begin round {engagement.round}") as edit:
            for each in earlier:
                store.save(edit.db, each)
    except BaseException:
        new.unlink()
        raise
    return engagement


def begin_next_from(path: Path, new: Path) -> Engagement:
    """Make the file of the next round from another engagement's file, as `begin_next` does.

    Raises:
        FileProblem: The old file cannot be read, or the new one cannot be made.
        CxError: Nothing of the old round has been reviewed.
    """
    with elsewhere.another(path) as old:
        return begin_next(old, new)


def _check(earlier: RoundSummary, now: RoundSummary, *, other_client: bool) -> None:
    if not other_client and not same_client(earlier.client, now.client):
        raise CxError(
            f"{earlier.code} is of another client ({earlier.client}, and this is {now.client}), so it is not compared. "
            "If it is the same client by another name, say so."
        )
    if earlier.number >= now.number:
        raise CxError(
            f"{earlier.code} is round {earlier.number} and this is round {now.number}, so it is not an earlier round. "
            "Open the later of the two, or correct the number of the round."
        )
