"""Writing on paper: nothing is wider or higher than its room, and nothing is lost without an ellipsis."""

from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.report import fonts
from cxfacilitator.report.fonts import SEMIBOLD
from cxfacilitator.report.materials.lettering import PT, Lettering, broken, fitted, set_in, shortened

ROOM = st.floats(20, 200)
LOOK = st.builds(Lettering, size=st.sampled_from([8.0, 11.0, 26.0]), font=st.just(SEMIBOLD))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80)


def width(line: str, size: float) -> float:
    return fonts.width(line, size, SEMIBOLD) / PT


@given(WORDS, LOOK, ROOM)
def test_a_line_never_leaves_its_room(words: str, look: Lettering, room: float) -> None:
    line, size = fitted(words, look, room)
    assert width(line, size) <= room * 1.001 or len(line) <= 2
    assert size >= min(look.floor, look.size)
    assert line == words or line.endswith("…")


@given(WORDS, LOOK, ROOM)
def test_breaking_into_lines_loses_nothing(words: str, look: Lettering, room: float) -> None:
    lines = broken(words, look, room)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width(line, look.size) <= room * 1.001 or len(line) == 1 for line in lines)


@given(WORDS, LOOK, ROOM, st.floats(12, 60), st.booleans())
def test_a_text_never_leaves_its_room(words: str, look: Lettering, room: float, height: float, even: bool) -> None:
    look = Lettering(look.size, look.font, balanced=even)
    lines, used = set_in(words, look, room, height)
    assert len(lines) * used.pitch <= height + 1e-6 or len(lines) == 1
    assert all(width(line, used.size) <= room * 1.001 or len(line) <= 2 for line in lines)
    if lines and not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_long_name_is_set_smaller_before_it_is_shortened() -> None:
    look = Lettering(13.0, SEMIBOLD)
    line, size = fitted("Brzęczyszczykiewicz-Wolfeschlegelstein", look, 60)
    assert line == "Brzęczyszczykiewicz-Wolfeschlegelstein"
    assert look.floor <= size < look.size
    line, size = fitted("Brzęczyszczykiewicz-Wolfeschlegelstein" * 3, look, 60)
    assert line.endswith("…")
    assert size == look.floor


def test_a_balanced_text_leaves_no_word_alone() -> None:
    words = "What happens with everything that you say in this room today"
    plain, _ = set_in(words, Lettering(20), 150)
    even, _ = set_in(words, Lettering(20, balanced=True), 150)
    assert len(even) == len(plain) == 2
    assert len(even[-1].split()) > len(plain[-1].split())


def test_a_dash_ends_a_line_and_begins_none() -> None:
    for room in range(40, 120, 2):
        lines = broken("Off-topic is welcome - on the parking lot", Lettering(20), room)
        assert not any(line.startswith("-") for line in lines)
        assert any("welcome\u00a0-" in line for line in lines)


def test_a_long_double_name_is_divided_at_its_hyphen() -> None:
    assert broken("Brzęczyszczykiewicz-Wolfeschlegelstein", Lettering(12), 50)[0] == "Brzęczyszczykiewicz-"


def test_shortening_keeps_what_fits() -> None:
    assert shortened("short", Lettering(10), 100) == "short"
    assert shortened("much too long for that", Lettering(10), 20).startswith("much")
