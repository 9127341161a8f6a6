import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.services import engagement


@pytest.mark.parametrize("named", [False, True])
def test_the_window_is_painted_with_and_without_a_file(tmp_path: Path, named: bool) -> None:
    path = tmp_path / "ferries.cxfac"
    engagement.create(path, Engagement("HLF-R1", "Harbour Line Ferries")).close()
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA")}
    done = subprocess.run(
        [sys.executable, "-m", "cxfacilitator", *([str(path)] if named else [])],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "CXF_BENCH_FIRST_PAINT": "1"},
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["first paint"]
    assert list(tmp_path.glob("ferries.cxfac*")) == [path]
