"""Garbage is collected on the thread of the screens."""

import gc
import threading

from pytestqt.qtbot import QtBot

from cxfacilitator.ui.collector import MANY, Collector


class Ring:
    """Garbage that only the collector finds; notes the thread on which it ends."""

    ended_on: list[int] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.ended_on.append(threading.get_ident())


def litter(kept: list[list[int]]) -> None:
    """Leave garbage behind, and keep more than enough to wake Python's own collector."""
    for _ in range(20):
        Ring()
    kept += [[number] for number in range(50_000)]


def test_what_a_worker_leaves_behind_ends_on_this_thread(qtbot: QtBot) -> None:
    gc.enable()
    Ring.ended_on.clear()
    collector = Collector()
    kept: list[list[int]] = []
    worker = threading.Thread(target=litter, args=(kept,))
    worker.start()
    worker.join()
    assert Ring.ended_on == []
    qtbot.waitUntil(lambda: len(Ring.ended_on) == 20, timeout=15_000)
    assert set(Ring.ended_on) == {threading.get_ident()}
    assert not gc.isenabled()
    collector.deleteLater()


def test_what_an_engagement_brings_is_not_looked_through_again_and_again(qtbot: QtBot) -> None:
    collector = Collector()
    gc.collect()
    before = gc.get_freeze_count()
    kept = [[number] for number in range(MANY + 1_000)]
    try:
        collector.look()
        assert gc.get_freeze_count() - before >= len(kept)
    finally:
        gc.unfreeze()
        collector.deleteLater()


def test_what_nobody_holds_is_gone_without_a_look(qtbot: QtBot) -> None:
    Ring.ended_on.clear()
    collector = Collector()
    kept = [Ring()]
    gc.freeze()
    kept.pop().itself = None  # type: ignore[assignment]
    assert len(Ring.ended_on) == 1
    gc.unfreeze()
    collector.deleteLater()
