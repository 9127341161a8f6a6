"""What was decided on findings: rows and values."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, RestsOn, Sorting
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.store import rows


def load_all(db: Database) -> tuple[KeptFinding, ...]:
    """Read what was decided, in a person's order."""
    quotes: dict[int, list[AnswerId]] = {}
    for row in rows.read(db, "SELECT * FROM finding_quote ORDER BY position, answer_id"):
        quotes.setdefault(row["finding_id"], []).append(row["answer_id"])
    found = rows.read(db, "SELECT * FROM kept_finding ORDER BY position, id")
    for row in found:
        row["kind"] = FindingKind(row["kind"]) if row["kind"] is not None else None
        row["dismissed"] = bool(row["dismissed"])
        row["response"] = Response(row["response"]) if row["response"] else None
        row["sorting"] = Sorting(row["sorting"]) if row["sorting"] else None
        row["rests_on"] = _rests_on(json.loads(row["rests_on"]))
        row["quotes"] = tuple(quotes.get(row["id"], ()))
    return tuple(KeptFinding(**row) for row in found)


def insert(db: Database, kept: KeptFinding) -> KeptFindingId:
    """Add what was decided on a finding and return its id; the id in the value is ignored."""
    row = _row(kept)
    del row["id"]
    finding_id = KeptFindingId(rows.insert(db, "kept_finding", row))
    _quote(db, finding_id, kept.quotes)
    return finding_id


def update(db: Database, kept: KeptFinding) -> None:
    """Write all that was decided on a finding."""
    if not rows.update(db, "kept_finding", _row(kept)):
        raise CxError("This finding is no longer on the list. Nothing was changed.")
    _quote(db, kept.id, kept.quotes)


def delete(db: Database, finding_id: KeptFindingId) -> None:
    """Forget what was decided on a finding."""
    db.execute("DELETE FROM kept_finding WHERE id = ?", [finding_id])


def place(db: Database, finding_ids: Sequence[KeptFindingId]) -> None:
    """Put findings into this order."""
    for position, finding_id in enumerate(finding_ids):
        rows.update(db, "kept_finding", {"id": finding_id, "position": position})


def file_under(db: Database, gone: ThemeId, to: ThemeId) -> None:
    """Move what was decided on a theme to another; where that kind is decided on there already, it keeps no theme."""
    db.execute(
        "UPDATE kept_finding SET theme_id = CASE WHEN kind IN (SELECT kind FROM kept_finding WHERE theme_id = :to) "
        "THEN NULL ELSE :to END WHERE theme_id = :gone",
        {"gone": gone, "to": to},
    )


def _row(kept: KeptFinding) -> dict[str, Any]:
    row = rows.packed(kept, without=("quotes", "rests_on"))
    return {
        **row,
        "response": kept.response or "",
        "sorting": kept.sorting or "",
        "rests_on": json.dumps(_plain(kept.rests_on), ensure_ascii=False),
    }


def _quote(db: Database, finding_id: KeptFindingId, answer_ids: Sequence[AnswerId]) -> None:
    quotes = [
        {"finding_id": finding_id, "answer_id": answer_id, "position": position}
        for position, answer_id in enumerate(dict.fromkeys(answer_ids))
    ]
    rows.drop_others(db, "finding_quote", ["finding_id", "answer_id"], quotes, {"finding_id": finding_id})
    for quote in quotes:
        rows.upsert(db, "finding_quote", quote, ["finding_id", "answer_id"])


def _plain(found: RestsOn) -> dict[str, Any]:
    if found == RestsOn():
        return {}
    return {
        "sentence": found.sentence,
        "theme": found.theme,
        "word": found.word or "",
        "fragile": found.fragile,
        "audiences": {
            audience.value: {
                "groups": found.groups[audience],
                "state": found.states[audience].value,
                "counts": dict(found.counts[audience]),
                "answers": dict(found.answers[audience]),
            }
            for audience in Audience
        },
    }


def _rests_on(plain: Mapping[str, Any]) -> RestsOn:
    if not plain:
        return RestsOn()
    said = {audience: plain["audiences"][audience.value] for audience in Audience}
    return RestsOn(
        plain["sentence"],
        plain["theme"],
        {audience: said[audience]["groups"] for audience in Audience},
        {audience: said[audience]["counts"] for audience in Audience},
        {audience: State(said[audience]["state"]) for audience in Audience},
        {audience: said[audience]["answers"] for audience in Audience},
        EvidenceWord(plain["word"]) if plain["word"] else None,
        plain["fragile"],
    )
