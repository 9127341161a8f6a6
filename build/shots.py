"""Take a picture of every page: two screen sizes, light and dark, text at 100 % and at 150 %."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

import setup_venv

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
PERCENTS = (100, 150)
TITLE_BAR = 32
"""What a desktop's window frame and panel leave less of the screen's height."""
SETTLE_MS = 250
"""Long enough for a page to fill itself after it is shown."""


def main() -> int:
    """Take the pictures that were asked for and say where they are."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", nargs="?", type=Path, help="an engagement file (default: the sample)")
    arguments.add_argument("--to", type=Path, default=setup_venv.ROOT / ".work" / "shots", help="the folder to fill")
    arguments.add_argument("--page", action="append", help="only this page; may be given more than once")
    arguments.add_argument("--quick", action="store_true", help="only the smaller screen, light, at 100 %%")
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    looks = list(product(SIZES[:1], THEMES[:1], PERCENTS[:1]) if chosen.quick else product(SIZES, THEMES, PERCENTS))
    chosen.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        path = Path(folder, "sample.cxfac")
        if chosen.file:
            # A picture must not change what it shows, and the original may be open elsewhere.
            shutil.copyfile(chosen.file, path)
        else:
            make_sample(path)
        count = take(path, Path(folder), chosen.to, looks, chosen.page)
    print(f"{count} pictures in {chosen.to}")
    return 0 if count else 1


def make_sample(path: Path) -> None:
    """Make the sample engagement with its reviewed tags."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, plan

    sample = resource("sample")
    with engagement.import_engagement(sample, path, sample / "tags.json") as file:
        if not file.snapshot().ideas:
            plan.make_ideas(file)


def take(
    path: Path, home: Path, target: Path, looks: list[tuple[tuple[int, int], str, int]], wanted: list[str] | None
) -> int:
    """Open the window, go through all looks and pages, and return the number of pictures."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from cxfacilitator.ui import theme
    from cxfacilitator.ui.main_window import STAGES, MainWindow
    from cxfacilitator.ui.settings import Settings
    from cxfacilitator.ui.workspace import Workspace

    def settle(milliseconds: int = SETTLE_MS) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    app = QApplication([])
    app.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(app, theme.load("light"))
    workspace = Workspace()
    window = MainWindow(workspace, Settings(home / "settings.ini"))
    window.show()
    workspace.open(path)
    while workspace.busy:
        settle(20)
    count = 0
    pages = [name for name in ("home", *(stage.name for stage in STAGES)) if not wanted or name in wanted]
    for (width, height), name, percent in looks:
        window.resize(width, height - TITLE_BAR)
        window.set_theme(name)
        window.set_text_size(percent)
        for number, page in enumerate(pages):
            if page == "home":
                window.show_home()
            else:
                window.show_stage(page)
            settle()
            window.grab().save(str(target / f"{width}x{height}-{name}-{percent}-{number}-{page}.png"))
            count += 1
    workspace.shut_down()
    return count


if __name__ == "__main__":
    sys.exit(main())
