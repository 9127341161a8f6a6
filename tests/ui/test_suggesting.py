"""Suggestions on the screens: made when somebody looks, kept in the file, renewed after each decision."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import text_name
from cxfacilitator.services import sheets, tagging
from cxfacilitator.store import vectors
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui import suggesting as module
from cxfacilitator.ui.suggesting import Suggesting, suggesting_of
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported

WaitSaved = Callable[[Workspace], None]


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> Path:
    """The sample, of which nobody has reviewed anything yet."""
    return imported(tmp_path / "sample.cxfac", sample_folder)


@pytest.fixture(scope="module")
def once_read(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the sample when all of its answers have been read."""
    path = imported(tmp_path_factory.mktemp("read") / "sample.cxfac", sample_folder)
    with EngagementFile.open(path) as file:
        found = tagging.known_vectors(file)
        tagging.tagger(file.snapshot(), found)
        tagging.keep_vectors(file, found.take_new())
    return path.read_bytes()


@pytest.fixture
def on_read(path: Path, once_read: bytes, workspace: Workspace, qtbot: QtBot) -> Workspace:
    """The sample, for what follows the reading."""
    path.write_bytes(once_read)
    with qtbot.waitSignal(workspace.opened):
        workspace.open(path)
    return workspace


@pytest.fixture
def on_sample(path: Path, workspace: Workspace, qtbot: QtBot) -> Workspace:
    with qtbot.waitSignal(workspace.opened):
        workspace.open(path)
    return workspace


def newest(workspace: Workspace) -> Snapshot:
    assert workspace.snapshot is not None
    return workspace.snapshot


def look(workspace: Workspace, qtbot: QtBot) -> Suggesting:
    """What a visible page does, until the suggestions are there."""
    made = suggesting_of(workspace)
    made.look_at(newest(workspace))
    qtbot.waitUntil(lambda: made.tagger is not None and not made.waiting, timeout=60_000)
    return made


def kept(workspace: Workspace, qtbot: QtBot) -> set[bytes]:
    """The names of the texts whose vectors are in the file."""
    found: list[set[bytes]] = []
    workspace.fetch(lambda file: set(dict(file.read(vectors.load_after))), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_nothing_is_read_before_a_page_looks_and_then_each_text_once(on_sample: Workspace, qtbot: QtBot) -> None:
    made = suggesting_of(on_sample)
    assert (made.tagger, made.waiting, len(made.suggestions)) == (None, False, 0)
    look(on_sample, qtbot)
    assert len(made.suggestions) > 200
    assert len(kept(on_sample, qtbot)) == len({answer.wording for answer in newest(on_sample).to_review})
    tagger = made.tagger
    made.look_at(newest(on_sample))
    assert made.tagger is tagger


def test_what_was_read_is_in_the_file_and_nothing_is_written_when_nothing_is_new(
    on_sample: Workspace, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(on_sample, qtbot)
    on_sample.close()
    before = path.read_bytes()
    with qtbot.waitSignal(on_sample.opened):
        on_sample.open(path)
    asked: list[object] = []
    monkeypatch.setattr(tagging, "keep_vectors", lambda *given: asked.append(given))
    saving: list[bool] = []
    on_sample.saving.connect(lambda: saving.append(True))
    look(on_sample, qtbot)
    on_sample.close()
    assert (asked, saving) == ([], [])
    assert path.read_bytes() == before


def test_a_decision_and_its_undo_change_the_suggestions_of_like_answers(
    on_read: Workspace, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    made = look(on_read, qtbot)
    tagger, before = made.tagger, dict(made.suggestions)
    answer_id = newest(on_read).to_review[0].id
    on_read.changed.connect(made.look_at)
    on_read.do(tagging.accept, answer_id, ThemeId("DEL-RELY"))
    wait_saved(on_read)
    assert dict(made.suggestions) != before
    on_read.undo()
    wait_saved(on_read)
    assert dict(made.suggestions) == before
    assert made.tagger is tagger


def test_many_answers_are_ranked_in_a_job_and_the_newest_decision_wins(
    on_read: Workspace, qtbot: QtBot, wait_saved: WaitSaved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ON_THE_SPOT", 10)
    made = look(on_read, qtbot)
    qtbot.waitUntil(lambda: len(made.suggestions) > 0)
    on_read.changed.connect(made.look_at)
    for answer in newest(on_read).to_review[:8]:
        on_read.do(tagging.accept, answer.id, ThemeId("DEL-RELY"))
    wait_saved(on_read)
    assert made.tagger is not None
    wanted = dict(made.tagger.suggest(tagging.decisions(newest(on_read))))
    qtbot.waitUntil(lambda: not on_read.jobs.busy)
    assert dict(made.suggestions) == wanted


def test_of_a_new_wording_only_that_is_read_and_what_is_no_longer_said_leaves_the_file(
    on_read: Workspace, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    made = look(on_read, qtbot)
    before = kept(on_read, qtbot)
    answer = newest(on_read).to_review[0]
    on_read.do(sheets.set_tidy, answer.id, "Nobody here knows who may open the blue valve")
    wait_saved(on_read)
    notes: list[str] = []
    on_read.jobs.advanced.connect(lambda job: notes.append(job.note))
    look(on_read, qtbot)
    qtbot.waitUntil(lambda: len(kept(on_read, qtbot) - before) == 1)
    assert len(before - kept(on_read, qtbot)) == 1
    assert not any(f"of {len(before)} answers read" in note for note in notes)
    assert answer.id in made.suggestions or len(made.suggestions) > 200


def test_the_look_of_a_theme_is_nothing_to_read_for(on_read: Workspace, qtbot: QtBot, wait_saved: WaitSaved) -> None:
    made = look(on_read, qtbot)
    tagger = made.tagger
    snapshot = newest(on_read)
    on_read.do(tagging.set_reviewed, snapshot.to_review[0].id, True)
    wait_saved(on_read)
    made.look_at(newest(on_read))
    assert made.tagger is tagger


def test_a_reading_that_was_stopped_is_paused_and_goes_on_where_it_stopped(on_sample: Workspace, qtbot: QtBot) -> None:
    made = suggesting_of(on_sample)
    on_sample.jobs.advanced.connect(lambda job: job.cancel() if job.share > 0.2 else None)
    made.look_at(newest(on_sample))
    qtbot.waitUntil(lambda: made.paused, timeout=60_000)
    assert (made.waiting, made.tagger) == (False, None)
    assert "paused" in made.notice
    there = len(kept(on_sample, qtbot))
    assert there > 0
    on_sample.jobs.advanced.disconnect()
    on_sample.jobs.advanced.connect(made._hear_advanced)
    made.go_on()
    assert made.waiting
    look(on_sample, qtbot)
    assert (made.paused, made.notice) == (False, "")
    assert len(kept(on_sample, qtbot)) > there


def test_another_engagement_gets_nothing_of_the_one_that_was_being_read(
    on_sample: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    made = suggesting_of(on_sample)
    refused: list[object] = []
    on_sample.refused.connect(refused.append)
    with qtbot.waitSignal(on_sample.jobs.advanced, timeout=60_000):
        made.look_at(newest(on_sample))
    with qtbot.waitSignal(on_sample.opened):
        on_sample.create(tmp_path / "other.cxfac", Engagement("X-1", "Another client"))
    qtbot.waitUntil(lambda: not on_sample.jobs.busy)
    assert (made.tagger, made.waiting, len(made.suggestions), refused) == (None, False, 0, [])
    assert kept(on_sample, qtbot) == set()


def test_closing_in_the_middle_of_reading_keeps_what_was_read(on_sample: Workspace, path: Path, qtbot: QtBot) -> None:
    made = suggesting_of(on_sample)
    with qtbot.waitSignal(on_sample.jobs.advanced, check_params_cb=lambda job: job.share > 0.2, timeout=60_000):
        made.look_at(newest(on_sample))
    on_sample.close()
    assert (made.tagger, made.waiting) == (None, False)
    with EngagementFile.open(path) as file:
        assert dict(file.read(vectors.load_after))


def test_words_that_are_taken_back_while_they_are_read_leave_nothing_behind(
    on_sample: Workspace, path: Path, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    made = suggesting_of(on_sample)
    on_sample.changed.connect(made.look_at)
    answer = newest(on_sample).to_review[0]
    with qtbot.waitSignal(on_sample.jobs.advanced, check_params_cb=lambda job: job.share > 0.2, timeout=60_000):
        made.look_at(newest(on_sample))
    on_sample.do(sheets.set_tidy, answer.id, "[name] did it")
    wait_saved(on_sample)
    on_sample.close()
    with EngagementFile.open(path) as file:
        assert dict(file.read(vectors.load_after))
        assert text_name(answer.wording) not in dict(file.read(vectors.load_after))


def test_words_that_are_taken_back_when_nobody_looks_leave_nothing_behind(
    on_read: Workspace, path: Path, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    look(on_read, qtbot)
    answer = newest(on_read).to_review[0]
    on_read.do(sheets.set_tidy, answer.id, "[name] did it")
    wait_saved(on_read)
    on_read.close()
    with EngagementFile.open(path) as file:
        assert text_name(answer.wording) not in dict(file.read(vectors.load_after))


def test_without_the_model_words_are_compared_and_the_page_is_told(
    on_sample: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from cxfacilitator.engines.suggest import encoder

    monkeypatch.setattr(encoder, "resource", lambda *_names: tmp_path)
    encoder.load.cache_clear()
    try:
        made = look(on_sample, qtbot)
        assert "words alone" in made.notice
        assert len(made.suggestions) > 100
        assert kept(on_sample, qtbot) == set()
    finally:
        encoder.load.cache_clear()


def test_an_answer_that_is_gone_has_no_suggestions(on_read: Workspace, qtbot: QtBot) -> None:
    made = look(on_read, qtbot)
    assert made.suggestions.get(AnswerId("never there"), ()) == ()
