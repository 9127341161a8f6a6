"""Engagements that are made to be seen: what each shows on which page, and the keys that lead there."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import setup_venv


@dataclass(frozen=True)
class State:
    """A page, what is to be seen on it, and the keys that lead there and back."""

    page: str
    name: str
    there: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


CAPTURED = (
    State("sheets", "lines"),
    State("sheets", "photo", ("F8",), ("F8",)),
    State("sheets", "board", ("F6",), ("F6",)),
    State("forms", "filled"),
    State("read_back", "queue"),
)
TAGGED = (
    State("tagging", "review", ("F2",)),
    State("tagging", "review-search", ("F2", "/", "t", "e"), ("Esc",)),
    State("tagging", "review-memo", ("F2", "m"), ("Esc",)),
    State("tagging", "grid-chosen", ("F3", "Home", "Shift+Down", "Shift+Down", "Shift+Down"), ("Esc",)),
    State("tagging", "grid-search", ("F3", "/", "t", "e"), ("Esc",)),
    State("tagging", "grid-like", ("F3", "l"), ("Esc",)),
    State("tagging", "wall", ("F4",)),
    State("tagging", "wall-suggested", ("F4", "s"), ("Esc",)),
    State("tagging", "counts", ("F5",)),
    State("codebook", "theme"),
    State("codebook", "merge", ("m",), ("Esc",)),
    State("codebook", "history", ("Ctrl+Shift+H",), ("Esc",)),
    State("codebook", "add", ("Ctrl+Shift+N",), ("Esc",)),
)
_SLIDES = 24
"""More than the debrief of the sample has."""
_TO_THE_FIRST, _TO_THE_LAST = ("Left",) * _SLIDES, ("Right",) * _SLIDES
ANALYSED = (
    State("comparison", "matrix", ("F2",)),
    State("comparison", "matrix-opened", ("F2", "Return"), ("Esc",)),
    State("comparison", "matrix-heat", ("F2", "h")),
    State("comparison", "matrix-words", ("F2", "h"), ("h",)),
    State("comparison", "matrix-new-themes", ("F2", "s"), ("s",)),
    State("comparison", "matrix-unthemed", ("F2", "u"), ("Esc",)),
    State("comparison", "side-by-side", ("F3",)),
    State("comparison", "side-by-side-opened", ("F3", "Return"), ("Esc",)),
    State("comparison", "findings", ("F4",)),
    State("comparison", "findings-dismiss", ("F4", "d"), ("Esc",)),
    State("comparison", "findings-own", ("F4", "n"), ("Esc",)),
    State("comparison", "findings-word", ("F4", "e"), ("Esc",)),
    State("comparison", "findings-quotes", ("F4", "q"), ("Esc",)),
    State("comparison", "findings-sure", ("F4", "w"), ("w",)),
    State("report", "parts", ("F2", "Alt+P"), ("Alt+P",)),
    State("report", "headline", ("F2", "Alt+H"), ("Alt+H",)),
    State("report", "signs", ("F2", "Alt+S"), ("Alt+S",)),
    State("report", "names", ("F3",)),
    State("report", "names-certain", ("F3", "a"), ("Esc",)),
    State("report", "charts", ("F4",), ("F2",)),
    State("plan", "ideas", ("F2",)),
    State("plan", "ideas-suggested", ("F2", "g"), ("Esc",)),
    State("plan", "ideas-continue", ("F2", "k"), ("k",)),
    State("plan", "priorities", ("F3",)),
    State("plan", "priorities-weights", ("F3", "w"), ("w",)),
    State("plan", "actions", ("F4",)),
    State("plan", "actions-ask", ("F4", "k"), ("k",)),
    State("rounds", "first"),
    State("debrief", "guess", _TO_THE_FIRST),
    State("debrief", "revealed", (*_TO_THE_FIRST, "Space")),
    State("debrief", "gap", (*_TO_THE_FIRST, *("Right",) * 8, "Space")),
    State("debrief", "board", (*_TO_THE_LAST, "Left")),
    State("debrief", "actions", _TO_THE_LAST),
    State("debrief", "add", (*_TO_THE_LAST, "a"), ("Esc",)),
    State("tagging", "second", ("F8",)),
    State("tagging", "second-copy", ("F8", "p"), ("Esc", "F2")),
)
SECOND_ROUND = (State("rounds", "second"), State("comparison", "second-round", ("F4",)))
LOOKED_AT = (
    State("comparison", "matrix", ("F2",)),
    State("comparison", "side-by-side", ("F3",)),
    State("comparison", "findings", ("F4",)),
    State("plan", "ideas", ("F2",)),
    State("plan", "priorities", ("F3",)),
    State("plan", "actions", ("F4",)),
    State("rounds", "rounds"),
    State("debrief", "debrief"),
    State("tagging", "second", ("F8",), ("F2",)),
)
"""The pages of the afternoon, as they are where little or nothing is known yet."""
FORMS = """Kind,Segment,Date,Good,Comment
form,Trade,3 May 2026,quick at the counter,portal is slow
form,Trade,3 May 2026,drivers help,
note,Key account,4 May 2026,,would pay for a text before the lorry
review,,9 May 2026,,never again on a Monday
"""
DECIDED = ("L1", "S1", "S2", "S3", "C1")
"""The groups whose answers have their themes where tagging is half done."""
CLUSTERS = (("call", "phone"), ("price", "invoice", "bill"), ("driver",))
"""Words of the cards that lie together on the wall; the first cluster has no name yet."""


def make_sample(path: Path) -> None:
    """Make the sample engagement with its reviewed tags."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, plan

    sample = resource("sample")
    with engagement.import_engagement(sample, path, sample / "tags.json") as file:
        if not file.snapshot().ideas:
            plan.make_ideas(file)


def make_captured(path: Path) -> None:
    """Make an engagement in the middle of its capture, whose sheets have four lines in each box."""
    from cxfacilitator.domain.engagement import Audience
    from cxfacilitator.domain.sheets import ILLEGIBLE, SHEET_BOXES, Answer
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, forms, materials, photos, sheets

    found = engagement.read_folder(resource("sample"))
    with engagement.create(path, found.engagement) as file:
        engagement.import_sessions_and_groups(file, found)
        staff = [group for group in file.snapshot().groups if group.audience is Audience.STAFF]
        codes = {group.code for group in staff}
        said = {box: [r.text for r in found.answers if r.box is box and r.group_code in codes] for box in SHEET_BOXES}
        for number, group in enumerate(staff[:5]):
            lines = [
                Answer(sheets.new_id(), "", group.id, box, place + 1, said[box][(4 * number + place) % len(said[box])])
                for box in SHEET_BOXES
                for place in range(4)
            ]
            sheets.save_all(file, [*lines[:-1], replace(lines[-1], text=f"ask Priya why {ILLEGIBLE} is late")])
        snapshot, scans = file.snapshot(), path.with_name("scans.pdf")
        materials.write(snapshot, scans, materials.Selection(frozenset({"answer-sheet"}), Audience.STAFF))
        photos.attach(file, [scans])
        forms.apply(file, forms.plan_bytes(FORMS.encode(), "forms.csv", snapshot))


def make_tagged(path: Path) -> None:
    """Make the sample with a third of its answers decided, and something on every face of tagging."""
    from cxfacilitator.domain.codebook import Colour
    from cxfacilitator.domain.sheets import Mark
    from cxfacilitator.domain.wall import Place
    from cxfacilitator.services import codebook, engagement, tagging, wall

    _make_part(path, DECIDED)
    with engagement.open_file(path) as file:
        answers = file.snapshot().to_review
        for number, words in enumerate(CLUSTERS):
            ids = [answer.id for answer in answers if any(word in answer.wording.lower() for word in words)][:5]
            wall.make_cluster(file, ids, Place(4.0 * number, 0.0), words[0].capitalize() if number else "")
        tagging.set_memo(file, answers[0].id, "Ask at the read-back what was meant.")
        tagging.mark_many(file, [answer.id for answer in answers[2:5]], Mark.STARRED, True)
        tagging.mark_many(file, [answers[3].id], Mark.SECOND_LOOK, True)
        first, second, third, *_ = file.snapshot().codebook.counted
        codebook.save_theme(file, replace(first, colour=Colour.TEAL, memo="The client says “on the day” for this."))
        codebook.merge(file, [second.id], third.id)


def make_analysed(path: Path) -> None:
    """Make the sample with something decided on every page: findings, ideas, actions, and a second person's tags."""
    from datetime import date

    from cxfacilitator.domain.codebook import ThemeId
    from cxfacilitator.domain.finding_list import key_of
    from cxfacilitator.domain.kept_findings import Sorting
    from cxfacilitator.domain.plan import Disposition
    from cxfacilitator.domain.second_tags_plan import plan_second_tags
    from cxfacilitator.domain.sheets import Value
    from cxfacilitator.paths import resource
    from cxfacilitator.services import endorsements, engagement, findings, plan, second_tagger, tagging

    tags = resource("sample", "tags.json")
    with engagement.import_engagement(resource("sample"), path, tags) as file:
        snapshot = file.snapshot()
        cards = findings.cards(snapshot)
        quotes = findings.suggested_quotes(snapshot, cards)
        kept = []
        for card, offered in list(zip(cards, quotes, strict=True))[:8]:
            assert card.listed.finding is not None
            kept.append(findings.keep(file, key_of(card.listed.finding)))
            findings.set_quotes(file, kept[-1], [answer.id for answer in offered[:3]])
        findings.edit(file, kept[1], "Everybody here believes that we call back. Customers wait.")
        findings.dismiss(file, kept[7], "One sheet only, and we know why.")
        for which, sorting in zip(kept, (Sorting.CHANGE, Sorting.EXPLAIN, Sorting.ASK), strict=False):
            findings.sort(file, which, sorting)
        findings.own(file, "Nobody owns the time between the order and the lorry.")
        # One answer is on another theme since: what rested on it says so.
        [first, *_] = file.snapshot().kept_findings
        [answer_id, *_] = file.snapshot().kept_findings[0].quotes
        for theme_id in file.snapshot().themes_of[answer_id]:
            if theme_id == first.theme_id:
                tagging.remove(file, answer_id, theme_id)
        ideas = file.snapshot().ideas
        for idea, chosen in zip(ideas, Disposition, strict=False):
            reason = "Not before the new depot is open." if chosen is Disposition.NOT_NOW else ""
            plan.decide(file, idea.id, chosen, reason, "R. Vance", date(2027, 1, 15))
        plan.set_customer_view(file, ideas[0].id, "I know when the lorry comes, without ringing.")
        plan.set_hours(file, ideas[0].id, 120)
        plan.set_dots(file, ideas[0].id, 7)
        plan.add_action(file, "Ask three customers which text they want", "R. Vance", idea_id=ideas[0].id)
        done = plan.add_action(file, "Publish the call-back times", "Head of service", date(2026, 12, 3))
        plan.set_done(file, done, True)
        plan.add_initiative(file, "New portal", "Head of IT", customers_asked=Value.NO)
        staff = [group.id for group in snapshot.groups if group.code in ("S2", "S5")]
        [said] = [answer for answer in snapshot.answers if answer.ref == "S1-Q2-01"]
        endorsements.endorse(file, said.id, staff)
        copy = path.with_name("second.cxfac")
        second_tagger.prepare(file.snapshot(), copy, "R. Vance", share=1 / 3)
        with engagement.open_file(copy) as theirs:
            tagging.load_tags(theirs, tags)
            for number, answer in enumerate(theirs.snapshot().answers[:12]):
                for theme_id in theirs.snapshot().themes_of.get(answer.id, ()):
                    tagging.remove(theirs, answer.id, theme_id)
                if number % 3:
                    tagging.accept(theirs, answer.id, ThemeId("ACC-WAIT"))
                else:
                    tagging.set_reviewed(theirs, answer.id, True)
        second_tagger.apply(file, plan_second_tags(file.snapshot(), second_tagger.read(copy)))


def make_second_round(path: Path) -> None:
    """Make the second round of the sample, with the figures of the first."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, rounds

    second, earlier = setup_venv.ROOT / "tests" / "data" / "sample" / "round2", path.with_name("first.cxfac")
    engagement.import_engagement(resource("sample"), earlier, resource("sample", "tags.json")).close()
    with engagement.import_engagement(second, path, second / "gold.json") as file:
        rounds.keep(file, rounds.read(earlier))


def make_half(path: Path) -> None:
    """Make the sample with five sheets reviewed."""
    _make_part(path, DECIDED)


def make_leadership(path: Path) -> None:
    """Make the sample with leadership's sheet alone reviewed."""
    _make_part(path, DECIDED[:1])


def make_empty(path: Path) -> None:
    """Make an engagement without a sheet."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement

    engagement.create(path, engagement.read_folder(resource("sample")).engagement).close()


def _make_part(path: Path, codes: Collection[str]) -> None:
    """Make the sample with the sheets of these groups reviewed, and nothing else."""
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement

    sample = resource("sample")
    given = json.loads((sample / "tags.json").read_text(encoding="utf-8"))
    some = {ref: item for ref, item in given["items"].items() if item["group_id"] in codes}
    part = path.with_name("tags.json")
    part.write_text(json.dumps({**given, "items": some, "ideas": []}), encoding="utf-8")
    engagement.import_engagement(sample, path, part).close()


def _seen_as(name: str) -> tuple[State, ...]:
    return tuple(replace(state, name=f"{state.name}-{name}") for state in LOOKED_AT)


PREPARED = (
    (make_captured, CAPTURED),
    (make_tagged, TAGGED),
    (make_analysed, ANALYSED),
    (make_second_round, SECOND_ROUND),
    (make_half, _seen_as("half")),
    (make_leadership, _seen_as("leadership")),
    (make_empty, _seen_as("empty")),
)
"""How each engagement is made, and what is to be seen in it."""
