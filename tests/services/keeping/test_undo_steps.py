"""Undo goes far back, but not without end."""

import pytest

from cxfacilitator.services.keeping import undo_steps
from cxfacilitator.services.keeping.undo_steps import UndoSteps
from cxfacilitator.store.file import Step


def step(label: str, size: int = 1, key: str = "") -> Step:
    return Step(label, frozenset({"answer"}), ("x" * size,), key)


def test_the_oldest_steps_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "MOST_STEPS", 3)
    steps = UndoSteps()
    for number in range(5):
        steps.push(step(str(number)))
    assert [found.label for found in steps.done] == ["2", "3", "4"]


def test_large_steps_are_forgotten_sooner_but_never_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "MOST_CHARACTERS", 100)
    steps = UndoSteps()
    for number, size in enumerate((40, 40, 40, 10)):
        steps.push(step(str(number), size))
    assert [found.label for found in steps.done] == ["1", "2", "3"]
    steps.push(step("photograph", 500))
    assert [found.label for found in steps.done] == ["photograph"]


def test_a_day_of_typing_takes_little_memory() -> None:
    steps = UndoSteps()
    for line in range(720):
        for _key in range(6):
            steps.push(Step("Type", frozenset(), (f'UPDATE "answer" SET a = 1 WHERE rowid = {line}',), f"{line}"))
    assert len(steps.done) == 720
    assert all(len(found.inverse) == 1 for found in steps.done)


def test_after_words_were_given_up_nothing_can_be_taken_back() -> None:
    steps = UndoSteps()
    steps.push(step("Type"))
    steps.push(Step("Redact", frozenset({"answer"}), ("x",), forgotten=frozenset({"a"})))
    assert steps.labels == ("", "")
