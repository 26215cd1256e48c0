"""A run of the part about load, as Markdown."""

from benchmarks import page
from benchmarks.figures import load_bars
from benchmarks.load import Load, Row
from benchmarks.page import table


def tables(load: Load) -> str:
    """The machine, the bars, the requests, the errors, and what a turn and a process cost."""
    found = [page.bars(load_bars(load)), _requests(load), *_errors(load), _costs(load)]
    return "\n\n".join([page.told(load.machine), _people(load), *found])


def _people(load: Load) -> str:
    pace, wanted = 1 / load.plan.turns_a_second, load.plan.users * load.plan.turns_a_second
    return f"{load.plan.users} people, a message each every {pace:.0f} s: {wanted:.0f} turns a second are wanted of it."


def _requests(load: Load) -> str:
    head = ["request", "number", "a second", "p50, ms", "p95, ms", "p99, ms", "errors"]
    return table(head, [[name, *_figures(row)] for name, row in load.rows.items()])


def _figures(row: Row) -> list[str]:
    percentiles = [f"{each:.0f}" for each in (row.p50, row.p95, row.p99)]
    return [f"{row.requests:,}", f"{row.a_second:.1f}", *percentiles, f"{row.failures}"]


def _errors(load: Load) -> list[str]:
    rows = [[error, f"{times}"] for error, times in load.errors.items()]
    return [table(["error", "times"], rows)] if rows else []


def _costs(load: Load) -> str:
    rows = [[part, f"{cpu:.1f}", page.megabytes(load.memory, part)] for part, cpu in load.cpu.items()]
    return table(["process", "CPU, ms a turn", "memory, MB"], rows)
