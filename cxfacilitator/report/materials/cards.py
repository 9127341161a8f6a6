"""Cards: how a table works, and what to ask it when it is stuck."""

from functools import partial

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.session import Slide
from cxfacilitator.report.charts.style import INK, RULE, SECONDARY, STYLE
from cxfacilitator.report.fonts import BOLD, SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack

_EDGE = 18.0
SCRIPT = (
    ("Two minutes in silence", "Everybody notes their own points. Nobody talks, nobody writes on the sheet yet."),
    (
        "Once round the table",
        "One point each, until everybody has had a turn. Ask what it means; do not discuss it yet.",
    ),
    ("Then discuss", "Agree what the scribe writes: one idea per line, in the words that were said."),
    ("Before you hand it in", "Put a star at the top item of each box. Let the scribe read the sheet aloud once."),
)
"""How a table works on each question."""

CUES = {
    Question.WELL: {
        Audience.LEADERSHIP: (
            "Which customer thanked us last, and for what?",
            "What would customers miss most if it were gone tomorrow?",
            "Where do we win against somebody cheaper?",
        ),
        Audience.STAFF: (
            "What did a customer last thank you for?",
            "Which of our promises do we always keep?",
            "What do new colleagues notice in their first week?",
        ),
        Audience.CUSTOMERS: (
            "When did you last think: that was easy?",
            "What would you tell a friend who asks about them?",
            "Why did you come back?",
        ),
    },
    Question.IMPROVE: {
        Audience.LEADERSHIP: (
            "What do customers ask for a second time?",
            "Which complaint no longer surprises us?",
            "Where does a customer wait for us, and for how long?",
        ),
        Audience.STAFF: (
            "What did the last unhappy customer ask for?",
            "What do you apologise for most often?",
            "Where must a customer say the same thing twice?",
        ),
        Audience.CUSTOMERS: (
            "When did you last have to ask twice?",
            "What takes longer than it should?",
            "What nearly made you go elsewhere?",
        ),
    },
    Question.DIFFER: {
        Audience.LEADERSHIP: (
            "To whom did we lose a customer, and what did they say?",
            "What does somebody outside our trade do better?",
            "Does the customer notice it, or only we?",
        ),
        Audience.STAFF: (
            "What do customers say about where they were before?",
            "Where are you a customer yourself, and what do they do?",
            "Better or worse - for the customer, not for us?",
        ),
        Audience.CUSTOMERS: (
            "Who else do you buy from, also of another kind?",
            "What do they do that you would like to have here?",
            "What did you leave somebody for?",
        ),
    },
    Question.NEXT: {
        Audience.LEADERSHIP: (
            "What must survive the next round of savings?",
            "What would we start if it cost nothing?",
            "What could be different by next month?",
        ),
        Audience.STAFF: (
            "What should nobody ever take away?",
            "What would save a customer a call?",
            "What could we try on Monday without asking anybody?",
        ),
        Audience.CUSTOMERS: (
            "What must they never change?",
            "If you ran the place for a day, what comes first?",
            "What small thing would make the next visit easier?",
        ),
    },
}
"""What to ask a table that is stuck."""


def roles_pages(pack: Pack) -> list[Page]:
    """Return one card for each table; a single one while there are no groups."""
    cards = [Page(partial(_draw_roles, pack=pack, group=table.group), True, table.group.id) for _, table in pack.tables]
    return cards or [Page(partial(_draw_roles, pack=pack, group=None), True)]


def _draw_roles(leaf: Leaf, pack: Pack, group: Group | None) -> None:
    leaf.stamp("roles-card", lambda: _roles(leaf, pack))
    if group is None:
        return
    right = leaf.width - _EDGE
    width = leaf.text(right, 30, group.code, Lettering(30, BOLD), align="right", room=70)
    leaf.mark(group.audience, (right - width - 9, 26.3), 11)


def _roles(leaf: Leaf, pack: Pack) -> None:
    roles = pack.words.slides[Slide.ROLES]
    leaf.text(_EDGE, 30, "How your table works", Lettering(30, SEMIBOLD))
    leaf.line((_EDGE, 37), (leaf.width - _EDGE, 37), INK, 1.0)
    bottom = leaf.height - SAFE_MM - 8
    gap = 16.0
    left_width = (leaf.width - 2 * _EDGE - gap) * 0.56
    leaf.text(_EDGE, 47, "For each question", Lettering(12, SEMIBOLD, SECONDARY))
    row = (bottom - 51) / len(SCRIPT)
    for place, (title, words) in enumerate(SCRIPT):
        y = 51 + place * row
        leaf.circle((_EDGE + 6, y + 8), 6, outline="", fill=INK)
        leaf.text(_EDGE + 6, y + 10.3, str(place + 1), Lettering(19, BOLD, "#FFFFFF"), align="centre")
        leaf.text(_EDGE + 17, y + 7.5, title, Lettering(21, SEMIBOLD), room=left_width - 17)
        leaf.paragraph(_EDGE + 17, y + 10.5, words, Lettering(15), left_width - 17, height=row - 11)
    x = _EDGE + left_width + gap
    room = leaf.width - _EDGE - x
    leaf.text(x, 47, roles.title, Lettering(12, SEMIBOLD, SECONDARY), room=room)
    row = (bottom - 51) / max(1, len(roles.lines))
    for place, line in enumerate(roles.lines):
        y = 51 + place * row
        name, colon, words = line.partition(": ")
        if place:
            leaf.line((x, y - 3), (x + room, y - 3), RULE, 0.6)
        if colon:
            leaf.text(x, y + 7.5, name, Lettering(21, SEMIBOLD), room=room)
            sentence = words[:1].upper() + words[1:]
            leaf.paragraph(x, y + 10.5, sentence, Lettering(15, balanced=True), room, height=row - 14)
        else:
            leaf.paragraph(x, y + 2, line, Lettering(15), room, height=row - 6)


def cue_pages(pack: Pack) -> list[Page]:
    """Return a page of four cards for each audience, to be cut apart."""
    return [Page(partial(_draw_cues, pack=pack, audience=audience)) for audience in pack.audiences]


def _draw_cues(leaf: Leaf, pack: Pack, audience: Audience) -> None:
    width, height = leaf.width / 2, leaf.height / 2
    leaf.cut(height)
    leaf.line((width, SAFE_MM), (width, leaf.height - SAFE_MM), SECONDARY, 0.4, dash=1.2)
    for place, question in enumerate(Question):
        left, top = (place % 2) * width, (place // 2) * height
        x, y, room = left + SAFE_MM + 4, top + SAFE_MM + 6, width - 2 * SAFE_MM - 8
        leaf.circle((x + 6, y + 6), 6, outline="", fill=INK)
        leaf.text(x + 6, y + 8.3, question.value[-1], Lettering(19, BOLD, "#FFFFFF"), align="centre")
        leaf.mark(audience, (x + room - 3, y + 3.5), 5)
        leaf.text(x + room - 8, y + 5, audience.label, Lettering(9.5, colour=STYLE[audience].text), align="right")
        y = leaf.paragraph(
            x,
            y + 16,
            pack.question(question, audience),
            Lettering(15, SEMIBOLD, leading=1.2, balanced=True),
            room,
            height=30,
        )
        leaf.text(x, y + 8, "When a table is stuck", Lettering(9.5, colour=SECONDARY))
        y += 11
        for cue in CUES[question][audience]:
            leaf.line((x, y), (x + room, y), RULE, 0.5)
            y = leaf.paragraph(x, y + 3.5, cue, Lettering(15, leading=1.25, balanced=True), room, height=18) + 3.5


ROLES = Material(
    "roles-card",
    "Roles cards",
    "How a table works on each question, and who does what; one for each table.",
    Place.TABLE,
    roles_pages,
    "There are no groups yet.",
)
CUE_CARDS = Material(
    "cue-cards",
    "Cue cards",
    "What to ask a table that is stuck, four cards a page; for your own hand.",
    Place.HAND,
    cue_pages,
    "No audience is asked.",
)
