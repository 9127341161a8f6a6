"""A folder of lists is an engagement, or one sentence says what is wrong with it."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Formality
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.sheets import Box
from cxfacilitator.formats import engagement_folder, tags
from cxfacilitator.paths import resource

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))


def test_the_sample_is_read_whole() -> None:
    found = engagement_folder.read(SAMPLE)
    engagement = found.engagement
    assert (engagement.code, engagement.round, engagement.threshold_groups) == ("TRH-2025-R1", 1, 2)
    assert engagement.formality is Formality.FORMAL
    assert engagement.competitors == ("Brightline", "MegaPlant", "Dobbs Tools", "nationals")
    assert len(found.answers) == 271
    assert Counter(group.audience for group in found.groups) == {
        Audience.LEADERSHIP: 1,
        Audience.STAFF: 9,
        Audience.CUSTOMERS: 6,
    }
    assert found.sessions[1].held_on == date(2025, 9, 16)
    assert found.sessions[1].venue == "Culverton Rugby Club, main hall"
    assert (found.groups[-1].segment, found.groups[-1].people, found.groups[-1].session_code) == (
        "Public sector",
        8,
        "C-B",
    )
    assert list(found.rosters) == list(Audience)


def test_a_sheet_without_marks_keeps_its_lines_unmarked() -> None:
    boxes = Counter(row.box for row in engagement_folder.read(SAMPLE).answers if row.group_code == "S7")
    assert boxes[Box.UNMARKED] == 5
    assert boxes[Box.CONTINUE] == boxes[Box.START] == 0


def test_a_later_round_lacks_many_keys_and_all_rosters() -> None:
    found = engagement_folder.read(SAMPLE / "round2")
    assert (found.engagement.round, found.engagement.previous) == (2, "TRH-2025-R1")
    assert found.engagement.everybody == frozenset()
    assert len(found.answers) == 97
    assert not found.rosters


def test_the_sample_that_is_shipped_says_who_speaks_for_everybody() -> None:
    folder = resource("sample")
    found = engagement_folder.read(folder)
    assert found.engagement.everybody == {Audience.LEADERSHIP}
    assert found.engagement.purpose
    assert found.engagement.facilitator == ""
    assert found.answers == engagement_folder.read(SAMPLE).answers
    shipped = tags.read(folder / "tags.json")
    assert shipped.items.keys() == {row.ref for row in found.answers}
    assert len(shipped.ideas) == 19
    assert all(idea.title and idea.impact and idea.effort for idea in shipped.ideas)


def test_unknown_files_and_columns_are_ignored(folder: Path) -> None:
    (folder / "notes.csv").write_bytes(b"\x00")
    lines = (folder / "groups.csv").read_text(encoding="utf-8").splitlines()
    (folder / "groups.csv").write_text("\n".join(f"{line},seen" for line in lines), encoding="utf-8")
    assert len(engagement_folder.read(folder).groups) == 16


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("engagement.csv", "client,Tolland Reeve Hire Ltd", "client,", "engagement.csv: the row client is missing"),
        ("engagement.csv", "round,1", "round,first", "engagement.csv, row 5: value is “first”, not a whole number"),
        ("engagement.csv", "formality,formal", "formality,so so", "row 6: “so so” is not a formality"),
        ("engagement.csv", "round,1", "everybody,the board", "row 5: “the” is not an audience"),
        ("engagement.csv", "round,1", "id,2", "row 5: id is in row 2 already"),
        ("sessions.csv", "2025-09-03", "03/09/2025", "sessions.csv, row 2: “03/09/2025” is not a date"),
        ("sessions.csv", "2025-09-03", "2025-09-31", "sessions.csv, row 2: “2025-09-31” is not a day"),
        ("sessions.csv", "L,leadership", "L,board", "sessions.csv, row 2: “board” is not an audience"),
        ("sessions.csv", "S-PM", "S-AM", "sessions.csv, row 4: the session S-AM is listed twice"),
        ("groups.csv", "S2,staff", "S1,staff", "groups.csv, row 4: the group S1 is listed twice"),
        ("groups.csv", "Table 1,S-AM", "Table 1,S-XX", "groups.csv, row 3: the session S-XX is not in sessions.csv"),
        (
            "groups.csv",
            "Table 1,S-AM",
            "Table 1,C-A",
            "groups.csv, row 3: the session C-A is one of customers, not staff",
        ),
        ("groups.csv", "group_id,", "grp,", "groups.csv, row 1: the column group_id is missing"),
        ("groups.csv", "Mixed,7", "Mixed,7.5", "groups.csv, row 3: size is “7.5”, not a whole number"),
        (
            "answers.csv",
            "L1-Q1-02,L1,leadership,Q1",
            "L1-Q1-02,L9,leadership,Q1",
            "row 3: the group L9 is not in groups",
        ),
        (
            "answers.csv",
            "L1-Q1-02,L1,leadership,Q1",
            "L1-Q1-02,L1,staff,Q1",
            "row 3: the group L1 is one of leadership",
        ),
        ("answers.csv", "L1-Q1-02,L1,leadership,Q1", "L1-Q1-02,L1,nobody,Q1", "row 3: “nobody” is not an audience"),
        ("answers.csv", "L1-Q1-02,L1,leadership,Q1", "L1-Q1-02,L1,leadership,Q5", "row 3: “Q5” is not a question"),
        ("answers.csv", "L1-Q1-02,", "L1-Q1-01,", "answers.csv, row 3: the item L1-Q1-01 is in row 2 already"),
        ("answers.csv", "Q4,start", "Q4,stop", "“stop” is not a slot"),
        ("answers.csv", '"Young, well', "Young, well", "row 3: it has more cells than there are headings"),
    ],
)
def test_what_is_wrong_is_named_by_file_row_and_reason(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    if sentence.endswith("more cells than there are headings"):
        changed = changed.replace('breakdown promise"', "breakdown promise", 1)
    (folder / file).write_text(changed, encoding="utf-8")
    with pytest.raises(ImportProblem) as refused:
        engagement_folder.read(folder)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith(file)


@pytest.mark.parametrize("name", ["engagement.csv", "groups.csv", "answers.csv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ImportProblem, match=f"{name} was not found"):
        engagement_folder.read(folder)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="is not a folder"):
        engagement_folder.read(tmp_path / "nowhere")
