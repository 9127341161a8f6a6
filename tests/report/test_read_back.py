"""What was written can be read in the document, in any script, or somebody was told that it cannot."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from cxfacilitator.domain.report_setup import Edition, Part, choose
from cxfacilitator.report import fonts
from cxfacilitator.report.content import build
from cxfacilitator.report.finishing import About, finished
from cxfacilitator.report.flowables import CELL, QUOTE, TEXT, TITLE, text
from cxfacilitator.report.fonts import BOX, printable, without_typeface
from cxfacilitator.report.missing import missing
from cxfacilitator.report.pdf import make
from cxfacilitator.report.structure import Element, TaggedCanvas
from tests.builders import sample_snapshot
from tests.report.structure_of import structure_of

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
SCRIPTS = {
    "Arabic": "الموظفون يساعدون العملاء بسرعة كبيرة ولكن الرسائل الطويلة لا تصل إلى الناس في الوقت المناسب",
    "Arabic with vowels": "مُحَمَّدٌ يَكْتُبُ",
    "Persian": "می‌خواهم خدمات بهتر شود",
    "Hebrew": "הצוות מקשיב ללקוחות אבל זמני ההמתנה בטלפון ארוכים מאוד ואין מי שיענה בערב",
    "Hebrew among Latin": "They said שלום עולם, and 3 notes were left",
    "Latin among Hebrew": "דוד Smith Ltd לוי 123 אבג",
    "Chinese": "前台的员工很友好，但是电话等待时间太长。我们希望有更多的自助服务机器，特别是在周末！",
    "Japanese": "スタッフはとても親切ですが、電話の待ち時間が長すぎます。",
    "Korean": "직원들은 매우 친절하지만 전화 대기 시간이 너무 깁니다.",
    "Vietnamese": "Nhân viên rất thân thiện nhưng thời gian chờ điện thoại quá lâu vào cuối tuần",
    "Greek": "Το προσωπικό είναι πολύ φιλικό, αλλά η αναμονή στο τηλέφωνο είναι μεγάλη",
    "Russian": "Сотрудники очень дружелюбны, но ждать ответа по телефону приходится слишком долго",
    "Accents apart": "Cafe\u0301 Zu\u0308rich",
    "A high code": "copy \U0001f12f left",
}
BLOCKS = [
    (0x20, 0x7F), (0xA0, 0x180), (0x370, 0x400), (0x400, 0x530), (0x590, 0x600), (0x600, 0x700), (0x900, 0x980),
    (0xE00, 0xE80), (0x1EA0, 0x1F00), (0x2000, 0x2070), (0x2190, 0x2200), (0x3040, 0x3100), (0x4E00, 0xA000),
    (0xAC00, 0xD7A4), (0x1F300, 0x1F700),
]  # fmt: skip


def folded(words: str) -> str:
    """The text without what a line break or a reader adds, joined letters as the letters they are."""
    bare = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", words))
    return "".join(letter for letter in bare if not letter.isspace() and unicodedata.category(letter) != "Cf")


def document(story: Sequence[Flowable]) -> bytes:
    """A document of these flowables on narrow pages."""
    fonts.register()
    buffer = BytesIO()
    template = BaseDocTemplate(buffer, lang="en-GB", displayDocTitle=True, initialFontName=fonts.REGULAR, invariant=1)
    template.addPageTemplates([PageTemplate("page", [Frame(20, 20, 300, 800, 0, 0, 0, 0)])])
    template.build(list(story), canvasmaker=TaggedCanvas)
    canvas: Any = template.canv
    return finished(buffer.getvalue(), canvas.root, About("Title", "Author", "Subject", (2025, 10, 1)))


def read(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data), strict=True).pages)


@pytest.fixture(scope="module")
def scripts() -> bytes:
    """Every script in four looks, one of them bold."""
    looks = (TEXT, CELL, QUOTE, TITLE)
    story = [text("Cover", TITLE, Element("H1"))]
    return document([*story, *(text(words, look, Element("P")) for words in SCRIPTS.values() for look in looks)])


def test_every_script_is_read_back_from_the_pages(scripts: bytes) -> None:
    found = folded(read(scripts))
    assert {name: found.count(folded(words)) for name, words in SCRIPTS.items()} == dict.fromkeys(SCRIPTS, 4)
    assert BOX not in found


def test_what_runs_from_right_to_left_is_told_in_the_order_in_which_it_is_read(scripts: bytes) -> None:
    tree = structure_of(scripts)
    assert not tree.wrong
    told = [part.known["/ActualText"] for part in tree.root.walk() if "/ActualText" in part.known]
    backwards = ("Arabic", "Arabic with vowels", "Persian", "Hebrew", "Latin among Hebrew")
    assert told == [SCRIPTS[name] for name in backwards for _ in range(4)]


def test_a_text_that_runs_from_right_to_left_stands_at_the_right_with_its_first_words_above() -> None:
    import pypdfium2  # type: ignore[import-untyped]

    page = pypdfium2.PdfDocument(document([text(SCRIPTS["Hebrew"], TITLE)]))[0].get_textpage()
    edges = [page.get_rect(number) for number in range(page.count_rects())]
    assert len({round(bottom) for _, bottom, _, _ in edges}) >= 3
    assert max(right for _, _, right, _ in edges) > 315
    first = max(edges, key=lambda edge: edge[3])
    assert page.get_text_bounded(*first).strip().startswith("הצוות")


def test_joined_letters_are_read_as_the_letters_that_were_written(scripts: bytes) -> None:
    found = "".join(read(scripts).split())
    assert "خدمات" in found
    assert not re.search("[\ufe80-\ufef4]", found), "no form of a letter stands for the letter"


@settings(max_examples=15, deadline=None)
@given(
    st.tuples(*(st.text(st.characters(min_codepoint=low, max_codepoint=high - 1), max_size=6) for low, high in BLOCKS))
)
def test_a_character_is_read_back_or_named_before(lines: tuple[str, ...]) -> None:
    found = folded(read(document([text(line, TEXT) for line in ("a cover", *lines)])))
    lost = {letter for line in lines for letter in without_typeface(line)}
    kept = {plain for line in lines for letter in set(fonts.composed(line)) - lost for plain in folded(letter)}
    assert kept <= set(found)
    assert (BOX in found) == bool(lost or BOX in "".join(lines))


def test_the_texts_of_the_corpus_are_printed_as_they_are() -> None:
    """Emoji, directions turned about, controls and formulas: harmless, and all there or named."""
    said: list[str] = []
    for name in ("d17_formulas.csv", "d18_emoji_rtl_zwj.csv", "d19_control_chars.csv"):
        with (CORPUS / name).open(encoding="utf-8", newline="") as file:
            said += [row[1] for row in csv.reader(file)][1:]
    sample = sample_snapshot()
    answers = tuple(replace(answer, text=words, tidy="") for answer, words in zip(sample.answers, said, strict=False))
    engagement = replace(sample.engagement, client="\uffff الشركة & Söhne 李 \ud800")
    hostile = replace(sample, answers=answers, ideas=(), engagement=engagement)
    content = build(hostile, Edition.FACILITATOR, choices=choose(parts=[Part.COVER, Part.METHOD, Part.SHEETS]))
    data = make(content).data
    tree, found, lost = structure_of(data), folded(read(data)), missing(content)
    assert not tree.wrong
    told = folded("".join(part.known.get("/ActualText", "") for part in tree.root.walk()))
    for words in said:
        whole = folded(printable(fonts.composed(words)))
        assert whole in found or whole in told, words
    assert set(lost) >= {letter for words in said for letter in without_typeface(words)} > set()
    assert all(f"U+{ord(letter):04X}" in found for letter in lost)
