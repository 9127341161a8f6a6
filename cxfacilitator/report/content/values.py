"""What the report says, as frozen values. No layout; every figure stands here once."""

from dataclasses import dataclass

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.report_setup import Edition, Logo, ReportChoices
from cxfacilitator.report.charts import Diverging, Dumbbell, Forest, Heat, Marks, Priorities, Slopes, Spread


@dataclass(frozen=True, slots=True)
class Asked:
    """One audience: how many groups, people and answers.

    Attributes:
        sheets: Groups whose sheet has any answer.
        groups: Groups that are counted: with at least one answer that somebody has decided on.
        people: People who sat in its groups, as far as somebody noted it.
        uncounted: Groups where nobody noted how many people sat there.
        threshold: Groups that must say a thing before it is the audience's.
    """

    audience: Audience
    sheets: int
    groups: int
    people: int
    uncounted: int
    answers: int
    threshold: int


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer in its own words, and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Title:
    """The question that a page answers, the answer as a full sentence, and what follows it in a sentence or two."""

    kicker: str
    title: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A line of a group-mark table."""

    name: str
    marks: tuple[Marks, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkTable:
    """A table of group marks.

    Attributes:
        heading: Stands over the table; may be empty.
        columns: Title and audience of each column of marks.
        note_column: Title of the last column; empty when there is none.
        alone: Themes that a single group named, in words; they get no line of their own.
    """

    heading: str
    columns: tuple[tuple[str, Audience], ...]
    rows: tuple[MarkRow, ...]
    note_column: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """Quotes of one audience."""

    audience: Audience
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A short list under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotes on one theme that say different things."""

    heading: str
    quotes: tuple[Quote, Quote]


@dataclass(frozen=True, slots=True)
class Headline:
    """A drafted headline, and the theme whose gap it is on."""

    theme_id: ThemeId
    theme: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The page that is read in one minute.

    Attributes:
        pair: Words of two sides that see a thing differently, under what they are on; None unless a person chose them.
        headlines: The drafted headlines that a person may choose between, the widest gap first.
    """

    title: Title
    chart: Dumbbell
    pair: Pair | None
    boxes: tuple[Listed, ...]
    decisions: tuple[str, ...]
    caution: str
    headlines: tuple[Headline, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Every theme, question and audience."""

    title: Title
    heat: Heat
    caption: str
    silent: str


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """The page of one question."""

    title: Title
    tables: tuple[MarkTable, ...]
    diverging: Diverging | None
    notes: tuple[str, ...]
    lists: tuple[Listed, ...]
    voices: tuple[Voices, ...]


@dataclass(frozen=True, slots=True)
class GapCard:
    """One finding: what was said, by how many, in whose words.

    Attributes:
        word: How clear the difference is, in one of three words; empty where none is claimed.
        fragile: It would change if a single answer were read differently.
        refs: The answers that it rests on, in words.
        beside: What forms, notes and reviews say of the theme, which count for nothing in it; empty when nothing.
    """

    theme: str
    sentence: str
    response: str
    marks: tuple[Marks, ...]
    word: str
    fragile: bool
    quotes: tuple[tuple[Audience, Quote], ...]
    refs: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class GapSection:
    """Findings of one kind."""

    heading: str
    cards: tuple[GapCard, ...]


@dataclass(frozen=True, slots=True)
class GapPart:
    """Pages of findings; the columns are those of every section."""

    title: Title
    columns: tuple[tuple[str, Audience], ...]
    sections: tuple[GapSection, ...]
    none_found: str


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One idea of the plan. Empty text means: still open, leave room to write.

    Attributes:
        said: How customers will see it, and the reason of the decision, where somebody has said so.
        score: What the sheets make of it, 0 to 100.
        rank: Where that puts it, and between which ranks it moves when the weights do.
    """

    number: int
    title: str
    marks: tuple[Marks, ...]
    evidence: str
    said: str
    quick_win: bool
    score: str
    rank: str
    impact: str
    effort: str
    disposition: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class KeepPart:
    """What to keep, what to explain, and what can be had soon."""

    title: Title
    keep: MarkTable
    lists: tuple[Listed, ...]
    quick_wins: tuple[IdeaRow, ...]
    quick_note: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What somebody will do.

    Attributes:
        of: The idea that it carries out, or the theme that it answers, in words; empty for none.
        owner: Empty as long as nobody has it.
        due: A day, or that it is done; empty as long as there is none.
    """

    text: str
    of: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What was agreed, and the ideas in order with what was decided.

    Attributes:
        figure: Impact against effort; None where people scored no idea on both.
        figure_says: What it shows, in a sentence without its full stop; empty where there is no figure.
        scored: Which ideas those are, in sentences; empty as well.
    """

    title: Title
    columns: tuple[tuple[str, Audience], ...]
    rows: tuple[IdeaRow, ...]
    note: str
    figure: Priorities | None
    figure_says: str
    scored: str
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class MovedTheme:
    """A theme in two rounds: how leadership stood to customers then and now, and the sentence that says it."""

    name: str
    then: str
    now: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MovedSection:
    """Themes that made the same movement."""

    heading: str
    themes: tuple[MovedTheme, ...]


@dataclass(frozen=True, slots=True)
class RoundsPart:
    """What has become of each theme since the last round.

    Attributes:
        columns: What both rounds are called, each with its groups.
        figure: The themes that can be followed; None where there are none.
        basis: What both rounds rest on, and what was done differently.
    """

    title: Title
    columns: tuple[tuple[str, str], tuple[str, str]]
    figure: Slopes | None
    sections: tuple[MovedSection, ...]
    basis: Listed


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A theme or an idea with what each audience said of it."""

    name: str
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class NumberTable:
    """One thing that is counted; only what at least one group wrote has a line."""

    heading: str
    columns: tuple[tuple[str, Audience], ...]
    rows: tuple[NumberRow, ...]


@dataclass(frozen=True, slots=True)
class NumbersPart:
    """Every number of the report.

    Attributes:
        note: Which audiences have no range, and why; may be empty.
        figure: The widest gaps with their ranges; None where no audience has groups enough for any.
        how: How to read it where nothing else says it.
    """

    title: Title
    tables: tuple[NumberTable, ...]
    note: str
    figure: Forest | None
    how: str


@dataclass(frozen=True, slots=True)
class ThemeVoices:
    """What was said on a theme, in the words of each audience."""

    name: str
    voices: tuple[Voices, ...]


@dataclass(frozen=True, slots=True)
class WordsPart:
    """Themes in people's own words."""

    title: Title
    themes: tuple[ThemeVoices, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An idea, who asked for it, what becomes of it, and by when."""

    idea: str
    asked: str
    will: str
    due: str


@dataclass(frozen=True, slots=True)
class NotePart:
    """What was said and what becomes of it, for those who said it.

    Attributes:
        said: What is valued and what is wanted; one that has no lines is left out.
        open: What has no answer yet, or no room; may be empty.
    """

    title: Title
    said: tuple[Listed, ...]
    promises: tuple[Promise, ...]
    open: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One group's sheet: each box with its lines."""

    title: str
    boxes: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything that the report says.

    Attributes:
        choices: Which parts of it stand in the document; all are here.
        accent: The client's colour as it can be seen on paper; empty for none.
        logos: The signs on the cover.
        days: When the sessions were, in words.
        made_on: The day that the document carries, as year, month, day.
        footer: Stands at the foot of every page.
        rounds: None where no earlier round is known.
        serious: Single answers that must never be averaged away.
    """

    client: str
    code: str
    round: int
    accent: str
    logos: tuple[Logo, ...]
    edition: Edition
    choices: ReportChoices
    days: str
    made_on: tuple[int, int, int]
    places: str
    facilitator: str
    asked: tuple[Asked, ...]
    footer: str
    summary: Summary
    reading: tuple[Listed, ...]
    whole: Whole
    questions: tuple[QuestionPart, ...]
    gaps: GapPart
    inside: GapPart
    rounds: RoundsPart | None
    keep: KeepPart
    plan: PlanPart
    serious: tuple[Quote, ...]
    words: WordsPart
    method: tuple[Listed, ...]
    numbers: NumbersPart
    sheets: tuple[SheetPart, ...]
    note: NotePart
