"""TypeScript and axe, which check the website, from npm. Standard library only, Python 3.9 or later."""

import hashlib
import os
import subprocess
from pathlib import Path

# Like uv, Node brings its own list of certificates; a person waits for one more attempt, not for npm's many.
SETTINGS = {"NODE_USE_SYSTEM_CA": "1", "NPM_CONFIG_FETCH_RETRIES": "1", "NPM_CONFIG_FETCH_RETRY_MINTIMEOUT": "1000"}
WITHOUT = (
    "TypeScript and axe could not be had from npm: the lines above say why. "
    "Without them the website's types and accessibility are not checked."
)


class NoPackages(Exception):
    """npm could not install what is locked; the sentence says why."""


def get_packages(root: Path) -> None:
    """Installs what the lock says, once. Only a machine that has no npm registry, and is no CI, may go without."""
    if ready(root):
        return
    print("Preparing the website's checks…", flush=True)
    npm = [str(root / ".venv" / "bin" / "npm"), "ci"]  # Node is one of the test tools
    if subprocess.run(npm, cwd=str(root), env={**SETTINGS, **os.environ}).returncode == 0:
        note(root).write_text(wanted(root))
    elif os.environ.get("CI"):
        raise NoPackages(WITHOUT)
    else:
        print(WITHOUT, flush=True)


def ready(root: Path) -> bool:
    """Whether they are there already: this costs no network."""
    return note(root).exists() and note(root).read_text() == wanted(root)


def note(root: Path) -> Path:
    return root / "node_modules" / "ready"


def wanted(root: Path) -> str:
    """A hash of what they are installed from."""
    digest = hashlib.sha256()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()
