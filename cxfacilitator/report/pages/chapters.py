"""Every chapter of the report as what stands in it."""

from collections.abc import Callable, Mapping

from reportlab.platypus import CondPageBreak, Flowable

from cxfacilitator.domain.report_setup import Part
from cxfacilitator.report.content.chapters import Chapter, chapters
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.flowables import Place
from cxfacilitator.report.pages import back, findings, front, note, numbers, plan, rounds, voices

_WITH_TITLE, _WHOLE_PAGE = 110.0, 680.0
"""What a title takes above a figure, and what there is on the smallest page."""


def stories(content: ReportContent, width: float) -> list[tuple[Part, list[Flowable]]]:
    """Set every chapter.

    Args:
        content: What the report says.
        width: The room between the margins.
    """
    listed = chapters(content)
    found: list[tuple[Part, list[Flowable]]] = []
    for chapter in listed:
        place = Place(chapter.key, chapter.name)
        match chapter.part:
            case Part.COVER:
                story = front.cover(content, width)
            case Part.CONTENTS:
                story = [place, *front.contents(content, width, listed)]
            case Part.SHEETS:
                story = back.sheets(content, width, place)
            case _:
                story = [*_room(chapter.part, content), place, *_body(chapter, content, width)]
        found.append((chapter.part, story))
    return found


def _room(part: Part, content: ReportContent) -> list[Flowable]:
    """Go on to the next page where a chapter's title and the figure below it have no room together."""
    figures = {
        Part.PLAN: content.plan.figure,
        Part.ROUNDS: content.rounds.figure if content.rounds else None,
        Part.NUMBERS: content.numbers.figure,
    }
    figure = figures.get(part)
    return [CondPageBreak(min(_WITH_TITLE + figure.height(), _WHOLE_PAGE))] if figure else []


def _body(chapter: Chapter, content: ReportContent, width: float) -> list[Flowable]:
    if chapter.part is Part.QUESTIONS:
        number = int(chapter.key.removeprefix("question-"))
        return findings.question(content.questions[number - 1], content.asked, width)
    return _BODIES[chapter.part](content, width)


_BODIES: Mapping[Part, Callable[[ReportContent, float], list[Flowable]]] = {
    Part.SUMMARY: front.one_page,
    Part.WHOLE: lambda content, _: front.whole(content),
    Part.SERIOUS: lambda content, _: findings.serious(content.serious),
    Part.GAPS: lambda content, width: findings.gaps(content.gaps, width),
    Part.INSIDE: lambda content, width: findings.gaps(content.inside, width),
    Part.ROUNDS: lambda content, width: rounds.rounds(content.rounds, width) if content.rounds else [],
    Part.KEEP: lambda content, width: findings.keep(content.keep, width),
    Part.PLAN: lambda content, width: plan.plan(content.plan, width),
    Part.WORDS: lambda content, width: voices.words(content.words, width),
    Part.METHOD: lambda content, _: back.method(content),
    Part.NOTE: lambda content, width: note.note(content.note, width),
    Part.NUMBERS: lambda content, width: numbers.numbers(content.numbers, width),
}
