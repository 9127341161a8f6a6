"""The codebook is changed, exchanged and taken back, and every comparison goes with it."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId
from cxfacilitator.domain.codebook_editing import with_family
from cxfacilitator.domain.codebook_merge import plan_merge
from cxfacilitator.domain.comparison import ThemeView, compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.ideas import view_ideas
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.report.content import build
from cxfacilitator.services import codebook, engagement, plan, report_setup, tagging
from cxfacilitator.services.codebook.noting import ONE_CHANGE, changing
from cxfacilitator.store.file import EngagementFile
from tests.builders import SAMPLE, sample_snapshot
from tests.files import imported

CARE, KNOW, WAIT, REACH, PRICE, UNCLEAR = map(
    ThemeId, ("PEO-CARE", "PEO-KNOW", "ACC-WAIT", "ACC-REACH", "OFF-PRICE", "UNCLEAR")
)


def having(file: EngagementFile, theme: ThemeId) -> list[str]:
    snapshot = file.snapshot()
    return [snapshot.answer[answer].ref for answer, themes in snapshot.themes_of.items() if theme in themes]


def groups_of(view: ThemeView) -> dict[Audience, set[int]]:
    return {audience: {answer.group_id for answer in answers} for audience, answers in view.answers.items()}


def test_a_new_theme_comes_with_its_answers_which_count_as_reviewed(sample: EngagementFile) -> None:
    full, bare = sample.snapshot().answers[:2]
    tagging.accept(sample, full.id, WAIT)
    for theme_id in sample.snapshot().themes_of[bare.id]:
        tagging.remove(sample, bare.id, theme_id)
    tagging.set_reviewed(sample, bare.id, False)
    before = sample.snapshot()
    assert len(before.themes_of[full.id]) == 3
    theme = Theme(ThemeId("PEO-NEW"), "PEO", "Newcomers")
    sample.take_steps()
    codebook.add_theme(sample, theme, [full.id, bare.id, bare.id])
    after = sample.snapshot()
    assert after.themes_of[bare.id] == (theme.id,)
    assert after.answer[bare.id].reviewed
    assert after.themes_of[full.id] == before.themes_of[full.id]
    assert sample.take_steps()[0].label == "Add the theme Newcomers"


def test_a_merge_moves_every_answer_once_and_the_report_follows(sample: EngagementFile) -> None:
    wait, reach = having(sample, WAIT), having(sample, REACH)
    merging = plan_merge(sample.snapshot(), [WAIT], REACH)
    assert (merging.answers, merging.both, merging.total) == (len(wait), len({*wait} & {*reach}), len({*wait, *reach}))
    report_setup.change(sample, lambda now: replace(now, headline_theme=WAIT))
    codebook.merge(sample, [WAIT], REACH)
    assert codebook.changes(sample)[-1].merged_into == REACH
    assert sample.snapshot().report.headline_theme == REACH
    assert set(having(sample, REACH)) == {*wait, *reach}
    snapshot = sample.snapshot()
    assert WAIT not in snapshot.codebook.by_id
    assert not any(tag.theme_id == WAIT for tag in snapshot.tags)
    assert snapshot.codebook.by_id[REACH] == merging.kept
    comparison = compare(snapshot)
    assert all(finding.theme_id != WAIT for finding in find(comparison))
    assert all(WAIT not in view.themes for view in view_ideas(snapshot, comparison))
    assert "ACC-WAIT" not in repr(build(snapshot, Edition.FACILITATOR))


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_after_a_merge_a_theme_has_the_groups_of_both(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.getbasetemp()
    with engagement.open_file(imported(folder / "copy.cxfac", SAMPLE, SAMPLE / "gold.json")) as file:
        before = compare(file.snapshot())
        kept, *gone = chance.sample([view.theme.id for view in before.themes], chance.randrange(2, 5))
        codebook.merge(file, gone, kept)
        after = compare(file.snapshot())
        both = [groups_of(before.by_id[theme]) for theme in (kept, *gone)]
        assert groups_of(after.by_id[kept]) == {a: set().union(*(groups[a] for groups in both)) for a in Audience}
        untouched = [view for view in before.themes if view.theme.id not in (kept, *gone)]
        assert [groups_of(after.by_id[view.theme.id]) for view in untouched] == [*map(groups_of, untouched)]
        assert after.groups == before.groups
        assert after.unthemed == before.unthemed
        change = codebook.changes(file)[-1]
        codebook.roll_back(file, change.id)
        again = compare(file.snapshot())
        assert again == before


def test_a_theme_in_use_is_not_removed_but_merged(sample: EngagementFile) -> None:
    with pytest.raises(CxError, match=f"the theme of {len(having(sample, WAIT))} answers, .* Merge it into another"):
        codebook.remove(sample, WAIT)
    assert sample.take_steps() == ()
    assert codebook.changes(sample) == ()


def test_a_rejection_of_the_kept_theme_gives_way_to_the_merge(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    answer = next(a for a, themes in snapshot.themes_of.items() if WAIT in themes and REACH not in themes)
    tagging.reject(sample, answer, REACH)
    codebook.merge(sample, [WAIT], REACH)
    assert REACH in sample.snapshot().themes_of[answer]
    assert not any(rejection.answer_id == answer for rejection in sample.snapshot().rejections)


def test_a_split_keeps_the_rank_and_passes_over_other_answers(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    mine = [answer for answer, themes in snapshot.themes_of.items() if CARE in themes]
    other = next(answer for answer, themes in snapshot.themes_of.items() if CARE not in themes)
    codebook.split(sample, CARE, Theme(ThemeId("PEO-WARM"), "PEO", "Warmth"), [*mine[:3], other])
    after = sample.snapshot()
    for answer in mine[:3]:
        assert after.themes_of[answer].index(ThemeId("PEO-WARM")) == snapshot.themes_of[answer].index(CARE)
    assert after.themes_of[other] == snapshot.themes_of[other]
    assert [answer for answer, themes in after.themes_of.items() if CARE in themes] == mine[3:]
    with pytest.raises(CxError, match="None of these answers"):
        codebook.split(sample, CARE, Theme(ThemeId("X"), "PEO", "Else"), [other])


def test_moving_answers_is_tagging_and_no_change_of_the_codebook(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    mine = [answer for answer, themes in snapshot.themes_of.items() if CARE in themes and KNOW not in themes][:2]
    assert codebook.move(sample, CARE, KNOW, mine) == 2
    assert all(KNOW in sample.snapshot().themes_of[answer] for answer in mine)
    assert codebook.changes(sample) == ()
    assert [step.label for step in sample.take_steps()] == [
        "Move 2 answers from Friendliness, courtesy & care to Knowledge & expertise"
    ]


def test_what_is_typed_into_one_field_is_one_change_and_one_step(sample: EngagementFile) -> None:
    theme = sample.snapshot().codebook.by_id[WAIT]
    versions = set()
    for text in ("H", "Ho", "How", "How long"):
        codebook.save_theme(sample, replace(theme, definition=text))
        versions.add(sample.snapshot().codebook.version)
    codebook.save_theme(sample, replace(theme, definition="How long", colour=Colour.RED))
    steps = sample.take_steps()
    assert [change.label for change in codebook.changes(sample)] == [
        f"Change the definition of {theme.name}",
        f"Change the colour of {theme.name}",
    ]
    assert codebook.changes(sample)[0].before.by_id[WAIT] == theme
    assert len({step.merge_key for step in steps[:4]} - {""}) == 1
    assert steps[4].merge_key == ""
    assert len(versions) == 4


def test_the_same_field_an_hour_later_is_another_change(sample: EngagementFile) -> None:
    at = datetime(2026, 3, 31, 14, 0).astimezone()
    for place, when in enumerate((at, at + ONE_CHANGE, at + ONE_CHANGE + timedelta(hours=1))):
        with changing(sample, "Type", "key", when) as revision:
            revision.codebook = with_family(revision.codebook, Family(f"F{place}", f"Family {place}"))
    assert [change.at for change in codebook.changes(sample)] == [at, at + ONE_CHANGE + timedelta(hours=1)]


def test_moving_one_theme_and_then_another_are_two_changes(sample: EngagementFile) -> None:
    for before in (CARE, PRICE, CARE):
        codebook.place(sample, [WAIT], "OFF" if before == PRICE else "PEO", before)
    codebook.place(sample, [REACH], "OFF", PRICE)
    assert [change.label for change in codebook.changes(sample)] == [
        "Move Waiting, booking & lead times",
        "Move Reaching us",
    ]
    ids = [theme.id for theme in sample.snapshot().codebook.themes]
    assert ids[ids.index(WAIT) + 1] == CARE
    assert ids[ids.index(REACH) + 1] == PRICE
    assert sample.snapshot().codebook.by_id[REACH].family == "OFF"


def test_what_changes_nothing_is_no_step_and_no_change(sample: EngagementFile) -> None:
    codebook.save_theme(sample, sample.snapshot().codebook.by_id[WAIT])
    codebook.arrange(sample, [CARE, KNOW])
    codebook.apply(sample, codebook.plan_import(sample.snapshot(), sample.snapshot().codebook))
    assert sample.take_steps() == ()
    assert codebook.changes(sample) == ()


def test_rolling_back_keeps_what_people_decided_since(sample: EngagementFile) -> None:
    before = sample.snapshot()
    wait = [answer for answer, themes in before.themes_of.items() if WAIT in themes]
    codebook.merge(sample, [WAIT], REACH)
    codebook.add_theme(sample, Theme(ThemeId("ACC-X"), "ACC", "Extras"), [before.answers[0].id])
    tagging.remove(sample, wait[0], REACH)
    first = codebook.changes(sample)[0]
    done = codebook.roll_back(sample, first.id)
    after = sample.snapshot()
    assert [theme.name for theme in done.stays] == ["Extras"]
    assert "“Extras” stays, because of what is filed there" in done.sentence
    assert ThemeId("ACC-X") in after.themes_of[before.answers[0].id]
    assert WAIT not in after.themes_of.get(wait[0], ()), "somebody took the theme away since"
    assert all(after.themes_of[answer] == before.themes_of[answer] for answer in wait[1:])
    assert codebook.changes(sample)[-1].label == f"Roll the codebook back to before: {first.label}"
    with pytest.raises(CxError, match="no longer in the file"):
        codebook.roll_back(sample, type(first.id)(99))


def test_rolling_a_merge_back_says_what_stays_where_it_is(sample: EngagementFile) -> None:
    plan.add_action(sample, "Say when the lorry comes", theme_id=WAIT)
    codebook.merge(sample, [WAIT], REACH)
    codebook.add_theme(sample, Theme(ThemeId("ACC-X"), "ACC", "Extras"))
    plan.add_initiative(sample, "Loyalty card", theme_id=ThemeId("ACC-X"))
    done = codebook.roll_back(sample, codebook.changes(sample)[0].id)
    assert done.sentence.endswith(
        "“Extras” stays, because of what is filed there. "
        "Findings, actions, initiatives and second people’s tags that are under “Reaching us” stay there."
    )
    after = sample.snapshot()
    assert [action.theme_id for action in after.actions] == [REACH]
    assert [initiative.theme_id for initiative in after.initiatives] == ["ACC-X"]


def test_a_roll_back_can_be_rolled_back(sample: EngagementFile) -> None:
    codebook.merge(sample, [WAIT], REACH)
    merged = sample.snapshot()
    codebook.roll_back(sample, codebook.changes(sample)[0].id)
    codebook.roll_back(sample, codebook.changes(sample)[-1].id)
    assert sample.snapshot().codebook == merged.codebook
    assert sample.snapshot().tags == merged.tags


def test_a_clients_words_become_a_cue_and_who_has_it_too_is_told(sample: EngagementFile) -> None:
    assert codebook.add_cue(sample, CARE, " Nothing Too much bother, ") == ()
    assert sample.snapshot().codebook.by_id[CARE].cues[-1] == "nothing too much bother"
    assert [theme.id for theme in codebook.add_cue(sample, KNOW, "nothing too much bother")] == [CARE]
    with pytest.raises(CxError, match="is a cue of “Friendliness, courtesy & care” already"):
        codebook.add_cue(sample, CARE, "Nothing too much bother")
    codebook.remove_cue(sample, CARE, "nothing too much bother")
    assert "nothing too much bother" not in sample.snapshot().codebook.by_id[CARE].cues


def test_residual_codes_are_renamed_and_nothing_else(sample: EngagementFile) -> None:
    unclear = sample.snapshot().codebook.by_id[UNCLEAR]
    codebook.save_theme(sample, replace(unclear, name="Ask the scribe", residual=False))
    assert sample.snapshot().codebook.by_id[UNCLEAR].residual
    with pytest.raises(CxError, match="cannot be removed"):
        codebook.remove(sample, ThemeId("GEN-NONE"))
    with pytest.raises(CxError, match="cannot be merged away"):
        codebook.merge(sample, [UNCLEAR], CARE)


def test_an_empty_codebook_keeps_the_residual_codes_and_suggests_nothing(tmp_path: Path) -> None:
    with engagement.open_file(imported(tmp_path / "a.cxfac", SAMPLE)) as file:
        codebook.start_with(file, codebook.empty())
        book = file.snapshot().codebook
        assert book.counted == ()
        assert [theme.id for theme in book.themes] == ["GEN-PRAISE", "GEN-NONE", "NOT-CX", "UNCLEAR"]
        suggested = tagging.suggest(file.snapshot())
        assert {s.theme_id for found in suggested.values() for s in found} <= set(book.by_id)
        assert compare(file.snapshot()).themes == ()
        codebook.start_with(file, codebook.default())
        assert file.snapshot().codebook == codebook.default()


def test_a_codebook_in_use_is_not_replaced(sample: EngagementFile) -> None:
    with pytest.raises(CxError, match="Import the other one instead"):
        codebook.start_with(sample, codebook.empty())


def test_a_list_of_names_begins_a_codebook(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Waiting\nPrice\nWaiting room\n", encoding="utf-8")
    with engagement.open_file(imported(tmp_path / "a.cxfac", SAMPLE)) as file:
        codebook.start_with(file, codebook.read(names))
        book = file.snapshot().codebook
    assert [(theme.id, theme.name) for theme in book.counted] == [
        ("WAITING", "Waiting"),
        ("PRICE", "Price"),
        ("WAITING-ROOM", "Waiting room"),
    ]
    assert sum(theme.residual for theme in book.themes) == 4


def test_another_engagements_codebook_comes_without_touching_its_file(sample: EngagementFile, tmp_path: Path) -> None:
    path = tmp_path / "theirs.cxfac"
    with engagement.open_file(imported(path, SAMPLE)) as theirs:
        codebook.add_cue(theirs, CARE, "ey up")
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in tmp_path.iterdir()))
    book = codebook.read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in tmp_path.iterdir())) == before
    agreed = codebook.plan_import(sample.snapshot(), book)
    assert [(change.before.id, change.fields) for change in agreed.changed] == [(CARE, ("cues",))]
    codebook.apply(sample, agreed)
    assert sample.snapshot().codebook == book
    with pytest.raises(CxError, match="is the engagement that is open"):
        codebook.read(sample.path)


def test_what_was_changed_here_after_the_plan_is_not_lost(sample: EngagementFile) -> None:
    incoming = Codebook("theirs", (), (Theme(ThemeId("X"), "", "Extra"),))
    agreed = codebook.plan_import(sample.snapshot(), incoming, drop_unused=True)
    codebook.add_theme(sample, Theme(ThemeId("PEO-Y"), "PEO", "Later"), [sample.snapshot().answers[0].id])
    codebook.apply(sample, agreed)
    assert {"X", "PEO-Y"} <= set(sample.snapshot().codebook.by_id)


def test_a_file_that_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    codebook.write(sample_snapshot().codebook, path)
    with pytest.raises(CxError, match=r"Choose another name, such as book 2\.csv"):
        codebook.write(codebook.empty(), path)
    assert len(codebook.read(path).counted) == 28
    codebook.write(codebook.empty(), path, replace=True)
    assert codebook.read(path) == codebook.empty()
    with pytest.raises(CxError, match=r"\.csv, \.toml, \.qdc"):
        codebook.write(codebook.empty(), tmp_path / "book.docx")
