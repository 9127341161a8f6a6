"""What the columns of a list without headings are taken for."""

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster_columns import Column
from cxfacilitator.domain.roster_guess import guess_columns
from cxfacilitator.domain.table import Row

C = Column


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ann", "Bo", "Ann"], [C.NAME]),
        (["Ann Lee", "Bo Fox"], [C.NAME]),
        (["Lee, Ann|Ops", "Fox, Bo|Ops"], [C.SURNAME_FIRST, C.DEPARTMENT]),
        (["Ann|Lee|Ops|Cork", "Bo|Fox|Ops|Lyon", "Cy|Day|IT|Cork"], [C.FIRST_NAME, C.LAST_NAME, C.DEPARTMENT, C.SITE]),
        (["001|Ann Lee|Ops", "002|Bo Fox|Ops"], [C.CODE, C.NAME, C.DEPARTMENT]),
        (["Hire|Ann Lee", "Hire|Bo Fox", "Shop|Cy Day"], [C.DEPARTMENT, C.NAME]),
        (["Ann Lee|ann@x.invalid", "Bo Fox|bo@x.invalid"], [C.NAME, None]),
        (["Ann Lee|3|3", "Bo Fox|3|4"], [C.NAME, None, C.CODE]),
    ],
)
def test_columns_are_guessed_by_what_is_in_them(lines: list[str], expected: list[Column | None]) -> None:
    rows = [Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 1)]
    found = guess_columns(rows, Audience.STAFF)
    assert [found.get(index) for index in range(len(expected))] == expected


def test_the_second_column_of_customers_is_what_kind_they_are() -> None:
    rows = [Row(1, ("Ann Lee", "Builder")), Row(2, ("Bo Fox", "Builder"))]
    assert guess_columns(rows, Audience.CUSTOMERS) == {0: C.NAME, 1: C.SEGMENT}
