"""Every sheet with every answer, and the single answers that must never be averaged away."""

from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box, Direction, Value
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.values import Listed, Quote, SheetPart
from cxfacilitator.report.words import NOUN

BOX_TITLE = {
    Box.WELL: "1 Does well",
    Box.IMPROVE: "2 Could improve",
    Box.DIFFER: "3 Others do differently",
    Box.CONTINUE: "4 Continue",
    Box.START: "4 Start",
    Box.UNMARKED: "4 Not marked continue or start",
}
_DIRECTION = {
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.DIFFERENT: "different",
    Direction.UNSAID: "",
}
_VALUE = {
    Value.YES: "matters to customers",
    Value.NO: "does not matter to customers",
    Value.UNSURE: "not sure that it matters",
    Value.UNSAID: "",
}


def sheets(basis: Basis) -> tuple[SheetPart, ...]:
    """Return every sheet that has answers, by audience, in the order of its printed code."""
    order = {audience: place for place, audience in enumerate(basis.comparison.groups)}
    groups = [
        group
        for group in basis.snapshot.groups
        if basis.snapshot.answers_of.get(group.id) and group.audience not in basis.unquoted
    ]

    def place(group: Group) -> tuple[int, int, str]:
        code = basis.codes[group.id]
        return order[group.audience], len(code), code

    return tuple(_sheet(basis, group) for group in sorted(groups, key=place))


def _sheet(basis: Basis, group: Group) -> SheetPart:
    code = f" {basis.codes[group.id]}" if basis.coded(group.audience) else ""
    title = f"{NOUN[group.audience].capitalize()} sheet{code}"
    if basis.edition is Edition.FACILITATOR:
        people = f"{group.people} people" if group.people else ""
        session = basis.snapshot.session.get(group.session_id) if group.session_id else None
        details = [basis.cleaner.clean(group.label), people, session.code if session else ""]
        title = " · ".join([title, *(detail for detail in details if detail)])
    answers = basis.snapshot.answers_of[group.id]
    boxes = [*SHEET_BOXES, *([Box.UNMARKED] if any(a.box is Box.UNMARKED for a in answers) else [])]
    return SheetPart(
        title,
        tuple(
            Listed(BOX_TITLE[box], tuple(_line(basis, answer) for answer in answers if answer.box is box))
            for box in boxes
        ),
    )


def _line(basis: Basis, answer: Answer) -> str:
    said = [_DIRECTION[answer.direction], _VALUE[answer.value]] if answer.box is Box.DIFFER else []
    told = ", ".join(word for word in said if word)
    return basis.cleaner.clean(answer.wording) + (f" ({told})" if told else "")


def serious_signals(basis: Basis) -> tuple[Quote, ...]:
    """Return the answers flagged serious, word for word but for names."""
    found = basis.comparison.serious
    return tuple(
        Quote(
            basis.cleaner.clean(answer.wording),
            basis.quote(answer).source + (f" · {basis.ref(answer)}" if basis.edition is Edition.FACILITATOR else ""),
        )
        for answer in found
        if basis.snapshot.group[GroupId(answer.group_id)].audience not in basis.unquoted
    ) + _serious_beside(basis)


def _serious_beside(basis: Basis) -> tuple[Quote, ...]:
    """The serious answers of forms, notes and reviews: counted nowhere, and not to be lost either."""
    return tuple(Quote(basis.cleaner.clean(answer.wording), basis.called(answer)) for answer in basis.beside.serious)
