"""No widow heading, no near empty page without reason, no text out of place or over another: every page read back."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition, Level, Paper, Part, ReportChoices, choose
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.domain.trends import summarise
from cxfacilitator.report import fonts
from cxfacilitator.report.content import build
from cxfacilitator.report.pdf import write
from tests.builders import ROUND_2, sample_snapshot
from tests.report.looks_of import lines_of, ugly

_LINES = 20


@cache
def sample() -> Snapshot:
    return sample_snapshot()


def decided() -> Snapshot:
    """The sample with an answer to every idea."""
    whole = sample()
    told = {"disposition": next(iter(Disposition)), "customer_view": "You get a text before we come"}
    return replace(whole, ideas=tuple(replace(idea, **told) for idea in whole.ideas))


def second_round() -> Snapshot:
    return replace(sample_snapshot(ROUND_2), earlier_rounds=(summarise(sample()),))


def one_sheet() -> Snapshot:
    """One leadership sheet and nothing else."""
    whole = sample()
    group = next(group for group in whole.groups if group.audience is Audience.LEADERSHIP)
    answers = tuple(answer for answer in whole.answers if answer.group_id == group.id)
    names = {answer.id for answer in answers}
    tags = tuple(tag for tag in whole.tags if tag.answer_id in names)
    return replace(whole, groups=(group,), answers=answers, tags=tags, ideas=())


@cache
def of_size(*sizes: int) -> Snapshot:
    """The sample with so many groups in each audience, each with lines of its audience's own."""
    whole, chance = sample(), random.Random(7)
    tags_of: dict[AnswerId, list[Tag]] = defaultdict(list)
    for tag in whole.tags:
        tags_of[tag.answer_id].append(tag)
    groups, answers, tags = [], [], []
    for audience, count in zip(Audience, sizes, strict=True):
        lines = [answer for answer in whole.answers if whole.audience_of(answer) is audience]
        for number in range(1, count + 1):
            group = Group(GroupId(len(groups) + 1), f"{audience.letter}{number}", audience, f"Table {number}", people=7)
            groups.append(group)
            for line, answer in enumerate(chance.sample(lines, min(_LINES, len(lines)))):
                name = AnswerId(f"{group.code}-{line:02}")
                answers.append(replace(answer, id=name, ref=name, group_id=group.id, position=line))
                tags += [replace(tag, answer_id=name) for tag in tags_of[answer.id]]
    return replace(whole, groups=tuple(groups), answers=tuple(answers), tags=tuple(tags), ideas=())


def long_named() -> Snapshot:
    """A company of eighty letters, and themes and table names of forty."""
    whole = sample()
    themes = tuple(
        each if each.residual else replace(each, name=f"Communication, expectations & follow-up {number}"[-40:])
        for number, each in enumerate(whole.codebook.themes)
    )
    client = "The Most Wonderful Amalgamated Tool, Plant and Lifting Hire Company of Tolland Ltd"[:80]
    groups = tuple(replace(group, label=f"Table {group.code} by the window at the back") for group in whole.groups)
    return replace(
        whole,
        codebook=replace(whole.codebook, themes=themes),
        engagement=replace(whole.engagement, client=client, facilitator="Wolfeschlegelsteinhausenbergerdorff-Smythe"),
        groups=groups,
    )


FULL, ONE_PAGE, SUMMARY = (choose(level) for level in (Level.FULL, Level.ONE_PAGE, Level.SUMMARY))
MANY = choose(without=[Part.SHEETS])
"""Every part but the sheets, which look in three hundred groups as they do in thirty."""


@pytest.mark.parametrize(
    ("engagement", "edition", "choices", "paper"),
    [
        (sample, Edition.LEADERSHIP, FULL, Paper.A4),
        (sample, Edition.FACILITATOR, FULL, Paper.LETTER),
        (sample, Edition.LEADERSHIP, SUMMARY, Paper.LETTER),
        (sample, Edition.LEADERSHIP, ONE_PAGE, Paper.A4),
        (decided, Edition.PARTICIPANTS, FULL, Paper.A4),
        (decided, Edition.STAFF, FULL, Paper.LETTER),
        (second_round, Edition.FACILITATOR, FULL, Paper.A4),
        (one_sheet, Edition.LEADERSHIP, FULL, Paper.A4),
        (lambda: of_size(2, 17, 17), Edition.LEADERSHIP, FULL, Paper.LETTER),
        (lambda: of_size(2, 170, 128), Edition.FACILITATOR, MANY, Paper.A4),
        (long_named, Edition.FACILITATOR, FULL, Paper.A4),
        (long_named, Edition.LEADERSHIP, SUMMARY, Paper.LETTER),
    ],
)
def test_no_page_is_ugly(
    engagement: Callable[[], Snapshot], edition: Edition, choices: ReportChoices, paper: Paper, tmp_path: Path
) -> None:
    path = tmp_path / "r.pdf"
    write(build(engagement(), edition, choices=choices), path, paper)
    assert ugly(path) == []


def test_what_is_ugly_is_found(tmp_path: Path) -> None:
    fonts.register()
    path = tmp_path / "r.pdf"
    canvas = Canvas(str(path), (595, 842))
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("Chapter", "a")
    canvas.setFont(fonts.SEMIBOLD, 19)
    canvas.drawString(60, 700, "Alone at the foot")
    canvas.showPage()
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawString(60, 700, "one over")
    canvas.drawString(70, 703, "the other")
    canvas.drawString(530, 60, "out of the page")
    canvas.showPage()
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawString(60, 700, "from 1 staff groups")
    canvas.showPage()
    canvas.save()
    *found, over, several = ugly(path)
    assert found == [
        "page 1: filled by 13% only, and its chapter goes on",
        "page 1: ends with the heading 'Alone at the foot'",
        "page 2: 'out of the page' is outside the margins",
    ]
    assert " over " in over
    assert several == "page 3: '1 staff groups'"


def test_the_heads_of_scores_stand_over_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write(build(sample(), Edition.LEADERSHIP, choices=choose(parts=[Part.PLAN])), path, Paper.A4)
    with pypdfium2.PdfDocument(path) as document:
        lines = lines_of(document[0])
    for words in ("Impact", "Effort"):
        head = next(line for line in lines if line.words == words)
        below = [line for line in lines if line.words in "12345" and line.top < head.bottom]
        middle = (head.left + head.right) / 2
        assert sum(abs((line.left + line.right) / 2 - middle) < 1 for line in below) > 5


def test_a_report_of_bars_explains_bars_and_one_of_marks_explains_marks() -> None:
    for engagement, one in ((sample(), "mark"), (of_size(2, 17, 17), "bar")):
        content = build(engagement, Edition.LEADERSHIP)
        other = "bar" if one == "mark" else "mark"
        explained = " ".join([content.reading[0].heading, *content.reading[0].lines, *content.questions[2].notes])
        assert f" {one} is " in explained
        assert f" {other} " not in explained
