"""Lines: nothing is lost between them, none is wider than its room, and none begins where no line may begin."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.report import fonts
from cxfacilitator.report.fonts import REGULAR, composed
from cxfacilitator.report.lines import broken

CHINESE = "前台的员工很友好，但是电话等待时间太长。我们希望（特别是周末）有更多的帮助！"
ANY = st.text(st.sampled_from("ab -é我们，（）。！ שלוםמرحبا한국어яώ"), max_size=60).map(composed)


@settings(max_examples=60)
@given(ANY, st.floats(5, 120))
def test_lines_are_the_text_and_fit_their_room(text: str, room: float) -> None:
    lines = broken(text, REGULAR, 10, room)
    assert "".join(lines) == text
    assert all(fonts.width(line, 10) <= room + 0.01 or len(line.strip()) == 1 for line in lines)


def test_words_stay_whole_where_they_fit() -> None:
    room = fonts.width("the last boat", 10)
    assert broken("the last boat is full", REGULAR, 10, room) == ["the last boat ", "is full"]
    assert broken("the last boat is full", REGULAR, 10, room - 1) == ["the last ", "boat is full"]


def test_a_blank_at_the_end_makes_no_line() -> None:
    room = fonts.width("the last", 10)
    assert broken("the last ", REGULAR, 10, room) == ["the last "]


def test_chinese_is_broken_between_letters_but_never_before_a_stop_or_after_a_bracket() -> None:
    for room in range(30, 160):
        lines = broken(CHINESE, REGULAR, 10, room)
        assert "".join(lines) == CHINESE
        assert not any(line[0] in "，。）！" or line[-1] in "（" for line in lines)
        assert all(room - fonts.width(line, 10) < 41 for line in lines[:-1]), "no more room is left than a few letters"


def test_a_word_that_is_too_long_is_divided_at_its_hyphen_or_anywhere() -> None:
    assert broken("harbour-masters", REGULAR, 10, 50)[0] == "harbour-"
    assert "".join(broken("x" * 300, REGULAR, 10, 50)) == "x" * 300
