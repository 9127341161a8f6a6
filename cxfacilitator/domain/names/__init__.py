"""People in what is written: which words of an answer would point to somebody.

What is taken out of a report and what a person is asked about at the read-back come from the same rule.
"""

from cxfacilitator.domain.names.finding import Named, Why, finder
from cxfacilitator.domain.names.known import flagged_names, full_names, people_by_name, single_names
from cxfacilitator.domain.names.matching import EMAIL, PHONE, WORD, Span, any_of, fold, places

__all__ = [
    "EMAIL",
    "PHONE",
    "WORD",
    "Named",
    "Span",
    "Why",
    "any_of",
    "finder",
    "flagged_names",
    "fold",
    "full_names",
    "people_by_name",
    "places",
    "single_names",
]
