"""What merging themes would do: shown to a person first, applied only when agreed."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.codebook_editing import merged
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging themes into one would do.

    Attributes:
        gone: The themes that go.
        kept: The theme that is kept, as it will be.
        answers: How many answers have one of those that go.
        both: How many of these have the kept theme too, so that they have one theme less.
        total: How many answers the kept theme will have.
    """

    gone: tuple[Theme, ...]
    kept: Theme
    answers: int
    both: int
    total: int

    def sentences(self) -> tuple[str, ...]:
        """Say the plan in plain words, most important first."""
        names = joined(f"“{theme.name}”" for theme in self.gone)
        said = [f"{names} {'goes' if len(self.gone) == 1 else 'go'} into “{self.kept.name}”"]
        said.append(f"{amount(self.answers, 'answer')} filed there, {self.total} in all")
        if self.both:
            said.append(f"{self.both} of these {'has' if self.both == 1 else 'have'} it already, kept once")
        if self.kept.residual:
            said.append("These answers count for no theme any more")
        return tuple(said)


def plan_merge(snapshot: Snapshot, gone: Sequence[ThemeId], kept: ThemeId) -> MergePlan:
    """Say what merging themes into one that is kept would do; nothing is changed.

    Raises:
        CxError: One is not there, a residual code would go, or there is nothing to merge.
    """
    after = merged(snapshot.codebook, gone, kept)
    going = {theme_id for theme_id in gone if theme_id != kept}
    having = [set(themes) for themes in snapshot.themes_of.values() if going & set(themes)]
    return MergePlan(
        tuple(theme for theme in snapshot.codebook.themes if theme.id in going),
        after.by_id[kept],
        len(having),
        sum(kept in themes for themes in having),
        sum(bool(themes & {*going, kept}) for themes in map(set, snapshot.themes_of.values())),
    )
