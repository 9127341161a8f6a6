"""Tag the answers: the machine suggests, a person decides, and only what was decided counts."""

from typing import TYPE_CHECKING

from cxfacilitator.services.tagging.deciding import (
    accept,
    accept_many,
    reject,
    remove,
    set_competitor,
    set_direction,
    set_flag,
    set_memo,
    set_reviewed,
    set_value,
)
from cxfacilitator.services.tagging.loading import LoadedTags, load_tags
from cxfacilitator.services.tagging.many import TagPlan, mark_many, plan_tag, tag_many, untag_last, untag_many
from cxfacilitator.services.tagging.suggesting import (
    decisions,
    has_model,
    keep_vectors,
    known_vectors,
    likely,
    suggest,
    tagger,
)

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester as Suggester

__all__ = [
    "LoadedTags",
    "TagPlan",
    "accept",
    "accept_many",
    "decisions",
    "has_model",
    "keep_vectors",
    "known_vectors",
    "likely",
    "load_tags",
    "mark_many",
    "plan_tag",
    "reject",
    "remove",
    "set_competitor",
    "set_direction",
    "set_flag",
    "set_memo",
    "set_reviewed",
    "set_value",
    "suggest",
    "tag_many",
    "tagger",
    "untag_last",
    "untag_many",
]
