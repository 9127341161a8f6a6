"""The leadership sheet: leadership's answer sheet, and a second page that is sealed until the debrief."""

from functools import partial

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.report.charts.style import INK, SECONDARY, STYLE
from cxfacilitator.report.fonts import BOLD, SEMIBOLD
from cxfacilitator.report.materials.answer_sheet import LEADERSHIP_SHEET, sheets_of
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Table

_EDGE, _GAP = 14.0, 6.0
_LINE = "#8C8C8C"
GUESSES = 3


def pages(pack: Pack) -> list[Page]:
    """Return for each leadership group its answer sheet and its guess, then the spare sheets."""
    guess_of: dict[GroupId, Page] = {
        table.group.id: Page(partial(_draw, pack=pack, table=table), True, table.group.id)
        for _, table in pack.tables
        if table.group.audience is Audience.LEADERSHIP
    }
    found = []
    for page in sheets_of(pack, Audience.LEADERSHIP):
        found.append(page)
        if page.table is not None:
            found.append(guess_of[page.table])
    return found


def _draw(leaf: Leaf, pack: Pack, table: Table) -> None:
    style = STYLE[Audience.LEADERSHIP]
    right = leaf.width - _EDGE
    leaf.mark(Audience.LEADERSHIP, (_EDGE + 5, 20), 11)
    leaf.text(_EDGE + 14, 23.3, "Before we hear the others", Lettering(24, SEMIBOLD))
    leaf.text(right, 23.3, table.group.code, Lettering(24, BOLD), align="right", room=60)
    leaf.text(
        _EDGE,
        32,
        "Sealed until the debrief, then put beside what customers said. A guess is never counted as an answer.",
        Lettering(11, colour=SECONDARY),
        room=right - _EDGE,
    )
    width = (right - _EDGE - _GAP) / 2
    top, bottom = 38.0, leaf.height - SAFE_MM - 9
    upper = (bottom - top - _GAP) * 0.46
    lower = bottom - top - _GAP - upper
    x, y = _EDGE + width + _GAP, top + upper + _GAP
    _box(leaf, (_EDGE, top, width, upper), "Customers will praise", GUESSES, "three things")
    _box(leaf, (x, top, width, upper), "Customers will criticise", GUESSES, "three things")
    _box(leaf, (_EDGE, y, width, lower), "Measures we watch", 5, "what it is, and who sees it")
    _box(leaf, (x, y, width, lower), "Programmes running", 5, "what it is, and until when")
    about = " · ".join(part for part in (pack.client, table.group.label) if part)
    leaf.text(_EDGE, leaf.height - SAFE_MM - 2, about, Lettering(9, colour=style.text), room=right - _EDGE)


def _box(leaf: Leaf, box: tuple[float, float, float, float], title: str, lines: int, hint: str) -> None:
    x, y, width, height = box
    leaf.frame((x, y), (width, height), width=1.0, radius=2.5)
    after = x + 6 + leaf.text(x + 6, y + 9.5, title, Lettering(14, SEMIBOLD, INK)) + 3
    leaf.text(after, y + 9.5, hint, Lettering(9.5, colour=SECONDARY), room=x + width - 5 - after)
    pitch = (height - 16) / lines
    for line in range(1, lines + 1):
        base = y + 12 + pitch * line
        if lines == GUESSES:
            leaf.text(x + 6, base - 1, str(line), Lettering(12, SEMIBOLD, SECONDARY))
        leaf.line((x + 12 if lines == GUESSES else x + 6, base), (x + width - 6, base), _LINE)


MATERIAL = Material(
    LEADERSHIP_SHEET,
    "Leadership sheets",
    "Leadership's answer sheet, and a page for what they guess and watch, sealed until the debrief.",
    Place.TABLE,
    pages,
    "There are no leadership groups yet.",
    frozenset({Audience.LEADERSHIP}),
)
