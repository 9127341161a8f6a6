"""The licences of what the app contains, as texts to read.

The frozen app has one for each library; where the app was installed, each library has its own beside it.
"""

from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.paths import resource

__all__ = ["Licence", "licences"]


@dataclass(frozen=True, slots=True)
class Licence:
    """One text.

    Attributes:
        name: What it is of, or what it is.
    """

    name: str
    path: Path

    def read(self) -> str:
        """Return its words."""
        return self.path.read_text(encoding="utf-8")


def licences() -> tuple[Licence, ...]:
    """Return what the licences are about, what is contained, the text of each library, and the texts that they name."""
    folder = resource("licences")
    first = [Licence("About the licences", folder / "README.txt"), Licence("Everything contained", folder / "list.txt")]
    texts = [
        Licence(path.stem, path)
        for each in (folder / "libraries", folder, folder / "common")
        for path in sorted(each.glob("*.txt"), key=lambda path: path.stem.casefold())
    ]
    shown = {each.path for each in first}
    return tuple(each for each in (*first, *(text for text in texts if text.path not in shown)) if each.path.is_file())
