"""What can be done with a seating, each button on the screen only while it can."""

from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.groups import GroupPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import groups as service
from cxfacilitator.ui.widgets.seating_cards import Seen


class Buttons:
    """The buttons of the groups page; the page connects them."""

    def __init__(self) -> None:
        self.generate = _made("Propose groups", "Find a seating that mixes departments, sites and grades (G)")
        self.discard = _made("Discard", "Leave the groups as they are (Esc)")
        self.form = _made("", "Make these the groups (Ctrl+Enter)")
        self.add_table = _made("Add a table", "An empty table, for a sheet that comes without a roster")
        self.remove_empty = _made("", "Take away what nobody sits at; sheets that are typed stay")
        self.mend = _made("Re-balance", "Mend the groups after no-shows and walk-ins (B)")
        self.compare = _made("Compare", "Look at this proposal beside the one before (C)")
        self.compare.setCheckable(True)
        self.roles = _made(
            "Draw roles", "A scribe, a timekeeper and a speaker for each table (R); all again: Shift+R", quiet=True
        )
        self.paper = _made("Print", "Lists, table signs, sheets and moves (Ctrl+P)", quiet=True)
        # Never on the screen together with the button that forms a proposal.
        self.mend.setProperty("primary", True)

    def show_what_can_be_done(
        self, snapshot: Snapshot, seen: Seen, plan: GroupPlan | None, earlier: GroupPlan | None, mending: bool
    ) -> None:
        """Show the buttons for a proposal, for the answers of a re-balance, or for the groups as they are."""
        standing = plan is None and not mending
        unsettled = service.unsettled(snapshot, seen.audience, seen.session_code)
        empty = service.empty_tables(snapshot, seen.audience, seen.session_code)
        self.mend.setText(f"Re-balance ({unsettled.people + unsettled.tables})")
        self.mend.setVisible(standing and bool(unsettled))
        self.remove_empty.setText(f"Remove {amount(len(empty), 'empty table')}")
        self.remove_empty.setVisible(standing and bool(empty))
        self.add_table.setVisible(standing)
        if plan is not None:
            self.form.setText(f"Form {amount(len(plan.groups), 'group')}")
        self.form.setVisible(plan is not None)
        self.discard.setVisible(not standing)
        self.discard.setText("Leave as it is" if mending else "Discard")
        self.compare.setVisible(plan is not None and earlier is not None)
        # Before anything is proposed, the empty page has this button in its middle.
        self.generate.setVisible(bool(seen.people) and not mending and (plan is not None or bool(seen.groups)))
        self.generate.setText("Propose again" if plan is not None or seen.groups else "Propose groups")
        self.roles.setVisible(standing and bool(seen.groups and seen.people))
        self.paper.setVisible(standing and bool(seen.groups))


def _made(text: str, tip: str, quiet: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setProperty("quiet", quiet)
    return button
