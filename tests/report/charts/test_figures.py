"""The figures that stand alone: every number at its place, no label on another, and the same bytes each time."""

import re
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts import Forest, Marks, Priorities, Slopes, Spread, Tally
from cxfacilitator.report.charts.files import png, svg
from cxfacilitator.report.charts.forest import ForestRow
from cxfacilitator.report.charts.lettering import text_width, wrapped
from cxfacilitator.report.charts.picture import MARGIN, WIDTH, ChartPicture
from cxfacilitator.report.charts.plot import strokes
from cxfacilitator.report.charts.priorities import PriorityDot
from cxfacilitator.report.charts.renderer import PathStroke, TextStroke
from cxfacilitator.report.charts.slopes import Slope
from cxfacilitator.report.charts.style import INK, STYLE
from cxfacilitator.report.charts.surface import Figure, Inside
from tests.report.charts.test_charts import Recorder

L, S, C = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS
WIDE = 480.0
HOSTILE = "$x_1$ \\frac{1}{2} <b>&amp; --> ]]> 李小龙 مرحبا"


def slopes(*lines: tuple[int, int, int, int]) -> Slopes:
    """One theme with a line of each of these for leadership and customers."""
    return Slopes(
        ("round 1", "round 2"), (Slope("Waiting", "Gap closed", "asked to improve it", tuple(zip_lines(lines))),)
    )


def zip_lines(lines: tuple[tuple[int, int, int, int], ...]) -> list[tuple[Audience, int, int, int, int]]:
    return [(audience, *line) for audience, line in zip((L, C), lines, strict=True)]


def boxes(figure: Slopes) -> list[tuple[float, float, float, float]]:
    """The room that each count of a plot takes: left, top, right, bottom."""
    found = []
    for stroke in strokes(figure, WIDE):
        if isinstance(stroke, TextStroke):
            (x, y), width = stroke.at, text_width(stroke.text, stroke.size)
            found.append((x, y - 0.66 * stroke.size, x + width, y))
    return found


counts = st.integers(1, 12).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
lines = st.tuples(counts, counts).map(lambda ends: (*ends[0], *ends[1]))


@settings(max_examples=12, deadline=None)
@given(lines, lines)
def test_no_count_of_a_slope_lies_on_another_one(
    leadership: tuple[int, int, int, int], customers: tuple[int, int, int, int]
) -> None:
    found = boxes(slopes(leadership, customers))
    assert len(found) == 4
    for one, other in combinations(found, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_slope_begins_and_ends_at_its_shares() -> None:
    figure = slopes((0, 2, 2, 2), (6, 6, 3, 6))
    ends = {}
    for audience in (L, C):
        [line] = [
            stroke.steps
            for stroke in strokes(figure, WIDE)
            if isinstance(stroke, PathStroke) and stroke.outline == STYLE[audience].mark.upper() and not stroke.fill
        ]
        ends[audience] = [step[1] for step in line]
    (none, every), (full, half) = ends[L], ends[C]
    assert full == pytest.approx(every)
    assert half == pytest.approx((none + every) / 2)
    assert every < none  # the page counts from above


def test_slopes_say_every_number() -> None:
    figure = slopes((0, 1, 1, 1), (6, 6, 2, 3))
    assert figure.told() == (
        "Waiting (Gap closed; asked to improve it): Leadership, round 1, 0 of 1 group, round 2, 1 of 1 group; "
        "Customers, round 1, 6 of 6 groups, round 2, 2 of 3 groups."
    )
    assert figure.numbers()[1:] == (
        ("Waiting", "Gap closed", "asked to improve it", "Leadership", "round 1", 0, 1),
        ("Waiting", "Gap closed", "asked to improve it", "Leadership", "round 2", 1, 1),
        ("Waiting", "Gap closed", "asked to improve it", "Customers", "round 1", 6, 6),
        ("Waiting", "Gap closed", "asked to improve it", "Customers", "round 2", 2, 3),
    )


def test_a_range_is_drawn_and_told_only_where_groups_are_many() -> None:
    spreads = (Spread(L, 0, 2, None), Spread(S, 2, 9, (0.1, 0.5)), Spread(C, 88, 128, (0.62, 0.75)))
    figure = Forest((ForestRow("Waiting", "asked to improve it", spreads),))
    assert figure.told() == (
        "Waiting (asked to improve it): Leadership 0 of 2 groups, all asked; Staff 2 of 9 groups, few groups; "
        "Customers 88 of 128 groups, 62–75 %."
    )
    assert [line[-2:] for line in figure.numbers()[1:]] == [("", ""), ("", ""), (0.62, 0.75)]
    drawn = [stroke for stroke in strokes(figure, WIDE) if isinstance(stroke, PathStroke)]
    colours = {audience: STYLE[audience].mark.upper() for audience in Audience}
    ranges = {a: [each for each in drawn if each.outline == colours[a] and not each.fill] for a in Audience}
    assert {audience: bool(found) for audience, found in ranges.items()} == {L: False, S: False, C: True}
    scale = [stroke.text for stroke in strokes(figure, WIDE) if isinstance(stroke, TextStroke)]
    assert scale == ["0 %", "25 %", "50 %", "75 %", "100 %"]


@pytest.mark.parametrize("many", [0, 1, 14, 15, 16, 60])
def test_ideas_with_the_same_scores_stand_beside_one_another(many: int) -> None:
    """What has no room is counted, so that nothing disappears silently."""
    figure = Priorities(
        tuple(PriorityDot(number, f"Idea {number}", 5, 1, number == 1) for number in range(1, many + 1))
    )
    surface = Recorder()
    figure.draw(surface, WIDE)
    assert len(surface.marks) == (many if many <= 15 else 14)
    assert all(abs(a[0] - b[0]) > 14 or abs(a[1] - b[1]) > 14 for a, b in combinations(surface.marks, 2))
    assert all(18 < x < 18 + (WIDE - 18) / 5 for x, _, _ in surface.marks)
    assert (f"+{many - 14}" in surface.words()) == (many > 15)
    assert sum(fill == INK for _, _, fill in surface.marks) == min(1, many)
    assert figure.told().count("Idea") == many


def test_an_idea_stands_at_its_impact_and_effort() -> None:
    figure = Priorities((PriorityDot(1, "Near", 5, 1, False), PriorityDot(2, "Far", 1, 5, False)))
    surface = Recorder()
    figure.draw(surface, WIDE)
    (left, top, _), (right, bottom, _) = surface.marks
    assert left < WIDE / 4 and right > WIDE * 3 / 4 and top < bottom
    assert figure.told() == "Impact 5, effort 1: 1. Near. Impact 1, effort 5: 2. Far."
    named = Recorder()
    Priorities(figure.dots, with_key=True).draw(named, WIDE)
    assert {"Near", "Far"} <= set(named.words()) and "Near" not in surface.words()


def test_a_tally_shows_the_marks_of_every_column() -> None:
    columns = (("Leadership (1)", L), ("Customers (6)", C))
    figure = Tally(columns, (("Waiting", (Marks(L, 0, 1), Marks(C, 4, 6))),), "Named by one group only: Care (staff).")
    surface = Recorder()
    figure.draw(surface, WIDE)
    assert len(surface.marks) == 7
    assert {"Waiting", "0 of 1", "4 of 6"} <= set(surface.words())
    assert figure.told() == (
        "Waiting: Leadership (1) 0 of 1 group; Customers (6) 4 of 6 groups. Named by one group only: Care (staff)."
    )
    assert figure.numbers()[1:] == (("Waiting", "Leadership", 0, 1), ("Waiting", "Customers", 4, 6))


def test_a_part_of_a_surface_moves_all_that_is_drawn() -> None:
    surface = Recorder()
    part = Inside(surface, 10, 20)
    part.path([(1, 2), (3, 4, 5, 6, 7, 8)], "", INK, 1, ())
    part.circle((1, 2), 3, INK, INK)
    part.text((1, 2), "here", 9, INK)
    assert surface.paths == [(((11, 22), (13, 24, 15, 26, 17, 28)), "", INK)]
    assert surface.marks == [(11, 22, INK)]
    assert surface.texts == [(11, "here")]


def test_a_text_is_broken_between_words_and_what_is_left_is_cut() -> None:
    room = text_width("three f…", 10)
    assert wrapped("one two three four", 10, room) == ("one two", "three f…")
    assert wrapped("one", 10, room) == ("one",)
    first, second = wrapped("unbreakableword", 10, room)
    assert "unbreakableword".startswith(first + second.removesuffix("…"))
    assert second.endswith("…")
    assert all(room - text_width("m", 10) < text_width(line, 10) <= room for line in (first, second))


def picture(figure: Figure) -> ChartPicture:
    return ChartPicture(HOSTILE, HOSTILE, figure, HOSTILE, HOSTILE, "3 groups", (L, C))


FIGURES = [
    slopes((0, 1, 1, 1), (6, 6, 2, 3)),
    Forest((ForestRow(HOSTILE, HOSTILE, (Spread(C, 88, 128, (0.62, 0.75)),)),)),
    Priorities((PriorityDot(1, HOSTILE, 5, 1, True),), with_key=True),
    Tally(((HOSTILE, C),), ((HOSTILE, (Marks(C, 4, 6),)),)),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: type(figure).__name__)
def test_a_picture_is_the_same_each_time_and_no_text_can_break_it(figure: Figure) -> None:
    made = picture(figure)
    if isinstance(figure, (Slopes, Tally)):
        _check_png(made)
    written = svg(made)
    assert written == svg(made)
    tree = ElementTree.fromstring(written)
    assert tree.get("viewBox") == f"0 0 {WIDTH:.0f} {made.height():g}"
    assert not list(tree.iter("{http://www.w3.org/2000/svg}text"))
    assert b"date" not in written.lower().split(b"<defs>")[0]


def _check_png(made: ChartPicture) -> None:
    """The picture is whole, on white paper, with nothing in its margin."""
    written = png(made)
    assert written == png(made)
    drawn = Image.open(BytesIO(written)).convert("RGB")
    assert drawn.size == (1848, round(made.height() * 3.5))
    assert drawn.getpixel((0, 0)) == (255, 255, 255)
    assert drawn.convert("L").getextrema()[0] < 40
    margin = drawn.crop((0, 0, round(MARGIN * 3.5) - 12, drawn.height))
    assert margin.getextrema() == ((255, 255), (255, 255), (255, 255))


def test_a_text_from_right_to_left_is_drawn_in_the_order_of_its_letters_from_the_left() -> None:
    """matplotlib turns such a line around by itself, and ours has been turned already."""
    written = svg(ChartPicture("", "שלום 12", FIGURES[3], "", "", "")).decode()
    drawn = [words.strip() for words in re.findall("<!--(.*?)-->", written, re.DOTALL)]
    assert "".join(reversed([letter for letter in drawn if "\u05d0" <= letter <= "\u05ea"])) == "שלום"


def test_a_character_that_no_file_can_hold_is_left_out_of_one() -> None:
    tree = ElementTree.fromstring(svg(ChartPicture("", "a\x00b\ud800c", FIGURES[3], "", "", "")))
    assert tree.findtext("{http://www.w3.org/2000/svg}title") == "abc"
