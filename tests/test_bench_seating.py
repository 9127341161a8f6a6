"""The bench of seatings: reads instances with gaps and accents, writes whole solutions, names what is impossible."""

import json
from pathlib import Path

import pytest

import bench_seating


def instance(folder: Path, name: str, people: int, **asked: object) -> None:
    rows = ["id,Büro,Stufe,Jahre,kann schreiben"]
    for number in range(people):
        office = ["Köln", '"Aix, Süd"', "", "L'Île"][number % 4]
        rows.append(
            f"Ü{number:02},{office},{['neu', 'alt', ''][number % 3]},{number / 2 or ''},{'ja' * (number % 5 == 0)}"
        )
    (folder / f"{name}.roster.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    spec = {
        "people_csv": f"{name}.roster.csv",
        "attributes": [
            {"name": "Büro", "type": "cat", "mode": "mix", "weight": 3},
            {"name": "Stufe", "type": "ord", "levels": ["neu", "alt"], "mode": "mix", "weight": 2},
            {"name": "Jahre", "type": "num", "bins": 3, "mode": "mix", "weight": 1},
        ],
        **asked,
    }
    (folder / f"{name}.spec.json").write_text(json.dumps(spec), encoding="utf-8")


def solution(out: Path, name: str) -> dict[str, int]:
    found: dict[str, int] = json.loads((out / f"{name}.solution.json").read_text(encoding="utf-8"))["groups"]
    return found


def test_a_folder_is_solved_and_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    instance(
        tmp_path,
        "mix1",
        14,
        sizes=[7, 7],
        apart=[["Ü03", "Ü01", "must"]],
        roles=[{"name": "Schreiber", "attr": "kann schreiben", "values": ["ja"], "need": 1, "level": "want"}],
        not_alone=[{"attr": "Stufe", "value": "alt"}],
        history=[["Ü05", "Ü04", 2]],
        pins={"Ü00": 1},
    )
    instance(tmp_path, "conflict1", 12, sizes=[6, 6], apart=[["Ü01", "Ü02", "must"]], together=[["Ü02", "Ü01", "must"]])
    instance(
        tmp_path,
        "later",
        22,
        format="grouping-rebalance-1",
        seated={f"Ü{number:02}": number % 3 for number in range(21)},
        no_shows=["Ü03"],
        arrivals=["Ü21"],
    )
    instance(tmp_path, "turns", 12, sizes=[6, 6], rounds=2)
    (tmp_path / "sizes.json").write_text(
        json.dumps([{"n": 13, "exact": True, "group_counts": [2], "default_plan": [7, 6], "least_bad": None}])
    )
    bench_seating.bench(tmp_path, out)
    said = capsys.readouterr().out
    assert "apart pair inside a keep-together block" in said
    assert "sizes: 1 head counts, 0 differ" in said
    mixed = solution(out, "mix1")
    assert (len(mixed), mixed["Ü00"]) == (14, 1)
    assert mixed["Ü03"] != mixed["Ü01"]
    assert mixed["Ü05"] != mixed["Ü04"]
    repaired = solution(out, "later")
    assert "Ü03" not in repaired
    assert {code: group for code, group in repaired.items() if code != "Ü21"} == {
        f"Ü{number:02}": number % 3 for number in range(21) if number != 3
    }
    turns = json.loads((out / "turns.solution.json").read_text(encoding="utf-8"))["rounds"]
    assert [sorted(turn.values()) for turn in turns] == [[0] * 6 + [1] * 6] * 2
    assert "at least 12 repeats, reached" in said


def test_numbers_in_other_than_four_classes_become_an_order(tmp_path: Path) -> None:
    instance(tmp_path, "mix1", 12, sizes=[6, 6])
    spec = bench_seating.read(tmp_path / "mix1.spec.json")
    codes = {row["id"]: number for number, row in enumerate(spec["people"])}
    request = bench_seating.request_of(spec, codes)
    assert [trait.scale.value for trait in request.traits] == ["category", "order", "order"]
    # 11 known numbers in three classes: the first begins at 0.5, the others at the fourth and the eighth number.
    years = request.traits[2].values
    assert 0 not in years
    assert [years[number] for number in range(1, 12)] == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
