"""What was done differently in two rounds, so that nobody takes it for something that customers did."""

from dataclasses import dataclass

from cxfacilitator.domain.engagement import Audience, Question, Wording
from cxfacilitator.domain.trends import Trend


@dataclass(frozen=True, slots=True)
class RoundChanges:
    """What differs between two rounds, apart from the answers. Themes are named as they are now.

    Attributes:
        asked_once: Audiences with reviewed answers in only one of the rounds, when the other has any.
        sessions: Whether some audience met in another number of sessions, where that is known of both rounds.
        reworded: The questions that were put in other words to audiences that were asked both times.
        renamed: The name of a theme then, and its name now.
        merged: The name of a theme then, and that of the theme that it is part of now.
        added: Themes that the codebook did not have then.
        gone: Themes that the codebook no longer has.
        redefined: Themes of which the codebook says something else.
        seen_otherwise: Themes of which the codebook says something else on whether customers can speak about them.
    """

    asked_once: tuple[Audience, ...]
    sessions: bool
    reworded: tuple[tuple[Question, tuple[Audience, ...]], ...]
    renamed: tuple[tuple[str, str], ...]
    merged: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    redefined: tuple[str, ...]
    seen_otherwise: tuple[str, ...]


def round_changes(trend: Trend) -> RoundChanges:
    """Say what was done differently in the two rounds of a trend."""
    earlier, now = trend.earlier, trend.now
    both = [audience for audience in Audience if earlier.groups[audience] and now.groups[audience]]
    then, here = {theme.id: theme for theme in earlier.themes}, {theme.id: theme for theme in now.themes}
    grown = set(trend.merged.values())
    pairs = [(then[theme.id], theme) for theme in now.themes if theme.id in then]
    begun = any(earlier.groups.values()) and any(now.groups.values())
    known = any(earlier.sessions.values()) and any(now.sessions.values())
    reworded = {
        question: tuple(a for a in both if _words(earlier.wording, question, a) != _words(now.wording, question, a))
        for question in Question
    }
    return RoundChanges(
        asked_once=tuple(a for a in Audience if bool(earlier.groups[a]) != bool(now.groups[a])) if begun else (),
        sessions=known and dict(earlier.sessions) != dict(now.sessions),
        reworded=tuple((question, audiences) for question, audiences in reworded.items() if audiences),
        renamed=tuple((before.name, theme.name) for before, theme in pairs if before.name != theme.name),
        merged=tuple((then[gone].name, here[kept].name) for gone, kept in trend.merged.items()),
        added=tuple(theme.name for theme in now.themes if theme.id not in then and theme.id not in grown),
        gone=tuple(theme.name for theme in earlier.themes if theme.id not in here and theme.id not in trend.merged),
        redefined=tuple(t.name for before, t in pairs if before.meaning != t.meaning and t.id not in grown),
        seen_otherwise=tuple(theme.name for before, theme in pairs if before.visibility is not theme.visibility),
    )


def _words(wording: Wording, question: Question, audience: Audience) -> list[str]:
    return wording.get((question, audience), "").split()
