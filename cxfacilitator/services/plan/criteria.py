"""Choose what ideas are judged by, and what the parts of their score count for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cxfacilitator.domain.criteria import HEAVIEST, Criterion, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.weights import ScorePart
from cxfacilitator.services.plan import reading
from cxfacilitator.store import criteria as store
from cxfacilitator.store.file import EngagementFile

_LONGEST = 60
"""Letters of a name, which stands beside the scores of every idea."""


def set_weights(file: EngagementFile, weights: Mapping[ScorePart, float]) -> None:
    """Say what the parts of the score count for, compared with each other; parts that are not named stay.

    Raises:
        CxError: One is less than nothing, or too large, or nothing would count; nothing was changed.
    """
    after = {**file.read(store.load_weights), **weights}
    _check_weights(after.values())
    if not any(after.values()):
        raise CxError("At least one part of the score has to count for something. Nothing was changed.")
    with file.edit("Change the weights of the score") as edit:
        store.save_weights(edit.db, after)


def add_criterion(file: EngagementFile, name: str, weight: float = 1.0, *, more_is_better: bool = True) -> CriterionId:
    """Add a criterion after the others.

    Raises:
        CxError: It has no name, a long one, or one that is taken, or its weight is less than nothing or too large;
            nothing was changed.
    """
    known = reading.criteria(file)
    last = max(criterion.position for criterion in known.values())
    made = _checked(known, Criterion(CriterionId(0), " ".join(name.split()), weight, more_is_better, last + 1))
    with file.edit(f"Add the criterion {made.name}") as edit:
        return store.insert(edit.db, made)


def change_criterion(file: EngagementFile, criterion: Criterion) -> None:
    """Write a criterion's name, weight and direction.

    Raises:
        CxError: As for `add_criterion`, or it is gone; nothing was changed.
    """
    known = reading.criteria(file)
    made = _checked(
        known, replace(criterion, name=" ".join(criterion.name.split()), position=known[criterion.id].position)
    )
    with file.edit(f"Change the criterion {made.name}") as edit:
        store.update(edit.db, made)


def remove_criterion(file: EngagementFile, criterion_id: CriterionId) -> None:
    """Take a criterion away, with all scores on it.

    Raises:
        CxError: It is impact or effort, or gone already; nothing was changed.
    """
    criterion = reading.criteria(file)[criterion_id]
    if criterion.is_axis:
        raise CxError(f"{criterion.name} is an axis of the plot and stays; with the weight 0 it counts for nothing.")
    with file.edit(f"Remove the criterion {criterion.name}") as edit:
        store.delete(edit.db, criterion_id)


def arrange_criteria(file: EngagementFile, criterion_ids: Sequence[CriterionId]) -> None:
    """Put the criteria into this order; those that are not named follow as they were.

    Raises:
        CxError: One is gone; nothing was changed.
    """
    known = reading.criteria(file)
    named = [known[criterion_id].id for criterion_id in criterion_ids]
    with file.edit("Arrange the criteria") as edit:
        store.place(edit.db, list(dict.fromkeys((*named, *known))))


def _checked(known: Mapping[CriterionId, Criterion], criterion: Criterion) -> Criterion:
    if not criterion.name:
        raise CxError("A criterion needs a name. Nothing was changed.")
    if len(criterion.name) > _LONGEST:
        raise CxError(f"A criterion's name has at most {_LONGEST} letters. Nothing was changed.")
    _check_weights([criterion.weight])
    taken = [other.name.casefold() for other in known.values() if other.id != criterion.id]
    if criterion.name.casefold() in taken:
        raise CxError(f"There is a criterion {criterion.name} already. Nothing was changed.")
    return criterion


def _check_weights(weights: Iterable[float]) -> None:
    # Weights are divided by their sum, which has to be a number too.
    if not all(0 <= weight <= HEAVIEST for weight in weights):
        raise CxError(f"A weight is a number from 0 to {HEAVIEST:,}. Nothing was changed.")
