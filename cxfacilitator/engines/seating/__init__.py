"""Seat people in groups: search, same kinds at a table, several rounds."""

from cxfacilitator.engines.seating.alike import find_alike, same_sizes
from cxfacilitator.engines.seating.even import even_out
from cxfacilitator.engines.seating.find import BEST, QUICK, Effort, find_seating, stratified_start
from cxfacilitator.engines.seating.rounds import find_rounds

__all__ = [
    "BEST",
    "QUICK",
    "Effort",
    "even_out",
    "find_alike",
    "find_rounds",
    "find_seating",
    "same_sizes",
    "stratified_start",
]
