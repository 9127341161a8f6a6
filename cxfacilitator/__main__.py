"""Start: arguments go to the command line; none, or the name of an engagement file alone, opens the screens."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cxfacilitator.domain.progress import Progress
    from cxfacilitator.domain.snapshot import Snapshot


def main() -> int:
    """Open the app, with the engagement file that was double-clicked if there was one; else run the command line."""
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if getattr(sys, "frozen", False):
        keep_chart_cache()
    if sys.argv[1:] == ["--worker"]:
        from cxfacilitator.services.other_process.serving import serve

        return serve()
    named = len(sys.argv) == 2 and sys.argv[1].endswith(".cxfac")
    if len(sys.argv) > 1 and not named:
        from cxfacilitator.cli.main import run

        return run(sys.argv[1:])
    from cxfacilitator.ui.app import start

    return start(sys.argv[1:])


def keep_chart_cache() -> None:
    """Let what the library of the charts finds out of this computer's typefaces stay for the next start.

    In a frozen app it would otherwise look through all of them, for seconds, whenever a chart is drawn for the first
    time; ours are the only ones that it uses.
    """
    import os

    import platformdirs

    os.environ["MPLCONFIGDIR"] = str(platformdirs.user_cache_path("cxfacilitator", appauthor=False) / "charts")


def self_test() -> int:
    """Take the sample to its report and back from its papers, in a folder that is thrown away; return 0 if that worked.

    A frozen app proves with it that nothing was left out when it was frozen, and that nothing wants the network.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from cxfacilitator.cli.main import run
    from cxfacilitator.domain.progress import silent
    from cxfacilitator.services import engagement
    from cxfacilitator.services.other_process import OtherProcess
    from cxfacilitator.services.preview import picture
    from cxfacilitator.services.tagging import tagger

    asked_for = refuse_network()
    with TemporaryDirectory(prefix="cxfacilitator-") as folder:
        needed = ("report.pdf", "e.cxfac", "pack.pdf", "sheet.pdf", "names.csv")
        report, file, pack, sheet, names = (Path(folder, name) for name in needed)
        names.write_text("Name\nمحمد حسن\n李 明\n", encoding="utf-8")
        charts = Path(folder, "charts")
        charts.mkdir()
        commands = (
            ["demo", str(report), "--file", str(file)],
            ["import-roster", str(file), str(names), "--audience", "leadership", "--yes"],
            ["materials", str(file), str(pack)],
            ["materials", str(file), str(sheet), "--only", "answer-sheet", "--audience", "leadership", "--spare", "0"],
            ["attach-photos", str(file), str(sheet)],
            ["spelling", str(file)],
            ["charts", str(file), "--all", str(charts), "--as", "png,svg,csv"],
        )
        passed = all(run(command) == 0 for command in commands)
        passed = passed and report.read_bytes()[:5] == b"%PDF-" and picture(pack.read_bytes(), 0, 36).width > 100
        if passed:
            with engagement.open_file(file) as opened:
                snapshot = opened.snapshot()
            [photo] = snapshot.photos
            suggests = tagger(snapshot)
            understood = suggests.meaning and len(suggests.suggest()) > len(snapshot.to_review) / 2
            other = OtherProcess()
            apart = other.run(write_apart, snapshot, Path(folder, "apart.pdf"), progress=silent)
            other.shut_down()
            asked_for += apart
            passed = photo.straight and photo.group_id is not None and understood
    if asked_for:
        print(f"Self-test failed: the network was wanted ({', '.join(asked_for)}).")
    else:
        print("Self-test passed." if passed else "Self-test failed: something of the app is missing here.")
    return 0 if passed and not asked_for else 1


def write_apart(snapshot: "Snapshot", path: "Path", *, progress: "Progress") -> list[str]:
    """Write the report in another process, as the screens do, and return what that wanted of the network."""
    from cxfacilitator.services import report

    asked_for = refuse_network()
    report.write(snapshot, path, progress=progress)
    return asked_for


def refuse_network() -> list[str]:
    """Refuse the network to this process from now on, to libraries too.

    Returns:
        What was refused; it grows, so that also what a library passes over in silence is told.
    """
    refused: list[str] = []

    def refuse(event: str, _details: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            refused.append(event)
            raise PermissionError(f"The network is refused here: {event}.")

    sys.addaudithook(refuse)
    return refused


if __name__ == "__main__":
    sys.exit(main())
