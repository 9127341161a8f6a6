"""Form, mend and wish from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import Attribute
from cxfacilitator.domain.roster import Attendance
from cxfacilitator.services import engagement, groups, roster

Out = Callable[..., str]


@pytest.fixture
def path(tmp_path: Path, sample_folder: Path) -> str:
    where = tmp_path / "e.cxfac"
    with engagement.create(where, Engagement("NB-R1", "Northbank")) as file:
        plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, file.snapshot())
        roster.apply(file, plan)
    return str(where)


@pytest.fixture
def nameless(tmp_path: Path) -> str:
    where = tmp_path / "n.cxfac"
    with engagement.create(where, Engagement("NB-R1", "Northbank")) as file:
        roster.add_people(file, Audience.STAFF, 32)
    return str(where)


@pytest.fixture
def out(capsys: pytest.CaptureFixture[str]) -> Out:
    def text(*arguments: str) -> str:
        assert run(arguments) == 0
        return capsys.readouterr().out

    return text


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run(arguments) in (2, 3)
    error = capsys.readouterr().err
    assert "Traceback" not in error
    return error


def data(text: str) -> Any:
    return json.loads(text)


def table_of(found: Any, code: str) -> int:
    return next(number for number, group in enumerate(found["groups"]) if code in group)


def test_wishes_of_the_command_line_hold_and_are_kept_when_agreed(path: str, out: Out) -> None:
    codes = [person.code for person in _people(path) if person.manager_id is None][:4]
    wishes = ("--together", f"{codes[0]},{codes[1]}", "--apart", f"{codes[2]},{codes[3]}")
    found = data(out("make-groups", path, *wishes, "--json"))
    assert table_of(found, codes[0]) == table_of(found, codes[1])
    assert table_of(found, codes[2]) != table_of(found, codes[3])
    assert out("wishes", path) == "Nobody has been asked to sit apart or together.\n"
    out("make-groups", path, *wishes, "--mix", "site=ignore", "--yes")
    kept = data(out("wishes", path, "--json"))
    assert sorted((sorted(wish["people"]), wish["kind"], wish["level"]) for wish in kept) == sorted(
        [(sorted(codes[:2]), "together", "must"), (sorted(codes[2:]), "apart", "must")]
    )
    assert len(kept[0]["people"]) == 2
    with engagement.open_file(Path(path)) as file:
        assert groups.rules_for(file.snapshot(), Audience.STAFF).mix[Attribute.SITE] == 0


def test_wishes_are_added_listed_and_dropped(path: str, out: Out, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (person.code for person in _people(path)[:2])
    shown = out("wishes", path, "--apart", f"{first},{second}", "--want")
    assert f"({first})" in shown
    assert shown.endswith("apart (want)\n")
    assert out("wishes", path, "--drop", f"{second},{first}") == "Nobody has been asked to sit apart or together.\n"
    assert f"There is no wish about {first} and {second}." in said(
        capsys, "wishes", path, "--drop", f"{first},{second}"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--apart", "P1"], "not a pair of codes"),
        (["--apart", "P1,NOBODY"], "Nobody on the roster has the code NOBODY."),
        (["--same", "colour"], "there is no attribute 'colour'"),
        (["--mix", "site=much"], "write it as department=high"),
        (["--sizes", "20,12"], ""),
        (["--sizes", "7,7"], "The groups have 14 seats for 32 people"),
        (["--rounds", "1"], "from 2 to 12 rounds"),
        (["--rounds", "2", "--yes"], "Rounds are only shown"),
    ],
)
def test_a_bad_value_gets_one_sentence(
    nameless: str, arguments: list[str], sentence: str, out: Out, capsys: pytest.CaptureFixture[str]
) -> None:
    if sentence:
        assert sentence in said(capsys, "make-groups", nameless, *arguments)
    else:
        assert "not all of 6-8" in out("make-groups", nameless, *arguments)


def test_rounds_are_shown_and_nothing_is_formed(nameless: str, out: Out) -> None:
    found = data(out("make-groups", nameless, "--rounds", "3", "--json"))
    assert [sorted(code for group in groups for code in group) for groups in found["rounds"]] == [
        sorted(f"P{n}" for n in range(1, 33))
    ] * 3
    text = out("make-groups", nameless, "--rounds", "2")
    assert "Round 2" in text
    assert "counting by groups is invalid" in text
    assert not _snapshot(nameless).groups


def test_groups_are_mended_and_the_moves_are_said(nameless: str, out: Out) -> None:
    out("make-groups", nameless, "--yes")
    with engagement.open_file(Path(nameless)) as file:
        snapshot = file.snapshot()
        table = next(group for group in snapshot.groups if group.code == "S1")
        for person in [p for p in snapshot.participants if p.group_id == table.id][:3]:
            roster.set_attendance(file, person.id, Attendance.NO_SHOW)
    shown = out("rebalance", nameless)
    headings = [line for line in shown.splitlines() if not line.startswith("  ")][:-1]
    assert headings == ["Fewest moves", "Balanced", "Fresh start"]
    assert shown.endswith("Nothing has been changed. Run it again with --yes to agree.\n")
    answer = data(out("rebalance", nameless, "--choice", "fewest", "--json"))["fewest"]
    assert answer["moved"] == len(answer["moves"]) > 0
    assert sorted(code for row in answer["tables"] for code in row["people"]) == sorted(
        person.code for person in _people(nameless) if person.attendance.may_sit
    )
    told = out("rebalance", nameless, "--yes")
    for move in answer["moves"]:
        assert f"{move['code']} from {move['from']} to {move['to']}" in told
    after = _snapshot(nameless)
    label = {group.id: group.label for group in after.groups}
    assert {(after.participant[m.person_id].code, m.before, m.after) for m in groups.moves(after, Audience.STAFF)} == {
        (move["code"], move["from"], move["to"]) for move in answer["moves"]
    }
    assert all(label[p.group_id] for p in after.participants if p.group_id is not None)


def test_there_is_nothing_to_mend_without_groups(nameless: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Form them first" in said(capsys, "rebalance", nameless)


def _snapshot(path: str) -> Any:
    with engagement.open_file(Path(path)) as file:
        return file.snapshot()


def _people(path: str) -> Any:
    return _snapshot(path).participants


def test_a_proof_is_said(nameless: str, out: Out) -> None:
    assert "Proven: no other seating is better." in out("make-groups", nameless, "--prove")


def test_wishes_that_contradict_each_other_in_one_command_are_refused(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "are to sit apart and together at once"
    assert words in said(capsys, "wishes", path, "--apart", "P1,P2", "--together", "P2,P1")
    assert words in said(capsys, "make-groups", path, "--apart", "P1,P2", "--together", "P2,P1")
    with engagement.open_file(Path(path)) as file:
        assert file.snapshot().wishes == ()


def test_the_same_pair_twice_counts_once(path: str, out: Out) -> None:
    twice = ("--apart", "P1,P2", "--apart", "P2,P1")
    assert len(data(out("wishes", path, *twice, "--json"))) == 1
    assert data(out("wishes", path, "--drop", "P1,P2", "--drop", "P2,P1", "--json")) == []


def test_a_session_that_nobody_is_invited_to_is_named(path: str, capsys: pytest.CaptureFixture[str], out: Out) -> None:
    assert "is invited to S-AM. Split it" in said(capsys, "make-groups", path, "--session", "S-AM")
    out("waves", path, "--names", "S-AM,S-PM", "--yes")
    assert "people are invited to S-AM and S-PM." in said(capsys, "make-groups", path, "--session", "NOPE")


def test_one_wish_that_is_not_met_is_told_in_the_singular(path: str, out: Out) -> None:
    pairs = ("--sizes", "66", "--apart", "P1,P60")
    lines = out("make-groups", path, *pairs).splitlines()
    assert "The wish is not met." in lines
