"""What an idea may run against: what customers call well done, what they say does not matter, what is to continue."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import PRAISE, Answer, Box, Value


class Against(StrEnum):
    """Why an idea may run against what was said on a theme."""

    CUSTOMERS_PRAISE = "customers_praise"
    CUSTOMERS_DO_NOT_VALUE = "customers_do_not_value"
    TO_CONTINUE = "to_continue"


@dataclass(frozen=True)
class Conflict:
    """Something on a theme of an idea that a change may damage; a person looks whether it would.

    Attributes:
        answers: What it runs against, customers' answers first.
    """

    why: Against
    theme_id: ThemeId
    answers: tuple[Answer, ...]


def conflicts(themes: Iterable[ThemeId], comparison: Comparison) -> tuple[Conflict, ...]:
    """Return what an idea on these themes may run against.

    Customers' praise and what they do not value count as customers' evidence. What is to continue is what an audience
    asks to continue with as many groups as a state needs; leadership's wish alone stops nothing.
    """
    views = [comparison.by_id[theme] for theme in themes]
    found = [(against, view, answers) for view in views for against, answers in _on(view)]
    return tuple(Conflict(against, view.theme.id, answers) for against, view, answers in found)


def against_customers(view: ThemeView) -> tuple[Against, ...]:
    """Return in what way a change of a theme would run against customers' evidence."""
    customers = view.counts[Audience.CUSTOMERS]
    found = {
        Against.CUSTOMERS_PRAISE: customers.state is State.STRENGTH,
        Against.CUSTOMERS_DO_NOT_VALUE: customers.not_valued >= 2 and customers.not_valued > customers.valued,
    }
    return tuple(against for against, holds in found.items() if holds)


def _on(view: ThemeView) -> list[tuple[Against, tuple[Answer, ...]]]:
    customers = view.answers[Audience.CUSTOMERS]
    said = {
        Against.CUSTOMERS_PRAISE: tuple(answer for answer in customers if answer.box in PRAISE),
        Against.CUSTOMERS_DO_NOT_VALUE: tuple(
            answer for answer in customers if answer.box is Box.DIFFER and answer.value is Value.NO
        ),
    }
    found = [(against, said[against]) for against in against_customers(view)]
    asking = [view.counts[audience] for audience in (Audience.CUSTOMERS, Audience.STAFF)]
    if any(counts.asked and counts.keeps >= counts.threshold for counts in asking):
        found.append((Against.TO_CONTINUE, tuple(answer for answer in view.all_answers if answer.box is Box.CONTINUE)))
    return found
