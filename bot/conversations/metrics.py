"""Figures an operator watches: how turns end, and how long they take. Nothing about who or what."""

from prometheus_client import Counter, Histogram

TURNS = Counter("consultation_turns_total", "Turns by how they ended.", ["end"])
TURN_SECONDS = Histogram(
    "consultation_turn_seconds",
    "Time the engine and its action took for one turn.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
