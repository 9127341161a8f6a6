"""How to read the report, who was asked and how, and what it cannot say."""

from cxfacilitator.domain.agreement import agree
from cxfacilitator.domain.counts import threshold
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import counted_in_words
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import amount, cardinal, joined, the_day
from cxfacilitator.report.agreement_sentences import two_taggers_sentence
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.values import Asked, Listed
from cxfacilitator.report.words import NOUN, sentence, some, the_days


def asked(basis: Basis) -> tuple[Asked, ...]:
    """Count groups, people and answers of every audience, those not asked too."""
    found = []
    for audience in Audience:
        groups = basis.snapshot.groups_of(audience)
        people = [group.people for group in groups if group.people is not None]
        answers = sum(len(basis.snapshot.answers_of.get(group.id, ())) for group in groups)
        counted = basis.comparison.groups[audience]
        sheets = sum(1 for group in groups if basis.snapshot.answers_of.get(group.id))
        found.append(
            Asked(audience, sheets, counted, sum(people), len(groups) - len(people), answers, threshold(counted))
        )
    return tuple(found)


_MARKS = Listed(
    "One mark is one group",
    (
        (
            "A group is one table that wrote one sheet together. A filled mark is a group that wrote it, an empty "
            "mark is a group that did not."
        ),
        "A group that wrote a thing four times is still one mark.",
    ),
)
_BARS = Listed(
    "A bar is a share of the groups",
    (
        (
            "A group is one table that wrote one sheet together. The coloured part of a bar is the share of the "
            "audience’s groups that wrote it; the whole bar is all of them."
        ),
        "A group that wrote a thing four times is counted once.",
    ),
)


def reading(basis: Basis) -> tuple[Listed, ...]:
    """Explain the marks, the states and the three words."""
    limits = [
        f"{audience.value}: {threshold(basis.comparison.groups[audience])} of "
        f"{some(basis.comparison.groups[audience], 'group')}"
        for audience in basis.audiences
    ]
    return (
        _BARS if basis.as_bars else _MARKS,
        Listed(
            "When a theme is a strength or a concern",
            (
                (
                    "A strength: enough groups of an audience named it as done well or asked to continue it. A "
                    "concern: enough groups asked to improve it. Both: the audience "
                    "is divided. Fewer: it is only mentioned."
                ),
                sentence(f"Enough is decided before anything is read: {'; '.join(limits)}") if limits else "",
                "A wish alone is not a complaint, and silence is not disagreement.",
            ),
        ),
        Listed(
            "How sure a difference is",
            (
                (
                    "“Clear”: at least three groups would have to answer differently before the difference goes away. "
                    "“Likely”: two. “Early sign”: a question to ask, not a finding. "
                    "“Rests on few statements”: one answer read differently would change it."
                ),
            ),
        ),
    )


def method(basis: Basis) -> tuple[Listed, ...]:
    """Say who was asked, what was counted, who tagged, and the limits."""
    return (
        Listed("Who was asked", _who(basis)),
        Listed("What was asked", _what(basis)),
        Listed("What is counted", _counted(basis)),
        Listed("Who read the answers", _tagged(basis)),
        *_chance(basis),
        Listed("What this cannot say", _limits(basis)),
    )


def _who(basis: Basis) -> tuple[str, ...]:
    lines = []
    for one in asked(basis):
        if not one.sheets:
            have = "has" if one.audience is Audience.LEADERSHIP else "have"
            lines.append(f"{one.audience.label} {have} not been asked.")
            continue
        people = some(one.people, "person", "people") if one.people else "people not counted"
        missing = f" (no headcount for {some(one.uncounted, 'group')})" if one.uncounted and one.people else ""
        lines.append(
            f"{one.audience.label}: {some(one.sheets, 'group')}, {people}{missing}, {some(one.answers, 'answer')}."
        )
    everybody = [audience.value for audience in Audience if audience in basis.comparison.everybody]
    if everybody:
        lines.append(sentence(f"The sheets of {joined(everybody)} speak for all of its members"))
    lines.append("People were invited, not drawn at random, and sat in groups of six to eight where possible.")
    return (*lines, *_beside(basis))


def _beside(basis: Basis) -> tuple[str, ...]:
    """How many forms, notes and reviews there are, when they are from, and that they count for nothing else."""
    forms = basis.snapshot.forms
    if not forms:
        return ()
    days = sorted({form.held_on for form in forms if form.held_on})
    when = (
        f", from {the_days(days)}" if len(days) == 1 else f", {the_day(days[0])} to {the_day(days[-1])}" if days else ""
    )
    read = joined(amount(number, kind.value) for kind, number in basis.beside.forms.items()) or "none"
    told = f"Beside the groups: {counted_in_words(forms)}{when}; somebody has decided on answers of {read}."
    return (f"{told} Each kind is counted by itself, never with the groups: no mark, state or finding rests on it.",)


def _what(basis: Basis) -> tuple[str, ...]:
    client = basis.snapshot.engagement.client
    lines = []
    for (question, audience), text in sorted(basis.snapshot.wording.items(), key=lambda item: item[0][0]):
        if audience in basis.audiences:
            lines.append((question, audience, text.replace("[Company]", client)))
    told: list[str] = []
    for question in sorted({question for question, _, _ in lines}):
        wordings: dict[str, list[str]] = {}
        for other, audience, text in lines:
            if other == question:
                wordings.setdefault(text, []).append(audience.value)
        told += [
            f"{question.value[1]}. {text}" + (f" ({joined(audiences)})" if len(wordings) > 1 else "")
            for text, audiences in wordings.items()
        ]
    return tuple(told) or ("The wording of the questions is not recorded.",)


def _counted(basis: Basis) -> tuple[str, ...]:
    dismissed = sum(kept.dismissed and kept.kind is not None for kept in basis.snapshot.kept_findings)
    unmarked = sum(1 for answer in basis.snapshot.answers if answer.box is Box.UNMARKED)
    lines = [
        "Groups are counted, never people and never mentions, because the people at a table write one sheet together.",
        "A theme is counted once for each group and question, however often the group wrote it.",
    ]
    if unthemed := len(basis.comparison.unthemed):
        stand = "is in the appendix and counts" if unthemed == 1 else "are in the appendix and count"
        reasons = "(no answer, unclear, or not about customers)"
        lines.append(f"{some(unthemed, 'answer')} without a theme {reasons} {stand} for nothing.")
    if unmarked:
        count = "counts" if unmarked == 1 else "count"
        lines.append(f"{some(unmarked, 'line')} of question 4 marked neither continue nor start {count} for nothing.")
    if dismissed:
        were = "was" if dismissed == 1 else "were"
        lines.append(f"{some(dismissed, 'drafted finding')} {were} dismissed by the facilitator.")
    return tuple(lines)


def _tagged(basis: Basis) -> tuple[str, ...]:
    total, open_ = len(basis.snapshot.answers), len(basis.comparison.unreviewed)
    if not total:
        return ("There are no answers yet.",)
    lines = [f"A person decided on the themes of {total - open_} of {some(total, 'answer')}."]
    if open_:
        lines.append(f"{some(open_, 'answer')} not yet decided on {'counts' if open_ == 1 else 'count'} for nothing.")
    if not basis.comparison.serious:
        lines.append("No single answer was flagged as too serious to be averaged away.")
    facilitator = basis.snapshot.engagement.facilitator
    if facilitator:
        lines.append(f"Themes were decided under {facilitator}; a machine suggests and never decides.")
    lines += filter(None, (two_taggers_sentence(agree(basis.snapshot, each)) for each in basis.snapshot.second_taggers))
    lines.append(f"Codebook: {basis.snapshot.codebook.version}, {len(basis.snapshot.codebook.counted)} themes.")
    return tuple(lines)


def _chance(basis: Basis) -> tuple[Listed, ...]:
    """How many differences chance alone would give, and how far apart the audiences are as a whole."""
    weighed = basis.weighed
    if weighed is None or not weighed.check.shuffles:
        return ()
    how = (
        f"To see what chance alone gives, whole sheets were given to audiences at random {weighed.check.shuffles} "
        "times and compared by the same rules."
    )
    return (Listed("What chance alone would give", (how, *weighed.sentences)),)


def _limits(basis: Basis) -> tuple[str, ...]:
    answers = basis.snapshot.answers
    tidied = sum(bool(answer.tidy) for answer in answers)
    lines = ["Small numbers: a few groups show what to look at, not how many customers think so."]
    single = [a for a in basis.audiences if basis.comparison.groups[a] == 1]
    lines += [
        f"There is one {NOUN[audience]} sheet: a theme is either on it or not, and one more line could change that."
        for audience in single
    ]
    lines.append("Not naming a theme is weak evidence: groups write what comes to mind in a few minutes.")
    lines.append("The order of answers on a sheet says nothing about their weight.")
    if basis.edition is not Edition.FACILITATOR:
        lines.append("Sheets carry codes in an order of their own; names and contact details are taken out.")
        lines += [
            f"{audience.label}: fewer than {cardinal(5)} people, so their words are not printed."
            for audience in sorted(basis.unquoted)
        ]
    else:
        but = "apart from tidied answers, " if tidied else "otherwise "
        lines.append(f"Full names of participants are taken out; {but}every answer stands as it was written.")
    if tidied:
        are = "is" if tidied == 1 else "are"
        lines.append(f"{tidied} of {some(len(answers), 'answer')} {are} shown in a tidied wording.")
    return tuple(lines)
