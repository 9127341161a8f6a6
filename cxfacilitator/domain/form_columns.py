"""What the columns of somebody's list of forms hold: their headings, in the words that people and survey tools use."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from cxfacilitator.domain.engagement import Question, Wording, asked
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.table import plain


class FormColumn(StrEnum):
    """What a column can hold; the value is its name in sentences."""

    KIND = "kind"
    SOURCE = "source"
    SEGMENT = "segment"
    DATE = "date"
    WELL = "Q1"
    IMPROVE = "Q2"
    DIFFER = "Q3"
    COMPETITOR = "competitor"
    CONTINUE = "Q4 continue"
    START = "Q4 start"
    UNSORTED = "unsorted"

    @property
    def box(self) -> Box | None:
        """Where the answers in it go; None for a column that holds none."""
        return _BOX.get(self)


_BOX: Mapping[FormColumn, Box] = {
    FormColumn.WELL: Box.WELL,
    FormColumn.IMPROVE: Box.IMPROVE,
    FormColumn.DIFFER: Box.DIFFER,
    FormColumn.CONTINUE: Box.CONTINUE,
    FormColumn.START: Box.START,
    FormColumn.UNSORTED: Box.UNMARKED,
}
_OF_QUESTION: Mapping[Question, FormColumn] = {
    Question.WELL: FormColumn.WELL,
    Question.IMPROVE: FormColumn.IMPROVE,
    Question.DIFFER: FormColumn.DIFFER,
    Question.NEXT: FormColumn.UNSORTED,
}

_SYNONYMS: Mapping[FormColumn, str] = {
    FormColumn.KIND: "kind, source kind, kind of source, source type, type of source, form type",
    FormColumn.SOURCE: "source, channel, where, found on, site, website, platform, collector, place",
    FormColumn.SEGMENT: "segment, customer segment, customer type, type of customer, kind of customer, "
    "customer group, sector, industry, type, category, kundentyp, kundensegment, segment client",
    FormColumn.DATE: "date, day, when, filled in, filled in on, submitted, submitted at, submitted on, "
    "submission date, date submitted, timestamp, time stamp, start date, end date, start time, completion time, "
    "completed, date created, "
    "date modified, recorded date, created, created at, review date, published, published on, said on, response date, "
    "datum, zeitstempel, horodateur",
    FormColumn.WELL: "q1, question 1, well, done well, does well, what we do well, good, strength, strengths, "
    "positive, positives, praise, like, likes, pro, pros, best, best thing, what went well",
    FormColumn.IMPROVE: "q2, question 2, improve, to improve, could improve, improvement, improvements, bad, "
    "could be better, weakness, weaknesses, negative, negatives, complaint, complaints, dislike, dislikes, con, cons, "
    "worst, worst thing, what went badly",
    FormColumn.DIFFER: "q3, question 3, differ, others, others differ, others do differently, difference, differences, "
    "differently, competition, elsewhere",
    FormColumn.COMPETITOR: "competitor, competitors, who, who else, other company, name of competitor, competitor name",
    FormColumn.CONTINUE: "q4 continue, q4c, q4a, continue, keep, keep doing, continue doing, carry on",
    FormColumn.START: "q4 start, q4s, q4b, start, start doing, begin, wish, wishes, idea, ideas",
    FormColumn.UNSORTED: "q4, question 4, unsorted, comment, comments, comment text, text, review, review text, "
    "review body, quote, quotes, feedback, note, notes, remark, remarks, message, verbatim, verbatims, said, "
    "what was said, anything else, other comments, answer, answers, response, kommentar, commentaire",
}
_MEANING: Mapping[str, FormColumn] = {
    word.strip(): column for column, words in _SYNONYMS.items() for word in words.split(",")
}
KNOWN_HEADINGS = frozenset(_MEANING)
"""All headings that are understood, as `plain` gives them."""

UNDER_HEADINGS = frozenset({"open ended response", "response", "responses"})
"""What survey tools write below a question; it says nothing."""
_CODE = re.compile(r"(?:q|question )?[1-4](?: |$)")
_KEEP, _BEGIN = r"\b(?:continue|keep|carry on)\b", r"\b(?:start|begin)\b"
_SIGNS: tuple[tuple[FormColumn, str], ...] = (
    (FormColumn.DIFFER, r"\b(?:differ\w*|competitors?|elsewhere|others)\b"),
    (FormColumn.UNSORTED, rf"{_KEEP}.*{_BEGIN}|{_BEGIN}.*{_KEEP}"),
    (FormColumn.CONTINUE, _KEEP),
    (FormColumn.START, _BEGIN),
    (FormColumn.IMPROVE, r"\b(?:improv\w+|better|badly|wors[et]\w*|annoy\w*|frustrat\w*|disappoint\w*|dislike\w*)\b"),
    (FormColumn.WELL, r"\b(?:well|good|best|likes?|liked|enjoy\w*|loved?|pleased?)\b"),
    (FormColumn.UNSORTED, r"\b(?:comments?|anything|feedback|tell us|own words)\b"),
)
_QUESTION_WORDS = 3


def meaning(heading: str, wording: Wording | None = None, client: str = "") -> FormColumn | None:
    """Tell what a column with this heading holds, or None when nobody can know.

    The words of a question count for more than its number, which is another one in other people's surveys.

    >>> meaning("Improvements"), meaning("Q3 - What could be improved?"), meaning("Q1. How old are you?")
    (<FormColumn.IMPROVE: 'Q2'>, <FormColumn.IMPROVE: 'Q2'>, None)

    Args:
        heading: The text over the column; one that was joined out of several rows has ` - ` in it.
        wording: The engagement's own questions, which are headings too.
        client: Stands in them.
    """
    questions = _questions(wording, client) if wording else {}
    parts = [plain(part) for part in (heading, *heading.split(" - "))]
    bare = [_CODE.sub("", part) for part in parts]
    for words in (*parts, *bare):
        if words in questions:
            return questions[words]
    said = [words for words in bare if words and words not in UNDER_HEADINGS]
    if known := next((_MEANING[words] for words in said if words in _MEANING), None):
        return known
    asking = [words for words in said[1:] if len(words.split()) >= _QUESTION_WORDS]
    if asking:
        return next(filter(None, map(guess, asking)), None)
    return next((_MEANING[words] for words in parts if words in _MEANING), None)


def guess(heading: str) -> FormColumn | None:
    """Guess from the words of a question what the column below it holds; None when nothing in it tells.

    >>> guess("What did you like about your visit?"), guess("How likely are you to recommend us?")
    (<FormColumn.WELL: 'Q1'>, None)
    """
    words = plain(heading)
    if len(words.split()) < _QUESTION_WORDS:
        return None
    return next((column for column, signs in _SIGNS if re.search(signs, words)), None)


def columns_in_order(count: int) -> Sequence[FormColumn | None]:
    """Return what the columns of a list without headings hold: the four questions, or those and the two of Q4."""
    questions = [FormColumn.WELL, FormColumn.IMPROVE, FormColumn.DIFFER]
    match count:
        case 1:
            return [FormColumn.UNSORTED]
        case 4:
            return [*questions, FormColumn.UNSORTED]
        case 5:
            return [*questions, FormColumn.CONTINUE, FormColumn.START]
    return [None] * count


def _questions(wording: Wording, client: str) -> Mapping[str, FormColumn]:
    return {plain(asked(wording, question, audience, client)): _OF_QUESTION[question] for question, audience in wording}
