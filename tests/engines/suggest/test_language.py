"""Which language the answers are in, as far as it matters to suggestions."""

import pytest

from cxfacilitator.engines.suggest.language import is_english

CURT = (
    "Quick replies to email requests",
    "Queue at the counter on Mondays",
    "More staff at the weekend please",
    "Clear invoices, easy to check",
    "Friendly driver, helped with bags",
    "Parking space behind the office",
    "Longer opening hours in summer",
    "We never hear what happens next",
    "Ask for the same papers twice",
    "Nobody answers after five o'clock",
)
GERMAN = (
    "Die Mitarbeiter waren sehr freundlich und hilfsbereit",
    "Man muss viel zu lange auf eine Antwort warten",
    "Die Preise sind in letzter Zeit stark gestiegen",
    "Das Essen in der Kantine war leider kalt",
    "Ich wurde dreimal weitergeleitet, bis jemand helfen konnte",
)
DANISH = (
    "Personalet er altid venligt og hjælpsomt over for os",
    "Vi har ventet alt for længe på et svar fra jer",
    "Det er for dyrt i forhold til hvad man får for pengene",
    "Jeg kan ikke få fat på nogen i telefonen",
    "Der er ikke nok pladser til at parkere",
)
CHINESE = ("店员非常友好，而且总是愿意花时间帮助我们解决问题，谢谢大家一直以来的耐心",)


def test_curt_notes_of_a_workshop_are_english() -> None:
    assert is_english(CURT)


@pytest.mark.parametrize("texts", [GERMAN, DANISH, CHINESE])
def test_other_languages_are_not(texts: tuple[str, ...]) -> None:
    assert not is_english(texts * 10)
    assert not is_english([*texts * 10, *CURT[:4]])


def test_of_a_few_answers_and_of_catchwords_nothing_is_said() -> None:
    assert is_english(())
    assert is_english(GERMAN)
    assert is_english(["Preis", "Parkplatz", "Wartezeit"] * 50)
