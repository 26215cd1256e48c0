"""The search for Pythons that are installed and not on PATH."""

import sys
from pathlib import Path

import find_python
import pytest

VERSION = "{}.{}".format(*sys.version_info[:2])


@pytest.fixture
def pyenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pyenv folder without any Python, and no other version manager."""
    for name in ("PYENV_ROOT", "ASDF_DATA_DIR", "MISE_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path / "PYENV_ROOT" / "versions"


def install(versions: Path, release: str) -> Path:
    python = versions / release / "bin" / f"python{VERSION}"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return python


def test_an_inactive_version_is_found(pyenv: Path) -> None:
    assert find_python.inactive(VERSION) is None
    python = install(pyenv, f"{VERSION}.4")
    assert find_python.inactive(VERSION) == str(python)


def test_the_newest_patch_release_is_taken(pyenv: Path) -> None:
    for patch in (2, 13, 9):
        newest = install(pyenv, f"{VERSION}.{patch}")
    assert find_python.inactive(VERSION) == str(newest.parents[2] / f"{VERSION}.13" / "bin" / f"python{VERSION}")


def test_a_python_that_does_not_run_is_passed_over(pyenv: Path) -> None:
    working = install(pyenv, f"{VERSION}.1")
    broken = install(pyenv, f"{VERSION}.9")
    broken.unlink()
    broken.write_text("not a program")
    broken.chmod(0o755)
    assert find_python.inactive(VERSION) == str(working)
