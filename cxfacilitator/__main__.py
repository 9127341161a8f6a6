"""Start: arguments go to the command line, none opens the screens."""

import sys


def main() -> int:
    """Run the command line when there are arguments, otherwise open the app."""
    if len(sys.argv) > 1:
        from cxfacilitator.cli.main import run

        return run(sys.argv[1:])
    from cxfacilitator.ui.app import start

    return start()


if __name__ == "__main__":
    sys.exit(main())
