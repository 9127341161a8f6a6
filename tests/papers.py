"""A small PDF whose every page is known, for whatever shows or reads one."""

from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
"""Points."""
LINES = {
    0: ("Contents",),
    2: ("Café au lait, and a CAFE too",),
    5: ("They keep their", "promises to us"),
    8: ("The décor of the café",),
}
"""What stands on each page besides its number; the first line 100 points from the left and from the top."""
LINKED = 8
"""Where the link on the first page leads; 200 points from its top."""


def paper(pages: int = 12, title: str = "Page", wide: tuple[int, ...] = (), password: str = "") -> bytes:
    """Make a PDF.

    Args:
        pages: How many.
        title: Stands before the number of each page.
        wide: Pages that lie on their side, from 0.
        password: Opens it.
    """
    stream = BytesIO()
    canvas = Canvas(stream, A4, invariant=True, encrypt=StandardEncryption(password) if password else None)
    for page in range(pages):
        width, height = A4[::-1] if page in wide else A4
        canvas.setPageSize((width, height))
        canvas.setFont("Helvetica", 20)
        canvas.drawString(100, 60, f"{title} {page + 1}")
        for place, line in enumerate(LINES.get(page, ())):
            canvas.drawString(100, height - 100 - 30 * place, line)
        if page == 0 and pages > LINKED:
            canvas.linkRect("", "there", (100, 500, 300, 540))
        if page == LINKED:
            canvas.bookmarkHorizontal("there", 0, height - 200)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
