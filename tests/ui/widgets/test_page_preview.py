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


def test_a_page_of_another_shape_is_never_shown_larger_than_its_room(qtbot: QtBot) -> None:
    preview = PagePreview()
    qtbot.addWidget(preview)
    wanted: list[float] = []
    preview.picture_wanted.connect(lambda _page, dpi: wanted.append(dpi))

    def heights(wide: float, tall: float) -> list[int]:
        """Answer what is asked for, one after the other, and return how high the page on the screen was after each."""
        found = []
        preview.show_pages(1)
        while wanted:
            dpi = wanted.pop(0)
            width, height = round(wide * dpi), round(tall * dpi)
            preview.show_picture(Picture(width, height, bytes(3 * width * height)))
            found.append(preview.paper.minimumHeight())
        return found

    preview.resize(700, 520)
    with qtbot.waitExposed(preview):
        preview.show()
    assert heights(A4[1], A4[0])
    portrait, room = heights(*A4), preview.scroller.maximumViewportSize().height()
    assert max(portrait) <= room
    assert portrait[-1] > room * 0.9
