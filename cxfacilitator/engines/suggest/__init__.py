"""Suggest themes for answers, each with what led to it, and learn from what a person decides.

tagger = suggester(codebook, answers)       # reads every answer once: the slow part, a job
tagger.suggest(decisions)                   # at once, after each decision
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.domain.codebook import Codebook, Visibility
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.tagging import AnswerCluster, Decision, Reason, Suggestion
from cxfacilitator.engines.suggest import encoder as _encoder
from cxfacilitator.engines.suggest.calibrator import probabilities
from cxfacilitator.engines.suggest.discover import Cluster, close_clusters, clusters
from cxfacilitator.engines.suggest.language import is_english
from cxfacilitator.engines.suggest.learning import Learner, Lesson
from cxfacilitator.engines.suggest.measures import Measure
from cxfacilitator.engines.suggest.order import asking_order
from cxfacilitator.engines.suggest.phrases import describe
from cxfacilitator.engines.suggest.ranking import Ranking
from cxfacilitator.engines.suggest.reconsider import guess_again
from cxfacilitator.engines.suggest.thin import is_thin
from cxfacilitator.engines.suggest.vectors import Cache, shipped, vectors
from cxfacilitator.engines.suggest.words import WordEncoder, bags

Floats = NDArray[np.float32]

COVERED = 0.6
"""An answer whose best theme is at least this probable needs no new theme."""
ALIKE, ALIKE_IN_WORDS = 0.2, 0.1
"""Texts that are less alike than this are no reason; without the model, one shared word in ten is one."""
BLOCK = 500
"""Answers measured at once: enough for speed, few enough for memory and for stopping at once."""
ENOUGH = 2000
"""So many answers tell which language they are in."""
READING = 0.9
"""The share of the time that it takes to read new texts; the rest goes into comparing them."""


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
        english: Whether most answers are in the language that it understands.
        read: What the texts mean, by which a later one need not read them again.
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
        self._ids = [answer.id for answer in answers]
        self._row = {answer_id: row for row, answer_id in enumerate(self._ids)}
        self._texts = [answer.wording for answer in answers]
        self.english = is_english(self._texts[:: 1 + len(self._texts) // ENOUGH])
        self._themes = describe(codebook)
        encoder = loaded or WordEncoder([text for theme in self._themes for text in theme.texts], self._texts)
        self._place = {theme.id: place for place, theme in enumerate(self._themes)}
        self._measure = Measure(self._themes, encoder, shipped() if self.meaning else None)
        self.read = vectors(self._texts, encoder, kept, lambda share, note: progress(share * READING, note))
        self._meanings = self.read.meanings
        hidden = np.array([codebook.by_id[theme.id].visibility is Visibility.NONE for theme in self._themes], bool)
        closed = np.array([answer.id in customers for answer in answers], bool)[:, None] & hidden
        guesses = self._first_guesses(lambda share, note: progress(READING + share * (1 - READING), note))
        guesses[closed] = 0
        guess_again(guesses, self._meanings, self.meaning)
        self._learner = Learner(self._meanings, bags(self._texts), guesses, [theme.named for theme in self._themes])

    def _first_guesses(self, progress: Progress) -> Floats:
        """Measure all answers; what the reasons are made from is kept, and nothing that can be found again."""
        shape = (len(self._texts), len(self._themes))
        found = np.zeros(shape, np.float32)
        self._cued, self._near = np.zeros(shape, bool), np.zeros(shape, bool)
        for start in range(0, len(self._texts) if self._themes else 0, BLOCK):
            progress(start / len(self._texts), f"{start:,} of {len(self._texts):,} answers compared")
            block = slice(start, start + BLOCK)
            texts = self._texts[block]
            measured = self._measure.measure(texts, self._meanings[block])
            guesses = probabilities(measured.features, self._themes, self.meaning)
            found[block] = self._without_thin(texts, guesses)
            self._cued[block] = measured.cued
            self._near[block] = measured.nearness >= self._alike
        return found

    def _without_thin(self, texts: Sequence[str], guesses: Floats) -> Floats:
        """Give answers that name nothing no theme, or the theme for praise as such where the codebook has one."""
        thin = np.array([is_thin(text) for text in texts], bool)
        general = np.array([theme.general for theme in self._themes], bool)
        return np.where(thin[:, None], general * 0.9, guesses).astype(np.float32)

    def probabilities(self, decisions: Iterable[Decision] = ()) -> Floats:
        """Return how probable each counted theme (column) is for each answer (row), after these decisions."""
        return self._learner.learn(self._lessons(decisions))

    def suggest(self, decisions: Iterable[Decision] = ()) -> Ranking:
        """Suggest themes after these decisions.

        Returns:
            At most `MOST_THEMES` suggestions for each answer, the best first, never one that was rejected there or for
            which no reason can be given; an answer without any is not a key. Each is made when it is asked for.
        """
        decided = list(decisions)
        chances = self.probabilities(decided)
        for decision in decided:
            for theme in decision.rejected - decision.themes:
                if decision.answer_id in self._row and theme in self._place:
                    chances[self._row[decision.answer_id], self._place[theme]] = 0
        examples = self._examples(decided)
        settled = np.zeros(len(self._ids), bool)
        settled[[self._row[d.answer_id] for d in decided if d.complete and d.answer_id in self._row]] = True
        return Ranking(
            self._ids,
            self._row,
            [theme.id for theme in self._themes],
            chances,
            self._explained(examples),
            settled,
            lambda row, place, chance: self._suggestion(row, place, chance, examples.get(place, ())),
        )

    def order(self, decisions: Iterable[Decision] = ()) -> tuple[AnswerId, ...]:
        """Return the answers that nobody has decided, in the order in which asking teaches most."""
        decided = list(decisions)
        rows = {self._row[d.answer_id] for d in decided if d.complete and d.answer_id in self._row}
        order = asking_order(self._meanings, self.probabilities(decided), rows)
        return tuple(self._ids[row] for row in order)

    def discover(self, decisions: Iterable[Decision] = (), progress: Progress = silent) -> tuple[AnswerCluster, ...]:
        """Return groups among the answers that no theme covers, the largest first."""
        decided = list(decisions)
        themed = {self._row[d.answer_id] for d in decided if d.themes and d.answer_id in self._row}
        chances = self.probabilities(decided)
        best = chances.max(axis=1) if self._themes else np.zeros(len(self._ids), np.float32)
        left = [row for row in range(len(self._ids)) if row not in themed and best[row] < COVERED]
        return self._grouped(left, clusters, progress)

    def close_groups(self, answer_ids: Iterable[AnswerId], progress: Progress = silent) -> tuple[AnswerCluster, ...]:
        """Return small groups among some answers that say nearly the same, the closest first, whatever covers them."""
        return self._grouped(sorted({self._row[answer_id] for answer_id in answer_ids}), close_clusters, progress)

    def _grouped(
        self, rows: Iterable[int], find: Callable[..., Sequence[Cluster]], progress: Progress
    ) -> tuple[AnswerCluster, ...]:
        left = [row for row in rows if not is_thin(self._texts[row])]
        groups = find([self._texts[row] for row in left], self._learner.points(left), progress=progress)
        return tuple(AnswerCluster(tuple(self._ids[left[row]] for row in group.rows), group.words) for group in groups)

    def alike(self, answer_id: AnswerId, count: int = 20) -> tuple[AnswerId, ...]:
        """Return the answers that are most like one, the most alike first, without itself."""
        mine = self._learner.column(self._row[answer_id])
        order = [int(row) for row in np.argsort(-mine, kind="stable")[: count + 1]]
        return tuple(self._ids[row] for row in order if row != self._row[answer_id])[:count]

    def has_read(self, answer_ids: Iterable[AnswerId]) -> bool:
        """Tell whether all of these are among the answers that were read."""
        return all(answer_id in self._row for answer_id in answer_ids)

    def points(self, answer_ids: Sequence[AnswerId]) -> Floats:
        """Return a point for each answer, in their order; answers that are alike are near each other."""
        return self._learner.points([self._row[answer_id] for answer_id in answer_ids])

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

    def _examples(self, decisions: Iterable[Decision]) -> Mapping[int, Sequence[int]]:
        """The rows of the decided answers of each theme that has any."""
        rows: dict[int, list[int]] = {}
        for decision in decisions:
            for theme in sorted(decision.themes):
                if decision.answer_id in self._row and theme in self._place:
                    rows.setdefault(self._place[theme], []).append(self._row[decision.answer_id])
        return rows

    def _explained(self, examples: Mapping[int, Sequence[int]]) -> NDArray[np.bool_]:
        """Tell for each answer and theme whether a reason can be given."""
        found = self._cued | self._near
        for place, rows in examples.items():
            for row in rows:
                like = self._learner.column(row) >= self._alike
                like[row] = False
                found[:, place] |= like
        return np.asarray(found, bool)

    def _suggestion(self, row: int, place: int, chance: float, examples: Sequence[int]) -> Suggestion:
        hits = self._measure.hits(self._texts[row]) if self._cued[row, place] else ()
        reasons = tuple(Reason(hit.cue, hit.start, hit.end) for hit in hits if hit.theme == place)
        phrase = self._measure.nearest(place, self._meanings[[row]][0]) if self._near[row, place] else ""
        near = [(self._learner.column(other)[row], other) for other in examples if other != row]
        nearest = sorted((pair for pair in near if pair[0] >= self._alike), key=lambda pair: -pair[0])[:2]
        like = tuple(self._ids[other] for _, other in nearest)
        return Suggestion(self._ids[row], self._themes[place].id, chance, reasons, phrase, like)
