"""Names found in a text however they are written: accents, capitals, order and hyphens."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""Where words stand in a text: from, and up to but not with."""
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
RUN = re.compile(r"[^\W\d_]+")
# Without an end to what may stand before the @, a long run of letters is looked through from each of them.
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")
PHONE = re.compile(r"(?<![\w-])\+?\(?\d[\d ()/-]{7,}\d(?!\w)")
_APOSTROPHES = str.maketrans("’‘ʼ´", "'" * 4)


def fold(text: str) -> str:
    """Return the text without accents and case, so that `Zoe` finds `Zoë`, and with straight apostrophes."""
    return _bare(text)[0].lower()


def places(pattern: re.Pattern[str] | None, text: str) -> tuple[Span, ...]:
    """Return where a pattern of `any_of` fits in a text, whatever accents either is written with."""
    if pattern is None:
        return ()
    bare, origin = _bare(text)
    return tuple((origin[found.start()], origin[found.end()]) for found in pattern.finditer(bare))


def any_of(names: Iterable[str], exact_case: bool) -> re.Pattern[str] | None:
    """Match whole names, the longest first; None for no names.

    With exact case also in capitals throughout, and with a second name behind a hyphen: `Priya` of `Priya-Anne`.
    """
    wanted = {bare for name in names if (bare := _bare(name)[0]).strip()}
    if exact_case:
        wanted |= {name.upper() for name in wanted if len(name) > 2}
    if not wanted:
        return None
    patterns = (
        r"\s+".join(re.escape(part) for part in name.split()) for name in sorted(wanted, key=lambda n: (-len(n), n))
    )
    more = "(?:-[A-Z][^\\W\\d_]+)?" if exact_case else ""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)}){more}(?!\w)", 0 if exact_case else re.IGNORECASE)


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """The text without accents and with straight apostrophes, and where in the text each of its letters stands."""
    if text.isascii():
        return text, range(len(text) + 1)
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text.translate(_APOSTROPHES)):
        if not unicodedata.combining(letter):
            letters.append(unicodedata.normalize("NFD", letter)[0])
            origin.append(place)
    return "".join(letters), [*origin, len(text)]
