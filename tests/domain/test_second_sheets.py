"""Which sheets are tagged a second time: whole ones, of every audience, the same ones with the same seed."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_sheets import choose_sheets
from tests.builders import sample_snapshot
from tests.engagements import random_engagement


def test_a_fifth_of_the_sample_is_a_sheet_of_every_audience() -> None:
    """1 + 9 + 6 sheets: a fifth of 16 is 3."""
    snapshot = sample_snapshot()
    chosen = choose_sheets(snapshot)
    assert [group.audience for group in chosen] == list(Audience)
    assert chosen == choose_sheets(snapshot)
    assert len({choose_sheets(snapshot, seed=seed) for seed in range(20)}) > 5


def test_more_sheets_are_spread_as_the_audiences_are() -> None:
    snapshot = sample_snapshot()
    counts = Counter(group.audience for group in choose_sheets(snapshot, 0.5))
    assert counts == {Audience.LEADERSHIP: 1, Audience.STAFF: 4, Audience.CUSTOMERS: 3}
    assert choose_sheets(snapshot, 1) == snapshot.groups


def test_without_answers_there_is_nothing_to_choose() -> None:
    with pytest.raises(CxError, match="No sheet has answers yet"):
        choose_sheets(replace(sample_snapshot(), answers=(), tags=()))


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.floats(0.01, 1), st.integers(0, 9))
def test_every_audience_with_answers_is_in_and_no_sheet_without(seed: int, share: float, draw: int) -> None:
    snapshot = random_engagement(seed)
    written = [group for group in snapshot.groups if group.id in snapshot.answers_of]
    if not written:
        return
    chosen = choose_sheets(snapshot, share, draw)
    assert set(chosen) <= set(written)
    assert {group.audience for group in chosen} == {group.audience for group in written}
    assert abs(len(chosen) - share * len(written)) <= max(0.5, len({group.audience for group in written}))
