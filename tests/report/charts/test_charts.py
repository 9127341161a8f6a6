"""Charts draw the numbers that they hold, nothing more and nothing less."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from cxfacilitator.domain.colour import contrast
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts import Diverging, Dumbbell, Heat, Marks, Spread
from cxfacilitator.report.charts.diverging import DivergingRow
from cxfacilitator.report.charts.dumbbell import DumbbellRow
from cxfacilitator.report.charts.heat import HeatRow
from cxfacilitator.report.charts.lettering import fitted, text_width
from cxfacilitator.report.charts.marks import NUMBER_GAP, WIDEST_PITCH
from cxfacilitator.report.charts.style import INK, PAPER, STYLE, TABLE_PT, ink_on
from cxfacilitator.report.charts.surface import Align

L, S, C = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS
COLOUR = {STYLE[audience].mark: audience for audience in Audience}


@dataclass
class Recorder:
    """A surface that remembers what was drawn on it."""

    marks: list[tuple[float, float, str]] = field(default_factory=list)
    texts: list[tuple[float, str]] = field(default_factory=list)
    bars: list[tuple[float, str]] = field(default_factory=list)
    paths: list[tuple[tuple[tuple[float, ...], ...], str, str]] = field(default_factory=list)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        pass

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        self.bars.append((size[0], fill))

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.marks.append((sum(xs) / len(xs), sum(ys) / len(ys), fill))

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        self.marks.append((*centre, fill))

    def path(
        self, steps: Sequence[tuple[float, ...]], fill: str, outline: str, width: float, dash: Sequence[float]
    ) -> None:
        self.paths.append((tuple(steps), fill, outline))

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        self.texts.append((at[0], text))

    def words(self) -> list[str]:
        return [text for _, text in self.texts]


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize(("said", "groups"), [(0, 1), (1, 1), (3, 5), (9, 9)])
def test_each_group_is_one_mark_filled_when_it_said_it(audience: Audience, said: int, groups: int) -> None:
    surface = Recorder()
    Marks(audience, said, groups).draw(surface, 150)
    fills = [fill for _, _, fill in surface.marks]
    assert fills == [STYLE[audience].mark] * said + [PAPER] * (groups - said)
    assert surface.words() == [f"{said} of {groups}"]


def test_more_groups_than_fit_become_a_bar_of_the_same_share() -> None:
    surface = Recorder()
    Marks(C, 30, 120).draw(surface, 150)
    (back, _), (bar, fill) = surface.bars
    assert not surface.marks
    assert bar / back == pytest.approx(0.25)
    assert COLOUR[fill] is C


@pytest.mark.parametrize(("groups", "among"), [(1, 0), (6, 0), (6, 9), (9, 9)])
def test_a_count_stands_close_to_its_marks_and_under_the_others_of_its_column(groups: int, among: int) -> None:
    surface, most = Recorder(), max(groups, among)
    Marks(C, 1, groups, among=among).draw(surface, 300)
    room = most * WIDEST_PITCH + NUMBER_GAP
    assert surface.texts == [(room + text_width("9 of 9", TABLE_PT), f"1 of {groups}")]
    assert max(x for x, _, _ in surface.marks) < room


def test_bars_of_a_column_have_one_scale() -> None:
    surface = Recorder()
    for said, groups in ((2, 2), (17, 17), (170, 170)):
        Marks(C, said, groups, as_bar=True, among=170).draw(surface, 150)
    assert len({length for length, _ in surface.bars}) == 1


def test_an_audience_that_was_not_asked_has_no_marks() -> None:
    surface = Recorder()
    Marks(S, 0, 0).draw(surface, 150)
    assert surface.words() == ["–"]
    assert not surface.marks


def test_the_dumbbell_puts_shares_in_order_and_twins_side_by_side() -> None:
    surface = Recorder()
    Dumbbell((DumbbellRow("Theme", "named", ((L, 1, 1), (S, 0, 9), (C, 0, 6))),)).draw(surface, 480)
    place = {COLOUR[fill]: x for x, _, fill in surface.marks}
    assert place[L] > place[C] > place[S]
    assert place[C] - place[S] > 5


def test_the_heat_table_writes_every_number_and_a_dot_for_zero() -> None:
    surface = Recorder()
    Heat(("1 well", "2 improve"), ((L, 1), (C, 6)), (HeatRow("A theme", ((1, 5), (0, 2))),)).draw(surface, 480)
    assert surface.words() == ["Theme", "1 well", "L", "C", "2 improve", "L", "C", "A theme", "1", "5", "·", "2"]


def test_the_heat_table_divides_between_rows_and_loses_none() -> None:
    heat = Heat(("1",), ((L, 1),), tuple(HeatRow(str(number), ((1,),)) for number in range(50)))
    parts = heat.split(200)
    assert parts is not None
    assert parts[0].height() <= 200
    assert parts[0].rows + parts[1].rows == heat.rows
    assert heat.split(10) is None


@pytest.mark.parametrize("groups", [6, 40])
def test_a_group_with_both_opinions_is_on_both_sides(groups: int) -> None:
    surface = Recorder()
    chart = Diverging("worse", "better", (DivergingRow("Theme", ((C, 2, 3, groups), (S, 0, 0, 4))),))
    chart.draw(surface, 480)
    assert [text for text in surface.words() if " of " in text] == [f"2 of {groups}", f"3 of {groups}"]
    assert len(surface.marks) == (5 if groups == 6 else 0)


def test_the_diverging_chart_divides_between_rows() -> None:
    rows = tuple(DivergingRow(str(number), ((C, 1, 1, 6),)) for number in range(40))
    parts = Diverging("worse", "better", rows).split(300)
    assert parts is not None
    assert parts[0].height() <= 300
    assert parts[0].rows + parts[1].rows == rows


def test_text_that_is_too_wide_is_shortened_to_fit() -> None:
    short = fitted("Teamwork, culture & internal communication", 9, 100)
    assert short.endswith("…")
    assert text_width(short, 9) <= 100
    assert fitted("short", 9, 100) == "short"


@pytest.mark.parametrize("audience", list(Audience))
def test_colours_keep_their_contrast(audience: Audience) -> None:
    style = STYLE[audience]
    assert contrast(style.mark, PAPER) >= 3
    assert contrast(style.text, PAPER) >= 4.5
    assert contrast(style.mark, ink_on(style.mark)) >= 4.4
    assert ink_on(PAPER) == INK


@pytest.mark.parametrize(("groups", "whisker"), [(9, False), (10, True)])
def test_a_range_is_drawn_from_ten_groups_on_and_written_always(groups: int, whisker: bool) -> None:
    surface = Recorder()
    Spread(C, 3, groups, (0.15, 0.62)).draw(surface, 180)
    assert surface.words() == [f"3 of {groups}", "15–62 %"]
    assert len(surface.marks) == whisker


def test_what_everybody_says_has_no_range() -> None:
    surface = Recorder()
    told = Spread(L, 12, 12, None)
    told.draw(surface, 180)
    assert [word for word in surface.words() if word] == ["12 of 12"]
    assert (surface.marks, told.told()) == ([], "12 of 12 groups")
