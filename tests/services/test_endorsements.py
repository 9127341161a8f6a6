"""Who agrees with an answer is kept, refused where it makes no sense, and taken back by undo."""

from pathlib import Path

import pytest

from cxfacilitator.cli.main import REFUSED, run
from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.services import engagement
from cxfacilitator.services.endorsements import endorse, read_codes, set_endorsers, take_back
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> Path:
    return imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")


def test_groups_agree_and_it_is_taken_back(path: Path) -> None:
    """Once is enough; undo brings back what was."""
    with engagement.open_file(path) as file:
        snapshot = file.snapshot()
        answer = snapshot.answer_called("S1-Q1-01")
        codes = {group.code: group.id for group in snapshot.groups}
        file.take_steps()
        assert endorse(file, answer.id, [codes["S2"], codes["S3"]]) == 2
        assert endorse(file, answer.id, [codes["S3"]]) == 0
        both = (Endorsement(answer.id, codes["S2"]), Endorsement(answer.id, codes["S3"]))
        assert file.snapshot().endorsements == both
        assert take_back(file, answer.id, [codes["S2"], codes["S4"]]) == 1
        assert file.snapshot().endorsements == both[1:]
        *_, last = file.take_steps()
        assert last.label == "Forget who agrees with S1-Q1-01"
        file.reverse(last)
        assert file.snapshot().endorsements == both


def test_exactly_the_groups_that_were_typed_agree_and_nothing_is_noted_twice(path: Path) -> None:
    """One step to undo for those who come and those who go."""
    with engagement.open_file(path) as file:
        snapshot = file.snapshot()
        answer = snapshot.answer_called("S1-Q1-01")
        set_endorsers(file, answer.id, read_codes(snapshot, answer, "s2, S3;S2"))
        assert [snapshot.group[each].code for each in file.snapshot().endorsers[answer.id]] == ["S2", "S3"]
        file.take_steps()
        typed = read_codes(snapshot, answer, " s3 S4 ")
        set_endorsers(file, answer.id, typed)
        set_endorsers(file, answer.id, typed)
        assert file.snapshot().endorsers == {answer.id: typed}
        [step] = file.take_steps()
        assert step.label == "Note who agrees with S1-Q1-01"
        set_endorsers(file, answer.id, read_codes(snapshot, answer, " "))
        assert file.snapshot().endorsers == {}
        with pytest.raises(CxError, match="There is no group X9 in this engagement"):
            read_codes(snapshot, answer, "S2 X9")


@pytest.mark.parametrize(
    ("code", "why"),
    [("S1", "S1-Q1-01 is S1's own answer"), ("C1", "C1 did not sit with staff"), ("", "group is no longer there")],
)
def test_who_cannot_have_heard_it_cannot_agree(path: Path, code: str, why: str) -> None:
    """Nothing is kept, not even of the groups that could."""
    with engagement.open_file(path) as file:
        snapshot = file.snapshot()
        codes = {group.code: group.id for group in snapshot.groups}
        with pytest.raises(CxError, match=why):
            endorse(file, snapshot.answer_called("S1-Q1-01").id, [codes["S2"], codes.get(code, GroupId(999))])
        assert file.snapshot().endorsements == ()


def test_on_the_command_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Noted, listed, told beside the groups, taken back."""
    care = ["endorse", str(path), "S1-Q1-01"]
    assert run([*care, "s2", "S3"]) == 0
    assert "2 endorsements noted.\nS1-Q1-01: S2 and S3 said “us too”.\n" in capsys.readouterr().out
    assert run([*care, "S2", "--back"]) == 0
    assert "S1-Q1-01: S3 said “us too”." in capsys.readouterr().out
    assert run(care) == 0
    assert capsys.readouterr().out == "S1-Q1-01: S3 said “us too”.\n"
    assert run([*care, "S77"]) == REFUSED
    assert "There is no group S77" in capsys.readouterr().err
