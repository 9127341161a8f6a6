"""A table of texts is what spreadsheets read, and no cell of it is a formula."""

import csv
import io

from cxfacilitator.formats.lines_out import as_csv


def test_a_table_is_read_back_as_it_was_and_formulas_are_disarmed() -> None:
    found = as_csv([("Grüße", 'a "quoted", cell'), ("=1+1", "two\nlines")])
    assert found.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""))) == [
        ["Grüße", 'a "quoted", cell'],
        ["'=1+1", "two\nlines"],
    ]
