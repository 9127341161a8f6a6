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
    """Take the sample engagement to its report in a folder that is thrown away, and return 0 if that worked.

    A frozen app proves with it that nothing was left out when it was frozen.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from cxfacilitator.cli.main import run

    with TemporaryDirectory(prefix="cxfacilitator-") as folder:
        report = Path(folder, "report.pdf")
        code = run(["demo", str(report)])
        passed = code == 0 and report.is_file() and report.read_bytes()[:5] == b"%PDF-"
    print("Self-test passed." if passed else "Self-test failed: the sample engagement did not become a report.")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
