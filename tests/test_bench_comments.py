"""The made-up comments: always the same, of the usual length, as varied as what people write, some of them twice."""

import csv
from collections import Counter
from pathlib import Path

import bench_comments


def comments(folder: Path, count: int) -> list[str]:
    path = folder / "comments.csv"
    bench_comments.write_list(path, count)
    with path.open(encoding="utf-8", newline="") as file:
        return [row["Comment"] for row in csv.DictReader(file)]


def test_comments_are_always_the_same(tmp_path: Path) -> None:
    assert comments(tmp_path, 300) == comments(tmp_path, 300)


def test_comments_are_as_long_as_real_ones_and_some_come_twice(tmp_path: Path) -> None:
    found = comments(tmp_path, 5000)
    lengths = [len(text.split()) for text in found]
    assert len(found) == 5000
    assert max(lengths) <= 25
    assert 10 < sum(lengths) / len(lengths) < 20
    assert all(text.strip() for text in found)
    twice = sum(times for times in Counter(found).values() if times > 1)
    assert 0.03 < twice / len(found) < 0.15
