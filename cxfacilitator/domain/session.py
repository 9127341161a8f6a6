"""The timed session: a log of events, from which the state at any instant is computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType, TypeVar

from cxfacilitator.domain.engagement import Audience, Engagement, Question, read_toml
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.text import amount, the_day

SessionId = NewType("SessionId", int)
_Word = TypeVar("_Word", bound=StrEnum)


class Slide(StrEnum):
    """What the audience window shows during a step."""

    TITLE = "title"
    RULES = "rules"
    ROLES = "roles"
    QUESTION = "question"
    NEXT_STEPS = "next_steps"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One step of an agenda.

    Attributes:
        limit_s: Planned length in seconds.
        question: The question that the groups work on, if any.
        protected: Never shortened when time is short.
        script: What the facilitator says, one line a sentence; for the facilitator's page only.
    """

    title: str
    limit_s: int
    slide: Slide = Slide.TITLE
    question: Question | None = None
    protected: bool = False
    script: str = ""


@dataclass(frozen=True, slots=True)
class SlideText:
    """What the audience window shows when a step asks no question."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomWords:
    """What the room reads and hears besides the questions.

    Attributes:
        slides: A text for every slide but the question.
        confidentiality: Read aloud and handed out; `[threshold]` and `[delete by]` stand for the promise.
        consent: What a customer signs.
    """

    slides: Mapping[Slide, SlideText]
    confidentiality: str
    consent: str


@dataclass(frozen=True, slots=True)
class Session:
    """One timed sitting of one audience; `code` is unique in the engagement, for example `S-AM`."""

    id: SessionId
    code: str
    audience: Audience
    held_on: date | None = None
    venue: str = ""
    agenda: tuple[AgendaStep, ...] = ()


LAST_CALL_S = 120
"""The timekeeper calls this many seconds before the end of a step."""


class EventKind(StrEnum):
    """What can happen to the clock of a session."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    MOVED = "moved"
    TIME_ADDED = "time_added"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """One press of a clock button.

    Attributes:
        at: The instant, with a time zone.
        number: For `MOVED` the index of the step moved to; for `TIME_ADDED` the seconds added
            to the current step (negative takes away); otherwise 0.
    """

    session_id: SessionId
    kind: EventKind
    at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class SessionState:
    """The clock at one instant. The audience window receives this and nothing else.

    Attributes:
        step_index: 0-based index into the agenda; -1 before the start.
        elapsed_s: Seconds spent in this step, pauses left out.
        limit_s: The step's length with the time that was added.
        ends_in_s: Seconds until the whole agenda ends if every later step takes its planned time.
    """

    step_index: int = -1
    step: AgendaStep | None = None
    running: bool = False
    closed: bool = False
    elapsed_s: int = 0
    limit_s: int = 0
    ends_in_s: int = 0

    @property
    def left_s(self) -> int:
        """Seconds left in the step; negative once it has overrun."""
        return self.limit_s - self.elapsed_s

    @property
    def started(self) -> bool:
        """Whether the clock was started and the session is not closed."""
        return self.step_index >= 0 and not self.closed

    @property
    def in_last_minutes(self) -> bool:
        """Whether it is time for the two-minute call; a step of two minutes or less has none."""
        return self.started and self.limit_s > LAST_CALL_S and 0 <= self.left_s <= LAST_CALL_S

    @property
    def overrun(self) -> bool:
        """Whether the step has taken more than its time."""
        return self.started and self.left_s < 0

    @property
    def press(self) -> EventKind | None:
        """What the one large button does now; nothing once the session is closed."""
        if self.closed:
            return None
        if not self.started:
            return EventKind.STARTED
        return EventKind.PAUSED if self.running else EventKind.RESUMED


def state_at(agenda: Sequence[AgendaStep], events: Sequence[SessionEvent], now: datetime) -> SessionState:
    """Compute the state of a session from its log.

    Args:
        agenda: The steps in order.
        events: The log of one session in the order in which it was written.
        now: An instant with a time zone, not before the last event; an earlier one (a clock that
            was set back) counts as the instant of the last event.

    Returns:
        The state; before the start, the state of a session not yet started. Presses before the
        start and after the close change nothing; a session that is started again begins anew.
    """
    index, running, closed = -1, False, False
    elapsed = 0.0
    added = 0
    since: datetime | None = None
    for event in events:
        if running and since is not None:
            elapsed += _between(since, event.at)
        since = event.at
        match event.kind:
            case EventKind.STARTED:
                index, running, closed, elapsed, added = 0, True, False, 0.0, 0
            case EventKind.CLOSED:
                running, closed = False, True
            case _ if index < 0 or closed:
                continue
            case EventKind.PAUSED:
                running = False
            case EventKind.RESUMED:
                running = True
            case EventKind.MOVED:
                index, elapsed, added = min(max(event.number, 0), len(agenda) - 1), 0.0, 0
            case EventKind.TIME_ADDED:
                added += event.number
    if running and since is not None:
        elapsed += _between(since, now)
    if not agenda or index < 0:
        return SessionState(closed=closed, ends_in_s=0 if closed else sum(step.limit_s for step in agenda))
    step = agenda[index]
    limit = max(0, step.limit_s + added)
    left = max(0, limit - int(elapsed))
    later = sum(step.limit_s for step in agenda[index + 1 :])
    return SessionState(index, step, running, closed, int(elapsed), limit, 0 if closed else left + later)


def planned_end(agenda: Sequence[AgendaStep], events: Sequence[SessionEvent]) -> datetime | None:
    """Return when the session was to end when it was started; None before the start."""
    started = next((event.at for event in reversed(events) if event.kind is EventKind.STARTED), None)
    return None if started is None else started + timedelta(seconds=sum(step.limit_s for step in agenda))


def room_text(state: SessionState, words: RoomWords, questions: Mapping[Question, str]) -> SlideText:
    """Return what the room reads at this moment.

    Args:
        state: Where the session is.
        words: The texts of the room.
        questions: The four questions as this audience is asked them.
    """
    if state.closed:
        return words.slides[Slide.NEXT_STEPS]
    if state.step is None:
        return words.slides[Slide.TITLE]
    if state.step.slide is Slide.QUESTION and state.step.question is not None:
        return SlideText(questions[state.step.question])
    return words.slides[state.step.slide]


def _between(earlier: datetime, later: datetime) -> float:
    # Subtracting datetimes of one zone ignores the change to and from summer time; timestamps do not.
    return max(0.0, later.timestamp() - earlier.timestamp())


LONGEST_MIN = 8 * 60
_STEP_WORDS = {"title", "minutes", "slide", "question", "protected", "script"}


def read_agenda(text: str, name: str = "agenda") -> tuple[AgendaStep, ...]:
    """Return the steps written in a TOML text, one `[[step]]` each.

    A step that has a question and no slide shows the question.

    Args:
        text: The whole file.
        name: What the file is called when it has to be named in a sentence.

    Raises:
        ImportProblem: Not TOML, no steps, or a step that cannot be used; the sentence names the step.
    """
    steps = read_toml(text, name, {"step"}).get("step")
    if not isinstance(steps, list) or not steps:
        raise ImportProblem(f"{name} has no steps.")
    return tuple(_read_step(step, f"{name}, step {number}") for number, step in enumerate(steps, start=1))


def _read_step(step: object, where: str) -> AgendaStep:
    if not isinstance(step, dict):
        raise ImportProblem(f"{where}: write every step as its own [[step]].")
    for unknown in sorted(set(step) - _STEP_WORDS):
        raise ImportProblem(f"{where}: {unknown} means nothing here; known are {', '.join(sorted(_STEP_WORDS))}.")
    title, script = step.get("title", ""), step.get("script", "")
    if not isinstance(title, str) or not title.strip():
        raise ImportProblem(f"{where} has no title.")
    minutes, protected = step.get("minutes"), step.get("protected", False)
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 < minutes <= LONGEST_MIN:
        raise ImportProblem(f"{where}: minutes must be a number above 0 and up to {LONGEST_MIN}.")
    if not isinstance(protected, bool):
        raise ImportProblem(f"{where}: protected must be true or false.")
    if not isinstance(script, str):
        raise ImportProblem(f"{where}: the script must be text.")
    question = _word(step.get("question"), Question, where)
    slide = _word(step.get("slide"), Slide, where) or (Slide.QUESTION if question else Slide.TITLE)
    if slide is Slide.QUESTION and question is None:
        raise ImportProblem(f"{where} shows a question but does not say which.")
    return AgendaStep(title.strip(), round(minutes * 60), slide, question, protected, script.strip())


def _word(value: object, words: type[_Word], where: str) -> _Word | None:
    if value is None:
        return None
    for word in words:
        if word.value == value:
            return word
    raise ImportProblem(f"{where}: {value} is none of {', '.join(words)}.")


def read_room_words(text: str, name: str = "room texts") -> RoomWords:
    """Return the texts of the room written in a TOML text: one table per slide, and the two statements.

    Raises:
        ImportProblem: Not TOML, or a text is missing.
    """
    shown = [slide for slide in Slide if slide is not Slide.QUESTION]
    content = read_toml(text, name, {"confidentiality", "consent", *shown})
    slides: dict[Slide, SlideText] = {slide: _read_slide(content.get(slide), f"{name}, {slide}") for slide in shown}
    confidentiality, consent = content.get("confidentiality"), content.get("consent")
    if not isinstance(confidentiality, str) or not isinstance(consent, str):
        raise ImportProblem(f"{name}: the confidentiality statement or the consent line is missing.")
    return RoomWords(slides, confidentiality.strip(), consent.strip())


def _read_slide(table: object, where: str) -> SlideText:
    if not isinstance(table, dict) or not isinstance(table.get("title"), str):
        raise ImportProblem(f"{where} has no title.")
    lines = table.get("lines", [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ImportProblem(f"{where}: lines must be a list of texts.")
    return SlideText(table["title"].strip(), tuple(line.strip() for line in lines))


def promise(words: RoomWords, engagement: Engagement) -> str:
    """Return the confidentiality statement with what this engagement promises filled in."""
    groups, people = engagement.threshold_groups, engagement.threshold_people
    threshold = f"{amount(groups, 'group')} and {amount(people, 'person', 'people')}"
    return words.confidentiality.replace("[threshold]", threshold).replace("[delete by]", deleted_when(engagement))


def deleted_when(engagement: Engagement) -> str:
    """Return by when the roster is deleted, as the end of a sentence."""
    day = engagement.delete_by
    return f"by {the_day(day)}" if day else "once the results have been reported"
