"""Whether the ports of the two processes are free."""

import socket

from bot.settings import PREFIX, Settings


def taken(settings: Settings) -> list[tuple[str, int]]:
    """The (setting, port) pairs that another program listens on."""
    wanted = {"port": settings.host, "engine_port": settings.engine_host, "actions_port": settings.actions_host}
    ports = [(name, host, int(getattr(settings, name))) for name, host in wanted.items()]
    return [(PREFIX + name.upper(), port) for name, host, port in ports if not _free(host, port)]


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        # As the servers do: a connection of the previous run that is still closing does not count.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True
