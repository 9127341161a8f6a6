"""Every number of the report once more, with the range that chance alone may account for."""

from collections.abc import Callable
from operator import attrgetter

from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import wilson
from cxfacilitator.domain.ideas import in_order
from cxfacilitator.domain.sheets import Box, Flag
from cxfacilitator.domain.text import shortened
from cxfacilitator.report.charts.dumbbell import Dumbbell
from cxfacilitator.report.charts.forest import Forest, ForestRow
from cxfacilitator.report.charts.spread import Spread
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.questions import against, better
from cxfacilitator.report.content.values import NumberRow, NumbersPart, NumberTable, Title

_LONGEST_IDEA = 90
_HOW_DRAWN = (
    "The line is where the share of all such groups may lie if these were drawn at random (90 % Wilson range). "
    "It is drawn from ten groups on."
)
_Counted = Callable[[ThemeView, Audience], int]


def _wrote(*boxes: Box, flag: Flag | None = None) -> _Counted:
    def groups(view: ThemeView, audience: Audience) -> int:
        found = (answer for answer in view.answers[audience] if answer.box in boxes)
        return len({answer.group_id for answer in found if flag is None or flag in answer.flags})

    return groups


def _counts(name: str) -> _Counted:
    read = attrgetter(name)
    return lambda view, audience: int(read(view.counts[audience]))


MEASURES: tuple[tuple[str, _Counted], ...] = (
    ("Question 1: named as done well", _wrote(Box.WELL)),
    ("Question 2: asked to improve", _wrote(Box.IMPROVE)),
    ("Question 3: said that others do it differently", _wrote(Box.DIFFER)),
    ("Question 3: others are better, or it matters to customers", better),
    ("Question 3: others are worse, or it does not matter to customers", against),
    ("Question 3: what others do was said to matter", _counts("valued")),
    ("Question 3: what others do was said not to matter", _counts("not_valued")),
    ("Question 4: asked to continue", _wrote(Box.CONTINUE)),
    ("Question 4: asked to start", _wrote(Box.START)),
    ("Questions 1 and 4 together: named as done well, or asked to continue", _counts("well")),
    ("Questions 2 and 4 together: asked to improve, or to start", _counts("raises")),
    ("Costs effort, wherever it was written", _wrote(*Box, flag=Flag.EFFORT)),
    ("Question 2: not told, or misunderstood", _wrote(Box.IMPROVE, flag=Flag.EXPLAIN)),
    ("Named anywhere", _counts("mentions")),
)
"""What is counted, and how."""


def numbers(basis: Basis, gaps: Dumbbell) -> NumbersPart:
    """Lay out every count of every theme and idea with its range.

    Args:
        basis: The material.
        gaps: The widest gaps, which are drawn once more with their ranges where groups are many.
    """
    tables = [_table(basis, heading, counted) for heading, counted in MEASURES]
    ideas = tuple(
        NumberRow(
            f"{number}. {shortened(basis.cleaner.clean(view.idea.title), _LONGEST_IDEA)}",
            tuple(spread(basis, audience, view.groups[audience]) for audience in basis.audiences),
        )
        for number, view in enumerate(in_order(basis.ideas), 1)
    )
    found = [*tables, NumberTable("Ideas: asked for it", basis.columns(), ideas)]
    return NumbersPart(
        Title("Appendix A", "Every number, and how far it carries", _HOW),
        tuple(table for table in found if table.rows),
        _whole_audiences(basis),
        _figure(basis, gaps) if basis.as_bars else None,
        _HOW_DRAWN,
    )


def _figure(basis: Basis, gaps: Dumbbell) -> Forest | None:
    rows = tuple(
        ForestRow(row.name, row.measure, tuple(spread(basis, a, said) for a, said, groups in row.counts if groups))
        for row in gaps.rows
    )
    return Forest(rows) if rows else None


_HOW = (
    "Groups that wrote it, out of those that answered. The range is where the share of all such groups may lie if "
    "these were drawn at random (90 % Wilson range): wide while groups are few. What is not listed was written by "
    "no group."
)


def _whole_audiences(basis: Basis) -> str:
    told = [audience.label for audience in basis.audiences if audience in basis.comparison.everybody]
    return f"{' and '.join(told)}: the sheets speak for all members, so there is no range." if told else ""


def _table(basis: Basis, heading: str, counted: _Counted) -> NumberTable:
    rows = []
    for view in basis.most_named():
        said = {audience: counted(view, audience) for audience in basis.audiences}
        if any(said.values()):
            rows.append(NumberRow(view.theme.name, tuple(spread(basis, a, number) for a, number in said.items())))
    return NumberTable(heading, basis.columns(), tuple(rows))


def spread(basis: Basis, audience: Audience, said: int) -> Spread:
    """A count with its range; what all members of an audience say is no sample and has none."""
    groups = basis.comparison.groups[audience]
    whole = audience in basis.comparison.everybody
    return Spread(audience, said, groups, None if whole else wilson(min(said, groups), groups))
