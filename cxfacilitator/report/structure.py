"""What a document is made of, beside how it looks: headings, tables, figures, and the order in which they are read.

A flowable owns an `Element` and draws itself inside it; an element takes its place in the tree when
something is first drawn in it, and goes on where the flowable goes on over a page. All else that is
drawn is decoration, which a screen reader passes over. Imports reportlab and is itself imported only
when a document is written.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from reportlab.platypus import Flowable, Table

from cxfacilitator.report.fonts import printable
from cxfacilitator.report.open_pages import OpenPages

if TYPE_CHECKING:
    import pikepdf


_HEADINGS = frozenset({"H1", "H2", "H3", "H4"})


class Drawn(NamedTuple):
    """A piece of a page: the page from 0, and which of its pieces."""

    page: int
    number: int


class Linked(NamedTuple):
    """A link: the page from 0, and which of its links."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """A part of the document.

    Attributes:
        tag: What it is, in the standard's word: `H1`, `P`, `Table`.
        within: What it is a part of; None for what is open when it is first drawn.
        alt: What a figure shows, in words, with every number in it.
        actual: How a drawing is read out in place of the letters in it.
        attributes: What else is known of it, by the name of the owner, for example `Table`.
        kids: What has been drawn of it, in reading order.
    """

    tag: str
    within: "Element | None" = None
    alt: str = ""
    actual: str = ""
    attributes: dict[str, Mapping[str, object]] = field(default_factory=dict)
    kids: "list[Element | Drawn | Linked]" = field(default_factory=list)
    placed: bool = False


class TaggedCanvas(OpenPages):
    """A canvas that knows in which element it draws."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.root = Element("Document", placed=True)
        self._open = [self.root]
        self._decorations = 0
        self._highest = 0
        self._drawn: dict[int, int] = {}
        self._linked: dict[int, int] = {}

    def begin_section(self) -> None:
        """Let what follows be a chapter of its own."""
        self._open = [self.root]
        self.enter(Element("Sect"))

    def enter(self, element: Element) -> None:
        """Let what is drawn next be a part of this element, until it is left."""
        self._place(element)
        self._open.append(element)

    def leave(self) -> None:
        """Go on in what the element is a part of."""
        self._open.pop()

    def begin_decoration(self, kind: str = "") -> None:
        """Let what is drawn next be no part of the document.

        Args:
            kind: `Pagination` for what stands on every page.
        """
        self._decorations += 1
        if self._decorations == 1:
            self.addLiteral(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")

    def end_decoration(self) -> None:
        """Return to the document."""
        self._decorations -= 1
        if not self._decorations:
            self.addLiteral("EMC")

    @contextmanager
    def drawing(self, element: Element) -> Iterator[None]:
        """Draw a piece of an element; decoration stays decoration."""
        if self._decorations:
            yield
            return
        page = self.getPageNumber() - 1
        number = self._drawn[page] = self._drawn.get(page, -1) + 1
        self.enter(element)
        element.kids.append(Drawn(page, number))
        self.addLiteral(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self.addLiteral("EMC")
        self.leave()

    def link(self, key: str, told: str, width: float, height: float) -> None:
        """Let a rectangle from the origin lead to a place; it is a part of the element that is being drawn.

        Args:
            key: The place's bookmark.
            told: What the place is called.
            width: In points.
            height: In points.
        """
        element, page = self._open[-1], self.getPageNumber() - 1

        def lead() -> None:
            number = self._linked[page] = self._linked.get(page, -1) + 1
            words = printable(f"{told}, page {self.places[key]}")
            self.linkRect(words, key, (0, 0, width, height), name=f"link-{page}-{number}", relative=1)
            element.kids.append(Linked(page, number))

        self.later(lead)

    def place(self, key: str, title: str, level: int) -> None:
        """Note a place that can be jumped to, with its line in the outline; the first level begins a chapter."""
        if not level:
            self.begin_section()
        self.places[key] = self.getPageNumber()

        def note() -> None:
            self.bookmarkHorizontal(key, 0, 30)
            self.addOutlineEntry(title, key, level, closed=level > 0)

        self.later(note)

    def _place(self, element: Element) -> None:
        if element.placed:
            return
        element.placed = True
        if element.tag in _HEADINGS:
            element.tag = self._levelled(int(element.tag[1:]))
        parent = element.within or self._open[-1]
        self._place(parent)
        parent.kids.append(element)

    def _levelled(self, level: int) -> str:
        """Return a heading's tag: the first of a document is of the first level, with a cover or without."""
        self._highest = self._highest or level
        return f"H{max(1, level - self._highest + 1)}"


def tagged(flowable: Flowable) -> TaggedCanvas:
    """Return the canvas that a flowable is drawn on."""
    return cast(TaggedCanvas, flowable.canv)


class Layout:
    """Reads a table that only places things: its cells one after the other, its lines as decoration.

    An instance is what reportlab calls while it draws a table, and hands on to the table's parts on
    the pages that follow.
    """

    def __call__(self, table: Table, event: str, *where: Any) -> None:
        """Follow one step of the drawing."""
        canvas = tagged(table)
        match event:
            case "startBG" | "startLines":
                canvas.begin_decoration()
            case "endBG" | "endLines":
                canvas.end_decoration()
            case "startTable":
                self.start(canvas)
            case "endTable":
                self.end(canvas)
            case "startRow":
                self.start_row(canvas, where[0])
            case "endRow":
                self.end_row(canvas)
            case "startCell":
                self.start_cell(canvas, where[0], where[1], _columns(table, where[0], where[1]))
            case "endCell":
                self.end_cell(canvas)

    def start(self, canvas: TaggedCanvas) -> None:
        """Begin the table, or go on with it on another page."""

    def end(self, canvas: TaggedCanvas) -> None:
        """End the table, or what of it is on this page."""

    def start_row(self, canvas: TaggedCanvas, row: int) -> None:
        """Begin a row."""

    def end_row(self, canvas: TaggedCanvas) -> None:
        """End a row."""

    def start_cell(self, canvas: TaggedCanvas, row: int, column: int, columns: int) -> None:
        """Begin a cell that takes so many columns."""

    def end_cell(self, canvas: TaggedCanvas) -> None:
        """End a cell."""


class ColumnLayout(Layout):
    """Reads each column from top to bottom before the next; what spans all columns is read where it stands.

    Args:
        columns: How many there are.
    """

    def __init__(self, columns: int) -> None:
        self._columns = [Element("Div") for _ in range(columns)]
        self._entered = False

    def start_cell(self, canvas: TaggedCanvas, row: int, column: int, columns: int) -> None:
        """Go on with the column of the cell."""
        self._entered = columns < len(self._columns) or columns == 1
        if self._entered:
            canvas.enter(self._columns[column])

    def end_cell(self, canvas: TaggedCanvas) -> None:
        """Leave the column."""
        if self._entered:
            canvas.leave()


class DataTable(Layout):
    """Reads a table of figures: rows, cells, and the headings of both. Heads that are repeated are decoration.

    Args:
        top: Rows at the top that are headings.
        heading: The column whose cells are the headings of their rows.
    """

    def __init__(self, top: int, heading: int) -> None:
        self._table = Element("Table")
        self._top, self._heading = top, heading
        self._repeated = 0
        self._decoration = False

    def start(self, canvas: TaggedCanvas) -> None:
        """Begin the table, or go on with it."""
        self._repeated = self._top if self._table.placed else 0
        canvas.enter(self._table)

    def end(self, canvas: TaggedCanvas) -> None:
        """Leave the table."""
        canvas.leave()

    def start_row(self, canvas: TaggedCanvas, row: int) -> None:
        """Begin a row."""
        self._decoration = row < self._repeated
        if self._decoration:
            canvas.begin_decoration()
        else:
            canvas.enter(Element("TR"))

    def end_row(self, canvas: TaggedCanvas) -> None:
        """End a row."""
        if self._decoration:
            canvas.end_decoration()
        else:
            canvas.leave()

    def start_cell(self, canvas: TaggedCanvas, row: int, column: int, columns: int) -> None:
        """Begin a cell."""
        if self._decoration:
            return
        known: dict[str, object] = {"ColSpan": columns} if columns > 1 else {}
        if row < self._top:
            known["Scope"] = "/Column"
        elif column == self._heading and columns == 1:
            known["Scope"] = "/Row"
        canvas.enter(Element("TH" if "Scope" in known else "TD", attributes={"Table": known} if known else {}))

    def end_cell(self, canvas: TaggedCanvas) -> None:
        """End a cell."""
        if not self._decoration:
            canvas.leave()


def _columns(table: Table, row: int, column: int) -> int:
    spans = getattr(table, "_spanRanges", {})
    span = spans.get((column, row))
    return span[2] - span[0] + 1 if span else 1


def write_structure(pdf: "pikepdf.Pdf", root: Element) -> None:
    """Put the tree of a document into its file."""
    from pikepdf import Array, Dictionary, Name, Object, String

    pages = [page.obj for page in pdf.pages]
    on_page: list[dict[int, Object]] = [{} for _ in pages]
    links: list[Object] = []

    def made(element: Element, parent: Object) -> Object:
        element = _said_at_once(element)
        node = pdf.make_indirect(Dictionary(S=Name(f"/{element.tag}"), P=parent))
        if element.alt:
            node.Alt = String(printable(element.alt))
        if element.actual:
            node.ActualText = String(printable(element.actual))
        for owner, known in element.attributes.items():
            node.A = Dictionary(O=Name(f"/{owner}"), **{name: _value(value) for name, value in known.items()})
        kids = Array()
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(made(kid, node))
                case Drawn():
                    on_page[kid.page][kid.number] = node
                    kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.number))
                case Linked():
                    annotation = pages[kid.page].Annots[kid.number]
                    annotation.StructParent = len(pages) + len(links)
                    links.append(node)
                    kids.append(Dictionary(Type=Name.OBJR, Pg=pages[kid.page], Obj=annotation))
        node.K = kids[0] if len(kids) == 1 else kids
        return node

    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = made(root, tree)
    parents: dict[int, Object] = {}
    for number, (page, nodes) in enumerate(zip(pages, on_page, strict=True)):
        page.StructParents = number
        page.Tabs = Name.S
        parents[number] = pdf.make_indirect(Array([nodes[piece] for piece in range(len(nodes))]))
    parents.update(enumerate(links, len(pages)))
    numbered = Array([part for pair in parents.items() for part in pair])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbered))
    tree.ParentTreeNextKey = len(pages) + len(links)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _said_at_once(element: Element) -> Element:
    """Return a cell of a single text as that text, which it can hold itself: one element instead of two."""
    match element:
        case Element(tag="TD" | "TH", kids=[Element(tag="P" | "Span") as text]) if not text.attributes:
            return replace(element, actual=text.actual, kids=text.kids)
    return element


def _value(value: object) -> Any:
    from pikepdf import Array, Name

    if isinstance(value, str):
        return Name(value)
    return Array(value) if isinstance(value, tuple) else value
