"""Names out of the wording: which words of an answer would point to a person, and what stands there instead."""

import re
from dataclasses import dataclass

from cxfacilitator.domain.names import EMAIL, PHONE, flagged_names, fold, full_names, people_by_name, single_names
from cxfacilitator.domain.redaction import CONTACT, NAME, replaced
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot


@dataclass(frozen=True)
class Cleaner:
    """Replaces names in answers.

    Attributes:
        full_names: First and last names of everybody on the roster, in either order; never printed.
        single_names: First and last names alone, and people named in flagged answers; none when the reader may
            see them.
        contacts: Also replace e-mail addresses and telephone numbers.
    """

    full_names: re.Pattern[str] | None
    single_names: tuple[re.Pattern[str] | None, ...]
    contacts: bool

    def clean(self, text: str) -> str:
        """Return the text with every name replaced."""
        for names in (self.full_names, *self.single_names):
            text = replaced(names, text, NAME)
        if self.contacts:
            text = PHONE.sub(CONTACT, EMAIL.sub(CONTACT, text))
        return text


def full_name_cleaner(snapshot: Snapshot) -> Cleaner:
    """Return the cleaner of the facilitator's edition: full roster names only, otherwise word for word."""
    return Cleaner(full_names(snapshot.participants), (), contacts=False)


def every_name_cleaner(snapshot: Snapshot) -> Cleaner:
    """Return the cleaner of leadership's edition: any roster name, and the people named in flagged answers."""
    return Cleaner(full_names(snapshot.participants), (single_names(snapshot), flagged_names(snapshot)), contacts=True)


def cleaner_of(snapshot: Snapshot, edition: Edition) -> Cleaner:
    """Return the cleaner of an edition."""
    return full_name_cleaner(snapshot) if edition is Edition.FACILITATOR else every_name_cleaner(snapshot)


def initials(snapshot: Snapshot, text: str) -> str:
    """Return a name as initials when it is a full name on the roster, otherwise unchanged."""
    person = people_by_name(snapshot).get(fold(text.strip()))
    return f"{person.first_name[:1]}{person.last_name[:1]}" if person else text
