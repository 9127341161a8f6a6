"""What was typed and is not known to be in the file yet: the screen shows it above what the file says."""

from dataclasses import replace
from enum import Enum

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot


class LineState(Enum):
    """Where a typed line is."""

    SAVED = "Saved"
    SAVING = "Being saved"
    REFUSED = "Not saved"


class Drafts:
    """Lines on their way to the file, and lines that the file refused; a line without text is one to be removed."""

    def __init__(self) -> None:
        self._lines: dict[AnswerId, Answer] = {}
        self._reasons: dict[AnswerId, str] = {}

    @property
    def refused(self) -> tuple[Answer, ...]:
        """The lines that are on the screen only."""
        return tuple(line for line in self._lines.values() if line.id in self._reasons)

    def put(self, answer: Answer, snapshot: Snapshot) -> Answer:
        """Keep a line as it was typed just now, and return it as it goes to the file.

        What is not typed here, its flags and whether it was reviewed, is taken from the file.
        """
        known = snapshot.answer.get(answer.id)
        if known is None:
            line = replace(answer, ref="", flags=frozenset(), reviewed=False)
        else:
            ref = known.ref if known.box.question is answer.box.question else ""
            line = replace(answer, ref=ref, flags=known.flags, reviewed=known.reviewed)
        self._lines[line.id] = line
        self._reasons.pop(line.id, None)
        return line

    def move(self, answer: Answer, box: Box, snapshot: Snapshot) -> Answer:
        """Keep a line at the end of another box of its sheet, and return it."""
        there = self.on_sheet(snapshot, GroupId(answer.group_id))
        last = max((line.position for line in there if line.box is box), default=0)
        return self.put(replace(answer, box=box, position=last + 1), snapshot)

    def settle(self, snapshot: Snapshot, refusal: str = "") -> None:
        """Note that the file has answered to everything.

        Args:
            snapshot: The newest news of the file.
            refusal: Why it refused something since it last answered to everything; empty when it did not.
        """
        for line in list(self._lines.values()):
            if not _differs(line, snapshot):
                self._forget(line.id)
            elif refusal:
                self._reasons[line.id] = refusal
            elif line.id not in self._reasons:
                # It arrived, and has been taken back since.
                self._forget(line.id)

    def state(self, answer_id: AnswerId) -> LineState:
        """Return where a line is."""
        if answer_id not in self._lines:
            return LineState.SAVED
        return LineState.REFUSED if answer_id in self._reasons else LineState.SAVING

    def reason(self, answer_id: AnswerId) -> str:
        """Return why a line was refused; empty when it was not."""
        return self._reasons.get(answer_id, "")

    def on_sheet(self, snapshot: Snapshot, group_id: GroupId) -> tuple[Answer, ...]:
        """Return the lines of a group's sheet as they were typed, by place in their box."""
        lines = {answer.id: answer for answer in snapshot.answers_of.get(group_id, ())}
        lines.update((line.id, line) for line in self._lines.values() if line.group_id == group_id)
        return tuple(sorted((line for line in lines.values() if line.text.strip()), key=lambda line: line.position))

    def clear(self) -> None:
        """Forget everything: another engagement is open."""
        self._lines.clear()
        self._reasons.clear()

    def _forget(self, answer_id: AnswerId) -> None:
        del self._lines[answer_id]
        self._reasons.pop(answer_id, None)


def _differs(line: Answer, snapshot: Snapshot) -> bool:
    known = snapshot.answer.get(line.id)
    if known is None or not line.text.strip():
        return (known is not None) == (not line.text.strip())
    typed = (line.box, line.text, line.competitor, line.direction, line.value)
    return typed != (known.box, known.text, known.competitor, known.direction, known.value)
