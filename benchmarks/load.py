"""The product under load: Locust beside it on the same two cores, whole journeys, for so many seconds."""

import csv
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.meter import Surroundings
from benchmarks.product import running_stack
from benchmarks.settings import RESULTS, ROOT, LoadPlan
from tests.stack import Stack


@dataclass(frozen=True)
class Row:
    """One kind of request: how many, how many of them wrong, how many a second, and percentiles in milliseconds."""

    requests: int
    failures: int
    a_second: float
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Load:
    """What the load was and did; `cpu` in milliseconds a turn, `memory` in megabytes at its end, by process."""

    plan: LoadPlan
    rows: dict[str, Row]
    errors: dict[str, int]
    cpu: dict[str, float]
    memory: dict[str, float]
    machine: str

    def as_data(self) -> dict[str, Any]:
        """For a JSON file."""
        return asdict(self)


def measure(plan: LoadPlan) -> Load:
    """Start the product, send people, stop."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as name, running_stack(Path(name)) as (stack, meter):
        surroundings, before = Surroundings(), meter.cpu()
        client = _locust(plan, stack.url)
        cpu, turns = meter.cpu(), _turns(stack)
        costs = {part: (cpu[part] - before[part]) / turns for part in cpu} | {"load client": client / turns}
        return Load(plan, _rows(), _errors(), costs, meter.memory(), surroundings.describe())


def _locust(plan: LoadPlan, url: str) -> float:
    """Runs it; CPU milliseconds it used. Its exit status says whether there were errors, which the files say too."""
    people = ["--users", str(plan.users), "--spawn-rate", str(plan.arriving_a_second), "--reset-stats"]
    seconds = plan.seconds + plan.users // plan.arriving_a_second
    command = [
        sys.executable,
        "-m",
        "locust",
        "-f",
        "benchmarks/locustfile.py",
        "--headless",
        "--only-summary",
        *people,
    ]
    limits = ["--run-time", f"{seconds}s", "--stop-timeout", "10", "--csv", str(RESULTS / "load"), "--host", url]
    before = _children_milliseconds()
    environment = os.environ | {"BENCH_TURNS_A_SECOND": str(plan.turns_a_second), "PYTHONPATH": str(ROOT)}
    finished = subprocess.run([*command, *limits], cwd=ROOT, env=environment)
    if finished.returncode not in (0, 1):
        raise RuntimeError(f"locust ended with {finished.returncode}")
    return _children_milliseconds() - before


def _children_milliseconds() -> float:
    times = os.times()
    return 1000 * (times.children_user + times.children_system)


def _turns(stack: Stack) -> int:
    """All that were run, those before everybody had come included: the CPU time is theirs too."""
    ((turns,),) = stack.rows("SELECT count(*) FROM messages WHERE turn = 'done'")
    assert isinstance(turns, int)
    return turns


def _rows() -> dict[str, Row]:
    return {line["Name"]: _row(line) for line in _csv("stats") if line["Name"] != "Aggregated"}


def _row(line: dict[str, str]) -> Row:
    return Row(
        requests=int(line["Request Count"]),
        failures=int(line["Failure Count"]),
        a_second=float(line["Requests/s"]),
        p50=float(line["50%"]),
        p95=float(line["95%"]),
        p99=float(line["99%"]),
    )


def _errors() -> dict[str, int]:
    return {f"{line['Name']}: {_plain(line['Error'])}": int(line["Occurrences"]) for line in _csv("failures")}


def _plain(error: str) -> str:
    """What the citizen said of it, without Locust's class around."""
    return error.removeprefix("CatchResponseError('").removesuffix("')")


def _csv(part: str) -> list[dict[str, str]]:
    with (RESULTS / f"load_{part}.csv").open(newline="") as file:
        return list(csv.DictReader(file))
