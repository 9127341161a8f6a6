"""Which backups are kept."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.backups import surplus

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def test_a_month_of_backups_every_five_minutes_comes_down_to_fifty() -> None:
    kept: set[datetime] = set()
    for number in range(30 * 24 * 12):
        kept.add(NOON + timedelta(minutes=5 * number))
        kept -= surplus(kept)
    newest = max(kept)
    assert len(kept) <= 12 + 24 + 14
    assert {newest - timedelta(minutes=5 * number) for number in range(12)} <= kept
    assert sum(newest - at <= timedelta(hours=24) for at in kept) >= 12 + 22
    assert newest - min(kept) >= timedelta(days=12)


def test_a_few_backups_are_all_kept() -> None:
    taken = {NOON + timedelta(minutes=5 * number) for number in range(12)}
    assert surplus(taken) == frozenset()
    assert surplus([]) == frozenset()


@given(st.sets(st.integers(0, 10**7), max_size=200))
def test_the_newest_is_never_thinned_and_what_is_kept_is_kept_again(seconds: set[int]) -> None:
    taken = {NOON + timedelta(seconds=second) for second in seconds}
    gone = surplus(taken)
    assert gone <= taken
    assert not taken or max(taken) not in gone
    assert surplus(taken - gone) == frozenset()
