"""What was typed and is not known to be in the file yet: the screen shows it above what the file says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.lines import as_new, retyped
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
            line = as_new(replace(answer, ref="", flags=frozenset(), reviewed=False))
        else:
            line = _over(known, answer)
        self._lines[line.id] = line
        self._reasons.pop(line.id, None)
        return line

    def arrange(self, lines: Sequence[Answer], snapshot: Snapshot) -> None:
        """Keep lines of one box in this order."""
        for place, line in enumerate(lines, start=1):
            if line.position != place:
                self.put(replace(line, position=place), snapshot)

    def move(self, answer: Answer, box: Box, snapshot: Snapshot) -> Answer:
        """Keep a line at the end of another box of its sheet, and return it."""
        there = self.on_sheet(snapshot, GroupId(answer.group_id))
        last = max((line.position for line in there if line.box is box), default=0)
        return self.put(replace(answer, box=box, position=last + 1), snapshot)

    def settle(self, snapshot: Snapshot, refusal: str = "") -> bool:
        """Note that the file has answered to everything.

        Args:
            snapshot: The newest news of the file.
            refusal: Why it refused something since it last answered to everything; empty when it did not.

        Returns:
            Whether a line says something else in the file, because it was taken back after it arrived.
        """
        taken_back = False
        for line in list(self._lines.values()):
            if not _differs(line, snapshot):
                self._forget(line.id)
            elif refusal:
                self._reasons[line.id] = refusal
            elif line.id not in self._reasons:
                self._forget(line.id)
                taken_back = True
        return taken_back

    def state(self, answer_id: AnswerId) -> LineState:
        """Return where a line is."""
        if answer_id not in self._lines:
            return LineState.SAVED
        return LineState.REFUSED if answer_id in self._reasons else LineState.SAVING

    def reason(self, answer_id: AnswerId) -> str:
        """Return why a line was refused; empty when it was not."""
        return self._reasons.get(answer_id, "")

    def on_sheet(self, snapshot: Snapshot, group_id: GroupId) -> tuple[Answer, ...]:
        """Return the lines of a group's sheet as they were typed, also those set aside, by place in their box."""
        lines = {line.id: line for line in snapshot.lines_of(group_id)}
        for draft in self._lines.values():
            if draft.group_id == group_id:
                lines[draft.id] = _over(lines[draft.id], draft) if draft.id in lines else draft
        return tuple(sorted((line for line in lines.values() if line.text.strip()), key=lambda line: line.position))

    def counted(self, snapshot: Snapshot) -> Mapping[GroupId, int]:
        """Return how many lines count on each sheet; a sheet without any is not a key."""
        found = {group: len(lines) for group, lines in snapshot.answers_of.items()}
        aside = {line.id for line in snapshot.set_aside}
        for group in {GroupId(line.group_id) for line in self._lines.values()}:
            found[group] = sum(line.id not in aside for line in self.on_sheet(snapshot, group))
        return found

    def clear(self) -> None:
        """Forget everything: another engagement is open."""
        self._lines.clear()
        self._reasons.clear()

    def _forget(self, answer_id: AnswerId) -> None:
        del self._lines[answer_id]
        self._reasons.pop(answer_id, None)


def _over(known: Answer, typed: Answer) -> Answer:
    """The line as it is typed, with what else the file knows of it."""
    ref = known.ref if known.box.question is typed.box.question else ""
    return replace(retyped(known, typed), ref=ref, box=typed.box, position=typed.position, tidy=typed.tidy)


def _differs(line: Answer, snapshot: Snapshot) -> bool:
    known = snapshot.answer.get(line.id)
    if known is None or not line.text.strip():
        return (known is not None) == (not line.text.strip())
    return _over(known, line) != known
