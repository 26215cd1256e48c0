"""Latency by turn as a picture."""

from collections import defaultdict
from pathlib import Path
from statistics import median

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.figures import PRODUCT, STOCK, near, p50, p95
from benchmarks.latency import Run
from benchmarks.settings import LatencyPlan

COLOURS = {STOCK: "#b3541e", PRODUCT: "#1b5e8a"}
LABELS = {STOCK: "stock Rasa form bot", PRODUCT: "this product"}


def draw(run: Run, plan: LatencyPlan, path: Path) -> None:
    """The median of each turn as a line; p50 and p95 at the marks."""
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for side, colour in COLOURS.items():
        medians = _medians(run, side)
        axes.plot(list(medians), list(medians.values()), color=colour, linewidth=1, alpha=0.6)
        marked = {mark: near(run.turns, plan, side, mark) for mark in plan.marks}
        middle = [p50(each) for each in marked.values()]
        above = [p95(each) - p50(each) for each in marked.values()]
        bars: list[list[float]] = [[0.0] * len(above), above]
        axes.errorbar(
            plan.marks, middle, yerr=bars, fmt="o", color=colour, capsize=4, label=f"{LABELS[side]}: p50 to p95"
        )
    axes.set(xlabel="turn of the conversation", ylabel="from POST to stored reply, ms", ylim=(0, None))
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="upper left")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)


def _medians(run: Run, side: str) -> dict[int, float]:
    by_turn = defaultdict(list)
    for turn in run.turns:
        if turn.side == side and turn.answers:
            by_turn[turn.number].append(turn.milliseconds)
    return {number: median(milliseconds) for number, milliseconds in by_turn.items()}
