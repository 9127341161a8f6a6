"""The colour profile of screens, which a document for the archive must bring along.

Made here from the standard's figures, in three kilobytes: the archive wants version 2 of the format,
and a profile of our own needs no licence.
"""

import struct
from functools import lru_cache

_STEPS = 1024
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
"""Seen in the light of 5,000 kelvin, as profiles are."""


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return the profile of sRGB as a file of the International Color Consortium, version 2.

    Source: IEC 61966-2-1:1999, sRGB, its curve and primaries; ICC.1:2001-04, the file.
    """
    curve = struct.pack(">4s4xI", b"curv", _STEPS)
    curve += b"".join(struct.pack(">H", round(65535 * _linear(step / (_STEPS - 1)))) for step in range(_STEPS))
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _point(_WHITE),
        **{name: _point(place) for name, place in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    header = struct.pack(
        ">I4xI4s4s4s6H4s4x4x4x4x8xI3i48x",
        start + len(body),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        0,
        *map(_fixed, _WHITE),
    )
    return header + table + body


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _fixed(value: float) -> int:
    return round(value * 65536)


def _point(place: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *map(_fixed, place))


def _description(words: str) -> bytes:
    """Return a name, with the empty places that the format has for it in other scripts."""
    ascii_words = words.encode("ascii") + b"\0"
    return struct.pack(">4s4xI", b"desc", len(ascii_words)) + ascii_words + bytes(4 + 4 + 2 + 1 + 67)
