"""One page for each of the four questions: what was named, by how many groups of whom, and in whose words."""

from collections.abc import Iterable

from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.engagement import Audience, Question, asked
from cxfacilitator.domain.evidence import evidence_word
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.sheets import SHEET_BOXES, Box, Direction, Value
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.report.charts.diverging import Diverging, DivergingRow
from cxfacilitator.report.content.basis import Basis, alone_in_words
from cxfacilitator.report.content.values import Listed, MarkRow, MarkTable, QuestionPart, Quote, Title, Voices
from cxfacilitator.report.words import EVIDENCE, NONE_FOUND, NOUN, counted, did, headed, quoted, sentence

LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS
MOST_QUOTES = 3
MOST_BESIDE = 3
_ONE_MARK = "Each mark is one group."
_ONE_BAR = "The length of a bar is the share of the audience’s groups."
_HOW_DRAWN = (
    "A group with both opinions is on both sides. Others need not be competitors. "
    "Groups that named a difference without saying whether it is good are not drawn."
)
SORTED = "Sorted from what customers say more than leadership (top) to what leadership says more than customers."


def questions(basis: Basis) -> tuple[QuestionPart, ...]:
    """Build the pages of the four questions."""
    return (_well(basis), _improve(basis), _differ(basis), _next(basis))


def _well(basis: Basis) -> QuestionPart:
    table = mark_table(basis, "", Box.WELL)
    return QuestionPart(
        Title(_kicker(basis, Question.WELL), _title(basis, Box.WELL, "named {theme} as done well")),
        (table,),
        None,
        _notes(basis, Question.WELL, table),
        (),
        _voices(basis, Box.WELL),
    )


def _improve(basis: Basis) -> QuestionPart:
    table = mark_table(basis, "", Box.IMPROVE)
    effort = _themes(basis, FindingKind.EFFORT_HOT_SPOT, "groups")
    agreed = _themes(basis, FindingKind.SHARED_CONCERN)
    lists = (
        Listed("All raise it: no gap, decide and fix", agreed),
        Listed("Where it costs customers time and effort", effort),
    )
    return QuestionPart(
        Title(_kicker(basis, Question.IMPROVE), _title(basis, Box.IMPROVE, "asked to improve {theme}")),
        (table,),
        None,
        _notes(basis, Question.IMPROVE, table),
        lists if len(basis.audiences) > 1 else lists[1:] if CUSTOMERS in basis.audiences else (),
        _voices(basis, Box.IMPROVE),
    )


def _themes(basis: Basis, kind: FindingKind, fact: str = "") -> tuple[str, ...]:
    """The themes of a kind of finding, with the number of customer groups that the finding counts."""
    lines = []
    for finding in basis.of_kind(kind):
        counts = basis.view(finding.theme_id).counts[CUSTOMERS]
        said = finding.facts[fact] if fact else counts.raises
        lines.append((said, f"{basis.view(finding.theme_id).theme.name} ({said} of {counts.groups} customer groups)"))
    return tuple(line for _, line in sorted(lines, key=lambda pair: -int(str(pair[0])))) or (NONE_FOUND,)


def _differ(basis: Basis) -> QuestionPart:
    rows, alone = [], []
    for view in basis.comparison.themes:
        sides = tuple((a, against(view, a), better(view, a), basis.comparison.groups[a]) for a in basis.audiences)
        marks = sum(minus + plus for _, minus, plus, _ in sides)
        if marks == 1 and len(basis.audiences) > 1:
            alone += [(view.theme.name, a) for a, minus, plus, _ in sides if minus or plus]
        elif marks:
            rows.append(DivergingRow(view.theme.name, sides))
    rows.sort(key=lambda row: tuple(minus - plus for _, minus, plus, _ in reversed(row.sides)))
    chart = Diverging("worse, or does not matter to customers", "better, or matters to customers", tuple(rows))
    notes = [alone_in_words(alone)] if alone else [] if rows else [NONE_FOUND]
    if rows:
        notes.append(f"{_ONE_BAR if basis.as_bars else _ONE_MARK} {_HOW_DRAWN}")
    kinds = (
        ("Customers value it", FindingKind.COMPETITOR_EDGE_VALUED),
        ("Customers do not value it", FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED),
        ("Only the company speaks of it: untested", FindingKind.COMPETITOR_CLAIM_UNTESTED),
    )
    lists = tuple(
        Listed(heading, tuple(_aware(basis, finding) for finding in basis.of_kind(kind)) or (NONE_FOUND,))
        for heading, kind in kinds
    )
    return QuestionPart(
        Title(_kicker(basis, Question.DIFFER), _differ_title(basis)),
        (),
        chart,
        (*notes, *_blank(basis, Question.DIFFER), *_beside(basis, Question.DIFFER)),
        lists if CUSTOMERS in basis.audiences else (),
        _voices(basis, Box.DIFFER),
    )


def _aware(basis: Basis, finding: Finding) -> str:
    """A theme of the others with the count behind it, and whether leadership sees it too."""
    view = basis.view(finding.theme_id)
    counts = view.counts
    if finding.kind is FindingKind.COMPETITOR_CLAIM_UNTESTED:
        told = [f"{counts[a].differ} of {counts[a].groups} {NOUN[a]}" for a in (LEADERSHIP, STAFF) if counts[a].differ]
        return f"{view.theme.name} ({joined(told)})"
    customers = counts[CUSTOMERS]
    said = customers.valued if finding.kind is FindingKind.COMPETITOR_EDGE_VALUED else customers.not_valued
    leadership = counts[LEADERSHIP]
    seen = "leadership names it too" if leadership.differ else "leadership does not mention it"
    return f"{view.theme.name} ({said} of {customers.groups}{f'; {seen}' if leadership.groups else ''})"


def better(view: ThemeView, audience: Audience) -> int:
    """Groups that see others doing better, or say that what others do matters to customers."""
    return len(
        {
            answer.group_id
            for answer in view.answers[audience]
            if answer.box is Box.DIFFER
            and answer.value is not Value.NO
            and (
                answer.direction is Direction.BETTER
                or (answer.direction is Direction.DIFFERENT and answer.value is Value.YES)
            )
        }
    )


def against(view: ThemeView, audience: Audience) -> int:
    """Groups that see others doing worse, or say that what others do does not matter to customers."""
    return len(
        {
            answer.group_id
            for answer in view.answers[audience]
            if answer.box is Box.DIFFER and (answer.value is Value.NO or answer.direction is Direction.WORSE)
        }
    )


def _differ_title(basis: Basis) -> str:
    edges = basis.of_kind(FindingKind.COMPETITOR_EDGE_VALUED)
    if edges:
        best = max(edges, key=lambda finding: basis.view(finding.theme_id).counts[CUSTOMERS].valued)
        view = basis.view(best.theme_id)
        said = counted(view.counts[CUSTOMERS].valued, view.counts[CUSTOMERS].groups, CUSTOMERS)
        return headed(f"{said} valued what others do on {quoted(view.theme.name)}")
    if CUSTOMERS in basis.audiences:
        return "No difference is valued by two customer groups or more"
    claim = _claim(basis, Box.DIFFER, "named a difference on {theme}")
    return headed(claim) if claim else "Nothing was named under this question"


def _next(basis: Basis) -> QuestionPart:
    keep = mark_table(basis, "Continue", Box.CONTINUE, evidence=False)
    start = mark_table(basis, "Start", Box.START, evidence=False)
    title = _claim(basis, Box.CONTINUE, "asked to continue {theme}") or "Nothing was named to continue"
    wish = _claim(basis, Box.START, "wanted something new on {theme}")
    unmarked = [answer for answer in basis.snapshot.answers if answer.box is Box.UNMARKED]
    groups = len({answer.group_id for answer in unmarked})
    note = (
        f"{amount(groups, 'sheet')} did not mark these lines as continue or start; "
        f"{len(unmarked)} such {'line counts' if len(unmarked) == 1 else 'lines count'} in neither table."
    )
    return QuestionPart(
        Title(_kicker(basis, Question.NEXT), headed(title), sentence(wish) if wish else ""),
        (keep, start),
        None,
        (*((note,) if unmarked else ()), *_blank(basis, Question.NEXT)),
        (),
        _voices(basis, Box.CONTINUE, Box.START),
    )


def mark_table(basis: Basis, heading: str, box: Box, evidence: bool = True) -> MarkTable:
    """Build the group-mark table of one box; themes that a single group named go under the table."""
    compared = evidence and LEADERSHIP in basis.audiences and CUSTOMERS in basis.audiences
    rows: list[tuple[tuple[float, int], MarkRow]] = []
    alone: list[tuple[str, Audience]] = []
    for view in basis.comparison.themes:
        said = {a: basis.in_boxes(view, a, box) for a in basis.audiences}
        total = sum(said.values())
        if total == 1 and len(basis.audiences) > 1 and not said.get(LEADERSHIP):
            alone += [(view.theme.name, a) for a in basis.audiences if said[a]]
        elif total:
            note = _word(basis, said, box) if compared else ""
            shares = {a: said[a] / basis.comparison.groups[a] for a in basis.audiences}
            key = (shares.get(LEADERSHIP, 0.0) - shares.get(CUSTOMERS, 0.0) if compared else 0.0, -total)
            rows.append((key, MarkRow(view.theme.name, tuple(basis.marks(a, said[a]) for a in basis.audiences), note)))
    rows.sort(key=lambda row: row[0])
    return MarkTable(
        heading,
        basis.columns(),
        tuple(row for _, row in rows),
        "Leadership v customers" if compared else "",
        alone_in_words(alone),
    )


def _word(basis: Basis, said: dict[Audience, int], box: Box) -> str:
    totals = [len(basis.comparison.answered[audience, box.question]) for audience in (LEADERSHIP, CUSTOMERS)]
    everybody = LEADERSHIP in basis.comparison.everybody
    word = evidence_word(said[LEADERSHIP], totals[0], said[CUSTOMERS], totals[1], everybody)
    return EVIDENCE[word] if word else ""


def _top(basis: Basis, box: Box) -> ThemeView | None:
    """The theme that most customer groups have in this box; of all groups when customers have none."""
    scope = (CUSTOMERS,) if CUSTOMERS in basis.audiences else basis.audiences

    def weight(view: ThemeView) -> tuple[int, int]:
        everybody = sum(basis.in_boxes(view, a, box) for a in basis.audiences)
        return sum(basis.in_boxes(view, a, box) for a in scope), everybody

    best = max(basis.comparison.themes, key=weight, default=None)
    return best if best and weight(best)[1] else None


def _claim(basis: Basis, box: Box, words: str) -> str:
    """Who says it most often, in words; empty when nobody does."""
    view = _top(basis, box)
    if view is None:
        return ""
    groups = basis.comparison.groups
    if not _by_customers(basis, view, box):
        told = joined(
            counted(basis.in_boxes(view, a, box), groups[a], a)
            for a in reversed(basis.audiences)
            if basis.in_boxes(view, a, box)
        )
    else:
        told = counted(basis.in_boxes(view, CUSTOMERS, box), groups[CUSTOMERS], CUSTOMERS)
    return f"{told} {words.format(theme=quoted(view.theme.name))}"


def _by_customers(basis: Basis, view: ThemeView, box: Box) -> bool:
    return CUSTOMERS in basis.audiences and basis.in_boxes(view, CUSTOMERS, box) > 0


def _title(basis: Basis, box: Box, words: str) -> str:
    """The finding of a page: who says it most often, and whether leadership did."""
    claim = _claim(basis, box, words)
    if not claim:
        return "Nothing was named under this question"
    view = _top(basis, box)
    if view is not None and LEADERSHIP in basis.audiences and _by_customers(basis, view, box):
        said = basis.in_boxes(view, LEADERSHIP, box)
        total = basis.comparison.groups[LEADERSHIP]
        other = f"so did {counted(said, total, LEADERSHIP)}" if said else did(said, total, LEADERSHIP)
        return headed(f"{claim}; {other}")
    return headed(claim)


def _kicker(basis: Basis, question: Question) -> str:
    wording = basis.snapshot.wording
    client = basis.snapshot.engagement.client
    for audience in (CUSTOMERS, STAFF, LEADERSHIP):
        if (audience in basis.audiences or not basis.audiences) and (question, audience) in wording:
            return f"Question {question.value[1]}: {asked(wording, question, audience, client)}"
    return f"Question {question.value[1]}"


def _notes(basis: Basis, question: Question, table: MarkTable) -> tuple[str, ...]:
    if not table.rows:
        return (*_blank(basis, question), *_beside(basis, question))
    return (*((SORTED,) if table.note_column else ()), *_blank(basis, question), *_beside(basis, question))


def _beside(basis: Basis, question: Question) -> tuple[str, ...]:
    """What forms, notes and reviews name most under a question, each kind with its own number."""
    boxes = [box for box in SHEET_BOXES if box.question is question]
    themes = [view.theme.id for view in basis.comparison.themes]
    told = []
    for kind, number in basis.beside.forms.items():
        most = basis.beside.most(kind, themes, *boxes)[:MOST_BESIDE]
        if most:
            named = joined(f"{basis.view(theme).theme.name} ({said})" for theme, said in most)
            told.append(f"Beside the groups, named most often on {amount(number, kind.value)}: {named}.")
    return tuple(told)


def _blank(basis: Basis, question: Question) -> tuple[str, ...]:
    """Which groups left the question blank, in a sentence."""
    blank = {a: basis.comparison.groups[a] - len(basis.comparison.answered[a, question]) for a in basis.audiences}
    told = [f"{n} {NOUN[a]} {'group' if n == 1 else 'groups'}" for a, n in blank.items() if n > 0]
    return (sentence(f"{joined(told)} left this question blank"),) if told else ()


def _voices(basis: Basis, *boxes: Box) -> tuple[Voices, ...]:
    """A few answers of each audience on the themes that it names most, each from another theme."""
    most = MOST_QUOTES if len(boxes) == 1 else MOST_QUOTES - 1
    return tuple(Voices(audience, tuple(_telling(basis, audience, boxes, most))) for audience in basis.audiences)


def _telling(basis: Basis, audience: Audience, boxes: tuple[Box, ...], most: int) -> Iterable[Quote]:
    views = sorted(basis.comparison.themes, key=lambda view: -basis.in_boxes(view, audience, *boxes))
    used: set[str] = set()
    groups: list[int] = []
    for view in views:
        answers = [a for a in view.answers[audience] if a.box in boxes and a.wording.casefold() not in used]
        ranked = sorted(basis.quotable(answers), key=lambda answer: groups.count(answer.group_id))
        if ranked and len(used) < most:
            used.add(ranked[0].wording.casefold())
            groups.append(ranked[0].group_id)
            quote = basis.quote(ranked[0])
            code = f" · {basis.ref(ranked[0])}" if basis.edition is Edition.FACILITATOR else ""
            yield Quote(quote.text, view.theme.name + code)
