"""Tagging and codebook edits in any order, against a model in plain dicts: every undo and redo, back and forth."""

import copy
import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.services import codebook, tagging
from cxfacilitator.store import codebook as store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import EngagementFile, Step
from tests.store.builders import written

Model = dict[str, Any]
"""`families`: id → name; `themes`: id → fields, in order; `tags`: answer → ids; `rejected`: pairs; `reviewed`;
`history`: label, what the codebook was, and what became of whose themes; `seconds` and `filed`: the themes of second
people's tags, and of findings, actions and initiatives."""


class Refused(Exception):
    """The model expects that the service refuses."""


def seen(file: EngagementFile) -> Model:
    """What is in the file, as the model says it."""
    tags: dict[str, list[str]] = {}
    for tag in file.read(tagging_store.load_tags):
        tags.setdefault(tag.answer_id, []).append(tag.theme_id)
    return {
        **book_of(file.read(store.load)),
        "tags": tags,
        "rejected": {
            (rejection.answer_id, rejection.theme_id) for rejection in file.read(tagging_store.load_rejections)
        },
        "reviewed": column(file, "SELECT id FROM answer WHERE reviewed"),
        "history": [(change.label, book_of(change.before)) for change in codebook.changes(file)],
        "seconds": column(file, "SELECT theme_id FROM second_tag"),
        "filed": column(
            file,
            "SELECT theme_id FROM kept_finding UNION SELECT theme_id FROM action UNION SELECT theme_id FROM initiative",
        ),
    }


def column(file: EngagementFile, query: str) -> set[str]:
    """The values of a column that are not empty."""
    return {row[0] for row in file.read(lambda db: db.execute(query).fetchall()) if row[0]}


def book_of(book: Codebook) -> Model:
    fields = ("name", "family", "definition", "include", "cues", "memo", "residual")
    return {
        "families": {family.id: family.name for family in book.families},
        "themes": {theme.id: {name: getattr(theme, name) for name in fields} for theme in book.themes},
    }


def expected(model: Model) -> Model:
    """The model as `seen` says it: without what only the model needs."""
    tags = {answer: list(themes) for answer, themes in model["tags"].items() if themes}
    return {**model, "tags": tags, "history": [(entry["label"], entry["before"]) for entry in model["history"]]}


def noted(
    model: Model, before: Model, label: str, moves: Mapping[Any, Any] | None = None, *, typed: bool = False
) -> None:
    book = {key: before[key] for key in ("families", "themes")}
    if book == {key: model[key] for key in book} and not moves:
        return
    if not (typed and model["history"] and model["history"][-1]["label"] == label):
        model["history"].append({"label": label, "before": copy.deepcopy(book), "moves": moves or {}})


def residual_last(themes: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(themes.items(), key=lambda item: item[1]["residual"]))


def a_theme(chance: random.Random, now: Model) -> str:
    ids: list[str] = [*now["themes"]]
    return chance.choice([*ids, "GONE"])


def answers_of(file: EngagementFile) -> list[AnswerId]:
    return [answer.id for answer in file.snapshot().to_review]


def accept(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    answer, theme = chance.choice(answers_of(file)), a_theme(chance, now)
    themes = now["tags"].setdefault(answer, [])
    if theme not in now["themes"] or (len(themes) == 3 and theme not in themes):
        now["refused"] = True
    elif theme not in themes:
        themes.append(theme)
        now["rejected"].discard((answer, theme))
        now["reviewed"].add(answer)
    return lambda: tagging.accept(file, answer, ThemeId(theme))


def tag_many(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    answers, theme = chance.sample(answers_of(file), 3), chance.choice([*now["themes"]])
    for answer in answers:
        themes = now["tags"].setdefault(answer, [])
        if theme not in themes and len(themes) < 3:
            themes.append(theme)
            now["rejected"].discard((answer, theme))
            now["reviewed"].add(answer)
    return lambda: tagging.tag_many(file, answers, ThemeId(theme))


def remove_tag(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    answer, theme = chance.choice(answers_of(file)), chance.choice([*now["themes"]])
    now["tags"][answer] = [other for other in now["tags"].get(answer, []) if other != theme]
    return lambda: tagging.remove(file, answer, ThemeId(theme))


def reject(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    answer, theme = chance.choice(answers_of(file)), chance.choice([*now["themes"]])
    now["rejected"].add((answer, theme))
    return lambda: tagging.reject(file, answer, ThemeId(theme))


def unreview(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    answer = chance.choice(answers_of(file))
    now["reviewed"].discard(answer)
    return lambda: tagging.set_reviewed(file, answer, False)


def placed(now: Model, theme: str, fields: Model) -> None:
    """Put a new theme behind the last one of its family, or behind all."""
    themes = [*now["themes"].items()]
    family = [
        n for n, (_, other) in enumerate(themes, 1) if other["family"] == fields["family"] and not other["residual"]
    ]
    themes.insert(family[-1] if family else len(themes), (theme, fields))
    now["themes"] = residual_last(dict(themes))


def new_theme(now: Model, chance: random.Random) -> tuple[Theme, Model]:
    """A theme whose name may be taken, and its fields in the model."""
    name = chance.choice(["Loyalty", "Été", "Queues", "Care"])
    family = chance.choice([*now["families"], ""])
    book = Codebook("", (), tuple(Theme(ThemeId(theme), "", "") for theme in now["themes"]))
    theme = Theme(codebook_id(book, family, name), family, name, definition="New", cues=("new*",))
    fields = {"name": name, "family": family, "definition": "New", "include": (), "cues": ("new*",), "memo": ""}
    return theme, {**fields, "residual": False}


def codebook_id(book: Codebook, family: str, name: str) -> ThemeId:
    number = len(book.themes)
    while f"N{number}" in book.by_id:
        number += 1
    return ThemeId(f"N{number}")


def add(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, answers = copy.deepcopy(now), chance.sample(answers_of(file), chance.randrange(4))
    theme, fields = new_theme(now, chance)
    if any(other["name"] == theme.name for other in now["themes"].values()):
        now["refused"] = True
    else:
        placed(now, theme.id, fields)
        for answer in answers:
            if len(now["tags"].setdefault(answer, [])) < 3:
                now["tags"][answer].append(theme.id)
                now["reviewed"].add(answer)
        noted(now, before, f"Add the theme {theme.name}")
    return lambda: codebook.add_theme(file, theme, answers)


def rename(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, theme_id, name = (
        copy.deepcopy(now),
        chance.choice([*now["themes"]]),
        chance.choice(["Care", "Kéy", " ", "Zoë"]),
    )
    theme = file.snapshot().codebook.by_id[ThemeId(theme_id)]
    taken = [other["name"] for key, other in now["themes"].items() if key != theme_id]
    if name == " " or name in taken:
        now["refused"] = True
    else:
        now["themes"][theme_id]["name"] = name
        noted(now, before, f"Rename the theme {theme_id}", typed=True)
    return lambda: codebook.save_theme(file, with_fields(theme, name=name))


def define(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, theme_id = copy.deepcopy(now), chance.choice([*now["themes"]])
    theme, text = file.snapshot().codebook.by_id[ThemeId(theme_id)], chance.choice(["", "It's\n“so”", "Plain"])
    now["themes"][theme_id]["definition"] = text
    noted(now, before, f"Change the definition of {now['themes'][theme_id]['name']}", typed=True)
    return lambda: codebook.save_theme(file, with_fields(theme, definition=text))


def with_fields(theme: Theme, **fields: str) -> Theme:
    names = Theme.__slots__
    return Theme(**{**{name: getattr(theme, name) for name in names}, **fields})


def merge(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, ids = copy.deepcopy(now), [*now["themes"]]
    kept, *gone = chance.sample(ids, min(len(ids), chance.randrange(2, 4)))
    themes, names = now["themes"], [now["themes"][theme]["name"] for theme in gone]
    if not gone or any(themes[theme]["residual"] for theme in gone):
        now["refused"] = True
        return lambda: codebook.merge(file, [*map(ThemeId, gone)], ThemeId(kept))
    stays = themes[kept]
    for theme in gone:
        going = themes.pop(theme)
        for name in ("include", "cues"):
            stays[name] += tuple(text for text in going[name] if text not in stays[name])
        if going["definition"] and going["definition"] not in stays["definition"]:
            also = f"\n\nAlso, from “{going['name']}”: " if stays["definition"] else ""
            stays["definition"] += also + going["definition"]
        if going["memo"] not in stays["memo"]:
            stays["memo"] += ("\n\n" if stays["memo"] else "") + going["memo"]
    moves: Model = {}
    for answer, mine in now["tags"].items():
        after: list[str] = []
        for theme in mine:
            filed = kept if theme in gone else theme
            after += [filed] if filed not in after else []
        if after != mine:
            moves[answer] = (list(mine), after, kept)
            if kept not in mine:
                now["rejected"].discard((answer, kept))
            now["tags"][answer] = list(after)
    now["rejected"] = {(answer, theme) for answer, theme in now["rejected"] if theme not in gone}
    for which in ("seconds", "filed"):
        now[which] = {kept if theme in gone else theme for theme in now[which]}
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    noted(now, before, f"Merge {listed} into {stays['name']}", moves)
    return lambda: codebook.merge(file, [*map(ThemeId, gone)], ThemeId(kept))


def split(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, source, answers = copy.deepcopy(now), chance.choice([*now["themes"]]), chance.sample(answers_of(file), 4)
    theme, fields = new_theme(now, chance)
    moves = {}
    for answer in answers:
        mine = now["tags"].get(answer, [])
        if source in mine:
            moves[answer] = (list(mine), [theme.id if other == source else other for other in mine], theme.id)
    if not moves or any(other["name"] == theme.name for other in now["themes"].values()):
        now["refused"] = True
    else:
        placed(now, theme.id, fields)
        for answer, (_, after, _) in moves.items():
            now["tags"][answer] = list(after)
        noted(now, before, f"Split {theme.name} from {now['themes'][source]['name']}", moves)
    return lambda: codebook.split(file, ThemeId(source), theme, answers)


def remove(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, theme = copy.deepcopy(now), chance.choice([*now["themes"]])
    if now["themes"][theme]["residual"] or any(theme in mine for mine in (now["seconds"], *now["tags"].values())):
        now["refused"] = True
    else:
        now["filed"].discard(theme)
        gone = now["themes"].pop(theme)
        now["rejected"] = {(answer, other) for answer, other in now["rejected"] if other != theme}
        noted(now, before, f"Remove the theme {gone['name']}")
    return lambda: codebook.remove(file, ThemeId(theme))


def cue(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, theme, word = (
        copy.deepcopy(now),
        chance.choice([*now["themes"]]),
        chance.choice(["Wait ", "new*", "...", "it's"]),
    )
    meant = word.strip().casefold()
    fields = now["themes"][theme]
    if meant == "..." or meant in fields["cues"]:
        now["refused"] = True
    else:
        fields["cues"] += (meant,)
        noted(now, before, f"Add the cue “{meant}” to {fields['name']}")
    return lambda: codebook.add_cue(file, ThemeId(theme), word)


def arrange(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before, ids = copy.deepcopy(now), [*now["themes"]]
    order = chance.sample(ids, chance.randrange(len(ids) + 1))
    left = iter(order)
    ids = [next(left) if theme in order else theme for theme in ids]
    now["themes"] = residual_last({theme: now["themes"][theme] for theme in ids})
    if [*before["themes"]] != [*now["themes"]]:
        now["history"].append({"label": "Arrange the themes", "before": copied_book(before), "moves": {}})
    return lambda: codebook.arrange(file, [*map(ThemeId, order)])


def copied_book(model: Model) -> Model:
    return copy.deepcopy({key: model[key] for key in ("families", "themes")})


def family(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    before = copy.deepcopy(now)
    if chance.random() < 0.5:
        made = Family(f"F{chance.randrange(3)}", chance.choice(["One", "Two", ""]))
        if made.id in now["families"] or made.name in now["families"].values() or not made.name:
            now["refused"] = True
        else:
            now["families"][made.id] = made.name
            noted(now, before, f"Add the family {made.name}")
        return lambda: codebook.add_family(file, made)
    gone = chance.choice([*now["families"]])
    if any(fields["family"] == gone for fields in now["themes"].values()):
        now["refused"] = True
    else:
        name = now["families"].pop(gone)
        noted(now, before, f"Remove the family {name}")
    return lambda: codebook.remove_family(file, gone)


def bring_in(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    """Import a codebook of one theme that is here, with a new definition, and of one that is not."""
    before, theme_id = copy.deepcopy(now), chance.choice([*now["themes"]])
    there = file.snapshot().codebook.by_id[ThemeId(theme_id)]
    new = Theme(codebook_id(file.snapshot().codebook, "", ""), "", f"Import {chance.randrange(99)}", cues=("in",))
    if any(other["name"] == new.name for other in now["themes"].values()):
        return lambda: None
    incoming = Codebook("theirs", (), (with_fields(there, family="", definition="Theirs"), new))
    now["themes"][theme_id]["definition"] = "Theirs"
    fields = {"name": new.name, "family": "", "definition": "", "include": (), "cues": ("in",), "memo": ""}
    placed(now, new.id, {**fields, "residual": False})
    noted(now, before, f"Import a codebook of {2 - there.residual} theme{'s' * (not there.residual)}")
    plan = codebook.plan_import(file.snapshot(), incoming)
    return lambda: codebook.apply(file, plan)


def roll_back(file: EngagementFile, now: Model, chance: random.Random) -> Callable[[], object]:
    if not now["history"]:
        return lambda: None
    before, place = copy.deepcopy(now), chance.randrange(len(now["history"]))
    since = now["history"][place:]
    tags = {answer: list(mine) for answer, mine in now["tags"].items() if mine}
    for entry in reversed(since):
        for answer, (old, new, to) in entry["moves"].items():
            mine = tags.get(answer)
            if mine == new:
                tags[answer] = list(old)
            elif mine and to in mine:
                rest = [theme for theme in mine if theme != to]
                back = [theme for theme in old if theme == to or theme not in [*new, *rest]][: 3 - len(rest)]
                at = mine.index(to)
                tags[answer] = rest[:at] + back + rest[at:]
    book = copy.deepcopy(since[0]["before"])
    used = {theme for mine in tags.values() for theme in mine} | now["seconds"] | now["filed"]
    for source in (now, *(entry["before"] for entry in reversed(since))):
        for theme, fields in source["themes"].items():
            if theme in used and theme not in book["themes"]:
                book["themes"][theme] = copy.deepcopy(fields)
                if fields["family"]:
                    book["families"].setdefault(fields["family"], source["families"][fields["family"]])
    # What was moved is noted as it is now, whatever is tagged later.
    moves = {answer: (now["tags"][answer], [*mine], "") for answer, mine in tags.items() if mine != now["tags"][answer]}
    for answer, (old, new, _) in moves.items():
        now["rejected"] -= {(answer, theme) for theme in new if theme not in old}
    now["tags"], now["families"], now["themes"] = tags, book["families"], residual_last(book["themes"])
    now["rejected"] = {(answer, theme) for answer, theme in now["rejected"] if theme in now["themes"]}
    if copied_book(before) != copied_book(now) or [*before["themes"]] != [*now["themes"]] or moves:
        label = f"Roll the codebook back to before: {since[0]['label']}"
        now["history"].append({"label": label, "before": copied_book(before), "moves": moves})
    change = codebook.changes(file)[place]
    return lambda: codebook.roll_back(file, change.id)


EDITS = (
    accept, accept, tag_many, tag_many, remove_tag, reject, unreview, add, add, rename, define, merge, merge, split,
    split, remove, cue, arrange, family, bring_in, roll_back, roll_back,
)  # fmt: skip


@settings(max_examples=25)
@example(seed=180104)  # tagged between two roll-backs
@given(seed=st.integers(0, 2**32))
def test_every_undo_and_redo_is_what_a_model_says(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    with written(tmp_path_factory.mktemp("undo") / "a.cxfac") as file:
        file.take_steps()
        states, versions = [seen(file)], dict[str, str]()
        model: Model = {**copy.deepcopy(states[0]), "history": []}
        steps: list[Step] = []
        for _ in range(10):
            planned = copy.deepcopy(model)
            edit = chance.choice(EDITS)(file, planned, chance)
            if planned.pop("refused", False):
                with pytest.raises(CxError):
                    edit()
                assert file.take_steps() == ()
            else:
                edit()
                model = planned
            now = seen(file)
            assert now == expected(model)
            for step in file.take_steps():
                steps.append(step)
                states.append(now)
            book = file.read(store.load)
            assert versions.setdefault(book.version, repr(book_of(book))) == repr(book_of(book))
        walk(file, steps, states, chance)


def walk(file: EngagementFile, steps: list[Step], states: list[Model], chance: random.Random) -> None:
    """Go back and forth at random, and at last all the way back and all the way forth."""
    place = len(steps)
    turns = [chance.random() < 0.6 for _ in range(8)] + [True] * len(steps) + [False] * len(steps)
    for back in turns:
        if (back and place == 0) or (not back and place == len(steps)):
            continue
        place -= back
        steps[place] = file.reverse(steps[place])
        place += not back
        assert seen(file) == states[place]
    assert place == len(steps)
