"""Tag the answers: the machine suggests, a person decides, and only what was decided counts."""

from typing import TYPE_CHECKING

from cxfacilitator.services.tagging.deciding import (
    accept,
    accept_many,
    accept_unless_decided,
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
from cxfacilitator.services.tagging.reading import TextVectors, drop_vectors, keep_vectors, known_vectors
from cxfacilitator.services.tagging.suggesting import (
    asking_order,
    decisions,
    has_model,
    likely,
    rank,
    reads_alike,
    suggest,
    tagger,
)

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester as Suggester

__all__ = [
    "LoadedTags",
    "TagPlan",
    "TextVectors",
    "accept",
    "accept_many",
    "accept_unless_decided",
    "asking_order",
    "decisions",
    "drop_vectors",
    "has_model",
    "keep_vectors",
    "known_vectors",
    "likely",
    "load_tags",
    "mark_many",
    "plan_tag",
    "rank",
    "reads_alike",
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
