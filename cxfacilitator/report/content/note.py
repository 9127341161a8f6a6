"""“You said, we will”: what becomes of what people said, for those who said it.

Only what was decided: kept findings as what was said, without who sees it differently, and ideas with an answer.
No owner, code, quotation or department is in it, and nothing of leadership's own sheet.
"""

from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaView, in_order
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.text import joined, shortened, the_day
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.values import Listed, NotePart, Promise, Title
from cxfacilitator.report.words import NOUN, counted, quoted, sentence, some, the_days

_LONGEST = 110
_MOST_SAID, _MOST_PROMISED = 4, 9
"""What fits one page beside the rest."""
_SAYING = (Audience.CUSTOMERS, Audience.STAFF)
_WE_WILL = {
    Disposition.DO_NOW: "We do it now",
    Disposition.PLAN: "We plan it",
    Disposition.ASK_CUSTOMERS: "We ask customers first",
    Disposition.EXPLAIN: "We explain how it works today",
    Disposition.NOT_NOW: "Not now",
}
_WITH_REASON = (Disposition.EXPLAIN, Disposition.NOT_NOW)


def note(basis: Basis) -> NotePart:
    """Say what was said and what becomes of it; participants' note is one page, all staff read everything."""
    decided = sorted(
        (view for view in in_order(basis.ideas) if view.idea.disposition and _asked(view)),
        key=lambda view: list(_WE_WILL).index(view.idea.disposition or Disposition.NOT_NOW),
    )
    short = basis.edition is not Edition.STAFF
    most_asked = sorted(decided, key=lambda view: -sum(view.groups[a] for a in _SAYING))[:_MOST_PROMISED]
    shown = [view for view in decided if view in most_asked or not short]
    said = (Listed(heading, tuple(lines[:_MOST_SAID] if short else lines)) for heading, lines in _said(basis))
    return NotePart(
        Title(
            " · ".join(filter(None, ("You said, we will", basis.snapshot.engagement.client))),
            "What you told us, and what becomes of it",
            _thanks(basis),
        ),
        tuple(item for item in said if item.lines),
        tuple(_promise(basis, view) for view in shown),
        _open(basis, len(decided) - len(shown)),
    )


def _thanks(basis: Basis) -> str:
    groups = joined(
        some(basis.comparison.groups[audience], f"{NOUN[audience]} group")
        for audience in _SAYING
        if basis.comparison.asked(audience)
    )
    days = the_days([session.held_on for session in basis.snapshot.sessions if session.held_on])
    wrote = f"{groups} wrote down what we do well and what we could do better"
    return f"{sentence(wrote + (f', on {days}' if days else ''))} Thank you." if groups else ""


def _said(basis: Basis) -> tuple[tuple[str, list[str]], ...]:
    """What customers and staff value and want, theme by theme, on the findings that were kept."""
    value, wish = [], []
    kept = sorted(basis.snapshot.kept_findings, key=lambda each: each.position)
    themes = dict.fromkeys(each.theme_id for each in kept if not each.dismissed)
    for view in (basis.view(theme_id) for theme_id in themes if theme_id and theme_id in basis.comparison.by_id):
        praising = _who(view, "well", State.STRENGTH, State.DIVIDED)
        asking = _who(view, "raises", State.CONCERN, State.DIVIDED)
        if praising:
            value.append(sentence(f"{praising} named {quoted(view.theme.name)} as done well"))
        if asking:
            wish.append(sentence(f"{asking} wanted {quoted(view.theme.name)} to be better"))
    return ("What you value", value), ("What you want to be better", wish)


def _who(view: ThemeView, role: str, *states: State) -> str:
    return joined(
        counted(getattr(view.counts[audience], role), view.counts[audience].groups, audience)
        for audience in _SAYING
        if view.state(audience) in states
    )


def _asked(view: IdeaView) -> str:
    return joined(some(view.groups[a], f"{NOUN[a]} group") for a in _SAYING if view.groups[a])


def _promise(basis: Basis, view: IdeaView) -> Promise:
    idea = view.idea
    will = _WE_WILL[idea.disposition] if idea.disposition else ""
    told = idea.reason if idea.disposition in _WITH_REASON else idea.customer_view
    more = shortened(basis.cleaner.clean(" ".join(told.split())), _LONGEST)
    return Promise(
        shortened(basis.cleaner.clean(idea.title), _LONGEST),
        _asked(view),
        f"{will}: {more}" if more else will,
        the_day(idea.due) if idea.due else "",
    )


def _open(basis: Basis, left: int) -> str:
    waiting = sum(view.idea.disposition is None and bool(_asked(view)) for view in basis.ideas)
    lines = []
    if left:
        lines.append(f"{some(left, 'more idea')} {'has' if left == 1 else 'have'} an answer too; ask for the list.")
    if waiting:
        lines.append(f"{some(waiting, 'idea')} {'is' if waiting == 1 else 'are'} still being considered.")
    return " ".join(lines)
