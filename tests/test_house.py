"""The rules of the house that no other tool checks."""

import argparse
import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import cxfacilitator
from cxfacilitator.paths import resource

ROOT = Path(__file__).parents[1]
CODE = sorted([*ROOT.glob("cxfacilitator/**/*.py"), *ROOT.glob("build/*.py"), *ROOT.glob("tests/**/*.py")])
PACKAGE = [path for path in CODE if path.is_relative_to(ROOT / "cxfacilitator")]
SETUP = [*ROOT.glob("build/*.py"), ROOT / "pyproject.toml", ROOT / "cxfacilitator.spec", ROOT / ".ci" / "run"]
HEAVY = {
    "PySide6", "matplotlib", "reportlab", "numpy", "openpyxl", "pikepdf", "pypdfium2", "bidi", "arabic_reshaper", "PIL",
    "pi_heif", "zxingcpp", "hunspell", "onnxruntime",
}  # fmt: skip
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "base"}
COMMANDS = {
    "new", "show", "import-roster", "make-groups", "materials", "import-answers", "import-engagement", "suggest",
    "accept", "compare", "plan", "report", "demo", "waves", "rebalance", "wishes", "backup", "backups", "restore",
    "words", "spelling", "history", "attach-photos", "photos", "export-photos", "import-forms", "forms",
    "read-back", "redact", "board", "review", "mark", "tag", "untag", "export-answers", "codebook", "clusters",
}  # fmt: skip
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
TOO_LONG = 500


def modules_after(statement: str) -> set[str]:
    """Run a statement in a fresh Python and return the top-level modules that it has loaded."""
    code = f"import sys; {statement}; print('loaded', *{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("loaded")[2].split())


def where(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    """Return each line that matches, as file:line: text."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ("agendas", "staff-half-day.toml"),
        ("codebooks", "default.json"),
        ("fonts", "DroidSansFallback-LICENSE.txt"),
        ("fonts", "DroidSansFallbackFull.ttf"),
        ("fonts", "Nanum-OFL.txt"),
        ("fonts", "NanumSquareR.ttf"),
        ("fonts", "Noto-OFL.txt"),
        ("fonts", "NotoSansArabic-Regular.ttf"),
        ("fonts", "NotoSansHebrew-Regular.ttf"),
        ("fonts", "OFL.txt"),
        ("fonts", "SourceSans3-Bold.ttf"),
        ("fonts", "SourceSans3-Regular.ttf"),
        ("question_sets", "four-questions.toml"),
        ("sample", "answers.csv"),
        ("sample", "roster_staff_messy.csv"),
        ("themes", "light.toml"),
    ],
    ids="/".join,
)
def test_resource_is_there(parts: tuple[str, ...]) -> None:
    assert resource(*parts).stat().st_size > 100


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    elsewhere = [path for path in CODE if path != Path(cxfacilitator.__file__)] + [ROOT / "cxfacilitator.spec"]
    assert where(elsewhere, re.compile(rf"[\"']{re.escape(cxfacilitator.__version__)}[\"']")) == []


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## {cxfacilitator.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_set_up_names_no_network_address() -> None:
    assert where([path for path in SETUP if path.exists()], re.compile(r"https?://|\b\d+\.\d+\.\d+\.\d+\b")) == []


def test_the_app_never_opens_a_network_connection() -> None:
    reaching = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "requests"}
    found = []
    for path in PACKAGE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            roots = {name.partition(".")[0] for name in ([module] if module else names)}
            if roots & reaching or module == "PySide6.QtNetwork" or (module == "PySide6" and "QtNetwork" in names):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_the_command_line_starts_without_screens_or_heavy_libraries() -> None:
    loaded = modules_after("import cxfacilitator.__main__, cxfacilitator.cli.main")
    assert loaded & HEAVY == set()


def test_the_screens_start_without_heavy_libraries() -> None:
    loaded = modules_after("import cxfacilitator.__main__, cxfacilitator.ui.app")
    assert loaded & HEAVY == {"PySide6"}


def test_every_command_and_every_argument_has_help() -> None:
    from cxfacilitator.cli.main import parser

    families = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    commands = {name: command for family in families for name, command in family.choices.items()}
    assert set(commands) >= COMMANDS
    without = {name for name, command in commands.items() if not command.description}
    without |= {
        f"{name} {argument.dest}"
        for name, command in commands.items()
        for argument in command._actions
        if not argument.help
    }
    assert without == set()


def test_a_void_qt_call_keeps_its_reference_to_none(qtbot: QtBot) -> None:
    # PySide6 6.12.0 drops one on each call, and after some five thousand calls Python 3.11 aborts.
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        label.setText("both")
    assert sys.getrefcount(None) > before - 500


def test_no_file_is_too_long_to_read() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: length for path, length in lengths.items() if length > TOO_LONG} == {}


def test_names_say_what_is_inside() -> None:
    parts = {part for path in CODE for part in path.relative_to(ROOT).with_suffix("").parts}
    assert parts & NAMES_THAT_SAY_NOTHING == set()


def test_nothing_is_left_unfinished() -> None:
    assert where(CODE, UNFINISHED) == []


def test_no_test_is_excused() -> None:
    excuses = re.compile(r"mark\.(skip|xfail)|pytest\.skip|importorskip|time\.sleep|qWait|unittest\.mock")
    assert where([path for path in CODE if path.is_relative_to(ROOT / "tests")], excuses) == []


def test_set_up_scripts_are_no_package() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()


def test_only_the_store_speaks_sql() -> None:
    sql = re.compile(
        r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+TABLE|PRAGMA\s+\w)\b"
    )
    outside = [path for path in PACKAGE if not path.is_relative_to(ROOT / "cxfacilitator" / "store")]
    assert where(outside, sql) == []
