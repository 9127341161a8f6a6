"""Tag the answers: the same answers and suggestions in several faces; a person decides, and only that counts."""

from cxfacilitator.domain.codebook import UNCLEAR
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.review import Left, worth_reviewing
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.pages.tagging.counts import CountsFace
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.grid import GridFace
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.pages.tagging.second import SecondFace
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.suggesting import suggesting_of
from cxfacilitator.ui.widgets import EmptyState
from cxfacilitator.ui.widgets.message_bar import MessageBar


class TaggingPage(FacedPage):
    """Review, grid, wall and counts of the same answers and the same suggestions; and a second person's tags."""

    kinds = (ReviewFace, GridFace, WallFace, CountsFace, SecondFace)
    stage = "tagging"
    title = "Tagging"
    sentence = (
        "Decide what each answer is about. Suggestions are only suggestions: reviewed answers count, others do not."
    )

    def build(self) -> None:
        """Put what to do without answers, and what there is to say, above the faces."""
        self.suggesting = suggesting_of(self.workspace)
        self.suggesting.changed.connect(self._hear_suggestions)
        self.suggesting.failed.connect(self._hear_failed)
        self.empty = EmptyState("tagging", "There are no answers yet. Type one sheet first.", "Go to the sheets")
        self.empty.button.clicked.connect(lambda _checked: self.go("sheets"))
        self.notice = MessageBar()
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.setSpacing(12)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.notice)
        super().build()

    def connect_face(self, face: faces.Face) -> None:
        """Listen to a face that was just made; answers are shown here, in the review."""
        assert isinstance(face, Face)
        face.told.connect(self.told)
        face.head_changed.connect(self.head_changed)
        face.answer_wanted.connect(self.show_answer)
        face.like_wanted.connect(self.show_like)
        face.theme_wanted.connect(self.show_theme)

    def show_answer(self, answer_id: str) -> None:
        """Show an answer in the review."""
        face = self.show_face(ReviewFace.name)
        assert isinstance(face, ReviewFace)
        face.show_answer(AnswerId(answer_id))

    def show_theme(self, theme_id: str) -> None:
        """Show the answers of a theme in the review."""
        face = self.show_face(ReviewFace.name)
        assert isinstance(face, ReviewFace)
        face.queue.filters.choose(left=Left.ALL, theme=theme_id)

    def show_like(self, answer_id: str) -> None:
        """Show the answers that are most like one in the grid."""
        face = self.show_face(GridFace.name)
        assert isinstance(face, GridFace)
        face.show_like(answer_id)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the chosen face, or that there is nothing to tag."""
        is_empty = not snapshot.to_review
        self.empty.setVisible(is_empty)
        self.switch.setHidden(is_empty)
        self.stack.setHidden(is_empty)
        super().show_snapshot(snapshot)
        self.suggesting.look_at(snapshot)

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of the answers that a person is to look at which were reviewed."""
        asked, waiting = worth_reviewing(snapshot)
        return 1 - waiting / asked if asked else 0.0

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Say how many answers wait for a decision."""
        if not snapshot.to_review:
            return "Type or import the sheets first."
        asked, waiting = worth_reviewing(snapshot)
        if waiting and asked < len(snapshot.to_review):
            return f"Review {waiting:,} of {len(snapshot.to_review):,} answers, of comments the uncertain ones first."
        if waiting:
            return f"Review {amount(waiting, 'answer')}; until then they count for nothing."
        unclear = sum(tag.theme_id == UNCLEAR for tag in snapshot.tags)
        if unclear:
            return f"Ask the scribe about {unclear} unclear {'answer' if unclear == 1 else 'answers'}."
        return ""

    def _show_notice(self) -> None:
        """Say what is to be known about the suggestions; once closed, a sentence does not come again."""
        text = self.suggesting.notice
        if text and text != self.notice.text:
            action = "Go on" if self.suggesting.paused else ""
            self.notice.show_message(text, action=action, act=self.suggesting.go_on)
        elif not text:
            self.notice.clear()

    def _hear_suggestions(self) -> None:
        snapshot = self.workspace.snapshot
        self._show_notice()
        face = self.face
        assert isinstance(face, Face)
        if snapshot is not None and self.isVisible():
            face.show_suggestions(snapshot)

    def _hear_failed(self, problem: CxError) -> None:
        self.tell(str(problem), "error")
