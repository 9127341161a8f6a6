"""How sure the differences are as a whole: what chance alone would give, worked out when somebody wants to know."""

from cxfacilitator.domain.chance import Weighed
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.services import chance
from cxfacilitator.ui.looking import Looking
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.disclosure import Disclosure
from cxfacilitator.ui.workspace import Workspace


class Sureness(Disclosure):
    """Folded until it is wanted; then it follows the comparison."""

    def __init__(self, workspace: Workspace) -> None:
        self._comparison: Comparison | None = None
        self._weighed_of: Comparison | None = None
        self._looking = Looking(workspace.jobs)
        self.words = label("", "small", wrap=True)
        super().__init__("How sure is this?", self.words)
        self.head.setToolTip("What chance alone would give (W)")
        self.head.toggled.connect(lambda _shown: self._weigh())

    def show_comparison(self, comparison: Comparison) -> None:
        """Follow a comparison."""
        self._comparison = comparison
        self._weigh()

    def _weigh(self) -> None:
        if not self.shown or self._comparison is None or self._comparison is self._weighed_of:
            return
        comparison = self._weighed_of = self._comparison
        self.words.setText(self.words.text() or "Shuffling the sheets …")
        self._looking.begin(chance.weigh, comparison, title="", done=lambda weighed: self._show(comparison, weighed))

    def _show(self, comparison: Comparison, weighed: Weighed) -> None:
        if comparison is self._comparison:
            self.words.setText("\n".join(weighed.sentences))
