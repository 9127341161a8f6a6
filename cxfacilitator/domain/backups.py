"""Which backups are kept: close together for the last hour, further apart the older they are."""

from collections.abc import Collection
from datetime import datetime

_FIVE_MINUTES, _HOURS, _DAYS = 12, 24, 14


def surplus(taken: Collection[datetime]) -> frozenset[datetime]:
    """Return the instants of the backups that need not be kept.

    Kept are the newest of each of the last 12 periods of five minutes, 24 hours and 14 days in which there is any,
    and so always the newest of all.

    >>> quarters = [datetime(2026, 3, 31, 9 + n // 4, n % 4 * 15) for n in range(20)]
    >>> sorted(f"{at:%H:%M}" for at in surplus(quarters))
    ['09:00', '09:15', '09:30', '10:00', '10:15', '10:30']
    """
    newest_first = sorted(taken, reverse=True)
    kept: set[datetime] = set()
    for most, period in ((_FIVE_MINUTES, _five_minutes), (_HOURS, _hour), (_DAYS, _day)):
        newest_of: dict[tuple[int, ...], datetime] = {}
        for at in newest_first:
            newest_of.setdefault(period(at), at)
        kept.update(list(newest_of.values())[:most])
    return frozenset(taken) - kept


def _five_minutes(at: datetime) -> tuple[int, ...]:
    return *_hour(at), at.minute // 5


def _hour(at: datetime) -> tuple[int, ...]:
    return *_day(at), at.hour


def _day(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day
