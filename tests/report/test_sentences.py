"""Findings as sentences."""

import re

import pytest

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import find
from cxfacilitator.report.sentences import RESPONSE, finding_sentence
from tests.builders import ROUND_2, SAMPLE, sample_snapshot

AVOIDED = re.compile(
    r"%|significant|\bproves?\b|do not care|consensus|average|fail|wrong|believe|percent", re.IGNORECASE
)


def told(folder: object) -> dict[tuple[str, str], str]:
    comparison = compare(sample_snapshot(SAMPLE if folder == "sample" else ROUND_2))
    return {
        (finding.kind.value, finding.theme_id): finding_sentence(finding, comparison.by_id[finding.theme_id])
        for finding in find(comparison)
    }


@pytest.mark.parametrize("folder", ["sample", "round 2"])
def test_every_finding_is_one_plain_sentence(folder: str) -> None:
    for sentence in told(folder).values():
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert not AVOIDED.search(sentence), sentence
        assert "  " not in sentence
        assert " ;" not in sentence
        assert " 0 of" not in sentence


def test_a_gap_names_the_counts_of_both_sides() -> None:
    sentences = told("sample")
    assert sentences["over_claimed_strength", "OFF-BILL"] == (
        "The leadership group named “billing, invoicing & payment” as done well; "
        "all six customer groups asked to improve it."
    )
    assert sentences["leadership_blind_spot", "COM-PROACT"] == (
        "5 of 6 customer groups asked to improve “keeping customers informed”, and so did 5 of 9 staff groups; "
        "the leadership group did not."
    )
    assert sentences["staff_blind_spot", "ACC-REACH"] == (
        "3 of 6 customer groups and the leadership group asked to improve “reaching us”; "
        "1 of 9 staff groups did, as a wish."
    )
    assert sentences["invisible_work", "INT-BACK"].endswith(
        "no customer group praised it (1 of 6 customer groups asked for it to be changed)."
    )


def test_every_kind_of_finding_has_a_kind_of_response() -> None:
    assert set(RESPONSE) == set(FindingKind)
