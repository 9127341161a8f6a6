"""Where the four corner squares of a sheet are on a photograph, and how it is made straight by them.

Four dark squares are the sheet's if a page that is seen from anywhere explains their places, their
sizes and where its code is.
"""

import math
from collections.abc import Sequence
from itertools import combinations, product

import numpy as np

from cxfacilitator.engines.straighten.layout import Layout
from cxfacilitator.engines.straighten.plane import Grey, Numbers, affine, area, perspectives, ratio_of, through
from cxfacilitator.engines.straighten.squares import dark_squares

__all__ = ["Layout", "find_corners", "straightening", "upright_turns"]

_MOST_COMPARED = 22
_REACH = 0.4
"""Of its distance from the code: how far from where the code alone would have it a square is looked for."""
_MOST_TRIED = 12
_MOST_OFF_CODE_MM = 1.5
_MOST_OFF_SIZE = 0.45
"""As a logarithm: a square may look half as large again as the page would have it, because ink and blur spread."""
_MOST_OFF_RATIO = 0.25
"""The same for the sides of the page: a lens of another length makes them look longer or shorter."""
_LEAST_WORTH = 0.2


def find_corners(
    grey: bytes, width: int, height: int, mark_corners: Sequence[float] | None, layout: Layout
) -> tuple[float, ...]:
    """Find the four corner squares of a sheet.

    Args:
        grey: A byte a pixel, row after row from the top.
        width: Pixels in a row.
        height: Rows.
        mark_corners: The corners of the sheet's code as it is read, eight numbers; None when it was not read.
        layout: Where squares and code are on the page.

    Returns:
        The middles of the squares as the sheet is read: upper left, upper right, lower right and lower left, eight
        numbers; none when they were not found with confidence.
    """
    picture = np.frombuffer(grey, np.uint8).reshape(height, width)
    squares = dark_squares(picture)
    if len(squares) < 4:
        return ()
    if mark_corners is not None:
        code = np.array(mark_corners, float).reshape(4, 2)
        found = _by_code(squares, code, layout)
    else:
        found = _by_themselves(squares, picture, layout)
    return tuple(round(float(number), 2) for number in found.ravel()) if found is not None else ()


def upright_turns(corners: Sequence[float]) -> int:
    """Return by how many quarters a picture is turned clockwise so that its sheet is read upright, 0-3."""
    across, down = corners[2] - corners[0], corners[3] - corners[1]
    return round(-math.degrees(math.atan2(down, across)) / 90) % 4


def straightening(
    corners: Sequence[float], width: int, height: int, layout: Layout
) -> tuple[tuple[int, int], tuple[float, ...]]:
    """Work out how a photograph is made straight.

    Args:
        corners: As `find_corners` returns them.
        width: Pixels of the photograph.
        height: The same.
        layout: Where the squares are on the page.

    Returns:
        The size of the straight picture, and the eight numbers of the perspective by which Pillow finds each of its
        pixels in the photograph.
    """
    found = np.array(corners, float).reshape(4, 2)
    ratio = ratio_of(found, width, height)
    page = min(layout.pages, key=lambda page: _off_ratio(page, ratio, layout))
    squares = layout.squares_on(page)
    seen = np.linalg.norm(found - np.roll(found, -1, axis=0), axis=1)
    meant = np.linalg.norm(np.array(squares) - np.roll(squares, -1, axis=0), axis=1)
    scale = min(float(max(seen / meant)), max(width, height) / page[0])
    size = (round(page[0] * scale), round(page[1] * scale))
    onto = perspectives(np.array([squares]) * scale, found[None])[0]
    return size, tuple(float(number) for number in onto.ravel()[:8])


def _off_ratio(page: tuple[float, float], ratio: float, layout: Layout) -> float:
    """How far the ratio of a page's sides is from the one that was seen, as a logarithm."""
    return abs(math.log((page[0] - 2 * layout.inset) / (page[1] - 2 * layout.inset) / max(ratio, 1e-9)))


def _by_code(squares: Numbers, code: Numbers, layout: Layout) -> Numbers | None:
    """The four squares from which the page's code comes to lie where it was read."""
    best: tuple[float, Numbers] | None = None
    px = math.sqrt(area(code)) / layout.code
    for page in layout.pages:
        meant, code_meant = np.array(layout.squares_on(page)), np.array(layout.code_on(page))
        guess = affine(code_meant, code)
        tries = []
        for corner in meant:
            expected = guess @ (*corner, 1)
            # The farther from the code, the less does it say: a page that is seen askew is smaller at its far end.
            reach = _REACH * float(np.linalg.norm(expected - code.mean(0)))
            off = np.linalg.norm(squares[:, :2] - expected, axis=1)
            near = np.argsort(off)[:_MOST_TRIED]
            tries.append(near[off[near] < reach])
        sets = [chosen for chosen in product(*tries) if len(set(chosen)) == 4]
        if not sets:
            continue
        chosen = squares[np.array(sets)]
        onto = perspectives(np.broadcast_to(meant, chosen[..., :2].shape), chosen[..., :2])
        off_code = np.linalg.norm(through(onto, code_meant) - code, axis=2).max(1) / px
        off_size = _off_size(onto, meant, chosen[..., 2], layout)
        off_code[off_size > _MOST_OFF_SIZE] = np.inf
        place = int(np.argmin(off_code))
        if off_code[place] < _MOST_OFF_CODE_MM and (best is None or off_code[place] < best[0]):
            best = float(off_code[place]), chosen[place, :, :2]
    return best[1] if best is not None else None


def _by_themselves(squares: Numbers, picture: Grey, layout: Layout) -> Numbers | None:
    """The four squares whose sizes are right for a page of their distances; which way up, the code's pattern says."""
    few = squares[:_MOST_COMPARED]
    sets = np.array([_around(few, chosen) for chosen in combinations(range(len(few)), 4)])
    areas = few[sets][..., 2]
    sets = sets[areas.max(1) < 3 * areas.min(1)]
    best: tuple[float, Numbers] | None = None
    for page, first in product(layout.pages, range(2)):
        if not len(sets):
            break
        chosen = few[np.roll(sets, first, axis=1)]
        if not len(chosen):
            continue
        meant = np.array(layout.squares_on(page))
        onto = perspectives(np.broadcast_to(meant, chosen[..., :2].shape), chosen[..., :2])
        off = _off_size(onto, meant, chosen[..., 2], layout)
        for place in np.argsort(off)[:4]:
            ratio = ratio_of(chosen[place, :, :2], picture.shape[1], picture.shape[0])
            if off[place] > _MOST_OFF_SIZE or _off_ratio(page, ratio, layout) > _MOST_OFF_RATIO:
                continue
            for turned in (0, 2):
                corners = np.roll(chosen[place, :, :2], turned, axis=0)
                worth = _code_there(picture, corners, page, layout) - float(off[place])
                if best is None or worth > best[0]:
                    best = worth, corners
    return best[1] if best is not None and best[0] > _LEAST_WORTH else None


def _code_there(picture: Grey, corners: Numbers, page: tuple[float, float], layout: Layout) -> float:
    """How much the place of the code looks like one: black and white in turn. About 0 for paper, 1 for a sharp code."""
    meant = np.array(layout.squares_on(page))
    onto = perspectives(meant[None], corners[None])
    (x, y), *_ = layout.code_on(page)
    steps = (np.arange(48) + 0.5) / 48 * layout.code
    grid = np.stack(np.meshgrid(x + steps, y + steps), -1).reshape(-1, 2)
    at = through(onto, grid)[0]
    inside = (at >= 0).all(1) & (at < (picture.shape[1], picture.shape[0])).all(1)
    if not inside.all():
        return 0.0
    seen = picture[at[:, 1].astype(int), at[:, 0].astype(int)].astype(float)
    dark, light = np.quantile(seen, (0.25, 0.75))
    return float((light - dark) / max(light, 1))


def _off_size(onto: Numbers, meant: Numbers, areas: Numbers, layout: Layout) -> Numbers:
    """How far the squares' sizes are from what a page of their distances would have, as a logarithm."""
    bottom = onto[:, None, 2, 0] * meant[:, 0] + onto[:, None, 2, 1] * meant[:, 1] + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.linalg.det(onto)[:, None] / bottom**3 * layout.square**2
        # A page that is seen from behind, or half of it behind the camera, is none.
        wrong = (bottom <= 0).any(1) | (expected <= 0).any(1) | ~np.isfinite(expected).all(1)
        off = np.abs(np.log(areas / np.where(expected > 0, expected, 1))).max(1)
    return np.where(wrong, np.inf, off)


def _around(squares: Numbers, chosen: tuple[int, ...]) -> list[int]:
    """Four squares in the order in which one walks round them clockwise."""
    places = squares[list(chosen), :2]
    middle = places.mean(0)
    return sorted(chosen, key=lambda one: math.atan2(squares[one][1] - middle[1], squares[one][0] - middle[0]))
