"""Attach photographs: read them, find out whose sheet each one shows, agree, put them in the file.

A code on the sheet says whose it is; where none was read, the name of the file may. One bad file
never spoils the rest.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.errors import CxError, ImportProblem
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.photos import Photo, PhotoId, code_in
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.formats import photo as format_photo
from cxfacilitator.formats.photo import Mark, ReadPhoto
from cxfacilitator.report.materials.answer_sheet import SPARE
from cxfacilitator.report.materials.mark import sheet_mark
from cxfacilitator.report.picture import OpenDocument
from cxfacilitator.services.photos.layout import sheet_layout
from cxfacilitator.store import photos as store
from cxfacilitator.store.file import EngagementFile

MUCH = 60_000_000
"""Bytes of photographs in one engagement from which on every backup becomes slow."""
MOST_PAGES = 100
SCAN_DPI, SCAN_EDGE = 220, 3000
"""Dots per inch and the longest edge in which a scanned page is looked at."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture that comes from no file: its name, and the bytes of the file that it would be."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Ready:
    """A photograph that was read.

    Attributes:
        group_code: Whose sheet it shows; empty when that is not known.
        why: Why it is not known, as the end of a sentence: `no code was read on it`.
    """

    photo: Photo
    jpeg: bytes
    group_code: str
    why: str


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a number of files.

    Attributes:
        ready: Those that are attached, or will be when this is agreed.
        known: The names of those that were in the file already.
        refused: For each that cannot be read the sentence that says why.
        total: Bytes of all photographs in the file with these.
    """

    ready: tuple[Ready, ...]
    known: tuple[str, ...]
    refused: tuple[str, ...]
    total: int

    @property
    def unassigned(self) -> tuple[Ready, ...]:
        """Those of which a person must say whose sheet they show."""
        return tuple(found for found in self.ready if not found.group_code)

    @property
    def sentence(self) -> str:
        """What became of all of them."""
        counts = Counter(found.group_code for found in self.ready if found.group_code)
        to = [code if count == 1 else f"{code} ({count})" for code, count in counts.items()]
        said = []
        if counts:
            number = sum(counts.values())
            said.append(f"{amount(number, 'photograph is', 'photographs are')} attached: {joined(to)}.")
        waiting = self.unassigned
        if len(waiting) == 1:
            said.append(f"{waiting[0].photo.name} waits for you to say whose sheet it shows: {waiting[0].why}.")
        elif waiting:
            reasons = Counter(found.why for found in waiting).most_common()
            why = joined(f"{reason} ({count})" for reason, count in reasons)
            said.append(f"{len(waiting)} wait for you to say whose sheets they show: {why}.")
        if self.known:
            names = self.known[0] if len(self.known) == 1 else amount(len(self.known), "photograph")
            said.append(f"{names} {'was' if len(self.known) == 1 else 'were'} in the file already.")
        said += self.refused if len(self.refused) < 3 else [f"{len(self.refused)} files were refused."]
        return " ".join([*said, *self.warnings]) or "There was nothing to attach."

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to think of."""
        if self.total <= MUCH or not self.ready:
            return ()
        much = round(self.total / 1_000_000)
        return (f"The photographs now take {much} MB, which every backup copies: remove those that you do not need.",)


def prepare(snapshot: Snapshot, sources: Sequence[Path | Pasted], progress: Progress = silent) -> Attached:
    """Read photographs and find out whose sheets they show; nothing is put in the file yet.

    Args:
        snapshot: The groups, and the photographs that are there already.
        sources: Files, or pictures that were pasted.
        progress: Told the share done; may stop the work.

    Raises:
        Cancelled: From `progress`.
    """
    sources_known = {photo.source for photo in snapshot.photos}
    ready: list[Ready] = []
    known: list[str] = []
    refused: list[str] = []
    for number, source in enumerate(sources):
        progress(number / len(sources), f"Reading {source.name} ({number + 1} of {len(sources)})")
        try:
            for read in _read(source, progress, number / len(sources)):
                if read.source in sources_known:
                    known.append(read.name)
                    continue
                sources_known.add(read.source)
                ready.append(_ready(read, snapshot))
        except ImportProblem as problem:
            refused.append(str(problem))
    total = sum(photo.size for photo in snapshot.photos) + sum(found.photo.size for found in ready)
    return Attached(tuple(ready), tuple(known), tuple(refused), total)


def add(file: EngagementFile, attached: Attached) -> None:
    """Put photographs that were read in the file; those that have come into it meanwhile are left as they are."""
    if not attached.ready:
        return
    with file.edit(f"Attach {amount(len(attached.ready), 'photograph')}") as edit:
        there = {photo.source for photo in store.load_all(edit.db)}
        for found in attached.ready:
            if found.photo.source not in there:
                store.insert(edit.db, found.photo, found.jpeg)


def attach(file: EngagementFile, sources: Sequence[Path | Pasted], progress: Progress = silent) -> Attached:
    """Read photographs, find out whose sheets they show, and put them in the file.

    Args:
        file: The engagement.
        sources: Files, or pictures that were pasted.
        progress: Told the share done; may stop the work, and nothing is attached then.

    Returns:
        What became of each of them.
    """
    attached = prepare(file.snapshot(), sources, progress)
    add(file, attached)
    return attached


def _read(source: Path | Pasted, progress: Progress, share: float) -> Iterator[ReadPhoto]:
    """Give the photograph in a file, or those on the pages of a PDF that a scanner has made."""
    if isinstance(source, Pasted):
        yield format_photo.read_bytes(source.data, source.name)
        return
    name, data = format_photo.shown_name(source), format_photo.bytes_of(source)
    if not data.startswith(b"%PDF-"):
        yield format_photo.read_bytes(data, name)
        return
    try:
        scan = OpenDocument(data)
        if len(scan.sizes) > MOST_PAGES:
            raise ImportProblem(f"{name} has more than {MOST_PAGES} pages. Split it and try again.")
        for number, (wide, high) in enumerate(scan.sizes):
            page = f"{name}, page {number + 1}"
            progress(share, f"Reading {page} of {len(scan.sizes)}")
            picture = scan.picture(number, min(SCAN_DPI, SCAN_EDGE / max(wide, high, 1)))
            told_by = hashlib.sha256(data).digest() + number.to_bytes(4)
            yield format_photo.from_pixels(picture.rgb, (picture.width, picture.height), page, told_by)
    except ImportProblem:
        raise
    except CxError as problem:
        raise ImportProblem(f"{name} cannot be read. {problem}") from problem


def _ready(read: ReadPhoto, snapshot: Snapshot) -> Ready:
    group, mark, why = _whose(read, snapshot)
    corners: tuple[float, ...] = ()
    if len({found.text for found in read.marks}) < 2:
        from cxfacilitator.engines.straighten import find_corners

        place = mark.corners if mark else None
        corners = find_corners(read.grey, read.width, read.height, place, sheet_layout())
    photo = Photo(
        PhotoId(0),
        group.id if group is not None else None,
        read.name,
        read.source,
        mark.text if mark is not None else "",
        read.width,
        read.height,
        len(read.jpeg),
        corners,
        _turns(corners, mark),
        bool(corners and mark),
    )
    return Ready(photo, read.jpeg, group.code if group is not None else "", why)


def _turns(corners: tuple[float, ...], mark: Mark | None) -> int:
    """By how many quarters the photograph is turned so that its sheet is read upright."""
    from cxfacilitator.engines.straighten import upright_turns

    edges = corners or (mark.corners if mark is not None else ())
    return upright_turns(edges) if edges else 0


def _whose(read: ReadPhoto, snapshot: Snapshot) -> tuple[Group | None, Mark | None, str]:
    """Whose sheet a photograph shows, by which code, and if nobody's, why."""
    event = snapshot.engagement.code
    groups = {sheet_mark(event, group.code): group for group in snapshot.groups}
    mark = read.marks[0] if read.marks else None
    found = {mark.text: mark for mark in read.marks if mark.text in groups}
    if len(found) > 1:
        return None, mark, f"it shows the sheets of {joined(groups[text].code for text in found)}"
    if found:
        ((text, mark),) = found.items()
        return groups[text], mark, ""
    if mark is not None and not mark.text.startswith(sheet_mark(event, "")):
        return None, mark, "its code is of another engagement"
    code = code_in(read.name, [group.code for group in snapshot.groups])
    if code:
        return next(group for group in snapshot.groups if group.code == code), mark, ""
    if mark is None:
        return None, None, "no code was read on it"
    printed = mark.text.rpartition("|")[2]
    if f"-{SPARE}-" in printed:
        return None, mark, "it is a spare sheet, with the table's number in its box"
    return None, mark, f"its code says {printed}, which is no group here"
