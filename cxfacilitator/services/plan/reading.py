"""What an edit of the plan looks at: a few rows of the file, and not the answers of everybody."""

from collections.abc import Mapping

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.by_id import ById
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.criteria import Criterion, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.store import actions as actions_store
from cxfacilitator.store import codebook as codebook_store
from cxfacilitator.store import criteria as criteria_store
from cxfacilitator.store import initiatives as initiatives_store
from cxfacilitator.store import plan as store
from cxfacilitator.store.file import EngagementFile


def ideas(file: EngagementFile) -> Mapping[IdeaId, Idea]:
    """Read the ideas."""
    return ById("idea", {idea.id: idea for idea in file.read(store.load_all)})


def criteria(file: EngagementFile) -> Mapping[CriterionId, Criterion]:
    """Read the criteria in their order."""
    return ById("criterion", {criterion.id: criterion for criterion in file.read(criteria_store.load_all)})


def actions(file: EngagementFile) -> Mapping[ActionId, Action]:
    """Read the actions in their order."""
    return ById("action", {action.id: action for action in file.read(actions_store.load_all)})


def initiatives(file: EngagementFile) -> Mapping[InitiativeId, Initiative]:
    """Read the initiatives."""
    return ById("initiative", {initiative.id: initiative for initiative in file.read(initiatives_store.load_all)})


def check_theme(file: EngagementFile, theme_id: ThemeId | None) -> None:
    """See that a theme is in the codebook; None is no theme.

    Raises:
        CxError: It is not.
    """
    if theme_id is not None and theme_id not in file.read(codebook_store.load).by_id:
        raise CxError("This theme is no longer in the codebook. Nothing was changed.")
