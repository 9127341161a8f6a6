"""What has become of a theme since an earlier round, in sentences that a facilitator would say."""

from collections.abc import Iterable, Iterator, Mapping

from cxfacilitator.domain.counts import Counts, State
from cxfacilitator.domain.earlier_themes import Hindrance
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.round_changes import round_changes
from cxfacilitator.domain.rounds import RoundTheme, same_client
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.domain.trends import Movement, Relation, ThemeTrend, Trend, relation
from cxfacilitator.report.words import counted, sentence, the_days

CUSTOMERS = Audience.CUSTOMERS
_FEW_GROUPS = 5
"""Fewer customer groups than this are called a small number."""

MOVEMENT: Mapping[Movement, str] = {
    Movement.CLOSED: "Gap closed",
    Movement.NARROWED: "Gap narrowed",
    Movement.PERSISTS: "Gap persists",
    Movement.WIDENED: "Gap widened",
    Movement.NEW_GAP: "New gap",
    Movement.NEWLY_ALIGNED: "New, and seen the same way",
    Movement.STILL_ALIGNED: "Still aligned",
    Movement.CUSTOMERS_DIVIDED: "Customers are divided",
    Movement.NOT_RAISED: "Not raised this time",
    Movement.NOT_COMPARED: "Not compared",
}
"""What a movement is called."""

_IN_ALL: Mapping[Movement, tuple[str, str]] = {
    Movement.CLOSED: ("gap closed", "gaps closed"),
    Movement.NARROWED: ("gap narrowed", "gaps narrowed"),
    Movement.PERSISTS: ("gap persists", "gaps persist"),
    Movement.WIDENED: ("gap widened", "gaps widened"),
    Movement.NEW_GAP: ("new gap", "new gaps"),
    Movement.NEWLY_ALIGNED: ("newly seen the same way", "newly seen the same way"),
    Movement.STILL_ALIGNED: ("still aligned", "still aligned"),
    Movement.CUSTOMERS_DIVIDED: ("on which customers are divided", "on which customers are divided"),
    Movement.NOT_RAISED: ("not raised this time", "not raised this time"),
    Movement.NOT_COMPARED: ("not compared", "not compared"),
}

_GAPS = (Movement.CLOSED, Movement.NARROWED, Movement.PERSISTS, Movement.WIDENED, Movement.NEW_GAP)

RELATION: Mapping[Relation, str] = {
    Relation.ALIGNED: "same view",
    Relation.SILENT: "leadership silent",
    Relation.PARTIAL: "leadership divided",
    Relation.OPPOSED: "opposite views",
    Relation.CUSTOMERS_DIVIDED: "customers divided",
    Relation.CUSTOMERS_MENTIONED: "few customers",
    Relation.CUSTOMERS_SILENT: "customers silent",
    Relation.CUSTOMERS_NOT_ASKED: "no customer answers",
    Relation.LEADERSHIP_NOT_ASKED: "no leadership answers",
}
"""How leadership stood to customers in one round, for a cell of a table."""


def trend_sentence(theme: ThemeTrend, trend: Trend) -> str:
    """Say what customers and leadership said of a theme then and this time, or why that cannot be compared."""
    match theme.why_not:
        case Hindrance.NEW_THEME:
            then = f"the codebook of round {trend.earlier.number} had no such theme"
        case Hindrance.MERGED:
            then = (
                f"it was more than one theme in round {trend.earlier.number}, "
                "and how many groups spoke of any of them can no longer be told"
            )
        case Hindrance.VISIBILITY:
            return sentence("as the codebook has it, customers can speak about it in one of the rounds only")
        case _:
            then = f"then {_said(theme.then)}"
    now = (
        f"this time {_said(theme.now)}" if theme.now else f"the codebook of round {trend.now.number} has no such theme"
    )
    return sentence(f"{then}; {now}")


def round_sentence(theme: RoundTheme | None) -> str:
    """Say what customers and leadership said of a theme in one round; None is one that cannot be told."""
    return sentence(_said(theme)) if theme else "There are no figures of such a theme."


def _said(theme: RoundTheme | None) -> str:
    """What customers said of a theme in one round, and how leadership stood to that."""
    stands = relation(theme) if theme else None
    if theme is None or stands is None or stands is Relation.CUSTOMERS_NOT_ASKED:
        return "no customer answers were reviewed"
    customers, leadership = theme.counts[CUSTOMERS], theme.counts[Audience.LEADERSHIP]
    return f"{_of_customers(customers)}{_of_leadership(stands, leadership)}"


def _of_customers(counts: Counts) -> str:
    def who(number: int) -> str:
        return counted(number, counts.groups, CUSTOMERS)

    match counts.state:
        case State.STRENGTH:
            return f"{who(counts.well)} praised it"
        case State.CONCERN:
            return f"{who(counts.raises)} asked to improve it"
        case State.DIVIDED:
            return f"{who(counts.well)} praised it and {who(counts.improve)} asked to improve it"
        case State.MENTIONED | State.SILENT:
            return f"{who(counts.mentions)} spoke of it"


def _of_leadership(stands: Relation, leadership: Counts) -> str:
    """What leadership made of it; nothing where customers hold no clear view."""
    match stands:
        case Relation.ALIGNED:
            return ", and leadership saw it the same way"
        case Relation.SILENT:
            return f", and leadership {'only touched on it' if leadership.mentions else 'did not mention it'}"
        case Relation.PARTIAL:
            return ", and leadership was divided"
        case Relation.OPPOSED if leadership.state is State.STRENGTH:
            return ", but leadership named it as done well"
        case Relation.OPPOSED:
            return ", but leadership asked to improve it"
        case Relation.LEADERSHIP_NOT_ASKED:
            return ", and no leadership answers were reviewed"
    return ""


def gaps_headline(trend: Trend) -> str:
    """Say how many gaps moved where, for a headline; what is not raised or not compared is no headline."""
    told = [
        f"{trend.movements[kind]} {_IN_ALL[kind][trend.movements[kind] > 1]}" for kind in _GAPS if trend.movements[kind]
    ]
    return f"Since round {trend.earlier.number}: {', '.join(told) or 'no gap can be followed'}"


def since_sentence(trend: Trend) -> str:
    """Say how many gaps moved where, and how many groups both rounds had."""
    return f"{gaps_headline(trend)} (groups: {_then_and_now(trend.earlier.groups, trend.now.groups)})."


def whole_sentence(trend: Trend) -> str:
    """Say how many themes made which movement, or that nothing can be compared yet."""
    for each in (trend.earlier, trend.now):
        if not any(each.groups.values()):
            return f"No answer of round {each.number} has been reviewed, so nothing can be compared."
    if not trend.themes:
        return "Customers raised no theme in either round, so there is nothing to compare."
    told = [f"{number} {_IN_ALL[kind][number > 1]}" for kind, number in trend.movements.items() if number]
    return f"Of {amount(len(trend.themes), 'theme')} that customers raised in either round: {', '.join(told)}."


def basis_sentences(trend: Trend) -> tuple[str, ...]:
    """Say what both rounds rest on, and what was done differently; the groups always come first."""
    return tuple(sentence(text) for text in (*_on_groups(trend), *_on_questions(trend), *_on_themes(trend)))


def _on_groups(trend: Trend) -> Iterator[str]:
    earlier, now = trend.earlier, trend.now
    yield f"groups: {_then_and_now(earlier.groups, now.groups)}"
    if not same_client(earlier.client, now.client):
        yield f"another name of the client in round {earlier.number}: “{earlier.client}”"
    if earlier.days and now.days:
        first, second = the_days(earlier.days), the_days(now.days)
        yield f"round {earlier.number} was held on {first}, round {now.number} on {second}"
    changes = round_changes(trend)
    for audience in changes.asked_once:
        once = earlier if earlier.groups[audience] else now
        yield f"reviewed answers of {audience.value} in round {once.number} only"
    if changes.sessions:
        yield f"sessions: {_then_and_now(earlier.sessions, now.sessions)}"
    for each in (earlier, now):
        if 0 < each.groups[CUSTOMERS] < _FEW_GROUPS:
            few = amount(each.groups[CUSTOMERS], "customer group")
            yield f"a small number in round {each.number}: {few}, so that one more or less can change a movement"
    if trend.movements[Movement.NOT_RAISED]:
        fewer = "; fewer groups were asked this time" if now.groups[CUSTOMERS] < earlier.groups[CUSTOMERS] else ""
        yield f"not raised is not solved: few or none of these customer groups spoke of it, others may{fewer}"
    for each in (earlier, now):
        if each.unreviewed:
            yield f"not reviewed in round {each.number}, and counted for nothing: {amount(each.unreviewed, 'answer')}"


def _on_questions(trend: Trend) -> Iterator[str]:
    for question, audiences in round_changes(trend).reworded:
        whom = joined(audience.value for audience in audiences)
        yield f"question {question.value.removeprefix('Q')} was put to {whom} in other words"


def _on_themes(trend: Trend) -> Iterator[str]:
    changes, earlier = round_changes(trend), trend.earlier.number
    for before, after in changes.renamed:
        yield f"“{after}” was called “{before}” in round {earlier}"
    for gone, kept in changes.merged:
        yield (
            f"“{gone}” has become part of “{kept}”: the figures of round {earlier} are the least that both had together"
        )
    if changes.added:
        yield f"not in the codebook of round {earlier}: {_named(changes.added)}"
    if changes.gone:
        yield f"no longer in the codebook: {_named(changes.gone)}"
    if changes.redefined:
        yield f"described differently in the codebook, so other answers may be filed there: {_named(changes.redefined)}"
    if changes.seen_otherwise:
        yield f"changed in whether customers can speak about it: {_named(changes.seen_otherwise)}"


def _then_and_now(then: Mapping[Audience, int], now: Mapping[Audience, int]) -> str:
    return "; ".join(f"{a.value} {then[a] or 'none'} then, {now[a] or 'none'} now" for a in Audience)


def _named(names: Iterable[str]) -> str:
    return joined(f"“{name}”" for name in names)
