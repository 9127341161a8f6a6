"""What has to be worked out before it can be shown: at once where that is quick, otherwise as a job."""

from collections.abc import Callable
from typing import Any, TypeVar

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.jobs import Job, Jobs

T = TypeVar("T")
AT_ONCE = 1500
"""Up to so many answers are compared in less time than it takes to notice."""


def few(snapshot: Snapshot) -> bool:
    """Whether an engagement has so few answers that comparing them keeps nobody waiting."""
    return len(snapshot.to_review) <= AT_ONCE


class Looking:
    """Works one thing out at a time; what was begun before is stopped, and not heard of any more."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._job: Job | None = None
        self._begun = 0

    def begin(
        self,
        look: Callable[..., T],
        *args: Any,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CxError], None] | None = None,
        at_once: bool = False,
    ) -> None:
        """Work something out in the place of what was begun before; for what is not done at once, as `Jobs.run`."""
        self.stop()
        hear_problem: Callable[[CxError], None] = failed or self._jobs.failed.emit
        if not at_once:
            self._job = self._jobs.run(
                look, *args, title=title, done=self._while_newest(done), failed=self._while_newest(hear_problem)
            )
            return
        try:
            found = look(*args)
        except CxError as problem:
            hear_problem(problem)
        else:
            done(found)

    def stop(self) -> None:
        """Stop what was begun."""
        self._begun += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _while_newest(self, hear: Callable[[T], None]) -> Callable[[T], None]:
        # A job that had just come to its end when it was stopped tells its result all the same.
        number = self._begun
        return lambda found: hear(found) if number == self._begun else None
