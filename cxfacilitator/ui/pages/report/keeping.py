"""How the PDF is kept: for an archive, or with a password that is never kept anywhere."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.services.report import Finish
from cxfacilitator.ui.widgets import label


class Keeping(QWidget):
    """A box for PDF/A, and a password typed twice; it is one or the other."""

    def __init__(self) -> None:
        super().__init__()
        self.archive = QCheckBox("For an archive (PDF/A)")
        self.archive.setToolTip("It can still be opened in many years; it cannot have a password")
        self.password, self.again = _secret("Password"), _secret("The same again")
        self.note = label("", "small", wrap=True)
        for field in (self.password, self.again):
            field.textChanged.connect(lambda _text: self._show_note())
        self.archive.toggled.connect(lambda _on: self._show_note())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for widget in (self.archive, self.password, self.again, self.note):
            column.addWidget(widget)
        self._show_note()

    def finish(self) -> Finish:
        """Return how the PDF is to be kept.

        Raises:
            CxError: The password was not typed twice the same, or cannot be one.
        """
        if self.archive.isChecked():
            return Finish(archive=True)
        if self.password.text() != self.again.text():
            raise CxError("The two passwords are not the same. Type the password twice, or leave both fields empty.")
        finish = Finish(password=self.password.text())
        finish.check()
        return finish

    def forget(self) -> None:
        """Empty the fields."""
        self.password.clear()
        self.again.clear()

    def _show_note(self) -> None:
        archive, typed = self.archive.isChecked(), self.password.text() or self.again.text()
        for field in (self.password, self.again):
            field.setEnabled(not archive)
        if archive:
            self.note.setText("A PDF for an archive has no password.")
        elif not typed:
            self.note.setText("A password is kept nowhere: without it nobody opens the PDF, you neither.")
        elif self.password.text() == self.again.text():
            self.note.setText("The next export opens with this password only.")
        else:
            self.note.setText("The two are not the same yet.")


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field
