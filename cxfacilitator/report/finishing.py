"""The last step of a document: what it says of itself, the archive's rules, a password, and few bytes.

reportlab writes the pages. Its files are three times as large with a structure, break the archive's
rule for the end of a stream, and know only an old encryption; so the file is written once more.
"""

import re
from dataclasses import dataclass
from functools import partial
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from cxfacilitator.domain.errors import CxError
from cxfacilitator.report.fonts import printable

if TYPE_CHECKING:
    import pikepdf

    from cxfacilitator.report.structure import Element

_LONGEST_PASSWORD = 127
"""In bytes; readers look at no more."""
_UNSEEN = re.compile("[\u00ad\u034f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Some readers leave these out of what is typed and others do not, so one of them would not open the document."""
_SMALLEST: Final = 9
"""The level of compression; the pages come uncompressed, so that the work is done once."""
_PRODUCER = "ReportLab PDF Library, qpdf"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>{archive}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_ARCHIVE = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself.

    Attributes:
        made_on: Year, month and day.
    """

    title: str
    author: str
    subject: str
    made_on: tuple[int, int, int]
    creator: str = "CX Facilitator"


@dataclass(frozen=True, slots=True)
class Finish:
    """How a document is to be kept.

    Attributes:
        archive: As PDF/A-1b, which can still be opened in many years.
        password: Needed to open it; empty for none.
    """

    archive: bool = False
    password: str = ""

    def check(self) -> None:
        """See that it can be done.

        Raises:
            CxError: It is to be an archive and have a password, or the password cannot be typed or is too long.
        """
        if self.archive and self.password:
            raise CxError("A PDF for an archive (PDF/A) cannot have a password. Choose one of the two.")
        if printable(self.secret) != self.secret or _UNSEEN.search(self.secret):
            raise CxError("The password has characters that nobody can type. Choose another one.")
        if len(self.secret.encode()) > _LONGEST_PASSWORD:
            raise CxError(f"The password is too long: readers of PDF look at {_LONGEST_PASSWORD} letters at most.")

    @property
    def secret(self) -> str:
        """The password as a reader of PDF spells what is typed."""
        return normalize("NFKC", self.password)


PLAIN = Finish()


def finished(data: bytes, root: "Element", about: About, finish: Finish = PLAIN) -> bytes:
    """Return a document with its structure and what it says of itself, kept as asked.

    The same document gives the same bytes, but for one with a password.

    Args:
        data: The pages.
        root: Their structure.
        about: What it says of itself.
        finish: How it is to be kept.

    Raises:
        CxError: As `Finish.check`.
    """
    import pikepdf

    from cxfacilitator.report.structure import write_structure

    finish.check()
    found = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        write_structure(pdf, root)
        _introduce(pdf, about, finish.archive)
        pikepdf.settings.set_flate_compression_level(_SMALLEST)
        save = partial(pdf.save, found, recompress_flate=True)
        if finish.archive:
            _archive(pdf)
            plain = pikepdf.ObjectStreamMode.disable
            save(force_version="1.4", object_stream_mode=plain, deterministic_id=True)
        elif finish.password:
            encryption = pikepdf.Encryption(owner=finish.secret, user=finish.secret, R=6)
            # Forcing a version would silently leave the encryption out.
            save(min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=encryption)
            _prove(found.getvalue(), finish.secret)
        else:
            save(object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return found.getvalue()


def _introduce(pdf: "pikepdf.Pdf", about: About, archive: bool) -> None:
    """Say the same of the document in its old and in its new place for that."""
    from pikepdf import Dictionary, Name, Stream, String

    year, month, day = about.made_on
    words = {"title": about.title, "author": about.author, "subject": about.subject, "creator": about.creator}
    words = {name: printable(value) for name, value in words.items()} | {"producer": _PRODUCER}
    date = String(f"D:{year:04}{month:02}{day:02}120000+00'00'")
    told = {f"/{name.capitalize()}": String(value) for name, value in words.items()}
    pdf.trailer.Info = pdf.make_indirect(Dictionary({**told, "/CreationDate": date, "/ModDate": date}))
    xmp = _XMP.format(
        **{name: escape(value, quote=False) for name, value in words.items()},
        made=f"{year:04}-{month:02}-{day:02}T12:00:00+00:00",
        archive=_ARCHIVE if archive else "",
    )
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML))


def _archive(pdf: "pikepdf.Pdf") -> None:
    """Say what its colours mean, and that its links are printed."""
    from pikepdf import Array, Dictionary, Name, Stream, String

    from cxfacilitator.report.colour_profile import srgb_profile

    profile = pdf.make_indirect(Stream(pdf, srgb_profile(), N=3, Alternate=Name.DeviceRGB))
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            annotation.F = 4


def _prove(data: bytes, secret: str) -> None:
    """See that a file cannot be opened without its password, and can with it.

    Raises:
        RuntimeError: It can, or cannot.
    """
    import pikepdf

    try:
        pikepdf.open(BytesIO(data)).close()
    except pikepdf.PasswordError:
        pikepdf.open(BytesIO(data), password=secret).close()
        return
    raise RuntimeError("The document was not protected by its password and was not saved.")
