"""In their words: the most named themes with a few answers of each audience, those that people chose first."""

from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.text import amount
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.sheets import BOX_TITLE
from cxfacilitator.report.content.values import Quote, ThemeVoices, Title, Voices, WordsPart
from cxfacilitator.report.words import some

_MOST_THEMES = 12


def words(basis: Basis) -> WordsPart:
    """Lay out what was said on the themes that most groups named, and on those for which people chose quotes."""
    themes = []
    named = basis.most_named()
    chosen = [view for place, view in enumerate(named) if place < _MOST_THEMES or basis.picked(view.theme.id)]
    for view in chosen:
        voices = tuple(Voices(audience, _quotes(basis, view, audience)) for audience in basis.audiences)
        if any(each.quotes for each in voices):
            themes.append(ThemeVoices(view.theme.name, voices))
    left_out = f" {len(chosen)} of {len(named)} themes, the most named first." if len(chosen) < len(named) else ""
    note = (
        f"Up to {some(basis.snapshot.report.quotes, 'answer')} of each audience, from different groups where there are "
        "any, and what people "
        "chose to quote first. One answer is one group’s, and never speaks for all." + left_out
    )
    title = f"What was said on {amount(len(themes), 'theme')}" if themes else ""
    return WordsPart(Title("In their words", title), tuple(themes), note)


def _quotes(basis: Basis, view: ThemeView, audience: Audience) -> tuple[Quote, ...]:
    picked = basis.picked(view.theme.id)
    answers = sorted(basis.quotable(view.answers[audience]), key=lambda answer: answer.id not in picked)
    different: dict[str, Answer] = {}
    first: dict[int, Answer] = {}
    for answer in answers:
        if different.setdefault(answer.wording.casefold(), answer) is answer:
            first.setdefault(answer.group_id, answer)
    # A second answer of the same group is better than an empty place.
    chosen = [*first.values(), *(answer for answer in different.values() if answer not in first.values())]
    return tuple(_quote(basis, answer, audience) for answer in chosen[: basis.snapshot.report.quotes])


def _quote(basis: Basis, answer: Answer, audience: Audience) -> Quote:
    box = BOX_TITLE[answer.box][2:].lower()
    source = f"{basis.ref(answer)}, {box}" if basis.coded(audience) else box
    return Quote(basis.cleaner.clean(answer.wording), source[:1].upper() + source[1:])
