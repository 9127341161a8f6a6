"""The session: the clock computed from its log, and the agendas, questions and texts that ship."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience, Engagement, Question, asked, read_question_set
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.session import (
    AgendaStep,
    EventKind,
    SessionEvent,
    SessionId,
    SessionState,
    Slide,
    SlideText,
    planned_end,
    promise,
    read_agenda,
    read_room_words,
    room_text,
    state_at,
)
from cxfacilitator.paths import resource

NINE = datetime(2025, 9, 16, 9, 0, tzinfo=UTC)
AGENDA = (
    AgendaStep("Welcome", 300),
    AgendaStep("What do we do well?", 600, Slide.QUESTION, Question.WELL),
    AgendaStep("Continue and start", 900, Slide.QUESTION, Question.NEXT, protected=True),
)
STARTED, PAUSED, RESUMED = EventKind.STARTED, EventKind.PAUSED, EventKind.RESUMED
MOVED, ADDED, CLOSED = EventKind.MOVED, EventKind.TIME_ADDED, EventKind.CLOSED
AGENDAS = sorted(resource("agendas").glob("*.toml"))


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def log(*presses: tuple[EventKind, float] | tuple[EventKind, float, int]) -> tuple[SessionEvent, ...]:
    return tuple(SessionEvent(SessionId(1), press[0], at(press[1]), *press[2:]) for press in presses)


def state(presses: Sequence[SessionEvent], seconds: float) -> SessionState:
    return state_at(AGENDA, presses, at(seconds))


# ---------------------------------------------------------------- the clock


def test_before_the_start_the_whole_agenda_lies_ahead() -> None:
    assert state((), 0) == SessionState(ends_in_s=1800)


def test_started_it_counts_down_the_first_step() -> None:
    now = state(log((STARTED, 0)), 60.9)
    assert (now.step_index, now.step, now.running) == (0, AGENDA[0], True)
    assert (now.elapsed_s, now.left_s, now.ends_in_s) == (60, 240, 1740)


def test_a_pause_stops_the_step_and_moves_the_end() -> None:
    pressed = log((STARTED, 0), (PAUSED, 60))
    assert state(pressed, 61).left_s == state(pressed, 5000).left_s == 240
    assert not state(pressed, 61).running
    later = state((*pressed, *log((RESUMED, 500))), 510)
    assert (later.running, later.elapsed_s, later.ends_in_s) == (True, 70, 1730)


def test_a_second_pause_or_resume_changes_nothing() -> None:
    once = state(log((STARTED, 0), (PAUSED, 60), (RESUMED, 100)), 130)
    twice = state(log((STARTED, 0), (PAUSED, 60), (PAUSED, 70), (RESUMED, 100), (RESUMED, 110)), 130)
    assert once == twice


def test_fractions_of_seconds_are_not_lost_between_pauses() -> None:
    pressed = [(STARTED, 0.0), *((kind, 0.6 * n) for n, kind in enumerate([PAUSED, RESUMED] * 10, start=1))]
    # Eleven runs of 0.6 s each.
    assert state(log(*pressed), 0.6 * 21).elapsed_s == 6


def test_moving_begins_the_step_anew_and_keeps_running() -> None:
    now = state(log((STARTED, 0), (MOVED, 200, 1)), 230)
    assert (now.step_index, now.elapsed_s, now.left_s, now.ends_in_s) == (1, 30, 570, 1470)
    assert now.running


def test_moving_while_paused_stays_paused() -> None:
    now = state(log((STARTED, 0), (PAUSED, 10), (MOVED, 20, 2)), 60)
    assert (now.step_index, now.elapsed_s, now.running) == (2, 0, False)


@pytest.mark.parametrize(("target", "index"), [(-1, 0), (99, 2)])
def test_moving_past_the_ends_stays_on_the_agenda(target: int, index: int) -> None:
    assert state(log((STARTED, 0), (MOVED, 5, target)), 6).step_index == index


def test_added_time_belongs_to_the_step_alone() -> None:
    pressed = log((STARTED, 0), (ADDED, 10, 60), (ADDED, 11, 60))
    assert (state(pressed, 100).limit_s, state(pressed, 100).left_s, state(pressed, 100).ends_in_s) == (420, 320, 1820)
    assert state((*pressed, *log((MOVED, 100, 1))), 100).limit_s == 600


def test_time_can_be_taken_away_but_not_below_nothing() -> None:
    assert state(log((STARTED, 0), (ADDED, 10, -60)), 10).limit_s == 240
    assert state(log((STARTED, 0), (ADDED, 10, -600)), 10).limit_s == 0


def test_an_overrun_is_shown_and_pushes_the_end() -> None:
    now = state(log((STARTED, 0)), 370)
    assert now.left_s == -70
    assert now.ends_in_s == 1500


def test_closed_it_stands_still() -> None:
    pressed = log((STARTED, 0), (MOVED, 100, 2), (CLOSED, 200))
    now = state(pressed, 5000)
    assert (now.closed, now.running, now.elapsed_s, now.ends_in_s) == (True, False, 100, 0)
    late = log((RESUMED, 300), (MOVED, 301, 0), (ADDED, 302, 60), (PAUSED, 303))
    assert state((*pressed, *late), 5000) == now


def test_presses_before_the_start_change_nothing() -> None:
    early = log((MOVED, 0, 2), (RESUMED, 1), (ADDED, 2, 60), (PAUSED, 3))
    assert state(early, 10) == state((), 10)
    assert state((*early, *log((STARTED, 20))), 30) == state(log((STARTED, 20)), 30)


def test_closed_without_a_start_leaves_nothing_ahead() -> None:
    assert state(log((CLOSED, 0)), 10) == SessionState(closed=True)


def test_started_again_it_begins_anew() -> None:
    now = state(log((STARTED, 0), (MOVED, 50, 2), (CLOSED, 100), (STARTED, 500)), 530)
    assert (now.step_index, now.running, now.closed, now.elapsed_s) == (0, True, False, 30)


def test_a_sleeping_laptop_loses_no_time() -> None:
    # Nothing is counted while it sleeps; the wall clock at waking is all that is needed.
    assert state(log((STARTED, 0), (MOVED, 300, 1)), 300 + 25 * 60).left_s == 600 - 25 * 60


def test_a_clock_set_back_never_takes_time_away() -> None:
    pressed = log((STARTED, 0), (MOVED, 100, 1))
    assert state(pressed, 40) == state(pressed, 100)
    back = (*pressed, *log((ADDED, -3500, 60)))
    assert state(back, -3490).elapsed_s == 10


class AutumnNight(tzinfo):
    """The night in which the clock is put back by an hour."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=0 if moment and moment.fold else 1)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment)

    def tzname(self, moment: datetime | None) -> str:
        return "autumn"


def test_the_change_to_winter_time_does_not_hide_an_hour() -> None:
    before = datetime(2025, 10, 26, 1, 30, tzinfo=AutumnNight())
    after = before.replace(minute=40, fold=1)
    events = (SessionEvent(SessionId(1), STARTED, before),)
    assert state_at(AGENDA, events, after).elapsed_s == 70 * 60


def test_an_empty_agenda_has_no_step() -> None:
    pressed = log((STARTED, 0), (MOVED, 5, 1), (ADDED, 6, 60))
    assert state_at((), pressed, at(10)) == SessionState()


@given(
    st.lists(st.tuples(st.sampled_from(list(EventKind)), st.integers(0, 400), st.integers(-90, 90)), max_size=25),
    st.integers(0, 4000),
)
def test_any_log_gives_a_state_that_can_be_shown(steps: list[tuple[EventKind, int, int]], wait: int) -> None:
    seconds, presses = 0, []
    for kind, pause, number in steps:
        seconds += pause
        presses.append((kind, seconds, number))
    now = state(log(*presses), seconds + wait)
    assert -1 <= now.step_index < len(AGENDA)
    assert (now.step is None) == (now.step_index < 0)
    assert not (now.running and (now.closed or now.step is None))
    assert 0 <= now.elapsed_s <= seconds + wait
    assert now.limit_s >= 0
    assert now.ends_in_s >= 0
    if now.running:
        assert now.left_s + wait == state(log(*presses), seconds).left_s


# ---------------------------------------------------------------- what ships


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("staff-half-day", 150), ("leadership-session", 90), ("customer-focus-group", 90), ("short", 45)],
)
def test_shipped_agendas_take_the_time_that_they_promise(name: str, minutes: int) -> None:
    steps = read_agenda(resource("agendas", f"{name}.toml").read_text(encoding="utf-8"), name)
    assert sum(step.limit_s for step in steps) == minutes * 60


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_shipped_agendas_follow_the_method(path: Path) -> None:
    steps = read_agenda(path.read_text(encoding="utf-8"), path.stem)
    questions = [step for step in steps if step.question]
    assert [step.question for step in questions] == list(Question)
    assert all(step.slide is Slide.QUESTION for step in questions)
    assert questions[-1].protected, "the last question is never squeezed"
    asked_s = {step.question: step.limit_s for step in questions}
    assert asked_s[Question.IMPROVE] + asked_s[Question.NEXT] >= 0.4 * sum(asked_s.values())
    assert steps[-1].slide is Slide.NEXT_STEPS
    assert steps[-1].protected
    assert all(step.script for step in steps)
    assert Slide.RULES in {step.slide for step in steps[:3]}
    since_break = 0
    for step in steps:
        since_break = 0 if step.slide is Slide.BREAK else since_break + step.limit_s
        assert since_break <= 90 * 60


def test_the_shipped_question_set_asks_all_three_audiences() -> None:
    questions = read_question_set(resource("question_sets", "four-questions.toml").read_text(encoding="utf-8"))
    assert questions.name == "Four questions"
    assert len(questions.wording) == 12
    assert asked(questions.wording, Question.WELL, Audience.CUSTOMERS, "Tolland") == "What does Tolland do well?"
    for audience in (Audience.LEADERSHIP, Audience.STAFF):
        assert questions.wording[Question.NEXT, audience] == "What must we continue? What should we start?"


@pytest.mark.parametrize("path", sorted(resource("question_sets").glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_question_set_can_be_read(path: Path) -> None:
    assert read_question_set(path.read_text(encoding="utf-8"), path.name).wording


def test_the_texts_of_the_room_fit_the_wall() -> None:
    words = read_room_words(resource("room.toml").read_text(encoding="utf-8"))
    assert set(words.slides) == set(Slide) - {Slide.QUESTION}
    for slide in words.slides.values():
        assert slide.title
        assert all(len(line.split()) <= 12 for line in slide.lines)
    assert len(words.slides[Slide.RULES].lines) == 7
    assert words.consent.startswith("I agree")


def test_the_promise_names_what_this_engagement_promises() -> None:
    words = read_room_words(resource("room.toml").read_text(encoding="utf-8"))
    dated = promise(words, Engagement("T", "Tolland", delete_by=date(2025, 12, 1)))
    assert "at least 2 groups and 8 people are behind them" in dated
    assert "deleted by 1 December 2025." in dated
    small = promise(words, Engagement("T", "Tolland", threshold_groups=1, threshold_people=5))
    assert "at least 1 group and 5 people" in small
    assert "deleted once the results have been reported." in small
    assert "[" not in dated + small


# ---------------------------------------------------------------- files from elsewhere


def test_a_step_may_be_short_and_its_question_shows_itself() -> None:
    steps = read_agenda('[[step]]\ntitle = " Q3 "\nminutes = 7.5\nquestion = "Q3"')
    assert steps == (AgendaStep("Q3", 450, Slide.QUESTION, Question.DIFFER),)
    assert read_agenda('[[step]]\ntitle = "Coffee"\nminutes = 10')[0].slide is Slide.TITLE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ", "not readable as TOML"),
        ("", "has no steps"),
        ("step = 3", "has no steps"),
        ("step = [3]", "step 1: write every step"),
        ('name = "x"\n[[step]]', "name means nothing here"),
        ("[[step]]\nminutes = 5", "step 1 has no title"),
        ('[[step]]\ntitle = "A"\nminutes = 5\n[[step]]\ntitle = "B"', "step 2: minutes"),
        ('[[step]]\ntitle = "A"\nminutes = 0', "minutes"),
        ('[[step]]\ntitle = "A"\nminutes = nan', "minutes"),
        ('[[step]]\ntitle = "A"\nminutes = inf', "minutes"),
        ('[[step]]\ntitle = "A"\nminutes = true', "minutes"),
        ('[[step]]\ntitle = "A"\nminutes = "5"', "minutes"),
        ('[[step]]\ntitle = "A"\nminutes = 5\nslide = "film"', "film is none of title, rules"),
        ('[[step]]\ntitle = "A"\nminutes = 5\nquestion = "Q5"', "Q5 is none of Q1"),
        ('[[step]]\ntitle = "A"\nminutes = 5\nslide = "question"', "does not say which"),
        ('[[step]]\ntitle = "A"\nminutes = 5\nprotected = "yes"', "protected must be true or false"),
        ('[[step]]\ntitle = "A"\nminutes = 5\nscript = 5', "script must be text"),
        ('[[step]]\ntitle = "A"\nminutes = 5\nprotcted = true', "protcted means nothing"),
    ],
)
def test_a_bad_agenda_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ImportProblem, match=reason) as refused:
        read_agenda(text, "mine.toml")
    assert str(refused.value).startswith("mine.toml")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('name = "Four questions"', ""), "has no name"),
        (("[Q4]", "[Q5]"), "Q5 means nothing here"),
        (("[Q4]", "[Q4.x]"), "there is no audience called x"),
        (('customers = "What does [Company] do well?"', ""), "Q1: the wording for customers is missing"),
        (('customers = "What does [Company] do well?"', 'customers = " "'), "Q1: the wording for customers is missing"),
        (("[Q1]", "Q1 = 3\n[Q2]"), "not readable as TOML"),
    ],
)
def test_a_bad_question_set_is_refused_with_its_reason(change: tuple[str, str], reason: str) -> None:
    text = resource("question_sets", "four-questions.toml").read_text(encoding="utf-8").replace(*change)
    with pytest.raises(ImportProblem, match=reason):
        read_question_set(text, "mine.toml")


def test_a_question_set_without_a_question_is_refused() -> None:
    with pytest.raises(ImportProblem, match="question Q1 is missing"):
        read_question_set('name = "Mine"')


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("consent = ", "agreement = "), "agreement means nothing here"),
        (("[break]", "[[break]]"), "break has no title"),
        (('lines = ["Thank you for being here."]', "lines = [1]"), "title: lines must be a list of texts"),
        (('lines = ["Thank you for being here."]', 'lines = "Thanks"'), "title: lines must be a list of texts"),
    ],
)
def test_bad_texts_of_the_room_are_refused(change: tuple[str, str], reason: str) -> None:
    text = resource("room.toml").read_text(encoding="utf-8").replace(*change)
    with pytest.raises(ImportProblem, match=reason):
        read_room_words(text)


def test_texts_of_the_room_without_the_statements_are_refused() -> None:
    text = resource("room.toml").read_text(encoding="utf-8")
    with pytest.raises(ImportProblem, match="confidentiality statement"):
        read_room_words(text[text.index("[title]") :])


# ---------------------------------------------------------------- what the screens ask of the state


def test_the_large_button_starts_pauses_goes_on_and_rests() -> None:
    presses = [
        log(),
        log((STARTED, 0)),
        log((STARTED, 0), (PAUSED, 9)),
        log((STARTED, 0), (CLOSED, 9)),
    ]
    assert [state(press, 10).press for press in presses] == [STARTED, PAUSED, RESUMED, None]


@pytest.mark.parametrize(
    ("seconds", "last_minutes", "overrun"),
    [(0, False, False), (179, False, False), (180, True, False), (300, True, False), (301, False, True)],
)
def test_the_two_minute_call_comes_before_time_is_up(seconds: int, last_minutes: bool, overrun: bool) -> None:
    now = state(log((STARTED, 0)), seconds)
    assert (now.in_last_minutes, now.overrun) == (last_minutes, overrun)


def test_a_step_of_two_minutes_has_no_call() -> None:
    short = (AgendaStep("Greeting", 120),)
    assert not state_at(short, log((STARTED, 0)), at(30)).in_last_minutes


def test_the_planned_end_is_counted_from_the_last_start() -> None:
    assert planned_end(AGENDA, log()) is None
    assert planned_end(AGENDA, log((STARTED, 0), (PAUSED, 10), (STARTED, 60))) == at(60 + 1800)


def test_the_room_reads_what_belongs_to_the_step() -> None:
    words = read_room_words(resource("room.toml").read_text(encoding="utf-8"))
    questions = {question: f"{question}?" for question in Question}
    shown = [
        room_text(state(presses, 10), words, questions)
        for presses in (log(), log((STARTED, 0), (MOVED, 1, 1)), log((STARTED, 0), (CLOSED, 1)))
    ]
    assert shown == [words.slides[Slide.TITLE], SlideText("Q1?"), words.slides[Slide.NEXT_STEPS]]
