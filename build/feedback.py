"""Read labelled feedback for measuring and fitting: files with columns id, text and labels, and a codebook for them.

A codebook file is one object of themes, each with a name, audiences ("CLS"), a description, seeds and keywords ("=word"
is the word itself, "word" any word that begins so), or one like the app's own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.formats import codebook as format_codebook


@dataclass(frozen=True)
class Feedback:
    """Texts with the labels that people gave them; every text has one at least, and comes once."""

    name: str
    texts: Sequence[str]
    labels: Sequence[frozenset[str]]

    def part(self, rows: Sequence[int]) -> Feedback:
        """Return some of the texts."""
        return Feedback(self.name, [self.texts[row] for row in rows], [self.labels[row] for row in rows])


def read(path: Path, label_map: Mapping[str, str] | None = None) -> tuple[Feedback, str]:
    """Read a file, its labels translated where there is a map, and say whose feedback most of it is.

    Returns:
        The feedback, and the audience's letter: C, L or S.
    """
    seen: set[str] = set()
    texts, labels, audiences = [], [], []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = [label for label in row["labels"].split("|") if label]
            mapped = frozenset(label_map[label] for label in given if label in label_map) if label_map else given
            plain = row["text"].strip().casefold()
            if plain and mapped and plain not in seen:
                seen.add(plain)
                texts.append(row["text"])
                labels.append(frozenset(mapped))
                audiences.append((row.get("audience") or "customers")[0].upper())
    letter = max(sorted(set(audiences)), key=audiences.count) if audiences else "C"
    return Feedback(path.stem, texts, labels), letter


def codebook(path: Path, audience: str = "") -> Codebook:
    """Read a codebook of either kind; with an audience's letter only the themes that are open to it."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if "themes" in raw:
        return format_codebook.read(path)
    themes = (
        Theme(
            ThemeId(key),
            "",
            entry["name"],
            entry.get("description", ""),
            cues=tuple(word[1:] if word.startswith("=") else word + "*" for word in entry.get("keywords", ())),
            examples={str(place): seed for place, seed in enumerate(entry.get("seeds", ()))},
        )
        for key, entry in raw.items()
        if not audience or audience in entry.get("audiences", audience)
    )
    return Codebook(path.stem, (), tuple(themes))


def names_only(book: Codebook) -> Codebook:
    """Return the codebook as if a person had typed nothing but the names."""
    bare = (Theme(theme.id, "", theme.name) for theme in book.themes if not theme.residual)
    return Codebook("names", (), tuple(bare))


def from_labels(feedback: Feedback, least: int = 5) -> Codebook:
    """Return a codebook that has the labels themselves as names, those that occur often enough."""
    counts: dict[str, int] = {}
    for labels in feedback.labels:
        for label in labels:
            counts[label] = counts.get(label, 0) + 1
    names = sorted(label for label, count in counts.items() if count >= least)
    return Codebook("labels", (), tuple(Theme(ThemeId(n), "", n.replace("_", " ").replace(" - ", " ")) for n in names))


def within(book: Codebook, feedback: Feedback) -> Feedback:
    """Return the feedback without the labels that the codebook lacks."""
    known = {theme.id for theme in book.counted}
    kept = [frozenset(label for label in labels if ThemeId(label) in known) for labels in feedback.labels]
    rows = [row for row, labels in enumerate(kept) if labels]
    return replace(feedback, labels=kept).part(rows)


def occurring(book: Codebook, feedback: Feedback) -> Codebook:
    """Return the codebook with only the themes that occur."""
    used = set().union(*feedback.labels)
    return replace(book, themes=tuple(theme for theme in book.themes if theme.id in used))


def answers(texts: Sequence[str]) -> list[Answer]:
    """Return texts as answers; the id of each is its row."""
    return [Answer(AnswerId(str(row)), str(row), GroupId(1), Box.IMPROVE, row, text) for row, text in enumerate(texts)]
