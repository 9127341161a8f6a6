"""A window of its own for the licences: what they are of at the left, their words at the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cxfacilitator.services.licences import licences
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.widgets.splitter import splitter
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow


class LicencesWindow(QWidget):
    """Shows the texts to be read and copied; Escape closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Licences - CX facilitator")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = WrappedList("Licences")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName("Text of the licence")
        self.list.row_chosen.connect(lambda licence: self.words.setPlainText(licence.read() if licence else ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(splitter(self.list, self.words, (0, 1), (260, 640)))
        self.list.set_rows([WrappedRow((Line(each.name),), each.name, each) for each in licences()])
        on_key(self, "Esc", self.close)
        theme.dress(self)
        self.resize(QSize(theme.px(960), theme.px(640)).boundedTo(parent.screen().availableSize() * 0.9))
