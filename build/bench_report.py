"""What the report costs, beside a plain document of as many pages and words from the same library.

Every document is made in a process of its own: processor time from the answers to the file on disk, the library's
import included, and the process's peak memory. The engagements are drawn from the sample's groups, answer by answer.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench import Cost
    from cxfacilitator.domain.snapshot import Snapshot

LINES = 20
A_LINE = 12
"""Words of a paragraph of the plain document."""


@dataclass(frozen=True)
class Allowed:
    """What a report may cost."""

    cpu_s: float
    kilobytes: int
    archive_kilobytes: int
    peak_mb: int


SIZES = {12: (2, 5, 5), 36: (2, 17, 17), 300: (2, 170, 128)}
"""How many groups each audience has."""
ALLOWED = {12: Allowed(1.5, 200, 750, 150), 300: Allowed(8.0, 600, 2500, 250)}


def bench(run: Callable[[list[str], dict[str, str]], Cost]) -> None:
    """Measure every size and print it with what is allowed."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        path = Path(home, "report.pdf")
        environment = dict(os.environ)

        def made(*what: object) -> tuple[Cost, dict[str, float]]:
            cost = run([sys.executable, "-P", __file__, *map(str, what), str(path)], environment)
            return cost, json.loads(cost.said)

        for groups in SIZES:
            cost, report = made("ours", groups)
            kilobytes = path.stat().st_size / 1000
            _, plain = made("plain", report["pages"], words_in(path))
            made("archive", groups)
            archive = path.stat().st_size / 1000
            pages, cpu_s = report["pages"], report["cpu_s"]
            print(f"{groups} groups: {pages:.0f} pages, {cpu_s:.1f} CPU s, {pages / cpu_s:.0f} pages/s, ", end="")
            print(f"{kilobytes:.0f} KB, {archive:.0f} KB for an archive, {cost.peak_mb:.0f} MB peak")
            if may := ALLOWED.get(groups):
                print(f"  allowed: {may.cpu_s} CPU s, {may.kilobytes} KB, {may.archive_kilobytes} KB, {may.peak_mb} MB")
            print(f"  plain: {plain['cpu_s']:.1f} CPU s; ours takes {cpu_s / plain['cpu_s']:.1f} times as long")


def words_in(path: Path) -> int:
    """Return how many words stand on the pages of a PDF."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(path)
    found = sum(len(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return found


def ours(groups: int, archive: bool, path: Path) -> int:
    """Write the report of an engagement with so many groups and return its pages."""
    from cxfacilitator.domain.report_setup import Edition
    from cxfacilitator.services import report

    snapshot = drawn(SIZES[groups])
    begin()
    finish = report.Finish(archive=archive)
    return report.write(snapshot, path, Edition.FACILITATOR, finish=finish, replace=True).pages


def plain(pages: int, words: int, path: Path) -> int:
    """Write as many words on as many pages, as simply as the library can, and return the pages."""
    begin()
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["Normal"]
    style.fontSize, style.leading = 6, 7
    line = "word " * A_LINE
    a_page = max(1, round(words / pages / A_LINE))
    story = [each for _ in range(pages) for each in (*(Paragraph(line, style) for _ in range(a_page)), PageBreak())]
    document = SimpleDocTemplate(str(path))
    document.build(story)
    return int(document.page)


def drawn(sizes: tuple[int, int, int]) -> Snapshot:
    """Return the sample with so many groups in each audience, each with lines drawn from its audience's own."""
    from cxfacilitator.domain.engagement import Audience
    from cxfacilitator.domain.groups import Group, GroupId
    from cxfacilitator.domain.sheets import AnswerId
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, tagging
    from cxfacilitator.services.plan import make_ideas

    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        path = Path(home, "sample.cxfac")
        engagement.import_engagement(resource("sample"), path).close()
        with engagement.open_file(path) as file:
            tagging.load_tags(file, resource("sample", "tags.json"))
            make_ideas(file)
            sample = file.snapshot()
    chance = random.Random(7)
    groups: list[Group] = []
    answers, tags = [], []
    copies: dict[AnswerId, list[AnswerId]] = defaultdict(list)
    for audience, count in zip(Audience, sizes, strict=True):
        lines = [answer for answer in sample.answers if sample.audience_of(answer) is audience]
        for number in range(1, count + 1):
            group = Group(GroupId(len(groups) + 1), f"{audience.letter}{number}", audience, f"Table {number}", people=7)
            groups.append(group)
            for line, answer in enumerate(chance.sample(lines, min(LINES, len(lines)))):
                name = AnswerId(f"{group.code}-{line:02}")
                answers.append(replace(answer, id=name, ref=name, group_id=group.id, position=line))
                tags += [replace(tag, answer_id=name) for tag in sample.tags if tag.answer_id == answer.id]
                copies[answer.id].append(name)
    ideas = tuple(
        replace(idea, answer_ids=tuple(copy for answer in idea.answer_ids for copy in copies[answer]))
        for idea in sample.ideas
    )
    return replace(sample, groups=tuple(groups), answers=tuple(answers), tags=tuple(tags), ideas=ideas)


_MAKES: Mapping[str, Callable[[list[str], Path], int]] = {
    "ours": lambda numbers, path: ours(int(numbers[0]), False, path),
    "archive": lambda numbers, path: ours(int(numbers[0]), True, path),
    "plain": lambda numbers, path: plain(int(float(numbers[0])), int(numbers[1]), path),
}
_started: list[float] = []


def begin() -> None:
    """Measure from here."""
    _started[:] = [time.process_time()]


if __name__ == "__main__":
    what, *rest, place = sys.argv[1:]
    count = _MAKES[what](rest, Path(place))
    print(json.dumps({"pages": count, "cpu_s": time.process_time() - _started[0]}))
