"""Answers typed elsewhere."""

import time
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.sheets import Box
from cxfacilitator.formats import answers


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "typed.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_answers_need_only_group_question_and_text(tmp_path: Path) -> None:
    path = written(tmp_path, "Group ID;Question;Text", "S1;q1;kind drivers", "S1;1;clean kit", "S1;Q4;texts", "S1;Q2;")
    assert [(row.ref, row.group_code, row.box, row.position, row.text) for row in answers.read(path)] == [
        (None, "S1", Box.WELL, 1, "kind drivers"),
        (None, "S1", Box.WELL, 2, "clean kit"),
        (None, "S1", Box.UNMARKED, 1, "texts"),
    ]


def test_the_wording_is_kept_and_lines_are_joined(tmp_path: Path) -> None:
    path = written(tmp_path, "group_id,audience,question,slot,seq,text", 'S1,Staff,Q4,Start,7,"=1+1  is ""2""\nor so "')
    (row,) = answers.read(path)
    assert (row.text, row.position, row.box, row.audience) == ('=1+1  is "2" or so', 7, Box.START, Audience.STAFF)


def test_an_answer_of_blanks_is_read_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "group_id,question,text", f"S1,Q1,kind{' ' * 20_000}drivers")
    begun = time.thread_time()
    assert len(answers.read(path)) == 1
    assert time.thread_time() - begun < 0.5


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match=r"typed\.csv, row 1: the column text is missing\. .* group_id, question"):
        answers.read(written(tmp_path, "group_id,question", "S1,Q1"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [(",Q1,1,a", "the column group_id is blank"), ("S1,,1,a", "“” is not a question"), ("S1,Q1,-1,a", "seq is “-1”")],
)
def test_a_row_that_is_wrong_is_named(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(ImportProblem, match=f"typed.csv, row 3: {reason}"):
        answers.read(written(tmp_path, "group_id,question,seq,text", "S1,Q1,1,b", line))
