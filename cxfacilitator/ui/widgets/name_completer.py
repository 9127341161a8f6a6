"""Names that are offered while one is typed."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from cxfacilitator.ui import theme

_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class NameCompleter(QCompleter):
    """Offers names while one is typed; Enter or Tab takes one, so that the first letters of a word are enough.

    Letters from the middle of a word only offer the name: somebody else may be meant.
    """

    def __init__(self, names: QStringListModel, parent: QObject) -> None:
        super().__init__(names, parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list = QListView()
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self._list)
        theme.dress(self._list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the name that is meant when none was chosen, and leave room for a whole name."""
        popup = self._list
        if watched is popup and event.type() == QEvent.Type.Show:
            popup.setMinimumWidth(popup.sizeHintForColumn(0) + theme.px(24))
        takes = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TAKES
        if watched is popup and takes and not popup.currentIndex().isValid():
            popup.setCurrentIndex(self._meant())
        if watched is popup and takes:
            event = QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        return super().eventFilter(watched, event)

    def _meant(self) -> QModelIndex:
        """The offered name that is typed whole, or else the first of which a word begins so."""
        typed, model = self.completionPrefix().casefold(), self.completionModel()
        offered = [model.index(row, 0) for row in range(model.rowCount())]
        whole = [index for index in offered if str(index.data()).casefold() == typed]
        begun = [index for index in offered if f" {typed}" in f" {str(index.data()).casefold()}"]
        return next(iter(whole + begun), QModelIndex())
