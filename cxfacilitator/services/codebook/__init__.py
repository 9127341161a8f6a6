"""Build the codebook: every change is noted with what the codebook was before, and can be taken back."""

from cxfacilitator.domain.codebook_plan import plan_import
from cxfacilitator.services.codebook.editing import (
    add_cue,
    add_family,
    add_theme,
    arrange,
    arrange_families,
    place,
    remove,
    remove_cue,
    remove_family,
    save_family,
    save_theme,
)
from cxfacilitator.services.codebook.exchange import apply, default, empty, read, start_with, write
from cxfacilitator.services.codebook.refiling import changes, merge, move, plan_back, roll_back, split

__all__ = [
    "add_cue",
    "add_family",
    "add_theme",
    "apply",
    "arrange",
    "arrange_families",
    "changes",
    "default",
    "empty",
    "merge",
    "move",
    "place",
    "plan_back",
    "plan_import",
    "read",
    "remove",
    "remove_cue",
    "remove_family",
    "roll_back",
    "save_family",
    "save_theme",
    "split",
    "start_with",
    "write",
]
