"""Measure how well and how fast themes are suggested: on labelled feedback, and on engagements with tags by a person.

Texts that come twice are asked once. hit@k: a right theme is among the first k. F1 counts what is at least as probable
as the threshold, and the first suggestion always. Learning: texts that are not among those decided are asked after so
many decisions; mean over some orders, each of which divides the texts anew into those decided and those asked.
"""

from __future__ import annotations

import csv
import json
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import bench_suggest
import feedback
from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.tagging import Decision
from cxfacilitator.engines.suggest import COVERED, Suggester, suggester
from cxfacilitator.engines.suggest.measures import FEATURES
from cxfacilitator.engines.suggest.phrases import Described, describe
from cxfacilitator.formats import codebook as format_codebook
from cxfacilitator.paths import resource
from feedback import Feedback

Floats = NDArray[np.float64]

SURE = 0.35
DECIDED = (10, 25, 50, 100, 200)
ASKED, TAUGHT = 600, 600
MOST = 2000
ENOUGH = 50
"""So many decisions are learned from where parts of the engine are taken away."""


@dataclass(frozen=True)
class Scores:
    """How good a ranking is."""

    hit1: float
    hit3: float
    micro: float
    macro: float

    def __str__(self) -> str:
        return f"{self.hit1:.3f} {self.hit3:.3f} {self.micro:.3f} {self.macro:.3f}"


def scores(chances: NDArray[Any], right: NDArray[np.bool_], sure: float = SURE) -> Scores:
    """Score probabilities against the right themes; rows are texts, columns themes."""
    order = np.argsort(-chances, axis=1, kind="stable")
    ranked = np.take_along_axis(right, order, axis=1)
    given = chances >= sure
    given[np.arange(len(given)), order[:, 0]] = True
    both = (given & right).sum(axis=0)
    said, true = given.sum(axis=0), right.sum(axis=0)
    each = 2 * both / np.maximum(said + true, 1)
    return Scores(
        ranked[:, 0].mean(),
        ranked[:, :3].any(axis=1).mean(),
        2 * both.sum() / max(said.sum() + true.sum(), 1),
        each[true > 0].mean(),
    )


def mean(found: Sequence[Scores]) -> Scores:
    """Return the mean of several scores."""
    return Scores(*(float(np.mean([getattr(one, name) for one in found])) for name in Scores.__dataclass_fields__))


class Bench:
    """One run: what was asked for, and the vectors that were read so far."""

    def __init__(self, cache: Path | None, orders: int) -> None:
        self._path = cache
        self.cache: dict[bytes, bytes] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
        self.orders = orders
        self.losses: dict[str, float] = {}

    def close(self) -> None:
        """Keep the vectors for the next run."""
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(pickle.dumps(self.cache))

    def tagger(self, book: Codebook, found: Feedback, model: bool = True) -> tuple[Suggester, NDArray[np.bool_]]:
        """Return a suggester of some texts, and which themes are right for each."""
        tagger = suggester(book, feedback.answers(found.texts), cache=self.cache, model=model)
        themes = [theme.id for theme in book.counted]
        return tagger, np.array([[theme in labels for theme in themes] for labels in found.labels], bool)

    def cold(self, book: Codebook, found: Feedback) -> Iterator[str]:
        """Say how good suggestions are before anything was decided, with the model and without."""
        for name, model in (("model", True), ("words only", False)):
            tagger, right = self.tagger(book, found, model)
            yield f"  no decisions, {name:<12} {scores(tagger.probabilities(), right)}"

    def guard(self) -> Iterator[str]:
        """Say where decisions helped least: the gain of the best suggestion at the worst of 10, 25 and 50 decisions."""
        for name, loss in sorted(self.losses.items(), key=lambda one: one[1]):
            yield f"  {loss:+.3f} {name}"

    def without(self, book: Codebook, found: Feedback) -> Iterator[str]:
        """Say what each part of the engine is worth: the figures when it is taken away."""
        found = _some(found, ASKED + TAUGHT)
        for name, part in PARTS.items():
            with part.taken_away():
                tagger, right = self.tagger(book, found, part.model)
                way = "random" if part.learning else "never"
                cold, learned = self._curve(tagger, book, found, right, way, (ENOUGH,))
            yield f"  {name:<24}{cold}   after {ENOUGH}: {learned[0]}"

    def curves(self, name: str, book: Codebook, found: Feedback) -> Iterator[str]:
        """Say how suggestions grow with decisions: in random order, in the order asked for, and by the baseline."""
        found = _some(found, ASKED + TAUGHT)
        for with_what, model in (("model", True), ("words only", False)):
            tagger, right = self.tagger(book, found, model)
            for way in ("random", "active"):
                base, rows = self._curve(tagger, book, found, right, way, DECIDED)
                loss = self.losses[f"{name}, {with_what}, {way}"] = min(row.hit1 - base.hit1 for row in rows[:3])
                yield _line(f"{with_what}, {way}", rows) + f"   least gain at 10-50: {loss:+.3f}"
        baseline = _baseline()
        if baseline:
            divisions = [_divided(len(right), order) for order in range(self.orders)]
            rows = [
                mean(
                    [
                        scores(baseline(found.texts, right, taught[:count], asked), right[asked])
                        for asked, taught in divisions
                    ]
                )
                for count in DECIDED
            ]
            yield _line("TF-IDF + LR", rows)

    def _curve(
        self,
        tagger: Suggester,
        book: Codebook,
        found: Feedback,
        right: NDArray[np.bool_],
        way: str,
        counts: Sequence[int],
    ) -> tuple[Scores, Sequence[Scores]]:
        """Return the scores before anything was decided, and after so many decisions; means over the divisions."""
        themes = [theme.id for theme in book.counted]
        first, before, after = tagger.probabilities(), [], []
        for asked, taught in (_divided(len(right), order) for order in range(self.orders)):
            chosen = taught if way != "never" else []
            if way == "active":
                # Only these are there to be asked for; that others are asked about nobody knows yet.
                some, _ = self.tagger(book, found.part(taught), tagger.meaning)
                chosen = [taught[row] for row in _active(some, right[taught], themes, max(counts))]
            decisions = [_decision(row, right[row], themes) for row in chosen]
            before.append(scores(first[asked], right[asked]))
            after.append([scores(tagger.probabilities(decisions[:n])[asked], right[asked]) for n in counts])
        return mean(before), [mean(column) for column in zip(*after, strict=True)]

    def groups(self, found: Feedback, counts: Sequence[int] = (120, 400)) -> Iterator[str]:
        """Say how well themes of the default codebook and groups of the rest agree with how people sorted the texts.

        An answer that is in no group stands for itself.
        """
        book = format_codebook.read(resource("codebooks", "default.json"))
        for count in counts:
            one = [row for row, labels in enumerate(found.labels) if len(labels) == 1]
            some = _some(found.part(one), count)
            if len(some.texts) < count:
                continue
            labels = [sorted(labels)[0] for labels in some.labels]
            tagger = suggester(book, feedback.answers(some.texts), cache=self.cache)
            chances = tagger.probabilities()
            mine = [
                int(theme) if best >= COVERED else -1 - row
                for row, (theme, best) in enumerate(zip(chances.argmax(1), chances.max(1), strict=True))
            ]
            for place, group in enumerate(tagger.discover()):
                for answer in group.answers:
                    mine[int(answer)] = 1000 + place
            yield f"  groups of {count}: agreement (NMI) {_agreement(mine, labels):.3f}"


@dataclass(frozen=True)
class Part:
    """A part of the engine that can be taken away.

    Attributes:
        themes: What is left of a theme.
        weighed: What turns measurements into probabilities instead of the calibrator.
    """

    themes: Callable[[Described], Described] | None = None
    weighed: Callable[..., NDArray[np.float32]] | None = None
    learning: bool = True
    model: bool = True

    def taken_away(self) -> ExitStack:
        """Return a context in which the engine has to do without it."""
        stack = ExitStack()
        if self.themes:
            stack.enter_context(patch("cxfacilitator.engines.suggest.describe", self._described))
        if self.weighed:
            stack.enter_context(patch("cxfacilitator.engines.suggest.probabilities", self.weighed))
        return stack

    def _described(self, book: Codebook) -> Sequence[Described]:
        assert self.themes is not None
        return [self.themes(theme) for theme in describe(book)]


def _uncalibrated(features: NDArray[np.float32], *_: object) -> NDArray[np.float32]:
    """How near the three nearest phrases are, and a tenth for every cue."""
    cues = np.expm1(features[..., FEATURES.index("cues")])
    return np.clip(features[..., FEATURES.index("phrases")] + 0.1 * cues, 0, 1).astype(np.float32)


PARTS: Mapping[str, Part] = {
    "with everything": Part(),
    "without cues": Part(lambda theme: replace(theme, cues=())),
    "without phrases": Part(lambda theme: replace(theme, phrases=())),
    "without the calibrator": Part(weighed=_uncalibrated),
    "without learning": Part(learning=False),
    "without the model": Part(model=False),
}


def run_tagging(
    folder: Path,
    book_file: Path | None,
    map_file: Path | None,
    cache: Path | None,
    orders: int,
    long: bool,
    without: bool = False,
) -> None:
    """Measure on every CSV file of a folder, with its codebook and label map where there are some.

    Args:
        without: Measure what each part of the engine is worth, and nothing else.
    """
    run = Bench(cache, orders)
    book_file = book_file or next(iter(sorted(folder.glob("codebook*.json"))), None)
    map_file = map_file or next(iter(sorted(folder.glob("label_map*.json"))), None)
    maps = json.loads(map_file.read_text(encoding="utf-8")) if map_file else {}
    print(f"{'':<32}hit@1 hit@3 micro macro")
    for path in sorted(folder.glob("*.csv")):
        found, letter = feedback.read(path, maps.get(path.stem))
        book = feedback.codebook(book_file, letter) if book_file else Codebook("", (), ())
        own = feedback.within(book, found)
        print(f"{path.stem}: {len(found.texts)} labelled texts")
        if without:
            if len(own.texts) >= 50:
                _print(f" codebook {book.version}", run.without(book, own))
                _print(" names only", run.without(feedback.names_only(feedback.occurring(book, own)), own))
                run.close()
            continue
        if len(own.texts) >= 50:
            _print(f" codebook {book.version}, {len(own.texts)} texts", run.cold(book, _some(own, MOST)))
            _print(" its themes learned", run.curves(f"{path.stem}, codebook", book, own))
            names = feedback.names_only(feedback.occurring(book, own))
            _print(" names only", run.curves(f"{path.stem}, names", names, own))
        elif len(found.texts) >= 50:
            labels = feedback.from_labels(found)
            _print(" labels as names only", run.curves(f"{path.stem}, labels", labels, feedback.within(labels, found)))
        if len(found.texts) >= 50:
            _print(" new themes", run.groups(own if len(own.texts) >= 50 else found))
        run.close()
    if without:
        return
    _print("what decisions gained at the worst of 10, 25 and 50, the least first", run.guard())
    bench_suggest.bench(bench_suggest.COUNTS if long else bench_suggest.COUNTS[:1])


def run_engagement(folder: Path, cache: Path | None, without: bool = False) -> None:
    """Measure on a folder with answers and the tags that a person gave them: cold, and learning sheet by sheet.

    Args:
        without: Measure what each part of the engine is worth as well.
    """
    run = Bench(cache, 1)
    book = format_codebook.read(resource("codebooks", "default.json"))
    tags = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["items"]
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {theme.id for theme in book.counted}
    labels = [frozenset(t for t in tags[row["item_id"]]["themes"] if t in known) for row in rows]
    found = Feedback(folder.name, [row["text"] for row in rows], labels)
    customers = {AnswerId(str(place)) for place, row in enumerate(rows) if row["audience"] == "customers"}
    themes = [theme.id for theme in book.counted]
    right = np.array([[theme in one for theme in themes] for one in labels], bool)
    themed = right.any(axis=1)
    print(f"{folder.name}: {len(rows)} answers, {themed.sum()} with a theme{'':<6}best   among three")
    sheets = [row["group_id"] for row in rows]
    shown = PARTS if without else {"model": PARTS["with everything"], "words only": PARTS["without the model"]}
    for name, part in shown.items():
        with part.taken_away():
            tagger = suggester(book, feedback.answers(found.texts), customers, run.cache, part.model)
        chances = tagger.probabilities()
        print(f"  no decisions, {name:<24} {_two(scores(chances[themed], right[themed]))}")
        if part.learning:
            learned = _sheet_by_sheet(tagger, right, themes, sheets)
            print(f"  sheet by sheet, {name:<22} {_two(scores(learned[themed], right[themed]))}")
        if not without:
            each = _answer_by_answer(tagger, right, themes)
            print(f"  answer by answer, {name:<20} {_two(scores(each[themed], right[themed]))}")
    run.close()


def _sheet_by_sheet(
    tagger: Suggester, right: NDArray[np.bool_], themes: Sequence[ThemeId], sheets: Sequence[str]
) -> NDArray[np.float32]:
    found = np.zeros(right.shape, np.float32)
    decisions: list[Decision] = []
    for sheet in dict.fromkeys(sheets):
        mine = [row for row, one in enumerate(sheets) if one == sheet]
        found[mine] = tagger.probabilities(decisions)[mine]
        decisions += [_decision(row, right[row], themes) for row in mine]
    return found


def _answer_by_answer(tagger: Suggester, right: NDArray[np.bool_], themes: Sequence[ThemeId]) -> NDArray[np.float32]:
    found = np.zeros(right.shape, np.float32)
    decisions: list[Decision] = []
    for row in range(len(right)):
        found[row] = tagger.probabilities(decisions)[row]
        decisions.append(_decision(row, right[row], themes))
    return found


def _divided(total: int, order: int) -> tuple[list[int], list[int]]:
    """Divide texts into those that are asked and those that may be decided before, differently for each order."""
    rows = np.random.default_rng(order).permutation(total).tolist()
    asked = min(ASKED, total // 2)
    return rows[:asked], rows[asked:]


def _active(tagger: Suggester, right: NDArray[np.bool_], themes: Sequence[ThemeId], count: int) -> list[int]:
    """Decide what is asked for, five at a time as a person would who looks at a list."""
    decisions: list[Decision] = []
    while len(decisions) < count and (wanted := tagger.order(decisions)[:5]):
        decisions += [_decision(int(answer), right[int(answer)], themes) for answer in wanted]
    return [int(decision.answer_id) for decision in decisions]


def _some(found: Feedback, most: int) -> Feedback:
    order = np.random.default_rng(7).permutation(len(found.texts))[:most]
    return found.part([int(row) for row in order])


def _decision(row: int, right: NDArray[np.bool_], themes: Sequence[ThemeId]) -> Decision:
    return Decision(AnswerId(str(row)), frozenset(theme for theme, yes in zip(themes, right, strict=True) if yes))


def _two(found: Scores) -> str:
    return f"{found.hit1:.3f}  {found.hit3:.3f}   (micro {found.micro:.3f}, macro {found.macro:.3f})"


def _line(name: str, rows: Sequence[Scores]) -> str:
    hits = " ".join(f"{row.hit1:.3f}" for row in rows)
    micro = " ".join(f"{row.micro:.3f}" for row in rows)
    return f"  {name:<22} hit@1 {hits}   micro {micro}"


def _print(title: str, lines: Iterator[str]) -> None:
    print(title)
    for line in lines:
        print(line, flush=True)


def _agreement(one: Sequence[object], other: Sequence[object]) -> float:
    """Return the normalised mutual information of two ways to sort the same things (mean of the entropies below)."""
    first, second = np.unique(_numbers(one), return_inverse=True)[1], np.unique(_numbers(other), return_inverse=True)[1]
    joint = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(joint, (first, second), 1 / len(first))
    rows, columns = joint.sum(axis=1), joint.sum(axis=0)
    used = joint > 0
    shared = (joint[used] * np.log(joint[used] / np.outer(rows, columns)[used])).sum()
    entropies = [-(share * np.log(share)).sum() for share in (rows, columns)]
    return float(shared / max(np.mean(entropies), 1e-9))


def _numbers(things: Sequence[object]) -> list[int]:
    known: dict[object, int] = {}
    return [known.setdefault(thing, len(known)) for thing in things]


Baseline = Callable[[Sequence[str], NDArray[np.bool_], Sequence[int], Sequence[int]], NDArray[np.float64]]


def _baseline() -> Baseline | None:
    """Return TF-IDF with a logistic regression for each theme, or None where scikit-learn is not installed."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        print("  (scikit-learn is not installed, so there is no baseline)")
        return None

    def fitted(
        texts: Sequence[str], right: NDArray[np.bool_], taught: Sequence[int], asked: Sequence[int]
    ) -> NDArray[np.float64]:
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit([texts[row] for row in taught])
        known, wanted = words.transform([texts[r] for r in taught]), words.transform([texts[r] for r in asked])
        found = np.zeros((len(asked), right.shape[1]))
        for theme in range(right.shape[1]):
            mine = right[list(taught), theme]
            if mine.any() and not mine.all():
                model = LogisticRegression(C=10, class_weight="balanced").fit(known, mine)
                found[:, theme] = model.predict_proba(wanted)[:, 1]
            else:
                found[:, theme] = mine.mean()
        return found

    return fitted
