"""How commands name what they are about: a theme by its id or its name, answers by their references."""

from collections.abc import Iterable

from cxfacilitator.domain.codebook import Codebook, Theme
from cxfacilitator.domain.codebook_names import same_name
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot


def theme_called(book: Codebook, called: str) -> Theme:
    """Return the theme with this id or name.

    Raises:
        CxError: There is none.
    """
    for theme in book.themes:
        if theme.id == called.upper() or theme.id == called or same_name(theme.name, called):
            return theme
    raise CxError(f"There is no theme “{called}” in this engagement's codebook.")


def answers_called(snapshot: Snapshot, refs: Iterable[str]) -> list[Answer]:
    """Return the answers with these references, to be given themes.

    Raises:
        CxError: One is not there, or is in the parking lot.
    """
    found = [snapshot.answer_called(ref) for ref in refs]
    for answer in found:
        if answer in snapshot.set_aside:
            raise CxError(f"{answer.ref} is in the parking lot. Bring it back first: park FILE {answer.ref} --back.")
    return found
