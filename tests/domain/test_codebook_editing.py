"""What a codebook says after themes were added, merged, removed or put into another order."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.codebook_editing import (
    arranged,
    placed,
    with_family,
    with_theme,
    with_theme_changed,
    without_family,
    without_theme,
)
from cxfacilitator.domain.codebook_merge import merged
from cxfacilitator.domain.codebook_names import as_cue, having_cue, new_family_id, new_theme, new_theme_id
from cxfacilitator.domain.errors import CxError

WAIT, REACH, PRICE, NONE = map(ThemeId, ("ACC-WAIT", "ACC-REACH", "OFF-PRICE", "GEN-NONE"))
BOOK = Codebook(
    "1",
    (Family("ACC", "Access"), Family("OFF", "Offer")),
    (
        Theme(
            WAIT, "ACC", "Waiting", "How long it takes", ("queues",), ("phone hold -> ACC-REACH",), ("wait*", "Queue"),
            {"Q1": "Quick", "Q2": "Slow"}, memo="Ask Bo",
        ),
        Theme(
            REACH, "ACC", "Reaching us", "Getting through", ("lines",), ("queue at the counter -> ACC-WAIT", "web"),
            ("queue", "on hold"), {"Q2": "Engaged", "Q4": "More lines"}, Visibility.INDIRECT, memo="Ask Cy",
        ),
        Theme(PRICE, "OFF", "Price", exclude=("a fee for waiting -> ACC-WAIT (tag both)", "slow -> ACC-WAIT")),
        Theme(NONE, "", "No answer", residual=True),
    ),
)  # fmt: skip


def ids(book: Codebook) -> list[str]:
    return [theme.id for theme in book.themes]


def test_a_new_theme_stands_at_the_end_of_its_family_and_residual_codes_stay_last() -> None:
    assert ids(with_theme(BOOK, Theme(ThemeId("A"), "ACC", "A"))) == [WAIT, REACH, "A", PRICE, NONE]
    assert ids(with_theme(BOOK, Theme(ThemeId("A"), "", "A"))) == [WAIT, REACH, PRICE, "A", NONE]


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        (Theme(ThemeId("A"), "ACC", "  "), "Give the theme a name"),
        (Theme(ThemeId("A"), "ACC", "\u200b \u2060"), "Give the theme a name"),
        (Theme(ThemeId("A"), "OFF", "WÁITING "), "a theme “Waiting” already"),
        (Theme(ThemeId("A"), "OFF", "Wait\u00ading\u200b"), "a theme “Waiting” already"),
        (Theme(WAIT, "OFF", "New"), "There is a theme ACC-WAIT already"),
    ],
)
def test_a_theme_needs_a_name_and_an_id_of_its_own(theme: Theme, words: str) -> None:
    with pytest.raises(CxError, match=words):
        with_theme(BOOK, theme)


def test_a_residual_code_can_be_renamed_and_stays_residual() -> None:
    after = with_theme_changed(BOOK, Theme(NONE, "", "Nothing said"))
    assert after.by_id[NONE] == Theme(NONE, "", "Nothing said", residual=True)
    words = "“No answer” is for answers without a theme"
    with pytest.raises(CxError, match=words):
        without_theme(BOOK, NONE)
    with pytest.raises(CxError, match=words):
        merged(BOOK, [NONE], WAIT)


def test_a_merged_theme_says_what_both_said_its_own_words_first_and_nothing_twice() -> None:
    kept = merged(BOOK, [WAIT], REACH).by_id[REACH]
    assert kept.name == "Reaching us"
    assert kept.definition == "Getting through\n\nAlso, from “Waiting”: How long it takes"
    assert kept.include == ("lines", "queues")
    assert kept.cues == ("queue", "on hold", "wait*")
    assert kept.examples == {"Q1": "Quick", "Q2": "Engaged / Slow", "Q4": "More lines"}
    assert kept.memo == "Ask Cy\n\nAsk Bo"
    assert kept.visibility is Visibility.INDIRECT


def test_no_rule_names_a_theme_that_is_gone() -> None:
    after = merged(BOOK, [WAIT], REACH)
    assert after.by_id[REACH].exclude == ("web",), "what went to the other one belongs here now"
    assert after.by_id[PRICE].exclude == ("a fee for waiting -> ACC-REACH (tag both)", "slow -> ACC-REACH")
    assert without_theme(BOOK, WAIT).by_id[PRICE].exclude[1] == "slow"


def test_merging_twice_into_the_same_says_nothing_twice() -> None:
    once = merged(BOOK, [WAIT], REACH)
    again = merged(replace(once, themes=(*once.themes, BOOK.by_id[WAIT])), [WAIT], REACH)
    assert again.by_id[REACH].definition == once.by_id[REACH].definition
    assert again.by_id[REACH].cues == once.by_id[REACH].cues
    assert again.by_id[REACH].memo == once.by_id[REACH].memo


def test_nothing_is_merged_into_itself() -> None:
    for gone in ([], [WAIT], [WAIT, WAIT]):
        with pytest.raises(CxError, match="at least one other theme"):
            merged(BOOK, gone, WAIT)


def test_themes_are_arranged_in_the_places_that_they_have_together() -> None:
    assert ids(arranged(BOOK, [PRICE, WAIT])) == [PRICE, REACH, WAIT, NONE]
    assert ids(arranged(BOOK, [NONE, WAIT])) == [REACH, PRICE, WAIT, NONE]


def test_a_family_goes_only_when_it_is_empty() -> None:
    with pytest.raises(CxError, match="“Access” still has “Waiting” and “Reaching us”"):
        without_family(BOOK, "ACC")
    with pytest.raises(CxError, match="a family “Access” already"):
        with_family(BOOK, Family("X", "access"))
    more = with_family(BOOK, Family("X", "Extra"))
    assert without_family(more, "X") == BOOK


@pytest.mark.parametrize(
    ("family", "name", "made"),
    [
        ("OFF", "Loyalty scheme", "OFF-LOYALTY"),
        ("ACC", "Wait", "ACC-WAIT2"),
        ("ACC", "The wait for a van", "ACC-WAIT-VAN"),
        ("", "Électricité & gaz", "ELECTRICIT"),
        ("People & co", "It", "PEOPLE-CO-IT"),
        ("ACC", "Цены", "ACC-THEME"),
        ("", "価格", "THEME"),
    ],
)
def test_ids_are_short_and_free_in_any_script(family: str, name: str, made: str) -> None:
    assert new_theme_id(BOOK, family, name) == made
    assert made not in ids(BOOK)


def test_what_nobody_sees_comes_into_no_new_theme() -> None:
    made = new_theme(BOOK, "OFF", " \u202eLoyalty\u200b \u2066 scheme\n")
    assert (made.id, made.name) == ("OFF-LOYALTY", "Loyalty scheme")
    # What letters of some scripts and pictures are made of is kept.
    assert new_theme(BOOK, "OFF", "می\u200cخواهم").name == "می\u200cخواهم"


def test_family_ids_are_free() -> None:
    assert [new_family_id(BOOK, name) for name in ("Prices", "Access", "价")] == ["PRI", "ACC2", "FAM"]


@pytest.mark.parametrize(("words", "cue"), [("  Ring\n BACK! ", "ring back"), ("“Wait*”", "wait*"), ("it’s", "it’s")])
def test_words_become_a_cue(words: str, cue: str) -> None:
    assert as_cue(words) == cue


@pytest.mark.parametrize("words", ["", " ... ", "*", "+/-", "`_~", "a very long sentence " * 5])
def test_what_hints_at_nothing_is_no_cue(words: str) -> None:
    with pytest.raises(CxError):
        as_cue(words)


def test_themes_that_share_a_cue_are_found_whatever_its_letters() -> None:
    assert [theme.id for theme in having_cue(BOOK, "queue")] == [WAIT, REACH]


def test_the_version_tells_codebooks_apart_by_all_that_they_hold() -> None:
    first = BOOK.stamped()
    for changed in (
        arranged(BOOK, [PRICE, WAIT]),
        with_theme_changed(BOOK, replace(BOOK.by_id[WAIT], effort_linked=True)),
        with_family(BOOK, Family("X", "X")),
    ):
        assert changed.stamped().version != first.version
    assert first.stamped() == first
    assert replace(BOOK, version="1/earlier").stamped() == first


def test_themes_are_placed_before_another_or_behind_their_new_family() -> None:
    one, *_, last = BOOK.counted
    before = placed(BOOK, [last.id], one.family, one.id)
    assert [theme.id for theme in before.counted][:2] == [last.id, one.id]
    assert before.by_id[last.id].family == one.family
    behind = placed(BOOK, [one.id], last.family)
    assert behind.counted[-1] == replace(one, family=last.family)
    assert behind.themes[len(behind.counted) :] == BOOK.themes[len(BOOK.counted) :], "residual codes stay last"


def test_a_theme_is_not_placed_in_a_family_that_is_not_there() -> None:
    with pytest.raises(CxError, match="no longer there"):
        placed(BOOK, [BOOK.counted[0].id], "NOWHERE")
