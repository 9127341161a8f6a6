"""Codebooks as REFI-QDA (.qdc), which other programs for qualitative work read and write.

The format knows a name, a description and a colour for each code, and codes within codes. The rules and cues of a theme
are written as lists behind its definition, where a person finds them in any program, and are read from there.

Source: REFI-QDA standard 1.5, Codebook exchange.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree import ElementTree

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme
from cxfacilitator.domain.codebook_names import new_family_id, same_name
from cxfacilitator.domain.codebook_plan import without_id
from cxfacilitator.domain.errors import ImportProblem

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_COLOURS: Mapping[Colour, str] = {
    Colour.RED: "#D32F2F",
    Colour.ORANGE: "#F57C00",
    Colour.YELLOW: "#FBC02D",
    Colour.GREEN: "#388E3C",
    Colour.TEAL: "#00897B",
    Colour.BLUE: "#1976D2",
    Colour.PURPLE: "#7B1FA2",
    Colour.PINK: "#D81B60",
}
_LISTS = {"include": "Include", "exclude": "Exclude", "cues": "Cues"}
_LIST = re.compile(rf"(?<!\n)\n*^({'|'.join(_LISTS.values())}):((?:\n- .*)+)\Z", re.MULTILINE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_qdc(codebook: Codebook) -> bytes:
    """Return a codebook as REFI-QDA: families as codes that hold the themes, all under the ids that they keep."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}CodeBook", {"origin": "cxfacilitator"})
    codes = ElementTree.SubElement(root, f"{{{_NAMESPACE}}}Codes")
    for family in codebook.families:
        inside = _code(codes, f"family {family.id}", family.name, codable=False)
        for theme in codebook.themes:
            if theme.family == family.id:
                _theme_code(inside, theme)
    for theme in codebook.themes:
        if not theme.family:
            _theme_code(codes, theme)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def read(data: bytes, name: str) -> Codebook:
    """Read a codebook from REFI-QDA; a code that holds others is a family, and also a theme if it can be used itself.

    Raises:
        ImportProblem: It is not REFI-QDA, or there is no code in it.
    """
    parser = ElementTree.XMLParser(target=_NoNamesOfItsOwn(name))
    try:
        root = ElementTree.fromstring(data, parser)
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise ImportProblem(f"{name} is not a codebook: it is not valid XML ({problem}).") from problem
    if _local(root) != "CodeBook":
        raise ImportProblem(f"{name} is not a REFI-QDA codebook.")
    book = Codebook(name.rpartition(".")[0], (), ())
    try:
        for codes in _children(root, "Codes"):
            for code in _children(codes, "Code"):
                book = _with_code(book, code, "")
    except RecursionError as problem:
        raise ImportProblem(f"{name} is not a codebook: its codes lie too deep within each other.") from problem
    if not book.themes:
        raise ImportProblem(f"{name} is not a codebook: there is no code in it.")
    return book


class _NoNamesOfItsOwn(ElementTree.TreeBuilder):
    """Refuse a document that defines entities, before a few lines of it become gigabytes."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        """Hear of a document type, in which alone entities can be defined."""
        raise ImportProblem(f"{self._name} is not read: it defines names of its own, which no codebook needs.")


def _theme_code(parent: ElementTree.Element, theme: Theme) -> None:
    code = _code(parent, theme.id, theme.name, codable=True)
    if theme.colour:
        code.set("color", _COLOURS[theme.colour])
    lists = (
        "\n".join((f"{title}:", *(f"- {' '.join(text.split())}" for text in getattr(theme, name))))
        for name, title in _LISTS.items()
        if getattr(theme, name)
    )
    description = "\n\n".join(filter(None, (theme.definition, *lists)))
    if description:
        child = ElementTree.SubElement(code, f"{{{_NAMESPACE}}}Description")
        child.text = _NOT_XML.sub("", description)


def _code(parent: ElementTree.Element, key: str, name: str, *, codable: bool) -> ElementTree.Element:
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"cxfacilitator:{key}"))
    known = {"guid": guid, "name": _NOT_XML.sub("", name), "isCodable": str(codable).lower()}
    return ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}Code", known)


def _with_code(book: Codebook, code: ElementTree.Element, family: str) -> Codebook:
    """Return a codebook with a code and those within it; deeper levels join the family above them."""
    name = " ".join(code.get("name", "").split())
    inside = [*_children(code, "Code")]
    if inside and not family and name:
        known = next((known for known in book.families if same_name(known.name, name)), None)
        made = known or Family(new_family_id(book, name), name)
        book = book if known else replace(book, families=(*book.families, made))
        family = made.id
    usable = not inside or code.get("isCodable", "true").casefold() == "true"
    if usable and name and not any(same_name(theme.name, name) for theme in book.themes):
        definition, lists = _described(code)
        colour = next((c for c, hexed in _COLOURS.items() if hexed == code.get("color", "").upper()), Colour.NONE)
        theme = Theme(
            without_id(len(book.themes)),
            family,
            name,
            definition,
            lists.get("include", ()),
            lists.get("exclude", ()),
            lists.get("cues", ()),
            colour=colour,
        )
        book = replace(book, themes=(*book.themes, theme))
    for child in inside:
        book = _with_code(book, child, family)
    return book


def _described(code: ElementTree.Element) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The definition of a code, and the lists that stand behind it."""
    text = "".join(child.text or "" for child in _children(code, "Description")).strip()
    lists = {}
    while found := _LIST.search(text):
        name = next(name for name, title in _LISTS.items() if title == found[1])
        lists[name] = tuple(line.removeprefix("- ") for line in found[2].strip("\n").split("\n"))
        text = text[: found.start()]
    return text, lists


def _children(parent: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (child for child in parent if _local(child) == name)


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
