"""Rounds: begin the next one, keep what is left of the earlier ones, and say what has become of each gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme, carried_over, next_engagement, same_client
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.trends import (
    Movement,
    Relation,
    ThemeTimeline,
    ThemeTrend,
    Trend,
    rounds_of,
    summarise,
    timeline,
    trend,
)
from cxfacilitator.formats.lines_out import WRITERS
from cxfacilitator.report.saving import check_list, save
from cxfacilitator.report.trend_sentences import (
    MOVEMENT,
    RELATION,
    basis_sentences,
    round_sentence,
    trend_sentence,
    whole_sentence,
)
from cxfacilitator.report.words import the_days, the_groups
from cxfacilitator.store import elsewhere
from cxfacilitator.store import report_setup as setup_store
from cxfacilitator.store import rounds as store
from cxfacilitator.store.file import EngagementFile, all_or_nothing

NONE_KNOWN = "No earlier round is known here. Bring one in from its file, or begin the next round from that file."


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


@dataclass(frozen=True)
class ToldRounds:
    """All rounds side by side.

    Attributes:
        rounds: Oldest first.
        steps: What has become of the themes from each round to the next.
        themes: Those that customers raised in any round, in the codebook's order.
    """

    rounds: tuple[RoundSummary, ...]
    steps: tuple[ToldTrend, ...]
    themes: tuple[ThemeTimeline, ...]


def tell(found: Trend) -> ToldTrend:
    """Return a trend with its words."""
    themes = (ToldTheme(theme, MOVEMENT[theme.movement], trend_sentence(theme, found)) for theme in found.themes)
    return ToldTrend(found, whole_sentence(found), basis_sentences(found), tuple(themes))


def tell_relation(relation: Relation | None) -> str:
    """Say in a few words how leadership stood to customers in one round; a dash where it cannot be said."""
    return RELATION[relation] if relation else "-"


def tell_movement(movement: Movement | None) -> str:
    """Name what has become of a theme; a dash where customers raised it in neither round."""
    return MOVEMENT[movement] if movement else "-"


def tell_theme(theme: RoundTheme | None) -> str:
    """Say what customers and leadership said of a theme in one round."""
    return round_sentence(theme)


def tell_why_not(entry: ThemeTrend, told: ToldTrend) -> str:
    """Say why a theme is not compared; empty where it is."""
    return trend_sentence(entry, told.trend) if entry.why_not else ""


def days_in_words(each: RoundSummary) -> str:
    """Say when a round was held; empty where that is not known."""
    return the_days(each.days)


def groups_in_words(each: RoundSummary) -> str:
    """Say how many groups of each audience a round rests on."""
    return the_groups(each.groups)


def tell_rounds(rounds: Sequence[RoundSummary]) -> ToldRounds:
    """Return rounds side by side, with their words.

    Args:
        rounds: At least two, oldest first.
    """
    steps = tuple(tell(trend(then, now)) for then, now in pairwise(rounds))
    return ToldRounds(tuple(rounds), steps, timeline(rounds))


def lines_of(told: ToldRounds, themes: Iterable[ThemeTimeline]) -> tuple[tuple[str, ...], ...]:
    """Return some themes of a table as lines of texts for other programs, after a line of headings."""
    heads = ["Theme"]
    for place, each in enumerate(told.rounds):
        heads.append(f"Round {each.number}: {groups_in_words(each)}")
        heads += [f"Round {each.number}: {audience.value}" for audience in Audience]
        heads += [f"Since round {told.rounds[place - 1].number}"] if place else []
    lines = [tuple(heads)]
    for theme in themes:
        line = [theme.name]
        for place in range(len(told.rounds)):
            line.append(tell_relation(theme.relations[place]))
            line += [_counts_in_words(theme.rounds[place], audience) for audience in Audience]
            entry = theme.trends[place - 1] if place else None
            line += [tell_movement(entry.movement if entry else None)] if place else []
        lines.append(tuple(line))
    return tuple(lines)


def export(snapshot: Snapshot, path: Path, *, replace: bool = False, progress: Progress = silent) -> str:
    """Write the table of themes and rounds for a spreadsheet, and say so.

    Args:
        snapshot: The engagement of the last round.
        path: Where it goes; its ending says what it is to be.
        replace: Whether a file of the same name may be replaced.
        progress: May stop the work before anything is written.

    Raises:
        CxError: No earlier round is known, or the file cannot be written; nothing was changed.
    """
    progress(0.0, "Comparing the rounds")
    rounds = rounds_of(snapshot)
    if len(rounds) == 1:
        raise CxError(NONE_KNOWN)
    check_list(path, "table", WRITERS, replace)
    told = tell_rounds(rounds)
    save(path, WRITERS[path.suffix.casefold()](lines_of(told, told.themes)), "table")
    return f"{amount(len(told.themes), 'theme')} of {len(rounds)} rounds are in {path}."


def read(path: Path, progress: Progress = silent) -> RoundSummary:
    """Put the round of another engagement's file into figures; the file is neither locked nor changed.

    Raises:
        FileProblem: It cannot be read.
    """
    progress(0.0, f"Reading {path.name}")
    with elsewhere.another(path) as file:
        return summarise(file.snapshot())


def trend_since(snapshot: Snapshot, earlier: RoundSummary | None = None, *, other_client: bool = False) -> Trend:
    """Say what has become of each theme since an earlier round, the last one that the file knows by default.

    Args:
        snapshot: The engagement of the later round.
        earlier: The round to compare with, when it is not in the file.
        other_client: Compare with another client's round too; what is in the file has been agreed on already.

    Raises:
        CxError: No earlier round is known, or this one cannot be compared with it.
    """
    *known, now = rounds_of(snapshot)
    if earlier is not None:
        _check(earlier, now, other_client=other_client)
    elif known:
        earlier = known[-1]
    else:
        raise CxError(NONE_KNOWN)
    number = earlier.number
    return trend(earlier, now, [each for each in known if each.number > number])


def keep(file: EngagementFile, earlier: RoundSummary, *, other_client: bool = False) -> None:
    """Keep the figures of an earlier round in the file, instead of those that it has of the same round.

    Args:
        file: The engagement of the later round.
        earlier: The round to keep.
        other_client: Keep another client's round too.

    Raises:
        CxError: It is another client's, or not earlier than this one; nothing was changed.
    """
    _check(earlier, rounds_of(file.snapshot())[-1], other_client=other_client)
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
    trend stays. So the new file has the client, the wording, the codebook, the competitors, the look of the report and
    the figures of all rounds before it, and neither people nor anything that they wrote.

    Returns:
        The engagement of the next round; its file is closed.

    Raises:
        FileProblem: There is a file of the new name already, or its folder cannot be written.
        CxError: Nothing of the old round has been reviewed, so that there would be nothing to compare with.
    """
    snapshot = old.snapshot()
    earlier = rounds_of(snapshot)
    over = earlier[-1]
    if not any(over.groups.values()):
        raise CxError(
            f"No answer of round {over.number} has been reviewed, so the next round would have nothing to be compared "
            "with. Review its answers first."
        )
    written = {text for answer in snapshot.answer.values() for text in (answer.text, answer.tidy)}
    engagement, codebook = next_engagement(snapshot.engagement), carried_over(snapshot.codebook, written)
    made = EngagementFile.create(new, engagement, snapshot.wording, codebook)
    with all_or_nothing(made) as file, file, file.edit(f"Begin round {engagement.round}") as edit:
        for each in earlier:
            store.save(edit.db, each)
        # The same look for the same client; what the last report began with was that round's.
        setup_store.save(edit.db, replace(snapshot.report, headline="", headline_theme=None))
        for logo in snapshot.logos:
            setup_store.save_logo(edit.db, logo)
    return engagement


def begin_next_from(path: Path, new: Path) -> Engagement:
    """Make the file of the next round from another engagement's file, as `begin_next` does.

    Raises:
        FileProblem: The old file cannot be read, or the new one cannot be made.
        CxError: Nothing of the old round has been reviewed.
    """
    with elsewhere.another(path) as old:
        return begin_next(old, new)


def _counts_in_words(theme: RoundTheme | None, audience: Audience) -> str:
    counts = theme.counts[audience] if theme else None
    if counts is None or not counts.asked:
        return "-"
    return f"{counts.state.value}, {counts.behind} of {counts.groups}"


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
