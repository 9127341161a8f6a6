"""What people say of an idea, and what leadership decides on it."""

from dataclasses import replace
from datetime import date

from cxfacilitator.domain.criteria import HIGHEST, LOWEST, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services.plan import reading
from cxfacilitator.store import plan as store
from cxfacilitator.store.file import EngagementFile

_CUSTOMER_WORK = {
    Value.YES: "Note that {} makes work for customers",
    Value.NO: "Note that {} makes no work for customers",
    Value.UNSURE: "Note that nobody is sure whether {} makes work for customers",
    Value.UNSAID: "Forget whether {} makes work for customers",
}


def score(file: EngagementFile, idea_id: IdeaId, criterion_id: CriterionId, given: int | None) -> None:
    """Score an idea on a criterion, 1-5; None takes the score back.

    Raises:
        CxError: The score is out of range, or the criterion or the idea is gone; nothing was changed.
    """
    idea, criterion = reading.ideas(file)[idea_id], reading.criteria(file)[criterion_id]
    if given is not None and not LOWEST <= given <= HIGHEST:
        raise CxError(f"{criterion.name} is scored from {LOWEST} to {HIGHEST}.")
    on = f"{criterion.name.lower()} of {idea.title}"
    label = f"Score the {on}: {given}" if given else f"Take back the score for the {on}"
    _write(file, label, idea.scored(criterion_id, given))


def decide(
    file: EngagementFile,
    idea_id: IdeaId,
    disposition: Disposition | None,
    reason: str = "",
    owner: str = "",
    due: date | None = None,
) -> None:
    """Note what was decided on an idea, by whom it is done and by when.

    Raises:
        CxError: It is put off without a reason; nothing was changed.
    """
    if disposition is Disposition.NOT_NOW and not reason.strip():
        raise CxError("Say why this idea is not taken up now: whoever proposed it will ask.")
    idea = reading.ideas(file)[idea_id]
    decided = replace(idea, disposition=disposition, reason=reason.strip(), owner=" ".join(owner.split()), due=due)
    _write(file, f"Decide on {idea.title}", decided)


def set_customer_view(file: EngagementFile, idea_id: IdeaId, text: str) -> None:
    """Write how customers will see an idea; empty takes it away."""
    idea = reading.ideas(file)[idea_id]
    written = replace(idea, customer_view=text if text.strip() else "")
    _write(file, f"Write how customers will see {idea.title}", written, f"customer view {idea_id}")


def set_customer_work(file: EngagementFile, idea_id: IdeaId, value: Value) -> None:
    """Note whether an idea makes work for customers."""
    idea = reading.ideas(file)[idea_id]
    _write(file, _CUSTOMER_WORK[value].format(idea.title), replace(idea, customer_work=value))


def set_hours(file: EngagementFile, idea_id: IdeaId, hours: float | None) -> None:
    """Note how many hours of work an idea takes; None forgets it.

    Raises:
        CxError: They are fewer than none; nothing was changed.
    """
    if hours is not None and not 0 <= hours < float("inf"):
        raise CxError("Hours of work are a number from 0 on.")
    idea = reading.ideas(file)[idea_id]
    _write(file, f"Note the hours of work of {idea.title}", replace(idea, hours=hours))


def set_dots(file: EngagementFile, idea_id: IdeaId, dots: int) -> None:
    """Note how many dots the room gave an idea.

    Raises:
        CxError: They are fewer than none; nothing was changed.
    """
    if dots < 0:
        raise CxError("Dots are counted from 0 on.")
    idea = reading.ideas(file)[idea_id]
    _write(file, f"Note the dots of {idea.title}", replace(idea, dots=dots), f"dots {idea_id}")


def _write(file: EngagementFile, label: str, idea: Idea, merge_key: str = "") -> None:
    with file.edit(label, merge_key=merge_key) as edit:
        store.update(edit.db, idea)
