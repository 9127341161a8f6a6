"""Know answers that name nothing: "nothing", "n/a", "all good". They never have a theme."""

from cxfacilitator.engines.suggest.cues import bare

_NONE = """
    nothing none no not nope nil null na n a nowt anything any ans answer answered comment comments unsure sure
    dunno don t dont can cant cannot couldn know think idea ideas say add else really blank did new compare
    compared comes mind come specific particular yet
"""
_PRAISE = """
    everything all good great fine ok okay excellent perfect brilliant fantastic amazing awesome wonderful superb
    lovely outstanding best better well satisfied happy pleased impressed love loved like liked thank thanks
    thankyou cheers bad awful terrible horrible poor worst disappointed rubbish recommend recommended keep up work
    experience overall general absolutely totally completely extremely quite
"""
_BETWEEN = """
    i we you it they this that the was were is are be been am have has had do doing done of to at for with as in on
    so very much more about me my us our just always every time far ever could would will been and but or too also
    s ve m re d ll
"""
_NAMES_NOTHING = frozenset(f"{_NONE} {_PRAISE} {_BETWEEN}".split())


def is_thin(text: str) -> bool:
    """Tell whether a text names nothing that a theme could be about.

    >>> [is_thin(text) for text in ("n/a", "Nothing at all.", "It was all very good, thank you", "?", "no parking")]
    [True, True, True, True, False]
    """
    return all(word in _NAMES_NOTHING for word in bare(text))
