"""Makes both environments from their locks, once; to test, npm's too. Standard library only, Python 3.9 or later."""

import hashlib
import os
import ssl
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from find_python import find_python
from get_uv import PUBLIC_INDEX, NoUv, get_uv, index_url
from npm_packages import NoPackages, get_packages

ROOT = Path(__file__).resolve().parents[1]
# These would make uv work on another environment than the one meant.
MISLEADING = ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "UV_PROJECT", "UV_WORKING_DIRECTORY", "UV_PYTHON", "PYTHONHOME")

GROUPS: "dict[str, tuple[str, ...]]" = {"run": (), "test": ("dev",), "bench": ("dev", "bench")}
SYSTEM_CERTIFICATES = {"UV_SYSTEM_CERTS": "true"}


class NotReady(Exception):
    """Something is missing that only the person at the machine can provide."""


@dataclass(frozen=True)
class Environment:
    name: str
    project: Path
    pythons: "tuple[str, ...]"
    groups: "tuple[str, ...]" = ()

    @property
    def venv(self) -> Path:
        return self.project / ".venv"

    def wanted(self) -> str:
        """A hash of what the environment is made from. The folder counts: scripts in it name their own path."""
        digest = hashlib.sha256(str(self.project).encode())
        for name in ("pyproject.toml", "uv.lock"):
            digest.update((self.project / name).read_bytes())
        return digest.hexdigest()

    def notes(self) -> "list[Path]":
        """Where it is noted that the environment is ready: for running, and for testing too if it has the tools."""
        names = ["ready"] + [f"ready-{group}" for group in self.groups]
        return [self.venv / name for name in names]


def environments(*, purpose: str) -> "list[Environment]":
    """The engine runs on 3.10 only; the service on any current Python, the ones it is tested with first."""
    service = Environment("service", ROOT, ("3.11", "3.12", "3.13", "3.14"), GROUPS[purpose])
    return [service, Environment("engine", ROOT / "engine", ("3.10",))]


def ready(environment: Environment) -> bool:
    """Whether everything is there already: this costs no network and a few milliseconds."""
    note = environment.notes()[-1]
    if not note.exists() or note.read_text() != environment.wanted():
        return False
    python = environment.venv / "bin" / "python"
    return python.exists() and subprocess.run([str(python), "-c", ""]).returncode == 0


def make(environment: Environment, *, uv: str) -> None:
    """Installs what the lock says, into the environment's own folder."""
    print(f"Preparing the {environment.name}…", flush=True)
    python = find_python(list(environment.pythons), uv=uv) or downloaded(environment, uv=uv)
    install = from_the_lock if index_url() == PUBLIC_INDEX else from_a_mirror
    install(environment, uv=uv, python=python)
    for note in environment.notes():
        note.write_text(environment.wanted())


def downloaded(environment: Environment, *, uv: str) -> str:
    """A Python that uv fetches."""
    version = environment.pythons[0]
    print(f"No Python {version} here: asking uv for one…", flush=True)
    if subprocess.run([uv, "python", "install", version], env=plain()).returncode == 0:
        found = find_python([version], uv=uv)
        if found:
            return found
    later = "" if len(environment.pythons) == 1 else " or later"
    raise NotReady(
        f"The {environment.name} needs Python {version}{later}, and there is none here: install it "
        f"(`pyenv install {version}`, or your system's package), then run this command again."
    )


def from_the_lock(environment: Environment, *, uv: str, python: str) -> None:
    """`uv sync`, whatever index is set for uv; `make lint` checks that the lock is current."""
    # A run leaves the test tools alone, so that running and testing in turn reinstall nothing.
    groups = chosen(environment) if environment.groups else ["--inexact", *chosen(environment)]
    call([uv, "sync", "--frozen", "--python", python, *groups], environment)


def from_a_mirror(environment: Environment, *, uv: str, python: str) -> None:
    """The lock's versions and hashes from the registry set up here: `uv sync` would use the lock's addresses."""
    listed = environment.project / ".venv" / "locked.txt"
    mirror = ["--default-index", index_url()]
    if not (environment.venv / "bin" / "python").exists():
        call([uv, "venv", "--quiet", "--clear", "--python", python, ".venv"], environment)
    export = ["--frozen", "--quiet", "--no-emit-project", *chosen(environment), "--output-file", str(listed)]
    call([uv, "export", *export], environment)
    call([uv, "pip", "install", "--python", ".venv", *mirror, "--require-hashes", "-r", str(listed)], environment)
    if environment.name == "service":
        call([uv, "pip", "install", "--python", ".venv", *mirror, "--no-deps", "--editable", "."], environment)


def chosen(environment: Environment) -> "list[str]":
    """The groups it needs, as uv is told."""
    return ["--no-default-groups", *(f"--group={group}" for group in environment.groups)]


def call(command: "list[str]", environment: Environment) -> None:
    if subprocess.run(command, cwd=str(environment.project), env=plain()).returncode:
        raise NotReady(f"The {environment.name} could not be installed: the lines above say why.")


def plain() -> "dict[str, str]":
    """This process's environment, without what would send uv elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    # Compiled once here, not at every start: where Python may not write beside its modules a start takes twice as long.
    kept["UV_COMPILE_BYTECODE"] = "1"
    # uv brings its own list of certificates: a network that signs with its own is only known to the system's.
    return {**SYSTEM_CERTIFICATES, **kept} if has_certificates() else kept


def has_certificates() -> bool:
    """Whether this system has any; a bare container has none."""
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or (paths.capath and os.listdir(paths.capath)))


def main(purpose: str) -> None:
    missing = [each for each in environments(purpose=purpose) if not ready(each)]
    if missing:
        uv = get_uv(ROOT / ".tools")
    for environment in missing:
        make(environment, uv=uv)
    if purpose == "test":
        get_packages(ROOT)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except (NotReady, NoUv, NoPackages) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
