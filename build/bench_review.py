"""What tagging costs a person: keys and minutes for the sample's answers, and how soon better suggestions are there.

The person wants the themes, flags and particulars that come with the sample, and takes them by real key events in the
real window: a suggestion by its number, any other theme by typing its name. A confirmed answer took no typing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import setup_venv
from typist import Heartbeat, Typist, apart, spread

if TYPE_CHECKING:
    from cxfacilitator.domain.codebook import ThemeId
    from cxfacilitator.domain.sheets import Answer
    from cxfacilitator.domain.snapshot import Snapshot
    from cxfacilitator.formats.tags import ItemTags
    from cxfacilitator.ui.pages.tagging.review import ReviewFace

CONFIRMED_S, CORRECTED_S = 5, 15
"""What an answer may cost a person who reads it: taken as suggested, and with a theme that was not among them."""
MOST_MINUTES = 40
DIRECTIONS = {"better": "b", "worse": "w", "different": "d"}
VALUES = {"yes": "y", "no": "n", "unsure": "?"}
"""The keys of the particulars of Q3, after Q."""
ORDERS = ("list", "uncertain")
FIRST, AMONG_THREE, TYPED = "the first suggestion", "another of the three", "a typed theme"


def bench() -> None:
    """Review the sample in each order."""
    for order in ORDERS:
        with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
            apart(__file__, order, folder)


@dataclass
class Reviewer:
    """Somebody who knows the themes that an answer has, and how they are reached by keys.

    Attributes:
        keys: For each way in which answers got their themes, how many keys each of them took, flags included.
        particulars: For each answer of Q3 whose particulars were typed, how many keys that took beside.
        reranked: Seconds from a key that decides until the screen shows what was learnt from it.
    """

    typist: Typist
    face: ReviewFace
    wanted: dict[str, ItemTags]
    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    particulars: list[int] = field(default_factory=list)
    reranked: list[float] = field(default_factory=list)

    def review(self, answer: Answer) -> None:
        """Give the answer that is shown what it is to have, and go on to the next."""
        wanted, way = self.wanted[answer.ref], FIRST
        self._type_particulars(answer, wanted)
        before = self.typist.keys
        self._mark(answer, wanted)
        for theme in wanted.themes[:-1]:
            way = max(way, self._take(theme), key=(FIRST, AMONG_THREE, TYPED).index)
        way = max(way, self._take(wanted.themes[-1], last=True), key=(FIRST, AMONG_THREE, TYPED).index)
        self.keys[way].append(self.typist.keys - before)

    def _mark(self, answer: Answer, wanted: ItemTags) -> None:
        from cxfacilitator.ui.pages.tagging.flags import FLAG_KEYS

        for flag, (key, _) in FLAG_KEYS.items():
            if (flag in wanted.flags) != (flag in answer.flags):
                self.typist.write(key.lower())

    def _type_particulars(self, answer: Answer, wanted: ItemTags) -> None:
        before = self.typist.keys
        keys = DIRECTIONS.get(wanted.direction.value, "") if answer.direction is not wanted.direction else ""
        keys += VALUES.get(wanted.value.value, "") if answer.value is not wanted.value else ""
        if keys or answer.competitor != wanted.competitor:
            self.typist.write("q" + keys)
            if answer.competitor != wanted.competitor:
                self.typist.press("Tab")
                self.typist.write(wanted.competitor)
            self.typist.press("Return")
            self.particulars.append(self.typist.keys - before)

    def _take(self, theme: ThemeId, last: bool = False) -> str:
        answer = self.face.answer
        assert answer is not None
        offered = [suggestion.theme_id for suggestion in self.face.offered()]
        has = self.typist.snapshot.themes_of.get(answer.id, ())
        place = offered.index(theme) if theme in offered else None
        if last and not has and place == 0:
            self._decide("Return")
            return FIRST
        if place is not None:
            self._decide(str(place + 1))
        else:
            self._find(theme)
        if last:
            self.typist.press("Return")
        first_open = next((one for one in offered if one not in has), None)
        return TYPED if place is None else FIRST if theme == first_open else AMONG_THREE

    def _find(self, theme: ThemeId) -> None:
        """Type the theme's name until it is the first that is found."""
        name = self.typist.snapshot.codebook.by_id[theme].name.lower()
        self.typist.write("/")
        search = self.face.search
        for letter in name:
            self.typist.write(letter)
            if search.model.rows and search.model.rows[0].id == theme:
                break
        self._decide("Return")

    def _decide(self, key: str) -> None:
        """Press a key that decides, and wait until the suggestions made of it are on the screen."""
        shown: list[float] = []

        def hear() -> None:
            self.typist.app.processEvents()
            shown.append(time.perf_counter())

        connection = self.face.suggesting.changed.connect(hear)
        pressed = time.perf_counter()
        self.typist.type_key("\n" if key == "Return" else key)
        self.typist.wait(lambda: bool(shown) and self.typist.saved())
        self.face.suggesting.changed.disconnect(connection)
        self.reranked.append(shown[0] - pressed)


def review_sample(order: str, home: Path) -> int:
    """Review all answers of the sample in one order, and say what it took; 1 when the file differs from the table."""
    from cxfacilitator.formats import tags
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement
    from cxfacilitator.ui.pages.tagging import TaggingPage
    from cxfacilitator.ui.pages.tagging.review import ReviewFace
    from cxfacilitator.ui.stages import KEYS

    path, sample = home / "sample.cxfac", resource("sample")
    wanted = dict(tags.read(sample / "tags.json").items)
    engagement.import_engagement(sample, path, None).close()
    typist = Typist(home)
    typist.open(path)
    typist.press(KEYS["tagging"])
    page = typist.window.pages["tagging"]
    assert isinstance(page, TaggingPage)
    face = page.face
    assert isinstance(face, ReviewFace)
    typist.wait(lambda: face.suggesting.tagger is not None and not face.suggesting.waiting and typist.saved())
    face.queue.filters.choose(order=order == "uncertain")
    reviewer = Reviewer(typist, face, wanted)
    heart = Heartbeat(typist)
    typist.keys = 0
    while not all(answer.reviewed for answer in typist.snapshot.to_review):
        assert face.answer is not None
        if face.answer.reviewed:
            typist.press("Down")
        else:
            reviewer.review(face.answer)
    typist.wait(typist.saved)
    heart.stop()
    keys = typist.keys - sum(reviewer.particulars)
    typist.shut_down()
    with engagement.open_file(path) as file:
        snapshot = file.snapshot()
    wrong = [answer.ref for answer in snapshot.to_review if not is_as_wanted(snapshot, answer, wanted[answer.ref])]
    say(order, reviewer.keys, keys, wrong)
    if reviewer.particulars:
        print(
            f"  besides, {len(reviewer.particulars)} answers of Q3 got their particulars: "
            f"{statistics.mean(reviewer.particulars):.2f} keys each, names included"
        )
    print(f"  from a key to the suggestions learnt from it, on the screen: {spread(reviewer.reranked)}")
    print(f"  the screen stood still for {spread(heart.stalls)}")
    return 1 if wrong else 0


def is_as_wanted(snapshot: Snapshot, answer: Answer, wanted: ItemTags) -> bool:
    """Tell whether an answer has exactly the themes, flags and particulars that were wanted.

    Flags that have no key here come from the sheet.
    """
    from cxfacilitator.ui.pages.tagging.flags import FLAG_KEYS

    return (
        snapshot.themes_of.get(answer.id, ()) == wanted.themes
        and answer.flags & FLAG_KEYS.keys() == wanted.flags & FLAG_KEYS.keys()
        and (answer.direction, answer.value) == (wanted.direction, wanted.value)
        and answer.competitor == wanted.competitor
    )


def say(order: str, each: dict[str, list[int]], keys: int, wrong: Sequence[str]) -> None:
    """Print what the answers took by keys and by the clock."""
    answers = sum(map(len, each.values()))
    typed = len(each[TYPED])
    minutes = ((answers - typed) * CONFIRMED_S + typed * CORRECTED_S) / 60
    print(
        f"review, {order} order: {answers} answers by {keys} keys, {keys / answers:.2f} for an answer; "
        + ("the file equals the table" if not wrong else f"DIFFERENT from the table: {', '.join(wrong)}")
    )
    for way in (FIRST, AMONG_THREE, TYPED):
        if each[way]:
            print(f"  {len(each[way])} by {way}: {statistics.mean(each[way]):.2f} keys each")
    print(
        f"  {answers - typed} confirmed at {CONFIRMED_S} s, {typed} corrected at {CORRECTED_S} s: {minutes:.1f} minutes"
        + ("" if minutes <= MOST_MINUTES else f", MORE than {MOST_MINUTES}")
    )


def main() -> int:
    """Run one measurement in this process."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("order", choices=ORDERS)
    arguments.add_argument("folder", type=Path)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    return review_sample(chosen.order, chosen.folder)


if __name__ == "__main__":
    sys.exit(main())
