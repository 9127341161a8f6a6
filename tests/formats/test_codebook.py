"""Codebooks come back from a file as they were written, and a file that is none says where and why."""

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.formats import codebook as formats
from cxfacilitator.formats.codebook import keys, qdc, table
from cxfacilitator.paths import resource
from tests.store.builders import CODEBOOK

ODD = "aé=+-@'\"\\,;|#_*/<>&\t\n\r…“”ß日本 ñ😀{}[]~?"
texts = st.text(st.sampled_from(ODD), max_size=12)
# A text of blanks alone says nothing, and no list of a theme holds one.
said = texts.filter(lambda text: bool(text.strip()))
lists = st.lists(said, max_size=3).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    families = draw(st.lists(st.builds(Family, said, said), max_size=3, unique_by=lambda family: family.id))
    names = [family.id for family in families]
    # Two families of one name are the same one to whoever reads a table.
    theme = st.builds(
        Theme,
        said.map(ThemeId),
        st.sampled_from(["", *names]),
        said,
        texts,
        lists,
        lists,
        lists,
        st.dictionaries(st.sampled_from(["Q1", "Q2", "Q4"]), said, max_size=2),
        st.sampled_from(Visibility),
        st.booleans(),
        st.booleans(),
        st.sampled_from(Colour),
        texts,
    )
    themes = draw(st.lists(theme, min_size=1, max_size=4, unique_by=lambda theme: theme.id))
    themes.sort(key=lambda theme: theme.residual)
    return Codebook(draw(said), tuple(families), tuple(themes))


ONE_ID_IS_THE_NAME_OF_THE_OTHER = Codebook(
    "1", (Family("A", "Billing"), Family("billing", "Invoices")), (Theme(ThemeId("T1"), "billing", "Refunds"),)
)


@settings(max_examples=60)
@example(book=ONE_ID_IS_THE_NAME_OF_THE_OTHER)
@given(book=codebooks())
@pytest.mark.parametrize(
    ("write", "read"), [(table.as_csv, table.read), (keys.as_toml, keys.read_toml)], ids=["CSV", "TOML"]
)
def test_every_field_comes_back_to_the_letter(
    write: Callable[[Codebook], bytes], read: Callable[[bytes, str], Codebook], book: Codebook
) -> None:
    assert read(write(book), "book") == book


@pytest.mark.parametrize("name", ["book.csv", "book.toml"])
def test_the_codebooks_that_we_know_come_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for book in (CODEBOOK, formats.read(resource("codebooks", "default.json"))):
        path.write_bytes(formats.WRITERS[path.suffix](book))
        assert formats.read(path) == book


def test_a_spreadsheet_sees_no_formula() -> None:
    book = Codebook("1", (), (Theme(ThemeId("A"), "", '=HYPERLINK("x")', "-1", cues=("@here", "+1")),))
    written = table.as_csv(book).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert table.read(written.encode(), "book") == book


def test_a_spreadsheet_may_save_it_with_semicolons_and_windows_letters() -> None:
    book = Codebook("1", (), (Theme(ThemeId("A"), "", "Été naïf", "Clients déçus; à gérer", ("a\nb",), cues=("né*",)),))
    written = table.as_csv(book).decode("utf-8-sig")
    changed = io.StringIO()
    csv.writer(changed, delimiter=";").writerows(csv.reader(io.StringIO(written, newline="")))
    assert table.read(changed.getvalue().encode("cp1252"), "book") == book


def test_a_list_of_names_is_a_codebook_whatever_stands_in_the_names(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text('Waiting, booking & lead times\n\n"Price; value"\nÉté\nete\n价格\n', encoding="utf-8")
    book = formats.read(path)
    assert [theme.name for theme in book.themes] == ["Waiting, booking & lead times", "Price; value", "Été", "价格"]
    assert len(book.by_id) == 4
    assert not any(theme.definition or theme.cues for theme in book.themes)


def test_a_table_typed_by_hand_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    path.write_text(
        "Theme,Category,Description,Keywords,Example,Colour\n"
        "Waiting ,Access & more, How long ,wait*; queue , Booked up,Red\n"
        "Opening hours,Access & more,,,Q2: Closed,\n",
        encoding="utf-8",
    )
    book = formats.read(path)
    waiting, hours = book.themes
    [family] = book.families
    assert family.name == "Access & more"
    assert {theme.family for theme in book.themes} == {family.id}
    assert (waiting.name, waiting.definition, waiting.cues) == ("Waiting", "How long", ("wait*", "queue"))
    assert (waiting.examples, waiting.colour) == ({"Q1": "Booked up"}, Colour.RED)
    assert hours.examples == {"Q2": "Closed"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "id,name,visibility\nA,One,\nB,Two,often\n", "a.csv, row 3: “often” is not known as visibility"),
        ("a.csv", "id,name\nA,One\nA,Two\n", "a.csv, row 3: the id A is that of an earlier theme"),
        ("a.csv", "id,name\nA,\n", "a.csv, row 2: the name of the theme is blank"),
        ("a.csv", "id,name\nA,One\n\nB,“Two\n" + '"', "a.csv, row"),
        ("a.csv", "", "a.csv is empty"),
        ("a.toml", "version = ", "a.toml is not a codebook: it is not valid TOML"),
        ("a.toml", '[[themes]]\nid = "A"\n', "theme 1: name is missing"),
        ("a.toml", '[[themes]]\nid = "A"\nname = "One"\nfamily = "X"\n', "in the family “X”, which is not among"),
        ("a.toml", '[[themes]]\nid = "A"\nname = "One"\ncolour = "puce"\n', "colour is “puce”; use red, orange"),
        ("a.json", "{", "a.json is not a codebook: it is not valid JSON"),
        ("a.json", '{"themes": 5}', "themes is not a list"),
        ("a.json", '{"themes": []}', "there is no theme in it"),
        ("a.json", '{"themes": [{"id": "A", "name": "One", "cues": "wait"}]}', "cues is not a list of texts"),
        ("a.qdc", "<CodeBook", "a.qdc is not a codebook: it is not valid XML"),
        ("a.qdc", "<Project/>", "a.qdc is not a REFI-QDA codebook"),
        ("a.qdc", '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "there is no code in it"),
        pytest.param(
            "a.qdc",
            "<CodeBook><Codes>" + '<Code name="a">' * 3000 + "</Code>" * 3000 + "</Codes></CodeBook>",
            "a.qdc is not a codebook: its codes lie too deep within each other",
            id="too deep",
        ),
        ("a.xls", "<html><table><tr><td>Parking</td></tr></table></html>", "a.xls is a web page, not a table"),
    ],
)
def test_what_is_no_codebook_says_where_and_why(name: str, text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportProblem) as refused:
        formats.read(path)
    assert said in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
def test_a_qdc_that_would_grow_without_end_is_not_read(encoding: str, tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE CodeBook [<!ENTITY l0 "ha">{lines}]><CodeBook><Codes><Code name="&l11;"/></Codes></CodeBook>'
    path = tmp_path / "bomb.qdc"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{bomb}'.encode(encoding))
    with pytest.raises(ImportProblem, match=r"defines names of its own|not valid XML"):
        formats.read(path)


def test_refi_qda_carries_names_families_rules_and_colours(tmp_path: Path) -> None:
    path = tmp_path / "book.qdc"
    path.write_bytes(qdc.as_qdc(CODEBOOK))
    book = formats.read(path)
    assert [family.name for family in book.families] == [family.name for family in CODEBOOK.families]
    care = next(theme for theme in book.themes if theme.name == "Care")
    before = CODEBOOK.by_id[ThemeId("ZED-1")]
    assert (care.definition, care.include, care.exclude, care.cues, care.colour) == (
        before.definition,
        before.include,
        before.exclude,
        before.cues,
        before.colour,
    )
    assert {theme.name for theme in book.themes} == {theme.name for theme in CODEBOOK.themes}


def test_codes_of_another_program_become_families_and_themes(tmp_path: Path) -> None:
    path = tmp_path / "theirs.qdc"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other"><Codes>'
        '<Code guid="1" name="Accès &amp; délais" isCodable="true" color="#00FF00">'
        '<Description>How they reach us</Description><Code guid="2" name="Phone" isCodable="true">'
        '<Code guid="3" name="On hold" isCodable="true"/></Code></Code>'
        '<Code guid="4" name="Price" isCodable="true"/></Codes><Sets/></CodeBook>',
        encoding="utf-8",
    )
    book = formats.read(path)
    [family] = book.families
    assert family.name == "Accès & délais"
    assert [(theme.name, theme.family) for theme in book.themes] == [
        ("Accès & délais", family.id),
        ("Phone", family.id),
        ("On hold", family.id),
        ("Price", ""),
    ]
    assert book.themes[0].definition == "How they reach us"


def test_a_definition_of_blank_lines_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.qdc"
    text = f"<Description>so{chr(10) * 20_000}long</Description>"
    path.write_text(f'<CodeBook><Codes><Code guid="1" name="Price">{text}</Code></Codes></CodeBook>', encoding="utf-8")
    begun = time.thread_time()
    assert [theme.name for theme in formats.read(path).themes] == ["Price"]
    assert time.thread_time() - begun < 0.5


def test_the_default_codebook_is_read_as_before() -> None:
    book = formats.read(resource("codebooks", "default.json"))
    raw = json.loads(resource("codebooks", "default.json").read_text(encoding="utf-8"))
    assert [theme.id for theme in book.counted] == [row["id"] for row in raw["themes"]]
    assert len(book.themes) == len(raw["themes"]) + 4
