"""Tags made elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.sheets import Box, Direction, Flag, Value
from cxfacilitator.formats import tags
from cxfacilitator.formats.tags import IdeaRow, ItemTags

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "tags.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_the_sample_is_read_whole() -> None:
    found = tags.read(SAMPLE / "gold.json")
    assert len(found.items) == 271
    assert found.items["L1-Q1-01"].themes == ("PEO-CARE", "PEO-KNOW")
    third = found.items["L1-Q3-01"]
    assert (third.direction, third.value, third.competitor) == (Direction.BETTER, Value.YES, "MegaPlant")
    assert found.items["L1-Q4-03"].flags == {Flag.UNTESTED}
    assert (found.items["L1-Q4-03"].idea, found.items["L1-Q4-03"].box) == ("CHATBOT", Box.START)
    assert found.items["S7-Q4-03"].box is Box.START
    assert len(found.ideas) == 19
    assert IdeaRow("ETA", "", 5, 2) in found.ideas


def test_only_items_are_required(tmp_path: Path) -> None:
    found = tags.read(written(tmp_path, {"items": {"S1-Q4-01": {"idea": "NEW", "else": 1}}, "more": []}))
    assert found.items == {"S1-Q4-01": ItemTags(idea="NEW")}
    assert found.ideas == (IdeaRow("NEW"),)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "the file: a list of tags with the key items was expected"),
        ({}, "the file: the key items is missing"),
        ({"items": []}, "the file: a group of items"),
        ({"items": {"A": []}}, "item A: a group of keys"),
        ({"items": {"A": {"themes": "X"}}}, "item A: a list of themes"),
        ({"items": {"A": {"themes": [1]}}}, "item A: a theme is not a text"),
        ({"items": {"A": {"themes": ["X", "X"]}}}, "item A: themes are at most 3, none of them twice"),
        ({"items": {"A": {"themes": list("WXYZ")}}}, "item A: themes are at most 3"),
        ({"items": {"A": {"flags": ["odd"]}}}, "item A: “odd” is not known as a flag"),
        ({"items": {"A": {"q3": "better"}}}, "item A: a group with direction"),
        ({"items": {"A": {"q3": {"direction": "up"}}}}, "item A: “up” is not known as a direction"),
        ({"items": {"A": {"q3": {"value": None}}}}, "item A: “None” is not known as a value"),
        ({"items": {"A": {"slot": "stop"}}}, "item A: “stop” is not known as a slot"),
        ({"items": {"A": {"idea": 3}}}, "item A: a text for idea"),
        ({"items": {}, "ideas": [{"title": "x"}]}, "the file: an idea has no code"),
        ({"items": {}, "ideas": [{"idea": "E", "impact": 6}]}, "idea E: impact is 6, not a whole number 1-5"),
        ({"items": {}, "ideas": [{"idea": "E", "effort": True}]}, "idea E: effort is True"),
        ({"items": {}, "ideas": [{"idea": "E"}, {"idea": "E"}]}, "the file: an idea is listed twice"),
    ],
)
def test_a_wrong_shape_is_named_by_file_and_item(tmp_path: Path, content: Any, sentence: str) -> None:
    with pytest.raises(ImportProblem) as refused:
        tags.read(written(tmp_path, content))
    assert str(refused.value).startswith(f"tags.json, {sentence}")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tags.json"
    path.write_bytes(content)
    with pytest.raises(ImportProblem, match=r"tags\.json is not a list of tags"):
        tags.read(path)
