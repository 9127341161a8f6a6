from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.report.materials.mark import sheet_mark

CODES = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@given(CODES, CODES)
def test_a_code_is_ascii_in_three_parts(engagement: str, group: str) -> None:
    mark = sheet_mark(engagement, group)
    assert mark.isascii()
    assert mark.startswith("CXF1|")
    assert mark.count("|") == 2


@given(CODES, CODES)
def test_two_groups_never_share_a_code(one: str, other: str) -> None:
    assert (sheet_mark("E", one) == sheet_mark("E", other)) == (one == other)


def test_the_usual_code_is_read_as_it_stands() -> None:
    assert sheet_mark("TRH-2025-R1", "S3") == "CXF1|TRH-2025-R1|S3"
