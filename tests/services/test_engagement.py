"""Make, open, set up and import an engagement."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience, Engagement, Question
from cxfacilitator.domain.errors import CxError, FileProblem, ImportProblem
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.session import EventKind
from cxfacilitator.services import engagement, roster, session, sheets


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    return tmp_path / "new.cxfac"


def test_a_new_engagement_has_the_questions_and_the_codebook(fresh: Path) -> None:
    with engagement.create(fresh, Engagement("NB-R1", "Northbank")) as file:
        snapshot = file.snapshot()
    assert len(snapshot.codebook.counted) == 28
    assert len(snapshot.wording) == len(Question) * len(Audience)
    assert "[Company]" in snapshot.wording[Question.WELL, Audience.CUSTOMERS]


def test_an_existing_file_is_never_overwritten(fresh: Path) -> None:
    fresh.write_bytes(b"precious")
    with pytest.raises(FileProblem, match=r"new\.cxfac"):
        engagement.create(fresh, Engagement("NB-R1", "Northbank"))
    assert fresh.read_bytes() == b"precious"


@pytest.mark.parametrize(("client", "code"), [("", "NB-R1"), ("Northbank", "has blank"), ("Northbank", "")])
def test_an_engagement_without_a_usable_name_is_refused_and_leaves_no_file(fresh: Path, client: str, code: str) -> None:
    with pytest.raises(CxError):
        engagement.create(fresh, Engagement(code, client))
    assert not fresh.exists()


def test_a_round_below_one_is_refused(fresh: Path) -> None:
    with pytest.raises(CxError, match="counted from 1"):
        engagement.create(fresh, Engagement("NB-R0", "Northbank", round=0))
    assert not fresh.exists()


@pytest.mark.parametrize(
    ("client", "code"),
    [("Tolland Reeve Hire Ltd", "TRHL-R1"), ("Brunnen & Söhne GmbH", "BSG-R1"), ("李", "CX-R1"), ("Anker", "ANKER-R1")],
)
def test_the_short_name_is_made_of_plain_letters(client: str, code: str) -> None:
    assert engagement.code_for(client) == code


def test_what_was_promised_stays_once_a_session_has_started(fresh: Path) -> None:
    with engagement.create(fresh, Engagement("NB-R1", "Northbank")) as file:
        before = file.snapshot().engagement
        engagement.update(file, replace(before, threshold_groups=3))
        sitting = session.add(file, "S-AM", Audience.STAFF)
        session.record(file, sitting, EventKind.STARTED, datetime(2026, 3, 2, 9, tzinfo=UTC))
        with pytest.raises(CxError, match="promised"):
            engagement.update(file, replace(before, threshold_groups=2))
        engagement.update(file, replace(before, threshold_groups=3, sponsor="Dana Whitlock"))
        assert file.snapshot().engagement.threshold_groups == 3


def test_an_emptied_wording_goes_back_to_the_usual_one(fresh: Path) -> None:
    with engagement.create(fresh, Engagement("NB-R1", "Northbank")) as file:
        usual = file.snapshot().wording[Question.WELL, Audience.STAFF]
        engagement.set_wording(file, Question.WELL, Audience.STAFF, "What are we proud of?")
        assert file.snapshot().wording[Question.WELL, Audience.STAFF] == "What are we proud of?"
        engagement.set_wording(file, Question.WELL, Audience.STAFF, " ")
        assert file.snapshot().wording[Question.WELL, Audience.STAFF] == usual


def test_the_sample_folder_becomes_an_engagement_with_everything_in_it(fresh: Path, sample_folder: Path) -> None:
    with engagement.import_engagement(sample_folder, fresh, sample_folder / "gold.json") as file:
        snapshot = file.snapshot()
    assert {a: len(snapshot.groups_of(a)) for a in Audience} == {
        Audience.LEADERSHIP: 1,
        Audience.STAFF: 9,
        Audience.CUSTOMERS: 6,
    }
    assert len(snapshot.answers) == 271
    assert all(answer.reviewed for answer in snapshot.answers)
    assert len(snapshot.ideas) == 19
    assert len(find(compare(snapshot))) == 46
    seated = [person for person in snapshot.participants if person.audience is Audience.STAFF and person.group_id]
    assert len(seated) == 62
    managers = {person.id: person for person in snapshot.participants}
    zoe = next(person for person in snapshot.participants if person.code == "TR002")
    assert zoe.manager_id is not None
    assert managers[zoe.manager_id].code == "TR001"
    assert [sitting.code for sitting in snapshot.sessions] == ["L", "S-AM", "S-PM", "C-A", "C-B"]


def test_reading_the_groups_again_keeps_a_sheet_complete(fresh: Path, sample_folder: Path) -> None:
    with engagement.import_engagement(sample_folder / "round2", fresh) as file:
        sheets.set_complete(file, file.snapshot().groups[0], True)
        engagement.import_sessions_and_groups(file, engagement.read_folder(sample_folder / "round2"))
        assert file.snapshot().groups[0].complete


def test_a_folder_without_rosters_is_enough(fresh: Path, sample_folder: Path) -> None:
    with engagement.import_engagement(sample_folder / "round2", fresh) as file:
        snapshot = file.snapshot()
    assert (len(snapshot.answers), len(snapshot.participants)) == (97, 0)
    assert not any(answer.reviewed for answer in snapshot.answers)


def test_rosters_without_ids_get_numbers_that_do_not_collide(fresh: Path, sample_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "two rosters"
    shutil.copytree(sample_folder / "round2", folder)
    for audience in ("staff", "customers"):
        (folder / f"roster_{audience}.csv").write_text("First name,Last name\nAnn,Lee\nBo,Fox\n", encoding="utf-8")
    with engagement.import_engagement(folder, fresh) as file:
        codes = [person.code for person in file.snapshot().participants]
    assert len(codes) == len(set(codes)) == 4


def test_what_deserves_a_second_look_is_said(fresh: Path, sample_folder: Path, tmp_path: Path) -> None:
    folder, said = tmp_path / "odd", list[str]()
    shutil.copytree(sample_folder / "round2", folder)
    (folder / "roster_staff.csv").write_text("First name,Last name,Group\nAnn,Lee,C1\nBo,Fox,S1\n", encoding="utf-8")
    settings = (folder / "engagement.csv").read_text(encoding="utf-8")
    (folder / "engagement.csv").write_text(settings.replace("TRH-2026-R2", "TRH / 2026"), encoding="utf-8")
    (folder / "sessions.csv").unlink()
    tags = tmp_path / "tags.json"
    tags.write_text('{"items": {"X9-Q1-01": {"themes": ["PEO-CARE"]}}}', encoding="utf-8")
    with engagement.import_engagement(folder, fresh, tags, said.append) as file:
        snapshot = file.snapshot()
    assert {person.first_name for person in snapshot.participants if person.group_id} == {"Bo"}
    assert (snapshot.engagement.code, snapshot.sessions) == ("TRH-2026", ())
    assert len(said) == 2
    assert "row 2" in said[0]
    assert "C1" in said[0]
    assert "X9-Q1-01" in said[1]


def test_a_list_that_names_missing_groups_says_so_before_anything_is_agreed(fresh: Path, sample_folder: Path) -> None:
    with engagement.create(fresh, Engagement("NB-R1", "Northbank")) as file:
        plan = roster.plan_import(sample_folder / "roster_customers.csv", Audience.CUSTOMERS, file.snapshot())
    (line,) = [line for line in plan.sentences() if "without a seat" in line]
    assert line.startswith("41 without a seat, because there is no such group of customers: row 2 (Gethin Quayle, C1)")


def test_a_failed_import_names_the_place_and_leaves_no_file(fresh: Path, sample_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(sample_folder / "round2", folder)
    answers = folder / "answers.csv"
    lines = answers.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].replace("L1,", "L9,", 1).replace(",L1,", ",L9,", 1)
    answers.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ImportProblem, match=r"answers\.csv, row 5.*L9"):
        engagement.import_engagement(folder, fresh)
    assert not fresh.exists()


def test_tags_with_a_theme_that_the_codebook_lacks_are_refused_as_a_whole(
    fresh: Path, sample_folder: Path, tmp_path: Path
) -> None:
    tags = tmp_path / "tags.json"
    tags.write_text('{"items": {"L1-Q1-01": {"themes": ["NO-SUCH"]}}}')
    with pytest.raises(ImportProblem, match=r"tags\.json.*L1-Q1-01.*NO-SUCH"):
        engagement.import_engagement(sample_folder, fresh, tags)
    assert not fresh.exists()
