"""TypeScript reads the JSDoc types of the website's scripts, and is strict about them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.stack import ROOT
from tests.web.axe import from_npm

FAULTS = {
    "a parameter without a type": ("export function twice(n) { return n * 2; }", "TS7006"),
    "a value that may be missing": ("export const title = document.querySelector('h1').textContent;", "TS2531"),
    "a name that is not used": ("const unused = 1;\nexport {};", "TS6133"),
    "a parameter that is not used": ("/** @param {number} n */\nexport function one(n) { return 1; }", "TS6133"),
    "a type that is not the one written": ("/** @type {number} */\nexport const n = 'one';", "TS2322"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(tmp_path: Path, fault: str) -> None:
    script, code = FAULTS[fault]
    (tmp_path / "faulty.js").write_text(script)
    settings = {"extends": str(ROOT / "tsconfig.json"), "include": [str(tmp_path / "*.js")]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings))
    tsc = [str(ROOT / ".venv/bin/node"), str(from_npm("typescript/bin/tsc")), "--project", str(tmp_path)]
    said = subprocess.run(tsc, capture_output=True, text=True)
    assert said.returncode != 0
    assert said.stdout.count("error TS") == 1
    assert code in said.stdout
