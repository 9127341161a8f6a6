"""XLSX workbooks, good, odd and hostile."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import ReadingChoices
from cxfacilitator.domain.table import Table
from cxfacilitator.formats import read_table

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


def saved(tmp_path: Path, fill: Callable[[Workbook], None]) -> Path:
    book = Workbook()
    fill(book)
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_cells_read_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet.append(["Name", "Id", "Start", "Years", "Consent", "Seen"])
        sheet.append(["Ann", 123, date(2025, 9, 1), 4.0, True, datetime.fromisoformat("2025-09-01T09:30")])
        sheet.append([None, None, "", "  "])
        sheet.append(["Bo", 7, None, 2.5, False])
        sheet["B2"].number_format = sheet["B4"].number_format = "00000"

    table = read_table(saved(tmp_path, fill))
    assert cells(table)[1:] == [
        ("Ann", "00123", "2025-09-01", "4", "TRUE", "2025-09-01T09:30:00"),
        ("Bo", "00007", "", "2.5", "FALSE"),
    ]
    assert [row.number for row in table.rows] == [1, 2, 4]
    assert table.warnings == ()


def test_the_first_visible_sheet_with_something_in_it_is_read(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        assert book.active is not None
        book.active.title = "Blank"
        hidden, staff, more = (book.create_sheet(title) for title in ("Old", "Staff", "More"))
        for sheet in (hidden, staff, more):
            sheet.append(["Name", "Dept"])
            sheet.append([f"From {sheet.title}", "Ops"])
        hidden.sheet_state = "hidden"

    table = read_table(saved(tmp_path, fill))
    assert cells(table)[1] == ("From Staff", "Ops")
    assert table.warnings == ("Only the sheet “Staff” was read; the workbook has others.",)


def two_sheets(book: Workbook) -> None:
    assert book.active is not None
    book.active.title = "Read me"
    book.active.append(["This workbook", "holds the list"])
    book.active.append(["of people", "for the workshop"])
    for title in ("Depot", "Head office"):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "Department"])
        sheet.append([f"Ann of {title}", "Ops"])


def test_the_sheet_with_known_headings_goes_before_a_first_one_of_words(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path, two_sheets), known={"name", "department"})
    assert cells(table)[1] == ("Ann of Depot", "Ops")
    assert (table.reading.sheet, table.reading.sheets) == ("Depot", ("Read me", "Depot", "Head office"))


def test_a_person_chooses_the_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path, two_sheets)
    table = read_table(path, ReadingChoices(sheet="Head office"), {"name", "department"})
    assert cells(table)[1] == ("Ann of Head office", "Ops")
    assert table.warnings == ()
    with pytest.raises(ImportProblem, match=r"has no sheet “Ghosts”\. It has: Read me, Depot, Head office"):
        read_table(path, ReadingChoices(sheet="Ghosts"))


def test_a_text_that_looks_like_a_formula_is_not_lost_but_a_formula_is_never_text(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet.append(["Name", "Text"])
        sheet.append(["Ann", "=1+1"])
        sheet.append(["Bo", "=1+1"])
        sheet["B3"].data_type = "s"

    table = read_table(saved(tmp_path, fill))
    assert cells(table)[1:] == [("Ann", ""), ("Bo", "=1+1")]
    assert table.warnings == ("Row 2 has a formula without a saved result; it is read as blank.",)


def test_a_formula_with_a_saved_result_is_its_result(tmp_path: Path) -> None:
    path = rewritten(tmp_path, b"<f>1+1</f>", b"<f>1+1</f><v>2</v>", CORPUS / "d34_formula_no_cache.xlsx")
    table = read_table(path)
    assert cells(table)[1] == ("2",)
    assert not any("formula" in warning for warning in table.warnings)


def rewritten(tmp_path: Path, old: bytes, new: bytes, source: Path = CORPUS / "d27_good.xlsx") -> Path:
    """A copy of a workbook with something replaced in its sheet."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad:
        for member in good.infolist():
            data = good.read(member)
            bad.writestr(member.filename, data.replace(old, new) if "sheet1" in member.filename else data)
    return path


def with_member(tmp_path: Path, member: zipfile.ZipInfo | str, data: bytes = b"x") -> Path:
    path = rewritten(tmp_path, b"", b"")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, data)
    return path


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "C:evil", "xl\\..\\evil"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportProblem, match=r"list\.xlsx .*forbidden name"):
        read_table(with_member(tmp_path, name))


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    with pytest.raises(ImportProblem, match="forbidden name"):
        read_table(with_member(tmp_path, link))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_parts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="doubled"):
        read_table(with_member(tmp_path, "xl/workbook.xml"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_are_refused_in_any_part_and_encoding(tmp_path: Path, encoding: str) -> None:
    data = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(ImportProblem, match="document type declaration"):
        read_table(with_member(tmp_path, "docProps/custom.xml", data))


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (["photo.txt"], "is an archive, not a workbook"),
        (["[Content_Types].xml", "word/document.xml"], "is a text document, not a workbook"),
        (["mimetype", "content.xml"], "is an OpenDocument file. Save the list as CSV or XLSX"),
    ],
)
def test_an_archive_of_something_else_is_refused(tmp_path: Path, members: list[str], sentence: str) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    with pytest.raises(ImportProblem, match=sentence):
        read_table(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"</sheetData>", b""), (b't="inlineStr"', b't="s"'), (b'r="A1"', b'r="A0"'), (b"<row ", b"<row><row ")],
)
def test_a_damaged_sheet_is_a_table_or_one_sentence(tmp_path: Path, old: bytes, new: bytes) -> None:
    outcome = attempt(rewritten(tmp_path, old, new))
    if isinstance(outcome, ImportProblem):
        assert str(outcome).startswith("list.xlsx")
    else:
        assert len(outcome.rows) > 1


def attempt(path: Path) -> Table | ImportProblem:
    try:
        return read_table(path)
    except ImportProblem as problem:
        return problem


def test_a_cell_in_the_far_corner_does_not_hang(tmp_path: Path) -> None:
    path = rewritten(tmp_path, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(ImportProblem, match="goes below row"):
        read_table(path)
