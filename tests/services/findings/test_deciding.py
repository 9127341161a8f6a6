"""What people decide on findings: kept as it was, told when it changed, never rewritten and never lost."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import Status
from cxfacilitator.domain.kept_findings import FindingKey, KeptFindingId, Sorting
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import Answer, Box, Mark, Parked
from cxfacilitator.services import codebook, findings
from cxfacilitator.services.findings import FindingCard, Which
from cxfacilitator.store import sheets, tagging
from cxfacilitator.store.file import EngagementFile

BILL, NEWS = ThemeId("OFF-BILL"), ThemeId("COM-PROACT")
OVER_CLAIMED = FindingKey(FindingKind.OVER_CLAIMED_STRENGTH, BILL)
BLIND_SPOT = FindingKey(FindingKind.LEADERSHIP_BLIND_SPOT, NEWS)
DRAFTED = (
    "The leadership group named “billing, invoicing & payment” as done well; "
    "all six customer groups asked to improve it."
)


def card(file: EngagementFile, which: Which) -> FindingCard:
    """The card of a finding, wherever it stands."""
    for each in findings.cards(file.snapshot()):
        kept, finding = each.listed.kept, each.listed.finding
        if kept is not None and which in (kept.id, kept.key):
            return each
        if finding is not None and which == FindingKey(finding.kind, finding.theme_id):
            return each
    raise AssertionError(f"{which} is not on the list")


def complaints(file: EngagementFile, theme: ThemeId, group: str) -> list[Answer]:
    """The answers of one group that ask to improve a theme."""
    snapshot = file.snapshot()
    return [
        answer
        for answer in snapshot.answers
        if snapshot.source_of(answer).code == group
        and answer.box in (Box.IMPROVE, Box.START)
        and theme in snapshot.themes_of[answer.id]
    ]


def untag(file: EngagementFile, theme: ThemeId, group: str) -> None:
    """Take a theme off what one group asks to improve."""
    themes_of = file.snapshot().themes_of
    with file.edit("Untag") as edit:
        for answer in complaints(file, theme, group):
            tagging.set_themes(edit.db, answer.id, [each for each in themes_of[answer.id] if each != theme])


def test_a_kept_finding_stands_first_with_its_words_and_a_question(sample: EngagementFile) -> None:
    assert card(sample, BLIND_SPOT).listed.status is Status.DRAFT
    findings.keep(sample, BLIND_SPOT)
    first, second, *_ = findings.cards(sample.snapshot())
    assert (first.heading, first.listed.status) == ("Leadership blind spot", Status.KEPT)
    assert first.sentence == first.draft
    assert (first.response, first.response_kind) == (Response.FIX, "Fix")
    assert first.question == "What would you see of “keeping customers informed” if you stood where customers stand?"
    assert (first.changes, first.quotes) == ((), ())
    assert second.listed.status is Status.DRAFT


def test_a_kept_finding_says_what_has_changed_and_keeps_its_words(sample: EngagementFile) -> None:
    findings.keep(sample, OVER_CLAIMED)
    untag(sample, BILL, "C1")
    changed = card(sample, OVER_CLAIMED)
    assert changed.listed.status is Status.CHANGED
    assert changed.sentence == DRAFTED
    assert changed.draft.endswith("5 of 6 customer groups asked to improve it.")
    assert changed.changes[0] == "Customers: 6 of 6 groups asked to improve it then, 5 of 6 groups now."
    findings.keep(sample, OVER_CLAIMED)
    seen = card(sample, OVER_CLAIMED)
    assert (seen.listed.status, seen.sentence, seen.changes) == (Status.KEPT, seen.draft, ())


def test_words_of_a_person_are_never_rewritten(sample: EngagementFile) -> None:
    findings.edit(sample, OVER_CLAIMED, "  Our dashboard counts what we send, not what they can pay. ")
    untag(sample, BILL, "C1")
    changed = card(sample, OVER_CLAIMED)
    assert changed.listed.status is Status.CHANGED
    assert changed.sentence == "Our dashboard counts what we send, not what they can pay."
    findings.keep(sample, OVER_CLAIMED)
    assert card(sample, OVER_CLAIMED).sentence == changed.sentence
    findings.edit(sample, OVER_CLAIMED, "")
    assert card(sample, OVER_CLAIMED).sentence == card(sample, OVER_CLAIMED).draft


def test_a_changed_finding_is_settled_in_its_old_words_or_in_the_new_draft(sample: EngagementFile) -> None:
    findings.keep(sample, OVER_CLAIMED)
    untag(sample, BILL, "C1")
    findings.settle(sample, OVER_CLAIMED, take_draft=False)
    mine = card(sample, OVER_CLAIMED)
    assert (mine.listed.status, mine.sentence, mine.changes) == (Status.KEPT, DRAFTED, ())
    untag(sample, BILL, "C2")
    assert card(sample, OVER_CLAIMED).listed.status is Status.CHANGED
    findings.settle(sample, OVER_CLAIMED, take_draft=True)
    new = card(sample, OVER_CLAIMED)
    assert (new.listed.status, new.sentence) == (Status.KEPT, new.draft)
    assert new.listed.kept is not None
    assert new.listed.kept.sentence == ""
    findings.dismiss(sample, OVER_CLAIMED, "Settled last year")
    findings.settle(sample, OVER_CLAIMED, take_draft=False)
    assert card(sample, OVER_CLAIMED).listed.status is Status.KEPT


def test_every_number_of_a_draft_says_what_its_sentence_says_and_opens_its_answers(sample: EngagementFile) -> None:
    cards = findings.cards(sample.snapshot())
    assert sum(bool(each.numbers) for each in cards) > 40
    for each in cards:
        for number in each.numbers:
            assert len({answer.group_id for answer in number.answers}) == number.said
            if number.said:
                assert number.words in each.draft[:1].lower() + each.draft[1:]


def test_writing_in_ones_own_words_does_not_hide_a_change(sample: EngagementFile) -> None:
    findings.keep(sample, OVER_CLAIMED)
    untag(sample, BILL, "C1")
    findings.edit(sample, OVER_CLAIMED, "Invoices")
    assert card(sample, OVER_CLAIMED).listed.status is Status.CHANGED


def test_a_kept_finding_that_is_no_longer_found_stays_on_the_list(sample: EngagementFile) -> None:
    findings.keep(sample, OVER_CLAIMED)
    for group in ("C1", "C2", "C3", "C4", "C5", "C6"):
        untag(sample, BILL, group)
    gone = findings.cards(sample.snapshot())[0]
    assert (gone.listed.status, gone.sentence, gone.draft) == (Status.GONE, DRAFTED, "")
    assert gone.changes[:2] == (
        "The rule does not find it any more.",
        "Customers: 6 of 6 groups asked to improve it then, none now.",
    )


def test_a_finding_whose_theme_leaves_the_codebook_stays_on_the_list(sample: EngagementFile) -> None:
    findings.keep(sample, OVER_CLAIMED)
    with sample.edit("Forget its tags") as edit:
        edit.db.execute("DELETE FROM tag WHERE theme_id = ?", [BILL])
    codebook.remove(sample, BILL)
    gone = findings.cards(sample.snapshot())[0]
    assert (gone.listed.status, gone.theme, gone.sentence) == (Status.GONE, "Billing, invoicing & payment", DRAFTED)
    assert gone.changes == ("Its theme “billing, invoicing & payment” is no longer compared.",)


def test_a_new_name_of_a_theme_changes_nothing_that_was_kept(sample: EngagementFile) -> None:
    findings.keep(sample, OVER_CLAIMED)
    codebook.save_theme(sample, replace(sample.snapshot().codebook.by_id[BILL], name="Invoices"))
    renamed = card(sample, OVER_CLAIMED)
    assert (renamed.listed.status, renamed.sentence) == (Status.KEPT, DRAFTED)
    assert renamed.draft.startswith("The leadership group named “invoices”")


def test_a_theme_that_has_gone_into_another_is_told(sample: EngagementFile) -> None:
    kept = findings.keep(sample, BLIND_SPOT)
    codebook.merge(sample, [NEWS], BILL)
    [merged] = [each for each in findings.cards(sample.snapshot()) if each.listed.kept and each.listed.kept.id == kept]
    assert merged.theme == "Billing, invoicing & payment"
    assert merged.changes[0] == "Its theme was “keeping customers informed” then."


def test_an_answer_that_takes_the_place_of_another_is_told(sample: EngagementFile) -> None:
    findings.keep(sample, BLIND_SPOT)
    old = complaints(sample, NEWS, "C1")[0]
    new = replace(old, id=type(old.id)("new"), ref="C1-Q2-99", position=9)
    with sample.edit("Type it again") as edit:
        sheets.upsert(edit.db, new)
        tagging.set_themes(edit.db, new.id, [NEWS])
        tagging.set_themes(edit.db, old.id, [])
    changed = card(sample, BLIND_SPOT)
    assert changed.listed.status is Status.CHANGED
    assert changed.changes == (f"Customers: it no longer rests on {old.ref} and C1-Q2-99 came to it.",)


def test_dismissing_needs_a_reason_and_is_taken_back(sample: EngagementFile) -> None:
    before = sample.snapshot().kept_findings
    with pytest.raises(CxError, match="why"):
        findings.dismiss(sample, OVER_CLAIMED, "  ")
    assert sample.snapshot().kept_findings == before == ()
    findings.dismiss(sample, OVER_CLAIMED, "Settled last month")
    last = findings.cards(sample.snapshot())[-1]
    assert last.listed.status is Status.DISMISSED
    assert last.listed.kept is not None
    assert last.listed.kept.reason == "Settled last month"
    untag(sample, BILL, "C1")
    assert card(sample, OVER_CLAIMED).listed.status is Status.DISMISSED_CHANGED
    findings.take_back(sample, OVER_CLAIMED)
    assert card(sample, OVER_CLAIMED).listed.status is Status.DRAFT
    with pytest.raises(CxError, match="Nothing has been decided"):
        findings.take_back(sample, OVER_CLAIMED)


def test_a_dismissed_finding_can_be_kept_after_all(sample: EngagementFile) -> None:
    findings.dismiss(sample, OVER_CLAIMED, "Settled")
    findings.keep(sample, OVER_CLAIMED)
    assert card(sample, OVER_CLAIMED).listed.status is Status.KEPT
    assert [kept.reason for kept in sample.snapshot().kept_findings] == [""]


def test_findings_of_ones_own(sample: EngagementFile) -> None:
    one = findings.own(sample, " Nobody owns the depot. ", BILL, Response.DECIDE)
    two = findings.own(sample, "Nobody owns the yard.", BILL)
    three = findings.own(sample, "People were glad to be asked.")
    first, second, third, *_ = findings.cards(sample.snapshot())
    assert [each.sentence for each in (first, second, third)] == [
        "Nobody owns the depot.",
        "Nobody owns the yard.",
        "People were glad to be asked.",
    ]
    assert (first.heading, first.theme, first.response) == (
        "In your own words",
        "Billing, invoicing & payment",
        Response.DECIDE,
    )
    assert (third.theme, third.response, third.question, third.listed.status) == ("", None, "", Status.KEPT)
    findings.arrange(sample, [three, one])
    assert [kept.id for kept in sample.snapshot().kept_findings] == [three, two, one]
    findings.take_back(sample, two)
    assert [kept.id for kept in sample.snapshot().kept_findings] == [three, one]
    for words in ("", " "):
        with pytest.raises(CxError, match="needs a sentence"):
            findings.own(sample, words)
        with pytest.raises(CxError, match="needs a sentence"):
            findings.edit(sample, one, words)
    with pytest.raises(CxError):
        findings.own(sample, "About nothing", ThemeId("NO-SUCH"))


def test_what_is_not_there_is_refused_in_a_sentence(sample: EngagementFile) -> None:
    with pytest.raises(CxError, match="no longer found"):
        findings.keep(sample, FindingKey(FindingKind.SHARED_STRENGTH, BILL))
    with pytest.raises(CxError, match="no longer on the list"):
        findings.keep(sample, KeptFindingId(7))
    with pytest.raises(CxError, match="no longer on the list"):
        findings.arrange(sample, [KeptFindingId(7)])


def test_response_question_and_board_are_a_persons_to_choose(sample: EngagementFile) -> None:
    which = findings.set_response(sample, BLIND_SPOT, Response.ASK)
    findings.set_question(sample, which, "What would a text an hour before cost us?")
    findings.sort(sample, BLIND_SPOT, Sorting.CHANGE)
    chosen = card(sample, BLIND_SPOT)
    assert (chosen.response_kind, chosen.question) == ("Ask", "What would a text an hour before cost us?")
    assert chosen.listed.kept is not None
    assert chosen.listed.kept.sorting is Sorting.CHANGE
    findings.set_response(sample, which, None)
    findings.set_question(sample, which, "")
    assert card(sample, which).response is Response.FIX
    assert card(sample, which).question.startswith("What would you see")


def test_quotes_keep_their_order_and_say_what_became_of_them(sample: EngagementFile) -> None:
    one, two, three = (complaints(sample, BILL, group)[0] for group in ("C2", "C1", "C3"))
    findings.set_quotes(sample, OVER_CLAIMED, [one.id, two.id, three.id, one.id])
    assert [quote.answer and quote.answer.ref for quote in card(sample, OVER_CLAIMED).quotes] == [
        one.ref,
        two.ref,
        three.ref,
    ]
    with sample.edit("Go wrong") as edit:
        sheets.park(edit.db, Parked(one.id))
        sheets.delete(edit.db, two.id)
        sheets.upsert(edit.db, replace(three, tidy="ask [name]"))
    quotes = card(sample, OVER_CLAIMED).quotes
    assert [quote.trouble for quote in quotes] == [
        "in the parking lot",
        "deleted since it was chosen",
        "words were taken out of it",
    ]
    assert quotes[1].answer is None
    findings.set_quotes(sample, OVER_CLAIMED, [two.id, three.id])
    assert [quote.answer_id for quote in card(sample, OVER_CLAIMED).quotes] == [two.id, three.id]
    with pytest.raises(CxError, match="parking lot"):
        findings.set_quotes(sample, OVER_CLAIMED, [one.id])


def test_what_is_not_reviewed_or_on_another_theme_is_no_quiet_quote(sample: EngagementFile) -> None:
    waiting, other = complaints(sample, BILL, "C1")[0], complaints(sample, NEWS, "C1")[0]
    findings.set_quotes(sample, OVER_CLAIMED, [other.id])
    assert card(sample, OVER_CLAIMED).quotes[0].trouble == "not on this theme"
    with sample.edit("Open again") as edit:
        sheets.mark(edit.db, [waiting.id, other.id], Mark.REVIEWED, False)
    assert card(sample, OVER_CLAIMED).quotes[0].trouble == "not reviewed any more"
    with pytest.raises(CxError, match="not reviewed"):
        findings.set_quotes(sample, OVER_CLAIMED, [waiting.id])


def test_merging_takes_what_was_decided_along(sample: EngagementFile) -> None:
    findings.edit(sample, OVER_CLAIMED, "Invoices")
    codebook.merge(sample, [BILL], NEWS)
    (kept,) = sample.snapshot().kept_findings
    assert (kept.kind, kept.theme_id, kept.sentence) == (OVER_CLAIMED.kind, NEWS, "Invoices")


def test_merging_two_themes_of_the_same_kind_loses_neither_decision(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    shared = [
        each.listed.finding.theme_id
        for each in findings.cards(snapshot)
        if each.listed.finding and each.listed.finding.kind is FindingKind.SHARED_STRENGTH
    ]
    for number, theme in enumerate(shared[:3]):
        findings.edit(sample, FindingKey(FindingKind.SHARED_STRENGTH, theme), f"Strength {number}")
    findings.own(sample, "On a theme that goes", shared[0])
    codebook.merge(sample, shared[:2], shared[2])
    found = {kept.sentence: kept.theme_id for kept in sample.snapshot().kept_findings}
    assert found == {
        "Strength 0": None,
        "Strength 1": None,
        "Strength 2": shared[2],
        "On a theme that goes": shared[2],
    }
    listed = [each.sentence for each in findings.cards(sample.snapshot()) if each.listed.on_the_list]
    assert listed == ["Strength 0", "Strength 1", "Strength 2", "On a theme that goes"]


def test_splitting_leaves_the_decision_with_the_theme_and_marks_it(sample: EngagementFile) -> None:
    findings.edit(sample, OVER_CLAIMED, "Invoices")
    leaving = [answer.id for answer in complaints(sample, BILL, "C1")]
    codebook.split(sample, BILL, Theme(ThemeId("OFF-LATE"), "OFF", "Late invoices"), leaving)
    split = card(sample, OVER_CLAIMED)
    assert (split.listed.status, split.sentence, split.listed.theme_id) == (Status.CHANGED, "Invoices", BILL)


def test_each_decision_is_one_step_that_undo_takes_back(sample: EngagementFile) -> None:
    sample.take_steps()
    states = [sample.snapshot()]
    for decide in (
        lambda: findings.keep(sample, OVER_CLAIMED),
        lambda: findings.edit(sample, OVER_CLAIMED, "Invoices"),
        lambda: findings.set_quotes(sample, OVER_CLAIMED, [complaints(sample, BILL, "C1")[0].id]),
        lambda: findings.dismiss(sample, BLIND_SPOT, "Known"),
        lambda: findings.own(sample, "Mine"),
        lambda: findings.arrange(sample, [KeptFindingId(3), KeptFindingId(1)]),
        lambda: findings.take_back(sample, BLIND_SPOT),
    ):
        decide()
        states.append(sample.snapshot())
    steps = sample.take_steps()
    assert [step.label for step in steps] == [
        "Keep “Over-claimed strength” on Billing, invoicing & payment",
        "Word “Over-claimed strength” on Billing, invoicing & payment",
        "Choose the quotes of “Over-claimed strength” on Billing, invoicing & payment",
        "Dismiss “Leadership blind spot” on Keeping customers informed",
        "Add a finding of your own",
        "Arrange the findings",
        "Take back “Leadership blind spot” on Keeping customers informed",
    ]
    for step, before in zip(reversed(steps), reversed(states[:-1]), strict=True):
        sample.reverse(step)
        assert sample.snapshot() == before
