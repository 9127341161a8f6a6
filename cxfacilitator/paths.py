"""Where the resources are: beside the code in a checkout, inside the package in a wheel, in the bundle when frozen."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a resource file or folder.

    Args:
        parts: Path below `resources/`, for example `"fonts", "SourceSans3-Regular.ttf"`.

    Returns:
        The path; it is not checked that it exists.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen, "resources", *parts)
    here = Path(__file__).resolve().parent
    packaged = here / "resources"
    return (packaged if packaged.is_dir() else here.parent / "resources").joinpath(*parts)
