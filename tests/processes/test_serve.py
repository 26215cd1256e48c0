"""`consultation serve`, as it is started by hand: the real supervisor and the real processes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.processes.environment import service_environment
from bot.settings import Settings

SERVE = [sys.executable, "-m", "bot.cli", "serve"]


class Run:
    """One `consultation serve` and what it printed."""

    def __init__(self, settings: Settings, *, output: Path) -> None:
        self.output = output
        with output.open("w") as file:
            self.process = subprocess.Popen(
                SERVE, stdout=file, stderr=file, env=service_environment(settings), start_new_session=True
            )

    def pids(self, program: str) -> list[int]:
        return [int(pid) for pid in re.findall(rf"spawned: '{program}' with pid (\d+)", self.output.read_text())]

    def wait_for(self, condition: Callable[[], object], *, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.05)

    def is_running(self, program: str) -> bool:
        return f"success: {program} entered RUNNING state" in self.output.read_text()


@pytest.fixture
def run(settings: Settings, tmp_path: Path) -> Iterator[Run]:
    run = Run(settings, output=tmp_path / "output")
    run.wait_for(lambda: run.is_running("engine") and run.is_running("service"))
    yield run
    run.process.send_signal(signal.SIGTERM)
    run.process.wait(timeout=20)


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and was not waited for does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("program", ["engine", "service"])
def test_a_killed_process_comes_back_and_the_log_says_so(run: Run, program: str) -> None:
    first = run.pids(program)[-1]
    os.kill(first, signal.SIGKILL)
    run.wait_for(lambda: run.pids(program)[-1] != first)
    assert f"exited: {program} (terminated by SIGKILL; not expected)" in run.output.read_text()
    assert alive(run.pids(program)[-1])


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_everything(run: Run, stop: signal.Signals) -> None:
    children = [run.pids(program)[-1] for program in ("engine", "service")]
    os.killpg(run.process.pid, stop)
    assert run.process.wait(timeout=15) == 0
    assert not any(alive(pid) for pid in children)


def test_nothing_outlives_a_killed_supervisor(run: Run) -> None:
    children = [run.pids(program)[-1] for program in ("engine", "service")]
    run.process.kill()
    run.process.wait()
    run.wait_for(lambda: not any(alive(pid) for pid in children), seconds=15)


def test_the_supervisor_has_no_secret_in_its_file_and_no_warning(run: Run, settings: Settings) -> None:
    configuration = (settings.data_dir / "run/supervisord.conf").read_text()
    secrets = [path.read_text() for path in (settings.data_dir / "secrets").iterdir()]
    assert secrets
    assert not any(secret in configuration for secret in secrets)
    assert not re.search(r"^[-\d]+ [:\d]+,\d+ (CRIT|WARN) ", run.output.read_text(), re.MULTILINE)


@pytest.mark.parametrize("setting", ["port", "engine_port", "actions_port"])
def test_a_taken_port_is_one_sentence_with_the_port_and_its_setting(settings: Settings, setting: str) -> None:
    port = getattr(settings, setting)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        answer = subprocess.run(SERVE, capture_output=True, text=True, env=service_environment(settings))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == f"Port {port} is taken: free it, or set CONSULTATION_{setting.upper()} to another.\n"


def test_a_wrong_setting_stops_the_start_by_its_name(settings: Settings) -> None:
    environment = service_environment(settings) | {"CONSULTATION_ENV": "production"}
    answer = subprocess.run(SERVE, capture_output=True, text=True, env=environment)
    assert answer.returncode == 1
    assert "CONSULTATION_SECRET_KEY" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_mistake_in_the_content_stops_the_start_with_its_file_and_line(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree("content", tmp_path / "content")
    theme = tmp_path / "content/themes/ecology.yml"
    theme.write_text(theme.read_text() + "unheard_of: true\n")
    line = len(theme.read_text().splitlines())
    environment = service_environment(settings.model_copy(update={"content": tmp_path / "content"}))
    answer = subprocess.run(SERVE, capture_output=True, text=True, env=environment)
    assert answer.returncode == 1
    assert f"{theme}:{line}: " in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_that_is_away_is_one_sentence_without_the_password(settings: Settings) -> None:
    environment = service_environment(settings) | {"CONSULTATION_DATABASE_URL": "postgresql://u:geheim@127.0.0.1:1/d"}
    answer = subprocess.run(SERVE, capture_output=True, text=True, env=environment)
    assert answer.returncode == 1
    assert answer.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in answer.stderr
    assert "geheim" not in answer.stderr
