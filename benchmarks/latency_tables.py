"""A run of the part about latency, as Markdown."""

from benchmarks import page
from benchmarks.figures import PRODUCT, STOCK, growth, latency_bars, near, p50, p95, ratio
from benchmarks.latency import Run
from benchmarks.page import table
from benchmarks.settings import LatencyPlan


def tables(run: Run, plan: LatencyPlan) -> str:
    """The machine, the bars, the latencies, and what a message and a process cost."""
    held = (
        f"{plan.conversations} conversations on each side, to turn {plan.last}; of stock's, {plan.played} played whole."
    )
    found = [page.bars(latency_bars(run, plan)), _latencies(run, plan), _copied(run, plan), _cpu(run), _memory(run)]
    return "\n\n".join([page.told(run.machine), held, *found])


def _latencies(run: Run, plan: LatencyPlan) -> str:
    head = ["turn", "stock p50, ms", "p95", "product p50, ms", "p95", "times faster, p50", "turns measured"]
    grown = [f"{growth(run, plan, side):.2f}" for side in (STOCK, PRODUCT)]
    last = [f"turn {plan.marks[-1]} / turn {plan.marks[0]}", grown[0], "", grown[1], "", "", ""]
    return table(head, [*(_near_one(run, plan, mark) for mark in plan.marks), last])


def _near_one(run: Run, plan: LatencyPlan, mark: int) -> list[str]:
    stock, product = near(run.turns, plan, STOCK, mark), near(run.turns, plan, PRODUCT, mark)
    figures = [p50(stock), p95(stock), p50(product), p95(product), ratio(run, plan, mark)]
    return [f"{mark} ± {plan.around}", *(f"{figure:.1f}" for figure in figures), f"{len(stock)}, {len(product)}"]


def _copied(run: Run, plan: LatencyPlan) -> str:
    """Whether a copied history makes stock slower than a played one."""
    rows = [
        [f"{mark} ± {plan.around}", *(f"{_of_played(run, plan, mark, whole=whole):.1f}" for whole in (True, False))]
        for mark in plan.marks
        if any(plan.copied_before(turn) for turn in range(mark - plan.around, mark + 1))
    ]
    return table(["stock, turn", "p50 of conversations played whole, ms", "p50 with a copied history, ms"], rows)


def _of_played(run: Run, plan: LatencyPlan, mark: int, *, whole: bool) -> float:
    turns = [each for each in run.turns if (each.conversation < plan.played) == whole]
    return p50(near(turns, plan, STOCK, mark))


def _cpu(run: Run) -> str:
    parts = [(side, part) for side in (STOCK, PRODUCT) for part in run.memory[side]]
    rows = [
        [f"{mark}", *(f"{window.cpu[side][part] / window.messages[side]:.1f}" for side, part in parts)]
        for mark, window in run.windows.items()
    ]
    return table(["CPU, ms a message, at turn", *(f"{side}: {part}" for side, part in parts)], rows)


def _memory(run: Run) -> str:
    parts = {f"{side}: {part}": size for side, sizes in run.memory.items() for part, size in sizes.items()}
    return table(["memory, MB", *parts], [["at the end", *(page.megabytes(parts, part) for part in parts)]])
