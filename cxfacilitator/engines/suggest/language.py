"""Tell whether texts are English, the one language whose meaning the encoder understands."""

from collections.abc import Iterable

from cxfacilitator.engines.suggest.cues import split

_ENGLISH = frozenset(
    """
    the and with you they that this from our your their it very when which would more should there what too but to
    were been because could than them about your we is are of have has not be my get them some how why who all
    """.split()
)
"""Small words that hardly an English sentence does without, and most other languages have none or few of."""
LONG = 24
"""Letters of a text in which small words may be expected; a list of catchwords has none in any language."""
ENOUGH = 8
"""Of fewer long texts nothing is said."""
WORDS, ONE_IN, SHARE = 2, 5, 0.3
"""A text looks English with so many of the words, or with one in five; at least so many texts of an English set do.

Of real comments nine in ten do, of curt notes on a sheet half, of another language hardly any.
"""


def is_english(texts: Iterable[str]) -> bool:
    """Tell whether most texts are English; of a few, or of short ones, it is taken for granted."""
    long = english = 0
    for text in texts:
        if len(text) >= LONG:
            words = split(text)
            known = sum(word.text in _ENGLISH for word in words)
            long += 1
            english += known >= WORDS or known * ONE_IN >= len(words)
    return long < ENOUGH or english >= SHARE * long
