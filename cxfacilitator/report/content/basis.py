"""What every part of the report is built from: the comparison, the findings, and the rules on quoting."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.chance import Weighed
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import key_of
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.kept_findings import FindingKey, KeptFinding
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.priorities import Priority, prioritise
from cxfacilitator.domain.quotes import FEWEST_QUOTED, Trouble, few_people, quotable, trouble
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.trends import Trend, rounds_of, trend
from cxfacilitator.report.charts import Marks
from cxfacilitator.report.charts.style import MOST_MARKS
from cxfacilitator.report.content.values import Quote
from cxfacilitator.report.privacy import Cleaner
from cxfacilitator.report.sentences import finding_sentence
from cxfacilitator.report.words import NOUN

FEWEST_CODED = 3
"""With fewer groups a code points at one of them."""


@dataclass(frozen=True)
class Basis:
    """The material of the report.

    Attributes:
        weighed: What chance alone would give; None where nobody has worked it out.
    """

    snapshot: Snapshot
    comparison: Comparison
    findings: tuple[Finding, ...]
    ideas: tuple[IdeaView, ...]
    edition: Edition
    cleaner: Cleaner
    beside: Beside
    weighed: Weighed | None = None

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """The audiences that were asked."""
        return tuple(audience for audience in Audience if self.comparison.asked(audience))

    @cached_property
    def since(self) -> Trend | None:
        """What has become of each theme since the last round; None where no earlier round is known."""
        *earlier, now = rounds_of(self.snapshot, self.comparison)
        return trend(earlier[-1], now) if earlier else None

    @cached_property
    def priorities(self) -> Mapping[IdeaId, Priority]:
        """Where each idea stands by what the sheets say."""
        return {each.view.idea.id: each for each in prioritise(self.snapshot, self.comparison, self.ideas)}

    @cached_property
    def as_bars(self) -> bool:
        """Whether any audience has too many groups for marks; the whole report then uses bars."""
        return any(groups > MOST_MARKS for groups in self.comparison.groups.values())

    @cached_property
    def codes(self) -> Mapping[GroupId, str]:
        """How each group is called: its code for the facilitator, a shuffled one for leadership."""
        groups = self.snapshot.groups
        if self.edition is Edition.FACILITATOR:
            return {group.id: group.code for group in groups}
        codes: dict[GroupId, str] = {}
        for audience in Audience:
            mine = [(number, group.id) for number, group in enumerate(self.snapshot.groups_of(audience), 1)]
            # What is on the cover alone would let anybody shuffle them the same way.
            written = (answer.id for _, group in mine for answer in self.snapshot.answers_of.get(group, ()))
            random.Random(f"{self.snapshot.engagement.code}/{audience}/{min(written, default='')}").shuffle(mine)
            # Each group takes the number of its neighbour in the shuffled row, so that none keeps its own; of two that
            # would be the other's for certain, so they take what comes.
            taken = [n for n, _ in (*mine[1:], *mine[:1])] if len(mine) > 2 else list(range(1, len(mine) + 1))
            codes |= {group: f"{audience.letter}{number}" for (_, group), number in zip(mine, taken, strict=True)}
        return codes

    @cached_property
    def unquoted(self) -> frozenset[Audience]:
        """Audiences with too few people to be quoted in this edition."""
        if self.edition is Edition.FACILITATOR:
            return frozenset()
        return few_people(self.snapshot)

    @cached_property
    def kept(self) -> Mapping[FindingKey, KeptFinding]:
        """What was kept of the drafted findings."""
        return {each.key: each for each in self.snapshot.kept_findings if each.key and not each.dismissed}

    def coded(self, audience: Audience) -> bool:
        """Whether a group's code may stand beside its words: among two it would say too much to leadership."""
        few = len(self.snapshot.groups_of(audience)) < FEWEST_CODED
        return self.edition is Edition.FACILITATOR or not few

    def chosen(self, finding: Finding) -> list[Answer]:
        """The answers that people chose to speak for a finding, in their order, as far as they still may."""
        kept = self.kept.get(key_of(finding))
        fine = [
            self.snapshot.answer[answer_id]
            for answer_id in (kept.quotes if kept else ())
            if trouble(self.snapshot, answer_id, finding.theme_id) in (None, Trouble.REDACTED)
        ]
        return [
            each
            for each in fine
            if each.id in self.snapshot.counted and self.snapshot.audience_of(each) not in self.unquoted
        ]

    def picked(self, theme_id: ThemeId) -> frozenset[AnswerId]:
        """The answers that people chose to speak for what was found on a theme."""
        kept = (each for each in self.snapshot.kept_findings if each.theme_id == theme_id and not each.dismissed)
        return frozenset(answer_id for each in kept for answer_id in each.quotes)

    def most_named(self) -> list[ThemeView]:
        """The themes that came up, those first that the largest shares of all audiences named."""
        views = [view for view in self.comparison.themes if any(view.counts[a].mentions for a in self.audiences)]
        return sorted(
            views, key=lambda view: -sum(view.counts[a].mentions / view.counts[a].groups for a in self.audiences)
        )

    def place(self, finding: Finding) -> tuple[bool, int]:
        """Where a person put a finding; those that nobody kept come last, together."""
        kept = self.kept.get(key_of(finding))
        return kept is None, kept.position if kept else 0

    def sentence(self, finding: Finding) -> str:
        """A finding in a person's words where it has any, otherwise in the drafted ones."""
        kept = self.kept.get(key_of(finding))
        if kept and kept.sentence:
            return self.cleaner.clean(kept.sentence)
        return finding_sentence(finding, self.view(finding.theme_id))

    def marks(self, audience: Audience, said: int) -> Marks:
        """The marks of one audience."""
        return Marks(audience, said, self.comparison.groups[audience], self.as_bars)

    def in_boxes(self, view: ThemeView, audience: Audience, *boxes: Box) -> int:
        """How many groups of an audience have the theme in any of these boxes."""
        return len({answer.group_id for answer in view.answers[audience] if answer.box in boxes})

    def columns(self) -> tuple[tuple[str, Audience], ...]:
        """The columns of a table with one column for each audience asked."""
        return tuple(
            (f"{audience.label} ({self.comparison.groups[audience]})", audience) for audience in self.audiences
        )

    def view(self, theme: ThemeId) -> ThemeView:
        """The view of a theme."""
        return self.comparison.by_id[theme]

    def of_kind(self, *kinds: FindingKind) -> tuple[Finding, ...]:
        """The findings of these kinds: the kept ones in a person's order, then those with most customer groups."""
        found = [finding for finding in self.findings if finding.kind in kinds]

        def weight(finding: Finding) -> tuple[tuple[bool, int], int, int]:
            counts = self.view(finding.theme_id).counts
            return self.place(finding), -counts[Audience.CUSTOMERS].mentions, -counts[Audience.STAFF].mentions

        return tuple(sorted(found, key=weight))

    def ref(self, answer: Answer) -> str:
        """Where an answer is found in the appendix."""
        group = self.snapshot.group[GroupId(answer.group_id)]
        code = self.codes[group.id]
        tail = answer.ref.removeprefix(f"{group.code}-")
        if self.edition is Edition.FACILITATOR:
            return answer.ref
        if tail == answer.ref:
            tail = f"{answer.box.question.value}-{answer.position:02}"
        return f"{code}-{tail}"

    def quote(self, answer: Answer) -> Quote:
        """An answer as a quotation. Leadership's edition names the audience and never the sheet."""
        group = self.snapshot.group[GroupId(answer.group_id)]
        source = f"{NOUN[group.audience].capitalize()} group"
        if self.edition is Edition.FACILITATOR:
            source = f"{group.audience.label}, {group.code}{self._label(group)}"
        return Quote(self.cleaner.clean(answer.wording), source)

    def quote_beside(self, answers: Sequence[Answer]) -> Quote | None:
        """A form's answer as a quotation, called what it is; None where too few people would stand behind it."""
        for answer in self.quotable(answers):
            kind = self.snapshot.form[GroupId(answer.group_id)].kind
            if self.edition is Edition.FACILITATOR or self.beside.forms.get(kind, 0) >= FEWEST_QUOTED:
                return Quote(self.cleaner.clean(answer.wording), self.called(answer))
        return None

    def called(self, answer: Answer) -> str:
        """What stands below the answer of a form: all about it for the facilitator, its kind for leadership."""
        form = self.snapshot.form[GroupId(answer.group_id)]
        return self.cleaner.clean(form.described) if self.edition is Edition.FACILITATOR else form.kind.label

    def _label(self, group: Group) -> str:
        return f" ({self.cleaner.clean(group.own_label)})" if group.own_label else ""

    def quotable(self, answers: Iterable[Answer]) -> list[Answer]:
        """The answers that may stand alone on a page, the most telling first."""
        return quotable(answer for answer in answers if self.snapshot.audience_of(answer) not in self.unquoted)


def alone_in_words(names: Iterable[tuple[str, Audience]]) -> str:
    """Return the themes that one group named, for a line under the table."""
    listed = [f"{name} ({NOUN[audience]})" for name, audience in names]
    return f"Named by one group only: {'; '.join(listed)}." if listed else ""
