"""Two taggers over real files: the copy holds nothing of the first person, and what they settle is theirs together."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.doubles import Settling, open_disagreements
from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.domain.second_tagger import TaggerId
from cxfacilitator.domain.second_tags_plan import plan_second_tags
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Rejection
from cxfacilitator.services import answers, codebook, engagement, sheets, tagging
from cxfacilitator.services import second_tagger as service
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store.file import EngagementFile
from tests.files import imported

CARE, KNOW, RANGE, WAIT = map(ThemeId, ("PEO-CARE", "PEO-KNOW", "OFF-RANGE", "ACC-WAIT"))


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """The copy of a second person, who gave every answer the first person's themes, but some another one."""
    folder = tmp_path_factory.mktemp("second")
    with engagement.open_file(imported(folder / "s.cxfac", sample_folder, sample_folder / "gold.json")) as file:
        snapshot = file.snapshot()
    path = folder / "theirs.cxfac"
    service.prepare(snapshot, path, "R. Vance")
    with engagement.open_file(path) as copy:
        tagging.accept_many(
            copy,
            [
                (answer.id, theme)
                for place, answer in enumerate(copy.snapshot().answers)
                for theme in ((RANGE,) if place % 10 == 0 else snapshot.themes_of[answer.id])
            ],
        )
    return path


@pytest.fixture
def both(sample: EngagementFile, theirs: Path) -> EngagementFile:
    """The sample, with the second person's tags taken in."""
    service.apply(sample, plan_second_tags(sample.snapshot(), service.read(theirs)))
    sample.take_steps()
    return sample


def first(file: EngagementFile) -> TaggerId:
    return file.snapshot().second_taggers[0].id


def disputed(snapshot: Snapshot) -> list[AnswerId]:
    told = service.agreement(snapshot, snapshot.second_taggers[0].id)
    return [double.answer.id for double in told.agreement.different]


def test_the_copy_has_the_answers_and_nothing_of_the_first_person(sample: EngagementFile, tmp_path: Path) -> None:
    secret = sample.snapshot().answer_called("L1-Q1-01")
    tagging.set_memo(sample, secret.id, "canary memo")
    codebook.save_theme(sample, replace(sample.snapshot().codebook.by_id[CARE], memo="canary theme memo"))
    with sample.edit("Tidy") as edit:
        sheets_store.upsert(edit.db, replace(secret, tidy="the wording that is read", text="canary original"))
    before = sample.snapshot()
    made = service.prepare(before, tmp_path / "copy.cxfac", " R. Vance ")
    assert sample.snapshot() == before
    assert (len(made.sheets), made.all_sheets) == (3, 16)
    assert f"has {made.answers} answers of 3 of 16 sheets (L1, " in made.sentence
    with engagement.open_file(made.path) as copy:
        found = copy.snapshot()
    assert [group.code for group in found.groups] == list(made.sheets)
    assert [answer.ref for answer in found.answers] == [
        answer.ref for answer in before.answers if before.group[before.source_of(answer).id].code in made.sheets
    ]
    assert found.answer_called("L1-Q1-01").text == "the wording that is read"
    assert found.engagement.facilitator == "R. Vance"
    assert not any(answer.reviewed or answer.flags or answer.tidy or answer.memo for answer in found.answers)
    empty = ("tags", "rejections", "participants", "sessions", "photos", "ideas", "kept_findings", "second_taggers")
    assert all(getattr(found, name) == () for name in empty)
    assert [theme.id for theme in found.codebook.themes] == [theme.id for theme in before.codebook.themes]
    assert b"canary" not in made.path.read_bytes()
    with sqlite3.connect(made.path) as db:
        assert db.execute("SELECT count(*) FROM answer_version").fetchone() == (0,)
    db.close()


def test_a_copy_never_takes_the_place_of_a_file(sample: EngagementFile, tmp_path: Path) -> None:
    there = tmp_path / "there.cxfac"
    there.write_text("somebody's", encoding="utf-8")
    with pytest.raises(FileProblem, match="exists already"):
        service.prepare(sample.snapshot(), there)
    assert there.read_text(encoding="utf-8") == "somebody's"
    with pytest.raises(CxError, match="more than 0 and at most 1"):
        service.prepare(sample.snapshot(), tmp_path / "new.cxfac", share=0)
    assert not (tmp_path / "new.cxfac").exists()


def test_tags_come_in_from_a_file_that_is_not_touched(sample: EngagementFile, theirs: Path) -> None:
    before, comparison = theirs.read_bytes(), (sample.snapshot().tags, sample.snapshot().answers)
    plan = plan_second_tags(sample.snapshot(), service.read(theirs))
    tagger_id = service.apply(sample, plan)
    assert theirs.read_bytes() == before
    snapshot = sample.snapshot()
    assert (snapshot.tags, snapshot.answers) == comparison
    [tagger] = snapshot.second_taggers
    assert (tagger.id, tagger.name, len(tagger.reviews)) == (tagger_id, "R. Vance", 53)
    found = service.agreement(snapshot, tagger_id).agreement
    assert (found.answers, found.same_main) == (53, 47)
    assert len(found.different) == 6
    [step] = sample.take_steps()
    assert step.label == "Import the tags of R. Vance"
    sample.reverse(step)
    assert sample.snapshot().second_taggers == ()


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_a_list_of_answers_says_the_same_as_the_file(
    sample: EngagementFile, theirs: Path, tmp_path: Path, ending: str
) -> None:
    with engagement.open_file(theirs) as copy:
        path = tmp_path / f"theirs{ending}"
        answers.export(copy.snapshot(), path)
    from_list = plan_second_tags(sample.snapshot(), service.read(path), "R. Vance")
    assert from_list == replace(plan_second_tags(sample.snapshot(), service.read(theirs)), redefined=())


def test_an_answer_in_other_words_is_no_longer_the_same_answer(sample: EngagementFile, theirs: Path) -> None:
    answer = sample.snapshot().answer_called("L1-Q1-01")
    sheets.save(sample, replace(answer, text="quite another thing"))
    plan = plan_second_tags(sample.snapshot(), service.read(theirs))
    assert plan.reworded == ("L1-Q1-01",)
    assert len(plan.reviews) == 52


def test_the_engagement_itself_is_no_second_person(sample: EngagementFile) -> None:
    with pytest.raises(FileProblem, match="is the engagement that is open"):
        service.read(sample.path)


@pytest.mark.parametrize("settling", [*Settling, [WAIT, CARE], []])
def test_settling_decides_and_leaves_the_agreement_as_it_was_at_first(
    both: EngagementFile, settling: Settling | list[ThemeId]
) -> None:
    snapshot = both.snapshot()
    answer = disputed(snapshot)[1]
    mine = snapshot.themes_of[answer]
    before = service.agreement(snapshot, first(both)).agreement
    service.settle(both, first(both), answer, settling)
    now = both.snapshot()
    wanted = {
        Settling.MINE: mine,
        Settling.THEIRS: (RANGE,),
        Settling.BOTH: (*mine, RANGE),
    }
    themes = wanted[settling] if isinstance(settling, Settling) else tuple(settling)
    assert now.themes_of.get(answer, ()) == themes
    after = service.agreement(now, first(both)).agreement
    assert (after.main, after.themes, after.same_main) == (before.main, before.themes, before.same_main)
    assert (after.settled, len(after.different)) == (1, len(before.different) - 1)
    [step] = both.take_steps()
    assert step.label.startswith(f"Settle {snapshot.answer[answer].ref}: ")
    both.reverse(step)
    assert both.snapshot() == snapshot


def test_a_theme_that_was_rejected_is_not_rejected_once_both_agree_on_it(both: EngagementFile) -> None:
    answer = disputed(both.snapshot())[0]
    tagging.reject(both, answer, RANGE)
    assert both.snapshot().rejections == (Rejection(answer, RANGE),)
    service.settle(both, first(both), answer, Settling.THEIRS)
    assert both.snapshot().rejections == ()


def test_more_themes_than_an_answer_has_are_refused(both: EngagementFile) -> None:
    answer = disputed(both.snapshot())[1]
    for theme in (CARE, KNOW, WAIT):
        if len(both.snapshot().themes_of[answer]) < 3:
            tagging.accept(both, answer, theme)
    before = both.snapshot()
    with pytest.raises(CxError, match="would have 4 themes, and an answer has at most 3"):
        service.settle(both, first(both), answer, Settling.BOTH)
    with pytest.raises(CxError, match="at most 3 themes"):
        service.settle(both, first(both), answer, [CARE, KNOW, WAIT, RANGE])
    with pytest.raises(CxError, match="not been decided on by both"):
        service.settle(both, first(both), before.answer_called("S1-Q1-01").id, Settling.MINE)
    assert both.snapshot() == before


def test_what_is_decided_after_the_import_does_not_polish_the_agreement(both: EngagementFile) -> None:
    snapshot = both.snapshot()
    before = service.agreement(snapshot, first(both)).agreement
    for answer in disputed(snapshot):
        for theme in snapshot.themes_of[answer]:
            tagging.remove(both, answer, theme)
        tagging.accept(both, answer, RANGE)
    after = service.agreement(both.snapshot(), first(both)).agreement
    assert after.different == ()
    assert (after.main, after.same_main) == (before.main, before.same_main)


def test_importing_again_replaces_and_keeps_what_was_settled(both: EngagementFile, theirs: Path) -> None:
    answer = disputed(both.snapshot())[0]
    service.settle(both, first(both), answer, Settling.THEIRS)
    before = both.snapshot()
    plan = plan_second_tags(before, service.read(theirs))
    assert plan.replaced is not None
    service.apply(both, plan)
    assert both.snapshot() == before
    service.apply(both, replace(plan, name="N. Other", replaced=None))
    assert [tagger.name for tagger in both.snapshot().second_taggers] == ["R. Vance", "N. Other"]
    with pytest.raises(CxError, match=r"Say which second person is meant: R\. Vance and N\. Other"):
        service.tagger_called(both.snapshot())
    assert service.tagger_called(both.snapshot(), "n. other").name == "N. Other"


def test_forgetting_leaves_what_was_settled(both: EngagementFile) -> None:
    answer = disputed(both.snapshot())[0]
    service.settle(both, first(both), answer, Settling.THEIRS)
    service.forget(both, first(both))
    snapshot = both.snapshot()
    assert snapshot.second_taggers == ()
    assert snapshot.themes_of[answer] == (RANGE,)
    with pytest.raises(CxError, match="Nobody has tagged these answers a second time"):
        service.tagger_called(snapshot)


def test_a_theme_that_only_the_second_person_gave_is_not_deleted_unnoticed(both: EngagementFile) -> None:
    for answer_id, themes in both.snapshot().themes_of.items():
        if RANGE in themes:
            tagging.remove(both, answer_id, RANGE)
    before = both.snapshot()
    with pytest.raises(CxError, match="is what a second person gave to answers"):
        codebook.remove(both, RANGE)
    without = replace(before.codebook, themes=tuple(each for each in before.codebook.themes if each.id != RANGE))
    [kept] = codebook.plan_import(before, without, drop_unused=True).used
    assert kept.id == RANGE
    assert both.snapshot() == before
    service.forget(both, first(both))
    codebook.remove(both, RANGE)
    assert RANGE not in both.snapshot().codebook.by_id


def test_merged_themes_are_merged_for_both_people(both: EngagementFile) -> None:
    snapshot = both.snapshot()
    before = service.agreement(snapshot, first(both)).agreement
    codebook.merge(both, [RANGE], WAIT)
    after = service.agreement(both.snapshot(), first(both)).agreement
    assert after.answers == before.answers
    assert all(RANGE not in (*double.mine, *double.theirs) for double in after.doubles)
    assert {d.answer.ref for d in before.doubles if RANGE in d.theirs} <= {
        d.answer.ref for d in after.doubles if WAIT in d.theirs
    }
    assert open_disagreements(after.doubles, WAIT) != ()
    [step] = both.take_steps()
    both.reverse(step)
    assert both.snapshot() == snapshot


@pytest.fixture(scope="module", autouse=True)
def _unchanged(theirs: Path) -> Iterator[None]:
    """Nothing that is imported is ever written to."""
    before = theirs.read_bytes()
    yield
    assert theirs.read_bytes() == before
