"""Let the screen draw breath in the middle of something long."""

from PySide6.QtCore import QCoreApplication, QEventLoop


def draw_breath() -> None:
    """Let painting, timers and news have their turn; keys and clicks wait, and come afterwards in their order.

    Only for what a key or a click has begun: within news, newer news would overtake it.
    """
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
