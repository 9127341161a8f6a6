"""What was decided on findings, in the file: nothing goes with a theme or an answer, nothing is decided on twice."""

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import FindingKey, KeptFinding, KeptFindingId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.store import codebook, findings, sheets
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot

OWN, DISMISSED = full_snapshot().kept_findings


def test_a_decision_outlives_its_theme(file: EngagementFile) -> None:
    book = file.snapshot().codebook
    left = tuple(theme for theme in book.themes if theme.id != "ACC-2")
    with file.edit("Remove a theme") as edit:
        codebook.save(edit.db, replace(book, themes=left))
    assert file.snapshot().kept_findings == (OWN, replace(DISMISSED, theme_id=None))
    assert file.snapshot().kept_findings[1].key is None


def test_a_quote_outlives_its_answer(file: EngagementFile) -> None:
    with file.edit("Delete an answer") as edit:
        sheets.delete(edit.db, AnswerId("e1"))
    assert file.snapshot().kept_finding[DISMISSED.id].quotes == ("e1", "c3")


def test_a_kind_on_a_theme_is_decided_on_once(file: EngagementFile) -> None:
    assert DISMISSED.key == FindingKey(FindingKind.LEADERSHIP_BLIND_SPOT, ThemeId("ACC-2"))
    with pytest.raises((dbapi2.IntegrityError, CxError)), file.edit("Decide twice") as edit:
        findings.insert(edit.db, DISMISSED)
    assert file.snapshot().kept_findings == (OWN, DISMISSED)


def test_several_of_ones_own_may_be_on_one_theme(file: EngagementFile) -> None:
    mine = KeptFinding(KeptFindingId(0), None, ThemeId("ACC-2"), 9, sentence="Mine")
    with file.edit("Add two") as edit:
        findings.insert(edit.db, mine)
        findings.insert(edit.db, mine)
    assert [kept.sentence for kept in file.snapshot().kept_findings[2:]] == ["Mine", "Mine"]


def test_what_is_gone_is_not_changed(file: EngagementFile) -> None:
    with file.edit("Delete") as edit:
        findings.delete(edit.db, OWN.id)
    with pytest.raises(CxError, match="no longer on the list"), file.edit("Change") as edit:
        findings.update(edit.db, OWN)


def test_quotes_are_put_in_another_order(file: EngagementFile) -> None:
    with file.edit("Turn round") as edit:
        findings.update(edit.db, replace(DISMISSED, quotes=DISMISSED.quotes[::-1]))
    assert file.snapshot().kept_finding[DISMISSED.id].quotes == DISMISSED.quotes[::-1]


def test_filed_under_another_theme_unless_that_kind_is_decided_on_there(file: EngagementFile) -> None:
    other = replace(DISMISSED, theme_id=ThemeId("ACC-1"), sentence="Elsewhere")
    with file.edit("Decide") as edit:
        there = findings.insert(edit.db, other)
        findings.file_under(edit.db, ThemeId("ACC-2"), ThemeId("ZED-1"))
    assert file.snapshot().kept_finding[DISMISSED.id].theme_id == "ZED-1"
    with file.edit("File") as edit:
        findings.file_under(edit.db, ThemeId("ZED-1"), ThemeId("ACC-1"))
    snapshot = file.snapshot()
    assert snapshot.kept_finding[DISMISSED.id].theme_id is None
    assert snapshot.kept_finding[there].theme_id == "ACC-1"
