"""What the document is made of: read back from the file, complete, in order, and with every figure in words."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.report_setup import Edition, Paper
from cxfacilitator.report import fonts
from cxfacilitator.report.charts import Marks
from cxfacilitator.report.content import build
from cxfacilitator.report.content.values import Listed, ReportContent
from cxfacilitator.report.finishing import About, finished
from cxfacilitator.report.flowables import (
    CELL,
    HEADING,
    TEXT,
    TITLE,
    Count,
    Place,
    data_table,
    grid,
    items,
    numbered,
    quoted,
    side_by_side,
    text,
)
from cxfacilitator.report.pdf import write
from cxfacilitator.report.structure import Element, TaggedCanvas
from tests.builders import sample_snapshot
from tests.engagements import random_engagement
from tests.report.structure_of import Found, Part, structure_of


@pytest.fixture(autouse=True, scope="module")
def typefaces() -> None:
    fonts.register()


def document(story: Sequence[Flowable], height: float = 600) -> Found:
    """A document of these flowables on narrow pages."""
    buffer = BytesIO()
    template = BaseDocTemplate(buffer, lang="en-GB", displayDocTitle=True, initialFontName=fonts.REGULAR, invariant=1)
    template.addPageTemplates([PageTemplate("page", [Frame(20, 20, 300, height, 0, 0, 0, 0)])])
    template.build(list(story), canvasmaker=TaggedCanvas)
    canvas: Any = template.canv
    return structure_of(finished(buffer.getvalue(), canvas.root, About("Title", "Author", "Subject", (2025, 10, 1))))


def tree(part: Part) -> str:
    """The tags as nested brackets, for comparing by eye."""
    return part.tag + (f"({' '.join(map(tree, part.kids))})" if part.kids else "")


def test_a_text_over_two_pages_is_one_paragraph() -> None:
    found = document([text("word " * 300, TEXT)], height=100)
    assert not found.wrong
    assert tree(found.root) == "Document(P)"


def test_each_chapter_is_a_section_with_its_headings() -> None:
    story = [text("Cover", TITLE, Element("H1"))]
    for key in "ab":
        story += [Place(key, key), text(key, TITLE), Place(f"{key}1", "sub", 1), text("sub", HEADING)]
    found = document(story)
    assert not found.wrong
    assert tree(found.root) == "Document(H1 Sect(H2 H3) Sect(H2 H3))"


def test_a_report_without_a_cover_begins_with_a_heading_of_the_first_level() -> None:
    found = document([Place("a", "a"), text("a", TITLE), text("sub", HEADING), text("b", TITLE)])
    assert not found.wrong
    assert tree(found.root) == "Document(Sect(H1 H2 H1))"


def test_a_table_over_pages_is_one_table_with_its_head_once() -> None:
    rows = [[text("Theme", CELL), text("Groups", CELL)]]
    rows += [[text(f"theme {n}", CELL), Count(Marks(Audience.STAFF, n % 4, 3))] for n in range(8)]
    found = document([data_table(rows, [150, 100], top=1)], height=90)
    assert not found.wrong
    [table] = found.root.kids
    assert table.tag == "Table"
    assert [tree(row) for row in table.kids] == ["TR(TH TH)", *["TR(TH TD)"] * 8]
    assert [cell.known["/ActualText"] for cell in table.every("TD")][:4] == [
        "0 of 3 groups", "1 of 3 groups", "2 of 3 groups", "3 of 3 groups",
    ]  # fmt: skip


def test_a_cell_over_all_columns_is_told_as_one() -> None:
    rows = [[text("Theme", CELL), text("Groups", CELL)], [text("In all", CELL)], [text("a", CELL), ""]]
    found = document([data_table(rows, [150, 100], ("SPAN", (0, 1), (-1, 1)), top=1)])
    assert not found.wrong
    assert tree(found.root) == "Document(Table(TR(TH TH) TR(TD) TR(TH TD)))"


def test_things_side_by_side_are_read_column_by_column_and_are_no_table() -> None:
    lists = [Listed("Left", ("one", "two")), Listed("Right", ("three",))]
    found = document([text("Client", TITLE, Element("H1")), text("Chapter", TITLE), side_by_side(lists, 280)])
    assert not found.wrong
    left, right = "Div(H3 L(LI(LBody) LI(LBody)))", "Div(H3 L(LI(LBody)))"
    assert tree(found.root) == f"Document(H1 H2 {left} {right})"


def test_a_grid_is_read_cell_by_cell_and_its_lines_are_decoration() -> None:
    found = document([grid([[text("a", CELL), ""], [text("b", CELL), text("c", CELL)]], [90, 90], _GRID)])
    assert not found.wrong
    assert tree(found.root) == "Document(P P P)"


_GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")


def test_lists_and_quotations_keep_together_what_belongs_together() -> None:
    story = [*items(["a", "b"], CELL), Spacer(0, 5), *numbered(["x"]), *quoted("said " * 300, "S1")]
    found = document(story)
    assert not found.wrong
    assert tree(found.root) == "Document(L(LI(LBody) LI(LBody)) L(LI(LBody)) BlockQuote(P P P))"


@pytest.fixture(scope="module")
def content() -> ReportContent:
    return build(sample_snapshot(), Edition.FACILITATOR)


@pytest.fixture(scope="module")
def report(content: ReportContent, tmp_path_factory: pytest.TempPathFactory) -> Found:
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    write(content, path)
    assert path.stat().st_size <= 250_000
    return structure_of(path.read_bytes())


def test_the_report_is_told_whole_and_in_order(report: Found) -> None:
    assert not report.wrong


def test_the_client_is_the_title_and_every_chapter_a_section(report: Found) -> None:
    assert [part.tag for part in report.root.walk()].count("H1") == 1
    sections = report.root.every("Sect")
    assert len(sections) > 10
    assert all(section.every("H2") for section in sections)


def test_every_box_of_a_sheet_is_headed_and_every_answer_a_paragraph(content: ReportContent, report: Found) -> None:
    boxes = [box for sheet in content.sheets for box in sheet.boxes]
    assert len(report.root.every("H4")) == len(boxes)
    [last] = [section for section in report.root.every("Sect") if section.every("H4")]
    for kids in (sheet.kids for sheet in last.walk() if any(kid.tag == "H4" for kid in sheet.kids)):
        assert {kid.tag for kid in kids} <= {"H2", "H3", "H4", "P"}
    assert len(last.every("P")) >= sum(len(box.lines) for box in boxes)


def test_every_figure_tells_every_number_in_it(content: ReportContent, report: Found) -> None:
    told = [figure.known["/Alt"] for figure in report.root.every("Figure")]
    [dumbbell] = [words for words in told if words == content.summary.chart.told()]
    for row in content.summary.chart.rows:
        for audience, said, groups in row.counts:
            assert f"{audience.label} {said} of {groups}" in dumbbell[dumbbell.index(row.name) :]
    heat = next(words for words in told if words.startswith(content.whole.heat.rows[0].name))
    assert len(re.findall(r"\d of \d", heat)) == sum(
        1 for row in content.whole.heat.rows for block in row.said for said in block if said
    )


def test_contents_lead_to_every_chapter(report: Found) -> None:
    [contents] = report.root.every("TOC")
    assert {tree(line) for line in contents.kids} == {"TOCI(Reference(Link))"}
    assert len(contents.kids) >= len(report.root.every("Sect"))


@pytest.mark.parametrize("seed", range(3))
def test_the_report_of_any_engagement_is_told_whole(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write(build(random_engagement(seed), list(Edition)[seed % 2]), path, list(Paper)[seed % 2])
    assert not structure_of(path.read_bytes()).wrong
