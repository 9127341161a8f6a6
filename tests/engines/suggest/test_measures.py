"""Measures: what the cues in an answer say, part by part."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.engines.suggest.measures import FEATURES, Measure
from cxfacilitator.engines.suggest.phrases import Described
from cxfacilitator.engines.suggest.words import WordEncoder

SUBJECTS = ("price", "parking", "waiting", "staff")
PRAISE = len(SUBJECTS)
THEMES = [
    *(Described(ThemeId(subject), subject, cues=(subject, subject[::-1])) for subject in SUBJECTS),
    Described(ThemeId("praise"), "General praise", cues=("good",)),
]
ENCODER = WordEncoder(SUBJECTS, [])
MEASURE = Measure(THEMES, ENCODER, None)


def shares(text: str) -> list[float]:
    features = MEASURE.measure([text], ENCODER.encode([text])).features
    return [round(float(share), 3) for share in features[0, :, FEATURES.index("cue_share")]]


@pytest.mark.parametrize(
    "text",
    [
        "price, parking, waiting",
        "The price. PARKING!\nwaiting",
        "price and parking but waiting",
        "price/parking;waiting",
    ],
)
def test_each_item_of_a_list_has_its_part_to_itself(text: str) -> None:
    assert shares(text) == [1, 1, 1, 0, 0]


def test_within_one_part_themes_share_it() -> None:
    assert shares("waiting for a parking place") == [0, 0.5, 0.5, 0, 0]
    assert shares("staff-parking") == [0, 0.5, 0, 0.5, 0]


def test_praise_takes_nothing_from_the_subject_that_is_praised() -> None:
    assert shares("good staff") == [0, 0, 0, 1, 0.5]
    assert shares("staff, good") == [0, 0, 0, 1, 1]


def test_a_theme_counts_with_its_best_part() -> None:
    assert shares("parking price, ecirp") == [1, 0.5, 0, 0, 0]


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*SUBJECTS, "good", "other"]), max_size=4), st.randoms())
def test_what_order_a_list_has_changes_no_share(parts: list[str], random: Random) -> None:
    turned = list(parts)
    random.shuffle(turned)
    found = shares(", ".join(parts))
    assert found == shares(", ".join(turned))
    assert found == [float(subject in parts) for subject in (*SUBJECTS, "good")]
