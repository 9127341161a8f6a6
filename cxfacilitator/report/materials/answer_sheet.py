"""The answer sheet: four boxes on one page, one sheet for each group, made to be photographed afterwards."""

import math
from dataclasses import replace
from functools import partial

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.session import Slide
from cxfacilitator.report.charts.style import INK, SECONDARY, STYLE
from cxfacilitator.report.fonts import BOLD, SEMIBOLD
from cxfacilitator.report.materials.leaf import CORNER_MM, QR_MM, SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering, broken, fitted
from cxfacilitator.report.materials.mark import sheet_mark
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting, Table

LINES, FEWEST_LINES = 7, 4
CODE_RIGHT_MM, CODE_TOP_MM = SAFE_MM + CORNER_MM + 3, 9.0
"""From the right and the upper edge of the page to the code."""
SPARE = "SPARE"
"""Stands for the group in the code of a sheet that is nobody's yet."""
_EDGE, _GAP, _TOP = 12.0, 4.0, 30.0
_FOOT = 18.0
_LINE_COLOUR = "#8C8C8C"
_HEADS = 8.0
_HEAD_MM = 8.5
_QUESTION = Lettering(13, SEMIBOLD, floor=9.5, balanced=True)
LEADERSHIP_SHEET = "leadership-sheet"


def pages(pack: Pack) -> list[Page]:
    """Return one sheet for each group, and after an audience's last one its spare sheets."""
    audiences = [a for a in pack.audiences if a is not Audience.LEADERSHIP or LEADERSHIP_SHEET not in pack.names]
    return [page for audience in audiences for page in sheets_of(pack, audience)]


def sheets_of(pack: Pack, audience: Audience) -> list[Page]:
    """Return the sheets of one audience's groups and its spare ones."""
    tables = [(sitting, table) for sitting, table in pack.tables if table.group.audience is audience]
    found = [
        Page(partial(_draw, pack=pack, sitting=sitting, table=table), True, table.group.id) for sitting, table in tables
    ]
    for number in range(1, spares(len(tables), pack.spare_share) + 1):
        found.append(Page(partial(_draw_spare, pack=pack, audience=audience, number=number), True))
    return found


def spares(groups: int, share: float) -> int:
    """Return how many spare sheets an audience's groups need: at least one, unless none are wanted."""
    return max(1, math.ceil(groups * share - 1e-9)) if groups and share > 0 else 0


def _draw(leaf: Leaf, pack: Pack, sitting: Sitting, table: Table) -> None:
    group = table.group
    _stamp_body(leaf, pack, group.audience)
    x = 36.0
    most = leaf.width / 2 - 12 - x - 34
    code, size = fitted(group.code, Lettering(44, BOLD, floor=16), most)
    x += leaf.text(x, 24.2, code, Lettering(size, BOLD)) + 5
    room = leaf.width / 2 - 3 - x
    leaf.text(x, 15.2, group.audience.label, Lettering(13, SEMIBOLD, STYLE[group.audience].text), room=room)
    lines = [part for part in (group.own_label, sitting.session.code if sitting.session else "") if part]
    leaf.text(x, 20.2, " · ".join(lines), Lettering(9.5, SEMIBOLD), room=room)
    about = " · ".join(part for part in (sitting.day, pack.client) if part)
    leaf.cell(x, 21.2, about, Lettering(8.5, colour=SECONDARY), room, 6.4)
    leaf.qr((leaf.width - CODE_RIGHT_MM - QR_MM, CODE_TOP_MM), sheet_mark(pack.code, group.code))


def _draw_spare(leaf: Leaf, pack: Pack, audience: Audience, number: int) -> None:
    _stamp_body(leaf, pack, audience)
    x = 36 + leaf.text(36, 24.2, audience.letter, Lettering(44, BOLD)) + 2
    leaf.frame((x, 11.5), (16, 13.5), outline=INK, width=0.9, radius=1.5)
    x += 21
    room = leaf.width / 2 - 3 - x
    leaf.text(
        x, 15.2, f"{audience.label} · spare sheet {number}", Lettering(13, SEMIBOLD, STYLE[audience].text), room=room
    )
    leaf.text(x, 20.2, "Write your table's number in the box.", Lettering(9.5, SEMIBOLD), room=room)
    leaf.cell(x, 21.2, pack.client, Lettering(8.5, colour=SECONDARY), room, 6.4)
    spare = f"{audience.letter}-{SPARE}-{number}"
    leaf.qr((leaf.width - CODE_RIGHT_MM - QR_MM, CODE_TOP_MM), sheet_mark(pack.code, spare))


def _stamp_body(leaf: Leaf, pack: Pack, audience: Audience) -> None:
    leaf.stamp(f"answer-sheet-{audience}", lambda: _body(leaf, pack, audience))


def _body(leaf: Leaf, pack: Pack, audience: Audience) -> None:
    """Draw all that the sheets of one audience have alike."""
    leaf.corners()
    leaf.mark(audience, (26, 18.3), 13)
    _ask_who(leaf)
    width = (leaf.width - 2 * _EDGE - _GAP) / 2
    height = (leaf.height - _TOP - _FOOT - _GAP) / 2
    for place, question in enumerate(Question):
        x = _EDGE + (place % 2) * (width + _GAP)
        y = _TOP + (place // 2) * (height + _GAP)
        _box(leaf, pack, audience, question, (x, y, width, height))
    _foot(leaf, pack)


def _ask_who(leaf: Leaf) -> None:
    x, right = leaf.width / 2 + 2, leaf.width - CODE_RIGHT_MM - QR_MM - 6
    for words, length in (("People at the table", 14.0), ("Scribe's initials", 20.0)):
        x += leaf.text(x, 17.2, words, Lettering(9.5)) + 2
        leaf.line((x, 17.6), (min(x + length, right), 17.6), INK, 0.6)
        x += length + 5
    leaf.text(leaf.width / 2 + 2, 24.8, "One idea per line. No names of persons.", Lettering(11, SEMIBOLD))


def _box(
    leaf: Leaf, pack: Pack, audience: Audience, question: Question, box: tuple[float, float, float, float]
) -> None:
    x, y, width, height = box
    leaf.frame((x, y), (width, height), width=1.0, radius=2.5)
    leaf.circle((x + 7.5, y + 6.4), 3.6, outline="", fill=INK)
    leaf.text(x + 7.5, y + 7.95, question.value[-1], Lettering(12.5, BOLD, "#FFFFFF"), align="centre")
    marks = {Question.DIFFER: 47.0, Question.NEXT: 47.0}.get(question, 0.0)
    words, look, room = pack.question(question, audience), _QUESTION, width - 17
    top = 15.5 if marks else 11.5
    pitch = (height - top - 3.2) / LINES
    # A long question takes the room of some lines: a group answers what it has read whole.
    smallest = replace(look, size=look.floor, leading=1.05)
    needed = len(broken(words, smallest, room)) * smallest.pitch
    fewer = min(LINES - FEWEST_LINES, max(0, math.ceil((needed - _HEAD_MM) / pitch)))
    leaf.cell(x + 13.5, y + 2.1, words, look, room, _HEAD_MM + fewer * pitch)
    y += fewer * pitch
    for row in range(1, LINES - fewer + 1):
        base = y + top + pitch * row
        if question is Question.DIFFER:
            leaf.line((x + 4, base), (x + 30, base), _LINE_COLOUR)
            leaf.line((x + 32, base), (x + width - marks, base), _LINE_COLOUR)
            _differ_marks(leaf, x + width, base - pitch / 2 + 1)
        elif question is Question.NEXT:
            leaf.line((x + 4, base), (x + width - marks, base), _LINE_COLOUR)
            _next_marks(leaf, x + width, base - pitch / 2 + 1)
        else:
            leaf.line((x + 4, base), (x + width - 4, base), _LINE_COLOUR)
    if question is Question.DIFFER:
        leaf.text(x + 4, y + 16.1, "who", Lettering(_HEADS, colour=SECONDARY))
        leaf.text(x + 32, y + 16.1, "what they do differently", Lettering(_HEADS, colour=SECONDARY))
        customers = audience is Audience.CUSTOMERS
        _head(leaf, x + width - 39, y, ("better", "(+)"))
        _head(leaf, x + width - 28.5, y, ("worse", "(−)"))
        _head(leaf, x + width - 12, y, ("matters", "to you?" if customers else "to customers?"))
    elif question is Question.NEXT:
        leaf.text(x + 4, y + 16.1, "Tick one for each line.", Lettering(_HEADS, colour=SECONDARY))
        _head(leaf, x + width - 37, y, ("keep doing" if audience is Audience.CUSTOMERS else "continue", ""))
        _head(leaf, x + width - 21, y, ("start", ""))
        _head(leaf, x + width - 8, y, ("top", ""))


def _head(leaf: Leaf, x: float, y: float, words: tuple[str, str]) -> None:
    upper, lower = words if words[1] else ("", words[0])
    leaf.text(x, y + 13.1, upper, Lettering(_HEADS, SEMIBOLD), align="centre")
    leaf.text(x, y + 16.1, lower, Lettering(_HEADS, SEMIBOLD), align="centre")


def _differ_marks(leaf: Leaf, right: float, y: float) -> None:
    leaf.circle((right - 39, y), 2.5, width=0.9)
    leaf.frame((right - 31, y - 2.5), (5, 5), width=0.9)
    for place, letter in enumerate("YN?"):
        leaf.text(right - 18.5 + 6.5 * place, y + 1.5, letter, Lettering(12, colour=SECONDARY), align="centre")


def _next_marks(leaf: Leaf, right: float, y: float) -> None:
    leaf.circle((right - 37, y), 2.5, width=0.9)
    leaf.frame((right - 23.5, y - 2.5), (5, 5), width=0.9)
    leaf.star((right - 8, y + 0.1), 2.9)


def _foot(leaf: Leaf, pack: Pack) -> None:
    left, right = SAFE_MM + CORNER_MM + 4, leaf.width - SAFE_MM - CORNER_MM - 4
    middle = leaf.width / 2 + 2
    room = middle - 6 - left
    rules = ""
    for line in pack.words.slides[Slide.RULES].lines:
        longer = f"{rules} {line}".strip()
        if len(broken(longer, Lettering(8), room)) > 2:
            break
        rules = longer
    leaf.paragraph(left, leaf.height - 15.2, rules, Lettering(8, colour=SECONDARY, leading=1.2), room, height=7)
    x = middle + leaf.text(middle, leaf.height - 12.6, "Star the top item per box.", Lettering(9, SEMIBOLD))
    leaf.text(middle, leaf.height - 8.8, "Anything we did not ask?", Lettering(9, SEMIBOLD))
    leaf.line((x + 2, leaf.height - 8.4), (right, leaf.height - 8.4), _LINE_COLOUR)


MATERIAL = Material(
    "answer-sheet",
    "Answer sheets",
    "One for each group, with the questions as this audience is asked them; the group writes on it together.",
    Place.TABLE,
    pages,
    "There are no groups yet.",
)
