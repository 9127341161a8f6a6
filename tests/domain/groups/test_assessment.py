"""What a seating is said to be worth, and what it is said to leave unmet."""

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import (
    HIGH,
    Attribute,
    GroupPlan,
    NeverAlone,
    RoleWish,
    SeatingRules,
    Wish,
    WishKind,
    WishLevel,
    assess,
    sitting_with_manager,
)
from cxfacilitator.domain.roster import Participant, ParticipantId

BY_DEPARTMENT = SeatingRules({Attribute.DEPARTMENT: HIGH})


def person(number: int, department: str = "", manager: int | None = None, role: str = "") -> Participant:
    return Participant(
        ParticipantId(number),
        Audience.STAFF,
        f"P{number:03}",
        f"First{number}",
        f"Last{number}",
        department,
        manager_id=None if manager is None else ParticipantId(manager),
        table_role=role,
    )


def ids(*numbers: int) -> tuple[ParticipantId, ...]:
    return tuple(map(ParticipantId, numbers))


HALVES = (ids(*range(6)), ids(*range(6, 12)))


def wish(first: int, second: int, kind: WishKind, level: WishLevel = WishLevel.MUST) -> Wish:
    return Wish(ParticipantId(first), ParticipantId(second), kind, level)


def of_halves(
    people: list[Participant], rules: SeatingRules = BY_DEPARTMENT, *wishes: Wish, **more: object
) -> GroupPlan:
    return assess(people, HALVES, rules, audience=Audience.STAFF, wishes=wishes, **more)  # type: ignore[arg-type]


def test_a_perfect_plan_says_so_without_names() -> None:
    people = [person(number, "ab"[number % 2], manager=0 if number == 7 else None) for number in range(12)]
    plan = of_halves(people, seed=4)
    assert plan.sizes == (6, 6)
    assert plan.seed == 4
    assert plan.scores == ((Attribute.DEPARTMENT, 100),)
    assert plan.proven
    assert plan.sentences() == (
        "12 people: 2 groups of 6.",
        "Mixing: departments 100 (100: as even as whole people allow, 0: like drawing lots).",
        "No other seating is better.",
        "Nobody sits with their own line manager (1 pair kept apart).",
    )


def test_a_plan_names_manager_and_report_who_share_a_group() -> None:
    people = [person(number, "ab"[number < 6], manager=2 if number in {5, 9} else None) for number in range(12)]
    plan = of_halves(people, session_code="S-AM")
    assert plan.session_code == "S-AM"
    assert plan.scores == ((Attribute.DEPARTMENT, 0),)
    assert not plan.proven
    assert plan.unmet == ("Group 1: First5 Last5 sits with line manager First2 Last2.",)
    assert plan.sentences()[-2:] == ("1 of 2 pairs of manager and report share a group.", *plan.unmet)
    assert all(unmet.traded and unmet.managers for unmet in plan.unmet_wishes)


def test_the_least_mixed_group_is_named_with_what_it_has_too_much_of() -> None:
    people = [person(n, "Hire Desk" if n in {0, 1, 2, 3, 6} else f"D{n}") for n in range(12)]
    assert of_halves(people).worst == "Group 1 is the least mixed: four of six from Hire Desk."
    even = [person(n, "Hire Desk" if n in {0, 1, 2, 6, 7} else f"D{n}") for n in range(12)]
    assert of_halves(even).worst == ""


def test_people_without_names_are_called_by_their_codes() -> None:
    people = [
        Participant(ParticipantId(number), Audience.STAFF, f"P{number}", "", "", manager_id=ParticipantId(1))
        for number in range(1, 4)
    ]
    plan = assess(people, (ids(1, 2, 3),), SeatingRules(), audience=Audience.STAFF)
    assert plan.unmet == (
        "Group 1: P2 sits with line manager P1.",
        "Group 1: P3 sits with line manager P1.",
    )


def test_what_cannot_be_otherwise_is_said_with_its_reason() -> None:
    people = [person(number, manager=1) for number in range(1, 4)]
    plan = assess(people, (ids(1, 2, 3),), SeatingRules(), audience=Audience.STAFF)
    assert not any(unmet.traded for unmet in plan.unmet_wishes)
    assert plan.impossible == (
        "First1 Last1 may sit with nobody, and even the smallest group has 3 seats. None of these wishes can be kept.",
    )
    assert plan.sentences()[-len(plan.impossible) :] == plan.impossible
    assert plan.proven  # both wishes had to fail, and there is nothing to mix


def test_wishes_are_counted_and_the_unmet_ones_named_by_how_much_they_count() -> None:
    wishes = (
        wish(0, 6, WishKind.APART),
        wish(0, 1, WishKind.APART, WishLevel.WANT),
        wish(2, 8, WishKind.TOGETHER),
    )
    plan = of_halves([person(n) for n in range(12)], BY_DEPARTMENT, *wishes)
    assert plan.unmet == (
        "Group 1: First0 Last0 and First1 Last1 would rather sit apart.",
        "Groups 1 and 2: First2 Last2 and First8 Last8 were to sit together.",
    )
    assert "1 of 3 wishes are met." in plan.sentences()
    assert [unmet.traded for unmet in plan.unmet_wishes] == [True, True]
    assert not plan.proven


def test_a_wish_that_the_musts_rule_out_has_a_certificate() -> None:
    wishes = (
        wish(0, 6, WishKind.TOGETHER, WishLevel.WANT),
        wish(0, 7, WishKind.APART),
        wish(6, 7, WishKind.TOGETHER),
    )
    plan = of_halves([person(n) for n in range(12)], BY_DEPARTMENT, *wishes)
    (unmet,) = plan.unmet_wishes
    assert unmet.wish == wishes[0]
    assert unmet.certificate is not None


def test_wishes_about_the_absent_about_oneself_and_asked_twice_count_once_or_not_at_all() -> None:
    wishes = (
        wish(0, 99, WishKind.TOGETHER),
        wish(3, 3, WishKind.APART),
        wish(0, 6, WishKind.APART, WishLevel.WANT),
        wish(0, 6, WishKind.APART),
    )
    plan = of_halves([person(n) for n in range(12)], BY_DEPARTMENT, *wishes)
    assert (plan.wishes, plan.unmet) == (1, ())
    assert "The wish is met." in plan.sentences()


def test_two_people_of_one_name_are_two_people() -> None:
    twins = [
        Participant(
            ParticipantId(n), Audience.STAFF, f"P{n:02}", "Ann", "Lee", manager_id=ParticipantId(0) if n == 1 else None
        )
        for n in range(12)
    ]
    plan = of_halves(twins)
    assert plan.unmet == ("Group 1: Ann Lee sits with line manager Ann Lee.",)
    assert sorted(one for group in plan.groups for one in group) == list(range(12))


def test_roles_and_lonely_people_are_named_by_group() -> None:
    rules = SeatingRules({}, roles=(RoleWish("scribe"),), never_alone=(NeverAlone(Attribute.DEPARTMENT, "Yard"),))
    people = [person(n, "Yard" if n in {0, 7, 8} else "Desk", role="scribe" if n == 9 else "") for n in range(12)]
    plan = of_halves(people, rules)
    assert plan.unmet == ("Group 1 has no scribe.", "Group 1: only one has department Yard.")
    assert plan.impossible == ("1 person can be scribe, and 2 seats need one. 1 seat stays without.",)
    nobody = of_halves([person(n) for n in range(12)], rules)
    assert nobody.unmet == ("No group has a scribe.",)


def test_people_alike_are_scored_by_how_alike_they_are() -> None:
    rules = SeatingRules({Attribute.DEPARTMENT: HIGH}, same=Attribute.DEPARTMENT)
    plan = of_halves([person(n, "ab"[n < 6]) for n in range(12)], rules)
    assert plan.alike == (Attribute.DEPARTMENT, 100)
    assert plan.scores == ()
    mixed = of_halves([person(n, "ab"[n % 2]) for n in range(12)], rules)
    assert mixed.alike == (Attribute.DEPARTMENT, 0)


def test_former_table_mates_are_counted() -> None:
    people = [person(n) for n in range(12)]
    met = {(ParticipantId(0), ParticipantId(1)): 1, (ParticipantId(0), ParticipantId(6)): 2}
    assert "1 pair shares a group again." in of_halves(people, BY_DEPARTMENT, met=met).sentences()
    elsewhere = {(ParticipantId(0), ParticipantId(6)): 2}
    assert "Nobody sits with a former table-mate." in of_halves(people, BY_DEPARTMENT, met=elsewhere).sentences()
    assert of_halves(people, BY_DEPARTMENT, met={}).again is None
    assert of_halves(people).again is None


def test_pins_explain_what_they_make_impossible() -> None:
    pins = {ParticipantId(0): 0, ParticipantId(1): 0}
    plan = of_halves([person(n) for n in range(12)], BY_DEPARTMENT, wish(0, 1, WishKind.APART), pins=pins)
    (unmet,) = plan.unmet_wishes
    assert unmet.certificate is not None
    assert "tied to the same group" in plan.impossible[0]


def test_a_group_that_everybody_has_left_is_not_scored() -> None:
    people = [person(number, "ab"[number % 2]) for number in range(12)]
    plan = assess(people, (HALVES[0], (), HALVES[1]), BY_DEPARTMENT, audience=Audience.STAFF)
    assert plan.groups == (HALVES[0], (), HALVES[1])
    assert plan.scores == ((Attribute.DEPARTMENT, 100),)


def test_an_attribute_that_is_different_for_everybody_gets_no_score() -> None:
    people = [person(number, f"D{number}") for number in range(13)]
    plan = assess(people, (ids(*range(7)), ids(*range(7, 13))), BY_DEPARTMENT, audience=Audience.STAFF)
    assert plan.scores == ()


def test_whoever_sits_with_their_manager_is_found() -> None:
    boss, report, stranger, alone = person(1), person(2, manager=1), person(3), person(4, manager=4)
    assert sitting_with_manager([stranger, report, boss, alone]) == ((report, boss),)
    assert sitting_with_manager([stranger, report, alone]) == ()
