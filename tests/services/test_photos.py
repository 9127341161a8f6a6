"""Photographs in the file: whose each one is, what undo does, what is written when asked."""

import io
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.formats import photo as format_photo
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import photos
from cxfacilitator.services.photos import Pasted
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store.file import EngagementFile
from tests.photographs import jpeg, photograph, sheet, spare_sheet, written


@cache
def picture(code: str, angle: float = 3, seed: int = 1) -> bytes:
    """A photograph of a group's sheet."""
    return jpeg(photograph(written(sheet(code)), seed, angle=angle, size=(1400, 1050), tilt=0.03)[0])


@cache
def plain(grey: int = 200) -> bytes:
    """A picture that says nothing."""
    stream = io.BytesIO()
    Image.new("L", (64, 48), grey).save(stream, "PNG")
    return stream.getvalue()


def put(folder: Path, **files: bytes) -> list[Path]:
    paths = []
    for name, data in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data)
        paths.append(path)
    return paths


def remove(file: EngagementFile, code: str) -> None:
    with file.edit("Remove a group") as edit:
        edit.db.execute("DELETE FROM answer WHERE group_id = (SELECT id FROM table_group WHERE code = ?)", [code])
        edit.db.execute("DELETE FROM table_group WHERE code = ?", [code])


def kept(file: EngagementFile) -> dict[str, str]:
    """The group's code of each photograph, by file name."""
    snapshot = file.snapshot()
    return {p.name: snapshot.group[p.group_id].code if p.group_id else "" for p in snapshot.photos}


def test_each_goes_to_the_group_whose_code_is_on_it(sample: EngagementFile, tmp_path: Path) -> None:
    paths = put(tmp_path, a__jpg=picture("S3"), b__jpg=picture("C1", 93), S9__jpg=picture("L1", 180))
    told: list[tuple[float, str]] = []
    attached = photos.attach(sample, paths, lambda share, note: told.append((share, note)))
    # The code wins over the file's name.
    assert kept(sample) == {"a.jpg": "S3", "b.jpg": "C1", "S9.jpg": "L1"}
    assert attached.sentence == "3 photographs are attached: S3, C1 and L1."
    assert [share for share, _ in told] == [0, 1 / 3, 2 / 3]
    for photo, turns in zip(sample.snapshot().photos, (0, 3, 2), strict=True):
        assert (len(photo.corners), photo.quarter_turns, photo.straight) == (8, turns, True)
        assert photo.size == len(photos.image(sample, photo.id)) < 500_000


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("S3.jpg", "S3"),
        ("table 3 (S3).heic", "S3"),
        ("s3-2.jpg", "S3"),
        ("IMG_S3_1.jpg", "S3"),
        ("IMG_20250916_S31.jpg", ""),
        ("S3 and S4.jpg", ""),
        ("IMG_0003.jpg", ""),
        ("S3", "S3"),
    ],
)
def test_where_no_code_is_read_the_name_may_say_it(sample: EngagementFile, name: str, group: str) -> None:
    attached = photos.attach(sample, [Pasted(name, plain())])
    assert kept(sample) == {name: group}
    assert bool(attached.unassigned) == (not group)
    if not group:
        assert attached.sentence == f"{name} waits for you to say whose sheet it shows: no code was read on it."


def test_codes_that_are_no_groups_wait_and_say_why(sample: EngagementFile, tmp_path: Path) -> None:
    other = sample.snapshot().engagement
    spare = jpeg(photograph(spare_sheet(), 3, size=(1400, 1050))[0])
    attached = photos.attach(sample, [Pasted("x", spare), Pasted("S5", spare + b"\0")])
    assert [found.why for found in attached.ready] == ["it is a spare sheet, with the table's number in its box", ""]
    assert kept(sample) == {"x": "", "S5": "S5"}
    engagements.update(sample, replace(other, code="OTHER-1"))
    attached = photos.attach(sample, [Pasted("S3.jpg", picture("S3"))])
    assert [found.why for found in attached.unassigned] == ["its code is of another engagement"]


def test_a_code_of_a_group_that_is_gone_waits(sample: EngagementFile) -> None:
    remove(sample, "S3")
    attached = photos.attach(sample, [Pasted("a.jpg", picture("S3"))])
    assert [found.why for found in attached.unassigned] == ["its code says S3, which is no group here"]


def test_two_sheets_on_one_photograph_wait(sample: EngagementFile) -> None:
    both = Image.new("RGB", (1500, 2200), "grey")
    for place, code in enumerate(("S3", "C1")):
        both.paste(sheet(code).resize((1480, 1046)), (10, 20 + 1100 * place))
    attached = photos.attach(sample, [Pasted("S3.jpg", jpeg(both))])
    (found,) = attached.unassigned
    assert found.why.startswith("it shows the sheets of ")
    assert found.photo.corners == ()


def test_one_bad_file_does_not_spoil_the_rest(sample: EngagementFile, tmp_path: Path) -> None:
    paths = put(tmp_path, a__txt=b"hello", b__jpg=b"", c__jpg=picture("S3")[:5000], S2__png=plain())
    attached = photos.attach(sample, [*paths, tmp_path, tmp_path / "gone.jpg"])
    assert kept(sample) == {"S2.png": "S2"}
    named = [sentence.split(" ")[0] for sentence in attached.refused]
    assert named == ["a.txt", "b.jpg", "c.jpg", tmp_path.name, "gone.jpg"]
    assert attached.sentence == "1 photograph is attached: S2. 5 files were refused."


def test_each_page_of_a_scan_is_a_photograph(sample: EngagementFile, tmp_path: Path) -> None:
    pages = [photograph(sheet(code), 1, size=(1400, 1000), tilt=0.005, share=0.97)[0] for code in ("S3", "C1")]
    scan = io.BytesIO()
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:], resolution=120)
    path, bad = put(tmp_path, scan__pdf=scan.getvalue(), bad__pdf=scan.getvalue()[:3000])
    attached = photos.attach(sample, [path, bad])
    assert kept(sample) == {"scan.pdf, page 1": "S3", "scan.pdf, page 2": "C1"}
    assert attached.refused == ("bad.pdf cannot be read. The PDF is damaged.",)
    assert photos.attach(sample, [path]).known == ("scan.pdf, page 1", "scan.pdf, page 2")


def test_a_page_of_a_scan_may_claim_to_be_a_mile_wide(sample: EngagementFile, tmp_path: Path) -> None:
    scan = io.BytesIO()
    Image.new("L", (200, 100), 128).save(scan, "PDF", resolution=1)
    (path,) = put(tmp_path, S2__pdf=scan.getvalue())
    photos.attach(sample, [path])
    (photo,) = sample.snapshot().photos
    assert (photo.width, photo.height) == (2000, 1000)


def test_the_same_file_is_kept_once(sample: EngagementFile, tmp_path: Path) -> None:
    paths = put(tmp_path, S2__png=plain(), S2_copy__png=plain(), S3__png=plain(90))
    attached = photos.attach(sample, paths)
    assert (len(attached.ready), attached.known) == (2, ("S2_copy.png",))
    again = photos.attach(sample, paths)
    assert (again.ready, len(again.known)) == ((), 3)
    assert again.sentence == "3 photographs were in the file already."
    sample.take_steps()
    photos.attach(sample, paths)
    assert sample.take_steps() == ()


def test_two_that_read_the_same_file_at_once_attach_it_once(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    one = photos.prepare(snapshot, [Pasted("S2.png", plain())])
    other = photos.prepare(snapshot, [Pasted("S2.png", plain()), Pasted("S3.png", plain(7))])
    photos.add(sample, one)
    photos.add(sample, other)
    assert kept(sample) == {"S2.png": "S2", "S3.png": "S3"}


def test_stopping_attaches_nothing(sample: EngagementFile) -> None:
    def stop(share: float, _note: str) -> None:
        if share >= 0.5:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        photos.attach(sample, [Pasted("S2", plain()), Pasted("S3", plain(3))], stop)
    assert sample.snapshot().photos == ()


def test_much_is_said(sample: EngagementFile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert photos.attach(sample, [Pasted("S2", plain())]).warnings == ()
    with sample.edit("Make room matter") as edit:
        edit.db.execute("UPDATE photo SET size = 61000000")
    attached = photos.attach(sample, [Pasted("S3", plain(3))])
    assert attached.warnings == (
        "The photographs now take 61 MB, which every backup copies: remove those that you do not need.",
    )


def test_every_change_can_be_undone(sample: EngagementFile) -> None:
    photos.attach(sample, [Pasted("a", picture("S3")), Pasted("b", plain())])
    one, other = sample.snapshot().photos
    group = next(group for group in sample.snapshot().groups if group.code == "C1")
    for change in (
        lambda: photos.assign(sample, other.id, group.id),
        lambda: photos.assign(sample, one.id, None),
        lambda: photos.turn(sample, one.id, 1),
        lambda: photos.turn(sample, one.id, -1),
        lambda: photos.set_straight(sample, one.id, False),
        lambda: photos.remove(sample, one.id),
        lambda: remove(sample, "S3"),
    ):
        before, image = sample.snapshot(), photos.image(sample, one.id)
        sample.take_steps()
        change()
        (step,) = sample.take_steps()
        assert sample.snapshot() != before
        redo = sample.reverse(step)
        assert sample.snapshot() == before
        assert photos.image(sample, one.id) == image
        back = sample.reverse(redo)
        assert sample.snapshot() != before
        sample.reverse(back)
        assert sample.snapshot() == before


def test_a_photograph_of_a_group_that_is_gone_waits_again(sample: EngagementFile) -> None:
    photos.attach(sample, [Pasted("S2", plain())])
    remove(sample, "S2")
    assert kept(sample) == {"S2": ""}


def test_what_cannot_be_is_refused_and_changes_nothing(sample: EngagementFile) -> None:
    photos.attach(sample, [Pasted("S2", plain())])
    (photo,) = sample.snapshot().photos
    before = sample.snapshot()
    with pytest.raises(CxError, match="four corner squares were not found"):
        photos.set_straight(sample, photo.id, True)
    with pytest.raises(CxError, match="no longer in the file"):
        photos.assign(sample, photo.id, GroupId(99_999))
    for gone in (
        lambda: photos.turn(sample, PhotoId(99), 1),
        lambda: photos.image(sample, PhotoId(99)),
        lambda: photos.assign(sample, PhotoId(99), None),
    ):
        with pytest.raises(CxError, match="no longer in the file"):
            gone()
    assert sample.snapshot() == before


def _drawn(sample: EngagementFile, photo: Photo) -> Image.Image:
    drawn = photos.draw(photos.image(sample, photo.id), photo)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)


@pytest.mark.parametrize("angle", [3, 93, 180, 274])
def test_it_is_looked_at_upright_straight_or_not_and_turned_as_asked(sample: EngagementFile, angle: float) -> None:
    photos.attach(sample, [Pasted("a", picture("S3", angle))])
    (photo,) = sample.snapshot().photos
    for straight in (True, False):
        shown = _drawn(sample, replace(photo, straight=straight))
        (mark,) = format_photo.from_pixels(shown.tobytes(), shown.size, "shown").marks
        left, top, right = mark.corners[0], mark.corners[1], mark.corners[2]
        # The code is read as it is printed, in the upper right quarter.
        assert right > left > shown.width / 2
        assert top < shown.height / 2
        turned = _drawn(sample, replace(photo, straight=straight, quarter_turns=(photo.quarter_turns + 1) % 4))
        assert turned.size == shown.size[::-1]
    straight = _drawn(sample, photo)
    assert straight.width / straight.height == pytest.approx(297 / 210, abs=0.15)


def test_photographs_are_written_when_asked_and_nothing_is_overwritten(sample: EngagementFile, tmp_path: Path) -> None:
    photos.attach(sample, [Pasted("a", picture("S3")), Pasted("S3-2", plain()), Pasted("c", plain(4))])
    folder = tmp_path / "out"
    with pytest.raises(CxError, match="does not exist"):
        photos.export(sample, folder)
    folder.mkdir()
    (folder / "TRH-2025-R1 S3 1.jpg").write_text("mine")
    exported = photos.export(sample, folder)
    assert exported.names == ("TRH-2025-R1 S3 1 2.jpg", "TRH-2025-R1 S3 2.jpg", "TRH-2025-R1 no sheet 1.jpg")
    assert (folder / "TRH-2025-R1 S3 1.jpg").read_text() == "mine"
    assert sorted(path.name for path in folder.iterdir()) == sorted(["TRH-2025-R1 S3 1.jpg", *exported.names])
    for name in exported.names:
        with Image.open(folder / name) as written_one:
            assert written_one.format == "JPEG"
    assert "may be legible" in exported.sentence


def test_file_names_are_safe_whatever_the_codes_are(sample: EngagementFile, tmp_path: Path) -> None:
    group = next(group for group in sample.snapshot().groups if group.code == "S2")
    with sample.edit("Rename a group") as edit:
        groups_store.update(edit.db, replace(group, code="../../S:2\\x"))
    photos.attach(sample, [Pasted("x", plain())])
    photos.assign(sample, sample.snapshot().photos[0].id, group.id)
    (name,) = photos.export(sample, tmp_path).names
    assert name == "TRH-2025-R1 -S-2-x 1.jpg"
    assert (tmp_path / name).is_file()


def test_nothing_is_written_where_there_is_nothing(sample: EngagementFile, tmp_path: Path) -> None:
    with pytest.raises(CxError, match="no photographs"):
        photos.export(sample, tmp_path)


_MANY = """
import sys
from pathlib import Path
from cxfacilitator.services import engagement, photos
with engagement.open_file(Path(sys.argv[1])) as file:
    found = photos.attach(file, [Path(name) for name in sys.argv[2:]])
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0"]
peak = next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
print(len(found.ready), peak)
"""


def test_large_photographs_need_little_memory(sample: EngagementFile, tmp_path: Path) -> None:
    page = photograph(written(sheet("S3")), 7, size=(1400, 1050))[0].resize((4000, 3000))
    paths = []
    for number in range(3):
        page.putpixel((0, 0), (90 * number, 0, 0))
        paths += put(tmp_path, **{f"IMG_{number}__jpg": jpeg(page)})
    sample.close()
    call = [sys.executable, "-c", _MANY, str(sample.path), *map(str, paths)]
    count, megabytes = map(int, subprocess.run(call, capture_output=True, check=True).stdout.split())
    assert count == 3
    # Only Linux tells; elsewhere it is 0.
    assert megabytes < 200
