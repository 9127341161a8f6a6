"""Figures of an earlier round that are not what they should be are found when the file is opened."""

import json
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import DamagedFile
from cxfacilitator.store import rounds
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import EARLIER_ROUND, written


def test_they_are_read_as_they_were_written(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        assert file.read(rounds.load_all) == (EARLIER_ROUND,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("groups", {"leadership": 1}),
        ("days", ["yesterday"]),
        ("unreviewed", "some"),
        ("wording", {"Q9": {"staff": "?"}}),
        ("themes", [{"id": "A"}]),
        ("merged", []),
    ],
)
def test_what_is_no_summary_is_refused(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "a.cxfac"
    with written(path) as file, file.edit("Break it") as edit:
        [row] = edit.db.query("SELECT summary FROM earlier_round")
        broken = {**json.loads(row["summary"]), name: value}
        edit.db.execute("UPDATE earlier_round SET summary = ?", [json.dumps(broken)])
    with pytest.raises(DamagedFile):
        EngagementFile.open(path)
