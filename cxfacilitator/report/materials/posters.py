"""Posters for the wall: the agenda of a session, and the ground rules."""

from dataclasses import replace
from functools import partial

from cxfacilitator.domain.session import AgendaStep, Slide
from cxfacilitator.domain.text import amount
from cxfacilitator.report.charts.style import INK, RULE, SECONDARY
from cxfacilitator.report.fonts import REGULAR, SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import PT, Lettering, fitted, set_in
from cxfacilitator.report.materials.lists import EDGE_MM, head
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting

_TOP = 52.0
_TALLEST_ROW = 20.0


def agenda_pages(pack: Pack) -> list[Page]:
    """Return one poster for each session that has an agenda."""
    return [
        Page(partial(_draw_agenda, pack=pack, sitting=sitting, steps=sitting.session.agenda))
        for sitting in pack.sittings
        if sitting.session is not None and sitting.session.agenda
    ]


def _draw_agenda(leaf: Leaf, pack: Pack, sitting: Sitting, steps: tuple[AgendaStep, ...]) -> None:
    head(leaf, "Today", sitting, pack)
    right, bottom = leaf.width - EDGE_MM, leaf.height - SAFE_MM - 14
    row = min(_TALLEST_ROW, (bottom - _TOP) / len(steps))
    size = min(20.0, row * PT * 0.5)
    room = right - EDGE_MM - 32
    # One size for all steps: a poster with one small line looks like a mistake.
    size = min([size, *(fitted(step.title, Lettering(size, SEMIBOLD, floor=11), room)[1] for step in steps)])
    for place, step in enumerate(steps):
        y = _TOP + place * row
        base = y + row / 2 + size * 0.33 / PT
        work = step.question is not None
        leaf.text(EDGE_MM, base, step.title, Lettering(size, SEMIBOLD if work else REGULAR, floor=8), room=room)
        minutes = f"{max(1, round(step.limit_s / 60))} min"
        leaf.text(right, base, minutes, Lettering(size * 0.8, colour=SECONDARY), align="right", room=28)
        leaf.line((EDGE_MM, y + row), (right, y + row), RULE, 0.6)
    total = round(sum(step.limit_s for step in steps) / 60)
    hours, minutes_left = divmod(total, 60)
    parts = [amount(hours, "hour") if hours else "", amount(minutes_left, "minute") if minutes_left else ""]
    leaf.text(
        right,
        _TOP + row * len(steps) + 8,
        " ".join(part for part in parts if part),
        Lettering(12, SEMIBOLD),
        align="right",
    )


def rules_pages(pack: Pack) -> list[Page]:
    """Return the poster of the ground rules."""
    return [Page(partial(_draw_rules, pack=pack))]


def _draw_rules(leaf: Leaf, pack: Pack) -> None:
    words = pack.words.slides[Slide.RULES]
    left, right = EDGE_MM + 2, leaf.width - EDGE_MM - 2
    leaf.text(left, 38, words.title, Lettering(40, SEMIBOLD), room=right - left)
    leaf.line((left, 46), (right, 46), INK, 1.2)
    bottom = leaf.height - SAFE_MM - 12
    row = (bottom - 52) / max(1, len(words.lines))
    room = right - left - 16
    look = Lettering(26, floor=11, leading=1.15, balanced=True)
    size = min([look.size, *(set_in(line, look, room, row - 4)[1].size for line in words.lines)])
    look = replace(look, size=size)
    for place, line in enumerate(words.lines):
        lines, _ = set_in(line, look, room, row - 2)
        y = 52 + row * place + (row - len(lines) * look.pitch) / 2
        leaf.text(left, y + size * (0.575 + 0.32) / PT, str(place + 1), Lettering(size, SEMIBOLD, SECONDARY))
        leaf.paragraph(left + 16, y, line, look, room, height=row - 2)
    leaf.text(left, leaf.height - SAFE_MM - 4, pack.client, Lettering(9.5, colour=SECONDARY), room=right - left)


AGENDA = Material(
    "agenda-poster",
    "Agenda posters",
    "The steps of each session with their minutes, to be read from the tables.",
    Place.WALL,
    agenda_pages,
    "No session with an agenda has been set up yet.",
)
RULES = Material(
    "ground-rules-poster",
    "Ground rules poster",
    "The rules of the room, on the wall all day.",
    Place.WALL,
    rules_pages,
    "There are no ground rules.",
)
