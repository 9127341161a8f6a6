"""What lies beside what on the sheets: groups, the sheet or how far the typing is, and what belongs to the sheet."""

from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.board import Board
from cxfacilitator.ui.pages.sheets.group_list import GroupList
from cxfacilitator.ui.pages.sheets.head import SheetHead
from cxfacilitator.ui.pages.sheets.sheet import SheetView
from cxfacilitator.ui.pages.sheets.side import SidePanel

SHEET_WIDTH = 640
"""Pixels at 100 % below which a line of the sheet shows too few of its words."""


class Desk(QSplitter):
    """Gives the sheet its room, and lets the list of groups give way where there is not enough for all.

    Attributes:
        beside: Somebody wants to see what belongs to the sheet, whenever a sheet is shown.
    """

    def __init__(self, groups: GroupList, head: SheetHead, sheet: SheetView, board: Board, side: SidePanel) -> None:
        super().__init__()
        self.beside = False
        self._groups, self._board, self._side = groups, board, side
        self._sheet_side = QWidget()
        column = QVBoxLayout(self._sheet_side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(sheet, 1)
        self.middle = QStackedWidget()
        self.middle.addWidget(self._sheet_side)
        self.middle.addWidget(board)
        for part in (groups, self.middle, side):
            self.addWidget(part)
        side.hide()
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes([theme.px(232), theme.px(900), theme.px(320)])

    @property
    def on_board(self) -> bool:
        """Whether the board stands in the place of the sheet."""
        return self.middle.currentWidget() is self._board

    def show_sheet(self, room: int) -> None:
        """Show the sheet in a page with this much room, and beside it what is wanted there."""
        self.middle.setCurrentWidget(self._sheet_side)
        self.make_room(room)
        self._side.setVisible(self.beside)

    def show_board(self) -> None:
        """Show how far the typing is, over the whole width."""
        self.middle.setCurrentWidget(self._board)
        self._side.hide()
        self._groups.hide()
        self._board.setFocus()

    def make_room(self, room: int) -> None:
        """Let the list of groups give way to the board, and in a narrow page to what is beside the sheet."""
        sheet = max(theme.px(SHEET_WIDTH), self._sheet_side.minimumSizeHint().width())
        needed = sheet + theme.px(24) + sum(part.minimumSizeHint().width() for part in (self._groups, self._side))
        self._groups.setVisible(not self.on_board and (not self.beside or needed <= room))
