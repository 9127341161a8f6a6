"""Sheets from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.services import engagement, groups, parking, sheets

Out = Callable[..., str]


@pytest.fixture
def path(tmp_path: Path) -> str:
    where = tmp_path / "e.cxfac"
    with engagement.create(where, Engagement("NB-R1", "Northbank")) as file:
        groups.add(file, Audience.STAFF)
    return str(where)


@pytest.fixture
def out(capsys: pytest.CaptureFixture[str]) -> Out:
    def text(*arguments: str, code: int = 0) -> str:
        assert run(arguments) == code
        captured = capsys.readouterr()
        return captured.err if code else captured.out

    return text


def test_an_answer_is_typed_and_shown(path: str, out: Out) -> None:
    assert out("type", path, "s1", "improve", " the ramp [illegible] ", "--star", "--serious") == "Added S1-Q2-01.\n"
    assert out("type", path, "S1", "improve", "no roof") == "Added S1-Q2-02.\n"
    assert out("mark-box", path, "S1", "start", "not_asked") == "Q4 Start of S1 is not asked.\n"
    shown = out("sheet", path, "S1")
    assert "  S1-Q2-01  * the ramp [illegible] [illegible] [serious]\n  S1-Q2-02  no roof\n" in shown
    assert "Q4 Start: not asked\n" in shown
    found = json.loads(out("sheet", path, "S1", "--json"))
    assert found["boxes"]["start"] == {"state": "not_asked", "answers": []}
    first = found["boxes"]["improve"]["answers"][0]
    assert (first["text"], first["starred"], first["flags"]) == ("the ramp [illegible]", True, ["illegible", "serious"])


def test_a_parked_line_is_shown_in_its_place(path: str, out: Out) -> None:
    for text in ("the council", "no roof"):
        out("type", path, "S1", "improve", text)
    with engagement.open_file(Path(path)) as file:
        parking.park(file, file.snapshot().answers[0].id)
    assert "  S1-Q2-01  the council [in the parking lot]\n  S1-Q2-02  no roof\n" in out("sheet", path, "S1")


def test_a_sheet_is_complete_when_its_empty_boxes_are_explained(path: str, out: Out) -> None:
    out("type", path, "S1", "well", "crews")
    assert "Q2, Q3, Q4 Continue and Q4 Start are empty" in out("complete", path, "S1", code=3)
    assert out("complete", path, "S1", "--blank") == "S1 is complete.\n"
    assert "Q2: left blank\n" in out("sheet", path, "S1")
    assert out("sheet", path, "S1").startswith("S1  Table 1, complete\n")
    assert out("complete", path, "S1", "--reopen") == "S1 is open again.\n"


def test_unmarked_lines_stand_in_the_way(path: str, out: Out) -> None:
    with engagement.open_file(Path(path)) as file:
        group = file.snapshot().groups[0].id
        sheets.save(file, Answer(sheets.new_id(), "", group, Box.UNMARKED, 1, "a later boat"))
    assert "neither continue nor start" in out("complete", path, "S1", "--blank", code=3)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("sheet", "S7"), "There is no group S7. The groups are: S1."),
        (("type", "S1", "well", "  "), "There is no text"),
        (("mark-box", "S1", "unmarked", "blank"), "no box of their own"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    path: str, out: Out, arguments: tuple[str, ...], reason: str
) -> None:
    command, *rest = arguments
    assert reason in out(command, path, *rest, code=3)
