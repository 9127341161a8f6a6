"""What a seating is worth, and why what it leaves unmet is unmet."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import GroupPlan, Wish
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.services import groups as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import label

Names = Mapping[ParticipantId, str]


class ScoreBar(QWidget):
    """A score of 0-100 as a bar."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self._score = score

    def sizeHint(self) -> QSize:
        """Return a bar as high as a line of text."""
        return QSize(theme.px(72), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole in pale and the score over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = theme.px(6)
        whole = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(whole, high / 2, high / 2)
        painter.setBrush(theme.colour("accent"))
        whole.setWidth(whole.width() * min(max(self._score, 0), 100) / 100)
        painter.drawRoundedRect(whole, high / 2, high / 2)
        painter.end()


class Explanation(QWidget):
    """Scores with bars, the worst group, and each unmet wish with its reason.

    Signals:
        prices_wanted: Somebody asks what the unmet wishes would cost.
        proof_wanted: Somebody asks whether any other seating could be better.
    """

    prices_wanted = Signal()
    proof_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[GroupPlan | None, tuple[str, ...], dict[Wish, str]] = (None, (), {})
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 0, 8)
        self._column.setSpacing(8)
        self.body = QWidget()
        self._column.addWidget(self.body)

    @property
    def plan(self) -> GroupPlan | None:
        """The seating that is explained."""
        return self._shown[0]

    def show_plan(
        self, plan: GroupPlan | None, labels: Sequence[str], names: Names, prices: Mapping[Wish, str]
    ) -> None:
        """Explain a seating.

        Args:
            plan: What to explain; None explains nothing.
            labels: What the room calls the plan's groups.
            names: What people are called.
            prices: What the wishes that it does not meet would cost, as far as somebody has asked.
        """
        if (plan, tuple(labels), dict(prices)) == self._shown:
            return
        self._shown = (plan, tuple(labels), dict(prices))
        self._column.removeWidget(self.body)
        self.body.hide()
        self.body.deleteLater()
        self.body = QWidget()
        self._column.addWidget(self.body)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if plan is None:
            return
        if plan.scores or plan.alike is not None:
            column.addWidget(label("How even, from 0 (by lot) to 100 (best)", "small", wrap=True))
        column.addLayout(_scores(plan))
        for text, role in _sentences(plan, names, prices):
            column.addWidget(label(with_labels(text, labels), role, wrap=True))
        if any(unmet.traded and unmet.wish not in prices for unmet in plan.unmet_wishes):
            ask = QPushButton("What would they cost?")
            ask.setProperty("quiet", True)
            ask.setToolTip("Look for the best seating that meets each unmet wish")
            ask.clicked.connect(self.prices_wanted)
            column.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
        if service.can_prove(plan):
            prove = QPushButton("Is this the best there is?")
            prove.setProperty("quiet", True)
            prove.setToolTip("Prove that no seating is better, or find the one that is; may take minutes")
            prove.clicked.connect(self.proof_wanted)
            column.addWidget(prove, 0, Qt.AlignmentFlag.AlignLeft)


def _scores(plan: GroupPlan) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    rows = [(attribute.plural.capitalize(), score) for attribute, score in plan.scores]
    if plan.alike is not None:
        rows.insert(0, (f"Same {plan.alike[0].value}", plan.alike[1]))
    for row, (name, score) in enumerate(rows):
        grid.addWidget(label(name), row, 0)
        bar = ScoreBar(score)
        bar.setToolTip("100: as even as whole people allow. 0: like drawing lots.")
        grid.addWidget(bar, row, 1)
        grid.addWidget(label(str(score), "strong"), row, 2, Qt.AlignmentFlag.AlignRight)
    return grid


def _sentences(plan: GroupPlan, names: Names, prices: Mapping[Wish, str]) -> Sequence[tuple[str, str]]:
    """Return what to say of a seating besides its scores, each with the style of its text."""
    found = [("Proven: no other seating of these people is better.", "good")] if plan.proven else []
    found += [(plan.worst, "")] if plan.worst else []
    if plan.pairs and not any(unmet.managers for unmet in plan.unmet_wishes):
        found.append((f"Nobody sits with their own manager ({amount(plan.pairs, 'pair')} kept apart).", ""))
    if plan.wishes and not plan.unmet_wishes:
        found.append(("The wish is met." if plan.wishes == 1 else f"All {plan.wishes} wishes are met.", ""))
    if plan.again is not None:
        pairs = amount(plan.again, "pair shares", "pairs share")
        found.append((f"{pairs} a table again." if plan.again else "Nobody sits with a former table-mate.", ""))
    for unmet in plan.unmet_wishes:
        reason = unmet.certificate.sentence(names) if unmet.certificate else prices.get(unmet.wish, "")
        found.append((f"{unmet.sentence} {reason}".strip(), "warning"))
    told = {unmet.sentence for unmet in plan.unmet_wishes}
    return found + [(text, "warning") for text in plan.unmet if text not in told]


def with_labels(text: str, labels: Sequence[str]) -> str:
    """Put what the room calls the groups in place of their numbers.

    >>> with_labels("Groups 1 and 2: A and B were to sit together.", ["Table 4", "Red"])
    'Table 4 and Red: A and B were to sit together.'
    """

    def name(found: re.Match[str]) -> str:
        places = [int(number) - 1 for number in re.findall(r"\d+", found[0])]
        return joined(labels[place] for place in places) if max(places) < len(labels) else found[0]

    return re.sub(r"\bGroups? \d+(?:, \d+)*(?: and \d+)?", name, text)
