"""What a merge says before it is agreed to."""

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.codebook_merge import plan_merge
from tests.store.builders import full_snapshot

CARE, OPENING, UNCLEAR = map(ThemeId, ("ZED-1", "ACC-1", "UNCLEAR"))


def test_answers_are_counted_once_however_many_of_the_themes_they_have() -> None:
    plan = plan_merge(full_snapshot(), [CARE], OPENING)
    assert (plan.answers, plan.both, plan.total) == (3, 1, 5)
    assert plan.sentences() == (
        "“Care” goes into “Opening hours”",
        "3 answers will have “Opening hours” instead, 5 in all",
        "1 of them has both now, and will have it once",
    )


def test_what_goes_where_nothing_is_counted_is_said() -> None:
    plan = plan_merge(full_snapshot(), [CARE, OPENING], UNCLEAR)
    assert plan.sentences()[0] == "“Care” and “Opening hours” go into “Unclear”"
    assert plan.sentences()[-1] == "These answers count for no theme any more"
