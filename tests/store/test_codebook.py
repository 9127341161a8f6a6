from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.store import codebook
from cxfacilitator.store.file import EngagementFile
from tests.builders import default_codebook
from tests.store.builders import CODEBOOK


def test_theme_in_use_is_not_deleted(file: EngagementFile) -> None:
    words = "“Care” cannot be deleted, because 3 answers have it"
    with pytest.raises(CxError, match=words), file.edit("Delete") as edit:
        codebook.save(edit.db, replace(CODEBOOK, themes=CODEBOOK.themes[1:]))
    assert file.snapshot().codebook == CODEBOOK


def test_deleted_theme_takes_only_its_rejections_along(file: EngagementFile) -> None:
    before = file.snapshot()
    kept = tuple(theme for theme in CODEBOOK.themes if theme.id != "ACC-2")
    with file.edit("Delete") as edit:
        codebook.save(edit.db, replace(CODEBOOK, themes=kept))
    after = file.snapshot()
    assert after.codebook.themes == kept
    assert after.tags == before.tags
    assert after.rejections == before.rejections[1:]


def test_themes_may_change_family_and_order_at_once(file: EngagementFile) -> None:
    book = Codebook(
        "4",
        (Family("NEW", "Newcomers"), Family("ACC", "Access, renamed")),
        tuple(replace(theme, family="NEW") for theme in reversed(CODEBOOK.themes)),
    )
    with file.edit("Rework") as edit:
        codebook.save(edit.db, book)
    assert file.snapshot().codebook == book


def test_codebook_that_ships_fits(file: EngagementFile) -> None:
    used = CODEBOOK.themes[:2]
    shipped = default_codebook()
    book = replace(
        shipped,
        families=(*shipped.families, CODEBOOK.families[0]),
        themes=(*shipped.themes, *used, Theme(ThemeId("X"), "", "No family")),
    )
    with file.edit("Import") as edit:
        codebook.save(edit.db, book)
    assert file.snapshot().codebook == book
