"""Where the answer sheet has its marks, for whoever looks for them on a photograph."""

from typing import TYPE_CHECKING

from cxfacilitator.domain.report_setup import Paper
from cxfacilitator.report.materials.answer_sheet import CODE_RIGHT_MM, CODE_TOP_MM
from cxfacilitator.report.materials.leaf import CORNER_MM, QR_MM, SAFE_MM

if TYPE_CHECKING:
    from cxfacilitator.engines.straighten import Layout


def sheet_layout() -> "Layout":
    """Return where squares and code are on an answer sheet."""
    from cxfacilitator.engines.straighten import Layout

    pages = tuple((paper.size[1] * 25.4 / 72, paper.size[0] * 25.4 / 72) for paper in Paper)
    return Layout(pages, CORNER_MM, SAFE_MM + CORNER_MM / 2, QR_MM, CODE_RIGHT_MM, CODE_TOP_MM)
