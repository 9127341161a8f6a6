"""Names that are offered while one is typed."""

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from cxfacilitator.ui import theme

_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class NameCompleter(QCompleter):
    """Offers names while one is typed; Enter or Tab takes the first, so that a few letters are enough."""

    def __init__(self, names: QStringListModel, parent: QObject) -> None:
        super().__init__(names, parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list = QListView()
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self._list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the first name when none was chosen, and leave room for a whole name."""
        popup = self._list
        if watched is popup and event.type() == QEvent.Type.Show:
            popup.setMinimumWidth(popup.sizeHintForColumn(0) + theme.px(24))
        takes = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TAKES
        if watched is popup and takes and not popup.currentIndex().isValid():
            popup.setCurrentIndex(self.completionModel().index(0, 0))
        if watched is popup and takes:
            event = QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        return super().eventFilter(watched, event)
