"""The only message boxes and file pickers of the app."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cxfacilitator.domain.errors import CxError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ENGAGEMENT_FILES = "Engagements (*.cxfac)"


def documents() -> Path:
    """Return the folder where a search begins as long as nobody has been anywhere else."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def file_to_open(parent: QWidget, title: str, kinds: str, folder: Path) -> Path | None:
    """Ask for a file that exists.

    Args:
        parent: The window that is asked in.
        title: The question, for example `Which list?`.
        kinds: Qt's filter, for example `Lists (*.csv *.xlsx)`.
        folder: Where the search begins.

    Returns:
        The file, or None when nothing was chosen.
    """
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def files_to_open(parent: QWidget, title: str, kinds: str, folder: Path) -> tuple[Path, ...]:
    """Ask for any number of files that exist, as `file_to_open` does for one; empty when none was chosen."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
    return tuple(Path(name) for name in names)


def folder_to_use(parent: QWidget, title: str, proposal: Path) -> Path | None:
    """Ask for a folder that exists; None when none was chosen."""
    name = QFileDialog.getExistingDirectory(parent, title, str(proposal))
    return Path(name) if name else None


def file_to_write(parent: QWidget, title: str, kinds: str, proposal: Path, may_replace: bool = True) -> Path | None:
    """Ask where to write.

    Args:
        parent: The window that is asked in.
        title: The question, for example `Where to keep the report?`.
        kinds: Qt's filter; the proposal's ending is added when none of these was typed.
        proposal: Folder and name that are proposed.
        may_replace: Whether the picker offers to replace a file that exists.

    Returns:
        The path, or None when nothing was chosen.
    """
    options = QFileDialog.Option(0) if may_replace else QFileDialog.Option.DontConfirmOverwrite
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds, options=options)
    if not name:
        return None
    path = Path(name)
    known = path.suffix and f"*{path.suffix.lower()}" in kinds
    return path if known else path.with_name(path.name + proposal.suffix)


def printer(parent: QWidget, title: str, pages: int) -> "QPrinter | None":
    """Ask for a printer.

    Args:
        parent: The window that is asked in.
        title: What is printed, as the printer's queue shows it.
        pages: How many pages there are, of which some may be chosen.

    Returns:
        The printer with what was chosen, or None when nothing is to be printed.

    Raises:
        CxError: No printer is set up on this computer.
    """
    # Its libraries look for printers as soon as they are loaded.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise CxError(
            "No printer is set up on this computer. Save the pages as a PDF instead, on a USB stick if need be."
        )
    chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
    chosen.setDocName(title)
    chosen.setFullPage(True)
    dialog = QPrintDialog(chosen, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return chosen if dialog.exec() else None


def decide(parent: QWidget, question: str, consequence: str, verb: str, stay: str = "Cancel") -> bool:
    """Ask before something that undo does not cover.

    Args:
        parent: The window that is asked in.
        question: One sentence.
        consequence: What will be different afterwards, and what will not.
        verb: What the button does, for example `Replace the file`.
        stay: The button that leaves all as it is.

    Returns:
        Whether the verb was chosen.
    """
    box = QMessageBox(parent)
    box.setText(question)
    box.setInformativeText(consequence)
    go = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    go.setProperty("primary", True)
    box.setDefaultButton(go)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is go


def tell_crash(parent: QWidget | None, details: str, log: Path) -> None:
    """Say that something broke, what is safe, and offer the details for whoever mends it."""
    box = QMessageBox(parent)
    box.setText("Something went wrong in the program.")
    box.setInformativeText(
        "Everything that the bottom bar showed as saved is in the file. You can go on working; if it happens again, "
        f"close the program and open it again.\n\nThe details, without names or answers, are in {log}."
    )
    box.setDetailedText(details)
    copy = box.addButton("Copy the details", QMessageBox.ButtonRole.ActionRole)
    back = box.addButton("Go on working", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(details)
