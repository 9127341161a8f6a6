"""Typefaces: every letter in one that has it, right-to-left lines in the order in which they are drawn."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from cxfacilitator.report import fonts
from cxfacilitator.report.fonts import BOX, FALLBACKS, REGULAR, SEMIBOLD, right_to_left, runs, without_typeface

ARABIC, HEBREW, HAN, KOREAN = FALLBACKS


def glyphs(name: str) -> set[int]:
    fonts.register()
    return set(pdfmetrics.getFont(name).face.charToGlyph)


def test_a_latin_line_is_one_run_in_its_own_weight() -> None:
    assert [(run.text, run.font) for run in runs("Łukasz O’Brien, Nguyễn", SEMIBOLD)] == [
        ("Łukasz O’Brien, Nguyễn", SEMIBOLD)
    ]


def test_each_script_has_a_typeface() -> None:
    assert [(run.text, run.font) for run in runs("王芳 (IT)")] == [("王芳", HAN), (" (IT)", REGULAR)]
    assert [(run.text, run.font) for run in runs("김철수")] == [("김철수", KOREAN)]
    assert [run.font for run in runs("さくら ガス")] == [HAN]
    assert [run.font for run in runs("Σωκράτης Щербаков")] == [REGULAR]


def test_hebrew_is_drawn_from_right_to_left() -> None:
    assert [(run.text, run.font) for run in runs("דוד לוי")] == [("יול דוד", HEBREW)]


def test_arabic_letters_are_joined_and_turned() -> None:
    (run,) = runs("محمد")
    assert run.font == ARABIC
    # Each letter in the form that it has in its place of the word, the last one first.
    assert [unicodedata.name(letter).rsplit(" ", 2)[-2] for letter in run.text] == [
        "FINAL", "MEDIAL", "MEDIAL", "INITIAL",
    ]  # fmt: skip
    assert unicodedata.normalize("NFKC", run.text)[::-1] == "محمد"


def test_latin_words_in_a_right_to_left_line_keep_their_order() -> None:
    assert "".join(run.text for run in runs("דוד Smith Ltd", backwards=True)) == "Smith Ltd דוד"
    assert [run.read for run in runs("דוד Smith Ltd", backwards=True)] == [4, 3, 0]


def test_a_foreign_name_does_not_turn_a_sentence_about() -> None:
    assert not right_to_left("שלום Ltd: 9 staff groups")
    assert right_to_left("Smith אמר שלום לכולם")


def test_what_no_typeface_has_is_a_box_and_is_named() -> None:
    assert "".join(run.text for run in runs("a😀b नम")) == f"a{BOX}b {BOX * 2}"
    assert without_typeface("a😀b नम 王 דוד محمد 김") == ("😀", "न", "म")


def test_invisible_letters_take_no_room() -> None:
    assert "".join(run.text for run in runs("a\u200d\ufe0fb\u202e\x07\u00a0\tc")) == "ab c"
    assert runs("\u200b \t") == ()


@given(st.text(max_size=40))
def test_every_run_is_set_in_a_typeface_that_has_all_its_letters(text: str) -> None:
    for run in runs(text, SEMIBOLD):
        assert run.text
        assert {ord(letter) for letter in run.text} <= glyphs(run.font)


@given(st.text(max_size=40))
def test_a_box_stands_for_each_letter_without_a_typeface(text: str) -> None:
    shown = "".join(run.text for run in runs(text))
    assert (BOX in shown) == bool(without_typeface(text) or BOX in text)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("דוד (4 of 5)", "(4 of 5) דוד"),
        ("דוד: 12 % → 4 of 5", "12 % → 4 of 5 :דוד"),
        ("1. דוד", "דוד .1"),
        ("קומה 3 (4 of 5)", "(4 of 5) 3 קומה"),
        ("The gap “דוד” 4 of 5 name", "The gap “דוד” 4 of 5 name"),
        ("3 of 5 דוד", "דוד 3 of 5"),
    ],
)
def test_a_count_beside_a_name_that_runs_backwards_is_read_as_a_whole(line: str, shown: str) -> None:
    # In what is shown, the name is written backwards, as it is drawn.
    assert "".join(run.text for run in runs(line)) == re.sub("[א-ת]+", lambda name: name[0][::-1], shown)


def test_the_width_of_a_line_is_that_of_its_runs() -> None:
    expected = pdfmetrics.stringWidth("x ", REGULAR, 10) + pdfmetrics.stringWidth("יול דוד", HEBREW, 10)
    assert abs(fonts.width("דוד לוי x", 10) - expected) < 0.01
