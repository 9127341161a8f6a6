"""When the engagement takes nothing any more: what was typed goes into a plain text, wherever there is room."""

import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody typed that is not in the engagement.

    Attributes:
        group: The code and the name of the group or form; empty where it is about none.
        box: The box, or what else was typed.
    """

    group: str
    box: str
    text: str


def told(snapshot: Snapshot, what: str, values: Sequence[object]) -> Line | None:
    """Put what somebody typed into words; None when there are none, for example when a line was emptied.

    Args:
        snapshot: Knows the groups and forms.
        what: What was being done with it: `save`, `set note`.
        values: What the service was to be given.
    """
    group, words = "", []
    for value in values:
        match value:
            case Answer():
                known = value.group_id in snapshot.group or value.group_id in snapshot.form
                group = _named(snapshot.source_of(value)) if known else ""
                text = f"{value.competitor}: {value.text}" if value.competitor else value.text
                return Line(group, value.box.label, text) if text else None
            case Group() | Form():
                group = _named(value)
            case Box():
                what = value.label
            case str() if value and value not in snapshot.answer and not re.fullmatch("[0-9a-f]{32}", value):
                words.append(value)
            case int():
                words.append(str(value))
    return Line(group, what, " ".join(words)) if words else None


def places(path: Path, documents: Path) -> tuple[Path, ...]:
    """Return the folders that are tried, the best first: beside the engagement, then folders on other disks."""
    return tuple(dict.fromkeys((path.parent, documents, Path.home(), Path(tempfile.gettempdir()))))


def dump(lines: Sequence[Line], places: Sequence[Path], now: datetime) -> Path:
    """Write lines into a text file in the first folder that takes it, in the place of an earlier one of this instant.

    Args:
        lines: In the order in which they were typed.
        places: Folders, the best first.
        now: Goes into the name of the file.

    Returns:
        The file, which is on the disk.

    Raises:
        FileProblem: No folder took it.
    """
    content = _page(lines, now).encode("utf-8", errors="backslashreplace")
    for folder in places:
        target = folder / f"Not saved {now:%Y-%m-%d %H.%M.%S}.txt"
        unfinished = target.with_name(f"{target.name}.part")
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
        else:
            return target
    raise FileProblem(
        f"{amount(len(lines), 'typed line')} could be written nowhere, neither into the engagement nor as plain text. "
        "Leave the program open: they are on the screen; free some space, or copy them elsewhere."
    )


def drop(path: Path) -> None:
    """Delete a text that is no longer needed, because everything in it is in the engagement."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _named(source: Group | Form) -> str:
    return f"{source.code} {source.label}".strip()


def _page(lines: Sequence[Line], now: datetime) -> str:
    parts = [f"Typed, but not in the engagement ({now:%Y-%m-%d %H:%M}). Type it again, or paste it into the sheets."]
    group = box = None
    for line in lines:
        if line.group != group:
            parts += ["", line.group]
            box = None
        if line.box != box:
            parts.append(f"  {line.box}")
        parts.append(f"    {line.text}")
        group, box = line.group, line.box
    return os.linesep.join(parts) + os.linesep
