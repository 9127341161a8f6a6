"""Commands of the photographs of sheets."""

import argparse
from pathlib import Path

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.domain.photos import Photo
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import photos as service


def add_to(commands: Commands) -> None:
    """Add `attach-photos`, `photos` and `export-photos`."""
    command = add_command(
        commands, "attach-photos", _attach, "Attach photographs of sheets; the code on each says whose it is."
    )
    add_file(command)
    command.add_argument(
        "photos",
        type=Path,
        nargs="+",
        metavar="PHOTO",
        help="JPEG, HEIC, PNG, WEBP, TIFF or BMP, or a PDF of scanned sheets",
    )
    command = add_command(commands, "photos", _photos, "List the photographs of sheets.")
    add_file(command)
    add_json(command)
    command = add_command(commands, "export-photos", _export, "Write the photographs of sheets into a folder.")
    add_file(command)
    command.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is there")


def _attach(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        attached = service.attach(file, arguments.photos)
        for found in attached.ready:
            print(f"{found.photo.name}: {found.group_code or f'no sheet yet; {found.why}'}")
        for name in attached.known:
            print(f"{name}: in the file already")
        for sentence in (*attached.refused, *attached.warnings):
            print(sentence)
        print(f"Attached {amount(len(attached.ready), 'photograph')} from {amount(len(arguments.photos), 'file')}.")


def _photos(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        if arguments.json:
            print_json([_as_json(snapshot, photo) for photo in snapshot.photos])
            return
        for photo in snapshot.photos:
            straight = "straightened" if photo.straight else "as taken"
            print(f"{_whose(snapshot, photo) or '-':8} {photo.name}  {photo.size // 1000} KB  {straight}")
        total = sum(photo.size for photo in snapshot.photos)
        print(f"{amount(len(snapshot.photos), 'photograph')}, {total / 1_000_000:.1f} MB.")


def _export(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        print(service.export(file, arguments.folder).sentence)


def _whose(snapshot: Snapshot, photo: Photo) -> str:
    group = snapshot.group.get(photo.group_id) if photo.group_id is not None else None
    return group.code if group is not None else ""


def _as_json(snapshot: Snapshot, photo: Photo) -> dict[str, object]:
    return {
        "group": _whose(snapshot, photo) or None,
        "name": photo.name,
        "sha256": photo.source,
        "mark": photo.mark,
        "width": photo.width,
        "height": photo.height,
        "bytes": photo.size,
        "corners": list(photo.corners),
        "quarter_turns": photo.quarter_turns,
        "straight": photo.straight,
    }
