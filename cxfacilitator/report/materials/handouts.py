"""Papers handed to people: the confidentiality statement, consent, receipts and the short form for customers."""

import math
import re
from dataclasses import replace
from functools import partial

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.roster import Participant
from cxfacilitator.report.charts.style import INK, RULE, SECONDARY
from cxfacilitator.report.fonts import BOLD, SEMIBOLD
from cxfacilitator.report.materials.leaf import QR_MM, SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering, broken
from cxfacilitator.report.materials.mark import sheet_mark
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, name_of

_EDGE = 18.0
_CUSTOMERS = frozenset({Audience.CUSTOMERS})
_LINE = "#8C8C8C"
_SLIPS, _RECEIPTS = 2, 4
_LEAST_BLANK = 2
_WRITING = 7.0
"""Left above a line to write on it."""


def confidentiality_pages(pack: Pack) -> list[Page]:
    """Return the statement once for each table; a single one while there are no groups."""
    found = [
        Page(partial(_draw_statement, pack=pack, group=table.group), table=table.group.id) for _, table in pack.tables
    ]
    return found or [Page(partial(_draw_statement, pack=pack, group=None))]


def _draw_statement(leaf: Leaf, pack: Pack, group: Group | None) -> None:
    leaf.stamp("confidentiality", lambda: _statement(leaf, pack))
    if group is not None:
        right = leaf.width - _EDGE - 4
        width = leaf.text(right, leaf.height - SAFE_MM - 8, group.code, Lettering(12, SEMIBOLD), align="right", room=30)
        leaf.mark(group.audience, (right - width - 4.5, leaf.height - SAFE_MM - 9.4), 5)


def _statement(leaf: Leaf, pack: Pack) -> None:
    left, room = _EDGE + 4, leaf.width - 2 * _EDGE - 8
    bottom = leaf.height - SAFE_MM - 17
    y = leaf.paragraph(
        left, 28, "What happens with what you say", Lettering(32, SEMIBOLD, leading=1.1), room, height=30
    )
    leaf.line((left, y + 6), (left + room, y + 6), INK, 1.2)
    sentences = "\n\n".join(part.strip() for part in re.split(r"(?<=[.!?])\s+", pack.promise))
    leaf.paragraph(left, y + 15, sentences, Lettering(22, leading=1.3, balanced=True), room, height=bottom - y - 22)
    by = pack.snapshot.engagement.facilitator
    about = " · ".join(part for part in (f"Facilitator: {by}" if by else "", pack.client) if part)
    leaf.line((left, bottom), (left + room, bottom), RULE, 0.6)
    leaf.cell(left, bottom + 3, about, Lettering(10, colour=SECONDARY), room - 42, 9)


def _customers(pack: Pack) -> list[Participant]:
    return [person for sitting in pack.sittings if sitting.audience is Audience.CUSTOMERS for person in sitting.people]


def consent_pages(pack: Pack) -> list[Page]:
    """Return two slips a page: one for each customer and spare ones without a name."""
    if Audience.CUSTOMERS not in pack.audiences:
        return []
    people: list[Participant | None] = [*_customers(pack)]
    people += [None] * max(_LEAST_BLANK, math.ceil(len(people) * pack.spare_share))
    people += [None] * (-len(people) % _SLIPS)
    return [
        Page(partial(_draw_consents, pack=pack, people=tuple(people[at : at + _SLIPS])))
        for at in range(0, len(people), _SLIPS)
    ]


def _draw_consents(leaf: Leaf, pack: Pack, people: tuple[Participant | None, ...]) -> None:
    leaf.stamp("consent", lambda: _consents(leaf, pack))
    half = leaf.height / 2
    for place, person in enumerate(people):
        if person is not None:
            y = place * half + half - 35
            leaf.cell(_EDGE, y - 9, name_of(person), Lettering(13), leaf.width / 2 - _EDGE - 6, 11)


def _consents(leaf: Leaf, pack: Pack) -> None:
    half, room = leaf.height / 2, leaf.width - 2 * _EDGE
    leaf.cut(half)
    for top in (0.0, half):
        leaf.mark(Audience.CUSTOMERS, (_EDGE + 4, top + 20.5), 8)
        leaf.text(_EDGE + 12, top + 23.2, "Your consent", Lettering(21, SEMIBOLD))
        leaf.text(
            leaf.width - _EDGE, top + 23.2, pack.client, Lettering(9.5, colour=SECONDARY), align="right", room=room / 2
        )
        y = leaf.paragraph(_EDGE, top + 30, pack.words.consent, Lettering(16, SEMIBOLD, balanced=True), room, height=20)
        leaf.paragraph(_EDGE, y + 3, pack.promise, Lettering(12, colour=SECONDARY), room, height=top + half - 48 - y)
        base = top + half - 32.5
        middle = leaf.width / 2 + 2
        leaf.line((_EDGE, base), (middle - 8, base), _LINE)
        leaf.text(_EDGE, base + 4, "Name", Lettering(8.5, colour=SECONDARY))
        base += 17
        leaf.line((_EDGE, base), (middle - 8, base), _LINE)
        leaf.text(_EDGE, base + 4, "Signature", Lettering(8.5, colour=SECONDARY))
        leaf.line((middle, base), (leaf.width - _EDGE, base), _LINE)
        leaf.text(middle, base + 4, "Date", Lettering(8.5, colour=SECONDARY))


def receipt_pages(pack: Pack) -> list[Page]:
    """Return four receipts a page for the customers who get an incentive."""
    people = [person for person in _customers(pack) if person.incentive_due]
    return [
        Page(partial(_draw_receipts, pack=pack, people=people[at : at + _RECEIPTS]))
        for at in range(0, len(people), _RECEIPTS)
    ]


def _draw_receipts(leaf: Leaf, pack: Pack, people: list[Participant]) -> None:
    part, room = leaf.height / _RECEIPTS, leaf.width - 2 * _EDGE
    for place, person in enumerate(people):
        top = part * place
        if place:
            leaf.cut(top)
        leaf.text(_EDGE, top + 18, "Receipt", Lettering(17, SEMIBOLD))
        leaf.text(
            leaf.width - _EDGE, top + 18, pack.client, Lettering(9.5, colour=SECONDARY), align="right", room=room / 2
        )
        words = f"Received for my time: {person.incentive_due}"
        leaf.paragraph(_EDGE, top + 23, words, Lettering(13), room, height=12)
        base, middle = top + part - 16, leaf.width / 2 + 2
        leaf.cell(_EDGE, base - 10.5, name_of(person), Lettering(12), middle - 10 - _EDGE, 10)
        leaf.line((_EDGE, base), (middle - 8, base), _LINE)
        leaf.text(_EDGE, base + 4, "Name", Lettering(8.5, colour=SECONDARY))
        leaf.line((middle, base), (leaf.width - _EDGE, base), _LINE)
        leaf.text(middle, base + 4, "Signature and date", Lettering(8.5, colour=SECONDARY))


def form_pages(pack: Pack) -> list[Page]:
    """Return one page with the form twice, to be cut in the middle."""
    return [Page(partial(_draw_forms, pack=pack), True)] if Audience.CUSTOMERS in pack.audiences else []


def _draw_forms(leaf: Leaf, pack: Pack) -> None:
    half = leaf.width / 2
    leaf.line((half, SAFE_MM), (half, leaf.height - SAFE_MM), SECONDARY, 0.4, dash=1.2)
    for left in (0.0, half):
        _form(leaf, pack, left + SAFE_MM + 4, left + half - SAFE_MM - 4)


def _form(leaf: Leaf, pack: Pack, left: float, right: float) -> None:
    """Draw one A5 form; the code says that it is a form and not a group's sheet."""
    room = right - left
    leaf.qr((right - QR_MM, 13), sheet_mark(pack.code, "C-FORM"))
    leaf.mark(Audience.CUSTOMERS, (left + 3.5, 16.5), 7)
    leaf.text(left + 10, 19, "Four questions", Lettering(19, SEMIBOLD))
    head = f"Five minutes of your time for {pack.client}. No names of persons, please."
    leaf.paragraph(left, 23.5, head, Lettering(9.5, colour=SECONDARY), room - QR_MM - 6, height=11.5)
    top, bottom = 36.0, leaf.height - SAFE_MM - 26
    part = (bottom - top) / 4
    for place, question in enumerate(Question):
        y = top + part * place
        leaf.circle((left + 3, y + 3), 3, outline="", fill=INK)
        leaf.text(left + 3, y + 4.25, question.value[-1], Lettering(10, BOLD, "#FFFFFF"), align="centre")
        words = pack.question(question, Audience.CUSTOMERS)
        look = Lettering(11.5, SEMIBOLD, leading=1.15, balanced=True)
        smallest = replace(look, size=look.floor)
        needed = len(broken(words, smallest, room - 9)) * smallest.pitch
        # A long question takes the room of a line: it is read whole.
        lines = [line for line in (part - 12.5, part - 3.5) if line - _WRITING >= needed] or [part - 3.5]
        leaf.paragraph(left + 9, y, words, look, room - 9, height=lines[0] - _WRITING)
        for line in lines:
            leaf.line((left, y + line), (right, y + line), _LINE)
    y = leaf.height - SAFE_MM - 18
    width = leaf.text(left, y, "How long have you been a customer?", Lettering(9.5, SEMIBOLD))
    leaf.line((left + width + 3, y + 0.5), (right, y + 0.5), _LINE)
    leaf.text(left, y + 10, "If you want to hear what comes of it (optional)", Lettering(9.5, SEMIBOLD))
    leaf.text(
        left, y + 14, "E-mail or telephone; kept apart from your answers and deleted.", Lettering(8, colour=SECONDARY)
    )
    leaf.line((left + 76, y + 10.5), (right, y + 10.5), _LINE)


CONFIDENTIALITY = Material(
    "confidentiality",
    "Confidentiality statement",
    "What is promised, word for word as it is read aloud; one for each table.",
    Place.TABLE,
    confidentiality_pages,
    "There is no statement.",
)
CONSENT = Material(
    "consent",
    "Consent slips",
    "Customers sign that their table's words may be quoted; two slips a page.",
    Place.HAND,
    consent_pages,
    "Customers are not asked.",
    _CUSTOMERS,
)
RECEIPTS = Material(
    "incentive-receipts",
    "Incentive receipts",
    "Customers sign what they received for their time; four a page.",
    Place.HAND,
    receipt_pages,
    "No customer on the roster has an incentive.",
    _CUSTOMERS,
)
FORM = Material(
    "customer-form",
    "Short customer form",
    "The four questions for a customer who is not at a table; two forms a page, copy as many as you need.",
    Place.HAND,
    form_pages,
    "Customers are not asked.",
    _CUSTOMERS,
)
