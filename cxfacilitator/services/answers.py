"""Hand the answers with their themes to other programs, as a table or as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.forms import Form, is_loose
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.redaction import is_redacted
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Suggestions
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.formats.answers_out import WRITERS, AnswerOut, ThemeOut
from cxfacilitator.report.saving import check_list, save

_WHAT = "list of answers"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """Answers that were written."""

    path: Path
    answers: int
    reviewed: int

    @property
    def sentence(self) -> str:
        """What was written, and what of it a person has decided."""
        text = f"{amount(self.answers, 'answer')} written to {self.path}"
        return f"{text}; {self.reviewed} of them reviewed by a person."


def check(path: Path, *, replace: bool = False) -> None:
    """See that answers may be written to a place.

    Raises:
        CxError: The ending is none that is known, the folder is missing, or something is there already.
    """
    check_list(path, _WHAT, WRITERS, replace)


def export(
    snapshot: Snapshot,
    path: Path,
    answer_ids: Sequence[AnswerId] | None = None,
    suggestions: Suggestions | None = None,
    *,
    replace: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write answers with what people decided on them.

    Args:
        path: Its ending, `.csv`, `.xlsx` or `.json`, says how.
        answer_ids: Only these, in this order; otherwise all that themes are decided for, in sheet order.
        suggestions: What the machine proposes, to stand in columns of its own.
        replace: Whether a file of the same name may be replaced.
        progress: May stop the work; then nothing is written.

    Raises:
        CxError: As for `check`, an answer is gone, or the disk refused; nothing was changed.
    """
    check(path, replace=replace)
    answers = snapshot.to_review if answer_ids is None else [snapshot.answer[answer] for answer in answer_ids]
    found = []
    for number, answer in enumerate(answers):
        if number % _AT_ONCE == 0:
            progress(number / len(answers), f"{number:,} of {len(answers):,} answers")
        found.append(_out(snapshot, answer, suggestions))
    save(path, WRITERS[path.suffix.casefold()](found), _WHAT)
    return Exported(path, len(found), sum(answer.reviewed for answer in answers))


def _out(snapshot: Snapshot, answer: Answer, suggestions: Suggestions | None) -> AnswerOut:
    source = snapshot.source_of(answer)
    redacted = is_redacted(answer)
    return AnswerOut(
        reference=answer.ref,
        audience=source.audience.value,
        kind=source.kind.value if isinstance(source, Form) else "group",
        code=source.code,
        name=joined((source.label, source.segment)),
        question="" if is_loose(source, answer) else answer.box.label,
        wording=answer.wording,
        changed="redacted" if redacted else "tidied" if answer.tidy else "",
        original=answer.text if answer.tidy and not redacted else "",
        themes=tuple(_theme(snapshot, theme) for theme in snapshot.themes_of.get(answer.id, ())),
        flags=tuple(sorted(flag.value for flag in answer.flags)),
        competitor=answer.competitor,
        direction=answer.direction.value,
        matters=answer.value.value,
        starred=answer.starred,
        second_look=answer.second_look,
        memo=answer.memo,
        reviewed=answer.reviewed,
        suggested=None
        if suggestions is None
        else tuple(_theme(snapshot, theme, chance) for theme, chance in suggestions.ranked(answer.id)),
    )


def _theme(snapshot: Snapshot, theme_id: ThemeId, probability: float | None = None) -> ThemeOut:
    name = snapshot.codebook.by_id[theme_id].name
    return ThemeOut(theme_id, name, None if probability is None else round(probability, 3))
