"""Read the structure of a PDF back, by another library's parser, and count what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf

_PAINT = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}


@dataclass
class Part:
    """An element: what it is, what is known of it, and what it consists of."""

    tag: str
    known: Any
    kids: list["Part"] = field(default_factory=list)

    def every(self, tag: str) -> list["Part"]:
        """All parts of one kind, in reading order."""
        return [part for part in self.walk() if part.tag == tag]

    def walk(self) -> Iterator["Part"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass
class Found:
    """A document's structure, and what is wrong with it."""

    root: Part
    wrong: Counter[str]


def structure_of(data: bytes) -> Found:
    """Read a document. `wrong` is empty when everything drawn is in the tree, once, and the tree is whole."""
    with pikepdf.open(BytesIO(data)) as pdf:
        wrong: Counter[str] = Counter()
        pieces = {(number, piece) for number, page in enumerate(pdf.pages) for piece in _pieces(page, wrong)}
        places = {page.objgen: number for number, page in enumerate(pdf.pages)}
        told: Counter[tuple[int, int]] = Counter()
        links: list[Any] = []
        root = _read(pdf.Root.StructTreeRoot.K, pdf.Root.StructTreeRoot, places, told, links, wrong)
        wrong["drawn but not in the tree"] = len(pieces - set(told))
        wrong["in the tree but not drawn"] = len(set(told) - pieces)
        wrong["twice in the tree"] = sum(count > 1 for count in told.values())
        annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        wrong["links outside the tree"] = len(annotations) - len(links)
        wrong["links without words"] = sum(not str(annotation.get("/Contents", "")) for annotation in annotations)
        wrong["figures without words"] = sum("/Alt" not in part.known for part in root.every("Figure"))
        levels = [int(part.tag[1:]) for part in root.walk() if part.tag[0] == "H" and part.tag[1:].isdigit()]
        wrong["leaps of headings"] = sum(after - before > 1 for before, after in pairwise([0, *levels]))
        wrong["rows of another length"] = sum(not _even(table) for table in root.every("Table"))
        wrong["typefaces left out"] = len(_not_embedded(pdf))
        _check_parents(pdf, told, links, wrong)
        marked = pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
        wrong["not said to be readable"] = not (marked and pdf.Root.Lang == "en-GB")
        for part in root.walk():
            part.known = {name: str(part.known[name]) for name in ("/Alt", "/ActualText") if name in part.known}
        return Found(root, +wrong)


def _pieces(page: pikepdf.Page, wrong: Counter[str]) -> list[int]:
    depth, found = 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word in ("BDC", "BMC"):
            depth += 1
            wrong["one within another"] += depth > 1
            if word == "BDC" and "/MCID" in operands[1]:
                found.append(int(operands[1].MCID))
        elif word == "EMC":
            depth -= 1
        else:
            wrong["painted outside"] += word in _PAINT and depth == 0
    wrong["not ended"] += depth != 0
    return found


def _read(
    node: Any, parent: Any, places: Any, told: Counter[tuple[int, int]], links: list[Any], wrong: Counter[str]
) -> Part:
    wrong["wrong parent"] += node.P.objgen != parent.objgen
    part = Part(str(node.S)[1:], node)
    for kid in [node.K] if isinstance(node.K, pikepdf.Dictionary) else node.K:
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            told[places[kid.Pg.objgen], int(kid.MCID)] += 1
        elif kind == "/OBJR":
            links.append((kid.Obj, node))
        else:
            part.kids.append(_read(kid, node, places, told, links, wrong))
    return part


def _even(table: Part) -> bool:
    def columns(cell: Part) -> int:
        return int(cell.known.get("/A", {}).get("/ColSpan", 1))

    return len({sum(columns(cell) for cell in row.kids) for row in table.kids}) == 1


def _check_parents(pdf: pikepdf.Pdf, told: Counter[tuple[int, int]], links: list[Any], wrong: Counter[str]) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for number, page in enumerate(pdf.pages):
        nodes = parents[int(page.obj.StructParents)]
        wrong["pieces without a parent"] += len(nodes) != sum(page_of == number for page_of, _ in told)
        wrong["order of keys not that of reading"] += page.obj.Tabs != "/S"
    for annotation, node in links:
        wrong["links without a parent"] += parents[int(annotation.StructParent)].objgen != node.objgen


def _not_embedded(pdf: pikepdf.Pdf) -> set[str]:
    return {
        str(font.BaseFont)
        for page in pdf.pages
        for font in page.obj.Resources.get("/Font", {}).values()
        if "/FontFile2" not in font.get("/FontDescriptor", {})
    }
