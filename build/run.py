"""Set up this checkout and start CX Facilitator: no arguments open the app, any others go to the command line."""

from __future__ import annotations

import sys

import setup_venv


def main() -> int:
    """Start the app or a command in the checkout's environment, and return its exit code."""
    arguments = sys.argv[1:]
    python = setup_venv.prepare_or_leave()
    if not arguments:
        try:
            setup_venv.require_screen()
        except setup_venv.SetupProblem as problem:
            setup_venv.leave(str(problem), 3)
    # -P keeps a folder that happens to be called cxfacilitator in the current directory from being taken for ours.
    return setup_venv.hand_over(python, ["-P", "-m", "cxfacilitator", *arguments])


if __name__ == "__main__":
    sys.exit(main())
