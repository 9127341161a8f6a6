"""Made-up photographs of the real answer sheet: on a table, askew, in poor light, written on by hand."""

import io
import math
from functools import cache

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from cxfacilitator.paths import resource
from cxfacilitator.report.materials import ordered, to_pdf
from tests.report.materials.packs import pack, seated

DPI = 170
"""A sheet is then about as large in the picture as on a telephone's after it was made smaller."""
CENTRE_MM = 10.5
"""From the edges of the page to the middle of a corner square."""
WORDS = (
    "drivers help to unload",
    "always friendly on the phone",
    "late twice last month",
    "nobody rings back",
    "invoice hard to read",
    "clean lorries",
    "text before arrival",
    "Saturday opening",
)


@cache
def sheet(code: str = "S3", size: str = "a4", dpi: int = DPI) -> Image.Image:
    """A clean answer sheet of the sample engagement."""
    return _page(size, dpi, _group_id(code))


@cache
def spare_sheet() -> Image.Image:
    """A sheet that is no group's yet."""
    return _page("a4", DPI, None)


def _page(size: str, dpi: int, table: int | None) -> Image.Image:
    made = pack(seated(), "answer-sheet", size=size)
    page = next(found for found in ordered(made) if found.page.table == table)
    document = pypdfium2.PdfDocument(to_pdf(made, [page]))
    return document[0].render(scale=dpi / 72).to_pil().convert("RGB")


def written(clean: Image.Image, seed: int = 0) -> Image.Image:
    """The same sheet with lines in it that slant like handwriting."""
    random = np.random.default_rng(seed)
    page = clean.copy()
    px = clean.width / 297
    font = ImageFont.truetype(str(resource("fonts", "SourceSans3-Italic.ttf")), round(5.2 * px))
    for box in range(4):
        x, y = (18 + 146.5 * (box % 2)) * px, (47 + 80 * (box // 2)) * px
        for line in range(4):
            text = WORDS[(box * 3 + line + seed) % len(WORDS)]
            ink = Image.new("L", (round(95 * px), round(9 * px)), 0)
            ImageDraw.Draw(ink).text((2 * px, px), text, fill=230, font=font)
            ink = ink.rotate(random.normal(0, 1.4), Image.Resampling.BILINEAR)
            where = (round(x + random.normal(0, px)), round(y + line * 8.9 * px + random.normal(0, 0.4 * px)))
            page.paste((28, 38, 96), where, ink)
    return page


def photograph(
    page: Image.Image,
    seed: int,
    *,
    angle: float = 0.0,
    tilt: float = 0.06,
    share: float = 0.86,
    size: tuple[int, int] = (2000, 1500),
    table: tuple[int, int, int] = (122, 92, 66),
    light: float = 1.0,
    shadow: float = 0.0,
    noise: float = 0.0,
    blur: float = 0.0,
) -> tuple[Image.Image, list[tuple[float, float]]]:
    """Photograph a sheet that lies on a table.

    Args:
        page: The sheet.
        seed: For all that is random.
        angle: Degrees clockwise by which the sheet is turned in the picture.
        tilt: How far each corner is moved by perspective, as a share of the sheet's size.
        share: Of the picture that the sheet fills.
        size: Pixels of the picture.
        table: Its colour.
        light: How light the sheet is, 0-1.
        shadow: How dark the shadow across half of the sheet is, 0-1.
        noise: Standard deviation of the noise in grey levels.
        blur: Pixels.

    Returns:
        The photograph, and where the middles of the sheet's corner squares are: upper left, upper right, lower right
        and lower left as the sheet is read.
    """
    random = np.random.default_rng(seed)
    wide, high = page.size
    turned = math.radians(angle)
    cos, sin = math.cos(turned), math.sin(turned)
    edges = [(-wide / 2, -high / 2), (wide / 2, -high / 2), (wide / 2, high / 2), (-wide / 2, high / 2)]
    moved = [(x + random.uniform(-tilt, tilt) * wide, y + random.uniform(-tilt, tilt) * high) for x, y in edges]
    spun = np.array([(x * cos - y * sin, x * sin + y * cos) for x, y in moved])
    spread = spun.max(0) - spun.min(0)
    spun *= share * min(size[0] / spread[0], size[1] / spread[1])
    spun += np.array(size) / 2 - (spun.max(0) + spun.min(0)) / 2
    onto = homography([(0, 0), (wide, 0), (wide, high), (0, high)], [tuple(point) for point in spun])
    back = np.linalg.inv(onto)
    numbers = (back / back[2, 2]).ravel()[:8].tolist()
    shown = page.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, numbers)
    rows, columns = np.arange(size[1], dtype=np.float32)[:, None], np.arange(size[0], dtype=np.float32)[None]
    grain = np.sin(rows / 9 + 3 * np.sin(columns / 260)) * 9 + np.sin(rows / 41) * 7
    desk = np.array(table, np.float32) + grain[..., None]
    pixels = np.asarray(shown, np.float32)
    share_of_page = np.asarray(mask, np.float32)[..., None] / 255
    pixels = pixels * share_of_page + desk * (1 - share_of_page)
    pixels *= light * (1 - 0.25 * np.hypot(columns / size[0] - 0.4, rows / size[1] - 0.4))[..., None]
    if shadow:
        edge = columns * math.cos(seed) + rows * math.sin(seed)
        edge = (edge - np.median(edge)) / 60
        pixels *= (1 - shadow / (1 + np.exp(np.clip(-edge, -50, 50))))[..., None]
    if noise:
        pixels += (random.standard_normal(pixels.shape[:2], np.float32) * noise)[..., None]
    photo = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if blur:
        photo = photo.filter(ImageFilter.GaussianBlur(blur))
    px = wide / (297 if abs(wide / high - 297 / 210) < 0.02 else 279.4)
    near, right, bottom = CENTRE_MM * px, wide - CENTRE_MM * px, high - CENTRE_MM * px
    squares = [(near, near), (right, near), (right, bottom), (near, bottom)]
    return photo, [through(onto, square) for square in squares]


def jpeg(photo: Image.Image, **more: object) -> bytes:
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=88, **more)
    return stream.getvalue()


def homography(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> np.ndarray:
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.append(np.linalg.solve(np.array(rows, float), np.array(values, float)), 1).reshape(3, 3)


def through(onto: np.ndarray, point: tuple[float, float]) -> tuple[float, float]:
    x, y, scale = onto @ (*point, 1)
    return float(x / scale), float(y / scale)


def _group_id(code: str) -> int:
    return next(group.id for group in seated().groups if group.code == code)
