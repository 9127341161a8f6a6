"""The page "Since the last round", word for word, and read back from the PDF."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.trends import summarise
from cxfacilitator.report.content import ReportContent, build
from cxfacilitator.report.pdf import write
from cxfacilitator.services.report import outline
from tests.builders import ROUND_2, sample_snapshot
from tests.pdfs import texts
from tests.report.structure_of import structure_of

GROUPS = "leadership 1 then, 1 now; staff 9 then, 4 now; customers 6 then, 3 now"
MOVED = "Since round 1: 1 gap closed, 1 gap narrowed, 1 gap persists, 1 gap widened, 1 new gap"


@pytest.fixture(scope="module")
def second() -> Snapshot:
    """The second round of the sample, which knows the first in figures."""
    return replace(sample_snapshot(ROUND_2), earlier_rounds=(summarise(sample_snapshot()),))


@pytest.fixture(scope="module")
def content(second: Snapshot) -> ReportContent:
    return build(second, Edition.LEADERSHIP)


def test_what_has_become_of_the_gaps_is_said_with_the_groups_of_both_rounds(content: ReportContent) -> None:
    part = content.rounds
    assert part is not None
    assert (part.title.title, part.title.lead) == (MOVED, f"Groups: {GROUPS}.")
    assert part.columns == (
        ("Round 1", "1 leadership, 9 staff, 6 customer groups"),
        ("Round 2", "1 leadership, 4 staff, 3 customer groups"),
    )
    assert [(section.heading, len(section.themes)) for section in part.sections] == [
        ("Gap closed", 1),
        ("Gap narrowed", 1),
        ("Gap persists", 1),
        ("Gap widened", 1),
        ("New gap", 1),
        ("Still aligned", 3),
        ("Not raised this time", 10),
    ]
    [billing] = part.sections[1].themes
    assert (billing.name, billing.then, billing.now) == ("Billing, invoicing & payment", "opposite views", "same view")
    assert billing.sentence == (
        "Then all six customer groups asked to improve it, but leadership named it as done well; "
        "this time 2 of 3 customer groups asked to improve it, and leadership saw it the same way."
    )
    quiet = part.sections[-1].themes[0]
    assert (quiet.name, quiet.then, quiet.now, quiet.sentence) == (
        "Knowledge & expertise",
        "same view",
        "customers silent",
        "",
    )
    assert part.basis.lines[-1].startswith("Not raised is not solved")


def test_the_page_that_is_read_in_one_minute_says_it_in_one_sentence(second: Snapshot, content: ReportContent) -> None:
    assert content.summary.title.lead.endswith(f"{MOVED} (groups: {GROUPS}).")
    assert ("Since the last round", MOVED) in [(p.name, p.says) for p in outline(second, Edition.LEADERSHIP).parts]


def test_the_first_round_has_no_such_page(second: Snapshot) -> None:
    first = build(replace(second, earlier_rounds=()), Edition.LEADERSHIP)
    assert first.rounds is None
    assert "Since round" not in first.summary.title.lead


def test_when_nothing_is_reviewed_yet_no_gap_is_said_to_have_moved(second: Snapshot) -> None:
    unread = replace(second, answers=tuple(replace(answer, reviewed=False) for answer in second.answers))
    part = build(unread, Edition.LEADERSHIP).rounds
    assert part is not None
    assert part.title.title == "Since round 1: no gap can be followed"
    assert {section.heading for section in part.sections} == {"Not compared"}
    assert part.columns[1] == ("Round 2", "0 leadership, 0 staff, 0 customer groups")


def test_what_was_merged_is_followed_in_the_report(second: Snapshot) -> None:
    wait, reach = (second.codebook.themes[place].id for place in (5, 4))
    book = replace(second.codebook, themes=tuple(t for t in second.codebook.themes if t.id != wait))
    tags = tuple(replace(tag, theme_id=reach) if tag.theme_id == wait else tag for tag in second.tags)
    merged = replace(second, codebook=book, tags=tags, merged={wait: reach})
    part = build(merged, Edition.LEADERSHIP).rounds
    assert part is not None
    assert any("has become part of" in line for line in part.basis.lines)


def test_the_figure_follows_what_both_audiences_said_and_nothing_that_was_not_raised(
    content: ReportContent, second: Snapshot
) -> None:
    part = content.rounds
    assert part is not None and part.figure is not None
    drawn = [slope.movement for slope in part.figure.slopes]
    assert drawn == ["Gap closed", "Gap narrowed", "Gap persists", "Gap widened", "New gap", *["Still aligned"] * 3]
    then, now = ({theme.id: theme for theme in each.themes} for each in (second.earlier_rounds[0], summarise(second)))
    ids = {theme.name: theme.id for theme in now.values()}
    for slope in part.figure.slopes:
        count = {"named as done well": "well", "asked to improve it": "raises"}[slope.measure]
        for audience, said, of, says, of_now in slope.lines:
            before, after = then[ids[slope.name]].counts[audience], now[ids[slope.name]].counts[audience]
            assert (said, of) == (getattr(before, count), before.groups)
            assert (says, of_now) == (getattr(after, count), after.groups)
    billing = part.figure.slopes[1]
    assert (billing.name, billing.measure) == ("Billing, invoicing & payment", "asked to improve it")
    assert billing.lines == ((Audience.LEADERSHIP, 0, 1, 1, 1), (Audience.CUSTOMERS, 6, 6, 2, 3))


def test_a_gap_is_measured_by_what_customers_held_where_it_was(content: ReportContent) -> None:
    """Customers asked for it then and praise it now: drawn as praise, the closed gap would never have been open."""
    assert content.rounds is not None and content.rounds.figure is not None
    informed = content.rounds.figure.slopes[0]
    assert (informed.name, informed.measure) == ("Keeping customers informed", "asked to improve it")
    assert informed.lines[1][:3] == (Audience.CUSTOMERS, 5, 6)


def test_the_pdf_has_it_with_every_theme_and_no_share(content: ReportContent, tmp_path: Path) -> None:
    part = content.rounds
    assert part is not None
    write(content, tmp_path / "report.pdf")
    pages = [" ".join(page.split()) for page in texts(tmp_path / "report.pdf")]
    [first] = [number for number, words in enumerate(pages) if f"Since the last round {MOVED}" in words]
    words = " ".join(pages[first : first + 3])
    for section in part.sections:
        assert section.heading in words
        for theme in section.themes:
            assert theme.name in words
            assert theme.sentence in words
    assert part.figure is not None
    assert "lower line: no group" in pages[first]
    document = structure_of((tmp_path / "report.pdf").read_bytes())
    assert not document.wrong
    assert part.figure.told() in [figure.known["/Alt"] for figure in document.root.every("Figure")]
    chapter = words[words.index(MOVED) : words.index("Continue and quick wins")]
    assert "%" not in chapter
    assert "failed to" not in chapter
    heads = [words for column in part.columns for words in column]
    assert all(line in chapter for line in (*heads, part.title.lead, *part.basis.lines))
