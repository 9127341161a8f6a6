"""Suggest, accept, correct: only what a person decided counts."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.criteria import CriterionId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import AnswerId, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, Rejection, Suggestion, text_name
from cxfacilitator.services import plan, sheets, tagging
from cxfacilitator.store import vectors
from cxfacilitator.store.file import EngagementFile

CARE, KNOW = ThemeId("PEO-CARE"), ThemeId("PEO-KNOW")


@pytest.fixture
def untagged(sample: EngagementFile) -> EngagementFile:
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM tag")
        edit.db.execute("UPDATE answer SET reviewed = 0")
    sample.take_steps()
    return sample


def test_suggestions_change_nothing_and_point_at_words_of_the_answer(untagged: EngagementFile) -> None:
    before = untagged.snapshot()
    found = tagging.suggest(before)
    assert untagged.snapshot() == before
    assert len(found) > 200
    for answer_id, suggestions in found.items():
        text = before.answer[answer_id].text
        assert 1 <= len(suggestions) <= 3
        for suggestion in suggestions:
            for reason in suggestion.reasons:
                first = re.findall(r"\w+", reason.cue)[0]
                assert text[reason.start : reason.end].casefold().startswith(first)


def test_suggestions_point_at_words_of_the_wording_that_is_shown(untagged: EngagementFile) -> None:
    answer = untagged.snapshot().answers[0]
    sheets.set_tidy(untagged, answer.id, "All of them are friendly")
    snapshot = untagged.snapshot()
    reasons = [reason for found in tagging.suggest(snapshot)[answer.id] for reason in found.reasons]
    wording = snapshot.answer[answer.id].wording
    assert {wording[reason.start : reason.end] for reason in reasons} == {"friendly"}


def share_right(found: Mapping[AnswerId, tuple[Suggestion, ...]], gold: Snapshot) -> float:
    """The share of the answers with a theme whose first suggestion is one of them."""
    themes = {a: {t for t in given if not gold.codebook.by_id[t].residual} for a, given in gold.themes_of.items()}
    themed = [answer for answer, given in themes.items() if given]
    return sum(answer in found and found[answer][0].theme_id in themes[answer] for answer in themed) / len(themed)


def test_most_of_the_best_suggestions_would_be_right(sample: EngagementFile) -> None:
    # A floor against breakage and not a target; neither cues nor phrases were fitted to these texts.
    gold = sample.snapshot()
    bare = gold.with_fields(tags=(), answers=tuple(replace(answer, reviewed=False) for answer in gold.answers))
    assert share_right(tagging.suggest(bare), gold) > 0.78


def test_what_was_decided_on_other_answers_makes_suggestions_better(sample: EngagementFile) -> None:
    gold = sample.snapshot()
    bare = gold.with_fields(tags=(), answers=tuple(replace(answer, reviewed=False) for answer in gold.answers))
    told = tagging.suggest(gold)
    assert share_right(told, gold) > share_right(tagging.suggest(bare), gold)
    assert any(s.like for suggestions in told.values() for s in suggestions)
    assert all(answer not in s.like for answer, found in told.items() for s in found)


def test_accepting_makes_the_answer_count_and_undo_takes_it_back(untagged: EngagementFile) -> None:
    answer = untagged.snapshot().answers[0]
    tagging.accept(untagged, answer.id, CARE)
    tagging.accept(untagged, answer.id, KNOW)
    snapshot = untagged.snapshot()
    assert snapshot.themes_of[answer.id] == (CARE, KNOW)
    assert snapshot.answer[answer.id].reviewed
    assert compare(snapshot).by_id[CARE].counts[Audience.LEADERSHIP].well == 1
    first, second = untagged.take_steps()
    assert second.label == f"Tag {answer.ref} as Knowledge & expertise"
    untagged.reverse(second)
    untagged.reverse(first)
    assert untagged.snapshot().themes_of == {}
    assert not untagged.snapshot().answer[answer.id].reviewed


def test_a_fourth_theme_is_refused(untagged: EngagementFile) -> None:
    answer = untagged.snapshot().answers[0]
    for theme in ("PEO-CARE", "PEO-KNOW", "DEL-QUAL"):
        tagging.accept(untagged, answer.id, ThemeId(theme))
    with pytest.raises(CxError, match="at most 3"):
        tagging.accept(untagged, answer.id, ThemeId("DEL-FIX"))


def test_a_rejected_theme_is_not_suggested_again_until_it_is_accepted_by_hand(untagged: EngagementFile) -> None:
    snapshot = untagged.snapshot()
    answer_id, suggestions = next(iter(tagging.suggest(snapshot).items()))
    wrong = suggestions[0].theme_id
    tagging.reject(untagged, answer_id, wrong)
    left = tagging.suggest(untagged.snapshot()).get(answer_id, ())
    assert wrong not in {suggestion.theme_id for suggestion in left}
    tagging.accept(untagged, answer_id, wrong)
    assert untagged.snapshot().rejections == ()


def test_accepting_many_is_one_step(untagged: EngagementFile) -> None:
    found = tagging.suggest(untagged.snapshot())
    pairs = [(answer_id, suggestions[0].theme_id) for answer_id, suggestions in found.items()]
    assert tagging.accept_many(untagged, pairs) == len(pairs)
    assert len(untagged.snapshot().tags) == len(pairs)
    (step,) = untagged.take_steps()
    untagged.reverse(step)
    assert untagged.snapshot().tags == ()


def test_what_was_decided_meanwhile_stays_as_it_was_decided(untagged: EngagementFile) -> None:
    first, second, third = (answer.id for answer in untagged.snapshot().answers[:3])
    care, know = ThemeId("PEO-CARE"), ThemeId("PEO-KNOW")
    tagging.accept(untagged, first, know)
    tagging.reject(untagged, second, care)
    untagged.take_steps()
    tagging.accept_unless_decided(untagged, first, care)
    tagging.accept_unless_decided(untagged, second, care)
    assert not untagged.take_steps()
    tagging.accept_unless_decided(untagged, third, care)
    assert untagged.snapshot().themes_of == {first: (know,), third: (care,)}


def test_what_is_accepted_with_others_is_not_rejected_any_more(untagged: EngagementFile) -> None:
    first, second = untagged.snapshot().answers[:2]
    wrong, other = ThemeId("DEL-FIX"), ThemeId("PEO-CARE")
    tagging.reject(untagged, first.id, wrong)
    tagging.reject(untagged, second.id, wrong)
    tagging.accept_many(untagged, [(first.id, wrong), (second.id, other)])
    assert untagged.snapshot().rejections == (Rejection(second.id, wrong),)


def test_the_step_says_how_many_suggestions_were_accepted(untagged: EngagementFile) -> None:
    first, second = (answer.id for answer in untagged.snapshot().answers[:2])
    care = ThemeId("PEO-CARE")
    tagging.accept(untagged, first, care)
    untagged.take_steps()
    assert tagging.accept_many(untagged, [(first, care), (second, care)]) == 1
    (step,) = untagged.take_steps()
    assert step.label == "Accept 1 suggestion"


def test_the_last_theme_removed_leaves_the_answer_reviewed(sample: EngagementFile) -> None:
    answer = sample.snapshot().answers[0]
    for theme in sample.snapshot().themes_of[answer.id]:
        tagging.remove(sample, answer.id, theme)
    comparison = compare(sample.snapshot())
    assert answer.id in {other.id for other in comparison.unthemed}


def test_flags_are_set_and_cleared(sample: EngagementFile) -> None:
    answer = sample.snapshot().answers[0]
    tagging.set_flag(sample, answer.id, Flag.SERIOUS, True)
    assert Flag.SERIOUS in sample.snapshot().answer[answer.id].flags
    tagging.set_flag(sample, answer.id, Flag.SERIOUS, False)
    assert sample.snapshot().answer[answer.id].flags == answer.flags


def test_loading_the_same_tags_twice_changes_nothing(sample: EngagementFile, sample_folder: Path) -> None:
    before = sample.snapshot()
    loaded = tagging.load_tags(sample, sample_folder / "gold.json")
    after = sample.snapshot()
    assert (loaded.answers, loaded.unknown) == (271, ())
    assert (after.answers, after.tags) == (before.answers, before.tags)
    assert [(i.code, i.answer_ids, i.impact, i.effort) for i in after.ideas] == [
        (i.code, i.answer_ids, i.impact, i.effort) for i in before.ideas
    ]


def test_loading_tags_keeps_what_was_decided_on_their_ideas(sample: EngagementFile, sample_folder: Path) -> None:
    idea = sample.snapshot().ideas[0]
    plan.decide(sample, idea.id, Disposition.DO_NOW, owner="Dana Reid")
    plan.set_dots(sample, idea.id, 4)
    plan.score(sample, idea.id, CriterionId(3), 5)
    plan.add_action(sample, "Ask the depots", idea_id=idea.id)
    before = sample.snapshot()
    tagging.load_tags(sample, sample_folder / "gold.json")
    after = sample.snapshot()
    assert (after.idea[idea.id], after.actions) == (before.idea[idea.id], before.actions)


def test_ideas_that_change_places_in_loaded_tags_keep_their_decisions(sample: EngagementFile, tmp_path: Path) -> None:
    one, other = (idea for idea in sample.snapshot().ideas if idea.code in ("CHATBOT", "CENTRAL"))
    plan.set_dots(sample, one.id, 4)
    plan.set_dots(sample, other.id, 7)
    answer = sample.snapshot().answer
    items = {answer[mine.answer_ids[0]].ref: {"idea": to.code} for mine, to in ((one, other), (other, one))}
    path = tmp_path / "tags.json"
    path.write_text(json.dumps({"items": items}), encoding="utf-8")
    tagging.load_tags(sample, path)
    ideas = sample.snapshot().idea
    assert ideas[one.id] == replace(one, answer_ids=other.answer_ids, dots=4)
    assert ideas[other.id] == replace(other, answer_ids=one.answer_ids, dots=7)


def test_deleting_an_answer_takes_its_tags_along_and_undo_brings_both_back(sample: EngagementFile) -> None:
    before = sample.snapshot()
    sheets.delete(sample, before.answers[0].id)
    assert len(sample.snapshot().tags) < len(before.tags)
    (step,) = sample.take_steps()
    sample.reverse(step)
    assert sample.snapshot() == before


def test_likely_suggestions_leave_out_what_a_person_has_decided(untagged: EngagementFile) -> None:
    snapshot = untagged.snapshot()
    found = tagging.suggest(snapshot)
    likely = tagging.likely(snapshot, found)
    assert len(likely) > 100
    assert all(s.score >= LIKELY and s == found[s.answer_id][0] for s in likely)
    first, second = likely[:2]
    tagging.reject(untagged, first.answer_id, first.theme_id)
    tagging.set_reviewed(untagged, second.answer_id, True)
    left = tagging.likely(untagged.snapshot(), found)
    assert first not in left
    assert [s for s in likely if s not in (first, second)] == [s for s in left if s.answer_id != first.answer_id]


def test_a_disk_that_takes_nothing_is_no_news_of_what_nobody_did(sample: EngagementFile) -> None:
    tagging.keep_vectors(sample, {text_name("of an older encoder"): b"abc"})
    sample._db.execute("PRAGMA query_only = 1").fetchall()
    tagging.keep_vectors(sample, {text_name("new"): b"abc"})
    tagging.drop_vectors(sample)
    sample._db.execute("PRAGMA query_only = 0").fetchall()
    assert tagging.known_vectors(sample).get(text_name("of an older encoder")) == b"abc"
    tagging.drop_vectors(sample)
    assert tagging.known_vectors(sample).get(text_name("of an older encoder")) is None


def test_what_texts_mean_is_found_again_whichever_slice_it_is_in(
    sample: EngagementFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "SLICE", 4)
    kept = {text_name(f"text {number}"): bytes(range(number, number + 3 + number % 2)) for number in range(11)}
    tagging.keep_vectors(sample, kept)
    known = tagging.known_vectors(sample)
    assert [known.get(text_name(f"never {number}")) for number in range(20)] == [None] * 20
    assert {name: known.get(name) for name in kept} == kept
