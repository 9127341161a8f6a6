"""Of each line the newest wording counts, and none is let go before it is in the file."""

import pytest

from cxfacilitator.domain.errors import CxError, DiskRefused
from cxfacilitator.services.keeping.lines import Line, LineQueue
from cxfacilitator.store.file import EngagementFile


def save(_file: EngagementFile, text: str) -> None:
    """Stands for a service."""


def line(text: str, key: str = "line") -> Line:
    return Line(key, save, text)


def said(lines: tuple[Line, ...]) -> list[object]:
    return [found.values[0] for found in lines]


def test_a_newer_wording_takes_the_place_of_one_that_waits() -> None:
    queue = LineQueue()
    slot = queue.add(line("Q"))
    assert slot is not None
    assert queue.add(line("Quick")) is None
    assert queue.take(slot).values == ("Quick",)
    assert said(queue.unsaved) == ["Quick"], "on its way is not yet there"


def test_after_the_seal_a_line_waits_anew() -> None:
    queue = LineQueue()
    first = queue.add(line("Q"))
    queue.seal()
    second = queue.add(line("Quick"))
    assert first is not None
    assert second is not None
    assert (queue.take(first).values, queue.take(second).values) == (("Q",), ("Quick",))


def test_a_held_line_is_replaced_by_its_newer_wording_only() -> None:
    queue = LineQueue()
    for key in ("a", "b"):
        slot = queue.add(line(key, key))
        assert slot is not None
        with pytest.raises(DiskRefused), queue.writing(queue.take(slot)):
            raise DiskRefused("full")
    assert said(queue.held) == ["a", "b"]
    slot = queue.add(line("a again", "a"))
    assert slot is not None
    newest = queue.take(slot)
    assert said(queue.held) == ["b"]
    with queue.writing(newest):
        pass
    assert said(queue.unsaved) == ["b"]


def test_a_line_that_is_refused_for_good_is_let_go() -> None:
    queue = LineQueue()
    slot = queue.add(line("Q"))
    assert slot is not None
    with pytest.raises(CxError), queue.writing(queue.take(slot)):
        raise CxError("Nobody has this code.")
    assert queue.unsaved == queue.held == ()


def test_how_long_a_line_waits_is_counted_from_what_is_not_in_the_file() -> None:
    queue = LineQueue()
    first, second = line("Q"), line("Qu")
    slot = queue.add(first)
    assert slot is not None
    taken = queue.take(slot)
    queue.add(second)
    assert second.waits_since == first.typed_at
    with queue.writing(taken):
        pass
    assert second.waits_since == second.typed_at
    assert said(queue.unsaved) == ["Qu"]
    queue.clear()
    assert queue.unsaved == queue.held == ()
