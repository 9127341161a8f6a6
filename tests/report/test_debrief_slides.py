"""What the room reads in the debrief: exact words, and nothing that nobody chose to show."""

import random
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.debrief import DebriefPart, DebriefSlide, SlideQuote, Step, running_order
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import key_of, list_findings
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, Sorting
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.debrief_slides import MOST_CARDS, Slides, make_slides
from tests.builders import sample_snapshot
from tests.engagements import random_engagement


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


@pytest.fixture(scope="module")
def found(sample: Snapshot) -> dict[tuple[FindingKind, str], Finding]:
    return {key_of(finding): finding for finding in find(compare(sample))}


def slides_of(snapshot: Snapshot, *kept: KeptFinding, actions: tuple[Action, ...] = ()) -> Slides:
    snapshot = snapshot.with_fields(kept_findings=kept, actions=actions)
    comparison = compare(snapshot)
    return make_slides(snapshot, comparison, running_order(comparison, list_findings(kept, comparison)))


def of(slides: Slides, part: DebriefPart) -> list[Step]:
    return [step for step in slides.steps if step.part is part]


def texts(value: object) -> list[str]:
    """Every word that a slide holds, whatever it is called."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return [text for part in value for text in texts(part)] if isinstance(value, tuple) else []


def test_customers_are_revealed_one_by_one(sample: Snapshot) -> None:
    slides = slides_of(sample)
    step = of(slides, DebriefPart.GUESSES)[0]
    assert slides.reveals(step) == 5
    hidden, first = slides.slide(step), slides.slide(step, 1)
    assert [row[2] for row in hidden.rows] == ["?"] * 5
    assert first.rows[0] == ("Friendliness, courtesy & care", "Done well", "6 of 6 groups: done well")
    assert [row[2] for row in first.rows[1:]] == ["?"] * 4
    assert slides.slide(step, 2).rows[1] == ("Billing, invoicing & payment", "Done well", "6 of 6 groups: to improve")
    assert [row[:2] for row in hidden.rows] == [row[:2] for row in slides.slide(step, 5).rows]


def test_a_gap_is_told_then_heard_in_the_words_that_were_picked(
    sample: Snapshot, found: dict[tuple[FindingKind, str], Finding]
) -> None:
    bills = found[FindingKind.OVER_CLAIMED_STRENGTH, "OFF-BILL"]
    picked = tuple(answer.id for answer in bills.evidence[Audience.CUSTOMERS][:2])
    slides = slides_of(sample, KeptFinding(KeptFindingId(1), *key_of(bills), quotes=picked))
    step = of(slides, DebriefPart.GAPS)[0]
    assert slides.slide(step) == DebriefSlide(
        "What needs an answer",
        "Billing, invoicing & payment",
        "The leadership group named “billing, invoicing & payment” as done well; "
        "all six customer groups asked to improve it.",
    )
    shown = slides.slide(step, slides.reveals(step)).quotes
    assert shown == tuple(SlideQuote(sample.answer[each].wording, Audience.CUSTOMERS) for each in picked)
    sorted_ = slides_of(sample, KeptFinding(KeptFindingId(1), *key_of(bills), sorting=Sorting.CHANGE))
    assert sorted_.slide(of(sorted_, DebriefPart.GAPS)[0]).kicker == "What needs an answer: change"


def test_an_early_sign_and_a_fragile_finding_say_so(
    sample: Snapshot, found: dict[tuple[FindingKind, str], Finding]
) -> None:
    early = [each for each in found.values() if each.word is EvidenceWord.EARLY_SIGN]
    kept = [KeptFinding(KeptFindingId(number), *key_of(each)) for number, each in enumerate(early, 1)]
    slides = slides_of(sample, *kept)
    for step in (*of(slides, DebriefPart.STRENGTHS), *of(slides, DebriefPart.GAPS)):
        foot = slides.slide(step).foot
        assert foot.startswith("An early sign: a question to ask, not a finding.")
        assert step.listed is not None
        assert step.listed.finding is not None
        assert foot.endswith("It rests on few statements.") == step.listed.finding.fragile


def test_a_short_finding_of_ones_own_is_said_once(sample: Snapshot) -> None:
    short = KeptFinding(KeptFindingId(1), sentence="nobody owns the time in between.")
    long = replace(short, id=KeptFindingId(2), sentence=f"{'A very long sentence, ' * 6}and so on.")
    slides = slides_of(sample, short, long)
    first, second = (slides.slide(step) for step in of(slides, DebriefPart.GAPS))
    assert (first.title, first.lead) == ("Nobody owns the time in between", "")
    assert second.title.endswith("…")
    assert second.lead == long.sentence


def test_names_of_the_roster_stay_off_the_wall(sample: Snapshot) -> None:
    person = next(each for each in sample.participants if each.last_name)
    name = f"{person.first_name} {person.last_name}"
    own = KeptFinding(KeptFindingId(1), sentence=f"Ask {name} about the depot")
    actions = (
        Action(ActionId(1), f"Call {name}", name, date(2026, 12, 3)),
        Action(ActionId(2), "Mend the portal", "The portal team"),
    )
    slides = slides_of(sample, own, actions=actions)
    slide = slides.slide(of(slides, DebriefPart.GAPS)[0])
    assert (slide.title, slide.lead) == ("Ask [name] about the depot", "")
    initials = f"{person.first_name[0]}{person.last_name[0]}".upper()
    assert slides.slide(of(slides, DebriefPart.ACTIONS)[0]).rows == (
        ("Call [name]", initials, "3 December 2026"),
        ("Mend the portal", "The portal team", ""),
    )


def test_the_board_and_the_actions_hold_what_can_be_read(
    sample: Snapshot, found: dict[tuple[FindingKind, str], Finding]
) -> None:
    kept = [
        KeptFinding(KeptFindingId(number), sentence=f"Own number {number}", sorting=Sorting.STOP)
        for number in range(1, 9)
    ]
    bills = [key for key in found if key[1] == "OFF-BILL"]
    kept += [KeptFinding(KeptFindingId(20 + n), *key_of(found[key])) for n, key in enumerate(bills)]
    actions = tuple(Action(ActionId(number), f"Do number {number}") for number in range(1, 8))
    slides = slides_of(sample, *kept, actions=actions)
    board = slides.slide(of(slides, DebriefPart.BOARD)[0], sorting=KeptFindingId(1))
    assert board.lead == "Own number 1"
    stop = [row[2] for row in board.rows]
    assert stop == [f"Own number {number}" for number in range(1, MOST_CARDS + 1)] + ["and 3 more"]
    waiting = [title for _, title in slides.on_board[None]]
    assert waiting == ["Billing, invoicing & payment"] + [
        f"Billing, invoicing & payment: {told}"
        for told in ("others do it, and customers value it", "costs customers effort")
    ]
    told = slides.slide(of(slides, DebriefPart.ACTIONS)[0])
    assert [row[0] for row in told.rows] == [f"Do number {number}" for number in range(3, 8)]
    assert told.foot == "And 2 actions before these."


def test_what_is_agreed_on_a_theme_stands_under_its_finding(
    sample: Snapshot, found: dict[tuple[FindingKind, str], Finding]
) -> None:
    bills = found[FindingKind.OVER_CLAIMED_STRENGTH, "OFF-BILL"]
    action = Action(ActionId(1), "Send one bill a job", "Finance", date(2026, 12, 3), theme_id=bills.theme_id)
    slides = slides_of(sample, KeptFinding(KeptFindingId(1), *key_of(bills)), actions=(action,))
    assert slides.slide(of(slides, DebriefPart.GAPS)[0]).agreed == ("Send one bill a job, Finance, by 3 December 2026",)


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32))
def test_nothing_that_nobody_picked_is_on_any_slide(seed: int) -> None:
    chance, snapshot = random.Random(seed), random_engagement(seed)
    answers = tuple(replace(answer, memo=f"a note on {answer.id}") for answer in snapshot.answers)
    answers = tuple(replace(answer, text=f"words of {answer.id}, all of them") for answer in answers)
    snapshot = snapshot.with_fields(answers=answers)
    kept, picked = [], set[AnswerId]()
    for number, finding in enumerate(find(compare(snapshot)), 1):
        evidence = [answer.id for side in finding.evidence.values() for answer in side]
        quotes = tuple(chance.sample(evidence, min(2, len(evidence))))
        fate = chance.choice(("kept", "dismissed", "draft"))
        if fate != "draft":
            kept.append(
                KeptFinding(
                    KeptFindingId(number),
                    *key_of(finding),
                    dismissed=fate == "dismissed",
                    reason="because of a secret",
                    sentence=f"{fate} number {number}",
                    debrief="What the facilitator asks",
                    quotes=quotes,
                )
            )
        if fate == "kept":
            picked |= set(quotes)
    slides = slides_of(snapshot, *kept)
    said = [
        text
        for step in slides.steps
        for revealed in range(slides.reveals(step) + 1)
        for text in texts(slides.slide(step, revealed))
    ]
    heard = {text for text in said if text.startswith("words of")}
    reviewed = {answer.id for answer in answers if answer.reviewed}
    assert heard <= {f"words of {each}, all of them" for each in picked & reviewed}
    others = " ".join(text for text in said if text not in heard)
    for secret in ("words of", "a note on", "secret", "dismissed number", "What the facilitator asks", "Table "):
        assert secret not in others
    for group in snapshot.groups:
        assert f"{group.code}-" not in others
