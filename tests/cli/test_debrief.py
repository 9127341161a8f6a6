"""The debrief on the command line: its running order and its minutes, for people and for other programs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.services import engagement
from tests.files import imported

BILL = "over_claimed_strength:OFF-BILL"


def test_from_the_running_order_to_the_minutes(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")
    with engagement.open_file(path) as file:
        now = file.snapshot().engagement
        engagement.update(file, replace(now, everybody=frozenset({Audience.LEADERSHIP})))
    assert run(["debrief", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# Debrief: Tolland Reeve Hire Ltd")
    assert f"  {BILL}  The leadership group named" in out
    assert run(["findings", str(path), "edit", BILL, "--sort", "change"]) == 0
    capsys.readouterr()
    assert run(["debrief", str(path), "outline", "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert [step["part"] for step in steps] == ["guesses"] * 4 + ["gaps", "board", "actions"]
    assert steps[4]["title"] == "Billing, invoicing & payment"
    assert steps[0]["rows"][0][2] == "6 of 6 groups: done well"
    assert run(["debrief", str(path), "minutes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["board"]["change"] == ["Billing, invoicing & payment"]
    minutes = tmp_path / "minutes.md"
    assert run(["debrief", str(path), "minutes", "--to", str(minutes)]) == 0
    capsys.readouterr()
    assert run(["debrief", str(path), "minutes"]) == 0
    assert capsys.readouterr().out.strip() == minutes.read_text(encoding="utf-8").strip()
    assert run(["debrief", str(path), "minutes", "--to", str(minutes)]) == 3
    assert "is there already" in capsys.readouterr().err
