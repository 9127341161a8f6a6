"""What is looked at before a report is handed over: each point with the place where it is settled."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import FindingKey
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition, Level, Logo, LogoOwner, Part, choose
from cxfacilitator.services import engagement, findings, plan, report, report_setup, sheets
from cxfacilitator.services.open_points import OpenPoint
from cxfacilitator.store.file import EngagementFile


@pytest.fixture
def told(sample: EngagementFile) -> EngagementFile:
    """The sample with all of leadership at the table, so that gaps are more than early signs."""
    engagement.update(sample, replace(sample.snapshot().engagement, everybody=frozenset({Audience.LEADERSHIP})))
    return sample


def points(file: EngagementFile, edition: Edition = Edition.LEADERSHIP) -> list[OpenPoint]:
    """What is open before this edition is handed over."""
    return list(report.outline(file.snapshot(), edition).open_points)


def places(file: EngagementFile) -> list[tuple[str, str]]:
    """Where what is open is settled."""
    return [(point.stage, point.face) for point in points(file)]


def test_the_sample_has_ideas_without_an_answer_and_a_headline_that_nobody_confirmed(told: EngagementFile) -> None:
    found = points(told)
    assert found[0] == OpenPoint("0 of 19 ideas have been considered; the plan says so.", "plan")
    assert places(told)[:2] == [("plan", ""), ("report", "headline")]
    assert found[2] == OpenPoint("1 leadership group: whoever sat there knows who wrote what is quoted.")
    assert points(told, Edition.FACILITATOR) == found[:2]
    for idea in told.snapshot().ideas:
        plan.decide(told, idea.id, Disposition.PLAN)
    assert places(told)[0] == ("report", "headline")


def test_a_headline_is_confirmed_by_choosing_its_gap_or_by_own_words(told: EngagementFile) -> None:
    (first, second, *_) = report.outline(told.snapshot()).headlines
    report_setup.change(told, lambda now: replace(now, headline_theme=first.theme_id))
    assert ("report", "headline") not in places(told)
    assert report.outline(told.snapshot()).headline == first.sentence
    report_setup.change(told, lambda now: replace(now, headline_theme=second.theme_id))
    assert report.outline(told.snapshot()).headline == second.sentence
    assert second.theme.lower() in second.sentence
    report_setup.change(told, lambda now: replace(now, headline_theme=None, headline="Customers wait, and we know"))
    assert ("report", "headline") not in places(told)
    report_setup.change(told, lambda now: replace(now, headline=""))
    report_setup.change(told, lambda now: replace(now, level=Level.FULL, parts=(Part.GAPS, Part.PLAN)))
    assert ("report", "headline") not in places(told), "the page that it stands on is not in the report"


def test_a_chosen_gap_that_is_no_more_than_an_early_sign_is_said_to_be_so(told: EngagementFile) -> None:
    offered = {each.theme_id for each in report.outline(told.snapshot()).headlines}
    early = next(theme.id for theme in told.snapshot().codebook.counted if theme.id not in offered)
    report_setup.change(told, lambda now: replace(now, headline_theme=early))
    (point,) = [each for each in points(told) if each.face == "headline"]
    assert "no longer more than an early sign" in point.sentence
    made = report.outline(told.snapshot())
    assert made.headline == made.headlines[0].sentence


def test_kept_findings_that_changed_or_are_no_longer_found_are_named(sample: EngagementFile) -> None:
    findings.keep(sample, FindingKey(FindingKind.OVER_CLAIMED_STRENGTH, ThemeId("OFF-BILL")))
    findings.keep(sample, FindingKey(FindingKind.LEADERSHIP_BLIND_SPOT, ThemeId("COM-PROACT")))
    assert ("comparison", "findings") not in places(sample)
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM tag WHERE theme_id = 'OFF-BILL'")
        of_one_group = "answer_id IN (SELECT id FROM answer WHERE ref LIKE 'C1-%')"
        edit.db.execute(f"DELETE FROM tag WHERE theme_id = 'COM-PROACT' AND {of_one_group}")
    found = [point.sentence for point in points(sample) if point.stage == "comparison"]
    assert found == [
        "1 kept finding changed since: the answers behind it are no longer the same.",
        "1 kept finding left out: no rule finds it any more.",
    ]


def test_answers_that_nobody_reviewed_come_first(sample: EngagementFile) -> None:
    with sample.edit("Forget") as edit:
        edit.db.execute("UPDATE answer SET reviewed = 0 WHERE ref LIKE 'C1-%'")
    assert places(sample)[0] == ("tagging", "")
    assert "answers have not been reviewed" in points(sample)[0].sentence


def test_characters_without_a_typeface_are_named_with_their_codes_and_where_they_stand(sample: EngagementFile) -> None:
    for answer in sample.snapshot().answers:
        if answer.ref in ("C1-Q1-01", "C2-Q1-01", "C3-Q1-01"):
            sheets.set_tidy(sample, answer.id, "gut 👍 नम")
    engagement.update(sample, replace(sample.snapshot().engagement, client="Smiley 👾 李 Ltd"))
    (told,) = [point for point in points(sample, Edition.FACILITATOR) if point.stage == "sheets"]
    assert told.sentence == (
        "4 characters cannot be printed and a box stands instead: 👾 (U+1F47E, not in an answer); "
        "👍 (U+1F44D, C1-Q1-01 C2-Q1-01 and others); न (U+0928, C1-Q1-01 C2-Q1-01 and others); "
        "म (U+092E, C1-Q1-01 C2-Q1-01 and others)."
    )


def test_only_what_is_printed_is_remarked_upon(told: EngagementFile) -> None:
    snapshot = told.snapshot()
    answers = tuple(replace(answer, text="\U0001f600", tidy="", reviewed=False) for answer in snapshot.answers)
    unread = replace(
        snapshot, answers=answers, tags=(), logos=(Logo(LogoOwner.CLIENT, "\U0001f601.png", b"half a PNG"),)
    )

    def sentences(*parts: Part) -> list[str]:
        return [point.sentence for point in report.outline(unread, choices=choose(parts=parts)).open_points]

    whole = sentences(Part.COVER, Part.PLAN, Part.SHEETS)
    assert "answers have not been reviewed; they are printed, not counted." in whole[0]
    assert whole[1] == "0 of 19 ideas have been considered; the plan says so."
    assert whole[2] == "The client’s sign is damaged and is left out. Choose it again."
    assert whole[3].startswith("1 character cannot be printed and a box stands instead: \U0001f600")
    alone = sentences(Part.METHOD)
    assert "answers have not been reviewed; they are not counted." in alone[0]
    assert alone[1] == "0 of 19 ideas have been considered."
    assert not any("sign" in sentence or "character" in sentence for sentence in alone)
