"""Text that comes from elsewhere as one piece and is several lines."""

import re

# Marks and brackets need no space behind them; a dash, a full stop and a figure do, because without one they belong
# to the words: "-5 % last year", "1.5 hours", "3 days wait".
_BULLET = re.compile(r"^(?:[•·‣◦▪●○*]\s*|[-–—](?=\s|$|[^\W\d])\s*)+")
_NUMBER = re.compile(r"^(?:\(?\d{1,2}\)\s*|\d{1,2}\.(?=\s)\s*|\d{1,2}\t\s*)")
_LETTER = re.compile(r"^\(?([A-Za-z])(?:\)\s*|\.\s+)")


def split_lines(text: str) -> tuple[str, ...]:
    r"""Return the lines of a pasted text without blanks, bullets and numbering.

    Letters number lines only where they follow one another from the first: `A. Smith was kind` is a name.

    >>> split_lines("- one\n\n• two\n3) three ")
    ('one', 'two', 'three')
    >>> split_lines("a. one\nb. two"), split_lines("24h service\n3 days wait\nA. Smith was kind")
    (('one', 'two'), ('24h service', '3 days wait', 'A. Smith was kind'))
    """
    lines = [_unmarked(line.strip(" ")) for line in text.splitlines()]
    letters = [found[1].lower() for line in lines if (found := _LETTER.match(line))]
    if len(letters) > 1 and "".join(letters) == "abcdefghijklmnopqrstuvwxyz"[: len(letters)]:
        lines = [_LETTER.sub("", line) for line in lines]
    return tuple(words for line in lines if (words := " ".join(line.split("\t")).strip()))


def _unmarked(line: str) -> str:
    line = _BULLET.sub("", line.lstrip())
    return _NUMBER.sub("", line)
