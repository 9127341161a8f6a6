"""Text with separators, in whatever encoding a spreadsheet left it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import ENCODINGS, ReadingChoices
from cxfacilitator.domain.table import Table
from cxfacilitator.formats import delimited, read_table

LIST = "Name;Town\nZoë Ødegård;Kraków\nÉlodie Šimić;Lyon\n"


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_unicode_is_read_without_a_guess(encoding: str, newline: str) -> None:
    table = delimited.read(LIST.replace("\n", newline).encode(encoding), "list.csv")
    assert cells(table) == [tuple(line.split(";")) for line in LIST.splitlines()]
    assert table.warnings == ()


def test_one_foreign_row_is_decoded_by_itself_and_named() -> None:
    data = LIST.encode() + "Seán Ó Briain;Cork\n".encode("cp1252")
    table = delimited.read(data, "list.csv")
    assert cells(table)[1:] == [("Zoë Ødegård", "Kraków"), ("Élodie Šimić", "Lyon"), ("Seán Ó Briain", "Cork")]
    assert table.warnings == ("Row 4 has another encoding than the rest; check the accents.",)


def test_bytes_without_meaning_are_shown_as_such() -> None:
    table = delimited.read(b"Name;Town\nA\x81B;\xe9\n", "list.csv")
    assert cells(table)[1] == ("A\ufffdB", "é")


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb, c\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('a;b\n"x, y, z";2\n"x, y, z";2\n', ";"),
        ('a,b\n"one;\ntwo;\nthree;",2\n', ","),
        ("title, with, commas\na;b\n1;2\n3;4\n", ";"),
        ("name\nann\n", ","),
    ],
)
def test_the_separator_is_voted_for(text: str, separator: str) -> None:
    assert delimited.vote(text) == separator


def test_a_line_that_names_the_separator_is_obeyed_and_counted() -> None:
    table = delimited.read(b"sep=|\r\na|b;c;d\r\n1|2;3;4\r\n", "list.csv")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("a", "b;c;d")), (3, ("1", "2;3;4"))]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    table = delimited.read(b'a,b\n\n"x\ny",2\n,\n3,4', "list.csv")
    assert [row.number for row in table.rows] == [1, 3, 5]


def test_a_quotation_mark_within_a_word_is_text() -> None:
    table = delimited.read(b'a,b\n5" breaker,"say ""hi"""\n', "list.csv")
    assert cells(table)[1] == ('5" breaker', 'say "hi"')


def test_too_many_rows_or_columns_are_refused() -> None:
    with pytest.raises(ImportProblem, match=r"list\.csv has more than 150,000 rows"):
        delimited.read(b"a,b\n" + b"1,2\n" * 150_000, "list.csv")
    with pytest.raises(ImportProblem, match=r"list\.csv, row 2: more than 200 columns"):
        delimited.read(b"a,b\n" + b"x," * 201 + b"x\n", "list.csv")


def test_a_cell_beyond_reason_is_refused() -> None:
    with pytest.raises(ImportProblem, match=r"list\.csv, row 2: the row cannot be read"):
        delimited.read(b"a,b\n1," + b"x" * 10_000_001, "list.csv")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 ...", "is a PDF, not a table"),
        (b"SQLite format 3\x00", "is a database, not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old workbook"),
        (b"\x00\x01\x02\x03\x04\x05" * 200, "holds no text"),
        (b" \r\n\t\n", "is empty"),
        (b"  <!DOCTYPE html><html>", "is a web page"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ImportProblem) as refused:
        read_table(path)
    assert sentence in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match=r"list\.csv was not found"):
        read_table(tmp_path / "list.csv")
    with pytest.raises(ImportProblem, match="cannot be opened"):
        read_table(tmp_path)


@given(st.one_of(st.binary(max_size=300), st.text('ab,;"\n\r\t\x00é=\ufeff', max_size=80).map(str.encode)))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_table_or_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    outcome = attempt(path)
    if isinstance(outcome, ImportProblem):
        assert "list.csv" in str(outcome)
    else:
        assert len(outcome.rows) > 1
        assert not any("\x00" in cell for row in outcome.rows for cell in row.cells)


def attempt(path: Path) -> Table | ImportProblem:
    try:
        return read_table(path)
    except ImportProblem as problem:
        return problem


NAMES = "Name;Ort\nChloé Müller;Zürich\nFrançois Lefèvre;Genève\nAña Núñez;Málaga – D’Arcy\nJosé Straße;Köln\n"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_an_old_encoding_is_guessed_by_its_words_and_said(encoding: str) -> None:
    table = delimited.read(NAMES.encode(encoding), "list.csv")
    assert cells(table)[1] == ("Chloé Müller", "Zürich")
    assert (table.reading.encoding, table.reading.guessed) == (encoding, True)
    assert "guessed" in table.warnings[0]
    assert "Müller" in table.reading.accented


def test_a_person_chooses_the_encoding() -> None:
    data = "Name;Ort\nŁukasz Žák;Plzeň\n".encode("cp1250")
    assert cells(delimited.read(data, "list.csv"))[1] != ("Łukasz Žák", "Plzeň")
    table = delimited.read(data, "list.csv", ReadingChoices(encoding="cp1250"))
    assert cells(table)[1] == ("Łukasz Žák", "Plzeň")
    assert not table.reading.guessed
    assert table.warnings == ()


def test_a_chosen_encoding_leaves_no_mark_in_the_first_heading() -> None:
    table = delimited.read(LIST.encode("utf-8-sig"), "list.csv", ReadingChoices(encoding="utf-8"))
    assert cells(table)[0][0] == "Name"


def test_an_unheard_of_encoding_is_refused() -> None:
    with pytest.raises(ImportProblem, match="“klingon” is not an encoding"):
        delimited.read(b"a,b\n1,2\n", "list.csv", ReadingChoices(encoding="klingon"))


def test_a_person_chooses_the_separator() -> None:
    data = b"Name;Dept, site;Grade\nAnn Lee;Ops, Cork;3\n"
    assert delimited.read(data, "list.csv").reading.delimiter == ";"
    assert cells(delimited.read(data, "list.csv", ReadingChoices(delimiter=",")))[1] == ("Ann Lee;Ops", " Cork;3")


def test_a_long_text_without_blanks_takes_no_time_to_look_through() -> None:
    table = delimited.read(b"Respondent,Q1\n1," + b"x" * 900_000 + "é\n".encode(), "list.csv")
    assert table.reading.accented[0].startswith("xxx")


CHOICES = st.builds(
    ReadingChoices,
    encoding=st.sampled_from(["", *ENCODINGS]),
    delimiter=st.sampled_from(["", ",", ";", "\t"]),
    heading_rows=st.none() | st.sampled_from([(), (1,), (2,), (1, 2)]),
)


@given(st.one_of(st.binary(max_size=200), st.text('ab,;"\n\r\té', max_size=60).map(str.encode)), CHOICES)
@settings(max_examples=300)
def test_any_choice_about_any_bytes_is_a_table_or_one_sentence(data: bytes, choices: ReadingChoices) -> None:
    outcome = attempt_bytes(data, choices)
    assert "list.csv" in str(outcome) if isinstance(outcome, ImportProblem) else outcome.rows


def attempt_bytes(data: bytes, choices: ReadingChoices) -> Table | ImportProblem:
    try:
        return delimited.read(data, "list.csv", choices)
    except ImportProblem as problem:
        return problem
