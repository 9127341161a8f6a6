"""A page on the screen, fitted to its room or larger."""

from pytestqt.qtbot import QtBot

from cxfacilitator.services.materials import Picture
from cxfacilitator.ui.widgets.page_preview import ZOOMS, PagePreview

A4 = (8.27, 11.69)


def test_a_larger_page_is_as_much_larger_as_said_though_scroll_bars_come(qtbot: QtBot) -> None:
    preview = PagePreview()
    qtbot.addWidget(preview)
    asked: list[float] = []

    def draw(_page: int, dpi: float) -> None:
        asked.append(dpi)
        width, height = round(A4[0] * dpi), round(A4[1] * dpi)
        preview.show_picture(Picture(width, height, bytes(3 * width * height)))

    preview.picture_wanted.connect(draw)
    preview.resize(520, 640)
    with qtbot.waitExposed(preview):
        preview.show()
    preview.show_pages(2)
    fitted = asked[-1]
    preview.zoom(1)
    qtbot.wait(50)
    assert preview.scroller.verticalScrollBar().isVisible()
    preview.turn(1)
    assert asked[-1] == fitted * ZOOMS[1]
