"""What processes cost: CPU time and memory, children included; and what else the machine was doing."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

import psutil

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Meter:
    """Named processes."""

    processes: dict[str, int]

    def cpu(self) -> dict[str, float]:
        """Milliseconds each has used since it began, in user and system time."""
        return {name: 1000 * sum(_seconds(each) for each in _tree(pid)) for name, pid in self.processes.items()}

    def memory(self) -> dict[str, float]:
        """Megabytes each holds: PSS, so that what processes share is counted once."""
        return {
            name: sum(each.memory_full_info().pss for each in _tree(pid)) / MEGABYTE
            for name, pid in self.processes.items()
        }


def _tree(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


class Surroundings:
    """The machine during a run: what it is, and how much of it others took."""

    def __init__(self) -> None:
        self._load = os.getloadavg()[0]
        self._times = psutil.cpu_times()

    def describe(self) -> str:
        """One sentence, about the time since this was made."""
        now = psutil.cpu_times()
        spent = {name: getattr(now, name) - getattr(self._times, name) for name in now._fields}
        total = sum(spent.values())
        steal, idle = (100 * spent.get(name, 0.0) / total for name in ("steal", "idle"))
        memory = psutil.virtual_memory().total / 1e9
        return (
            f"{os.cpu_count()} cores ({_model()}), of which {len(os.sched_getaffinity(0))} were used, {memory:.0f} GB, "
            f"{platform.system()} {platform.release()}. Load average {self._load:.1f} when the run began and "
            f"{os.getloadavg()[0]:.1f} at its end; {idle:.0f} % idle, {steal:.1f} % stolen by the host."
        )


def _model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def use_two_cores() -> None:
    """This process and all it starts."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
