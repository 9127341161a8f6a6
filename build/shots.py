"""Take a picture of every page: two screen sizes, light and dark, text at 100 % and at 150 %.

Some states are prepared: sheets with four lines in each box, with photographs, the board, forms, and read-back.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import setup_venv
from typist import Typist

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
PERCENTS = (100, 150)
TITLE_BAR = 32
"""What a desktop's window frame and panel leave less of the screen's height."""
STATES = (
    ("sheets", "lines", ""),
    ("sheets", "photo", "F8"),
    ("sheets", "board", "F6"),
    ("forms", "filled", ""),
    ("read_back", "queue", ""),
)
"""A page, what is to be seen on it, and the key that leads there and back."""
FORMS = """Kind,Segment,Date,Good,Comment
form,Trade,3 May 2026,quick at the counter,portal is slow
form,Trade,3 May 2026,drivers help,
note,Key account,4 May 2026,,would pay for a text before the lorry
review,,9 May 2026,,never again on a Monday
"""
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
        count = take(path, Path(folder), chosen.to, looks, chosen.page)
    print(f"{count} pictures in {chosen.to}")
    return 0 if count else 1


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


def take(
    path: Path, home: Path, target: Path, looks: list[tuple[tuple[int, int], str, int]], wanted: list[str] | None
) -> int:
    """Open the window, go through all looks, pages and states, and return the number of pictures."""
    from cxfacilitator.ui.main_window import STAGES

    typist = Typist(home)
    window = typist.window
    names = ["home", *(stage.name for stage in STAGES)]
    count = 0

    def shoot(prefix: str, name: str) -> None:
        nonlocal count
        typist.pause(SETTLE_MS)
        typist.wait(lambda: typist.saved() and not typist.workspace.jobs.busy)
        typist.pause(SETTLE_MS)
        window.grab().save(str(target / f"{prefix}-{name}.png"))
        count += 1

    def each_look() -> Iterator[str]:
        for (width, height), name, percent in looks:
            window.resize(width, height - TITLE_BAR)
            window.set_theme(name)
            window.set_text_size(percent)
            yield f"{width}x{height}-{name}-{percent}"

    typist.open(path)
    for prefix in each_look():
        for number, name in enumerate(names):
            if not wanted or name in wanted:
                window.show_stage(name) if number else window.show_home()
                shoot(prefix, f"{number}-{name}")
    states = [state for state in STATES if not wanted or state[0] in wanted]
    if states:
        make_captured(home / "captured.cxfac")
        typist.open(home / "captured.cxfac")
        typist.press("Ctrl+Right")
        for prefix in each_look():
            for stage, state, keys in states:
                window.show_stage(stage)
                if keys:
                    typist.press(keys)
                shoot(prefix, f"{names.index(stage)}-{stage}-{state}")
                if keys:
                    typist.press(keys)
    typist.shut_down()
    return count


if __name__ == "__main__":
    sys.exit(main())
