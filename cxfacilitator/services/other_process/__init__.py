"""Long work in a process of its own: in a thread it would take its turns from the screens, and they would stutter.

The app and its worker talk through the worker's standard input and output: no sockets and no files, the same on every
system, and each notices when the other is gone. The worker knows nothing of screens.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress

if TYPE_CHECKING:
    from cxfacilitator.services.other_process.worker import Worker

T = TypeVar("T")
_ENDED = (
    "The work ended before it was done: its process was stopped, perhaps because the computer is short of memory. "
    "Nothing was changed. Close other programs and try again."
)


class BugElsewhere(Exception):
    """A bug in the other process.

    Attributes:
        kind: The name of its class; its message stays where it is, for it may hold names or answers.
        frames: Where it happened.
    """

    def __init__(self, kind: str, frames: str) -> None:
        super().__init__(f"{kind} in another process\n{frames}")
        self.kind, self.frames = kind, frames


class OtherProcess:
    """Does one piece of work after the other in a process that starts with the first and stays for the next ones."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def run(self, function: Callable[..., T], *args: Any, progress: Progress, **kwargs: Any) -> T:
        """Do a piece of work there and wait for it.

        Args:
            function: A module's function that takes `args`, `kwargs` and `progress`.
            args: Values for the function; like its result they are pickled.
            progress: Told what the function tells, and asked every moment whether to stop.
            kwargs: Values for the function.

        Raises:
            CxError: The function's, or the process came to an end.
            Cancelled: From `progress`; nothing that the function made for a while is left.
            BugElsewhere: The function has a bug.
        """
        from cxfacilitator.services.other_process.messages import Bug, Ended, Refusal, Result
        from cxfacilitator.services.other_process.worker import Worker

        progress(0.0, "")
        worker = self._worker = self._worker if self._worker and self._worker.lives else Worker()
        match worker.do((function, args, kwargs), progress):
            case Result(value):
                found: T = value
                return found
            case Refusal(problem):
                raise problem
            case Bug(kind, frames):
                worker.end()
                raise BugElsewhere(kind, frames)
            case Ended():
                worker.end()
                raise CxError(_ENDED)

    def shut_down(self) -> None:
        """End the process; another piece of work would start a new one."""
        if self._worker is not None:
            self._worker.dismiss()
            self._worker = None
