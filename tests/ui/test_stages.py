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
made = []
answers = iter([True, True])
PageLoader(app, made.append, lambda: next(answers, False)).destroyed.connect(lambda: app.quit())
QTimer.singleShot(30_000, app.quit)
app.exec()
print(left(), made)
"""


def test_the_window_stands_before_any_page_is_imported_then_all_are_and_the_large_ones_made() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == ["True", "[] ['sheets', 'tagging']"]


def test_from_what_is_never_done_the_stage_that_it_stands_beside_comes_first(tmp_path: Path) -> None:
    with engagement.open_file(imported(tmp_path / "e.cxfac", SAMPLE)) as file:
        snapshot = file.snapshot()
    shares = {stage.name: stage.page_class().progress(snapshot) for stage in STAGES}
    assert shares["codebook"] is None

    def after(name: str, **others: float) -> str:
        found = step_elsewhere(name, snapshot, shares | others)
        return found[0].name if found is not None else ""

    assert after("codebook") == "tagging"
    assert after("codebook", tagging=1.0) == "plan"
    assert after("tagging") == "plan"
    assert after("roster", engagement=0.5, groups=0.5) == "groups"
    assert after("materials", groups=0.5, session=0.5) == "groups"
