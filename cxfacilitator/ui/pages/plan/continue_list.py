"""What the audiences ask to continue, beside the ideas: theme by theme, with their words on Enter."""

from collections.abc import Iterator
from dataclasses import replace

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.kept import Kept, kept
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.quote_list import answer_row
from cxfacilitator.ui.widgets.wrapped_list import Line, Mark, WrappedList, WrappedRow


class ContinueList(WrappedList):
    """Shows themes, those first on which customers and staff agree; Enter shows the answers of one."""

    def __init__(self) -> None:
        super().__init__("What to continue", "Nothing that counts was written to continue.")
        self.themes: tuple[Kept, ...] = ()
        self._snapshot: Snapshot | None = None
        self._comparison: Comparison | None = None
        self._opened: set[str] = set()
        self.row_activated.connect(self._toggle)

    def show_comparison(self, snapshot: Snapshot, comparison: Comparison) -> None:
        """Show what is to be continued."""
        self._snapshot, self._comparison = snapshot, comparison
        self.themes = kept(snapshot, comparison)
        self.set_rows(list(self._rows(snapshot, comparison)))

    def _rows(self, snapshot: Snapshot, comparison: Comparison) -> Iterator[WrappedRow]:
        for each in self.themes:
            name = each.theme.name if each.theme else "On no theme"
            marks = tuple(
                Mark(audience, each.groups(audience) > 0, f"{each.groups(audience)} of {comparison.groups[audience]}")
                for audience in Audience
                if comparison.groups[audience]
            )
            lines = [Line(name, strong=True), Line("", marks=marks)]
            if each.agreed:
                lines.append(Line(service.tell_continue(each), theme.SMALL, "good"))
            yield WrappedRow(tuple(lines), name, name)
            if name in self._opened:
                for audience in reversed(Audience):
                    for answer in each.answers[audience]:
                        yield replace(answer_row(snapshot, answer, marked=True), value=name, indent=1)

    def _toggle(self, name: str) -> None:
        self._opened ^= {name}
        if self._snapshot is not None and self._comparison is not None:
            self.set_rows(list(self._rows(self._snapshot, self._comparison)))
            self.choose(name)
