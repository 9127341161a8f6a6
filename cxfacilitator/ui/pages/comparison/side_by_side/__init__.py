"""Side by side: theme by theme what leadership, staff and customers say, in the order of the customers."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.finding_list import key_of
from cxfacilitator.domain.kept_findings import FindingKey
from cxfacilitator.domain.side_by_side import ThemeRow, never_raised
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.face import Face
from cxfacilitator.ui.pages.comparison.side_by_side.theme_list import Heads, ShownTheme, ThemeList, shown
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.search_edit import SearchEdit
from cxfacilitator.ui.widgets.theme_quotes import ThemeQuotes

ALL, DIFFER, AGREE = "All themes", "Where they differ", "Where they agree"
ALL_FAMILIES = "All families"


class SideBySideFace(Face):
    """The list of themes, or all quotes of one."""

    name = "side by side"
    title = "Side by side"
    key = "F3"
    keys = (
        ("Up, Down", "Next theme, theme before"),
        ("Enter", "All quotes of the theme; Enter on one shows it where it is tagged; Esc leads back"),
        ("0-5", "Quotes of all boxes, or of one"),
        ("X", "All themes, where they differ, where they agree"),
        ("Ctrl+F", "Find a theme or a word"),
        ("Ctrl+C", "Copy a theme or a quote"),
    )

    def build(self) -> None:
        """Lay out the choices above the themes; the quotes take their place."""
        self._compared: Compared | None = None
        self._opened: ThemeId | None = None
        self.search = SearchEdit("Find a theme or a word", "Ctrl+F")
        self.search.textChanged.connect(lambda _text: self._fill())
        self.which = ChoiceBox()
        self.which.setAccessibleName("Which themes")
        self.which.addItems([ALL, DIFFER, AGREE])
        self.which.setToolTip("Which themes are shown (X)")
        self.which.currentIndexChanged.connect(lambda _place: self._fill())
        self.family = ChoiceBox()
        self.family.setAccessibleName("Family of themes")
        self.family.addItem(ALL_FAMILIES, "")
        self.family.currentIndexChanged.connect(lambda _place: self._fill())
        self.counted = label("", "muted")
        self.list = ThemeList()
        self.list.row_activated.connect(self._open)
        self.heads = Heads(self.list)
        self.back = QPushButton("All themes")
        self.back.setProperty("quiet", True)
        self.back.setToolTip("Back to the list (Esc)")
        self.back.clicked.connect(self._close)
        self.heading, self.pattern = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.quotes = ThemeQuotes()
        self.quotes.activated.connect(lambda answer: self.answer_wanted.emit(answer.id))
        self._lay_out()
        self._add_keys()
        self.setFocusProxy(self.list)

    def show_compared(self, compared: Compared) -> None:
        """Show the themes of this comparison; the one under the cursor stays under it."""
        self._compared = compared
        self._offer_families(compared.snapshot.codebook)
        forms = joined(amount(number, kind.value) for kind, number in compared.beside.forms.items())
        self.heads.show_groups(compared.comparison.groups, forms)
        self._fill()
        self._show_opened()

    def forget(self) -> None:
        """Show all themes: another engagement is open."""
        self.search.clear()
        self._close()

    def remembered(self) -> dict[str, str]:
        """Return which themes are shown."""
        return {"which": self.which.currentText()}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show them again."""
        self.which.setCurrentText(remembered.get("which", ALL))

    @property
    def themes(self) -> tuple[ShownTheme, ...]:
        """The themes that are listed."""
        return tuple(row.value for row in self.list.rows if isinstance(row.value, ShownTheme))

    def _offer_families(self, codebook: Codebook) -> None:
        offered = [(ALL_FAMILIES, ""), *((family.name, family.id) for family in codebook.families)]
        if offered == [(self.family.itemText(n), self.family.itemData(n)) for n in range(self.family.count())]:
            return
        chosen = self.family.currentData()
        self.family.blockSignals(True)
        self.family.clear()
        for name, family_id in offered:
            self.family.addItem(name, family_id)
        self.family.setCurrentIndex(max(0, self.family.findData(chosen)))
        self.family.blockSignals(False)

    def _fill(self) -> None:
        compared = self._compared
        if compared is None:
            return
        names = {key_of(card.listed.finding): _pattern(card) for card in compared.cards if card.listed.finding}
        rows = [row for row in compared.rows if self._is_wanted(row)]
        themes = [shown(row, _name(row, names), compared.beside) for row in rows]
        words = self.search.text().casefold().split()
        themes = [each for each in themes if all(word in each.spoken.casefold() for word in words)]
        is_all = len(themes) == len(compared.rows)
        self.list.show_themes(themes, [one.name for one in never_raised(compared.comparison)] if is_all else [])
        of = amount(len(compared.rows), "theme")
        self.counted.setText(of if is_all else f"{len(themes)} of {of}")

    def _is_wanted(self, row: ThemeRow) -> bool:
        family, which = self.family.currentData(), self.which.currentText()
        if family and row.view.theme.family != family:
            return False
        return which == ALL or (row.differs if which == DIFFER else row.agrees)

    def _open(self, value: ShownTheme) -> None:
        self._opened = value.theme_id
        self._show_opened()
        self.stack.setCurrentIndex(1)
        self.quotes.focus_first()

    def _show_opened(self) -> None:
        compared = self._compared
        view = compared.comparison.by_id.get(self._opened) if compared is not None and self._opened else None
        if compared is None or view is None:
            self._close()
            return
        names = {key_of(card.listed.finding): card.sentence for card in compared.cards if card.listed.finding}
        row = next((each for each in compared.rows if each.view is view), None)
        self.heading.setText(view.theme.name)
        self.heading.setToolTip(view.theme.definition)
        self.pattern.setText(_name(row, names) if row is not None else "")
        self.pattern.setVisible(bool(self.pattern.text()))
        self.quotes.show_theme(compared.snapshot, view, compared.beside)

    def _close(self) -> None:
        was_open = self.stack.currentIndex() == 1
        self._opened = None
        self.stack.setCurrentIndex(0)
        if was_open and self.isVisible():
            self.list.setFocus()

    def _escape(self) -> None:
        self._close()
        self.list.setFocus()

    def _turn(self) -> None:
        self.which.setCurrentIndex((self.which.currentIndex() + 1) % self.which.count())

    def _lay_out(self) -> None:
        listed, opened = QWidget(), QWidget()
        self.stack = QStackedWidget()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.which)
        top.addWidget(self.family)
        top.addWidget(self.search, 1)
        top.addWidget(self.counted)
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.heads)
        column.addWidget(self.list, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        other = QVBoxLayout(opened)
        other.setContentsMargins(0, 0, 0, 0)
        other.setSpacing(8)
        other.addLayout(head)
        other.addWidget(self.pattern)
        other.addWidget(self.quotes, 1)
        self.stack.addWidget(listed)
        self.stack.addWidget(opened)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _add_keys(self) -> None:
        keys = [("Ctrl+F", self.search.setFocus), ("Esc", self._escape), ("X", self._turn)]
        keys += [(str(number), button.click) for number, button in enumerate(self.quotes.choice.buttons)]
        for key, act in keys:
            on_key(self, key, act)


def _pattern(card: FindingCard) -> str:
    finding = card.listed.finding
    assert finding is not None
    return " · ".join(filter(None, (card.heading, finding.word.value if finding.word else "")))


def _name(row: ThemeRow, names: dict[FindingKey, str]) -> str:
    return names[key_of(row.pattern)] if row.pattern is not None else ""
