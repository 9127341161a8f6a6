"""Codebooks of files: begin with one, bring one in after a look at what it would do, and write one."""

from pathlib import Path

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.codebook_plan import CodebookPlan, plan
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_tagger import themes_of_seconds
from cxfacilitator.domain.text import amount
from cxfacilitator.formats import codebook as formats
from cxfacilitator.paths import resource
from cxfacilitator.report.saving import check_list, save
from cxfacilitator.services.codebook.noting import changing
from cxfacilitator.store import elsewhere
from cxfacilitator.store import second_taggers as taggers_store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import EngagementFile

_WHAT = "codebook"


def default() -> Codebook:
    """Return the codebook that comes with the app."""
    return formats.read(resource("codebooks", "default.json"))


def empty() -> Codebook:
    """Return a codebook without themes: only the codes for answers without a theme."""
    residual = tuple(theme for theme in default().themes if theme.residual)
    return Codebook("own-1", (), residual)


def read(path: Path) -> Codebook:
    """Read a codebook: a table, TOML, JSON, REFI-QDA, a bare list of names, or that of another engagement's file.

    Of an engagement's file nothing but the codebook is read, and the file is neither locked nor changed.

    Raises:
        ImportProblem: The file is no codebook; the text names the file, the row and the reason.
        FileProblem: The engagement's file cannot be read.
    """
    if elsewhere.is_engagement(path):
        return elsewhere.codebook_of(path)
    return formats.read(path)


def write(codebook: Codebook, path: Path, *, replace: bool = False) -> None:
    """Write a codebook as CSV, TOML or REFI-QDA (.qdc), as the ending of the name says.

    Raises:
        CxError: The ending is none of these, something is there already and may not be replaced, or the disk refused.
    """
    check_list(path, _WHAT, formats.WRITERS, replace)
    save(path, formats.WRITERS[path.suffix.casefold()](codebook), _WHAT)


def apply(file: EngagementFile, agreed: CodebookPlan) -> None:
    """Bring in a codebook as agreed.

    What was changed here since the plan was made is not lost: the same codebook is planned anew and then applied.
    """
    with changing(file, f"Import a codebook of {amount(len(agreed.incoming.counted), 'theme')}") as revision:
        seconds = themes_of_seconds(taggers_store.load_all(revision.edit.db))
        in_use = seconds | {tag.theme_id for tag in tagging_store.load_tags(revision.edit.db)}
        now = plan(revision.codebook, in_use, agreed.incoming, drop_unused=agreed.drops_unused)
        revision.codebook = now.result


def start_with(file: EngagementFile, codebook: Codebook) -> None:
    """Begin with another codebook, while no answer has a theme; the codes for answers without a theme stay.

    Raises:
        CxError: An answer has a theme already.
    """
    if file.read(tagging_store.load_tags) or themes_of_seconds(file.read(taggers_store.load_all)):
        raise CxError(
            "Answers have themes already, so the codebook is not replaced. Import the other one instead: "
            "it is shown first what that would change."
        )
    with changing(file, f"Start with a codebook of {amount(len(codebook.counted), 'theme')}") as revision:
        revision.codebook = plan(revision.codebook, (), codebook, drop_unused=True).result
