"""Lists of a second person's tags: what this app hands out is read back, and everything else is refused in words."""

import json
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.second_tags_plan import TheirTags
from cxfacilitator.formats import second_tags
from cxfacilitator.formats.answers_out import WRITERS, AnswerOut, ThemeOut


def answer(ref: str, wording: str, *themes: str, original: str = "", reviewed: bool = True) -> AnswerOut:
    out = tuple(ThemeOut(theme, theme.title()) for theme in themes)
    return AnswerOut(
        *(ref, "staff", "group", "S1", "Table 1", "Q1", wording, "tidied" if original else "", original, out, ()),
        *("", "", "", False, False, "", reviewed),
    )


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_what_is_handed_out_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"answers{ending}"
    path.write_bytes(
        WRITERS[ending](
            [
                answer("S1-Q1-01", "=friendly; “and” quick", "B", "A"),
                answer("S1-Q1-02", "tidy", original="tydi\nas written"),
                answer("S1-Q1-03", "not read", reviewed=False),
            ]
        )
    )
    found = second_tags.read(path)
    assert found.name == path.name
    assert [tags.ref for tags in found.tags] == ["S1-Q1-01", "S1-Q1-02", "S1-Q1-03"]
    assert [tags.themes for tags in found.tags] == [("B", "A"), (), ()]
    assert [tags.reviewed for tags in found.tags] == [True, True, False]
    assert found.tags[0].wordings == {"=friendly; “and” quick"}
    assert {" ".join(text.split()) for text in found.tags[1].wordings} == {"tidy", "tydi as written"}


def test_tags_by_reference_have_no_wordings_and_are_all_reviewed(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    path.write_text(json.dumps({"items": {"S1-Q1-01": {"themes": ["A", "B"]}, "S1-Q1-02": {}}}), encoding="utf-8-sig")
    assert second_tags.read(path).tags == (
        TheirTags("S1-Q1-01", frozenset(), (ThemeId("A"), ThemeId("B"))),
        TheirTags("S1-Q1-02", frozenset(), ()),
    )


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.json", "[{", "a.json is not a list of answers: it is not valid JSON"),
        ("a.json", "{}", "the key items is missing"),
        ("a.json", "[3]", "a.json, answer 1: it is no group of keys"),
        ("a.json", '[{"themes": []}]', "a.json, answer 1: the key reference is missing"),
        ("a.json", '[{"reference": "S1", "themes": ["A"]}]', "no list of themes with ids"),
        ("a.json", json.dumps([{"reference": "S1", "themes": [{"id": "A"}] * 2}]), "none of them twice"),
        ("a.csv", "Reference,Wording\nS1,x\n", "row 1: the column Theme ids is missing"),
        ("a.csv", "Reference,Theme ids,Reviewed by a person\nS1,A B C D,yes\n", "row 2: themes are at most 3"),
        ("a.csv", "Reference,Theme ids,Reviewed by a person\n,A,yes\n", "row 2: the column Reference is blank"),
        ("a.csv", "", "a.csv is empty"),
    ],
)
def test_anything_else_is_refused_with_its_place(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportProblem, match=why):
        second_tags.read(path)
