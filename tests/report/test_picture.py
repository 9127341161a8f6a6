"""Pages of a PDF that stays open: pictures, words that are found, links that lead on."""

import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from pypdfium2.internal.bases import ObjectTracker

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.report.picture import OpenDocument
from tests.papers import LINES, LINKED, paper

PAPER = OpenDocument(paper(wide=(3,)))


def pages(words: str) -> list[int]:
    return [hit.page for hit in PAPER.find(words)]


def test_a_page_is_drawn_in_its_own_shape() -> None:
    assert [round(edge, 2) for edge in PAPER.sizes[3]] == [11.69, 8.26]
    picture = PAPER.picture(3, 36)
    assert (picture.width, picture.height) == (421, 298)
    assert len(picture.rgb) == 3 * 421 * 298
    assert set(PAPER.picture(1, 36).rgb) != {255}


@pytest.mark.parametrize("page", [-1, 12])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(CxError, match=f"There is no page {page + 1}: the document has 12"):
        PAPER.picture(page, 36)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("cafe", [2, 2, 8]),
        ("CAFÉ", [2, 2, 8]),
        ("decor", [8]),
        ("fé  au", [2]),
        ("their promises", [5]),
        ("tea", []),
        ("  ", []),
        ("page 1", [0, 9, 10, 11]),
    ],
)
def test_words_are_found_as_a_reader_means_them(words: str, where: list[int]) -> None:
    assert pages(words) == where


def test_what_is_found_lies_where_it_was_written() -> None:
    (first, _, _) = PAPER.find("café")
    (box,) = first.boxes
    assert box.left * 72 == pytest.approx(100, abs=3)
    assert box.top * 72 < 100 < (box.top + box.height) * 72 + 3
    assert 40 < box.width * 72 < 60


def test_words_on_two_lines_are_marked_on_both() -> None:
    (hit,) = PAPER.find("their promises")
    first, second = hit.boxes
    assert (second.top - first.top) * 72 == pytest.approx(30, abs=5)
    assert second.left < first.left


@settings(max_examples=25)
@given(st.data())
def test_whatever_stands_on_a_page_is_found_there(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(sorted(LINES)))
    text = " ".join(LINES[page])
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    change: Callable[[str], str] = data.draw(st.sampled_from((str.upper, str.lower, str.title, str.strip)))
    assert page in pages(change(words)) or not words.strip()


def test_a_search_stops_when_it_is_told_to() -> None:
    def stop(_share: float, _note: str) -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        PAPER.find("café", stop)


def test_a_page_tells_its_words_and_where_its_links_lead() -> None:
    look = PAPER.look(0, 36)
    assert sorted(look.text.split()) == ["1", "Contents", "Page"]
    (link,) = look.links
    assert (link.page, round(link.top * 72)) == (LINKED, 200)
    assert [round(side * 72) for side in (link.box.left, link.box.top, link.box.width, link.box.height)] == [
        100,
        842 - 540,
        200,
        40,
    ]


@pytest.mark.parametrize(
    ("pdf", "sentence"),
    [
        (b"", "The PDF is damaged."),
        (b"%PDF-1.7 and nothing more", "The PDF is damaged."),
        (paper(3).replace(b"/Type /Page\n", b"/Type /Rage\n"), "The PDF is damaged."),
        (paper(2, password="secret"), "The PDF is protected by a password."),
    ],
)
def test_what_cannot_be_opened_says_why(pdf: bytes, sentence: str) -> None:
    with pytest.raises(CxError) as refused:
        OpenDocument(pdf)
    assert str(refused.value) == sentence


def test_a_document_that_nobody_holds_is_closed_though_another_one_is_being_drawn() -> None:
    before = len(ObjectTracker[PdfDocument])
    go_on = threading.Event()

    def draw() -> None:
        while not go_on.is_set():
            PAPER.look(2, 72)

    at_work = [threading.Thread(target=draw) for _ in range(2)]
    for thread in at_work:
        thread.start()
    for _ in range(20):
        OpenDocument(paper(1)).look(0, 20)
    go_on.set()
    for thread in at_work:
        thread.join()
    assert len(ObjectTracker[PdfDocument]) == before


def test_threads_that_draw_at_once_get_what_each_asked_for() -> None:
    alone = {page: PAPER.picture(page, 40) for page in range(6)}
    found: dict[int, object] = {}

    def draw(page: int) -> Callable[[], None]:
        return lambda: found.update({page: PAPER.picture(page, 40)})

    threads = [threading.Thread(target=draw(page)) for page in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == alone
