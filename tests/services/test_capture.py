"""Whatever is done to a sheet or a form, in whatever order: nothing is lost, and what is given up for good is gone."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.forms import Form, Kind, next_code
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, BoxState, Concern, Flag, Parked
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import forms, history, parking, photos, plan, read_back, sheets, spelling, tagging
from cxfacilitator.services.keeping.open_file import OpenFile
from cxfacilitator.services.photos import Attached, Ready
from cxfacilitator.store import digest
from cxfacilitator.store import history as versions
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import written

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
WORDS = ("slow", "queue\x00at", "the ramp", "[illegible]", "😀 crew", "It's", "שלום", "Straße")


@dataclass
class Bench:
    """An engagement that is worked on, and what is known of it from outside.

    Attributes:
        before: What was in the file before each step that can be undone.
        after: What was in the file before each undo, by which redo is judged.
        settled: What each answer has said, once something else was done.
        names: Every name that was typed; each stands in one text only, unless that is split, joined or moved.
        gone: Those that were taken out for good.
    """

    opened: OpenFile
    chance: random.Random
    before: list[Snapshot] = field(default_factory=list)
    after: list[Snapshot] = field(default_factory=list)
    settled: set[tuple[AnswerId, str]] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    @property
    def now(self) -> Snapshot:
        return self.opened.snapshot

    @property
    def file(self) -> EngagementFile:
        return self.opened.file

    def text(self) -> str:
        self.names.append(f"Zorv{'bcdfgklmnp'[len(self.names) % 10]}{len(self.names):03}x")
        return f"{self.chance.choice(WORDS)} {self.names[-1]} {self.chance.choice(WORDS)}"

    def an_answer(self) -> Answer:
        return self.chance.choice([*self.now.answer.values()])

    def a_line(self) -> Answer:
        """A line of a sheet, there or new."""
        there = [answer for answer in self.now.answer.values() if answer.group_id in self.now.group]
        if self.chance.random() < 0.4 or not there:
            group, box = self.chance.choice(self.now.groups), self.chance.choice(SHEET_BOXES)
            return Answer(sheets.new_id(), "", group.id, box, self.chance.randrange(9), self.text(), typed_at=NOON)
        return self.chance.choice(there)

    def a_form(self) -> Form:
        if self.chance.random() < 0.2 or not self.now.forms:
            kind = self.chance.choice(list(Kind))
            return Form(GroupId(0), next_code(kind, (form.code for form in self.now.forms)), kind)
        return self.chance.choice(self.now.forms)


def typed(bench: Bench) -> None:
    line = bench.a_line()
    text = bench.text() if bench.chance.random() < 0.7 else f"{line.text} more"
    sheets.save(bench.file, replace(line, text=text, starred=bench.chance.random() < 0.3))


def pasted(bench: Bench) -> None:
    lines = [bench.a_line() for _ in range(3)]
    sheets.save_all(bench.file, lines, [line.id for line in reversed(lines)])


def tidied(bench: Bench) -> None:
    sheets.set_tidy(bench.file, bench.an_answer().id, bench.chance.choice(["", " ", bench.text()]))


def reordered(bench: Bench) -> None:
    line = bench.a_line()
    order = [answer.id for answer in bench.now.answers if (answer.group_id, answer.box) == (line.group_id, line.box)]
    bench.chance.shuffle(order)
    sheets.reorder(bench.file, GroupId(line.group_id), line.box, order)


def moved(bench: Bench) -> None:
    sheets.move(bench.file, bench.a_line(), bench.chance.choice(SHEET_BOXES))


def split(bench: Bench) -> None:
    line = bench.a_line()
    sheets.split(bench.file, line, bench.chance.randrange(len(line.text) + 1), sheets.new_id())


def joined(bench: Bench) -> None:
    upper = bench.a_line()
    others = [answer for answer in bench.now.answer.values() if answer.group_id == upper.group_id]
    lower = bench.chance.choice(others) if others else upper
    if upper.id != lower.id:
        sheets.join(bench.file, upper, lower)


def removed(bench: Bench) -> None:
    sheets.delete(bench.file, bench.an_answer().id)


def explained(bench: Bench) -> None:
    group, box = bench.chance.choice(bench.now.groups), bench.chance.choice(SHEET_BOXES)
    sheets.set_box_state(bench.file, group, box, bench.chance.choice([None, *BoxState]))


def noted(bench: Bench) -> None:
    group = bench.chance.choice(bench.now.groups)
    match bench.chance.randrange(5):
        case 0:
            sheets.set_complete(bench.file, group, bench.chance.random() < 0.5, SHEET_BOXES[:2])
        case 1:
            sheets.set_people(bench.file, group, bench.chance.choice([None, 7]))
        case 2:
            sheets.set_scribe(bench.file, group, bench.chance.choice(["", "Bo"]))
        case 3:
            sheets.set_note(bench.file, group, bench.chance.choice(["", "Quiet"]))
        case _:
            read_back.set_read_back(bench.file, group, bench.chance.random() < 0.5)


def flagged(bench: Bench) -> None:
    tagging.set_flag(bench.file, bench.an_answer().id, bench.chance.choice(list(Flag)), bench.chance.random() < 0.7)


def tagged(bench: Bench) -> None:
    tagging.accept(bench.file, bench.an_answer().id, ThemeId(bench.chance.choice(["ZED-1", "ACC-1", "ACC-2"])))


def made_ideas(bench: Bench) -> None:
    plan.make_ideas(bench.file)


def parked(bench: Bench) -> None:
    answer = bench.an_answer()
    match bench.chance.randrange(3):
        case 0:
            parking.unpark(bench.file, answer.id)
        case 1:
            parking.set_parked(bench.file, Parked(answer.id, "Bo", "By Friday"))
        case _:
            parking.park(bench.file, answer.id)


def confirmed(bench: Bench) -> None:
    read_back.confirm(bench.file, bench.an_answer().id, bench.chance.choice(list(Concern)))


def redacted(bench: Bench) -> None:
    name = bench.chance.choice(bench.names)
    read_back.redact(bench.file, [a.id for a in bench.now.answer.values() if name in a.wording], [name])


def redacted_for_good(bench: Bench) -> None:
    name = bench.chance.choice(bench.names)
    found = [a.id for a in bench.now.answer.values() if name in f"{a.text} {a.tidy} {a.competitor}"]
    read_back.redact(bench.file, found, [name], keep_original=False)
    bench.gone.add(name)


def filled_in(bench: Bench) -> None:
    form, box = bench.a_form(), bench.chance.choice(SHEET_BOXES)
    lines = [a.text for a in bench.now.form_answers_of.get(form.id, ()) if a.box is box and "\x00" not in a.text]
    lines.insert(bench.chance.randrange(len(lines) + 1), bench.text().replace("\x00", " "))
    kept = [line for line in lines if bench.chance.random() < 0.7]
    forms.type_cell(bench.file, form, box, "\n".join(kept), NOON)


def changed_forms(bench: Bench) -> None:
    form = bench.a_form()
    match bench.chance.randrange(6):
        case 0:
            forms.set_segment(bench.file, form, bench.chance.choice(["", "trade"]))
        case 1:
            forms.set_source(bench.file, form, bench.chance.choice(["", "web"]))
        case 2:
            forms.set_day(bench.file, form, bench.chance.choice([None, date(2026, 3, 1)]))
        case 3:
            forms.set_kind(bench.file, form, bench.chance.choice(list(Kind)))
        case 4:
            forms.empty_cells(bench.file, [(form, box) for box in SHEET_BOXES[:3]])
        case _:
            forms.remove(bench.file, [form])


def imported(bench: Bench) -> None:
    text = f"{bench.text()}\t{bench.text()}\n{bench.text()}\t".replace("\x00", "")
    forms.apply(bench.file, forms.plan_paste(f"Q1\tQ2\n{text}", bench.now))


def photographed(bench: Bench) -> None:
    group = bench.chance.choice([None, *(found.id for found in bench.now.groups)])
    photo = Photo(PhotoId(0), group, "IMG.jpg", f"{bench.chance.randrange(99):064}", "", 3, 4, 5)
    match bench.chance.randrange(5) if bench.now.photos else 0:
        case 0:
            photos.add(bench.file, Attached((Ready(photo, b"\xff\xd8\x00", "", ""),), (), (), 5))
        case 1:
            photos.assign(bench.file, bench.chance.choice(bench.now.photos).id, group)
        case 2:
            photos.turn(bench.file, bench.chance.choice(bench.now.photos).id)
        case 3:
            photos.set_straight(bench.file, bench.chance.choice(bench.now.photos).id, bench.chance.random() < 0.5)
        case _:
            photos.remove(bench.file, bench.chance.choice(bench.now.photos).id)


def learned(bench: Bench) -> None:
    verb = bench.chance.choice([spelling.learn, spelling.forget])
    verb(bench.file, bench.chance.choice(["Saltby", "Tarrow"]))


def restored(bench: Bench) -> None:
    source = bench.chance.choice([*bench.now.group, *bench.now.form])
    found = (*history.of_answer(bench.file, bench.an_answer().id), *history.removed(bench.file, source))
    if found:
        history.restore(bench.file, bench.chance.choice(found).id)


VERBS: tuple[Callable[[Bench], None], ...] = (
    typed, typed, typed, pasted, tidied, reordered, moved, split, split, joined, joined, removed, explained, noted,
    flagged, tagged, made_ideas, parked, confirmed, redacted, redacted_for_good, filled_in, filled_in, changed_forms,
    imported, photographed, learned, restored, restored,
)  # fmt: skip


def do(bench: Bench, verb: Callable[[Bench], None]) -> None:
    """One verb, or an undo or redo, and what must hold after each."""
    before, done = bench.now, list(bench.opened.steps.done)
    back = bench.chance.random()
    if back < 0.12 and done:
        bench.opened.reverse(back=True)
        bench.after.append(before)
        assert bench.now == bench.before.pop()
    elif back < 0.2 and bench.opened.steps.undone:
        bench.opened.reverse(back=False)
        bench.before.append(before)
        assert bench.now == bench.after.pop()
    else:
        try:
            bench.opened.write(lambda _file: verb(bench))
        except CxError:
            assert bench.now == before
        if not bench.opened.steps.undone:
            bench.after.clear()
        if len(bench.opened.steps.done) > len(done):
            bench.before.append(before)
        elif not bench.opened.steps.done:
            bench.before.clear()
    assert bench.now == bench.file.snapshot()
    same_line = done and len(bench.opened.steps.done) == len(done) and verb in (typed, filled_in)
    if not same_line:
        bench.settled.update((answer.id, answer.text) for answer in before.answer.values())


def said(bench: Bench, answer_id: AnswerId) -> list[str | None]:
    there = bench.now.answer.get(answer_id)
    return [*([there.text] if there else []), *(found.text for found in history.of_answer(bench.file, answer_id))]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_done_to_sheets_and_forms(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("capture") / "a.cxfac"
    with written(path) as file:
        file.take_steps()
        opened = OpenFile(file, file.snapshot(), lambda _opened: None, lambda _sentence: None)
        bench = Bench(opened, random.Random(seed))
        bench.text()
        for _ in range(40):
            do(bench, bench.chance.choice(VERBS))
        assert file.read(versions.first_broken) is None
        assert file.read(digest.first_broken) is None
        for answer_id, text in bench.settled:
            if not any(name in text for name in bench.gone):
                found = said(bench, answer_id)
                assert any(each is None or each.startswith(text) for each in found), f"{text!r} is nowhere"
        steps = str([*opened.steps.done, *opened.steps.undone])
        last = file.snapshot()
    content = path.read_bytes()
    for name in bench.gone:
        assert name not in str(last)
        assert name.encode() not in content, f"{name} is still in the file"
        assert name.encode().hex() not in steps.lower()
    with EngagementFile.open(path) as file:
        assert file.snapshot() == last
