"""How the cover looks: the signs of client and facilitator, and the client's colour."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.colour import visible
from cxfacilitator.domain.report_setup import Logo, LogoOwner
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import report_setup as service
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.workspace import Workspace

_PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.heic)"
_TITLES = {LogoOwner.CLIENT: "The client’s sign", LogoOwner.FACILITATOR: "Your own sign"}


class LookForm(QWidget):
    """Chooses the signs and the colour; what is chosen is in the file at once.

    Attributes:
        used: Where the facilitator's own sign came from last; it is offered again in the next engagement.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.used = ""
        self._setup_accent = ""
        self.signs = {owner: _Sign(owner) for owner in LogoOwner}
        for owner, sign in self.signs.items():
            sign.choose.clicked.connect(partial(self._choose, owner))
            sign.remove.clicked.connect(partial(self._remove, owner))
        self.again = text_button("", act=lambda: self._put(LogoOwner.FACILITATOR, Path(self.used)), quiet=True)
        self.colour = LineEdit()
        self.colour.setPlaceholderText("#12436D")
        self.colour.setAccessibleName("The client’s colour, as # and six digits or letters")
        self.colour.setMaximumWidth(theme.px(110))
        self.colour.editingFinished.connect(self._take_colour)
        self.from_sign = text_button(
            "Take it from the sign",
            "Use the colour that the client’s sign is mostly drawn in",
            partial(workspace.do, service.change, colour_of_sign=True),
            quiet=True,
        )
        self.bar = _Bar()
        self.note = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for sign in self.signs.values():
            column.addWidget(sign)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label("The client’s colour"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.colour)
        row.addWidget(self.bar)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.from_sign, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)
        self.setFocusProxy(self.signs[LogoOwner.CLIENT].choose)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is chosen in this state of the file."""
        found = {logo.owner: logo for logo in snapshot.logos}
        for owner, sign in self.signs.items():
            sign.show_logo(found.get(owner))
        mine = Path(self.used) if self.used else None
        offered = mine is not None and LogoOwner.FACILITATOR not in found and mine.is_file()
        self.again.setText(f"Use {mine.name} again" if mine and offered else "")
        self.again.setVisible(offered)
        self.from_sign.setVisible(LogoOwner.CLIENT in found)
        self._setup_accent = accent = snapshot.report.accent
        if not self.colour.isModified():
            self.colour.setText(accent)
        printed = visible(accent) if accent else ""
        self.bar.show_colour(printed)
        pale = accent and printed != accent
        self.note.setText(f"{accent} can hardly be seen on white paper, so {printed} is printed." if pale else _WHERE)

    def _choose(self, owner: LogoOwner) -> None:
        folder = Path(self.used).parent if self.used else ask.documents()
        path = ask.file_to_open(self.window(), f"{_TITLES[owner]}: which picture?", _PICTURES, folder)
        if path is not None:
            self._put(owner, path)

    def _put(self, owner: LogoOwner, path: Path) -> None:
        if owner is LogoOwner.FACILITATOR:
            self.used = str(path)
        self._workspace.do(service.change, signs={owner: path})

    def _remove(self, owner: LogoOwner) -> None:
        self._workspace.do(service.change, signs={owner: None})

    def _take_colour(self) -> None:
        typed = self.colour.text().strip()
        self.colour.setModified(False)
        if typed.upper() != self._setup_accent:
            self._workspace.hand_in(
                partial(self._put_back, typed), service.change, lambda now: replace(now, accent=typed)
            )

    def _put_back(self, typed: str) -> None:
        self.colour.setText(typed)
        self.colour.setModified(True)


class _Sign(QWidget):
    """One sign with what can be done about it."""

    def __init__(self, owner: LogoOwner) -> None:
        super().__init__()
        self._owner = owner
        self.picture = _Picture()
        self.name = label(_TITLES[owner])
        self.choose, self.remove = text_button("Choose…", quiet=True), text_button("Remove", quiet=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.picture, 0, 0, 2, 1)
        grid.addWidget(self.name, 0, 1, 1, 3)
        grid.addWidget(self.choose, 1, 1)
        grid.addWidget(self.remove, 1, 2)
        grid.setColumnStretch(3, 1)

    def show_logo(self, logo: Logo | None) -> None:
        """Show a sign, or that there is none."""
        self.picture.show_picture(logo.picture if logo else b"")
        self.choose.setText("Change…" if logo else "Choose…")
        self.choose.setAccessibleName(f"{_TITLES[self._owner]}: choose a picture")
        self.remove.setAccessibleName(f"{_TITLES[self._owner]}: remove it")
        self.remove.setVisible(logo is not None)
        self.name.setToolTip(logo.name if logo else "")


class _Picture(QWidget):
    """A sign on the white of the paper, fitted to its room."""

    def __init__(self) -> None:
        super().__init__()
        self._data = b""
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a small cover's width of it."""
        return QSize(theme.px(96), theme.px(56))

    def show_picture(self, data: bytes) -> None:
        """Show a PNG; nothing for none."""
        if data != self._data:
            self._data, self._pixmap = data, QPixmap()
            self._pixmap.loadFromData(data)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, and the sign in its middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(theme.colour("line"))
        painter.setBrush(QColor("white"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if not self._pixmap.isNull():
            room = self.rect().adjusted(6, 6, -6, -6)
            size = self._pixmap.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = room.center().x() - size.width() // 2, room.center().y() - size.height() // 2
            painter.drawPixmap(left, top, size.width(), size.height(), self._pixmap)
        painter.end()


class _Bar(QWidget):
    """The bar of the client's colour as it is printed."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self.setFixedSize(theme.px(64), theme.px(28))

    def show_colour(self, colour: str) -> None:
        """Show this colour; nothing for none."""
        self._colour = colour
        self.setAccessibleName(f"Printed as {colour}" if colour else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar on the white of the paper."""
        if not self._colour:
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        painter.setBrush(QColor("white"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.fillRect(self.rect().adjusted(8, 11, -8, -11), QColor(self._colour))
        painter.end()


_WHERE = "A short bar on the cover and over each page. Figures keep the colours of the audiences."
