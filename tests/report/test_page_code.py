"""A page in fewer bytes: it draws the same, and says so only once."""

import re
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from cxfacilitator.report import fonts
from cxfacilitator.report.lines import Look, draw
from cxfacilitator.report.open_pages import OpenPages
from cxfacilitator.report.page_code import concise


@pytest.fixture(autouse=True, scope="module")
def typefaces() -> None:
    fonts.register()


TEXTS = st.tuples(
    st.lists(st.sampled_from(["one", "a (b) \\c", "1.23456789", ") Tj T* ("]), min_size=1, max_size=3),
    st.integers(20, 300),
    st.integers(20, 300),
    st.sampled_from([fonts.REGULAR, fonts.SEMIBOLD]),
    st.sampled_from([8.5, 12.0]),
    st.sampled_from(["#12436D", "#CF4A14"]),
    st.sampled_from(["left", "right"]),
    st.booleans(),
)


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_page_says_the_same_at_the_same_places(texts: list[tuple]) -> None:  # type: ignore[type-arg]
    def page(kind: type[Canvas]) -> list[tuple[str, list[float]]]:
        buffer = BytesIO()
        canvas = kind(buffer, (400, 400))
        for lines, x, y, font, size, colour, align, ruled in texts:
            canvas.saveState()
            canvas.translate(x / 7, y / 7)
            look = Look(font, size, HexColor(colour), size * 1.3, align)
            draw(canvas, [f"{line} " for line in lines], (x, y), look, 60)
            if ruled:
                canvas.line(0, 0, 12.3456, 1)
            canvas.restoreState()
        canvas.showPage()
        canvas.save()
        [drawn] = pypdfium2.PdfDocument(buffer.getvalue())
        found = drawn.get_textpage()
        return [
            (found.get_text_range(letter, 1), [*found.get_charbox(letter, loose=True)])
            for letter in range(found.count_chars())
        ]

    for (letter, box), (other, place) in zip(page(Canvas), page(OpenPages), strict=True):
        assert letter == other
        assert place == pytest.approx(box, abs=0.02)


def test_a_list_is_said_in_one_breath() -> None:
    def line(number: int, words: str) -> str:
        return (
            f"q\n1 0 0 1 6.00001 {100 - 12 * number} cm\n/LBody <</MCID {number}>> BDC\n"
            f"BT 1 0 0 1 0 1.784 Tm .101961 .101961 .101961 rg /F2+0 9 Tf 11 TL {words} ET\nEMC\nQ\n"
        )

    code = concise("n 1.234567 0 m\n" + line(0, "(a 1.234567 b) Tj") + line(1, "(c ) Tj T* (d) Tj") + line(3, "(e) Tj"))
    assert code == (
        "n 1.23 0 m\nq\nBT\n"
        "/LBody<</MCID 0>>BDC\n.101961 .101961 .101961 rg\n/F2+0 9 Tf\n6 101.78 Td\n(a 1.234567 b) Tj\nEMC\n"
        "/LBody<</MCID 1>>BDC\n11 TL\n0 -12 Td\n(c ) Tj T* (d) Tj\nEMC\n"
        "/LBody<</MCID 3>>BDC\n0 -13 Td\n(e) Tj\nEMC\n"
        "ET\nQ\n"
    )


def test_what_is_no_plain_text_is_left_as_it_is() -> None:
    code = "q\n1 0 0 1 5 6 cm\n/Span <</MCID 1>> BDC\nBT /F1 9 Tf (a) Tj ET\n1 2 3 4 re f*\nEMC\nQ\n"
    assert concise(code) == code
    assert concise("q\n1 0 0 1 5 6 cm\nQ\n/Artifact BMC\nEMC\n") == ""
    assert not re.search("BT|q", concise("1 w\n"))
