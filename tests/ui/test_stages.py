"""The stages of the rail, and when their pages are imported."""

import os
import subprocess
import sys
from pathlib import Path

from cxfacilitator.services import engagement
from cxfacilitator.ui.stages import STAGES, step_elsewhere
from tests.builders import SAMPLE
from tests.files import imported

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


def test_what_waits_in_the_same_phase_comes_before_what_follows(tmp_path: Path) -> None:
    with engagement.open_file(imported(tmp_path / "e.cxfac", SAMPLE)) as file:
        snapshot = file.snapshot()
    shares = {stage.name: stage.page_class().progress(snapshot) for stage in STAGES}
    before = step_elsewhere("codebook", snapshot, shares)
    assert before is not None
    assert before[0].name == "tagging"
    after = step_elsewhere("codebook", snapshot, shares | {"tagging": 1.0})
    assert after is not None
    assert after[0].name == "plan"
