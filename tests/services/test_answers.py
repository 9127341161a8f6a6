"""Answers for other programs: what people decided, what the machine proposes, and never a formula."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer, AnswerId, Mark
from cxfacilitator.domain.tagging import Suggestions
from cxfacilitator.services import answers, sheets, tagging
from cxfacilitator.store.file import EngagementFile

CARE = ThemeId("PEO-CARE")


def table(path: Path) -> list[dict[str, str]]:
    """The file as a spreadsheet reads it."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


class One(Suggestions):
    """One suggestion for one answer."""

    def __init__(self, answer_id: AnswerId) -> None:
        self._answer_id = answer_id

    def ranked(self, answer_id: AnswerId) -> Sequence[tuple[ThemeId, float]]:
        return ((CARE, 0.81234),) if answer_id == self._answer_id else ()


def first(file: EngagementFile) -> Answer:
    return file.snapshot().answers[0]


def test_every_answer_is_written_with_its_people_and_its_themes(sample: EngagementFile, tmp_path: Path) -> None:
    snapshot = sample.snapshot()
    done = answers.export(snapshot, tmp_path / "a.csv")
    rows = table(done.path)
    assert [row["Reference"] for row in rows] == [answer.ref for answer in snapshot.to_review]
    assert done.answers == len(rows) == 271
    for row, answer in zip(rows, snapshot.to_review, strict=True):
        source = snapshot.source_of(answer)
        assert (row["Audience"], row["Code"], row["Question"]) == (source.audience, source.code, answer.box.label)
        assert row["Theme ids"].split() == list(snapshot.themes_of.get(answer.id, ()))
        assert row["Reviewed by a person"] == ("yes" if answer.reviewed else "no")
    assert done.sentence.startswith("271 answers written to ")
    assert not any(heading.startswith("Machine") for heading in rows[0])


def test_only_the_rows_that_are_wanted_in_their_order(sample: EngagementFile, tmp_path: Path) -> None:
    snapshot = sample.snapshot()
    wanted = [answer.id for answer in reversed(snapshot.answers[:3])]
    answers.export(snapshot, tmp_path / "a.csv", wanted)
    assert [row["Reference"] for row in table(tmp_path / "a.csv")] == [a.ref for a in reversed(snapshot.answers[:3])]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(sample: EngagementFile, tmp_path: Path, start: str) -> None:
    wording = f'{start}HYPERLINK("x")'
    sheets.set_tidy(sample, first(sample).id, wording)
    snapshot = sample.snapshot()
    answers.export(snapshot, tmp_path / "a.csv", [first(sample).id])
    answers.export(snapshot, tmp_path / "a.xlsx", [first(sample).id])
    answers.export(snapshot, tmp_path / "a.json", [first(sample).id])
    assert table(tmp_path / "a.csv")[0]["Wording"] == f"'{wording}"
    sheet = load_workbook(tmp_path / "a.xlsx").active
    cell = sheet["G2"]
    assert (cell.value, cell.data_type) == (wording, "s")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))[0]["wording"] == wording


def test_spreadsheets_see_accents_and_rows(sample: EngagementFile, tmp_path: Path) -> None:
    sheets.set_tidy(sample, first(sample).id, "Café, “naïve” — 日本\x07")
    snapshot = sample.snapshot()
    answers.export(snapshot, tmp_path / "a.csv", [first(sample).id])
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert "Café, “naïve” — 日本" in data.decode("utf-8-sig")
    answers.export(snapshot, tmp_path / "a.xlsx", [first(sample).id])
    assert load_workbook(tmp_path / "a.xlsx").active["G2"].value == "Café, “naïve” — 日本"


def test_the_original_stands_beside_a_tidied_wording_and_never_beside_a_redacted_one(
    sample: EngagementFile, tmp_path: Path
) -> None:
    one, other = sample.snapshot().answers[:2]
    sheets.set_tidy(sample, one.id, "Better words")
    sheets.set_tidy(sample, other.id, "[name] was rude")
    answers.export(sample.snapshot(), tmp_path / "a.csv", [one.id, other.id])
    rows = table(tmp_path / "a.csv")
    assert [(row["Wording is"], row["Original"]) for row in rows] == [("tidied", one.text), ("redacted", "")]
    assert other.text not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_what_the_machine_proposes_is_never_among_the_themes(sample: EngagementFile, tmp_path: Path) -> None:
    chosen = first(sample).id
    for theme in sample.snapshot().themes_of[chosen]:
        tagging.untag_many(sample, [chosen], theme)
    tagging.mark_many(sample, [chosen], Mark.REVIEWED, False)
    suggestions = One(chosen)
    snapshot = sample.snapshot()
    name = snapshot.codebook.by_id[CARE].name
    answers.export(snapshot, tmp_path / "a.csv", [chosen, snapshot.answers[1].id], suggestions)
    row, without = table(tmp_path / "a.csv")
    assert (row["Theme 1"], row["Theme ids"], row["Reviewed by a person"]) == ("", "", "no")
    assert (row["Machine theme 1"], row["Machine share 1"], row["Machine theme 2"]) == (name, "0.812", "")
    assert without["Machine theme 1"] == without["Machine share 1"] == ""
    answers.export(snapshot, tmp_path / "a.json", [chosen], suggestions)
    (found,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (found["themes"], found["machine_suggestions"]) == (
        [],
        [{"id": "PEO-CARE", "name": name, "probability": 0.812}],
    )
    answers.export(snapshot, tmp_path / "b.json", [chosen])
    assert "machine" not in (tmp_path / "b.json").read_text(encoding="utf-8")


def test_nothing_is_overwritten_unless_that_is_agreed(sample: EngagementFile, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(CxError, match=r"a\.csv is there already and was not changed.* such as a 2\.csv"):
        answers.export(sample.snapshot(), path)
    assert path.read_text(encoding="utf-8") == "mine"
    answers.export(sample.snapshot(), path, replace=True)
    assert len(table(path)) == 271


@pytest.mark.parametrize("name", ["a.cxfac", "a", "a.xls", "missing/a.csv"])
def test_a_place_that_will_not_do_is_refused(sample: EngagementFile, tmp_path: Path, name: str) -> None:
    with pytest.raises(CxError):
        answers.export(sample.snapshot(), tmp_path / name, replace=True)
    assert list(tmp_path.glob("a*")) == []


def test_an_answer_that_is_gone_is_refused_and_nothing_is_written(sample: EngagementFile, tmp_path: Path) -> None:
    with pytest.raises(CxError, match="no longer there"):
        answers.export(sample.snapshot(), tmp_path / "a.csv", [AnswerId("gone")])
    assert not (tmp_path / "a.csv").exists()
