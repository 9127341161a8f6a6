"""A PDF is opened from bytes or from a file; what cannot be read says so."""

from pathlib import Path

import pytest

from cxfacilitator.domain.errors import CxError
from cxfacilitator.services import preview
from tests.papers import paper


def test_a_file_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(paper(2))
    document = preview.open_document(path)
    path.unlink()
    assert preview.look(document, 1, 36).text.split() == ["Page", "2"]
    assert preview.find(document, "page 2") == preview.find(preview.open_document(paper(2)), "PAGE 2")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(CxError, match=r"gone\.pdf cannot be read: No such file"):
        preview.open_document(tmp_path / "gone.pdf")
