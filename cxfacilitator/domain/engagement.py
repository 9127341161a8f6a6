"""The engagement: one undertaking for one client, its audiences, its four questions and its promise."""

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cxfacilitator.domain.errors import ImportProblem


class Audience(StrEnum):
    """Who is asked. The order is the order everywhere: leadership, staff, customers."""

    LEADERSHIP = "leadership"
    STAFF = "staff"
    CUSTOMERS = "customers"

    @property
    def label(self) -> str:
        """The audience's name at the start of a sentence, for example `Customers`."""
        return self.value.capitalize()

    @property
    def letter(self) -> str:
        """`L`, `S` or `C`: the first letter of the group codes."""
        return self.value[0].upper()


class Question(StrEnum):
    """The four questions; the ids never change, the wording may."""

    WELL = "Q1"
    IMPROVE = "Q2"
    DIFFER = "Q3"
    NEXT = "Q4"


class Formality(StrEnum):
    """How formal the engagement is; it changes what the report prints, never the data."""

    INFORMAL = "informal"
    FORMAL = "formal"


Wording = Mapping[tuple[Question, Audience], str]
"""The text of each question for each audience; `[Company]` stands for the client's name."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """One undertaking for one client; one file.

    Attributes:
        code: Short name that is safe in file names and QR codes, for example `TRH-2025-R1`.
        competitors: Names offered while Q3 is typed; a comparator need not be a competitor.
        threshold_groups: No figure for a part of an audience with fewer groups than this.
        threshold_people: The same in people. Both are fixed once a session has started.
        everybody: Audiences whose sheets speak for every member (usually leadership), so that
            their answer is a fact and not a sample.
        delete_by: The day by which the roster is deleted, as promised in the room.
    """

    code: str
    client: str
    industry: str = ""
    sponsor: str = ""
    purpose: str = ""
    facilitator: str = ""
    formality: Formality = Formality.FORMAL
    round: int = 1
    previous: str = ""
    competitors: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = tuple(Audience)
    everybody: frozenset[Audience] = frozenset()
    threshold_groups: int = 2
    threshold_people: int = 8
    delete_by: date | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A named set of wordings for the four questions, read from `resources/question_sets`."""

    name: str
    wording: Wording = field(default_factory=dict)


def asked(wording: Wording, question: Question, audience: Audience, client: str) -> str:
    """Return the question as this audience reads it, with the client's name filled in."""
    return wording[question, audience].replace("[Company]", client)


def read_question_set(text: str, name: str = "question set") -> QuestionSet:
    """Return the question set written in a TOML text: a `name`, and one table of wordings per question.

    Args:
        text: The whole file.
        name: What the file is called when it has to be named in a sentence.

    Raises:
        ImportProblem: Not TOML, an unknown word, or a question without a wording for some audience.
    """
    content = read_toml(text, name, {"name", *Question})
    title = content.get("name")
    if not isinstance(title, str) or not title.strip():
        raise ImportProblem(f"{name}: the question set has no name.")
    wording: dict[tuple[Question, Audience], str] = {}
    for question in Question:
        table = content.get(question)
        if not isinstance(table, dict):
            raise ImportProblem(f"{name}: question {question} is missing.")
        for unknown in sorted(set(table) - set(Audience)):
            raise ImportProblem(f"{name}, {question}: there is no audience called {unknown}.")
        for audience in Audience:
            asked_as = table.get(audience)
            if not isinstance(asked_as, str) or not asked_as.strip():
                raise ImportProblem(f"{name}, {question}: the wording for {audience} is missing.")
            wording[question, audience] = asked_as.strip()
    return QuestionSet(title.strip(), wording)


def read_toml(text: str, name: str, allowed: Set[str]) -> dict[str, object]:
    """Return the content of a TOML text whose first level has no other words than the allowed ones.

    Raises:
        ImportProblem: Not TOML, or another word.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ImportProblem(f"{name} is not readable as TOML: {error}.") from error
    for unknown in sorted(set(content) - allowed):
        raise ImportProblem(f"{name}: {unknown} means nothing here; known are {', '.join(sorted(allowed))}.")
    return content
