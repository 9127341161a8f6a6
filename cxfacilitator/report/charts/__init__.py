"""Charts as values that draw themselves on any surface: the printed page now, a screen as well."""

from cxfacilitator.report.charts.diverging import Diverging
from cxfacilitator.report.charts.dumbbell import Dumbbell
from cxfacilitator.report.charts.heat import Heat
from cxfacilitator.report.charts.marks import Marks
from cxfacilitator.report.charts.spread import Spread

CHARTS = {"dumbbell": Dumbbell, "diverging": Diverging, "heat": Heat, "marks": Marks, "spread": Spread}
"""Every chart by name; a new chart is one file and one entry."""

__all__ = ["CHARTS", "Diverging", "Dumbbell", "Heat", "Marks", "Spread"]
