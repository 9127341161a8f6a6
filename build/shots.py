"""Take a picture of every page: two screen sizes, light and dark, text at 100 % and at 150 %.

Some states are prepared: capture half done, with four lines in each box, photographs, forms and read-back; and tagging
half done, with decisions to learn from, memos, a wall with clusters and a codebook that was changed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import setup_venv
from typist import Typist

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
PERCENTS = (100, 150)
TITLE_BAR = 32
"""What a desktop's window frame and panel leave less of the screen's height."""


@dataclass(frozen=True)
class State:
    """A page, what is to be seen on it, and the keys that lead there and back."""

    page: str
    name: str
    there: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


CAPTURED = (
    State("sheets", "lines"),
    State("sheets", "photo", ("F8",), ("F8",)),
    State("sheets", "board", ("F6",), ("F6",)),
    State("forms", "filled"),
    State("read_back", "queue"),
)
TAGGED = (
    State("tagging", "review", ("F2",)),
    State("tagging", "review-search", ("F2", "/", "t", "e"), ("Esc",)),
    State("tagging", "review-memo", ("F2", "m"), ("Esc",)),
    State("tagging", "grid-chosen", ("F3", "Home", "Shift+Down", "Shift+Down", "Shift+Down"), ("Esc",)),
    State("tagging", "grid-search", ("F3", "/", "t", "e"), ("Esc",)),
    State("tagging", "grid-like", ("F3", "l"), ("Esc",)),
    State("tagging", "wall", ("F4",)),
    State("tagging", "wall-suggested", ("F4", "s"), ("Esc",)),
    State("tagging", "counts", ("F5",)),
    State("codebook", "theme"),
    State("codebook", "merge", ("m",), ("Esc",)),
    State("codebook", "history", ("Ctrl+Shift+H",), ("Esc",)),
    State("codebook", "add", ("Ctrl+Shift+N",), ("Esc",)),
)
FORMS = """Kind,Segment,Date,Good,Comment
form,Trade,3 May 2026,quick at the counter,portal is slow
form,Trade,3 May 2026,drivers help,
note,Key account,4 May 2026,,would pay for a text before the lorry
review,,9 May 2026,,never again on a Monday
"""
DECIDED = ("L1", "S1", "S2", "S3", "C1")
"""The groups whose answers have their themes where tagging is half done."""
CLUSTERS = (("call", "phone"), ("price", "invoice", "bill"), ("driver",))
"""Words of the cards that lie together on the wall; the first cluster has no name yet."""
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


def make_sample(path: Path) -> None:
    """Make the sample engagement with its reviewed tags."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, plan

    sample = resource("sample")
    with engagement.import_engagement(sample, path, sample / "tags.json") as file:
        if not file.snapshot().ideas:
            plan.make_ideas(file)


def make_captured(path: Path) -> None:
    """Make an engagement in the middle of its capture, whose sheets have four lines in each box."""
    from cxfacilitator.domain.engagement import Audience
    from cxfacilitator.domain.sheets import ILLEGIBLE, SHEET_BOXES, Answer
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, forms, materials, photos, sheets

    found = engagement.read_folder(resource("sample"))
    with engagement.create(path, found.engagement) as file:
        engagement.import_sessions_and_groups(file, found)
        staff = [group for group in file.snapshot().groups if group.audience is Audience.STAFF]
        codes = {group.code for group in staff}
        said = {box: [r.text for r in found.answers if r.box is box and r.group_code in codes] for box in SHEET_BOXES}
        for number, group in enumerate(staff[:5]):
            lines = [
                Answer(sheets.new_id(), "", group.id, box, place + 1, said[box][(4 * number + place) % len(said[box])])
                for box in SHEET_BOXES
                for place in range(4)
            ]
            sheets.save_all(file, [*lines[:-1], replace(lines[-1], text=f"ask Priya why {ILLEGIBLE} is late")])
        snapshot, scans = file.snapshot(), path.with_name("scans.pdf")
        materials.write(snapshot, scans, materials.Selection(frozenset({"answer-sheet"}), Audience.STAFF))
        photos.attach(file, [scans])
        forms.apply(file, forms.plan_bytes(FORMS.encode(), "forms.csv", snapshot))


def make_tagged(path: Path) -> None:
    """Make the sample with a third of its answers decided, and something on every face of tagging."""
    from cxfacilitator.domain.codebook import Colour
    from cxfacilitator.domain.sheets import Mark
    from cxfacilitator.domain.wall import Place
    from cxfacilitator.paths import resource
    from cxfacilitator.services import codebook, engagement, tagging, wall

    sample = resource("sample")
    given = json.loads((sample / "tags.json").read_text(encoding="utf-8"))
    some = {ref: item for ref, item in given["items"].items() if item["group_id"] in DECIDED}
    part = path.with_name("tags.json")
    part.write_text(json.dumps({**given, "items": some, "ideas": []}), encoding="utf-8")
    with engagement.import_engagement(sample, path, part) as file:
        answers = file.snapshot().to_review
        for number, words in enumerate(CLUSTERS):
            ids = [answer.id for answer in answers if any(word in answer.wording.lower() for word in words)][:5]
            wall.make_cluster(file, ids, Place(4.0 * number, 0.0), words[0].capitalize() if number else "")
        tagging.set_memo(file, answers[0].id, "Ask at the read-back what was meant.")
        tagging.mark_many(file, [answer.id for answer in answers[2:5]], Mark.STARRED, True)
        tagging.mark_many(file, [answers[3].id], Mark.SECOND_LOOK, True)
        first, second, third, *_ = file.snapshot().codebook.counted
        codebook.save_theme(file, replace(first, colour=Colour.TEAL, memo="The client says “on the day” for this."))
        codebook.merge(file, [second.id], third.id)


PREPARED = ((make_captured, CAPTURED), (make_tagged, TAGGED))


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
        self.typist.pause(SETTLE_MS)
        self._settle()
        self.typist.pause(SETTLE_MS)
        self.typist.window.grab().save(str(self._target / f"{name}.png"))
        self.count += 1

    def _settle(self) -> None:
        self.typist.wait(lambda: self.typist.saved() and not self.typist.workspace.jobs.busy)


if __name__ == "__main__":
    sys.exit(main())
