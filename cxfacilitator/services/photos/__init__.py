"""Photographs of sheets: attached, looked at beside the answers, exported only when asked."""

from cxfacilitator.report.picture import Picture
from cxfacilitator.services.photos.attaching import Attached, Pasted, Ready, add, attach, prepare
from cxfacilitator.services.photos.exporting import Exported, export, images, write
from cxfacilitator.services.photos.keeping import assign, draw, image, lies_as_printed, remove, set_straight, turn

__all__ = [
    "Attached",
    "Exported",
    "Pasted",
    "Picture",
    "Ready",
    "add",
    "assign",
    "attach",
    "draw",
    "export",
    "image",
    "images",
    "lies_as_printed",
    "prepare",
    "remove",
    "set_straight",
    "turn",
    "write",
]
