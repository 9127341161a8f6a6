"""How long work tells how far it is. A progress report is also the place where a cancelled job stops."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with a share in 0-1 and a short note; may raise `Cancelled`."""


def silent(share: float, note: str) -> None:
    """Report to nobody."""
