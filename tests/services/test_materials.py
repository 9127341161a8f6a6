"""The pack as a file: what is offered, what is written and never written over, and who was told their table."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from cxfacilitator.domain.engagement import Audience, Engagement, Question
from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement, groups, preview, roster
from cxfacilitator.services import materials as service
from cxfacilitator.services.materials import Selection
from cxfacilitator.store.file import EngagementFile
from tests.builders import seated_snapshot
from tests.pdfs import texts

LISTS = frozenset({"lists-by-group", "lists-by-surname"})


@pytest.fixture(scope="module")
def seated() -> Snapshot:
    return seated_snapshot()


@pytest.fixture
def staffed(tmp_path: Path, sample_folder: Path) -> EngagementFile:
    """A file with the sample's staff at their tables."""
    file = engagement.create(tmp_path / "e.cxfac", Engagement("TRH", "Tolland Reeve Hire Ltd"))
    roster.apply(file, roster.plan_import(sample_folder / "roster_staff.csv", Audience.STAFF, file.snapshot()))
    groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF))
    return file


def offered(snapshot: Snapshot, selection: Selection = service.EVERYTHING) -> dict[str, int]:
    return {offer.name: offer.pages for offer in service.papers(snapshot, selection)}


def test_what_is_offered_is_what_is_written(seated: Snapshot, tmp_path: Path) -> None:
    for selection in (
        service.EVERYTHING,
        Selection(audience=Audience.STAFF, paper=Paper.LETTER),
        Selection(session_code="S-AM", spare_share=0.5),
        Selection(frozenset({"answer-sheet", "table-tents"})),
    ):
        chosen = {
            name: n for name, n in offered(seated, selection).items() if n and name in (selection.names or [name])
        }
        written = service.write(seated, tmp_path / "pack.pdf", selection, replace=True)
        assert written.papers == chosen
        pages = pypdf.PdfReader(written.path).pages
        assert written.pages == len(pages) == sum(chosen.values())


def test_a_paper_that_has_no_pages_says_why(seated: Snapshot) -> None:
    for offer in service.papers(replace(seated, groups=(), sessions=(), participants=())):
        assert (offer.pages > 0) == (offer.missing == "")
    missing = {offer.name: offer.missing for offer in service.papers(seated)}
    assert missing["moves"].startswith("Nobody moves")
    assert missing["answer-sheet"] == ""


def test_paper_sizes(seated: Snapshot, tmp_path: Path) -> None:
    for paper in Paper:
        selection = Selection(frozenset({"answer-sheet", "table-tents"}), paper=paper)
        path = service.write(seated, tmp_path / f"{paper}.pdf", selection).path
        sizes = {tuple(round(float(edge), 1) for edge in page.mediabox[2:]) for page in pypdf.PdfReader(path).pages}
        upright = tuple(round(edge, 1) for edge in paper.size)
        assert sizes == {upright, upright[::-1]}


def test_a_pack_of_one_session_has_nobody_else(seated: Snapshot, tmp_path: Path) -> None:
    path = service.write(seated, tmp_path / "am.pdf", Selection(LISTS, session_code="S-AM")).path
    text = "".join(texts(path))
    for person in seated.participants:
        here = person.session_code == "S-AM"
        namesakes = [p for p in seated.participants if p.full_name == person.full_name]
        if len(namesakes) == 1:
            assert (person.full_name in text) == here


def test_nothing_is_written_over(seated: Snapshot, tmp_path: Path) -> None:
    selection = Selection(frozenset({"ground-rules-poster"}))
    path = tmp_path / "pack.pdf"
    service.write(seated, path, selection)
    before = path.read_bytes()
    with pytest.raises(CxError, match=r"pack\.pdf is there already.*pack 2\.pdf"):
        service.write(seated, path, selection)
    assert path.read_bytes() == before
    assert service.write(seated, path, selection, replace=True).pages == 1
    note = tmp_path / "notes.txt"
    note.write_text("keep me")
    with pytest.raises(CxError, match="not a PDF"):
        service.write(seated, note, selection, replace=True)
    assert note.read_text() == "keep me"
    with pytest.raises(CxError, match="does not exist"):
        service.write(seated, tmp_path / "nowhere" / "pack.pdf", selection)


def test_stopping_leaves_the_earlier_pack(seated: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    service.write(seated, path, Selection(frozenset({"ground-rules-poster"})))
    before = path.read_bytes()

    def stop(share: float, _note: str) -> None:
        if share > 0.1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        service.write(seated, path, replace=True, progress=stop)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    # Whoever comes next is not kept waiting by what was stopped.
    assert service.write(seated, path, Selection(LISTS), replace=True).pages > 1


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (Selection(frozenset({"answer-sheets"})), "no paper called answer-sheets"),
        (Selection(session_code="X-9"), "no session called X-9. There are: L, S-AM"),
        (Selection(spare_share=-1), "between 0 and 1"),
        (Selection(frozenset({"moves"})), "Nobody moves"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_reason(
    seated: Snapshot, tmp_path: Path, selection: Selection, sentence: str
) -> None:
    with pytest.raises(CxError, match=sentence):
        service.write(seated, tmp_path / "pack.pdf", selection)
    assert list(tmp_path.iterdir()) == []


def test_whoever_has_no_table_is_named_before_the_lists_hang(seated: Snapshot) -> None:
    lost = next(person for person in seated.participants if person.session_code == "S-AM")
    people = tuple(replace(p, group_id=None) if p is lost else p for p in seated.participants)
    (warning,) = service.warnings(replace(seated, participants=people))
    assert warning == f"1 person has no table and stand on no list: {lost.full_name}."
    assert service.warnings(seated) == ()


def test_letters_that_no_typeface_has_are_named(seated: Snapshot) -> None:
    people = tuple(replace(p, last_name="नम" if n == 0 else "محمد") for n, p in enumerate(seated.participants))
    (warning,) = service.warnings(replace(seated, participants=people))
    assert warning.endswith("appear as boxes: न म")


def test_letters_of_the_room_that_no_typeface_has_are_named(seated: Snapshot) -> None:
    session, *others = seated.sessions
    wording = {**seated.wording, (Question.WELL, Audience.STAFF): "What do we do well? \U0001f600"}
    room = replace(seated, wording=wording, sessions=(replace(session, venue="โรงแรม"), *others))
    (warning,) = service.warnings(room)
    assert set(warning.rpartition(": ")[2].split()) == {*"โรงแม", "\U0001f600"}
    assert service.warnings(room, Selection(audience=Audience.CUSTOMERS)) == ()


def test_a_page_is_drawn_as_pixels(seated: Snapshot) -> None:
    drawn = service.draw(seated, Selection(frozenset({"answer-sheet", "table-tents"})), only="table-tents")
    assert drawn.titles == ("Table tents",) * 16
    picture = preview.picture(drawn.pdf, 15, 72)
    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.rgb) == picture.width * picture.height * 3
    assert picture.rgb[:3] == b"\xff\xff\xff"
    colours = {picture.rgb[at : at + 3] for at in range(0, len(picture.rgb), 3)}
    assert bytes.fromhex("CF4A14") in colours
    with pytest.raises(CxError, match="no page 17"):
        preview.picture(drawn.pdf, 16, 72)


def test_who_was_told_a_table_is_noted_in_one_step(staffed: EngagementFile) -> None:
    snapshot = staffed.snapshot()
    assert service.not_announced(snapshot) == 62
    assert offered(snapshot)["moves"] == 0
    staffed.take_steps()
    assert service.mark_announced(staffed, Audience.STAFF) == 62
    told = staffed.snapshot()
    assert service.not_announced(told) == 0
    assert offered(told)["moves"] == 0
    mover = told.participants[0]
    table = next(group for group in told.groups if group.id != mover.group_id)
    groups.move(staffed, mover.id, table.id)
    assert service.not_announced(staffed.snapshot()) == 1
    assert offered(staffed.snapshot())["moves"] == 1
    assert service.mark_announced(staffed) == 1
    first, *_ = staffed.take_steps()
    assert first.label == "Tell staff their tables"
    staffed.close()


def test_a_table_whose_sheet_is_typed_waits_for_no_news(seated: Snapshot) -> None:
    assert service.not_announced(seated) == 0
    assert service.not_announced(replace(seated, answers=())) == len(seated.participants)


def test_undo_takes_back_that_they_were_told(staffed: EngagementFile) -> None:
    staffed.take_steps()
    service.mark_announced(staffed, Audience.STAFF)
    (step,) = staffed.take_steps()
    staffed.reverse(step)
    assert {person.announced for person in staffed.snapshot().participants} == {""}
    staffed.close()
