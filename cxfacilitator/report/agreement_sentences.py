"""How far two taggers agree, in sentences: for the two themselves, and for the report."""

from cxfacilitator.domain.agreement import Agreement, Figures
from cxfacilitator.domain.text import amount, joined


def agreement_sentences(found: Agreement) -> tuple[str, ...]:
    """Say to the first of two taggers how far they agree, the count that matters most first."""
    who = found.tagger.name
    if not found.answers:
        return (f"{who} and you have not decided on any of the same answers yet.",)
    said = [
        (
            f"{found.same_main} of {amount(found.answers, 'answer')} on {_sheets(found)} got the same main theme from "
            f"{who} and you; {found.same_themes} got exactly the same themes."
        ),
        figures_sentence(found.main),
    ]
    if found.few:
        said.append("Small numbers: one answer more or less moves these figures by more than two points in a hundred.")
    if found.settled:
        were = "was" if found.settled == 1 else "were"
        said.append(
            f"{amount(found.settled, 'answer')} {were} settled together afterwards; the figures are those of before."
        )
    return tuple(said)


def figures_sentence(figures: Figures) -> str:
    """Say how far two people agree beyond chance, or why that cannot be said."""
    if figures.kappa is None or figures.alpha is None:
        return "Agreement beyond chance cannot be said, because both always decided the same one thing."
    return (
        f"Beyond chance, for the main theme: Cohen’s kappa {figures.kappa:.2f}, Krippendorff’s alpha "
        f"{figures.alpha:.2f} (1 is always the same, 0 is what chance alone would give)."
    )


def two_taggers_sentence(found: Agreement) -> str:
    """Say in the report how far a second tagger agreed with the first; empty where nothing was tagged twice."""
    if not found.answers:
        return ""
    later = ""
    if found.settled:
        later = f"; {found.settled} {'was' if found.settled == 1 else 'were'} settled together afterwards"
    few = " These are small numbers." if found.few else ""
    return (
        f"{found.tagger.name} tagged {_sheets(found)} a second time, independently: {found.same_main} of "
        f"{amount(found.answers, 'answer')} got the same main theme{later}.{few}"
    )


def _sheets(found: Agreement) -> str:
    """On how many sheets the answers are, of how many, and on how many forms."""
    sheets = f"{found.sheets} of {amount(found.all_sheets, 'sheet')}" if found.sheets else ""
    return joined([sheets, amount(found.forms, "form") if found.forms else ""])
