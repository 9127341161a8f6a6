"""Names out of the wording."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.sheets import Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.privacy import every_name_cleaner, full_name_cleaner, initials
from tests.builders import sample_snapshot


def snapshot(*names: tuple[str, str]) -> Snapshot:
    people = tuple(
        Participant(ParticipantId(number), Audience.STAFF, f"P{number}", first, last)
        for number, (first, last) in enumerate(names, 1)
    )
    return replace(sample_snapshot(), participants=people)


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Hussain helps",
        "ask zoe hussain",
        "HUSSAIN, ZOË again",
        "Zoe\u0308 Hussain",
        "Hussain Zoë is fine",
        "Zoë  Hussain",
    ],
)
def test_a_full_name_is_taken_out_however_it_is_written(text: str) -> None:
    cleaned = full_name_cleaner(snapshot(("Zoë", "Hussain"))).clean(text)
    assert "[name]" in cleaned
    assert "ussain" not in cleaned.lower()


def test_the_facilitator_reads_single_names_as_written() -> None:
    assert full_name_cleaner(snapshot(("Zoë", "Hussain"))).clean("Zoë is great") == "Zoë is great"


def test_leadership_reads_no_name_at_all() -> None:
    cleaner = every_name_cleaner(snapshot(("Zoë", "Hussain")))
    assert cleaner.clean("Zoë is great, Hussain too") == "[name] is great, [name] too"
    assert cleaner.clean("zoology") == "zoology"


@pytest.mark.parametrize(
    "text",
    ["ZOË knows", "Zoe\u0308's van", "Zoë-Anne knows", "O’Dowd's van", "O'DOWD", "HUSSAIN,\nzoë knows", "Zoë  O’Dowd"],
)
def test_leadership_reads_no_name_however_it_is_written(text: str) -> None:
    cleaned = every_name_cleaner(snapshot(("Zoë", "Hussain"), ("Zoë", "O'Dowd"))).clean(text)
    assert cleaned.startswith("[name]")
    assert cleaned.removeprefix("[name]").lower() in ("", " knows", "'s van")


def test_people_named_in_flagged_answers_are_taken_out_everywhere() -> None:
    base = sample_snapshot()
    cleaner = every_name_cleaner(base)
    assert cleaner.clean("Dave remembers what I had last time") == "[name] remembers what I had last time"
    assert cleaner.clean("as Priya said") == "as [name] said"
    assert cleaner.clean("Our account mgr") == "Our account mgr"


def test_the_words_of_the_client_and_of_competitors_stay() -> None:
    base = snapshot(("Margot", "Reeve"))
    flagged = replace(base.answers[0], text="Brightline and Tolland Reeve said so", flags=frozenset({Flag.PERSON}))
    engagement = replace(base.engagement, competitors=("Brightline",))
    cleaner = every_name_cleaner(replace(base, answers=(flagged, *base.answers[1:]), engagement=engagement))
    assert cleaner.clean("Brightline and Tolland Reeve") == "Brightline and Tolland Reeve"
    assert cleaner.clean("ask Margot Reeve") == "ask [name]"


def test_contact_details_are_taken_out_for_leadership_only() -> None:
    text = "mail a.b@example.org or ring 01234 567 890"
    assert every_name_cleaner(sample_snapshot()).clean(text) == "mail [contact] or ring [contact]"
    assert full_name_cleaner(sample_snapshot()).clean(text) == text


@pytest.mark.parametrize("text", ["40 a week, 3 wks", "98% invoice accuracy and 96% on time", "£50 limit"])
def test_numbers_that_are_no_telephone_stay(text: str) -> None:
    assert every_name_cleaner(sample_snapshot()).clean(text) == text


def test_an_owner_on_the_roster_is_printed_as_initials() -> None:
    base = snapshot(("Margot", "Reeve"))
    assert initials(base, "Margot Reeve") == "MR"
    assert initials(base, "Operations Director") == "Operations Director"
