"""What a facilitator asks about a finding in the debrief, and what has changed in it since somebody decided on it."""

from collections.abc import Iterator, Mapping

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import Listed, rests_on
from cxfacilitator.domain.kept_findings import RestsOn
from cxfacilitator.domain.quotes import Trouble
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.text import amount, joined, listed
from cxfacilitator.report.sentences import HEADING, finding_sentence
from cxfacilitator.report.words import quoted, sentence

OWN_HEADING = "In your own words"
RESPONSE_KIND: Mapping[Response, str] = {
    Response.PROTECT: "Protect",
    Response.FIX: "Fix",
    Response.EXPLAIN: "Explain",
    Response.STOP_OR_SHOW: "Stop, automate or show",
    Response.ASK: "Ask",
    Response.DECIDE: "Decide",
}
"""What a kind of response is called."""

_QUESTION: Mapping[FindingKind, str] = {
    FindingKind.SHARED_STRENGTH: "What makes {theme} work, and what could put it at risk?",
    FindingKind.UNRECOGNISED_STRENGTH: "Who should hear that customers value {theme}?",
    FindingKind.WORRY_NOT_SHARED: "What worries you about {theme}, and how could you ask customers first?",
    FindingKind.SHARED_CONCERN: "Everybody sees {theme}: what has kept it as it is?",
    FindingKind.LEADERSHIP_BLIND_SPOT: "What would you see of {theme} if you stood where customers stand?",
    FindingKind.STAFF_BLIND_SPOT: "How could staff hear from customers themselves about {theme}?",
    FindingKind.COMPANY_BLIND_SPOT: "Who could go and look at {theme} with a customer, and when?",
    FindingKind.OVER_CLAIMED_STRENGTH: "What do you measure about {theme}, and what would customers measure?",
    FindingKind.CUSTOMERS_DIVIDED: "Which customers are happy with {theme}, and which are not?",
    FindingKind.UNCONFIRMED_STRENGTH: "How would you find out whether customers value {theme} too?",
    FindingKind.INVISIBLE_WORK: "Who needs the work on {theme}, and what would happen without it?",
    FindingKind.UNVALUED_WORK: "What is the work on {theme} for, and what would customers rather have?",
    FindingKind.INTERNAL_OVER_CLAIM: "What do staff live with in {theme} that cannot be seen from above?",
    FindingKind.INTERNAL_BLIND_SPOT: "What would staff like you to know about {theme}?",
    FindingKind.INTERNAL_SHARED_CONCERN: "You and staff both see {theme}: what has kept it as it is?",
    FindingKind.INTERNAL_SHARED_STRENGTH: "What makes {theme} work here, and who should be thanked for it?",
    FindingKind.COMPETITOR_EDGE_VALUED: "Do you match what others do on {theme}, or be better at something else?",
    FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED: "What else is worth the effort that {theme} would take?",
    FindingKind.COMPETITOR_CLAIM_UNTESTED: "How would you find out whether {theme} matters to your customers?",
    FindingKind.CONTINUE_CONSENSUS: "What has to stay as it is, so that {theme} goes on?",
    FindingKind.PROTECT_BEFORE_CHANGING: "Who asks the customers concerned before {theme} is changed?",
    FindingKind.NEEDS_EXPLAINING: "What could customers be told about {theme}, when, and in whose words?",
    FindingKind.EFFORT_HOT_SPOT: "Which step of {theme} could you take off customers’ hands?",
}
_SAID = (
    ("well", "named it as done well"),
    ("raises", "asked to improve it"),
    ("differ", "wrote what others do"),
    ("valued", "wrote that what others do matters to them"),
    ("not_valued", "wrote that what others do does not matter"),
    ("keeps", "asked to continue it"),
)

TROUBLE: Mapping[Trouble, str] = {
    Trouble.DELETED: "deleted since it was chosen",
    Trouble.PARKED: "in the parking lot",
    Trouble.UNREVIEWED: "not reviewed any more",
    Trouble.REDACTED: "words were taken out of it",
    Trouble.ELSEWHERE: "not on this theme",
}
"""What stands beside a chosen quote that needs another look."""


def debrief_question(kind: FindingKind, theme: str) -> str:
    """Return the question with which a finding may be opened in the debrief.

    Args:
        kind: The finding's kind.
        theme: The theme's name.
    """
    return _QUESTION[kind].format(theme=quoted(theme))


def changes(each: Listed, comparison: Comparison) -> tuple[str, ...]:
    """Say in sentences what has changed in a finding since somebody decided on it; none where nothing has."""
    kept = each.kept
    if kept is None or kept.kind is None:
        return ()
    view = comparison.by_id.get(kept.theme_id) if kept.theme_id else None
    if view is None:
        return (f"Its theme {quoted(kept.rests_on.theme)} is no longer compared.",)
    now = rests_on(view, each.finding)
    found = [line for audience in Audience for line in _of_audience(audience, kept.rests_on, now)]
    if each.finding is None:
        found.insert(0, "The rule does not find it any more.")
    else:
        found += _certainty(kept.rests_on, now)
    if found and kept.rests_on.theme != view.theme.name:
        found.insert(0, f"Its theme was {quoted(kept.rests_on.theme)} then.")
    return tuple(found)


def _of_audience(audience: Audience, then: RestsOn, now: RestsOn) -> Iterator[str]:
    groups = (then.groups[audience], now.groups[audience])
    told = False
    for role, words in _SAID:
        said = (then.counts[audience].get(role, 0), now.counts[audience][role])
        if said != (0, 0) and (said[0] != said[1] or groups[0] != groups[1]):
            told = True
            before, after = (_of(count, total) for count, total in zip(said, groups, strict=True))
            yield sentence(f"{audience.label}: {before} {words} then, {after} now")
    if not told and groups[0] != groups[1]:
        yield sentence(f"{audience.label}: {amount(groups[0], 'group')} were counted then, {groups[1]} now")
    elif not told:
        yield from _other_answers(audience, then.answers[audience], now.answers[audience])


def _of(said: int, groups: int) -> str:
    return f"{said} of {amount(groups, 'group')}" if said else "none"


def _other_answers(audience: Audience, then: Mapping[AnswerId, str], now: Mapping[AnswerId, str]) -> Iterator[str]:
    gone = listed([ref for answer, ref in then.items() if answer not in now])
    new = listed([ref for answer, ref in now.items() if answer not in then])
    if gone or new:
        yield sentence(
            f"{audience.label}: "
            + joined([f"it no longer rests on {gone}" if gone else "", f"{new} came to it" if new else ""])
        )


def _certainty(then: RestsOn, now: RestsOn) -> Iterator[str]:
    if then.word is not now.word:
        words = [word.value if word else "not worth showing" for word in (then.word, now.word)]
        yield f"The difference: {words[0]} then, {words[1]} now."
    if then.fragile is not now.fragile:
        yield "It rests on few statements now." if now.fragile else "It no longer rests on few statements."


def kept_theme(each: Listed, codebook: Codebook) -> str:
    """Return what a finding's theme is called, or was called when it was kept; empty for one's own on no theme."""
    known = codebook.by_id.get(each.theme_id) if each.theme_id else None
    return known.name if known else each.kept.rests_on.theme if each.kept else ""


def kept_sentence(each: Listed, view: ThemeView | None) -> str:
    """Return a finding in a person's words, else as it is drafted now; as it was where the rule finds it no more."""
    if each.kept and each.kept.sentence:
        return each.kept.sentence
    if each.finding and view:
        return finding_sentence(each.finding, view)
    return each.kept.rests_on.sentence if each.kept else ""


def kept_question(each: Listed, codebook: Codebook) -> str:
    """Return the question for the debrief: a person's, else the suggested one; empty for one's own without any."""
    if each.kept and each.kept.debrief:
        return each.kept.debrief
    return debrief_question(each.kind, kept_theme(each, codebook)) if each.kind else ""


def heading(kind: FindingKind | None) -> str:
    """Return what a kind of finding is called; None is one's own."""
    return HEADING[kind] if kind else OWN_HEADING
