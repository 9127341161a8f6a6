"""The charts of the report one by one: what each shows, as a picture, and its numbers as a table."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.formats.lines_out import WRITERS
from cxfacilitator.report.charts import Diverging, Dumbbell, Tally
from cxfacilitator.report.charts.files import Dots, dots, png, svg
from cxfacilitator.report.charts.picture import ChartPicture
from cxfacilitator.report.charts.surface import Cells, Figure
from cxfacilitator.report.content import ReportContent, build
from cxfacilitator.report.content.values import MarkTable, Title
from cxfacilitator.report.saving import check_list, free_name, save

__all__ = [
    "KINDS",
    "NONE_YET",
    "ChartOffer",
    "Dots",
    "available",
    "drawn",
    "export",
    "export_all",
    "find",
    "free_folder",
]

NONE_YET = "No chart has anything to show yet: it takes answers that somebody has reviewed."
_START = ("start", "What to start")
_NAMES = (
    (("well", "What is done well"),),
    (("improve", "What to improve"),),
    (("differ", "What others do differently"),),
    (("continue", "What to continue"), _START),
)
"""What the charts of each question are called."""


@dataclass(frozen=True)
class ChartOffer:
    """A chart that can be taken out of the report.

    Attributes:
        name: Short, for a command and for a file's name.
        heading: What it is, in a word or two.
    """

    name: str
    heading: str
    picture: ChartPicture

    @property
    def title(self) -> str:
        """What it says, as the report does."""
        return self.picture.title

    @property
    def told(self) -> str:
        """Everything that it shows, in words."""
        return self.picture.figure.told()

    @property
    def numbers(self) -> tuple[Cells, ...]:
        """Everything that it shows, as a table with headings."""
        return self.picture.figure.numbers()


KINDS: Mapping[str, Callable[[ChartOffer], bytes]] = {
    ".png": lambda offer: png(offer.picture),
    ".svg": lambda offer: svg(offer.picture),
    ".csv": lambda offer: WRITERS[".csv"](offer.numbers),
}
"""What a chart can be written as, by the ending of the file's name."""


def available(snapshot: Snapshot, edition: Edition, progress: Progress = silent) -> tuple[ChartOffer, ...]:
    """Return the charts that a report made now would have, in its order.

    Raises:
        CxError: Nobody has answered anything yet, or this edition has no charts.
    """
    if not snapshot.answers:
        raise CxError("There are no answers yet, so there is nothing to draw. Type or import the sheets first.")
    if edition.only_note:
        raise CxError(f"The {edition.label.lower()} has no charts. Choose leadership or facilitator.")
    progress(0.0, "Reading what the charts show")
    return tuple(_offers(build(snapshot, edition)))


def find(offers: Sequence[ChartOffer], name: str) -> ChartOffer:
    """Return the chart of a name.

    Raises:
        CxError: There is none; the sentence names those that there are.
    """
    for offer in offers:
        if offer.name == name:
            return offer
    raise CxError(f"There is no chart “{name}”. There are: {joined(offer.name for offer in offers) or 'none yet'}.")


def drawn(offer: ChartOffer, progress: Progress = silent) -> Dots:
    """Return the picture as it is written, for a screen."""
    progress(0.0, offer.heading)
    return dots(offer.picture)


def export(offer: ChartOffer, path: Path, *, replace: bool = False, progress: Progress = silent) -> str:
    """Write a chart as a picture, or its numbers as a table, and say so.

    Args:
        offer: The chart.
        path: Its name ends in one of `KINDS`.
        replace: Whether a file of the same name may be replaced.
        progress: May stop the work before anything is written.

    Raises:
        CxError: The ending is none that is known, the folder is missing, something is there already that stays, or
            the disk refused; nothing was changed.
    """
    check_list(path, "chart", KINDS, replace)
    progress(0.0, f"Drawing {path.name}")
    save(path, KINDS[path.suffix.casefold()](offer), "chart")
    return f"{offer.heading} written to {path}"


def export_all(
    offers: Sequence[ChartOffer],
    folder: Path,
    stem: str,
    kinds: Collection[str] = tuple(KINDS),
    *,
    replace: bool = False,
    progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write every chart into a folder.

    Args:
        offers: The charts.
        folder: It is made where there is none.
        stem: What the names of all files begin with.
        kinds: What each is written as.
        replace: Whether files of the same names may be replaced.
        progress: Told the share done; may stop the work, which leaves what is written.

    Raises:
        CxError: As for `export`; all names are looked at before anything is written.
    """
    wanted = [(offer, folder / f"{stem} {offer.name}{kind}") for offer in offers for kind in kinds]
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CxError(
            f"The folder {folder} cannot be made: {error.strerror or error}. Choose another place for the charts."
        ) from error
    for _, path in wanted:
        check_list(path, "chart", KINDS, replace)
    for number, (offer, path) in enumerate(wanted):
        progress(number / len(wanted), f"{path.name}")
        export(offer, path, replace=replace)
    progress(1.0, amount(len(wanted), "file"))
    return tuple(path for _, path in wanted)


def free_folder(parent: Path, stem: str) -> Path:
    """Return a folder for all charts that is not there yet."""
    folder = parent / f"{stem} charts"
    return parent / free_name(folder) if folder.exists() else folder


def _offers(content: ReportContent) -> Iterable[ChartOffer]:
    asked = tuple(each.audience for each in content.asked if each.groups)

    def offer(name: str, heading: str, title: Title, figure: Figure, note: str = "") -> ChartOffer:
        key = asked if isinstance(figure, (Dumbbell, Diverging)) else ()
        words = (title.kicker, title.title, figure, note, content.client, content.footer)
        return ChartOffer(name, heading, ChartPicture(*words, key))

    one_page, whole, plan, rounds = content.summary, content.whole, content.plan, content.rounds
    if one_page.chart.rows:
        yield offer("gaps", "Where views differ most", one_page.title, one_page.chart)
    if whole.heat.rows:
        yield offer("whole", "The whole picture", whole.title, whole.heat, whole.caption)
    for part, names in zip(content.questions, _NAMES, strict=True):
        if part.diverging and part.diverging.rows:
            yield offer(*names[0], part.title, part.diverging, " ".join(part.notes))
        for name, table in zip(names, part.tables, strict=False):
            if table.rows:
                says = part.title.lead.removesuffix(".") if name is _START else part.title.title
                yield offer(*name, replace(part.title, title=says), _tally(table))
    if rounds and rounds.figure:
        yield offer("rounds", "Since the last round", rounds.title, rounds.figure, rounds.title.lead)
    if plan.figure:
        title = Title(plan.title.kicker, plan.figure_says)
        yield offer("plan", "Impact and effort", title, replace(plan.figure, with_key=True))
    if content.numbers.figure:
        yield offer("ranges", "The same, with ranges", one_page.title, content.numbers.figure, content.numbers.how)


def _tally(table: MarkTable) -> Tally:
    return Tally(table.columns, tuple((row.name, row.marks) for row in table.rows), table.alone)
