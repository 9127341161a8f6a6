"""Take a picture of every page: two screen sizes, light and dark, text at 100 % and at 150 %.

What is to be seen beside the sample, and which keys lead there, stands in `staged.py`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from pathlib import Path

import setup_venv
from staged import PREPARED, State, make_sample
from typist import Typist

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
PERCENTS = (100, 150)
TITLE_BAR = 32
"""What a desktop's window frame and panel leave less of the screen's height."""


SETTLE_MS = 250
"""Long enough for a page to fill itself after it is shown."""


def main() -> int:
    """Take the pictures that were asked for and say where they are."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", nargs="?", type=Path, help="an engagement file (default: the sample)")
    arguments.add_argument("--to", type=Path, default=setup_venv.ROOT / ".work" / "shots", help="the folder to fill")
    arguments.add_argument("--page", action="append", help="only this page; may be given more than once")
    arguments.add_argument("--quick", action="store_true", help="only the smaller screen, light, at 100 %%")
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    looks = list(product(SIZES[:1], THEMES[:1], PERCENTS[:1]) if chosen.quick else product(SIZES, THEMES, PERCENTS))
    chosen.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        path = Path(folder, "sample.cxfac")
        if chosen.file:
            # A picture must not change what it shows, and the original may be open elsewhere.
            shutil.copyfile(chosen.file, path)
        else:
            make_sample(path)
        camera = Camera(Path(folder), chosen.to, looks)
        wanted = chosen.page or camera.names
        camera.take_pages(path, wanted)
        for make, states in PREPARED:
            shown = [state for state in states if state.page in wanted]
            if shown:
                prepared = Path(folder, f"{make.__name__}.cxfac")
                make(prepared)
                camera.take_states(prepared, shown)
        camera.typist.shut_down()
    print(f"{camera.count} pictures in {chosen.to}")
    return 0 if camera.count else 1


class Camera:
    """Takes pictures of the window in every look.

    Attributes:
        names: What pages there are, the first page among them.
        count: How many pictures were taken.
    """

    def __init__(self, home: Path, target: Path, looks: Sequence[tuple[tuple[int, int], str, int]]) -> None:
        """Open the window.

        Args:
            home: Where the settings are kept.
            target: The folder of the pictures.
            looks: Size of the screen, theme and percentage of the text.
        """
        from cxfacilitator.ui.stages import STAGES

        self.typist = Typist(home)
        self.count = 0
        self._target, self._looks = target, looks
        self.names = ["home", *(stage.name for stage in STAGES)]

    def take_pages(self, path: Path, wanted: Collection[str]) -> None:
        """Take every page that is wanted, of one engagement."""
        self.typist.open(path)
        window = self.typist.window
        for prefix in self._each_look():
            for number, name in enumerate(self.names):
                if name in wanted:
                    window.show_stage(name) if number else window.show_home()
                    self._take(f"{prefix}-{number}-{name}")

    def take_states(self, path: Path, states: Sequence[State]) -> None:
        """Take the states of one engagement."""
        self.typist.open(path)
        self.typist.press("Ctrl+Right")
        for prefix in self._each_look():
            for state in states:
                self.typist.window.show_stage(state.page)
                self._press(state.there)
                self._take(f"{prefix}-{self.names.index(state.page)}-{state.page}-{state.name}")
                self._press(state.back)

    def _each_look(self) -> Iterator[str]:
        window = self.typist.window
        for (width, height), name, percent in self._looks:
            window.resize(width, height - TITLE_BAR)
            window.look.set_theme(name)
            window.look.set_text_size(percent)
            yield f"{width}x{height}-{name}-{percent}"

    def _press(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.typist.type_key(key)
            self._settle()

    def _take(self, name: str) -> None:
        # The pages of the report are made a while after the last change, and drawn after that.
        for _ in range(2):
            self.typist.pause(SETTLE_MS)
            self._settle()
        self.typist.pause(SETTLE_MS)
        self.typist.window.grab().save(str(self._target / f"{name}.png"))
        self.count += 1

    def _settle(self) -> None:
        self.typist.wait(lambda: self.typist.saved() and not self.typist.workspace.jobs.busy)


if __name__ == "__main__":
    sys.exit(main())
