"""The matrix of everybody and of parts, and as a table for spreadsheets."""

import csv
from pathlib import Path

import pytest

from cxfacilitator.domain.beside import beside
from cxfacilitator.domain.cuts import By, cuts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.matrix_layout import Layout, RowKind, lay_out
from cxfacilitator.services.matrix import AudiencePart, Seen, export, see
from tests.builders import sample_snapshot

SAMPLE = sample_snapshot()


def laid(seen: Seen) -> Layout:
    return lay_out(seen.matrix, seen.beside, seen.snapshot.codebook.families, (), seen.closed)


def test_everybody_is_the_whole_file() -> None:
    seen = see(SAMPLE)
    assert (seen.snapshot, seen.beside, seen.sentence, seen.closed) == (SAMPLE, beside(SAMPLE), "", frozenset())
    assert sum(row.kind is RowKind.GROUP for row in laid(seen).rows) == 16


@pytest.mark.parametrize("audience", Audience)
def test_every_part_that_is_shown_has_its_groups_and_the_whole_of_the_others(audience: Audience) -> None:
    """A part that is too small for its own words has totals, and neither rows nor quotes."""
    for by, found in cuts(SAMPLE, audience).items():
        for cell in found.cells:
            part = AudiencePart(audience, by, cell.called)
            if cell.hidden is not None:
                with pytest.raises(CxError, match="is hidden: "):
                    see(SAMPLE, part)
                continue
            layout = laid(see(SAMPLE, part))
            mine = [row.group for row in layout.rows if row.group is not None and row.audience is audience]
            others = [row for row in layout.rows if row.group is not None and row.audience is not audience]
            assert mine == (list(cell.groups) if cell.quotable else [])
            assert len(others) == len(SAMPLE.groups) - len(SAMPLE.groups_of(audience))
            total = next(n for n, r in enumerate(layout.rows) if (r.kind, r.audience) == (RowKind.TOTAL, audience))
            assert layout.said(total, 0)[1] == len(cell.groups)
            if not cell.quotable:
                assert not any(layout.answers(total, column) for column in range(len(layout.columns)))


def test_a_part_says_what_is_shown() -> None:
    seen = see(SAMPLE, AudiencePart(Audience.STAFF, By.SESSION, "S-AM"))
    assert seen.sentence == (
        "Of staff only the session S-AM: 5 groups, 35 people. All of leadership and customers, and no forms."
    )
    with pytest.raises(CxError, match="No group of staff with a reviewed answer has the segment Nobody"):
        see(SAMPLE, AudiencePart(Audience.STAFF, By.SEGMENT, "Nobody"))


def test_a_table_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    layout, path = laid(see(SAMPLE)), tmp_path / "matrix.csv"
    assert export(layout, path) == f"16 groups and 28 columns written to {path}"
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [tuple(line) for line in csv.reader(file)] == [tuple(line) for line in layout.lines]
    with pytest.raises(CxError, match="is there already and was not changed"):
        export(layout, path)
    with pytest.raises(CxError, match=r"one of these endings: \.csv"):
        export(layout, tmp_path / "matrix.xlsx")
