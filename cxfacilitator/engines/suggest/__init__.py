"""Suggest themes for answers, each with the words that led to it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.tagging import MOST_THEMES, Reason, Suggestion

Suggest = Callable[[Sequence[Answer]], Mapping[AnswerId, tuple[Suggestion, ...]]]


@dataclass(frozen=True)
class _Cue:
    text: str
    pattern: re.Pattern[str]
    weight: float


def suggester(codebook: Codebook, progress: Progress = silent) -> Suggest:
    """Return a function that suggests themes from the codebook's cues.

    A cue counts for more the longer it is ("let us down" says more than "late") and for less the
    more themes share it; between equals the theme that is named first comes first, since people put
    the main point first. The same answers and codebook always give the same suggestions.

    Returns:
        A function from answers to at most `MOST_THEMES` suggestions each, the best first; an
        answer without any is not a key. Scores are shares of all cue weight found in the answer.
    """
    shared: dict[str, int] = {}
    for theme in codebook.counted:
        for cue in set(theme.cues):
            shared[cue] = shared.get(cue, 0) + 1
    cues = [
        (theme.id, [_Cue(cue, _pattern(cue), (0.5 + 0.5 * len(cue.split())) / shared[cue]) for cue in theme.cues])
        for theme in codebook.counted
    ]

    def suggest(answers: Sequence[Answer]) -> Mapping[AnswerId, tuple[Suggestion, ...]]:
        found: dict[AnswerId, tuple[Suggestion, ...]] = {}
        for done, answer in enumerate(answers):
            if done % 200 == 0:
                progress(done / len(answers), f"{done} of {len(answers)} answers")
            best = _suggestions(answer, cues)
            if best:
                found[answer.id] = best
        return found

    return suggest


def _suggestions(answer: Answer, cues: Sequence[tuple[ThemeId, Sequence[_Cue]]]) -> tuple[Suggestion, ...]:
    text = answer.wording.replace("\u2019", "'").casefold()
    # Casefolding may lengthen a text (one letter of German does); without equal lengths the
    # marked words would be the wrong ones.
    text = text if len(text) == len(answer.wording) else answer.wording.lower()
    found: list[tuple[float, ThemeId, tuple[Reason, ...]]] = []
    for theme, theme_cues in cues:
        hits = [(cue, match) for cue in theme_cues for match in [cue.pattern.search(text)] if match]
        if hits:
            weight = sum(cue.weight for cue, _ in hits)
            reasons = tuple(Reason(cue.text, match.start(), match.end()) for cue, match in hits)
            found.append((weight, theme, reasons))
    total = sum(weight for weight, _, _ in found)
    found.sort(key=lambda item: (-item[0], min(reason.start for reason in item[2])))
    return tuple(
        Suggestion(answer.id, theme, weight / total, reasons) for weight, theme, reasons in found[:MOST_THEMES]
    )


def _pattern(cue: str) -> re.Pattern[str]:
    """A cue as a pattern: whole words, a trailing `*` for any ending, any white space between words."""
    words = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in cue.casefold().split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")
