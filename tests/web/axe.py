"""axe-core on a page in the browser: WCAG 2.2 A and AA, RGAA 4, good practice, and the size of targets."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.stack import ROOT

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "RGAAv4", "best-practice")
OFF_BY_DEFAULT = ("target-size",)
# Transitions end first: a colour halfway is no colour of ours. What moves for ever is not waited for.
RUN = """async ({ include, exclude, options }) => {
    const ending = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
    const { violations } = await axe.run({ include, exclude }, options);
    return violations;
}"""


def violations(page: Page, *, include: str | None = None, exclude: Sequence[str] = ()) -> list[str]:
    """What is wrong on the page as it is now, open shadow roots too: a line each, with rule, element and reason."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(from_npm("axe-core/axe.min.js").read_text())
    options = {
        "runOnly": TAGS,
        "rules": {rule: {"enabled": True} for rule in OFF_BY_DEFAULT},
        "resultTypes": ["violations"],
    }
    context = {"include": [include] if include else [["html"]], "exclude": list(exclude), "options": options}
    return [line for each in page.evaluate(RUN, context) for line in _lines(each)]


def _lines(violation: Mapping[str, Any]) -> list[str]:
    return [f"{violation['id']}: {_path(each['target'])}: {_reason(each)}" for each in violation["nodes"]]


def _path(target: list[str | list[str]]) -> str:
    """An element's selector; through shadow roots and frames, one selector for each."""
    return " | ".join(each if isinstance(each, str) else " >>> ".join(each) for each in target)


def _reason(node: Mapping[str, Any]) -> str:
    return " ".join(node["failureSummary"].split())


def from_npm(name: str) -> Path:
    """A file of the packages used for testing. Only a machine that could not get them, and is no CI, may go without."""
    file = ROOT / "node_modules" / name
    if not file.exists() and not os.environ.get("CI"):
        pytest.skip("nothing from npm here: make setup, with a registry that can be reached")
    return file
