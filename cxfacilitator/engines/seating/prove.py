"""Prove that no seating is better, or find the one that is: a whole-number programme for up to about 60 people.

Musts are hard rows and not large prices, and no gap is allowed: with large prices and the usual gap a solver calls
seatings best that are not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.groups import Feature, Kind, Problem, WishKind, WishLevel
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId

if TYPE_CHECKING:
    import highspy

NOTE = "Proving that no seating is better"
MOST_PEOPLE = 80
MOST_NODES = 20_000
ROUNDING = 10
"""Millionths of what lots cost that the solver's tolerances may hide."""


class Outcome(StrEnum):
    """What came of trying to prove a seating the best."""

    PROVEN = "proven best"
    BETTER = "better found"
    UNDECIDED = "not decided"
    IMPOSSIBLE = "not all musts can be kept"


@dataclass(frozen=True)
class Proof:
    """What came of trying to prove a seating the best.

    Attributes:
        groups: The better seating, for BETTER alone.
        best: The better seating is itself proven the best.
        gap: For BETTER and UNDECIDED, how much better a seating could be at most, as a share of what it costs.
    """

    outcome: Outcome
    groups: tuple[tuple[ParticipantId, ...], ...] = ()
    best: bool = False
    gap: float = 0.0

    @property
    def sentence(self) -> str:
        """What came of it, in one sentence."""
        match self.outcome:
            case Outcome.PROVEN:
                return "Proven: no other seating is better."
            case Outcome.BETTER:
                return "A better seating was found" + (", and no other is better still." if self.best else ".")
            case Outcome.IMPOSSIBLE:
                return "Proven: no seating keeps all that must be kept."
        return f"It was not decided whether a better seating exists; at most {self.gap:.1%} could be gained."


def can_prove() -> bool:
    """Return whether the solver is installed."""
    return find_spec("highspy") is not None


def prove(
    measure: Problem,
    groups: Sequence[Sequence[ParticipantId]],
    progress: Progress = silent,
    most_nodes: int = MOST_NODES,
) -> Proof:
    """Prove that no seating is better than this one, or find one that is.

    Args:
        measure: What is asked; up to 80 people, of whom about 60 are decided within a minute or two.
        groups: The seating.
        progress: Told how much of the search is used up; may stop it at any time.
        most_nodes: Steps of the search after which it is left undecided.

    Raises:
        CxError: The solver is not installed, there are too many people, or the groups seat other people.
        Cancelled: Raised by `progress`.
    """
    if not can_prove():
        raise CxError("Proving needs the solver highspy, which is not installed; the seating is as good without it.")
    if len(measure.people) > MOST_PEOPLE:
        raise CxError(f"A proof is out of reach for more than {MOST_PEOPLE} people; the bound says how good it is.")
    seats = measure.seats_of(groups)
    value = measure.value(seats)
    if value == measure.bound or len(measure.sizes) < 2:
        return Proof(Outcome.PROVEN)
    solver = _Programme(measure).solver(seats, most_nodes)
    _run(solver, progress, most_nodes)
    return _proof(solver, measure, value)


def _run(solver: "highspy.Highs", progress: Progress, most_nodes: int) -> None:
    stopped: list[Cancelled] = []

    def look(event: "highspy.HighsCallbackEvent") -> None:
        # An exception must not pass through the solver; it is told to stop, and the exception waits.
        try:
            progress(min(1.0, max(0, event.data_out.mip_node_count) / most_nodes), NOTE)
        except Cancelled as cancelled:
            stopped.append(cancelled)
            event.interrupt()

    progress(0.0, NOTE)
    solver.cbMipInterrupt += look
    solver.run()
    if stopped:
        raise stopped[0]
    progress(1.0, NOTE)


def _proof(solver: "highspy.Highs", measure: Problem, value: int) -> Proof:
    import highspy

    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Proof(Outcome.IMPOSSIBLE)
    info = solver.getInfo()
    bound = info.mip_dual_bound
    found = value
    better: tuple[tuple[ParticipantId, ...], ...] = ()
    if info.primal_solution_status == 2:
        values = list(solver.getSolution().col_value)
        groups = len(measure.sizes)
        rows = [values[person * groups : (person + 1) * groups] for person in range(len(measure.people))]
        seats = [row.index(max(row)) for row in rows]
        if measure.value(seats) < value:
            found, better = measure.value(seats), measure.groups_of(seats)
    best = status == highspy.HighsModelStatus.kOptimal and found - bound <= ROUNDING
    gap = max(0.0, (found - bound) / max(1, abs(found)))
    if better:
        return Proof(Outcome.BETTER, better, best, 0.0 if best else gap)
    return Proof(Outcome.PROVEN) if best else Proof(Outcome.UNDECIDED, gap=gap)


class _Programme:
    """The programme: a column for each person in each group, and what the counts of the features cost."""

    def __init__(self, measure: Problem) -> None:
        self._measure, self._groups = measure, len(measure.sizes)
        self._cost: list[float] = []
        self._least: list[float] = []
        self._most: list[float] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[float, float, dict[int, float]]] = []
        self._seats()
        self._musts()
        for feature in measure.features:
            for group, size in enumerate(measure.sizes):
                self._price(feature, group, size)
        self._wants()

    def solver(self, seats: Sequence[int], most_nodes: int) -> "highspy.Highs":
        """Return a solver that holds the programme, with a seating to begin from."""
        import highspy
        import numpy as np

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._cost), len(self._rows)
        model.col_cost_ = np.array(self._cost)
        model.col_lower_, model.col_upper_ = np.array(self._least), np.array(self._most)
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [kinds[whole] for whole in self._whole]
        model.row_lower_ = np.array([low for low, _, _ in self._rows])
        model.row_upper_ = np.array([high for _, high, _ in self._rows])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for _, _, row in self._rows)], dtype=np.int32)
        model.a_matrix_.index_ = np.array([column for _, _, row in self._rows for column in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([factor for _, _, row in self._rows for factor in row.values()])
        model.offset_ = float(self._measure.constant + self._joined)
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.5)
        solver.setOptionValue("mip_max_nodes", most_nodes)
        # One thread: the same steps whatever the machine does beside.
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", 1)
        solver.passModel(model)
        known = [self._place(person, group) for person, group in enumerate(seats)]
        others = [self._place(p, g) for p, here in enumerate(seats) for g in range(self._groups) if g != here]
        columns = np.array([*known, *others], dtype=np.int32)
        solver.setSolution(len(columns), columns, np.array([1.0] * len(known) + [0.0] * len(others)))
        return solver

    def _place(self, person: int, group: int) -> int:
        return person * self._groups + group

    def _column(self, cost: float, least: float = 0.0, most: float = 1.0, whole: bool = False) -> int:
        self._cost.append(cost)
        self._least.append(least)
        self._most.append(most)
        self._whole.append(whole)
        return len(self._cost) - 1

    def _row(self, low: float, high: float, factors: Mapping[int, float]) -> None:
        self._rows.append((low, high, dict(factors)))

    def _seats(self) -> None:
        pins = self._measure.pins
        people = range(len(self._measure.people))
        for person in people:
            for group in range(self._groups):
                free = pins.get(person, group) == group
                self._column(0.0, float(pins.get(person) == group), float(free), whole=True)
            self._row(1.0, 1.0, {self._place(person, group): 1.0 for group in range(self._groups)})
        for group, size in enumerate(self._measure.sizes):
            self._row(size, size, {self._place(person, group): 1.0 for person in people})

    def _musts(self) -> None:
        place = {person: number for number, person in enumerate(self._measure.people)}
        for wish in self._measure.request.wishes:
            if wish.level is WishLevel.MUST:
                for group in range(self._groups):
                    one, other = (self._place(place[person], group) for person in wish.pair)
                    apart = wish.kind is WishKind.APART
                    self._row(
                        -float("inf") if apart else 0.0,
                        1.0 if apart else 0.0,
                        {one: 1.0, other: 1.0 if apart else -1.0},
                    )

    def _price(self, feature: Feature, group: int, size: int) -> None:
        most = min(size, len(feature.members))
        price = feature.price[size][: most + 1]
        counted = {self._place(person, group): 1.0 for person in feature.members}
        if feature.kind is Kind.ROLE and price[0] >= self._measure.must:
            need = sum(one >= self._measure.must for one in price)
            self._row(float(min(need, size)), float("inf"), counted)
            return
        if feature.kind in (Kind.SAME, Kind.ALONE):
            picks = [self._column(float(one), whole=True) for one in price]
            self._row(1.0, 1.0, dict.fromkeys(picks, 1.0))
            self._row(0.0, 0.0, {**dict(counted), **{pick: -float(count) for count, pick in enumerate(picks)}})
            return
        # Prices are convex: the highest of the lines through two neighbouring ones is the price itself.
        cost = self._column(1.0, float(min(price)), float("inf"))
        for count in range(most):
            step = float(price[count + 1] - price[count])
            self._row(price[count] - step * count, float("inf"), {cost: 1.0, **dict.fromkeys(counted, -step)})

    def _wants(self) -> None:
        """Price pairs for sharing a group; pairs of musts have no choice, and their price is the same everywhere."""
        place = {person: number for number, person in enumerate(self._measure.people)}
        musts = {
            frozenset(place[person] for person in wish.pair): wish.kind
            for wish in self._measure.request.wishes
            if wish.level is WishLevel.MUST
        }
        self._joined = 0
        for pair, price in self._measure.pairs.items():
            if frozenset(pair) in musts:
                self._joined += price if musts[frozenset(pair)] is WishKind.TOGETHER else 0
            elif price:
                self._want(pair, price)

    def _want(self, pair: tuple[int, int], price: int) -> None:
        for group in range(self._groups):
            both = self._column(float(price))
            here = [self._place(person, group) for person in pair]
            if price > 0:
                self._row(-1.0, float("inf"), {both: 1.0, here[0]: -1.0, here[1]: -1.0})
            else:
                for person in here:
                    self._row(-float("inf"), 0.0, {both: 1.0, person: -1.0})
