"""Every file of the corpus leads to what it must: a table, a table with a warning, or one clear sentence."""

import time
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.roster_import import plan_import
from cxfacilitator.domain.table import find_headings
from cxfacilitator.formats import read_table

CORPUS = Path(__file__).parents[1] / "data" / "corpus"

READ = [
    ("d01_utf8_plain.csv", 30, {(0, 0): "Eoin Ionescu", (29, 4): "00030"}),
    ("d02_utf8_bom.csv", 30, {(-1, 0): "Name"}),
    ("d03_utf16le_tab.txt", 30, {(0, 0): "Eoin Ionescu"}),
    ("d06_sep_line.csv", 30, {(-1, 0): "Name"}),
    ("d07_newlines_in_quotes.csv", 2, {(0, 1): "line one\nline two\r\nline three", (1, 1): "a, b; c\td"}),
    ("d15_100k_answer.csv", 2, {}),
    ("d16_200k_answer.csv", 2, {}),
    ("d17_formulas.csv", 8, {(0, 1): "=1+1", (3, 1): "-more staff\n-better rota"}),
    ("d20_ids_and_numbers.csv", 2, {(0, 1): "00123", (0, 2): "1234567890123456789", (0, 3): "1-2", (1, 1): "0E10"}),
    ("d24_xlsx_named.csv", 30, {(0, 4): "00001"}),
    ("d27_good.xlsx", 30, {(0, 4): "00001"}),
    ("d29_huge_dimension.xlsx", 3, {}),
]

WARNED = [
    ("d04_cp1252_semicolon.csv", 31, "guessed (Windows)", {(30, 0): "Zoë “Z” D’Arcy – €"}),
    ("d05_macroman_cr.csv", 3, "guessed (Macintosh)", {(0, 0): "Chloé Müller", (1, 1): "Réseau"}),
    ("d08_ragged.csv", 3, "Row 3 has more cells", {(0, 1): "Sales", (2, 2): "Lead"}),
    ("d08_ragged.csv", 3, "Row 2 has fewer cells", {}),
    ("d09_dup_blank_headers.csv", 1, "2 columns are headed “Name”", {}),
    ("d14_nul_bytes.csv", 2, "Row 2 has characters that cannot be printed", {(0, 1): "abcdef", (1, 1): "ok"}),
    ("d18_emoji_rtl_zwj.csv", 6, "Row 4 has marks that turn the reading order", {(2, 1): "evilgpj.exe"}),
    ("d19_control_chars.csv", 3, "Rows 2 and 3 have characters that cannot", {(0, 1): "abcdef", (1, 1): " x"}),
    ("d26_two_header_rows.csv", 2, "headings take two rows", {(-1, 2): "What helps you serve customers? - Tools"}),
    ("d28_messy.xlsx", 10, "title, which was left out: Roster – confidential", {(0, 0): "Eoin Ionescu"}),
    ("d34_formula_no_cache.xlsx", 2, "Row 2 has a formula without a saved result", {(0, 0): "", (1, 0): "45678.5"}),
    ("d34_formula_no_cache.xlsx", 2, "#REF!", {(1, 1): "TRUE"}),
]

REFUSED = [
    ("d11_header_only.csv", "no rows below"),
    ("d12_empty.csv", "is empty"),
    ("d13_bom_only.csv", "is empty"),
    ("d22_unclosed_quote.csv", "row 2: a quotation mark is opened and never closed"),
    ("d23_png_named.csv", "is an image, not a table"),
    ("d25_html_named.xls", "is a web page, not a table"),
    ("d30_zip_bomb.xlsx", "expands to far more"),
    ("d31_billion_laughs.xlsx", "document type declaration"),
    ("d32_password_protected.xlsx", "remove the password"),
    ("d33_truncated.xlsx", "cut off or damaged"),
]


def cells(name: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    headings = find_headings(read_table(CORPUS / name))
    return headings.names, [row.cells for row in headings.records]


def check(name: str, count: int, expected: dict[tuple[int, int], str]) -> None:
    names, records = cells(name)
    assert len(records) == count
    for (row, column), text in expected.items():
        assert (names if row < 0 else records[row])[column] == text


@pytest.mark.parametrize(("name", "count", "expected"), READ)
def test_is_read_without_a_word(name: str, count: int, expected: dict[tuple[int, int], str]) -> None:
    check(name, count, expected)
    assert read_table(CORPUS / name).warnings == ()


@pytest.mark.parametrize(("name", "count", "warning", "expected"), WARNED)
def test_is_read_with_a_warning(name: str, count: int, warning: str, expected: dict[tuple[int, int], str]) -> None:
    check(name, count, expected)
    assert any(warning in said for said in read_table(CORPUS / name).warnings)


@pytest.mark.parametrize(("name", "sentence"), REFUSED)
def test_is_refused_with_one_sentence_that_names_the_file(name: str, sentence: str) -> None:
    started = time.monotonic()
    with pytest.raises(ImportProblem) as refused:
        read_table(CORPUS / name)
    assert sentence in str(refused.value)
    assert name in str(refused.value)
    assert time.monotonic() - started < 5


def test_every_list_of_the_corpus_has_an_expectation() -> None:
    expected = {row[0] for row in (*READ, *WARNED, *REFUSED)} | {"d10_duplicate_people.csv", "d21_dates.csv"}
    assert {path.name for path in CORPUS.glob("d[0-3]*")} == expected


def test_long_answers_are_whole() -> None:
    assert len(cells("d15_100k_answer.csv")[1][0][1]) == 100_000
    assert len(cells("d16_200k_answer.csv")[1][0][1]) == 200_000


def test_two_people_of_one_name_are_not_merged() -> None:
    plan = plan_import(read_table(CORPUS / "d10_duplicate_people.csv"), Audience.STAFF)
    assert [row.number for row in plan.people] == [2, 3, 5]
    assert [(twin.number, twin.repeats) for twin in plan.duplicates] == [(4, 2)]
    assert [same.numbers for same in plan.same_name] == [(2, 3, 5)]


def test_dates_that_make_no_sense_stay_out_and_are_named() -> None:
    plan = plan_import(read_table(CORPUS / "d21_dates.csv"), Audience.STAFF)
    assert len(plan.people) == 8
    assert plan.unused == ("Start",)
    assert any("Start" in line for line in plan.sentences())
