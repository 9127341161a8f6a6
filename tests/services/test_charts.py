"""The report's charts one by one: those that have something to show, as files that nothing overwrites."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.trends import summarise
from cxfacilitator.report.content import build
from cxfacilitator.services import charts
from cxfacilitator.services.charts import ChartOffer
from tests.builders import ROUND_2, sample_snapshot


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


@pytest.fixture(scope="module")
def offers(sample: Snapshot) -> tuple[ChartOffer, ...]:
    return charts.available(sample, Edition.LEADERSHIP)


def names(offers: tuple[ChartOffer, ...]) -> list[str]:
    return [offer.name for offer in offers]


def test_every_chart_of_the_report_is_offered_with_its_words(sample: Snapshot, offers: tuple[ChartOffer, ...]) -> None:
    content = build(sample, Edition.LEADERSHIP)
    assert names(offers) == ["gaps", "whole", "well", "improve", "differ", "continue", "start", "plan"]
    said = {offer.name: offer.title for offer in offers}
    assert said["gaps"] == content.summary.title.title
    assert said["start"] == content.questions[3].title.lead.removesuffix(".")
    # By hand from the sample's scores: impact 3 or more for effort 2 or less.
    easy = [row for row in content.plan.rows if int(row.impact) >= 3 and int(row.effort) <= 2]
    assert said["plan"] == f"People see high impact for low effort in {len(easy)} of {len(content.plan.rows)} ideas"
    assert all(offer.told and len(offer.numbers) > 1 and offer.picture.counted == content.footer for offer in offers)


def test_the_numbers_are_those_of_the_report(sample: Snapshot, offers: tuple[ChartOffer, ...]) -> None:
    content = build(sample, Edition.LEADERSHIP)
    table = content.questions[1].tables[0]
    counted = {(line[0], line[1]): line[2:] for line in charts.find(offers, "improve").numbers[1:]}
    assert counted == {
        (row.name, marks.audience.label): (marks.said, marks.groups) for row in table.rows for marks in row.marks
    }


def test_what_is_offered_follows_what_there_is() -> None:
    second = sample_snapshot(ROUND_2)
    known = replace(second, earlier_rounds=(summarise(sample_snapshot()),))
    assert "rounds" not in names(charts.available(second, Edition.FACILITATOR))
    offers = charts.available(known, Edition.FACILITATOR)
    assert "rounds" in names(offers)
    unrated = replace(known, ideas=tuple(replace(idea, impact=None) for idea in known.ideas))
    assert "plan" not in names(charts.available(unrated, Edition.FACILITATOR))
    unread = replace(second, answers=tuple(replace(answer, reviewed=False) for answer in second.answers))
    assert charts.available(unread, Edition.FACILITATOR) == ()


def test_what_has_no_charts_is_refused_in_a_sentence(sample: Snapshot, offers: tuple[ChartOffer, ...]) -> None:
    with pytest.raises(CxError, match=r"There are no answers yet"):
        charts.available(replace(sample, answers=()), Edition.LEADERSHIP)
    with pytest.raises(CxError, match=r"note to participants has no charts. Choose leadership or facilitator"):
        charts.available(sample, Edition.PARTICIPANTS)
    with pytest.raises(CxError, match=r"no chart “pie”. There are: gaps, whole, .* and plan"):
        charts.find(offers, "pie")


def test_a_chart_is_written_as_its_ending_says_and_over_nothing(offers: tuple[ChartOffer, ...], tmp_path: Path) -> None:
    offer = charts.find(offers, "gaps")
    for ending, start in ((".png", b"\x89PNG"), (".svg", b"<?xml"), (".csv", "\ufeffTheme,".encode())):
        path = tmp_path / f"a{ending}"
        assert charts.export(offer, path) == f"Where views differ most written to {path}"
        assert path.read_bytes().startswith(start)
    shown, picture = charts.drawn(offer), Image.open(tmp_path / "a.png")
    assert picture.size == (shown.width, shown.height)
    assert picture.convert("RGBX").tobytes()[::4] == shown.data[::4]
    (tmp_path / "a.png").write_bytes(b"mine")
    with pytest.raises(
        CxError, match=r"a.png is there already and was not changed. Choose another name, such as a 2.png"
    ):
        charts.export(offer, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == b"mine"
    with pytest.raises(CxError, match=r"a.pdf does not say what it is to be.*.png, .svg, .csv"):
        charts.export(offer, tmp_path / "a.pdf")


def test_all_are_written_or_none(offers: tuple[ChartOffer, ...], tmp_path: Path) -> None:
    (tmp_path / "X plan.csv").write_text("mine")
    with pytest.raises(CxError, match=r"X plan.csv is there already"):
        charts.export_all(offers, tmp_path, "X", [".csv"])
    assert [path.name for path in tmp_path.iterdir()] == ["X plan.csv"]
    written = charts.export_all(offers, tmp_path, "X", [".csv"], replace=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)
    assert [path.name for path in written] == [f"X {name}.csv" for name in names(offers)]
    assert len(charts.export_all(offers, tmp_path / "new", "X", [".csv"])) == len(offers)
    with pytest.raises(CxError, match=r"The folder .*none.new cannot be made"):
        charts.export_all(offers, tmp_path / "none" / "new", "X")
    (tmp_path / "X charts").mkdir()
    assert charts.free_folder(tmp_path, "X") == tmp_path / "X charts 2"
    assert charts.free_folder(tmp_path, "Y") == tmp_path / "Y charts"


def test_no_cell_is_a_formula_and_no_name_of_the_roster_is_in_a_chart(sample: Snapshot) -> None:
    first = sample.ideas[0]
    person = f"{sample.participants[0].first_name} {sample.participants[0].last_name}"
    ideas = (replace(first, title=f"=1+1 {person}"), *sample.ideas[1:])
    offer = charts.find(charts.available(replace(sample, ideas=ideas), Edition.LEADERSHIP), "plan")
    table = charts.KINDS[".csv"](offer).decode("utf-8-sig")
    assert "'=1+1" in table
    assert person not in table and person not in offer.told
