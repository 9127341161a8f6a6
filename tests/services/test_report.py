"""The report service: refuses in a sentence, replaces only when asked, warns of what is open."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.report_setup import Edition, Level, Logo, LogoOwner, Paper, Part, choose
from cxfacilitator.services import engagement, report, report_setup
from cxfacilitator.store.file import EngagementFile
from tests.pdfs import texts


def test_the_report_of_the_sample(sample: EngagementFile, tmp_path: Path) -> None:
    written = report.write(sample.snapshot(), tmp_path / "r.pdf")
    assert written.pages == len(pypdf.PdfReader(written.path).pages) > 10
    assert written.warnings[0] == "0 of 19 ideas have been considered; the plan says so."


def test_an_earlier_report_is_replaced_only_when_asked(sample: EngagementFile, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"%PDF-older")
    with pytest.raises(CxError, match=r"r 2\.pdf"):
        report.write(sample.snapshot(), path)
    assert path.read_bytes() == b"%PDF-older"
    report.write(sample.snapshot(), path, replace=True)
    assert path.read_bytes().startswith(b"%PDF")


def test_a_folder_is_never_replaced_by_a_report(sample: EngagementFile, tmp_path: Path) -> None:
    folder = tmp_path / "r.pdf"
    folder.mkdir()
    for replacing in (True, False):
        with pytest.raises(CxError, match=r"r\.pdf is a folder\. Give the report a file name\."):
            report.write(sample.snapshot(), folder, replace=replacing)


def test_a_cancelled_report_leaves_the_earlier_one(sample: EngagementFile, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"%PDF-older")

    def stop(share: float, note: str) -> None:
        if share >= 0.5:
            raise Cancelled(note)

    with pytest.raises(Cancelled):
        report.write(sample.snapshot(), path, replace=True, progress=stop)
    assert path.read_bytes() == b"%PDF-older"
    assert list(tmp_path.glob("*.pdf")) == [path]


def test_an_empty_engagement_has_nothing_to_report(tmp_path: Path) -> None:
    with (
        engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank")) as file,
        pytest.raises(CxError, match="no answers yet"),
    ):
        report.write(file.snapshot(), tmp_path / "r.pdf")


@pytest.mark.parametrize("edition", [Edition.FACILITATOR, Edition.LEADERSHIP])
def test_the_outline_says_what_the_pages_say(sample: EngagementFile, tmp_path: Path, edition: Edition) -> None:
    choices = choose(without=[Part.NUMBERS, Part.SHEETS])
    told = report.outline(sample.snapshot(), edition, choices)
    written = report.write(sample.snapshot(), tmp_path / "r.pdf", edition, choices=choices)
    text = " ".join("".join(texts(written.path)).split())
    for part in told.parts:
        assert bool(part.says) is not bool(part.waits_for)
        if part.part in choices.parts and part.part not in (Part.COVER, Part.QUESTIONS, Part.CONTENTS) and part.says:
            assert part.name.split(":")[0] in text
            assert part.says.rstrip(".")[:40] in text
    assert {part.part for part in told.parts if part.waits_for} == {Part.ROUNDS, Part.NOTE, Part.SERIOUS}
    assert told.headline in text
    assert "What chance alone would give" in text


def test_what_was_chosen_is_written_unless_something_else_is_asked_for(sample: EngagementFile, tmp_path: Path) -> None:
    report_setup.change(sample, lambda now: replace(now, level=Level.ONE_PAGE, paper=Paper.LETTER))
    chosen = report.write(sample.snapshot(), tmp_path / "chosen.pdf")
    (page,) = pypdf.PdfReader(chosen.path).pages
    assert round(page.mediabox.width) == 612
    asked = report.write(sample.snapshot(), tmp_path / "asked.pdf", paper=Paper.A4, choices=choose(Level.SUMMARY))
    pages = pypdf.PdfReader(asked.path).pages
    assert len(pages) > 3
    assert round(pages[0].mediabox.width) == 595


def test_a_draft_has_the_pages_of_the_report(sample: EngagementFile, tmp_path: Path) -> None:
    report_setup.change(sample, lambda now: replace(now, level=Level.SUMMARY))
    told: list[str] = []
    made = report.draft(sample.snapshot(), progress=lambda _share, note: told.append(note))
    written = report.write(sample.snapshot(), tmp_path / "r.pdf")
    assert made.pdf == written.path.read_bytes()
    assert "Laying out page 2" in told
    report_setup.change(sample, lambda now: replace(now, edition=Edition.PARTICIPANTS))
    note = report.draft(sample.snapshot())
    assert note.pdf == b""
    assert note.refusal.startswith("Nothing has been decided yet")
    assert note.outline.parts


def test_a_note_needs_something_that_was_decided(sample: EngagementFile, tmp_path: Path) -> None:
    for edition in (Edition.PARTICIPANTS, Edition.STAFF):
        with pytest.raises(CxError, match="Nothing has been decided yet"):
            report.write(sample.snapshot(), tmp_path / "r.pdf", edition)
    assert not list(tmp_path.glob("*.pdf"))


def test_parts_that_have_nothing_to_say_make_no_report(sample: EngagementFile, tmp_path: Path) -> None:
    alone = choose(parts=[Part.ROUNDS])
    with pytest.raises(CxError, match="Nothing stands in “Since the last round” yet"):
        report.write(sample.snapshot(), tmp_path / "r.pdf", choices=alone)


def test_what_a_reader_may_hold_against_the_own_headline_is_told_with_the_report(
    sample: EngagementFile, tmp_path: Path
) -> None:
    own = "60% of <b>customers</b> wait & 李"
    report_setup.change(sample, lambda now: replace(now, headline=own))
    written = report.write(sample.snapshot(), tmp_path / "r.pdf", choices=choose(Level.ONE_PAGE))
    assert written.warnings[0].startswith("A percentage of fewer than 10 groups")
    assert own in " ".join(texts(written.path)[0].split())
    other = report.write(sample.snapshot(), tmp_path / "plan.pdf", choices=choose(parts=[Part.PLAN]))
    assert not any("percentage" in warning for warning in other.warnings)


def test_a_damaged_sign_does_not_stop_the_report(sample: EngagementFile, tmp_path: Path) -> None:
    damaged = replace(sample.snapshot(), logos=(Logo(LogoOwner.CLIENT, "sign.png", b"\x89PNG half"),))
    written = report.write(damaged, tmp_path / "r.pdf", choices=choose(parts=[Part.COVER]))
    assert written.pages == 1
    assert "The client’s sign is damaged and is left out. Choose it again." in written.warnings


def test_a_report_never_replaces_what_is_no_pdf(sample: EngagementFile, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("precious")
    with pytest.raises(CxError, match="not a PDF"):
        report.write(sample.snapshot(), notes, replace=True)
    assert notes.read_text() == "precious"
