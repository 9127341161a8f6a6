"""What chance alone would give, against engagements that were really relabelled, one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.chance import ChanceCheck, Verdict, Weighed
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import Cancelled
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.engines.chance import chance_check, similarities
from tests.builders import ROUND_2, SAMPLE, sample_snapshot

THEMES = [theme.id for theme in sample_snapshot().codebook.counted]
LEADERSHIP, STAFF, CUSTOMERS = Audience
Sheet = Sequence[tuple[Box, ThemeId]]


def _engagement(sheets: Sequence[tuple[Audience, Sheet]], *everybody: Audience) -> Snapshot:
    """Groups with one line for each of these boxes and themes."""
    groups = tuple(Group(GroupId(n), f"G{n}", audience, "") for n, (audience, _) in enumerate(sheets, 1))
    lines = [(n, m, box, theme) for n, (_, sheet) in enumerate(sheets, 1) for m, (box, theme) in enumerate(sheet)]
    answers = tuple(
        Answer(AnswerId(f"{n}-{m}"), f"{n}-{m}", n, box, m, "words", reviewed=True) for n, m, box, _ in lines
    )
    tags = tuple(Tag(AnswerId(f"{n}-{m}"), theme) for n, m, _, theme in lines)
    sample = sample_snapshot()
    engagement = replace(sample.engagement, everybody=frozenset(everybody))
    return replace(sample, engagement=engagement, groups=groups, answers=answers, tags=tags, ideas=(), sessions=())


def _labelled(snapshot: Snapshot) -> int:
    worth = (EvidenceWord.LIKELY, EvidenceWord.CLEAR)
    return sum(finding.word in worth for finding in find(compare(snapshot)) if finding.primary)


@pytest.mark.parametrize("folder", [SAMPLE, ROUND_2], ids=("sample", "round 2"))
@pytest.mark.parametrize("everybody", [(), (LEADERSHIP,)], ids=("samples", "everybody"))
def test_found_is_what_the_findings_say(folder: Path, everybody: tuple[Audience, ...]) -> None:
    """The same rules on the same counts."""
    snapshot = sample_snapshot(folder)
    snapshot = replace(snapshot, engagement=replace(snapshot.engagement, everybody=frozenset(everybody)))
    assert chance_check(compare(snapshot), shuffles=1).found == _labelled(snapshot)


SHEETS = st.lists(
    st.tuples(
        st.sampled_from(Audience),
        st.lists(st.tuples(st.sampled_from(Box), st.sampled_from(THEMES[:3])), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(SHEETS, st.sets(st.sampled_from(Audience)))
def test_found_is_what_the_findings_say_of_any_engagement(
    sheets: list[tuple[Audience, Sheet]], everybody: set[Audience]
) -> None:
    """Audiences without sheets, blank boxes and unmarked lines among them."""
    snapshot = _engagement(sheets, *everybody)
    assert chance_check(compare(snapshot), shuffles=1).found == _labelled(snapshot)


def test_shuffling_is_relabelling_whole_sheets() -> None:
    """Every way to give the labels to the sheets is as likely; the mean over all of them is what is expected."""
    praise: Sheet = [(Box.WELL, THEMES[0]), (Box.WELL, THEMES[1])]
    blame: Sheet = [(Box.IMPROVE, THEMES[0]), (Box.WELL, THEMES[2]), (Box.START, THEMES[1])]
    written = [(LEADERSHIP, praise), *[(STAFF, praise)] * 2, (CUSTOMERS, praise), *[(CUSTOMERS, blame)] * 3]
    sheets = [sheet for _, sheet in written]
    labels = set(permutations(audience for audience, _ in written))
    exact = [_labelled(_engagement(list(zip(given, sheets, strict=True)), LEADERSHIP)) for given in sorted(labels)]
    assert 0 < sum(exact) / len(exact) < max(exact)
    found = chance_check(compare(_engagement(written, LEADERSHIP)), shuffles=20_000)
    assert found.expected == pytest.approx(sum(exact) / len(exact), abs=0.05)


def test_the_same_engagement_gives_the_same_figure() -> None:
    """In whatever order its answers are; and another seed gives another figure near it."""
    snapshot = sample_snapshot()
    first = chance_check(compare(snapshot))
    turned = replace(snapshot, answers=snapshot.answers[::-1], tags=snapshot.tags[::-1])
    assert chance_check(compare(turned)) == first
    other = chance_check(compare(snapshot), seed=2)
    assert other.expected != first.expected
    assert other.expected == pytest.approx(first.expected, abs=0.6)


def test_one_leadership_sheet_that_speaks_for_all_finds_much_by_chance() -> None:
    """Any one sheet differs from six others in several themes; as a sample it could say nothing of itself."""
    snapshot = sample_snapshot()
    sampled = replace(snapshot, engagement=replace(snapshot.engagement, everybody=frozenset()))
    marked, unmarked = chance_check(compare(snapshot)), chance_check(compare(sampled))
    assert marked.found > unmarked.found
    assert marked.expected > 2 * unmarked.expected


def test_with_one_audience_there_is_nothing_to_shuffle() -> None:
    """And with none."""
    alone = compare(_engagement([(STAFF, [(Box.WELL, THEMES[0])])] * 3))
    assert chance_check(alone) == ChanceCheck(0, 0.0, 0)
    assert chance_check(compare(_engagement([]))) == ChanceCheck(0, 0.0, 0)
    assert similarities(alone) == {}
    no_themes = replace(sample_snapshot(), codebook=replace(sample_snapshot().codebook, themes=()))
    assert chance_check(compare(no_themes)) == ChanceCheck(0, 0.0, 400, 400)
    assert chance_check(alone).sentence == "There is nothing yet that chance could have given as well."


def test_it_can_be_stopped() -> None:
    """Where it says how far it is."""

    def stop(share: float, note: str) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        chance_check(compare(sample_snapshot()), progress=stop)


def test_sentences() -> None:
    """One and several."""
    assert ChanceCheck(7, 1.3, 400).sentence == (
        "7 differences are labelled likely or clear; shuffled labels give 1.3."
    )
    assert ChanceCheck(1, 0.04, 400).sentence == "1 difference is labelled likely or clear; shuffled labels give 0.0."


def test_what_shuffles_give_as_often_is_to_be_treated_as_questions() -> None:
    """More often than once in twenty, the real order among them; where nothing is found nothing needs the advice."""
    hardly = "That is hardly more than chance gives: treat differences as questions."
    assert [ChanceCheck(6, 4.9, 399, as_many).advice for as_many in (0, 19, 20, 399)] == ["", "", hardly, hardly]
    assert ChanceCheck(0, 0.4, 400, 400).advice == ""
    weighed = Weighed(ChanceCheck(6, 4.9, 400, 120), {})
    assert weighed.sentences == (weighed.check.sentence, hardly)


def test_the_shuffles_that_give_as_many_are_counted_one_by_one() -> None:
    """Against an engagement of which every order of the labels is known."""
    blame: Sheet = [(Box.IMPROVE, THEMES[0]), (Box.IMPROVE, THEMES[1])]
    written = [*[(LEADERSHIP, [(Box.IMPROVE, THEMES[2])])] * 3, *[(CUSTOMERS, blame)] * 4]
    sheets = [sheet for _, sheet in written]
    labels = sorted(set(permutations(audience for audience, _ in written)))
    exact = [_labelled(_engagement(list(zip(given, sheets, strict=True)))) for given in labels]
    found = chance_check(compare(_engagement(written)), shuffles=7_000)
    share = sum(each >= found.found for each in exact) / len(exact)
    assert found.found == 3
    assert 0.05 < share < 0.5
    assert found.as_many / found.shuffles == pytest.approx(share, abs=0.02)


def _apart(first: int, second: int) -> Snapshot:
    """Two audiences that have no theme in common."""
    mine: Sheet = [(Box.WELL, theme) for theme in THEMES[:5]]
    theirs: Sheet = [(Box.WELL, theme) for theme in THEMES[5:10]]
    return _engagement([*[(STAFF, mine)] * first, *[(CUSTOMERS, theirs)] * second])


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (1, 5, Verdict.TOO_FEW),
        (3, 3, Verdict.TOO_FEW),
        (2, 5, Verdict.FURTHER_APART),
        (3, 4, Verdict.FURTHER_APART),
        (1, 18, Verdict.TOO_FEW),
        (4, 4, Verdict.FURTHER_APART),
        (20, 30, Verdict.FURTHER_APART),
    ],
)
def test_audiences_with_nothing_in_common(first: int, second: int, verdict: Verdict) -> None:
    """From twenty different splits on; three against three have ten, whichever of the two is called the first."""
    [found] = similarities(compare(_apart(first, second))).values()
    assert (found.common, found.verdict) == (0.0, verdict)
    assert (found.by_chance is None) == (verdict is Verdict.TOO_FEW)


def test_audiences_that_say_the_same_are_not_further_apart() -> None:
    """However much they say; and however little."""
    for sheet in ([(Box.WELL, theme) for theme in THEMES], [(Box.UNMARKED, THEMES[0])]):
        [found] = similarities(compare(_engagement([*[(STAFF, sheet)] * 5, *[(CUSTOMERS, sheet)] * 5]))).values()
        assert (found.common, found.by_chance, found.verdict) == (1.0, (1.0, 1.0), Verdict.NOT_CLEARLY)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from([Box.WELL, Box.IMPROVE, Box.CONTINUE, Box.START]), st.sampled_from(THEMES[:3])),
            min_size=1,
            max_size=5,
        ),
        min_size=7,
        max_size=7,
    )
)
def test_common_ground_by_hand(sheets: list[Sheet]) -> None:
    """Fractions of the groups that wrote under the question, all 35 splits of three and four one after the other."""
    labelled = [(STAFF if place < 3 else CUSTOMERS, sheet) for place, sheet in enumerate(sheets)]
    [found] = similarities(compare(_engagement(labelled))).values()
    seen = _common(sheets, (0, 1, 2))
    assert found.common == pytest.approx(float(seen))
    splits = [_common(sheets, chosen) for chosen in combinations(range(7), 3)]
    as_far = sum(split <= seen for split in splits)
    assert (found.verdict is Verdict.FURTHER_APART) == (Fraction(as_far, len(splits)) <= Fraction(1, 20))


def _common(sheets: Sequence[Sheet], chosen: tuple[int, ...]) -> Fraction:
    others = tuple(place for place in range(len(sheets)) if place not in chosen)
    keys = {line for sheet in sheets for line in sheet}
    shares = [(_shares(sheets, chosen, key), _shares(sheets, others, key)) for key in keys]
    most = sum((max(pair) for pair in shares), Fraction())
    return sum((min(pair) for pair in shares), Fraction()) / most if most else Fraction(1)


def _shares(sheets: Sequence[Sheet], chosen: Sequence[int], key: tuple[Box, ThemeId]) -> Fraction:
    wrote = [place for place in chosen if any(box.question is key[0].question for box, _ in sheets[place])]
    return Fraction(sum(key in sheets[place] for place in wrote), len(wrote) or 1)


def test_only_three_sentences_may_be_said() -> None:
    """Without a percentage."""
    said: Mapping[tuple[Audience, Audience], str] = {
        pair: found.sentence for pair, found in similarities(compare(sample_snapshot())).items()
    }
    assert said == {
        (LEADERSHIP, STAFF): "Leadership and staff: too few groups to say.",
        (LEADERSHIP, CUSTOMERS): "Leadership and customers: too few groups to say.",
        (STAFF, CUSTOMERS): "Staff and customers: not clearly further apart.",
    }
