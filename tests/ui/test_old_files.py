"""A file of any earlier release opens, and the pages after the tagging show it."""

from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.findings import find
from cxfacilitator.paths import resource
from cxfacilitator.store import schema
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.builders import sample_snapshot
from tests.files import imported


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its reviewed tags, as this version writes it; closed."""
    path = tmp_path_factory.mktemp("sample") / "sample.cxfac"
    return imported(path, resource("sample"), resource("sample", "tags.json"))


def as_of(version: int, now: Path, path: Path) -> None:
    """Write what a file holds as a version with so many migrations wrote it: what it had no place for is missing."""
    with closing(dbapi2.connect(str(path), isolation_level=None)) as conn:
        db = Database(conn, strict=True, execute_plugins=False)
        conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.migrate(db, version)
        conn.execute("ATTACH ? AS later", [str(now)])
        for table in db.tables:
            if table.name != "_sqlite_migrations":
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                conn.execute(f'INSERT INTO "{table.name}" ({names}) SELECT {names} FROM later."{table.name}"')


def test_files_of_all_earlier_releases_are_on_every_page(
    sample: Path, workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.resize(1366, 736)
    window.show()
    findings = len(find(compare(sample_snapshot())))
    for version in range(1, len(schema.names())):
        path = tmp_path / f"old {version}.cxfac"
        as_of(version, sample, path)
        with qtbot.waitSignal(workspace.opened):
            workspace.open(path)
        for stage in ("comparison", "plan", "rounds", "debrief", "report"):
            window.show_stage(stage)
            page = window.pages[stage]
            if isinstance(page, FacedPage):
                for kind in page.kinds:
                    page.show_face(kind.name)
            qtbot.waitUntil(lambda: not workspace.busy and not workspace.jobs.busy)
        compared, planned = window.pages["comparison"], window.pages["plan"]
        assert isinstance(compared, ComparisonPage)
        assert isinstance(planned, PlanPage)
        assert compared.compared is not None
        assert planned.planned is not None
        assert compared.compared.snapshot is planned.planned.snapshot is workspace.snapshot
        assert len(compared.compared.cards) == findings
        assert len(planned.planned.views) == len(sample_snapshot().ideas)
