"""The Pythons the two environments need. Standard library only, Python 3.9 or later."""

import os
import subprocess
from pathlib import Path
from typing import Optional


def find_python(versions: "list[str]", *, uv: str) -> Optional[str]:
    """The path of the first of these versions, in this order, that this machine has."""
    for version in versions:
        found = known_to_uv(version, uv=uv) or inactive(version)
        if found:
            return found
    return None


def known_to_uv(version: str, *, uv: str) -> Optional[str]:
    """Active on PATH, or managed by uv."""
    command = [uv, "python", "find", "--system", "--no-project", "--no-python-downloads", version]
    answer = subprocess.run(command, capture_output=True, text=True)
    return answer.stdout.strip() if answer.returncode == 0 else None


def inactive(version: str) -> Optional[str]:
    """Installed by a version manager and not on PATH, the newest patch release first: uv does not look there."""
    for folder in version_folders():
        releases = sorted(folder.glob(f"{version}.*"), key=patch_number, reverse=True)
        for python in (release / "bin" / f"python{version}" for release in releases):
            if runs(python, version=version):
                return str(python)
    return None


def version_folders() -> "list[Path]":
    pyenv = os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv"
    asdf = os.environ.get("ASDF_DATA_DIR") or Path.home() / ".asdf"
    mise = os.environ.get("MISE_DATA_DIR") or Path.home() / ".local/share/mise"
    return [Path(pyenv) / "versions", Path(asdf) / "installs/python", Path(mise) / "installs/python"]


def patch_number(release: Path) -> int:
    last = release.name.rpartition(".")[2]
    return int(last) if last.isdigit() else -1


def runs(python: Path, *, version: str) -> bool:
    """Whether it is that Python, and works."""
    program = "import sys, ssl, sqlite3; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(python), "-c", program], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == version
