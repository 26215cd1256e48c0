"""Both processes under one: started together, restarted when one dies, stopped together."""

import ctypes
import fcntl
import os
import signal
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.processes.environment import service_environment
from bot.processes.secrets import private_folder
from bot.settings import PREFIX, Settings

# The service stops first (higher priority) and can still finish its turns with the engine; both waits end within 15 s.
PROGRAMS = (("engine", 10, 4), ("service", 20, 8))
SUPERVISOR_PID = "SUPERVISOR_PID"
SUPERVISOR = """\
[supervisord]
nodaemon=true
{user}directory={directory}
logfile={run}/supervisord.log
logfile_maxbytes=1MB
logfile_backups=1
pidfile={run}/supervisord.pid
childlogdir={run}
"""
PROGRAM = """
[program:{name}]
command="{python}" -m bot.cli serve --only {name}
priority={priority}
autostart=true
autorestart=true
startsecs=1
startretries=1000000000
stopsignal=TERM
stopwaitsecs={wait}
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile=/dev/fd/1
stdout_logfile_maxbytes=0
"""


def configuration(run: Path) -> str:
    """What supervisord reads. No control socket, and no secret: those are in the environment."""
    # Staying root, where we are root, is said on purpose; unsaid, supervisord warns.
    user = "user=root\n" if os.geteuid() == 0 else ""
    head = SUPERVISOR.format(user=user, directory=_escaped(Path.cwd()), run=_escaped(run))
    python = _escaped(Path(sys.executable))
    return head + "".join(PROGRAM.format(name=n, priority=p, wait=w, python=python) for n, p, w in PROGRAMS)


def supervise(settings: Settings) -> None:
    """Replaces this process by the supervisor of both."""
    run = private_folder(settings.data_dir, "run")
    path = run / "supervisord.conf"
    path.write_text(configuration(run))
    _append_to_a_redirected_output()
    started = {PREFIX + "CLOCK_STARTED": (settings.clock_started or datetime.now(UTC)).isoformat()}
    command = [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(path)]
    # The supervisor takes this process's place, and so its number.
    environment = service_environment(settings) | started | {SUPERVISOR_PID: str(os.getpid())}
    os.execve(command[0], command, environment)


def stop_with_the_supervisor() -> None:
    """Asks Linux to stop this process when its supervisor is killed, so that no orphan keeps a port."""
    supervisor = os.environ.get(SUPERVISOR_PID)
    if sys.platform != "linux" or supervisor is None:
        return
    set_parent_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2); it survives exec
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
    if os.getppid() != int(supervisor):  # killed before we asked
        sys.exit(1)


def _append_to_a_redirected_output() -> None:
    # The supervisor and the programs open the output separately: without this they overwrite each other in a file.
    if stat.S_ISREG(os.fstat(1).st_mode):
        fcntl.fcntl(1, fcntl.F_SETFL, fcntl.fcntl(1, fcntl.F_GETFL) | os.O_APPEND)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
