"""Cues in texts: where they stand, and where they only seem to."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.engines.suggest.cues import Finder, split


def found(cues: list[str], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder(cues).hits(text, split(text))]


@pytest.mark.parametrize(
    ("cue", "text", "marked"),
    [
        ("queue*", "Long QUEUES here", ["QUEUES"]),
        ("app", "the app, apparently", ["app"]),
        ("app", "apparently", []),
        ("let us down", "they let  us\ndown", ["let  us\ndown"]),
        ("let us down", "they let us. Down the road", []),
        ("no-one asked", "no one asked us", ["no one asked"]),
        ("24/7", "open 24/7!", ["24/7"]),
        ("didn't realise", "we didn\u2019t realise", ["didn\u2019t realise"]),
        ("patien* with", "patience with us", ["patience with"]),
        ("stra\u00dfe", "an der STRASSE", ["STRASSE"]),
        ("late", "", []),
    ],
)
def test_a_cue_is_whole_words_in_any_case(cue: str, text: str, marked: list[str]) -> None:
    assert found([cue], text) == marked


def test_each_cue_is_found_once_and_all_cues_of_a_word_are() -> None:
    marked = found(["wait*", "waiting room", "room"], "waiting room, waiting")
    assert sorted(marked) == ["room", "waiting", "waiting room"]


def test_a_word_without_end_takes_no_longer_than_it_is_long() -> None:
    began = time.process_time()
    assert found(["a*", "aab"], "a" * 200_000) == ["a" * 200_000]
    assert time.process_time() - began < 2


@given(st.text(), st.text())
def test_a_hit_is_always_inside_the_text(cue: str, text: str) -> None:
    for hit in Finder([cue]).hits(text, split(text)):
        assert 0 <= hit.start < hit.end <= len(text)
