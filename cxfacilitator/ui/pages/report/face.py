"""What the faces of the report have in common."""

from PySide6.QtCore import Signal

from cxfacilitator.ui.pages import faces


class Face(faces.Face):
    """One side of the report.

    Signals:
        stage_wanted: Carries the stage that is to be shown.
        face_wanted: Carries the name of the face that is to be shown.
    """

    stage_wanted = Signal(str)
    face_wanted = Signal(str)
