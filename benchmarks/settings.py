"""How long, how many: the plan of a whole run, and of a quick one that only proves that everything works."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What a run found, turn by turn, for whoever wants to look closer than docs/performance.md.
RESULTS = ROOT / "results" / "bench"


@dataclass(frozen=True)
class LatencyPlan:
    """Conversations on each side, of which `played` stock ones are never copied; turns measured: `marks` ± `around`."""

    conversations: int = 20
    played: int = 2
    marks: tuple[int, ...] = (10, 20, 100, 300)
    around: int = 5

    @property
    def last(self) -> int:
        """The last turn of every conversation."""
        return self.marks[-1] + self.around

    def measured(self, turn: int) -> bool:
        """Whether this turn is near a mark."""
        return any(abs(turn - mark) <= self.around for mark in self.marks)

    def stock_plays(self, conversation: int, turn: int) -> bool:
        """Between the marks only some stock conversations are played; the others get their history before a mark."""
        return conversation < self.played or self.measured(turn) or turn < self.marks[0]

    def copied_before(self, turn: int) -> bool:
        """Whether the other stock conversations take up the history of a played one before this turn."""
        skipped = not self.stock_plays(self.played, turn - 1)
        return skipped and self.stock_plays(self.played, turn) and turn > 1


@dataclass(frozen=True)
class LoadPlan:
    """`users` people who each send a message every `1 / turns_a_second` seconds, for `seconds` once all have come."""

    users: int = 170
    turns_a_second: float = 0.5
    arriving_a_second: int = 17
    seconds: int = 300


@dataclass(frozen=True)
class StreamsPlan:
    """`streams` conversations, each with its event stream open; on `talking` of them something is said."""

    streams: int = 2000
    talking: int = 50


QUICK_STREAMS = StreamsPlan(streams=20, talking=5)
QUICK_LATENCY = LatencyPlan(conversations=3, played=1, marks=(5, 15), around=2)
QUICK_LOAD = LoadPlan(users=5, turns_a_second=1, arriving_a_second=5, seconds=45)
