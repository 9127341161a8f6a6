"""Confirmed, redacted, read back: what was taken out is nowhere any more."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.kept_findings import FindingKey
from cxfacilitator.domain.read_back import doubts
from cxfacilitator.domain.sheets import AnswerId, Concern
from cxfacilitator.domain.tagging import text_name
from cxfacilitator.domain.wall import Place
from cxfacilitator.services import findings, plan, read_back, report, safekeeping, sheets, tagging, wall
from cxfacilitator.store import history, vectors
from cxfacilitator.store.file import EngagementFile
from tests.pdfs import texts


def id_of(file: EngagementFile, ref: str) -> AnswerId:
    return next(answer.id for answer in file.snapshot().answer.values() if answer.ref == ref)


def wording(file: EngagementFile, ref: str) -> str:
    return file.snapshot().answer[id_of(file, ref)].wording


def test_what_was_confirmed_leaves_the_queue_until_its_words_change(sample: EngagementFile) -> None:
    dave = id_of(sample, "C1-Q1-04")
    assert (dave, Concern.NAME) in {(doubt.answer_id, doubt.concern) for doubt in doubts(sample.snapshot())}
    read_back.confirm(sample, dave, Concern.NAME)
    assert dave not in {doubt.answer_id for doubt in doubts(sample.snapshot())}
    assert sample.take_steps()[-1].label == "Confirm C1-Q1-04"
    sheets.set_tidy(sample, dave, "Dave remembers what we had last time")
    assert dave in {doubt.answer_id for doubt in doubts(sample.snapshot())}


def test_a_redaction_that_keeps_the_original_shows_it_nowhere_else(sample: EngagementFile) -> None:
    before = sample.snapshot()
    dave = id_of(sample, "C1-Q1-04")
    assert read_back.redact(sample, [dave], ["Dave"]) == 1
    answer = sample.snapshot().answer[dave]
    assert answer.text == "Dave remembers what I had last time"
    assert answer.wording == "[name] remembers what I had last time"
    (step,) = sample.take_steps()[-1:]
    assert step.label == "Redact C1-Q1-04"
    sample.reverse(step)
    assert sample.snapshot() == before


def test_a_name_is_taken_out_of_every_line_in_one_step(sample: EngagementFile) -> None:
    before = sample.snapshot()
    lines = [id_of(sample, ref) for ref in ("C2-Q1-03", "C2-Q4-01", "C1-Q1-04")]
    sample.take_steps()
    assert read_back.redact(sample, lines, ["PRIYA"], "an account manager") == 2
    assert wording(sample, "C2-Q1-03") == "Our account mgr [an account manager] understands our sites"
    assert wording(sample, "C2-Q4-01").startswith("[an account manager] / named contact")
    (step,) = sample.take_steps()
    assert step.label == "Redact 2 answers"
    sample.reverse(step)
    assert sample.snapshot() == before


def test_words_that_are_not_there_are_refused(sample: EngagementFile) -> None:
    before = sample.snapshot()
    with pytest.raises(CxError, match=r"“Ursula” is not in what is shown of these lines\. Nothing was changed"):
        read_back.redact(sample, [id_of(sample, "C1-Q1-04")], ["Ursula"])
    assert sample.snapshot() == before


def test_what_redacted_words_meant_to_the_machine_leaves_the_file_with_them(sample: EngagementFile) -> None:
    dave = sample.snapshot().answer[id_of(sample, "C1-Q1-04")]
    other = sample.snapshot().answer[id_of(sample, "C1-Q1-03")]
    meant = {text_name(answer.wording): b"vector" for answer in (dave, other)}
    tagging.keep_vectors(sample, meant)
    read_back.redact(sample, [dave.id], ["Dave"], keep_original=False)
    assert dict(sample.read(vectors.load_after)) == {text_name(other.wording): b"vector"}


def test_redacted_words_leave_the_memo_and_the_wall_too_and_come_back_with_undo(sample: EngagementFile) -> None:
    dave, other = id_of(sample, "C1-Q1-04"), id_of(sample, "C1-Q1-03")
    tagging.set_memo(sample, dave, "Ask Dave which van")
    tagging.set_memo(sample, other, "Dave again")
    his = wall.make_cluster(sample, [dave, other], Place(0, 0), "What Dave does")
    elsewhere = wall.make_cluster(sample, [id_of(sample, "C2-Q1-03")], Place(9, 9), "Dave’s colleagues")
    before = sample.snapshot()
    sample.take_steps()
    read_back.redact(sample, [dave], ["dave"])
    after = sample.snapshot()
    assert after.answer[dave].memo == "Ask [name] which van"
    assert after.answer[other].memo == "Dave again"
    assert {cluster.id: cluster.name for cluster in after.clusters} == {
        his: "What [name] does",
        elsewhere: "Dave’s colleagues",
    }
    (step,) = sample.take_steps()
    sample.reverse(step)
    assert sample.snapshot() == before


def test_without_the_original_the_words_leave_the_history_and_the_file(sample: EngagementFile) -> None:
    dave = id_of(sample, "C1-Q1-04")
    sheets.set_tidy(sample, dave, "Dave remembers what we had")
    tagging.set_memo(sample, dave, "Dave said this himself")
    wall.make_cluster(sample, [dave], Place(0, 0), "Dave remembers")
    read_back.redact(sample, [dave], ["Dave"], keep_original=False)
    answer = sample.snapshot().answer[dave]
    assert (answer.text, answer.tidy) == ("[name] remembers what I had last time", "[name] remembers what we had")
    with sample.edit("Look") as edit:
        assert all(version.text is None and version.tidy is None for version in history.of_answer(edit.db, dave))
    sample.close()
    assert b"Dave" not in sample.path.read_bytes()


def test_words_for_good_leave_what_was_split_joined_and_removed_too(sample: EngagementFile) -> None:
    dave = sample.snapshot().answer[id_of(sample, "C1-Q1-04")]
    whole = replace(dave, text="Quick; Dave remembers", competitor="Dave’s vans")
    sheets.save(sample, whole)
    sheets.save(sample, replace(whole, competitor="Others"))
    second = sheets.new_id()
    sheets.split(sample, replace(whole, competitor="Others"), 6, second)
    gone = replace(dave, id=sheets.new_id(), ref="", text="Ask Dave")
    sheets.save(sample, gone)
    sheets.delete(sample, gone.id)
    read_back.redact(sample, [second], ["Dave"], keep_original=False)
    assert wording(sample, "C1-Q1-04") == "Quick;"
    assert sample.read(history.first_broken) is None
    sample.close()
    assert b"Dave" not in sample.path.read_bytes()
    with EngagementFile.open(sample.path) as file:
        assert all(version.whole for version in file.read(history.of_sheet, GroupId(dave.group_id)))


def test_words_for_good_leave_the_history_of_a_line_that_still_says_them(sample: EngagementFile) -> None:
    other, dave = (id_of(sample, ref) for ref in ("C1-Q1-03", "C1-Q1-04"))
    for text in ("Dave is late", "Dave was late"):
        sheets.save(sample, replace(sample.snapshot().answer[other], text=text))
        sheets.set_tidy(sample, dave, text)
    read_back.redact(sample, [dave], ["Dave"], keep_original=False)
    assert "Dave is late" in [version.text for version in sample.read(history.of_answer, other)]


def test_it_can_be_dropped_after_it_was_kept(sample: EngagementFile) -> None:
    dave = id_of(sample, "C1-Q1-04")
    read_back.redact(sample, [dave], ["Dave"])
    read_back.redact(sample, [dave], ["Dave"], keep_original=False)
    answer = sample.snapshot().answer[dave]
    assert (answer.text, answer.tidy) == ("[name] remembers what I had last time", "")


def test_the_ideas_of_a_redacted_answer_lose_the_words_too(sample: EngagementFile) -> None:
    idea = sample.snapshot().ideas[0]
    plan.rename(sample, idea.id, "Ask Priya for texts")
    other = sample.snapshot().ideas[1]
    plan.rename(sample, other.id, "Priya’s idea")
    plan.set_customer_view(sample, idea.id, "Priya rings them")
    plan.decide(sample, idea.id, None, "Priya said so")
    for each in (idea, other):
        plan.add_action(sample, "Ask Priya", idea_id=each.id)
    sheets.set_tidy(sample, idea.answer_ids[0], "Priya to text before arrival")
    read_back.redact(sample, [idea.answer_ids[0]], ["Priya"])
    after = sample.snapshot()
    assert [found.title for found in after.ideas[:2]] == ["Ask [name] for texts", "Priya’s idea"]
    assert (after.ideas[0].customer_view, after.ideas[0].reason) == ("[name] rings them", "[name] said so")
    assert [action.text for action in after.actions] == ["Ask [name]", "Ask Priya"]


def test_a_kept_original_is_in_no_report_and_in_no_export(
    sample: EngagementFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = next(answer for answer in sample.snapshot().answers if answer.ref == "C2-Q4-01")
    read_back.redact(sample, [id_of(sample, "C1-Q1-04")], ["Dave"])
    read_back.redact(sample, [start.id, id_of(sample, "C2-Q1-03")], ["Priya"])
    # Notes to many tell only what was decided, and nobody's words.
    findings.keep(sample, FindingKey(FindingKind.OVER_CLAIMED_STRENGTH, ThemeId("OFF-BILL")))
    for edition in report.Edition:
        path = tmp_path / f"{edition}.pdf"
        report.write(sample.snapshot(), path, edition)
        text = " ".join(texts(path))
        assert edition.only_note or "[name] remembers what" in " ".join(text.split())
        assert "Dave" not in text
        assert "Priya" not in text
    path = sample.path
    sample.close()
    for command in (["compare", str(path), "--json"], ["suggest", str(path), "--all", "--json"]):
        assert run(command) == 0
        out = capsys.readouterr().out
        assert json.loads(out)
        assert "Dave" not in out
        assert "Priya" not in out


def test_where_the_words_remain_is_said_by_name(sample: EngagementFile) -> None:
    assert "No earlier backup holds them" in read_back.tell_what_remains(sample)
    copy = safekeeping.back_up(sample, datetime(2025, 9, 18, 9, 0, tzinfo=UTC))
    told = read_back.tell_what_remains(sample)
    assert copy.path.name in told
    assert str(copy.path.parent) in told


def test_a_sheet_is_read_back_or_not(sample: EngagementFile) -> None:
    group = sample.snapshot().groups[1]
    read_back.set_read_back(sample, group, True)
    assert sample.snapshot().group[group.id].read_back
    assert sample.take_steps()[-1].label == f"Mark sheet {group.code} as read back"


@pytest.mark.parametrize(
    "verb",
    [
        lambda file: read_back.confirm(file, AnswerId("gone"), Concern.NAME),
        lambda file: read_back.redact(file, [AnswerId("gone")], ["Dave"]),
    ],
)
def test_a_line_that_is_gone_is_said_in_a_sentence(
    sample: EngagementFile, verb: Callable[[EngagementFile], object]
) -> None:
    with pytest.raises(CxError, match=r"no longer.*Nothing was changed"):
        verb(sample)
