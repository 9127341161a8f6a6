"""Where the audiences see different things, finding by finding, with the words of each side."""

from dataclasses import replace

from cxfacilitator.domain.comparison import Alignment, ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.quotes import SIDES
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.text import cardinal, joined, shortened
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.values import GapCard, GapPart, GapSection, Quote, Title
from cxfacilitator.report.sentences import RESPONSE, alignment_sentence
from cxfacilitator.report.words import EVIDENCE, NONE_FOUND, sentence

LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS
_MOST_REFS, _LONGEST_PICKED = 24, 300
_Kinds = tuple[FindingKind, ...]

_ABOUT_CUSTOMERS: tuple[tuple[str, _Kinds], ...] = (
    ("The company says it does it well; customers ask to improve it", (FindingKind.OVER_CLAIMED_STRENGTH,)),
    (
        "Blind spots: customers raise it, the company does not",
        (
            FindingKind.LEADERSHIP_BLIND_SPOT,
            FindingKind.COMPANY_BLIND_SPOT,
            FindingKind.STAFF_BLIND_SPOT,
        ),
    ),
    ("Worries that customers do not share", (FindingKind.WORRY_NOT_SHARED,)),
    (
        "Invisible work: done with pride, not praised by customers",
        (FindingKind.INVISIBLE_WORK, FindingKind.UNVALUED_WORK),
    ),
    ("Hidden strengths: customers praise it, the company does not", (FindingKind.UNRECOGNISED_STRENGTH,)),
    ("Unconfirmed strengths: the company names it, customers do not", (FindingKind.UNCONFIRMED_STRENGTH,)),
    ("Customers are divided", (FindingKind.CUSTOMERS_DIVIDED,)),
)
_INSIDE: tuple[tuple[str, _Kinds], ...] = (
    ("Leadership says it works; staff ask to improve it", (FindingKind.INTERNAL_OVER_CLAIM,)),
    ("Staff raise it; leadership does not", (FindingKind.INTERNAL_BLIND_SPOT,)),
    ("Leadership and staff both raise it", (FindingKind.INTERNAL_SHARED_CONCERN,)),
    ("Leadership and staff are both proud of it", (FindingKind.INTERNAL_SHARED_STRENGTH,)),
)


def gaps(basis: Basis) -> GapPart:
    """Lay out where the company and its customers see different things."""
    kicker = "Perception gaps"
    if CUSTOMERS not in basis.audiences or len(basis.audiences) == 1:
        missing = "customers" if CUSTOMERS not in basis.audiences else "the company"
        lead = "These pages compare the company with its customers, once somebody has read the answers of both."
        return GapPart(Title(kicker, f"No gap can be seen without answers from {missing}", lead), (), (), "")
    found = basis.comparison.alignment
    total = sum(found.values())
    lead = alignment_sentence(found) if LEADERSHIP in basis.audiences else ""
    apart = total - found[Alignment.ALIGNED]
    title = (
        f"Leadership and customers see {apart} of {total} themes differently"
        if lead and apart
        else "Leadership and customers see no theme differently"
        if lead
        else "Where the company and its customers see different things"
    )
    return _part(basis, Title(kicker, title, lead), _ABOUT_CUSTOMERS)


def inside(basis: Basis) -> GapPart:
    """Lay out what leadership and staff see differently among themselves."""
    kicker = "Inside the organisation"
    if not {LEADERSHIP, STAFF} <= set(basis.audiences):
        return GapPart(Title(kicker, "Leadership and staff do not both have answers yet"), (), (), "")
    kinds = [kind for _, group in _INSIDE for kind in group]
    found = basis.of_kind(*kinds)
    apart = [f for f in found if f.kind in (FindingKind.INTERNAL_OVER_CLAIM, FindingKind.INTERNAL_BLIND_SPOT)]
    title = (
        f"Leadership and staff see {cardinal(len(apart))} {'theme' if len(apart) == 1 else 'themes'} differently"
        if apart
        else "Leadership and staff see no theme differently among themselves"
    )
    lead = "" if CUSTOMERS in basis.audiences else "Customers have not been asked, so these rest on the company alone."
    if CUSTOMERS in basis.audiences and found:
        lead = (
            "Customers feel the effect of these themes and cannot speak about the cause, so two audiences are compared."
        )
    return _part(basis, Title(kicker, title, lead), _INSIDE)


def _part(basis: Basis, title: Title, sections: tuple[tuple[str, _Kinds], ...]) -> GapPart:
    built, empty = [], []
    columns = _columns(basis, sections[0][1][0])
    heads = tuple((words, audience) for words, audience, _ in columns)
    for heading, kinds in sections:
        found = _in_order(basis, kinds)
        if found:
            built.append(GapSection(heading, tuple(_card(basis, finding, columns) for finding in found)))
        else:
            empty.append(heading.split(":")[0])
    nothing = f"{NONE_FOUND[:-1]}: {'; '.join(empty)}." if empty and built else NONE_FOUND if empty else ""
    return GapPart(title, heads, tuple(built), nothing)


def _in_order(basis: Basis, kinds: _Kinds) -> list[Finding]:
    """What a person put first, then the widest gap, as in the summary."""
    found = basis.of_kind(*kinds)
    width = {view.theme.id: place for place, view in enumerate(basis.comparison.gaps)}
    return sorted(found, key=lambda finding: (basis.place(finding), width.get(finding.theme_id, len(width))))


def _columns(basis: Basis, kind: FindingKind) -> tuple[tuple[str, Audience, str], ...]:
    """The four columns: two audiences, praise and wish, so that a contradiction is seen in one line."""
    other = STAFF if kind.value.startswith("internal") else CUSTOMERS
    mine = LEADERSHIP if LEADERSHIP in basis.audiences else STAFF
    columns = [
        ("well", mine, "well"),
        ("well", other, "well"),
        ("improve", other, "raises"),
        ("improve", mine, "raises"),
    ]
    return tuple(columns)


def _card(basis: Basis, finding: Finding, columns: tuple[tuple[str, Audience, str], ...]) -> GapCard:
    view = basis.view(finding.theme_id)
    quotes = _quotes(basis, finding, view)
    risk = finding.kind.value.startswith("internal") and finding.facts.get("disengagement_risk")
    response = RESPONSE[finding.kind] + (" Risk: people stop trying." if risk else "")
    return GapCard(
        view.theme.name,
        basis.sentence(finding),
        response,
        tuple(basis.marks(audience, getattr(view.counts[audience], role)) for _, audience, role in columns),
        EVIDENCE[finding.word] if finding.word else "",
        finding.fragile,
        quotes,
        _refs(basis, view),
        "" if finding.kind.value.startswith("internal") else _beside(basis, view),
    )


def _beside(basis: Basis, view: ThemeView) -> str:
    """What customers' forms say of the theme, beside the groups, with the words of one of them."""
    answers = basis.beside.on(view.theme.id)
    if not answers:
        return ""
    told = sentence(f"Beside the groups: {basis.beside.in_words(view.theme.id)}")
    quote = basis.quote_beside(answers)
    return f"{told} “{quote.text}” ({quote.source})" if quote else told


def _quotes(basis: Basis, finding: Finding, view: ThemeView) -> tuple[tuple[Audience, Quote], ...]:
    """What people chose, up to the number that is wanted of a side; where they chose nothing, one of each side."""
    most, picked = basis.snapshot.report.quotes, basis.chosen(finding)
    if picked or not most:
        picked = _of_two_sides(basis, picked, most)
        return tuple((basis.snapshot.audience_of(each), _beginning(basis.quote(each))) for each in picked)
    chosen = []
    for side in SIDES[finding.kind]:
        answers = [answer for answer in view.answers[side.audience] if side.takes(answer)]
        ranked = sorted(basis.quotable(answers), key=lambda answer: answer.box is not side.boxes[0])
        if ranked:
            chosen.append((side.audience, basis.quote(ranked[0])))
    staff = [item for item in chosen if item[0] is STAFF]
    if len(chosen) > 2 and staff:
        chosen.remove(staff[0])
    return tuple(chosen)


def _beginning(quote: Quote) -> Quote:
    """As much of a picked quote as fits beside five others; the whole answer stands with its sheet."""
    return replace(quote, text=shortened(quote.text, _LONGEST_PICKED))


def _of_two_sides(basis: Basis, answers: list[Answer], most: int) -> list[Answer]:
    """Return the answers of the sides that stand against each other, side after side, at most so many of each."""
    found: dict[Audience, list[Answer]] = {basis.snapshot.audience_of(each): [] for each in opposing(basis, answers)}
    for each in answers:
        found.get(basis.snapshot.audience_of(each), []).append(each)
    return [each for side in found.values() for each in side[:most]]


def opposing(basis: Basis, answers: list[Answer]) -> list[Answer]:
    """Return two of the answers, of two sides where there are any: leadership, or else staff, before customers."""
    first = {basis.snapshot.audience_of(answer): answer for answer in reversed(answers)}
    if LEADERSHIP in first and CUSTOMERS in first:
        first.pop(STAFF, None)
    if len(first) > 1:
        return [first[audience] for audience in Audience if audience in first]
    return answers[:2]


def _refs(basis: Basis, view: ThemeView) -> str:
    refs = sorted(
        (basis.ref(answer) for a in Audience if basis.coded(a) for answer in view.answers[a]), key=_by_audience
    )
    more = len(refs) - _MOST_REFS
    listed = [*refs[:_MOST_REFS], *([f"{more} more"] if more > 0 else [])]
    listed += [f"{len(view.answers[a])} of {a.value}" for a in Audience if not basis.coded(a) and view.answers[a]]
    return sentence(f"Answers {joined(listed)}") if listed else ""


def _by_audience(ref: str) -> tuple[int, str]:
    return "LSC".find(ref[:1]), ref
