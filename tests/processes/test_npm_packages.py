"""What npm brings for testing: once, and without it where there is no registry."""

from pathlib import Path

import npm_packages
import pytest

from tests.stack import ROOT

WORKS = "mkdir -p node_modules && echo once >>calls"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with our locks, and an npm of its own."""
    monkeypatch.delenv("CI", raising=False)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    give_npm(tmp_path, WORKS)
    return tmp_path


def give_npm(root: Path, does: str) -> None:
    npm = root / ".venv/bin/npm"
    npm.parent.mkdir(parents=True, exist_ok=True)
    npm.write_text(f"#!/bin/sh\n{does}\n")
    npm.chmod(0o755)


def test_they_are_installed_once_and_again_when_the_lock_changes(root: Path) -> None:
    for _ in range(2):
        npm_packages.get_packages(root)
    assert (root / "calls").read_text() == "once\n"
    (root / "package-lock.json").write_text("{}")
    npm_packages.get_packages(root)
    assert (root / "calls").read_text() == "once\nonce\n"


def test_a_machine_without_an_npm_registry_may_go_without(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give_npm(root, "exit 1")
    npm_packages.get_packages(root)
    assert "accessibility are not checked" in capsys.readouterr().out
    assert not npm_packages.ready(root)


def test_a_ci_may_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    give_npm(root, "exit 1")
    with pytest.raises(npm_packages.NoPackages):
        npm_packages.get_packages(root)


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
