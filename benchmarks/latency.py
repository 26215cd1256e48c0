"""Both bots, turn by turn in one run: how long an answer takes, and what it costs."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.meter import Surroundings
from benchmarks.played import Side, Turn
from benchmarks.product import Product, running_product
from benchmarks.settings import LatencyPlan
from benchmarks.stock_bot import StockBot, running_stock

Costs = dict[str, float]
WARM_UP = 7


@dataclass
class Window:
    """The turns around a mark: CPU milliseconds by process, and the messages that cost them, by side."""

    cpu: dict[str, Costs] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)


@dataclass
class Run:
    """What one run found; `memory` in megabytes by side and process, at its end.

    `flat`: late turns of the product's conversations and early turns of new ones, in alternation.
    """

    turns: list[Turn]
    flat: list[Turn]
    windows: dict[int, Window]
    memory: dict[str, Costs]
    machine: str

    def as_data(self) -> dict[str, Any]:
        """For a JSON file."""
        return asdict(self)


def measure(plan: LatencyPlan) -> Run:
    """Start both, play the plan, stop both."""
    texts = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text())
    with tempfile.TemporaryDirectory(prefix="bench-") as name, ExitStack() as started:
        folders = {side: Path(name) / side for side in ("stock", "product")}
        for folder in folders.values():
            folder.mkdir()
        stock = started.enter_context(running_stock(folders["stock"], texts))
        product = started.enter_context(running_product(folders["product"], texts))
        surroundings = Surroundings()
        turns, windows = play(stock, product, plan)
        memory = {"stock": stock.meter.memory(), "product": product.meter.memory()}
        flat = list(_late_and_early(product, plan))
        return Run(turns, flat, windows, memory, surroundings.describe())


def play(stock: StockBot, product: Product, plan: LatencyPlan) -> tuple[list[Turn], dict[int, Window]]:
    """Every turn of every conversation, the two sides in alternation."""
    sides: dict[str, Side] = {"stock": stock, "product": product}
    windows = {mark: Window() for mark in plan.marks}
    turns: list[Turn] = []
    _warm_up(sides, plan)
    for number in range(1, plan.last + 1):
        if plan.copied_before(number):
            _copy_history(stock, plan)
        _read_cpu(sides, windows, {mark: -1 for mark in plan.marks if number == mark - plan.around})
        for turn in _of_all(sides, plan, number):
            turns.append(turn)
            _count(turn, windows, plan)
        _read_cpu(sides, windows, {mark: 1 for mark in plan.marks if number == mark + plan.around})
        if number % 10 == 0:
            print(f"  turn {number} of {plan.last}", flush=True)
    return turns, windows


def _warm_up(sides: dict[str, Side], plan: LatencyPlan) -> None:
    """What a process does once, at its first messages, is not a turn's cost."""
    for number in range(1, WARM_UP + 1):
        for side in sides.values():
            side.play(plan.conversations, number)


def _copy_history(stock: StockBot, plan: LatencyPlan) -> None:
    for conversation in range(plan.played, plan.conversations):
        stock.copy(conversation % plan.played, to=conversation)


def _of_all(sides: dict[str, Side], plan: LatencyPlan, number: int) -> Iterator[Turn]:
    for conversation in range(plan.conversations):
        if plan.stock_plays(conversation, number):
            yield sides["stock"].play(conversation, number)
        yield sides["product"].play(conversation, number)


def _late_and_early(product: Product, plan: LatencyPlan) -> Iterator[Turn]:
    """A noisy machine is not the same at turn 300 as it was at turn 10: so both are played in the same moments."""
    for number in range(1, plan.marks[0] + plan.around + 1):
        for conversation in range(plan.conversations):
            yield product.play(conversation, plan.last + number)
            yield product.play(plan.conversations + 1 + conversation, number)


def _read_cpu(sides: dict[str, Side], windows: dict[int, Window], signs: dict[int, int]) -> None:
    """What is read after a window less what was read before it."""
    for mark, sign in signs.items():
        for name, side in sides.items():
            before = windows[mark].cpu.get(name, {})
            windows[mark].cpu[name] = {
                part: before.get(part, 0) + sign * read for part, read in side.meter.cpu().items()
            }


def _count(turn: Turn, windows: dict[int, Window], plan: LatencyPlan) -> None:
    for mark, window in windows.items():
        if abs(turn.number - mark) <= plan.around:
            window.messages[turn.side] = window.messages.get(turn.side, 0) + 1
