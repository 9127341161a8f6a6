"""Colours: their contrast, and what of a colour can be seen on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.colour import MARK, TEXT, WHITE, contrast, visible

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48)])
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(colour=COLOURS, least=st.sampled_from([MARK, TEXT]))
def test_a_colour_on_paper_is_itself_or_just_dark_enough(colour: str, least: float) -> None:
    seen = visible(colour, least)
    assert contrast(seen, WHITE) >= least
    if contrast(colour, WHITE) >= least:
        assert seen == colour
    else:
        assert contrast(seen, WHITE) < least * 1.1, "no darker than it has to be"
        assert all(
            part >= other for part, other in zip(bytes.fromhex(colour[1:]), bytes.fromhex(seen[1:]), strict=True)
        )
