"""The table with every count: theme by question by audience."""

from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.report.charts.heat import Heat, HeatRow
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.values import Title, Whole
from cxfacilitator.report.words import NONE_FOUND, NOUN, quoted

_BLOCKS = (
    ("1 well", (Box.WELL,)),
    ("2 improve", (Box.IMPROVE,)),
    ("3 differ", (Box.DIFFER,)),
    ("4 continue", (Box.CONTINUE,)),
    ("4 start", (Box.START,)),
)


def whole(basis: Basis) -> Whole:
    """Lay out every count: theme by question by audience, the most named theme first."""
    views = basis.most_named()
    rows = tuple(
        HeatRow(
            view.theme.name,
            tuple(tuple(basis.in_boxes(view, a, *boxes) for a in basis.audiences) for _, boxes in _BLOCKS),
        )
        for view in views
    )
    asked = joined(f"{basis.comparison.groups[a]} {NOUN[a]} ({a.letter})" for a in basis.audiences)
    noun = "group" if [basis.comparison.groups[a] for a in basis.audiences] == [1] else "groups"
    most = views[0].theme.name if views else ""
    title = (
        f"{amount(len(rows), 'theme')} came up; the most named is {quoted(most)}"
        if rows
        else "No theme has been counted yet"
    )
    silent = [view.theme.name for view in basis.comparison.themes if view not in views]
    return Whole(
        Title("The whole picture", title),
        Heat(
            tuple(name for name, _ in _BLOCKS),
            tuple((a, basis.comparison.groups[a]) for a in basis.audiences),
            rows,
        ),
        f"Number of groups that wrote at least one answer on the theme, out of {asked} {noun}. "
        "Darker means a larger share of that audience; a dot means none."
        if rows
        else NONE_FOUND,
        f"Not named by anybody: {'; '.join(silent)}." if rows and silent else "",
    )
