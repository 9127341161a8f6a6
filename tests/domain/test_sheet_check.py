"""What is still open before a sheet is complete."""

from cxfacilitator.domain.sheet_check import check_sheet
from cxfacilitator.domain.sheets import ILLEGIBLE, SHEET_BOXES, Answer, AnswerId, Box


def _line(box: Box, text: str = "crews") -> Answer:
    return Answer(AnswerId(f"{box}{text}"), "", 1, box, 1, text)


def test_a_full_sheet_is_done() -> None:
    check = check_sheet([_line(box) for box in SHEET_BOXES], ())
    assert (check.unmarked_words, check.empty_words, check.illegible_words) == ("", "", "")


def test_what_is_open_is_said_in_words() -> None:
    lines = [_line(Box.WELL, f"{ILLEGIBLE} and {ILLEGIBLE}"), _line(Box.UNMARKED), _line(Box.DIFFER)]
    check = check_sheet(lines, {Box.IMPROVE})
    assert check.unmarked_words == "One line of Q4 is marked neither continue nor start. Decide that first."
    assert check.empty_words == "Q4 Continue and Q4 Start are empty"
    assert check.illegible_words == "2 illegible words are on the list for the scribe."
