"""`make bench`: measures, prints the tables, and writes them and the chart into docs/performance.md.

Parts: `make bench ARGS=latency` (a quarter of an hour), `ARGS=load` (six minutes), `ARGS=streams` (two). With `--quick`
everything is gone through in a few minutes; the figures then mean nothing and are left in results/bench/.
"""

import argparse
import json

from benchmarks import chart, latency, latency_tables, load, load_tables, page, streams, streams_tables
from benchmarks.meter import use_two_cores
from benchmarks.settings import QUICK_LATENCY, QUICK_LOAD, QUICK_STREAMS, RESULTS, LatencyPlan, LoadPlan, StreamsPlan
from bot.processes import training
from bot.settings import Settings


def main() -> None:
    """Run the parts asked for, one after the other."""
    options = _options()
    RESULTS.mkdir(parents=True, exist_ok=True)
    training.train(Settings())
    use_two_cores()
    for part in [options.part] if options.part else PARTS:
        print(f"Measuring: {part}…", flush=True)
        text = PARTS[part](options.quick)
        print(text, flush=True)
        if not options.quick:
            page.write(part, text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="only this one")
    parser.add_argument("--quick", action="store_true", help="a run that only proves that everything works")
    return parser.parse_args()


def _latency(quick: bool) -> str:
    plan = QUICK_LATENCY if quick else LatencyPlan()
    run = latency.measure(plan)
    (RESULTS / "latency.json").write_text(json.dumps(run.as_data()))
    chart.draw(run, plan, RESULTS / "latency.png" if quick else page.CHART)
    return latency_tables.tables(run, plan)


def _load(quick: bool) -> str:
    result = load.measure(QUICK_LOAD if quick else LoadPlan())
    (RESULTS / "load.json").write_text(json.dumps(result.as_data()))
    return load_tables.tables(result)


def _streams(quick: bool) -> str:
    result = streams.measure(QUICK_STREAMS if quick else StreamsPlan())
    (RESULTS / "streams.json").write_text(json.dumps(result.as_data()))
    return streams_tables.tables(result)


PARTS = {"latency": _latency, "load": _load, "streams": _streams}

if __name__ == "__main__":
    main()
