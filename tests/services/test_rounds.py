"""The next round: begun from a file that is not touched, compared with figures that outlive its answers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.domain.sheets import Mark
from cxfacilitator.domain.trends import Movement, Relation, rounds_of, timeline
from cxfacilitator.services import codebook, engagement, plan, report_setup, rounds
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store.file import EngagementFile
from tests.builders import ROUND_2, SAMPLE
from tests.files import imported

GOLD = {
    row["theme"]: row["movement"] for row in json.loads((ROUND_2 / "gold.json").read_text(encoding="utf-8"))["trend"]
}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The file of the sample's first round, closed, alone in its folder."""
    path = tmp_path / "first" / "r1.cxfac"
    path.parent.mkdir()
    return imported(path, SAMPLE, SAMPLE / "gold.json")


@pytest.fixture
def second(tmp_path: Path) -> Iterator[EngagementFile]:
    """The file of its second round, open; it knows of no earlier one."""
    with engagement.open_file(imported(tmp_path / "r2.cxfac", ROUND_2, ROUND_2 / "gold.json")) as file:
        yield file


def state(path: Path) -> tuple[bytes, int, list[str]]:
    return path.read_bytes(), path.stat().st_mtime_ns, sorted(found.name for found in path.parent.iterdir())


def test_the_trend_with_another_file_equals_gold_and_leaves_that_file_alone(
    second: EngagementFile, first: Path
) -> None:
    first.chmod(0o444)
    before = state(first)
    found = rounds.trend_since(second.snapshot(), rounds.read(first))
    assert {each.theme_id: each.movement.value for each in found.themes} == GOLD
    assert state(first) == before
    assert second.take_steps() == ()


def test_the_other_file_can_be_open_meanwhile(second: EngagementFile, first: Path, tmp_path: Path) -> None:
    linked = tmp_path / "by another name.cxfac"
    linked.write_bytes(first.read_bytes())
    with engagement.open_file(first):
        assert rounds.read(linked).code == "TRH-2025-R1"
        with pytest.raises(FileProblem, match="is the engagement that is open"):
            rounds.read(first)


def test_figures_that_are_kept_make_the_same_trend_without_the_other_file(second: EngagementFile, first: Path) -> None:
    rounds.keep(second, rounds.read(first))
    first.unlink()
    found = rounds.trend_since(second.snapshot())
    assert {each.theme_id: each.movement.value for each in found.themes} == GOLD
    assert [each.code for each in second.snapshot().earlier_rounds] == ["TRH-2025-R1"]
    told = rounds.tell(found)
    assert told.whole.startswith("Of 18 themes")
    closed = next(each for each in told.themes if each.theme.movement is Movement.CLOSED)
    assert (closed.heading, closed.theme.name) == ("Gap closed", "Keeping customers informed")


def test_keeping_is_one_step_that_undo_takes_back_and_a_second_time_replaces(
    second: EngagementFile, first: Path
) -> None:
    earlier = rounds.read(first)
    rounds.keep(second, replace(earlier, unreviewed=4))
    rounds.keep(second, earlier)
    assert second.snapshot().earlier_rounds == (earlier,)
    assert [step.label for step in second.take_steps()] == ["Keep the figures of round 1"] * 2
    rounds.forget(second, 1)
    [step] = second.take_steps()
    assert second.snapshot().earlier_rounds == ()
    second.reverse(step)
    assert second.snapshot().earlier_rounds == (earlier,)


def test_figures_that_are_not_there_cannot_be_forgotten(second: EngagementFile) -> None:
    with pytest.raises(CxError, match="There are no figures of round 1 here"):
        rounds.forget(second, 1)


def test_without_an_earlier_round_it_says_what_to_do(second: EngagementFile) -> None:
    with pytest.raises(CxError, match="No earlier round is known here"):
        rounds.trend_since(second.snapshot())


def test_another_client_is_refused_and_can_be_overruled(second: EngagementFile, first: Path) -> None:
    theirs = replace(rounds.read(first), client="Harrow Vets")
    why = r"another client \(Harrow Vets, and this is Tolland Reeve Hire Ltd\)"
    with pytest.raises(CxError, match=why):
        rounds.trend_since(second.snapshot(), theirs)
    with pytest.raises(CxError, match=why):
        rounds.keep(second, theirs)
    assert second.take_steps() == ()
    assert rounds.trend_since(second.snapshot(), theirs, other_client=True).movements[Movement.CLOSED] == 1
    rounds.keep(second, theirs, other_client=True)
    assert second.snapshot().earlier_rounds == (theirs,)
    told = rounds.tell(rounds.trend_since(second.snapshot()))
    assert "Another name of the client in round 1: “Harrow Vets”." in told.basis


@pytest.mark.parametrize("number", [2, 3])
def test_a_round_that_is_not_earlier_is_refused(second: EngagementFile, first: Path, number: int) -> None:
    with pytest.raises(CxError, match=f"is round {number} and this is round 2, so it is not an earlier round"):
        rounds.keep(second, replace(rounds.read(first), number=number))


def test_a_file_that_cannot_be_read_is_refused(second: EngagementFile, first: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.cxfac"
    locked.write_bytes(bytes(range(256)) * 16)
    torn = tmp_path / "torn.cxfac"
    torn.write_bytes(first.read_bytes()[:20_000])
    for path, why in (
        (tmp_path / "nowhere.cxfac", "is not there"),
        (locked, "not an engagement file, or it is locked with a pass-phrase"),
        (torn, "damaged"),
        (second.path, "is the engagement that is open"),
    ):
        with pytest.raises(FileProblem, match=why):
            rounds.read(path)


def test_the_next_round_has_the_questions_and_the_codebook_and_nobody(first: Path, tmp_path: Path) -> None:
    with engagement.open_file(first) as file:
        codebook.merge(file, [ThemeId("ACC-WAIT")], ThemeId("ACC-REACH"))
        report_setup.change(file, lambda now: replace(now, quotes=4, accent="#0A5C36", headline="They wait"))
        old = file.snapshot()
    before = state(first)
    said = rounds.begin_next_from(first, tmp_path / "new.cxfac")
    assert state(first) == before
    with engagement.open_file(tmp_path / "new.cxfac") as file:
        made = file.snapshot()
    assert made.engagement == said
    assert (made.engagement.code, made.engagement.round) == ("TRH-2025-R2", 2)
    assert (made.engagement.client, made.engagement.previous) == (old.engagement.client, "TRH-2025-R1")
    assert made.engagement.competitors == old.engagement.competitors
    assert made.wording == old.wording
    assert made.codebook.themes == old.codebook.themes
    assert not (made.participants or made.groups or made.answers or made.sessions or made.ideas or made.tags)
    [earlier] = made.earlier_rounds
    assert earlier.groups == compare(old).groups
    assert earlier.merged == {"ACC-WAIT": "ACC-REACH"}
    assert made.report == replace(old.report, headline=""), "the same look; what was said first was that round's"


def test_no_word_and_no_name_of_the_old_round_is_in_the_new_file(first: Path, tmp_path: Path) -> None:
    with engagement.open_file(first) as file:
        theme = file.snapshot().codebook.by_id[ThemeId("ACC-REACH")]
        words = file.snapshot().answers[0].text
        codebook.save_theme(file, replace(theme, examples={"Q1": words}))
        old = file.snapshot()
    assert words.encode() in first.read_bytes()
    rounds.begin_next_from(first, tmp_path / "new.cxfac")
    raw = (tmp_path / "new.cxfac").read_bytes()
    book = repr(old.codebook.plain())
    said = {answer.text for answer in old.answers if len(answer.text) > 12} - {words}
    assert [text for text in said if text.encode() in raw and text not in book] == []
    assert words.encode() not in raw
    kept = repr(old.engagement)
    names = {
        person.last_name for person in old.participants if len(person.last_name) > 5 and person.last_name not in kept
    }
    assert len(names) > 20
    assert [name for name in names if name.encode() in raw] == []


def test_the_figures_of_all_rounds_go_on_into_the_third(second: EngagementFile, first: Path, tmp_path: Path) -> None:
    rounds.keep(second, rounds.read(first))
    rounds.begin_next(second, tmp_path / "r3.cxfac")
    with engagement.open_file(tmp_path / "r3.cxfac") as third:
        assert [(each.number, each.code) for each in rounds_of(third.snapshot())] == [
            (1, "TRH-2025-R1"),
            (2, "TRH-2026-R2"),
            (3, "TRH-2026-R3"),
        ]
        found = rounds.trend_since(third.snapshot())
        assert {each.movement for each in found.themes} == {Movement.NOT_COMPARED}
        assert rounds.tell(found).whole == "No answer of round 3 has been reviewed, so nothing can be compared."
        rows = {row.theme_id: row for row in timeline(rounds_of(third.snapshot()))}
    assert rows[ThemeId("OFF-BILL")].relations == (Relation.OPPOSED, Relation.ALIGNED, Relation.CUSTOMERS_NOT_ASKED)


def test_a_theme_that_is_merged_later_is_followed(second: EngagementFile, first: Path) -> None:
    rounds.keep(second, rounds.read(first))
    codebook.merge(second, [ThemeId("OFF-EASE")], ThemeId("OFF-BILL"))
    since = rounds.trend_since(second.snapshot())
    found = {each.theme_id: each for each in since.themes}
    assert "OFF-EASE" not in found
    assert found[ThemeId("OFF-BILL")].movement is Movement.NARROWED
    assert "“Ease of doing business” has become part of" in " ".join(rounds.tell(since).basis)
    assert second.snapshot().merged == {"OFF-EASE": "OFF-BILL"}
    second.reverse(second.take_steps()[-1])
    assert second.snapshot().merged == {}


def test_without_a_reviewed_answer_there_is_no_next_round(first: Path, tmp_path: Path) -> None:
    with engagement.open_file(first) as file, file.edit("Review nothing") as edit:
        answers = [answer.id for answer in file.snapshot().answers]
        sheets_store.mark(edit.db, answers, Mark.REVIEWED, False)
    with pytest.raises(CxError, match="No answer of round 1 has been reviewed"):
        rounds.begin_next_from(first, tmp_path / "new.cxfac")
    assert not (tmp_path / "new.cxfac").exists()


def test_a_file_that_is_there_is_not_overwritten(first: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.cxfac"
    new.write_text("mine")
    with pytest.raises(FileProblem, match="exists already"):
        rounds.begin_next_from(first, new)
    assert new.read_text() == "mine"


def test_the_new_file_is_an_engagement_like_any_other(first: Path, tmp_path: Path) -> None:
    rounds.begin_next_from(first, tmp_path / "new.cxfac")
    with engagement.open_file(tmp_path / "new.cxfac") as file:
        engagement.update(file, replace(file.snapshot().engagement, sponsor="The board"))
        assert plan.make_ideas(file) == 0
        assert compare(file.snapshot()).groups == dict.fromkeys(Audience, 0)


def test_a_cell_that_cannot_be_told_has_a_dash() -> None:
    assert (rounds.tell_relation(None), rounds.tell_relation(Relation.OPPOSED)) == ("-", "opposite views")
