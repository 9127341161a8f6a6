from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.domain.theme_use import NO_USE, theme_use
from tests.store.builders import full_snapshot


def test_groups_are_counted_once_and_forms_beside_them() -> None:
    snapshot = full_snapshot()
    answers = tuple(replace(answer, reviewed=True) for answer in snapshot.answers)
    forms = tuple(replace(answer, reviewed=True) for answer in snapshot.form_answers)
    theme = ThemeId("ACC-2")
    tags = tuple(Tag(answer.id, theme) for answer in (*answers, *forms))
    use = theme_use(replace(snapshot, answers=answers, form_answers=forms, tags=tags))
    assert set(use) == {theme}
    mine = use[theme]
    assert mine.all_answers == (*answers, *forms)
    assert mine.groups == len({answer.group_id for answer in answers})
    said = f"{mine.groups} groups · {len(answers)} answers · {len(forms)} in forms"
    assert mine.in_words == (said if mine.groups > 1 else said.replace("groups", "group"))


def test_what_nobody_has_reviewed_is_no_use() -> None:
    snapshot = full_snapshot()
    waiting = tuple(replace(answer, reviewed=False) for answer in snapshot.answers)
    tags = tuple(Tag(answer.id, ThemeId("ACC-2")) for answer in waiting)
    assert theme_use(replace(snapshot, answers=waiting, form_answers=(), tags=tags)) == {}
    assert NO_USE.in_words == ""


def test_only_forms_say_only_forms() -> None:
    snapshot = full_snapshot()
    forms = tuple(replace(answer, reviewed=True) for answer in snapshot.form_answers)
    tags = tuple(Tag(answer.id, ThemeId("ACC-1")) for answer in forms)
    use = theme_use(replace(snapshot, form_answers=forms, tags=tags))
    assert use[ThemeId("ACC-1")].in_words == f"{len(forms)} in forms"
