"""What becomes of a line while its sheet is typed: newer words, two lines out of one, one out of two."""

from dataclasses import replace

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import ILLEGIBLE, Answer, AnswerId, Direction, Flag, Value


def retyped(known: Answer, typed: Answer) -> Answer:
    """Return a known line in the words typed last; what else is known of it stays as it is.

    The illegible flag comes and goes with its marker; one that was set without the marker stays.
    """
    words = replace(
        known,
        text=typed.text,
        competitor=typed.competitor,
        direction=typed.direction,
        value=typed.value,
        starred=typed.starred,
    )
    return _flagged(words, gone=ILLEGIBLE in known.text)


def as_new(typed: Answer) -> Answer:
    """Return a line that nothing else is known of: it has the illegible flag if it has the marker."""
    return _flagged(typed)


def split_line(line: Answer, at: int, new_id: AnswerId) -> tuple[Answer, Answer]:
    """Return a line as two; the first half keeps all that is known of the line.

    Args:
        line: The whole line.
        at: How many characters stay in the first half.
        new_id: The identity of the second half.

    Raises:
        CxError: One half would be empty, or a tidied wording stands for the whole line.
    """
    if line.tidy:
        raise CxError("This line has a tidied wording, which cannot be split with it. Empty it first (Ctrl+T).")
    first, second = line.text[:at].rstrip(), line.text[at:].lstrip()
    if not first or not second:
        raise CxError("There is nothing to split off here. Put the cursor before the word that begins the second line.")
    rest = replace(
        line,
        id=new_id,
        ref="",
        text=second,
        competitor="",
        direction=Direction.UNSAID,
        value=Value.UNSAID,
        flags=frozenset(),
        reviewed=False,
        starred=False,
    )
    return _flagged(replace(line, text=first), gone=ILLEGIBLE in line.text), _flagged(rest)


def joined_lines(upper: Answer, lower: Answer) -> Answer:
    """Return two lines as one, which is the upper line with the words and the marks of both."""
    tidy = f"{upper.wording} {lower.wording}" if upper.tidy or lower.tidy else ""
    return replace(
        upper,
        text=f"{upper.text.rstrip()} {lower.text.lstrip()}",
        competitor=upper.competitor or lower.competitor,
        direction=upper.direction or lower.direction,
        value=upper.value or lower.value,
        flags=upper.flags | lower.flags,
        reviewed=upper.reviewed and lower.reviewed,
        starred=upper.starred or lower.starred,
        tidy=tidy,
    )


def _flagged(line: Answer, gone: bool = False) -> Answer:
    if ILLEGIBLE in line.text:
        return replace(line, flags=line.flags | {Flag.ILLEGIBLE})
    return replace(line, flags=line.flags - {Flag.ILLEGIBLE}) if gone else line
