"""What the engagement does not take is written as plain text to the first place that takes it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.services import rescue
from cxfacilitator.services.rescue import Line
from tests.builders import sample_snapshot

NOON = datetime(2026, 3, 31, 12, 0, 5, tzinfo=UTC)
LINES = (
    Line("S3 Table 3", "Q1", "Łódź depot is kind"),
    Line("S3 Table 3", "Q1", "Quick"),
    Line("S3 Table 3", "Q4 Start", "half a pair: \ud83d"),
    Line("C1", "note", "Tired"),
)


def test_lines_are_readable_sheet_by_sheet(tmp_path: Path) -> None:
    found = rescue.dump(LINES, [tmp_path], NOON)
    assert found == tmp_path / "Not saved 2026-03-31 12.00.05.txt"
    lines = found.read_text(encoding="utf-8").splitlines()
    assert lines[1:8] == [
        "", "S3 Table 3", "  Q1", "    Łódź depot is kind", "    Quick", "  Q4 Start", "    half a pair: \\ud83d",
    ]  # fmt: skip
    assert lines[8:] == ["", "C1", "  note", "    Tired"]


def test_a_later_text_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    rescue.dump(LINES[:1], [tmp_path], NOON)
    found = rescue.dump(LINES, [tmp_path], NOON)
    assert [path.name for path in tmp_path.iterdir()] == [found.name]
    assert "Tired" in found.read_text(encoding="utf-8")
    rescue.drop(found)
    rescue.drop(found)
    assert list(tmp_path.iterdir()) == []


def test_the_next_place_is_taken_when_one_cannot_be_written(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    blocked = tmp_path / "blocked"
    (blocked / "Not saved 2026-03-31 12.00.05.txt" / "in the way").mkdir(parents=True)
    good = tmp_path / "good"
    good.mkdir()
    assert rescue.dump(LINES, [tmp_path / "gone", in_the_way, blocked, good], NOON).parent == good
    assert [path.name for path in blocked.iterdir()] == ["Not saved 2026-03-31 12.00.05.txt"]
    with pytest.raises(FileProblem, match="4 typed lines could be written nowhere"):
        rescue.dump(LINES, [in_the_way, blocked], NOON)


def test_beside_the_engagement_comes_first_and_every_place_once(tmp_path: Path) -> None:
    found = rescue.places(tmp_path / "a.cxfac", tmp_path)
    assert found[0] == tmp_path
    assert len(found) == len(set(found)) >= 2


def test_what_was_typed_is_put_into_words() -> None:
    snapshot = sample_snapshot()
    group: Group = snapshot.groups[0]
    name = f"{group.code} {group.label}"
    answer = Answer(AnswerId("0" * 32), "", group.id, Box.DIFFER, 1, "Faster", "Orso")
    assert rescue.told(snapshot, "save", [answer]) == Line(name, "Q3", "Orso: Faster")
    gone = Answer(AnswerId("0" * 32), "", GroupId(999), Box.WELL, 1, "Kind")
    assert rescue.told(snapshot, "save", [gone]) == Line("", "Q1", "Kind")
    assert rescue.told(snapshot, "set note", [group, "Loud"]) == Line(name, "set note", "Loud")
    assert rescue.told(snapshot, "type cell", [group, Box.WELL, "Kind", NOON]) == Line(name, "Q1", "Kind")
    assert rescue.told(snapshot, "set people", [group, 7]) == Line(name, "set people", "7")
    assert rescue.told(snapshot, "delete", [snapshot.answers[0].id]) is None
    assert rescue.told(snapshot, "delete", ["0123456789abcdef" * 2]) is None
    assert rescue.told(snapshot, "set people", [group, None]) is None
