"""Where the tables and splitters of the pages were when the app was closed, and what was chosen there."""

from collections.abc import Iterator

from PySide6.QtWidgets import QSplitter

from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.widgets import TableView


def keep(settings: Settings, name: str, page: Page) -> None:
    """Remember how a page has been arranged, under the page's name."""
    for section in page.sections():
        for key, widget in _placed(name, page, section):
            settings.set_place(key, widget.place() if isinstance(widget, TableView) else widget.saveState())
    settings.set_choices(name, page.remembered())


def put_back(settings: Settings, name: str, page: Page) -> None:
    """Arrange a page as it was."""
    for section in page.sections():
        put_back_section(settings, name, page, section)
    page.put_back(settings.choices(name))


def put_back_section(settings: Settings, name: str, page: Page, section: str) -> None:
    """Arrange a section that the page has just made."""
    for key, widget in _placed(name, page, section):
        if isinstance(widget, TableView):
            widget.put_back(settings.place(key))
        else:
            widget.restoreState(settings.place(key))


def _placed(name: str, page: Page, section: str) -> Iterator[tuple[str, TableView | QSplitter]]:
    """Every table and splitter of a section, with the name under which its place is kept."""
    whole = page.sections()[section]
    start = f"{name}/{section}." if section else f"{name}/"
    for number, table in enumerate(whole.findChildren(TableView)):
        yield f"{start}table{number}", table
    for number, splitter in enumerate(whole.findChildren(QSplitter)):
        yield f"{start}splitter{number}", splitter
