"""The stages of the rail, and when their pages are imported."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cxfacilitator.ui import main_window
from cxfacilitator.ui.stages import STAGES, PageLoader

def left():
    return [stage.name for stage in STAGES if f"cxfacilitator.ui.pages.{stage.name}" not in sys.modules]

app = QApplication([])
print(len(left()) == len(STAGES))
PageLoader(app).destroyed.connect(lambda: app.quit())
QTimer.singleShot(30_000, app.quit)
app.exec()
print(left())
"""


def test_the_window_stands_before_any_page_is_imported_and_then_all_are() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == ["True", "[]"]
