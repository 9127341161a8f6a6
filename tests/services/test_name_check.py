"""Looking for names in an engagement, taking them out, and saying that words are nobody's name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.name_check import NamedPlace, typed_texts
from cxfacilitator.domain.names import Why
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.redaction import is_redacted
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement, findings, name_check, plan, sheets
from cxfacilitator.services.name_check import NamedWords
from cxfacilitator.store.file import EngagementFile
from tests.files import imported
from tests.store.builders import written


@pytest.fixture
def file(sample_folder: Path, tmp_path: Path) -> Iterator[EngagementFile]:
    with engagement.open_file(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")) as opened:
        yield opened


def found_in(snapshot: Snapshot, edition: Edition = Edition.LEADERSHIP) -> dict[str, NamedWords]:
    return {words.words: words for words in name_check.look(snapshot, edition)}


def wordings(snapshot: Snapshot) -> dict[str, str]:
    return {answer.ref: answer.wording for answer in snapshot.answers}


def test_the_sample_names_two_people_and_two_words_that_nobody_knows(file: EngagementFile) -> None:
    snapshot = file.snapshot()
    assert list(found_in(snapshot)) == ["Priya", "Dave", "Brightl", "Pk"]
    assert [words.printed for words in found_in(snapshot).values()] == [False, False, True, True]
    assert all(words.printed for words in found_in(snapshot, Edition.FACILITATOR).values())
    assert name_check.still_named(name_check.look(snapshot, Edition.STAFF)) == ""


def test_names_go_in_one_step_that_is_taken_back_and_nothing_else_is_changed(file: EngagementFile) -> None:
    idea = file.snapshot().ideas[0]
    plan.rename(file, idea.id, "Ask Priya first")
    findings.own(file, "Priya is praised")
    before = file.snapshot()
    sure = [words for words in name_check.look(before, Edition.LEADERSHIP) if words.sure]
    file.take_steps()
    assert name_check.take_out(file, [(words, words.instead) for words in sure]) == 4
    after = file.snapshot()
    assert after.idea[idea.id].title == "Ask [name] first"
    assert after.kept_findings[-1].sentence == "[name] is praised"
    changed = {ref for ref, words in wordings(after).items() if words != wordings(before)[ref]}
    assert changed == {"C2-Q1-03", "C2-Q4-01"}
    assert all(is_redacted(after.answer_called(ref)) for ref in changed)
    assert list(found_in(after)) == ["Dave", "Brightl", "Pk"]
    (step,) = file.take_steps()
    assert step.label == "Take “Priya” out"
    file.reverse(step)
    assert file.snapshot() == before


def test_own_words_stand_there_instead(file: EngagementFile) -> None:
    found = found_in(file.snapshot())
    assert name_check.take_out(file, [(found["Priya"], "an account manager"), (found["Dave"], "")]) == 3
    said = wordings(file.snapshot())
    assert said["C2-Q1-03"] == "Our account mgr [an account manager] understands our sites"
    assert said["C1-Q1-04"].startswith("[name] remembers")


def test_what_was_changed_meanwhile_is_left_as_it_is(file: EngagementFile) -> None:
    found = found_in(file.snapshot())
    answer = file.snapshot().answer_called("C2-Q1-03")
    sheets.save(file, replace(answer, text="She understands our sites, Priya does"))
    before = file.snapshot()
    with pytest.raises(CxError, match="Look for names again"):
        name_check.take_out(file, [(found["Priya"], "[name]")])
    assert file.snapshot() == before


def test_what_is_nobodys_name_is_remembered(file: EngagementFile) -> None:
    found = found_in(file.snapshot())
    name_check.keep(file, [found["Pk"], found["Dave"]])
    snapshot = file.snapshot()
    assert snapshot.learned_words == ("Pk",)
    assert list(found_in(snapshot)) == ["Priya", "Brightl"]


def test_words_go_wherever_somebody_can_type_them(tmp_path: Path) -> None:
    """And come back, all in one step."""
    with written(tmp_path / "full.cxfac") as file:
        before = file.snapshot()
        typed = [each for each in typed_texts(before, Edition.LEADERSHIP) if len(each.text) > 3 and not each.fixed]
        first = NamedWords(tuple(NamedPlace(each, (0, 3), Why.UNKNOWN, printed=True) for each in typed))
        kinds = {type(each.holder) for each in typed}
        assert len(kinds) == 9
        file.take_steps()
        name_check.take_out(file, [(first, "x")])
        said = {(each.held_by, each.part): each.text for each in typed_texts(file.snapshot(), Edition.LEADERSHIP)}
        assert [said[each.held_by, each.part] for each in typed] == [f"[x]{each.text[3:]}" for each in typed]
        (step,) = file.take_steps()
        file.reverse(step)
        assert file.snapshot() == before


def test_an_owner_and_a_theme_are_changed_where_they_are(file: EngagementFile) -> None:
    idea = file.snapshot().ideas[0]
    plan.decide(file, idea.id, Disposition.PLAN, owner="Yusuf")
    owner = found_in(file.snapshot())["Yusuf"]
    with pytest.raises(CxError, match="An owner is changed in the plan"):
        name_check.take_out(file, [(owner, "[name]")])
    with pytest.raises(CxError, match="“Yusuf” is on the roster, and is in no answer"):
        name_check.keep(file, [owner])
    assert file.snapshot().idea[idea.id].owner == "Yusuf"


def test_looking_can_be_stopped(file: EngagementFile) -> None:
    def stop(share: float, note: str) -> None:
        raise Cancelled(note)

    with pytest.raises(Cancelled):
        name_check.look(file.snapshot(), Edition.LEADERSHIP, progress=stop)
