"""Charts as values that draw themselves on any surface: the printed page, or a picture for a screen and a slide."""

from cxfacilitator.report.charts.diverging import Diverging
from cxfacilitator.report.charts.dumbbell import Dumbbell
from cxfacilitator.report.charts.forest import Forest
from cxfacilitator.report.charts.heat import Heat
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.priorities import Priorities
from cxfacilitator.report.charts.slopes import Slopes
from cxfacilitator.report.charts.spread import Spread
from cxfacilitator.report.charts.tally import Tally

__all__ = ["Diverging", "Dumbbell", "Forest", "Heat", "Marks", "Priorities", "Slopes", "Spread", "Tally"]
