"""A table for other programs: CSV that spreadsheets open rightly."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping

from cxfacilitator.domain.table import no_formula

Cell = str | float
Lines = Iterable[Iterable[Cell]]


def as_csv(lines: Lines) -> bytes:
    """Return a table with commas, marked as UTF-8, and with no cell that is a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [no_formula(cell) if isinstance(cell, str) else cell for cell in line] for line in lines
    )
    return text.getvalue().encode("utf-8-sig")


WRITERS: Mapping[str, Callable[[Lines], bytes]] = {".csv": as_csv}
"""By the ending of a file's name."""
