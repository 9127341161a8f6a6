import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFUSED = "import sys; from cxfacilitator.__main__ import refuse_network; refused = refuse_network()"


def run(code: str, home: Path, **environment: str) -> str:
    """Run some lines in a Python of their own and return what they print."""
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **places, **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_network_is_refused_and_what_was_wanted_is_known(tmp_path: Path) -> None:
    code = """
import socket, urllib.request
for want in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: urllib.request.urlopen("http://localhost:9/"),
    socket.socket,
):
    try:
        want()
    except OSError:
        print("refused")
print(len(refused), *sorted(set(refused)))
"""
    assert run(REFUSED + code, tmp_path).splitlines() == [
        *["refused"] * 3,
        "3 socket.__new__ socket.getaddrinfo",
    ]


def test_suggestions_are_made_while_the_network_is_refused(tmp_path: Path) -> None:
    code = """
import os
from pathlib import Path
from cxfacilitator.paths import resource
from cxfacilitator.services import engagement, tagging
with engagement.import_engagement(resource("sample"), Path(os.environ["HOME"], "e.cxfac"), None) as file:
    snapshot = file.snapshot()
tagger = tagging.tagger(snapshot)
found = tagger.suggest(tagging.decisions(snapshot))
print(tagger.meaning, len(found) > len(snapshot.to_review) / 2, refused)
"""
    assert run(REFUSED + code, tmp_path) == "True True []\n"


def test_suggestions_leave_nothing_behind_outside_the_engagement(tmp_path: Path) -> None:
    # Since 1.29 the run time of the encoder notes who uses it in the home folder and tells its makers, below Python.
    code = """
from cxfacilitator.services import tagging
print(tagging.has_model())
"""
    assert run(code, tmp_path, XDG_CACHE_HOME=str(tmp_path)) == "True\n"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_window_opens_without_what_suggests(tmp_path: Path) -> None:
    code = """
import sys
from cxfacilitator.ui.app import start
assert start() == 0
print(*{"numpy", "onnxruntime"} & set(sys.modules), "none")
"""
    said = run(code, tmp_path, QT_QPA_PLATFORM="offscreen", CXF_BENCH_FIRST_PAINT="1")
    assert said.splitlines() == ["first paint", "none"]
