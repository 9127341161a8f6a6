"""The report as a PDF: page furniture, contents with links, and the file itself.

The contents and "page n of N" are written when all pages are laid out.
"""

from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.report_setup import Paper, Part
from cxfacilitator.report.charts.style import FOOTER_PT, RULE, SECONDARY, STYLE
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.finishing import PLAIN, About, Finish, finished
from cxfacilitator.report.fonts import ONE_AT_A_TIME
from cxfacilitator.report.saving import check_folder, save

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxfacilitator.report.structure import Element, TaggedCanvas

_MM = 72 / 25.4
_OWN_PAGES = frozenset({Part.COVER, Part.SUMMARY, Part.CONTENTS, Part.WHOLE, Part.NOTE})
_AT_THE_BACK = frozenset({Part.WORDS, Part.METHOD, Part.NUMBERS, Part.SHEETS})
_ENOUGH, _ENOUGH_AT_THE_BACK = 0.55, 0.4
"""Other chapters begin on the page where the last one ended when this share of it is free: no page stays near empty."""
_MANY_PAGES = 30
_FOOTER = "footer"
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * _MM, 18 * _MM, 17 * _MM, 20 * _MM


class Made(NamedTuple):
    """A finished document, and how many pages it has."""

    data: bytes
    pages: int


def make(content: ReportContent, paper: Paper = Paper.A4, progress: Progress = silent, finish: Finish = PLAIN) -> Made:
    """Make the report.

    Raises:
        CxError: It cannot be kept as asked.
        Cancelled: From `progress`.
    """
    finish.check()
    progress(0.1, "Laying out the pages")
    with ONE_AT_A_TIME:
        laid_out = _lay_out(content, paper, progress)
    progress(0.8, "Making it readable aloud")
    about = About(
        title=f"{content.client}: what leadership, staff and customers say",
        author=content.facilitator or "CX Facilitator",
        subject="Comparison report",
        made_on=content.made_on,
    )
    return Made(finished(laid_out.data, laid_out.root, about, finish), laid_out.pages)


def write(
    content: ReportContent,
    path: Path,
    paper: Paper = Paper.A4,
    progress: Progress = silent,
    finish: Finish = PLAIN,
) -> int:
    """Write the report; an existing file is replaced.

    Returns:
        The number of pages.

    Raises:
        CxError: The folder is missing or not writable, the file is open in another program, or it cannot be
            kept as asked.
        Cancelled: From `progress`; the target is then unchanged.
    """
    check_folder(path, "report")
    made = make(content, paper, progress, finish)
    progress(0.9, f"Saving {path.name}")
    save(path, made.data, "report")
    progress(1.0, f"{made.pages} pages")
    return made.pages


class _LaidOut(NamedTuple):
    """A document before its last step: its pages, how many there are, and what they are made of."""

    data: bytes
    pages: int
    root: "Element"


def _lay_out(content: ReportContent, paper: Paper, progress: Progress) -> _LaidOut:
    from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, NextPageTemplate, PageBreak, PageTemplate

    from cxfacilitator.report import fonts
    from cxfacilitator.report.pages.chapters import stories
    from cxfacilitator.report.structure import TaggedCanvas

    fonts.register()
    width, height = paper.size
    room = width - _LEFT - _RIGHT
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=paper.size,
        invariant=1,
        lang="en-GB",
        initialFontName=fonts.REGULAR,
        displayDocTitle=True,
        pageCompression=0,
    )
    frame = Frame(_LEFT, _BOTTOM, room, height - _TOP - _BOTTOM, 0, 0, 0, 0)

    def furnish(canvas: Any, _document: Any) -> None:
        page = canvas.getPageNumber()
        # How many pages there will be is known when they are laid out: it goes on, and never quite arrives.
        progress(0.1 + 0.7 * page / (page + _MANY_PAGES), f"Laying out page {page}")
        if content.accent:
            canvas.begin_decoration("Pagination")
            _accent(canvas, content.accent, height - 11 * _MM)
            canvas.end_decoration()
        canvas.later(partial(_footer, canvas, content, paper))

    def bands(canvas: Any, _document: Any) -> None:
        canvas.begin_decoration()
        _bands(canvas, paper)
        if content.accent:
            _accent(canvas, content.accent, height - 26 * _MM)
        canvas.end_decoration()

    templates = [PageTemplate("cover", [frame], onPage=bands), PageTemplate("page", [frame], onPage=furnish)]
    chapters = stories(content, room)
    document.addPageTemplates(templates if chapters[0][0] is Part.COVER else templates[::-1])
    story: list[Flowable] = list(chapters[0][1])
    for (before, _), (part, flowables) in pairwise(chapters):
        if {before, part} & _OWN_PAGES:
            story += [NextPageTemplate("cover" if part is Part.COVER else "page"), PageBreak()]
        else:
            free = _ENOUGH_AT_THE_BACK if part in _AT_THE_BACK else _ENOUGH
            story.append(CondPageBreak(free * (height - _TOP - _BOTTOM)))
        story += flowables
    document.build(story, canvasmaker=TaggedCanvas)
    return _LaidOut(buffer.getvalue(), document.page, cast(TaggedCanvas, document.canv).root)


def _bands(canvas: Any, paper: Paper) -> None:
    """Draw the three bands of colour at the head of the cover."""
    from reportlab.lib.colors import HexColor

    width, height = paper.size
    for number, audience in enumerate(Audience):
        canvas.setFillColor(HexColor(STYLE[audience].mark))
        canvas.rect(0, height - 14 * (number + 1), width, 14, stroke=0, fill=1)


def _accent(canvas: Any, colour: str, bottom: float) -> None:
    """Draw the short bar in the client's colour; it is a mark, and no figure is told by it."""
    from reportlab.lib.colors import HexColor

    canvas.setFillColor(HexColor(colour))
    canvas.rect(_LEFT, bottom, 34, 3, stroke=0, fill=1)


def _footer(canvas: "TaggedCanvas", content: ReportContent, paper: Paper) -> None:
    from reportlab.lib.colors import HexColor

    from cxfacilitator.report.charts.lettering import fitted, text_width
    from cxfacilitator.report.flowables import CanvasSurface

    width, _ = paper.size
    surface = CanvasSurface(canvas, _LEFT, 13 * _MM)
    room = width - _LEFT - _RIGHT
    if not canvas.hasForm(_FOOTER):
        # What is the same on every page is in the file once.
        canvas.beginForm(_FOOTER, upperx=width, uppery=_BOTTOM)
        canvas.setStrokeColor(HexColor(RULE))
        canvas.setLineWidth(0.5)
        canvas.line(_LEFT, 14.5 * _MM, width - _RIGHT, 14.5 * _MM)
        counts = f" · {content.footer}"
        client = fitted(content.client, FOOTER_PT, room - 60 - text_width(counts, FOOTER_PT))
        surface.text((0, 8), client + counts, FOOTER_PT, SECONDARY)
        canvas.endForm()
    canvas.begin_decoration("Pagination")
    canvas.doForm(_FOOTER)
    page = f"{canvas.getPageNumber()} / {canvas.total}"
    surface.text((room, 8), page, FOOTER_PT, SECONDARY, align="right")
    canvas.end_decoration()
