"""What can be taken back and done again, as far back as memory is worth it."""

from dataclasses import dataclass, field

from cxfacilitator.store.file import Step

MOST_STEPS = 1_000
MOST_CHARACTERS = 64_000_000
"""A removed photograph is held in its step, so that it can come back; a day of them must not fill the memory."""


@dataclass
class UndoSteps:
    """The steps that can be undone and redone, oldest first."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def push(self, step: Step) -> None:
        """Keep a step; a later one of the same line joins it, so that typing is undone at once.

        After one that gave words up for good nothing before it can be taken back, or the words would be.
        """
        if step.forgotten:
            self.done.clear()
            self.undone.clear()
            return
        if not step.inverse:
            return
        last = self.done[-1] if self.done and not self.undone else None
        if last is not None and step.merge_key and last.merge_key == step.merge_key:
            self.done[-1] = last.merged(step)
        else:
            self.done.append(step)
        self.undone.clear()
        self._forget_oldest()

    @property
    def labels(self) -> tuple[str, str]:
        """What undo and redo would do; empty when there is nothing."""
        return (self.done[-1].label if self.done else "", self.undone[-1].label if self.undone else "")

    def _forget_oldest(self) -> None:
        room = MOST_CHARACTERS
        for number, step in enumerate(reversed(self.done)):
            room -= step.size
            if number and (room < 0 or number >= MOST_STEPS):
                del self.done[: len(self.done) - number]
                return
