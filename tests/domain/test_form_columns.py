"""What the headings of other people's lists mean."""

import pytest

from cxfacilitator.domain.form_columns import FormColumn, columns_in_order, guess, meaning
from tests.builders import WORDING


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Kind", FormColumn.KIND),
        ("Source", FormColumn.SOURCE),
        ("customer_type", FormColumn.SEGMENT),
        ("Submitted at", FormColumn.DATE),
        ("Q1", FormColumn.WELL),
        ("Good", FormColumn.WELL),
        ("BAD", FormColumn.IMPROVE),
        ("Q4 (Continue)", FormColumn.CONTINUE),
        ("Start", FormColumn.START),
        ("q4", FormColumn.UNSORTED),
        ("Comment", FormColumn.UNSORTED),
        ("Competitor", FormColumn.COMPETITOR),
        ("Q1 - What went badly?", FormColumn.IMPROVE),
        ("What did you like?", FormColumn.WELL),
        ("What do other companies do differently?", FormColumn.DIFFER),
        ("What should we keep doing and what should we start?", FormColumn.UNSORTED),
        ("What should we start doing?", FormColumn.START),
        ("E-mail address", None),
        ("Name", None),
        ("Q1. How old are you?", None),
        ("", None),
    ],
)
def test_headings(heading: str, column: FormColumn | None) -> None:
    """Codes, everyday words and whole questions; a question's words beat its number."""
    assert meaning(heading) is column


def test_the_questions_of_the_engagement_are_headings() -> None:
    """However they are worded, with the client's name in them."""
    assert meaning("What does Acme do well?", WORDING, "Acme") is FormColumn.WELL
    assert meaning("3. What do others do differently?", WORDING, "Acme") is FormColumn.DIFFER
    assert meaning("What must Acme continue? What should it start?", WORDING, "Acme") is FormColumn.UNSORTED


def test_a_short_heading_is_never_guessed() -> None:
    """One or two words say too little; the list of known headings is for those."""
    assert guess("Best before") is None


def test_columns_without_headings() -> None:
    """Four columns are the four questions; others nobody can know."""
    assert columns_in_order(1) == [FormColumn.UNSORTED]
    assert columns_in_order(4)[3] is FormColumn.UNSORTED
    assert columns_in_order(5)[3:] == [FormColumn.CONTINUE, FormColumn.START]
    assert columns_in_order(3) == [None, None, None]
