"""Seat people in groups: search, same kinds at a table, several rounds."""

from cxfacilitator.engines.seating.alike import find_alike, same_sizes
from cxfacilitator.engines.seating.find import BEST, QUICK, Effort, find_seating, stratified_start

__all__ = ["BEST", "QUICK", "Effort", "find_alike", "find_seating", "same_sizes", "stratified_start"]
