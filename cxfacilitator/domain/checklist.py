"""The facilitator's checklist: what to do so many days before a session, on its day and afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cxfacilitator.domain.engagement import Audience, read_toml
from cxfacilitator.domain.errors import ImportProblem


@dataclass(frozen=True, slots=True)
class ChecklistPhase:
    """What is done on one day.

    Attributes:
        days: Counted from the day of the session; negative is before it.
        lines: For every audience.
        lines_of: For one audience only.
    """

    title: str
    days: int
    lines: tuple[str, ...]
    lines_of: Mapping[Audience, tuple[str, ...]]

    def lines_for(self, audience: Audience) -> tuple[str, ...]:
        """Return what is done for a session of this audience."""
        return (*self.lines, *self.lines_of.get(audience, ()))

    def day_of(self, held_on: date) -> date:
        """Return the day on which it is done.

        >>> ChecklistPhase("The day before", -1, (), {}).day_of(date(2026, 3, 1))
        datetime.date(2026, 2, 28)
        """
        return held_on + timedelta(days=self.days)


def read_checklist(text: str, name: str = "checklist") -> tuple[ChecklistPhase, ...]:
    """Return the phases written in a TOML text, one `[[phase]]` each, in the order of their days.

    Args:
        text: The whole file.
        name: What the file is called when it has to be named in a sentence.

    Raises:
        ImportProblem: Not TOML, no phases, or a phase that cannot be used; the sentence names the phase.
    """
    phases = read_toml(text, name, {"phase"}).get("phase")
    if not isinstance(phases, list) or not phases:
        raise ImportProblem(f"{name} has no phases.")
    found = [_read_phase(phase, f"{name}, phase {number}") for number, phase in enumerate(phases, start=1)]
    return tuple(sorted(found, key=lambda phase: phase.days))


def _read_phase(phase: object, where: str) -> ChecklistPhase:
    if not isinstance(phase, dict):
        raise ImportProblem(f"{where}: write every phase as its own [[phase]].")
    known = {"title", "days", "lines", *Audience}
    for unknown in sorted(set(phase) - known):
        raise ImportProblem(f"{where}: {unknown} means nothing here; known are {', '.join(sorted(known))}.")
    title, days = phase.get("title"), phase.get("days")
    if not isinstance(title, str) or not title.strip():
        raise ImportProblem(f"{where} has no title.")
    if isinstance(days, bool) or not isinstance(days, int):
        raise ImportProblem(f"{where}: days must be a whole number, negative before the session.")
    lines_of = {audience: _read_lines(phase.get(audience, []), where) for audience in Audience}
    return ChecklistPhase(title.strip(), days, _read_lines(phase.get("lines", []), where), lines_of)


def _read_lines(lines: object, where: str) -> tuple[str, ...]:
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ImportProblem(f"{where}: lines must be a list of texts.")
    return tuple(line.strip() for line in lines)
