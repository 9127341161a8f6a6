"""The finished PDF, read back by another library than the one that wrote it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.domain.report_setup import Edition, Paper, Part, choose
from cxfacilitator.domain.sheets import Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report import fonts
from cxfacilitator.report.content import build
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.pdfs import texts
from tests.report.test_content import only

HOSTILE = [
    "<b>unclosed",
    "</para></para>",
    "a & b < c > d",
    '<img src="file:///etc/passwd"/>',
    '<a href="javascript:1">x</a>',
    "&#0; &#x1F600; &nbsp;",
    "<seq/><onDraw name='x' label='y'/>",
    "<br/>" * 400,
    "]]><![CDATA[x",
    "{{7*7}} {% x %} $x$ %s %d {0}",
    "x" * 3000,
    "W " * 3000,
    "\u202eabc \x00\x07 \ud800 e\u0301 \u200b",
    "русский ελληνικά tiếng Việt 李 😀",
    "",
]


def folded(text: str) -> str:
    """The text without anything that a line break may add or take."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


@pytest.fixture(scope="module")
def path(sample: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    assert write(build(sample, Edition.FACILITATOR), path) == len(PdfReader(path, strict=True).pages)
    return path


@pytest.fixture(scope="module")
def report(path: Path) -> PdfReader:
    return PdfReader(path, strict=True)


@pytest.fixture(scope="module")
def pages(path: Path) -> list[str]:
    return texts(path)


@pytest.fixture(scope="module")
def words(pages: list[str]) -> str:
    return folded("".join(pages))


def test_every_answer_is_found(sample: Snapshot, words: str) -> None:
    assert [answer.ref for answer in sample.answers if folded(answer.text) not in words] == []


def test_every_theme_that_came_up_is_found(sample: Snapshot, words: str) -> None:
    named = {tag.theme_id for tag in sample.tags}
    themes = [theme.name for theme in sample.codebook.counted if theme.id in named]
    assert [name for name in themes if folded(name) not in words] == []


def test_only_our_typeface_is_used_and_it_is_embedded(report: PdfReader) -> None:
    names = set()
    for page in report.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object().get("/FontDescriptor")
            assert descriptor is not None, font.get_object()["/BaseFont"]
            assert "/FontFile2" in descriptor
            names.add(font.get_object()["/BaseFont"].split("+")[1])
    assert names <= {fonts.REGULAR, fonts.SEMIBOLD, fonts.ITALIC, fonts.BOLD}


def test_the_document_says_what_it_is(report: PdfReader) -> None:
    assert report.metadata is not None
    assert report.metadata.title == "Tolland Reeve Hire Ltd: what leadership, staff and customers say"
    assert report.metadata.author == "Ines Marlowe"
    assert report.metadata.creation_date is not None
    assert report.metadata.creation_date.date().isoformat() == "2025-10-01"
    assert report.trailer["/Root"]["/Lang"] == "en-GB"


def test_contents_lead_to_their_pages(report: PdfReader, pages: list[str]) -> None:
    chapters = [entry for entry in report.outline if not isinstance(entry, list)]
    assert [chapter.title for chapter in chapters][:3] == [
        "On one page",
        "Contents, and how to read this report",
        "The whole picture",
    ]
    links = [annotation.get_object() for annotation in report.pages[2]["/Annots"]]
    assert len(links) >= len(chapters)
    contents = pages[2]
    for chapter in chapters:
        number = report.get_destination_page_number(chapter)
        assert number is not None
        line = f"{folded(str(chapter.title))}{number + 1}"
        assert line in folded(contents)


def test_every_page_but_the_cover_carries_its_number_and_the_groups(pages: list[str]) -> None:
    total = len(pages)
    for number, text in enumerate(pages[1:], 2):
        assert f"{number} / {total}" in text
        assert "1 leadership, 9 staff and 6 customer groups · counts are groups, not people" in text


def test_the_summary_and_every_question_keep_to_one_page(report: PdfReader) -> None:
    pages = [report.get_destination_page_number(entry) for entry in report.outline if not isinstance(entry, list)]
    assert pages[:8] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_what_a_table_of_numbers_counts_stands_over_the_rest_of_it_on_the_next_page(
    sample: Snapshot, pages: list[str]
) -> None:
    names = {table.heading for table in build(sample, Edition.FACILITATOR).numbers.tables}
    [first] = [number for number, text in enumerate(pages) if "Every number, and how far it carries" in text]
    [end] = [number for number, text in enumerate(pages) if "Every sheet, word for word" in text]
    for page in pages[first + 1 : end]:
        lines = [line for line in page.splitlines() if "counts are groups" not in line]
        assert lines[0] in names


@pytest.mark.parametrize("paper", list(Paper))
def test_hostile_answers_are_printed_as_they_are(sample: Snapshot, tmp_path: Path, paper: Paper) -> None:
    answers = tuple(
        replace(
            answer,
            text=HOSTILE[number % len(HOSTILE)],
            flags=answer.flags | ({Flag.SERIOUS} if number % 9 == 0 else set()),
        )
        for number, answer in enumerate(sample.answers[:75])
    )
    ideas = tuple(
        replace(idea, title=HOSTILE[number % len(HOSTILE)], answer_ids=(answers[0].id,))
        for number, idea in enumerate(sample.ideas)
    )
    client = "A & B <Söhne> 李 GmbH, a name of about eighty letters with & and < in it, Partners"
    hostile = replace(sample, answers=answers, ideas=ideas, engagement=replace(sample.engagement, client=client))
    pages = write(build(hostile, Edition.FACILITATOR), tmp_path / "r.pdf", paper)
    reader = PdfReader(tmp_path / "r.pdf", strict=True)
    assert len(reader.pages) == pages
    found = folded("".join(texts(tmp_path / "r.pdf")))
    for text in HOSTILE[:7] + HOSTILE[8:10]:
        assert folded(text) in found
    assert "русскийελληνικάtiếngViệt李□" in found
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def test_an_empty_engagement_can_be_printed(sample: Snapshot, tmp_path: Path) -> None:
    empty = replace(sample, groups=(), answers=(), tags=(), ideas=(), sessions=(), participants=(), wording={})
    assert write(build(empty, Edition.LEADERSHIP), tmp_path / "r.pdf", Paper.LETTER) >= 4


def test_a_missing_folder_is_said_in_a_sentence(sample: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(CxError, match="does not exist"):
        write(build(sample, Edition.LEADERSHIP), tmp_path / "nowhere" / "r.pdf")


def test_a_folder_in_place_of_the_file_is_said_in_a_sentence(sample: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(CxError, match="is a folder"):
        write(build(sample, Edition.LEADERSHIP), tmp_path)


def test_a_cancelled_report_leaves_the_old_one_and_nothing_else(sample: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"the old report")

    def stop(share: float, note: str) -> None:
        if share >= 0.9:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        write(build(sample, Edition.LEADERSHIP), path, progress=stop)
    assert path.read_bytes() == b"the old report"
    assert list(tmp_path.iterdir()) == [path]


def test_the_title_of_a_chapter_stands_on_the_page_of_what_it_is_over(sample: Snapshot, tmp_path: Path) -> None:
    """However full the page before is."""
    alone = only(sample, Audience.LEADERSHIP)
    start = next(answer for answer in alone.answers if answer.box is Box.START)
    choices = choose(parts=[Part.PLAN, Part.SHEETS])
    for number in range(6, 22, 3):
        ideas = tuple(Idea(IdeaId(n), f"I{n}", f"Idea {n}", (start.id,)) for n in range(number))
        write(build(replace(alone, ideas=ideas), Edition.LEADERSHIP, choices=choices), tmp_path / "r.pdf")
        (page,) = (page for page in texts(tmp_path / "r.pdf") if "Every sheet, word for word" in page)
        assert "4 Continue" in page.split("Leadership sheet")[1]
