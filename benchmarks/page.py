"""docs/performance.md: what every run says of itself, Markdown tables, and the places between marks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks.figures import Bar
from benchmarks.settings import ROOT

PAGE = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "images" / "latency.png"
ENGINE_PACKAGES = ROOT / "engine" / ".venv" / "lib" / "python3.10" / "site-packages"
NAMED_VERSIONS = ("fastapi", "sqlalchemy", "uvicorn")


def told(machine: str) -> str:
    """When it was, where, and with which versions."""
    rasa = next(ENGINE_PACKAGES.glob("rasa-*.dist-info")).stem.replace("-", " ")
    versions = ", ".join([rasa, *(f"{name} {version(name)}" for name in NAMED_VERSIONS)])
    return f"Run of {datetime.now(UTC):%d %B %Y, %H:%M} UTC. {machine} Versions: {versions}."


def bars(measured: Sequence[Bar]) -> str:
    """Each promise, met or not."""
    rows = [[bar.promise, bar.measured, "met" if bar.met else "**not met**"] for bar in measured]
    return table(["bar", "measured", ""], rows)


def megabytes(sizes: Mapping[str, float], of: str) -> str:
    """The memory of a process; nothing for one that was not asked."""
    return f"{sizes[of]:.0f}" if of in sizes else ""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write(mark: str, text: str) -> None:
    """Replace what stands between a mark and its end."""
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    before, rest = PAGE.read_text(encoding="utf-8").split(begin)
    PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}", encoding="utf-8")
