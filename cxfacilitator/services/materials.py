"""Print the papers of a session: what there is to print, one PDF of any selection, and who was told their table."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from cxfacilitator.domain.checklist import read_checklist
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.domain.session import read_room_words
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.paths import resource
from cxfacilitator.report.fonts import without_typeface
from cxfacilitator.report.materials import MATERIALS, Pack, ordered, to_pdf
from cxfacilitator.report.materials.pack import SPARE_SHARE, name_of
from cxfacilitator.report.saving import check_folder, check_place, free_name, save
from cxfacilitator.store import roster as roster_store
from cxfacilitator.store.file import EngagementFile

__all__ = [
    "EVERYTHING",
    "SPARE_SHARE",
    "Drawn",
    "Offer",
    "PackSummary",
    "Selection",
    "draw",
    "free_name",
    "mark_announced",
    "not_announced",
    "papers",
    "warnings",
    "write",
]

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be printed, or the reason why it cannot yet.

    Attributes:
        name: Its name on the command line.
        title: Its name in a list.
        purpose: What it is for, in one sentence.
        audiences: Whom it is for.
        pages: How many pages it has now.
        missing: Why it has none; empty when it has some.
    """

    name: str
    title: str
    purpose: str
    audiences: frozenset[Audience]
    pages: int
    missing: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is printed together, and on what.

    Attributes:
        names: The papers, as `papers` names them; empty for all that have something to print.
        audience: Only this audience; None for all.
        session_code: Only this session; empty for all.
        paper: What the pages are laid out for.
        spare_share: Spare answer sheets for each group's one, between 0 and 1.
    """

    names: frozenset[str] = frozenset()
    audience: Audience | None = None
    session_code: str = ""
    paper: Paper = Paper.A4
    spare_share: float = SPARE_SHARE


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class PackSummary:
    """A pack that was written.

    Attributes:
        papers: The pages of each paper in it, by its name.
        warnings: What to look at before it is laid out, in sentences.
    """

    path: Path
    pages: int
    papers: dict[str, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pack as a PDF that is not on disk yet.

    Attributes:
        papers: The pages of each paper in it, by its name.
        titles: What each page is, in order.
    """

    pdf: bytes
    papers: dict[str, int]
    titles: tuple[str, ...]


def papers(snapshot: Snapshot, selection: Selection = EVERYTHING) -> tuple[Offer, ...]:
    """Say of every paper how many pages it has now, in the order in which a pack is sorted.

    Leadership's answer sheets are counted with the leadership sheets when both are printed.

    Raises:
        CxError: There is no such paper or session.
    """
    pack = _pack(snapshot, selection)
    counted = {name: len(material.pages(pack)) for name, material in MATERIALS.items()}
    return tuple(
        Offer(
            name,
            material.title,
            material.purpose,
            material.audiences,
            counted[name],
            "" if counted[name] else material.missing,
        )
        for name, material in MATERIALS.items()
    )


def draw(snapshot: Snapshot, selection: Selection = EVERYTHING, only: str = "", progress: Progress = silent) -> Drawn:
    """Draw a pack without writing it, for a preview or a printer.

    Args:
        snapshot: What the papers are made from.
        selection: What is printed together, and on what.
        only: The one paper of the selection that is drawn; empty for all of them.
        progress: Told the share done; may stop the work.

    Raises:
        CxError: There is no such paper or session, or nothing to print.
        Cancelled: From `progress`.
    """
    progress(0.0, "Sorting the pages")
    pack = _pack(snapshot, selection)
    pages = [printed for printed in ordered(pack) if only in ("", printed.material.name)]
    if not pages:
        chosen = [MATERIALS[name].missing for name in MATERIALS if name in pack.names and only in ("", name)]
        raise CxError(" ".join(["There is nothing to print.", *dict.fromkeys(chosen)]))
    pdf = to_pdf(pack, pages, progress)
    titles = tuple(printed.material.title for printed in pages)
    return Drawn(pdf, dict(Counter(printed.material.name for printed in pages)), titles)


def write(
    snapshot: Snapshot,
    path: Path,
    selection: Selection = EVERYTHING,
    *,
    replace: bool = False,
    progress: Progress = silent,
) -> PackSummary:
    """Write any selection of papers as one PDF.

    It is sorted for one walk through the building: the door, the wall, one table after the other,
    and what stays in the hand.

    Args:
        snapshot: What the papers are made from.
        path: Where it goes.
        selection: What is printed, and on what.
        replace: Whether an earlier pack of the same name may be replaced.
        progress: Told the share done; may stop the work, which leaves an earlier pack as it was.

    Raises:
        CxError: There is no such paper or session, there is nothing to print, or the file cannot be
            written; nothing was changed.
    """
    check_folder(path, "pack")
    check_place(path, "pack", replace)
    drawn = draw(snapshot, selection, progress=progress)
    save(path, drawn.pdf, "pack")
    return PackSummary(path, len(drawn.titles), drawn.papers, warnings(snapshot, selection))


def warnings(snapshot: Snapshot, selection: Selection = EVERYTHING) -> tuple[str, ...]:
    """Say what to look at before papers printed now are laid out."""
    pack = _pack(snapshot, selection)
    found = []
    # One table alone needs no list: everybody sits at it.
    many = [sitting for sitting in pack.sittings if len(sitting.tables) > 1]
    standing = [person for sitting in many for person in sitting.people if person.id not in sitting.table_of]
    if standing:
        named = ", ".join(name_of(person) for person in standing[:_MOST_NAMED])
        more = " and others" if len(standing) > _MOST_NAMED else ""
        verb = "has" if len(standing) == 1 else "have"
        found.append(
            f"{amount(len(standing), 'person', 'people')} {verb} no table and stand on no list: {named}{more}."
        )
    texts = [pack.client, snapshot.engagement.facilitator]
    texts += [pack.question(question, audience) for audience in pack.audiences for question in Question]
    for sitting in pack.sittings:
        texts += [sitting.title, *(table.group.label for table in sitting.tables)]
        texts += [step.title for step in sitting.session.agenda] if sitting.session else []
        for person in sitting.people:
            texts += [name_of(person), person.department, person.company, person.incentive_due]
    lost = without_typeface("".join(texts))
    if lost:
        found.append(f"These characters cannot be printed and appear as boxes: {' '.join(lost)}")
    return tuple(found)


def not_announced(snapshot: Snapshot, selection: Selection = EVERYTHING) -> int:
    """Return how many people sit elsewhere than they were last told, or were not told at all.

    A table whose sheet is typed has sat: nobody there waits for news.
    """
    waiting = [t for _, t in _pack(snapshot, selection).tables if t.group.id not in snapshot.answers_of]
    return sum(person.announced != table.group.label for table in waiting for person in table.people)


def mark_announced(file: EngagementFile, audience: Audience | None = None, session_code: str = "") -> int:
    """Note that everybody has been told the table where they sit now.

    Args:
        file: The engagement.
        audience: Only this audience; None for all.
        session_code: Only this session; empty for all.

    Returns:
        For how many people that was news.
    """
    pack = _pack(file.snapshot(), Selection(audience=audience, session_code=session_code))
    whom = session_code or (audience.label.lower() if audience else "everybody")
    news = [
        replace(person, announced=table.group.label)
        for _, table in pack.tables
        for person in table.people
        if person.announced != table.group.label
    ]
    with file.edit(f"Tell {whom} their tables") as edit:
        for person in news:
            roster_store.update(edit.db, person)
    return len(news)


def _pack(snapshot: Snapshot, selection: Selection) -> Pack:
    audience, session_code, spare_share = selection.audience, selection.session_code, selection.spare_share
    unknown = sorted(name for name in selection.names if name not in MATERIALS)
    if unknown:
        raise CxError(f"There is no paper called {joined(unknown)}. There are: {', '.join(MATERIALS)}.")
    sessions = [session.code for session in snapshot.sessions if audience in (None, session.audience)]
    if session_code and session_code not in sessions:
        there = f" There are: {', '.join(sessions)}." if sessions else " None has been set up yet."
        raise CxError(f"There is no session called {session_code}.{there}")
    if not 0 <= spare_share <= 1:
        raise CxError("Spare sheets are a share of the groups between 0 and 1, for example 0.2.")
    words = read_room_words(resource("room.toml").read_text(encoding="utf-8"), "room.toml")
    width, height = (length * 25.4 / 72 for length in selection.paper.size)
    chosen = selection.names or frozenset(MATERIALS)
    phases = read_checklist(resource("checklist.toml").read_text(encoding="utf-8"), "checklist.toml")
    return Pack(snapshot, words, audience, session_code, spare_share, chosen, height, width, phases)
