"""Suggest themes for answers, each with what led to it, and learn from what a person decides.

tagger = suggester(codebook, answers)       # reads every answer once: the slow part, a job
tagger.suggest(decisions)                   # at once, after each decision
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.codebook import Codebook, Visibility
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.tagging import MOST_THEMES, AnswerCluster, Decision, Reason, Suggestion
from cxfacilitator.engines.suggest import encoder as _encoder
from cxfacilitator.engines.suggest.calibrator import probabilities
from cxfacilitator.engines.suggest.discover import clusters
from cxfacilitator.engines.suggest.learning import Learner, Lesson
from cxfacilitator.engines.suggest.measures import CueHit, Measure
from cxfacilitator.engines.suggest.order import asking_order
from cxfacilitator.engines.suggest.phrases import describe
from cxfacilitator.engines.suggest.thin import is_thin
from cxfacilitator.engines.suggest.vectors import Cache, shipped, vectors
from cxfacilitator.engines.suggest.words import WordEncoder, bags

Floats = NDArray[np.float32]

GUESS, FAINT = 0.12, 0.02
"""An answer whose best theme is less probable than the first gets no suggestion; beside it, the second is enough."""
COVERED = 0.35
"""An answer whose best theme is at least this probable needs no new theme."""
ALIKE, ALIKE_IN_WORDS = 0.2, 0.1
"""Texts that are less alike than this are no reason; without the model, one shared word in ten is one."""
BLOCK = 2000
"""Answers measured at once: enough for speed, few enough for memory."""


def suggester(
    codebook: Codebook,
    answers: Sequence[Answer],
    customers: Collection[AnswerId] = (),
    cache: Cache | None = None,
    model: bool = True,
    progress: Progress = silent,
) -> "Suggester":
    """Read the answers and return what suggests themes for them.

    Args:
        customers: Answers of customers, to whom themes that customers never see are not open.
        cache: Vectors of texts that were read before; those of new texts are put in.
        model: Use the sentence encoder where it is there; without it, words alone are compared.
    """
    return Suggester(codebook, answers, customers, cache, model, progress)


def has_model() -> bool:
    """Tell whether suggestions understand meaning here, or go by words alone."""
    return _encoder.load() is not None


class Suggester:
    """Suggestions for a set of answers under one codebook. The same input always gives the same suggestions.

    Attributes:
        meaning: Whether the sentence encoder is in use.
    """

    def __init__(
        self,
        codebook: Codebook,
        answers: Sequence[Answer],
        customers: Collection[AnswerId],
        cache: Cache | None,
        model: bool,
        progress: Progress,
    ) -> None:
        loaded = _encoder.load() if model else None
        self.meaning = loaded is not None
        self._alike = ALIKE if self.meaning else ALIKE_IN_WORDS
        # Vectors of words are made as fast as they are found, so only the encoder's are kept.
        kept = None if loaded is None else cache
        self._answers = answers
        self._row = {answer.id: row for row, answer in enumerate(answers)}
        self._texts = [answer.wording for answer in answers]
        self._themes = describe(codebook)
        encoder = loaded or WordEncoder([text for theme in self._themes for text in theme.texts], self._texts)
        self._place = {theme.id: place for place, theme in enumerate(self._themes)}
        self._measure = Measure(self._themes, encoder, shipped() if self.meaning else None)
        self._meanings = vectors(self._texts, encoder, kept, progress)
        self._hits: list[Sequence[CueHit]] = []
        hidden = np.array([codebook.by_id[theme.id].visibility is Visibility.NONE for theme in self._themes], bool)
        closed = np.array([answer.id in customers for answer in answers], bool)[:, None] & hidden
        self._guesses = np.where(closed, 0, self._first_guesses(progress)).astype(np.float32)
        self._learner = Learner(self._meanings, bags(self._texts), self._guesses)

    def _first_guesses(self, progress: Progress) -> Floats:
        found = [np.zeros((0, len(self._themes)), np.float32)]
        nearest, nearness = [np.zeros((0, len(self._themes)), np.int16)], [np.zeros((0, len(self._themes)), np.float16)]
        for start in range(0, len(self._texts) if self._themes else 0, BLOCK):
            progress(start / len(self._texts), f"{start:,} of {len(self._texts):,} answers compared")
            texts = self._texts[start : start + BLOCK]
            measured = self._measure.measure(texts, self._meanings[start : start + BLOCK].astype(np.float32))
            guesses = probabilities(measured.features, self._themes, self.meaning)
            self._hits.extend(measured.hits)
            nearest.append(measured.nearest.astype(np.int16))
            nearness.append(measured.nearness.astype(np.float16))
            found.append(self._without_thin(texts, guesses))
        self._nearest, self._nearness = np.concatenate(nearest), np.concatenate(nearness)
        return np.concatenate(found) if self._themes else np.zeros((len(self._texts), 0), np.float32)

    def _without_thin(self, texts: Sequence[str], guesses: Floats) -> Floats:
        """Give answers that name nothing no theme, or the theme for praise as such where the codebook has one."""
        thin = np.array([is_thin(text) for text in texts], bool)
        general = np.array([theme.general for theme in self._themes], bool)
        return np.where(thin[:, None], general * 0.9, guesses).astype(np.float32)

    def probabilities(self, decisions: Iterable[Decision] = ()) -> Floats:
        """Return how probable each counted theme (column) is for each answer (row), after these decisions."""
        return self._learner.learn(self._lessons(decisions))

    def suggest(self, decisions: Iterable[Decision] = ()) -> Mapping[AnswerId, tuple[Suggestion, ...]]:
        """Suggest themes after these decisions.

        Returns:
            At most `MOST_THEMES` suggestions for each answer, the best first, never one that was rejected there or for
            which no reason can be given; an answer without any is not a key.
        """
        decided = list(decisions)
        if not self._themes:
            return {}
        chances = self.probabilities(decided)
        for decision in decided:
            for theme in decision.rejected - decision.themes:
                if decision.answer_id in self._row and theme in self._place:
                    chances[self._row[decision.answer_id], self._place[theme]] = 0
        likes = self._likes(decided)
        blocks = range(0, len(chances), BLOCK)
        best = [np.argsort(-chances[start : start + BLOCK], axis=1, kind="stable")[:, :MOST_THEMES] for start in blocks]
        found: dict[AnswerId, tuple[Suggestion, ...]] = {}
        for row, (answer, places) in enumerate(zip(self._answers, chain.from_iterable(best), strict=True)):
            row_chances = chances[row, places].tolist()
            if row_chances[0] < GUESS:
                continue
            made = (
                self._suggestion(row, place, chance, likes)
                for place, chance in zip(places.tolist(), row_chances, strict=True)
                if chance >= FAINT
            )
            some = tuple(one for one in made if one.reasons or one.phrase or one.like)
            if some:
                found[answer.id] = some
        return found

    def order(self, decisions: Iterable[Decision] = ()) -> tuple[AnswerId, ...]:
        """Return the answers that nobody has decided, in the order in which asking teaches most."""
        decided = list(decisions)
        rows = {self._row[d.answer_id] for d in decided if d.complete and d.answer_id in self._row}
        order = asking_order(self._meanings, self.probabilities(decided), rows)
        return tuple(self._answers[row].id for row in order)

    def discover(self, decisions: Iterable[Decision] = (), progress: Progress = silent) -> tuple[AnswerCluster, ...]:
        """Return groups among the answers that no theme covers, the largest first."""
        decided = list(decisions)
        themed = {self._row[d.answer_id] for d in decided if d.themes and d.answer_id in self._row}
        chances = self.probabilities(decided)
        best = chances.max(axis=1) if self._themes else np.zeros(len(self._answers), np.float32)
        left = [
            row
            for row, text in enumerate(self._texts)
            if row not in themed and best[row] < COVERED and not is_thin(text)
        ]
        groups = clusters([self._texts[row] for row in left], self._learner.points(left), None, progress)
        return tuple(
            AnswerCluster(tuple(self._answers[left[row]].id for row in group.rows), group.words) for group in groups
        )

    def alike(self, answer_id: AnswerId, count: int = 20) -> tuple[AnswerId, ...]:
        """Return the answers that are most like one, the most alike first, without itself."""
        mine = self._learner.likeness([self._row[answer_id]])[:, 0]
        order = [int(row) for row in np.argsort(-mine, kind="stable")[: count + 1]]
        return tuple(self._answers[row].id for row in order if row != self._row[answer_id])[:count]

    def _lessons(self, decisions: Iterable[Decision]) -> list[Lesson]:
        found = []
        for decision in decisions:
            row = self._row.get(decision.answer_id)
            if row is None:
                continue
            right = np.zeros(len(self._themes), np.float32)
            known = np.full(len(self._themes), decision.complete, np.float32)
            for theme in decision.themes | decision.rejected:
                if theme in self._place:
                    known[self._place[theme]] = 1
                    right[self._place[theme]] = theme in decision.themes
            if known.any():
                found.append(Lesson(row, right, known))
        return found

    def _likes(self, decisions: Iterable[Decision]) -> Mapping[int, tuple[Sequence[int], NDArray[np.int64], Floats]]:
        """For each theme with decided answers: their rows, the two nearest of them to every answer, and how near."""
        rows: dict[int, list[int]] = {}
        for decision in decisions:
            for theme in sorted(decision.themes):
                if decision.answer_id in self._row and theme in self._place:
                    rows.setdefault(self._place[theme], []).append(self._row[decision.answer_id])
        found = {}
        for place, mine in rows.items():
            near = self._learner.likeness(mine)
            order = np.argsort(-near, axis=1, kind="stable")[:, :3]
            found[place] = (mine, order, np.take_along_axis(near, order, axis=1))
        return found

    def _suggestion(
        self,
        row: int,
        place: int,
        chance: float,
        likes: Mapping[int, tuple[Sequence[int], NDArray[np.int64], Floats]],
    ) -> Suggestion:
        reasons = tuple(Reason(hit.cue, hit.start, hit.end) for hit in self._hits[row] if hit.theme == place)
        near_phrase = self._nearness[row, place] >= self._alike
        phrase = self._measure.phrases[place][self._nearest[row, place]] if near_phrase else ""
        like: tuple[AnswerId, ...] = ()
        if place in likes:
            mine, order, near = likes[place]
            pairs = zip(order[row].tolist(), near[row].tolist(), strict=True)
            others = [mine[which] for which, value in pairs if value >= self._alike and mine[which] != row]
            like = tuple(self._answers[other].id for other in others[:2])
        return Suggestion(self._answers[row].id, self._themes[place].id, chance, reasons, phrase, like)
