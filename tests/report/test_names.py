"""Nobody is named in a finished PDF: not on its pages, in its outline and structure, nor in what it says of itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot

SHARED = [Edition.LEADERSHIP, Edition.PARTICIPANTS, Edition.STAFF]
SPELLINGS = (
    "PRIYA sorts it out", "Priya’s crew is quick", "ask Priya's crew", "Priya-Anne remembers us", "Prìya remembers us",
    "PRIYA.K@EXAMPLE.ORG answers at once", "Margot  REEVE called", "reeve, margot called", "DAVE remembers us",
    "ring 01234 567 890 and Dave answers",
)  # fmt: skip


@cache
def sample() -> Snapshot:
    """The sample with an answer on every idea, in words that name somebody."""
    base = sample_snapshot()
    decided = (
        replace(idea, disposition=Disposition.NOT_NOW, reason="as Margot Reeve and Priya say") for idea in base.ideas
    )
    return replace(base, ideas=tuple(decided))


@cache
def hostile() -> Snapshot:
    """The sample with names written in all sorts of ways, at the beginning of long answers that fill lines."""
    base = sample()
    said = iter(SPELLINGS * 8)
    answers = (
        replace(answer, text=f"{next(said)} {answer.text}") if number % 4 == 0 and number < 320 else answer
        for number, answer in enumerate(base.answers)
    )
    return replace(base, answers=tuple(answers))


class Told(NamedTuple):
    """What a PDF says on its pages, and in its outline, structure, drawing and properties; with single spaces."""

    pages: str
    beside: str


@cache
def told(snapshot: Callable[[], Snapshot], edition: Edition) -> Told:
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.pdf")
        write(build(snapshot(), edition), path)
        data = path.read_bytes()
    pages = pypdfium2.PdfDocument(data)
    shown = " ".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    with pikepdf.open(BytesIO(data)) as pdf:
        beside = [text for each in pdf.objects for text in _strings(each)]
        beside += [
            text
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page, "BDC DP")
            for text in _strings(operands[1])
        ]
        beside.append(pdf.Root.Metadata.read_bytes().decode())
    return Told(" ".join(shown.split()), " ".join(" ".join(beside).split()))


def _strings(value: Any) -> Iterator[str]:
    """The strings in a PDF's object, as deep as they stand in it; what it refers to is looked at by itself."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        inner = value if isinstance(value, pikepdf.Array) else (value[key] for key in value.keys())  # noqa: SIM118
        for each in inner:
            if not (hasattr(each, "is_indirect") and each.is_indirect):
                yield from _strings(each)


def test_the_reader_of_this_test_reads_everything() -> None:
    """What must not be there is looked for where other things are found."""
    said = told(sample, Edition.LEADERSHIP)
    for expected in ("On one page", "3 of 6", "Keep doing", "Reeve"):
        assert expected in said.pages
    for expected in ("Tolland Reeve Hire Ltd: what leadership, staff and customers say", "Appendix", "3 of 6"):
        assert expected in said.beside


@pytest.mark.parametrize("edition", SHARED)
@pytest.mark.parametrize("snapshot", [sample, hostile])
def test_nobody_is_named_in_what_is_handed_over(snapshot: Callable[[], Snapshot], edition: Edition) -> None:
    for said in told(snapshot, edition):
        assert not re.findall(r"(?i)pr[iì]ya|\bdave\b|@example|567", said)
        assert _full_names(said) == []


def _full_names(said: str) -> list[str]:
    """The full names of the roster that stand there, in either order, however they are broken into lines."""
    folded = re.sub(r"[\s,]+", "", said).casefold()
    names = ((person.first_name, person.last_name) for person in sample().participants)
    return [
        " ".join(name) for name in names if any("".join(parts).casefold() in folded for parts in (name, name[::-1]))
    ]


@pytest.mark.parametrize("edition", SHARED)
def test_no_code_leads_to_a_table(edition: Edition) -> None:
    said = told(sample, edition)
    groups = sample().groups
    assert [group.label for group in groups if group.own_label and group.own_label in "".join(said)] == []
    if edition is not Edition.LEADERSHIP:
        assert not re.findall(r"\b[LSC]\d\b", said.pages)
        return
    below = _sheets(said.pages)
    assert below.keys() == {group.code for group in groups if group.code != "L1"}
    for group in groups:
        for answer in sample().answers_of[group.id]:
            assert len(answer.wording) < 25 or answer.wording not in below.get(group.code, "")


def _sheets(said: str) -> Mapping[str, str]:
    """What stands below the code of each sheet, as far as the next one."""
    parts = re.split(r"(?:Staff|Customer) sheet ([SC]\d)\b", said)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_facilitator_reads_names_and_no_full_ones() -> None:
    said = told(hostile, Edition.FACILITATOR)
    assert "Priya" in said.pages
    assert [*_full_names(said.pages), *_full_names(said.beside)] == []
