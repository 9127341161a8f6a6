"""“You said, we will”: what was decided and kept, and nothing that points to anybody."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition, Paper
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.report.test_content import texts

CHOICES = list(Disposition)
OVER_CLAIMED, BLIND = FindingKind.OVER_CLAIMED_STRENGTH, FindingKind.INTERNAL_BLIND_SPOT


def kept(number: int, kind: FindingKind | None, theme: str, reason: str = "") -> KeptFinding:
    """A finding that was decided on."""
    sentence = "The depot manager at Saltby does not listen."
    return KeptFinding(
        KeptFindingId(number), kind, ThemeId(theme), number, dismissed=bool(reason), reason=reason, sentence=sentence
    )


@pytest.fixture(scope="module")
def decided() -> Snapshot:
    """The sample with an answer for every idea but two, and three findings kept."""
    sample = sample_snapshot()
    ideas = [
        replace(
            idea,
            disposition=CHOICES[number % len(CHOICES)],
            owner="Depot manager, Culverton",
            reason="Too dear, Margot Reeve says",
            customer_view="You get a text before we come",
            due=date(2026, 3, 1),
        )
        for number, idea in enumerate(sample.ideas[:-2])
    ]
    found = (
        kept(1, OVER_CLAIMED, "OFF-BILL"),
        kept(2, FindingKind.SHARED_STRENGTH, "PEO-CARE"),
        kept(3, BLIND, "INT-EMPOWER", "Known"),
    )
    return replace(sample, ideas=(*ideas, *sample.ideas[-2:]), kept_findings=found)


def test_it_is_one_page_on_both_papers(decided: Snapshot, tmp_path: Path) -> None:
    for paper in Paper:
        assert write(build(decided, Edition.PARTICIPANTS), tmp_path / "r.pdf", paper) == 1
        (page,) = PdfReader(tmp_path / "r.pdf").pages
        assert "What you told us, and what becomes of it" in page.extract_text()


def test_what_was_said_stands_without_who_sees_it_differently(decided: Snapshot) -> None:
    note = build(decided, Edition.PARTICIPANTS).note
    lines = {item.heading: item.lines for item in note.said}
    names = decided.codebook.by_id
    billing = f"“{names[ThemeId('OFF-BILL')].name.lower()}”"
    assert lines["What you value"] == (
        "All six customer groups and 8 of 9 staff groups named “friendliness, courtesy & care” as done well.",
    )
    assert lines["What you want to be better"] == (
        f"All six customer groups and 6 of 9 staff groups wanted {billing} to be better.",
    )
    assert not [text for text in texts(note) if "leadership" in text.lower() or "Saltby" in text]


def test_every_decision_says_what_happens_or_why_not(decided: Snapshot) -> None:
    for promise in build(decided, Edition.STAFF).note.promises:
        if promise.will.startswith(("Not now", "We explain")):
            assert promise.will.endswith(": Too dear, [name] says")
        else:
            assert promise.will.endswith(": You get a text before we come")
        assert promise.due == "1 March 2026"
        assert re.search(r"\d+ (staff|customer) group", promise.asked)


def test_no_owner_code_department_or_name_is_in_it(decided: Snapshot) -> None:
    for edition in (Edition.PARTICIPANTS, Edition.STAFF):
        said = "\n".join(texts(build(decided, edition).note))
        assert not re.search(r"Culverton, |Depot manager|\b[LSC]\d\b|Priya|Dave|Reeve(?! Hire)", said)
        assert not [p.full_name for p in decided.participants if p.full_name in said]


def test_all_staff_read_every_decision_and_participants_the_most_asked(decided: Snapshot) -> None:
    short, whole = (build(decided, edition).note for edition in (Edition.PARTICIPANTS, Edition.STAFF))
    assert set(short.promises) < set(whole.promises)
    assert f"{len(whole.promises) - len(short.promises)} more ideas have an answer too" in short.open
    assert "still being considered" in whole.open or len(whole.promises) == len(decided.ideas)


def test_nothing_decided_is_no_note() -> None:
    note = build(sample_snapshot(), Edition.PARTICIPANTS).note
    assert (note.said, note.promises) == ((), ())


def test_what_leadership_alone_asked_for_is_not_told_as_yours(decided: Snapshot) -> None:
    titles = {promise.idea for promise in build(decided, Edition.STAFF).note.promises}
    for idea in decided.ideas:
        audiences = {decided.audience_of(decided.answer[answer_id]) for answer_id in idea.answer_ids}
        if audiences == {Audience.LEADERSHIP}:
            assert idea.title not in titles
