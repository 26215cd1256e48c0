"""Percentiles, ratios and bars, from what was measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.latency import Run
from benchmarks.load import Load
from benchmarks.played import Turn
from benchmarks.settings import LatencyPlan
from benchmarks.streams import Streams

STOCK, PRODUCT = "stock", "product"


@dataclass(frozen=True)
class Bar:
    """A promise, what was measured, and whether it is kept."""

    promise: str
    measured: str
    met: bool


def near(turns: Iterable[Turn], plan: LatencyPlan, side: str, mark: int) -> list[float]:
    """Milliseconds of the compared turns around a mark."""
    return [
        turn.milliseconds
        for turn in turns
        if turn.answers and turn.side == side and abs(turn.number - mark) <= plan.around
    ]


def p50(milliseconds: Iterable[float]) -> float:
    """The median."""
    return median(milliseconds)


def p95(milliseconds: Iterable[float]) -> float:
    """The 95th percentile, within the sample."""
    return quantiles(milliseconds, n=20, method="inclusive")[-1]


def ratio(run: Run, plan: LatencyPlan, mark: int) -> float:
    """How many times faster the product's median turn is."""
    return p50(near(run.turns, plan, STOCK, mark)) / p50(near(run.turns, plan, PRODUCT, mark))


def growth(run: Run, plan: LatencyPlan, side: str) -> float:
    """The last mark's median over the first's."""
    return p50(near(run.turns, plan, side, plan.marks[-1])) / p50(near(run.turns, plan, side, plan.marks[0]))


def latency_bars(run: Run, plan: LatencyPlan) -> list[Bar]:
    """Faster than stock, and flat; a quick plan has none of the turns that the promises name."""
    wanted = {20: 8, 100: 18}
    found = {mark: ratio(run, plan, mark) for mark in wanted if mark in plan.marks}
    early, late = plan.marks[0], plan.last + plan.marks[0]
    grown = p50(near(run.flat, plan, PRODUCT, late)) / p50(near(run.flat, plan, PRODUCT, early))
    faster = [
        Bar(
            f"turn {mark}: at least {wanted[mark]} times faster than stock", f"{times:.1f} times", times >= wanted[mark]
        )
        for mark, times in found.items()
    ]
    flat = Bar(f"turn {late}: at most 1.1 times turn {early}, in alternation", f"{grown:.2f} times", grown <= 1.1)
    return [*faster, flat]


def streams_bars(streams: Streams) -> list[Bar]:
    """The service with everybody's stream open."""
    enough = streams.plan.streams >= 2000 and streams.open < 300
    promise = "2,000 open event streams: the service below 300 MB"
    return [Bar(promise, f"{streams.open:.0f} MB with {streams.plan.streams:,}", enough)]


def load_bars(load: Load) -> list[Bar]:
    """Eighty turns a second for five minutes, answered in time and right."""
    turns, failures = load.rows["turn"], sum(row.failures for row in load.rows.values())
    answered = turns.a_second * (1 - turns.failures / turns.requests)
    enough = answered >= 80 and load.plan.seconds >= 300
    return [
        Bar("80 turns a second for 5 minutes", f"{answered:.1f} for {load.plan.seconds / 60:.1f} minutes", enough),
        Bar("95 % of the turns within 300 ms", f"{turns.p95:.0f} ms", turns.p95 < 300),
        Bar("no error", f"{failures}", failures == 0),
    ]
