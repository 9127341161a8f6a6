"""What the editors of a window ask about spelling: in the chosen language, with the open engagement's own words.

It is a child of the window, so that an editor finds it wherever it is put; without one, nothing is underlined.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import spelling as service
from cxfacilitator.services.spelling import Dictionary, Language, Span, Speller
from cxfacilitator.ui.settings import SPELLING, Settings
from cxfacilitator.ui.workspace import Workspace

OFF = "off"
LOAD_AFTER_MS = 300
"""Reading a dictionary holds everything up for a fifth of a second; a page is not to appear later for it."""
IDLE_MS = 500
LONGEST_LINE = 2_000
"""Code points of a text that are looked at: what is longer is no line of a sheet, and would make typing slow."""


class Spelling(QObject):
    """Knows the words of one language and of one client; reads the dictionary when it is first asked.

    Signals:
        changed: There are other words now, or none: look again.
        failed: Carries the `SpellingProblem` for which the check stays off.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._dictionary: Dictionary | None = None
        self._speller: Speller | None = None
        self._snapshot = workspace.snapshot
        self._own: tuple[str, ...] = ()
        self._asked = False
        self._soon = _timer(self, LOAD_AFTER_MS, self._load)
        self._idle = _timer(self, IDLE_MS, self._take_words)
        workspace.opened.connect(self._open)
        workspace.changed.connect(self._hear)
        workspace.closed.connect(self._close)

    @property
    def language(self) -> str:
        """The value of a `Language`, or `off`."""
        return self._settings.get(SPELLING)

    def set_language(self, language: str) -> None:
        """Take a language and remember it; `off` underlines nothing."""
        self._settings.set(SPELLING, language)
        self._dictionary = self._speller = None
        self._asked = False
        self._soon.stop()
        self.changed.emit()

    def misspelt(self, text: str) -> tuple[Span, ...]:
        """Return the places of misspelt words in code points; none until the dictionary has been read."""
        if self._speller is not None:
            return self._speller.misspelt(text[:LONGEST_LINE])
        if text and not self._asked and self.language != OFF and self._snapshot is not None:
            self._asked = True
            self._soon.start()
        return ()

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant; takes up to half a second."""
        return self._speller.suggestions(word) if self._speller is not None else ()

    def learn(self, word: str) -> None:
        """Keep a word as one of the client's own."""
        self._workspace.do(service.learn, word)

    def _load(self) -> None:
        language = Language(self.language)
        self._workspace.jobs.run(
            service.load,
            language,
            title=f"Reading the dictionary of {language.label}",
            done=lambda dictionary: self._take(language, dictionary),
            failed=self.failed.emit,
        )

    def _take(self, language: Language, dictionary: Dictionary) -> None:
        if self.language == language:
            self._dictionary = dictionary
            self._take_words()

    def _open(self, snapshot: Snapshot) -> None:
        """Forget the words of another client; those of this one are taken when the page stands."""
        self._snapshot, self._speller = snapshot, None
        self._idle.start()

    def _close(self) -> None:
        self._snapshot = self._speller = None
        self._asked = self._dictionary is not None
        self._soon.stop()
        self._idle.stop()

    def _hear(self, snapshot: Snapshot) -> None:
        """Take what was learned at once, and names when nobody types: each key that is typed comes by here."""
        learned = self._snapshot is not None and snapshot.learned_words != self._snapshot.learned_words
        self._snapshot = snapshot
        if learned:
            self._take_words()
        else:
            self._idle.start()

    def _take_words(self) -> None:
        """Take the words of the engagement as it is now; without a dictionary nobody asks for them."""
        if self._dictionary is None or self._snapshot is None:
            return
        own = service.own_words(self._snapshot)
        if self._speller is None or own != self._own:
            self._own, self._speller = own, service.speller(self._dictionary, own)
            self.changed.emit()


def _timer(parent: QObject, ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(then)
    return timer


def spelling_of(widget: QWidget) -> Spelling | None:
    """Return what a widget's window knows about spelling; None in a window that knows nothing."""
    found = widget.window().findChild(Spelling, "", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Spelling) else None
