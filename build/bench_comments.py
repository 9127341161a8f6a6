"""What many thousands of comments cost: from a list to suggestions, how long the screen stands still, memory, time.

The comments are made up of our own parts of sentences, always the same. They come in by the page of forms, as
somebody's list would, and the tagging page is opened on them. A second app is stopped half-way.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource as usage
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import setup_venv
from typist import Heartbeat, Typist, apart

if TYPE_CHECKING:
    from cxfacilitator.domain.snapshot import Snapshot

MOST_STILL_MS, MOST_MB = 100, 450
PATIENCE_S = 3600
LOOKING_ROUND_MS = 2000
"""Before anybody presses a key in a window that has just opened; by then it has made its large pages."""
WHO = (
    "the driver", "your receptionist", "somebody on the phone", "the new app", "the counter staff", "our engineer",
    "the website", "the person who answered", "your office", "the delivery team", "the manager", "the help desk",
    "the booking page", "the man at the gate", "the invoice", "customer service", "the chat window", "the workshop",
)  # fmt: skip
DID = (
    "was kind and patient", "never called back", "explained every step", "kept us waiting for an hour",
    "knew our account at once", "charged us twice", "lost the order", "was on time as promised", "could not log us in",
    "sorted it out the same day", "passed us from desk to desk", "forgot what we had agreed", "listened properly",
    "asked for the same papers again", "was closed when we came", "remembered our names", "gave us three answers",
    "broke after a week", "told us before we had to ask", "sent the wrong part", "was cleaner than expected",
)  # fmt: skip
ABOUT = (
    "about the refund", "with the second delivery", "for a small repair", "over a missing part", "at the weekend",
    "when the system was down", "on a busy Monday", "before the deadline", "in the rain", "after the merger",
    "at the till", "during the holidays", "with a broken lift", "without any warning", "as every year",
)  # fmt: skip
THEN = (
    "so we stayed", "which cost us half a day", "and that matters to us", "and nobody said sorry",
    "but the price is still fair", "and I would recommend them", "so we ordered elsewhere",
    "although the people are lovely", "and it worked at once", "but the letter was hard to read",
    "and it was more than I had hoped for", "so my colleagues gave up", "and the parking was free",
)  # fmt: skip
WHERE = (
    "in the village branch", "by the harbour", "on the third floor", "at the airport", "in the north depot", "upstairs",
    "in the old building", "next to the station", "online", "at our site", "on the ferry", "in the garden centre",
    "at the side entrance", "in the big car park", "on the helpline", "in ward five", "at reception", "in the showroom",
)  # fmt: skip
WHEN = (
    "yesterday", "in the morning", "last Friday", "in March", "twice this year", "on both visits", "again",
    "at the end of the month", "for the first time", "since the move", "around noon", "late in the evening",
)  # fmt: skip
MORE = tuple(f"and {who} {did}" for who in WHO for did in DID)
LONGEST = 25
REST = ((ABOUT, 0.6), (WHERE, 0.5), (WHEN, 0.4), (THEN, 0.4), (MORE, 0.3))
SHORT = ("All good", "no comment", "Too slow", "friendly staff", "Nothing to add", "price", "OK thanks", "parking!!")
REPEATED = 0.03


def bench(count: int) -> None:
    """Take in so many comments and wait for the suggestions; then stop half-way in another app."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        write_list(Path(home, "comments.csv"), count)
        apart(__file__, "take-in", home)
        apart(__file__, "stop", home)


def write_list(path: Path, count: int) -> None:
    """Write a list of made-up comments of 2 to 25 words; one in thirty stands there twice."""
    chance = random.Random(count)
    before = ["Slow queue"]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Kind", "Source", "Date", "Comment"])
        for number in range(count):
            text = chance.choice(before) if chance.random() < REPEATED else comment(chance)
            if number % 50 == 0:
                before.append(text)
            rows.writerow(["review", chance.choice(("survey", "shop", "web")), f"{1 + number % 28} May 2026", text])


def comment(chance: random.Random) -> str:
    """Make up a comment."""
    if chance.random() < 0.02:
        return chance.choice(SHORT)
    words = f"{chance.choice(WHO)} {chance.choice(DID)}".split()
    for phrases, share in REST:
        if chance.random() < share:
            more = chance.choice(phrases).split()
            words += more if len(words) + len(more) <= LONGEST else []
    text = " ".join(words)
    return text[0].upper() + text[1:] + chance.choice((".", "", "!"))


@contextmanager
def phase(typist: Typist, name: str) -> Iterator[None]:
    """Measure what is done inside: time, core seconds, how long the screen stood still at most, and memory so far."""
    heart = Heartbeat(typist)
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    heart.stop()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    still, own = max(heart.stalls) * 1e3, max(heart.own) * 1e3
    often = sum(stall * 1e3 > MOST_STILL_MS for stall in heart.own)
    print(
        f"  {name:<34} {wall:7.1f} s {cpu:7.1f} core s, the screen stood still for {still:5.0f} ms at most, "
        f"{own:4.0f} without other programs"
        + (f" ({often} times over {MOST_STILL_MS})" if often else "")
        + f"; {peak_mb():.0f} MB",
        flush=True,
    )


def peak_mb() -> float:
    """Return the most memory that this process has had; Linux counts in kilobytes, macOS in bytes."""
    return usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def take_in(home: Path) -> int:
    """Import the list, open the tagging page and wait for suggestions, decide on one, look at the other faces."""
    from cxfacilitator.domain.engagement import Engagement
    from cxfacilitator.services import engagement
    from cxfacilitator.ui.pages.forms import FormsPage
    from cxfacilitator.ui.pages.tagging import TaggingPage
    from cxfacilitator.ui.stages import KEYS
    from cxfacilitator.ui.suggesting import suggesting_of

    engagement.create(home / "comments.cxfac", Engagement("MANY", "Many comments")).close()
    typist = Typist(home)
    typist.open(home / "comments.cxfac")
    typist.press(KEYS["forms"])
    typist.wait(quiet(typist))
    typist.pause(LOOKING_ROUND_MS)
    started = peak_mb()
    page = typist.window.pages["forms"]
    assert isinstance(page, FormsPage)
    print(f"comments: {sum(1 for _ in (home / 'comments.csv').open(encoding='utf-8')) - 1:,}; {started:.0f} MB before")
    with phase(typist, "read and shown as a plan"):
        page.plan_from(home / "comments.csv")
        typist.wait(lambda: page.planning.active and quiet(typist)(), PATIENCE_S)
    with phase(typist, "added to the file"):
        typist.press("Return")
        typist.wait(lambda: bool(typist.snapshot.forms) and quiet(typist)(), PATIENCE_S)
    suggesting = suggesting_of(typist.workspace)
    with phase(typist, "tagging opened, all suggested"):
        typist.press(KEYS["tagging"])
        typist.wait(lambda: bool(suggesting.suggestions) and not suggesting.waiting and quiet(typist)(), PATIENCE_S)
    with phase(typist, "one accepted, all ranked again"):
        before = suggesting.suggestions
        typist.press("Return")
        typist.wait(lambda: suggesting.suggestions is not before and quiet(typist)(), PATIENCE_S)
    for face in TaggingPage.kinds[1:]:
        with phase(typist, f"{face.title} opened"):
            typist.press(face.key)
            typist.wait(quiet(typist), PATIENCE_S)
    with phase(typist, "closed"):
        suggested, answers = len(suggesting.suggestions), len(typist.snapshot.form_answers)
        typist.shut_down()
    print(f"  {suggested:,} of {answers:,} comments have a suggestion; {peak_mb():.0f} MB at most (target {MOST_MB})")
    return 0


def stop(home: Path) -> int:
    """Open the comments without what was read of them, stop half-way, and check that all is as it was."""
    from cxfacilitator.services import engagement
    from cxfacilitator.ui.stages import KEYS

    path = home / "comments.cxfac"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM text_vector")
    with engagement.open_file(path) as file:
        before = said(file.snapshot())
    # Somebody else's settings: the stage shown last would begin to read at once.
    (home / "else").mkdir()
    typist = Typist(home / "else")
    typist.pause(LOOKING_ROUND_MS)
    with phase(typist, "opened"):
        typist.open(path)
        typist.wait(quiet(typist), PATIENCE_S)
    with phase(typist, "half of it read"):
        typist.press(KEYS["tagging"])
        typist.wait(lambda: shares(typist) >= 0.5, PATIENCE_S)
    with phase(typist, "stopped"):
        typist.window.bottom.stop.click()
        took = typist.wait(quiet(typist), PATIENCE_S)
    typist.shut_down()
    with engagement.open_file(path) as file:
        after = said(file.snapshot())
    intact = "every comment is as it was" if after == before else "the comments are DIFFERENT"
    print(f"  from Stop to quiet {took * 1e3:.0f} ms; {intact}; {peak_mb():.0f} MB at most")
    return 0 if after == before else 1


def quiet(typist: Typist) -> Callable[[], bool]:
    """Return whether nothing is on its way to the file, and no job is running."""
    return lambda: typist.saved() and not typist.workspace.jobs.busy


def shares(typist: Typist) -> float:
    """Return how far the job that is shown at the bottom has come; 1 when there is none any more."""
    bar = typist.window.bottom.bar
    return bar.value() / max(1, bar.maximum()) if typist.workspace.jobs.busy else 0.0


def said(snapshot: Snapshot) -> list[tuple[str, str, bool]]:
    """Return what must not change."""
    return [(answer.ref, answer.text, answer.reviewed) for answer in snapshot.form_answers]


def main() -> int:
    """Run one measurement in this process."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("part", choices=["take-in", "stop"])
    arguments.add_argument("folder", type=Path)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    return take_in(chosen.folder) if chosen.part == "take-in" else stop(chosen.folder)


if __name__ == "__main__":
    sys.exit(main())
