"""What a finding says word for word when none, one, both, few or all groups of an audience said it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.counts import Counts, threshold
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind as Kind
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.patterns import Fact
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.report.sentences import finding_sentence

NONE = Counts(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def of(groups: int, **said: int) -> Counts:
    """Counts of an audience with so many groups."""
    raises = max(said.get("improve", 0), said.get("wants", 0))
    said = {"raises": raises, "mentions": max(said.values(), default=0), **said}
    return replace(NONE, groups=groups, threshold=threshold(groups), **said)


def say(
    kind: Kind,
    leadership: Counts,
    staff: Counts,
    customers: Counts,
    facts: Mapping[str, Fact] | None = None,
    answers: tuple[Answer, ...] = (),
) -> str:
    """The sentence of a finding on waiting."""
    counts = dict(zip(Audience, (leadership, staff, customers), strict=True))
    theme = Theme(ThemeId("WAIT"), "F", "Waiting")
    evidence = {Audience.LEADERSHIP: (), Audience.STAFF: (), Audience.CUSTOMERS: answers}
    view = ThemeView(theme, evidence, counts)
    states = {audience: view.state(audience) for audience in Audience}
    return finding_sentence(Finding(kind, theme.id, states, evidence, facts or {}), view)


def lines(flag: Flag, groups: int) -> tuple[Answer, ...]:
    """Two lines of each of so many groups, in Q2 and with a flag."""
    return tuple(
        Answer(AnswerId(f"{group}-{line}"), "", group, Box.IMPROVE, line, "", flags=frozenset({flag}))
        for group in range(groups)
        for line in (1, 2)
    )


@pytest.mark.parametrize(
    ("kind", "leadership", "staff", "customers", "sentence"),
    [
        (Kind.SHARED_STRENGTH, of(1, well=1), of(9, well=4), of(6, well=6),
         "All six customer groups, 4 of 9 staff groups and the leadership group named “waiting” as done well."),
        (Kind.SHARED_STRENGTH, of(2, well=2), NONE, of(1, well=1),
         "The customer group and both leadership groups named “waiting” as done well."),
        (Kind.WORRY_NOT_SHARED, of(1, improve=1), of(9), of(6),
         "The leadership group wanted “waiting” improved; no customer group did."),
        (Kind.WORRY_NOT_SHARED, of(1), of(9, improve=9), of(6, improve=1),
         "All nine staff groups wanted “waiting” improved; only 1 of 6 customer groups did."),
        (Kind.WORRY_NOT_SHARED, of(2, improve=2), of(2, improve=2), of(2, well=2),
         ("Both leadership groups and both staff groups wanted “waiting” improved, "
         "while both customer groups praised it.")),
        (Kind.WORRY_NOT_SHARED, of(1, improve=1), of(9), of(1),
         "The leadership group wanted “waiting” improved; the customer group did not."),
        (Kind.SHARED_CONCERN, of(1, improve=1), of(9, improve=3), of(12, improve=5),
         "5 of 12 customer groups, 3 of 9 staff groups and the leadership group asked to improve “waiting”."),
        (Kind.SHARED_CONCERN, NONE, of(2, improve=2), of(13, improve=13),
         "All 13 customer groups and both staff groups asked to improve “waiting”."),
        (Kind.LEADERSHIP_BLIND_SPOT, of(1), of(9), of(6, improve=6),
         "All six customer groups asked to improve “waiting”; the leadership group did not."),
        (Kind.LEADERSHIP_BLIND_SPOT, of(2), of(9, improve=5), of(6, improve=2),
         ("2 of 6 customer groups asked to improve “waiting”, and so did 5 of 9 staff groups; "
         "neither leadership group did.")),
        (Kind.LEADERSHIP_BLIND_SPOT, of(3, wants=1), NONE, of(2, improve=2),
         "Both customer groups asked to improve “waiting”; 1 of 3 leadership groups did, as a wish."),
        (Kind.STAFF_BLIND_SPOT, of(1, improve=1), of(9), of(6, improve=3),
         "3 of 6 customer groups and the leadership group asked to improve “waiting”; no staff group did."),
        (Kind.STAFF_BLIND_SPOT, NONE, of(9, improve=1), of(1, improve=1),
         "The customer group asked to improve “waiting”; only 1 of 9 staff groups did."),
        (Kind.STAFF_BLIND_SPOT, NONE, of(1), of(2, improve=2),
         "Both customer groups asked to improve “waiting”; the staff group did not."),
        (Kind.COMPANY_BLIND_SPOT, of(1), of(9), of(6, improve=6),
         "All six customer groups asked to improve “waiting”; the leadership group did not and no staff group did."),
        (Kind.COMPANY_BLIND_SPOT, of(3, wants=1), of(9, improve=1), of(6, improve=4),
         ("4 of 6 customer groups asked to improve “waiting”; "
         "1 of 3 leadership groups did, as a wish, and only 1 of 9 staff groups did.")),
        (Kind.OVER_CLAIMED_STRENGTH, of(1, well=1), of(9, well=1), of(6, improve=6),
         "The leadership group named “waiting” as done well; all six customer groups asked to improve it."),
        (Kind.OVER_CLAIMED_STRENGTH, of(2, well=2), of(9, well=9), of(6, improve=2),
         ("Both leadership groups and all nine staff groups named “waiting” as done well; "
         "2 of 6 customer groups asked to improve it.")),
        (Kind.CUSTOMERS_DIVIDED, of(1), of(9), of(6, well=2, improve=3),
         "2 of 6 customer groups praised “waiting”, and 3 of 6 customer groups asked to improve it."),
        (Kind.CUSTOMERS_DIVIDED, of(1), of(9), of(1, well=1, improve=1),
         "The customer group praised “waiting” and asked to improve it."),
        (Kind.UNCONFIRMED_STRENGTH, of(1, well=1), of(9), of(6),
         "The leadership group named “waiting” as done well; no customer group did."),
        (Kind.UNCONFIRMED_STRENGTH, of(2), of(2, well=2), of(2, well=1),
         "Both staff groups named “waiting” as done well; 1 of 2 customer groups did."),
        (Kind.INVISIBLE_WORK, of(1, well=1), of(9, well=4), of(6),
         "The leadership group and 4 of 9 staff groups named “waiting” as done well; no customer group praised it."),
        (Kind.INVISIBLE_WORK, of(1), of(2, well=2), of(6, improve=1),
         ("Both staff groups named “waiting” as done well; no customer group praised it "
         "(1 of 6 customer groups asked for it to be changed).")),
        (Kind.INVISIBLE_WORK, of(1), of(9, well=9), of(6, differ=6),
         ("All nine staff groups named “waiting” as done well; no customer group praised it "
         "(all six customer groups mentioned it).")),
        (Kind.UNVALUED_WORK, of(1), of(9), of(6, improve=6),
         "All six customer groups asked for “waiting” to be changed."),
        (Kind.UNVALUED_WORK, of(1, well=1), of(9), of(6, improve=2),
         "The leadership group named “waiting” as done well; 2 of 6 customer groups asked for it to be changed."),
        (Kind.INTERNAL_OVER_CLAIM, of(2, well=2), of(9, improve=3), of(6),
         "Both leadership groups named “waiting” as done well; 3 of 9 staff groups asked to improve it."),
        (Kind.INTERNAL_BLIND_SPOT, of(1), of(9, improve=9), of(6),
         "All nine staff groups asked to improve “waiting”; the leadership group did not."),
        (Kind.INTERNAL_BLIND_SPOT, of(2, wants=2), of(1, improve=1), NONE,
         "The staff group asked to improve “waiting”; both leadership groups did, as a wish."),
        (Kind.INTERNAL_SHARED_CONCERN, of(1, improve=1), of(9, improve=4), of(6),
         "4 of 9 staff groups and the leadership group asked to improve “waiting”."),
        (Kind.INTERNAL_SHARED_STRENGTH, of(2, well=2), of(2, well=2), NONE,
         "Both staff groups and both leadership groups named “waiting” as done well."),
        (Kind.COMPETITOR_EDGE_VALUED, of(1), of(9), of(6, valued=2),
         ("2 of 6 customer groups named something others do on “waiting”, and that it matters to them; "
         "leadership did not mention it.")),
        (Kind.COMPETITOR_EDGE_VALUED, of(2, differ=2), of(9), of(6, valued=6),
         ("All six customer groups named something others do on “waiting”, and that it matters to them; "
         "both leadership groups mentioned it too.")),
        (Kind.COMPETITOR_EDGE_VALUED, NONE, of(9), of(2, valued=2),
         "Both customer groups named something others do on “waiting”, and that it matters to them."),
        (Kind.COMPETITOR_DIFFERENCE_NOT_VALUED, of(1, differ=1), of(9, differ=1), of(6, not_valued=2),
         ("2 of 6 customer groups wrote that what others do on “waiting” does not matter to them; "
         "the leadership group and 1 of 9 staff groups brought it up.")),
        (Kind.COMPETITOR_CLAIM_UNTESTED, of(1, differ=1), of(2, differ=2), of(6),
         "The leadership group and both staff groups wrote that others differ on “waiting”; no customer group did."),
        (Kind.COMPETITOR_CLAIM_UNTESTED, of(1), of(9, differ=9), NONE,
         "All nine staff groups wrote that others differ on “waiting”; customers have not been asked."),
        (Kind.CONTINUE_CONSENSUS, of(1), of(9, keeps=3), of(6, keeps=6),
         "All six customer groups and 3 of 9 staff groups asked to continue “waiting”."),
        (Kind.PROTECT_BEFORE_CHANGING, of(1), of(9), of(6, well=4),
         "An idea on the start list would change “waiting”, which 4 of 6 customer groups praised."),
        (Kind.PROTECT_BEFORE_CHANGING, of(1), of(9), of(6, improve=4),
         "An idea on the start list would change “waiting”, which customers spoke of."),
    ],
)  # fmt: skip
def test_exact_words(kind: Kind, leadership: Counts, staff: Counts, customers: Counts, sentence: str) -> None:
    assert say(kind, leadership, staff, customers) == sentence


@pytest.mark.parametrize(
    ("unaware", "leadership", "staff", "end"),
    [
        (("leadership",), of(1), of(9, well=9), "the leadership group did not."),
        (("staff",), of(1, well=1), of(9, well=1), "only 1 of 9 staff groups did."),
        (("leadership", "staff"), of(2), of(9), "neither leadership group did and no staff group did."),
    ],
)
def test_a_strength_names_those_who_did_not_name_it(
    unaware: tuple[str, ...], leadership: Counts, staff: Counts, end: str
) -> None:
    said = say(Kind.UNRECOGNISED_STRENGTH, leadership, staff, of(6, well=5), {"by": unaware})
    assert said == f"5 of 6 customer groups praised “waiting”; {end}"


def test_a_leadership_that_thinks_it_does_not_matter_is_told_so() -> None:
    said = say(
        Kind.COMPETITOR_EDGE_VALUED, of(1, differ=1, not_valued=1), NONE, of(6, valued=3),
        {"leadership_dismisses": True},
    )  # fmt: skip
    assert said.endswith("; the leadership group wrote that it does not matter to customers.")


@pytest.mark.parametrize(("groups", "who"), [(2, "2 of 6 customer groups"), (6, "All six customer groups")])
def test_flagged_lines_are_counted_by_group(groups: int, who: str) -> None:
    misread = say(Kind.NEEDS_EXPLAINING, of(1), of(9), of(6, improve=6), answers=lines(Flag.EXPLAIN, groups))
    assert misread == f"{who} had not been told, or had misunderstood, something about “waiting”."
    effort = say(Kind.EFFORT_HOT_SPOT, of(1), of(9), of(6, improve=6), answers=lines(Flag.EFFORT, groups))
    assert effort == f"{who} spent time and effort of their own on “waiting”."
