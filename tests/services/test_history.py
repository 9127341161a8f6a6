"""What answers were before can be looked at and brought back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Value
from cxfacilitator.services import engagement, forms, groups, history, sheets
from cxfacilitator.store import sheets as store
from cxfacilitator.store.file import EngagementFile

LINE = Answer(AnswerId("a" * 32), "", 1, Box.DIFFER, 1, "Faster", "Orso", Direction.BETTER, Value.YES)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EngagementFile]:
    with engagement.create(tmp_path / "a.cxfac", Engagement("HLF-R1", "Harbour Line Ferries")) as made:
        groups.add(made, Audience.CUSTOMERS, "Table 1")
        groups.add(made, Audience.CUSTOMERS, "Table 2")
        sheets.save(made, LINE)
        yield made


def line(file: EngagementFile) -> Answer:
    return file.snapshot().answer[LINE.id]


def change(file: EngagementFile, **fields: object) -> None:
    with file.edit("Change") as edit:
        store.upsert(edit.db, replace(line(file), **fields))


def test_an_earlier_wording_comes_back_with_everything_that_belongs_to_it(file: EngagementFile) -> None:
    before = line(file)
    change(file, text="Cheaper", competitor="Blau", direction=Direction.WORSE, value=Value.NO, tidy="Cheaper!")
    change(file, starred=True, position=5)
    [version] = history.of_answer(file, LINE.id)
    assert history.said(version) == "Orso: Faster"
    file.take_steps()
    history.restore(file, version.id)
    assert line(file) == replace(before, starred=True, position=5), "only the wording is put back"
    [step] = file.take_steps()
    file.reverse(step)
    assert line(file).text == "Cheaper"


def test_a_line_that_was_moved_goes_back_with_its_reference(file: EngagementFile) -> None:
    before = line(file)
    sheets.move(file, before, Box.START)
    moved = line(file)
    assert moved.ref != before.ref
    history.restore(file, history.of_answer(file, LINE.id)[0].id)
    assert (line(file).box, line(file).ref) == (Box.DIFFER, before.ref)


def test_a_removed_line_comes_back_and_takes_another_reference_when_its_own_was_given_away(
    file: EngagementFile,
) -> None:
    sheets.delete(file, LINE.id)
    other = replace(LINE, id=AnswerId("b" * 32), text="Nicer")
    sheets.save(file, other)
    [version] = history.removed(file, GroupId(1))
    history.restore(file, version.id)
    assert (line(file).text, line(file).competitor, line(file).ref) == ("Faster", "Orso", "C1-Q3-02")
    assert line(file).position > file.snapshot().answer[other.id].position
    assert history.removed(file, GroupId(1)) == ()
    assert history.removed(file, GroupId(2)) == ()


def test_a_removed_line_of_a_form_whose_code_another_form_has_now_comes_back(file: EngagementFile) -> None:
    def fill_in(text: str) -> Form:
        forms.type_cell(file, Form(GroupId(0), "F1", Kind.FORM), Box.WELL, text, datetime.now().astimezone())
        return next(form for form in file.snapshot().forms if form.code == "F1")

    first = fill_in("Quick\nKind")
    forms.type_cell(file, first, Box.WELL, "Quick", datetime.now().astimezone())
    forms.set_kind(file, first, Kind.NOTE)
    fill_in("Slow\nDear")
    [version] = history.removed(file, first.id)
    history.restore(file, version.id)
    [_, back] = file.snapshot().form_answers_of[first.id]
    assert (back.text, back.ref) == ("Kind", "N1-Q1-02")


def test_what_was_removed_with_a_form_is_not_taken_for_that_of_a_later_one(file: EngagementFile) -> None:
    for text in ("Quick", "Slow"):
        forms.type_cell(file, Form(GroupId(0), "F1", Kind.FORM), Box.WELL, text, datetime.now().astimezone())
        [form] = file.snapshot().forms
        assert history.removed(file, form.id) == ()
        forms.remove(file, [form])


def test_a_line_that_was_emptied_letter_by_letter_is_shown_whole(file: EngagementFile) -> None:
    for text in ("Fast", "Fas", "F"):
        change(file, text=text)
    sheets.delete(file, LINE.id)
    assert [version.text for version in history.removed(file, GroupId(1))] == ["Faster"]


def test_a_line_whose_group_is_gone_is_refused_in_words(file: EngagementFile) -> None:
    sheets.delete(file, LINE.id)
    [version] = history.removed(file, GroupId(1))
    with file.edit("Remove a group") as edit:
        edit.db.execute("DELETE FROM table_group WHERE id = 1")
    with pytest.raises(CxError, match="no longer in the file"):
        history.restore(file, version.id)


def test_what_was_forgotten_is_there_without_words_and_stays_away(file: EngagementFile) -> None:
    change(file, text="Faster than Bodil")
    change(file, text="Fast")
    history.forget_words(file, LINE.id)
    versions = history.of_answer(file, LINE.id)
    assert [history.said(version) for version in versions] == ["(redacted)", "(redacted)"]
    assert all(version.whole for version in versions)
    with pytest.raises(CxError, match="redacted for good"):
        history.restore(file, versions[0].id)
    assert line(file).text == "Fast"


def test_history_is_found_by_reference_even_of_what_is_removed(file: EngagementFile) -> None:
    ref = line(file).ref
    change(file, text="Fast")
    assert [version.text for version in history.with_ref(file, ref).versions] == ["Faster"]
    sheets.delete(file, LINE.id)
    assert [version.text for version in history.with_ref(file, ref).versions] == ["Fast", "Faster"]
    with pytest.raises(CxError, match="C9-Q1-01"):
        history.with_ref(file, "C9-Q1-01")
    with pytest.raises(CxError, match="no group or form C9"):
        history.removed_from(file, "C9")
