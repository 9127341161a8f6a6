"""The report service: refuses in a sentence, replaces only when asked, warns of what is open."""

from pathlib import Path

import pypdf
import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import FindingKey
from cxfacilitator.domain.report_setup import Edition, Part, choose
from cxfacilitator.services import engagement, findings, report
from cxfacilitator.store.file import EngagementFile


def test_the_report_of_the_sample(sample: EngagementFile, tmp_path: Path) -> None:
    written = report.write(sample.snapshot(), tmp_path / "r.pdf")
    assert written.pages == len(pypdf.PdfReader(written.path).pages) > 10
    assert written.warnings == ("0 of 19 ideas have been considered; the plan says so.",)


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
    with pytest.raises(CxError, match="is a folder"):
        report.write(sample.snapshot(), folder, replace=True)


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
    text = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(written.path).pages).split())
    for part in told.parts:
        assert part.name.split(":")[0] in text
        assert part.says.rstrip(".")[:40] in text
    assert told.headline in text
    assert "What chance alone would give" in text
    assert told.client == "Tolland Reeve Hire Ltd"


def test_a_note_needs_something_that_was_decided(sample: EngagementFile, tmp_path: Path) -> None:
    for edition in (Edition.PARTICIPANTS, Edition.STAFF):
        with pytest.raises(CxError, match="Nothing has been decided yet"):
            report.write(sample.snapshot(), tmp_path / "r.pdf", edition)
    assert not list(tmp_path.glob("*.pdf"))


def test_parts_that_have_nothing_to_say_make_no_report(sample: EngagementFile, tmp_path: Path) -> None:
    alone = choose(parts=[Part.ROUNDS])
    with pytest.raises(CxError, match="Nothing stands in rounds yet"):
        report.write(sample.snapshot(), tmp_path / "r.pdf", choices=alone)


def test_names_are_found_before_the_report_is_handed_over(sample: EngagementFile) -> None:
    for edition, does in ((Edition.LEADERSHIP, "takes the names out"), (Edition.FACILITATOR, "word for")):
        warned = report.outline(sample.snapshot(), edition).warnings
        assert "Names or contact details stand in 3 answers" in warned[-1]
        assert does in warned[-1]


def test_a_report_never_replaces_what_is_no_pdf(sample: EngagementFile, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("precious")
    with pytest.raises(CxError, match="not a PDF"):
        report.write(sample.snapshot(), notes, replace=True)
    assert notes.read_text() == "precious"


def test_kept_findings_that_changed_or_are_no_longer_found_are_named_first(sample: EngagementFile) -> None:
    assert not any("kept finding" in warning for warning in report.warnings(sample.snapshot()))
    findings.keep(sample, FindingKey(FindingKind.OVER_CLAIMED_STRENGTH, ThemeId("OFF-BILL")))
    findings.keep(sample, FindingKey(FindingKind.LEADERSHIP_BLIND_SPOT, ThemeId("COM-PROACT")))
    assert not any("kept finding" in warning for warning in report.warnings(sample.snapshot()))
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM tag WHERE theme_id = 'OFF-BILL'")
        of_one_group = "answer_id IN (SELECT id FROM answer WHERE ref LIKE 'C1-%')"
        edit.db.execute(f"DELETE FROM tag WHERE theme_id = 'COM-PROACT' AND {of_one_group}")
    found = report.warnings(sample.snapshot())
    assert "1 kept finding changed since: the answers behind it are no longer the same." in found
    assert "1 kept finding left out: no rule finds it any more." in found
