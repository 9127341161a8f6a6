"""The page that is read in one minute."""

from cxfacilitator.domain.codebook import Visibility
from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.ideas import in_order
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import joined, shortened
from cxfacilitator.report.charts.dumbbell import Dumbbell, DumbbellRow
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.gaps import opposing
from cxfacilitator.report.content.values import Headline, Listed, Pair, Summary, Title
from cxfacilitator.report.trend_sentences import since_sentence
from cxfacilitator.report.words import NONE_FOUND, NOT_ASKED, NOUN, quoted, some

BLIND_SPOTS = (
    FindingKind.LEADERSHIP_BLIND_SPOT,
    FindingKind.COMPANY_BLIND_SPOT,
    FindingKind.STAFF_BLIND_SPOT,
)
_MOST_GAPS, _MOST_LINES, _LONGEST_LINE, _LONGEST_QUOTE = 5, 3, 80, 90
MOST_WORDS = 185
"""Words beside the chart that are read in a minute, less the headings and the foot of the page."""
_WELL = (FindingKind.OVER_CLAIMED_STRENGTH, FindingKind.UNRECOGNISED_STRENGTH, FindingKind.UNCONFIRMED_STRENGTH)


def summary(basis: Basis) -> Summary:
    """Say the strongest agreed strength and the widest gap, and what there is to decide."""
    strength, gap = strongest(basis), first_gap(basis)
    proof = [basis.sentence(finding) for finding in (gap, strength) if finding]
    since = [since_sentence(basis.since)] if basis.since else []
    headline, pair = _headline(basis, strength, gap), _pair(basis, gap)
    chart = Dumbbell(tuple(_row(basis, view) for view in _shown_gaps(basis, gap)))
    decisions, caution, headlines = _decisions(basis, gap), _caution(basis), _headlines(basis, strength)

    def made(lead: list[str], lines: int, with_pair: bool = True) -> Summary:
        title = Title("On one page", headline, " ".join(lead))
        boxes = _boxes(basis, lines)
        return Summary(title, chart, pair if with_pair else None, boxes, decisions, caution, headlines)

    versions = (
        made([*proof, *since], _MOST_LINES),
        made(proof, _MOST_LINES),
        made(proof, 2),
        made(proof[:1], 2),
        made(proof[:1], 1),
    )
    return next((each for each in versions if _words(each) <= MOST_WORDS), made(proof[:1], 1, with_pair=False))


def _words(told: Summary) -> int:
    """How many words the page has beside its chart."""
    texts = [told.title.title, told.title.lead, told.caution, *told.decisions]
    texts += [text for box in told.boxes for text in (box.heading, *box.lines)]
    if told.pair:
        texts += [told.pair.heading, *(text for quote in told.pair.quotes for text in (quote.text, quote.source))]
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def _pair(basis: Basis, gap: Finding | None) -> Pair | None:
    """Short words of two sides that see a thing differently, on the headline's gap where people chose any for it."""
    if not basis.snapshot.report.quotes:
        return None
    apart = sorted(
        (finding for finding in basis.findings if finding.word), key=lambda each: (each is not gap, basis.place(each))
    )
    for finding in apart:
        short = [answer for answer in basis.chosen(finding) if len(answer.wording) <= _LONGEST_QUOTE]
        pair = opposing(basis, short)
        if len({basis.snapshot.audience_of(answer) for answer in pair}) == 2:
            one, other = map(basis.quote, pair)
            return Pair(f"In their words, on {quoted(basis.view(finding.theme_id).theme.name)}", (one, other))
    return None


def strongest(basis: Basis) -> Finding | None:
    """The strength that all who were asked share, with the largest shares behind it."""
    shared = basis.of_kind(FindingKind.SHARED_STRENGTH)

    def shares(finding: Finding) -> float:
        counts = basis.view(finding.theme_id).counts
        return sum(counts[a].well / counts[a].groups for a in basis.audiences)

    return max(shared, key=shares, default=None)


def headline_gaps(basis: Basis) -> tuple[Finding, ...]:
    """The findings that may make a headline, the widest gap first: an early sign never does."""
    primary = {finding.theme_id: finding for finding in basis.findings if finding.primary}
    found = (primary.get(view.theme.id) for view in basis.comparison.gaps)
    return tuple(each for each in found if each and each.word in (EvidenceWord.CLEAR, EvidenceWord.LIKELY))


def first_gap(basis: Basis) -> Finding | None:
    """The gap that the page begins with: the one that a person chose as long as it may, otherwise the widest."""
    found = headline_gaps(basis)
    wanted = basis.snapshot.report.headline_theme
    return next((each for each in found if each.theme_id == wanted), found[0] if found else None)


def _headline(basis: Basis, strength: Finding | None, gap: Finding | None) -> str:
    own = basis.cleaner.clean(basis.snapshot.report.headline)
    return own or _draft(basis, strength, gap)


def _headlines(basis: Basis, strength: Finding | None) -> tuple[Headline, ...]:
    return tuple(
        Headline(gap.theme_id, basis.view(gap.theme_id).theme.name, _draft(basis, strength, gap))
        for gap in headline_gaps(basis)
    )


def _draft(basis: Basis, strength: Finding | None, gap: Finding | None) -> str:
    asked = basis.audiences
    if not asked:
        waiting = len(basis.comparison.unreviewed)
        return (
            f"{some(waiting, 'answer')} {'waits' if waiting == 1 else 'wait'} to be read"
            if waiting
            else "No answers yet"
        )
    if len(asked) == 1:
        if basis.comparison.unreviewed:
            return f"Only answers of {asked[0].value} have been read so far"
        return f"Only {asked[0].value} {'have' if asked[0] is Audience.CUSTOMERS else 'has'} been asked so far"
    who = (
        "All three audiences" if len(asked) == len(Audience) else f"{joined(a.value for a in asked).capitalize()} both"
    )
    praised = f"{who} praise {quoted(basis.view(strength.theme_id).theme.name)}" if strength else ""
    apart = f"{_which(basis, gap)} is {quoted(basis.view(gap.theme_id).theme.name)}" if gap else ""
    if praised and apart:
        return f"{praised}; {apart}"
    if praised:
        return f"{praised}; no gap is more than an early sign"
    if apart:
        return f"No strength is shared by all; {apart}"
    return "No strength is shared by all, and no gap is more than an early sign"


def _which(basis: Basis, gap: Finding) -> str:
    """What the gap is called: only the widest is called so."""
    return "the widest gap" if gap is headline_gaps(basis)[0] else "the gap to look at first"


def _shown_gaps(basis: Basis, first: Finding | None) -> list[ThemeView]:
    """The themes of the chart: the headline's first, then the others in order of width."""
    views = [view for view in basis.comparison.gaps if first is None or view.theme.id != first.theme_id]
    if first:
        views.insert(0, basis.view(first.theme_id))
    if not views and len(basis.audiences) > 1:
        views = [view for view in basis.comparison.themes if _spread(basis, view) > 1 / 3]
        views.sort(key=lambda view: -_spread(basis, view))
    return views[:_MOST_GAPS]


def _spread(basis: Basis, view: ThemeView) -> float:
    if view.theme.visibility is Visibility.NONE:
        return 0.0
    shares = [
        getattr(view.counts[a], _measured(basis, view)[0]) / view.counts[a].groups
        for a in basis.audiences
        if view.theme.visibility is Visibility.DIRECT or a is not Audience.CUSTOMERS
    ]
    return max(shares) - min(shares) if shares else 0.0


def _measured(basis: Basis, view: ThemeView) -> tuple[str, str]:
    """What a gap is measured by: praise where praise is in question, otherwise the wish for improvement."""
    kinds = {finding.kind for finding in basis.findings if finding.theme_id == view.theme.id}
    praised = kinds & set(_WELL) or view.state(Audience.CUSTOMERS) is State.STRENGTH
    return ("well", "named as done well") if praised else ("raises", "asked to improve it")


def _row(basis: Basis, view: ThemeView) -> DumbbellRow:
    role, words = _measured(basis, view)
    counts = [(a, getattr(view.counts[a], role), view.counts[a].groups) for a in basis.audiences]
    return DumbbellRow(view.theme.name, words, tuple(counts))


def _boxes(basis: Basis, most: int) -> tuple[Listed, ...]:
    if len(basis.audiences) < 2:
        return (
            *(_listed(heading, _most_named(basis, box), most) for heading, box in _ALONE),
            _start_first(basis, most),
        )
    agreed = [
        basis.view(finding.theme_id).theme.name
        for finding in sorted(
            basis.of_kind(FindingKind.SHARED_STRENGTH),
            key=lambda finding: -basis.view(finding.theme_id).counts[Audience.CUSTOMERS].well,
        )
    ]
    blind = [
        f"{basis.view(finding.theme_id).theme.name} ({_of_customers(basis, finding, 'raises')})"
        for finding in _by_customers(basis, BLIND_SPOTS)
    ]
    invisible = [
        basis.view(finding.theme_id).theme.name
        for finding in basis.of_kind(FindingKind.INVISIBLE_WORK, FindingKind.UNVALUED_WORK)
    ]
    about_customers: tuple[Listed, ...] = (
        _listed("Blind spots: customers raise it", blind, most),
        _listed("Invisible work: no customer praises it", invisible, most),
    )
    if Audience.CUSTOMERS not in basis.audiences:
        about_customers = tuple(Listed(box.heading, (NOT_ASKED,)) for box in about_customers)
    return (_listed("Agreed strengths: keep", agreed, most), *about_customers, _start_first(basis, most))


_ALONE = (("Named as done well", Box.WELL), ("Asked to improve", Box.IMPROVE), ("Asked to continue", Box.CONTINUE))


def _most_named(basis: Basis, box: Box) -> list[str]:
    """What the only audience asked names most."""
    said = [
        (basis.in_boxes(view, a, box), view.theme.name) for a in basis.audiences for view in basis.comparison.themes
    ]
    return [name for count, name in sorted(said, key=lambda pair: -pair[0]) if count]


def _start_first(basis: Basis, most: int) -> Listed:
    ideas = [
        f"{number}. {basis.cleaner.clean(view.idea.title)}"
        for number, view in enumerate(in_order(basis.ideas), 1)
        if view.idea.disposition is not Disposition.NOT_NOW
    ]
    lines = tuple(shortened(line, _LONGEST_LINE) for line in ideas[:most])
    none = "None is to be started now." if basis.ideas else "No ideas collected yet."
    return Listed("Start first", lines or (none,))


def _by_customers(basis: Basis, kinds: tuple[FindingKind, ...]) -> list[Finding]:
    found = basis.of_kind(*kinds)

    def weight(finding: Finding) -> tuple[tuple[bool, int], int]:
        return basis.place(finding), -basis.view(finding.theme_id).counts[Audience.CUSTOMERS].raises

    return sorted(found, key=weight)


def _of_customers(basis: Basis, finding: Finding, role: str) -> str:
    counts = basis.view(finding.theme_id).counts[Audience.CUSTOMERS]
    return f"{getattr(counts, role)} of {counts.groups}"


def _listed(heading: str, lines: list[str], most: int) -> Listed:
    shown = f" ({most} of {len(lines)})" if len(lines) > most else ""
    return Listed(heading + shown, tuple(shortened(line, _LONGEST_LINE) for line in lines[:most]) or (NONE_FOUND,))


def _decisions(basis: Basis, gap: Finding | None) -> tuple[str, ...]:
    decisions = []
    if basis.comparison.unreviewed:
        decisions.append(f"Who reads the {some(len(basis.comparison.unreviewed), 'answer')} still waiting?")
    if gap:
        decisions.append(f"Who answers customers on {quoted(basis.view(gap.theme_id).theme.name)}, and by when?")
    blind = [finding for finding in _by_customers(basis, BLIND_SPOTS) if finding is not gap]
    if len(blind) == 1:
        decisions.append(f"What do we do about {quoted(basis.view(blind[0].theme_id).theme.name)}?")
    elif blind:
        decisions.append(
            f"Which of the {len(blind)}{' other' if gap in blind else ''} blind spots do we look at first?"
        )
    ideas = [view for view in in_order(basis.ideas) if view.idea.disposition is None]
    if ideas:
        title = shortened(basis.cleaner.clean(ideas[0].idea.title), 48)
        decisions.append(f"Do we start with “{title}”, and who owns it?")
    waiting = {basis.snapshot.audience_of(answer) for answer in basis.comparison.unreviewed}
    missing = [audience for audience in Audience if audience not in basis.audiences and audience not in waiting]
    if missing:
        decisions.append(f"When do we ask {joined(audience.value for audience in missing)}?")
    if len(decisions) < _MOST_LINES:
        decisions.append("Which strength do we name as not up for negotiation?")
    if len(decisions) < _MOST_LINES:
        decisions.append("When do we tell the groups what became of their answers?")
    return tuple(decisions[:_MOST_LINES])


def _caution(basis: Basis) -> str:
    groups = basis.comparison.groups
    least = min((audience for audience in basis.audiences), key=lambda a: groups[a], default=None)
    if least is None:
        return "No answer has been reviewed yet, so nothing is counted."
    text = "Counts are groups, not people."
    if groups[least] == 1:
        return f"{text} There is one {NOUN[least]} sheet, so on it a theme is either there or not."
    return f"{text} With few groups, read “1 of {groups[least]}” as one conversation out of {groups[least]}."
