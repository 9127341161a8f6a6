"""An engagement in which no field has its default, and how it gets into a file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.counts import Counts, State
from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, EFFORT, IMPACT, Criterion, CriterionId
from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.engagement import Audience, Engagement, Formality, Question
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import (
    Attribute,
    Group,
    GroupId,
    NeverAlone,
    RoleWish,
    SeatingRules,
    Wish,
    WishKind,
    WishLevel,
)
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, RestsOn, Sorting
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.report_setup import Edition, Level, Logo, LogoOwner, Paper, Part, ReportSetup
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.session import AgendaStep, EventKind, Session, SessionEvent, SessionId, Slide
from cxfacilitator.domain.sheets import (
    Answer,
    AnswerId,
    Box,
    BoxState,
    Concern,
    Direction,
    Flag,
    Parked,
    Value,
)
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Rejection, Tag
from cxfacilitator.domain.wall import Cluster, ClusterId, Place
from cxfacilitator.domain.weights import ScorePart
from cxfacilitator.store import (
    actions,
    criteria,
    endorsements,
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
from cxfacilitator.store.file import Edit, EngagementFile

ENGAGEMENT = Engagement(
    code="TRH-2025-R2",
    client="Tarrow & Hythe “Ltd”",
    industry="Removals",
    sponsor="A. Board",
    purpose="Find the gaps\nbefore the year ends",
    facilitator="I. Marlowe",
    formality=Formality.INFORMAL,
    round=2,
    previous="TRH-2025-R1",
    competitors=("Ødegård", "O'Neill; sons"),
    audiences=(Audience.STAFF, Audience.CUSTOMERS),
    everybody=frozenset({Audience.STAFF}),
    threshold_groups=3,
    threshold_people=12,
    delete_by=date(2026, 3, 1),
)
WORDING = {(question, audience): f"{question}? {audience.title}’s" for audience in Audience for question in Question}
CODEBOOK = Codebook(
    "made-up-3",
    (Family("ZED", "Last in the alphabet"), Family("ACC", "Access")),
    (
        Theme(
            ThemeId("ZED-1"),
            "ZED",
            "Care",
            "How people are treated",
            ("manners",),
            ("price", "time"),
            ("friendl*", "it's"),
            {"Q1": "They’re kind"},
            Visibility.INDIRECT,
            effort_linked=True,
            colour=Colour.TEAL,
            memo="Ask the “scribe”",
        ),
        Theme(ThemeId("ACC-1"), "ACC", "Opening hours", visibility=Visibility.NONE),
        Theme(ThemeId("ACC-2"), "ACC", "Waiting"),
        Theme(ThemeId("UNCLEAR"), "", "Unclear", residual=True),
    ),
)
EARLIER_ROUND = RoundSummary(
    1,
    "TRH-2025-R1",
    "Tarrow & Hythe “Ltd”",
    (date(2024, 5, 6), date(2024, 5, 7)),
    {Audience.LEADERSHIP: 1, Audience.STAFF: 4, Audience.CUSTOMERS: 3},
    {Audience.LEADERSHIP: 1, Audience.STAFF: 2, Audience.CUSTOMERS: 0},
    5,
    WORDING,
    "made-up-2",
    (
        RoundTheme(
            ThemeId("ACC-2"),
            "Queues",
            Visibility.INDIRECT,
            "0123abcd",
            {audience: Counts(9, 3, 8, 2, 1, 3, 4, 5, 6, 7, 9) for audience in Audience},
        ),
    ),
    {ThemeId("ACC-3"): ThemeId("ACC-2")},
)
_AGENDA = (
    AgendaStep("Welcome", 300, Slide.RULES, None, True, "Hello.\nSit down."),
    AgendaStep("First question", 900, Slide.QUESTION, Question.WELL),
)
_BERLIN = timezone(timedelta(hours=2))


def full_snapshot() -> Snapshot:
    """Every table has rows, every field a value that is not its default, every sequence its order."""
    return Snapshot(
        ENGAGEMENT,
        WORDING,
        CODEBOOK,
        participants=(
            Participant(ParticipantId(1), Audience.LEADERSHIP, "P1", "Ada", "Lund", group_id=1),
            Participant(
                ParticipantId(2),
                Audience.STAFF,
                "P2",
                "Bo",
                "O'Hara-Šimić",
                "Sales",
                "Saltby",
                "B3",
                "Clerk",
                ParticipantId(1),
                "S-AM",
                Attendance.WALK_IN,
                2,
                "scribe",
                "private",
                "Hythe GmbH",
                "3 years",
                "e-mail",
                "voucher",
                consent=True,
                needs="wheelchair",
                pinned=True,
                announced="Table 3",
            ),
            Participant(ParticipantId(3), Audience.CUSTOMERS, "P3", "Cy", "", attendance=Attendance.NO_SHOW),
        ),
        sessions=(
            Session(SessionId(1), "S-AM", Audience.STAFF, date(2025, 5, 6), "Hall 2", _AGENDA),
            Session(SessionId(2), "S-PM", Audience.STAFF, agenda=_AGENDA[:1]),
        ),
        events=(
            SessionEvent(SessionId(1), EventKind.STARTED, datetime(2025, 5, 6, 9, 0, 0, 125, UTC)),
            SessionEvent(SessionId(1), EventKind.TIME_ADDED, datetime(2025, 5, 6, 11, 30, tzinfo=_BERLIN), -60),
        ),
        groups=(
            Group(GroupId(1), "L1", Audience.LEADERSHIP, "Top table"),
            Group(
                GroupId(2),
                "S2",
                Audience.STAFF,
                "Table 2",
                SessionId(1),
                "night shift",
                7,
                complete=True,
                locked=True,
                scribe="Bo",
                note="One person “led”",
                read_back=True,
            ),
            Group(GroupId(3), "S10", Audience.STAFF, "Table 10", SessionId(2)),
            Group(GroupId(4), "C1", Audience.CUSTOMERS, "Table 1"),
        ),
        answers=(
            Answer(AnswerId("f0"), "L1-Q1-01", 1, Box.WELL, 1, "Kind\x00people", flags=frozenset({Flag.THIN})),
            Answer(
                AnswerId("e1"),
                "S2-Q3-01",
                2,
                Box.DIFFER,
                1,
                "Others' vans are 😀\nclean",
                "Ødegård",
                Direction.BETTER,
                Value.UNSURE,
                frozenset(Flag),
                reviewed=True,
                tidy="Other vans are clean",
                starred=True,
                typed_at=datetime(2025, 5, 6, 10, 15, 30, 250, _BERLIN),
                memo="Said with a grin",
                second_look=True,
            ),
            Answer(AnswerId("d2"), "S2-Q4-02", 2, Box.START, -2, "Ring before"),
            Answer(AnswerId("c3"), "S2-Q4-01", 2, Box.START, 5, "Text before"),
            Answer(AnswerId("b4"), "S10-Q4-01", 3, Box.START, 0, "x'00'; DROP TABLE answer"),
            Answer(AnswerId("a5"), "C1-Q4-01", 4, Box.UNMARKED, 0, ""),
        ),
        tags=(
            Tag(AnswerId("f0"), ThemeId("ZED-1")),
            Tag(AnswerId("e1"), ThemeId("ACC-1")),
            Tag(AnswerId("e1"), ThemeId("ZED-1"), 2),
            Tag(AnswerId("a5"), ThemeId("ACC-1")),
            Tag(AnswerId("96"), ThemeId("ACC-1")),
            Tag(AnswerId("87"), ThemeId("ZED-1")),
        ),
        rejections=(Rejection(AnswerId("f0"), ThemeId("ACC-2")), Rejection(AnswerId("a5"), ThemeId("ZED-1"))),
        ideas=(
            Idea(
                IdeaId(1),
                "RING",
                "Ring or text",
                (AnswerId("d2"), AnswerId("c3")),
                5,
                1,
                Disposition.ASK_CUSTOMERS,
                "Not sure they want it",
                "A. Lund",
                date(2025, 9, 1),
                "They “like” it",
                Value.NO,
                7.5,
                3,
                {CriterionId(3): 2},
            ),
            Idea(IdeaId(2), "SQL", "Drop it", (AnswerId("b4"),)),
        ),
        wishes=(
            Wish(ParticipantId(1), ParticipantId(2), WishKind.TOGETHER, WishLevel.WANT),
            Wish(ParticipantId(2), ParticipantId(3), WishKind.APART, WishLevel.MUST),
        ),
        seating_rules={
            Audience.CUSTOMERS: SeatingRules(
                {Attribute.SITE: 4, Attribute.TENURE: 1},
                managers_apart=False,
                same=Attribute.SEGMENT,
                roles=(RoleWish("scribe", WishLevel.MUST),),
                never_alone=(NeverAlone(Attribute.COMPANY, "Hythe “GmbH”"),),
            )
        },
        met={(ParticipantId(1), ParticipantId(3)): 2},
        forms=(
            Form(GroupId(5), "F2", Kind.FORM, segment="trade", held_on=date(2025, 5, 7)),
            Form(GroupId(6), "F10", Kind.FORM),
            Form(GroupId(7), "R1", Kind.REVIEW, Audience.STAFF, "found on the “web”"),
        ),
        form_answers=(
            Answer(AnswerId("96"), "F2-Q1-01", 5, Box.WELL, 1, "Quick"),
            Answer(AnswerId("87"), "R1-Q2-01", 7, Box.IMPROVE, 1, "Slow", flags=frozenset({Flag.SERIOUS})),
        ),
        set_aside=(
            Answer(AnswerId("78"), "S2-Q2-01", 2, Box.IMPROVE, 1, "The car park"),
            Answer(AnswerId("69"), "F2-Q2-01", 5, Box.IMPROVE, 1, "The weather"),
        ),
        parked=(Parked(AnswerId("78"), "A. Lund", "An answer by Friday"), Parked(AnswerId("69"))),
        confirmed=frozenset({(AnswerId("f0"), Concern.NAME), (AnswerId("87"), Concern.SERIOUS)}),
        box_states={(GroupId(2), Box.WELL): BoxState.BLANK, (GroupId(3), Box.DIFFER): BoxState.NOT_ASKED},
        photos=(
            Photo(PhotoId(1), None, "IMG 1.jpg", "0" * 64, "", 30, 40, 3),
            Photo(
                PhotoId(2),
                GroupId(2),
                "IMG 2.jpg",
                "a" * 64,
                "CXF1|TRH-2025-R1|S2",
                1200,
                1800,
                3,
                (1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.25),
                3,
                straight=True,
            ),
        ),
        learned_words=("Hythe", "Saltby", "crème"),
        clusters=(
            Cluster(ClusterId(1), "Tell us “before”", Place(-1.5, 0.25), (AnswerId("d2"), AnswerId("c3"))),
            Cluster(ClusterId(2), "", Place(3.0, 4.0), (AnswerId("96"), AnswerId("f0"))),
        ),
        loners={AnswerId("e1"): Place(0.125, -7.0)},
        kept_findings=(
            KeptFinding(KeptFindingId(2), sentence="Nobody “owns” it", position=1),
            KeptFinding(
                KeptFindingId(1),
                FindingKind.LEADERSHIP_BLIND_SPOT,
                ThemeId("ACC-2"),
                4,
                dismissed=True,
                reason="Said of another site",
                sentence="They wait, and we don’t see it",
                response=Response.STOP_OR_SHOW,
                debrief="What did you see?",
                sorting=Sorting.ASK,
                rests_on=RestsOn(
                    "All asked to improve “waiting”.",
                    "Waiting",
                    dict.fromkeys(Audience, 2),
                    {audience: {"well": 0, "raises": 2} for audience in Audience},
                    dict.fromkeys(Audience, State.CONCERN),
                    {audience: {AnswerId("e1"): "S2-Q3-01"} for audience in Audience},
                    EvidenceWord.LIKELY,
                    fragile=True,
                ),
                quotes=(AnswerId("e1"), AnswerId("c3")),
            ),
        ),
        criteria=(
            Criterion(CriterionId(3), "Nerves “needed”", 2.5, more_is_better=False, position=-1),
            Criterion(IMPACT, "Good for customers", 0.0, position=4),
            Criterion(EFFORT, "Effort", more_is_better=False, position=5),
        ),
        weights={ScorePart.REACH: 3.0, ScorePart.PAIN: 0.0, ScorePart.BREADTH: 0.5, ScorePart.RIVAL: 0.125},
        initiatives=(
            Initiative(InitiativeId(1), "New “vans”", "A. Lund", "since May", ThemeId("ACC-2"), Value.NO),
            Initiative(InitiativeId(2), "Parcel lockers"),
        ),
        actions=(
            Action(ActionId(2), "Print the cards", position=-1),
            Action(
                ActionId(1),
                "Ring “first”",
                "Bo",
                date(2025, 9, 2),
                done=True,
                idea_id=IdeaId(1),
                theme_id=ThemeId("ACC-2"),
                position=3,
            ),
        ),
        earlier_rounds=(EARLIER_ROUND,),
        second_taggers=(
            SecondTagger(
                TaggerId(1),
                "R. “Vance”",
                (
                    SecondReview(AnswerId("f0"), (ThemeId("ACC-2"), ThemeId("ZED-1")), settled=True),
                    SecondReview(AnswerId("c3")),
                ),
                {AnswerId("f0"): (ThemeId("ZED-1"), ThemeId("ACC-1")), AnswerId("c3"): ()},
            ),
            SecondTagger(TaggerId(2), "Ødegård"),
        ),
        endorsements=(Endorsement(AnswerId("e1"), GroupId(3)), Endorsement(AnswerId("b4"), GroupId(2))),
        report=ReportSetup(
            Edition.STAFF,
            Paper.LETTER,
            Level.ONE_PAGE,
            (Part.PLAN, Part.COVER),
            5,
            "They “wait”; we count vans",
            ThemeId("ACC-2"),
            "#0A5C36",
        ),
        logos=(
            Logo(LogoOwner.CLIENT, "Saltby ‘new’.png", b"\x89PNG\r\n\x1a\n\x00'quoted'"),
            Logo(LogoOwner.FACILITATOR, "me.jpg", b"\x89PNG"),
        ),
    )


def put(edit: Edit, snapshot: Snapshot) -> None:
    """Write everything that a new file does not have yet; ids must be 1, 2, 3 in each sequence."""
    db = edit.db
    for sitting in snapshot.sessions:
        session.insert(db, sitting)
    for event in snapshot.events:
        session.insert_event(db, event)
    for group in snapshot.groups:
        groups.insert(db, group)
    roster.insert_all(db, [replace(person, manager_id=None) for person in snapshot.participants])
    for person in snapshot.participants:
        roster.update(db, person)
    for form in snapshot.forms:
        forms.insert(db, form)
    for answer in (*snapshot.answers, *snapshot.form_answers, *snapshot.set_aside):
        sheets.upsert(db, answer)
    _put_what_is_noted(edit, snapshot)
    tagging.insert_tags(db, snapshot.tags)
    for rejection in snapshot.rejections:
        tagging.reject(db, rejection)
    _put_what_was_decided(edit, snapshot)
    _put_seating(edit, snapshot)


def _put_what_was_decided(edit: Edit, snapshot: Snapshot) -> None:
    db = edit.db
    _put_plan(edit, snapshot)
    for endorsement in snapshot.endorsements:
        endorsements.insert(db, endorsement)
    for tagger in snapshot.second_taggers:
        second_taggers.save(db, replace(tagger, id=TaggerId(0)))
    for summary in snapshot.earlier_rounds:
        rounds.save(db, summary)
    for kept in sorted(snapshot.kept_findings, key=lambda kept: kept.id):
        findings.insert(db, kept)
    report_setup.save(db, snapshot.report)
    for logo in snapshot.logos:
        report_setup.save_logo(db, logo)


def _put_plan(edit: Edit, snapshot: Snapshot) -> None:
    db = edit.db
    for criterion in DEFAULT_CRITERIA:
        if criterion.id not in snapshot.criterion:
            criteria.delete(db, criterion.id)
    for criterion in snapshot.criteria:
        criteria.update(db, criterion)
    criteria.save_weights(db, snapshot.weights)
    for idea in snapshot.ideas:
        plan.insert(db, idea)
    for initiative in snapshot.initiatives:
        initiatives.insert(db, initiative)
    for action in sorted(snapshot.actions, key=lambda action: action.id):
        actions.insert(db, action)


def _put_seating(edit: Edit, snapshot: Snapshot) -> None:
    db = edit.db
    for wish in snapshot.wishes:
        seating.save_wish(db, wish)
    for audience, rules in snapshot.seating_rules.items():
        seating.save_rules(db, audience, rules)
    for pair, times in snapshot.met.items():
        for _ in range(times):
            seating.add_met(db, [pair])


def _put_what_is_noted(edit: Edit, snapshot: Snapshot) -> None:
    db = edit.db
    for parked in snapshot.parked:
        sheets.park(db, parked)
    for answer_id, concern in snapshot.confirmed:
        sheets.confirm(db, answer_id, concern)
    for (group_id, box), state in snapshot.box_states.items():
        sheets.set_box_state(db, group_id, box, state)
    for photo in snapshot.photos:
        photos.insert(db, photo, b"\xff\xd8\x00")
    for word in snapshot.learned_words:
        words.learn(db, word)
    for cluster in snapshot.clusters:
        wall.insert(db, cluster)
    for answer_id, place in snapshot.loners.items():
        wall.put_at(db, answer_id, place)


def written(path: Path, snapshot: Snapshot | None = None) -> EngagementFile:
    """A new file with everything of a snapshot in it, open; the full one is written once, and then copied."""
    if snapshot is None:
        path.write_bytes(_full_file())
        return EngagementFile.open(path)
    file = EngagementFile.create(path, snapshot.engagement, snapshot.wording, snapshot.codebook)
    with file.edit("Write everything") as edit:
        put(edit, snapshot)
    return file


@cache
def _full_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "full.cxfac")
        written(path, full_snapshot()).close()
        return path.read_bytes()
