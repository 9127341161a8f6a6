"""Start: arguments go to the command line; none, or the name of an engagement file alone, opens the screens."""

import sys


def main() -> int:
    """Open the app, with the engagement file that was double-clicked if there was one; else run the command line."""
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    named = len(sys.argv) == 2 and sys.argv[1].endswith(".cxfac")
    if len(sys.argv) > 1 and not named:
        from cxfacilitator.cli.main import run

        return run(sys.argv[1:])
    from cxfacilitator.ui.app import start

    return start(sys.argv[1:])


def self_test() -> int:
    """Take the sample to its report and back from its papers, in a folder that is thrown away; return 0 if that worked.

    A frozen app proves with it that nothing was left out when it was frozen.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from cxfacilitator.cli.main import run
    from cxfacilitator.services import engagement
    from cxfacilitator.services.materials import picture
    from cxfacilitator.services.tagging import has_model

    with TemporaryDirectory(prefix="cxfacilitator-") as folder:
        needed = ("report.pdf", "e.cxfac", "pack.pdf", "sheet.pdf", "names.csv")
        report, file, pack, sheet, names = (Path(folder, name) for name in needed)
        names.write_text("Name\nمحمد حسن\n李 明\n", encoding="utf-8")
        commands = (
            ["demo", str(report), "--file", str(file)],
            ["import-roster", str(file), str(names), "--audience", "leadership", "--yes"],
            ["materials", str(file), str(pack)],
            ["materials", str(file), str(sheet), "--only", "answer-sheet", "--audience", "leadership", "--spare", "0"],
            ["attach-photos", str(file), str(sheet)],
            ["spelling", str(file)],
        )
        passed = all(run(command) == 0 for command in commands) and has_model()
        passed = passed and report.read_bytes()[:5] == b"%PDF-" and picture(pack.read_bytes(), 0, 36).width > 100
        if passed:
            with engagement.open_file(file) as opened:
                [photo] = opened.snapshot().photos
                passed = photo.straight and photo.group_id is not None
    print("Self-test passed." if passed else "Self-test failed: something of the app is missing here.")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
