"""Words taken out of an answer."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.redaction import bracketed, holding, is_redacted, without
from cxfacilitator.domain.sheets import Box
from tests.builders import sample_snapshot

NAMES = st.sampled_from(["Priya", "Zoë", "O'Dowd", "Mary Ann"])


@given(NAMES, st.text(alphabet="Priya Zoëoe,.'’\u0308A", max_size=40), st.text(alphabet="abc ,.", max_size=10))
def test_what_was_taken_out_is_not_there_any_more(name: str, before: str, after: str) -> None:
    text = f"{before} {name} {after}"
    left = without(text, [name], "[x]")
    assert "[x]" in left
    assert without(left, [name], "[x]") == left


def test_only_whole_words_are_taken_out_in_any_case_and_with_any_accents() -> None:
    assert without("Zoe, ZOË and zoë's zoology", ["Zoë"], "[name]") == "[name], [name] and [name]'s zoology"
    assert without("nothing", ["", " ", "\u0301"], "[name]") == "nothing"


def test_what_stands_there_instead_is_in_brackets() -> None:
    assert [bracketed(text) for text in ("[name]", "a fitter", " [ a  fitter ] ", "")] == [
        "[name]",
        "[a fitter]",
        "[a fitter]",
        "[name]",
    ]


def test_redacted_is_what_has_brackets_that_are_not_on_the_paper() -> None:
    answer = sample_snapshot().answers[0]
    assert not is_redacted(replace(answer, text="ask Dave"))
    assert not is_redacted(replace(answer, text="ask dave", tidy="Ask Dave"))
    assert not is_redacted(replace(answer, text="[illegible] vans", tidy="[illegible] vans are better"))
    assert is_redacted(replace(answer, text="ask Dave", tidy="ask [name]"))


def test_a_name_is_found_in_every_answer_that_shows_it() -> None:
    base = sample_snapshot()
    shown, hidden, who = (
        replace(base.answers[0], text="Priya helps"),
        replace(base.answers[1], text="Priya helps", tidy="[name] helps"),
        replace(base.answers[2], box=Box.DIFFER, competitor="priya"),
    )
    snapshot = replace(base, answers=(shown, hidden), set_aside=(who,))
    assert holding(snapshot, ["Priya"]) == (shown, who)
    assert holding(snapshot, [""]) == ()
