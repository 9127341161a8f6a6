"""The spelling check: what is a word, what is wrong, and what may have been meant."""

import hashlib
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.errors import SpellingProblem
from cxfacilitator.engines.spelling import LONGEST_SUGGESTED, MOST_SUGGESTIONS, Dictionary, Speller
from cxfacilitator.paths import resource

FOLDER = resource("spelling")
BRITISH = Dictionary("en_GB", FOLDER)
AMERICAN = Dictionary("en_US", FOLDER)
PLAIN = Speller(BRITISH)


def wrong(text: str, speller: Speller = PLAIN) -> list[str]:
    return [text[start:end] for start, end in speller.misspelt(text)]


@pytest.mark.parametrize(
    ("name", "sha256"),
    [
        ("en_GB.aff", "d9de51fae3020ddea29285e0e2ec59efd123e799798044d75c26367c5874f96c"),
        ("en_GB.dic", "3debccf0d99c9a4112824eac0cd43a0693b3aea125850d8b539f771e6c060d89"),
        ("en_US.aff", "70fe5778717d097ce2f3326baaa5c1e4d2206d81a5a81d3ea8e11c4770806dd5"),
        ("en_US.dic", "829a043cf078d1e80e886289a13823454977f442a239a859d2133ea61944aa60"),
    ],
)
def test_the_lists_are_what_they_claim_to_be(name: str, sha256: str) -> None:
    text = (FOLDER / name).read_bytes().replace(b"\r\n", b"\n")  # a checkout may have changed the ends of lines
    assert hashlib.sha256(text).hexdigest() == sha256


def test_the_licences_of_the_lists_go_along() -> None:
    about = (FOLDER / "README.txt").read_text(encoding="utf-8")
    for name in ("en_GB-README.txt", "en_GB-LGPL-3.txt", "en_GB-GPL-3.txt", "en_US-copyright.txt"):
        assert name in about
        assert (FOLDER / name).stat().st_size > 1_000
    assert "Kevin Atkinson" in (FOLDER / "en_US-copyright.txt").read_text(encoding="utf-8")
    assert "LESSER GENERAL PUBLIC LICENSE" in (FOLDER / "en_GB-LGPL-3.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "They don't know, they don’t care and it isn't theirs",
        "The customer's van; the customers’ vans; a driver’s rota",
        "on-time delivery, follow‑up call, pre-delivery inspection, x-ray",
        "24h breakdown cover, S1-Q4, 4hr, the 2nd driver, A4, mp3, covid-19",
        "NPS, SLAs, the PDF's, CSC, KPIs",
        "write to j.smyth@bryghtlyne.example or see https://www.bryghtlyne.example/wrok",
        "look at bryghtlyne.co.uk/wrok and www.wrok.example, #wroking, @wroker",
        "w/e, e.g. a b c, etc etc.",
        "[illegible] vans",
        "naïve café, also decomposed: cafe\u0301",
        "e\u00adx\u00adperi\u00adence",
        "Müller said",
        "日本語 и по-русски עברית العربية",
        "😀 fine 👩‍👩‍👧 words",
        "",
        "   ...  -- '' ’ - ",
    ],
)
def test_what_is_right_or_no_word_of_the_language_is_left_alone(text: str) -> None:
    assert wrong(text, Speller(BRITISH, ["Müller"])) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The custmer recieved it", ["custmer", "recieved"]),
        ("dont and don't", ["dont"]),
        ("a waitting-list, a follow-upp", ["waitting", "upp"]),
        ("ring/emial us.Quikly", ["emial", "Quikly"]),
        ("the custmer's van, the custmer’s van", ["custmer's", "custmer’s"]),
        ("😀 wrold", ["wrold"]),
        ("wrold\tcafé wrold", ["wrold", "wrold"]),
        ("'quoted wrold'", ["wrold"]),
    ],
)
def test_what_is_wrong_is_found_where_it_is(text: str, words: list[str]) -> None:
    assert wrong(text) == words


def test_each_language_has_its_own_words() -> None:
    both = "the colour of the color"
    assert wrong(both) == ["color"]
    assert wrong(both, Speller(AMERICAN)) == ["colour"]


def test_an_accent_makes_no_word_wrong() -> None:
    assert wrong("the café’s naïve décor", Speller(AMERICAN)) == []
    assert wrong("the caffé") == ["caffé"]
    assert wrong("wørld") == ["wørld"]


def test_the_clients_words_are_right_in_any_case_and_as_owners() -> None:
    speller = Speller(BRITISH, ["Trundle & Hythe Ltd", "Wrenby Crossroads", "O’Nyll", "Zzab-Kwo", "upsellr"])
    assert wrong("wrenby, Wrenby's, HYTHE, O'Nyll, O’Nyll’s, Upsellr and Zzab, Kwo, zzab-kwo", speller) == []
    assert wrong("Wrenbby", speller) == ["Wrenbby"]


def test_what_may_have_been_meant() -> None:
    assert PLAIN.suggestions("custmer")[0] == "customer"
    assert "don’t" in PLAIN.suggestions("dond’t")
    assert len(PLAIN.suggestions("teh")) == MOST_SUGGESTIONS
    assert Speller(BRITISH, ["Saltbury Hire"]).suggestions("Saltburry")[0] == "Saltbury"
    assert Speller(BRITISH, ["Customer Service"]).suggestions("custmer")[0] == "customer"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("dont", "don't"),
        ("thats", "that's"),
        ("ive", "I've"),
        ("Im", "I'm"),
        ("theyre", "they're"),
        ("infront", "in front"),
        ("alot", "a lot"),
        ("english", "English"),
        ("dont’", "don’t"),
    ],
)
def test_what_is_only_left_out_comes_first(word: str, meant: str) -> None:
    assert PLAIN.suggestions(word)[0] == meant


def test_suggestions_never_take_long() -> None:
    assert PLAIN.suggestions("a" * (LONGEST_SUGGESTED + 1)) == ()
    assert PLAIN.suggestions("") == ()
    began = time.process_time()
    for word in ("anticonstitutionnellementissimo"[:LONGEST_SUGGESTED], "x" * LONGEST_SUGGESTED, "qwrtzpsdfg-hjklyxcv"):
        PLAIN.suggestions(word)
    assert time.process_time() - began < 6


def test_a_word_is_looked_up_in_no_time() -> None:
    text = "Approachable, the cust can talk to a real persn at the depot about recieved invoices " * 10
    PLAIN.misspelt(text)
    began = time.process_time()
    for _ in range(20):
        PLAIN.misspelt(text)
    assert (time.process_time() - began) / 20 < 0.02


def test_a_hostile_text_takes_no_time_either() -> None:
    began = time.process_time()
    for text in ("a." * 1_000, "a" * 2_000, "a-" * 1_000, "a'" * 1_000, "@" * 2_000, "x.y-" * 500):
        PLAIN.misspelt(text)
    assert time.process_time() - began < 3


@given(st.text(max_size=60))
def test_places_are_in_order_within_the_text_and_never_empty(text: str) -> None:
    spans = PLAIN.misspelt(text)
    ends = [0, *(place for span in spans for place in span)]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in spans)


@given(st.lists(st.sampled_from(["the", "custmer", "wrold", "dep0t", "NPS", "😀", "don’t", "re-wrold"]), max_size=8))
def test_a_word_is_judged_alike_wherever_it_stands(words: list[str]) -> None:
    one_by_one = [found for word in words for found in wrong(word)]
    assert wrong(" ".join(words)) == one_by_one


def test_without_the_library_the_check_is_off_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(SpellingProblem, match="library is missing"):
        Dictionary("en_GB", FOLDER)


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff" * 500, b"3\nthe\ncustomers\nqzxvj\n"])
def test_a_broken_dictionary_turns_the_check_off_with_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "en_GB.aff").write_bytes((FOLDER / "en_GB.aff").read_bytes())
    if content is not None:
        (tmp_path / "en_GB.dic").write_bytes(content)
    with pytest.raises(SpellingProblem, match=r"dictionary en_GB .* cannot be read"):
        Dictionary("en_GB", tmp_path)


def test_a_dictionary_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "Ünïcode – 日本 ordner"
    folder.mkdir()
    for ending in ("aff", "dic"):
        (folder / f"en_US.{ending}").write_bytes((FOLDER / f"en_US.{ending}").read_bytes())
    assert wrong("fine wrold", Speller(Dictionary("en_US", folder))) == ["wrold"]
