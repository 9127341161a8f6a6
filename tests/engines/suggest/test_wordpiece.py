"""Texts in pieces, by a small vocabulary whose cuts can be worked out by hand."""

import pytest

from cxfacilitator.engines.suggest.wordpiece import WordPiece, words

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] park ##ing ##s the queue , . ' t won ca ##fe 日 #".split()
PIECES = WordPiece(VOCABULARY)


def cut(text: str, longest: int = 128) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.numbers(text, longest)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The parking, the queues.", "the park ##ing , the queue ##s ."),
        ("won't", "won ' t"),
        ("CAFÉ", "ca ##fe"),
        ("the 日日", "the 日 日"),
        ("the\tqueue\nthe\u00a0park", "the queue the park"),
        ("the\u200bpark\x00s", "[UNK]"),
        ("par\u200bking", "park ##ing"),
        ("zebra park", "[UNK] park"),
        ("#park", "# park"),
        ("", ""),
    ],
)
def test_the_longest_known_piece_is_taken_first(text: str, pieces: str) -> None:
    assert cut(text) == ["[CLS]", *pieces.split(), "[SEP]"]


def test_a_long_text_is_cut_and_still_ends() -> None:
    assert cut("the " * 50, longest=6) == ["[CLS]", "the", "the", "the", "the", "[SEP]"]


def test_a_word_without_end_is_unknown_and_not_cut_for_ever() -> None:
    assert cut("park" + "s" * 200) == ["[CLS]", "[UNK]", "[SEP]"]


def test_accents_that_are_letters_of_their_own_stay_apart_from_their_letter() -> None:
    assert list(words("e\u0301t\u00e9")) == ["ete"]
