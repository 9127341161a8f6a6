"""How fast themes are suggested: from a cold start, for 500, 10,000 and 100,000 lines, and again after a decision.

Each count has a process of its own, so that the start is cold and the memory is its own.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence

import setup_venv
from bench_comments import comment, peak_mb
from typist import apart, spread

COUNTS = (500, 10_000, 100_000)
DECIDED, DECISIONS = 100, 20
"""So many have been decided when so many more are, one by one, each with a new ranking."""


def bench(counts: Sequence[int]) -> None:
    """Measure each count."""
    for count in counts:
        apart(__file__, count)


def measure(count: int) -> int:
    """Read so many lines, suggest, decide, suggest again, and say what each took."""
    import feedback
    from cxfacilitator.domain.sheets import AnswerId
    from cxfacilitator.domain.tagging import Decision
    from cxfacilitator.formats import codebook as format_codebook
    from cxfacilitator.paths import resource

    book = format_codebook.read(resource("codebooks", "default.json"))
    answers = feedback.answers(lines(count))
    wall, cpu = time.perf_counter(), time.process_time()
    from cxfacilitator.engines.suggest import suggester

    suggester(book, answers[:1]).suggest()
    print(f"{count:,} answers: first suggestion {time.perf_counter() - wall:.2f} s after a cold start")
    tagger = suggester(book, answers)
    found = tagger.suggest()
    print(
        f"  all read and ranked in {time.perf_counter() - wall:.2f} s, {time.process_time() - cpu:.1f} core s; "
        f"{len(found):,} have a suggestion"
    )
    ranked, worded = [], []
    decisions = [Decision(AnswerId(str(row)), frozenset({book.counted[row % 28].id})) for row in range(DECIDED)]
    for row in range(DECIDED, DECIDED + DECISIONS):
        decisions.append(Decision(AnswerId(str(row)), frozenset({book.counted[row % 28].id})))
        started = time.perf_counter()
        found = tagger.suggest(decisions)
        ranked.append(time.perf_counter() - started)
        for answer in answers[:500]:
            found.get(answer.id)
        worded.append(time.perf_counter() - started)
    print(f"  ranked again after a decision: {spread(ranked)}")
    print(f"  the same, with 500 of them in words: {spread(worded)}; {peak_mb():.0f} MB at most")
    return 0


def lines(count: int) -> list[str]:
    """Make up so many lines, none twice."""
    chance = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found[comment(chance)] = None
    return list(found)


def main() -> int:
    """Run one measurement in this process."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("count", type=int)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    return measure(chosen.count)


if __name__ == "__main__":
    sys.exit(main())
