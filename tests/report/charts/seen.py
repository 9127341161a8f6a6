"""How colours and pages look to eyes that see colours otherwise, and in grey; and how far two colours are apart.

Source: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of
Color Vision Deficiency", IEEE TVCG 15 (6), 2009, severity 1.0; G. Sharma, W. Wu and E. N. Dalal, "The CIEDE2000
Color-Difference Formula", Color Research and Application 30 (1), 2005.
"""

from collections.abc import Mapping
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Any

import numpy as np

_SEEN: Mapping[str, Any] = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
"""What becomes of red, green and blue light."""
VISIONS = tuple(_SEEN)
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = (0.95047, 1.0, 1.08883)


def seen(picture: Any, vision: str) -> Any:
    """Return a picture, rows of pixels of red, green and blue from 0 to 255, as it is seen."""
    shares = np.asarray(picture, float) / 255
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    light = np.clip(light @ np.array(_SEEN[vision]).T, 0, 1)
    shares = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.rint(shares * 255).astype(np.uint8)


def lab(colour: Any) -> tuple[float, float, float]:
    """Return lightness, and how far to red and to yellow, of red, green and blue."""
    shares = np.asarray(colour, float) / 255
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in _TO_XYZ @ light / _WHITE
    )
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return the CIEDE2000 distance of two colours in Lab."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    grown = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(a1 * grown, b1), hypot(a2 * grown, b2)
    h1, h2 = degrees(atan2(b1, a1 * grown)) % 360, degrees(atan2(b2, a2 * grown)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    middle = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    weight = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = hue / (1 + 0.015 * chroma * weight)
    bent = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((middle - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + bent * by_chroma * by_hue)
