"""Things by id, where a missing one is no bug."""

from typing import NoReturn, TypeVar

from cxfacilitator.domain.errors import CxError

K = TypeVar("K")
V = TypeVar("V")


class ById(dict[K, V]):
    """Values by id; asked for one that is not there, it says so in a sentence.

    A thing may have been removed, or its making undone, while a click on it was on its way.
    """

    def __init__(self, what: str, found: dict[K, V]) -> None:
        super().__init__(found)
        self._what = what

    def __missing__(self, key: K) -> NoReturn:
        raise CxError(f"This {self._what} is no longer there. Nothing was changed.")
