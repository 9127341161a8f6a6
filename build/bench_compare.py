"""What it costs to see the findings anew after one theme was given or taken away, beside the same from nothing.

Measured with the sample, and with an engagement of 300 groups and 6,000 answers whose sheets are drawn from it.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxfacilitator.domain.engagement import Audience
    from cxfacilitator.domain.sheets import Answer
    from cxfacilitator.domain.snapshot import Snapshot
    from cxfacilitator.store.file import EngagementFile
    from cxfacilitator.ui.pages.comparison.compared import Compared

SIZES = {"leadership": 2, "staff": 170, "customers": 128}
LINES = 20
ALLOWED_MS = {"the sample": 100, "300 groups": 300}


def bench(times: int) -> None:
    """Give and take away a theme so many times, in a small and in a large engagement."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, tagging

    for name, allowed in ALLOWED_MS.items():
        with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
            path = Path(home, "sample.cxfac")
            engagement.import_engagement(resource("sample"), path)
            with engagement.open_file(path) as file:
                tagging.load_tags(file, resource("sample", "tags.json"))
                if name != "the sample":
                    grow(file)
                file.take_steps()
                snapshot = file.snapshot()
                look(snapshot)  # what is imported on the way is not measured
                print(f"{name}: {len(snapshot.groups)} groups, {len(snapshot.answers)} answers, {allowed} ms allowed")
                retag(file, snapshot, times)
                report("  from nothing", [took(lambda: look(file.snapshot())) for _ in range(times)])


def retag(file: EngagementFile, snapshot: Snapshot, times: int) -> None:
    """Measure from the click until matrix, findings and fragile marks are there."""
    from cxfacilitator.services import tagging

    written, looked, seen = [], [], [look(snapshot)]
    chance = random.Random(1)
    for answer in chance.sample(snapshot.answers, times):
        themes = snapshot.themes_of.get(answer.id, ())
        change = tagging.remove if themes else tagging.accept
        theme = themes[0] if themes else snapshot.codebook.counted[0].id
        written.append(took(lambda: change(file, answer.id, theme)))  # noqa: B023
        steps = file.take_steps()
        tables = frozenset().union(*(step.tables for step in steps))
        sheets = frozenset().union(*(step.sheets or () for step in steps))
        found: list[Snapshot] = []
        spent = took(lambda: found.append(file.snapshot(snapshot, tables, sheets)))  # noqa: B023
        [snapshot] = found
        looked.append(tuple(map(sum, zip(spent, took(lambda: seen.append(look(snapshot, seen.pop()))), strict=True))))  # noqa: B023
    report("  written to the file", written)
    report("  retagged: read again, compared, found, laid out", looked)


def look(snapshot: Snapshot, before: Compared | None = None) -> Compared:
    """Work out all that the faces of the comparison show."""
    from cxfacilitator.ui.pages.comparison import compared

    return compared.look(snapshot, before)


def grow(file: EngagementFile) -> None:
    """Put in place of the sample's groups many more, whose lines and themes are drawn from its own."""
    from cxfacilitator.domain.engagement import Audience
    from cxfacilitator.domain.groups import Group, GroupId
    from cxfacilitator.domain.sheets import AnswerId
    from cxfacilitator.domain.tagging import Tag
    from cxfacilitator.store import groups, sheets, tagging

    snapshot, chance = file.snapshot(), random.Random(7)
    lines: Mapping[Audience, Sequence[Answer]] = {
        audience: [answer for answer in snapshot.answers if snapshot.audience_of(answer) is audience]
        for audience in Audience
    }
    with file.edit("Grow the sample") as edit:
        number = max(snapshot.group)
        tags: list[Tag] = []
        for audience in Audience:
            before = len(snapshot.groups_of(audience))
            for place in range(before + 1, SIZES[audience] + 1):
                number = GroupId(number + 1)
                code = f"{audience.letter}{place + 100}"
                groups.insert(edit.db, Group(number, code, audience, code, people=7, complete=True))
                for line in range(LINES):
                    drawn = chance.choice(lines[audience])
                    ref = f"{code}-{line:02}"
                    sheets.upsert(edit.db, replace(drawn, id=AnswerId(ref), ref=ref, group_id=number, position=line))
                    themes = snapshot.themes_of.get(drawn.id, ())
                    tags += [Tag(AnswerId(ref), theme, rank) for rank, theme in enumerate(themes, 1)]
        tagging.insert_tags(edit.db, tags)


def took(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that something took, and those of them in which it had a processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def report(name: str, spent: Sequence[tuple[float, ...]]) -> None:
    """Print the middle and the slowest, in milliseconds."""
    walls, cpus = zip(*spent, strict=True)
    print(
        f"{name}: {statistics.median(walls) * 1e3:.0f} ms, at most {max(walls) * 1e3:.0f} "
        f"(processor {statistics.median(cpus) * 1e3:.0f}, at most {max(cpus) * 1e3:.0f})"
    )
