"""Codebooks as files: what one is, its contents tell; what one becomes, the ending of its name."""

from collections.abc import Callable, Mapping
from pathlib import Path

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.formats import read_bytes
from cxfacilitator.formats.codebook import keys, qdc, table

WRITERS: Mapping[str, Callable[[Codebook], bytes]] = {".csv": table.as_csv, ".toml": keys.as_toml, ".qdc": qdc.as_qdc}
"""By the ending of a file's name."""


def read(path: Path) -> Codebook:
    """Read a codebook from JSON, TOML, REFI-QDA, a table with headings, or a list with a name in each line.

    Raises:
        ImportProblem: The file is missing or is no codebook; the text names the file, the row and the reason.
    """
    data = read_bytes(path)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:500]
    ending = path.suffix.casefold()
    if ending == ".toml":
        return keys.read_toml(data, path.name)
    if ending == ".json" or start.startswith(b"{"):
        return keys.read_json(data, path.name)
    if ending == ".qdc" or b"<CodeBook" in start:
        return qdc.read(data, path.name)
    return table.read(data, path.name)
