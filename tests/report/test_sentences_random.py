"""Whatever was found: every number in its sentence is that of the answers it opens, and no word claims too much."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.findings import find
from cxfacilitator.report.debrief import debrief_question
from cxfacilitator.report.sentences import RESPONSE, finding_numbers, finding_sentence
from tests.engagements import random_engagement

AVOIDED = re.compile(
    r"%|per ?cent|significant|\bproves?\b|do not care|consensus|average|fail|wrong|believe|blame|should have|\bNone\b",
    re.IGNORECASE,
)
CARDINALS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}  # fmt: skip
NOUNS = {"leadership": Audience.LEADERSHIP, "staff": Audience.STAFF, "customer": Audience.CUSTOMERS}
COUNTED = re.compile(
    r"\b(?:(?P<said>\d+) of (?P<of>\d+)|(?P<all>all) (?P<number>\w+)|(?P<both>both)|(?P<neither>neither)|(?P<no>no)|"
    r"(?P<the>the)) (?P<noun>leadership|staff|customer) groups?(?P<not> did not)?",
    re.IGNORECASE,
)


def numbers_in(sentence: str, groups: dict[Audience, int]) -> Counter[tuple[Audience, int, int]]:
    """The numbers of groups that a reader finds in a sentence: audience, how many, of how many."""
    found: Counter[tuple[Audience, int, int]] = Counter()
    for match in COUNTED.finditer(sentence):
        audience = NOUNS[match["noun"].lower()]
        total = groups[audience]
        if match["said"]:
            number = (int(match["said"]), int(match["of"]))
        elif match["all"]:
            word = match["number"]
            said = CARDINALS[word] if word in CARDINALS else int(word)
            number = (said, said)
        elif match["both"]:
            number = (2, 2)
        elif match["neither"]:
            number = (0, 2)
        elif match["no"]:
            number = (0, total)
        else:
            number = (0 if match["not"] else 1, 1)
        found[audience, *number] += 1
    return found


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32))
def test_every_number_is_that_of_the_answers_it_opens(seed: int) -> None:
    comparison = compare(random_engagement(seed))
    for finding in find(comparison):
        view = comparison.by_id[finding.theme_id]
        told = finding_sentence(finding, view).replace("leadership did not mention", "no leadership group did mention")
        numbers = finding_numbers(finding, view)
        opened = Counter((n.audience, len({answer.group_id for answer in n.answers}), n.groups) for n in numbers)
        assert numbers_in(told, dict(comparison.groups)) == opened, told
        for number in numbers:
            assert number.said == len({answer.group_id for answer in number.answers})
            assert set(number.answers) <= set(finding.evidence[number.audience])
            assert number.groups == comparison.groups[number.audience] > 0


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32))
def test_no_sentence_claims_more_than_groups_wrote(seed: int) -> None:
    comparison = compare(random_engagement(seed))
    for finding in find(comparison):
        view = comparison.by_id[finding.theme_id]
        sentence = finding_sentence(finding, view)
        question = debrief_question(finding.kind, view.theme.name)
        for text in (sentence, question, RESPONSE[finding.kind]):
            assert not AVOIDED.search(text), text
        assert question.endswith("?")
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0].isdigit()
        for ugly in ("  ", " ;", " ,", " 0 of", " and and", "; .", ". ", "()"):
            assert ugly not in sentence, sentence
