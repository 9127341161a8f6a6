"""What the report is to have in it, chosen on the command line and kept in the file."""

import json
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from cxfacilitator.cli.main import run
from tests.files import imported


def test_choices_are_kept_and_told(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))

    def told(*options: str) -> str:
        assert run(["report-setup", path, *options]) == 0
        return capsys.readouterr().out

    assert "headline  as drafted" in told()
    told("--edition", "facilitator", "--level", "summary", "--quotes", "4", "--accent", "#0a5c36")
    told("--headline", "  They wait, and we count vans ", "--headline-theme", "knowledge & expertise")
    kept = json.loads(told("--parts", "plan, gaps", "--json"))
    assert kept == {
        "edition": "facilitator",
        "paper": "a4",
        "level": "summary",
        "parts": ["plan", "gaps"],
        "quotes": 4,
        "headline": "They wait, and we count vans",
        "headline_theme": "PEO-KNOW",
        "accent": "#0A5C36",
    }
    assert "parts     plan, gaps" in told()
    assert "parts     cover, summary, contents, gaps, plan" in told("--parts", "usual")
    assert json.loads(told("--headline", "", "--headline-theme", "", "--json"))["headline_theme"] is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--quotes", "7"], "room for 0 to 6 quotes"),
        (["--headline", "w" * 161], "has 161 letters; 160 can be read"),
        (["--accent", "red"], "red is not a colour"),
        (["--headline-theme", "weather"], "no theme “weather”"),
        (["--parts", "plan,plan"], "named twice: plan"),
    ],
)
def test_what_cannot_be_is_refused(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    path = imported(tmp_path / "e.cxfac", sample_folder)
    before = path.read_bytes()
    assert run(["report-setup", str(path), "--paper", "letter", *options]) == 3
    assert sentence in capsys.readouterr().err
    assert run(["report-setup", str(path)]) == 0
    assert "paper     A4" in capsys.readouterr().out, "a refusal changes nothing at all"
    assert len(before) == path.stat().st_size


def test_all_that_was_asked_for_is_done_or_nothing(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, grey = imported(tmp_path / "e.cxfac", sample_folder), tmp_path / "grey.png"
    Image.new("L", (40, 40), 90).save(grey)
    asked = ["--headline", "They wait", "--client-sign", str(grey)]
    for option, sentence in (("--facilitator-sign=none.png", "was not found"), ("--accent=sign", "no colour to take")):
        assert run(["report-setup", str(path), *asked, option]) == 3
        assert sentence in capsys.readouterr().err
        assert run(["report-setup", str(path)]) == 0
        told = capsys.readouterr().out
        assert "headline  as drafted" in told
        assert "signs     none" in told
    assert run(["report-setup", str(path), *asked]) == 0
    assert "headline  They wait" in (told := capsys.readouterr().out)
    assert "signs     the client’s (grey.png)" in told


def test_signs_on_the_cover(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, report = imported(tmp_path / "e.cxfac", sample_folder), tmp_path / "r.pdf"
    picture = Image.new("RGBA", (600, 300))
    ImageDraw.Draw(picture).rectangle((100, 50, 499, 249), fill=(10, 92, 54, 255))
    picture.save(tmp_path / "ours.png")
    Image.new("L", (40, 40), 255).save(tmp_path / "white.png")
    (tmp_path / "drawing.svg").write_text("<svg/>")

    def cover() -> list[tuple[int, int]]:
        assert run(["report", str(path), str(report), "--replace"]) == 0
        return [image.image.size for image in pypdf.PdfReader(report).pages[0].images if image.image]

    assert cover() == []
    both = ["--client-sign", str(tmp_path / "ours.png"), "--facilitator-sign", str(tmp_path / "ours.png")]
    assert run(["report-setup", str(path), *both]) == 0
    assert "the client’s (ours.png) and the facilitator’s (ours.png)" in capsys.readouterr().out
    assert set(cover()) == {(400, 200)}, "what is drawn, without the empty room around it"
    assert run(["report-setup", str(path), "--accent", "sign"]) == 0
    assert "colour    #0A5C36\n" in capsys.readouterr().out
    assert run(["report-setup", str(path), "--accent", "#ffd700"]) == 0
    assert "#FFD700; too pale for white paper, so #AD9200 is printed" in capsys.readouterr().out
    assert set(cover()) == {(400, 200)}
    document = pypdfium2.PdfDocument(report)
    seen = document[0].render(scale=1).to_pil().getcolors(1_000_000)
    document.close()
    shown = {colour: count for count, colour in seen}
    assert shown[10, 92, 54] > 10_000, "both signs"
    assert shown[0xAD, 0x92, 0x00] > 50, "and the bar"
    for name, why in (("white.png", "white all over"), ("drawing.svg", "is a drawing"), ("none.png", "not found")):
        assert run(["report-setup", str(path), "--client-sign", str(tmp_path / name)]) == 3
        assert why in capsys.readouterr().err
    assert run(["report-setup", str(path), "--client-sign", ""]) == 0
    assert "signs     the facilitator’s (ours.png)" in capsys.readouterr().out
    assert run(["report-setup", str(path), "--accent", "sign"]) == 3
    assert "sign is not on the cover yet" in capsys.readouterr().err
