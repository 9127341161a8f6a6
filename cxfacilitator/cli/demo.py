"""The demo: the sample engagement from its messy roster to the report, through the same services as everything else."""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_edition
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.ideas import view_ideas
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.paths import resource
from cxfacilitator.services import engagement, groups, roster, sheets, tagging
from cxfacilitator.services import report as report_service
from cxfacilitator.store.file import EngagementFile

SAMPLE = resource("sample")


def add_to(commands: Commands) -> None:
    """Add `demo`."""
    command = add_command(
        commands, "demo", _demo, "Run the sample engagement from its messy roster to the report, without a screen."
    )
    command.add_argument(
        "report", type=Path, metavar="REPORT.pdf", help="where the report goes; an older one is replaced"
    )
    command.add_argument("--file", type=Path, metavar="FILE.cxfac", help="also keep the engagement file")
    add_edition(command, Edition.FACILITATOR)


def _demo(arguments: argparse.Namespace) -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.file or Path(folder, "sample.cxfac")
        with engagement.create(path, engagement.read_folder(SAMPLE).engagement) as file:
            _prepare(file)
            _capture(file)
            _analyse(file)
            with _stage("Report"):
                written = report_service.write(file.snapshot(), arguments.report, arguments.edition, replace=True)
                _say(f"{written.pages} pages in {written.path}, {arguments.edition.value} edition")
    if arguments.file:
        print(f"The engagement file is {arguments.file}.")
    print(f"Done in {time.perf_counter() - started:.1f} s.")


def _prepare(file: EngagementFile) -> None:
    with _stage("Engagement"):
        snapshot = file.snapshot()
        _say(f"{snapshot.engagement.client} ({snapshot.engagement.code}), {len(snapshot.codebook.counted)} themes")
    with _stage("Roster"):
        _import_people(file, Audience.STAFF, "roster_staff_messy.csv")
    with _stage("Groups"):
        seating = groups.propose(file.snapshot(), Audience.STAFF)
        codes = groups.apply(file, seating)
        _say(f"{len(codes)} staff groups, {codes[0]} to {codes[-1]}")
        for line in seating.sentences():
            _say(line)
    with _stage("Session"):
        engagement.import_sessions_and_groups(file, engagement.read_folder(SAMPLE))
        for sitting in file.snapshot().sessions:
            minutes = sum(step.limit_s for step in sitting.agenda) // 60
            _say(f"{sitting.code}: {sitting.audience.value}, {len(sitting.agenda)} steps in {minutes} minutes")
        # After the groups, because these lists say who sat in which.
        _import_people(file, Audience.LEADERSHIP, "roster_leadership.csv")
        _import_people(file, Audience.CUSTOMERS, "roster_customers.csv")


def _import_people(file: EngagementFile, audience: Audience, name: str) -> None:
    plan = roster.plan_import(SAMPLE / name, audience, file.snapshot())
    _say(f"{audience.label}, from {name}:")
    for line in plan.sentences():
        _say(f"  {line}")
    roster.apply(file, plan)


def _capture(file: EngagementFile) -> None:
    with _stage("Sheets"):
        answers = sheets.import_answers(file, SAMPLE / "answers.csv")
        written = {answer.group_id for answer in file.snapshot().answers}
        _say(f"{len(written)} sheets with {answers} answers")


def _analyse(file: EngagementFile) -> None:
    with _stage("Tagging"):
        snapshot = file.snapshot()
        suggested = tagging.suggest(snapshot)
        _say(f"suggestions for {len(suggested)} of {len(snapshot.answers)} answers, from the codebook's cues")
        _say(tagging.load_tags(file, SAMPLE / "tags.json").sentence)
        _say("these are the sample's reviewed tags, decided by people; no suggestion was accepted by itself")
    with _stage("Comparison"):
        comparison = compare(file.snapshot())
        found = find(comparison)
        fragile = sum(finding.fragile for finding in found)
        _say(f"{len(found)} findings, {fragile} of them rest on few statements")
        alignment = ", ".join(f"{number} {kind.value}" for kind, number in comparison.alignment.items())
        _say(f"leadership against customers: {alignment}")
    with _stage("Plan"):
        snapshot = file.snapshot()
        views = view_ideas(snapshot, comparison)
        wins = [view.idea.title for view in views if view.quick_win]
        _say(f"{len(views)} ideas; quick wins: {'; '.join(wins)}")


@contextmanager
def _stage(name: str) -> Iterator[None]:
    """Print the stage's name, then what it says, then how long it took."""
    print(name)
    started = time.perf_counter()
    yield
    print(f"  ({time.perf_counter() - started:.2f} s)")


def _say(line: str) -> None:
    print(f"  {line}")
