"""The chapters of a report: the parts that were chosen and have something to say, in the chosen order."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxfacilitator.domain.report_setup import Part
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.words import some


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter.

    Attributes:
        part: The part that it is of; the four questions are chapters of one part.
        key: Its place to jump to.
        name: Its line in the contents.
        says: The sentence that stands over it.
    """

    part: Part
    key: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class PartTold:
    """A part of the report, chosen or not.

    Attributes:
        name: What it is called.
        says: The sentence that stands over it; empty when it has nothing to say.
        waits_for: Why it has nothing to say; empty when it has.
    """

    part: Part
    name: str
    says: str
    waits_for: str


PART_NAMES: Mapping[Part, str] = {
    Part.COVER: "Cover",
    Part.SUMMARY: "On one page",
    Part.CONTENTS: "Contents, and how to read this report",
    Part.WHOLE: "The whole picture",
    Part.QUESTIONS: "Question by question",
    Part.SERIOUS: "Single answers not to be averaged away",
    Part.GAPS: "Perception gaps",
    Part.INSIDE: "Inside the organisation",
    Part.ROUNDS: "Since the last round",
    Part.KEEP: "Continue and quick wins",
    Part.PLAN: "Plan",
    Part.WORDS: "In their words",
    Part.METHOD: "Method and sample",
    Part.NUMBERS: "Appendix A: every number",
    Part.SHEETS: "Appendix B: every sheet",
    Part.NOTE: "You said, we will",
}
_WAITS_FOR: Mapping[Part, str] = {
    Part.SERIOUS: "no answer is flagged as one that must not be averaged away",
    Part.ROUNDS: "no earlier round is known",
    Part.WORDS: "there is nothing to quote",
    Part.NUMBERS: "nothing is counted before answers are reviewed",
    Part.NOTE: "nothing has been decided yet",
}
METHOD_TITLE = "How this was made, and what it cannot say"


def chapters(content: ReportContent) -> tuple[Chapter, ...]:
    """Return the chapters in order."""
    says = _says(content)
    found: list[Chapter] = []
    for part in content.choices.parts:
        if part is Part.QUESTIONS:
            titles = [question.title for question in content.questions]
            found += [Chapter(part, f"question-{n}", each.kicker, each.title) for n, each in enumerate(titles, 1)]
        elif says.get(part):
            found.append(Chapter(part, part.value, PART_NAMES[part], says[part]))
    return tuple(found)


def every_part(content: ReportContent) -> tuple[PartTold, ...]:
    """Return all parts that a report may have, with what each says or why it says nothing."""
    says = {**_says(content), Part.QUESTIONS: "; ".join(question.title.kicker for question in content.questions)}
    return tuple(
        PartTold(part, name, says[part], "" if says[part] else _WAITS_FOR.get(part, "there is nothing to say yet"))
        for part, name in PART_NAMES.items()
    )


def _says(content: ReportContent) -> Mapping[Part, str]:
    """What each part says in a sentence; a part that has nothing to say says nothing."""
    return {
        Part.COVER: "What leadership, staff and customers say, side by side",
        Part.SUMMARY: content.summary.title.title,
        Part.CONTENTS: "What a mark, a state and a word mean",
        Part.WHOLE: content.whole.title.title,
        Part.SERIOUS: some(len(content.serious), "answer") if content.serious else "",
        Part.GAPS: content.gaps.title.title,
        Part.INSIDE: content.inside.title.title,
        Part.ROUNDS: content.rounds.title.title if content.rounds else "",
        Part.KEEP: content.keep.title.title,
        Part.PLAN: content.plan.title.title,
        Part.WORDS: content.words.title.title,
        Part.METHOD: METHOD_TITLE,
        Part.NUMBERS: content.numbers.title.title if content.numbers.tables else "",
        Part.NOTE: content.note.title.title if content.note.said or content.note.promises else "",
        Part.SHEETS: f"{some(len(content.sheets), 'sheet')}, word for word",
    }
