"""Expected failures: each carries the sentences that the facilitator reads. Everything else is a bug."""

from typing import Any


class CxError(Exception):
    """An expected failure; its text says in one or two sentences what happened and what to do."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back from another process as what it is, whatever it was made of."""
        return _again, (type(self), self.args, self.__dict__)


class FileProblem(CxError):
    """The engagement file cannot be opened or written; nothing was changed."""


class DamagedFile(FileProblem):
    """The engagement file at this path cannot be trusted any more; a backup can take its place."""

    def __init__(self, sentence: str, path: str) -> None:
        super().__init__(sentence)
        self.path = path


class DiskRefused(FileProblem):
    """The disk does not take a change at the moment; nothing was changed, and the same may be tried again."""

    def __init__(self, sentence: str, *, full: bool = False) -> None:
        super().__init__(sentence)
        self.full = full


class ImportProblem(CxError):
    """A file from elsewhere cannot be read; the text names the file, the row if there is one, and the reason."""


class SpellingProblem(CxError):
    """The spelling check cannot be used; typing goes on without it."""


class Cancelled(CxError):
    """The facilitator stopped a job; raised from a progress report."""


def _again(kind: type[CxError], args: tuple[object, ...], known: dict[str, Any]) -> CxError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(known)
    return error
