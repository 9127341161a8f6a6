"""Where the marks are on a sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the marks are on a sheet that lies on its side; millimetres.

    Attributes:
        pages: Width and height of the papers that it may be printed on.
        square: Edge of a corner square.
        inset: From the edges of the page to the middle of a corner square.
        code: Edge of the code.
        code_right: From the right edge of the page to the right edge of the code.
        code_top: From the upper edge of the page to the upper edge of the code.
    """

    pages: tuple[tuple[float, float], ...]
    square: float
    inset: float
    code: float
    code_right: float
    code_top: float

    def squares_on(self, page: tuple[float, float]) -> tuple[tuple[float, float], ...]:
        """The middles of the squares: upper left, upper right, lower right, lower left."""
        near, right, bottom = self.inset, page[0] - self.inset, page[1] - self.inset
        return (near, near), (right, near), (right, bottom), (near, bottom)

    def code_on(self, page: tuple[float, float]) -> tuple[tuple[float, float], ...]:
        """The corners of the code, in the same order."""
        right, top = page[0] - self.code_right, self.code_top
        return (right - self.code, top), (right, top), (right, top + self.code), (right - self.code, top + self.code)
