"""Undo and redo restore everything, whatever was edited, in whatever order."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.criteria import Criterion, CriterionId
from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import Group, GroupId, SeatingRules, Wish, WishKind, WishLevel
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, RestsOn
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.report_setup import Logo, LogoOwner
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.session import AgendaStep, EventKind, Session, SessionEvent, SessionId, Slide
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box, BoxState, Concern, Flag, Mark, Parked, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Rejection
from cxfacilitator.domain.wall import Cluster, ClusterId, Place
from cxfacilitator.domain.weights import ScorePart
from cxfacilitator.store import (
    actions,
    codebook,
    criteria,
    endorsements,
    engagement,
    findings,
    forms,
    groups,
    initiatives,
    photos,
    plan,
    report_setup,
    roster,
    rounds,
    seating,
    second_taggers,
    session,
    sheets,
    tagging,
    wall,
    words,
)
from cxfacilitator.store.file import EngagementFile, Step
from tests.store.builders import EARLIER_ROUND, full_snapshot, written

WORDS = ("", "it's", "a\x00b", "“quoted”", "x'00'", "😀", "\r\n", "'; DROP TABLE answer; --", "NULL", "1")


def a_participant(db: Database, now: Snapshot, chance: random.Random) -> None:
    person = Participant(
        ParticipantId(0),
        chance.choice(list(Audience)),
        f"N{chance.random()}",
        chance.choice(WORDS),
        chance.choice(WORDS),
        attendance=chance.choice(list(Attendance)),
    )
    match chance.randrange(3) if now.participants else 0:
        case 0:
            roster.insert_all(db, [person, replace(person, code=person.code + "b")])
        case 1:
            one, other = chance.choice(now.participants), chance.choice(now.participants)
            seat = chance.choice(now.groups).id if now.groups else None
            roster.update(db, replace(person, id=one.id, code=one.code, manager_id=other.id, group_id=seat))
        case _:
            roster.delete(db, chance.choice(now.participants).id)


def a_group(db: Database, now: Snapshot, chance: random.Random) -> None:
    sitting = chance.choice([None, *(found.id for found in now.sessions)])
    group = Group(
        GroupId(0),
        f"S{chance.random()}",
        Audience.STAFF,
        chance.choice(WORDS),
        sitting,
        people=chance.choice([None, 7]),
    )
    match chance.randrange(3) if now.groups else 0:
        case 0:
            groups.insert(db, group)
        case 1:
            groups.update(db, replace(group, id=chance.choice(now.groups).id))
        case _:
            groups.delete(db, chance.choice(now.groups).id)


def an_answer(db: Database, now: Snapshot, chance: random.Random) -> None:
    known = [answer.id for answer in now.answers]
    if known and chance.random() < 0.3:
        sheets.delete(db, chance.choice(known))
        return
    name = AnswerId(chance.choice([*known, f"{chance.random()}"]))
    ref = now.answer[name].ref if name in known else name
    flags = frozenset(chance.sample(list(Flag), chance.randrange(3)))
    sheets.upsert(
        db,
        Answer(name, ref, chance.choice(now.groups).id, chance.choice(list(Box)), chance.randrange(-2, 9),
               chance.choice(WORDS), flags=flags, reviewed=chance.random() < 0.5, memo=chance.choice(WORDS),
               second_look=chance.random() < 0.5),
    )  # fmt: skip


def a_tag(db: Database, now: Snapshot, chance: random.Random) -> None:
    themes = [theme.id for theme in now.codebook.themes]
    tagging.set_themes(db, chance.choice(now.answers).id, chance.sample(themes, min(len(themes), chance.randrange(4))))


def a_rejection(db: Database, now: Snapshot, chance: random.Random) -> None:
    if now.rejections and chance.random() < 0.4:
        tagging.unreject(db, chance.choice(now.rejections))
        return
    theme = chance.choice(now.codebook.themes).id
    tagging.reject(db, Rejection(chance.choice(now.answers).id, theme))


def a_codebook(db: Database, now: Snapshot, chance: random.Random) -> None:
    themes = list(now.codebook.themes)
    chance.shuffle(themes)
    if chance.random() < 0.5:
        themes.append(replace(themes[0], id=ThemeId(f"T{chance.random()}"), name=chance.choice(WORDS)))
    elif len(themes) > 1:
        themes.pop()
    codebook.save(db, Codebook(chance.choice(WORDS), now.codebook.families[::-1], tuple(themes)))


def an_idea(db: Database, now: Snapshot, chance: random.Random) -> None:
    linked = tuple(answer.id for answer in chance.sample(now.answers, min(2, len(now.answers))))
    idea = Idea(IdeaId(0), f"I{chance.random()}", chance.choice(WORDS), linked, chance.choice([None, 5]), 1,
                chance.choice([None, *Disposition]),
                scores={each.id: 3 for each in now.criteria if not each.is_axis and chance.random() < 0.5})  # fmt: skip
    match chance.randrange(3) if now.ideas else 0:
        case 0:
            plan.insert(db, idea)
        case 1:
            plan.update(db, replace(idea, id=chance.choice(now.ideas).id))
        case _:
            plan.delete(db, chance.choice(now.ideas).id)


def a_criterion(db: Database, now: Snapshot, chance: random.Random) -> None:
    others = [each for each in now.criteria if not each.is_axis]
    match chance.randrange(5):
        case 0:
            criteria.insert(db, Criterion(CriterionId(0), f"N{chance.random()}", 2, position=chance.randrange(4)))
        case 1:
            criteria.update(db, replace(chance.choice(now.criteria), weight=chance.random()))
        case 2:
            criteria.place(db, chance.sample([each.id for each in now.criteria], len(now.criteria)))
        case 3 if others:
            criteria.delete(db, chance.choice(others).id)
        case _:
            criteria.save_weights(db, {chance.choice(list(ScorePart)): chance.random()})


def an_action(db: Database, now: Snapshot, chance: random.Random) -> None:
    theme = chance.choice(now.codebook.themes).id
    idea = chance.choice([None, *(idea.id for idea in now.ideas)])
    made = Action(ActionId(0), chance.choice(WORDS) or "x", theme_id=theme, idea_id=idea, position=chance.randrange(4))
    match chance.randrange(6) if now.actions else 0:
        case 0:
            actions.insert(db, made)
        case 1:
            actions.update(db, replace(made, id=chance.choice(now.actions).id, done=True))
        case 2:
            actions.place(db, chance.sample([each.id for each in now.actions], len(now.actions)))
        case 3:
            actions.file_under(db, theme, chance.choice(now.codebook.themes).id)
        case 4 if idea is not None:
            actions.carry_out(db, idea, chance.choice(now.ideas).id)
        case _:
            actions.delete(db, chance.choice(now.actions).id)


def an_initiative(db: Database, now: Snapshot, chance: random.Random) -> None:
    theme = chance.choice(now.codebook.themes).id
    made = Initiative(InitiativeId(0), chance.choice(WORDS) or "x", theme_id=theme)
    match chance.randrange(4) if now.initiatives else 0:
        case 0:
            initiatives.insert(db, made)
        case 1:
            initiatives.update(db, replace(made, id=chance.choice(now.initiatives).id, customers_asked=Value.NO))
        case 2:
            initiatives.file_under(db, theme, chance.choice(now.codebook.themes).id)
        case _:
            initiatives.delete(db, chance.choice(now.initiatives).id)


def a_kept_finding(db: Database, now: Snapshot, chance: random.Random) -> None:
    decided = {kept.key for kept in now.kept_findings}
    theme, kind = chance.choice(now.codebook.themes).id, chance.choice(list(FindingKind))
    quotes = tuple(answer.id for answer in chance.sample(now.answers, min(2, len(now.answers))))
    kept = KeptFinding(KeptFindingId(0), None, theme, chance.randrange(4), sentence=chance.choice(WORDS),
                       rests_on=RestsOn(), quotes=quotes)  # fmt: skip
    match chance.randrange(5) if now.kept_findings else 0:
        case 0:
            findings.insert(db, replace(kept, kind=None if (kind, theme) in decided else kind))
        case 1:
            findings.update(db, replace(chance.choice(now.kept_findings), dismissed=True, quotes=quotes[::-1]))
        case 2:
            findings.place(db, chance.sample([each.id for each in now.kept_findings], len(now.kept_findings)))
        case 3:
            findings.file_under(db, theme, chance.choice(now.codebook.themes).id)
        case _:
            findings.delete(db, chance.choice(now.kept_findings).id)


def a_report_setup(db: Database, now: Snapshot, chance: random.Random) -> None:
    theme = chance.choice(now.codebook.themes).id
    owner = chance.choice(list(LogoOwner))
    match chance.randrange(4):
        case 0:
            report_setup.save(db, replace(now.report, headline=chance.choice(WORDS), headline_theme=theme))
        case 1:
            report_setup.save_logo(db, Logo(owner, chance.choice(WORDS), chance.randbytes(9)))
        case 2:
            report_setup.file_under(db, theme, chance.choice(now.codebook.themes).id)
        case _:
            report_setup.delete_logo(db, owner)


def an_endorsement(db: Database, now: Snapshot, chance: random.Random) -> None:
    if now.endorsements and chance.random() < 0.4:
        endorsements.delete(db, chance.choice(now.endorsements))
        return
    endorsements.insert(db, Endorsement(chance.choice(now.answers).id, chance.choice(now.groups).id))


def a_second_tagger(db: Database, now: Snapshot, chance: random.Random) -> None:
    themes = chance.sample([theme.id for theme in now.codebook.themes], 2)
    reviews = tuple(
        SecondReview(answer.id, tuple(themes[: chance.randrange(3)]), chance.random() < 0.5)
        for answer in chance.sample(now.answers, min(2, len(now.answers)))
    )
    tagger = SecondTagger(TaggerId(0), f"T{chance.random()}", reviews, {review.answer_id: () for review in reviews})
    match chance.randrange(4) if now.second_taggers else 0:
        case 0:
            second_taggers.save(db, tagger)
        case 1:
            second_taggers.save(db, replace(tagger, id=chance.choice(now.second_taggers).id))
        case 2:
            second_taggers.file_under(db, *themes)
        case _:
            second_taggers.delete(db, chance.choice(now.second_taggers).id)


def an_earlier_round(db: Database, now: Snapshot, chance: random.Random) -> None:
    if now.earlier_rounds and chance.random() < 0.4:
        rounds.delete(db, chance.choice(now.earlier_rounds).number)
        return
    rounds.save(db, replace(EARLIER_ROUND, number=chance.randrange(1, 4), client=chance.choice(WORDS)))


def a_session(db: Database, now: Snapshot, chance: random.Random) -> None:
    agenda = tuple(AgendaStep(chance.choice(WORDS), n, Slide.BREAK, protected=True) for n in range(chance.randrange(4)))
    sitting = Session(SessionId(0), f"S-{chance.random()}", Audience.STAFF, venue=chance.choice(WORDS), agenda=agenda)
    if now.sessions and chance.random() < 0.6:
        session.update(db, replace(sitting, id=chance.choice(now.sessions).id))
    else:
        session.insert(db, sitting)


def the_engagement(db: Database, now: Snapshot, chance: random.Random) -> None:
    competitors = tuple(chance.sample(WORDS, 2))
    engagement.save(db, replace(now.engagement, client=chance.choice(WORDS), competitors=competitors))
    engagement.save_wording(db, {**now.wording, (Question.WELL, Audience.STAFF): chance.choice(WORDS)})


def a_seating(db: Database, now: Snapshot, chance: random.Random) -> None:
    seating.save_rules(db, chance.choice(list(Audience)), SeatingRules(managers_apart=chance.random() < 0.5))
    if len(now.participants) > 1:
        first, second = sorted(person.id for person in chance.sample(now.participants, 2))
        wish = Wish(first, second, chance.choice(list(WishKind)), chance.choice(list(WishLevel)))
        chance.choice((seating.save_wish, seating.delete_wish))(db, wish)
        seating.add_met(db, [(first, second)])


def a_note_on_a_sheet(db: Database, now: Snapshot, chance: random.Random) -> None:
    answer = chance.choice(now.answers)
    sheets.confirm(db, answer.id, chance.choice(list(Concern)))
    sheets.set_box_state(db, chance.choice(now.groups).id, chance.choice(SHEET_BOXES), chance.choice([*BoxState, None]))
    if now.set_aside and chance.random() < 0.5:
        sheets.unpark(db, chance.choice(now.set_aside).id)
    else:
        sheets.park(db, Parked(answer.id, chance.choice(WORDS), chance.choice(WORDS)))
    chance.choice((words.learn, words.forget))(db, chance.choice([word for word in WORDS if word]))


def a_wall(db: Database, now: Snapshot, chance: random.Random) -> None:
    cards = tuple(answer.id for answer in chance.sample(now.answers, min(3, len(now.answers))))
    place = Place(chance.random(), -chance.random())
    match chance.randrange(5) if now.clusters else 0:
        case 0:
            wall.insert(db, Cluster(ClusterId(0), chance.choice(WORDS), place, cards))
        case 1:
            wall.update(db, chance.choice(now.clusters).id, chance.choice(WORDS), place)
        case 2:
            wall.delete(db, chance.choice(now.clusters).id)
        case 3:
            wall.put_at(db, cards[0], place)
        case _:
            wall.put_into(db, chance.choice(now.clusters).id, cards)


def a_form(db: Database, now: Snapshot, chance: random.Random) -> None:
    if now.forms and chance.random() < 0.4:
        forms.delete(db, chance.choice(now.forms).id)
        return
    form = Form(GroupId(0), f"F{chance.random()}", chance.choice(list(Kind)), label=chance.choice(WORDS))
    name = AnswerId(f"{chance.random()}")
    sheets.upsert(db, Answer(name, name, forms.insert(db, form), Box.WELL, 1, chance.choice(WORDS)))


def a_photo(db: Database, now: Snapshot, chance: random.Random) -> None:
    group = chance.choice([None, *(found.id for found in now.groups)])
    match chance.randrange(3) if now.photos else 0:
        case 0:
            photo = Photo(PhotoId(0), group, chance.choice(WORDS), f"{chance.random():064}", "", 3, 4, 5)
            photos.insert(db, photo, b"\x00\xff")
        case 1:
            photos.update(db, replace(chance.choice(now.photos), group_id=group, quarter_turns=chance.randrange(4)))
        case _:
            photos.delete(db, chance.choice(now.photos).id)


EDITS: tuple[Callable[[Database, Snapshot, random.Random], None], ...] = (
    a_participant, a_group, an_answer, a_tag, a_rejection, a_codebook, an_idea, a_session, a_seating, the_engagement,
    a_note_on_a_sheet, a_form, a_photo, a_wall, a_kept_finding, an_earlier_round, an_endorsement,
    a_criterion, an_action, an_initiative, a_second_tagger, a_report_setup,
)  # fmt: skip


def change(file: EngagementFile, chance: random.Random) -> None:
    """Edit one to three things in one transaction; an edit that is refused changes nothing."""
    try:
        with file.edit("Change") as edit:
            for _ in range(chance.randrange(1, 4)):
                kind = chance.choice(EDITS)
                now = file.snapshot()
                if now.answers or kind is an_answer:
                    kind(edit.db, now, chance)
    except CxError:
        assert file.take_steps() == ()


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_every_undo_and_redo_restores_everything(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    with written(tmp_path_factory.mktemp("undo") / "a.cxfac") as file:
        file.take_steps()
        states = [file.snapshot()]
        steps: list[Step] = []
        for _ in range(8):
            change(file, chance)
            for step in file.take_steps():
                steps.append(step)
                states.append(file.snapshot(states[-1], step.tables, step.sheets))
                assert states[-1] == file.snapshot() == file.snapshot(states[-2], step.tables)
        place = len(steps)
        for _ in range(20):
            back = place > 0 and (place == len(steps) or chance.random() < 0.6)
            if not steps:
                break
            place -= back
            before = states[place + 1] if back else states[place]
            steps[place] = file.reverse(steps[place])
            place += not back
            assert file.snapshot() == states[place]
            step = steps[place if back else place - 1]
            assert file.snapshot(before, step.tables) == states[place]
            assert file.snapshot(before, step.tables, step.sheets) == states[place]


def test_merged_steps_are_taken_back_at_once(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        before = file.snapshot()
        for text in ("Q", "Qu", "Quick"):
            with file.edit("Type", merge_key="a5") as edit:
                sheets.upsert(edit.db, replace(before.answers[-1], text=text))
        first, second, third = file.take_steps()
        redo = file.reverse(first.merged(second).merged(third))
        assert file.snapshot() == before
        file.reverse(redo)
        assert file.snapshot().answers[-1].text == "Quick"


def test_typing_a_line_takes_no_more_memory_than_its_first_key(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        before = file.snapshot()
        new = replace(before.answers[-1], id=AnswerId("new"), ref="new")
        for text in ("Q", "Qu", "Qui", "Quick"):
            with file.edit("Type", merge_key="new") as edit:
                sheets.upsert(edit.db, replace(new, text=text))
        first, *later = file.take_steps()
        merged = first
        for step in later:
            merged = merged.merged(step)
        assert merged.size == first.size
        redo = file.reverse(merged)
        assert file.snapshot() == before
        file.reverse(redo)
        assert file.snapshot().answer[new.id].text == "Quick"


def test_what_a_later_key_did_elsewhere_is_taken_back_too(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        before = file.snapshot()
        one, other = before.answers[:2]
        for answer in (one, other, one):
            with file.edit("Type", merge_key="both") as edit:
                sheets.upsert(edit.db, replace(answer, text=f"{answer.text} and more"))
        first, second, *_ = file.take_steps()
        file.reverse(first.merged(second))
        assert file.snapshot() == before


def test_what_a_later_edit_did_to_the_same_answer_in_another_way_is_taken_back_too(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        before = file.snapshot()
        answer = before.answers[0]
        for changed in (replace(answer, text="Quick"), replace(answer, text="Quick", starred=not answer.starred)):
            with file.edit("Type", merge_key="both") as edit:
                sheets.upsert(edit.db, changed)
        first, second = file.take_steps()
        file.reverse(first.merged(second))
        assert file.snapshot() == before


def test_a_mark_of_many_rows_is_taken_back_by_one_statement_that_names_nothing_else(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        answers = file.snapshot().answers
        with file.edit("Star all") as edit:
            sheets.mark(edit.db, [answer.id for answer in answers], Mark.STARRED, True)
        [step] = file.take_steps()
        [statement] = step.inverse
        assert statement.startswith('UPDATE "answer" SET "starred" = 0 WHERE rowid ')
        file.reverse(step)
        assert file.snapshot().answers == answers


def test_step_that_the_clock_rests_on_stays(tmp_path: Path) -> None:
    with written(tmp_path / "a.cxfac") as file:
        file.take_steps()
        with file.edit("Add a session") as edit:
            added = session.insert(edit.db, Session(SessionId(0), "C-1", Audience.CUSTOMERS))
        [step] = file.take_steps()
        with file.edit("Start") as edit:
            session.insert_event(edit.db, replace(full_snapshot().events[0], session_id=added, kind=EventKind.STARTED))
        before = file.snapshot()
        with pytest.raises(FileProblem, match="cannot be taken back"):
            file.reverse(step)
        assert file.snapshot() == before
        assert SessionEvent in {type(event) for event in before.events}
