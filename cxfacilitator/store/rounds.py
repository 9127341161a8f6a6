"""Earlier rounds in figures: rows and values."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme
from cxfacilitator.store import rows


def load_all(db: Database) -> tuple[RoundSummary, ...]:
    """Read the earlier rounds, oldest first."""
    found = rows.read(db, "SELECT * FROM earlier_round ORDER BY number")
    return tuple(_summary(row["number"], json.loads(row["summary"])) for row in found)


def save(db: Database, summary: RoundSummary) -> None:
    """Write an earlier round; one with the same number is replaced."""
    row = {"number": summary.number, "summary": json.dumps(_packed(summary), ensure_ascii=False)}
    rows.upsert(db, "earlier_round", row, ["number"])


def delete(db: Database, number: int) -> None:
    """Delete an earlier round."""
    db.execute("DELETE FROM earlier_round WHERE number = ?", [number])


def _packed(summary: RoundSummary) -> dict[str, Any]:
    wording: dict[str, dict[str, str]] = {}
    for (question, audience), text in summary.wording.items():
        wording.setdefault(question.value, {})[audience.value] = text
    return {
        "code": summary.code,
        "client": summary.client,
        "days": [day.isoformat() for day in summary.days],
        "groups": summary.groups,
        "sessions": summary.sessions,
        "unreviewed": summary.unreviewed,
        "wording": wording,
        "codebook": summary.codebook,
        "themes": [asdict(theme) for theme in summary.themes],
        "merged": summary.merged,
    }


def _summary(number: int, plain: Mapping[str, Any]) -> RoundSummary:
    return RoundSummary(
        number,
        str(plain["code"]),
        str(plain["client"]),
        tuple(map(date.fromisoformat, plain["days"])),
        {audience: int(plain["groups"][audience]) for audience in Audience},
        {audience: int(plain["sessions"][audience]) for audience in Audience},
        int(plain["unreviewed"]),
        {
            (Question(question), Audience(audience)): str(text)
            for question, texts in plain["wording"].items()
            for audience, text in texts.items()
        },
        str(plain["codebook"]),
        tuple(map(_theme, plain["themes"])),
        {ThemeId(theme): ThemeId(kept) for theme, kept in plain["merged"].items()},
    )


def _theme(plain: Mapping[str, Any]) -> RoundTheme:
    counts = {
        audience: Counts(**{name: int(number) for name, number in plain["counts"][audience].items()})
        for audience in Audience
    }
    return RoundTheme(
        ThemeId(plain["id"]), str(plain["name"]), Visibility(plain["visibility"]), str(plain["meaning"]), counts
    )
