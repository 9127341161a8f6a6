"""Where the headings of a table are, found or chosen."""

import pytest

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.table import Row, Table, find_headings, tabbed


def table(*lines: str) -> Table:
    rows = (Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 1))
    return Table("list.csv", tuple(row for row in rows if row.filled))


def test_a_person_may_choose_the_row_of_headings() -> None:
    found = find_headings(table("Staff|2026", "A|B", "1|2"), chosen=(2,))
    assert found.names == ("A", "B")
    assert [row.number for row in found.titles] == [1]
    assert [row.number for row in found.records] == [3]


def test_headings_of_two_rows_are_joined_and_the_second_is_no_record() -> None:
    found = find_headings(table("Person||Place", "First|Last|Site", "Ann|Lee|Cork"), chosen=(1, 2))
    assert found.names == ("Person - First", "Last", "Place - Site")
    assert [row.number for row in found.records] == [3]


def test_a_list_may_have_no_headings() -> None:
    found = find_headings(table("Ann|Lee", "Bo|Fox"), chosen=())
    assert (found.names, found.numbers, len(found.records)) == ((), (), 2)
    assert found.labels == ("Column 1", "Column 2")


def test_a_blank_row_cannot_hold_the_headings() -> None:
    with pytest.raises(ImportProblem, match=r"list\.csv has nothing in row 2"):
        find_headings(table("A|B", "|", "1|2"), chosen=(2,))


def test_every_column_has_a_name_of_its_own() -> None:
    found = find_headings(table("Name|name||Dept|Column 3", "a|b|c|d|e|f|"))
    assert found.labels == ("Name", "name (column 2)", "Column 3", "Dept", "Column 3 (column 5)", "Column 6")


def test_a_known_word_among_the_records_makes_them_no_headings() -> None:
    lines = ("Kto|Gdzie|Co", "Jan|Cork|clerk", "Ewa|Cork|manager")
    assert find_headings(table(*lines), {"manager"}).numbers == (1,)
    assert find_headings(table("List", "Manager|Town|Role", "Jan|Cork|x"), {"manager"}).numbers == (2,)
    assert find_headings(table("List", "Name", "Jan"), {"name"}).numbers == (2,)


def test_lines_for_the_clipboard_keep_each_cell_in_its_place() -> None:
    """No cell breaks its line or its column, and none is a formula."""
    assert tabbed([("a", "two\nlines"), ("=1+1", "a\ttab")]) == "a\ttwo lines\n'=1+1\ta tab"
