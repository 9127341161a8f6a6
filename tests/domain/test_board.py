"""How far the typing is, and how long it still takes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.board import Fill, board, missing_in_words, pace, to_ask
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box, BoxState
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot

START = datetime(2025, 9, 16, 10, 5, tzinfo=UTC)


def snapshot(*answers: Answer, groups: int = 2) -> Snapshot:
    tables = tuple(Group(GroupId(n), f"S{n}", Audience.STAFF, f"Table {n}") for n in range(1, groups + 1))
    return replace(sample_snapshot(), participants=(), groups=tables, answers=answers, tags=(), ideas=())


def line(number: int, box: Box, text: str = "fine", at: float | None = None, competitor: str = "") -> Answer:
    typed = START + timedelta(seconds=at) if at is not None else None
    return Answer(AnswerId(f"a{number}"), f"S1-{number}", 1, box, number, text, competitor, typed_at=typed)


def typed(seconds: Sequence[float], groups: int = 2) -> Snapshot:
    """One sheet whose lines were begun so many seconds after one another."""
    instants = [sum(seconds[:place]) for place in range(len(seconds) + 1)]
    return snapshot(*(line(n, Box.WELL, at=at) for n, at in enumerate(instants)), groups=groups)


def test_every_box_is_counted_or_explained() -> None:
    base = snapshot(line(1, Box.WELL), line(2, Box.WELL), line(3, Box.CONTINUE))
    states = {(GroupId(1), Box.IMPROVE): BoxState.BLANK, (GroupId(1), Box.DIFFER): BoxState.NOT_ASKED}
    first, second = board(replace(base, box_states=states))
    assert [first.boxes[box].fill for box in SHEET_BOXES] == [
        Fill.LINES,
        Fill.BLANK,
        Fill.NOT_ASKED,
        Fill.LINES,
        Fill.MISSING,
    ]
    assert first.boxes[Box.WELL].lines == 2
    assert {count.fill for count in second.boxes.values()} == {Fill.UNTYPED}
    assert (first.typed, second.typed) == (True, False)
    assert first.missing == ("Q4 Start empty", "not marked as complete")
    assert second.missing == ("not typed",)


def test_what_is_missing_is_said_in_a_sentence() -> None:
    full = snapshot(*(line(n, box) for n, box in enumerate(SHEET_BOXES)), groups=1)
    assert missing_in_words(board(full)) == "1 typed sheet not marked as complete."
    done = replace(full, groups=(replace(full.groups[0], complete=True),))
    assert board(done)[0].missing == ()
    assert missing_in_words(board(done)) == "The sheet is typed and complete."
    assert missing_in_words(()) == "There are no groups yet."


def test_the_scribe_is_asked_once_for_each_line() -> None:
    lines = (
        line(1, Box.DIFFER, "[Illegible] vans"),
        line(2, Box.DIFFER, "texts"),
        line(3, Box.DIFFER, "apps", competitor="Dobbs"),
        line(4, Box.UNMARKED, "an app"),
        *(line(10 + n, box) for n, box in enumerate((Box.WELL, Box.IMPROVE))),
    )
    base = snapshot(*lines)
    tables = (replace(base.groups[0], scribe="Bo"), base.groups[1])
    assert to_ask(board(replace(base, groups=tables))) == "\n".join(
        [
            "S1 Table 1, scribe Bo",
            "- S1-1: what does it say? “[Illegible] vans”",
            "- S1-4: continue or start? “an app”",
            "- S1-2: who does this? “texts”",
        ]
    )


def test_nothing_is_claimed_before_enough_lines_were_typed() -> None:
    assert pace(typed([15] * 9)) is None
    assert pace(snapshot(*(line(n, Box.WELL) for n in range(40)))) is None
    assert pace(typed([15] * 10)) is not None


def test_pauses_and_pasted_lines_say_nothing_about_the_pace() -> None:
    found = pace(typed([15, 15, 600, 15, 15, 0, 15, 15, 15, 15, 15, 4000, 15], groups=5))
    assert found is not None
    assert found.seconds_per_line == 15
    assert found.sheets_per_hour == pytest.approx(3600 / (15 * 14))
    assert found.sentence == "About 17 sheets an hour so far, pauses left out. About 14 minutes for 4 sheets."


def test_when_all_is_typed_no_time_is_left() -> None:
    found = pace(typed([15] * 12, groups=1))
    assert found is not None
    assert (found.left, found.minutes_left) == (0, 0)
    assert found.sentence.endswith("pauses left out.")


@given(st.lists(st.floats(0, 2000), min_size=10, max_size=30), st.integers(1, 9))
def test_the_pace_is_positive_and_within_what_was_typed(seconds: list[float], groups: int) -> None:
    found = pace(typed(seconds, groups))
    if found is not None:
        assert 0 < found.seconds_per_line <= 180
        assert found.minutes_left >= (1 if groups > 1 else 0)
