"""The simulated power loss: what was synced is never lost, what was not may be, and a loss is found."""

import random
import struct
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from power_loss import MARKS, Promise, crashes, draw_points
from simulated_disk import SECTOR, Change, Disk, What, read_log

OLD, NEW = bytes(2 * SECTOR), b"n" * SECTOR + b"m" * SECTOR


def images(disk: Disk, count: int = 200) -> set[tuple[tuple[str, bytes], ...]]:
    chance = random.Random(1)
    return {tuple(sorted(disk.image(chance).items())) for _ in range(count)}


def said(text: str) -> Change:
    return Change(What.WRITE, MARKS, 0, text.encode())


def test_a_write_that_was_synced_is_in_every_image() -> None:
    disk = Disk({"a": OLD})
    disk.take(Change(What.WRITE, "a", 0, NEW))
    disk.take(Change(What.SYNC, "a"))
    assert images(disk) == {(("a", NEW),)}


def test_a_write_that_was_not_synced_is_there_gone_or_torn_between_sectors() -> None:
    disk = Disk({"a": OLD})
    disk.take(Change(What.WRITE, "a", 0, NEW))
    halves = {OLD[:SECTOR] + NEW[SECTOR:], NEW[:SECTOR] + OLD[SECTOR:]}
    assert images(disk) == {(("a", data),) for data in {OLD, NEW, *halves}}
    assert disk.written() == {"a": NEW}


def test_a_later_write_may_be_there_without_an_earlier_one() -> None:
    disk = Disk({"a": bytes(3)})
    disk.take(Change(What.WRITE, "a", 0, b"1"))
    disk.take(Change(What.WRITE, "a", 1, b"2"))
    assert (("a", b"\x002\x00"),) in images(disk)


def test_the_sync_of_another_file_makes_names_and_sizes_durable_but_no_contents() -> None:
    disk = Disk({"a": b"long", "b": b""})
    disk.take(Change(What.CUT, "a", 1))
    disk.take(Change(What.CREATE, "c"))
    disk.take(Change(What.WRITE, "c", 0, b"x"))
    assert (("a", b"long"), ("b", b"")) in images(disk)
    disk.take(Change(What.SYNC, "b"))
    assert images(disk) == {(("a", b"l"), ("b", b""), ("c", data)) for data in (b"", b"x")}


def test_names_change_in_order() -> None:
    disk = Disk({"a": b"old"})
    disk.take(Change(What.RENAME, "a", data=b"b"))
    disk.take(Change(What.CREATE, "a"))
    disk.take(Change(What.REMOVE, "b"))
    assert images(disk) == {(("a", b"old"),), (("b", b"old"),), (("a", b""), ("b", b"old")), (("a", b""),)}
    assert disk.written() == {"a": b""}


def test_a_file_made_anew_under_its_old_name_has_nothing_of_the_old_one() -> None:
    disk = Disk({"log": b"old"})
    disk.take(Change(What.REMOVE, "log"))
    disk.take(Change(What.CREATE, "log"))
    disk.take(Change(What.WRITE, "log", 1, b"n"))
    disk.take(Change(What.SYNC, "log"))
    assert images(disk) == {(("log", b"\0n"),)}


@given(st.lists(st.tuples(st.sampled_from("WTS"), st.integers(0, 1500), st.binary(min_size=1, max_size=900))))
def test_an_image_never_has_a_byte_that_nobody_wrote(steps: list[tuple[str, int, bytes]]) -> None:
    disk, ever = Disk({"a": b""}), b"\0"
    for what, place, data in steps:
        disk.take(Change(What(what), "a", place, data))
        ever += data
    image = disk.image(random.Random(2))["a"]
    assert set(image) <= set(ever)
    disk.take(Change(What.SYNC, "a"))
    assert disk.image(random.Random(3)) == disk.written()


def test_the_log_is_read_as_the_shim_writes_it(tmp_path: Path) -> None:
    def entry(what: bytes, name: bytes, place: int, data: bytes) -> bytes:
        return struct.pack("=cHqI", what, len(name), place, len(data)) + name + data

    (tmp_path / "log").write_bytes(entry(b"C", b"a-wal", 0, b"") + entry(b"W", b"a-wal", 32, b"xy"))
    assert read_log(tmp_path / "log") == [Change(What.CREATE, "a-wal"), Change(What.WRITE, "a-wal", 32, b"xy")]


def test_an_answer_is_either_as_acknowledged_or_as_it_was_about_to_become() -> None:
    promise = Promise({}, {})
    for line in ('{"try": {"1": ["well", "fast"]}}', '{"done": true}', '{"try": {"1": ["well", "faster"]}}'):
        promise.hear(line)
    assert promise.broken_by({"1": ("well", "fast")}) == []
    assert promise.broken_by({"1": ("well", "faster")}) == []
    assert promise.broken_by({}) == ["1"]
    assert promise.broken_by({"1": ("well", "fas")}) == ["1"]
    promise.hear('{"done": true}')
    assert promise.broken_by({"1": ("well", "fast")}) == ["1"]
    assert promise.broken_by({"1": ("well", "faster"), "2": ("well", "?")}) == ["2"]


def test_a_program_that_acknowledges_before_its_sync_is_found_out() -> None:
    def loses(log: list[Change]) -> bool:
        points = draw_points(log, "a", 60, random.Random(4))
        chance = random.Random(5)
        return any(
            promise.broken_by({"1": ("well", "ok")} if disk.image(chance)["a"] == b"ok" else {})
            for disk, promise in crashes(log, {"a": b"--"}, points)
        )

    trying, done = said('{"try": {"1": ["well", "ok"]}}'), said('{"done": true}')
    write, sync = Change(What.WRITE, "a", 0, b"ok"), Change(What.SYNC, "a")
    assert loses([trying, write, done, sync])
    assert not loses([trying, write, sync, done, sync])
