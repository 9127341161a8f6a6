"""The colour profile: what it says is sRGB, as another library understands it."""

from io import BytesIO

from PIL import Image, ImageCms

from cxfacilitator.report.colour_profile import srgb_profile


def test_it_is_version_2_of_the_format_and_says_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert profile.profile.version == 2.1
    assert profile.profile.xcolor_space == "RGB "
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB IEC61966-2.1"


def test_no_colour_is_changed_on_the_way_to_srgb() -> None:
    steps = range(0, 256, 15)
    colours = bytes(part for red in steps for green in steps for blue in steps for part in (red, green, blue))
    image = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    seen = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert seen is not None
    assert max(abs(ours - theirs) for ours, theirs in zip(colours, seen.tobytes(), strict=True)) <= 1
