"""Runs a model's graph of components in order, on the calling thread."""

from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


def run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """DaskGraphRunner.run without Dask: each component that a target needs is called once, after what it needs."""
    outputs: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
    wanted = targets or self._graph_schema.target_names
    return {target: _output(self, target, outputs)[1] for target in wanted}


def _output(runner: DaskGraphRunner, name: str, outputs: dict[str, tuple[str, Any]]) -> tuple[str, Any]:
    if name not in outputs:
        needs = runner._graph_schema.nodes[name].needs.values()
        outputs[name] = runner._instantiated_nodes[name](*[_output(runner, need, outputs) for need in needs])
    return outputs[name]
