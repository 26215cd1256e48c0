"""A run of the part about event streams, as Markdown."""

from benchmarks import page
from benchmarks.figures import p50, p95, streams_bars
from benchmarks.page import table
from benchmarks.streams import Streams


def tables(streams: Streams) -> str:
    """The machine, the bar, memory and waiting."""
    figures = table(
        ["open streams", "service before, MB", "with them, MB", "KB each", "reply heard, p50, ms", "p95, ms"],
        [[*_memory(streams), f"{p50(streams.heard):.1f}", f"{p95(streams.heard):.1f}"]],
    )
    return "\n\n".join([page.told(streams.machine), page.bars(streams_bars(streams)), figures])


def _memory(streams: Streams) -> list[str]:
    each = 1000 * (streams.open - streams.before) / streams.plan.streams
    return [f"{streams.plan.streams:,}", f"{streams.before:.0f}", f"{streams.open:.0f}", f"{each:.0f}"]
