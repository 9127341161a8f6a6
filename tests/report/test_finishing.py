"""The last step of a document: what it says of itself, an archive's rules, a password, the same bytes."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdf
import pytest
from pikepdf import Name

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.report.content import build
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.finishing import Finish
from cxfacilitator.report.pdf import write
from tests.engagements import random_engagement
from tests.report.structure_of import structure_of

PASSWORD = "Größe № 12"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@pytest.fixture(scope="module")
def content() -> ReportContent:
    """A small report of a client whose name is everything but easy."""
    snapshot = random_engagement(4)
    client = "A & B <Söhne> 李 \ud800\x07"
    return build(replace(snapshot, engagement=replace(snapshot.engagement, client=client)), Edition.FACILITATOR)


@pytest.fixture(scope="module")
def archive(content: ReportContent, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("archive") / "r.pdf"
    write(content, path, finish=Finish(archive=True))
    return path.read_bytes()


def told(xmp: ElementTree.Element, name: str) -> str:
    """What a document says of itself in its new place for that."""
    [element] = xmp.iterfind(f".//{name}", SPACES)
    return "".join(element.itertext())


def test_the_document_says_the_same_of_itself_in_both_places(archive: bytes) -> None:
    with pikepdf.open(BytesIO(archive)) as pdf:
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
        info = pdf.docinfo
        for old, new in {
            "/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description",
            "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer",
        }.items():  # fmt: skip
            assert str(info[old]) == told(xmp, new)
        assert str(info.Title).startswith("A & B <Söhne> 李 : what leadership")
        for old, new in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
            assert re.findall(r"\d+", str(info[old])) == ["".join(re.findall(r"\d+", told(xmp, new))[:6]), "00", "00"]


def test_a_document_for_an_archive_keeps_its_rules(archive: bytes) -> None:
    """What veraPDF and Preflight look at first, in the order of ISO 19005-1, 6.1 to 6.7."""
    assert archive.startswith(b"%PDF-1.4\n%")
    assert all(byte > 127 for byte in archive[10:14])
    with pikepdf.open(BytesIO(archive)) as pdf:
        assert "/ID" in pdf.trailer
        assert not pdf.is_encrypted
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        assert not {str(each.get("/Type", "")) for each in streams} & {"/ObjStm", "/XRef"}
        assert not any("LZW" in str(each.get("/Filter", "")) for each in streams)
        [intent] = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFA1
        assert intent.DestOutputProfile.N == 3
        assert "/Filter" not in pdf.Root.Metadata
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
        assert (told(xmp, "pdfaid:part"), told(xmp, "pdfaid:conformance")) == ("1", "B")
        assert not {"/AcroForm", "/Names", "/AA", "/OpenAction"} & set(pdf.Root.keys())
        for page in pdf.pages:
            assert "/Group" not in page.obj
            for state in page.obj.Resources.get("/ExtGState", {}).values():
                assert float(state.get("/ca", 1)) == float(state.get("/CA", 1)) == 1
            for annotation in page.obj.get("/Annots", []):
                assert annotation.F == 4
    # The standard wants a line end before `endstream`, which the length does not count.
    assert archive.count(b"\nendstream") == archive.count(b"endstream")
    assert not structure_of(archive).wrong


def test_a_password_keeps_everybody_else_out(content: ReportContent, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write(content, path, finish=Finish(password=PASSWORD))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    # Readers fold what is typed as the standard says: № becomes No.
    with pikepdf.open(path, password="Größe No 12") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256


@pytest.mark.parametrize(
    ("finish", "sentence"),
    [
        (Finish(archive=True, password="x"), "cannot have a password"),
        (Finish(password="ß" * 64), "too long"),
        (Finish(password="a\ud800"), "nobody can type"),
        (Finish(password="a\tb"), "nobody can type"),
        (Finish(password="\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}"), "nobody can type"),
        (Finish(password="quarry\N{ZERO WIDTH SPACE}12"), "nobody can type"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    content: ReportContent, tmp_path: Path, finish: Finish, sentence: str
) -> None:
    with pytest.raises(CxError, match=sentence):
        write(content, tmp_path / "r.pdf", finish=finish)
    assert list(tmp_path.iterdir()) == []


_WRITES = """
import sys
from pathlib import Path
from cxfacilitator.report.content import Edition, build
from cxfacilitator.report.finishing import Finish
from cxfacilitator.report.pdf import Paper, write
from tests.engagements import random_engagement
content = build(random_engagement(4), Edition.FACILITATOR)
for paper in Paper:
    write(content, Path(sys.argv[1], f"{paper}.pdf"), paper, finish=Finish(archive=paper is Paper.LETTER))
"""


def test_the_same_content_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    found = []
    for seed in ("1", "2", "3"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", _WRITES, str(folder)], env=environment, check=True)
        found.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()})
    assert found[0] == found[1] == found[2]
    sizes = {path.name: pypdf.PdfReader(path).pages[0].mediabox for path in (tmp_path / "1").iterdir()}
    assert {name: (round(box.width), round(box.height)) for name, box in sizes.items()} == {
        "a4.pdf": (595, 842),
        "letter.pdf": (612, 792),
    }
